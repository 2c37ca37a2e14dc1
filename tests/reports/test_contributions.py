"""The contribution statement: hours, units and pay per unit by month and kind of work, and nothing that tells more."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.conditions.contributions import Contribution, StatementLine, contribution_statement
from reports.periods import Period
from tests.reports.works import said

SPRING = Period(date(2026, 3, 10), date(2026, 5, 16))
MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))
NAMES = {"heron": "Heron", "wren": "Wren"}


def done(**overrides) -> Contribution:
    """Two hours of ranking for Heron, ten pairs at 3.00 apiece."""
    return Contribution(
        **{
            "month": MARCH,
            "kind": "ranking",
            "unit_name": "pair",
            "is_hourly": False,
            "credit_promised": "no",
            "platform_id": "heron",
            "seconds": 7200,
            "paid_seconds": 7200,
            "units": 10,
            "priced_units": 10,
            "pay_minor": 3000,
            **overrides,
        }
    )


def hourly(**overrides) -> Contribution:
    """An hour and a half for an hour's pay of 21.00."""
    given_ = {"is_hourly": True, "unit_name": None, "units": 0, "priced_units": 0, "pay_minor": 2100}
    return done(**{**given_, "seconds": 5400, "paid_seconds": 3600, **overrides})


def statement(*parts: Contribution, **more):
    return contribution_statement(parts, **{"period": SPRING, "currency": "USD", **more})


def only(*parts: Contribution, **more) -> StatementLine:
    (line,) = statement(*parts, **more).lines
    return line


def values(line: StatementLine) -> list[Fraction | None]:
    return [figure.value for figure in line.figures.values()]


# A line


def test_hours_units_and_what_was_paid_for_a_unit() -> None:
    line = only(done(), done(seconds=3600, units=5, priced_units=4, pay_minor=1200))
    assert list(line.figures) == ["contribution_hours", "contribution_units", "contribution_paid_per_unit"]
    assert values(line) == [3, 15, 3]
    assert [figure.unit for figure in line.figures.values()] == ["hours", "count", "money"]
    assert (line.kind, line.unit, line.is_hourly, line.credit) == ("ranking", "pair", False, "no")
    assert said(line.figures["contribution_hours"]) == [("", "All hours", 3, "hours")]
    assert said(line.figures["contribution_units"]) == [("", "Units", 15, "count")]
    assert said(line.figures["contribution_paid_per_unit"]) == [
        ("", "Pay for them", 42, "money"),
        ("/", "Units with known pay", 14, "count"),
        ("=", "Paid for a unit", 3, "money"),
    ]
    assert line.figures["contribution_paid_per_unit"].currency == "USD"


def test_the_unit_of_work_by_the_hour_is_the_paid_hour() -> None:
    line = only(hourly(), hourly(pay_minor=3900))
    assert values(line) == [3, None, 30]
    assert line.figures["contribution_units"].reason == "no_units"
    price = line.figures["contribution_paid_per_unit"]
    assert price.unit == "money_per_hour"
    assert said(price) == [
        ("", "Pay for them", 60, "money"),
        ("/", "Paid hours", 2, "hours"),
        ("=", "Paid for a unit", 30, "money_per_hour"),
    ]
    assert (line.is_hourly, line.unit) == (True, None)


def test_units_typed_beside_hours_are_not_what_is_paid_for() -> None:
    line = only(hourly(unit_name="pair", units=9, priced_units=9))
    assert (line.figures["contribution_units"].value, line.unit) == (None, None)


@pytest.mark.parametrize(
    ("part", "reason"),
    [(done(units=0, priced_units=0), "no_units"), (hourly(paid_seconds=0), "no_paid_hours")],
)
def test_without_units_or_paid_hours_there_is_no_price(part, reason) -> None:
    price = only(part).figures["contribution_paid_per_unit"]
    assert (price.value, price.reason, price.steps) == (None, reason, ())


def test_units_that_were_not_counted_are_not_zero() -> None:
    units = only(done(units=0, priced_units=0)).figures["contribution_units"]
    assert (units.value, units.reason, units.steps) == (None, "no_units", ())
    unpriced = only(done(priced_units=0, pay_minor=0))
    assert values(unpriced) == [2, 10, None]


def test_a_price_has_the_digits_of_its_currency() -> None:
    assert values(only(done(), currency="JPY"))[2] == 300


# What tells lines apart


def test_months_kinds_units_and_credit_have_lines_of_their_own_in_order() -> None:
    parts = [
        done(month=APRIL),
        done(kind=None),
        done(kind="writing"),
        done(unit_name=None),
        done(credit_promised="yes"),
        hourly(unit_name="pair"),
        done(),
    ]
    assert [
        (line.days.start.month, line.kind, line.unit, line.is_hourly, line.credit)
        for line in statement(*parts).lines
    ] == [
        (3, "ranking", "pair", False, "no"),
        (3, "ranking", "pair", False, "yes"),
        (3, "ranking", None, False, "no"),
        (3, "ranking", None, True, "no"),
        (3, "writing", "pair", False, "no"),
        (3, None, "pair", False, "no"),
        (4, "ranking", "pair", False, "no"),
    ]


