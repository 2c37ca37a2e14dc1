"""A figure has a value or a reason, coverage counts from four fifths, and nothing shown lacks its words."""

from datetime import date
from fractions import Fraction

import pytest

from reports.definitions import DEFINITIONS, definition_of
from reports.figures import ENOUGH_COVERAGE, REASONS, Coverage, Figure, Step, figure_of
from reports.later import Later
from reports.periods import Period
from reports.wording import N_, translated
from tests.reports.plain_words import PlainWords

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def test_a_figure_with_a_value_has_no_reason():
    steps, rows = (Step("", "Earned", Fraction(3), "money"),), {"tasks": ("t",)}
    made = figure_of(
        "net", 3, "money", period=YEAR, reason="no_earnings", currency="USD",
        at_least=True, provisional=True, steps=steps, rows=rows,
    )  # fmt: skip
    assert made == Figure(
        "net", Fraction(3), "money", YEAR, currency="USD", at_least=True, provisional=True, steps=steps, rows=rows
    )  # fmt: skip
    assert isinstance(made.value, Fraction)


def test_zero_is_a_value():
    made = figure_of("net", 0, "money", period=YEAR, reason="no_earnings")
    assert (made.value, made.reason, made.currency) == (0, None, None)
    assert (made.at_least, made.provisional, made.steps, dict(made.rows)) == (False, False, (), {})


def test_a_figure_without_a_value_has_its_reason_and_is_neither_provisional_nor_a_bound():
    made = figure_of("net", None, "money", period=YEAR, reason="no_earnings", at_least=True, provisional=True)
    assert (made.value, made.reason, made.at_least, made.provisional) == (None, "no_earnings", False, False)


def test_the_rows_behind_a_figure_do_not_crowd_its_repr():
    made = figure_of("net", 3, "money", period=YEAR, reason="x", rows={"tasks": ("a-task",)})
    assert "a-task" not in repr(made)


@pytest.mark.parametrize(
    ("pay", "time", "enough"),
    [
        ("0.8", "0.8", True),
        ("0.7999", "1", False),
        ("1", "0.7999", False),
        ("0", "0", False),
        (None, "0.8", True),
        ("0.7", None, False),
        (None, None, True),
    ],
)
def test_coverage_is_enough_from_four_fifths_of_each_share_that_is_known(pay, time, enough):
    shares = [None if share is None else Fraction(share) for share in (pay, time)]
    assert Coverage(*shares).enough is enough
    assert Fraction("0.8") == ENOUGH_COVERAGE


def test_every_reason_has_words_of_its_own():
    assert all(words.strip() for words in REASONS.values())
    assert len(set(REASONS.values())) == len(REASONS)


# Definitions


@pytest.mark.parametrize("key", sorted(DEFINITIONS))
def test_every_definition_says_what_it_is_how_it_is_computed_and_where(key):
    found = definition_of(key)
    assert found is DEFINITIONS[key]
    assert found.name[0].isupper() or found.name[0].isdigit()
    assert found.definition.endswith((".", "?"))  # a question that was asked, or a sentence
    assert found.formula
    assert found.unit_note
    assert found.section.rstrip("abcd").isdigit()


def test_no_two_figures_have_one_name():
    names = [found.name for found in DEFINITIONS.values()]
    assert sorted(set(names)) == sorted(names)


def test_a_figure_without_a_definition_is_not_made_up():
    with pytest.raises(KeyError):
        definition_of("happiness")


# Words


def test_a_marked_message_is_itself():
    assert N_("Earned") == "Earned"


def test_a_key_has_the_words_of_its_table_or_is_its_own_word():
    words = PlainWords()
    assert translated(words, {"a": "The {letter} a"}, "a") == "The {letter} a"
    assert translated(words, {"a": "The a"}, "b") == "b"


# Later


def test_what_is_made_later_is_made_once_when_first_asked_for_and_not_before():
    asked = []

    def make():
        asked.append(1)
        return (1, 4, 9)

    squares = Later(make)
    assert asked == []
    assert (squares[-1], squares[:2], list(squares), len(squares)) == (9, (1, 4), [1, 4, 9], 3)
    assert asked == [1]
    assert 4 in squares
    assert list(reversed(squares)) == [9, 4, 1]
