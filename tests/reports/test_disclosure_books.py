"""The books of a platform, workers made up beside those in them, and the order in which choices are tried."""

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest

from reports.disclosure import Books, Figure, UnusableBooks, What, chosen, fitting
from reports.disclosure.books import MOST_PAY, MOST_SECONDS
from reports.disclosure.fitting import _mixed, _nearest_first
from reports.disclosure.others import _Model, made_up

HOUR = 3600
KINDS = ("ranking", "review")


def books(pay, seconds=None, kinds=KINDS, major=100):
    pay = np.array(pay, np.int64)
    return Books(
        kinds, pay, np.full_like(pay, HOUR) if seconds is None else np.array(seconds, np.int64), major
    )


def test_as_much_as_can_be_believed_is_and_no_more():
    assert len(books([[MOST_PAY - 1, 1]], [[MOST_SECONDS - 1, 1]])) == 1
    for pay, seconds in (([[MOST_PAY, 1]], [[1, 1]]), ([[1, 1]], [[MOST_SECONDS, 1]])):
        with pytest.raises(
            UnusableBooks, match=r"^These books cannot be used: an amount is below 0 or beyond belief\.$"
        ):
            books(pay, seconds)


@pytest.mark.parametrize(
    ("pay", "seconds", "problem"),
    [
        ([[1, 1]], [[1, 1], [1, 1]], "pay and time are not of the same workers and kinds"),
        ([1], [1], "pay and time are not of the same workers and kinds"),
        ([[1]], [[1]], "each kind needs a column"),
        ([[-1, 2]], [[1, 1]], "an amount is below 0 or beyond belief"),
        ([[1, 1]], [[2, -1]], "an amount is below 0 or beyond belief"),
    ],
)
def test_books_are_refused_with_what_is_wrong_with_them(pay, seconds, problem):
    with pytest.raises(UnusableBooks, match=f"^These books cannot be used: {problem}\\.$"):
        books(pay, seconds)


def test_of_a_kind_or_of_all_of_them():
    made = books([[1, 20], [3, 40]], [[5, 60], [7, 80]])
    assert [part.tolist() for part in made.of("review")] == [[20, 40], [60, 80]]
    assert [part.tolist() for part in made.of(None)] == [[21, 43], [65, 87]]


def test_others_come_after_the_writers_and_the_currency_stays():
    both = books([[1, 2]], major=1).with_others(books([[3, 4], [5, 6]], [[7, 8], [9, 10]]))
    assert both.pay.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert both.seconds.tolist() == [[HOUR, HOUR], [7, 8], [9, 10]]
    assert (both.kinds, both.major) == (KINDS, 1)


def with_promises(pay, promised):
    return Books(KINDS, np.array(pay), np.full((len(pay), 2), HOUR), promised=books(promised))


def test_promises_go_with_the_workers_they_were_made_to():
    both = with_promises([[1, 2]], [[10, 20]]).with_others(with_promises([[3, 4]], [[30, 40]]))
    assert both.promised.pay.tolist() == [[10, 20], [30, 40]]
    some = books([[1, 2]]).with_others(with_promises([[3, 4]], [[30, 40]]))
    assert (some.promised.pay.tolist(), some.promised.seconds.tolist()) == (
        [[0, 0], [30, 40]],
        [[0, 0], [HOUR, HOUR]],
    )
    assert books([[1, 2]]).with_others(books([[3, 4]])).promised is None
    assert books([[1, 2]]).promises.pay.tolist() == [[0, 0]]


def test_in_order_workers_of_the_same_pay_stand_by_what_was_promised_them():
    rows = [([1, 2], [7, 8]), ([1, 2], [5, 6]), ([0, 1], [9, 9])]
    orders = [
        with_promises([rows[at][0] for at in order], [rows[at][1] for at in order]).in_order()
        for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0))
    ]
    found = [[one.pay.tolist(), one.promised.pay.tolist()] for one in orders]
    assert found == [found[0]] * 3
    assert sorted(zip(*found[0], strict=True)) == sorted(
        (list(pay), list(promised)) for pay, promised in rows
    )


