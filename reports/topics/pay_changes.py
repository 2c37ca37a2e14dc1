"""Changes of pay in the period, contract by contract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from reports.groups import totals
from reports.later import LaterMapping
from reports.only import Only
from reports.slices import Slice
from reports.sums import Selection
from reports.terms import PREPARING, Contract, PayChange, Promise, pay_changes
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.work import Work, total

#: Figures of pay in the currency of the ledger; promises have their own.
_OF_PAY = frozenset({"effective_rate_before", "effective_rate_after", "effective_rate_change"})


def pay_changes_topic(material: Material) -> Topic:
    """How often the terms changed; for each change and kind of work what was promised and paid before and after.

    A part is one change for one kind of work, by day; its name says the contract and the day.
    """
    found = pay_changes(
        map(Promise.of, material.logged.rows("terms")),
        map(Contract.of, material.ledger.rows("contracts")),
        LaterMapping(lambda: _work_by_terms(material.all_rows)),
        period=material.period,
        as_of=material.as_of,
        currency=material.currency,
        is_asked=_is_asked(material.only),
    )
    kinds = Counter(change.after.terms_id for change in found.changes)
    parts = (_part(change, material, is_alone=kinds[change.after.terms_id] == 1) for change in found.changes)
    return Topic(found.figures, tuple(parts))


def _is_asked(only: Only) -> Callable[[PayChange], bool]:
    """Whether a change is one of the chosen platform, contract and kind of work."""
    return lambda change: only.has(change.platform_id, change.contract_id, change.kind)


def _work_by_terms(rows: Selection) -> dict[tuple[str, str | None], Work]:
    """Sums by terms in force and kind of work, without the unpaid time that comes before pay."""
    found: dict[tuple[str, str | None], list[Work]] = defaultdict(list)
    for (terms_id, kind, category), work in totals(rows, "terms", "kind", "category").items():
        if terms_id is not None and category not in PREPARING:
            found[terms_id, kind].append(work)
    return {key: total(works) for key, works in found.items()}


def _part(change: PayChange, material: Material, *, is_alone: bool) -> Slice:
    label = f"{material.names['contracts'][change.contract_id]}, {change.changed_on.isoformat()}"
    return Slice(
        f"{change.after.terms_id}/{change.kind or ''}",
        label if is_alone or change.kind is None else f"{label}, {change.kind}",
        LaterMapping(lambda: material.exchanged_of(change.figures, _OF_PAY)),
        facts={
            "contract_id": change.contract_id,
            "previous_contract_id": change.previous_contract_id,
            "kind": change.kind,
            "changed_on": change.changed_on.isoformat(),
            "changed": " ".join(change.changed),
            "terms_before": change.before.terms_id,
            "terms_after": change.after.terms_id,
        },
    )
