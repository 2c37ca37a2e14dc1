"""Every question of the programme is answered by somebody, at every place it is asked at."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings

from reports.cohorts import UNKNOWN, Place
from reports.conditions import PRINCIPLE_OF
from reports.periods import Period
from reports.programme import PROGRAMME, How, Unit, WriterAnswers
from reports.programme.said import dimensions_by_question
from tests.reports import factories as make
from tests.reports.asked_writers import ALIKE, answered, asking, said
from tests.reports.busy_ledger import ENDS, full_ledger

ASKED = dimensions_by_question(PROGRAMME)


def a_busy_writer() -> dict:
    """Tests, then work at light and at hard hours, a cut, a gap, pay that came late, a review, covered pay."""
    contracts = [
        make.contract(id="contract", state="ended_by_platform"),
        make.contract(id="second", platform_id="wren", task_kind="writing"),
    ]
    days = [date(2026, 1, 12) + timedelta(days=day) for day in (0, 1, 2, 3, 14, 15, 30, 31)]
    return {
        "contracts": contracts,
        "terms": [
            *(make.terms(contract_id=one["id"], credit_promised="no", purpose_told="yes", pay_lag_days=7) for one in contracts),
            make.terms(effective_on=date(2026, 1, 20), rate_minor=1600),
        ],
        "tasks": [
            make.unpaid(worked_on=days[0], seconds=1800, unpaid_category="assessment"),
            make.unpaid(worked_on=days[1], unpaid_category=None),
            *(
                make.task(worked_on=day, contract_id=one["id"], toll=toll, units=3, outcome=outcome)
                for one in contracts
                for day, toll, outcome in zip(days[1:], (1, 2, 3, 4, 5, 5, None), [*["approved"] * 6, "rejected"], strict=True)
            ),
        ],
        "payouts": [make.payout(arrived_on=date(2026, 3, 20), gross_minor=9000, fee_minor=90)],
        "expenses": [make.expense()],
        "situations": [
            make.situation(),
            make.situation(fact="health_cover", value="own"),
            make.situation(fact="covered_earnings", value=None, amount_minor=100, currency="USD"),
        ],
        "contract_reviews": [
            {
                "id": "review",
                "contract_id": "contract",
                "reviewed_on": date(2026, 3, 2),
                **dict.fromkeys(PRINCIPLE_OF, "yes"),
            }
        ],
    }  # fmt: skip


def a_poor_writer() -> dict:
    """Hours of hers pay less than the minimum wage, on a platform of her own, at a place she did not say."""
    return {
        "contracts": [make.contract(id="contract", platform_id="own", task_kind="love scenes")],
        "terms": [make.terms(pay_model="per_unit", rate_minor=500)],
        "tasks": [make.task(units=1, toll=5), make.unpaid()],
        "situations": [],
    }


@cache
def cohort() -> tuple[WriterAnswers, ...]:
    return tuple(answered(**rows()) for rows in (a_busy_writer, a_poor_writer))


def places_of(question: str) -> set[Place]:
    return {
        place for one in cohort() for told in (one.answers, one.times) for place in told.get(question, ())
    }


@pytest.mark.parametrize("table", PROGRAMME, ids=lambda table: table.key)
def test_every_question_of_a_table_is_answered_by_somebody_in_its_innermost_cells(table):
    for column in table.columns:
        names = {tuple(sorted(name for name, _ in place)) for place in places_of(column.question)}
        assert tuple(sorted(table.dimensions)) in names, column.key
        assert () in names, column.key


@pytest.mark.parametrize("question", ASKED)
def test_answers_stand_at_cells_of_tables_and_their_margins_and_nowhere_else(question):
    values = ALIKE.known.values()
    allowed = {tuple(sorted(names)) for names in ASKED[question]}
    for place in places_of(question):
        assert tuple(name for name, _ in place) in allowed
        assert all(value in values[name] for name, value in place)


def test_nothing_is_answered_that_no_column_asks_for():
    assert {question for one in cohort() for question in (*one.answers, *one.times)} == set(ASKED)


def test_times_and_answers_are_kept_apart():
    lasting = {c.question for table in PROGRAMME for c in table.columns if c.how is How.MEDIAN_TIME}
    for one in cohort():
        assert lasting.isdisjoint(one.answers)
        assert lasting.issuperset(one.times)


def test_nothing_stands_below_the_line_that_is_not_above_zero():
    for one in cohort():
        assert all(answer.under > 0 for answers in one.answers.values() for answer in answers.values())


def test_what_a_writer_says_by_yes_or_no_is_one_voice():
    yes_or_no = {c.question for table in PROGRAMME for c in table.columns if c.how is How.SHARE_OF_WRITERS}
    for one in cohort():
        for question in yes_or_no & one.answers.keys():
            assert {tuple(answer) for answer in one.answers[question].values()} <= {(0, 1), (1, 1)}


def test_her_own_words_are_no_value():
    poor = cohort()[1]
    assert {tuple(one.values.values()) for one in poor.contributions} == {
        ("other", "other", "per_unit", UNKNOWN)
    }
    assert said(poor, "hours", platform="other", kind="other") == 2


def test_hours_of_the_cells_of_one_table_are_those_of_their_margins():
    found = defaultdict(int)
    for place, answer in cohort()[0].answers["hours"].items():
        found[tuple(name for name, _ in place)] += answer.over
    assert found["kind", "platform"] == found["platform",] == found["kind",] == found[()]


@settings(max_examples=30)
@given(full_ledger(), ENDS)
def test_whatever_a_writer_has_logged_her_shares_lie_between_nothing_and_all(rows, as_of):
    alike = asking(period=Period(date(2026, 2, 1), date(2026, 4, 1)), as_of=as_of)
    found = answered(alike, **rows)
    columns = [column for table in PROGRAMME for column in table.columns if column.unit is Unit.SHARE]
    for column in columns:
        for answer in found.answers.get(column.question, {}).values():
            assert answer.under > 0
            assert 0 <= answer.over <= answer.under, column.key
    assert all(time.days >= 0 for times in found.times.values() for at in times.values() for time in at)
