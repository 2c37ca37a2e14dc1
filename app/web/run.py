"""The running timer as Today shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from app import clock
from app.database import Connection
from app.http import quick_log
from app.language import Language
from app.records.timer import TimerPublic
from app.records.writer import WriterPublic
from app.store import terms
from app.web.book import Book, name_of
from app.web.dayline import Span
from app.web.labels import UNPAID, Options
from app.web.worth import by_the_hour, worth
from reports.money import Money

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Run:
    """What runs, since when, and what it is worth so far."""

    id: UUID
    revision: int
    started_at: str
    started: str
    name: str
    place: str
    clock: str
    title: str
    spoken: str
    so_far: str
    by_the_hour: str
    is_paid: bool
    category: str
    units: int
    kind: str
    contract: str
    is_named: bool
    is_doubtful: bool
    asks_at: str
    untouched: str
    trims: Options


def run_of(connection: Connection, me: WriterPublic, timer: TimerPublic, book: Book, words: Language) -> Run:
    """The card of a timer at this moment."""
    seconds = int(quick_log.elapsed(timer).total_seconds())
    made = pay_so_far(connection, me, timer, seconds, timer.units)
    hourly = by_the_hour(made, seconds) if made else None
    name = name_of(timer, book, words)
    is_forgotten = quick_log.may_be_forgotten(timer)
    return Run(
        id=timer.id,
        revision=timer.revision,
        started_at=timer.started_at.isoformat(),
        started=started_words(timer, me, words),
        name=name,
        place=book.place(timer.contract_id, timer.platform_id, beside=name),
        clock=f"{seconds // HOUR}:{seconds // 60 % 60:02d}:{seconds % 60:02d}",
        title=f"{seconds // HOUR}:{seconds // 60 % 60:02d}",
        spoken=words.duration(seconds),
        so_far=words.money(made.major, made.currency) if made else "",
        by_the_hour=words.money(hourly.major, hourly.currency) if hourly else "",
        is_paid=timer.is_paid,
        category=words(UNPAID[timer.unpaid_category]) if timer.unpaid_category else "",
        units=timer.units or 0,
        kind=timer.kind or "",
        contract=str(timer.contract_id or ""),
        is_named=bool(timer.kind or timer.contract_id or timer.unpaid_category),
        is_doubtful=timer.is_clock_doubtful,
        asks_at=quick_log.asks_at(timer).isoformat(),
        untouched=words.duration(seconds) if is_forgotten else "",
        trims=_trims(timer, me, seconds, words) if is_forgotten else [],
    )


def pay_so_far(
    connection: Connection, me: WriterPublic, timer: TimerPublic, seconds: int | None, units: int | None
) -> Money | None:
    """What so much of it is worth by its terms; None when it is unpaid or they do not say."""
    if not timer.is_paid or timer.contract_id is None:
        return None
    day = quick_log.day_of(timer.started_at, timer.zone)
    return worth(terms.in_force(connection, me.id, timer.contract_id, day), seconds, units)


def span_of(timer: TimerPublic, me: WriterPublic) -> Span | None:
    """What runs as a part of today's line; None when it belongs to an earlier day."""
    if quick_log.day_of(timer.started_at, timer.zone) != clock.today(me.zone):
        return None
    return Span(timer.started_at, timer.started_at + quick_log.elapsed(timer), timer.is_paid)


def started_words(timer: TimerPublic, me: WriterPublic, words: Language) -> str:
    """“9:18”, with its day when that is not today; where she is now."""
    local = timer.started_at.astimezone(ZoneInfo(me.zone))
    time = words.clock(local)
    if local.date() == clock.today(me.zone):
        return time
    return words("{day}, {time}", day=words.day(local.date(), year=False), time=time)


def _trims(timer: TimerPublic, me: WriterPublic, seconds: int, words: Language) -> Options:
    """Lengths it may really have had: up to the last touch, and round ones that are shorter."""
    options: Options = []
    until_touch = int((timer.touched_at - timer.started_at).total_seconds())
    if until_touch >= 60:
        local = timer.touched_at.astimezone(ZoneInfo(me.zone))
        length = words.duration(until_touch)
        options.append(
            (
                f"{until_touch // 60} min",
                words("{length}, until {time}", length=length, time=words.clock(local)),
            )
        )
    options += [
        (f"{hours} h", words.duration(hours * HOUR))
        for hours in (1, 2, 4)
        if hours * HOUR < seconds and hours * 60 != until_touch // 60
    ]
    return options


def earlier_starts(words: Language) -> Options:
    """Steps by which a start is put right, as minutes and words."""
    return [
        *((str(minutes), words("{minutes} min earlier", minutes=minutes)) for minutes in (5, 15, 30, 60)),
        ("-5", words("5 min later")),
    ]


def moved(timer: TimerPublic, minutes: int) -> dt.datetime:
    """Its start so many minutes earlier; never after now."""
    return min(timer.started_at - dt.timedelta(minutes=minutes), clock.now())
