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

_KEPT = "You kept {share} of the hourly rate you were offered, once unpaid time, fees and costs are counted."
_AS_OFFERED = "You got the hourly rate you were offered, even with unpaid time, fees and costs counted."
_UNKNOWN_PART = N_("Provisional: for part of the work the hours or the pay are not known yet.")

#: What the head, charts and reasons say to the writer -> what others are told.
FOR_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        # the head
        "A rate needs hours and pay that belong together. Log both, and it stands here.": N_(
            "The log has no hours and pay yet that belong together."
        ),
        "Fees, costs and money taken back were more than your pay.": N_(
            "Fees, costs and money taken back were more than the pay."
        ),
        "This is what an hour left you, once unpaid time, fees and costs are counted. "
        "No promised rate is logged to compare it with.": N_(
            "This is what an hour left, once unpaid time, fees and costs are counted. "
            "No promised rate is logged to compare it with."
        ),
        "This is what an hour left you, once unpaid time, fees and costs are counted. "
        "Too few of your paid hours had a promised rate to compare it with.": N_(
            "This is what an hour left, once unpaid time, fees and costs are counted. "
            "Too few of the paid hours had a promised rate to compare it with."
        ),
        _AS_OFFERED: N_("The rate promised, even with unpaid time, fees and costs counted."),
        "You got more than the hourly rate you were offered, even with unpaid time, fees and costs counted.": N_(
            "More than the rate promised, even with unpaid time, fees and costs counted."
        ),
        _KEPT: N_("{share} of the rate promised, once unpaid time, fees and costs are counted."),
        # Why a rate is provisional follows from sums that others are not told.
        "Provisional: some pay in another currency has not been paid yet.": _UNKNOWN_PART,
        "Provisional: only {pay} of your pay has logged hours, and only {time} of your hours have a price.": _UNKNOWN_PART,
        "Provisional: only {pay} of your pay has logged hours. It is firm once the rest has hours too.": _UNKNOWN_PART,
        "Provisional: only {time} of your hours have a price. "
        "It is firm once the rest has a price or is marked unpaid.": _UNKNOWN_PART,
        "of all your work": N_("of all the work"),
        # facts
        "of your {hours} hours were unpaid, {share}": N_("of {hours} hours were unpaid, {share}"),
        "of your {hours} hours were unpaid": N_("of {hours} hours were unpaid"),
        "owed to you now": N_("earned and not paid yet"),
        "Nothing is owed to you": N_("Nothing that was earned is still to be paid"),
        "owed to you now. None of it is known to be late": N_("earned and not paid yet"),
        "owed to you now. {late} of it is late": N_("earned and not paid yet. {late} of it is late"),
        "owed to you now. {late} of it is late, the oldest by {count} day": N_(
            "earned and not paid yet. {late} of it is late"
        ),
        "owed to you now. {late} of it is late, the oldest by {count} days": N_(
            "earned and not paid yet. {late} of it is late"
        ),
        # charts
        "Per hour you worked": N_("Per hour worked"),
        "Your real hourly pay is {rate}": N_("Real hourly pay is {rate}"),
        "You earned {earned} and received {received}": N_("{earned} earned, {received} received"),
        "You worked on {days} of {whole}": N_("Work on {days} of {whole}"),
        "You worked on {days} of {whole}, {weekend} of them at a weekend": N_(
            "Work on {days} of {whole}, {weekend} of them at a weekend"
        ),
        # owed
        "Owed to you on {day}, by how late it is": N_("Earned and not paid by {day}, by how late it is"),
        "{amounts} owed to you": N_("{amounts} owed"),
        "Nothing owed to you": N_("Nothing owed"),
        "{part} of {whole} owed is more than 60 days late": N_(
            "{part} of {whole} still to be paid is more than 60 days late"
        ),
        "{part} of {whole} owed is more than 30 days late": N_(
            "{part} of {whole} still to be paid is more than 30 days late"
        ),
        "{part} of {whole} owed is late": N_("{part} of {whole} still to be paid is late"),
        "All {whole} owed is more than 60 days late": N_(
            "All {whole} still to be paid is more than 60 days late"
        ),
        "All {whole} owed is more than 30 days late": N_(
            "All {whole} still to be paid is more than 30 days late"
        ),
        "All {whole} owed is late": N_("All {whole} still to be paid is late"),
        "{whole} owed, none of it late": N_("{whole} still to be paid, none of it late"),
        "{whole} owed, none of it late as far as known": N_(
            "{whole} still to be paid, none of it late as far as known"
        ),
        "{whole} owed, and no pay day agreed": N_("{whole} still to be paid, and no pay day agreed"),
        # toll
        "None of the hours you rated were hard": N_("None of the rated hours were hard"),
        "{share} of the hours you rated were hard": N_("{share} of the rated hours were hard"),
        "You rated {share} of your hours; the others are not in this chart.": N_(
            "{share} of the hours are rated; the others are not in this chart."
        ),
        # unpaid time
        "What your unpaid hours would have brought at your pay per paid hour. It is a comparison, not a debt.": N_(
            "What the unpaid hours would have brought at the pay of a paid hour. It is a comparison, not a debt."
        ),
        # reasons
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

