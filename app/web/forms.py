"""What people type, read: amounts, durations, days, choices. Every mishap is a sentence beside its field.

A `Form` keeps what was typed, so that a page with problems shows it again. Reading goes on after the first
problem: all of them are shown at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.numbers import is_currency
from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from app.http.quick_log import LONGER_THAN_A_DAY
from app.http.sentences import TOO_LONG, refusals_of
from app.records.values import FIRST_DAY, LAST_DAY, known_zones, tidy, tidy_line
from reports.money import Money, MoneyError, exponent, round_half_away
from reports.wording import N_

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

#: What stands in a field of money while amounts are hidden, and the field behind it that keeps the amount.
MASK, BEHIND = "•••", "-behind"
LONGEST_NAME = 120
LONGEST_NOTE = 2000
LONGEST_DAY_SECONDS = 24 * 3600
LONGEST_WEEK_SECONDS = 7 * LONGEST_DAY_SECONDS

# Hiding is for people who look on, not for the writer's own browser: letters for digits are enough.
_TO_LETTERS = str.maketrans("0123456789", "abcdefghij")
_TO_DIGITS = str.maketrans("abcdefghij", "0123456789")
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": "", "\u202f": "", " ": "", "'": "", "\u2019": ""})
_DOLLARS = "US|CA|AU|NZ|MX|HK|SG|C|A|R|S"
_MARK = rf"(?:(?:{_DOLLARS})?\$|[€£¥₹₱]|KR|RS|[A-Z]{{3}}(?![A-Z]))"
_MARKED = re.compile(rf"(?P<before>{_MARK}*)(?P<typed>[^A-Z$€£¥₹₱]*)(?P<after>{_MARK}*)")
_CODES = re.compile(r"[A-Z]{3}")
_GROUPED = re.compile(
    r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](?P<part>\d*))?"
)
_PLAIN = re.compile(r"(?P<sign>-?)(?P<whole>\d*)(?:[.,](?P<part>\d*))?")
# 1.5 alone is refused: it may well mean hours.
_MINUTES = re.compile(r"(\d+(?:\.\d+(?=m))?)(?:m|min|mins|minutes?|minutos?)?")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{0,6})?|\.\d{1,6}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,10})?")
_CLOCK = re.compile(r"(\d+):([0-5]\d)")
_EXACT = re.compile(
    r"(?:(\d+)(?:h|hrs?|hours?|horas?))?(?:(\d+)(?:m|min|mins|minutes?|minutos?))?(\d+)(?:s|secs?|seconds?|segundos?)"
)
_HOURS = re.compile(r"(\d+(?:\.\d+)?)(?:h|hrs?|hours?|horas?)(?:(\d+)(?:m|min|mins|minutes?|minutos?)?)?")


class FieldError(ValueError):
    """A value that cannot be read; its text is a message id."""


def read_amount(text: str, currency: str) -> int:
    """Minor units of a typed amount; a currency's sign or code beside it is passed over.

    The last comma or point is the decimal sign, unless three digits follow a comma: that groups thousands.

    >>> [read_amount(text, "USD") for text in ("$1,234.50", "1234,50", "1.234,5", "1,234", "-3")]
    [123450, 123450, 123450, 123400, -300]
    """
    if MASK[0] in text:
        raise FieldError(N_("Amounts are hidden. Clear this field to write another amount."))
    typed = _unmarked(text.upper().translate(_SIGNS))
    match = _GROUPED.fullmatch(typed) or _PLAIN.fullmatch(typed)
    if match is None or not (match["whole"] or match["part"]):
        raise FieldError(N_("Write the amount in digits, like 12.75."))
    whole, part = re.sub("[.,]", "", match["whole"]) or "0", (match["part"] or "").rstrip("0")
    if len(part) > exponent(currency):
        raise FieldError(N_("That amount has too many digits after the point."))
    try:
        return Money.from_text(f"{match['sign']}{whole}.{part or 0}", currency).minor
    except MoneyError:
        raise FieldError(N_("That amount is too large.")) from None


def _unmarked(typed: str) -> str:
    """Without the signs and codes of currencies around it; "about 40" has words around it and stays."""
    # A minus stands before or behind the sign.
    minus = "-" if typed.startswith("-") else ""
    found = _MARKED.fullmatch(typed.removeprefix("-"))
    if found is None:
        return typed
    marks = re.sub(rf"(?:{_DOLLARS})?\$", "", found["before"]) + " " + found["after"]
    if not all(is_currency(code) for code in _CODES.findall(marks)):
        return typed
    return minus + found["typed"]


def read_duration(text: str) -> int:
    """Seconds of a typed duration; a bare number is minutes.

    >>> [read_duration(text) // 60 for text in ("45", "45m", "1h20", "1:20", "1.5h", "1,5 h", "90 min")]
    [45, 45, 80, 80, 90, 90, 90]
    >>> read_duration("15 s"), read_duration("12 min 5 s")
    (15, 725)
    """
    typed = re.sub(r"\s+", "", text.lower()).replace(",", ".")
    if match := _CLOCK.fullmatch(typed):
        seconds = Fraction(int(match[1]) * 3600 + int(match[2]) * 60)
    elif match := _MINUTES.fullmatch(typed):
        seconds = Fraction(match[1]) * 60
    elif match := _HOURS.fullmatch(typed):
        seconds = Fraction(match[1]) * 3600 + int(match[2] or 0) * 60
    elif match := _EXACT.fullmatch(typed):
        seconds = Fraction(int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3]))
    else:
        raise FieldError(N_("Write the time like 45, 1h20 or 1:20."))
    if seconds <= 0:
        raise FieldError(N_("The time must be more than nothing."))
    return int(round_half_away(seconds))


def read_day(text: str) -> dt.date:
    """A day written 2026-11-12, as the browser's own day field sends it."""
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise FieldError(N_("Write the day like 2026-11-12.")) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FieldError(N_("Please check the year."))
    return day


def read_instant(text: str, zone: str) -> dt.datetime:
    """An instant written 2026-11-12T09:18 by the clock of a zone, as the browser's own field sends it.

    An hour that comes twice, when clocks go back, is taken for the first one.
    """
    try:
        local = dt.datetime.fromisoformat(text.strip().replace(" ", "T"))
    except ValueError:
        raise FieldError(N_("Write the day and the time like 2026-11-12 09:18.")) from None
    if local.tzinfo is not None or "T" not in text.strip().replace(" ", "T"):
        raise FieldError(N_("Write the day and the time like 2026-11-12 09:18."))
    if not FIRST_DAY <= local.date() <= LAST_DAY:
        raise FieldError(N_("Please check the year."))
    instant = local.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        raise FieldError(N_("Clocks went forward then: that time did not come."))
    return instant


def read_number(text: str) -> Decimal:
    """A plain number that is not negative, with a point or a comma: "12.5", "12,5"."""
    typed = text.strip().replace(",", ".")
    if typed.startswith("-") and _NUMBER.fullmatch(typed[1:]):
        raise FieldError(N_("It has to be 0 or more."))
    # No exponents: 1e-999999999 is a short way to write a gigabyte of noughts.
    if not _NUMBER.fullmatch(typed):
        raise FieldError(N_("Write a number, like 12.5."))
    return Decimal(typed)


def read_hours(text: str) -> int:
    """Seconds of a number of hours; two digits after the point are whole seconds, six are a second we wrote.

    >>> [read_hours(text) for text in ("12,5", "0.25", "0.000278")]
    [45000, 900, 1]
    """
    hours = read_number(text)
    seconds = Fraction(hours) * 3600
    if seconds.denominator != 1 and hours.as_tuple().exponent != -6:
        raise FieldError(N_("Write the hours like 12.5 or 12.25."))
    return int(round_half_away(seconds))


def typed_hours(seconds: int | None) -> str:
    """Hours as `read_hours` takes them.

    >>> typed_hours(45000), typed_hours(1), typed_hours(None)
    ('12.5', '0.000278', '')
    """
    if seconds is None:
        return ""
    hours = Decimal(seconds) / 3600
    return f"{hours.normalize():f}" if seconds % 36 == 0 else f"{hours:.6f}"


def typed_duration(seconds: int | None) -> str:
    """A duration as one types it; seconds that are no whole minutes stay.

    >>> typed_duration(4800), typed_duration(1500), typed_duration(90)
    ('1:20', '25', '1 min 30 s')
    """
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if rest:
        parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
        return " ".join(f"{count} {unit}" for count, unit in parts if count)
    return f"{hours}:{minutes:02d}" if hours else str(minutes)


def typed_amount(minor: int | None, currency: str | None) -> str:
    """An amount as one types it."""
    return "" if minor is None else str(Money(minor, currency or "USD"))


def typed_instant(instant: dt.datetime | None, zone: str) -> str:
    """An instant by the clock of a zone, as `read_instant` takes it."""
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local.isoformat(timespec="seconds" if local.second or local.microsecond else "minutes")


def typed_answer(said: bool | None) -> str:  # noqa: FBT001 - it is the value itself
    """Yes, no, or nothing said."""
    return "" if said is None else "yes" if said else "no"


class Form:
    """The typed values of one form, and the problems found while reading them."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values: dict[str, str] = dict(values or {})
        self.lists: dict[str, list[str]] = {}
        self.problems: dict[str, str] = {}
        self.typed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: FormData) -> Form:
        """From a submitted form; files are not for here."""
        form = cls()
        for name, value in data.multi_items():
            if isinstance(value, str):
                form.values[name] = value  # of a field sent twice, the last one
                form.lists.setdefault(name, []).append(value)
        masked = {
            name: form.values[name + BEHIND].translate(_TO_DIGITS)
            for name, value in form.values.items()
            if value.strip() == MASK and name + BEHIND in form.values
        }
        form.typed = frozenset(form.values) - masked.keys()
        form.values |= masked
        return form

    def __getitem__(self, name: str) -> str:
        """What was typed, for showing it again; nothing when nothing was."""
        return self.values.get(name, "")

    def count_wrong(self, names: Iterable[str]) -> int:
        """How many of these fields have a problem."""
        return sum(name in self.problems for name in names)

    def count_filled(self, names: Iterable[str]) -> int:
        """How many of these fields say something."""
        return sum(bool(self[name].strip()) for name in names)

    def hides(self, name: str) -> bool:
        """Whether this amount is to be masked while amounts are hidden: it is there, and was not just typed."""
        return bool(self[name]) and name not in self.typed

    def behind(self, name: str) -> str:
        """A masked amount, so that saving the form leaves it as it is; no digit of it can be read on the page."""
        return self[name].translate(_TO_LETTERS)

    def text(self, name: str, *, required: str = "", longest: int = LONGEST_NAME) -> str | None:
        """Trimmed text, or None; `required` is the sentence when it is missing."""
        return self._read(name, lambda typed: tidy_line(typed) or None, required, longest)

    def lines(self, name: str, *, longest: int = LONGEST_NOTE) -> str | None:
        """Text of several lines, or None."""
        return self._read(name, lambda typed: tidy(typed) or None, "", longest)

    def yes_or_no(self, name: str) -> bool | None:
        """Yes, no, or nothing said."""
        said = self.choice(name, ("yes", "no"))
        return None if said is None else said == "yes"

    def currency(self, name: str, otherwise: str) -> str:
        """A currency's code; `otherwise` where nothing was typed or it is none, which is then a problem."""

        def code(typed: str) -> str:
            if not re.fullmatch(r"[A-Z]{3}", typed.upper()):
                raise FieldError(N_("Three letters, such as USD."))
            if not is_currency(typed.upper()):
                raise FieldError(N_("We do not know this currency."))
            return typed.upper()

        return self._read(name, code) or otherwise

    def zone(self, name: str) -> str | None:
        """A time zone's name, or None."""

        def known(typed: str) -> str:
            if typed not in known_zones():
                raise FieldError(N_("Write a zone like America/Los_Angeles."))
            return typed

        return self._read(name, known)

    def instant(self, name: str, zone: str) -> dt.datetime | None:
        """An instant by the clock of a zone, or None."""
        return self._read(name, lambda typed: read_instant(typed, zone))

    def choice(self, name: str, choices: Collection[str], *, required: str = "") -> str | None:
        """One of `choices`, or None."""

        def chosen(typed: str) -> str:
            if typed not in choices:
                raise FieldError(N_("Please choose one of these."))
            return typed

        return self._read(name, chosen, required)

    def amount(
        self, name: str, currency: str, *, required: str = "", negative: bool = False, zero: bool = True
    ) -> int | None:
        """Minor units, or None."""

        def minor(typed: str) -> int:
            amount = read_amount(typed, currency)
            if amount < 0 and not negative:
                raise FieldError(N_("This amount cannot be less than nothing."))
            if not amount and not zero:
                raise FieldError(N_("An amount of zero is no payment. Write what was paid."))
            return amount

        return self._read(name, minor, required)

    def shown_currency(self, name: str, otherwise: str) -> str:
        """The currency typed, for the sign beside an amount; nothing is refused here."""
        typed = self[name].strip().upper()
        return typed if typed.isascii() and is_currency(typed) else otherwise

    def chosen(self, name: str) -> UUID | None:
        """The id of what was chosen from a list, or None; what is no id was not on the list."""
        typed = self[name].strip()
        found = uuid_of(typed)
        if typed and found is None:
            self.refuse([(name, N_("Please choose one of these."))])
        return found

    def rate(self, name: str) -> str | None:
        """A rate of exchange as text, more than nothing, or None."""

        def rate(typed: str) -> str:
            text = typed.replace(",", ".")
            if not _RATE.fullmatch(text) or not Decimal(text):
                raise FieldError(N_("Write the rate like 0.9215."))
            return text

        return self._read(name, rate)

    def duration(
        self,
        name: str,
        *,
        required: str = "",
        longest: int = LONGEST_DAY_SECONDS,
        too_long: str = LONGER_THAN_A_DAY,
    ) -> int | None:
        """Seconds, or None."""

        def seconds(typed: str) -> int:
            length = read_duration(typed)
            if length > longest:
                raise FieldError(too_long)
            return length

        return self._read(name, seconds, required)

    def day(self, name: str, *, required: str = "", latest: dt.date | None = None) -> dt.date | None:
        """A day, or None; not after `latest` where that is given."""

        def day(typed: str) -> dt.date:
            found = read_day(typed)
            if latest is not None and found > latest:
                raise FieldError(N_("That day has not come yet."))
            return found

        return self._read(name, day, required)

    def worked_day(self, today: dt.date) -> dt.date | None:
        """The day of Today / Yesterday / Other day, with its own field `other_day`."""
        said = self["day"] or "today"
        if said == "other":
            return self.day("other_day", required=N_("Which day was it?"), latest=today)
        return today - dt.timedelta(days=1) if said == "yesterday" else today

    def whole(self, name: str, *, least: int = 0, most: int = 1_000_000) -> int | None:
        """A whole number from `least` to `most`, or None."""

        def whole(typed: str) -> int:
            if not typed.isascii() or not typed.isdecimal() or not least <= int(typed) <= most:
                raise FieldError(N_("Write a whole number, like 12."))
            return int(typed)

        return self._read(name, whole)

    def number(self, name: str) -> Decimal | None:
        """A number, 0 or more, or None."""
        return self._read(name, read_number)

    def hours_of_week(self, name: str) -> int | None:
        """Seconds of so many hours a week, or None."""

        def seconds(typed: str) -> int:
            hours = read_hours(typed)
            if hours > LONGEST_WEEK_SECONDS:
                raise FieldError(N_("A week has 168 hours."))
            return hours

        return self._read(name, seconds)

    def make(self, model: type[M], **values: Any) -> M | None:
        """The record of what was read; what it refuses stands beside the field of that name."""
        try:
            return model(**values)
        except ValidationError as error:
            self.refuse(refusals_of(error, "form"))
            return None

    def refuse(self, fields: Iterable[tuple[str, str]]) -> None:
        """Add problems found elsewhere; the first of a field stays."""
        for name, message in fields:
            self.problems.setdefault(name, message)

    def _read(
        self, name: str, read: Callable[[str], T | None], required: str = "", longest: int = LONGEST_NAME
    ) -> T | None:
        """What a field says, or None; why it cannot be read is kept beside it."""
        # What has no shape is no text: a field of nothing but what nobody sees is an empty one.
        typed = tidy(self[name])
        if not tidy_line(typed):
            self.refuse([(name, required)] if required else [])
            return None
        try:
            return read(_refuse_long(typed, longest))
        except FieldError as error:
            self.refuse([(name, str(error))])
            return None


async def submitted_form(request: Request) -> Form:
    """The form that was sent."""
    return Form.of(await request.form())


SubmittedForm = Annotated[Form, Depends(submitted_form)]


def day_of(text: str) -> dt.date | None:
    """The day that was written, or None."""
    try:
        return read_day(text)
    except FieldError:
        return None


def instant_of(text: str) -> dt.datetime | None:
    """The aware instant that an address of ours carries, or None."""
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def uuid_of(text: str) -> UUID | None:
    """The id that was written, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _refuse_long(typed: str, longest: int) -> str:
    if len(typed) > longest:
        raise FieldError(TOO_LONG[longest])
    return typed
