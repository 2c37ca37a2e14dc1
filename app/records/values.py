"""The kinds of value a row may hold: bounded, tidy, and strict about numbers.

`…OrNone` are types of their own because a column's type and length stand on the outermost annotation.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from babel.numbers import is_currency
from pydantic import AfterValidator, BeforeValidator, Strict, StringConstraints
from sqlalchemy import BigInteger
from sqlmodel import Field

from reports.money import MAXIMUM_MINOR

LONGEST_TASK_SECONDS = 31 * 24 * 3600
LONGEST_PROMISE_SECONDS = 366 * 24 * 3600
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)

# Controls that nobody sees: soft hyphens, spaces of no width, turns of direction, and the tags that make a flag of a
# black one, except behind such a flag.
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
_UNSEEN = re.compile(
    rf"({_FLAG})|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# The two joiners shape the letters of some scripts, and emoji made of several; elsewhere they are nothing.
_NEEDLESS_JOINERS = re.compile(r"(?<![^\x00-\x7f\s\u200c\u200d])[\u200c\u200d]+")
# What fills a place and shows nothing: on its own it is no name.
_BLANKS = re.compile(
    r"[\s\u034f\u115f\u1160\u17b4\u17b5\u200c\u200d\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]*"
)
#: Entries of the list of time zones that are the place of no writer.
_NO_PLACES = frozenset({"Factory", "localtime"})


class Answer(StrEnum):
    """What a writer says where “I do not know” is an answer too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """How a row came here; from memory weighs less than the timer."""

    TIMER = "timer"
    SAME_DAY = "same_day"
    FROM_MEMORY = "from_memory"
    IMPORT = "import"
    API = "api"


def tidy(value: Any) -> Any:
    """Compose accents (NFC), trim, and take out what has no shape, except line breaks and tabs."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def tidy_line(value: Any) -> Any:
    """The same on one line, with single spaces, without what nobody can see; nothing where that is all."""
    if not isinstance(value, str):
        return value
    text = " ".join(tidy(value).split())
    if text.isascii():
        return text
    seen = _NEEDLESS_JOINERS.sub("", _UNSEEN.sub(r"\1", text))
    return "" if _BLANKS.fullmatch(seen) else " ".join(seen.split())


def _or_none(value: Any) -> Any:
    return None if value == "" else value


@cache
def _named_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # it reads the disk


@cache
def known_zones() -> frozenset[str]:
    """Every time zone a writer may choose."""
    return _named_zones() - _NO_PLACES


@cache
def offered_zones() -> tuple[str, ...]:
    """Those a list offers, by the names people know: places, no abbreviations."""
    return tuple(sorted(zone for zone in known_zones() if "/" in zone and not zone.startswith("Etc/")))


def _named_zone(value: str | None) -> str | None:
    if value is not None and value not in _named_zones():
        raise ValueError(f"“{value}” is no time zone we know.")
    return value


def _known_zone(value: str) -> str:
    if value not in known_zones():
        raise ValueError(f"“{value}” is no time zone we know.")
    return value


def _known_currency(value: str) -> str:
    if not is_currency(value):
        raise ValueError(f"“{value}” is no currency we know.")
    return value


_LINE = BeforeValidator(tidy_line)
_LINE_OR_NONE = BeforeValidator(lambda value: _or_none(tidy_line(value)))

Name = Annotated[str, Field(min_length=1, max_length=120), _LINE]
#: As it is kept: one that shows nothing was taken once.
KeptName = Annotated[str, Field(max_length=120), _LINE]
NameOrNone = Annotated[str | None, Field(max_length=120), _LINE_OR_NONE]
SentenceOrNone = Annotated[str | None, Field(max_length=500), _LINE_OR_NONE]
NoteOrNone = Annotated[
    str | None, Field(max_length=2000), BeforeValidator(lambda value: _or_none(tidy(value)))
]

Currency = Annotated[str, Field(min_length=3, max_length=3), StringConstraints(pattern=r"^[A-Z]{3}$"), _LINE]
CurrencyOrNone = Annotated[
    str | None, Field(max_length=3), StringConstraints(pattern=r"^[A-Z]{3}$"), _LINE_OR_NONE
]
KnownCurrency = Annotated[Currency, AfterValidator(_known_currency)]
Zone = Annotated[str, Field(max_length=64), _LINE, AfterValidator(_named_zone)]
KnownZone = Annotated[Zone, AfterValidator(_known_zone)]
ZoneOrNone = Annotated[str | None, Field(max_length=64), _LINE_OR_NONE, AfterValidator(_named_zone)]
DecimalTextOrNone = Annotated[
    str | None,
    Field(max_length=24),
    StringConstraints(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,10})?$"),
    _LINE_OR_NONE,
]

Amount = Annotated[int, Field(ge=-MAXIMUM_MINOR, le=MAXIMUM_MINOR, sa_type=BigInteger), Strict()]
PriceOrNone = Annotated[int | None, Field(ge=0, le=MAXIMUM_MINOR, sa_type=BigInteger), Strict()]
AmountOrNone = Annotated[int | None, Field(ge=-MAXIMUM_MINOR, le=MAXIMUM_MINOR, sa_type=BigInteger), Strict()]

SecondsOrNone = Annotated[int | None, Field(ge=0, le=LONGEST_TASK_SECONDS), Strict()]
PromiseOrNone = Annotated[int | None, Field(ge=0, le=LONGEST_PROMISE_SECONDS), Strict()]
CountOrNone = Annotated[int | None, Field(ge=0, le=10_000_000), Strict()]
AtLeastOneOrNone = Annotated[int | None, Field(ge=1, le=10_000_000), Strict()]
DaysOrNone = Annotated[int | None, Field(ge=0, le=3660), Strict()]
WeekdayOrNone = Annotated[int | None, Field(ge=0, le=6), Strict()]
TollOrNone = Annotated[int | None, Field(ge=1, le=5), Strict()]
MonthsOrNone = Annotated[int | None, Field(ge=1, le=120), Strict()]

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
DayOrNone = Annotated[date | None, Field(ge=FIRST_DAY, le=LAST_DAY)]
