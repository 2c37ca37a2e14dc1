"""What a writer said about herself, by day and by year, and the cover that follows from it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.benefits import COVER
from reports.frames import Fact
from reports.periods import Period
from reports.protection import cover_not_held
from reports.situation import Situation
from tests.reports import factories as make

AS_OF = date(2026, 6, 30)
PERIOD = Period(date(2026, 1, 1), date(2026, 7, 1))


def situation_of(*facts, currency="USD"):
    return Situation(make.ledger_of(currency, situations=[make.situation(**fact) for fact in facts]))


def lived(place, first, last=None):
    return {"value": place, "starts_on": first, "ends_on": last}


def earned(amount, on, fact=Fact.W2_WAGES, currency="USD"):
    return {"fact": fact, "value": None, "starts_on": on, "amount_minor": amount, "currency": currency}


# Facts in force


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 1, 31), None),
        (date(2026, 2, 1), "US-CA"),
        (date(2026, 2, 28), "US-CA"),  # the last day is included
        (date(2026, 3, 1), None),
        (date(2026, 4, 1), "US-NY"),
        (date(2030, 1, 1), "US-NY"),  # open
    ],
)
def test_a_fact_holds_from_its_first_to_its_last_day(day, place):
    said = situation_of(lived("US-CA", date(2026, 2, 1), date(2026, 2, 28)), lived("US-NY", date(2026, 4, 1)))
    assert said.text_on(Fact.PLACE_OF_WORK, day) == place


def test_the_fact_that_began_last_is_in_force():
    said = situation_of(lived("US-NY", date(2026, 4, 1)), lived("US-CA", date(2026, 1, 1)))
    assert said.text_on(Fact.PLACE_OF_WORK, date(2026, 3, 31)) == "US-CA"
    assert said.text_on(Fact.PLACE_OF_WORK, date(2026, 4, 1)) == "US-NY"


def test_facts_do_not_answer_for_one_another():
    said = situation_of({"fact": Fact.HEALTH_COVER, "value": "spouse"})
    assert said.text_on(Fact.PLACE_OF_WORK, AS_OF) is None
    assert said.text_on(Fact.HEALTH_COVER, AS_OF) == "spouse"


def test_before_the_first_place_she_gave_she_worked_there_too():
    said = situation_of(
        {"fact": Fact.HEALTH_COVER, "value": "own", "starts_on": date(2025, 1, 1)},
        lived("US-CA", date(2026, 2, 1), date(2026, 2, 28)),
        lived("US-NY", date(2026, 4, 1)),
    )
    assert said.place_on(date(2020, 1, 1)) == "US-CA"
    assert said.place_on(date(2026, 3, 15)) is None
    assert said.place_on(date(2026, 5, 1)) == "US-NY"
    assert situation_of().place_on(AS_OF) is None


def test_a_place_without_end_may_be_said_to_last_for_ever():
    said = situation_of(lived("US-CA", date(2026, 2, 1), date.max))
    assert said.place_on(date.max) == "US-CA"


def test_the_places_of_a_period_are_its_stretches_without_a_move():
    said = situation_of(
        lived("US-CA", date(2026, 2, 1), date(2026, 2, 28)),
        lived("US-NY", date(2026, 4, 1)),
    )
    assert list(said.places(PERIOD)) == [
        (Period(date(2026, 1, 1), date(2026, 3, 1)), "US-CA"),
        (Period(date(2026, 3, 1), date(2026, 4, 1)), None),
        (Period(date(2026, 4, 1), date(2026, 7, 1)), "US-NY"),
    ]
    assert list(situation_of().places(PERIOD)) == [(PERIOD, None)]


some_days = st.dates(date(2025, 12, 1), date(2026, 8, 1))


@given(
    st.lists(
        st.tuples(st.sampled_from(["US-CA", "US-NY", "ES"]), some_days, st.none() | st.integers(0, 90)),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_where_she_was_is_the_fact_in_force_on_every_day(facts):
    said = situation_of(
        *(
            lived(place, first, None if length is None else first + timedelta(days=length))
            for place, first, length in facts
        )
    )
    first = min((start for _, start, _ in facts), default=None)
    day = PERIOD.start
    for days, place in said.places(PERIOD):
        assert days.start == day
        while day < days.end:
            slowly = None if first is None else said.text_on(Fact.PLACE_OF_WORK, max(day, first))
            assert place == said.place_on(day) == slowly
            day += timedelta(days=1)
    assert day == PERIOD.end


# Amounts


def test_the_rows_that_name_an_amount_come_in_order_of_their_days():
    said = situation_of(
        earned(200, date(2026, 4, 1), Fact.COVERED_EARNINGS),
        earned(100, date(2026, 1, 1), Fact.COVERED_EARNINGS),
        earned(None, date(2026, 2, 1), Fact.COVERED_EARNINGS),
        earned(400, date(2026, 1, 1), Fact.COVERED_EARNINGS, currency="EUR"),
        earned(800, date(2026, 1, 1)),
    )
    assert [row["amount_minor"] for row in said.amounts(Fact.COVERED_EARNINGS)] == [100, 200]


def test_amounts_are_in_whole_dollars_or_whole_yen():
    premium = earned(31_050, date(2026, 1, 1), Fact.OWN_PREMIUM)
    assert situation_of(premium).amount_on(Fact.OWN_PREMIUM, AS_OF) == Fraction("310.50")
    in_yen = situation_of({**premium, "currency": "JPY"}, currency="JPY")
    assert in_yen.amount_on(Fact.OWN_PREMIUM, AS_OF) == 31_050


def test_a_fact_without_an_amount_or_before_its_day_has_none():
    said = situation_of({"fact": Fact.OWN_PREMIUM, "value": "a lot", "starts_on": date(2026, 2, 1)})
    assert said.amount_on(Fact.OWN_PREMIUM, AS_OF) is None
    assert said.amount_on(Fact.OWN_PREMIUM, date(2026, 1, 31)) is None


def test_amounts_of_a_year_add_up_by_the_year_they_start_in():
    said = situation_of(
        earned(100_000, date(2025, 12, 31)),
        earned(200_050, date(2026, 1, 1)),
        earned(300_000, date(2026, 12, 31)),
        earned(999_900, date(2026, 4, 1), Fact.COVERED_EARNINGS),
        {"fact": Fact.W2_WAGES, "value": "unknown", "starts_on": date(2024, 1, 1)},
    )
    assert said.amounts_by_year(Fact.W2_WAGES) == {2025: 1000, 2026: Fraction("5000.50")}
    assert said.amounts_by_year(Fact.HOURS_WANTED) == {}


def test_amounts_in_another_currency_are_not_taken_for_dollars():
    said = situation_of(earned(100_000, date(2026, 1, 1), currency="EUR"))
    assert said.amounts_by_year(Fact.W2_WAGES) == {}
    assert said.amount_on(Fact.W2_WAGES, AS_OF) is None


# Cover


def cover(**nouns):
    return dict(cover_not_held(make.ledger_of(**nouns), PERIOD, AS_OF))


def statuses(*stated):
    return [make.contract(stated_status=status) for status in stated]


def test_every_cover_has_its_answer_in_the_order_of_the_page():
    assert list(cover()) == list(COVER)


@pytest.mark.parametrize(
    ("stated", "answer"),
    [
        (("contractor",), "no"),
        (("contractor", "contractor"), "no"),
        (("contractor", "employee"), "unknown"),
        (("employee",), "unknown"),
        (("contractor", None), "unknown"),
        (("unknown",), "unknown"),
        ((), "unknown"),
    ],
)
def test_only_a_contractor_everywhere_surely_has_no_employees_cover(stated, answer):
    found = cover(contracts=statuses(*stated))
    of_employees = set(COVER) - {"credit", "purpose_told"}
    assert {found[key] for key in of_employees} == {answer}
    assert (found["credit"], found["purpose_told"]) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("health", "answer"), [("employer", "yes"), ("own", "no"), ("spouse", "no"), ("none", "no")]
)
def test_an_employers_health_plan_follows_the_cover_she_gave(health, answer):
    said = [make.situation(fact=Fact.HEALTH_COVER, value=health)]
    assert cover(situations=said, contracts=statuses("unknown"))["employer_health_plan"] == answer


def test_health_cover_counts_on_the_last_day_of_the_period_and_never_after_as_of():
    said = [
        make.situation(fact=Fact.HEALTH_COVER, value="employer", ends_on=date(2026, 6, 30)),
        make.situation(fact=Fact.HEALTH_COVER, value="own", starts_on=date(2026, 7, 1)),
    ]
    ledger = make.ledger_of(situations=said)

    def answer(last, as_of):
        found = cover_not_held(ledger, Period.through(date(2026, 1, 1), last), as_of)
        return dict(found)["employer_health_plan"]

    assert answer(date(2026, 6, 30), date(2026, 12, 31)) == "yes"
    assert answer(date(2026, 7, 1), date(2026, 12, 31)) == "no"
    assert answer(date(2026, 12, 31), date(2026, 6, 30)) == "yes"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (("yes",), "yes"),
        (("yes", "yes"), "yes"),
        (("yes", "no"), "no"),
        (("no",), "no"),
        (("yes", "unknown"), "yes"),
        (("unknown", None), "unknown"),
        ((), "unknown"),
    ],
)
@pytest.mark.parametrize("key", ["credit", "purpose_told"])
def test_credit_and_purpose_are_held_when_all_who_answer_say_yes(key, answers, found):
    column = {"credit": "credit_promised", "purpose_told": "purpose_told"}[key]
    names = [f"c{number}" for number, _ in enumerate(answers)]
    got = cover(
        contracts=[make.contract(id=name) for name in names],
        terms=[
            make.terms(contract_id=name, **{column: answer})
            for name, answer in zip(names, answers, strict=True)
        ],
    )
    other = {"credit": "purpose_told", "purpose_told": "credit"}[key]
    assert (got[key], got[other]) == (found, "unknown")


def test_the_newest_terms_of_a_contract_up_to_as_of_count():
    dated = [(date(2026, 1, 1), "no"), (AS_OF, "yes"), (date(2026, 7, 1), "no")]
    listed = [make.terms(effective_on=on, credit_promised=answer) for on, answer in reversed(dated)]
    assert cover(terms=listed)["credit"] == "yes"
