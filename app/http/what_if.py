"""The earlier work that a “what if” leans on, as addresses of pages and of the API name it."""

from __future__ import annotations

from fractions import Fraction

from reports.only import DIMENSIONS, NONE, WITHOUT, Only
from reports.personal import PersonalReport
from reports.supposing import Leaning, leaning_on

#: Everything she has logged.
ALL = "all"
#: Above this an hour is no pay but a slip of the pen.
MOST_AN_HOUR = Fraction(1_000_000)
LONGEST_MONTH_HOURS = 744


def leaning_named(report: PersonalReport, name: str, *, takes_none: bool = False) -> Leaning | None:
    """“all”, “platform:…”, “contract:…” with an id or “kind:…” with its word; None where there is no such work.

    With `takes_none` “none” is the work that has none of it, unless she calls a kind of work so. The page does not
    offer such work, as it has no name.
    """
    if name == ALL:
        return leaning_on(report)
    said, _, part = name.partition(":")
    dimension = next((one for one in DIMENSIONS if one == said), None)
    if dimension is None or not part:
        return None
    found = leaning_on(report, dimension, part)
    is_without = takes_none and found is None and part == NONE
    return leaning_on(report, dimension, WITHOUT) if is_without else found


def name_of_chosen(only: Only) -> str:
    """What was chosen as work to lean on; nothing where it has no name, or more than one was chosen."""
    chosen = [(dimension, key) for dimension, key in only.chosen() if key is not None]
    if len(chosen) != 1:
        return ""
    dimension, key = chosen[0]
    return f"{dimension}:{key}" if key else ""