def test_promises_to_other_workers_are_refused():
    with pytest.raises(UnusableBooks, match="promises are not of the same workers and kinds"):
        Books(KINDS, np.zeros((2, 2)), np.zeros((2, 2)), promised=books([[1, 2]]))


def test_in_order_workers_stand_by_what_they_have_with_what_is_theirs():
    rows = [([3, 1], [5, 5]), ([1, 2], [6, 5]), ([3, 1], [4, 5]), ([0, 0], [9, 9])]
    orders = [
        books([rows[at][0] for at in order], [rows[at][1] for at in order], major=1).in_order()
        for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2))
    ]
    for one in orders:
        assert (one.pay.tolist(), one.seconds.tolist()) == (
            orders[0].pay.tolist(),
            orders[0].seconds.tolist(),
        )
        assert sorted(zip(one.pay.tolist(), one.seconds.tolist(), strict=True)) == sorted(
            (list(pay), list(seconds)) for pay, seconds in rows
        )
        assert one.major == 1


class Scripted:
    """Chance that says what it is told to, and is asked for what is expected."""

    def __init__(self, *script):
        self._script = list(script)

    def integers(self, *bounds, size=None):
        expected, answer = self._script.pop(0)
        assert (*bounds, size) == (*expected, None if len(np.shape(answer)) == 0 else len(answer))
        return np.array(answer) if np.shape(answer) else answer

    @property
    def is_told(self):
        return not self._script


WRITERS = books([[1000, 0], [3000, 1000], [2000, 0]], [[HOUR, 0], [2 * HOUR, 0], [HOUR, 0]])


def test_a_worker_has_the_hours_of_one_writer_and_the_rate_of_another_both_stretched():
    chance = Scripted(
        ((3,), [1, 0]),  # the hours of the second, the rate of the first
        ((2,), 0),
        ((1000, 4000), 1500),  # her 2 hours are 3
        ((20,), [0, 0]),  # works at both
        ((2,), 1),
        ((1, 10), [2, 1]),  # 2 hours of the one, 1 of the other
        ((2,), 1),
        ((600, 1000), 700),
        ((2,), 0),
        ((1000, 1667), 1100),
    )
    pay, seconds = _Model.of(WRITERS, 1000).one(chance)
    assert seconds == [2 * HOUR, HOUR]
    assert pay == [1400, 1100]
    assert chance.is_told


