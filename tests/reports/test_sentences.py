"""Sentences that carry their values until there is a language to say them in."""

from datetime import date
from fractions import Fraction

import pytest

from reports.sentences import Sentence
from tests.reports.plain_words import PlainWords

words = PlainWords()


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (Sentence("Nothing to fill in."), "Nothing to fill in."),
        (Sentence("Due {due}.", {"due": date(2026, 4, 15)}), "Due 15 April 2026."),
        (Sentence("From {amount} on.", {"amount": Fraction(2000)}), "From $2,000.00 on."),
        (Sentence("Up to {multiple}x.", {"multiple": Fraction(2)}), "Up to 2x."),
        (Sentence("Up to {multiple}x.", {"multiple": Fraction(17, 8)}), "Up to 2.13x."),
        (Sentence("In {year}.", {"year": 2026}), "In 2026."),
        (Sentence("{count} day", {}, "{count} days", 1), "1 day"),
        (Sentence("{count} day for {law}", {"law": "X"}, "{count} days for {law}", 1200), "1,200 days for X"),
        (Sentence("one", {}, None, 2), "one"),
        (Sentence("one", {}, "many"), "one"),
    ],
)
def test_what_is_said(sentence, said):
    assert sentence.said(words) == said


def test_money_is_of_its_currency():
    class Currencies(PlainWords):
        def money(self, value, currency, *, whole=False):
            return f"{currency} {value}"

    amount = {"amount": Fraction(5)}
    assert Sentence("{amount}", amount).said(Currencies()) == "USD 5"
    assert Sentence("{amount}", amount, currency="EUR").said(Currencies()) == "EUR 5"
