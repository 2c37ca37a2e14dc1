"""Each contract beside each law on late pay of its place: does it apply, when was pay due, how late is it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from reports.parameters import Parameters
from reports.payment_law.due import Part, due_day, parts_of
from reports.payment_law.facts import ContractFacts
from reports.payment_law.laws import LISTS_SERVICES, Law, law_on, laws_on_file
from reports.payment_law.worth import Worth, Worths

#: The one reason that goes with a law that applies: no day for pay has come up yet.
NOT_FINISHED = "not_finished"


@dataclass(frozen=True, slots=True)
class LawCheck:
    """One contract beside one law.

    Parameters
    ----------
    jurisdiction, name
        Of the law; None and "" where no law can be named, because the place is unknown or has none on file.
    reason
        Why the law does not apply or nobody can tell, a key of `reports.figures.REASONS`; None when it applies.
        "not_finished": it applies, and no day for pay has come up yet.
    law
        As it stood on `day`; None when it was never reached.
    day
        The day the contract was made or renewed by which the law was looked up.
    worth
        What the contract counts with; None when it was never reached.
    due_on
        The agreed day, or the day that the law gives; None when the law does not apply or no day has come up.
    parts
        The amount of the contract, part by part in order of arrival; what has not come stands last.
    """

    contract: ContractFacts
    as_of: date
    jurisdiction: str | None
    name: str
    reason: str | None = None
    law: Law | None = None
    day: date | None = None
    worth: Worth | None = None
    due_on: date | None = None
    parts: tuple[Part, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether the law applies to the contract."""
        return self.reason in (None, NOT_FINISHED)

    @property
    def late_days(self) -> int:
        """Days past the due date of the part that came last, or runs on; never below 0."""
        return max((part.late_days for part in self.parts), default=0)

    @property
    def unpaid(self) -> Fraction:
        """Dollars that have not come."""
        return Fraction(sum(part.amount for part in self.parts if part.paid_on is None))

    @property
    def unpaid_when_due(self) -> Fraction:
        """Dollars that were unpaid when the due date was over, whether they came later or not."""
        return Fraction(sum(part.amount for part in self.parts if part.late_days > 0))

    @property
    def is_past_due(self) -> bool:
        """Whether money is still unpaid past the due date."""
        return self.late_days > 0 and self.unpaid > 0

    @property
    def was_paid_late(self) -> bool:
        """Whether everything has come, a part of it past the due date."""
        return self.late_days > 0 and self.unpaid == 0

    @property
    def asks_for_pay_date(self) -> bool:
        """Whether the due date rests on a question not asked yet: do the terms name a pay date."""
        return self.applies and self.contract.agreed_on is None and not self.contract.was_asked_for_pay_date


def check_contracts(
    contracts: Iterable[ContractFacts], *, as_of: date, parameters: Parameters
) -> tuple[LawCheck, ...]:
    """Hold every contract beside the laws on late pay of its place, state and city each for itself.

    Parameters
    ----------
    contracts
        All contracts of one writer; those made after `as_of` are left out.
    as_of
        The day a computation pretends is today; what was finished or came later does not count.
    parameters
        The laws on file.

    Returns
    -------
    tuple of LawCheck
        In the order of the contracts, the wider jurisdiction first; one check without a law for a contract
        whose place is unknown or has no law on file.

    Examples
    --------
    >>> contract = ContractFacts(
    ...     "a", "heron", "US-CA", date(2025, 2, 1), Fraction(300), completed_on=date(2025, 3, 3)
    ... )
    >>> (check,) = check_contracts([contract], as_of=date(2025, 4, 20), parameters=Parameters.on_file())
    >>> check.due_on.isoformat(), check.late_days, int(check.unpaid)
    ('2025-04-02', 18, 300)

    References
    ----------
    METHOD section 6; the laws are named in `reports.payment_law.laws`. Information, not legal advice.
    """
    known = [contract for contract in contracts if not contract.is_later_than(as_of)]
    checker = _Checker(as_of, parameters, Worths(known, as_of))
    return tuple(check for contract in known for check in checker.checks(contract))


class _Checker:
    """Checks the contracts of one writer on one day."""

    def __init__(self, as_of: date, parameters: Parameters, worths: Worths) -> None:
        self._as_of = as_of
        self._parameters = parameters
        self._worths = worths
        self._on_file = laws_on_file(parameters)

    def checks(self, contract: ContractFacts) -> list[LawCheck]:
        """One check per law of the place."""
        if contract.place is None:
            return [LawCheck(contract, self._as_of, None, "", "place_unknown")]
        found = [self._check(contract, code) for code in self._on_file.at(contract.place)]
        if city := self._on_file.perhaps_at(contract.place):
            name = self._on_file.names[city]
            found.append(LawCheck(contract, self._as_of, city, name, "place_too_wide"))
        return found or [LawCheck(contract, self._as_of, None, "", "no_law_on_file")]

    def _check(self, contract: ContractFacts, jurisdiction: str) -> LawCheck:
        days = contract.days_that_govern(self._as_of)
        if contract.is_employee or not days:
            reason = "employee_contract" if contract.is_employee else "contract_day_unknown"
            name = self._on_file.names[jurisdiction]
            return LawCheck(contract, self._as_of, jurisdiction, name, reason)
        # One day on which the law took hold of the contract is enough; without one the newest tells why.
        found = [self._check_of_day(contract, jurisdiction, day) for day in days]
        return next((one for one in found if one.applies), found[0])

    def _check_of_day(self, contract: ContractFacts, jurisdiction: str, day: date) -> LawCheck:
        law = law_on(jurisdiction, day, self._parameters)
        if law is None:
            is_early = day < self._on_file.first_days[jurisdiction]
            reason = "made_before_the_law" if is_early else "no_value_on_file"
            name = self._on_file.names[jurisdiction]
            return LawCheck(contract, self._as_of, jurisdiction, name, reason, day=day)
        worth = self._worths.around(contract.platform_id, day, law.window_days)
        due_on = due_day(contract, law, self._as_of)
        check = LawCheck(
            contract,
            self._as_of,
            jurisdiction,
            law.name,
            _why_not(contract, law, worth) or (NOT_FINISHED if due_on is None else None),
            law,
            day,
            worth,
        )
        if not check.applies or contract.amount is None:
            return check
        return replace(check, due_on=due_on, parts=parts_of(contract, contract.amount, due_on, self._as_of))


def _why_not(contract: ContractFacts, law: Law, worth: Worth) -> str | None:
    """Why a law that is in force does not apply, or nobody can tell; None when it applies."""
    if law.jurisdiction in LISTS_SERVICES and contract.is_listed_work is False:
        return "other_kind_of_work"
    if contract.amount is None:
        return "worth_unknown"
    if worth.known < law.threshold:
        return "worth_unknown" if worth.unknown_count else "below_threshold"
    return None
