"""Late pay by law: which law holds, when pay was due, how late it is (METHOD section 6), and a slow twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Step
from reports.parameters import Parameters
from reports.payment_law import (
    ASK_FOR_PAY_DATE,
    LISTS_SERVICES,
    NOT_ADVICE,
    NOT_FINISHED,
    ONLY_LISTED_WORK,
    UNDECIDED,
    ContractFacts,
    Part,
    PartPaid,
    check_contracts,
    check_figures,
    late_sentence,
    law_on,
    laws_on_file,
    payment_law_figures,
    worth_by_day,
    worth_by_year,
)
from reports.periods import Period
from tests.reports.plain_words import PlainWords

ON_FILE = Parameters.on_file()
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
LATER = date(2025, 12, 31)
LOS_ANGELES, NEW_YORK_CITY = "US-CA-LOS_ANGELES_CITY", "US-NY-NYC"
STATE_OF_CALIFORNIA = "Freelance Worker Protection Act (SB 988), Bus. and Prof. Code 18100 ff."
few = settings(max_examples=60, deadline=None)
words = PlainWords()


def day(text: str) -> date:
    return date.fromisoformat(text)


def contract(name: str = "a", **overrides) -> ContractFacts:
    """A Californian contract of 500 dollars made on 2025-02-01, its work finished on 2025-03-03."""
    given_ = {
        "platform_id": "heron",
        "place": "US-CA",
        "made_on": day("2025-02-01"),
        "amount": Fraction(500),
        "completed_on": day("2025-03-03"),
        **overrides,
    }
    if not isinstance(given_["amount"], Fraction | None):
        given_["amount"] = Fraction(given_["amount"])
    return ContractFacts(name, **given_)


def came(on: str, amount, payout_id: str | None = None) -> PartPaid:
    return PartPaid(day(on), Fraction(amount), payout_id)


def checks_of(*contracts: ContractFacts, as_of: date = LATER, parameters: Parameters = ON_FILE):
    return check_contracts(contracts, as_of=as_of, parameters=parameters)


def check_of(*, as_of: date = LATER, **overrides):
    """The one check of the contract of `contract()`."""
    (found,) = checks_of(contract(**overrides), as_of=as_of)
    return found


def reasons(checks) -> list[str | None]:
    return [check.reason for check in checks]


def lines(steps: tuple[Step, ...]) -> list[tuple[str, str, Fraction | None, str]]:
    """The steps as a page shows them: sign, words with the values put in, value, unit."""
    shown = []
    for step in steps:
        values = {
            name: words.day(value) if isinstance(value, date) else value
            for name, value in step.values.items()
        }
        shown.append((step.sign, words(step.label, **values), step.value, step.unit))
    return shown


# The examples of the method page


@pytest.mark.parametrize(
    ("paid_on", "as_of", "late_days"),
    [
        ("2025-04-20", "2025-12-31", 18),
        ("2025-04-02", "2025-12-31", 0),  # on the due date
        ("2025-04-03", "2025-12-31", 1),
        (None, "2025-04-20", 18),  # nothing has come: it runs to today
        (None, "2025-04-02", 0),
        (None, "2025-03-10", 0),  # not due yet
    ],
)
def test_the_example_of_the_method_page(paid_on, as_of, late_days) -> None:
    paid = () if paid_on is None else (came(paid_on, 500),)
    check = check_of(paid=paid, as_of=day(as_of))
    assert check.applies
    assert check.due_on == day("2025-04-02")  # 2025-03-03 + 30 days
    assert check.late_days == late_days


@pytest.mark.parametrize(
    ("first_on", "worth", "third_reason"),
    [
        ("2025-01-01", 270, None),  # the window before 2025-05-01 opens on this day
        ("2024-12-31", 180, "below_threshold"),
    ],
)
def test_three_contracts_of_90_dollars_with_one_party(first_on, worth, third_reason) -> None:
    days = (first_on, "2025-03-01", "2025-05-01")
    contracts = [
        contract(on, made_on=day(on), amount=90, completed_on=day("2025-06-01"), renewed_on=()) for on in days
    ]
    third = checks_of(*contracts)[-1]
    assert third.worth.known == worth
    assert third.worth.window == Period.through(day("2025-01-01"), day("2025-05-01"))
    assert third.reason == third_reason


def test_two_jurisdictions_are_both_evaluated_and_both_listed() -> None:
    in_city, in_new_york = contract("a", place=LOS_ANGELES), contract("b", place=NEW_YORK_CITY, amount=800)
    found = checks_of(in_city, in_new_york)
    assert [(check.contract.contract_id, check.jurisdiction, check.reason) for check in found] == [
        ("a", "US-CA", None),
        ("a", LOS_ANGELES, None),  # 500 here and 800 with the same party: above 600 in the year
        ("b", "US-NY", None),
        ("b", NEW_YORK_CITY, None),
    ]
    assert {check.due_on for check in found} == {day("2025-04-02")}


def test_state_and_city_each_have_their_own_answer() -> None:
    found = checks_of(contract(place=NEW_YORK_CITY, amount=900, made_on=day("2024-08-27")))
    assert reasons(found) == ["made_before_the_law", None]


def test_no_weekend_moves_the_due_date() -> None:
    check = check_of(completed_on=day("2025-03-06"))
    assert check.due_on == day("2025-04-05")
    assert check.due_on.weekday() == 5  # a Saturday
    assert check_of(completed_on=day("2025-03-06"), as_of=day("2025-04-06")).late_days == 1


def test_an_agreed_date_is_the_due_date() -> None:
    assert check_of(agreed_on=day("2025-03-10")).due_on == day("2025-03-10")
    assert check_of(agreed_on=day("2025-06-01")).due_on == day("2025-06-01")
    assert check_of(agreed_on=day("2025-06-01"), as_of=day("2025-06-01")).late_days == 0
    assert check_of(agreed_on=day("2025-06-01"), as_of=day("2025-06-11")).late_days == 10


def test_one_day_past_the_due_date_and_less_than_a_dollar_are_something() -> None:
    paid = (came("2025-03-20", "499.50"),)
    check = check_of(paid=paid, as_of=day("2025-04-03"))
    assert (check.is_past_due, check.unpaid_when_due) == (True, Fraction("0.50"))
    came_then = check_of(paid=(*paid, came("2025-04-03", "0.50")), as_of=day("2025-04-03"))
    assert (came_then.was_paid_late, came_then.unpaid_when_due) == (True, Fraction("0.50"))


def test_each_part_has_its_own_date_and_the_rest_runs_on() -> None:
    paid = (came("2025-04-20", 150), came("2025-03-20", 100), came("2025-04-12", 50))
    check = check_of(paid=paid, as_of=day("2025-05-02"))
    assert check.parts == (
        Part(Fraction(100), day("2025-03-20"), 0),
        Part(Fraction(50), day("2025-04-12"), 10),
        Part(Fraction(150), day("2025-04-20"), 18),
        Part(Fraction(200), None, 30),
    )
    assert (check.late_days, check.unpaid, check.unpaid_when_due) == (30, 200, 400)
    assert (check.is_past_due, check.was_paid_late) == (True, False)


# The laws on file


STATE_OF_NEW_YORK = "Freelance Isn't Free Act (state)"
CITY_OF_NEW_YORK = "Freelance Isn't Free Act (city), Local Law 140 of 2016, Admin. Code 20-927 ff."
LAWS = {  # first day, name, dollars, days over which contracts add up, times the unpaid amount
    "US-CA": ("2025-01-01", STATE_OF_CALIFORNIA, 250, 120, 2),
    "US-NY": ("2024-08-28", STATE_OF_NEW_YORK, 800, 120, 2),
    "US-NY-NYC": ("2017-05-15", CITY_OF_NEW_YORK, 800, 120, 2),
    "US-IL": ("2024-07-01", "Freelance Worker Protection Act", 500, 120, 2),
    "US-CA-LOS_ANGELES_CITY": ("2023-07-01", "Freelance Worker Protections Ordinance", 600, None, None),
}


@pytest.mark.parametrize("jurisdiction", LAWS)
def test_what_a_law_says(jurisdiction) -> None:
    first_day, name, *amounts = LAWS[jurisdiction]
    law = law_on(jurisdiction, day(first_day), ON_FILE)
    assert (law.jurisdiction, law.name, law.due_days) == (jurisdiction, name, 30)
    assert [law.threshold, law.window_days, law.multiple] == amounts
    on_file = laws_on_file(ON_FILE)
    assert (on_file.names[jurisdiction], on_file.first_days[jurisdiction]) == (name, day(first_day))


@pytest.mark.parametrize("jurisdiction", LAWS)
def test_a_law_holds_for_contracts_from_its_first_day_on(jurisdiction) -> None:
    first_day, name, *_ = LAWS[jurisdiction]
    eve = day(first_day) - timedelta(days=1)
    found = [
        checks_of(contract(made_on=made_on, place=jurisdiction, amount=900))[-1]
        for made_on in (day(first_day), eve)
    ]
    assert [(check.jurisdiction, check.name) for check in found] == [(jurisdiction, name)] * 2
    assert reasons(found) == [None, "made_before_the_law"]
    assert law_on(jurisdiction, eve, ON_FILE) is None


def test_there_are_five_laws() -> None:
    assert set(laws_on_file(ON_FILE).names) == {"US-CA", "US-NY", "US-NY-NYC", "US-IL", LOS_ANGELES}


def test_a_law_names_the_figures_it_is_made_of() -> None:
    keys = ["late_payment_due_days", "late_payment_threshold", "late_payment_window", "late_payment_multiple"]
    state = law_on("US-CA", day("2025-02-01"), ON_FILE)
    assert [row.key for row in state.parameters] == keys
    assert {row.jurisdiction for row in state.parameters} == {"US-CA"}
    city = law_on(LOS_ANGELES, day("2025-02-01"), ON_FILE)
    assert [row.key for row in city.parameters] == keys[:2]


def without(key: str, jurisdiction: str) -> Parameters:
    return Parameters(
        tuple(row for row in ON_FILE.rows if (row.key, row.jurisdiction) != (key, jurisdiction))
    )


@pytest.mark.parametrize("key", ["late_payment_threshold", "late_payment_window"])
def test_a_law_of_which_a_part_is_not_on_file_gives_no_answer(key) -> None:
    # On the first day of the law: the contract is not older than it.
    (check,) = checks_of(contract(made_on=day("2025-01-01")), parameters=without(key, "US-CA"))
    assert (check.reason, check.applies, check.due_on) == ("no_value_on_file", False, None)
    assert (check.law, check.worth, check.parts) == (None, None, ())


def test_a_law_without_days_on_file_is_not_on_file() -> None:
    (check,) = checks_of(contract(), parameters=without("late_payment_due_days", "US-CA"))
    assert (check.reason, check.jurisdiction, check.name) == ("no_law_on_file", None, "")
    assert law_on("US-CA", day("2025-02-01"), without("late_payment_due_days", "US-CA")) is None
    assert law_on("US-TX", day("2025-02-01"), ON_FILE) is None


def test_a_calendar_year_needs_no_window() -> None:
    window = ON_FILE.law("late_payment_window", day("2025-02-01"), "US-CA")
    more = Parameters((*ON_FILE.rows, replace(window, jurisdiction=LOS_ANGELES)))
    assert law_on(LOS_ANGELES, day("2025-02-01"), more).window_days is None


def test_a_law_that_ended_gives_no_answer_for_later_contracts() -> None:
    rows = tuple(
        replace(row, valid_to=day("2025-01-31")) if row.topic == "payment_terms" else row
        for row in ON_FILE.rows
    )
    (check,) = checks_of(contract(), parameters=Parameters(rows))
    assert (check.reason, check.day) == ("no_value_on_file", day("2025-02-01"))


def test_a_row_without_a_first_day_or_a_place_is_no_law() -> None:
    def broken(**change) -> Parameters:
        return Parameters(
            tuple(replace(row, **change) if row.jurisdiction == "US-IL" else row for row in ON_FILE.rows)
        )

    for change in ({"valid_from": None}, {"jurisdiction": None}):
        assert not {"US-IL", None} & set(laws_on_file(broken(**change)).names)


def test_the_first_day_of_a_law_in_two_versions_is_that_of_the_first() -> None:
    (row,) = [row for row in ON_FILE.of_key("late_payment_due_days") if row.jurisdiction == "US-IL"]
    versions = (
        replace(row, valid_from=day("2026-01-01")),
        replace(row, valid_to=day("2025-12-31")),
    )
    found = laws_on_file(Parameters(versions))
    assert found.first_days == {"US-IL": day("2024-07-01")}


# Where


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (None, [(None, "place_unknown")]),
        ("US-TX", [(None, "no_law_on_file")]),
        ("GB", [(None, "no_law_on_file")]),
        ("US-CA", [("US-CA", None)]),
        ("US-CA-OAKLAND", [("US-CA", None)]),
        ("US-IL-CHICAGO", [("US-IL", None)]),
        ("US-NY", [("US-NY", "below_threshold")]),
        ("US-NY-NYC_LI_WESTCHESTER", [("US-NY", "below_threshold"), ("US-NY-NYC", "place_too_wide")]),
    ],
)
def test_the_laws_of_a_place(place, found) -> None:
    checks = checks_of(contract(place=place))
    assert [(check.jurisdiction, check.reason) for check in checks] == found
    names = {code: name for code, (_, name, *_) in LAWS.items()}
    assert [check.name for check in checks] == [names.get(code, "") for code, _ in found]
    assert {check.as_of for check in checks} == {LATER}


def test_a_wide_place_has_no_city_where_the_city_has_no_law_on_file() -> None:
    parameters = without("late_payment_due_days", NEW_YORK_CITY)
    found = checks_of(contract(place="US-NY-NYC_LI_WESTCHESTER"), parameters=parameters)
    assert [check.jurisdiction for check in found] == ["US-NY"]


# When the contract was made or renewed


@pytest.mark.parametrize(
    ("made_on", "renewed_on", "completed_on", "reason", "governed_by"),
    [
        ("2024-06-01", (), "2025-03-03", "made_before_the_law", "2024-06-01"),
        ("2024-06-01", ("2025-02-01",), "2025-03-03", None, "2025-02-01"),
        ("2024-06-01", ("2025-01-01", "2024-09-01"), None, NOT_FINISHED, "2025-01-01"),
        ("2024-06-01", ("2025-03-03",), "2025-03-03", None, "2025-03-03"),
        # Renewed when the work was done already: that says nothing about this work.
        ("2024-06-01", ("2025-03-04",), "2025-03-03", "made_before_the_law", "2024-06-01"),
        # Typed in after the end of the work: the first day counts.
        ("2025-04-01", ("2025-05-01",), "2025-03-03", None, "2025-04-01"),
        (None, ("2025-02-01",), "2025-03-03", None, "2025-02-01"),
        (None, (), "2025-03-03", "contract_day_unknown", None),
    ],
)
def test_the_day_a_contract_was_made_or_renewed_decides(
    made_on, renewed_on, completed_on, reason, governed_by
) -> None:
    check = check_of(
        made_on=made_on and day(made_on),
        renewed_on=tuple(map(day, renewed_on)),
        completed_on=completed_on and day(completed_on),
    )
    assert (check.reason, check.day) == (reason, governed_by and day(governed_by))


def test_one_day_on_which_the_law_took_hold_is_enough() -> None:
    # With the other contract it reaches 250 when made; when renewed in June it stands alone with 100.
    other = contract("other", made_on=day("2025-01-10"), amount=200)
    renewed = contract("renewed", amount=100, renewed_on=(day("2025-06-20"),), completed_on=day("2025-07-01"))
    assert [(check.reason, check.day) for check in checks_of(other, renewed)][1] == (None, day("2025-02-01"))
    assert [(check.reason, check.day) for check in checks_of(renewed)] == [
        ("below_threshold", day("2025-06-20"))
    ]


def test_contracts_made_after_as_of_are_not_known_yet() -> None:
    assert checks_of(contract(), as_of=day("2025-01-31")) == ()
    assert len(checks_of(contract(), as_of=day("2025-02-01"))) == 1
    early = contract("early", amount=100)
    late = contract("late", made_on=day("2025-03-01"), amount=200)
    assert reasons(checks_of(early, late, as_of=day("2025-02-28"))) == ["below_threshold"]


def test_a_renewal_after_as_of_is_not_known_yet() -> None:
    check = check_of(
        made_on=day("2024-06-01"),
        renewed_on=(day("2025-02-01"),),
        completed_on=None,
        as_of=day("2025-01-31"),
    )
    assert (check.reason, check.day) == ("made_before_the_law", day("2024-06-01"))


# The amount


@pytest.mark.parametrize(
    ("place", "amount", "reason"),
    [
        ("US-CA", "250", None),
        ("US-CA", "249.99", "below_threshold"),
        ("US-IL", "500", None),
        ("US-IL", "499.99", "below_threshold"),
        ("US-NY", "800", None),
        ("US-NY", "799.99", "below_threshold"),
        (NEW_YORK_CITY, "800", None),
        (NEW_YORK_CITY, "799.99", "below_threshold"),
        (LOS_ANGELES, "600", None),
        (LOS_ANGELES, "599.99", "below_threshold"),
    ],
)
def test_a_law_holds_from_its_amount_on(place, amount, reason) -> None:
    assert checks_of(contract(place=place, amount=amount))[-1].reason == reason


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ({"made_on": day("2025-01-01")}, True),  # 120 days before
        ({"made_on": day("2024-12-31")}, False),
        ({"made_on": day("2025-05-01")}, True),  # the same day
        ({"made_on": day("2025-05-02")}, False),  # the preceding days only
        ({"made_on": day("2024-06-01"), "renewed_on": (day("2025-01-01"),)}, True),
        ({"made_on": day("2024-06-01"), "renewed_on": (day("2025-06-01"),)}, False),
        ({"made_on": day("2025-02-01"), "renewed_on": (day("2025-03-01"), day("2025-04-01"))}, True),
        ({"made_on": day("2025-02-01"), "platform_id": "osprey"}, False),
        ({"made_on": day("2025-02-01"), "place": "US-TX"}, True),  # the party counts, not the place
        ({"made_on": day("2025-02-01"), "is_employee": True}, False),
        ({"made_on": None}, False),
    ],
)
def test_the_contracts_of_the_preceding_120_days_add_up(other, counts) -> None:
    this = contract("this", made_on=day("2025-05-01"), amount=100, completed_on=None)
    found = checks_of(this, contract("other", amount=150, completed_on=None, **other))[0]
    assert found.worth.known == (250 if counts else 100)
    assert found.applies == counts


def test_contracts_leave_the_window_one_after_the_other() -> None:
    days = ("2024-06-01", "2024-07-01", "2024-08-01", "2025-01-01", "2025-01-02")
    contracts = [contract(on, made_on=day(on), amount=10**number) for number, on in enumerate(days)]
    found = worth_by_day(contracts, 120, LATER)
    assert [int(worth.known) for worth in found.values()] == [1, 11, 111, 1_000, 11_000]


@pytest.mark.parametrize(
    ("made_on", "as_of", "counts"),
    [
        ("2025-01-01", "2025-12-31", True),
        ("2025-12-31", "2025-12-31", True),  # later in the year counts too
        ("2025-12-31", "2025-12-30", False),  # not known yet
        ("2024-12-31", "2025-12-31", False),
        ("2026-01-01", "2026-03-01", False),
    ],
)
def test_in_los_angeles_the_contracts_of_the_calendar_year_add_up(made_on, as_of, counts) -> None:
    this = contract("this", place=LOS_ANGELES, made_on=day("2025-05-01"), amount=300)
    other = contract("other", place=LOS_ANGELES, made_on=day(made_on), amount=300)
    state, city = [check for check in checks_of(this, other, as_of=day(as_of)) if check.contract is this]
    assert (state.jurisdiction, city.jurisdiction) == ("US-CA", LOS_ANGELES)
    assert city.worth.known == (600 if counts else 300)
    assert city.worth.window == Period.through(day("2025-01-01"), min(day("2025-12-31"), day(as_of)))
    assert city.reason == (None if counts else "below_threshold")


def test_a_contract_renewed_within_a_year_counts_once_and_in_every_year_it_was_renewed() -> None:
    renewed = contract(
        made_on=day("2024-11-01"), renewed_on=(day("2024-12-01"), day("2025-02-01")), amount=400
    )
    assert {year: worth.known for year, worth in worth_by_year([renewed], LATER).items()} == {
        2024: 400,
        2025: 400,
    }


@pytest.mark.parametrize(
    ("amount", "other", "reason"),
    [
        (None, "1000", "worth_unknown"),  # nobody knows what is owed
        ("100", None, "worth_unknown"),  # the other one might reach it
        ("250", None, None),  # it is reached without the other one
        ("100", "100", "below_threshold"),
    ],
)
def test_a_worth_that_is_not_known_is_not_zero(amount, other, reason) -> None:
    this = contract("this", amount=amount and Fraction(amount))
    beside = contract("beside", amount=other and Fraction(other))
    check = checks_of(this, beside)[0]
    assert check.reason == reason
    assert check.worth.unknown_count == (amount is None) + (other is None)
    figure = check_figures(check, YEAR)["contract_worth"]
    assert figure.value == check.worth.known
    assert figure.at_least == (None in (amount, other))


contracts_of_one_party = st.lists(
    st.tuples(
        st.lists(st.integers(0, 500), max_size=3),
        st.one_of(st.none(), st.integers(-5_000, 50_000)),
    ),
    min_size=1,
    max_size=12,
)


def drawn(spec) -> list[ContractFacts]:
    first = day("2024-10-01")
    return [
        contract(
            f"c{number}",
            made_on=first + timedelta(days=offsets[0]) if offsets else None,
            renewed_on=tuple(first + timedelta(days=offset) for offset in offsets[1:]),
            amount=None if minor is None else Fraction(minor, 100),
        )
        for number, (offsets, minor) in enumerate(spec)
    ]


@few
@given(contracts_of_one_party, st.integers(0, 200))
def test_the_sliding_window_is_that_of_the_slow_twin(spec, window_days) -> None:
    contracts, as_of = drawn(spec), day("2025-11-01")
    found = worth_by_day(contracts, window_days, as_of)
    known_days = {on for one in contracts for on in one.days_until(as_of)}
    assert set(found) == known_days
    for on, worth in found.items():
        opens = on - timedelta(days=window_days)
        inside = [one for one in contracts if any(opens <= other <= on for other in one.days_until(as_of))]
        assert worth.window == Period.through(opens, on)
        assert worth.known == sum(one.amount for one in inside if one.amount is not None)
        assert worth.unknown_count == sum(one.amount is None for one in inside)


@few
@given(contracts_of_one_party)
def test_the_calendar_year_is_that_of_the_slow_twin(spec) -> None:
    contracts, as_of = drawn(spec), day("2025-11-01")
    for year, worth in worth_by_year(contracts, as_of).items():
        inside = [one for one in contracts if any(on.year == year for on in one.days_until(as_of))]
        assert inside
        assert worth.known == sum(one.amount for one in inside if one.amount is not None)
        assert worth.unknown_count == sum(one.amount is None for one in inside)
        assert worth.window.start == date(year, 1, 1)
        assert worth.window.last == min(date(year, 12, 31), as_of)


@few
@given(contracts_of_one_party, st.randoms(use_true_random=False))
def test_the_order_of_the_contracts_changes_no_answer(spec, random) -> None:
    contracts = drawn(spec)
    shuffled = random.sample(contracts, len(contracts))
    by_id = [
        sorted(
            ((check.contract.contract_id, check.reason, check.worth) for check in checks_of(*one)),
            key=lambda row: row[0],
        )
        for one in (contracts, shuffled)
    ]
    assert by_id[0] == by_id[1]


@few
@given(contracts_of_one_party, st.integers(1, 50_000))
def test_one_more_contract_never_takes_the_law_away(spec, minor) -> None:
    contracts = [one for one in drawn(spec) if one.amount is None or one.amount >= 0]
    more = contract("more", made_on=day("2025-01-15"), amount=Fraction(minor, 100))
    before, after = checks_of(*contracts), checks_of(*contracts, more)
    for lower, higher in zip(before, after, strict=False):
        assert lower.applies <= higher.applies


# The kind of work and the kind of contract


@pytest.mark.parametrize(
    ("place", "is_listed_work", "found"),
    [
        ("US-CA", None, [None]),
        ("US-CA", True, [None]),
        ("US-CA", False, ["other_kind_of_work"]),
        ("US-IL", False, [None]),  # only California lists services
        (LOS_ANGELES, False, ["other_kind_of_work", None]),
    ],
)
def test_california_holds_for_the_work_it_lists(place, is_listed_work, found) -> None:
    assert reasons(checks_of(contract(place=place, amount=900, is_listed_work=is_listed_work))) == found
    assert {"US-CA"} == LISTS_SERVICES


def test_a_job_as_an_employee_has_other_laws() -> None:
    check = check_of(is_employee=True)
    assert (check.reason, check.applies, check.jurisdiction) == ("employee_contract", False, "US-CA")
    assert check.name == STATE_OF_CALIFORNIA


# The due date


@pytest.mark.parametrize(
    ("completed_on", "agreed_on", "as_of", "due_on"),
    [
        ("2025-03-03", None, "2025-12-31", "2025-04-02"),
        ("2024-02-01", None, "2025-12-31", "2024-03-02"),  # over a leap day
        ("2025-03-03", "2025-03-31", "2025-12-31", "2025-03-31"),
        (None, "2025-03-31", "2025-12-31", "2025-03-31"),
        (None, None, "2025-12-31", None),
        ("2025-03-03", None, "2025-03-02", None),  # not finished on that day
        ("2025-03-03", None, "2025-03-03", "2025-04-02"),
        ("2025-03-03", "2025-03-31", "2025-03-02", "2025-03-31"),
    ],
)
def test_due_on_the_agreed_day_or_30_days_after_the_work(completed_on, agreed_on, as_of, due_on) -> None:
    check = check_of(
        place="US-CA",
        completed_on=completed_on and day(completed_on),
        agreed_on=agreed_on and day(agreed_on),
        as_of=day(as_of),
    )
    assert check.due_on == (due_on and day(due_on))
    assert check.reason == (NOT_FINISHED if due_on is None else None)
    assert check.applies


def test_without_a_due_date_nothing_is_late() -> None:
    check = check_of(completed_on=None, paid=(came("2025-03-20", 100),))
    assert (check.late_days, check.unpaid, check.unpaid_when_due) == (0, 400, 0)
    assert not check.is_past_due
    assert late_sentence(check) is None


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({}, True),
        ({"completed_on": None}, True),
        ({"was_asked_for_pay_date": True}, False),
        ({"agreed_on": day("2025-03-31")}, False),
        ({"amount": 10}, False),  # the law does not apply
    ],
)
def test_whether_the_terms_name_a_pay_date_is_asked_of_the_writer(more, asks) -> None:
    assert check_of(**more).asks_for_pay_date == asks


# Parts


def test_what_comes_on_one_day_is_one_part() -> None:
    paid = (came("2025-04-12", 40), came("2025-04-12", -10), came("2025-04-12", 30))
    assert check_of(paid=paid, as_of=day("2025-04-12")).parts == (
        Part(Fraction(60), day("2025-04-12"), 10),
        Part(Fraction(440), None, 10),
    )


def test_a_part_of_some_cents_is_a_part() -> None:
    check = check_of(paid=(came("2025-04-12", "0.40"),), as_of=day("2025-04-12"))
    assert [part.amount for part in check.parts] == [Fraction("0.40"), Fraction("499.60")]


def test_a_contract_worth_nothing_counts_with_nothing() -> None:
    figure = check_figures(check_of(amount=0), YEAR)["contract_worth"]
    assert (figure.value, figure.at_least) == (0, False)


def test_what_comes_later_or_beyond_the_amount_settles_nothing() -> None:
    paid = (came("2025-04-12", 400), came("2025-04-22", 300), came("2025-06-01", 50))
    in_full = check_of(paid=paid)
    assert in_full.parts == (
        Part(Fraction(400), day("2025-04-12"), 10),
        Part(Fraction(100), day("2025-04-22"), 20),
    )
    assert (in_full.late_days, in_full.unpaid, in_full.was_paid_late) == (20, 0, True)
    before = check_of(paid=paid, as_of=day("2025-04-21"))
    assert before.parts[1] == Part(Fraction(100), None, 19)
    assert check_of(paid=paid, as_of=day("2025-04-12")).parts[0] == Part(Fraction(400), day("2025-04-12"), 10)


def test_money_taken_back_takes_back_what_came_last() -> None:
    paid = (came("2025-03-20", 300), came("2025-04-12", 200), came("2025-04-20", -250))
    check = check_of(paid=paid, as_of=day("2025-05-02"))
    assert check.parts == (Part(Fraction(250), day("2025-03-20"), 0), Part(Fraction(250), None, 30))
    more_than_all = check_of(paid=(came("2025-03-20", -10),), as_of=day("2025-05-02"))
    assert more_than_all.parts == (Part(Fraction(500), None, 30),)


def test_a_contract_that_owes_nothing_has_no_parts() -> None:
    nothing = contract("nothing", amount=0)
    check = checks_of(nothing, contract("other"))[0]
    assert (check.applies, check.parts, check.late_days, check.unpaid) == (True, (), 0, 0)
    assert (check.is_past_due, check.was_paid_late) == (False, False)
    figures = check_figures(check, YEAR)
    assert (figures["statutory_late_days"].value, figures["statutory_unpaid"].value) == (0, 0)
    assert lines(figures["statutory_late_days"].steps) == [
        ("=", "Days past the due date, never below 0", 0, "days")
    ]


payments = st.lists(st.tuples(st.integers(0, 120), st.integers(-20_000, 60_000)), max_size=8)


def paid_parts(drawn_payments) -> tuple[PartPaid, ...]:
    return tuple(
        PartPaid(day("2025-03-03") + timedelta(days=offset), Fraction(minor, 100))
        for offset, minor in drawn_payments
    )


@few
@given(payments, st.integers(25_000, 90_000), st.integers(0, 150))
def test_the_parts_add_up_to_the_amount(drawn_payments, minor, offset) -> None:
    amount, as_of = Fraction(minor, 100), day("2025-03-03") + timedelta(days=offset)
    check = check_of(amount=amount, paid=paid_parts(drawn_payments), as_of=as_of)
    assert sum(part.amount for part in check.parts) == amount
    assert all(part.amount > 0 and part.late_days >= 0 for part in check.parts)
    assert check.unpaid <= check.unpaid_when_due or check.late_days == 0
    come = sum(part.amount for part in paid_parts(drawn_payments) if part.paid_on <= as_of)
    assert check.unpaid == min(amount, max(Fraction(0), amount - come))


@few
@given(payments, st.integers(0, 150), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(drawn_payments, offset, random) -> None:
    parts = paid_parts(drawn_payments)
    as_of = day("2025-03-03") + timedelta(days=offset)
    shuffled = tuple(random.sample(parts, len(parts)))
    assert check_of(paid=shuffled, as_of=as_of).parts == check_of(paid=parts, as_of=as_of).parts


def slow_late_days(amount: Fraction, paid: tuple[PartPaid, ...], as_of: date) -> int:
    """Walk from the due date day by day while something is unpaid."""
    on, late = day("2025-04-02"), 0
    while on < as_of and sum(part.amount for part in paid if part.paid_on <= on) < amount:
        on += timedelta(days=1)
        late += 1
    return late


@few
@given(
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 60_000)), max_size=8),
    st.integers(0, 150),
)
def test_late_days_are_those_of_a_walk_day_by_day(drawn_payments, offset) -> None:
    parts, as_of = paid_parts(drawn_payments), day("2025-03-03") + timedelta(days=offset)
    assert check_of(paid=parts, as_of=as_of).late_days == slow_late_days(Fraction(500), parts, as_of)


# In words

PAID_LATE_BY = (
    "paid {} past the statutory due date; the law provides for up to 2x the amount unpaid on that date"
)
A_STATE_LAW = f"{STATE_OF_CALIFORNIA}, due 2 April 2025: "


@pytest.mark.parametrize(
    ("more", "as_of", "said"),
    [
        (
            {},
            "2025-04-20",
            "past the statutory due date by 18 days; the law provides for up to 2x the unpaid amount",
        ),
        (
            {},
            "2025-04-03",
            "past the statutory due date by 1 day; the law provides for up to 2x the unpaid amount",
        ),
        (
            {"paid": (came("2025-04-20", 500),)},
            "2025-12-31",
            PAID_LATE_BY.format("18 days"),
        ),
        (
            {"paid": (came("2025-04-03", 500),)},
            "2025-12-31",
            PAID_LATE_BY.format("1 day"),
        ),
        ({}, "2025-04-02", None),
        ({"paid": (came("2025-04-02", 500),)}, "2025-12-31", None),
        ({"amount": 100}, "2025-12-31", None),
    ],
)
def test_what_is_said_of_a_contract_past_its_due_date(more, as_of, said) -> None:
    sentence = late_sentence(check_of(**more, as_of=day(as_of)))
    assert (sentence and sentence.said(words)) == (said and A_STATE_LAW + said)


@pytest.mark.parametrize(
    ("paid", "as_of", "said"),
    [
        ((), "2025-04-20", "past the statutory due date by 18 days"),
        ((), "2025-04-03", "past the statutory due date by 1 day"),
        ((came("2025-04-20", 700),), "2025-12-31", "paid 18 days past the statutory due date"),
        ((came("2025-04-03", 700),), "2025-12-31", "paid 1 day past the statutory due date"),
    ],
)
def test_where_no_multiple_is_on_file_none_is_named(paid, as_of, said) -> None:
    city = checks_of(contract(place=LOS_ANGELES, amount=700, paid=paid), as_of=day(as_of))[1]
    sentence = late_sentence(city)
    assert sentence.said(words) == f"Freelance Worker Protections Ordinance, due 2 April 2025: {said}"
    assert set(sentence.values) == {"law", "due"}


def test_the_values_of_the_sentence_are_apart_from_its_words() -> None:
    sentence = late_sentence(check_of(as_of=day("2025-04-20")))
    assert sentence.count == 18
    assert sentence.values == {"law": STATE_OF_CALIFORNIA, "due": day("2025-04-02"), "multiple": 2}


def test_it_says_that_it_is_information_and_asks() -> None:
    assert NOT_ADVICE == "This is information, not legal advice."
    assert ASK_FOR_PAY_DATE.startswith("Do the terms name a day for pay?")
    assert "writers, editors" in ONLY_LISTED_WORK


# Figures of one check


def test_the_sum_behind_the_late_days_of_finished_work() -> None:
    figures = check_figures(check_of(as_of=day("2025-04-20")), YEAR)
    figure = figures["statutory_late_days"]
    assert (figure.value, figure.unit, figure.currency, figure.period) == (18, "days", None, YEAR)
    assert lines(figure.steps) == [
        ("", "From 3 March 2025, the day the work was finished, to 20 April 2025", 48, "days"),
        ("-", "Days the law gives for paying", 30, "days"),
        ("=", "Days past the due date, never below 0", 18, "days"),
    ]


def test_the_sum_ends_with_the_day_the_last_part_came() -> None:
    check = check_of(paid=(came("2025-03-20", 400), came("2025-04-12", 100)))
    assert lines(check_figures(check, YEAR)["statutory_late_days"].steps)[0] == (
        "",
        "From 3 March 2025, the day the work was finished, to 12 April 2025",
        40,
        "days",
    )


def test_the_sum_behind_the_late_days_after_an_agreed_day() -> None:
    check = check_of(agreed_on=day("2025-03-31"), as_of=day("2025-04-20"))
    assert lines(check_figures(check, YEAR)["statutory_late_days"].steps) == [
        ("", "From 31 March 2025, the day agreed for pay, to 20 April 2025", 20, "days"),
        ("=", "Days past the due date, never below 0", 20, "days"),
    ]


def test_before_the_due_date_the_sum_shows_that_none_are_late() -> None:
    steps = check_figures(check_of(as_of=day("2025-03-13")), YEAR)["statutory_late_days"].steps
    assert [step.value for step in steps] == [10, 30, 0]


def test_the_sum_behind_what_is_unpaid() -> None:
    check = check_of(paid=(came("2025-04-12", 50), came("2025-03-20", 100)))
    figure = check_figures(check, YEAR)["statutory_unpaid"]
    assert (figure.value, figure.unit, figure.currency) == (350, "money", "USD")
    assert lines(figure.steps) == [
        ("", "What the contract is worth", 500, "money"),
        ("-", "Came on 20 March 2025", 100, "money"),
        ("-", "Came on 12 April 2025", 50, "money"),
        ("=", "Not paid yet", 350, "money"),
    ]


def test_the_sum_behind_what_the_contract_counts_with() -> None:
    other = contract("other", made_on=day("2025-01-10"), amount=20)
    figure = check_figures(checks_of(contract(), other)[0], YEAR)["contract_worth"]
    assert (figure.value, figure.unit, figure.currency, figure.at_least) == (520, "money", "USD", False)
    assert lines(figure.steps) == [
        (
            "",
            "This contract and others with the same platform, 4 October 2024 to 1 February 2025",
            520,
            "money",
        ),
        ("", "The law holds from", 250, "money"),
    ]


@pytest.mark.parametrize(
    ("more", "reason", "worth"),
    [
        ({"place": None}, "place_unknown", None),
        ({"place": "US-TX"}, "no_law_on_file", None),
        ({"made_on": None}, "contract_day_unknown", None),
        ({"made_on": day("2024-12-31")}, "made_before_the_law", None),
        ({"is_listed_work": False}, "other_kind_of_work", 500),
        ({"is_employee": True}, "employee_contract", None),
        ({"amount": 10}, "below_threshold", 10),
        ({"amount": None}, "worth_unknown", None),  # “at least 0” says nothing
    ],
)
def test_a_check_without_an_answer_says_why(more, reason, worth) -> None:
    check = check_of(**more)
    figures = check_figures(check, YEAR)
    assert list(figures) == ["contract_worth", "statutory_late_days", "statutory_unpaid"]
    assert [figure.period for figure in figures.values()] == [YEAR] * 3
    assert not any(figure.at_least for figure in figures.values())
    for key in ("statutory_late_days", "statutory_unpaid"):
        assert (figures[key].value, figures[key].reason, figures[key].steps) == (None, reason, ())
    assert figures["contract_worth"].value == worth
    assert figures["contract_worth"].reason == (reason if worth is None else None)
    assert bool(figures["contract_worth"].steps) == (worth is not None)
    assert (check.due_on, check.parts, check.asks_for_pay_date) == (None, (), False)
    assert (check.contract.contract_id, check.as_of) == ("a", LATER)
    assert reason in REASONS


def test_in_a_calendar_year_a_worth_that_is_not_known_is_not_zero_either() -> None:
    unknown = contract("unknown", amount=None)
    city = checks_of(contract(place=LOS_ANGELES), unknown)[1]
    assert (city.reason, city.worth.known, city.worth.unknown_count) == ("worth_unknown", 500, 1)


def test_work_that_goes_on_has_no_late_days_and_something_unpaid() -> None:
    figures = check_figures(check_of(completed_on=None, paid=(came("2025-03-20", 100),)), YEAR)
    late, unpaid = figures["statutory_late_days"], figures["statutory_unpaid"]
    assert (late.value, late.reason, late.steps) == (None, "not_finished", ())
    assert (unpaid.value, unpaid.reason, unpaid.at_least) == (400, None, False)
    assert [step.value for step in unpaid.steps] == [500, 100, 400]


def test_the_figures_name_their_rows_and_the_law() -> None:
    paid = (came("2025-03-20", 100, "p1"), came("2025-03-21", 100), came("2025-04-12", 50, "p2"))
    check = check_of(paid=paid, rows={"tasks": ("t1", "t2")})
    for figure in check_figures(check, YEAR).values():
        assert figure.rows == {"contracts": ("a",), "payouts": ("p1", "p2"), "tasks": ("t1", "t2")}
        assert figure.parameters == check.law.parameters
    bare = check_figures(check_of(place=None), YEAR)["statutory_unpaid"]
    assert (bare.rows, bare.parameters) == ({"contracts": ("a",)}, ())


# All contracts together


def summary(*contracts: ContractFacts, as_of: date = LATER):
    return payment_law_figures(checks_of(*contracts, as_of=as_of), YEAR)


def values(figures) -> list[Fraction | None]:
    return [figure.value for figure in figures.values()]


KEYS = [
    "statutory_past_due_count",
    "statutory_past_due",
    "oldest_statutory_past_due_days",
    "statutory_paid_late_count",
]

LATE = contract("late", amount=300)
LATER_STILL = contract("older", made_on=day("2025-01-02"), completed_on=day("2025-01-20"))
PAID_LATE = contract("paid", paid=(came("2025-04-20", 500, "p9"),))
IN_TIME = contract("in time", paid=(came("2025-04-02", 500),))
SMALL = contract("small", platform_id="osprey", amount=10)
UNKNOWN = contract("unknown", place=None)


def test_the_number_past_due_the_unpaid_amount_and_the_oldest() -> None:
    figures = summary(LATE, PAID_LATE, LATER_STILL, IN_TIME, SMALL, as_of=day("2025-05-02"))
    assert list(figures) == KEYS
    # 2025-01-20 + 30 days = 2025-02-19; from there to 2025-05-02 are 72 days.
    assert values(figures) == [2, 800, 72, 1]
    assert [figure.unit for figure in figures.values()] == ["count", "money", "days", "count"]
    assert [figure.currency for figure in figures.values()] == [None, "USD", None, None]
    assert not any(figure.at_least for figure in figures.values())
    assert {figure.period for figure in figures.values()} == {YEAR}


def test_the_sums_behind_them() -> None:
    figures = summary(LATE, PAID_LATE, LATER_STILL, as_of=day("2025-05-02"))
    older, newer = (
        f"Due on 19 February 2025 under {STATE_OF_CALIFORNIA}",
        f"Due on 2 April 2025 under {STATE_OF_CALIFORNIA}",
    )
    assert lines(figures["statutory_past_due_count"].steps) == [
        ("+", older, 1, "count"),
        ("+", newer, 1, "count"),
    ]
    assert lines(figures["statutory_past_due"].steps) == [
        ("+", older, 500, "money"),
        ("+", newer, 300, "money"),
    ]
    assert [step.value for step in figures["oldest_statutory_past_due_days"].steps] == [102, 30, 72]
    assert lines(figures["statutory_paid_late_count"].steps) == [("+", newer, 1, "count")]
    rows = [figure.rows for figure in figures.values()]
    assert rows == [
        {"contracts": ("older", "late")},
        {"contracts": ("older", "late")},
        {"contracts": ("older",)},
        {"contracts": ("paid",), "payouts": ("p9",)},
    ]
    law = law_on("US-CA", day("2025-02-01"), ON_FILE)
    assert all(figure.parameters == law.parameters for figure in figures.values())


def test_a_contract_under_two_laws_counts_once() -> None:
    both = contract("both", place=LOS_ANGELES, amount=700)
    figures = summary(both, as_of=day("2025-04-20"))
    assert values(figures) == [1, 700, 18, 0]
    (step,) = figures["statutory_past_due"].steps
    assert step.values["law"] == STATE_OF_CALIFORNIA
    turned = payment_law_figures(checks_of(both, as_of=day("2025-04-20"))[::-1], YEAR)
    assert turned == figures


def test_with_an_agreed_day_for_one_and_two_laws_the_longest_counts() -> None:
    found = checks_of(contract(place=LOS_ANGELES, amount=700), as_of=day("2025-04-20"))
    later = replace(found[0], parts=(Part(Fraction(700), None, 3),))
    figures = payment_law_figures([later, found[1]], YEAR)
    assert values(figures) == [1, 700, 18, 0]


def test_nothing_past_due_is_a_true_zero() -> None:
    figures = summary(IN_TIME, SMALL)
    assert values(figures) == [0, 0, None, 0]
    assert figures["oldest_statutory_past_due_days"].reason == "nothing_past_due"
    assert figures["oldest_statutory_past_due_days"].steps == ()


def test_without_a_contract_there_is_nothing_to_say() -> None:
    figures = payment_law_figures([], YEAR)
    assert {(figure.value, figure.reason) for figure in figures.values()} == {(None, "no_contracts")}


def test_with_a_contract_nobody_can_tell_of_the_numbers_are_at_least() -> None:
    figures = summary(LATE, UNKNOWN, as_of=day("2025-05-02"))
    assert values(figures) == [1, 300, 30, None]
    assert [figure.at_least for figure in figures.values()] == [True, True, True, False]
    assert figures["statutory_paid_late_count"].reason == "place_unknown"
    paid = summary(PAID_LATE, UNKNOWN)["statutory_paid_late_count"]
    assert (paid.value, paid.at_least) == (1, True)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"place": None}, "place_unknown"),
        ({"place": "US-TX"}, "no_law_on_file"),
        ({"made_on": None}, "contract_day_unknown"),
        ({"amount": None}, "worth_unknown"),
        ({"place": "US-NY-NYC_LI_WESTCHESTER"}, "place_too_wide"),
    ],
)
def test_at_least_zero_is_never_said(more, reason) -> None:
    figures = summary(contract(platform_id="merlin", **more), IN_TIME)
    assert reason in UNDECIDED
    assert {(figure.value, figure.reason, figure.at_least) for figure in figures.values()} == {
        (None, reason, False)
    }


def test_a_part_of_a_law_that_is_not_on_file_leaves_it_open() -> None:
    found = checks_of(contract(), parameters=without("late_payment_window", "US-CA"))
    assert payment_law_figures(found, YEAR)["statutory_past_due"].reason == "no_value_on_file"


def test_what_has_all_come_is_not_past_due_whatever_the_law() -> None:
    figures = summary(replace(UNKNOWN, paid=(came("2025-09-01", 500),)))
    assert values(figures) == [0, 0, None, None]
    assert figures["oldest_statutory_past_due_days"].reason == "nothing_past_due"
    assert figures["statutory_paid_late_count"].reason == "place_unknown"
    on_the_day = summary(replace(UNKNOWN, paid=(came("2025-09-01", 500),)), as_of=day("2025-09-01"))
    assert on_the_day["statutory_past_due"].value == 0
    before = summary(replace(UNKNOWN, paid=(came("2025-09-01", 500),)), as_of=day("2025-08-31"))
    assert before["statutory_past_due"].reason == "place_unknown"
    one_cent_short = summary(replace(UNKNOWN, paid=(came("2025-09-01", "499.99"),)))
    assert one_cent_short["statutory_past_due"].reason == "place_unknown"


def test_a_law_that_applies_settles_it_though_another_one_is_open() -> None:
    wide = contract(place="US-NY-NYC_LI_WESTCHESTER", amount=900)
    assert reasons(checks_of(wide)) == [None, "place_too_wide"]
    figures = summary(wide, as_of=day("2025-04-20"))
    assert values(figures) == [1, 900, 18, 0]
    assert not figures["statutory_past_due"].at_least
    assert values(summary(wide, as_of=day("2025-04-01"))) == [0, 0, None, 0]


@pytest.mark.parametrize(
    "more",
    [{"amount": 10}, {"made_on": day("2024-12-31")}, {"is_listed_work": False}, {"is_employee": True}],
)
def test_a_contract_no_law_applies_to_is_not_past_a_statutory_due_date(more) -> None:
    assert values(summary(contract(**more))) == [0, 0, None, 0]


@few
@given(
    st.lists(
        st.sampled_from([LATE, LATER_STILL, PAID_LATE, IN_TIME, SMALL]), unique_by=lambda one: one.contract_id
    )
)
def test_the_summary_is_made_of_its_contracts(contracts) -> None:
    checks = checks_of(*contracts, as_of=day("2025-05-02"))
    past = [check for check in checks if check.is_past_due]
    figures = payment_law_figures(checks[::-1], YEAR)
    if not contracts:
        return
    assert figures["statutory_past_due_count"].value == len(past)
    assert figures["statutory_past_due"].value == sum(check.unpaid for check in past)
    assert figures["oldest_statutory_past_due_days"].value == (
        max((check.late_days for check in past), default=None)
    )
    for key in ("statutory_past_due_count", "statutory_past_due"):
        assert sum(step.value for step in figures[key].steps) == figures[key].value


def test_every_figure_has_its_words() -> None:
    check = check_of()
    figures = {**check_figures(check, YEAR), **payment_law_figures([check], YEAR)}
    assert all(key == figure.key for key, figure in figures.items())
    assert {DEFINITIONS[key].section for key in figures} == {"6"}


def test_reasons_that_leave_a_contract_open_are_not_those_that_settle_it() -> None:
    settled = {
        "made_before_the_law",
        "below_threshold",
        "other_kind_of_work",
        "employee_contract",
        NOT_FINISHED,
    }
    assert not UNDECIDED & settled
    assert settled | UNDECIDED <= set(REASONS)
