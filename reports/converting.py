"""A ledger of several currencies in its own: every amount at the rate of its day, and what has no rate left as it is.

Pay is converted on the day it was paid in full, until then on the day of the work, and is then an estimate. Payouts,
expenses and what a writer says of her situation are converted on their own day (METHOD section 1, currency). The rows
keep their ids, so that the original amounts can always be found; nothing is ever added up over two currencies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from reports.exchange import NOT_EXCHANGED, Exchange, Rate, Rates, convert
from reports.frames import MISSING, NOWHERE, Ledger
from reports.hours import lengths
from reports.parameters import Parameter
from reports.pricing import expected_pay, in_its_currency, terms_in_force, unpaid_categories
from reports.tables import picked_flags

Columns = Mapping[str, Sequence[Any]]

_WITH_CURRENCY = ("terms", "tasks", "payments", "payouts", "expenses")


def foreign_currencies(ledger: Ledger, nouns: Sequence[str] = _WITH_CURRENCY) -> tuple[str, ...]:
    """The other currencies of a ledger's pay and costs, or of some nouns, in order of the alphabet."""
    said = {currency for noun in nouns for currency in set(ledger.columns[noun]["currency"])}
    return tuple(sorted(said - {None, ledger.currency}))


def in_one_currency(ledger: Ledger, rates: Rates, as_of: date) -> tuple[Ledger, Exchange]:
    """The same ledger with every amount in its own currency, and what was exchanged; itself when it has no other.

    Parameters
    ----------
    ledger
        Its `currency` is the one to convert to.
    rates
        Where rates come from. A row of a day without one keeps its currency, and is then left out and counted.
    as_of
        Payouts that arrive later have not paid anything yet.
    """
    if not foreign_currencies(ledger, (*_WITH_CURRENCY, "situations")):
        return ledger, NOT_EXCHANGED
    book = _RateBook(ledger.currency, rates)
    paid_on = _paid_on(ledger, as_of)
    nouns = {
        "terms": _converted(ledger.columns["terms"], book, "effective_on", ("rate_minor", "rate_high_minor")),
        "tasks": _converted(_priced(ledger), book, "worked_on", ("expected_minor", "held_minor")),
        "payments": _converted(ledger.columns["payments"], book, "earned_on", ("amount_minor",), paid_on),
        "payouts": _converted(
            ledger.columns["payouts"], book, "arrived_on", ("gross_minor", "fee_minor", "net_minor")
        ),
        "expenses": _converted(ledger.columns["expenses"], book, "spent_on", ("amount_minor",)),
        "situations": _converted(ledger.columns["situations"], book, "starts_on", ("amount_minor",)),
        "payout_matches": _matches(ledger, book),
    }
    estimated = {
        "tasks": _foreign_ids(ledger.columns["tasks"], nouns["tasks"], {}),
        "payments": _foreign_ids(ledger.columns["payments"], nouns["payments"], paid_on),
    }
    return replace(ledger, columns={**ledger.columns, **nouns}), Exchange(book.newest(), estimated)


def each_currency(ledger: Ledger) -> tuple[Ledger, ...]:
    """The ledger as it stands in each of its currencies, its own first; rows of the others are there, but foreign.

    A task that pay of another currency names is owed in that one: the pay took the place of what was expected.
    """
    others = foreign_currencies(ledger)
    if not others:
        return (ledger,)
    terms = terms_in_force(ledger, ledger.array("tasks", "contract_id"), ledger.array("tasks", "worked_on"))
    agreed = [*ledger.columns["terms"]["currency"], ledger.currency]  # the last one is `NOWHERE`
    said = ledger.columns["tasks"]["currency"]
    currency = [own or agreed[place] for own, place in zip(said, terms.tolist(), strict=True)]
    for task, paid_in in _paid_in(ledger).items():
        if currency[task] not in paid_in:
            currency[task] = min(paid_in)
    spelled = {**ledger.columns, "tasks": {**ledger.columns["tasks"], "currency": currency}}
    return tuple(replace(ledger, columns=spelled, currency=code) for code in (ledger.currency, *others))


def _paid_in(ledger: Ledger) -> dict[int, set[str]]:
    """The currencies of the pay that names a task, by the place of the task."""
    payments = ledger.columns["payments"]
    found: dict[int, set[str]] = defaultdict(set)
    named = ledger.array("payments", "task_id").tolist()
    for task, kind, currency in zip(named, payments["kind"], payments["currency"], strict=True):
        if task != NOWHERE and kind == "task_pay":
            found[task].add(currency)
    return found


