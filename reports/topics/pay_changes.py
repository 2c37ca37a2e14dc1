"""Changes of pay in the period, contract by contract."""

from __future__ import annotations

from collections import defaultdict

from reports.groups import totals
from reports.slices import Slice
from reports.sums import Selection
from reports.terms import PREPARING, Contract, PayChange, Promise, pay_changes
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.work import Work, total


def pay_changes_topic(material: Material) -> Topic:
    """How often the terms changed; for each change and kind of work what was promised and paid before and after.

    A part is one change for one kind of work: it stands under its contract and is named by its day.
    """
    found = pay_changes(
        map(Promise.of, material.ledger.rows("terms")),
        map(Contract.of, material.ledger.rows("contracts")),
        _work_by_terms(material.everything),
        period=material.period,
        as_of=material.as_of,
        currency=material.currency,
    )
    names = material.names["contracts"]
    parts = [_part(change, names[change.contract_id]) for change in found.changes]
    # The changes come by day; sorting keeps those of one contract in that order.
    return Topic(
        found.figures, tuple(sorted(parts, key=lambda part: (part.under, part.facts["contract_id"])))
    )


def _work_by_terms(everything: Selection) -> dict[tuple[str, str | None], Work]:
    """Sums by terms in force and kind of work, without the unpaid time that comes before pay."""
    found: dict[tuple[str, str | None], list[Work]] = defaultdict(list)
    for (terms_id, kind, category), work in totals(everything, "terms", "kind", "category").items():
        if terms_id is not None and category not in PREPARING:
            found[terms_id, kind].append(work)
    return {key: total(works) for key, works in found.items()}


def _part(change: PayChange, name: str) -> Slice:
    return Slice(
        f"{change.after.terms_id}/{change.kind or ''}",
        change.changed_on.isoformat(),
        change.figures,
        under=name,
        facts={
            "contract_id": change.contract_id,
            "previous_contract_id": change.previous_contract_id,
            "kind": change.kind,
            "changed": " ".join(change.changed),
            "terms_before": change.before.terms_id,
            "terms_after": change.after.terms_id,
        },
    )