#: What charts say of a day -> the same of its month.
BY_MONTH: Mapping[str, str] = MappingProxyType(
    {
        "received by {day}, {amount}": N_("received up to {day}, {amount}"),
        "from {day}": N_("from {day} on"),
        "First paid on": N_("First paid in"),
        "Earned back on": N_("Earned back in"),
    }
)

#: What charts say of exact numbers -> what can be said of rounded ones. Rounding may hide a little, and make equal
#: what is not; it never turns an order round.
AS_ROUNDED: Mapping[str, str] = MappingProxyType(
    {
        _AS_OFFERED: N_("About the rate promised, once unpaid time, fees and costs are counted."),
        _KEPT: N_("About {share} of the rate promised, once unpaid time, fees and costs are counted."),
        "of your {hours} hours were unpaid, {share}": N_(
            "of about {hours} hours were unpaid, {share}, in round numbers"
        ),
        "of your {hours} hours were unpaid": N_("of about {hours} hours were unpaid, in round numbers"),
        "owed to you now": N_("earned and not paid yet, in round numbers"),
        "owed to you now. None of it is known to be late": N_("earned and not paid yet, in round numbers"),
        "owed to you now. {late} of it is late": N_(
            "earned and not paid yet, in round numbers. About {late} of it is late"
        ),
        "earned that month, {amount}": N_("earned that month, {amount} when the rounded months are added up"),
        "received by {day}, {amount}": N_(
            "received up to {day}, {amount} when the rounded months are added up"
        ),
        "You earned {earned} and received {received}": N_(
            "About {earned} earned and about {received} received"
        ),
        "No pay logged in this period": N_("No pay in this period, or too little to show"),
        "No amount that a staff job would have added is known": N_(
            "What a staff job would have added is not known, or too small to show"
        ),
        "{platforms} paid {rate} an hour": N_("{platforms} paid about the same: {rate} an hour"),
        "Nothing owed to you": N_("Nothing owed, or too little to show"),
        "All {whole} owed is more than 60 days late": N_(
            "Of {whole} owed all or nearly all is more than 60 days late"
        ),
        "All {whole} owed is more than 30 days late": N_(
            "Of {whole} owed all or nearly all is more than 30 days late"
        ),
        "All {whole} owed is late": N_("Of {whole} owed all or nearly all is late"),
        "{whole} owed, none of it late": N_("{whole} owed, little or none of it late"),
        "{whole} owed, none of it late as far as known": N_(
            "{whole} owed, little or none of it late as far as known"
        ),
        "{whole} owed, and no pay day agreed": N_("{whole} owed, for most or all of it no pay day agreed"),
        "The same work never paid less after new terms: {whole} comparisons": N_(
            "The same work never paid clearly less after new terms: {whole} comparisons"
        ),
        "The same work paid less after new terms: {count} of {whole} comparisons": N_(
            "The same work paid clearly less after new terms: {count} of {whole} comparisons"
        ),
        "Hard and light work paid the same: {hard} an hour": N_(
            "Hard and light work paid about the same: {hard} an hour"
        ),
    }
)

