"""Ups and downs of monthly pay, earned and received, and how much of the pay hangs on few platforms."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions import NOWHERE
from reports.earnings import Books
from reports.figures import Figure
from reports.groups import totals
from reports.later import LaterMapping
from reports.slices import Slice
from reports.sums import Selection
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.volatility import (
    PAYDAYS,
    MonthMoney,
    PlatformMoney,
    complete_months,
    concentration_figures,
    month_figures,
    month_series,
    volatility_figures,
)

_OF_THE_CALENDAR = frozenset({"complete_months", *(f"payday_artefact_{name}" for name in PAYDAYS)})


def volatility_topic(material: Material) -> Topic:
    """Both bases side by side; the parts are the complete months, with the keys earned and received."""
    months = complete_months(material.period, material.known)
    earned = month_series("earned", _earned(material.work), months)
    received = month_series("received", _received(material.books), months)
    currency = material.currency
    figures = {
        **volatility_figures(earned, received, period=material.period, currency=currency),
        **concentration_figures(_by_platform(material), period=material.period),
    }

    def part(place: int) -> Slice:
        def made() -> dict[str, Figure]:
            return _exchanged(material, month_figures(earned, received, place, currency=currency))

        month = f"{months[place].start:%Y-%m}"
        return Slice(month, month, LaterMapping(made))

    return Topic(_exchanged(material, figures), tuple(map(part, range(len(months)))))


def _exchanged(material: Material, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The same figures; those of money name the exchange rates."""
    return {
        key: figure
        if key in _OF_THE_CALENDAR
        else material.exchanged(figure, has_arrived=key.endswith("received"))
        for key, figure in figures.items()
    }


def _earned(work: Selection) -> list[MonthMoney]:
    """Pay by the month of its work."""
    return [
        MonthMoney(month, found.earned if found.knows_pay else None, found.rows)
        for (month,), found in totals(work, "month").items()
    ]


def _received(books: Books) -> list[MonthMoney]:
    """What arrived, before fees, by the day of its arrival."""
    return [
        MonthMoney(row["arrived_on"], row["gross_minor"], {"payouts": (row["id"],)}) for row in books.received
    ]


def _by_platform(material: Material) -> list[PlatformMoney]:
    """Pay by platform."""
    names = material.names["platforms"]
    return [
        PlatformMoney(
            platform_id,
            names.get(platform_id, NOWHERE["platform"]),
            found.earned if found.knows_pay else None,
            found.rows,
        )
        for (platform_id,), found in totals(material.work, "platform").items()
    ]
