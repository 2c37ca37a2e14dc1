"""The language of whoever reads, for what a shared dashboard says.

It speaks of the writer and never to her, writes amounts as exactly as they are told, and says no day where only months
may be told: a chart that would say one says its month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from reports.sharing.choices import Amounts, Choices
from reports.wording import N_, Wording

#: What charts and reasons say to the writer -> what others are told.
FOR_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "Per hour you worked": N_("Per hour worked"),
        "Your real hourly pay is {rate}": N_("Real hourly pay is {rate}"),
        "You earned {earned} and received {received}": N_("{earned} earned, {received} received"),
        "You worked on {days} of {whole}": N_("Work on {days} of {whole}"),
        "You worked on {days} of {whole}, {weekend} of them at a weekend": N_(
            "Work on {days} of {whole}, {weekend} of them at a weekend"
        ),
        "your place of work is not known": N_("the place of work is not known"),
        "your premium is not known": N_("the premium is not known"),
        "your average month is not above zero": N_("the average month is not above zero"),
        "you have not said how many hours you want": N_("how many hours were wanted is not known"),
        "you want no hours": N_("no hours were wanted"),
        "not known: you have not said why there was less work": N_("not known why there was less work"),
        "not known: the law is for a city, and your place is wider than it": N_(
            "not known: the law is for a city, and the place is wider than it"
        ),
        "the law is for freelance work, and you say this is a job": N_(
            "the law is for freelance work, and this was a job"
        ),
    }
)

#: What charts say of amounts -> the same of per cent; the promised rate and all that was earned are 100%.
AS_RATIOS: Mapping[str, str] = MappingProxyType(
    {
        "{currency} an hour": N_("% of the promised rate"),
        "{cause} took {amount} an hour": N_("{cause} took {amount} of the promised rate"),
        "{cause} took the biggest bite: {amount} an hour": N_(
            "{cause} took the biggest bite: {amount} of the promised rate"
        ),
        "Your real hourly pay is {rate}": N_("Real hourly pay is {rate} of the promised rate"),
        "No real hourly pay: {reason}": N_("Real hourly pay in % of the promise: {reason}"),
        "No platform with a real hourly pay yet": N_("No platform with a real hourly pay to compare"),
        "Promised and real pay for an hour": N_(
            "Promised and real pay, in % of the promised rate of all work"
        ),
        "Promised {currency} an hour": N_("Promised, %"),
        "Real {currency} an hour": N_("Real, %"),
        "{platform}: promised {promised}, really {real} an hour": N_(
            "{platform}: promised {promised}, really {real}"
        ),
        "{platform} paid {rate} an hour": N_("{platform} paid {rate} of the promised rate"),
        "{platforms} paid {rate} an hour": N_("{platforms} paid {rate} of the promised rate"),
        "Earned and received each month, before fees": N_(
            "Earned and received each month, before fees, in % of all that was earned"
        ),
        "Earned {currency}": N_("Earned, %"),
        "Received {currency}": N_("Received, %"),
    }
)


@dataclass(frozen=True, slots=True)
class Saying(Wording):
    """One language as others are spoken to."""

    code: str
    words: Wording
    amounts: Amounts
    has_days: bool

    @classmethod
    def of(cls, words: Wording, choices: Choices) -> Saying:
        """The language of a reader, under what the writer chose."""
        return cls(words.code, words, choices.amounts, choices.days)

    def _for_others(self, message: str) -> str:
        if self.amounts is Amounts.RATIOS and message in AS_RATIOS:
            return AS_RATIOS[message]
        return FOR_OTHERS.get(message, message)

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence as others read it."""
        return self.words(self._for_others(message), **values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form for a count."""
        return self.words.plural(self._for_others(one), self._for_others(many), count, **values)

    def money(self, value: Fraction, currency: str, *, whole: bool = False) -> str:
        """An amount as exactly as it is told: whole where it is rounded, per cent where it is a ratio."""
        if self.amounts is Amounts.RATIOS:
            return self.words.share(value / 100)
        return self.words.money(value, currency, whole=whole or self.amounts is Amounts.BANDS)

    def veiled(self, said: str) -> str:
        """As the reader's language does."""
        return self.words.veiled(said)

    def number(self, value: Fraction | int, digits: int = 0) -> str:
        """As the reader's language does."""
        return self.words.number(value, digits)

    def share(self, value: Fraction, digits: int = 0) -> str:
        """As the reader's language does."""
        return self.words.share(value, digits)

    def day(self, value: date, *, year: bool = True) -> str:
        """The day, or its month."""
        if self.has_days:
            return self.words.day(value, year=year)
        return self.words.month(value, year=year, short=False)

    def month(self, value: date, *, year: bool = False, short: bool = True) -> str:
        """As the reader's language does."""
        return self.words.month(value, year=year, short=short)

    def days(self, first: date, last: date) -> str:
        """The days, or their months: “March to October 2026”."""
        if self.has_days:
            return self.words.days(first, last)
        end = self.day(last)
        if (first.year, first.month) == (last.year, last.month):
            return end
        start = self.day(first, year=first.year != last.year)
        return self.words(N_("{start} to {end}"), start=start, end=end)
