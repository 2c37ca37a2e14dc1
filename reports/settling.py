"""What arrived, set against what was earned, part by part (METHOD section 10a).

No part goes below zero: what arrived beyond it is received in advance, so that outstanding minus received in
advance is always earned minus received.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.frames import Ledger
from reports.paydays import EarnedPart, earned_parts
from reports.placing import Accrual


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that arrived, gross, in minor units, and how much of it was matched to which payment."""

    payout_id: str
    arrived_on: date
    minor: int
    contract_id: str | None = None
    platform_id: str | None = None
    matches: tuple[tuple[str, int], ...] = ()  # (payment id, minor units)


@dataclass(slots=True)
class Line:
    """An earned part, what is left of it, and the last day on which some of it was paid."""

    part: EarnedPart
    left: int
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything earned, oldest first, after all that arrived; amounts in minor units."""

    lines: tuple[Line, ...]
    earned: int
    received: int
    received_in_advance: int


class _Open:
    """Amounts still open, oldest work first, found by payment, contract or platform."""

    def __init__(self, parts: Iterable[EarnedPart]) -> None:
        self.lines = [Line(part, abs(part.minor)) for part in sorted(parts, key=_age)]
        self._queues: dict[tuple[str, str | None], deque[Line]] = defaultdict(deque)
        for line in self.lines:
            part = line.part
            self._queues["all", None].append(line)
            self._queues["contract", part.contract_id].append(line)
            self._queues["platform", part.platform_id].append(line)
            if part.noun == "payments":
                self._queues["payment", part.row_id].append(line)

    def reduce_payment(self, payment_id: str, minor: int, on: date) -> int:
        """Take an amount off one payment; what remains of the amount."""
        return _reduce(self._queues["payment", payment_id], minor, on)

    def reduce_oldest(self, contract_id: str | None, platform_id: str | None, minor: int, on: date) -> int:
        """Take an amount off the oldest of the contract, then of the platform; of all when neither is known."""
        if contract_id is None and platform_id is None:
            return _reduce(self._queues["all", None], minor, on)
        for name, key in (("contract", contract_id), ("platform", platform_id)):
            if key is not None:
                minor = _reduce(self._queues[name, key], minor, on)
        return minor


def _age(part: EarnedPart) -> tuple[date, date, str, str, str, str, int]:
    # Down to the amount, so that the order in which the parts came never shows.
    where = part.contract_id or "", part.platform_id or ""
    return part.day, part.expected_on or date.max, part.noun, part.row_id, *where, part.minor


def _reduce(queue: deque[Line], minor: int, on: date) -> int:
    while queue and minor > 0:
        line = queue[0]
        taken = min(line.left, minor)
        if taken:
            line.left -= taken
            line.paid_on = max(on, line.paid_on or on)
            minor -= taken
        if not line.left:
            queue.popleft()
    return minor


def settle(parts: Sequence[EarnedPart], receipts: Iterable[Receipt]) -> Account:
    """Set what arrived against what was earned.

    Matched amounts go to their payments first. Then pay that was taken back, and what is left of the payouts, each
    in order of its day, go to the oldest work of their contract, then of their platform.
    """
    arrived = sorted(receipts, key=lambda receipt: (receipt.arrived_on, receipt.payout_id))
    owed = _Open(part for part in parts if part.minor > 0)
    taken_back = _Open(part for part in parts if part.minor < 0)
    rests = [(receipt, _match(receipt, owed, taken_back)) for receipt in arrived]
    in_advance = 0
    for receipt, rest in rests:  # a negative payout: the writer gave back what was taken back
        if rest < 0:
            where = receipt.contract_id, receipt.platform_id
            in_advance -= taken_back.reduce_oldest(*where, -rest, receipt.arrived_on)
    for line in taken_back.lines:
        where = line.part.contract_id, line.part.platform_id
        in_advance += owed.reduce_oldest(*where, line.left, line.part.day)
    for receipt, rest in rests:
        if rest > 0:
            where = receipt.contract_id, receipt.platform_id
            in_advance += owed.reduce_oldest(*where, rest, receipt.arrived_on)
    return Account(
        lines=tuple(owed.lines),
        earned=sum(part.minor for part in parts),
        received=sum(receipt.minor for receipt in arrived),
        received_in_advance=in_advance,
    )


def _match(receipt: Receipt, owed: _Open, taken_back: _Open) -> int:
    """Set the matched amounts against their payments; what is left of the payout."""
    rest = receipt.minor
    for payment_id, minor in receipt.matches:
        rest += abs(minor) - taken_back.reduce_payment(payment_id, abs(minor), receipt.arrived_on)
    for payment_id, minor in receipt.matches:
        matched = max(0, min(minor, rest))
        rest -= matched - owed.reduce_payment(payment_id, matched, receipt.arrived_on)
    return rest


def receipts_of(ledger: Ledger, as_of: date) -> tuple[Receipt, ...]:
    """Payouts in the ledger's currency that arrived by `as_of`."""
    platform_of = {row["id"]: row["platform_id"] for row in ledger.rows("contracts")}
    matches: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in ledger.rows("payout_matches"):
        matches[row["payout_id"]].append((row["payment_id"], row["amount_minor"]))
    return tuple(
        Receipt(
            payout_id=row["id"],
            arrived_on=row["arrived_on"],
            minor=row["gross_minor"],
            contract_id=row["contract_id"],
            platform_id=platform_of.get(row["contract_id"], row["platform_id"]),
            matches=tuple(matches[row["id"]]),
        )
        for row in ledger.rows("payouts")
        if row["arrived_on"] <= as_of and row["currency"] == ledger.currency
    )


def account_of(ledger: Ledger, accruals: Iterable[Accrual], as_of: date) -> Account:
    """The account of a ledger, from its accruals up to `as_of`."""
    return settle(earned_parts(ledger, accruals), receipts_of(ledger, as_of))
