"""A calendar as phones read it: lines, folds and escapes of RFC 5545, read back by a slow reader."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents.ics import LONGEST_LINE, DayEvent, calendar_text, escaped, folded

AS_OF = date(2026, 11, 12)


def lines_of(text: str) -> list[str]:
    """Content lines, unfolded (section 3.1)."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    """Section 3.3.11, letter by letter."""
    letters, found = iter(text), []
    for letter in letters:
        if letter == "\\":
            following = next(letters)
            found.append("\n" if following in "nN" else following)
        else:
            found.append(letter)
    return "".join(found)


def test_a_calendar_begins_and_ends_as_it_must_also_with_nothing_in_it() -> None:
    assert lines_of(calendar_text("Pay", [], AS_OF)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pay//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Pay",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "END:VCALENDAR",
    ]


def test_an_event_is_a_whole_day_that_makes_nobody_busy() -> None:
    event = DayEvent("one@pagerate", date(2026, 12, 31), "Pay expected", "Line one\nand two")
    assert lines_of(calendar_text("Pay", [event], AS_OF))[7:-1] == [
        "BEGIN:VEVENT",
        "UID:one@pagerate",
        "DTSTAMP:20261112T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Pay expected",
        "DESCRIPTION:Line one\\nand two",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_events_stand_in_the_order_of_their_days_however_they_come() -> None:
    events = [DayEvent(f"{day}@x", date(2026, 12, day), "Pay") for day in (9, 1, 5)]
    assert calendar_text("Pay", events, AS_OF) == calendar_text("Pay", events[::-1], AS_OF)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a,b;c", "a\\,b\\;c"),
        ("back\\slash", "back\\\\slash"),
        ("one\r\ntwo\rthree", "one\\ntwo\\nthree"),
        ("bell\x07 and \x00nul\x7f", "bell and nul"),
        ("colon: and “quotes”", "colon: and “quotes”"),
    ],
)
def test_what_has_a_meaning_of_its_own_is_escaped(text: str, value: str) -> None:
    assert escaped(text) == value


def test_a_text_cannot_begin_a_line_of_its_own() -> None:
    nasty = "x\r\nEND:VCALENDAR\r\nBEGIN:VEVENT"
    text = calendar_text(nasty, [DayEvent("u", AS_OF, nasty)], AS_OF)
    assert lines_of(text).count("END:VCALENDAR") == 1
    assert lines_of(text).count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize("length", [74, 75, 76, 148, 149, 150])
def test_lines_are_folded_at_75_octets(length: int) -> None:
    pieces = list(folded("x" * length))
    assert max(map(len, pieces)) <= LONGEST_LINE
    assert len(pieces) == 1 + max(0, length - 75 + 73) // 74
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == "x" * length


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_text_comes_back_and_no_line_is_too_long_or_cut_in_a_letter(text: str) -> None:
    whole = calendar_text("Pay", [DayEvent("u@x", AS_OF, text)], AS_OF)
    for line in whole.encode().split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode()
    [summary] = [line for line in lines_of(whole) if line.startswith("SUMMARY:")]
    assert unescaped(summary.removeprefix("SUMMARY:")) == text
