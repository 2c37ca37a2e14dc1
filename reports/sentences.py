"""A sentence with its values, said when there is a language to say it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from reports.wording import Wording

_MONEY = "amount"
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id and what fills its named places.

    Parameters
    ----------
    message
        For one thing where there is a `count`, for everything otherwise.
    values
        Name -> value. Days are written as days, a Fraction named “amount” as money of `currency`, any other
        Fraction as a number, all else as it stands (so a year keeps its four digits).
    many, count
        The form for more than one thing, and how many there are; both or neither.

    Examples
    --------
    >>> Sentence("Due on {due}.", {"due": date(2026, 3, 1)}).values["due"].year
    2026
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None
    count: int | None = None
    currency: str = "USD"

    def said(self, words: Wording) -> str:
        """The sentence in the language of `words`."""
        values = {name: self._said(name, value, words) for name, value in self.values.items()}
        if self.many is None or self.count is None:
            return words(self.message, **values)
        return words.plural(self.message, self.many, self.count, **values)

    def _said(self, name: str, value: object, words: Wording) -> object:
        if isinstance(value, date):
            return words.day(value)
        if isinstance(value, Fraction):
            is_money = name == _MONEY
            return words.money(value, self.currency) if is_money else words.number(value, _MOST_PLACES)
        return value