@pytest.mark.parametrize(
    ("answer", "shown"), [("yes", "yes"), ("no", "no"), ("unknown", "unknown"), (None, "unknown")]
)
def test_credit_is_promised_not_promised_or_not_known(answer, shown) -> None:
    assert only(done(credit_promised=answer)).credit == shown


def test_what_nobody_knows_about_credit_is_one_line() -> None:
    assert len(statement(done(credit_promised=None), done(credit_promised="unknown")).lines) == 1


def test_the_first_and_the_last_month_have_the_days_of_the_statement() -> None:
    found = statement(done(), done(month=APRIL), done(month=MAY))
    assert [(line.days.start, line.days.last) for line in found.lines] == [
        (date(2026, 3, 10), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 15)),
    ]
    for line in found.lines:
        assert {figure.period for figure in line.figures.values()} == {line.days}
    outside = only(done(month=date(2026, 1, 1)))
    assert (outside.days.start, outside.days.last) == (date(2026, 1, 1), date(2026, 1, 31))


def test_the_whole_has_all_hours() -> None:
    found = statement(done(), hourly(month=APRIL))
    assert found.period == SPRING
    hours = found.figures["contribution_hours"]
    assert (hours.value, hours.period, hours.unit) == (Fraction(7, 2), SPRING, "hours")
    assert statement().figures["contribution_hours"].value == 0


# Nothing that tells more


def test_without_platform_names_their_work_is_one_line() -> None:
    parts = [done(), done(platform_id="wren"), done(platform_id=None)]
    line = only(*parts)
    assert (line.platform, values(line)) == (None, [6, 30, 3])
    named = statement(*parts, platform_names=NAMES).lines
    assert [line.platform for line in named] == ["Heron", "Wren", None]


def test_kinds_in_her_own_words_stand_under_other_unless_she_allows_them() -> None:
    parts = [done(kind="Notes on the pilot of X"), done(kind="other")]
    assert (only(*parts).kind, values(only(*parts))[0]) == ("other", 4)
    assert [line.kind for line in statement(*parts, is_own_words=True).lines] == [
        "Notes on the pilot of X",
        "other",
    ]
    assert only(done(kind=None)).kind is None


@pytest.mark.parametrize(
    ("typed", "hidden", "shown"),
    [
        ("pair", "pair", "pair"),
        (" Pairs ", "pair", "Pairs"),
        ("arc of X", None, "arc of X"),
        (None, None, None),
        ("  ", None, None),
    ],
)
def test_units_in_her_own_words_have_no_name_unless_she_allows_it(typed, hidden, shown) -> None:
    assert only(done(unit_name=typed)).unit == hidden
    assert only(done(unit_name=typed), is_own_words=True).unit == shown


def test_units_without_a_shown_name_are_still_not_added_up() -> None:
    found = statement(done(unit_name="arc"), done(unit_name="beat")).lines
    assert [(line.unit, line.figures["contribution_units"].value) for line in found] == [(None, 10)] * 2


def test_one_unit_in_two_spellings_is_one_line() -> None:
    assert only(done(unit_name="Arc"), done(unit_name=" arc"), is_own_words=True).unit == "Arc"


def test_no_ids_of_rows_leave_with_it() -> None:
    found = statement(done(), hourly(), platform_names=NAMES)
    figures = [*found.figures.values(), *(one for line in found.lines for one in line.figures.values())]
    assert all(figure.rows == {} for figure in figures)


parts_drawn = st.lists(
    st.builds(
        done,
        month=st.sampled_from([MARCH, APRIL]),
        kind=st.sampled_from(["ranking", "my own", None]),
        unit_name=st.sampled_from(["pair", "arc", None]),
        is_hourly=st.booleans(),
        credit_promised=st.sampled_from(["yes", "no", None]),
        platform_id=st.sampled_from(["heron", "wren", None]),
        seconds=st.integers(0, 9999),
        units=st.integers(0, 20),
    ),
    max_size=12,
)


@given(parts_drawn, st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_no_hour_and_no_unit_is_lost_whatever_is_left_out(parts, is_named, is_own, random) -> None:
    more = {"platform_names": NAMES if is_named else None, "is_own_words": is_own}
    found = statement(*parts, **more)
    hours = sum(line.figures["contribution_hours"].value for line in found.lines)
    assert hours == found.figures["contribution_hours"].value
    assert hours == Fraction(sum(part.seconds for part in parts), 3600)
    units = sum(line.figures["contribution_units"].value or 0 for line in found.lines)
    assert units == sum(part.units for part in parts if not part.is_hourly)
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert statement(*shuffled, **more) == found
