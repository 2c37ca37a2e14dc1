"""What contracts said of credit, of the purpose of the work, and of rights."""

from __future__ import annotations

from reports.conditions import CreditTerms, RightsGroup, by_rights, credit_figures, credit_of
from reports.definitions import NOWHERE
from reports.slices import Slice
from reports.topics.material import Material
from reports.topics.topic import Topic


def credit_topic(material: Material) -> Topic:
    """Shares of the contracts of the period, as their terms stood on its last day; a part is rights given up."""
    last = min(material.period.last, material.as_of)
    terms = map(CreditTerms.of, material.ledger.rows("terms"))
    theirs = {
        span.contract_id for span in material.spans if span.days(material.as_of).overlap(material.period)
    }
    contracts = [one for one in credit_of(terms, last) if one.contract_id in theirs]
    groups = by_rights(contracts, material.period)
    return Topic(credit_figures(contracts, material.period), tuple(map(_part, groups)))


def _part(group: RightsGroup) -> Slice:
    return Slice(group.rights or "", group.rights or NOWHERE["rights"], group.figures)
