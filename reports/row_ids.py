"""The ids of the rows behind a number, by noun; gathered when somebody asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from reports.later import LaterMapping

#: Noun -> ids of its rows.
Rows = Mapping[str, tuple[str, ...]]

NO_ROWS: Rows = MappingProxyType({})


def together(parts: Iterable[Rows]) -> Rows:
    """The rows of all parts, each id once, in the order of the parts; nouns without rows are left out.

    >>> together([{"tasks": ("a", "b")}, {"tasks": ("b",), "payouts": ()}]) == {"tasks": ("a", "b")}
    True
    """
    listed = list(parts)
    return LaterMapping(lambda: _together(listed))


def _together(parts: Iterable[Rows]) -> Rows:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for rows in parts:
        for noun, ids in rows.items():
            if ids:
                found[noun].append(ids)
    return {noun: tuple(dict.fromkeys(chain.from_iterable(lists))) for noun, lists in found.items()}
