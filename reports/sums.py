"""What a selection of the books adds up to. Sums are exact and add up over any split; rates do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from reports.earnings import Books
from reports.figures import Coverage
from reports.frames import Flags, Ints
from reports.money import exponent, split_in_proportion
from reports.periods import Period
from reports.tables import EARNED, EXPENSE, FEE, SOURCES, Accruals, Hours, grouped

SECONDS_PER_HOUR = 3600

#: What rows can be told apart by.
Dimension = Literal["platform", "contract", "kind"]

#: A platform or contract id, or a kind of work; None where a row has none.
Key = str | None


@dataclass(frozen=True, eq=False)
class Selection:
    """Some rows of the books, of one period and perhaps one platform, contract, kind of work or month."""

    period: Period
    accruals: Accruals
    hours: Hours
    known_sums: dict[str, Sums] = field(default_factory=dict, init=False, repr=False)

    def by(self, dimension: Dimension) -> dict[Key, Selection]:
        """The same rows by platform, contract or kind, in order of first work; together they are this selection."""
        parts = self.by_codes(getattr(self.accruals, dimension), getattr(self.hours, dimension))
        words = [*self.accruals.names.words(dimension), None]  # the last one is `NOWHERE`
        return {words[code]: part for code, part in parts.items()}

    def by_codes(self, of_accruals: Ints, of_hours: Ints) -> dict[int, Selection]:
        """The same rows by a code given for each of them."""
        pay, worked = grouped(of_accruals), grouped(of_hours)
        ordered = sorted(worked, key=lambda code: worked[code][0]) + sorted(
            pay.keys() - worked.keys(), key=lambda code: pay[code][0]
        )
        none = np.zeros(0, np.int64)
        return {
            code: Selection(
                self.period,
                self.accruals.take(pay.get(code, none)),
                self.hours.take(worked.get(code, none)),
            )
            for code in ordered
        }

    @cached_property
    def is_estimated(self) -> bool:
        """Whether some of the pay was converted from another currency before it was paid."""
        estimated = self.accruals.names.exchange.estimated
        return any(
            not ids.isdisjoint(self._named(noun, self._places_of_pay(noun)))
            for noun, ids in estimated.items()
            if ids
        )

    def _places_of_pay(self, noun: str) -> Ints:
        rows = (self.accruals.source == SOURCES.index(noun)) & (self.accruals.category == EARNED)
        places: Ints = self.accruals.row[rows]
        return places

    def seconds_by_day(self) -> dict[date, int]:
        """Seconds worked on each day with a task, in order."""
        days, firsts = np.unique(self.hours.day, return_index=True)
        seconds = np.add.reduceat(self.hours.seconds, firsts) if len(days) else firsts
        return dict(zip(map(date.fromordinal, days.tolist()), seconds.tolist(), strict=True))

    def rows(self, *nouns: str) -> dict[str, tuple[str, ...]]:
        """Ids behind the selection by noun, each once; tasks are those with hours and those with pay."""
        return {noun: self._ids[noun] for noun in nouns if self._ids[noun]}

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        places = {
            noun: self.accruals.row[self.accruals.source == source] for source, noun in enumerate(SOURCES)
        }
        places["tasks"] = np.concatenate([self.hours.task, places["tasks"]])
        return {noun: tuple(self._named(noun, at)) for noun, at in places.items()}

    def _named(self, noun: str, places: Ints) -> list[str]:
        ids = self.accruals.names.ids(noun)
        return [ids[place] for place in dict.fromkeys(places.tolist())]  # in order, each once


def select(books: Books, period: Period) -> Selection:
    """The rows whose work lies in the period."""
    days = period.start, period.end
    return Selection(period, books.accruals.between(*days), books.hours.between(*days))


@dataclass(frozen=True)
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

    @cached_property
    def gross_of_rates(self) -> Fraction:
        """G as the rates count it, in major units: without the pay of tasks that have no logged time."""
        return self.major(self.earned - self.without_time)

    @cached_property
    def net_of_rates(self) -> Fraction:
        """N as the rates count it, in major units: without that pay and the fees of it."""
        return self.major(self.net - self.without_time + self.fees_without_time)

    @cached_property
    def paid_hours(self) -> Fraction:
        """Tp."""
        return Fraction(self.paid_seconds, SECONDS_PER_HOUR)

    @cached_property
    def unpaid_hours(self) -> Fraction:
        """Tu."""
        return Fraction(self.unpaid_seconds, SECONDS_PER_HOUR)

    @cached_property
    def hours(self) -> Fraction:
        """T = Tp + Tu."""
        return Fraction(self.paid_seconds + self.unpaid_seconds, SECONDS_PER_HOUR)

    @property
    def knows_pay(self) -> bool:
        """Whether pay is known at all: hours that should be paid, with no price anywhere, earn nobody knows what."""
        if not self.row_count:
            return False
        return bool(self.pay_count or self.paid_priced_seconds or not self.paid_seconds)

    @cached_property
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
    accruals, hours = selection.accruals, selection.hours
    pay, fees = accruals.category == EARNED, accruals.category == FEE
    positive = pay & (accruals.minor > 0)

    def minor(rows: Flags) -> int:
        return int(accruals.minor[rows].sum())

    unpaid = int(hours.unpaid_seconds.sum())
    priced = int(hours.paid_seconds[hours.is_priced].sum())
    return Sums(
        currency=currency,
        earned=minor(pay),
        without_time=minor(pay & ~accruals.is_counted),
        positive=minor(positive),
        positive_with_time=minor(positive & accruals.has_time),
        fees=minor(fees),
        fees_without_time=minor(fees & ~accruals.is_counted),
        expenses=minor(accruals.category == EXPENSE),
        paid_seconds=int(hours.paid_seconds.sum()),
        unpaid_seconds=unpaid,
        priced_seconds=priced + unpaid,
        paid_priced_seconds=priced,
        promised_seconds=_promised_seconds(hours),
        pay_count=int(np.count_nonzero(pay)),
        row_count=len(accruals) + len(hours),
    )


def _promised_seconds(hours: Hours) -> dict[str, int]:
    """Paid seconds by terms with a promised rate, in order of first work."""
    promised = np.flatnonzero(hours.is_promised & (hours.paid_seconds > 0))
    ids = hours.names.ids("terms")
    parts = sorted(grouped(hours.terms[promised]).items(), key=lambda part: int(part[1][0]))
    return {ids[terms]: int(hours.paid_seconds[promised[at]].sum()) for terms, at in parts}


def share_out(shared: Accruals, parts: Mapping[Key, Sums]) -> dict[Key, Accruals]:
    """Split costs that belong to no part over the parts: by paid hours, or by gross where there are none.

    Each row's costs are split once, as one amount on their first day; nothing is lost or added.
    """
    weights = [sums.paid_seconds for sums in parts.values()]
    if not any(weights):
        weights = [max(0, sums.earned) for sums in parts.values()]
    costs, minor = _whole_costs(shared)
    split = np.array([split_in_proportion(whole, weights) for whole in minor.tolist()], np.int64)
    split = split.reshape(len(minor), len(parts))
    out: dict[Key, Accruals] = {}
    for part, shares in zip(parts, split.T, strict=True):
        has_some = shares != 0
        out[part] = replace(costs.take(has_some), minor=shares[has_some])
    return out


def _whole_costs(shared: Accruals) -> tuple[Accruals, Ints]:
    """Each row's costs once, on their first day, and what they come to."""
    key = ((shared.row * 4 + shared.source) * 4 + shared.category) * 2 + shared.is_counted
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    minor = np.zeros(len(first), np.int64)
    np.add.at(minor, which, shared.minor)
    order = np.argsort(first)
    return shared.take(first[order]), minor[order]
