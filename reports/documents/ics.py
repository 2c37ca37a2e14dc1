"""Whole days as a calendar that phones and laptops subscribe to (RFC 5545).

The format is old and strict: lines end with CR LF, none is longer than 75 octets, and a comma in a text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import category

LONGEST_LINE = 75  # octets, without the line end (section 3.1)
_UNSHOWN = {"Cc", "Cs"}  # control characters, halves of letters


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something that is on one day. `uid` is the same each time, so that a changed day moves and is not doubled."""

    uid: str
    day: date
    summary: str
    description: str = ""


def calendar_text(name: str, events: Iterable[DayEvent], as_of: date) -> str:
    r"""The events as one calendar, by day and then by id; the same events give the same text all day.

    Examples
    --------
    >>> text = calendar_text("Pay", [DayEvent("a@x", date(2026, 11, 14), "Rent, food")], date(2026, 11, 12))
    >>> [line for line in text.split(chr(13) + chr(10)) if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20261114', 'SUMMARY:Rent\\, food']
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(name)}//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"]
    for event in sorted(events, key=lambda event: (event.day, event.uid)):
        lines += _event(event, as_of)
    lines.append("END:VCALENDAR")
    return "".join(f"{line}\r\n" for whole in lines for line in folded(whole))


def _event(event: DayEvent, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy on a pay day
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""Text as a value (section 3.3.11): no control character, and what has a meaning of its own escaped.

    >>> print(escaped("a,b;c\\d" + chr(10) + "e"))
    a\,b\;c\\d\ne
    """
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(letter for letter in one_kind if letter == "\n" or category(letter) not in _UNSHOWN)
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each further one after a space; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
