"""What a selection of the books adds up to. Sums are exact and add up over any split; rates do not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from reports.earnings import Books
from reports.figures import Coverage
from reports.hours import Worked
from reports.money import exponent, split_in_proportion
from reports.periods import Period
from reports.placing import Accrual

SECONDS_PER_HOUR = 3600

_DAY = attrgetter("day")

Row = TypeVar("Row", Accrual, Worked)

#: A platform or contract id, a kind of work or a month; None where a row has none.
Key = str | None


@dataclass(frozen=True)
class Selection:
    """Some rows of the books, of one period and perhaps one platform, contract, kind of work or month."""

    period: Period
    accruals: Sequence[Accrual]
    hours: Sequence[Worked]
    known_sums: dict[str, Sums] = field(default_factory=dict, init=False, repr=False, compare=False)

    def by(self, key_of: Callable[[Accrual | Worked], Key]) -> dict[Key, Selection]:
        """The same rows by key, in order of first work; together they are this selection."""
        worked: dict[Key, list[Worked]] = defaultdict(list)
        pay: dict[Key, list[Accrual]] = defaultdict(list)
        for key, row in zip(map(key_of, self.hours), self.hours, strict=True):
            worked[key].append(row)
        for key, accrual in zip(map(key_of, self.accruals), self.accruals, strict=True):
            pay[key].append(accrual)
        keys = dict.fromkeys([*worked, *pay])
        return {key: Selection(self.period, pay.get(key, []), worked.get(key, [])) for key in keys}

    def rows(self, *nouns: str) -> dict[str, tuple[str, ...]]:
        """Ids behind the selection by noun, each once; tasks are those with hours and those with pay."""
        return {noun: self._ids[noun] for noun in nouns if noun in self._ids}

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        ids: dict[str, dict[str, None]] = defaultdict(dict)  # in order, each once
        if self.hours:
            ids["tasks"] = dict.fromkeys([row.task_id for row in self.hours])
        for row in self.accruals:
            ids[row.noun][row.row_id] = None
        return {noun: tuple(found) for noun, found in ids.items()}


def select(books: Books, period: Period) -> Selection:
    """The rows whose work lies in the period; the books are sorted by day."""
    return Selection(period, _within(books.accruals, period), _within(books.hours, period))


def _within(rows: Sequence[Row], period: Period) -> Sequence[Row]:
    start = bisect_left(rows, period.start, key=_DAY)
    return rows[start : bisect_left(rows, period.end, lo=start, key=_DAY)]


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of METHOD section 0 for one selection: money in minor units, time in whole seconds.

    Attributes
    ----------
    earned
        G with the pay of tasks that have no logged time (`without_time`), which no rate counts; nor does one
        the fees of that pay (`fees_without_time`).
    positive, positive_with_time
        Pay above zero, and what of it has logged time: the coverage of pay.
    priced_seconds, paid_priced_seconds
        Time that is unpaid or of known pay, and the paid part of it: the coverage of time.
    promised_seconds
        Paid seconds by terms with a promised hourly rate.
    """

    currency: str
    earned: int = 0
    without_time: int = 0
    positive: int = 0
    positive_with_time: int = 0
    fees: int = 0
    fees_without_time: int = 0
    expenses: int = 0
    paid_seconds: int = 0
    unpaid_seconds: int = 0
    priced_seconds: int = 0
    paid_priced_seconds: int = 0
    promised_seconds: Mapping[str, int] = field(default_factory=dict)
    pay_count: int = 0
    row_count: int = 0

    def major(self, minor: int) -> Fraction:
        """An amount in major units."""
        return Fraction(minor, 10 ** exponent(self.currency))

    @property
    def net(self) -> int:
        """Net receipts, G - F - E; may be negative."""
        return self.earned - self.fees - self.expenses

    @property
    def gross_of_rates(self) -> Fraction:
        """G as the rates count it, in major units: without the pay of tasks that have no logged time."""
        return self.major(self.earned - self.without_time)

    @property
    def net_of_rates(self) -> Fraction:
        """N as the rates count it, in major units: without that pay and the fees of it."""
        return self.major(self.net - self.without_time + self.fees_without_time)

    @property
    def paid_hours(self) -> Fraction:
        """Tp."""
        return Fraction(self.paid_seconds, SECONDS_PER_HOUR)

    @property
    def unpaid_hours(self) -> Fraction:
        """Tu."""
        return Fraction(self.unpaid_seconds, SECONDS_PER_HOUR)

    @property
    def hours(self) -> Fraction:
        """T = Tp + Tu."""
        return Fraction(self.paid_seconds + self.unpaid_seconds, SECONDS_PER_HOUR)

    @property
    def knows_pay(self) -> bool:
        """Whether pay is known at all: hours that should be paid, with no price anywhere, earn nobody knows what."""
        if not self.row_count:
            return False
        return bool(self.pay_count or self.paid_priced_seconds or not self.paid_seconds)

    @property
    def coverage(self) -> Coverage:
        """Shares of the pay that has time and of the time that has a price; None where there is nothing."""
        seconds = self.paid_seconds + self.unpaid_seconds
        return Coverage(
            pay_with_time=Fraction(self.positive_with_time, self.positive) if self.positive else None,
            time_priced=Fraction(self.priced_seconds, seconds) if seconds else None,
        )


