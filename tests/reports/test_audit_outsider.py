"""What the public must be left with of a hidden sum: which way, how far, and of which rule."""

from fractions import Fraction

import numpy as np
import pytest

from reports.audit import Demands, Kind, attacks, different_writers, outsider
from reports.audit.outsider import _judged
from reports.audit.pretence import Pretences
from reports.audit.published import Known
from reports.audit.system import Row, systems
from reports.cohorts import Measure
from tests.reports.audited_tables import cells, crowd, grid
from tests.reports.composed_cohorts import table

FIVE = Demands(k=5, p=10)


def judged(down, up, needed=0, value=9, rows=((1, -1),)):
    """What is wrong with the first of two sums that move together, or by other factors."""
    known = Known(np.array(down), np.array(up))
    rows = [Row(list(enumerate(row)), 0, 0) for row in rows]
    (system,) = systems(rows, known, is_whole=False)
    return _judged(Pretences(system), 0, Fraction(needed), value)


@pytest.mark.parametrize(
    ("down", "up", "kind"),
    [
        ([9, 0], [9, 0], Kind.KNOWN),
        ([9, 1], [9, 0], None),
        ([9, 0], [9, 1], None),
        ([9, 1], [9, 1], None),
    ],
)
def test_a_sum_that_can_be_1_more_or_1_less_is_not_known(down, up, kind):
    assert judged(down, up) is kind


def test_a_sum_that_is_known_to_less_than_1_is_known():
    assert judged([9, 1], [9, 1], rows=[(2, -1)]) is Kind.KNOWN
    assert judged([9, 2], [9, 2], rows=[(2, -1)]) is None


def test_nothing_is_secret_about_a_sum_of_0():
    assert judged([9, 0], [9, 0], needed=5, value=0) is None


@pytest.mark.parametrize(
    ("down", "up", "kind"),
    [
        ([9, 4], [9, 4], None),
        ([9, 3], [9, 4], Kind.NARROW),
        ([9, 4], [9, 3], Kind.NARROW),
        ([9, 2], [9, 4], Kind.NARROW),
        ([9, 4], [9, 2], Kind.NARROW),
    ],
)
def test_both_ways_it_can_be_off_by_what_is_needed(down, up, kind):
    assert judged(down, up, needed=4) is kind


@pytest.mark.parametrize(("down", "kind"), [(3, None), (2, Kind.NARROW)])
def test_downwards_no_further_than_to_0(down, kind):
    assert judged([9, down], [9, 8], needed=8, value=3) is kind


def needed(held, demands=FIVE, measure=Measure.PAY):
    """What is needed of A X when it is all that is hidden."""
    made = table({"A": {"X": held, "Y": crowd(300)}, "B": {"X": crowd(400), "Y": crowd(250)}})
    told = [one for one in outsider(made, cells(made, "AX"), demands) if one.measure is measure]
    assert {one.place for one in told} == {(("column", "X"), ("row", "A"))}
    return {one.needed for one in told}


@pytest.mark.parametrize(
    ("held", "open_by"),
    [
        ([1000, 1, 1, 1], 100.3),  # four are too few: a tenth of them all
        ([1000, 1, 1, 1, 1], 97),  # five are as many as k: 100 less the rest of 3
        ([1000, 1, 1, 1, 1, 1], 96),
        ([10] * 5, 0),
    ],
)
def test_a_cell_of_exactly_k_writers_is_not_one_of_too_few(held, open_by):
    assert needed(held) == {open_by}


def test_of_different_writers_a_tenth_is_needed_where_they_are_too_few():
    assert needed([10] * 4, measure=Measure.WRITERS) == {0.4}
    assert needed([1000, 1, 1, 1, 1], measure=Measure.WRITERS) == {0}


def test_writers_are_counted_whole_and_amounts_are_not():
    made = grid("A X=200 Y=300\nB X=400 Y=250")
    hidden = cells(made, "AX AY BX BY")
    whole = {
        attack.measure: {part.system.is_whole for part in attack.parts()} for attack in attacks(made, hidden)
    }
    assert whole[Measure.PAY] == {False}
    assert whole[Measure.WRITERS] == {True}


def test_each_different_writer_is_one():
    made = table({"A": {"X": [5] * 4, "Y": [5] * 3}, "B": {"X": [5] * 2, "Y": [5]}})
    attack = different_writers(made, cells(made, "AX"))
    assert attack.measure is Measure.WRITERS
    assert list(attack.holdings) == [[1] * count for count in made.writers.tolist()]
