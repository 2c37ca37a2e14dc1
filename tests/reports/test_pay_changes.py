"""Pay changes: promised and real pay of the same kind of work before and after, also along re-hires."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures import Coverage, Figure
from reports.money import decimal_text
from reports.periods import Period
from reports.terms.change import change_figure, change_share
from reports.terms.pay_changes import PayChange, PayChanges, pay_changes
from reports.terms.promises import Contract, Promise
from reports.work import Work, total
from tests.reports.works import march, piece, promise, said, work

MARCH = Period(march(1), date(2026, 4, 1))
ONE = [Contract("c", "heron", "ranking")]
TWO = [Contract("a", "heron", "ranking"), Contract("c", "heron", "ranking", previous_contract_id="a")]
few = settings(max_examples=50, deadline=None)


def found_in(promises, contracts=ONE, done=None, **more) -> PayChanges:
    given_ = {"period": MARCH, "as_of": march(31), "currency": "USD", **more}
    return pay_changes(promises, contracts, done or {}, **given_)


def only(report: PayChanges) -> PayChange:
    (change,) = report.changes
    return change


def values(change: PayChange, *keys: str) -> list[Fraction | None]:
    return [change.figures[key].value for key in keys]


CUT = [promise(1), promise(15, rate=1600)]


# Check values


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("21", "16", "-23.8"),
        ("12.30", "9.60", "-22.0"),  # 15 labels an hour at $0.82 and at $0.64
        ("21", "9.60", "-54.3"),  # by the hour, then by the label
        ("16", "21", "31.3"),
        ("16", "16", "0.0"),
        ("16", "-4", "-125.0"),
    ],
)
def test_a_change_is_a_share_of_what_was_before(before, after, share) -> None:
    found = change_share(Fraction(before), Fraction(after))
    assert decimal_text(found * 100, 1) == share


@pytest.mark.parametrize(("before", "after"), [(0, 5), (-1, 5), (None, 5), (5, None), (None, None)])
def test_without_pay_before_there_is_no_share(before, after) -> None:
    as_fraction = [None if one is None else Fraction(one) for one in (before, after)]
    assert change_share(*as_fraction) is None


def test_twenty_one_dollars_to_sixteen() -> None:
    change = only(found_in(CUT))
    assert values(change, "promised_rate_before", "promised_rate_after") == [21, 16]
    assert change.figures["promised_rate_change"].value == Fraction(-5, 21)
    assert (change.changed_on, change.changed) == (march(15), ("rate",))


def test_eighty_two_cents_a_label_to_sixty_four() -> None:
    change = only(found_in([piece(82), piece(64, terms_id="t9", effective_on=march(9))]))
    assert values(change, "promised_rate_before", "promised_rate_after") == [
        Fraction("12.30"),
        Fraction("9.60"),
    ]


def test_from_the_hour_to_the_label() -> None:
    change = only(found_in([promise(1), piece(64, terms_id="t9", effective_on=march(9))]))
    assert change.changed == ("pay_model", "rate", "unit", "promised_time")
    assert values(change, "promised_rate_before", "promised_rate_after") == [21, Fraction("9.60")]


def price_change(*promises: Promise) -> Figure:
    return only(found_in(promises)).figures["promised_price_change"]


def test_a_lower_price_is_a_cut_though_the_promised_time_falls_with_it() -> None:
    # $12.00 for 20 minutes, then $9.00 for 15: 36.00 an hour both times.
    promises = [
        piece(1200, promised_seconds_per_unit=1200),
        piece(900, promised_seconds_per_unit=900, terms_id="t9", effective_on=march(9)),
    ]
    report = found_in(promises)
    assert only(report).figures["promised_rate_change"].value == 0
    figure = price_change(*promises)
    assert (figure.value, figure.unit, figure.currency) == (Fraction(-1, 4), "share", "USD")
    assert said(figure) == [
        ("", "After the change", 9, "money"),
        ("-", "Before the change", 12, "money"),
        ("/", "Before the change", 12, "money"),
        ("=", "Change of the price of a unit", Fraction(-1, 4), "share"),
    ]
    assert figure.rows == {"terms": ("t1", "t9")}
    assert figure.period == MARCH
    cuts = report.figures["pay_cut_count"]
    assert (cuts.value, cuts.at_least) == (1, False)


def test_a_price_without_a_promised_time_can_be_cut_too() -> None:
    promises = [
        piece(82, promised_seconds_per_unit=None),
        piece(64, promised_seconds_per_unit=None, terms_id="t9", effective_on=march(9)),
    ]
    assert found_in(promises).figures["pay_cut_count"].value == 1
    report = found_in([*promises, promise(20, rate=9000)])
    first, second = report.changes
    assert first.figures["promised_rate_change"].reason == "no_advertised_rate"
    assert first.figures["promised_price_change"].value == Fraction(-9, 41)
    assert second.figures["promised_price_change"].reason == "another_unit"
    assert second.figures["promised_price_change"].value is None
    cuts = report.figures["pay_cut_count"]
    assert (cuts.value, cuts.at_least) == (1, True)


def test_a_price_that_is_not_promised_has_no_change() -> None:
    unknown = piece(82, rate_minor=None, terms_id="t9", effective_on=march(9))
    assert price_change(piece(82), unknown).reason == "no_advertised_rate"
    euros = piece(82, currency="EUR", terms_id="t9", effective_on=march(9))
    assert price_change(piece(82), euros).reason == "two_currencies"


# The real rates


def test_the_real_rates_are_ratios_of_the_sums_under_the_old_and_the_new_terms() -> None:
    done = {
        ("t1", "ranking"): work(180, paid=8, unpaid=2, first_on=march(2), last_on=march(12)),
        ("t15", "ranking"): work(120, paid=8, unpaid=2, first_on=march(15), last_on=march(20)),
    }
    change = only(found_in(CUT, done=done))
    keys = ("effective_rate_before", "effective_rate_after", "effective_rate_change")
    assert values(change, *keys) == [18, 12, Fraction(-1, 3)]
    days = [change.figures[key].period for key in keys]
    assert days == [
        Period.through(march(2), march(12)),
        Period.through(march(15), march(20)),
        Period.through(march(2), march(20)),
    ]
    assert not change.figures["effective_rate_change"].provisional


def test_terms_that_carry_a_promise_on_carry_its_work_too() -> None:
    promises = [promise(1), promise(5), promise(15, rate=1600), promise(20, rate=1600)]
    done = {
        ("t1", "ranking"): work(100, paid=5),
        ("t5", "ranking"): work(200, paid=10),
        ("t15", "ranking"): work(50, paid=5),
        ("t20", "ranking"): work(10, paid=5),
    }
    change = only(found_in(promises, done=done))
    assert values(change, "effective_rate_before", "effective_rate_after") == [20, 6]
    assert change.figures["promised_rate_before"].rows == {"terms": ("t1", "t5")}


def test_each_kind_of_work_is_compared_with_itself() -> None:
    done = {
        ("t1", "ranking"): work(200, paid=10),
        ("t1", "writing"): work(300, paid=10),
        ("t15", "ranking"): work(150, paid=10),
        ("t15", "writing"): work(300, paid=10),
    }
    report = found_in(CUT, done=done)
    assert [(one.kind, one.figures["effective_rate_change"].value) for one in report.changes] == [
        ("ranking", Fraction(-1, 4)),
        ("writing", 0),
    ]
    assert report.figures["pay_change_count"].value == 1  # one change, of two kinds


def test_a_kind_done_on_one_side_only_has_no_change() -> None:
    done = {("t1", "ranking"): work(200, paid=10), ("t15", None): work(150, paid=10)}
    ranking, unnamed = found_in(CUT, done=done).changes
    assert (ranking.kind, unnamed.kind) == ("ranking", None)
    assert values(ranking, "effective_rate_before", "effective_rate_after") == [20, None]
    assert values(unnamed, "effective_rate_before", "effective_rate_after") == [None, 15]
    for change in (ranking, unnamed):
        assert change.figures["effective_rate_change"].reason == "no_hours"
        assert change.figures["promised_rate_change"].value == Fraction(-5, 21)


def test_waiting_weighs_on_every_kind_by_its_paid_hours() -> None:
    done = {
        ("t1", "ranking"): work(200, paid=6),
        ("t1", "writing"): work(100, paid=2),
        ("t1", "waiting"): work(-8, unpaid=4),  # and a cost of eight dollars
        ("t15", "ranking"): work(150, paid=10),
    }
    ranking, writing = found_in(CUT, done=done).changes
    assert ranking.figures["effective_rate_before"].value == Fraction(200 - 6, 6 + 3)
    assert writing.figures["effective_rate_before"].value == Fraction(100 - 2, 2 + 1)


def test_a_side_that_only_waited_brought_nothing_an_hour() -> None:
    done = {("t1", "ranking"): work(200, paid=10), ("t15", "waiting"): work(0, unpaid=6)}
    change = only(found_in(CUT, done=done))
    assert values(change, "effective_rate_before", "effective_rate_after", "effective_rate_change") == [
        20,
        0,
        -1,
    ]


def test_without_any_work_the_promise_is_compared_for_the_kind_of_the_contract() -> None:
    change = only(found_in(CUT))
    assert change.kind == "ranking"
    for key in ("effective_rate_before", "effective_rate_after", "effective_rate_change"):
        assert (change.figures[key].value, change.figures[key].reason) == (None, "no_hours")
    assert change.figures["effective_rate_before"].period == Period.through(march(1), march(14))
    assert change.figures["effective_rate_after"].period == Period.through(march(15), march(31))


def test_hours_whose_pay_nobody_knows_make_no_change() -> None:
    done = {("t1", "ranking"): work(200, paid=10), ("t15", "ranking"): Work(paid_seconds=36_000)}
    change = only(found_in(CUT, done=done))
    assert change.figures["effective_rate_after"].reason == "no_earnings"
    assert change.figures["effective_rate_change"].reason == "no_earnings"


def test_a_loss_before_has_no_share() -> None:
    done = {("t1", "ranking"): work(-20, paid=10), ("t15", "ranking"): work(150, paid=10)}
    change = only(found_in(CUT, done=done))
    assert change.figures["effective_rate_change"].reason == "no_pay_before"


@pytest.mark.parametrize(
    ("before", "after", "provisional"),
    [
        (work(100, paid=5), work(100, paid=5), False),
        (work(100, paid="4.9"), work(100, paid=5), True),
        (work(100, paid=5), work(100, paid="4.9"), True),
        (work(100, paid=5, task_count=2), work(100, paid=5), True),
        (work(100, paid=5), work(100, paid=5, paid_priced_seconds=3600), True),
    ],
)
def test_a_change_that_rests_on_little_is_provisional(before, after, provisional) -> None:
    change = only(found_in(CUT, done={("t1", "ranking"): before, ("t15", "ranking"): after}))
    assert change.figures["effective_rate_change"].provisional is provisional
    assert not change.figures["promised_rate_change"].provisional
    assert not change.figures["effective_rate_before"].provisional


# Which terms are compared


def test_the_acceptance_gives_way_to_amended_terms_of_its_day() -> None:
    accepted = promise(1, terms_id="z", is_acceptance=True)
    amended = promise(1, terms_id="a", rate=1600)
    assert found_in([accepted, amended]).changes == ()
    later = promise(9, rate=1500)
    change = only(found_in([accepted, amended, later]))
    assert change.before == amended
    assert change.after == later


def test_only_changes_of_the_period_are_listed_with_all_work_under_the_terms() -> None:
    promises = [promise(1), promise(10, rate=1800), promise(20, rate=1600)]
    week = Period(march(10), march(20))
    assert [one.changed_on for one in found_in(promises, period=week).changes] == [march(10)]
    assert [one.changed_on for one in found_in(promises).changes] == [march(10), march(20)]
    assert found_in(promises, as_of=march(19)).figures["pay_change_count"].value == 1


def test_a_change_of_the_hold_is_listed_and_cuts_nothing() -> None:
    report = found_in([promise(1), promise(9, hold_days=14)])
    assert (only(report).changed, only(report).figures["promised_rate_change"].value) == (("hold",), 0)
    assert (report.figures["pay_change_count"].value, report.figures["pay_cut_count"].value) == (1, 0)


def test_promises_in_two_currencies_are_not_compared() -> None:
    report = found_in([promise(1), promise(9, currency="EUR")])
    change = only(report).figures["promised_rate_change"]
    assert (change.value, change.reason, change.steps, change.currency) == (None, "two_currencies", (), None)
    assert only(report).figures["promised_rate_after"].currency == "EUR"
    cuts = report.figures["pay_cut_count"]
    assert (cuts.value, cuts.at_least) == (0, True)


def test_a_promise_without_a_rate_is_not_known() -> None:
    change = only(found_in([promise(1, rate=None), promise(9)]))
    assert change.figures["promised_rate_before"].reason == "no_advertised_rate"
    assert change.figures["promised_rate_change"].reason == "no_advertised_rate"
    after = only(found_in([promise(1), promise(9, rate=None)])).figures["promised_rate_change"]
    assert (after.value, after.reason) == (None, "no_advertised_rate")


def test_terms_of_a_contract_that_is_not_there_are_left_out() -> None:
    report = found_in([promise(1, contract_id="x"), promise(9, contract_id="x", rate=1)])
    assert report.changes == ()
    assert report.figures["pay_change_count"].reason == "no_advertised_rate"


# Re-hires

REHIRED = [promise(1, contract_id="a", terms_id="a1"), promise(15, rate=1600)]


def test_a_re_hire_is_compared_with_its_former_contract() -> None:
    done = {("a1", "ranking"): work(200, paid=10), ("t15", "ranking"): work(150, paid=10)}
    change = only(found_in(REHIRED, TWO, done))
    assert (change.contract_id, change.previous_contract_id, change.platform_id) == ("c", "a", "heron")
    assert (change.before, change.after) == tuple(REHIRED)
    assert values(change, "promised_rate_change", "effective_rate_change") == [
        Fraction(-5, 21),
        Fraction(-1, 4),
    ]
    assert only(found_in(CUT)).previous_contract_id is None


def test_a_re_hire_at_the_same_terms_is_no_change() -> None:
    assert found_in([REHIRED[0], promise(15)], TWO).changes == ()


def test_two_contracts_of_one_platform_say_nothing_without_a_re_hire() -> None:
    strangers = [Contract("a", "heron", "ranking"), Contract("c", "heron", "ranking")]
    assert found_in(REHIRED, strangers).changes == ()


@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ("ranking", "ranking", ["ranking"]),
        ("ranking", "writing", []),
        ("ranking", None, []),
        (None, "ranking", []),
        (None, None, [None]),  # she said herself that it is the same job again
    ],
)
def test_a_re_hire_for_another_kind_of_work_is_no_change_of_pay(old, new, listed) -> None:
    contracts = [Contract("a", "heron", old), Contract("c", "heron", new, "a")]
    assert [one.kind for one in found_in(REHIRED, contracts).changes] == listed


def test_the_kinds_of_a_re_hire_are_those_that_were_paid_for_on_both() -> None:
    done = {
        ("a1", "ranking"): work(200, paid=10),
        ("a1", "writing"): work(300, paid=10),
        ("t15", "writing"): work(150, paid=10),
        ("t15", "editing"): work(150, paid=10),
        ("t15", "ranking"): work(0, unpaid=1),
    }
    assert [one.kind for one in found_in(REHIRED, TWO, done).changes] == ["writing"]


def test_changes_stand_in_the_order_of_their_days() -> None:
    promises = [*REHIRED, promise(8, contract_id="a", terms_id="a8", rate=2000), promise(20, rate=1500)]
    listed = [(one.changed_on, one.previous_contract_id) for one in found_in(promises, TWO).changes]
    assert listed == [(march(8), None), (march(15), "a"), (march(20), None)]


# Counts


def test_changes_and_cuts_are_counted_once_a_day_and_contract() -> None:
    promises = [promise(1), promise(5, rate=1600), promise(9, rate=1800), promise(13, rate=1700)]
    report = found_in(promises)
    changes, cuts = report.figures["pay_change_count"], report.figures["pay_cut_count"]
    assert (changes.value, cuts.value, cuts.at_least) == (3, 2, False)
    assert said(cuts) == [
        ("+", "New terms on 2026-03-05", 1, "count"),
        ("+", "New terms on 2026-03-13", 1, "count"),
    ]
    assert [step.values["day"] for step in changes.steps] == [march(5), march(9), march(13)]
    assert changes.rows == {"terms": ("t1", "t5", "t9", "t13")}
    assert cuts.rows == {"terms": ("t1", "t5", "t9", "t13")}
    assert (changes.unit, changes.period, cuts.period) == ("count", MARCH, MARCH)


def test_only_cuts_have_rows_among_the_cuts() -> None:
    report = found_in([promise(1), promise(5, rate=2500), promise(9, rate=2400)])
    assert report.figures["pay_cut_count"].rows == {"terms": ("t5", "t9")}


def test_no_change_is_a_true_zero_and_no_promise_is_not_known() -> None:
    assert {figure.value for figure in found_in([promise(1)]).figures.values()} == {0}
    unknown = found_in([promise(1, rate=None)]).figures.values()
    assert {(figure.value, figure.reason) for figure in unknown} == {(None, "no_advertised_rate")}
    assert {figure.reason for figure in found_in([]).figures.values()} == {"no_advertised_rate"}


# Figures


def test_the_sum_and_the_rows_behind_a_change() -> None:
    done = {
        ("t1", "ranking"): work(200, paid=10, rows={"tasks": ("w1",)}),
        ("t15", "ranking"): work(150, paid=10, rows={"tasks": ("w2",), "payments": ("p",)}),
    }
    change = only(found_in(CUT, done=done))
    assert said(change.figures["promised_rate_change"]) == [
        ("", "After the change", 16, "money_per_hour"),
        ("-", "Before the change", 21, "money_per_hour"),
        ("/", "Before the change", 21, "money_per_hour"),
        ("=", "Change of the promised rate", Fraction(-5, 21), "share"),
    ]
    assert change.figures["promised_rate_change"].rows == {"terms": ("t1", "t15")}
    real = change.figures["effective_rate_change"]
    assert real.rows == {"tasks": ("w1", "w2"), "payments": ("p",)}
    assert real.steps[-1].label == "Change of real hourly pay"
    assert (real.unit, real.currency) == ("share", "USD")
    assert change.figures["effective_rate_after"].rows == {"tasks": ("w2",), "payments": ("p",)}
    assert said(change.figures["promised_rate_before"]) == [
        ("", "Promised for an hour", 21, "money"),
        ("=", "Promised hourly rate", 21, "money_per_hour"),
    ]
    assert change.figures["promised_rate_before"].period == Period.through(march(1), march(14))


def test_the_coverage_of_a_change_is_the_thinner_one_of_both_sides() -> None:
    done = {
        ("t1", "ranking"): work(100, paid=10, paid_priced_seconds=9 * 3600),
        ("t15", "ranking"): work(100, paid=10, positive_with_time=8000),
    }
    change = only(found_in(CUT, done=done)).figures["effective_rate_change"]
    assert change.coverage == Coverage(Fraction(4, 5), Fraction(9, 10))


def figure(coverage: Coverage | None) -> Figure:
    return Figure("effective_rate_before", Fraction(1), "money_per_hour", MARCH, "USD", coverage=coverage)


def test_what_is_not_known_of_one_side_is_not_made_up_from_the_other() -> None:
    half = Coverage(Fraction(1, 2), None)
    for one, other in ((None, half), (half, None)):
        assert change_figure("effective_rate_change", figure(one), figure(other)).coverage is None
    both = change_figure("effective_rate_change", figure(half), figure(Coverage(None, None)))
    assert both.coverage == half


# Invariants

jobs = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from([1600, 1800, 2100, None])), min_size=1, max_size=7
)


def changes_the_slow_way(drawn: list[tuple[int, int | None]]) -> list[tuple[int, int | None, int | None]]:
    """Walk from day to day and note every day on which the rate in force is another one."""
    rates: dict[int, int | None] = {}
    for number in range(1, 32):
        in_force = [rate for day, rate in drawn if day <= number]
        if in_force:
            newest = max(day for day, _ in drawn if day <= number)
            rates[number] = [rate for day, rate in drawn if day == newest][-1]
    return [
        (day, rates[before], rates[day])
        for before, day in pairwise(sorted(rates))
        if rates[before] != rates[day]
    ]


@few
@given(jobs)
def test_a_walk_from_day_to_day_finds_the_same_changes(drawn) -> None:
    promises = [promise(day, terms_id=f"t{number}", rate=rate) for number, (day, rate) in enumerate(drawn)]
    found = found_in(promises, as_of=march(31))
    expected = changes_the_slow_way(drawn)
    assert [(one.changed_on.day, one.before.rate_minor, one.after.rate_minor) for one in found.changes] == (
        expected
    )


@few
@given(jobs, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(drawn, random) -> None:
    promises = [promise(day, terms_id=f"t{number}", rate=rate) for number, (day, rate) in enumerate(drawn)]
    done = {
        (f"t{number}", kind): work(number + 1, paid=2)
        for number in range(len(drawn))
        for kind in ("ranking", "writing")
    }
    shuffled, mixed = list(promises), list(done.items())
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert found_in(shuffled, done=dict(mixed)) == found_in(promises, done=done)


@few
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=5))
def test_the_split_of_unpaid_time_loses_no_hour_and_no_cent(kinds) -> None:
    done = {("t1", f"k{number}"): work(net, paid=paid) for number, (net, paid, _) in enumerate(kinds)}
    waited = {("t1", f"w{number}"): work(-1, unpaid=unpaid) for number, (_, _, unpaid) in enumerate(kinds)}
    changes = found_in(CUT, done={**done, **waited}).changes
    steps = [change.figures["effective_rate_before"].steps for change in changes]
    whole = total([*done.values(), *waited.values()])
    assert sum(one[0].value for one in steps) == whole.net_pay("USD")
    assert sum(one[1].value for one in steps) == whole.hours


@few
@given(st.integers(1, 500), st.integers(1, 500), st.integers(2, 9))
def test_a_change_does_not_know_the_size_of_the_money(before, after, times) -> None:
    def share(factor: int) -> Fraction:
        done = {
            ("t1", "ranking"): work(before * factor, paid=10),
            ("t15", "ranking"): work(after * factor, paid=10),
        }
        return only(found_in(CUT, done=done)).figures["effective_rate_change"].value

    assert share(1) == share(times)


def test_a_promise_reads_like_its_row() -> None:
    assert isinstance(only(found_in(CUT)).before, Promise)
