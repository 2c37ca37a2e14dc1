"""Rules for cells and for figures, with the examples of the method."""

from fractions import Fraction

import pytest

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import KTooSmall, Rules, UnusableRule, Vague, may_show_quantile, primary, share_shown
from reports.disclosure.levels import levels
from reports.disclosure.rules import lack_of
from tests.reports.composed_cohorts import table

MEDIAN, QUARTILE = Fraction(1, 2), Fraction(1, 4)
K = 5


def even(count, amount=10):
    return [amount] * count


def at(made, row, column):
    return made.number(row=row, column=column)


def asked(made, cell, measure, rules):
    """Upwards and downwards."""
    return [
        one.amount
        for one in levels(made, primary(made, rules), rules)
        if made.sums[one.block].measure is measure and made.sums[one.block].cells[one.number] == cell
    ]


@pytest.mark.parametrize(
    ("held", "lack"),
    [
        ([52, 50, 8], 0),
        ([50, 49, 1], 400),
        ([100], 1000),
        ([60, 40], 600),
        ([50, 45, 5], 0),
        ([], 0),
        ([0, 0], 0),
    ],
)
def test_e1_a_cell_lacks_what_the_rest_is_short_of_a_tenth_of_the_largest(held, lack):
    assert lack_of(held, Rules(p=10)) == lack


@pytest.mark.parametrize(("coalition", "lack"), [(None, 0), (2, 0), (3, 300), (4, 500)])
def test_a_coalition_leaves_less_of_a_rest(coalition, lack):
    assert lack_of([50, 40, 20, 2], Rules(coalition=coalition)) == lack


@pytest.mark.parametrize(("p", "hidden"), [(10, False), (15, False), (16, True)])
def test_p_decides_how_near_is_too_near(p, hidden):
    made = table({"A": {"X": [52, 50, 1, 1, 1, 1, 1, 1, 1, 1]}})
    assert (at(made, "A", "X") in primary(made, Rules(k=5, p=p))) is hidden


@pytest.mark.parametrize("k", [5, 10])
def test_fewer_writers_than_k_are_hidden_and_k_are_not(k):
    made = table({"A": {"X": even(k - 1), "Y": even(k), "Z": []}})
    assert primary(made, Rules(k=k)) == {at(made, "A", "X"), made.number(column="X")}


@pytest.mark.parametrize(("writers", "tasks", "hidden"), [(3, 40, True), (5, 5, False)])
def test_e2_writers_are_counted_and_not_tasks(writers, tasks, hidden):
    tables = [Layout("table", {"row": ("A",)})]
    made = cohort(
        tables,
        {"table": [Contribution(task % writers, {"row": "A"}, {Measure.PAY: 10}) for task in range(tasks)]},
        writers,
    )
    assert (made.number(row="A") in primary(made, Rules(k=K))) is hidden


@pytest.mark.parametrize("measure", [Measure.PAY, Measure.UNPAID_HOURS])
def test_a_cell_that_one_measure_gives_away_is_hidden_and_left_open_in_all_that_are_not_0(measure):
    tables = [Layout("table", {"row": ("A", "B")})]
    others = [one for one in (Measure.PAY, Measure.UNPAID_HOURS) if one is not measure]
    given = {Measure.UNPAID_HOURS: Measure.HOURS}  # all hours are unpaid here
    amounts = dict.fromkeys([given.get(one, one) for one in others], 10)
    told = [
        Contribution(
            writer, {"row": row}, amounts | {given.get(measure, measure): 1000 if writer == 0 else 1}
        )
        for writer in range(12)
        for row in ("A", "B")
        if row == "A" or writer
    ]
    made = cohort(tables, {"table": told}, 12)
    cell = made.number(row="A")
    assert primary(made, Rules(k=K)) == {cell, made.number()}
    assert asked(made, cell, measure, Rules(k=K)) == [90, 90], "100 less the rest of 10"
    assert asked(made, cell, others[0], Rules(k=K)) == [1, 1]
    assert asked(made, cell, Measure.PAID_HOURS, Rules(k=K)) == [], "0 gives nobody away"


def test_margins_obey_the_same_rules():
    made = table({"A": {"X": even(3), "Y": even(3)}, "B": {"X": even(9), "Y": even(1)}})
    assert primary(made, Rules(k=K)) == {
        at(made, "A", "X"),
        at(made, "A", "Y"),
        at(made, "B", "Y"),
        made.number(column="Y"),
    }


