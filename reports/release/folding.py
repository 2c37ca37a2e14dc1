"""Values that few have are one row: which rows a table has tells of nobody, since each is of k writers or more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from reports.cohorts import OTHER, Contribution, Place
from reports.programme import Answer, How, TablePlan, Time, WriterAnswers
from reports.programme.tables import ANY

#: By dimension, the values that have no row of their own.
Folded = Mapping[str, Collection[str]]

_Said = TypeVar("_Said", Answer, tuple[Time, ...])


def folded_values(
    writers: Sequence[WriterAnswers], dimensions: Iterable[str], values: Mapping[str, tuple[str, ...]], k: int
) -> dict[str, frozenset[str]]:
    """Of each dimension the values that become `OTHER`.

    These are the values of fewer than k writers. Where all of them together still have fewer, the smallest of the
    values with a row joins them, so that `OTHER` is of nobody or of k writers or more, too.

    Parameters
    ----------
    writers
        Whose contributions say who has a value.
    dimensions
        Those that tables have.
    values
        Of every dimension, in the order they are shown; of two that are as small the later one joins.
    k
        Of the rules.
    """
    return {name: frozenset(_folded(_who(writers, name), values[name], k)) for name in dimensions}


def with_folded(
    writers: Iterable[WriterAnswers], folded: Folded, programme: Iterable[TablePlan]
) -> tuple[WriterAnswers, ...]:
    """The writers, with what they have and said at folded values at `OTHER`, added up.

    A yes or no that is one of the writer's is yes where any of its parts is, if that is what was asked. If most of her
    contracts were asked for, it is what all its parts agree on; where they do not, she gives no answer.
    """
    columns = [column for table in programme for column in table.columns]
    voices = {column.question for column in columns if column.how is How.SHARE_OF_WRITERS}
    return tuple(_of_writer(writer, folded, voices) for writer in writers)


def _who(writers: Sequence[WriterAnswers], name: str) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, writer in enumerate(writers):
        for one in writer.contributions:
            if any(one.amounts.values()):
                found[one.values[name]].add(number)
    return found


def _folded(who: Mapping[str, set[int]], values: Sequence[str], k: int) -> set[str]:
    few = {value for value in values if value == OTHER or len(who.get(value, ())) < k}
    rest = [value for value in values if value not in few]
    while rest and 0 < len(set().union(*(who.get(value, ()) for value in few))) < k:
        smallest = min(reversed(rest), key=lambda value: len(who[value]))
        rest.remove(smallest)
        few.add(smallest)
    return few - {OTHER}


def _of_writer(writer: WriterAnswers, folded: Folded, voices: Collection[str]) -> WriterAnswers:
    return replace(
        writer,
        contributions=tuple(
            one._replace(values=dict(_at(one.values.items(), folded))) for one in writer.contributions
        ),
        answers={
            question: _together(answers, folded, _way(question, voices))
            for question, answers in writer.answers.items()
        },
        times={question: _together(times, folded, _joined) for question, times in writer.times.items()},
    )


def _at(place: Iterable[tuple[str, str]], folded: Folded) -> Place:
    return tuple((name, OTHER if value in folded.get(name, ()) else value) for name, value in place)


def _together(
    said: Mapping[Place, _Said], folded: Folded, way: Callable[[Sequence[_Said]], _Said | None]
) -> dict[Place, _Said]:
    """By new place, what was said at all that became it."""
    parts: dict[Place, list[_Said]] = defaultdict(list)
    for place, one in said.items():
        parts[_at(place, folded)].append(one)
    found = ((place, way(some) if len(some) > 1 else some[0]) for place, some in parts.items())
    return {place: one for place, one in found if one is not None}


def _way(question: str, voices: Collection[str]) -> Callable[[Sequence[Answer]], Answer | None]:
    if question not in voices:
        return _added
    return _any if question in ANY else _agreed


def _added(parts: Sequence[Answer]) -> Answer:
    return Answer(
        sum((one.over for one in parts), Fraction(0)), sum((one.under for one in parts), Fraction(0))
    )


def _any(parts: Sequence[Answer]) -> Answer:
    return max(parts)


def _agreed(parts: Sequence[Answer]) -> Answer | None:
    return parts[0] if len(set(parts)) == 1 else None


def _joined(parts: Sequence[tuple[Time, ...]]) -> tuple[Time, ...]:
    return tuple(time for one in parts for time in one)


def rows_by_dimension(
    contributions: Iterable[Contribution], values: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Every dimension with the values that anybody has, folded ones as `OTHER`, in the order they are shown."""
    had: dict[str, set[str]] = defaultdict(set)
    for one in contributions:
        for name, value in one.values.items():
            had[name].add(value)
    return {
        name: tuple(value for value in dict.fromkeys((*words, OTHER)) if value in had[name])
        for name, words in values.items()
    }
