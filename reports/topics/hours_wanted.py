"""The hours she wants beside the hours she had, week by week, and how long ago the last paid work was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import numpy as np

from reports.figures import Figure
from reports.frames import NOWHERE, Fact, Ledger, UnpaidCategory
from reports.groups import sums_by, totals
from reports.hours_wanted import (
    CheckIn,
    GapNote,
    NoWorkSaid,
    WantedHours,
    Week,
    WeekWork,
    days_since_last_paid_time,
    hours_wanted_figures,
    no_work_said,
    week_figures,
    weeks_of,
)
from reports.later import LaterMapping
from reports.periods import Period
from reports.slices import Slice
from reports.sums import Selection
from reports.tables import UNPAID, Hours
from reports.topics.material import Material
from reports.topics.topic import Topic

#: Unpaid time spent on getting work.
WAITING = (UnpaidCategory.WAITING, UnpaidCategory.SEARCHING)

_OF_PAY = frozenset({"pay_with_waiting"})


def hours_wanted_topic(material: Material) -> Topic:
    """The complete weeks together; the parts are those weeks, each with its own figures."""
    known = material.known
    weeks = weeks_of(
        _work(material.work),
        _wanted(material.ledger),
        _said(material, known),
        period=material.period,
        known=known,
    )
    summary = hours_wanted_figures(weeks, period=material.period, currency=material.currency)
    since = _since_paid_work(material)
    return Topic(
        {**material.exchanged_of(summary, _OF_PAY), since.key: since},
        tuple(_part(material, week) for week in weeks),
    )


def _part(material: Material, week: Week) -> Slice:
    def figures() -> dict[str, Figure]:
        return material.exchanged_of(week_figures(week, currency=material.currency), _OF_PAY)

    monday = week.days.start.isoformat()
    return Slice(monday, monday, LaterMapping(figures))


def _work(work: Selection) -> list[WeekWork]:
    """Pay and time by week."""
    hours = work.hours
    is_waiting = np.isin(hours.category, [UNPAID.index(category) for category in WAITING])
    waiting = sums_by(hours, [hours.unpaid_seconds * is_waiting], "week")
    return [WeekWork(key[0], found, waiting.get(key, (0,))[0]) for key, found in totals(work, "week").items()]


def _wanted(ledger: Ledger) -> list[WantedHours]:
    """What she said about the hours a week that she wants, in decimal text."""
    return [
        WantedHours(
            row["id"], row["starts_on"], Fraction(row["value"]) if row["value"] else None, row["ends_on"]
        )
        for row in ledger.rows("situations")
        if row["fact"] == Fact.HOURS_WANTED
    ]


def _said(material: Material, known: Period) -> NoWorkSaid:
    """Check-ins and gap notes by week."""
    ledger = material.ledger
    return no_work_said(
        [GapNote._make(row[name] for name in GapNote._fields) for row in ledger.rows("gap_notes")],
        [CheckIn(row["id"], row["checked_on"]) for row in ledger.rows("check_ins")],
        worked=_days_worked(material.books.hours),
        known=known,
    )


def _days_worked(hours: Hours) -> Iterator[tuple[date, str | None]]:
    """Each day with logged work and its platform, once."""
    ids = [*hours.names.words("platform"), None]  # the last one is `NOWHERE`
    keys = hours.day * len(ids) + hours.platform % len(ids)
    for key in np.unique(keys).tolist():
        day, platform = divmod(key, len(ids))
        yield date.fromordinal(day), ids[platform]


def _since_paid_work(material: Material) -> Figure:
    """How long ago a platform last paid for work, whether or not its time was logged."""
    hours = material.books.hours
    paid = hours.take(hours.category == NOWHERE)
    ids = hours.names.ids("tasks")
    last = paid.task[paid.day == paid.day[-1:]].tolist()  # none of none
    return days_since_last_paid_time(
        date.fromordinal(int(paid.day[-1])) if last else None,
        as_of=material.as_of,
        period=material.period,
        is_silent=material.gaps.is_silent,
        rows={"tasks": tuple(ids[place] for place in last)} if last else {},
    )