class _RateBook:
    """Rates into one currency, each looked up once."""

    def __init__(self, currency: str, rates: Rates) -> None:
        self.currency = currency
        self._rates = rates
        self._known: dict[tuple[str, date], Rate | None] = {}

    def rate(self, currency: str, day: date) -> Rate | None:
        """The rate of a day, or None."""
        if (currency, day) not in self._known:
            self._known[currency, day] = self._rates.rate(currency, self.currency, day)
        return self._known[currency, day]

    def newest(self) -> tuple[Parameter, ...]:
        """The newest rate used of each currency, as an outside figure."""
        used: dict[str, Rate] = {}
        for key in sorted(self._known):
            rate = self._known[key]
            if rate is not None:
                used[rate.currency_from] = rate
        rows = (rate.as_parameter() for rate in used.values())
        return tuple(row for row in rows if row is not None)


def _converted(
    columns: Columns,
    book: _RateBook,
    day: str,
    amounts: Sequence[str],
    paid_on: Mapping[str, date] | None = None,
) -> dict[str, list[Any]]:
    """The columns of a noun, its foreign amounts at the rate of the day; rows without a rate stay as they are."""
    out = {name: list(values) for name, values in columns.items()}
    for place, currency in enumerate(columns["currency"]):
        if currency in (None, book.currency):
            continue
        of_row = columns[day][place]
        rate = book.rate(currency, (paid_on or {}).get(columns["id"][place], of_row))
        if rate is not None:
            out["currency"][place] = book.currency
            for name in amounts:
                if out[name][place] is not None:
                    out[name][place] = convert(out[name][place], currency, book.currency, rate.value)
    return out


def _priced(ledger: Ledger) -> dict[str, Sequence[Any]]:
    """Tasks with the pay that foreign terms promise as pay of their own: each is converted on its own day."""
    columns = dict(ledger.columns["tasks"])
    currency, expected = list(columns["currency"]), list(columns["expected_minor"])
    terms = terms_in_force(ledger, ledger.array("tasks", "contract_id"), ledger.array("tasks", "worked_on"))
    own, _ = lengths(*(ledger.array("tasks", name) for name in ("seconds", "started_at", "ended_at")))
    is_paid = unpaid_categories(ledger) == NOWHERE
    for other in foreign_currencies(ledger):
        theirs = replace(ledger, currency=other)
        is_theirs = picked_flags(in_its_currency(theirs, "terms"), terms)
        pay = expected_pay(theirs, terms, own, is_paid & is_theirs)
        for place in is_theirs.nonzero()[0].tolist():
            if currency[place] is None:
                currency[place] = other
                expected[place] = int(pay[place]) if is_paid[place] and pay[place] != MISSING else None
    return {**columns, "currency": currency, "expected_minor": expected}


def _paid_on(ledger: Ledger, as_of: date) -> dict[str, date]:
    """The day on which each payment was paid in full, the last one where it was paid in parts."""
    arrived = dict(zip(ledger.columns["payouts"]["id"], ledger.columns["payouts"]["arrived_on"], strict=True))
    payments = ledger.columns["payments"]
    whole = dict(zip(payments["id"], payments["amount_minor"], strict=True))
    paid: dict[str, int] = defaultdict(int)
    last: dict[str, date] = {}
    columns = ("payout_id", "payment_id", "amount_minor")
    for payout, payment, minor in zip(*(ledger.columns["payout_matches"][c] for c in columns), strict=True):
        if arrived[payout] <= as_of:
            paid[payment] += minor
            last[payment] = max(arrived[payout], last.get(payment, date.min))
    return {payment: day for payment, day in last.items() if abs(paid[payment]) >= abs(whole[payment])}


def _matches(ledger: Ledger, book: _RateBook) -> dict[str, list[Any]]:
    """Matches at the rate of their payout, in whose currency they are: the share of it that they were."""
    payouts, matches = ledger.columns["payouts"], ledger.columns["payout_matches"]
    arrived = dict(
        zip(payouts["id"], zip(payouts["currency"], payouts["arrived_on"], strict=True), strict=True)
    )
    out = {name: list(values) for name, values in matches.items()}
    for place, payout in enumerate(matches["payout_id"]):
        currency, day = arrived[payout]
        rate = None if currency == book.currency else book.rate(currency, day)
        if rate is not None:
            minor = matches["amount_minor"][place]
            out["amount_minor"][place] = convert(minor, currency, book.currency, rate.value)
    return out


def _foreign_ids(before: Columns, after: Columns, paid_on: Mapping[str, date]) -> frozenset[str]:
    """The rows that were converted before they were paid."""
    rows = zip(before["id"], before["currency"], after["currency"], strict=True)
    return frozenset(
        row_id for row_id, old, new in rows if old != new and new is not None and row_id not in paid_on
    )
