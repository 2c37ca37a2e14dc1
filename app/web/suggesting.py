"""Which open payments a payout probably paid: a guess that the writer confirms, never one that is kept unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from app.records.payment import PaymentPublic

# More would fit by chance: of 10 payments there are a thousand sums already.
LOOKED_AT, TOGETHER = 10, 4


@dataclass(frozen=True, slots=True)
class Open:
    """A payment and what is still open of it, in minor units."""

    payment: PaymentPublic
    minor: int


def suggested(listed: Sequence[Open], rest: int, platform_id: UUID | None) -> list[UUID]:
    """The payments that add up to the rest exactly: one of them, else the oldest of the platform together.

    Then a few of the oldest in any order. Where nothing adds up nothing is suggested: an amount that does not fit
    is no evidence.
    """
    if rest <= 0:
        return []
    same = [item for item in listed if item.payment.platform_id == platform_id]
    found = (
        next(([item] for item in listed if item.minor == rest), None) or _run(same, rest) or _few(same, rest)
    )
    return [item.payment.id for item in found]


def _run(listed: Sequence[Open], rest: int) -> Sequence[Open]:
    """Payments that follow one another."""
    for start in range(len(listed)):
        total = 0
        for end in range(start, len(listed)):
            total += listed[end].minor
            if total >= rest:
                break
        if total == rest:
            return listed[start : end + 1]
    return []


def _few(listed: Sequence[Open], rest: int) -> Sequence[Open]:
    for count in range(2, TOGETHER + 1):
        for some in combinations(listed[:LOOKED_AT], count):
            if sum(item.minor for item in some) == rest:
                return some
    return []
