"""When pay was due, and which part of it came when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from reports.payment_law.facts import ContractFacts
from reports.payment_law.laws import Law

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a contract's amount: dollars, the day it came (None: it has not), and days past the due date."""

    amount: Fraction
    paid_on: date | None
    late_days: int


def due_day(contract: ContractFacts, law: Law, as_of: date) -> date | None:
    """The agreed day, else the law's days after the end of the work, that day being day 0; no weekend moves it.

    None while the work goes on and no day was agreed.
    """
    completed_on = contract.completed_by(as_of)
    if contract.agreed_on is not None or completed_on is None:
        return contract.agreed_on
    return completed_on + timedelta(days=law.due_days)


def parts_of(contract: ContractFacts, amount: Fraction, due_on: date | None, as_of: date) -> tuple[Part, ...]:
    """The amount split by the days on which it came, what has not come last; the parts add up to it.

    Money taken back takes back what came last; what came beyond the amount settles nothing. Without a due date
    nothing is late.
    """

    def part(dollars: Fraction, paid_on: date | None) -> Part:
        late = 0 if due_on is None else max(0, ((paid_on or as_of) - due_on).days)
        return Part(dollars, paid_on, late)

    by_day: dict[date, Fraction] = defaultdict(Fraction)
    for paid in contract.paid:
        if paid.paid_on <= as_of:
            by_day[paid.paid_on] += paid.amount
    left = settled = max(_ZERO, min(amount, Fraction(sum(by_day.values()))))
    found = []
    for paid_on in sorted(by_day):
        if (settles := min(by_day[paid_on], left)) > 0:
            left -= settles
            found.append(part(settles, paid_on))
    return tuple(found) if settled >= amount else (*found, part(amount - settled, None))
