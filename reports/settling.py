"""What arrived, set against what was earned, part by part (METHOD section 10a).

No part goes below zero: what arrived beyond it is received in advance, so that outstanding minus received in
advance is always earned minus received.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from reports.converting import each_currency
from reports.earnings import Books, keep_books
from reports.exchange import Rates
from reports.frames import MISSING, NOWHERE, Ints, Ledger
from reports.money import exponent
from reports.paydays import EarnedPart, EarnedParts, earned_parts
from reports.tables import PAYMENTS, Accruals, grouped


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that arrived, gross, in minor units, and how much of it was matched to which payment.

    Contract, platform and payments are named by their place in the ledger.
    """

    payout: int
    arrived_on: date
    minor: int
    contract: int = NOWHERE
    platform: int = NOWHERE
    matches: tuple[tuple[int, int], ...] = ()  # (payment, minor units)


@dataclass(frozen=True, slots=True)
class Line:
    """An earned part, what is left of it, and the last day on which some of it was paid."""

    part: EarnedPart
    left: int
    paid_on: date | None


@dataclass(frozen=True, eq=False)
class Account:
    """Everything earned, oldest first, after all that arrived; amounts in minor units.

    `left` is what is still open of each of `parts`, `paid_on` the last day on which some of it was paid, or
    `MISSING`. A writer has an account in each currency she is paid in, since a debt is settled in its own; `rate` is
    what one unit of it is worth in the currency of the report.
    """

    parts: EarnedParts
    left: Ints
    paid_on: Ints
    earned: int
    received: int
    received_in_advance: int
    currency: str = "USD"
    rate: Fraction = Fraction(1)
    is_of_chosen: bool = False  # some parts only: what was set against them is told, not what arrived

    def major(self, minor: int) -> Fraction:
        """An amount of the account in major units of the report's currency."""
        return Fraction(minor, 10 ** exponent(self.currency)) * self.rate

    def __iter__(self) -> Iterator[Line]:
        for part, left, paid_on in zip(self.parts, self.left.tolist(), self.paid_on.tolist(), strict=True):
            yield Line(part, left, None if paid_on == MISSING else date.fromordinal(paid_on))


@dataclass(slots=True)
class _InOrder:
    """Places of open amounts, oldest first; those before `next` are settled."""

    places: list[int]
    next: int = 0


class _Open:
    """Amounts still open, oldest work first, found by payment, contract or platform."""

    def __init__(self, parts: EarnedParts) -> None:
        self.whole: list[int] = np.abs(parts.minor).tolist()
        self.left = list(self.whole)
        self.paid_on = [MISSING] * len(parts)
        self._all = _InOrder(list(range(len(parts))))
        self._of_contract = _in_order(parts.contract)
        self._of_platform = _in_order(parts.platform)
        self._of_payment = _in_order(np.where(parts.source == PAYMENTS, parts.row, NOWHERE))

    def reduce_payment(self, payment: int, minor: int, on: date | None) -> int:
        """Take an amount off one payment; what remains of the amount."""
        return self._reduce(self._of_payment.get(payment), minor, on)

    def reopen_payment(self, payment: int, minor: int) -> int:
        """Make an amount of one payment unpaid again; what remains of the amount."""
        return self._reopen(self._of_payment.get(payment), minor, date.max)

    def reopen_newest(self, contract: int, platform: int, minor: int, paid_until: date) -> int:
        """Make an amount of what was paid by a day unpaid again, the newest work first, found as in `reduce_oldest`."""
        if contract == platform == NOWHERE:
            return self._reopen(self._all, minor, paid_until)
        for orders, code in ((self._of_contract, contract), (self._of_platform, platform)):
            minor = self._reopen(orders.get(code), minor, paid_until)
        return minor

    def _reopen(self, order: _InOrder | None, minor: int, paid_until: date) -> int:
        last = paid_until.toordinal()
        for place in reversed(order.places if order else ()):
            # What was taken back was never paid.
            is_paid = self.paid_on[place] != MISSING and self.paid_on[place] <= last
            opened = min(minor, self.whole[place] - self.left[place]) if is_paid else 0
            self.left[place] += opened
            minor -= opened
        return minor

    def rewind(self) -> None:
        """Look at every place again: some may be open that were settled before."""
        for orders in (self._of_contract, self._of_platform, self._of_payment):
            for order in orders.values():
                order.next = 0
        self._all.next = 0

    def reduce_oldest(self, contract: int, platform: int, minor: int, on: date | None) -> int:
        """Take an amount off the oldest of the contract, then of the platform; of all when neither is known.

        Without a day nothing was paid: it was taken back.
        """
        if contract == platform == NOWHERE:
            return self._reduce(self._all, minor, on)
        for orders, code in ((self._of_contract, contract), (self._of_platform, platform)):
            minor = self._reduce(orders.get(code), minor, on)
        return minor

    def _reduce(self, order: _InOrder | None, minor: int, on: date | None) -> int:
        if order is None:
            return minor
        day = MISSING if on is None else on.toordinal()
        places, at, left, paid_on = order.places, order.next, self.left, self.paid_on
        while minor > 0 and at < len(places):
            place = places[at]
            still_open = left[place]
            if still_open and paid_on[place] < day:
                paid_on[place] = day
            if still_open > minor:
                left[place] = still_open - minor
                minor = 0
                break
            left[place] = 0
            minor -= still_open
            at += 1
        order.next = at
        return minor


