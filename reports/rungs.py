"""The rungs of a part of the log that rest on more than its own rows.

After self-employment tax and the staff wage rest on public figures, the settled rate on what arrived, the session
rate on clock times (METHOD section 1). The whole log is a part like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports import benefits, rates
from reports.arrivals import Arrival
from reports.figures import Coverage, Figure, Step
from reports.groups import totals
from reports.hours import session_seconds
from reports.ladder import COSTS, WORK, Ladder
from reports.later import LaterMapping
from reports.row_ids import NO_ROWS, Rows
from reports.sums import SECONDS_PER_HOUR
from reports.tables import EARNED, picked_flags
from reports.taxes import SelfEmploymentTax
from reports.wording import N_

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Rungs:
    """Makes the rungs of any part.

    Parameters
    ----------
    taxes
        Self-employment tax by calendar year; None when a year of the period has none on file.
    ratio
        Benefits for each dollar of wages, None when not on file.
    session_gap_minutes
        Pauses up to so long join two sessions.
    """

    taxes: Mapping[int, SelfEmploymentTax] | None
    ratio: benefits.BenefitRatio | None
    session_gap_minutes: int = 1

    def figures(self, part: Ladder, arrived: Sequence[Arrival] | None = None) -> dict[str, Figure]:
        """All rungs by key; without arrivals there is no settled rate, as for a kind of work."""
        listed = [self.after_tax(part), self.staff_wage(part), session_rate(part, self.session_gap_minutes)]
        if arrived is not None:
            listed.append(settled_rate(part, arrived))
        return {figure.key: figure for figure in listed}

    def tax_on(self, part: Ladder) -> Fraction | None:
        """S: the tax on the net that the rates of the part count, its share of the tax of each year."""
        if self.taxes is None:
            return None
        if len(self.taxes) == 1:
            (tax,) = self.taxes.values()
            return tax.allocated(part.sums.net_of_rates)
        years = totals(part.selection, "year").items()
        shares = (
            self.taxes[day.year].allocated(part.sums.major(year.net_of_rates)) for (day,), year in years
        )
        return sum(shares, ZERO)

    def after_tax(self, part: Ladder) -> Figure:
        """R4."""
        tax = self.tax_on(part)
        sums = part.sums
        rate = (
            None if tax is None else rates.rate_after_self_employment_tax(sums.net_of_rates, tax, sums.hours)
        )
        value = part.known(rate)
        steps = (
            *part.net_steps(),
            Step("-", N_("Self-employment tax on it"), tax, "money"),
            part.hours_step(),
            Step("=", N_("After self-employment tax"), value, "money_per_hour"),
        )
        taxes = (self.taxes or {}).values()
        parameters = tuple(dict.fromkeys(row for tax in taxes for row in tax.parameters))
        reason = None if tax is not None or effective_rate(part) is None else "no_value_on_file"
        rows = part.selection.rows(*WORK, *COSTS)
        key = "rate_after_self_employment_tax"
        return part.rate(key, value, steps, rows, reason=reason, parameters=parameters)

    def staff_wage(self, part: Ladder) -> Figure:
        """R5: the staff wage worth as much."""
        return staff_wage(part, self.ratio)


def effective_rate(part: Ladder) -> Fraction | None:
    """R3, from which the rungs below it are measured."""
    return part.known(rates.effective_hourly_rate(part.sums.net_of_rates, part.sums.hours))


def staff_wage(part: Ladder, ratio: benefits.BenefitRatio | None, *, is_core: bool = False) -> Figure:
    """R5 of a part: the staff wage worth as much when benefits cost `ratio` for each dollar of wages.

    `is_core` says which ratio was asked for; it counts where none is on file.
    """
    rate = effective_rate(part)
    made = benefits.employee_equivalent_wage(rate, ratio, part.selection.period, is_core=is_core)
    reason = None if ratio is not None or rate is None else "no_value_on_file"
    rows = part.selection.rows(*WORK, *COSTS)
    return part.rate(made.key, made.value, made.steps, rows, reason=reason, parameters=made.parameters)


def settled_rate(part: Ladder, arrived: Iterable[Arrival]) -> Figure:
    """RS: what arrived for the part within its period, after fees, an hour."""
    sums, period = part.sums, part.selection.period
    within = [arrival for arrival in arrived if arrival.day in period]
    received = sums.major(sum(arrival.minor for arrival in within))
    value = rates.settled_rate(received, sums.hours)
    steps = (
        Step("", N_("Arrived in this period, after fees"), received, "money"),
        part.hours_step(),
        Step("=", N_("Money received per hour"), value, "money_per_hour"),
    )
    rows = {
        "payouts": tuple(dict.fromkeys(arrival.payout_id for arrival in within)),
        **part.selection.rows("tasks"),
    }
    return part.rate("settled_rate", value, steps, rows, reason="no_hours")


def session_rate(part: Ladder, gap_minutes: int) -> Figure:
    """RC: pay of tasks with clock times over their sessions; the coverage is their share of all pay."""
    sums = part.sums
    worked, accruals, names = part.selection.hours, part.selection.accruals, part.selection.hours.names
    timed = worked.task[names.is_timed[worked.task]]
    started, ended = (names.ledger.array("tasks", name)[timed] for name in ("started_at", "ended_at"))
    seconds = session_seconds(started, ended, 60 * gap_minutes)
    pay = accruals.minor[(accruals.category == EARNED) & picked_flags(names.is_timed, accruals.task)]
    gross = sums.major(int(pay.sum()))
    hours = Fraction(seconds, SECONDS_PER_HOUR)
    value = rates.session_rate(gross, hours) if len(pay) else None
    steps = (
        Step("", N_("Pay of tasks with start and end times"), gross, "money"),
        Step(
            "/", N_("Sessions, with pauses up to {minutes} minutes"), hours, "hours", {"minutes": gap_minutes}
        ),
        Step("=", N_("Pay per hour of work sessions"), value, "money_per_hour"),
    )
    positive = int(pay[pay > 0].sum())
    share = Fraction(positive, sums.positive) if sums.positive else None
    coverage = Coverage(share, sums.coverage.time_priced)
    ids = names.ids("tasks")
    named = LaterMapping(lambda: {"tasks": tuple([ids[task] for task in timed.tolist()])})
    rows: Rows = named if len(timed) else NO_ROWS
    reason = "no_earnings" if len(timed) else "no_clock_times"
    figure = part.rate("session_rate", value, steps, rows, reason=reason)
    return replace(figure, coverage=coverage, provisional=value is not None and not coverage.enough)
