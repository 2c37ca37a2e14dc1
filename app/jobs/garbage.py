"""How often Python looks for cycles among its objects."""

from __future__ import annotations

import gc

_OBJECTS_BETWEEN_SEARCHES = 50_000


def search_rarely() -> None:
    """Leave alone what is here to stay, and search the rest now and then.

    A report of a year makes tens of thousands of small objects and no cycles: looking for cycles every 700 objects, in
    all the code and words that are here to stay, takes longer than some reports.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
