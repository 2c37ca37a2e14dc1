"""The day as a line: each task as long as it took, one after the other, unpaid time hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.language import Language
from app.records.task import TaskPublic
from reports.charts.markup import percent

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Piece:
    """One task on the line."""

    x: str
    width: str
    is_paid: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark under the line."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The day's work so far."""

    seconds: int
    unpaid_seconds: int
    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    summary: str


def day_line(tasks: Sequence[TaskPublic], words: Language) -> DayLine | None:
    """The line of a day; None when no time was logged on it."""
    timed = [(task.seconds, task.is_paid) for task in tasks if task.seconds]
    total = sum(seconds for seconds, _ in timed)
    if not total:
        return None
    unpaid = sum(seconds for seconds, is_paid in timed if not is_paid)
    hours = max(4, -(-total // HOUR))
    summary = words(
        "{duration} logged today, {unpaid} of it unpaid",
        duration=words.duration(total),
        unpaid=words.duration(unpaid),
    )
    return DayLine(total, unpaid, tuple(_pieces(timed, hours * HOUR)), _ticks(hours, words), summary)


def _pieces(timed: Sequence[tuple[int, bool]], whole: int) -> list[Piece]:
    pieces, start = [], 0
    for seconds, is_paid in timed:
        pieces.append(Piece(percent(Fraction(start, whole)), percent(Fraction(seconds, whole)), is_paid))
        start += seconds
    return pieces


def _ticks(hours: int, words: Language) -> tuple[Tick, ...]:
    step = -(-hours // 6)
    marks = range(0, hours + 1, step)
    return tuple(
        Tick(percent(Fraction(mark, hours)), words("{hours} h", hours=mark), _anchor(mark, hours))
        for mark in marks
    )


def _anchor(mark: int, hours: int) -> str:
    return "start" if mark == 0 else "end" if mark == hours else "middle"