#: What charts say of amounts -> the same of per cent; the promised rate and all that was earned are 100%.
AS_RATIOS: Mapping[str, str] = MappingProxyType(
    {
        # Here the promise is 100% to the digit, and so the share is one number and no quotient of two rounded ones.
        _KEPT: N_("{share} of the rate promised, once unpaid time, fees and costs are counted."),
        "{currency} an hour": N_("Per cent of the promised rate"),
        "{cause} took {amount} an hour": N_("{cause} took {amount} of the promised rate"),
        "{cause} took the biggest bite: {amount} an hour": N_(
            "{cause} took the biggest bite: {amount} of the promised rate"
        ),
        "Your real hourly pay is {rate}": N_("Real hourly pay is {rate} of the promised rate"),
        "No real hourly pay: {reason}": N_("Real hourly pay in per cent of the promise: {reason}"),
        "No platform with a real hourly pay yet": N_("No platform with a real hourly pay to compare"),
        "Promised and real pay for an hour": N_(
            "Promised and real pay, in per cent of the promised rate of all work"
        ),
        "Promised {currency} an hour": N_("Promised, per cent"),
        "Real {currency} an hour": N_("Real, per cent"),
        "{platform}: promised {promised}, really {real} an hour": N_(
            "{platform}: promised {promised}, really {real}"
        ),
        "{platform} paid {rate} an hour": N_("{platform} paid {rate} of the promised rate"),
        "{platforms} paid {rate} an hour": N_("{platforms} paid about the same: {rate} of the promised rate"),
        # The per cent of the months are made to add up to that of all.
        "earned that month, {amount}": N_("earned that month, {amount}"),
        "received by {day}, {amount}": N_("received up to {day}, {amount}"),
        "You earned {earned} and received {received}": N_("{earned} earned, {received} received"),
        "Earned and received each month, before fees": N_(
            "Earned and received each month, before fees, in per cent of all that was earned"
        ),
        "Earned {currency}": N_("Earned, per cent"),
        "Received {currency}": N_("Received, per cent"),
        # owed
        "Owed {currency}": N_("Owed, per cent of all that was earned"),
        "{amounts} owed to you": N_("{amounts} of all that was earned is owed"),
        "{part} of {whole} owed is more than 60 days late": N_(
            "{whole} of all that was earned is owed; {part} is more than 60 days late"
        ),
        "{part} of {whole} owed is more than 30 days late": N_(
            "{whole} of all that was earned is owed; {part} is more than 30 days late"
        ),
        "{part} of {whole} owed is late": N_("{whole} of all that was earned is owed; {part} is late"),
        "All {whole} owed is more than 60 days late": N_(
            "{whole} of all that was earned is owed; all or nearly all is more than 60 days late"
        ),
        "All {whole} owed is more than 30 days late": N_(
            "{whole} of all that was earned is owed; all or nearly all is more than 30 days late"
        ),
        "All {whole} owed is late": N_("{whole} of all that was earned is owed; all or nearly all is late"),
        "{whole} owed, none of it late": N_(
            "{whole} of all that was earned is owed, little or none of it late"
        ),
        "{whole} owed, none of it late as far as known": N_(
            "{whole} of all that was earned is owed, little or none of it late as far as known"
        ),
        "{whole} owed, and no pay day agreed": N_(
            "{whole} of all that was earned is owed, for most or all of it no pay day agreed"
        ),
        "owed to you now": N_("of all that was earned is not paid yet"),
        "owed to you now. None of it is known to be late": N_("of all that was earned is not paid yet"),
        "owed to you now. {late} of it is late": N_("of all that was earned is not paid yet. {late} is late"),
        # changes of terms
        "Pay for an hour of the same work, without getting started, before and after its terms changed": N_(
            "Pay of the same work, without getting started, before and after its terms changed, "
            "in per cent of the promised rate of all work"
        ),
        "{what}: {before}, {after} an hour": N_("{what}: {before}, {after} of the promised rate"),
        "Before {currency} an hour": N_("Before, per cent"),
        "After {currency} an hour": N_("After, per cent"),
        # toll
        "What an hour rated light or hard paid, by kind of work": N_(
            "What rated light and hard hours paid, by kind of work, in per cent of the promised rate of all work"
        ),
        "Hard and light work paid the same: {hard} an hour": N_(
            "Hard and light work paid about the same: {hard} of the promised rate"
        ),
        "Hard work paid {hard} an hour, light work {light}": N_(
            "Hard work paid {hard} of the promised rate, light work {light}"
        ),
        "Light {currency} an hour": N_("Light, per cent"),
        "Hard {currency} an hour": N_("Hard, per cent"),
        # unpaid time
        "worth {amount}": N_("worth {amount} of all that was earned"),
        "Worth {currency}": N_("Worth, per cent of all that was earned"),
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

    @classmethod
    def in_full(cls, words: Wording) -> Saying:
        """The same language for a file of hers that is made to be sent on: with every number and every day."""
        return cls(words.code, words, Amounts.EXACT, has_days=True)

    def _for_others(self, message: str) -> str:
        if self.amounts is Amounts.RATIOS and message in AS_RATIOS:
            return AS_RATIOS[message]
        if self.amounts is not Amounts.EXACT and message in AS_ROUNDED:
            return AS_ROUNDED[message]
        if not self.has_days and message in BY_MONTH:
            return BY_MONTH[message]
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
        """As per cent: whole ones where numbers are rounded, since places would say more than is known."""
        return self.words.share(value, digits if self.amounts is Amounts.EXACT else 0)

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
