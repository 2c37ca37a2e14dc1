"""The figures that only a whole report has: unpaid share, kept share, settled rate and session rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from reports import rates
from reports.earnings import Books
from reports.figures import Coverage, Figure, Step
from reports.hours import clock_times, session_seconds
from reports.ladder import Ladder
from reports.slices import value_of_unpaid_time
from reports.sums import SECONDS_PER_HOUR
from reports.tables import EARNED
from reports.wording import N_


def headline_figures(whole: Ladder, books: Books, session_gap_minutes: int) -> dict[str, Figure]:
    """The ladder of the whole selection, and what only a whole has, by key."""
    rungs = whole.figures()
    listed = [
        _unpaid_share(whole),
        value_of_unpaid_time(whole, whole.selection),
        _kept_share(whole, rungs),
        _settled_rate(whole, books),
        _session_rate(whole, session_gap_minutes),
    ]
    return {**rungs, **{figure.key: figure for figure in listed}}


def _unpaid_share(whole: Ladder) -> Figure:
    sums = whole.sums
    value = rates.ratio(sums.unpaid_hours, sums.hours)
    steps = (
        Step("", N_("Unpaid hours"), sums.unpaid_hours, "hours"),
        whole.hours_step(),
        Step("=", N_("Share of unpaid time"), value, "share"),
    )
    rows = whole.selection.rows("tasks")
    return whole.rate("unpaid_share", value, steps, rows, reason="no_hours", unit="share")


def _kept_share(whole: Ladder, rungs: Mapping[str, Figure]) -> Figure:
    real, promised = rungs["effective_hourly_rate"], rungs["advertised_rate"]
    value = rates.ratio(real.value, promised.value)
    steps = (
        Step("", N_("Real hourly pay"), real.value, "money_per_hour"),
        Step("/", N_("Promised hourly rate"), promised.value, "money_per_hour"),
        Step("=", N_("Share of the promise you kept"), value, "share"),
    )
    reason = real.reason or promised.reason or "no_advertised_rate"
    rows = {**promised.rows, **real.rows}
    share = whole.rate("kept_share", value, steps, rows, reason=reason, unit="share")
    return replace(share, provisional=share.provisional or promised.provisional)


def _settled_rate(whole: Ladder, books: Books) -> Figure:
    sums, period = whole.sums, whole.selection.period
    arrived = [row for row in books.received if row["arrived_on"] in period]
    received = sums.major(sum(row["net_minor"] for row in arrived))
    value = rates.settled_rate(received, sums.hours)
    steps = (
        Step("", N_("Arrived in this period, after fees"), received, "money"),
        whole.hours_step(),
        Step("=", N_("Money received per hour"), value, "money_per_hour"),
    )
    rows = {"payouts": tuple(row["id"] for row in arrived), **whole.selection.rows("tasks")}
    return whole.rate("settled_rate", value, steps, rows, reason="no_hours")


def _session_rate(whole: Ladder, gap_minutes: int) -> Figure:
    """Pay of tasks with clock times over their sessions; the coverage is their share of all pay."""
    sums = whole.sums
    hours_of, accruals = whole.selection.hours, whole.selection.accruals
    started, ended = (hours_of.names.ledger.array("tasks", name) for name in ("started_at", "ended_at"))
    timed = hours_of.task[clock_times(started[hours_of.task], ended[hours_of.task])]
    seconds = session_seconds(started[timed], ended[timed], 60 * gap_minutes)
    pay = accruals.take((accruals.category == EARNED) & np.isin(accruals.task, timed))
    gross = sums.major(int(pay.minor.sum()))
    hours = Fraction(seconds, SECONDS_PER_HOUR)
    value = rates.session_rate(gross, hours) if len(pay) else None
    steps = (
        Step("", N_("Pay of tasks with start and end times"), gross, "money"),
        Step(
            "/", N_("Sessions, with pauses up to {minutes} minutes"), hours, "hours", {"minutes": gap_minutes}
        ),
        Step("=", N_("Pay per hour of work sessions"), value, "money_per_hour"),
    )
    positive = int(pay.minor[pay.minor > 0].sum())
    share = Fraction(positive, sums.positive) if sums.positive else None
    coverage = Coverage(share, sums.coverage.time_priced)
    ids = hours_of.names.ids("tasks")
    rows = {"tasks": tuple(ids[task] for task in timed.tolist())} if len(timed) else {}
    reason = "no_earnings" if len(timed) else "no_clock_times"
    figure = whole.rate("session_rate", value, steps, rows, reason=reason)
    return replace(figure, coverage=coverage, provisional=value is not None and not coverage.enough)
