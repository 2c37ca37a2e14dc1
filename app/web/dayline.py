"""The day as a line: work where it was on the clock, unpaid time hatched, and what runs now up to this moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.language import Language
from app.records.task import TaskPublic
from reports.charts.markup import percent

HOUR = 3600
LEAST_HOURS = 4


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
    """The day's work so far. `now` is where the running timer has come to; `rest` says what has no clock time.

    `running_seconds` is what of it still runs: a phone that stops it counts its own length instead.
    """

    seconds: int
    unpaid_seconds: int
    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    summary: str
    now: str = ""
    rest: str = ""
    running_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Work from one moment to another."""

    start: dt.datetime
    end: dt.datetime
    is_paid: bool


def day_line(
    tasks: Sequence[TaskPublic], words: Language, *, zone: str, running: Span | None = None
) -> DayLine | None:
    """The line of a day; None when no time was logged on it. `running` is the timer, up to now."""
    timed = [task for task in tasks if task.seconds]
    lasts = _seconds(running) if running else 0
    total = sum(task.seconds or 0 for task in timed) + lasts
    if not total:
        return None
    unpaid = sum(task.seconds or 0 for task in timed if not task.is_paid)
    unpaid += lasts if running and not running.is_paid else 0
    spans = [
        Span(task.started_at, task.ended_at, task.is_paid)
        for task in timed
        if task.started_at and task.ended_at and task.started_at < task.ended_at
    ] + ([running] if running and lasts else [])
    if not spans:
        return _by_length(timed, words, total, unpaid)
    rest = sum(task.seconds or 0 for task in timed if not (task.started_at and task.ended_at))
    return _by_clock(
        sorted(spans, key=lambda span: span.start),
        words,
        ZoneInfo(zone),
        total=total,
        unpaid=unpaid,
        rest=rest,
        running=running,
    )


def _by_clock(
    spans: Sequence[Span],
    words: Language,
    zone: ZoneInfo,
    *,
    total: int,
    unpaid: int,
    rest: int,
    running: Span | None,
) -> DayLine:
    """Hours are counted in real time from a full hour on, so that a day of 23 or 25 of them is drawn as it was."""
    first = spans[0].start.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    start = first.astimezone(dt.UTC)
    last = max(span.end for span in spans)
    hours = max(LEAST_HOURS, -(-int((last - start).total_seconds()) // HOUR))
    whole = hours * HOUR

    def place(moment: dt.datetime) -> Fraction:
        return Fraction(int((moment - start).total_seconds()), whole)

    pieces = tuple(
        Piece(percent(place(span.start)), percent(place(span.end) - place(span.start)), span.is_paid)
        for span in spans
    )
    step = -(-hours // 6)
    ticks = tuple(
        Tick(
            percent(Fraction(mark, hours)),
            _hour((start + dt.timedelta(hours=mark)).astimezone(zone)),
            _anchor(mark, hours),
        )
        for mark in range(0, hours + 1, step)
    )
    said = "; ".join(_said(span, words, zone, is_now=span is running) for span in spans)
    return DayLine(
        total,
        unpaid,
        pieces,
        ticks,
        said,
        now=percent(place(running.end)) if running else "",
        rest=words("{duration} of it without a time of day", duration=words.duration(rest)) if rest else "",
        running_seconds=_seconds(running) if running else 0,
    )


def _said(span: Span, words: Language, zone: ZoneInfo, *, is_now: bool) -> str:
    kind = words("paid") if span.is_paid else words("unpaid")
    start, end = words.clock(span.start.astimezone(zone)), words.clock(span.end.astimezone(zone))
    if is_now:
        return words("{kind} from {start} until now", kind=kind, start=start)
    return words("{kind} from {start} to {end}", kind=kind, start=start, end=end)


def _by_length(timed: Sequence[TaskPublic], words: Language, total: int, unpaid: int) -> DayLine:
    """No clock time is known: one task after the other, as long as it took."""
    hours = max(LEAST_HOURS, -(-total // HOUR))
    pieces, begins = [], 0
    for task in timed:
        lasts = task.seconds or 0
        x, width = percent(Fraction(begins, hours * HOUR)), percent(Fraction(lasts, hours * HOUR))
        pieces.append(Piece(x, width, task.is_paid))
        begins += lasts
    summary = words(
        "{duration} logged today, {unpaid} of it unpaid",
        duration=words.duration(total),
        unpaid=words.duration(unpaid),
    )
    step = -(-hours // 6)
    ticks = tuple(
        Tick(percent(Fraction(mark, hours)), words("{hours} h", hours=mark), _anchor(mark, hours))
        for mark in range(0, hours + 1, step)
    )
    return DayLine(total, unpaid, tuple(pieces), ticks, summary)


def _seconds(span: Span) -> int:
    return max(0, int((span.end - span.start).total_seconds()))


def _hour(moment: dt.datetime) -> str:
    """“7”, or “7:30” where a zone moved its clocks by half an hour."""
    return f"{moment.hour}:{moment.minute:02d}" if moment.minute else str(moment.hour)


def _anchor(mark: int, hours: int) -> str:
    return "start" if mark == 0 else "end" if mark == hours else "middle"