def test_a_worker_is_promised_about_the_rate_of_the_writer_whose_rate_she_has():
    promised = books([[900, 0], [0, 0], [5000, 0]], [[HOUR // 2, 0], [0, 0], [2 * HOUR, 0]])
    writers = Books(KINDS, WRITERS.pay, WRITERS.seconds, promised=promised)
    stretches = [((2,), 0), ((1000, 1667), 1000)]
    start = [((2,), 0), ((1000, 4000), 1000), ((20,), [0, 0]), ((2,), 1), ((1, 10), [1, 1])]
    chance = Scripted(((3,), [1, 0]), *start, *stretches * 2, *stretches, ((2,), 1), ((600, 1000), 500))
    pay, seconds, brought, times = _Model.of(writers, 1000).one(chance)
    assert (pay, seconds) == ([1000, 1000], [HOUR, HOUR])
    # 18.00 an hour for half of her time, and half of that at the second kind.
    assert (brought, times) == ([900, 450], [HOUR // 2, HOUR // 2])
    assert chance.is_told
    # Promised for more time than was paid: for all of it. Nothing promised: nothing.
    for by_rate, expected in ((2, [2500, 2500]), (1, [0, 0])):
        chance = Scripted(((3,), [1, by_rate]), *start, *stretches * 4)
        assert _Model.of(writers, 1000).one(chance)[2] == expected


def test_others_have_promises_where_the_writers_have():
    promised = books([[2000, 0]] * 5)
    writers = Books(KINDS, promised.pay, promised.seconds, promised=promised)
    others = made_up(writers, np.random.default_rng(1))
    assert others.promised.pay.shape == others.pay.shape == (35, 2)
    # Both rates are hers, each stretched by itself.
    assert ((others.promised.pay > 0) == (others.pay > 0)).all()
    assert (others.promised.pay != others.pay).any()
    assert made_up(books([[2000, 0]] * 5), np.random.default_rng(1)).promised is None


def test_hours_shrink_as_often_and_the_others_may_be_better_paid():
    chance = Scripted(
        ((3,), [0, 1]),
        ((2,), 1),
        ((250, 1000), 500),
        ((20,), [19, 0]),  # at the second only
        ((2,), 0),
        ((1, 10), [9, 3]),
        ((2,), 0),
        ((1000, 1667), 1000),
        ((2,), 0),
        ((1000, 1667), 1000),
    )
    pay, seconds = _Model.of(WRITERS, 1400).one(chance)
    assert seconds == [0, HOUR // 2]
    assert pay == [0, 1400], "of 20.00 an hour the tilt makes 28.00"


def test_who_would_work_at_nothing_works_at_one_kind():
    chance = Scripted(
        ((3,), [0, 0]),
        ((2,), 0),
        ((1000, 4000), 1000),
        ((20,), [19, 19]),
        ((2,), 1),
        ((1, 10), [5, 5]),
        *[((2,), 0), ((1000, 1667), 1000)] * 2,
    )
    assert _Model.of(WRITERS, 1000).one(chance) == ([0, 1000], [0, HOUR])


def test_the_odds_are_between_those_of_the_writers_and_a_coin_and_no_more_than_a_coin():
    model = _Model.of(WRITERS, 700)
    # (2 * 3 + 3 + 4) of 20 would be more than a half; (2 * 1 + 3 + 4) of 20 are less.
    assert (model.odds.tolist(), model.parts, model.tilt) == ([10, 9], 20, 700)
    assert (model.pay, model.seconds) == ([1000, 4000, 2000], [HOUR, 2 * HOUR, HOUR])


def test_nobody_is_made_up_with_more_than_can_be_believed():
    made = books([[MOST_PAY, 0]] * 5, [[MOST_SECONDS, 0]] * 5)
    others = made_up(made, np.random.default_rng(1), 1400)
    assert MOST_SECONDS // 2 - len(KINDS) < int(others.seconds.sum(axis=1).max()) <= MOST_SECONDS // 2
    assert int(others.pay.max()) <= MOST_PAY // 2
    assert int(others.pay.max()) == MOST_PAY // 2


@pytest.mark.parametrize(("writers", "others"), [(1, 39), (10, 30), (11, 33)])
def test_a_platform_is_made_up_to_forty_workers_or_four_times_the_writers_in_the_same_currency(
    writers, others
):
    found = made_up(books([[2000, 0]] * writers, major=1), np.random.default_rng(1))
    assert len(found) == others
    assert (found.major, found.kinds) == (1, KINDS)


@pytest.mark.parametrize(("n", "workers"), [(2, 5), (3, 7), (5, 5), (4, 6)])
def test_choices_are_tried_with_one_writer_exchanged_then_two_and_none_twice(n, workers):
    tried = [tuple(row) for block in _nearest_first(n, workers) for row in block.tolist()]
    assert tried[0] == tuple(range(n))
    assert sorted(map(tuple, map(sorted, tried))) == sorted(combinations(range(workers), n))
    exchanged = [sum(one >= n for one in choice) for choice in tried]
    assert exchanged == sorted(exchanged)


@pytest.mark.parametrize(("count", "size"), [(1, 10), (2, 1), (10, 3), (1000, 999), (1000, 1000), (618, 7)])
def test_of_so_many_each_is_tried_once_and_those_that_follow_each_other_are_far_apart(count, size):
    blocks = [block.tolist() for block in _mixed(count, size)]
    assert {len(block) for block in blocks[:-1]} <= {size}
    assert len(blocks[-1]) <= size
    tried = [one for block in blocks for one in block]
    assert sorted(tried) == list(range(count))
    if count >= 618:
        assert min(abs(one - other) for one, other in pairwise(tried)) > count // 3


def test_figures_are_counted_up_to_one_by_one():
    made = books(
        [[2000, 0], [2000, 0], [2000, 0], [4000, 0]], [[HOUR, 0], [HOUR, 0], [2 * HOUR, 0], [2 * HOUR, 0]]
    )
    rate, hours = Figure(What.RATE), Figure(What.HOURS, step=Fraction(1))
    # Rates of 20, 20, 10 and 20: of the pairs only those without the third have 20; of those one has 2 hours.
    assert fitting(made, 2, [rate, hours], k=2) == [6, 3, 1]
    assert fitting(made, 2, [hours, rate], k=2) == [6, 1, 1]
    assert fitting(made, 2, [], k=2) == [6]


def asked_for(n, *asked):
    alike = Books(("ranking",), np.full((n, 1), 2000), np.full((n, 1), HOUR))
    made = Books(alike.kinds, alike.pay, alike.seconds, promised=alike)
    return [(one.what, one.kind) for one in chosen({"P": made}, {"P": asked}, k=5, periods=1, seed=1)["P"]]


def test_every_figure_stands_where_its_importance_puts_it():
    of_kind = "ranking"
    order = [
        (What.CELL, None),
        (What.RATE, None),
        (What.EMPTY, None),
        (What.EMPTY, of_kind),
        (What.CELL, of_kind),
        (What.PROMISED, None),
        (What.MEDIAN, None),
        (What.FIRST, None),
        (What.THIRD, None),
        (What.RATE, of_kind),
        (What.PROMISED, of_kind),
        (What.PROMISED_MEDIAN, None),
        (What.PROMISED_FIRST, None),
        (What.PROMISED_THIRD, None),
        (What.MEDIAN, of_kind),
        (What.FIRST, of_kind),
        (What.THIRD, of_kind),
        (What.PROMISED_MEDIAN, of_kind),
        (What.PROMISED_FIRST, of_kind),
        (What.PROMISED_THIRD, of_kind),
        (What.HOURS, None),
        (What.PAY, None),
        (What.HOURS, of_kind),
        (What.PAY, of_kind),
    ]
    asked = [Figure(what, kind) for what, kind in reversed(order)]
    told = asked_for(40, *asked)
    assert told == [one for one in order if one in told]
    assert len(told) > 8


@pytest.mark.parametrize(("n", "amounts"), [(5, 2), (6, 3), (7, 3), (8, 4)])
def test_half_as_many_figures_tell_amounts_as_there_are_writers(n, amounts):
    rates = [
        Figure(What.RATE),
        Figure(What.MEDIAN),
        Figure(What.FIRST),
        Figure(What.THIRD),
        Figure(What.RATE, "ranking"),
    ]
    told = asked_for(n, *rates, Figure(What.EMPTY, "ranking"), Figure(What.CELL))
    assert [what for what, _ in told if what not in (What.CELL, What.EMPTY)] == [one.what for one in rates][
        :1
    ] + [
        What.MEDIAN,
        What.FIRST,
        What.THIRD,
    ][: amounts - 1]


def test_a_sum_of_fewer_than_twenty_is_passed_over_and_what_follows_it_is_not():
    sums = [Figure(What.PAY), Figure(What.HOURS)]
    assert asked_for(19, *sums, Figure(What.CELL)) == [(What.CELL, None)]
    assert asked_for(20, *sums, Figure(What.CELL)) == [
        (What.CELL, None),
        (What.HOURS, None),
        (What.PAY, None),
    ]
