"""What contracts promise for an hour, on which days, and which contract a re-hire follows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.frames import NOWHERE, SCHEMAS
from reports.periods import Period
from reports.pricing import advertised_hourly, terms_in_force
from reports.terms.promises import Contract, Promise, former_stretch, spelled, stretches_of
from tests.reports import factories as make
from tests.reports.works import march, piece, promise

AS_OF = march(31)


# The promised hourly rate


@pytest.mark.parametrize(
    ("promised", "hourly"),
    [
        (promise(rate=2100), "21"),
        (piece(82), "12.30"),  # 15 labels an hour
        (piece(64), "9.60"),
        (piece(500, rate_units=1000, promised_seconds_per_unit=3), "6"),  # $5 for 1,000 words, 50 minutes
        (promise(rate=2000, rate_high_minor=3000), "25"),
        (promise(rate=2000, rate_units=5, promised_seconds_per_unit=60), "20"),  # an hour is an hour
        (piece(80, rate_high_minor=85), "12.375"),
        (piece(9000, pay_model="per_deliverable", promised_seconds_per_unit=7200), "45"),
        (promise(rate=0), "0"),
        (promise(rate=1500, currency="JPY"), "1500"),
        (promise(rate=None), None),
        (promise(rate=None, rate_high_minor=3000), None),
        (piece(82, promised_seconds_per_unit=None), None),
        (piece(82, promised_seconds_per_unit=0), None),
        (piece(82, pay_model="mixed"), None),
    ],
)
def test_the_promised_rate_an_hour(promised: Promise, hourly: str | None) -> None:
    assert promised.hourly == (None if hourly is None else Fraction(hourly))


models = st.sampled_from(["hourly", "per_unit", "per_accepted_unit", "per_deliverable", "mixed"])
maybe = st.none() | st.integers(0, 5000)
terms_rows = st.builds(
    lambda model, low, more, units, promised: (
        make.terms(
            **dict.fromkeys(SCHEMAS["terms"]),
        )
        | {
            "id": "t",
            "contract_id": "c",
            "effective_on": march(1),
            "currency": "USD",
            "pay_model": model,
            "rate_minor": low,
            "rate_high_minor": None if low is None or more is None else low + more,
            "rate_units": units,
            "promised_seconds_per_unit": promised,
        }
    ),
    models,
    maybe,
    maybe,
    st.none() | st.integers(1, 9),
    maybe,
)


@given(terms_rows)
def test_it_is_the_rate_that_the_ladder_calls_advertised(row) -> None:
    hourly = advertised_hourly(row)
    assert Promise.of(row).hourly == (None if hourly is None else hourly / 100)


@given(terms_rows)
def test_its_steps_lead_to_it(row) -> None:
    """Walk the sum as a reader would."""
    promised = Promise.of(row)
    value = None
    for step in promised.steps()[:-1]:
        done = {"": lambda a, b: b, "+": lambda a, b: a + b, "/": lambda a, b: a / b}
        value = done[step.sign](value, step.value)
    assert value == promised.hourly
    assert promised.steps() == () or promised.steps()[-1].value == promised.hourly


@pytest.mark.parametrize(
    ("promised", "price"),
    [
        (promise(rate=2100, rate_units=3), "21"),
        (piece(82), "0.82"),
        (piece(500, rate_units=1000), "0.005"),
        (piece(80, rate_high_minor=90), "0.85"),
        (promise(rate=None), None),
    ],
)
def test_the_promised_price_of_one_unit(promised: Promise, price: str | None) -> None:
    assert promised.unit_price == (None if price is None else Fraction(price))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (promise(), promise(rate=1), True),
        (promise(unit_name="a"), promise(unit_name="b"), True),  # an hour is an hour
        (piece(82), piece(64), True),
        (piece(82, unit_name="Label"), piece(64, unit_name="label", rate_units=9), True),
        (piece(82, unit_name="label"), piece(64, unit_name="scene"), False),
        (piece(82), promise(), False),
        (piece(82), piece(82, pay_model="per_accepted_unit"), False),
        (piece(82, pay_model="per_accepted_unit"), piece(64, pay_model="per_accepted_unit"), True),
        (piece(82, pay_model="per_deliverable"), piece(82, pay_model="per_deliverable"), False),
        (piece(82, pay_model="mixed"), piece(82, pay_model="mixed"), False),
    ],
)
def test_whether_two_promises_price_the_same_unit(one: Promise, other: Promise, is_same: bool) -> None:
    assert one.has_unit_of(other) is other.has_unit_of(one) is is_same


def test_the_steps_of_a_piece_rate_and_of_a_range() -> None:
    words = [
        [(s.sign, s.label.format(**s.values), s.value, s.unit) for s in one.steps()]
        for one in (piece(82), promise(rate=2000, rate_high_minor=3000), promise())
    ]
    assert words == [
        [
            ("", "Promised for 1 units", Fraction(41, 50), "money"),
            ("/", "Promised time for them", Fraction(1, 15), "hours"),
            ("=", "Promised hourly rate", Fraction(123, 10), "money_per_hour"),
        ],
        [
            ("", "Promised for an hour", 20, "money"),
            ("+", "the high end of the range", 30, "money"),
            ("/", "the middle of both", 2, "count"),
            ("=", "Promised hourly rate", 25, "money_per_hour"),
        ],
        [
            ("", "Promised for an hour", 21, "money"),
            ("=", "Promised hourly rate", 21, "money_per_hour"),
        ],
    ]
    assert promise(rate=None).steps() == ()
    assert piece(82, pay_model="mixed").steps() == ()


def test_a_row_of_the_frame_is_read_whole() -> None:
    row = make.terms(
        id="t",
        contract_id="c",
        rate_high_minor=3000,
        rate_units=2,
        unit_name="scene",
        promised_seconds_per_unit=60,
        bonus_rule="10 % over 40 hours",
        weekly_cap_seconds=72_000,
        hold_days=7,
        is_acceptance=True,
    )
    whole = dict.fromkeys(SCHEMAS["terms"]) | row
    assert Promise.of(whole) == Promise(
        "t",
        "c",
        date(2026, 1, 1),
        "hourly",
        "USD",
        2500,
        3000,
        2,
        "scene",
        60,
        "10 % over 40 hours",
        72_000,
        7,
        is_acceptance=True,
    )


# What counts as a change


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (promise(), promise(), set()),
        (promise(), promise(rate=1600), {"rate"}),
        (promise(), promise(rate=None), {"rate"}),
        (promise(), promise(currency="EUR"), {"rate"}),
        (promise(), promise(rate_high_minor=2100), set()),  # a range of one amount is that amount
        (promise(), promise(rate_high_minor=2200), {"rate"}),
        (promise(), promise(rate_units=1, unit_name="hour", promised_seconds_per_unit=60), set()),
        (piece(82), piece(82, rate_units=1), set()),
        (piece(82), piece(82, rate_units=2), {"unit"}),
        (piece(82), piece(82, unit_name=" "), set()),
        (piece(82, unit_name="Label"), piece(82, unit_name="label "), set()),
        (piece(82, unit_name="label"), piece(82, unit_name="scene"), {"unit"}),
        (piece(82), piece(82, promised_seconds_per_unit=300), {"promised_time"}),
        (piece(82, promised_seconds_per_unit=None), piece(82, promised_seconds_per_unit=0), set()),
        (piece(82), piece(82, pay_model="per_accepted_unit"), {"pay_model"}),
        (promise(), piece(64), {"pay_model", "rate", "unit", "promised_time"}),
        (promise(), promise(bonus_rule="10 %"), {"bonus_rule"}),
        (promise(bonus_rule="10 %"), promise(bonus_rule=" 10  % "), set()),
        (promise(), promise(weekly_cap_seconds=72_000), {"weekly_cap"}),
        (promise(), promise(weekly_cap_seconds=0), {"weekly_cap"}),  # no work at all is not no cap
        (promise(), promise(hold_days=14), {"hold"}),
        (promise(), promise(hold_days=0), set()),
        (promise(), promise(terms_id="other", effective_on=march(9), is_acceptance=True), set()),
    ],
)
def test_what_of_the_terms_touches_pay(before: Promise, after: Promise, changed: set[str]) -> None:
    found = {name for name, value in after.pay_terms.items() if value != before.pay_terms[name]}
    assert found == changed


def test_a_writers_words_are_compared_in_one_spelling() -> None:
    assert [spelled(text) for text in (" All  Rights ", "ALL rights", "", "  ", None)] == [
        "all rights",
        "all rights",
        None,
        None,
        None,
    ]


# Stretches of days


def days_of(*promises: Promise) -> list[tuple[tuple[str, ...], date, date]]:
    stretches = stretches_of(promises, AS_OF).get("c", ())
    return [(one.terms_ids, one.days.start, one.days.last) for one in stretches]


def test_a_promise_holds_until_the_day_before_the_next_and_the_last_until_today() -> None:
    assert days_of(promise(15, rate=1600), promise(3)) == [
        (("t3",), march(3), march(14)),
        (("t15",), march(15), march(31)),
    ]


def test_terms_that_change_nothing_about_pay_carry_the_promise_on() -> None:
    assert days_of(promise(3), promise(9), promise(15, rate=1600), promise(20)) == [
        (("t3", "t9"), march(3), march(14)),
        (("t15",), march(15), march(19)),
        (("t20",), march(20), march(31)),
    ]


def test_amended_terms_win_over_the_acceptance_of_the_same_day() -> None:
    kept, amended = promise(3, terms_id="z", is_acceptance=True), promise(3, rate=1600, terms_id="a")
    for listed in ((kept, amended), (amended, kept)):
        (stretch,) = stretches_of(listed, AS_OF)["c"]
        assert stretch.promise == amended
        assert stretch.terms_ids == ("a",)


def test_of_two_amended_terms_of_one_day_the_later_id_wins() -> None:
    (stretch,) = stretches_of([promise(3, terms_id="b", rate=1), promise(3, terms_id="a", rate=2)], AS_OF)[
        "c"
    ]
    assert stretch.terms_ids == ("b",)


def test_terms_of_tomorrow_are_not_seen() -> None:
    assert days_of(promise(31), promise(1, effective_on=date(2026, 4, 1), rate=1)) == [
        (("t31",), march(31), march(31))
    ]
    assert stretches_of([promise(1, effective_on=date(2026, 4, 1))], AS_OF) == {}


def test_contracts_have_stretches_of_their_own() -> None:
    found = stretches_of([promise(3), promise(3, contract_id="d"), promise(9, rate=1)], AS_OF)
    assert {key: len(stretches) for key, stretches in found.items()} == {"c": 2, "d": 1}


few = settings(max_examples=60, deadline=None)
some_terms = st.lists(
    st.tuples(st.integers(1, 8), st.sampled_from([1600, 2100, None]), st.booleans(), st.sampled_from("cd")),
    max_size=8,
)


@few
@given(some_terms)
def test_each_day_has_the_terms_that_the_books_put_in_force(drawn) -> None:
    rows = [
        dict.fromkeys(SCHEMAS["terms"])
        | make.terms(
            id=f"t{number}",
            contract_id=contract,
            effective_on=march(day),
            rate_minor=rate,
            is_acceptance=accepted,
        )
        for number, (day, rate, accepted, contract) in enumerate(drawn)
    ]
    names = make.ledger_of(contracts=[make.contract(id=key) for key in "cd"], terms=rows)
    places = names.columns["contracts"]["id"]
    stretches = stretches_of(map(Promise.of, rows), AS_OF)
    for contract in "cd":
        for number in range(1, 11):
            day = march(number)
            (at,) = terms_in_force(
                names, np.array([places.index(contract)]), np.array([day.toordinal()])
            ).tolist()
            in_force = None if at == NOWHERE else names.rows("terms")[at]
            holding = [one for one in stretches.get(contract, ()) if day in one.days]
            assert len(holding) == (in_force is not None)
            if in_force is not None:
                assert in_force["id"] in holding[0].terms_ids
                assert holding[0].promise.pay_terms == Promise.of(in_force).pay_terms


# Re-hires

HERON = {"platform_id": "heron", "kind": "ranking"}


def line(*contracts: Contract) -> dict[str, Contract]:
    return {one.contract_id: one for one in contracts}


def former_of(contracts: dict[str, Contract], *promises: Promise, day: int = 10) -> str | None:
    found = former_stretch(contracts["c"], contracts, stretches_of(promises, AS_OF), march(day))
    return None if found is None else f"{found[0].contract_id}:{found[1].promise.terms_id}"


def test_a_re_hire_follows_the_last_promise_of_its_former_contract() -> None:
    contracts = line(
        Contract("a", **HERON), Contract("c", **HERON, previous_contract_id="a"), Contract("x", **HERON)
    )
    old = [promise(1, contract_id="a"), promise(5, contract_id="a", rate=1)]
    assert former_of(contracts, *old) == "a:t5"
    assert former_of(contracts, *old, day=5) == "a:t5"
    assert former_of(contracts, *old, day=4) == "a:t1"
    assert former_of(contracts, promise(20, contract_id="a")) is None


def test_a_former_contract_without_terms_is_passed_over() -> None:
    contracts = line(
        Contract("a", **HERON),
        Contract("b", **HERON, previous_contract_id="a"),
        Contract("c", **HERON, previous_contract_id="b"),
    )
    assert former_of(contracts, promise(1, contract_id="a")) == "a:t1"
    assert former_of(contracts, promise(1, contract_id="a"), promise(2, contract_id="b")) == "b:t2"


def test_no_former_contract_is_no_former_promise() -> None:
    assert former_of(line(Contract("c", **HERON)), promise(1)) is None
    assert former_of(line(Contract("c", **HERON, previous_contract_id="gone")), promise(1)) is None


def test_another_platform_is_another_party() -> None:
    contracts = line(Contract("a", "wren"), Contract("c", **HERON, previous_contract_id="a"))
    assert former_of(contracts, promise(1, contract_id="a")) is None


def test_a_circle_of_re_hires_ends() -> None:
    contracts = line(
        Contract("a", **HERON, previous_contract_id="b"),
        Contract("b", **HERON, previous_contract_id="a"),
        Contract("c", **HERON, previous_contract_id="a"),
    )
    assert former_of(contracts, promise(1)) is None
    own = line(Contract("c", **HERON, previous_contract_id="c"))
    assert former_of(own, promise(1)) is None


def test_a_stretch_is_a_period() -> None:
    (stretch,) = stretches_of([promise(3)], AS_OF)["c"]
    assert stretch.days == Period(march(3), date(2026, 4, 1))
