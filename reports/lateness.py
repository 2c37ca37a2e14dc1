"""What is still owed, how late it is, and how long pay takes (METHOD sections 6 and 10a).

Outstanding is what was earned and approved, or is pending, minus what arrived, before fees.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from reports.figures import Figure, Step, figure_of
from reports.frames import MISSING, NOWHERE, Flags, Ints, Ledger
from reports.money import Money
from reports.paydays import EarnedPart, EarnedParts
from reports.periods import Period
from reports.row_ids import together
from reports.settling import Account
from reports.spans import ContractSpan, worked_days
from reports.survival import kaplan_meier, survival_steps
from reports.tables import SOURCES, TASKS, grouped
from reports.wording import N_


class OwedPiece(NamedTuple):
    """What is left of one task or payment, and all that was earned by it, in minor units of what is owed.

    `whole` counts the parts of the row that are expected on other days too, such as what is held back.
    """

    noun: str
    row_id: str
    left: int
    whole: int


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Pay of one contract and one expected day that has not arrived.

    `amount` is what it is worth in major units of the report's currency, `due` what is owed in its own: only that
    much of that currency settles it. `is_whole` says that no other expected pay of the contract is of the days from
    `work_first_on` to `work_last_on` and nothing of it was paid, held back or taken back: a payment of `due` for
    these days replaces just that. `pieces` says the same row by row, for a payment that has to replace one task at a
    time. `days_late` is None when no expected day is known and 0 when it is not past.
    """

    contract_id: str | None
    platform_id: str | None
    amount: Fraction
    expected_on: date | None
    days_late: int | None
    work_first_on: date
    work_last_on: date
    rows: Mapping[str, tuple[str, ...]]
    due: Money
    is_whole: bool = False
    pieces: tuple[OwedPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """A finished contract and the day on which its pay was complete, None while it is not."""

    contract_id: str
    finished_on: date
    paid_on: date | None

    def days(self, as_of: date) -> int:
        """Days from the end of the work to its pay, or so far; 0 when paid before."""
        return max(0, ((self.paid_on or as_of) - self.finished_on).days)


def outstanding(accounts: Iterable[Account], as_of: date) -> tuple[Outstanding, ...]:
    """What is still owed, by contract and expected day; the longest expected first, unknown days last."""
    owed = [item for account in accounts for item in _owed(account, as_of)]
    return tuple(
        sorted(
            owed, key=lambda item: (item.expected_on or date.max, item.work_first_on, item.contract_id or "")
        )
    )


def _owed(account: Account, as_of: date) -> Iterator[Outstanding]:
    is_open = account.left > 0
    groups: dict[tuple[str | None, str | None, date | None], list[tuple[EarnedPart, int]]] = defaultdict(list)
    for part, left in zip(account.parts.take(is_open), account.left[is_open].tolist(), strict=True):
        groups[part.contract_id, part.platform_id, part.expected_on].append((part, left))
    expected = _days_of_expected_pay(account.parts)
    wholes = _wholes(account.parts, is_open)
    for (contract_id, platform_id, expected_on), parts in groups.items():
        left = sum(left for _, left in parts)
        yield Outstanding(
            contract_id=contract_id,
            platform_id=platform_id,
            amount=account.major(left),
            expected_on=expected_on,
            days_late=None if expected_on is None else max(0, (as_of - expected_on).days),
            work_first_on=parts[0][0].day,
            work_last_on=parts[-1][0].day,
            rows=_rows(part for part, _ in parts),
            due=Money(left, account.currency),
            is_whole=_is_whole(parts, expected.get(contract_id, ())),
            pieces=_pieces(parts, wholes),
        )


def _wholes(parts: EarnedParts, is_open: Flags) -> dict[tuple[str, str], int]:
    """What was earned by every row that has something open, by noun and id."""
    # One number for each row of both nouns: rows of a noun are numbered from 0.
    key = parts.row * len(SOURCES) + parts.source
    keys, at = np.unique(key, return_inverse=True)
    totals = np.zeros(len(keys), np.int64)
    np.add.at(totals, at, parts.minor)
    ids = [parts.ledger.columns[noun]["id"] for noun in SOURCES]
    wholes = {}
    for place in np.unique(at[is_open]).tolist():
        row, source = divmod(int(keys[place]), len(SOURCES))
        wholes[SOURCES[source], ids[source][row]] = int(totals[place])
    return wholes


def _pieces(
    parts: Iterable[tuple[EarnedPart, int]], wholes: Mapping[tuple[str, str], int]
) -> tuple[OwedPiece, ...]:
    left: dict[tuple[str, str], int] = defaultdict(int)  # in order, each once
    for part, minor in parts:
        left[part.noun, part.row_id] += minor
    return tuple(OwedPiece(*key, minor, wholes[key]) for key, minor in left.items())


def _days_of_expected_pay(parts: EarnedParts) -> dict[str | None, Sequence[int]]:
    """The days of the tasks whose pay no payment has replaced, in order, by contract; a day for each part."""
    days = parts.day[parts.source == TASKS]
    ids = [*parts.ledger.columns["contracts"]["id"], None]  # the last one is `NOWHERE`
    return {
        ids[code]: days[at].tolist() for code, at in grouped(parts.contract[parts.source == TASKS]).items()
    }


def _is_whole(parts: Sequence[tuple[EarnedPart, int]], expected: Sequence[int]) -> bool:
    first, last = parts[0][0].day.toordinal(), parts[-1][0].day.toordinal()
    count = bisect_right(expected, last) - bisect_left(expected, first)
    return count == sum(part.noun == "tasks" and part.minor == left for part, left in parts)


def _rows(parts: Iterable[EarnedPart]) -> dict[str, tuple[str, ...]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        ids[part.noun].append(part.row_id)
    return {noun: tuple(dict.fromkeys(keys)) for noun, keys in ids.items()}


class Aged(Protocol):
    """Something owed: how much, and how late it is."""

    @property
    def amount(self) -> Fraction:
        """In major units of the report's currency."""
        ...

    @property
    def days_late(self) -> int | None:
        """None when no expected day is known, 0 when it is not past."""
        ...


def by_age(owed: Iterable[Aged]) -> dict[str, Fraction]:
    """Amounts owed by how late they are, the latest first; every group is there, at 0 when empty."""
    ages = dict.fromkeys(
        ("over_60_days_late", "31_to_60_days_late", "1_to_30_days_late", "not_due", "unknown"), Fraction(0)
    )
    for item in owed:
        ages[_age_group(item.days_late)] += item.amount
    return ages


def _age_group(days_late: int | None) -> str:
    if days_late is None:
        return "unknown"
    if days_late > 60:
        return "over_60_days_late"
    if days_late > 30:
        return "31_to_60_days_late"
    return "1_to_30_days_late" if days_late else "not_due"


def finished_contracts(ledger: Ledger, spans: Iterable[ContractSpan], as_of: date) -> dict[str, date]:
    """Ended contracts with the last day of their work, or their last day where no work is logged."""
    worked = worked_days(ledger, as_of)
    return {
        span.contract_id: worked[span.contract_id][1] if span.contract_id in worked else span.end
        for span in spans
        if span.end is not None
    }


def waits(accounts: Iterable[Account], finished: Mapping[str, date]) -> tuple[Wait, ...]:
    """How long finished contracts waited for the pay of their work; contracts that earned nothing are left out.

    Pay that was taken back before it came is waited for by nobody. Pay that was earned after the work was finished,
    such as a later bonus, makes nobody wait longer.
    """
    paid_on: dict[str, list[date | None]] = defaultdict(list)
    for account in accounts:
        parts = account.parts
        ids = parts.ledger.columns["contracts"]["id"]
        for code, places in grouped(parts.contract).items():
            finished_on = None if code == NOWHERE else finished.get(ids[code])
            if finished_on is not None:
                is_paid_for = (account.left[places] > 0) | (account.paid_on[places] != MISSING)
                at = places[is_paid_for & (parts.day[places] <= finished_on.toordinal())]
                if len(at):
                    paid_on[ids[code]].append(_complete_on(account, at))
    return tuple(Wait(key, finished[key], _latest(days)) for key, days in paid_on.items())


def _latest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _complete_on(account: Account, at: Ints) -> date | None:
    return None if account.left[at].any() else date.fromordinal(int(account.paid_on[at].max()))


def lateness_figures(
    accounts: Sequence[Account],
    owed: Sequence[Outstanding],
    waited: Iterable[Wait],
    *,
    period: Period,
    as_of: date,
    currency: str = "USD",
    is_more_owed_apart: bool = False,
) -> dict[str, Figure]:
    """What is owed on `as_of`, whenever it was earned, and the usual wait of contracts finished in the period.

    `owed` is in the order of `outstanding`, the longest expected first. More may be owed apart, in a currency that has
    no rate on `as_of`: then no pay in `accounts` is not the same as no pay.
    """
    late = [item for item in owed if item.days_late]
    is_any = any(len(account.parts) or account.received for account in accounts)
    total = sum(item.amount for item in owed) if is_any else None
    is_partly_unknown = any(item.days_late is None for item in owed)
    is_unknown = bool(owed) and all(item.days_late is None for item in owed)
    nothing = "no_exchange_rate" if is_more_owed_apart else "no_earnings"
    none = nothing if total is None else "no_pay_day_known"
    late_total = None if total is None or is_unknown else sum(item.amount for item in late)
    oldest = None if late_total is None else next((item.days_late for item in late), 0)
    figure = partial(figure_of, period=period)
    listed = [
        figure(
            "outstanding",
            total,
            "money",
            reason=nothing,
            currency=currency,
            steps=_sum_of_owed(accounts),
            rows=together(item.rows for item in owed),
        ),
        figure(
            "outstanding_late",
            late_total,
            "money",
            reason=none,
            currency=currency,
            at_least=is_partly_unknown,
            steps=tuple(map(_step, late)),
            rows=together(item.rows for item in late),
        ),
        figure(
            "oldest_late_days",
            oldest,
            "days",
            reason=none,
            at_least=is_partly_unknown,
            rows=together(item.rows for item in late[:1]),
        ),
        days_to_be_paid(waited, period=period, as_of=as_of),
    ]
    return {item.key: item for item in listed}


def _sum_of_owed(accounts: Sequence[Account]) -> tuple[Step, ...]:
    earned = Step("+", N_("Earned, approved or pending"), _sum(accounts, "earned"), "money")
    if any(account.is_of_chosen for account in accounts):
        settled = Step("-", N_("Paid before fees, or taken back"), _sum(accounts, "received"), "money")
        return earned, settled
    return (
        earned,
        Step("-", N_("Arrived, before fees"), _sum(accounts, "received"), "money"),
        Step("+", N_("Arrived in advance"), _sum(accounts, "received_in_advance"), "money"),
    )


def _sum(accounts: Iterable[Account], name: str) -> Fraction:
    return Fraction(sum(account.major(getattr(account, name)) for account in accounts))


def days_to_be_paid(waited: Iterable[Wait], *, period: Period, as_of: date) -> Figure:
    """The usual wait of contracts finished in the period, those that still wait included."""
    known = list(waited)
    within = [wait for wait in known if wait.finished_on in period]
    none = "none_finished_in_period" if known else "no_finished_work"
    lasting = kaplan_meier(
        [wait.days(as_of) for wait in within], [wait.paid_on is not None for wait in within]
    )
    return figure_of(
        "days_to_be_paid",
        lasting.median,
        "days",
        period=period,
        reason="not_reached" if within else none,
        steps=survival_steps(lasting, N_("Share still unpaid after day {days}")),
        rows={"contracts": tuple(wait.contract_id for wait in within)},
    )


def _step(item: Outstanding) -> Step:
    return Step("+", N_("Expected on {expected}"), item.amount, "money", {"expected": item.expected_on})
