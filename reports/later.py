"""What is made when it is first looked at: a page pays for what it shows, a file for everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)
Key = TypeVar("Key")


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


class LaterMapping(Mapping[Key, Item_co]):
    """A mapping that is made, as a whole, when somebody first looks into it.

    >>> LaterMapping(lambda: {"tasks": ("a", "b")}) == {"tasks": ("a", "b")}
    True
    """

    def __init__(self, make: Callable[[], Mapping[Key, Item_co]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> Mapping[Key, Item_co]:
        return self._make()

    def __getitem__(self, key: Key) -> Item_co:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return repr(dict(self._items))


class EachLater(Mapping[Key, Item_co]):
    """A mapping whose keys are known, and each of whose values is made when somebody first asks for it.

    >>> squares = EachLater({3: lambda: 9, 4: lambda: 16})
    >>> list(squares), squares[4]
    ([3, 4], 16)
    """

    def __init__(self, makers: Mapping[Key, Callable[[], Item_co]]) -> None:
        self._makers = makers
        self._made: dict[Key, Item_co] = {}

    def __getitem__(self, key: Key) -> Item_co:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