def _in_order(codes: Ints) -> dict[int, _InOrder]:
    return {code: _InOrder(places.tolist()) for code, places in grouped(codes).items() if code != NOWHERE}


def settle(parts: EarnedParts, receipts: Iterable[Receipt]) -> Account:
    """Set what arrived against what was earned.

    Matched amounts go to their payments first. Then pay that was taken back, and what is left of the payouts, each
    in order of its day, go to the oldest work of their contract, then of their platform. Money that she gave back
    settles what was taken back; more than that makes what was paid last there unpaid again.
    """
    arrived = sorted(receipts, key=lambda receipt: (receipt.arrived_on, receipt.payout))
    parts = parts.oldest_first()
    positive, negative = parts.take(parts.minor > 0), parts.take(parts.minor < 0)
    owed, taken_back = _Open(positive), _Open(negative)
    remainders = [(receipt, _match(receipt, owed, taken_back)) for receipt in arrived]
    # Negative payouts: the writer gave back what was taken back, or what was paid too much.
    given_back = {
        receipt: taken_back.reduce_oldest(receipt.contract, receipt.platform, -remainder, receipt.arrived_on)
        for receipt, remainder in remainders
        if remainder < 0
    }
    in_advance = 0
    for contract, platform, left in zip(
        negative.contract.tolist(), negative.platform.tolist(), taken_back.left, strict=True
    ):
        in_advance += owed.reduce_oldest(contract, platform, left, None)
    unused = {
        receipt: owed.reduce_oldest(receipt.contract, receipt.platform, remainder, receipt.arrived_on)
        for receipt, remainder in remainders
        if remainder > 0
    }
    for receipt, left in given_back.items():
        in_advance -= _give_back(owed, unused, receipt, left)
    if given_back:  # what arrived later may pay for it again
        owed.rewind()
        for receipt, remainder in unused.items():
            unused[receipt] = owed.reduce_oldest(
                receipt.contract, receipt.platform, remainder, receipt.arrived_on
            )
    in_advance += sum(unused.values())
    return Account(
        parts=positive,
        left=np.array(owed.left, np.int64),
        paid_on=np.array(owed.paid_on, np.int64),
        earned=int(parts.minor.sum()),
        received=sum(receipt.minor for receipt in arrived),
        received_in_advance=in_advance,
        currency=parts.ledger.currency,
    )