@pytest.mark.parametrize(
    ("held", "k", "open_by"),
    [
        ([50, 49, 1], 5, [10, 10]),  # p % of 100 is more than the 4 of the p % rule
        ([1000, 1, 1, 1, 1, 1], 5, [96, 96]),  # 100 less the rest of 4
        ([1000, 1, 1, 1, 1, 1], 7, [101, 101]),  # a tenth of 1,005, rounded up
        ([3], 5, [1, 1]),
    ],
)
def test_a_cell_is_to_be_left_open_by_the_larger_of_both_levels(held, k, open_by):
    made = table({"A": {"X": held, "Y": even(20)}})
    assert asked(made, at(made, "A", "X"), Measure.PAY, Rules(k=k)) == open_by


def test_downwards_no_more_is_asked_than_there_is():
    made = table({"A": {"X": [3], "Y": even(20)}})
    assert asked(made, at(made, "A", "X"), Measure.PAY, Rules(k=K, p=200)) == [6, 3]


def test_a_threshold_below_5_is_refused():
    assert Rules(k=5).k == 5
    with pytest.raises(KTooSmall, match="at least 5 writers to be shown; 4 is too few"):
        Rules(k=4)


@pytest.mark.parametrize("k", [0, -5, float("nan")])
def test_a_threshold_that_is_no_number_of_writers_is_refused(k):
    with pytest.raises(KTooSmall):
        Rules(k=k)


@pytest.mark.parametrize("p", [0, -10, 0.5, float("nan")])
def test_a_p_that_protects_nobody_is_refused(p):
    assert Rules(p=1).p == 1
    with pytest.raises(UnusableRule, match=f"cannot be protected by p = {p}; it is at least 1"):
        Rules(p=p)


@pytest.mark.parametrize(
    ("rules", "version"),
    [
        (Rules(), "1"),
        (Rules(k=5), "1"),
        (Rules(p=10, coalition=None), "1"),
        (Rules(p=11), "1-own"),
        (Rules(coalition=3), "1-own"),
        (Rules(coalition=2), "1"),
        (Rules(p=25, coalition=3), "1-own"),
    ],
)
def test_rules_are_named_by_what_they_are_and_another_p_is_not_told(rules, version):
    assert rules.version == version
    with pytest.raises(TypeError):
        Rules(version="1")


@pytest.mark.parametrize("coalition", [1, 0, -2])
def test_a_coalition_of_fewer_than_two_is_refused(coalition):
    assert Rules(coalition=2).known == Rules(coalition=None).known == 2
    with pytest.raises(UnusableRule, match=f"by coalition = {coalition}; it is at least 2"):
        Rules(coalition=coalition)


@pytest.mark.parametrize("k", [5, 10])
def test_e11_a_median_needs_2k_writers_and_quartiles_4k(k):
    shown = {
        n: (
            may_show_quantile(n, MEDIAN, k),
            may_show_quantile(n, QUARTILE, k),
            may_show_quantile(n, 1 - QUARTILE, k),
        )
        for n in (0, k - 1, k, 2 * k - 1, 2 * k, 4 * k - 1, 4 * k)
    }
    assert list(shown.values()) == [(False,) * 3] * 4 + [(True, False, False)] * 2 + [(True,) * 3]


@pytest.mark.parametrize("q", [Fraction(0), Fraction(1)])
def test_the_smallest_and_the_largest_are_never_shown(q):
    assert not may_show_quantile(10_000, q, 5)


@pytest.mark.parametrize(("n", "shown"), [(199, False), (200, True)])
def test_the_limits_of_an_interval_are_quantiles(n, shown):
    assert may_show_quantile(n, Fraction(1, 40), 5) is shown


@pytest.mark.parametrize(
    ("c", "n", "shown"),
    [
        (12, 12, Vague.MOST),
        (9, 12, Vague.MOST),
        (8, 12, Vague.MOST),
        (7, 12, 60),
        (6, 12, 50),
        (5, 12, 40),
        (4, 12, Vague.FEW),
        (0, 12, Vague.FEW),
        (5, 10, 50),
        (4, 10, Vague.FEW),
        (990, 1000, Vague.MOST),
        (975, 1000, Vague.MOST),
        (970, 1000, 95),
        (25, 1000, 5),
        (10, 1000, Vague.FEW),
    ],
)
def test_e12_a_share_is_told_when_both_sides_of_it_have_k_writers(c, n, shown):
    assert share_shown(c, n, K) == shown


@pytest.mark.parametrize("n", [0, K - 1, K, 2 * K - 1])
def test_of_fewer_than_2k_writers_no_share_is_told_whatever_it_is(n):
    assert {share_shown(c, n, K) for c in range(n + 1)} == {None}


@pytest.mark.parametrize("n", [2 * K, 4 * K - 1, 4 * K])
def test_a_share_is_a_number_exactly_when_k_writers_are_on_either_side(n):
    for c in range(n + 1):
        assert isinstance(share_shown(c, n, K), Vague) is not (K <= c <= n - K)
