"""A writer's answers on late and missing pay, changes of pay, and getting started."""

from datetime import date
from fractions import Fraction

import pytest

from reports.exchange import Rate
from tests.reports import factories as make
from tests.reports.asked_writers import answered, asking, lasted, said

AGREED = [make.terms(pay_lag_days=7)]


def came(on, minor=2500, **overrides):
    return [make.payout(arrived_on=on, gross_minor=minor, **overrides)]


@pytest.mark.parametrize(
    ("payouts", "late", "missing"),
    [
        (came(date(2026, 3, 9)), 0, 0),
        (came(date(2026, 3, 10)), 1, 0),
        ([], 1, 1),
        (came(date(2026, 3, 9), 1000), Fraction(3, 5), Fraction(3, 5)),
        (came(date(2026, 3, 10), 1000), 1, Fraction(3, 5)),
    ],
    ids=["on the day", "a day late", "not yet", "a part on the day", "a part a day late"],
)
def test_pay_of_2_march_was_agreed_for_9_march(payouts, late, missing):
    found = answered(terms=AGREED, tasks=[make.task()], payouts=payouts)
    assert said(found, "late_pay", platform="heron") == late
    assert said(found, "missing_pay") == missing
    assert said(found, "any_missing_pay") == (missing > 0)


@pytest.mark.parametrize(("worked_on", "is_due"), [(date(2026, 3, 15), True), (date(2026, 3, 16), False)])
def test_where_no_day_was_agreed_pay_is_due_thirty_days_after_the_work(worked_on, is_due):
    found = answered(tasks=[make.task(worked_on=worked_on)])
    assert said(found, "missing_pay") == (1 if is_due else None)


def test_pay_of_other_periods_and_pay_that_was_taken_back_are_not_waited_for():
    before = answered(terms=AGREED, tasks=[make.task(worked_on=date(2025, 12, 1)), make.unpaid()])
    assert said(before, "missing_pay") is None
    taken = answered(
        terms=AGREED,
        tasks=[make.task()],
        payments=[make.payment(kind="clawback", earned_on=date(2026, 3, 3))],
    )
    assert said(taken, "missing_pay") is None


def test_each_platform_has_its_own_and_the_whole_has_both():
    found = answered(
        contracts=[make.contract(id="contract"), make.contract(id="second", platform_id="wren")],
        terms=[*AGREED, make.terms(contract_id="second", pay_lag_days=7, rate_minor=7500)],
        tasks=[make.task(), make.task(contract_id="second")],
        payouts=came(date(2026, 3, 9), platform_id="wren", minor=7500),
    )
    assert [said(found, "missing_pay", platform=name) for name in ("heron", "wren")] == [1, 0]
    assert said(found, "missing_pay") == Fraction(1, 4)
    assert said(found, "any_missing_pay") == 1


def test_debts_of_two_currencies_are_added_at_the_rate_of_the_close():
    class TwoForOne:
        def rate(self, currency_from, currency_to, day):
            return Rate(currency_from, currency_to, Fraction(1 if currency_from == currency_to else 2))

    found = answered(
        asking(rates=TwoForOne()),
        terms=AGREED,
        tasks=[make.task(), make.task(expected_minor=2500, currency="EUR")],
        payouts=came(date(2026, 3, 9)),
    )
    assert said(found, "missing_pay") == Fraction(50, 75)


CUT = make.terms(effective_on=date(2026, 3, 1), rate_minor=1600)


def test_check_of_pay_changes_21_to_16():
    found = answered(terms=[make.terms(rate_minor=2100), CUT], tasks=[make.task()])
    assert round(float(said(found, "pay_change_size", platform="heron")), 3) == -0.238
    assert said(found, "pay_cut") == 1


def test_of_two_changes_the_size_is_their_mean_and_one_cut_is_a_cut():
    terms = [
        make.terms(rate_minor=2000),
        make.terms(effective_on=date(2026, 2, 1), rate_minor=1000),
        make.terms(effective_on=date(2026, 3, 1), rate_minor=1100),
    ]
    found = answered(terms=terms, tasks=[make.task()])
    assert said(found, "pay_change_size") == (Fraction(-1, 2) + Fraction(1, 10)) / 2
    assert said(found, "pay_cut") == 1


