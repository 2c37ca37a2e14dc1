"""A list of entries by month and day: every month has an address, and no month is cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from app.access import Viewer
from app.database import Connection
from app.language import Language
from app.store import searching
from app.store.searching import PAGE, Wanted
from app.web.book import Book, Entry, entry_of


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go on to."""

    label: str
    address: str
    count: int = 0
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class DayOfWork:
    """The entries of one day."""

    day: dt.date
    label: str
    length: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntryList:
    """The entries of one month, and the way to the others."""

    month: str
    count: int
    days: tuple[DayOfWork, ...]
    months: tuple[Link, ...]
    newer: Link | None
    older: Link | None
    pages: tuple[Link, ...]
    total: int


def entry_list(
    connection: Connection,
    viewer: Viewer,
    book: Book,
    wanted: Wanted,
    words: Language,
    *,
    path: str,
    asked: Mapping[str, str],
    with_place: bool = True,
) -> EntryList | None:
    """The month that is asked for, or the newest one; None where there is no such entry at all."""
    found = searching.months(connection, viewer, wanted)
    if not found:
        return None
    month, at = _month(found, asked.get("month", ""))
    count = found[at][1]
    page_count = -(-count // PAGE)
    page = _page(asked.get("page", ""), page_count)
    tasks = searching.of_month(connection, viewer, wanted, month, page=page)
    kept = {name: value for name, value in asked.items() if value and name not in {"month", "page"}}
    months = tuple(
        Link(
            words.month(first, year=True, short=False).capitalize(),
            _address(path, kept, month=f"{first:%Y-%m}"),
            number,
            is_here=first == month,
        )
        for first, number in found
    )
    days = []
    for day, of_day in groupby(tasks, key=lambda task: task.worked_on):
        listed = list(of_day)
        seconds = sum(task.seconds or 0 for task in listed)
        entries = tuple(entry_of(task, book, words, with_day=False, with_place=with_place) for task in listed)
        days.append(DayOfWork(day, words.weekday(day), words.duration(seconds) if seconds else "", entries))
    return EntryList(
        month=months[at].label,
        count=count,
        days=tuple(days),
        months=months,
        newer=months[at - 1] if at else None,
        older=months[at + 1] if at + 1 < len(months) else None,
        pages=tuple(
            Link(
                words("Page {number} of {all}", number=number, all=page_count),
                _address(path, kept, month=f"{month:%Y-%m}", page=str(number)),
                is_here=number == page,
            )
            for number in range(1, page_count + 1)
        )
        if page_count > 1
        else (),
        total=sum(number for _, number in found),
    )


def _month(found: list[tuple[dt.date, int]], asked: str) -> tuple[dt.date, int]:
    """The month asked for where it has entries, else the newest one."""
    for place, (first, _) in enumerate(found):
        if f"{first:%Y-%m}" == asked:
            return first, place
    return found[0][0], 0


def _page(asked: str, last: int) -> int:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), last)


def _address(path: str, kept: Mapping[str, str], **more: str) -> str:
    return f"{path}?{urlencode({**kept, **more})}#entries"
