"""Rows of a chart of a release that have nothing to draw: one by one where they are few, else in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from reports.wording import N_, Wording

#: So many are told one by one, with their names.
_FEW = 3


class Told(Protocol):
    """A row of a chart."""

    @property
    def is_whole(self) -> bool:
        """Whether it is of the whole cohort."""
        ...

    @property
    def text(self) -> str:
        """All of it in words."""
        ...

    @property
    def missing(self) -> str:
        """What is said where nothing is drawn; nothing where something is."""
        ...


Row = TypeVar("Row", bound=Told)


def rest_of(rows: Sequence[Row], words: Wording) -> tuple[tuple[Row, ...], str]:
    """The rows to draw, and a line on the others, which is empty without them; the whole cohort always stays."""
    missing = [row for row in rows if row.missing and not row.is_whole]
    if len(missing) <= _FEW:
        return tuple(rows), ""
    drawn = tuple(row for row in rows if row.is_whole or not row.missing)
    reasons = Counter(row.missing for row in missing)
    return drawn, "; ".join(_line(count, reason, words) for reason, count in reasons.items())


def in_words(finding: str, rows: Sequence[Told], rest: str) -> str:
    """A chart for those who cannot see it: its finding, its rows, the line on the others, and the whole cohort."""
    parts, whole = ([row.text for row in rows if row.is_whole is which] for which in (False, True))
    return f"{finding}. {'; '.join([*parts, *filter(None, [rest]), *whole])}."


def _line(count: int, reason: str, words: Wording) -> str:
    """“22 more: not shown, to protect privacy”."""
    return words(
        N_("{count} more: {reason}"), count=words.number(count), reason=reason[:1].lower() + reason[1:]
    )
