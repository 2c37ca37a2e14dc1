"""A writer's answers on the minimum wage, benefits, cover, covered pay, and what she says of her contracts."""

from datetime import date
from fractions import Fraction

import pytest

from reports.periods import Period
from tests.reports import factories as make
from tests.reports.asked_writers import answered, asking, said

Q1 = Period(date(2026, 1, 1), date(2026, 4, 1))


def week(number, minor, hours=10, **overrides):
    """A week of March with one day of work."""
    return make.task(
        worked_on=date(2026, 3, 2 + 7 * number), seconds=hours * 3600, expected_minor=minor, currency="USD", **overrides
    )  # fmt: skip


def test_hours_of_weeks_below_the_minimum_wage_of_her_place():
    """California: $16.90 in 2026."""
    found = answered(tasks=[week(0, 16_900), week(1, 16_899), week(2, 6900, hours=10)])
    assert said(found, "hours_below_minimum_wage") == Fraction(20, 30)
    assert said(found, "any_week_below_minimum_wage") == 1
    assert said(found, "minimum_wage_lack") == Fraction(10_001, 100) / 20


def test_unpaid_hours_of_a_week_count_with_the_paid_ones():
    beside = make.unpaid(worked_on=date(2026, 3, 3), seconds=10 * 3600)
    found = answered(tasks=[week(0, 20_000), beside, week(1, 20_000)])
    assert said(found, "hours_below_minimum_wage") == Fraction(20, 30)


def test_where_no_week_is_below_nothing_is_lacking_and_there_is_no_rate_of_it():
    found = answered(tasks=[week(0, 20_000)])
    assert said(found, "hours_below_minimum_wage") == said(found, "any_week_below_minimum_wage") == 0
    assert said(found, "minimum_wage_lack") is None


def test_weeks_whose_pay_nobody_knows_are_in_no_share():
    found = answered(terms=[], tasks=[week(0, 20_000), make.task(worked_on=date(2026, 3, 9))])
    assert said(found, "hours_below_minimum_wage") == 0
    assert said(answered(terms=[], tasks=[make.task()]), "hours_below_minimum_wage") is None


def test_minimum_wages_on_file_are_in_dollars():
    tasks = [make.task(expected_minor=100, currency="EUR")]
    found = answered(asking(currency="EUR"), currency="EUR", terms=[], tasks=tasks)
    assert said(found, "hours_below_minimum_wage") is said(found, "benefits_shortfall_per_hour") is None


#: Worked example B of METHOD: California, 2025, $9,000 and $6,000 from two platforms, 780 hours.
EXAMPLE_B = {
    "contracts": [make.contract(id="contract"), make.contract(id="second", platform_id="wren")],
    "terms": [],
    "tasks": [
        make.task(worked_on=date(2025, 6, 2), seconds=400 * 3600, expected_minor=900_000, currency="USD"),
        make.task(worked_on=date(2025, 6, 3), seconds=380 * 3600, expected_minor=600_000, currency="USD", contract_id="second"),
    ],
    "situations": [make.situation(starts_on=date(2025, 1, 1))],
}  # fmt: skip


def test_worked_example_b_for_an_hour_and_for_a_year():
    year = Period(date(2025, 1, 1), date(2026, 1, 1))
    found = answered(asking(period=year, as_of=date(2026, 1, 14)), **EXAMPLE_B)
    assert round(float(said(found, "benefits_shortfall_per_hour")), 1) == 9.1
    assert said(found, "benefits_shortfall_per_year") == said(found, "benefits_shortfall_per_hour") * 780


def test_a_quarter_is_a_quarter_of_a_year():
    found = answered(tasks=[week(0, 20_000)])
    per_hour, per_year = (said(found, f"benefits_shortfall_per_{unit}") for unit in ("hour", "year"))
    assert per_year == per_hour * 10 * Fraction(365, 90)


def test_a_period_over_new_year_is_a_part_of_both_years():
    winter = Period(date(2027, 12, 1), date(2028, 2, 1))
    found = answered(
        asking(period=winter, as_of=date(2028, 2, 14)), tasks=[make.task(worked_on=date(2027, 12, 6))]
    )
    per_hour, per_year = (said(found, f"benefits_shortfall_per_{unit}") for unit in ("hour", "year"))
    assert per_year == per_hour / (Fraction(31, 365) + Fraction(31, 366))


