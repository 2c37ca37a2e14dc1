"""The ids of the rows behind a number, by noun; gathered when somebody asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType

#: Noun -> ids of its rows.
Rows = Mapping[str, tuple[str, ...]]

NO_ROWS: Rows = MappingProxyType({})


class LaterRows(Mapping[str, tuple[str, ...]]):
    """Rows that are gathered when somebody first asks for one: most numbers are never opened.

    >>> LaterRows(lambda: {"tasks": ("a", "b")}) == {"tasks": ("a", "b")}
    True
    """

    def __init__(self, gather: Callable[[], Rows]) -> None:
        self._gather = gather

    @cached_property
    def _rows(self) -> Rows:
        return self._gather()

    def __getitem__(self, noun: str) -> tuple[str, ...]:
        return self._rows[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return repr(dict(self._rows))


def together(parts: Iterable[Rows]) -> Rows:
    """The rows of all parts, each id once, in the order of the parts; nouns without rows are left out.

    >>> together([{"tasks": ("a", "b")}, {"tasks": ("b",), "payouts": ()}]) == {"tasks": ("a", "b")}
    True
    """
    listed = list(parts)
    return LaterRows(lambda: _together(listed))


def _together(parts: Iterable[Rows]) -> Rows:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for rows in parts:
        for noun, ids in rows.items():
            if ids:
                found[noun].append(ids)
    return {noun: tuple(dict.fromkeys(chain.from_iterable(lists))) for noun, lists in found.items()}
