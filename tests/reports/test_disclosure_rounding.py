"""Bands of writers and steps of figures."""

from fractions import Fraction

import pytest

from reports.disclosure import NoBand, Step, band, rounded


@pytest.mark.parametrize(
    ("writers", "said"),
    [
        (5, "5-9"),
        (9, "5-9"),
        (10, "10-19"),
        (19, "10-19"),
        (20, "20-49"),
        (49, "20-49"),
        (50, "50-99"),
        (99, "50-99"),
        (100, "100+"),
        (100_000, "100+"),
    ],
)
def test_a_number_of_writers_is_told_as_a_band(writers, said):
    assert str(band(writers)) == said


@pytest.mark.parametrize("writers", [0, 1, 4])
def test_fewer_than_5_have_no_band(writers):
    with pytest.raises(NoBand, match=f"{writers} writers are too few for a band; the smallest starts at 5"):
        band(writers)


@pytest.mark.parametrize(
    ("exact", "step", "shown"),
    [
        (Fraction("18.24"), Step.RATE, Fraction(18)),
        (Fraction("18.25"), Step.RATE, Fraction("18.5")),
        (Fraction("-0.25"), Step.RATE, Fraction("-0.5")),
        (Fraction("-0.24"), Step.RATE, 0),
        (Fraction(700, 12), Step.SHARE, 60),
        (Fraction("52.5"), Step.SHARE, 55),
        (12_499, Step.PAY, 12_000),
        (12_500, Step.PAY, 13_000),
        (49, Step.HOURS, 0),
        (50, Step.HOURS, 100),
    ],
)
def test_figures_are_rounded_half_away_from_0(exact, step, shown):
    assert rounded(exact, step) == shown
