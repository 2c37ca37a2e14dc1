"""Figures that a platform can compute from its own books: few, so that many choices of its people fit all of them.

The search through all choices of people (`reports.disclosure`) is the last word on what else is dropped; it is put in
after `few_of_each_platform`, and drops in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from reports.cohorts import Place
from reports.programme import How, TablePlan
from reports.release.cells import Protected
from reports.release.document import ReleasedFigure
from reports.release.figures import WITHHELD, Asked, Draft, Key

#: What is dropped first stands first. A median time is a median, a share of writers a mean.
_ORDER = (
    {How.SUM},
    {How.LOWER_QUARTILE, How.UPPER_QUARTILE},
    {How.MEDIAN, How.MEDIAN_TIME},
    {How.POOLED, How.SHARE_OF_WRITERS},
)


class Few(NamedTuple):
    """Figures of which each platform knows few, and how many pairs of platform and column lost something for it."""

    drafts: dict[Key, Draft]
    dropped: int


class _Piece(NamedTuple):
    """Something of a platform that can be dropped: a figure, or the interval beside it, which is two."""

    key: Key
    is_interval: bool

    @property
    def size(self) -> int:
        return 2 if self.is_interval else 1

    @property
    def rank(self) -> tuple[int, int]:
        """Where it stands in the order: intervals, then by how it is made; what is of a part of the platform first."""
        if self.is_interval:
            return (0, 0)
        group = next(number for number, hows in enumerate(_ORDER, 1) if self.key.asked.how in hows)
        return (group, -len(self.key.place))

    def left_of(self, figure: ReleasedFigure) -> ReleasedFigure:
        return replace(figure, low=None, high=None) if self.is_interval else WITHHELD


def few_of_each_platform(
    drafts: Mapping[Key, Draft], cells: Protected, programme: Iterable[TablePlan]
) -> Few:
    """The figures, with those dropped that would be too many for a platform.

    Of what it can compute, a platform may be told at most half as many figures as it has writers in the release
    (disclosure control, section 2). An interval counts as two. Whatever is of one platform's work alone is its own,
    also when the place does not say so.

    Parameters
    ----------
    drafts
        Every figure of the release.
    cells
        Whose place is whose platform's, and how many writers each has.
    programme
        Which columns a platform can compute.
    """
    known = {
        Asked.by(column) for table in programme for column in table.columns if column.is_known_to_platform
    }
    left, dropped, writers = dict(drafts), 0, _writers_of(cells)
    for platform, pieces in _told_of(drafts, platform_of_places(cells), known).items():
        too_many = list(_beyond(pieces, writers[platform] // 2))
        for piece in too_many:
            draft = left[piece.key]
            left[piece.key] = draft._replace(figure=piece.left_of(draft.figure))
        dropped += len({piece.key.asked for piece in too_many if not piece.is_interval})
    return Few(left, dropped)


def platform_of_places(cells: Protected) -> Mapping[Place, str]:
    """Each place at which all work is for one platform, with that platform."""
    worked_at = {
        tuple(sorted(one.values.items())) for writer in cells.writers for one in writer.contributions
    }
    found: dict[Place, set[str]] = defaultdict(set)
    for place in cells.cohort.cells:
        for values in worked_at:
            if set(place) <= set(values):
                found[place].add(dict(values)["platform"])
    return {place: next(iter(platforms)) for place, platforms in found.items() if len(platforms) == 1}


def _writers_of(cells: Protected) -> Counter[str]:
    return Counter(
        platform
        for writer in cells.writers
        for platform in {one.values["platform"] for one in writer.contributions}
    )


def _told_of(
    drafts: Mapping[Key, Draft], platforms: Mapping[Place, str], known: AbstractSet[Asked]
) -> Mapping[str, list[_Piece]]:
    found: dict[str, list[_Piece]] = defaultdict(list)
    for key, draft in drafts.items():
        if draft.is_told and key.asked in known and key.place in platforms:
            pieces = found[platforms[key.place]]
            pieces.append(_Piece(key, is_interval=False))
            if draft.figure.low is not None:
                pieces.append(_Piece(key, is_interval=True))
    return found


def _beyond(pieces: list[_Piece], most: int) -> Iterator[_Piece]:
    """What is dropped, in order, until no more is left than may be."""
    left = sum(piece.size for piece in pieces)
    # Of one rank the last of the programme goes first.
    last_first = pieces[::-1]
    for piece in sorted(last_first, key=lambda one: one.rank):
        if left > most:
            left -= piece.size
            yield piece