def test_cover_that_a_contractor_does_not_have():
    found = answered(tasks=[make.task()], situations=[make.situation(fact="health_cover", value="employer")])
    assert said(found, "without_sick_leave") == 1
    assert said(found, "without_employer_health_plan") == 0
    assert "without_credit" not in found.answers


def test_what_she_did_not_say_of_her_status_is_no_answer():
    found = answered(tasks=[make.task()], contracts=[make.contract(id="contract", stated_status=None)])
    assert said(found, "without_sick_leave") is None


def covered(minor, on=date(2026, 1, 1), **overrides):
    return make.situation(
        fact="covered_earnings", value=None, starts_on=on, amount_minor=minor, currency="USD", **overrides
    )


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ([covered(2499)], 1),
        ([covered(2500)], 0),
        ([covered(0)], 1),
        ([], None),
        ([covered(0, date(2025, 10, 1))], None),
        ([covered(2000), covered(2000, date(2026, 2, 1)), covered(90_000, date(2025, 10, 1))], 0),
    ],
    ids=["less", "as much", "none", "not said", "said of another quarter", "twice of this one"],
)
def test_gig_pay_of_25_dollars_beside_covered_pay(facts, answer):
    found = answered(tasks=[make.task()], situations=facts)
    assert said(found, "gig_pay_above_covered_pay") == answer


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 3, 1), date(2026, 4, 1)),
        (date(2026, 2, 1), date(2026, 5, 1)),
        (date(2026, 1, 1), date(2026, 5, 1)),
    ],
)
def test_days_that_are_not_whole_quarters_are_not_compared(start, end):
    found = answered(
        asking(period=Period(start, end), as_of=end), tasks=[make.task()], situations=[covered(1)]
    )
    assert said(found, "hours") == 1
    assert said(found, "gig_pay_above_covered_pay") is None


def test_half_a_year_needs_both_quarters_and_gig_pay():
    half = asking(period=Period(date(2026, 1, 1), date(2026, 7, 1)), as_of=date(2026, 7, 14))
    both = [covered(1000), covered(1000, date(2026, 4, 1))]
    assert said(answered(half, tasks=[make.task()], situations=both), "gig_pay_above_covered_pay") == 1
    assert said(answered(half, tasks=[make.task()], situations=both[:1]), "gig_pay_above_covered_pay") is None
    assert said(answered(half, tasks=[make.unpaid()], situations=both), "gig_pay_above_covered_pay") is None


def reviewed(contract_id, **answers):
    return {
        "id": f"review-{contract_id}",
        "contract_id": contract_id,
        "reviewed_on": date(2026, 3, 20),
        **answers,
    }


THREE = [
    make.contract(id=name, platform_id=at)
    for name, at in (("contract", "platform"), ("b", "platform"), ("c", "wren"))
]


@pytest.mark.parametrize(
    ("answers", "heron", "whole"),
    [
        (("yes", "yes", "no"), 1, 1),
        (("yes", "no", "no"), 0, 0),
        (("yes", "no", "yes"), 0, 1),
        (("unknown", "yes", None), 1, 1),
        (("unknown", None, None), None, None),
    ],
)
def test_a_writer_says_yes_where_most_of_her_contracts_do(answers, heron, whole):
    reviews = [
        reviewed(one["id"], appeal_possible=answer) for one, answer in zip(THREE, answers, strict=True)
    ]
    found = answered(contracts=THREE, tasks=[make.task()], contract_reviews=reviews)
    assert said(found, "review_appeal_possible", platform="heron") == heron
    assert said(found, "review_appeal_possible") == whole


def test_reviews_of_other_periods_are_told_there():
    early = {**reviewed("contract", person_answered="yes"), "reviewed_on": date(2025, 12, 31)}
    assert said(answered(tasks=[make.task()], contract_reviews=[early]), "review_person_answered") is None


def test_credit_is_what_the_terms_of_open_contracts_say_on_the_last_day_of_the_period():
    over = make.contract(id="b", state="ended_by_me", started_on=date(2025, 1, 1), ended_on=date(2025, 2, 1))
    terms = [
        make.terms(credit_promised="no", purpose_told="unknown"),
        make.terms(effective_on=date(2026, 3, 31), credit_promised="yes"),
        make.terms(effective_on=date(2026, 4, 1), credit_promised="no"),
        make.terms(contract_id="b", effective_on=date(2025, 1, 1), credit_promised="no"),
    ]
    found = answered(contracts=[make.contract(id="contract"), over], tasks=[make.task()], terms=terms)
    assert said(found, "credit_promised", platform="heron") == 1
    assert said(found, "purpose_told") is None
