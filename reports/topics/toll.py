"""How heavy the work is by a writer's own marks: by kind of work, platform and contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, Literal, NamedTuple

from reports import definitions
from reports.conditions import MARKS, Mark, toll_figures
from reports.figures import Figure
from reports.frames import MISSING, NOWHERE, Flags
from reports.groups import time_of, totals
from reports.later import Later, LaterMapping
from reports.slices import Slice
from reports.sums import Key, Selection
from reports.tables import EARNED
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_
from reports.work import Work, split

_Dimension = Literal["kind", "platform", "contract"]

#: The dimensions of the parts, and what they stand under.
_PARTS: Mapping[_Dimension, str] = {
    "kind": N_("Kind of work"),
    "platform": N_("Platform"),
    "contract": N_("Contract"),
}


class _Place(NamedTuple):
    """Where work or a cost belongs; None where it belongs nowhere."""

    platform: Key
    contract: Key
    kind: Key


def toll_topic(material: Material) -> Topic:
    """Hard hours, rated hours, and what light and hard hours paid; parts are those in which anything is marked."""
    case = _Case(material)
    return Topic(
        LaterMapping(lambda: case.figures(case.places)), Later(lambda: tuple(_parts(case, material)))
    )


def _parts(case: _Case, material: Material) -> Iterator[Slice]:
    if not case.is_marked:  # most writers rate nothing: they do not wait for the sums of it
        return
    for dimension, key, places in _grouped(case.places):
        if case.is_any_marked(places):
            figures = LaterMapping(partial(case.figures, places))
            yield Slice(
                f"{dimension}:{key or ''}", _label(material, dimension, key), figures, under=_PARTS[dimension]
            )


#: Work by place, each with its rating or answer.
_Works = Mapping[_Place, Sequence[tuple[Any, Work]]]


class _Case:
    """The work of every place by rating, with the costs that it bears, and its time by mark."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @cached_property
    def _is_shared(self) -> Flags:
        """Costs of no task have no rating; all work bears them."""
        pay = self._material.selection.accruals
        is_shared: Flags = (pay.task == NOWHERE) & (pay.category != EARNED)
        return is_shared

    @cached_property
    def _rated(self) -> _Works:
        selection = self._material.selection
        return _by_place(replace(selection, accruals=selection.accruals.take(~self._is_shared)), "toll")

    @cached_property
    def _costs(self) -> _Works:
        selection = self._material.selection
        costs, no_hours = selection.accruals.take(self._is_shared), selection.hours.take(slice(0))
        return _borne(replace(selection, accruals=costs, hours=no_hours), self._rated)

    @cached_property
    def _marked(self) -> Mapping[Mark, _Works]:
        selection = self._material.selection
        return {mark: _by_place(_asked(selection, mark), mark) for mark in MARKS}

    @property
    def is_marked(self) -> bool:
        """Whether anything at all is rated or marked."""
        return any(self._marked.values())

    @property
    def places(self) -> Collection[_Place]:
        """All places, in order of the first work."""
        return self._rated.keys()

    def is_any_marked(self, places: Iterable[_Place]) -> bool:
        """Whether anything there is rated or marked."""
        return any(place in marked for place in places for marked in self._marked.values())

    def figures(self, places: Collection[_Place]) -> dict[str, Figure]:
        """The toll of some places together."""
        figures = toll_figures(
            _of(places, self._rated),
            {mark: _of(places, found) for mark, found in self._marked.items()},
            _of(places, self._costs),
            period=self._material.period,
            currency=self._material.currency,
        )
        return self._material.exchanged_of(figures, {"effective_rate_light", "effective_rate_heavy"})


def _by_place(selection: Selection, dimension: Literal["toll"] | Mark) -> _Works:
    found: dict[_Place, list[tuple[Any, Work]]] = defaultdict(list)
    for (*place, answer), work in totals(selection, "platform", "contract", "kind", dimension).items():
        found[_Place(*place)].append((answer, work))
    return found


def _of(places: Iterable[_Place], works: _Works) -> list[tuple[Any, Work]]:
    return [one for place in places for one in works.get(place, ())]


def _asked(selection: Selection, mark: Mark) -> Selection:
    """The time of the tasks that are rated or have an answer to the mark, so that one without it was left out."""
    ledger, tasks = selection.hours.names.ledger, selection.hours.task
    is_rated = ledger.array("tasks", "toll")[tasks] != MISSING
    return time_of(selection, is_rated | (ledger.array("tasks", mark)[tasks] != NOWHERE))


def _borne(costs: Selection, works: _Works) -> _Works:
    """The costs that the work of every place bears, by paid time, with its rating."""
    found: dict[_Place, list[tuple[Any, Work]]] = defaultdict(list)
    for key, cost in totals(costs, "platform", "contract", "kind").items():
        bearers = [
            (place, toll, work) for place in _bearers(_Place(*key), works) for toll, work in works[place]
        ]
        parts = split(cost, [work for _, _, work in bearers])
        for (place, toll, _), part in zip(bearers, parts, strict=True):
            found[place].append((toll, part))
    return found


def _bearers(cost: _Place, places: Collection[_Place]) -> list[_Place]:
    """Whose cost it is: that of a contract and its kind of work, else of a platform, else of everything."""
    if cost.contract is not None:
        of_contract = [place for place in places if place.contract == cost.contract]
        return [place for place in of_contract if place.kind == cost.kind] or of_contract
    return [place for place in places if cost.platform in (None, place.platform)] or list(places)


def _grouped(places: Iterable[_Place]) -> Iterator[tuple[_Dimension, Key, list[_Place]]]:
    """The places of every kind of work, platform and contract, in order of the first work."""
    for dimension in _PARTS:
        found: dict[Key, list[_Place]] = defaultdict(list)
        for place in places:
            found[getattr(place, dimension)].append(place)
        for key, of_key in found.items():
            yield dimension, key, of_key


def _label(material: Material, dimension: str, key: Key) -> str:
    if key is None:
        return definitions.NOWHERE[dimension]
    return key if dimension == "kind" else material.names[f"{dimension}s"][key]
