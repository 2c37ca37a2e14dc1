"""What some work brought and how long it took, as sums that measures compare and divide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeVar

from reports.figures import Coverage, Figure, Step
from reports.money import exponent, split_in_proportion
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows, together
from reports.sums import SECONDS_PER_HOUR
from reports.wording import N_

Key = TypeVar("Key")

#: A comparison of two rates rests on at least so much work on each side; with less it is provisional. A bad
#: day or one long task moves the rate of fewer hours by more than the changes of pay we look for.
ENOUGH_SECONDS = 5 * SECONDS_PER_HOUR
ENOUGH_HOURS = Fraction(ENOUGH_SECONDS, SECONDS_PER_HOUR)
ENOUGH_TASKS = 3


class Work(NamedTuple):
    """The sums of some work: minor units of one currency and whole seconds. Nothing at all unless given.

    Attributes
    ----------
    earned, fees, expenses
        With the pay of tasks that have no logged time.
    gross_of_rates, net_of_rates
        Pay before and after fees and costs as every rate counts it: without the pay of tasks that have no
        logged time, and without the fees of that pay. The net may be negative.
    positive, positive_with_time
        Pay above zero, and what of it has logged time.
    paid_seconds, unpaid_seconds, priced_seconds
        Time after the split of overlaps, each 0 or more; the last is time that is unpaid or of known pay.
    pay_count, task_count
        Number of earned amounts and of logged tasks.
    first_on, last_on
        First and last day with work, pay or costs; without any row the first is after the last.
    rows
        Noun -> ids behind the sums.
    """

    earned: int = 0
    fees: int = 0
    expenses: int = 0
    gross_of_rates: int = 0
    net_of_rates: int = 0
    positive: int = 0
    positive_with_time: int = 0
    paid_seconds: int = 0
    unpaid_seconds: int = 0
    priced_seconds: int = 0
    pay_count: int = 0
    task_count: int = 0
    first_on: date = date.max
    last_on: date = date.min
    rows: Rows = NO_ROWS

    @property
    def net(self) -> int:
        """Earned less fees and expenses, in minor units."""
        return self.earned - self.fees - self.expenses

    @property
    def seconds(self) -> int:
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
        paid_priced_seconds = self.priced_seconds - self.unpaid_seconds
        return bool(self.pay_count or paid_priced_seconds or not self.paid_seconds)

    @property
    def coverage(self) -> Coverage:
        """The two shares of METHOD section 0; None where there is nothing to cover."""
        return Coverage(
            pay_with_time=share_of(self.positive_with_time, self.positive),
            time_priced=share_of(self.priced_seconds, self.seconds),
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

    def net_pay(self, currency: str) -> Fraction:
        """What is left after fees and costs as rates count it, in major units."""
        return in_major(self.net_of_rates, currency)

    def gross_pay(self, currency: str) -> Fraction:
        """Pay before fees and costs as rates count it, in major units."""
        return in_major(self.gross_of_rates, currency)

    def effective_rate(self, currency: str) -> Fraction | None:
        """Net over all hours, in major units; None without hours or when the pay is not known."""
        return self.net_pay(currency) / self.hours if self.seconds and self.knows_pay else None

    def paid_time_rate(self, currency: str) -> Fraction | None:
        """Gross over paid hours, in major units; None without them or when the pay is not known."""
        return self.gross_pay(currency) / self.paid_hours if self.paid_seconds and self.knows_pay else None


NOTHING = Work()

#: The sums of money and time.
_DIVISIBLE = Work._fields[:10]


def in_hours(seconds: int) -> Fraction:
    """Exact hours."""
    return Fraction(seconds, SECONDS_PER_HOUR)


def in_major(minor: int | Fraction, currency: str) -> Fraction:
    """Exact major units."""
    return Fraction(minor, 10 ** exponent(currency))


def share_of(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def total(parts: Iterable[Work]) -> Work:
    """Everything added up, each row once.

    >>> total([Work(net_of_rates=500, paid_seconds=3600), Work(net_of_rates=100, unpaid_seconds=1800)]).hours
    Fraction(3, 2)
    """
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    if not listed:
        return NOTHING
    *sums, first_on, last_on, rows = zip(*listed, strict=True)
    return Work._make([*map(sum, sums), min(first_on), max(last_on), together(rows)])


def split(whole: Work, bearers: Collection[Work]) -> list[Work]:
    """Work that belongs to several, the part of each by its paid time; without any, by all time.

    Money and time are split in whole minor units and seconds, so that nothing is lost or added; counts, days and
    rows of the whole stand in every part.

    >>> both = Work(paid_seconds=20), Work(paid_seconds=10)
    >>> [one.net_of_rates for one in split(Work(net_of_rates=-300), both)]
    [-200, -100]
    """
    paid = [one.paid_seconds for one in bearers]
    weights = paid if any(paid) else [one.seconds for one in bearers]
    nothing = [0] * len(weights)
    values = (getattr(whole, name) for name in _DIVISIBLE)
    sums = [split_in_proportion(value, weights) if value else nothing for value in values]
    return [whole._replace(**dict(zip(_DIVISIBLE, one, strict=True))) for one in zip(*sums, strict=True)]


def spread(rest: Work, over: Mapping[Key, Work]) -> dict[Key, Work]:
    """Several works, each with its part of what belongs to all of them (see `split`)."""
    if rest == NOTHING:
        return dict(over)
    parts = split(rest, over.values())
    return {key: total([one, part]) for (key, one), part in zip(over.items(), parts, strict=True)}


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
            Step("", N_("Left after fees and costs"), work.net_pay(currency), "money"),
            Step("/", N_("All hours: {paid} paid, {unpaid} unpaid"), work.hours, "hours", hours),
            Step("=", N_("Real hourly pay"), rate, "money_per_hour"),
        ),
        rows=work.rows,
    )
