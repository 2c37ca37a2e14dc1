"""A figure that is withheld by itself among parts and their total is not withheld: the others tell of it.

The cells are protected by their pattern; this is for figures that are withheld in a cell that is shown, because few of
its writers gave an answer or one of them stands out. Weights of the parts are never told, so nothing here can be
reckoned exactly: see decision 0063.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reports.cohorts import Place
from reports.programme import How
from reports.release.cells import Parts
from reports.release.document import Mark
from reports.release.figures import WITHHELD, Asked, Draft, Key

#: A total of these is a mean of its parts. Of a median the parts tell next to nothing.
_MEANS = frozenset({How.POOLED, How.SHARE_OF_WRITERS})


class _Company(NamedTuple):
    """A place to withhold a figure of; the whole cohort's is `()`, which would read as no place at all."""

    place: Place


def none_alone(drafts: Mapping[Key, Draft], lines: Sequence[Parts]) -> dict[Key, Draft]:
    """The figures, with one more withheld wherever one was alone: that of the part with the fewest answers.

    Parameters
    ----------
    drafts
        Every figure of the release.
    lines
        All that adds up. One with a place that no table shows with the same figure tells nothing.
    """
    by_asked: dict[Asked, dict[Place, Draft]] = defaultdict(dict)
    for key, draft in drafts.items():
        by_asked[key.asked][key.place] = draft
    for asked, figures in by_asked.items():
        if asked.how in _MEANS:
            _hide(figures, [line for line in lines if {line.total, *line.parts} <= figures.keys()])
    return {key: by_asked[key.asked][key.place] for key in drafts}


def _hide(figures: dict[Place, Draft], lines: Sequence[Parts]) -> None:
    """Each turn withholds one figure more, so it ends."""
    while found := next((one for line in lines for one in _one_more(figures, line)), None):
        figures[found.place] = figures[found.place]._replace(figure=WITHHELD)


def _one_more(figures: Mapping[Place, Draft], line: Parts) -> Iterator[_Company]:
    """What has to be withheld beside a figure that is withheld alone; the total only where there is nothing else."""
    filled = [place for place in (*line.parts, line.total) if figures[place].figure.mark is not Mark.EMPTY]
    told = [place for place in filled if figures[place].is_told]
    if told and len(told) == len(filled) - 1:
        parts = [place for place in told if place != line.total]
        yield _Company(min(parts or told, key=lambda place: (figures[place].writers, place)))
