"""Hours wanted and hours had, as figures over the complete weeks of a period (METHOD section 8).

Ratios are ratios of sums over the weeks, never means of weekly ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reports.figures import ENOUGH_COVERAGE, Figure, Step, Unit, figure_of
from reports.hours_wanted.weeks import Week
from reports.periods import Period
from reports.rates import ratio
from reports.row_ids import Rows, together
from reports.wording import N_
from reports.work import Work, in_hours, total


def pay_with_waiting(
    gross: Fraction | None, paid_hours: Fraction, waiting_hours: Fraction
) -> Fraction | None:
    """Pay over paid hours and waiting: what an hour brings once the time spent waiting for it counts.

    In the unit of `gross` an hour; None without hours, and when the pay is not known.

    >>> rate = pay_with_waiting(29 * Fraction(15), Fraction(29), Fraction(8))
    >>> round(float(rate), 2)
    11.76
    """
    return ratio(gross, paid_hours + waiting_hours)


def hours_wanted_figures(weeks: Sequence[Week], *, period: Period, currency: str) -> dict[str, Figure]:
    """The summary over complete weeks.

    Parameters
    ----------
    weeks
        The complete weeks of the period, in order. The figures carry their days as their period.
    period
        The days asked about; the period of the figures when there is no complete week.
    currency
        ISO 4217, of the money of the weeks.

    Notes
    -----
    The hours gap, its average and the share of wanted hours that were paid rest on the weeks whose hours wanted
    are known, and are provisional when those are fewer than 80 per cent. The number of involuntary part-time
    weeks is “at least” when some weeks are not known, and no value when none is found and some are not known.
    """
    window = Period(weeks[0].days.start, weeks[-1].days.end) if weeks else period
    summary = _Summary(tuple(weeks), window, currency)
    listed = [
        summary.hours_gap(),
        summary.hours_gap_per_week(),
        summary.utilisation(),
        summary.idle_share(),
        summary.involuntary_weeks(),
        summary.pay_with_waiting(),
    ]
    return {figure.key: figure for figure in listed}


@dataclass(frozen=True)
class _Summary:
    """Makes the figures of some complete weeks; what several of them rest on is put together once."""

    weeks: tuple[Week, ...]
    window: Period
    currency: str

    @cached_property
    def _told(self) -> tuple[tuple[Week, Fraction], ...]:
        """The weeks whose hours wanted are known, with the hours missing in each."""
        gaps = ((week, week.hours_gap) for week in self.weeks)
        return tuple((week, gap) for week, gap in gaps if gap is not None)

    @cached_property
    def _told_rows(self) -> Rows:
        """The rows behind the weeks whose hours wanted are known."""
        weeks = [week for week, _ in self._told]
        return together([*(week.work.rows for week in weeks), *(week.wanted_rows for week in weeks)])

    @cached_property
    def _gap(self) -> Fraction | None:
        """All the hours missing, or None when no hours wanted are known."""
        return sum((gap for _, gap in self._told), Fraction(0)) if self._told else None

    def hours_gap(self) -> Figure:
        steps = (*(_gap_step(week, gap) for week, gap in self._told if gap), _gap_total(self._gap))
        return self._wanted_figure("hours_gap", self._gap, "hours", "hours_wanted_unknown", *steps)

    def hours_gap_per_week(self) -> Figure:
        value = ratio(self._gap, Fraction(len(self._told)))
        return self._wanted_figure(
            "hours_gap_per_week",
            value,
            "hours",
            "hours_wanted_unknown",
            _gap_total(self._gap),
            Step("/", N_("Weeks whose wanted hours are known"), Fraction(len(self._told)), "count"),
            Step("=", N_("Hours missing in a week"), value, "hours"),
        )

    def utilisation(self) -> Figure:
        paid = total(week.work for week, _ in self._told).paid_hours
        wanted = sum((week.wanted or Fraction(0) for week, _ in self._told), Fraction(0))
        value = ratio(paid, wanted)
        return self._wanted_figure(
            "utilisation",
            value,
            "share",
            "no_hours_wanted" if self._told else "hours_wanted_unknown",
            Step("", N_("Paid hours"), paid, "hours"),
            Step("/", N_("Hours wanted"), wanted, "hours"),
            Step("=", N_("Share of the wanted hours that were paid"), value, "share"),
        )

    def idle_share(self) -> Figure:
        value = ratio(self._waiting, self._work.hours)
        steps = (
            Step("", N_("Waiting and looking for work"), self._waiting, "hours"),
            Step("/", N_("All hours"), self._work.hours, "hours"),
            Step("=", N_("Share of waiting"), value, "share"),
        )
        reason = "no_hours" if self.weeks else "no_complete_week"
        return figure_of(
            "idle_share", value, "share", period=self.window, reason=reason, steps=steps, rows=self._work.rows
        )

    def involuntary_weeks(self) -> Figure:
        found = [week for week in self.weeks if week.is_involuntary]
        unknown = [week for week in self.weeks if week.is_involuntary is None]
        value = Fraction(len(found)) if found or (self.weeks and not unknown) else None
        without_work = Fraction(sum(not week.work.seconds for week in found))
        return figure_of(
            "involuntary_part_time_weeks",
            value,
            "count",
            period=self.window,
            reason=self._why_unknown(unknown),
            at_least=bool(unknown),
            steps=(
                *map(_short_week_step, found),
                Step("", N_("Weeks without any work among them"), without_work, "count"),
                Step("", N_("Weeks that are not known"), Fraction(len(unknown)), "count"),
                Step("=", N_("Weeks short for lack of work"), value, "count"),
            ),
            rows=together(
                [
                    self._work.rows,
                    *(week.wanted_rows for week in self.weeks),
                    *(week.said_rows for week in self.weeks),
                ]
            ),
        )

    def pay_with_waiting(self) -> Figure:
        work, waiting = self._work, self._waiting
        pay = work.gross_pay(self.currency) if self.weeks and work.knows_pay else None
        value = pay_with_waiting(pay, work.paid_hours, waiting)
        hours = {"paid": work.paid_hours, "waiting": waiting}
        all_hours = work.paid_hours + waiting
        return Figure(
            "pay_with_waiting",
            value,
            "money_per_hour",
            self.window,
            currency=self.currency,
            reason=None if value is not None else self._no_rate(all_hours),
            provisional=value is not None and not work.coverage.enough,
            coverage=work.coverage,
            steps=(
                Step("", N_("Earned, approved or pending"), pay, "money"),
                Step("/", N_("Hours: {paid} paid, {waiting} waiting"), all_hours, "hours", hours),
                Step("=", N_("Pay per hour with waiting"), value, "money_per_hour"),
            ),
            rows=work.rows,
        )

    def _wanted_figure(
        self, key: str, value: Fraction | None, unit: Unit, reason: str, *steps: Step
    ) -> Figure:
        """A figure that rests on the hours wanted."""
        return figure_of(
            key,
            value,
            unit,
            period=self.window,
            reason=reason if self.weeks else "no_complete_week",
            provisional=len(self._told) < ENOUGH_COVERAGE * len(self.weeks),
            steps=steps,
            rows=self._told_rows,
        )

    def _why_unknown(self, unknown: Sequence[Week]) -> str:
        if not self.weeks:
            return "no_complete_week"
        return "hours_wanted_unknown" if any(week.wanted is None for week in unknown) else "no_reason_said"

    def _no_rate(self, hours: Fraction) -> str:
        if not self.weeks:
            return "no_complete_week"
        return "no_earnings" if hours else "no_hours"

    @cached_property
    def _work(self) -> Work:
        """The work of all weeks together."""
        return total(week.work for week in self.weeks)

    @cached_property
    def _waiting(self) -> Fraction:
        """Hours of waiting and searching."""
        return in_hours(sum(week.waiting_seconds for week in self.weeks))


def _gap_total(total: Fraction | None) -> Step:
    return Step("=", N_("Hours wanted and not had"), total, "hours")


def _gap_step(week: Week, gap: Fraction) -> Step:
    values = {"day": week.days.start, "wanted": week.wanted, "hours": week.hours}
    return Step("+", N_("Week of {day}: {wanted} h wanted, {hours} h worked"), gap, "hours", values)


def _short_week_step(week: Week) -> Step:
    values = {"day": week.days.start, "wanted": week.wanted, "hours": week.hours}
    label = N_("Week of {day}: {wanted} h wanted, {hours} h worked")
    return Step("+", label, Fraction(1), "count", values)
