"""The columns of a released table in blocks that fit a page: those of one question beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.programme import How
from reports.programme.columns import SUFFIXES
from reports.release import ReleasedColumn
from reports.wording import N_, Wording

#: So many columns stand beside each other, whatever they ask.
_MOST = 8
#: Between what a question is and how its writers become one figure, in every label that has both.
_BETWEEN = ", "


class Block(NamedTuple):
    """Some columns, and what each is called under their heading, which may be empty."""

    heading: str
    columns: tuple[ReleasedColumn, ...]
    labels: tuple[str, ...]


def blocks_of(columns: Sequence[ReleasedColumn], words: Wording) -> tuple[Block, ...]:
    """All columns in one block where they are few; else a block for each question that has several, and one for the rest."""
    if len(columns) <= _MOST:
        return (_block("", columns, words),)
    questions: dict[str, list[ReleasedColumn]] = {}
    for column in columns:
        questions.setdefault(_question(column), []).append(column)
    blocks = [_of_question(asked, words) for asked in questions.values() if len(asked) > 1]
    rest = [asked[0] for asked in questions.values() if len(asked) == 1]
    if rest:
        blocks.append(_block(words(N_("More figures")) if blocks else "", rest, words))
    return tuple(blocks)


def _question(column: ReleasedColumn) -> str:
    """The key without the ending that says how writers become one figure."""
    ending = SUFFIXES.get(How(column.how))
    return column.key.removesuffix(f"_{ending}") if ending else column.key


def _block(heading: str, columns: Sequence[ReleasedColumn], words: Wording) -> Block:
    return Block(heading, tuple(columns), tuple(words(column.label) for column in columns))


def _of_question(columns: Sequence[ReleasedColumn], words: Wording) -> Block:
    """What the labels share is the heading: “Real hourly pay” of “Real hourly pay, middle writer”."""
    labels = [words(column.label) for column in columns]
    heading = labels[0].rpartition(_BETWEEN)[0]
    if not heading or not all(label.startswith(heading + _BETWEEN) for label in labels):
        return _block(labels[0], columns, words)
    return Block(heading, tuple(columns), tuple(label.removeprefix(heading + _BETWEEN) for label in labels))
