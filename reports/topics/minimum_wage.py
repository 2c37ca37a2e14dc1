"""The period beside the minimum wage, and each of its weeks: METHOD section 7.

The law of a day is that of the place where she worked on it, so a move or a new rate inside a week counts from its
day on. Weeks at the edges of the period are compared for the days that are in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from reports.figures import Figure
from reports.groups import rows_of_groups, totals
from reports.ladder import COSTS, WORK
from reports.later import LaterMapping
from reports.periods import Period
from reports.slices import Slice
from reports.sums import Selection
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wages import (
    OF_HOURS,
    Floors,
    Window,
    WorkDay,
    by_week,
    compare,
    wage_figures,
    window_figures,
)

_WEEK = timedelta(days=7)


def minimum_wage_topic(material: Material) -> Topic:
    """The comparison of the period; its parts are the weeks with work, by their Monday."""
    weeks = weeks_of(material, Floors(material.parameters))
    figures = wage_figures(
        weeks.values(),
        period=material.period,
        currency=material.currency,
        coverage=material.whole.sums.coverage,
        rows=material.selection.rows(*WORK, *COSTS),
    )
    return Topic(_exchanged(material, figures), tuple(_parts(material, weeks)))


def weeks_of(material: Material, floors: Floors) -> dict[date, Window]:
    """The weeks of the period by their Monday, each beside the minimum wage of its days and places."""
    return compare(by_week(_work_days(material, floors)), floors)


def _work_days(material: Material, floors: Floors) -> Iterator[WorkDay]:
    """The work of the period, added up over the days of a week on which no place and no rate changes.

    Ten years have some twenty such changes and 3,650 days.
    """
    selection = material.selection
    for stay, place in material.places():
        for days in stay.split_at(floors.changes(place)):
            part = Selection(
                days,
                selection.accruals.between(days.start, days.end),
                selection.hours.between(days.start, days.end),
            )
            for sums in totals(part, "week").values():
                yield WorkDay(
                    sums.first_on,
                    place,
                    sums.paid_seconds,
                    sums.unpaid_seconds,
                    sums.gross_of_rates,
                    sums.net_of_rates,
                    unknown_pay_seconds=sums.seconds - sums.priced_seconds,
                )


def _parts(material: Material, weeks: dict[date, Window]) -> Iterator[Slice]:
    """Weeks with work, in order; the figures of each are made when somebody looks at them."""
    sums = LaterMapping(lambda: totals(material.selection, "week"))
    rows = rows_of_groups(material.selection, "week")

    def figures(monday: date) -> dict[str, Figure]:
        days = Period(monday, monday + _WEEK)
        found = window_figures(
            weeks[monday],
            period=days.overlap(material.period) or days,
            currency=material.currency,
            coverage=sums[monday,].coverage,
            rows=rows((monday,)),
        )
        return _exchanged(material, found)

    for monday, week in weeks.items():
        if week.all_hours.seconds:
            day = monday.isoformat()
            yield Slice(day, day, LaterMapping(partial(figures, monday)))


def _exchanged(material: Material, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {key: figure if key in OF_HOURS else material.exchanged(figure) for key, figure in figures.items()}
