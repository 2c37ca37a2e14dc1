"""What some work brought and how long it took, as sums that measures compare and divide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from reports.figures import Coverage, Figure, Step
from reports.money import exponent
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.wording import N_

SECONDS_PER_HOUR = 3600

#: A comparison of two rates rests on at least so much work on each side; with less it is provisional. A bad
#: day or one long task moves the rate of fewer hours by more than the changes of pay we look for.
ENOUGH_SECONDS = 5 * SECONDS_PER_HOUR
ENOUGH_TASKS = 3

#: Whole for what was logged; a fraction for a share of it.
Count = int | Fraction


@dataclass(frozen=True, slots=True)
class Work:
    """The sums of some work: minor units of one currency and seconds.

    Attributes
    ----------
    gross_minor, net_minor
        Pay before and after fees and costs as every rate counts it: without the pay of tasks that have no
        logged time, and without the fees of that pay. The net may be negative.
    paid_seconds, unpaid_seconds
        Time after the split of overlaps, each 0 or more.
    paid_priced_seconds
        The part of the paid time whose pay is known.
    positive_minor, positive_with_time_minor
        Pay above zero, with and without logged time, and what of it has logged time.
    pay_count, task_count
        Number of earned amounts and of logged tasks.
    first_on, last_on
        First and last day with any of it; None without a row.
    rows
        Noun -> ids behind the sums.
    """

    gross_minor: Count = 0
    net_minor: Count = 0
    paid_seconds: Count = 0
    unpaid_seconds: Count = 0
    paid_priced_seconds: Count = 0
    positive_minor: Count = 0
    positive_with_time_minor: Count = 0
    pay_count: int = 0
    task_count: int = 0
    first_on: date | None = None
    last_on: date | None = None
    rows: Rows = field(default_factory=dict, repr=False)

    @property
    def seconds(self) -> Count:
        """Paid and unpaid time."""
        return self.paid_seconds + self.unpaid_seconds

    @property
    def hours(self) -> Fraction:
        """T, all hours."""
        return in_hours(self.seconds)

    @property
    def paid_hours(self) -> Fraction:
        """Tp."""
        return in_hours(self.paid_seconds)

    @property
    def unpaid_hours(self) -> Fraction:
        """Tu."""
        return in_hours(self.unpaid_seconds)

    @property
    def knows_pay(self) -> bool:
        """Whether pay is known at all: paid hours without any price have earned nobody knows what."""
        return bool(self.pay_count or self.paid_priced_seconds or not self.paid_seconds)

    @property
    def coverage(self) -> Coverage:
        """The two shares of METHOD section 0; None where there is nothing to cover."""
        priced = self.paid_priced_seconds + self.unpaid_seconds
        return Coverage(
            pay_with_time=share_of(self.positive_with_time_minor, self.positive_minor),
            time_priced=share_of(priced, self.seconds),
        )

    @property
    def is_enough(self) -> bool:
        """Whether a comparison may rest on it: covered, five hours and three tasks at least."""
        is_long = self.seconds >= ENOUGH_SECONDS and self.task_count >= ENOUGH_TASKS
        return is_long and self.coverage.enough

    @property
    def why_no_rate(self) -> str:
        """The reason where there is no rate over all hours."""
        return "no_earnings" if self.seconds else "no_hours"

    def net(self, currency: str) -> Fraction:
        """What is left after fees and costs, in major units."""
        return in_major(self.net_minor, currency)

    def gross(self, currency: str) -> Fraction:
        """Pay before fees and costs, in major units."""
        return in_major(self.gross_minor, currency)

    def effective_rate(self, currency: str) -> Fraction | None:
        """Net over all hours, in major units; None without hours or when the pay is not known."""
        return self.net(currency) / self.hours if self.seconds and self.knows_pay else None

    def paid_time_rate(self, currency: str) -> Fraction | None:
        """Gross over paid hours, in major units; None without them or when the pay is not known."""
        return self.gross(currency) / self.paid_hours if self.paid_seconds and self.knows_pay else None

    def part(self, share: Fraction) -> Work:
        """A share of every sum, 0 to 1; counts, days and rows stay whole."""
        return replace(
            self,
            gross_minor=self.gross_minor * share,
            net_minor=self.net_minor * share,
            paid_seconds=self.paid_seconds * share,
            unpaid_seconds=self.unpaid_seconds * share,
            paid_priced_seconds=self.paid_priced_seconds * share,
            positive_minor=self.positive_minor * share,
            positive_with_time_minor=self.positive_with_time_minor * share,
        )


def in_hours(seconds: Count) -> Fraction:
    """Exact hours."""
    return Fraction(seconds, SECONDS_PER_HOUR)


def in_major(minor: Count, currency: str) -> Fraction:
    """Exact major units."""
    return Fraction(minor, 10 ** exponent(currency))


def share_of(part: Count, whole: Count) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part) / whole if whole else None


def total(parts: Iterable[Work]) -> Work:
    """Everything added up, each row once.

    >>> total([Work(net_minor=500, paid_seconds=3600), Work(net_minor=100, unpaid_seconds=1800)]).hours
    Fraction(3, 2)
    """
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    return Work(
        gross_minor=sum(one.gross_minor for one in listed),
        net_minor=sum(one.net_minor for one in listed),
        paid_seconds=sum(one.paid_seconds for one in listed),
        unpaid_seconds=sum(one.unpaid_seconds for one in listed),
        paid_priced_seconds=sum(one.paid_priced_seconds for one in listed),
        positive_minor=sum(one.positive_minor for one in listed),
        positive_with_time_minor=sum(one.positive_with_time_minor for one in listed),
        pay_count=sum(one.pay_count for one in listed),
        task_count=sum(one.task_count for one in listed),
        first_on=min((one.first_on for one in listed if one.first_on), default=None),
        last_on=max((one.last_on for one in listed if one.last_on), default=None),
        rows=together(one.rows for one in listed),
    )


def effective_figure(key: str, work: Work, *, period: Period, currency: str) -> Figure:
    """The effective hourly rate of some work as a figure: provisional where it is covered too thinly."""
    rate, coverage = work.effective_rate(currency), work.coverage
    hours = {"paid": work.paid_hours, "unpaid": work.unpaid_hours}
    return Figure(
        key,
        rate,
        "money_per_hour",
        period,
        currency=currency,
        reason=work.why_no_rate if rate is None else None,
        provisional=rate is not None and not coverage.enough,
        coverage=coverage,
        steps=(
            Step("", N_("Left after fees and costs"), work.net(currency), "money"),
            Step("/", N_("All hours: {paid} paid, {unpaid} unpaid"), work.hours, "hours", hours),
            Step("=", N_("Real hourly pay"), rate, "money_per_hour"),
        ),
        rows=work.rows,
    )
