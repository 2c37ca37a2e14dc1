"""The parts of a report as others may see them: platforms, contracts, kinds of work, and the parts of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.definitions import UNPAID_SHOWN
from reports.sharing.figuring import Figures, Teller
from reports.sharing.months import Calendar
from reports.sharing.naming import Code, Names
from reports.slices import Slice
from reports.topics import Topic

Facts = Mapping[str, str | None]

_OF_KIND = "kind:"


@dataclass(frozen=True, slots=True)
class Parts:
    """Tells parts; of a topic that is not named here nothing is told."""

    teller: Teller
    calendar: Calendar
    names: Names

    def kinds(self, parts: Sequence[Slice]) -> tuple[Slice, ...]:
        """Kinds of work."""
        self.names.meet(part.id for part in parts)
        return self.slices(parts, self.names.kind)

    def slices(self, parts: Iterable[Slice], code_of: Callable[[str], Code]) -> tuple[Slice, ...]:
        """Slices with their ladder, under codes."""
        coded = [(code_of(part.id), part) for part in parts]
        return tuple(Slice(code.id, code.label, self.teller.part(part.figures)) for code, part in coded)

    def unpaid(self, parts: Iterable[Slice], whole: Figures) -> tuple[Slice, ...]:
        """Unpaid time by category, most told hours first: among equals the order says nothing."""
        told = (
            Slice(part.id, UNPAID_SHOWN[part.id], self.teller.unpaid(part.figures, whole)) for part in parts
        )
        return tuple(sorted(told, key=lambda part: (-(part.figures["hours"].value or 0), part.id)))

    def topic(self, key: str, topic: Topic) -> Topic:
        """A topic with its figures and its parts."""
        teller = self.teller
        if key == "toll":
            self.names.meet(
                part.id.removeprefix(_OF_KIND) for part in topic.parts if part.id.startswith(_OF_KIND)
            )
            return Topic(teller.toll(topic.figures), tuple(map(self._rated, topic.parts)))
        if key == "onboarding":
            return Topic(teller.onboarding(topic.figures), tuple(map(self._begun, topic.parts)))
        if key == "pay_changes":
            self.names.meet(part.facts.get("kind") for part in topic.parts)
            return Topic(teller.counts(topic.figures), self._changes(topic.parts))
        return Topic({})

    def _rated(self, part: Slice) -> Slice:
        dimension, _, key = part.id.partition(":")
        ways = {"kind": self.names.kind, "platform": self.names.platform, "contract": self.names.contract}
        code = ways[dimension](key)
        return Slice(f"{dimension}:{code.id}", code.label, self.teller.toll(part.figures), under=part.under)

    def _begun(self, part: Slice) -> Slice:
        code = self.names.contract(part.id)
        facts = self._days(part.facts)
        if not self.teller.telling.is_money:
            facts["paid_back_on"] = None  # measured by the minimum wage, which is public
        return Slice(code.id, code.label, self.teller.onboarding(part.figures), facts=facts)

    def _changes(self, parts: Iterable[Slice]) -> tuple[Slice, ...]:
        """Changes of terms, by what is told of their day."""
        told = sorted(map(self._change, parts), key=lambda part: (part.facts["changed_on"] or "", part.label))
        return tuple(replace(part, id=f"change-{number}") for number, part in enumerate(told, 1))

    def _change(self, part: Slice) -> Slice:
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
        return Slice("", label, self.teller.changes(part.figures), facts=facts)

    def _days(self, facts: Facts) -> dict[str, str | None]:
        return {
            name: value and self.calendar.start(date.fromisoformat(value)).isoformat()
            for name, value in facts.items()
            if name.endswith("_on")
        }


def month_code(key: str) -> Code:
    """A month is its own code."""
    return Code(key, key)
