"""One figure of a shown cell: who is too few for it, how precisely it is told, and what stands beside it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.cohorts import Limits
from reports.disclosure import WRITERS_OF_A_SUM, Rules, Vague
from reports.programme import Answer, How, Time, Unit
from reports.release import Mark, NoSum
from reports.release.figures import WITHHELD, Asked, of_answers, of_times
from reports.release.precision import told, told_limits

RULES = Rules(k=5)
F = Fraction


def figure(how, answers, unit=Unit.RATE, rules=RULES):
    return of_answers(Asked("question", how, unit), [Answer(*map(F, one)) for one in answers], rules, 7)


def rates(count):
    """Writers with 20.00, 21.00, 22.00 … for an hour each."""
    return [(20 + number, 1) for number in range(count)]


def shown(*values, low=None, high=None, mark=Mark.CARE):
    return (mark, *values, low, high)


def parts(found):
    return (found.mark, found.value, found.low, found.high)


@pytest.mark.parametrize("k", [5, 10])
@pytest.mark.parametrize(
    ("times_k", "less", "seen"),
    [
        (1, 1, ""),
        (1, 0, "pooled"),
        (2, 1, "pooled"),
        (2, 0, "pooled median share_of_writers"),
        (4, 1, "pooled median share_of_writers"),
        (4, 0, "pooled median share_of_writers lower_quartile upper_quartile"),
    ],
)
def test_which_figures_a_number_of_writers_may_have(k, times_k, less, seen):
    answers = rates(times_k * k - less)
    hows = [How.POOLED, How.MEDIAN, How.SHARE_OF_WRITERS, How.LOWER_QUARTILE, How.UPPER_QUARTILE]
    found = [how for how in hows if figure(how, answers, rules=Rules(k=k)).value is not None]
    assert found == seen.split()


@pytest.mark.parametrize(("k", "first"), [(5, 20), (10, 33)])
def test_limits_of_a_median_stand_from_so_many_writers_on(k, first):
    assert figure(How.MEDIAN, rates(first - 1), rules=Rules(k=k)).low is None
    found = figure(How.MEDIAN, rates(first), rules=Rules(k=k))
    assert found.low < found.value < found.high


@pytest.mark.parametrize(("count", "mark"), [(19, Mark.CARE), (20, Mark.SHOWN)])
def test_a_figure_of_fewer_than_four_times_k_writers_is_to_be_used_with_care(count, mark):
    assert figure(How.POOLED, rates(count)).mark is mark


def test_a_pooled_rate_is_all_over_all_and_a_median_counts_every_writer_once():
    answers = [(10, 1)] * 9 + [(60, 4)] * 3  # 270 over 21 hours; nine writers with 10.00, three with 15.00
    assert parts(figure(How.POOLED, answers)) == shown(F(13))
    assert parts(figure(How.MEDIAN, answers)) == shown(F(10))


def test_a_pooled_rate_has_limits_where_enough_writers_lie_beyond_each():
    found = figure(How.POOLED, rates(40))
    assert (found.mark, found.value) == (Mark.SHOWN, F(79, 2))
    assert found.low < F(79, 2) < found.high
    assert figure(How.POOLED, [(20, 1)] * 40).low is None
    assert figure(How.POOLED, rates(9)).low is None


def test_a_rate_of_which_nearly_all_is_one_writers_is_withheld():
    assert figure(How.POOLED, [(900, 1)] + [(1, 1)] * 9) == WITHHELD
    assert figure(How.POOLED, [(20, 100)] + [(20, 1)] * 9) == WITHHELD


def test_what_only_some_writers_have_is_withheld_where_they_are_fewer_than_k():
    few, enough = [(3, 10)] * 4 + [(0, 10)] * 16, [(3, 10)] * 5 + [(0, 10)] * 15
    assert figure(How.POOLED, few) == WITHHELD
    assert figure(How.POOLED, enough).value == 0
    assert figure(How.POOLED, [(0, 10)] * 20) == WITHHELD


def test_a_loss_counts_as_much_as_a_gain():
    assert figure(How.POOLED, [(-20, 1)] * 6).value == -20
    assert figure(How.POOLED, [(-900, 1)] + [(1, 1)] * 9) == WITHHELD


def test_of_a_share_what_is_left_must_be_of_enough_writers_too():
    assert parts(figure(How.POOLED, [(1, 4)] * 6, Unit.SHARE)) == shown(F(1, 4))
    assert figure(How.POOLED, [(4, 4)] * 16 + [(1, 4)] * 4, Unit.SHARE) == WITHHELD
    assert figure(How.POOLED, [(3, 4)] * 4 + [(0, 4)] * 16, Unit.SHARE) == WITHHELD


def test_a_share_of_next_to_all_or_nothing_is_told_in_words_whoever_has_the_rest():
    for all_but in ([(4, 4)] * 20, [(4, 4)] * 19 + [(3, 4)], [(400, 400)] * 20 + [(39, 40)] * 9):
        assert parts(figure(How.POOLED, all_but, Unit.SHARE)) == shown(Vague.MOST, mark=Mark.SHOWN)
    for next_to_none in ([(0, 4)] * 20, [(0, 4)] * 19 + [(1, 4)]):
        assert parts(figure(How.POOLED, next_to_none, Unit.SHARE)) == shown(Vague.FEW, mark=Mark.SHOWN)
    assert figure(How.POOLED, [(0, 4)] * 19 + [(3, 4)], Unit.SHARE) == WITHHELD
    assert figure(How.POOLED, [(0, 4)] * 4, Unit.SHARE) == WITHHELD


@pytest.mark.parametrize(
    ("yes", "of", "value"),
    [
        (12, 12, Vague.MOST),
        (9, 12, Vague.MOST),
        (6, 12, F(1, 2)),
        (7, 12, F(3, 5)),
        (4, 12, Vague.FEW),
        (0, 12, Vague.FEW),
        (5, 9, None),
    ],
)
def test_a_share_of_writers_never_tells_of_all_or_of_a_few(yes, of, value):
    """E12 of disclosure_control.md, k = 5."""
    answers = [(1, 1)] * yes + [(0, 1)] * (of - yes)
    assert figure(How.SHARE_OF_WRITERS, answers, Unit.SHARE).value == value


def test_a_sum_needs_twenty_writers_and_is_told_in_thousands_or_hundreds():
    assert figure(How.SUM, [(1234, 1)] * (WRITERS_OF_A_SUM - 1), Unit.MONEY) == WITHHELD
    assert parts(figure(How.SUM, [(1234, 1)] * 20, Unit.MONEY)) == shown(F(25_000), mark=Mark.SHOWN)
    assert figure(How.SUM, [(1234, 1)] * 20, Unit.HOURS).value == 24_700
    assert figure(How.SUM, [(90_000, 1)] + [(1, 1)] * 30, Unit.MONEY) == WITHHELD


def test_only_pay_and_hours_are_added_up():
    with pytest.raises(NoSum, match="days"):
        figure(How.SUM, [(1, 1)] * 20, Unit.DAYS)


def gaps(times):
    asked = Asked("gap", How.MEDIAN_TIME, Unit.DAYS)
    return of_times(asked, [[Time(days, has_ended) for days, has_ended in one] for one in times], RULES)


def test_a_median_time_counts_what_has_not_ended():
    ended = [[(days, True)] for days in range(1, 11)]
    assert parts(gaps(ended)) == shown(F(5))
    assert parts(gaps([*([(days, True)] for days in range(3, 8)), *[[(30, False)]] * 5])) == shown(F(5))
    # Of 14, four leave at 3 days without an end: 13/14, then 8/9, 7/8, 6/7, 5/6, 4/5 of it, which is 0.41 at 8 days.
    still = [[(3, False)]] * 4 + [[(days, True)] for days in range(3, 13)]
    assert gaps(still).value == 10


def test_a_median_time_is_told_only_where_enough_writers_have_one_that_reads_the_same():
    """The median is one writer's own time, whose platform has the dates."""
    apart = [[(10 * number, True)] for number in range(1, 13)]
    assert gaps(apart) == WITHHELD
    around = [[(10, True)]] * 4 + [[(days, True)] for days in (38, 39, 40, 41)] + [[(80, True)]] * 4
    assert gaps(around) == WITHHELD
    assert gaps([*around, [(44, True)]]).value == 30
    assert gaps([*around, [(44, False)]]) == WITHHELD


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([Unit.DAYS, Unit.HOURS]))
def test_a_longer_time_is_never_told_as_a_shorter_one(one, other, unit):
    low, high = sorted([one, other])
    assert told(F(low), unit, How.MEDIAN_TIME) <= told(F(high), unit, How.MEDIAN_TIME)