def add_up(selection: Selection, currency: str) -> Sums:
    """Add up the rows of a selection, each once."""
    if currency not in selection.known_sums:
        selection.known_sums[currency] = _added_up(selection, currency)
    return selection.known_sums[currency]


def _added_up(selection: Selection, currency: str) -> Sums:
    pay = [row for row in selection.accruals if row.category == "earned"]
    positive = [row for row in pay if row.minor > 0]
    fees = [row for row in selection.accruals if row.category == "fee"]
    promised: Counter[str] = Counter()
    for row in selection.hours:
        if row.terms_id is not None and row.paid_seconds:
            promised[row.terms_id] += row.paid_seconds
    unpaid = sum([row.unpaid_seconds for row in selection.hours])
    priced = sum([row.paid_seconds for row in selection.hours if row.is_priced])
    return Sums(
        currency=currency,
        earned=sum([row.minor for row in pay]),
        without_time=sum([row.minor for row in pay if not row.is_counted]),
        positive=sum([row.minor for row in positive]),
        positive_with_time=sum([row.minor for row in positive if row.has_time]),
        fees=sum([row.minor for row in fees]),
        fees_without_time=sum([row.minor for row in fees if not row.is_counted]),
        expenses=sum([row.minor for row in selection.accruals if row.category == "expense"]),
        paid_seconds=sum([row.paid_seconds for row in selection.hours]),
        unpaid_seconds=unpaid,
        priced_seconds=priced + unpaid,
        paid_priced_seconds=priced,
        promised_seconds=promised,
        pay_count=len(pay),
        row_count=len(selection.accruals) + len(selection.hours),
    )


def share_out(shared: Iterable[Accrual], parts: Mapping[Key, Sums]) -> dict[Key, list[Accrual]]:
    """Split costs that belong to no part over the parts: by paid hours, or by gross where there are none.

    Each row's costs are split once, as one amount on their first day; nothing is lost or added.
    """
    weights = [sums.paid_seconds for sums in parts.values()]
    if not any(weights):
        weights = [max(0, sums.earned) for sums in parts.values()]
    whole: dict[tuple[str, str, bool], Accrual] = {}
    for cost in shared:
        key = cost.category, cost.row_id, cost.is_counted
        before = whole.get(key)
        minor = cost.minor + (before.minor if before else 0)
        whole[key] = (before or cost)._replace(minor=minor)
    out: dict[Key, list[Accrual]] = {key: [] for key in parts}
    for cost in whole.values():
        for part, minor in zip(parts, split_in_proportion(cost.minor, weights), strict=True):
            if minor:
                out[part].append(cost._replace(minor=minor))
    return out
