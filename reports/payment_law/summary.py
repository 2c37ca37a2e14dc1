"""All contracts together: how many are past a statutory due date, what of them is unpaid, the oldest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import Figure, Step, Unit
from reports.payment_law.checks import LawCheck
from reports.payment_law.figures import late_steps, law_figure
from reports.periods import Period
from reports.wording import N_

#: Reasons with which nobody can tell whether a contract has a statutory due date.
UNDECIDED = frozenset(
    {
        "place_unknown",
        "place_too_wide",
        "no_law_on_file",
        "no_value_on_file",
        "contract_day_unknown",
        "worth_unknown",
    }
)


def payment_law_figures(checks: Sequence[LawCheck], period: Period) -> dict[str, Figure]:
    """How many contracts are past a statutory due date, what of them is unpaid, and the oldest.

    A contract under two laws counts once. While nobody can tell of some contracts, the numbers are “at least”;
    where that would say “at least 0” there is none.

    Parameters
    ----------
    checks
        From `check_contracts`, in any order.
    period
        The days the page is about; the numbers are those of the checks' `as_of`.

    Returns
    -------
    dict
        statutory_past_due_count, statutory_past_due (dollars), oldest_statutory_past_due_days and
        statutory_paid_late_count.
    """
    undecided = _undecided(checks)
    unpaid = [check for check in undecided if not check.contract.has_all_come(check.as_of)]
    past = _Group(_latest_first(check for check in checks if check.is_past_due), unpaid, checks, period)
    paid = _Group(_latest_first(check for check in checks if check.was_paid_late), undecided, checks, period)
    listed = [
        past.figure("statutory_past_due_count", len(past.found), "count", past.each("count")),
        past.figure("statutory_past_due", past.unpaid, "money", past.each("money")),
        past.oldest(),
        paid.figure("statutory_paid_late_count", len(paid.found), "count", paid.each("count")),
    ]
    return {figure.key: figure for figure in listed}


@dataclass(frozen=True, slots=True)
class _Group:
    """The contracts that are counted, one check each, beside those of which nobody can tell."""

    found: Sequence[LawCheck]
    unknown: Sequence[LawCheck]
    checks: Sequence[LawCheck]
    period: Period

    @property
    def unpaid(self) -> Fraction:
        return Fraction(sum(check.unpaid for check in self.found))

    def figure(self, key: str, value: Fraction | int | None, unit: Unit, steps: tuple[Step, ...]) -> Figure:
        is_known = bool(self.found) or (bool(self.checks) and not self.unknown)
        reason = "nothing_past_due" if self.checks else "no_contracts"
        return law_figure(
            key,
            value if is_known else None,
            unit,
            steps,
            checks=self.found,
            period=self.period,
            reason=self.unknown[0].reason if self.unknown else reason,
            at_least=bool(self.unknown),
        )

    def oldest(self) -> Figure:
        first = _Group(self.found[:1], self.unknown, self.checks, self.period)
        days = [check.late_days for check in first.found]
        steps = [step for check in first.found for step in late_steps(check)]
        return first.figure("oldest_statutory_past_due_days", days[0] if days else None, "days", tuple(steps))

    def each(self, unit: Unit) -> tuple[Step, ...]:
        """One line per contract: what of it is unpaid, or 1 in a count."""
        label = N_("Due on {due} under {law}")
        return tuple(
            Step(
                "+",
                label,
                check.unpaid if unit == "money" else Fraction(1),
                unit,
                {"due": check.due_on, "law": check.name},
            )
            for check in self.found
        )


def _undecided(checks: Iterable[LawCheck]) -> list[LawCheck]:
    """One check of each contract of which nobody can tell; a law that applies settles it."""
    by_contract = defaultdict[str, list[LawCheck]](list)
    for check in checks:
        by_contract[check.contract.contract_id].append(check)
    still_open = [of_one for of_one in by_contract.values() if not any(check.applies for check in of_one)]
    return [check for of_one in still_open for check in of_one if check.reason in UNDECIDED]


def _latest_first(checks: Iterable[LawCheck]) -> list[LawCheck]:
    """One check per contract, the one past its due date longest; those past it longest first."""
    found: dict[str, LawCheck] = {}
    for check in sorted(checks, key=_by_lateness):
        found.setdefault(check.contract.contract_id, check)
    return list(found.values())


def _by_lateness(check: LawCheck) -> tuple[int, str, str]:
    return (-check.late_days, check.contract.contract_id, str(check.jurisdiction))