def test_a_median_time_of_few_writers_however_many_times_is_withheld():
    assert gaps([[(days, True) for days in range(50)]] * 9) == WITHHELD
    assert gaps([[(days, True)] for days in range(9)]) == WITHHELD


def test_a_median_time_that_has_not_come_is_withheld():
    assert gaps([[(9, False)]] * 12) == WITHHELD


def test_a_median_time_with_few_writers_on_one_side_is_withheld():
    """Four writers with nearly all of the short times, who are the median between them."""
    assert gaps([[(2, True)] * 20] * 4 + [[(30, True)]] * 8) == WITHHELD
    assert gaps([[(30, True)] * 20] * 4 + [[(2, True)]] * 8) == WITHHELD


def test_a_median_time_that_is_one_writers_is_withheld():
    assert gaps([[(2, True), (9, True)] * 200] + [[(2, True)], [(9, True)]] * 6) == WITHHELD


@pytest.mark.parametrize(
    ("value", "unit", "how", "seen"),
    [
        (F(1825, 100), Unit.RATE, How.MEDIAN, F(37, 2)),
        (F(1824, 100), Unit.RATE, How.POOLED, F(18)),
        (F(-1825, 100), Unit.RATE, How.POOLED, F(-37, 2)),
        (F(9999, 100), Unit.RATE, How.POOLED, F(100)),
        (F(1234, 10), Unit.RATE, How.POOLED, F(125)),
        (F(8431), Unit.MONEY, How.MEDIAN, F(8450)),
        (F(84_312), Unit.MONEY, How.MEDIAN, F(84_500)),
        (F(12, 10), Unit.MONEY, How.MEDIAN, F(1)),
        (F(93, 10), Unit.DAYS, How.MEDIAN, F(10)),
        (F(44), Unit.DAYS, How.MEDIAN_TIME, F(30)),
        (F(104), Unit.DAYS, How.MEDIAN_TIME, F(90)),
        (F(95, 10), Unit.HOURS, How.MEDIAN, F(10)),
        (F(37), Unit.HOURS, How.POOLED, F(40)),
        (F(137), Unit.HOURS, How.UPPER_QUARTILE, F(140)),
        (F(260), Unit.HOURS, How.MEDIAN, F(300)),
        (F(37), Unit.COUNT, How.MEDIAN, F(35)),
        (F(137), Unit.COUNT, How.MEDIAN, F(150)),
        (F(1234), Unit.COUNT, How.SUM, F(1200)),
        (F(-12, 100), Unit.CHANGE, How.POOLED, F(-1, 10)),
        (F(1, 100), Unit.CHANGE, How.MEDIAN, F(0)),
        (F(33, 100), Unit.SHARE, How.POOLED, F(7, 20)),
        (F(24, 1000), Unit.SHARE, How.POOLED, Vague.FEW),
        (F(0), Unit.SHARE, How.MEDIAN, Vague.FEW),
        (F(976, 1000), Unit.SHARE, How.POOLED, Vague.MOST),
    ],
)
def test_how_precisely_a_figure_is_told(value, unit, how, seen):
    assert told(value, unit, how) == seen


