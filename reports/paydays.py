"""The day on which pay is expected, from the terms of the contract (METHOD section 10a)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

import numpy as np

from reports.frames import MISSING, NOWHERE, Flags, Ints, Ledger
from reports.pricing import terms_in_force
from reports.tables import EARNED, PAYMENTS, SOURCES, Accruals, grouped, picked

_DAY_SECONDS = 86400


class EarnedPart(NamedTuple):
    """Pay for the work of one day from one row, in minor units; negative when taken back.

    `noun` and `row_id` name a task, or the payment that took its place; `expected_on` is None when the terms do
    not tell.
    """

    noun: str
    row_id: str
    day: date
    contract_id: str | None
    platform_id: str | None
    minor: int
    expected_on: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EarnedParts:
    """Earned parts as columns of codes (see `reports.tables`); `expected` may be `MISSING`.

    `kind` is a code of the words of a ledger's own `names_of`.
    """

    ledger: Ledger
    day: Ints
    expected: Ints
    source: Ints
    row: Ints
    contract: Ints
    platform: Ints
    minor: Ints
    kind: Ints

    def __len__(self) -> int:
        return len(self.day)

    def __iter__(self) -> Iterator[EarnedPart]:
        day_of = {code: date.fromordinal(code) for code in {*self.day.tolist(), *self._expected_days()}}
        ids = {noun: self.ledger.columns[noun]["id"] for noun in SOURCES}
        contracts, platforms = (
            [*self.ledger.columns[noun]["id"], None] for noun in ("contracts", "platforms")
        )
        columns = (getattr(self, field.name).tolist() for field in fields(self)[1:-1])
        for day, expected, source, row, contract, platform, minor in zip(*columns, strict=True):
            noun = SOURCES[source]
            yield EarnedPart(
                noun,
                ids[noun][row],
                day_of[day],
                contracts[contract],  # the last one is `NOWHERE`
                platforms[platform],
                minor,
                day_of.get(expected),
            )

    def _expected_days(self) -> list[int]:
        days: list[int] = self.expected[self.expected != MISSING].tolist()
        return days

    def take(self, at: Ints | Flags) -> Self:
        """The parts at some places, in their order."""
        return type(self)(self.ledger, *(getattr(self, field.name)[at] for field in fields(self)[1:]))

    def oldest_first(self) -> Self:
        """By day of the work and expected day, down to the amount: the order they came in never shows."""
        expected = np.where(self.expected == MISSING, np.iinfo(np.int64).max, self.expected)
        whose = self.platform, self.contract, self.row, -self.source
        return self.take(np.lexsort((self.kind, self.minor, *whose, expected, self.day)))


def expected_pay_day(
    day: date, *, pay_week_start: int | None, pay_lag_days: int | None, hold_days: int | None = None
) -> date | None:
    """The last day of the pay week around `day`, or `day` itself, plus lag and hold.

    Parameters
    ----------
    day
        Day of the work, in the platform's zone where it is known.
    pay_week_start
        First day of the platform's pay week, 0 Monday to 6 Sunday; None: no pay week.
    pay_lag_days, hold_days
        Whole days; None: not told. When neither is told the pay day is unknown.

    Examples
    --------
    >>> expected_pay_day(date(2026, 3, 4), pay_week_start=0, pay_lag_days=5)
    datetime.date(2026, 3, 13)
    """
    if pay_lag_days is None and hold_days is None:
        return None
    rest_of_week = 0 if pay_week_start is None else (pay_week_start - day.weekday() - 1) % 7
    return day + timedelta(days=rest_of_week + (pay_lag_days or 0) + (hold_days or 0))


def earned_parts(ledger: Ledger, accruals: Accruals) -> EarnedParts:
    """The earned accruals, split by the day on which they are expected: what is held back is a part of its own.

    A payment's own expected day wins over the terms. Where several payments make up the pay of one task, what the
    platform holds back is part of the last one.
    """
    earned = accruals.of(EARNED)
    payment = np.where(earned.source == PAYMENTS, earned.row, NOWHERE)
    said = picked(ledger.array("payments", "expected_on"), payment, MISSING)
    expected = np.where(said == MISSING, _by_terms(ledger, earned), said)
    held = _held(ledger, earned, can_be_held=(said == MISSING) & (earned.task != NOWHERE))
    until = picked(ledger.array("tasks", "held_until_on"), earned.task, MISSING)
    whole = EarnedParts(
        ledger,
        day=earned.day,
        expected=expected,
        source=earned.source,
        row=earned.row,
        contract=earned.contract,
        platform=earned.platform,
        minor=earned.minor,
        kind=earned.kind,
    )
    return _split(whole, held, until)


def _split(whole: EarnedParts, held: Ints, until: Ints) -> EarnedParts:
    """The parts that are not held, and behind them those that are; a part held as a whole stands once."""
    stays, waits = np.flatnonzero(whole.minor != held), np.flatnonzero(held)
    at = np.concatenate([stays, waits])
    parts = whole.take(at)
    minor = np.concatenate([(whole.minor - held)[stays], held[waits]])
    expected = np.concatenate([whole.expected[stays], until[waits]])
    columns = {field.name: getattr(parts, field.name) for field in fields(parts)}
    return EarnedParts(**{**columns, "minor": minor, "expected": expected})


def _held(ledger: Ledger, earned: Accruals, can_be_held: Flags) -> Ints:
    """What is held back of each amount, 0 for most; the latest pay of a task uses up its hold first."""
    holds = {
        task: minor
        for task, minor in enumerate(ledger.columns["tasks"]["held_minor"])
        if minor is not None and minor > 0
    }
    held = np.zeros(len(earned), np.int64)
    if not holds:
        return held
    is_held = can_be_held & np.isin(earned.task, list(holds))
    # First what is still expected, then the latest payment.
    for place in sorted(np.flatnonzero(is_held).tolist(), key=lambda at: (earned.source[at], -at)):
        task = int(earned.task[place])
        held[place] = max(0, min(int(earned.minor[place]), holds[task]))
        holds[task] -= int(held[place])
    return held


def _by_terms(ledger: Ledger, earned: Accruals) -> Ints:
    """`expected_pay_day` of every amount, by the terms of its day; `MISSING` where they do not tell."""
    terms = terms_in_force(ledger, earned.contract, earned.day)

    def agreed(column: str) -> Ints:
        return picked(ledger.array("terms", column), terms, MISSING)

    day = _day_at_platform(ledger, earned, terms)
    week, lag, hold = agreed("pay_week_start"), agreed("pay_lag_days"), agreed("hold_days")
    weekday = (day + 6) % 7  # Monday is 0
    rest_of_week = np.where(week == MISSING, 0, (week - weekday - 1) % 7)
    told = [np.where(days == MISSING, 0, days) for days in (lag, hold)]
    is_unknown = (lag == MISSING) & (hold == MISSING)
    return np.where(is_unknown, MISSING, day + rest_of_week + told[0] + told[1])


def _day_at_platform(ledger: Ledger, earned: Accruals, terms: Ints) -> Ints:
    """The day of the work as the platform's pay week counts it."""
    day = earned.day.copy()
    zones = ledger.columns["terms"]["pay_zone"]
    ended = picked(ledger.array("tasks", "ended_at"), earned.task, MISSING)
    for code, at in grouped(np.where(ended == MISSING, NOWHERE, terms)).items():
        if code != NOWHERE and zones[code] is not None:
            day[at] = _days_in(ended[at], ZoneInfo(zones[code]))
    return day


def _days_in(instants: Ints, zone: ZoneInfo) -> Ints:
    """Days of instants (seconds since 1970) in a zone, as ordinals."""
    utc_days, which = np.unique(instants // _DAY_SECONDS, return_inverse=True)
    offsets = [_offsets(day * _DAY_SECONDS, zone) for day in utc_days.tolist()]
    early, late = np.array(offsets, np.int64).reshape(len(offsets), 2).T
    days = (instants + early[which]) // _DAY_SECONDS
    # On the few days with a change of the clocks each instant is looked up by itself.
    for place in np.flatnonzero((early != late)[which]).tolist():
        instant = int(instants[place])
        days[place] = (instant + _offset(instant, zone)) // _DAY_SECONDS
    return days + date(1970, 1, 1).toordinal()


def _offsets(second: int, zone: ZoneInfo) -> tuple[int, int]:
    return _offset(second, zone), _offset(second + _DAY_SECONDS - 1, zone)


def _offset(second: int, zone: ZoneInfo) -> int:
    ahead = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds())
