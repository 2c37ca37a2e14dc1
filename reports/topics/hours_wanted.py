"""The hours she wants beside the hours she had, week by week, and how long ago the last paid work was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np

from reports.figures import Coverage, Figure
from reports.frames import Fact, Ledger, UnpaidCategory
from reports.gaps import platforms_of_tasks
from reports.groups import Key, Totals, coverage_of, rows_of_groups, totals
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
from reports.spans import paid_tasks
from reports.sums import Selection
from reports.tables import UNPAID
from reports.topics.material import Material
from reports.topics.topic import Topic

#: Unpaid time spent on getting work.
WAITING = (UnpaidCategory.WAITING, UnpaidCategory.SEARCHING)


def hours_wanted_topic(material: Material) -> Topic:
    """The complete weeks together; the parts are those weeks, each with its own figures."""
    by_week, known, currency = totals(material.work, "week"), material.known, material.currency
    said = _said(material.ledger, known)
    work = _work(material.work, by_week)
    weeks = weeks_of(work, _wanted(material.ledger), said, period=material.period, known=known)

    def coverage(*some: Week) -> Coverage:
        mondays = ((week.days.start,) for week in some)
        return coverage_of(by_week[monday] for monday in mondays if monday in by_week)

    def part(week: Week) -> Slice:
        monday = week.days.start.isoformat()
        figures = LaterMapping(lambda: week_figures(week, currency=currency, coverage=coverage(week)))
        return Slice(monday, monday, figures)

    since = _since_paid_work(material)
    summary = hours_wanted_figures(
        weeks, period=material.period, currency=currency, coverage=coverage(*weeks)
    )
    return Topic({**summary, since.key: since}, tuple(map(part, weeks)))


def _work(work: Selection, by_week: Mapping[tuple[Key, ...], Totals]) -> list[WeekWork]:
    """Pay and time by week."""
    rows, waiting = rows_of_groups(work, "week"), totals(_waiting(work), "week")
    return [
        WeekWork(
            monday=key[0],
            paid_seconds=found.paid_seconds,
            unpaid_seconds=found.unpaid_seconds,
            waiting_seconds=waiting[key].unpaid_seconds if key in waiting else 0,
            earned_minor=found.gross_of_rates if found.knows_pay else None,
            rows=rows(key),
        )
        for key, found in by_week.items()
    ]


def _waiting(work: Selection) -> Selection:
    """Only the time that was spent on getting work."""
    is_waiting = np.isin(work.hours.category, [UNPAID.index(category) for category in WAITING])
    return replace(work, accruals=work.accruals.take(slice(0)), hours=work.hours.take(is_waiting))


def _wanted(ledger: Ledger) -> list[WantedHours]:
    """What she said about the hours a week that she wants, in decimal text."""
    return [
        WantedHours(
            row["id"], row["starts_on"], Fraction(row["value"]) if row["value"] else None, row["ends_on"]
        )
        for row in ledger.rows("situations")
        if row["fact"] == Fact.HOURS_WANTED
    ]


def _said(ledger: Ledger, known: Period) -> NoWorkSaid:
    """Check-ins and gap notes by week."""
    return no_work_said(
        [GapNote._make(row[name] for name in GapNote._fields) for row in ledger.rows("gap_notes")],
        [CheckIn(row["id"], row["checked_on"]) for row in ledger.rows("check_ins")],
        worked=_days_worked(ledger),
        known=known,
    )


def _days_worked(ledger: Ledger) -> Iterator[tuple[date, str | None]]:
    """Each day with logged work and its platform, once; work in another currency is work too."""
    ids = [*ledger.columns["platforms"]["id"], None]  # the last one is `NOWHERE`
    keys = ledger.array("tasks", "worked_on") * len(ids) + platforms_of_tasks(ledger) % len(ids)
    for key in np.unique(keys).tolist():
        day, platform = divmod(key, len(ids))
        yield date.fromordinal(day), ids[platform]


def _since_paid_work(material: Material) -> Figure:
    ledger = material.ledger
    places = paid_tasks(ledger, material.as_of)
    days, ids = ledger.array("tasks", "worked_on")[places], ledger.columns["tasks"]["id"]
    last = places[days == days[-1:]].tolist()  # none of none
    return days_since_last_paid_time(
        date.fromordinal(int(days[-1])) if last else None,
        as_of=material.as_of,
        period=material.period,
        is_silent=material.gaps.is_silent,
        rows={"tasks": tuple(ids[place] for place in last)} if last else {},
    )
