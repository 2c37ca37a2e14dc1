"""The books of one writer: every amount on the day of its work, every task with its hours.

Two long tables, made once for the whole ledger up to `as_of`. Every sum of a report is a filter on them, so
sums add up over any split of the period, and no report can count an amount twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import numpy as np

from reports import hours, pricing
from reports.exchange import NOT_EXCHANGED, Exchange
from reports.frames import MISSING, NOWHERE, Flags, Ints, Ledger
from reports.money import exponent, split_in_proportion
from reports.periods import add_months
from reports.placing import Placing, PricedTasks, where_of
from reports.pricing import Row
from reports.splitting import split_each_in_proportion
from reports.tables import (
    EARNED,
    EXPENSE,
    EXPENSES,
    FEE,
    PAYOUTS,
    Accruals,
    Hours,
    Names,
    accruals_of,
    joined,
    names_of,
    picked,
    picked_flags,
)


@dataclass(frozen=True, eq=False)
class Books:
    """The two tables, sorted by day, and what goes with them.

    `advertised` is the promised rate in major units an hour by terms id, `received` the payouts that arrived,
    `left_out` the number of rows that could not be counted, by reason.
    """

    accruals: Accruals
    hours: Hours
    advertised: Mapping[str, Fraction]
    received: tuple[Row, ...]
    left_out: Mapping[str, int]

    @property
    def first_log(self) -> date | None:
        """The first day of work, earned pay or money received; costs and fees are no log."""
        earned = self.accruals.day[self.accruals.category == EARNED][:1].tolist()
        worked = self.hours.day[:1].tolist()
        received = [row["arrived_on"].toordinal() for row in self.received]
        first = min([*earned, *worked, *received], default=None)
        return None if first is None else date.fromordinal(first)


def keep_books(ledger: Ledger, as_of: date, exchange: Exchange = NOT_EXCHANGED) -> Books:
    """Both tables of a ledger, from its first row to `as_of` included.

    Rows after `as_of` and rows of another currency are left out and counted; work that is priced in another
    currency is work all the same, of unknown pay. `exchange` says what was converted before.
    """
    left_out: Counter[str] = Counter()
    names = names_of(ledger, exchange)
    tasks, split = _tasks(ledger, names, as_of, left_out)
    payments = _countable(ledger, "payments", "earned_on", as_of, left_out)
    placing = Placing(ledger, names, tasks, payments)
    payouts = _countable(ledger, "payouts", "arrived_on", as_of, left_out)
    expenses = _countable(ledger, "expenses", "spent_on", as_of, left_out)
    _count_foreign_facts(ledger, as_of, left_out)
    unit = 10 ** exponent(ledger.currency)
    promised = [
        pricing.advertised_hourly(row) if row["currency"] == ledger.currency else None
        for row in ledger.rows("terms")
    ]
    is_promised = np.array([rate is not None for rate in promised], bool)
    return Books(
        accruals=joined(
            [
                placing.placed,
                placing.still_expected(),
                *_fees(ledger, names, payouts, placing),
                _spent(ledger, names, expenses, as_of),
            ]
        ).sorted(),
        hours=_hours(names, tasks, split, placing.knows_pay(), is_promised),
        advertised={
            row["id"]: rate / unit
            for row, rate in zip(ledger.rows("terms"), promised, strict=True)
            if rate is not None
        },
        received=tuple(ledger.rows("payouts")[place] for place in payouts.tolist()),
        left_out=dict(left_out),
    )


def _kept(in_time: Flags, is_foreign: Flags, left_out: Counter[str]) -> Ints:
    """The places of the rows that count; the others are counted by reason."""
    for reason, count in (
        ("after_as_of", np.count_nonzero(~in_time)),
        ("no_exchange_rate", np.count_nonzero(in_time & is_foreign)),
    ):
        if count:
            left_out[reason] += int(count)
    return np.flatnonzero(in_time & ~is_foreign)


def _countable(ledger: Ledger, noun: str, day: str, as_of: date, left_out: Counter[str]) -> Ints:
    in_time = ledger.array(noun, day) <= as_of.toordinal()
    return _kept(in_time, ~pricing.in_its_currency(ledger, noun), left_out)


def _count_foreign_facts(ledger: Ledger, as_of: date, left_out: Counter[str]) -> None:
    """Count what she said of her situation in another currency, up to a day; what comes later may be said early."""
    said = ledger.columns["situations"]["currency"]
    is_foreign = np.fromiter((one not in (None, ledger.currency) for one in said), bool, len(said))
    in_time = ledger.array("situations", "starts_on") <= as_of.toordinal()
    _kept(in_time[in_time], is_foreign[in_time], left_out)


def _tasks(ledger: Ledger, names: Names, as_of: date, left_out: Counter[str]) -> tuple[PricedTasks, Ints]:
    """The tasks that count, and their length after the split of shared time."""
    contract, day = ledger.array("tasks", "contract_id"), ledger.array("tasks", "worked_on")
    terms = pricing.terms_in_force(ledger, contract, day)
    is_foreign, in_time = _is_foreign(ledger, terms), day <= as_of.toordinal()
    _kept(in_time, is_foreign, left_out)
    kept = np.flatnonzero(in_time)
    own, split = hours.lengths(*(ledger.array("tasks", name)[kept] for name in _TIMES))
    seconds = np.full_like(day, MISSING)
    seconds[kept] = own
    category = pricing.unpaid_categories(ledger)
    is_paid = category == NOWHERE
    expected = pricing.expected_pay(ledger, terms, seconds, is_paid & ~is_foreign)
    expected[is_paid & is_foreign] = MISSING
    of_contract = picked(ledger.array("contracts", "platform_id"), contract)
    platform = np.where(contract == NOWHERE, ledger.array("tasks", "platform_id"), of_contract)
    tasks = PricedTasks(
        task=kept,
        day=day[kept],
        contract=contract[kept],
        platform=platform[kept],
        kind=names.kind_of_task[kept],
        seconds=np.where(own == MISSING, 0, own),
        category=category[kept],
        expected=expected[kept],
        terms=terms[kept],
    )
    return tasks, split


_TIMES = ("seconds", "started_at", "ended_at")


def _is_foreign(ledger: Ledger, terms: Ints) -> Flags:
    """Which tasks are in another currency: their own, else that of their terms."""
    said = ledger.columns["tasks"]["currency"]
    known = {**dict.fromkeys(said, 0), None: NOWHERE, ledger.currency: 1}
    own = np.fromiter(map(known.__getitem__, said), np.int64, len(said))
    of_terms = picked(pricing.in_its_currency(ledger, "terms").astype(np.int64), terms)
    is_foreign: Flags = np.where(own == NOWHERE, of_terms, own) == 0
    return is_foreign


def _hours(names: Names, tasks: PricedTasks, split: Ints, knows_pay: Flags, is_promised: Flags) -> Hours:
    is_paid = tasks.category == NOWHERE
    return Hours(
        names,
        day=tasks.day,
        contract=tasks.contract,
        platform=tasks.platform,
        kind=tasks.kind,
        task=tasks.task,
        paid_seconds=np.where(is_paid, split, 0),
        unpaid_seconds=np.where(is_paid, 0, split),
        category=tasks.category,
        is_priced=~is_paid | knows_pay,
        terms=tasks.terms,
        is_promised=is_paid & picked_flags(is_promised, tasks.terms),
    )


def _fees(ledger: Ledger, names: Names, payouts: Ints, placing: Placing) -> Iterator[Accruals]:
    """Fees of payouts, on the days of the work that the payouts settle; the rest on the day they arrived."""
    where = where_of(ledger, "payouts", names.kind_of_contract)
    fee, gross, arrived = (
        ledger.array("payouts", name) for name in ("fee_minor", "gross_minor", "arrived_on")
    )
    charged = payouts[fee[payouts] != 0]
    of_payout = np.full(len(fee), NOWHERE)
    of_payout[charged] = np.arange(len(charged))
    payout, payment, matched = _known_matches(ledger, placing)
    is_charged = of_payout[payout] != NOWHERE
    payment, matched, of = payment[is_charged], matched[is_charged], of_payout[payout[is_charged]]
    rest = gross[charged]
    np.subtract.at(rest, of, matched)
    # Of each payout first its matches, then what no match explains.
    of_each = np.concatenate([of, np.arange(len(charged))])
    weights = np.concatenate([matched, np.maximum(0, rest)])
    order = np.argsort(of_each, kind="stable")
    parts = np.empty_like(weights)
    parts[order] = split_each_in_proportion(fee[charged], weights[order], of_each[order])
    of_match, of_rest = np.split(parts, [len(of)])
    places, match = _works_of(payment, placing)
    yield replace(
        placing.placed.take(places),
        category=np.full_like(places, FEE),
        minor=split_each_in_proportion(of_match, np.abs(placing.placed.minor[places]), match),
        source=np.full_like(places, PAYOUTS),
        row=charged[of[match]],
    )
    unmatched = charged[of_rest != 0]
    yield Accruals(
        names,
        day=arrived[unmatched],
        category=np.full_like(unmatched, FEE),
        minor=of_rest[of_rest != 0],
        contract=where.contract[unmatched],
        platform=where.platform[unmatched],
        kind=where.kind[unmatched],
        task=np.full_like(unmatched, NOWHERE),
        source=np.full_like(unmatched, PAYOUTS),
        row=unmatched,
        is_counted=np.full(len(unmatched), True),
        has_time=np.full(len(unmatched), True),
    )


def _known_matches(ledger: Ledger, placing: Placing) -> tuple[Ints, Ints, Ints]:
    """Payout, payment and amount of the matches to payments that count."""
    payout, payment, minor = (
        ledger.array("payout_matches", name) for name in ("payout_id", "payment_id", "amount_minor")
    )
    is_known = (minor > 0) & (placing.runs[1][payment] > 0)
    return payout[is_known], payment[is_known], minor[is_known]


def _works_of(payments: Ints, placing: Placing) -> tuple[Ints, Ints]:
    """Where the works that each payment paid for stand in what was placed, and which of `payments` it is."""
    firsts, counts = (column[payments] for column in placing.runs)
    of = np.repeat(np.arange(len(payments)), counts)
    within = np.arange(len(of)) - (np.cumsum(counts) - counts)[of]
    return firsts[of] + within, of


def _spent(ledger: Ledger, names: Names, expenses: Ints, as_of: date) -> Accruals:
    rows, where = ledger.rows("expenses"), where_of(ledger, "expenses", names.kind_of_contract)
    found: list[tuple[int, ...]] = []
    for expense in expenses.tolist():
        row = rows[expense]
        codes = tuple(int(column[expense]) for column in (where.contract, where.platform, where.kind))
        rest = (*codes, NOWHERE, EXPENSES, expense, True, True)
        for day, minor in straight_line(row["amount_minor"], row["spent_on"], row["months"] or 1, as_of):
            found.append((day.toordinal(), EXPENSE, minor, *rest))
    return accruals_of(names, found)


def straight_line(minor: int, first: date, months: int, as_of: date) -> Iterator[tuple[date, int]]:
    """An expense by day: all of it on `first`, or in equal daily parts over so many calendar months.

    Months get whole minor units by their number of days (largest remainder), and so do the days of a month;
    days after `as_of` are left out.

    >>> sum(minor for _, minor in straight_line(12000, date(2026, 3, 1), 12, date(2026, 3, 31)))
    1019
    """
    if months <= 1:
        yield first, minor
        return
    starts = [add_months(first, number) for number in range(months + 1)]
    lengths = [(end - start).days for start, end in pairwise(starts)]
    for start, days, part in zip(starts, lengths, split_in_proportion(minor, lengths), strict=False):
        for number in range(min(days, (as_of - start).days + 1)):
            # Cumulated, so that any part of a month is right to the minor unit.
            share = part * (number + 1) // days - part * number // days
            if share:
                yield start + timedelta(days=number), share
