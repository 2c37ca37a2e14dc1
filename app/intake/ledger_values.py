"""One value of a ledger file: text of JSON to a Python value and back, or a sentence saying what is wrong.

Readers raise `Refusal` with a reason only; the file's reader adds where it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import available_timezones

from reports.frames import Column
from reports.money import Money, MoneyError

_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
# What PostgreSQL cannot store (NUL), what UTF-8 cannot write (lone surrogates), and other control characters.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_CURRENCY = re.compile("[A-Z]{3}")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RATE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,10})?")
_SOURCES = ("timer", "same_day", "from_memory", "import", "api")
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
_LARGEST_INTEGER, _LONGEST_TIME = 10_000_000, 366 * 86_400
_LONGEST_ID, _LONGEST_NAME, _LONGEST_KEY, _LONGEST_TEXT = 64, 120, 200, 2000


class Refusal(Exception):
    """A value that cannot be taken, and why; no full stop."""


def read_text(value: object, longest: int = _LONGEST_TEXT) -> str:
    """Read text that can be stored anywhere, by default at most 2,000 characters."""
    if not isinstance(value, str):
        raise Refusal(f"{shown(value)} is no text; put it in quotes")
    if not value.strip():
        raise Refusal("the text is empty; leave the key out instead")
    if len(value) > longest:
        raise Refusal(f"the text is longer than {longest:,} characters")
    if _UNSTORABLE.search(value):
        raise Refusal("the text holds a character that cannot be stored")
    return value


def read_name(value: object) -> str:
    """Read a name or a few words, at most 120 characters."""
    return read_text(value, _LONGEST_NAME)


def read_id(value: object) -> str:
    """Read an id: any text of 1 to 64 characters."""
    return read_text(value, _LONGEST_ID)


def read_day(value: object) -> date:
    """Read a calendar day, 2026-03-01."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return _in_reach(day)
    raise Refusal(f"{shown(value)} is no day; write it as 2026-03-01")


def _in_reach(day: date) -> date:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise Refusal(f"{day} is out of reach; days run from {_FIRST_DAY} to {_LAST_DAY}")
    return day


def read_instant(value: object) -> datetime:
    """Read an instant with its offset, 2026-03-01T09:00:00-08:00, as UTC."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            instant = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        else:
            _in_reach(instant.date())
            return instant
    raise Refusal(f"{shown(value)} is no instant; write it with its offset, as 2026-03-01T09:00:00-08:00")


def read_integer(value: object) -> int:
    """Read a whole number, written without quotes and without a point."""
    return _whole(value, _LARGEST_INTEGER)


def _whole(value: object, largest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal(f"{shown(value)} is no whole number; write it without quotes and without a point")
    if abs(value) > largest:
        raise Refusal(f"{shown(value)} is too large")
    return value


def read_seconds(value: object) -> int:
    """Read a length of time in whole seconds, 0 or more."""
    seconds = _whole(value, _LONGEST_TIME)
    if seconds < 0:
        raise Refusal(f"{seconds} is negative; a length of time is 0 or more seconds")
    return seconds


def read_yes_no(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Refusal(f"{shown(value)} is neither true nor false")
    return value


def read_amount(value: object, currency: str) -> int:
    """Read an amount of money, a decimal string in major units, as minor units."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Refusal(f"write the amount in quotes, “{value}”, so that no digit of it is lost")
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise Refusal(f"{shown(value)} is no amount; write it as “1234.50”")
    try:
        return Money.from_text(value, currency).minor
    except MoneyError as error:
        raise Refusal(str(error).rstrip(".")) from None


def write_amount(minor: int, currency: str) -> str:
    """Write minor units as a decimal string in major units with all digits of the currency."""
    return str(Money(minor, currency))


def read_currency(value: object) -> str:
    """Read a currency by its three letters (ISO 4217)."""
    if not isinstance(value, str) or not _CURRENCY.fullmatch(value):
        raise Refusal(f"{shown(value)} is no currency; write its three letters, as USD")
    return value


def read_zone(value: object) -> str:
    """Read the IANA name of a time zone."""
    if not isinstance(value, str) or value not in available_timezones():
        raise Refusal(f"{shown(value)} is no time zone; write its name, as America/Los_Angeles")
    return value


def read_language(value: object) -> str:
    """Read a language tag."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise Refusal(f"{shown(value)} is no language; write its letters, as en")
    return value


def read_rate(value: object) -> str:
    """Read a rate of exchange, a decimal string."""
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        raise Refusal(f"{shown(value)} is no rate; write it in quotes, as “1.0845”")
    return value


def read_source(value: object) -> str:
    """Read how a row came into the log."""
    if value not in _SOURCES:
        raise Refusal(f"{shown(value)} is none of {', '.join(_SOURCES)}")
    return str(value)


def read_source_key(value: object) -> str:
    """Read the key another program knows a row by."""
    return read_text(value, _LONGEST_KEY)


READERS: dict[str, Callable[[object], object]] = {
    "id": read_id,
    "text": read_name,
    "day": read_day,
    "instant": read_instant,
    "seconds": read_seconds,
    "integer": read_integer,
    "yes_no": read_yes_no,
}


def read(column: Column, value: object) -> object:
    """Read any value but money by the kind of its column, and hold it against the column's choices."""
    result = READERS[column.kind](value)
    if column.choices and result not in column.choices:
        raise Refusal(f"{shown(value)} is none of {', '.join(column.choices)}")
    return result


def write(value: object) -> object:
    """Write any value but money as JSON holds it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def shown(value: object) -> str:
    """Show a value in a sentence: short, and in our quotation marks."""
    return f"“{short(value if isinstance(value, str) else repr(value))}”"


def short(text: str) -> str:
    """Text for a sentence: 40 characters at most, and none that a terminal would obey."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"{printable[:40]}…" if len(printable) > 40 else printable
