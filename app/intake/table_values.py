"""Cells of a pasted table as values: days, times, lengths, amounts; each in the way of writing that was chosen."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from reports.money import Money, MoneyError, exponent, round_half_away
from reports.wording import N_

#: How days are written when figures alone say them.
DAY_ORDERS = ("mdy", "dmy", "ymd")
#: The decimal sign.
NUMBER_SIGNS = ("point", "comma")
#: What a bare number is as a length of time.
LENGTH_UNITS = ("minutes", "hours")

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2199, 12, 31)

_FIGURES = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\.?", re.ASCII)
_NAMED = re.compile(
    r"(?:[a-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)?(?: de)? ([a-z]+)\.?|([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?),?(?: de)? (\d{4})"
)
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:\.\d+)?)? ?([ap])?\.?m?\.?(?:z|utc)?", re.ASCII)
_CLOCK = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?", re.ASCII)
_PARTS = re.compile(
    r"(?:(\d+(?:[.,]\d+)?) ?h(?:rs?|ours?|oras?)?)? ?(?:(\d+(?:[.,]\d+)?) ?m(?:ins?|inutes?|inutos?)?)? ?(?:(\d+) ?s(?:ecs?|econds?|egundos?)?)?",
    re.ASCII,
)
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        1,
    )
    for name in names.split()
}
_SIGN_OF = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₱": "PHP"}
_YES = frozenset("yes y true 1 paid x billable si s verdadero pagado".split())
_NO = frozenset("no n false 0 unpaid nonbillable falso impagado".split())


class Unread(ValueError):
    """A cell that cannot be read; its text is a message id."""


def day_of(text: str, order: str) -> dt.date:
    """The day a cell says, the time of day after it left out.

    >>> [str(day_of(text, "mdy")) for text in ("11/2/2026", "2026-11-02T09:18:00Z", "Nov 2, 2026", "2 nov. 2026")]
    ['2026-11-02', '2026-11-02', '2026-11-02', '2026-11-02']
    """
    typed = _plain(text)
    if match := _NAMED.match(typed):
        named = _MONTHS.get(match[2] or match[3])
        if named:
            return _day(int(match[5]), named, int(match[1] or match[4]))
    match = _FIGURES.match(typed)
    if match is None or (match.end() < len(typed) and typed[match.end()] not in " t"):
        raise Unread(N_("“{value}” is no day we can read."))
    first, second, third = match.groups()
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    if order == "ymd" or len(third) == 3:
        raise Unread(N_("“{value}” does not begin with a year."))
    month, day = (first, second) if order == "mdy" else (second, first)
    return _day(int(third) + (2000 if len(third) < 3 else 0), int(month), int(day))


def order_of(cells: Iterable[str], usual: str = "mdy") -> tuple[str, bool]:
    """How days are written, and whether that is sure: only a day that is one in a single order tells it.

    >>> order_of(["11/02/2026", "31/11/2026"]), order_of(["11/02/2026", "30/11/2026"])
    (('mdy', False), ('dmy', True))
    """
    said = [match for cell in cells if (match := _FIGURES.match(_plain(cell)))]
    if said and all(len(match[1]) == 4 for match in said):
        return "ymd", True
    short = [match[0] for match in said if len(match[1]) < 3]
    votes = Counter(orders[0] for text in short if len(orders := _orders_of(text)) == 1)
    if votes["mdy"] != votes["dmy"]:
        return max(votes, key=lambda order: votes[order]), len(votes) == 1
    # Points between figures are how Europe writes days.
    points = any("." in text for text in short)
    return ("dmy" if points else usual), not short


def _orders_of(figures: str) -> list[str]:
    """In which orders some figures are a day of the calendar: both, one or none."""
    found = []
    for order in ("mdy", "dmy"):
        with suppress(Unread):
            day_of(figures, order)
            found.append(order)
    return found


def number_of(text: str, sign: str) -> Decimal:
    """A plain number; what groups thousands is passed over where it stands before three figures."""
    typed = text.replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")
    decimal, groups = (".", ",") if sign == "point" else (",", ".")
    pattern = rf"([-+]?)(\d{{1,3}}(?:[{groups}' ]\d{{3}})+|\d+)?(?:[{decimal}](\d*))?"
    match = re.fullmatch(pattern, typed.strip(), re.ASCII)
    if match is None or not (match[2] or match[3]) or len(typed) > 30:
        raise Unread(N_("“{value}” is no number we can read."))
    whole = re.sub(r"\D", "", match[2] or "0")
    return Decimal(f"{match[1]}{whole}.{match[3] or 0}")


def sign_of(cells: Iterable[str]) -> tuple[str, bool]:
    """The decimal sign of some amounts, and whether that is sure."""
    votes = {"point": 0, "comma": 0}
    for cell in cells:
        bare = re.sub(r"[^\d.,]", "", cell)
        last = max(bare.rfind("."), bare.rfind(","))
        if last >= 0 and (len(bare) - last - 1 != 3 or ("." in bare and "," in bare)):
            votes["point" if bare[last] == "." else "comma"] += 1
    if votes["comma"] > votes["point"]:
        return "comma", True
    return "point", votes["point"] > 0 or not any("," in cell for cell in cells if isinstance(cell, str))


def money_of(text: str, sign: str, currency: str) -> Money:
    """An amount with its currency: a sign or three letters in the cell win over `currency`; (5.00) is below nothing.

    >>> str(money_of("€1.234,50", "comma", "USD")), money_of("12 EUR", "point", "USD").currency
    ('1234.50', 'EUR')
    """
    typed = text.strip()
    own = next((code for mark, code in _SIGN_OF.items() if mark in typed), "")
    letters = _CURRENCY.search(typed)
    code = letters[0].upper() if letters else own or currency
    bare = re.sub(r"[A-Za-z]{2,3}\$?|[$€£¥₹₱]", "", typed).strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1].strip()}"
    number = number_of(bare, sign)
    places = exponent(code)
    if number != round_half_away(Fraction(number), places):
        raise Unread(N_("“{value}” has too many digits after the point."))
    try:
        return Money.from_text(f"{number:f}", code)
    except MoneyError:
        raise Unread(N_("“{value}” is too large.")) from None


def seconds_of(text: str, unit: str, sign: str) -> int:
    """Seconds of a length of time; a bare number is in `unit`.

    >>> [seconds_of(text, "hours", "point") for text in ("1:20", "0:30:15", "1h 2m 3s", "1.5", "90 min")]
    [4800, 1815, 3723, 5400, 5400]
    """
    typed = _plain(text)
    if match := _CLOCK.fullmatch(typed):
        found = Fraction(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0))
    elif (match := _PARTS.fullmatch(typed)) and any(match.groups()):
        hours, minutes, seconds = (Fraction((part or "0").replace(",", ".")) for part in match.groups())
        found = hours * 3600 + minutes * 60 + seconds
    else:
        number = number_of(typed, sign)
        found = Fraction(number) * (3600 if unit == "hours" else 60)
    if not 0 < found <= 31 * 86_400:
        raise Unread(N_("“{value}” is no length of time we can read."))
    return int(round_half_away(found))


def unit_of(name: str, cells: Sequence[str]) -> tuple[str, bool]:
    """What bare numbers of a length are, by the header or by their size, and whether that is sure."""
    header = _plain(name)
    if "min" in header:
        return "minutes", True
    if (
        any(word in header.split() for word in ("hours", "hrs", "h", "horas", "(h)", "hour"))
        or "hour" in header
    ):
        return "hours", True
    bare = [cell for cell in cells if re.fullmatch(r"\d+([.,]\d+)?", cell, re.ASCII)]
    is_hours = any(re.search(r"[.,]\d", cell) for cell in bare)
    return ("hours" if is_hours else "minutes"), not bare


def time_of(text: str) -> dt.time:
    """A time of day, “9:18”, “9:18 PM”, also behind a day."""
    typed = _plain(text).replace("t", " ").split(" ", 1)
    rest = (
        typed[1] if len(typed) > 1 and re.search(r"[-/.]", typed[0]) and ":" not in typed[0] else _plain(text)
    )
    match = _TIME.fullmatch(rest.strip())
    if match is None:
        raise Unread(N_("“{value}” is no time of day we can read."))
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        raise Unread(N_("“{value}” is no time of day we can read.")) from None


def truth_of(text: str) -> bool:
    """Yes or no."""
    typed = re.sub(r"[^a-z0-9]", "", _plain(text))
    if typed in _YES | _NO:
        return typed in _YES
    raise Unread(N_("“{value}” is neither yes nor no."))


def count_of(text: str) -> int:
    """A whole number from 0."""
    typed = text.strip()
    if not re.fullmatch(r"\d{1,7}", typed, re.ASCII):
        raise Unread(N_("“{value}” is no whole number."))
    return int(typed)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise Unread(N_("“{value}” is no day of the calendar, read like this.")) from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Unread(N_("“{value}”: please check the year."))
    return found


def _plain(text: str) -> str:
    """Small letters without accents, one space apart."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
