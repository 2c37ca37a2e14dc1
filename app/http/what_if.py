"""The earlier work that a “what if” leans on, as addresses of pages and of the API name it."""

from __future__ import annotations

from fractions import Fraction

from reports.personal import PersonalReport
from reports.supposing import DIMENSIONS, Leaning, leaning_on

#: Everything she has logged.
ALL = "all"
#: Above this an hour is no pay but a slip of the pen.
MOST_AN_HOUR = Fraction(1_000_000)
LONGEST_MONTH_HOURS = 744


def leaning_named(report: PersonalReport, name: str) -> Leaning | None:
    """“all”, “platform:…”, “contract:…” with an id or “kind:…” with its word; None where there is no such work."""
    if name == ALL:
        return leaning_on(report)
    said, _, part = name.partition(":")
    dimension = next((one for one in DIMENSIONS if one == said), None)
    return leaning_on(report, dimension, part) if dimension and part else None
