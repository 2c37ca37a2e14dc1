"""Credit: how many contracts promise to name the writer, say what the work is for, and what rights they take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple, Self

from reports.definitions import definition_of
from reports.figures import Figure, Step, figure_of
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.terms.promises import spelled
from reports.wording import N_


class CreditTerms(NamedTuple):
    """What one row of `terms` says about credit; answers are yes, no, unknown or None."""

    terms_id: str
    contract_id: str
    effective_on: date
    credit_promised: str | None = None
    purpose_told: str | None = None
    rights_given_up: str | None = None
    is_acceptance: bool | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of the frame `terms`."""
        return cls(row["id"], *(row[name] for name in cls._fields[1:]))

    @property
    def order(self) -> tuple[date, bool, str]:
        """Later ones win; on one day the amended ones win over the snapshot kept from the acceptance."""
        return self.effective_on, not self.is_acceptance, self.terms_id


@dataclass(frozen=True, slots=True)
class ContractCredit:
    """What holds for a contract: of every answer the newest that was given."""

    contract_id: str
    credit_promised: str | None
    purpose_told: str | None
    rights_given_up: str | None
    terms_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightsGroup:
    """Contracts that take the same rights, in the writer's words; None where she gave none."""

    rights: str | None
    contract_ids: tuple[str, ...]
    figures: Mapping[str, Figure]


def credit_of(terms: Iterable[CreditTerms], as_of: date) -> tuple[ContractCredit, ...]:
    """What every contract says by `as_of`, by contract id. Later terms that are silent take nothing back.

    >>> first = CreditTerms("t1", "c", date(2026, 3, 1), "yes", "no", "all", is_acceptance=True)
    >>> (found,) = credit_of([first, CreditTerms("t2", "c", date(2026, 5, 1), "no")], date(2026, 6, 1))
    >>> found.credit_promised, found.purpose_told, found.rights_given_up
    ('no', 'no', 'all')
    """
    by_contract: dict[str, list[CreditTerms]] = defaultdict(list)
    for one in sorted(terms, key=attrgetter("order")):
        if one.effective_on <= as_of:
            by_contract[one.contract_id].append(one)
    return tuple(_newest(contract_id, by_contract[contract_id]) for contract_id in sorted(by_contract))


def _newest(contract_id: str, terms: Sequence[CreditTerms]) -> ContractCredit:
    def last(name: str) -> str | None:
        said = [getattr(one, name) for one in terms]
        return next((value for value in reversed(said) if value), None)

    return ContractCredit(
        contract_id,
        last("credit_promised"),
        last("purpose_told"),
        last("rights_given_up"),
        tuple(one.terms_id for one in terms),
    )


def credit_figures(contracts: Sequence[ContractCredit], period: Period) -> dict[str, Figure]:
    """Shares of yes among the contracts that say yes or no: credit promised, purpose told.

    Parameters
    ----------
    contracts
        Those of the report; one that says nothing, or that nobody knows, is in no share.
    period
        The days of the report.
    """
    listed = [
        _share("credit_promised_share", contracts, attrgetter("credit_promised"), period),
        _share("purpose_told_share", contracts, attrgetter("purpose_told"), period),
    ]
    return {figure.key: figure for figure in listed}


def by_rights(contracts: Sequence[ContractCredit], period: Period) -> tuple[RightsGroup, ...]:
    """The same by the rights given up: most contracts first, then by the words; those without words last.

    The same words in other letters or spaces are one group, named as they were first written.
    """
    groups: dict[str | None, list[ContractCredit]] = defaultdict(list)
    for one in contracts:
        groups[spelled(one.rights_given_up)].append(one)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))
    return tuple(_group(key, found, len(contracts), period) for key, found in ordered)


def _group(key: str | None, found: Sequence[ContractCredit], count: int, period: Period) -> RightsGroup:
    share = Fraction(len(found), count)
    steps = (
        Step("", N_("Contracts that say this"), Fraction(len(found)), "count"),
        Step("/", N_("All contracts with terms"), Fraction(count), "count"),
        Step("=", definition_of("rights_share").name, share, "share"),
    )
    rights_share = Figure("rights_share", share, "share", period, steps=steps, rows=_rows(found))
    return RightsGroup(
        None if key is None else found[0].rights_given_up,
        tuple(one.contract_id for one in found),
        {"rights_share": rights_share, **credit_figures(found, period)},
    )


def _share(
    key: str,
    contracts: Sequence[ContractCredit],
    said: Callable[[ContractCredit], str | None],
    period: Period,
) -> Figure:
    yes = [one for one in contracts if said(one) == "yes"]
    known = [one for one in contracts if said(one) in ("yes", "no")]
    share = Fraction(len(yes), len(known)) if known else None
    return figure_of(
        key,
        share,
        "share",
        period=period,
        reason="no_answers" if contracts else "no_contracts",
        steps=(
            Step("", N_("Contracts with yes"), Fraction(len(yes)), "count"),
            Step("/", N_("Contracts with yes or no"), Fraction(len(known)), "count"),
            Step("=", definition_of(key).name, share, "share"),
        ),
        rows=_rows(known),
    )


def _rows(contracts: Iterable[ContractCredit]) -> Rows:
    return together({"terms": one.terms_ids, "contracts": (one.contract_id,)} for one in contracts)
