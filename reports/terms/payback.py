"""When unpaid hours before the first pay are paid back: as it was, and at a steady rate (METHOD section 10a)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from reports.figures import Figure, Step
from reports.money import exponent
from reports.parameters import Parameter
from reports.periods import Period
from reports.sums import SECONDS_PER_HOUR
from reports.wording import N_
from reports.work import Work, in_hours, in_major


class Line(NamedTuple):
    """An hourly rate to compare with, in major units; without one, `reason` says why.

    `at_least` says that the true one may be higher, so that it takes at least so many hours.
    """

    rate: Fraction | None
    reason: str = "no_value_on_file"
    label: str = N_("Minimum wage")
    parameters: tuple[Parameter, ...] = ()
    at_least: bool = False


class Reached(NamedTuple):
    """The first day above a line, with the sums up to its end."""

    day: date
    gross: Fraction
    paid_hours: Fraction
    hours: Fraction


def first_above(days: Iterable[Work], line: Fraction, currency: str) -> Reached | None:
    """The first day at whose end pay per hour worked exceeds the line; None while it has not.

    Within a day nobody knows which hour brought what, so a day counts as a whole.

    >>> first, second = date(2026, 3, 1), date(2026, 3, 2)
    >>> days = [Work(unpaid_seconds=21600, first_on=first), Work(gross_of_rates=24000, paid_seconds=28800, first_on=second)]
    >>> first_above(days, Fraction("16.90"), "USD").paid_hours
    Fraction(8, 1)
    """
    # Gross over hours > line, in whole numbers: thousands of days are walked.
    of_gross, of_seconds = SECONDS_PER_HOUR * line.denominator, line.numerator * 10 ** exponent(currency)
    gross = paid = seconds = 0
    for one in sorted(days, key=attrgetter("first_on")):
        gross, paid, seconds = gross + one.gross_of_rates, paid + one.paid_seconds, seconds + one.seconds
        if seconds and gross * of_gross > seconds * of_seconds:
            return Reached(one.first_on, in_major(gross, currency), in_hours(paid), in_hours(seconds))
    return None


def payback_hours(
    preparing_hours: Fraction, paid_rate: Fraction, line: Fraction, unpaid_beside: Fraction = Fraction(0)
) -> Fraction | None:
    """Paid hours after which pay per hour worked exceeds the line, at a steady rate; None when it never does.

    Parameters
    ----------
    preparing_hours
        Unpaid hours before the first paid one, 0 or more.
    paid_rate, line
        Major units an hour; the rate of the paid hours.
    unpaid_beside
        Further unpaid hours that go with each paid hour, 0 or more.

    Notes
    -----
    r h / (U + h + u h) > L from h = L U / (r - L (1 + u)) on.

    Examples
    --------
    >>> round(float(payback_hours(Fraction(6), Fraction(30), Fraction("16.90"))), 4)
    7.7405
    """
    above = paid_rate - line * (1 + unpaid_beside)
    return line * preparing_hours / above if above > 0 else None


class Payback:
    """One contract: when its hours before the first pay are paid back, as it was and at a steady rate.

    Parameters
    ----------
    work
        Everything on the contract, from its first row to the end of `period`.
    days
        The same by day, one `Work` for each day, in any order.
    preparing_hours
        The unpaid hours that are to be paid back.
    line
        What the pay per hour worked is to exceed.
    period
        The days of the contract up to `as_of`.
    currency
        Of the sums and the line.
    """

    def __init__(
        self,
        work: Work,
        days: Iterable[Work],
        preparing_hours: Fraction,
        *,
        line: Line,
        period: Period,
        currency: str,
    ) -> None:
        self._work, self._line, self._preparing = work, line, preparing_hours
        self._period, self._currency = period, currency
        self._reason = self._why_none()
        self.reached = None
        if self._reason is None and line.rate is not None:
            self.reached = first_above(days, line.rate, currency)

    def _why_none(self) -> str | None:
        """Why there is nothing to pay back, or no way to tell."""
        if not self._preparing:
            return "no_onboarding"
        if self._line.rate is None:
            return self._line.reason
        if not self._work.paid_seconds:
            return "no_paid_hours"
        return None if self._work.knows_pay else "no_earnings"

    def figure(self) -> Figure:
        """Paid hours up to the end of the day on which the pay per hour worked first exceeded the line."""
        paid_hours = self.reached.paid_hours if self.reached else None
        return self._figure("payback_hours", paid_hours, "not_paid_back", self._walked())

    def _walked(self) -> tuple[Step, ...]:
        if self._reason is not None:
            return ()
        gross, hours, paid = self._work.gross_pay(self._currency), self._work.hours, self._work.paid_hours
        if self.reached:
            gross, hours, paid = self.reached.gross, self.reached.hours, self.reached.paid_hours
        last = self.reached.day if self.reached else self._period.last
        return (
            Step("", N_("Earned by {day}"), gross, "money", {"day": last}),
            Step("/", N_("All hours by then"), hours, "hours"),
            Step("=", N_("Pay per hour worked by then"), gross / hours, "money_per_hour"),
            Step("", self._line.label, self._line.rate, "money_per_hour"),
            Step("", N_("Paid hours by then"), paid, "hours"),
        )

    def forecast(self) -> Figure:
        """Paid hours it takes at the pay and with the unpaid time since the first paid task."""
        rate, line = self._work.paid_time_rate(self._currency), self._line.rate
        value: Fraction | None = None
        steps: tuple[Step, ...] = ()
        if self._reason is None and rate is not None and line is not None:
            beside = (self._work.unpaid_hours - self._preparing) / self._work.paid_hours
            value = payback_hours(self._preparing, rate, line, beside)
            steps = self._divided(rate, line * (1 + beside), value)
        return self._figure("payback_forecast_hours", value, "never_at_this_rate", steps)

    def _divided(self, rate: Fraction, needed: Fraction, value: Fraction | None) -> tuple[Step, ...]:
        return (
            Step("", N_("Pay per paid hour"), rate, "money_per_hour"),
            Step("-", N_("The line, for it and the unpaid time beside it"), needed, "money_per_hour"),
            Step("=", N_("Left of each paid hour"), rate - needed, "money_per_hour"),
            Step("", N_("Unpaid hours before the first paid work"), self._preparing, "hours"),
            Step("*", self._line.label, self._line.rate, "money_per_hour"),
            Step("/", N_("Left of each paid hour"), rate - needed, "money_per_hour"),
            Step("=", N_("Paid hours until it is paid back"), value, "hours"),
        )

    def _figure(self, key: str, value: Fraction | None, otherwise: str, steps: tuple[Step, ...]) -> Figure:
        return Figure(
            key,
            value,
            "hours",
            self._period,
            currency=self._currency,
            reason=None if value is not None else self._reason or otherwise,
            at_least=value is not None and self._line.at_least,
            provisional=value is not None and not self._work.is_enough,
            coverage=self._work.coverage,
            steps=steps,
            parameters=self._line.parameters,
            rows=self._work.rows,
        )
