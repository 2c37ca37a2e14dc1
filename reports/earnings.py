"""The books of one writer: every amount on the day of its work, every task with its hours.

Two long tables, made once for the whole ledger up to `as_of`. Every sum of a report is a filter on them, so
sums add up over any split of the period, and no report can count an amount twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from reports import hours, pricing
from reports.frames import Ledger
from reports.hours import Worked
from reports.money import exponent, split_in_proportion
from reports.periods import add_months
from reports.placing import Accrual, Placing, PricedTask
from reports.pricing import Row, TermsBook


@dataclass(frozen=True)
class Books:
    """The two tables, sorted by day, and what goes with them.

    `advertised` is the promised rate in major units an hour by terms id, `spans` the clock time of tasks in
    seconds since 1970, `left_out` the number of rows that could not be counted, by reason.
    """

    accruals: tuple[Accrual, ...]
    hours: tuple[Worked, ...]
    advertised: Mapping[str, Fraction]
    spans: Mapping[str, tuple[int, int]]
    received: tuple[Row, ...]  # payouts that arrived
    left_out: Mapping[str, int]

    @property
    def first_log(self) -> date | None:
        """The first day of work, earned pay or money received; costs and fees are no log."""
        earned = next((row.day for row in self.accruals if row.category == "earned"), None)
        worked = self.hours[0].day if self.hours else None
        received = min((row["arrived_on"] for row in self.received), default=None)
        return min((day for day in (earned, worked, received) if day is not None), default=None)


def keep_books(ledger: Ledger, as_of: date) -> Books:
    """Both tables of a ledger, from its first row to `as_of` included.

    Rows of another currency and rows after `as_of` are left out and counted.
    """
    left_out: Counter[str] = Counter()
    contracts = {row["id"]: row for row in ledger.rows("contracts")}
    terms = TermsBook(ledger.rows("terms"))
    kept: list[tuple[Row, Row | None]] = []
    for task in _until(ledger.rows("tasks"), "worked_on", as_of, left_out):
        in_force = terms.in_force(task["contract_id"], task["worked_on"])
        currency = task["currency"] or (in_force["currency"] if in_force else None)
        if currency in (None, ledger.currency):
            kept.append((task, in_force))
        else:
            left_out["other_currency"] += 1
    spans = hours.spans_of(task for task, _ in kept)
    own, split = hours.lengths((task for task, _ in kept), spans)
    pay = pricing.PayBook()
    tasks = [_task(task, in_force, own[task["id"]], contracts, pay) for task, in_force in kept]
    placing = Placing(tasks, contracts)
    for payment in _countable(ledger, "payments", "earned_on", as_of, left_out):
        placing.sort_in(payment)
    placing.settle()
    payouts = _countable(ledger, "payouts", "arrived_on", as_of, left_out)
    accruals = [*placing.accruals, *placing.still_expected()]
    accruals += _fees(payouts, ledger.rows("payout_matches"), placing)
    for row in _countable(ledger, "expenses", "spent_on", as_of, left_out):
        accruals += _expense(row, placing, as_of)
    unit = 10 ** exponent(ledger.currency)
    promised = {row["id"]: pricing.advertised_hourly(row) for row in ledger.rows("terms")}
    return Books(
        accruals=tuple(
            sorted(accruals, key=lambda row: (row.day, row.category, row.row_id, row.task_id or ""))
        ),
        hours=tuple(_worked(task, split[task.id], placing, promised) for task in tasks),
        advertised={key: rate / unit for key, rate in promised.items() if rate is not None},
        spans={span.task_id: (span.start, span.end) for span in spans},
        received=tuple(payouts),
        left_out=dict(left_out),
    )


def _until(rows: list[dict[str, Any]], day: str, as_of: date, left_out: Counter[str]) -> list[dict[str, Any]]:
    kept = [row for row in rows if row[day] <= as_of]
    if len(kept) < len(rows):
        left_out["after_as_of"] += len(rows) - len(kept)
    return kept


def _countable(
    ledger: Ledger, noun: str, day: str, as_of: date, left_out: Counter[str]
) -> list[dict[str, Any]]:
    """Rows up to `as_of` in the ledger's currency; the others are counted by reason."""
    rows = _until(ledger.rows(noun), day, as_of, left_out)
    kept = [row for row in rows if row["currency"] == ledger.currency]
    if len(kept) < len(rows):
        left_out["other_currency"] += len(rows) - len(kept)
    return kept


def _task(
    row: Row, terms: Row | None, own: int | None, contracts: Mapping[str, Row], pay: pricing.PayBook
) -> PricedTask:
    contract = contracts.get(row["contract_id"])
    return PricedTask(
        row["id"],
        row["worked_on"],
        row["contract_id"],
        contract["platform_id"] if contract else row["platform_id"],
        row["kind"] or (contract["task_kind"] if contract else None),
        own or 0,
        pricing.unpaid_category(row),
        pay.expected(row, terms, own),
        terms["id"] if terms else None,
    )


def _worked(
    task: PricedTask, seconds: int, placing: Placing, promised: Mapping[str, Fraction | None]
) -> Worked:
    is_paid = task.category is None
    return Worked(
        task.day,
        task.contract_id,
        task.platform_id,
        task.kind,
        task.id,
        seconds if is_paid else 0,
        0 if is_paid else seconds,
        task.category,
        not is_paid or placing.knows_pay_of(task),
        task.terms_id if is_paid and task.terms_id and promised[task.terms_id] is not None else None,
    )


def _fees(payouts: Sequence[Row], matches: Sequence[Row], placing: Placing) -> Iterator[Accrual]:
    """Fees of payouts, on the days of the work that the payouts settle; the rest on the day they arrived."""
    matched: dict[str, list[Row]] = defaultdict(list)
    for match in matches:
        matched[match["payout_id"]].append(match)
    for payout in payouts:
        if payout["fee_minor"]:
            yield from _fee(payout, matched[payout["id"]], placing)


def _fee(payout: Row, matches: Sequence[Row], placing: Placing) -> Iterator[Accrual]:
    known = [
        match for match in matches if match["amount_minor"] > 0 and match["payment_id"] in placing.by_payment
    ]
    weights = [match["amount_minor"] for match in known]
    unmatched = max(0, payout["gross_minor"] - sum(weights))
    *parts, rest = split_in_proportion(payout["fee_minor"], [*weights, unmatched])
    for match, part in zip(known, parts, strict=True):
        works = placing.by_payment[match["payment_id"]]
        for work, minor in zip(
            works, split_in_proportion(part, [abs(row.minor) for row in works]), strict=True
        ):
            yield work._replace(category="fee", minor=minor, noun="payouts", row_id=payout["id"])
    if rest:
        contract_id, platform_id, kind = placing.where(payout)
        yield Accrual(
            payout["arrived_on"], "fee", rest, contract_id, platform_id, kind, None, "payouts", payout["id"]
        )


def _expense(row: Row, placing: Placing, as_of: date) -> Iterator[Accrual]:
    contract_id, platform_id, kind = placing.where(row)
    for day, minor in straight_line(row["amount_minor"], row["spent_on"], row["months"] or 1, as_of):
        yield Accrual(day, "expense", minor, contract_id, platform_id, kind, None, "expenses", row["id"])


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
