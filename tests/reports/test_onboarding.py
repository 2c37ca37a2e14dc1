"""The onboarding ledger: unpaid hours before a contract pays, what they are worth, and tests that led nowhere."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.money import decimal_text
from reports.periods import Period
from reports.terms.onboarding import ContractStart, Onboarding, Preparation, onboarding, onboarding_figures
from reports.terms.payback import Line
from reports.work import NOTHING, Work
from tests.reports.works import march, on, said, work

MARCH = Period.through(march(1), march(31))
USUAL = Fraction(20)
WAGE = Line(Fraction("16.90"))
few = settings(max_examples=50, deadline=None)


def prep(day: int, hours: int | str, category: str = "onboarding", tasks=(), count: int = 1) -> Preparation:
    rows = {"tasks": tasks} if tasks else {}
    return Preparation(category, on(day, unpaid=hours, task_count=count, rows=rows))


def paid(day: int, gross: int = 120, hours: int = 4) -> Work:
    return on(day, gross, paid=hours)


def ledger_of(preparation, days=(), done: Work = NOTHING, first: int | None = None, **more) -> Onboarding:
    """A contract; the first task of its first day with paid hours is paid, unless another day is given."""
    listed = [one.first_on for one in days if one.paid_seconds]
    first_paid_on = march(first) if first else min(listed, default=None)
    start = ContractStart("c", "heron", done, days, preparation, first_paid_on)
    given_ = {"line": WAGE, "period": MARCH, "currency": "USD", "usual_rate": USUAL, **more}
    return onboarding(start, **given_)


def led(*preparation, rate: int = 30) -> Onboarding:
    """A contract that has paid `rate` an hour since 20 March."""
    return ledger_of(preparation, [paid(20)], work(4 * rate, paid=4))


# One contract


def test_the_check_of_the_method_page() -> None:
    # Six unpaid hours, then 30.00 an hour, against 16.90: 7.7405 paid hours.
    days = [on(1, unpaid=6), paid(2), paid(3)]
    found = ledger_of([prep(1, 6)], days, work(240, paid=8, unpaid=6))
    assert list(found.figures) == [
        "onboarding_hours",
        "onboarding_cost",
        "payback_hours",
        "payback_forecast_hours",
    ]
    assert found.figures["onboarding_hours"].value == 6
    assert found.figures["onboarding_cost"].value == 180
    assert decimal_text(found.figures["payback_forecast_hours"].value, 4) == "7.7405"
    assert (found.figures["payback_hours"].value, found.reached_on) == (8, march(3))
    assert (found.first_paid_on, found.hourly) == (march(2), 30)
    assert (found.contract_id, found.platform_id) == ("c", "heron")


def test_hours_until_the_first_paid_task_count_those_of_its_day_included() -> None:
    parts = [prep(5, 8), prep(4, 2, "training"), prep(1, 1, "assessment")]
    found = ledger_of(parts, [paid(9), paid(4)], work(240, paid=8, unpaid=11))
    assert found.preparation == (parts[2], parts[1])
    assert found.first_paid_on == march(4)
    assert found.figures["onboarding_hours"].value == 3


def test_the_first_paid_task_may_have_no_time() -> None:
    found = ledger_of([prep(3, 2), prep(5, 1), prep(6, 1)], [on(2, 50, unpaid=1), on(5)], first=5)
    assert (found.first_paid_on, found.figures["onboarding_hours"].value) == (march(5), 3)


def test_without_a_paid_task_all_of_it_counts_at_the_usual_rate() -> None:
    found = ledger_of([prep(3, 2), prep(30, 1)])
    assert (found.first_paid_on, found.reached_on, found.hourly) == (None, None, USUAL)
    assert found.figures["onboarding_cost"].value == 60
    assert found.figures["payback_hours"].reason == "no_paid_hours"


def test_what_nobody_can_value_has_no_value() -> None:
    cost = ledger_of([prep(3, 2)], usual_rate=None).figures["onboarding_cost"]
    assert (cost.value, cost.reason, cost.at_least) == (None, "no_paid_hours", False)
    assert said(cost) == [("=", "What these hours would have brought", None, "money")]


def test_nothing_before_the_first_pay_cost_nothing() -> None:
    found = ledger_of([], [paid(2)], work(120, paid=4))
    assert (found.figures["onboarding_hours"].value, found.figures["onboarding_cost"].value) == (0, 0)
    assert found.figures["payback_hours"].reason == "no_onboarding"
    unknown = ledger_of([], usual_rate=None).figures["onboarding_cost"]
    assert (unknown.value, unknown.at_least) == (0, False)


def test_the_hours_by_category_and_their_rows() -> None:
    parts = [
        prep(1, 1, "training", tasks=("a",)),
        prep(2, 2, "onboarding", tasks=("b", "a")),
        prep(3, "0.5", "training", tasks=("c",)),
    ]
    found = led(*parts).figures
    assert said(found["onboarding_hours"]) == [
        ("+", "Onboarding", 2, "hours"),
        ("+", "Training", Fraction(3, 2), "hours"),
        ("=", "Unpaid hours before the first paid work", Fraction(7, 2), "hours"),
    ]
    assert said(found["onboarding_cost"]) == [
        ("+", "7/2 hours at 30 an hour", 105, "money"),
        ("=", "What these hours would have brought", 105, "money"),
    ]
    for key in ("onboarding_hours", "onboarding_cost"):
        assert found[key].rows == {"tasks": ("a", "b", "c")}
        assert found[key].period == MARCH
    assert found["onboarding_hours"].unit == "hours"
    assert (found["onboarding_cost"].unit, found["onboarding_cost"].currency) == ("money", "USD")
    assert led(prep(1, 1)).figures["onboarding_hours"].rows == {}


# Everything


def all_of(*ledgers: Onboarding, apart=(), period=MARCH, usual_rate=USUAL):
    return onboarding_figures(ledgers, apart, period=period, currency="USD", usual_rate=usual_rate)


def test_each_hour_is_valued_at_the_rate_of_its_contract() -> None:
    nothing_yet = ledger_of([prep(8, 3, "assessment")])
    found = all_of(led(prep(2, 2)), led(prep(3, 1), rate=10), nothing_yet, apart=[prep(4, 5, "assessment")])
    assert list(found) == [
        "onboarding_hours",
        "onboarding_cost",
        "unled_onboarding_hours",
        "unled_onboarding_cost",
        "unled_assessment_count",
    ]
    assert found["onboarding_hours"].value == 11
    assert said(found["onboarding_cost"]) == [
        ("+", "2 hours at 30 an hour", 60, "money"),
        ("+", "1 hours at 10 an hour", 10, "money"),
        ("+", "8 hours at 20 an hour", 160, "money"),
        ("=", "What these hours would have brought", 230, "money"),
    ]
    assert found["unled_onboarding_hours"].value == 8
    assert found["unled_onboarding_cost"].value == 160


def test_tests_that_led_to_no_paid_work_are_counted_on_and_off_contracts() -> None:
    nothing_yet = ledger_of([prep(8, 3, "assessment", count=2, tasks=("a",)), prep(9, 1)])
    apart = [
        prep(4, 5, "assessment", tasks=("b",)),
        prep(5, 1, "training", count=9, tasks=("c",)),
    ]
    count = all_of(led(prep(1, 1, "assessment")), nothing_yet, apart=apart)["unled_assessment_count"]
    assert (count.value, count.unit, count.period) == (3, "count", MARCH)
    assert count.rows == {"tasks": ("a", "b")}
    assert said(count) == [("=", "Tests without paid work so far", 3, "count")]


def test_only_hours_of_the_period_count() -> None:
    week = Period(march(5), march(12))
    found = all_of(
        led(prep(4, 1), prep(5, 2)),
        ledger_of([prep(11, 4), prep(12, 8)]),
        apart=[prep(1, 16, "assessment"), prep(6, 32, "assessment")],
        period=week,
    )
    assert (found["onboarding_hours"].value, found["unled_onboarding_hours"].value) == (38, 36)
    assert found["unled_assessment_count"].value == 1


def test_nothing_logged_is_a_true_zero() -> None:
    assert {figure.value for figure in all_of().values()} == {0}


def test_where_some_hours_have_no_value_it_is_at_least_the_rest() -> None:
    found = all_of(led(prep(2, 2)), apart=[prep(4, 5, "assessment")], usual_rate=None)
    assert (found["onboarding_cost"].value, found["onboarding_cost"].at_least) == (60, True)
    unled = found["unled_onboarding_cost"]
    assert (unled.value, unled.reason) == (None, "no_paid_hours")
    known = all_of(led(prep(2, 2)), usual_rate=None)
    assert not known["onboarding_cost"].at_least


preparations = st.lists(
    st.tuples(
        st.integers(1, 31),
        st.integers(0, 9),
        st.sampled_from(["onboarding", "assessment", "training"]),
    ),
    max_size=6,
)


@few
@given(st.lists(preparations, max_size=4), preparations, st.integers(2, 30))
def test_hours_money_and_tests_add_up_over_any_split_of_the_period(contracts, apart, middle) -> None:
    ledgers = [
        led(*(prep(*one) for one in found)) if number % 2 else ledger_of([prep(*one) for one in found])
        for number, found in enumerate(contracts)
    ]
    loose = [prep(*one) for one in apart]
    whole = all_of(*ledgers, apart=loose)
    halves = [
        all_of(*ledgers, apart=loose, period=period)
        for period in (Period(march(1), march(middle)), Period(march(middle), date(2026, 4, 1)))
    ]
    for key, figure in whole.items():
        assert sum(half[key].value for half in halves) == figure.value


@few
@given(preparations, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(drawn, random) -> None:
    parts, days = [prep(*one) for one in drawn], [paid(9), paid(20), paid(5)]
    shuffled = list(parts)
    random.shuffle(shuffled)
    done = work(360, paid=12, unpaid=100)
    assert ledger_of(shuffled, days[::-1], done) == ledger_of(parts, days, done)


@pytest.mark.parametrize("category", ["onboarding", "assessment", "training"])
def test_all_three_categories_count(category) -> None:
    assert led(prep(1, 2, category)).figures["onboarding_hours"].steps[0].value == 2


def test_what_was_done_on_one_day_stands_by_category_then_by_length() -> None:
    parts = [
        prep(1, 1, "training"),
        prep(1, 5, "assessment"),
        prep(1, 2, "training"),
        prep(1, 9, "assessment"),
    ]
    found = ledger_of(parts, [paid(2)], work(120, paid=4, unpaid=17))
    assert found.preparation == (parts[1], parts[3], parts[0], parts[2])
