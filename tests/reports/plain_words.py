"""English as it stands in the code, for tests that need no catalogue."""

from __future__ import annotations

from fractions import Fraction

from reports.money import round_half_away
from reports.wording import Wording

_MONTHS = "January February March April May June July August September October November December".split()


class PlainWords(Wording):
    code = "en"

    __hash__ = object.__hash__

    def __call__(self, message, /, **values):
        return message.format(**values) if values else message

    def plural(self, one, many, count, /, **values):
        return (one if count == 1 else many).format(count=self.number(count), **values)

    def money(self, value, currency, *, whole=False):
        rounded = round_half_away(Fraction(value), 0 if whole else 2)
        sign = "\u2212" if rounded < 0 else ""
        return f"{sign}${abs(rounded):,}"

    def veiled(self, said):
        return said

    def number(self, value, digits=0):
        text = f"{round_half_away(Fraction(value), digits):,}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def share(self, value, digits=0):
        return f"{round_half_away(Fraction(value) * 100, digits)}%"

    def day(self, value, *, year=True):
        return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")

    def month(self, value, *, year=False, short=True):
        name = _MONTHS[value.month - 1]
        return (name[:3] if short else name) + (f" {value.year}" if year else "")

    def days(self, first, last):
        return f"{self.day(first, year=first.year != last.year)} to {self.day(last)}"
