"""The digest of public figures: the same rows give the same one, and any other value another."""

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest

from reports.parameters import Parameter, Parameters, digest
from tests.reports.factories import public_figure

ROWS = (public_figure("a_rate", "1/3"), public_figure("b_rate", "2"))
ANOTHER = {
    "key": "c_rate",
    "jurisdiction": "US-CA",
    "value": Fraction(1, 7),
    "unit": "usd",
    "valid_from": date(2025, 1, 2),
    "valid_to": date(2025, 12, 31),
    "source_title": "Another page",
    "source_url": "https://example.org/other",
    "source_quality": "cited",
    "retrieved_on": date(2026, 11, 24),
    "is_verified": False,
    "note": "read twice",
    "group": "single",
    "label": "A rate",
    "topic": "rates",
    "is_added": True,
}


def test_the_same_rows_in_any_order_give_the_same_digest():
    assert digest(Parameters(ROWS)) == digest(Parameters(ROWS[::-1]))
    assert len(digest(Parameters(ROWS))) == len(digest(Parameters(()))) == 64


def test_every_cell_of_a_row_is_known_to_this_test():
    assert set(ANOTHER) == {field.name for field in fields(Parameter)}


@pytest.mark.parametrize(("cell", "value"), ANOTHER.items())
def test_another_value_in_any_cell_gives_another_digest(cell, value):
    changed = Parameters((replace(ROWS[0], **{cell: value}), ROWS[1]))
    assert digest(changed) != digest(Parameters(ROWS))


def test_a_row_more_or_less_gives_another_digest():
    ours = Parameters.on_file()
    added = ours.with_rows([public_figure("a_rate", "1")])
    assert len({digest(Parameters(rows)) for rows in (ROWS, ROWS[:1], (*ROWS, ROWS[1]), ())}) == 4
    assert digest(added) != digest(ours)


def test_figures_with_unverified_ones_allowed_are_others():
    assert digest(Parameters(ROWS, unverified=True)) != digest(Parameters(ROWS))
