"""What the laws on late pay ask about a contract: with whom, where, when, for how much, and what has arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PartPaid:
    """Money that arrived for a contract on one day, in dollars before fees; money taken back is negative."""

    paid_on: date
    amount: Fraction
    payout_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """One contract as these laws look at it.

    Parameters
    ----------
    platform_id
        The hiring party: contracts with the same one add up.
    place
        Place of work ("US-CA-LOS_ANGELES_CITY"); None when not known.
    made_on
        The day the contract was made; None when not known.
    amount
        What the whole contract is worth, in dollars before fees; None when not known. Rejected work counts 0.
    renewed_on
        Days of later terms and of a re-hire on the same contract, in any order.
    completed_on
        The day the work was finished; None while it goes on.
    agreed_on
        The day the two sides agreed for pay; a time the platform holds money back does not move it.
    paid
        What has arrived, in any order.
    was_asked_for_pay_date
        Whether the writer was asked if the terms name a pay date; until then `agreed_on` of None means unknown.
    is_listed_work
        Whether the work is one that a law with a list of services names; None: not asked, and then taken as one.
    is_employee
        Whether the writer says that this contract is a job as an employee; these laws are for freelance work.
    rows
        Noun -> ids of the rows behind it, beside the contract and its payouts.
    """

    contract_id: str
    platform_id: str
    place: str | None
    made_on: date | None
    amount: Fraction | None
    renewed_on: tuple[date, ...] = ()
    completed_on: date | None = None
    agreed_on: date | None = None
    paid: tuple[PartPaid, ...] = ()
    was_asked_for_pay_date: bool = False
    is_listed_work: bool | None = None
    is_employee: bool = False
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def days_until(self, as_of: date) -> tuple[date, ...]:
        """The days it was made or renewed, ascending, up to `as_of`.

        >>> made, renewed = date(2025, 1, 1), date(2025, 3, 1)
        >>> len(ContractFacts("a", "heron", None, made, None, (renewed, made)).days_until(date(2025, 2, 1)))
        1
        """
        return tuple(day for day in self._days() if day <= as_of)

    def days_that_govern(self, as_of: date) -> tuple[date, ...]:
        """The days a law is looked up by, newest first.

        A renewal after the work was finished says nothing about that work; where every day lies after its end
        (somebody typed the contract in late) the first one counts.
        """
        days = self.days_until(as_of)
        completed_on = self.completed_by(as_of)
        before = [day for day in days if completed_on is None or day <= completed_on]
        return tuple(reversed(before or days[:1]))

    def completed_by(self, as_of: date) -> date | None:
        """The day the work was finished, or None when it goes on at `as_of`."""
        return None if self.completed_on is None or self.completed_on > as_of else self.completed_on

    def has_all_come(self, as_of: date) -> bool:
        """Whether money for the whole amount has come; False while the amount is not known."""
        come = sum(part.amount for part in self.paid if part.paid_on <= as_of)
        return self.amount is not None and come >= self.amount

    def is_later_than(self, as_of: date) -> bool:
        """Whether it was made after `as_of` only, so that nobody knows of it yet."""
        days = self._days()
        return bool(days) and days[0] > as_of

    def all_rows(self) -> dict[str, tuple[str, ...]]:
        """The contract, the payouts of its parts (perhaps none) and the rows that were given."""
        payouts = tuple(part.payout_id for part in self.paid if part.payout_id is not None)
        own = {"contracts": (self.contract_id,), "payouts": payouts}
        return {**own, **self.rows}

    def _days(self) -> list[date]:
        made = () if self.made_on is None else (self.made_on,)
        return sorted({*made, *self.renewed_on})
