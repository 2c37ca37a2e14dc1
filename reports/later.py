"""What is made when it is first looked at: a page pays for what it shows, a file for everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)


class Later(Sequence[Item_co]):
    """A sequence whose items are made, all at once, when somebody first asks for one.

    >>> squares = Later(lambda: (1, 4, 9))
    >>> len(squares), squares[-1]
    (3, 9)
    """

    def __init__(self, make: Callable[[], tuple[Item_co, ...]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[Item_co, ...]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> Item_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item_co]: ...
    def __getitem__(self, place: int | slice) -> Item_co | Sequence[Item_co]:
        return self._items[place]

    def __len__(self) -> int:
        return len(self._items)