def _match(receipt: Receipt, owed: _Open, taken_back: _Open) -> int:
    """Set the matched amounts against their payments; what is left of the payout."""
    remainder = receipt.minor
    for payment, minor in receipt.matches:
        remainder += abs(minor) - taken_back.reduce_payment(payment, abs(minor), receipt.arrived_on)
    for payment, minor in receipt.matches:
        matched = max(0, min(minor, remainder))
        remainder -= matched - owed.reduce_payment(payment, matched, receipt.arrived_on)
    return remainder


def _give_back(owed: _Open, unused: dict[Receipt, int], given_back: Receipt, minor: int) -> int:
    """Take an amount that she gave back off what had been paid until then; what remains of it.

    First off the payments it names, then off what had arrived in advance there, then off what was paid for the
    newest work; off what was paid later only where that does not reach.
    """
    for payment, matched in given_back.matches:
        minor -= (taken := min(minor, max(0, -matched))) - owed.reopen_payment(payment, taken)
    for receipt in reversed(unused):
        is_there = (receipt.contract, receipt.platform) == (given_back.contract, given_back.platform)
        if is_there and receipt.arrived_on <= given_back.arrived_on:
            taken = min(minor, unused[receipt])
            unused[receipt] -= taken
            minor -= taken
    for paid_until in (given_back.arrived_on, date.max):
        minor = owed.reopen_newest(given_back.contract, given_back.platform, minor, paid_until)
    return minor


def receipts_of(ledger: Ledger, as_of: date) -> tuple[Receipt, ...]:
    """Payouts in the ledger's currency that arrived by `as_of`."""
    platform_of = ledger.array("contracts", "platform_id").tolist()
    contract, platform = (ledger.array("payouts", name).tolist() for name in ("contract_id", "platform_id"))
    matches: dict[int, list[tuple[int, int]]] = defaultdict(list)
    columns = ("payout_id", "payment_id", "amount_minor")
    for payout, payment, minor in zip(
        *(ledger.array("payout_matches", c).tolist() for c in columns), strict=True
    ):
        matches[payout].append((payment, minor))
    return tuple(
        Receipt(
            payout,
            arrived_on=row["arrived_on"],
            minor=row["gross_minor"],
            contract=contract[payout],
            platform=platform[payout] if contract[payout] == NOWHERE else platform_of[contract[payout]],
            matches=tuple(matches[payout]),
        )
        for payout, row in enumerate(ledger.rows("payouts"))
        if row["arrived_on"] <= as_of and row["currency"] == ledger.currency
    )


def account_of(ledger: Ledger, accruals: Accruals, as_of: date) -> Account:
    """The account in the ledger's own currency, from its accruals up to `as_of`."""
    return settle(earned_parts(ledger, accruals), receipts_of(ledger, as_of))


def accounts_of(ledger: Ledger, books: Books, rates: Rates, as_of: date) -> tuple[Account, ...]:
    """An account in each currency of a ledger that was not converted; `books` are those in one currency.

    A currency without a rate on `as_of` has no account: what is owed in it cannot be said in another.
    """
    every = each_currency(ledger)
    if len(every) == 1:
        return (account_of(ledger, books.accruals, as_of),)
    accounts = []
    for theirs in every:
        rate = rates.rate(theirs.currency, ledger.currency, as_of)
        if rate is not None:
            account = account_of(theirs, keep_books(theirs, as_of).accruals, as_of)
            accounts.append(replace(account, rate=rate.value))
    return tuple(accounts)


def accounts_apart(ledger: Ledger, rates: Rates, as_of: date) -> tuple[Account, ...]:
    """The accounts that `accounts_of` cannot make, each in its own currency: in no sum, but no less owed."""
    every = each_currency(ledger)
    return tuple(
        account_of(theirs, keep_books(theirs, as_of).accruals, as_of)
        for theirs in every[1:]
        if rates.rate(theirs.currency, ledger.currency, as_of) is None
    )