def test_a_price_that_falls_with_its_promised_time_is_a_cut_though_the_rate_an_hour_stays():
    piece = {
        "pay_model": "per_unit",
        "unit_name": "label",
        "rate_minor": 100,
        "promised_seconds_per_unit": 200,
    }
    half = {"rate_minor": 50, "promised_seconds_per_unit": 100, "effective_on": date(2026, 2, 1)}
    found = answered(terms=[make.terms(**piece), make.terms(**{**piece, **half})], tasks=[make.task()])
    assert said(found, "pay_change_size") == 0
    assert said(found, "pay_cut") == 1


@pytest.mark.parametrize(
    "terms",
    [
        [make.terms()],
        [make.terms(), make.terms(effective_on=date(2026, 2, 1), rate_minor=3000)],
        [make.terms(effective_on=date(2025, 6, 1)), make.terms(effective_on=date(2025, 12, 1), rate_minor=1000)],
        [make.terms(), make.terms(effective_on=date(2026, 2, 1), rate_minor=1000, pay_model="mixed")],
    ],
    ids=["no change", "a raise", "a cut of another period", "a change that nobody can compare"],
)  # fmt: skip
def test_whose_pay_was_not_cut_says_so(terms):
    assert said(answered(terms=terms, tasks=[make.task()]), "pay_cut") == 0


def test_who_has_no_price_in_any_terms_says_nothing_of_cuts():
    found = answered(terms=[make.terms(rate_minor=None)], tasks=[make.task(expected_minor=1, currency="USD")])
    assert said(found, "pay_cut") is None


#: METHOD section 10a: 6 unpaid hours, then 30.00 an hour, against California's 16.90.
def started(*paid_days):
    return {
        "terms": [make.terms(rate_minor=3000)],
        "tasks": [
            make.unpaid(seconds=6 * 3600, unpaid_category="assessment", worked_on=date(2026, 3, 1)),
            *(make.task(worked_on=date(2026, 3, day)) for day in paid_days),
        ],
    }


def test_check_of_payback_after_7_7405_hours():
    found = answered(**started(*range(2, 20)))
    assert said(found, "onboarding_hours", platform="heron") == 6
    assert lasted(found, "payback", platform="heron") == [(8, True)], "eight begun hours"


def test_a_begun_hour_counts_as_one_when_it_is_paid_back_and_as_none_while_it_is_not():
    """Four hours and a half on each day: $135.00 over 10.5 hours, $270.00 over 15."""
    home = started()
    long = [make.task(worked_on=date(2026, 3, day), seconds=16_200) for day in (2, 3)]
    back = answered(terms=home["terms"], tasks=[*home["tasks"], *long])
    assert lasted(back, "payback") == [(9, True)]
    unpaid = answered(terms=home["terms"], tasks=[*home["tasks"], long[0]])
    assert lasted(unpaid, "payback") == [(4, False)]
    odd = answered(
        terms=home["terms"], tasks=[*home["tasks"], make.task(worked_on=date(2026, 3, 2), seconds=30_600)]
    )
    assert lasted(odd, "payback") == [(9, True)], "eight hours and a half"


def test_what_is_not_paid_back_yet_has_lasted_so_many_paid_hours():
    assert lasted(answered(**started(2, 3, 4)), "payback") == [(3, False)]


def test_a_contract_that_never_paid_has_nothing_to_be_paid_back_from():
    found = answered(**started())
    assert said(found, "onboarding_hours") == 6
    assert lasted(found, "payback") == []


def test_hours_count_for_each_contract_that_began_and_tests_of_none_count_with_them():
    found = answered(
        contracts=[make.contract(id="contract"), make.contract(id="second")],
        terms=[],
        tasks=[
            make.unpaid(unpaid_category="training"),
            make.task(contract_id="second", expected_minor=2000, currency="USD"),
            make.unpaid(contract_id=None, platform_id="platform", unpaid_category="assessment"),
            make.unpaid(contract_id=None, platform_id="wren", unpaid_category="assessment"),
            make.unpaid(contract_id=None, platform_id="wren"),
        ],
    )
    assert said(found, "onboarding_hours", platform="heron") == Fraction(2, 2)
    assert said(found, "onboarding_hours", platform="wren") is None, "no contract began there"
    assert said(found, "onboarding_hours") == Fraction(3, 2)


def test_a_contract_that_began_before_the_period_is_told_of_there():
    found = answered(
        terms=[make.terms(effective_on=date(2025, 1, 1))],
        tasks=[
            make.unpaid(unpaid_category="training", worked_on=date(2025, 12, 31)),
            make.unpaid(unpaid_category="training", worked_on=date(2026, 1, 1)),
            make.task(),
        ],
    )
    assert said(found, "onboarding_hours") is None
    assert lasted(found, "payback") == []
