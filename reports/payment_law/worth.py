"""What contracts with one hiring party are worth together, over a sliding window or a calendar year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from reports.payment_law.facts import ContractFacts
from reports.periods import Period


@dataclass(frozen=True, slots=True)
class Worth:
    """Dollars of the contracts made or renewed in a window, and of how many the worth is not known."""

    window: Period
    known: Fraction
    unknown_count: int = 0

    @property
    def says_something(self) -> bool:
        """Whether it is more than “at least 0”."""
        return self.known != 0 or self.unknown_count == 0


class Worths:
    """The worth of all contracts, by hiring party; each window length is gone through once, in order of days."""

    def __init__(self, contracts: Iterable[ContractFacts], as_of: date) -> None:
        self._as_of = as_of
        self._by_platform: dict[str, list[ContractFacts]] = defaultdict(list)
        for contract in contracts:
            if not contract.is_employee:
                self._by_platform[contract.platform_id].append(contract)
        self._windows: dict[tuple[str, int], Mapping[date, Worth]] = {}
        self._years: dict[str, Mapping[int, Worth]] = {}

    def around(self, platform_id: str, day: date, window_days: int | None) -> Worth:
        """Worth of the contracts that count with one made or renewed on `day`.

        With `window_days`, those of that day and the days before it, both edges counted; with None, those of
        its calendar year up to `as_of`.
        """
        contracts = self._by_platform[platform_id]
        if window_days is None:
            if platform_id not in self._years:
                self._years[platform_id] = worth_by_year(contracts, self._as_of)
            return self._years[platform_id][day.year]
        if (platform_id, window_days) not in self._windows:
            self._windows[platform_id, window_days] = worth_by_day(contracts, window_days, self._as_of)
        return self._windows[platform_id, window_days][day]


def worth_by_day(contracts: Sequence[ContractFacts], window_days: int, as_of: date) -> dict[date, Worth]:
    """For each day a contract was made or renewed, the worth of that day's and of the `window_days` before it.

    A contract made or renewed twice in a window counts once.

    Examples
    --------
    >>> days = (date(2025, 1, 1), date(2025, 3, 1), date(2025, 5, 1))
    >>> contracts = [ContractFacts(str(day), "heron", "US-CA", day, Fraction(90)) for day in days]
    >>> int(worth_by_day(contracts, 120, date(2025, 6, 1))[date(2025, 5, 1)].known)
    270
    """
    events = sorted(
        (day, number) for number, contract in enumerate(contracts) for day in contract.days_until(as_of)
    )
    tally = _Tally([contract.amount for contract in contracts])
    found, oldest = dict[date, Worth](), 0
    for day, number in events:
        tally.enter(number)
        first = day - timedelta(days=window_days)
        while events[oldest][0] < first:
            tally.leave(events[oldest][1])
            oldest += 1
        found[day] = tally.worth(Period.through(first, day))
    return found


def worth_by_year(contracts: Sequence[ContractFacts], as_of: date) -> dict[int, Worth]:
    """For each calendar year the worth of the contracts made or renewed in it up to `as_of`, each once."""
    by_year: dict[int, list[Fraction | None]] = defaultdict(list)
    for contract in contracts:
        for year in {day.year for day in contract.days_until(as_of)}:
            by_year[year].append(contract.amount)
    return {year: _worth_of_year(year, amounts, as_of) for year, amounts in by_year.items()}


def _worth_of_year(year: int, amounts: Sequence[Fraction | None], as_of: date) -> Worth:
    known = [amount for amount in amounts if amount is not None]
    days = Period.through(date(year, 1, 1), min(date(year, 12, 31), as_of))
    return Worth(days, Fraction(sum(known)), len(amounts) - len(known))


class _Tally:
    """Amounts of the contracts that are inside, each counted once however often it entered."""

    def __init__(self, amounts: Sequence[Fraction | None]) -> None:
        self._amounts = amounts
        self._inside: Counter[int] = Counter()
        self._known = Fraction(0)
        self._unknown_count = 0

    def enter(self, number: int) -> None:
        self._inside[number] += 1
        if self._inside[number] == 1:
            self._count(number, 1)

    def leave(self, number: int) -> None:
        self._inside[number] -= 1
        if self._inside[number] == 0:
            self._count(number, -1)

    def worth(self, window: Period) -> Worth:
        return Worth(window, self._known, self._unknown_count)

    def _count(self, number: int, sign: int) -> None:
        amount = self._amounts[number]
        if amount is None:
            self._unknown_count += sign
        else:
            self._known += sign * amount