def test_limits_are_told_as_precisely_as_what_is_between_them():
    around = Limits(F(971, 10), F(1434, 10), 9, 9)
    assert told_limits(around, F(1204, 10), Unit.RATE, How.MEDIAN) == (95, 145)
    assert told_limits(around, F(99), Unit.RATE, How.MEDIAN) == (97, F(287, 2))


@pytest.mark.parametrize(("low", "high"), [(F(1, 100), F(1, 2)), (F(1, 2), F(99, 100))])
def test_limits_of_a_share_never_tell_of_all_or_of_nobody(low, high):
    assert told_limits(Limits(low, high, 9, 9), F(1, 3), Unit.SHARE, How.POOLED) is None
    answers = [(part, 100) for part in (0, 0, 0, 0, 0, 0, 0, 0, 40, 50, 60, 70, 80, 90, 95, 98)]
    whole = figure(How.MEDIAN, answers, Unit.SHARE, Rules(k=5))
    assert whole.low is None


AMOUNTS = st.fractions(min_value=0, max_value=200, max_denominator=100)


@given(st.lists(AMOUNTS, max_size=45), st.sampled_from(list(How)), st.sampled_from([5, 10]))
def test_fewer_than_k_writers_never_have_a_figure_and_order_does_not_matter(amounts, how, k):
    if how is How.MEDIAN_TIME:
        return
    answers = [(amount, 1) for amount in amounts]
    unit = Unit.HOURS if how is How.SUM else Unit.RATE
    found = figure(how, answers, unit, Rules(k=k))
    assert found == figure(how, answers[::-1], unit, Rules(k=k))
    if len(amounts) < k:
        assert found == WITHHELD
    if found.value is None:
        assert found == WITHHELD
