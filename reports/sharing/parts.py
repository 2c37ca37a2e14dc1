"""The parts of a report as others may see them: platforms, contracts, kinds of work, and the parts of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.definitions import UNPAID_CATEGORIES
from reports.figures import Figure
from reports.sharing.figuring import Figures, Teller
from reports.sharing.months import Calendar
from reports.sharing.naming import Code, Names
from reports.slices import Slice
from reports.topics import Topic

Facts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Parts:
    """Tells parts; of a topic that is not named here nothing is told."""

    teller: Teller
    calendar: Calendar
    names: Names

    def slices(self, parts: Iterable[Slice], code_of: Callable[[str], Code]) -> tuple[Slice, ...]:
        """Slices with their ladder, under codes."""
        coded = [(code_of(part.id), part) for part in parts]
        return tuple(Slice(code.id, code.label, self.teller.figures(part.figures)) for code, part in coded)

    def topic(self, key: str, topic: Topic) -> Topic:
        """A topic with its figures, each by itself."""
        part_of = {"toll": self._rated, "onboarding": self._begun, "pay_changes": self._change}.get(key)
        if part_of is None:
            return Topic({})
        parts = tuple(part_of(part, number) for number, part in enumerate(topic.parts, 1))
        return Topic(self._figures(topic.figures), parts)

    def _figures(self, figures: Mapping[str, Figure]) -> Figures:
        return {name: self.teller.figure(figure) for name, figure in figures.items()}

    def _rated(self, part: Slice, _number: int) -> Slice:
        dimension, _, key = part.id.partition(":")
        ways = {"kind": self.names.kind, "platform": self.names.platform, "contract": self.names.contract}
        code = ways[dimension](key)
        return Slice(f"{dimension}:{code.id}", code.label, self._figures(part.figures), under=part.under)

    def _begun(self, part: Slice, _number: int) -> Slice:
        code = self.names.contract(part.id)
        return Slice(code.id, code.label, self._figures(part.figures), facts=self._days(part.facts))

    def _change(self, part: Slice, number: int) -> Slice:
        contract = self.names.contract(part.facts.get("contract_id"))
        kind = part.facts.get("kind")
        told = self.names.kind(kind).label if kind else None
        facts = {
            **self._days(part.facts),
            "contract_id": contract.id,
            "kind": told,
            "changed": part.facts.get("changed"),
        }
        label = ", ".join(filter(None, (contract.label, facts.get("changed_on"), told)))
        return Slice(f"change-{number}", label, self._figures(part.figures), facts=facts)

    def _days(self, facts: Facts) -> dict[str, str | None]:
        return {
            name: value and self.calendar.start(date.fromisoformat(value)).isoformat()
            for name, value in facts.items()
            if name.endswith("_on")
        }


def month_code(key: str) -> Code:
    """A month is its own code."""
    return Code(key, key)


def category_code(key: str) -> Code:
    """Why time is unpaid: one of our words."""
    return Code(key, UNPAID_CATEGORIES.get(key, ""))
