"""Which language a page speaks, and how it writes amounts, days and durations.

English is the source: a message is its own id. Other languages are gettext catalogues, compiled when first
used, so no compiled file is kept.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from reports.money import exponent, round_half_away
from reports.wording import N_, Wording

CATALOGUES = Path(__file__).parent / "locale"
# Code -> (its own name, the place whose way of writing numbers it uses): the writers work for US platforms.
LANGUAGES = {"en": ("English", "en_US"), "es": ("Español", "es_US")}
DEFAULT = "en"

_AMOUNT = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_HIDDEN = "•••"


@dataclass(frozen=True)
class Language(Wording):
    """One language; with `hides_amounts` amounts of money, and what gives them away, are dots. Nothing else changes."""

    code: str
    locale: Locale = field(repr=False)
    catalogue: gettext.NullTranslations = field(repr=False)
    hides_amounts: bool = False

    def __hash__(self) -> int:
        """By what tells languages apart; the rest follows from it, and hashing it takes long."""
        return hash((self.code, self.hides_amounts))

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        return LANGUAGES[self.code][0]

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with the values put in."""
        text = self.catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form for `count`, which is also put in as {count}."""
        form = self.catalogue.ngettext(one, many, count)
        if form in {one, many}:  # marked as two messages rather than as one with a plural
            form = self.catalogue.gettext(one if count == 1 else many)
        return form.format(**{"count": self.number(count), **values})

    def money(self, value: Fraction, currency: str, *, whole: bool = False) -> str:
        """“$1,918.10”, or “$1,918” when whole; the minus sign is U+2212."""
        digits = 0 if whole else exponent(currency)
        pattern = _money_pattern(digits, self.locale)
        text = _currency(round_half_away(value, digits), currency, pattern, self.locale)
        return _minus(self.veiled(text))

    def veiled(self, said: str) -> str:
        """What would give an amount away: while amounts are hidden its digits are dots too."""
        return _AMOUNT.sub(_HIDDEN, said) if self.hides_amounts else said

    def number(self, value: Fraction | int, digits: int = 0) -> str:
        """“1,234.5” with at most `digits` places, half away from zero."""
        rounded = round_half_away(Fraction(value), digits)
        return _minus(_decimal(rounded, "#,##0." + "#" * digits if digits else "#,##0", self.locale))

    def share(self, value: Fraction, digits: int = 0) -> str:
        """A share of 0 to 1 as per cent: “62%”."""
        rounded = round_half_away(value * 100, digits) / Decimal(100)
        places = "." + "0" * digits if digits else ""
        return _minus(_percent(rounded, f"#,##0{places}%", self.locale))

    def day(self, value: dt.date, *, year: bool = True) -> str:
        """“12 November 2026”, or “12 November” without the year."""
        return _date(value, self._pattern("d MMMM y" if year else "d MMMM"), self.locale)

    def weekday(self, value: dt.date) -> str:
        """“Thursday 12 November”."""
        return _date(value, self._pattern("EEEE d MMMM"), self.locale)

    def month(self, value: dt.date, *, year: bool = False, short: bool = True) -> str:
        """“Mar”, “March”, “Mar 2026”."""
        if year and not short:
            return _date(value, self._pattern("MMMM y"), self.locale)
        return _date(value, ("LLL" if short else "LLLL") + (" y" if year else ""), self.locale)

    def days(self, first: dt.date, last: dt.date, *, this_year: int | None = None) -> str:
        """“1 March to 31 October 2026”; days of `this_year` do without it."""
        end = self.day(last, year=first.year != last.year or last.year != this_year)
        if first == last:
            return end
        start = self.day(first, year=first.year != last.year)
        return self(N_("{first} to {last}"), first=start, last=end)

    def clock(self, value: dt.datetime) -> str:
        """“9:18”, the time of day of an instant that is in the writer's zone already."""
        return f"{value.hour}:{value.minute:02d}"

    def place(self, zone: str) -> str:
        """“Los Angeles”, the place a zone is named after."""
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def months(self, first: dt.date, last: dt.date) -> str:
        """“Mar to Oct 2026”."""
        end = self.month(last, year=True)
        if (first.year, first.month) == (last.year, last.month):
            return end
        start = self.month(first, year=first.year != last.year)
        return self(N_("{start} to {end}"), start=start, end=end)

    def duration(self, seconds: int) -> str:
        """“1 h 20 min”, rounded to whole minutes; what is less than one is not called none."""
        if 0 < seconds < 60:
            return self(N_("under 1 min"))
        hours, minutes = divmod((seconds + 30) // 60, 60)
        if not hours:
            return self(N_("{minutes} min"), minutes=minutes)
        if not minutes:
            return self(N_("{hours} h"), hours=self.number(hours))
        return self(N_("{hours} h {minutes} min"), hours=self.number(hours), minutes=minutes)

    def hours(self, value: Fraction) -> str:
        """“173 h 58 min”: hours of a person; a minus where there are fewer than none."""
        said = self.duration(int(round_half_away(abs(value) * 3600)))
        return _minus(f"-{said}") if value < 0 else said

    def currency_symbol(self, currency: str) -> str:
        """“$” for USD."""
        return str(self.locale.currency_symbols.get(currency, currency))

    def currency_name(self, currency: str) -> str:
        """“US dollars”, as it stands after “in”."""
        name = self.locale.currencies.get(currency, currency)
        return self(N_("US dollars")) if currency == "USD" else name

    def hiding(self, *, amounts: bool) -> Language:
        """The same language, amounts shown or hidden."""
        return replace(self, hides_amounts=amounts)

    def _pattern(self, english: str) -> str:
        return (
            english.replace("d MMMM", "d 'de' MMMM").replace("MMMM y", "MMMM 'de' y")
            if self.code == "es"
            else english
        )


# A page says hundreds of numbers and days, and after a change nearly all of them again.
@lru_cache(4096)
def _decimal(value: Decimal, pattern: str, locale: Locale) -> str:
    return format_decimal(value, pattern, locale)


@lru_cache(4096)
def _currency(value: Decimal, currency: str, pattern: str, locale: Locale) -> str:
    return format_currency(value, currency, pattern, locale, currency_digits=False)


@lru_cache
def _money_pattern(digits: int, locale: Locale) -> str:
    """How money is written there, with so many digits after the point."""
    pattern: str = locale.currency_formats["standard"].pattern
    return re.sub(r"\.0+", "." + "0" * digits if digits else "", pattern)


@lru_cache(4096)
def _percent(value: Decimal, pattern: str, locale: Locale) -> str:
    return format_percent(value, pattern, locale)


@lru_cache(4096)
def _date(value: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(value, pattern, locale)


def _minus(text: str) -> str:
    return text.replace("-", "\u2212")


def mid_sentence(text: str) -> str:
    """A sentence or a name of ours where others stand before it.

    >>> mid_sentence("Ended by me")
    'ended by me'
    """
    return text[:1].lower() + text[1:]


@lru_cache
def for_code(code: str) -> Language:
    """The language of a code; English when there is no such language."""
    known = code if code in LANGUAGES else DEFAULT
    return Language(known, Locale.parse(LANGUAGES[known][1]), _catalogue(known))


def _catalogue(code: str) -> gettext.NullTranslations:
    path = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def choose(stated: Iterable[str | None], accept_language: str = "") -> Language:
    """The first stated language there is, else the best of what the browser accepts, else English.

    >>> choose([None], "fr, es-MX;q=0.8, en;q=0.5").code
    'es'
    """
    for code in (*stated, *_accepted(accept_language)):
        if code in LANGUAGES:
            return for_code(code)
    return for_code(DEFAULT)


def _accepted(header: str) -> list[str]:
    wishes = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        wishes.append((-weight, place, tag.strip().partition("-")[0].lower()))
    return [tag for weight, _, tag in sorted(wishes) if weight]
