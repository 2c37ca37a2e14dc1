"""Ups and downs of monthly pay, earned and received, and how much of the pay hangs on few platforms."""

from __future__ import annotations

from functools import partial

from reports.definitions import NOWHERE
from reports.groups import rows_of_groups, totals
from reports.later import LaterMapping
from reports.slices import Slice
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.volatility import (
    MonthMoney,
    PlatformMoney,
    complete_months,
    concentration_figures,
    month_figures,
    month_series,
    volatility_figures,
)


def volatility_topic(material: Material) -> Topic:
    """Both bases side by side; the parts are the complete months, with the keys earned and received."""
    months = complete_months(material.period, material.known)
    earned = month_series("earned", _earned(material), months)
    received = month_series("received", _received(material), months)
    currency = material.currency
    figures = {
        **volatility_figures(earned, received, period=material.period, currency=currency),
        **concentration_figures(_by_platform(material), period=material.period),
    }
    parts = []
    for place, month in enumerate(months):
        name = f"{month.start:%Y-%m}"
        make = partial(month_figures, earned, received, place, currency=currency)
        parts.append(Slice(name, name, LaterMapping(make)))
    return Topic(figures, tuple(parts))


def _earned(material: Material) -> list[MonthMoney]:
    """Pay by the month of its work."""
    rows = rows_of_groups(material.work, "month")
    return [
        MonthMoney(month, found.earned if found.knows_pay else None, rows((month,)))
        for (month,), found in totals(material.work, "month").items()
    ]


def _received(material: Material) -> list[MonthMoney]:
    """What arrived, before fees, by the day of its arrival."""
    return [
        MonthMoney(row["arrived_on"], row["gross_minor"], {"payouts": (row["id"],)})
        for row in material.books.received
    ]


def _by_platform(material: Material) -> list[PlatformMoney]:
    """Pay by platform."""
    rows, names = rows_of_groups(material.work, "platform"), material.names["platforms"]
    return [
        PlatformMoney(
            platform_id,
            names.get(platform_id, NOWHERE["platform"]),
            found.earned if found.knows_pay else None,
            rows((platform_id,)),
        )
        for (platform_id,), found in totals(material.work, "platform").items()
    ]
