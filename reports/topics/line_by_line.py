"""The benefits shortfall line by line, with health cover counted in each of its ways: METHOD section 3b."""

from __future__ import annotations

from reports import benefits
from reports.figures import Figure
from reports.sentences import Sentence
from reports.slices import Slice
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_

#: Said of the way of counting, or the group of staff, that she chose.
CHOSEN = N_("This one counts in your other numbers.")

NEVER_WITH_AVERAGE_COST = N_(
    "Counted line by line. Never add it to benefits at the average cost: that is another answer to another question."
)


def line_by_line_topic(material: Material) -> Topic:
    """The total of the way she chose, for each hour and of the net; a part is a way of counting health cover."""
    compared = material.compared
    found = {basis: compared.line_by_line(basis) for basis in benefits.HEALTH_BASES}
    parts = (
        Slice(
            basis,
            label,
            _figures(found[basis]),
            Sentence(CHOSEN) if basis == compared.health_basis else None,
        )
        for basis, label in benefits.HEALTH_BASES.items()
    )
    return Topic(found[compared.health_basis].figures(), tuple(parts), (Sentence(NEVER_WITH_AVERAGE_COST),))


def _figures(found: benefits.LineByLine) -> dict[str, Figure]:
    """The line of health cover, and the totals it is in."""
    health = next(line.figure for line in found.lines if line.figure.key == "health")
    return {health.key: health, **found.figures()}
