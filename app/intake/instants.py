"""Times as export files write them, to whole seconds since 1970 (UTC).

Two ways of writing occur in the same files: Java's `Thu Nov 08 14:17:12 PST 2018` and
`2017-10-02 16:39:18 UTC`. Both have the seconds in the same place, so a minute is parsed once and its
seconds are added: real files hold many times and few minutes.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

# Abbreviations fix the offset themselves, summer time included. Where one has several meanings
# (CST, IST, BST) the meaning is the one of the zones the platforms' requesters work in.
_ZONES = {
    "": 0, "Z": 0, "UTC": 0, "GMT": 0, "UCT": 0, "WET": 0,
    "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5,
    "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_MONTHS = {
    name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_SECONDS = {f"{second:02}": second for second in range(60)}

_JAVA = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>[ \d]\d) (?P<clock>\d\d:\d\d:\d\d) (?P<zone>\S+) (?P<year>\d{4})"
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[ T](?P<clock>\d\d:\d\d:\d\d)(?:\.\d+)? ?(?P<zone>\S*)"
)
_OFFSET = re.compile(r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(text: str) -> int:
    """Seconds since 1970; a `ValueError` with a reason for anything that is not a time.

    >>> instant("Thu Nov 08 14:17:12 PST 2018") == instant("2018-11-08 22:17:12 UTC")
    True
    """
    try:
        return _minute(f"{text[:17]}00{text[19:]}") + _SECONDS[text[17:19]]
    except KeyError:
        raise ValueError(f"{quoted(text)} is not a time") from None
    except _UnknownZone:
        raise ValueError(f"the time zone of {quoted(text)} is not known") from None


class _UnknownZone(Exception):
    """A word after the time that names no zone we know."""


@lru_cache(maxsize=100_000)
def _minute(text: str) -> int:
    found = _JAVA.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if found is None:
        raise KeyError(text)
    month = found["month"]
    try:
        clock = datetime.strptime(
            f"{found['year']}-{_MONTHS.get(month, month)}-{found['day'].strip()} {found['clock']} +0000",
            "%Y-%m-%d %H:%M:%S %z",
        )
    except ValueError:
        raise KeyError(text) from None
    return seconds_since_1970(clock) - _offset(found["zone"])


def _offset(zone: str) -> int:
    """Seconds that a zone is ahead of UTC."""
    if zone in _ZONES:
        return int(3600 * _ZONES[zone])
    found = _OFFSET.fullmatch(zone)
    if found is None:
        raise _UnknownZone(zone)
    ahead = 3600 * int(found["hours"]) + 60 * int(found["minutes"] or 0)
    return ahead if found["sign"] == "+" else -ahead


def seconds_since_1970(moment: datetime) -> int:
    """Whole seconds of an aware datetime, without a float on the way."""
    return (moment - _EPOCH) // timedelta(seconds=1)


def moment(seconds: int) -> datetime:
    """The aware UTC datetime of seconds since 1970."""
    return _EPOCH + timedelta(seconds=seconds)


def quoted(text: str) -> str:
    """A value as an error shows it: in quotes, on one line, not too long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 40 else f"“{line[:39]}…”"
