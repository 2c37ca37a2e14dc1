"""Pay beside the minimum wage: METHOD section 7, by day and place, week by week, never a finding."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Coverage, Step
from reports.parameters import Parameters
from reports.periods import Period
from reports.wages import (
    BASES,
    LEVELS,
    Floors,
    Tally,
    WorkDay,
    by_week,
    compare,
    tally,
    wage_figures,
    window_figures,
)
from tests.reports.factories import public_figure

ON_FILE = Parameters.on_file()
FLOORS = Floors(ON_FILE)
few = settings(max_examples=60, deadline=None)

LA, CA, WA, NY = "US-CA-LOS_ANGELES_CITY", "US-CA", "US-WA", "US-NY"
NOVA = date(2025, 11, 12)  # a Wednesday
NOVEMBER = Period(date(2025, 11, 1), date(2025, 12, 1))
ALL_AFTER, ALL_BEFORE = ("all_hours", "after_costs"), ("all_hours", "before_costs")
PAID_AFTER, PAID_BEFORE = ("paid_hours", "after_costs"), ("paid_hours", "before_costs")


def work(day=NOVA, place=CA, *, paid=10, unpaid=0, gross="160", net=None, unknown=0):
    """A day of work: hours and dollars as people say them; without a net there are no costs."""
    cents = int(Fraction(gross) * 100)
    return WorkDay(
        day,
        place,
        int(Fraction(paid) * 3600),
        int(Fraction(unpaid) * 3600),
        cents,
        cents if net is None else int(Fraction(net) * 100),
        int(Fraction(unknown) * 3600),
    )


def window(*days, floors=FLOORS):
    return compare({"all": days}, floors)["all"]


def figures(*days, period=NOVEMBER, **more):
    return wage_figures(compare(by_week(days), FLOORS).values(), period=period, **more)


def a_wage(place, value, first=date(2025, 1, 1), last=None):
    return public_figure(
        "minimum_wage", value, jurisdiction=place, valid_from=first, valid_to=last, label=place
    )


# The real example: Mercor's project Nova at 16.00 an hour, 12 November 2025


@pytest.mark.parametrize(
    ("place", "floor", "short"),
    [
        (CA, "16.50", "0.50"),
        (LA, "17.87", "1.87"),
        (WA, "16.66", "0.66"),
        ("US-CT", "16.35", "0.35"),
        (NY, "15.50", None),  # outside the city area: not short
        ("US-TX", "7.25", None),
    ],
)
def test_project_nova_beside_the_minimum_wage_of_its_places(place, floor, short):
    hour = window(work(place=place, paid=1, gross="16"))
    assert hour.floor_pay("paid_hours") == Fraction(floor)
    assert hour.below(*PAID_BEFORE) is (short is not None)
    if short:
        assert hour.gap(*PAID_BEFORE) == Fraction(short)


def test_project_nova_in_every_place_on_file():
    short = {}
    for place, _ in ON_FILE.places():
        found = ON_FILE.minimum_wage(NOVA, place)
        hour = window(work(place=place, paid=1, gross="16"))
        assert hour.gap(*PAID_BEFORE) == found.rate.value - 16, place
        assert hour.below(*PAID_BEFORE) is (found.rate.value > 16), place
        assert hour.paid_hours.is_whole is (not found.missing), place
        short[place] = hour.below(*PAID_BEFORE)
    assert sum(short.values()) > 40
    assert not all(short.values())


def test_a_rate_that_changes_inside_a_week():
    # 10 h x 17.28 on the last day of June + 6 h x 17.87 on the first of July = 172.80 + 107.22
    week = [
        work(date(2025, 6, 30), LA, paid=10, gross="160"),
        work(date(2025, 7, 1), LA, paid=6, gross="96"),
    ]
    assert list(by_week(week)) == [date(2025, 6, 30)]
    found = window_figures(window(*week), period=Period(date(2025, 6, 30), date(2025, 7, 7)))
    pay = found["floor_pay_all_hours"]
    assert pay.value == Fraction("280.02")
    label = "{hours} hours at {rate} an hour, {place}"
    city = "Los Angeles (city)"
    assert pay.steps == (
        Step("", label, Fraction("172.80"), "money", {"hours": 10, "rate": Fraction("17.28"), "place": city}),
        Step("+", label, Fraction("107.22"), "money", {"hours": 6, "rate": Fraction("17.87"), "place": city}),
        Step("=", "Minimum wage for these hours", Fraction("280.02"), "money"),
    )
    assert [row.value for row in pay.parameters] == [Fraction("17.28"), Fraction("17.87")]
    assert found["minimum_wage_gap_all_hours_before_costs"].value == Fraction("24.02")


# The floor of a day and a place


def test_the_floor_is_that_of_the_look_up_on_every_kind_of_day():
    places = [place for place, _ in ON_FILE.places()]
    changes = {day for row in ON_FILE.of_key("minimum_wage") for day in (row.valid_from, row.valid_to) if day}
    days = {day + timedelta(days=number) for day in changes for number in (-1, 0, 1)}
    names = {row.jurisdiction: row.label for row in ON_FILE.of_key("minimum_wage")}
    for place in places:
        for day in days:
            found, floor = ON_FILE.minimum_wage(day, place), FLOORS.on(day, place)
            missing = tuple(names[code] for code in found.missing) if found else ()
            assert (floor.rate, floor.missing) == (found and found.rate, missing), (day, place)
            assert floor.is_place_known
            assert floor.is_whole is (found is not None and not missing)
            assert floor.units == (found.rate.value * FLOORS.scale if found else 0)


@few
@given(
    st.dates(date(2005, 1, 1), date(2030, 12, 31)),
    st.sampled_from([LA, CA, NY, "US-OR-NONURBAN", "US-CO-DENVER", "US-CA-NOWHERE", "ES", "other"]),
)
def test_the_floor_is_that_of_the_look_up(day, place):
    found, floor = ON_FILE.minimum_wage(day, place), FLOORS.on(day, place)
    assert floor.rate == (found and found.rate)
    assert len(floor.missing) == (len(found.missing) if found else 0)


def test_a_floor_that_goes_on_is_one_and_the_same():
    assert FLOORS.on(date(2025, 1, 1), CA) is FLOORS.on(date(2025, 12, 31), CA)
    assert FLOORS.on(date(2025, 12, 31), CA) is not FLOORS.on(date(2026, 1, 1), CA)
    assert FLOORS.on(NOVA, None) is FLOORS.on(date(2013, 5, 6), "US")  # since 2009, at no known place


def test_in_the_non_urban_counties_of_oregon_their_lower_rate_holds():
    assert FLOORS.on(date(2026, 8, 1), "US-OR-NONURBAN").rate.value == Fraction("14.55")


@pytest.mark.parametrize("place", [None, "US"])
def test_without_a_place_there_is_the_federal_rate_and_the_floor_is_a_lower_bound(place):
    floor = FLOORS.on(NOVA, place)
    assert (floor.rate.value, floor.missing) == (Fraction("7.25"), ())
    assert not floor.is_place_known
    assert not floor.is_whole


@pytest.mark.parametrize(
    ("day", "place", "rate", "missing"),
    [
        (date(2024, 3, 1), LA, "16.00", ("Los Angeles (city)",)),
        (date(2027, 1, 2), "US-CA-OAKLAND", "17.40", ("Oakland",)),
        (date(2027, 1, 2), "US-CO-DENVER", "7.25", ("Colorado", "Denver")),
        (NOVA, "US-CA-NOWHERE", "16.50", ("US-CA-NOWHERE",)),
    ],
)
def test_a_rate_that_is_not_on_file_is_named_and_the_wider_one_is_a_lower_bound(day, place, rate, missing):
    floor = FLOORS.on(day, place)
    assert (floor.rate.value, floor.missing, floor.is_whole) == (Fraction(rate), missing, False)


@pytest.mark.parametrize(
    ("day", "place", "is_abroad"),
    [(date(2009, 7, 23), CA, False), (NOVA, "ES", True), (NOVA, "ES-MD", True), (NOVA, "other", True)],
)
def test_no_rate_on_file_is_none_and_never_the_nearest(day, place, is_abroad):
    floor = FLOORS.on(day, place)
    assert (floor.rate, floor.missing, floor.units, floor.is_whole) == (None, (), 0, False)
    assert floor.is_place_known
    assert floor.is_abroad is is_abroad


@pytest.mark.parametrize("place", [CA, LA, "US", None])
def test_the_states_and_a_place_that_is_not_known_are_not_abroad(place):
    assert not FLOORS.on(NOVA, place).is_abroad


@pytest.mark.parametrize("place", [LA, CA, NY, "US-CO-DENVER", "US-OR-NONURBAN", None, "ES"])
def test_between_two_days_of_change_the_floor_stays_the_same(place):
    changes = FLOORS.changes(place)
    assert changes == sorted(set(changes))
    first, last = date(2005, 1, 1), date(2031, 1, 1)
    for days in Period(first, last).split_at(changes):
        floors = {FLOORS.on(days.start + timedelta(days=number), place) for number in range(days.days)}
        assert len(floors) == 1, (place, days)


def test_the_days_of_change_are_those_of_the_place_alone():
    assert date(2025, 7, 1) in FLOORS.changes(LA)
    assert date(2025, 7, 1) not in FLOORS.changes(CA)
    assert FLOORS.changes("ES") == []


def test_the_announced_rate_of_new_york_needs_the_writers_leave():
    day = date(2027, 1, 2)
    assert FLOORS.on(day, NY).rate.value == Fraction("7.25")
    assert FLOORS.on(day, NY).missing == ("New York (rest of state)",)
    assert Floors(ON_FILE.allowing_unverified()).on(day, NY).rate.value == 16


def test_rates_of_parts_of_a_cent_stay_exact():
    on_file = Parameters((a_wage("US", "7.125"), a_wage("US-XX", Fraction(50, 3))))
    floors = Floors(on_file)
    assert floors.scale == 24
    hour = window(work(place="US-XX", paid=1, gross="16.66"), floors=floors)
    assert hour.floor_pay("all_hours") == Fraction(50, 3)
    assert hour.gap(*ALL_AFTER) == Fraction(50, 3) - Fraction("16.66")


def test_no_minimum_wage_on_file_at_all_leaves_every_floor_unknown():
    floors = Floors(Parameters(()))
    assert floors.on(NOVA, CA).rate is None
    assert window(work(), floors=floors).floor_pay("all_hours") is None


# One window


def test_both_levels_before_and_after_costs():
    # 10 paid and 2 unpaid hours at 16.50 = 165 and 198; 190 earned, 20 of it costs
    found = window(work(paid=10, unpaid=2, gross="190", net="170"))
    assert (found.hours("paid_hours"), found.hours("all_hours")) == (10, 12)
    assert (found.floor_pay("paid_hours"), found.floor_pay("all_hours")) == (165, 198)
    assert (found.pay("before_costs"), found.pay("after_costs")) == (190, 170)
    gaps = {
        (level, basis): (found.gap(level, basis), found.below(level, basis))
        for level in LEVELS
        for basis in BASES
    }
    assert gaps == {
        ALL_AFTER: (28, True),
        ALL_BEFORE: (8, True),
        PAID_AFTER: (-5, False),
        PAID_BEFORE: (-25, False),
    }


@pytest.mark.parametrize(
    ("gross", "below"), [("165.01", False), ("165", False), ("164.99", True), ("-5", True)]
)
def test_pay_that_is_just_the_minimum_wage_is_not_below_it(gross, below):
    assert window(work(gross=gross)).below(*ALL_BEFORE) is below


def test_one_second_more_is_below():
    day = work(gross="165")
    longer = day._replace(paid_seconds=day.paid_seconds + 1)
    assert window(longer).gap(*ALL_BEFORE) == Fraction("16.50") / 3600
    assert window(longer).below(*ALL_BEFORE) is True


def test_the_smallest_amount_there_is_still_counts():
    cheap = Floors(
        Parameters(
            tuple(public_figure("minimum_wage", "0.01", jurisdiction=place) for place in ("US", "US-XX"))
        )
    )
    second = window(work(place="US-XX", paid=Fraction(1, 3600), gross="0"), floors=cheap)
    assert second.floor_pay("all_hours") == Fraction(1, 360_000)
    assert second.below(*ALL_BEFORE) is True


def test_a_window_without_time_is_compared_with_nothing():
    found = window(work(paid=0, gross="50"))
    assert (found.stretches, found.hours("all_hours"), found.floor_pay("all_hours")) == ((), 0, None)
    assert (found.gap(*ALL_AFTER), found.below(*ALL_AFTER)) == (None, None)
    assert found.pay("after_costs") == 50


def test_costs_of_a_day_without_work_count_in_its_window():
    found = window(work(), work(NOVA + timedelta(days=1), None, paid=0, gross="0", net="-30"))
    assert found.gap(*ALL_AFTER) == Fraction("165") - 130
    assert found.gap(*ALL_BEFORE) == 5
    assert found.all_hours.is_whole  # the place of a day without time does not matter


def test_unpaid_hours_alone_have_no_floor_over_paid_hours():
    found = window(work(paid=0, unpaid=3, gross="0"))
    assert found.gap(*ALL_BEFORE) == Fraction("49.50")
    assert (found.floor_pay("paid_hours"), found.below(*PAID_BEFORE)) == (None, None)


def test_only_the_floors_of_its_own_hours_make_a_level_a_lower_bound():
    found = window(work(), work(place=None, paid=0, unpaid=1, gross="0"))
    assert found.paid_hours.is_whole
    assert not found.all_hours.is_whole


def test_hours_with_no_rate_on_file_make_the_others_a_lower_bound():
    found = window(work(gross="100"), work(place="ES", paid=5, gross="60"))
    assert (found.floor_pay("all_hours"), found.all_hours.is_whole) == (165, False)
    assert found.below(*ALL_BEFORE) is True


def test_a_writer_who_moves_in_mid_week():
    # Monday to Wednesday in Los Angeles, from Thursday in Seattle's state: 3 x 8 h x 17.87 + 2 x 8 h x 16.66
    monday = date(2025, 11, 10)
    days = [work(monday + timedelta(days=number), LA if number < 3 else WA, paid=8) for number in range(5)]
    found = window(*days)
    assert found.floor_pay("all_hours") == 24 * Fraction("17.87") + 16 * Fraction("16.66")
    assert [part.floor.rate.jurisdiction for part in found.stretches] == [LA, WA]


def test_a_writer_who_moves_in_mid_month_is_compared_with_each_place_in_its_weeks():
    first, second = date(2025, 11, 3), date(2025, 11, 17)
    weeks = compare(by_week([work(first, "US-TX"), work(second, WA)]), FLOORS)
    assert {week: found.below(*ALL_BEFORE) for week, found in weeks.items()} == {first: False, second: True}


def test_two_places_on_one_day_are_two_floors():
    found = window(work(place=LA, paid=1), work(place=NY, paid=1))
    assert found.floor_pay("all_hours") == Fraction("17.87") + Fraction("15.50")


def test_hours_under_one_floor_are_added_up():
    found = window(work(paid=1, unpaid=2), work(NOVA + timedelta(days=1), paid=3, unpaid=4))
    assert [(part.paid_seconds, part.unpaid_seconds) for part in found.stretches] == [(4 * 3600, 6 * 3600)]
    assert [found.stretches[0].seconds(level) for level in LEVELS] == [36000, 4 * 3600]


@pytest.mark.parametrize(
    ("place", "gross", "unknown", "below"),
    [
        (CA, "100", 0, True),
        (CA, "200", 0, False),
        (CA, "100", 2, None),  # the pay of two hours is not known: it might be enough
        (CA, "200", 2, False),  # what is known is already enough
        (None, "50", 0, True),  # below the federal rate, so below any
        (None, "100", 0, False),  # not below the rate on file; a higher one may apply
        (None, "50", 2, None),
        ("ES", "1", 0, None),
    ],
)
def test_what_can_be_told_when_pay_or_a_rate_is_not_known(place, gross, unknown, below):
    assert window(work(place=place, gross=gross, unknown=unknown)).below(*ALL_BEFORE) is below


def test_seconds_of_unknown_pay_add_up_and_there_are_none_unless_said():
    assert window(work(unknown=1), work(unknown=2)).unknown_pay_seconds == 3 * 3600
    assert WorkDay(NOVA, CA, 3600, 0, 1600, 1600).unknown_pay_seconds == 0


def test_a_gap_to_pay_that_is_not_known_has_no_value():
    assert window(work(unknown=1)).gap(*ALL_BEFORE) is None
    assert window(work(unknown=1)).floor_pay("all_hours") == 165


# Windows


def test_all_hours_after_costs_come_first():
    assert LEVELS == ("all_hours", "paid_hours")
    assert BASES == ("after_costs", "before_costs")


def test_weeks_start_on_monday_and_come_in_order():
    sunday, monday = date(2026, 3, 1), date(2026, 3, 2)
    days = [work(monday), work(sunday), work(monday + timedelta(days=6))]
    assert by_week(days) == {
        date(2026, 2, 23): [days[1]],
        monday: [days[0], days[2]],
    }
    assert list(by_week(days)) == [date(2026, 2, 23), monday]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)))
@few
def test_a_week_is_seven_days_from_a_monday(day):
    (first,) = by_week([work(day)])
    assert first.weekday() == 0
    assert first <= day < first + timedelta(days=7)


def test_pay_periods_and_contracts_are_windows_too():
    days = {"Northlight": [work()], ("pay period", 3): [work(place=WA), work(place=NY)]}
    found = compare(days, FLOORS)
    assert found["Northlight"].floor_pay("all_hours") == 165
    assert found["pay period", 3].floor_pay("all_hours") == Fraction("166.60") + 155


# Many windows

WEEKS = [date(2025, 11, 3), date(2025, 11, 10), date(2025, 11, 17), date(2025, 11, 24)]


def test_weeks_above_make_up_for_nothing():
    windows = compare(
        by_week([work(WEEKS[0], gross="100"), work(WEEKS[1], gross="500"), work(WEEKS[2], gross="150")]),
        FLOORS,
    )
    found = tally(windows.values(), *ALL_BEFORE)
    assert found == Tally(
        below=2,
        not_below=1,
        unknown=0,
        floor_pay=Fraction(330),
        pay=Fraction(250),
        at_least=False,
        has_floor=True,
    )
    assert (found.count, found.is_told, found.shortfall) == (3, True, 80)


def test_weeks_that_cannot_be_told_stand_apart_and_make_the_rest_at_least():
    days = [work(WEEKS[0], gross="100", unknown=1), work(WEEKS[1], gross="500")]
    found = tally(compare(by_week(days), FLOORS).values(), *ALL_BEFORE)
    assert (found.below, found.not_below, found.unknown, found.at_least) == (0, 1, 1, True)
    assert (found.floor_pay, found.pay, found.shortfall) == (0, 0, 0)


def test_a_missing_rate_makes_the_count_at_least():
    found = tally([window(work(place=None, gross="500"))], *ALL_BEFORE)
    assert (found.below, found.not_below, found.at_least) == (0, 1, True)
    assert not tally([window(work(gross="500"))], *ALL_BEFORE).at_least


def test_a_rate_that_is_missing_for_the_other_level_changes_nothing():
    unpaid_elsewhere = window(work(gross="500"), work(place=None, paid=0, unpaid=1, gross="0"))
    assert not tally([unpaid_elsewhere], *PAID_BEFORE).at_least
    paid_elsewhere = window(work(place="ES"), work(paid=0, unpaid=1, gross="0"))
    assert not tally([paid_elsewhere], *PAID_BEFORE).has_floor
    assert tally([paid_elsewhere], *ALL_BEFORE).has_floor


def test_no_windows_are_told_nothing():
    found = tally([], *ALL_BEFORE)
    assert (found.count, found.is_told, found.has_floor, found.at_least) == (0, False, False, False)


def test_windows_without_hours_of_the_level_are_not_counted():
    days = [window(work(paid=0, unpaid=1, gross="0")), window(work(paid=0, gross="9"))]
    assert tally(days, *ALL_BEFORE).count == 1
    assert tally(days, *PAID_BEFORE).count == 0


# Figures

KEYS = [
    "weeks_with_work",
    "floor_pay_all_hours",
    "weeks_below_minimum_wage_all_hours_after_costs",
    "minimum_wage_shortfall_all_hours_after_costs",
    "weeks_below_minimum_wage_all_hours_before_costs",
    "minimum_wage_shortfall_all_hours_before_costs",
    "floor_pay_paid_hours",
    "weeks_below_minimum_wage_paid_hours_after_costs",
    "minimum_wage_shortfall_paid_hours_after_costs",
    "weeks_below_minimum_wage_paid_hours_before_costs",
    "minimum_wage_shortfall_paid_hours_before_costs",
]
GAP_KEYS = [
    "floor_pay_all_hours",
    "minimum_wage_gap_all_hours_after_costs",
    "minimum_wage_gap_all_hours_before_costs",
    "floor_pay_paid_hours",
    "minimum_wage_gap_paid_hours_after_costs",
    "minimum_wage_gap_paid_hours_before_costs",
]


def test_the_figures_of_a_period():
    # floors at 16.50: 12 h = 198, 10 h = 165 over all; 165 and 165 over paid hours
    found = figures(
        work(WEEKS[0], unpaid=2, gross="190", net="170"),
        work(WEEKS[1], gross="150", net="140"),
        work(WEEKS[2], paid=0, gross="40"),  # pay without hours is compared with nothing
    )
    assert list(found) == KEYS
    assert [figure.key for figure in found.values()] == KEYS
    assert [figure.value for figure in found.values()] == [2, 363, 2, 53, 2, 23, 330, 1, 25, 1, 15]
    assert {figure.unit for key, figure in found.items() if key.startswith("weeks")} == {"count"}
    assert {figure.currency for key, figure in found.items() if key.startswith("weeks")} == {None}
    money = [figure for key, figure in found.items() if not key.startswith("weeks")]
    assert {(figure.unit, figure.currency) for figure in money} == {("money", "USD")}
    for figure in found.values():
        assert (figure.period, figure.reason) == (NOVEMBER, None)
        assert (figure.at_least, figure.provisional, figure.coverage) == (False, False, None)
        assert isinstance(figure.value, Fraction)
    assert found["weeks_with_work"].parameters == ()
    used = {figure.parameters for key, figure in found.items() if key != "weeks_with_work"}
    assert used == {(ON_FILE.law("minimum_wage", NOVA, CA),)}


def test_the_sum_behind_a_count_of_weeks():
    found = figures(
        work(WEEKS[0], gross="100"),
        work(WEEKS[1], gross="200"),
        work(WEEKS[2], gross="200"),
        work(WEEKS[3], gross="100", unknown=1),
    )
    figure = found["weeks_below_minimum_wage_all_hours_before_costs"]
    assert (figure.value, figure.at_least) == (1, True)
    assert figure.steps == (
        Step("", "Weeks with work", Fraction(4), "count"),
        Step("-", "Weeks not below the rates on file", Fraction(2), "count"),
        Step("-", "Weeks whose pay or minimum wage is not known", Fraction(1), "count"),
        Step("=", "Weeks below the minimum wage that an employee would get", Fraction(1), "count"),
    )
    paid = found["weeks_below_minimum_wage_paid_hours_before_costs"]
    assert paid.steps[0].label == "Weeks with paid hours"


def test_the_sum_leaves_out_a_line_of_no_weeks():
    steps = figures(work())["weeks_below_minimum_wage_all_hours_after_costs"].steps
    assert [(step.sign, step.value) for step in steps] == [("", 1), ("-", 0), ("=", 1)]


def test_the_sum_behind_what_weeks_lack():
    found = figures(work(WEEKS[0], gross="100", net="90"), work(WEEKS[1], gross="900"))
    assert found["minimum_wage_shortfall_all_hours_after_costs"].steps == (
        Step("", "Minimum wage for the hours of the weeks below it", Fraction(165), "money"),
        Step("-", "Left to you in those weeks, after fees and costs", Fraction(90), "money"),
        Step("=", "What those weeks lack", Fraction(75), "money"),
    )
    before = found["minimum_wage_shortfall_all_hours_before_costs"].steps[1]
    assert before == Step("-", "Your pay in those weeks, before fees and costs", Fraction(100), "money")


def test_no_week_below_lacks_nothing():
    found = figures(work(gross="500"))
    assert found["weeks_below_minimum_wage_all_hours_after_costs"].value == 0
    assert found["minimum_wage_shortfall_all_hours_after_costs"].value == 0


def test_a_place_that_is_not_known_is_said_and_everything_is_at_least():
    found = figures(work(place=None, gross="50"))
    compared = [figure for key, figure in found.items() if key != "weeks_with_work"]
    assert all(figure.at_least for figure in compared)
    assert not found["weeks_with_work"].at_least
    line = found["floor_pay_all_hours"].steps[0]
    assert line.label == "{hours} hours at {rate} an hour, {place}; your place of work is not known"
    assert line.values == {"hours": 10, "rate": Fraction("7.25"), "place": "United States"}
    assert found["minimum_wage_shortfall_all_hours_before_costs"].value == Fraction("22.50")


def test_a_missing_local_rate_is_named_in_the_sum():
    period = Period(date(2027, 1, 1), date(2027, 2, 1))
    found = figures(work(date(2027, 1, 4), "US-CO-DENVER", gross="50"), period=period)
    line = found["floor_pay_all_hours"].steps[0]
    assert line.label == (
        "{hours} hours at {rate} an hour, {place}; the rate of {missing} is not on file and may be higher"
    )
    assert line.values == {
        "hours": 10,
        "rate": Fraction("7.25"),
        "place": "United States",
        "missing": "Colorado, Denver",
    }
    assert found["floor_pay_all_hours"].at_least


def test_hours_without_any_rate_on_file_are_a_line_without_a_value():
    found = figures(work(gross="500"), work(place="ES", paid=3, gross="60"))
    floor = found["floor_pay_all_hours"]
    assert (floor.value, floor.at_least, len(floor.parameters)) == (165, True, 1)
    assert floor.steps[1] == Step(
        "+",
        "{hours} hours; no minimum wage is on file for their days and place",
        None,
        "money",
        {"hours": Fraction(3)},
    )
    assert found["weeks_below_minimum_wage_all_hours_before_costs"].at_least


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([work(date(2009, 7, 1), CA)], "no_value_on_file"),
        ([work(place="ES")], "us_only"),
        ([work(place="ES"), work(place="ES-MD")], "us_only"),
        ([work(date(2009, 7, 1), CA), work(date(2009, 7, 2), "ES")], "no_value_on_file"),
    ],
)
def test_a_period_without_any_rate_on_file_has_no_value_and_says_why(days, reason):
    found = figures(*days)
    assert found["weeks_with_work"].value == 1
    for key in KEYS[1:]:
        assert (found[key].value, found[key].reason) == (None, reason), key
        assert not found[key].at_least
    floor, count = found["floor_pay_all_hours"], found["weeks_below_minimum_wage_all_hours_after_costs"]
    assert {step.value for step in floor.steps} == {None}
    assert [step.value for step in count.steps] == [1, 0, 1, None]
    assert found["minimum_wage_shortfall_all_hours_after_costs"].steps == ()


def test_weeks_whose_pay_nobody_knows_have_no_count():
    found = figures(work(gross="0", unknown=10))
    assert found["floor_pay_all_hours"].value == 165
    for key in KEYS:
        if "below" in key or "shortfall" in key:
            assert (found[key].value, found[key].reason) == (None, "pay_not_known"), key


def test_a_period_without_hours_has_reasons_and_no_zeros():
    found = figures(work(paid=0, gross="20"))
    assert {key: figure.reason for key, figure in found.items()} == {
        key: "no_paid_hours" if "paid_hours" in key else "no_hours" for key in KEYS
    }
    assert all(figure.value is None and figure.steps == () for figure in found.values())


def test_unpaid_hours_alone_have_no_figures_over_paid_hours():
    found = figures(work(paid=0, unpaid=2, gross="0"))
    assert found["minimum_wage_shortfall_all_hours_after_costs"].value == 33
    assert found["minimum_wage_shortfall_paid_hours_after_costs"].reason == "no_paid_hours"


@pytest.mark.parametrize(
    ("coverage", "provisional"),
    [
        (None, False),
        (Coverage(Fraction(1), Fraction(4, 5)), False),
        (Coverage(Fraction(1), Fraction(79, 100)), True),
        (Coverage(Fraction(79, 100), None), True),
    ],
)
def test_under_80_per_cent_of_coverage_the_figures_are_provisional(coverage, provisional):
    found = figures(work(), coverage=coverage)
    assert {figure.provisional for figure in found.values()} == {provisional}
    assert {figure.coverage for figure in found.values()} == {coverage}


def test_a_figure_without_a_value_is_not_provisional():
    found = figures(coverage=Coverage(Fraction(0), Fraction(0)))
    assert not any(figure.provisional for figure in found.values())


def test_the_figures_know_their_rows():
    rows = {"tasks": ("a", "b"), "payouts": ("p",)}
    assert all(figure.rows == rows for figure in figures(work(), rows=rows).values())
    assert all(figure.rows == {} for figure in figures(work()).values())


@pytest.mark.parametrize(
    "make", [figures, lambda day, **more: window_figures(window(day), period=NOVEMBER, **more)]
)
def test_in_other_money_no_figure_has_a_value(make):
    rows, here = {"tasks": ("a",)}, make(work())
    there = make(work(), currency="EUR", rows=rows)
    assert list(there) == list(here)
    for key, figure in there.items():
        assert (figure.key, figure.unit) == (key, here[key].unit)
        assert (figure.value, figure.reason, figure.currency) == (None, "us_only", None)
        assert (figure.steps, figure.parameters, figure.period, figure.rows) == ((), (), NOVEMBER, rows)


def test_the_figures_of_one_window():
    rows, coverage = {"tasks": ("a",)}, Coverage(Fraction(1), Fraction(1, 2))
    found = window_figures(
        window(work(unpaid=2, gross="190", net="170")), period=NOVEMBER, rows=rows, coverage=coverage
    )
    assert list(found) == GAP_KEYS
    assert [figure.value for figure in found.values()] == [198, 28, 8, 165, -5, -25]
    for key, figure in found.items():
        assert (figure.key, figure.unit, figure.currency, figure.period) == (key, "money", "USD", NOVEMBER)
        assert (figure.rows, figure.coverage, figure.provisional) == (rows, coverage, True)
        assert figure.parameters == (ON_FILE.law("minimum_wage", NOVA, CA),)
        assert (figure.reason, figure.at_least) == (None, False)
    gap = found["minimum_wage_gap_paid_hours_after_costs"]
    assert gap.steps[1:] == (
        Step("=", "Minimum wage for these hours", Fraction(165), "money"),
        Step("-", "Left to you, after fees and costs", Fraction(170), "money"),
        Step("=", "Minimum wage less your pay", Fraction(-5), "money"),
    )
    before = found["minimum_wage_gap_paid_hours_before_costs"].steps[2]
    assert before == Step("-", "Your pay, before fees and costs", Fraction(190), "money")


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (work(unknown=1), {"minimum_wage_gap": "pay_not_known"}),
        (work(place="ES"), {"minimum_wage_gap": "us_only", "floor_pay": "us_only"}),
        (
            work(date(2009, 7, 1)),
            {"minimum_wage_gap": "no_value_on_file", "floor_pay": "no_value_on_file"},
        ),
        (
            work(paid=0, unpaid=1, gross="0"),
            {"minimum_wage_gap_paid": "no_paid_hours", "floor_pay_paid": "no_paid_hours"},
        ),
    ],
)
def test_why_a_window_has_no_value(day, reasons):
    for key, figure in window_figures(window(day), period=NOVEMBER).items():
        expected = next((reason for start, reason in reasons.items() if key.startswith(start)), None)
        assert figure.reason == expected, key


def test_a_gap_is_at_least_where_a_rate_is_missing_and_has_no_sum_without_hours():
    found = window_figures(window(work(place=None)), period=NOVEMBER)
    assert all(figure.at_least for figure in found.values())
    nothing = window_figures(window(work(paid=0, unpaid=1, gross="0")), period=NOVEMBER)
    assert nothing["minimum_wage_gap_paid_hours_after_costs"].steps == ()
    assert not nothing["minimum_wage_gap_paid_hours_after_costs"].at_least


# Words


def test_every_figure_has_a_definition_and_every_missing_one_a_reason():
    empty = figures()
    for figure in (*empty.values(), *figures(work(unknown=1)).values(), *figures(work(place="ES")).values()):
        assert DEFINITIONS[figure.key].section == "7"
        assert figure.reason is None or figure.reason in REASONS
    assert set(KEYS) | set(GAP_KEYS) == {key for key, words in DEFINITIONS.items() if words.section == "7"}


def test_the_words_compare_with_an_employee_and_find_nothing_broken():
    for key in {*KEYS, *GAP_KEYS} - {"weeks_with_work"}:
        said = DEFINITIONS[key].definition
        assert "employee would get" in said, key
        assert not any(
            word in said.lower()
            for word in ("illegal", "violat", "stolen", "theft", "owed", "unlawful", "sue")
        ), key


def test_every_line_of_a_sum_can_be_filled_in():
    found = figures(work(), work(place=None), work(place="ES"), work(date(2027, 1, 4), "US-CO-DENVER"))
    for figure in found.values():
        for step in figure.steps:
            assert "{" not in step.label.format(**step.values)


def test_only_minimum_wages_are_used_and_no_living_wage():
    found = figures(work(), work(place=LA), work(place=None))
    assert {row.key for figure in found.values() for row in figure.parameters} == {"minimum_wage"}


# The slow twin, and what must hold of any days

places = st.sampled_from([LA, CA, WA, NY, "US-TX", "US-CO-DENVER", None, "US", "ES"])
seconds = st.integers(0, 40_000)
cents = st.integers(-20_000, 80_000)
days = st.builds(
    lambda day, place, paid, unpaid, net, costs, unknown: WorkDay(
        day, place, paid, unpaid, net + costs, net, min(unknown, paid)
    ),
    st.dates(date(2024, 12, 20), date(2025, 8, 1)),
    places,
    seconds,
    seconds,
    cents,
    st.integers(0, 9_000),
    st.sampled_from([0, 0, 0, 600]),
)
many = st.lists(days, max_size=25)


def by_hand(rows, level, basis):
    """Weeks with hours, below and unknown, and what they lack: a row at a time, in fractions."""
    weeks = {}
    for row in rows:
        monday = row.day
        while monday.weekday():
            monday -= timedelta(days=1)
        weeks.setdefault(monday, []).append(row)
    below, unknown, lack, at_least = 0, 0, Fraction(0), False
    for week in weeks.values():
        floor, has_hours, has_rate = Fraction(0), False, False
        for row in week:
            time_of = row.paid_seconds + (row.unpaid_seconds if level == "all_hours" else 0)
            if not time_of:
                continue
            has_hours = True
            found = ON_FILE.minimum_wage(row.day, row.place or "US")
            at_least |= found is None or bool(found.missing) or row.place in (None, "US")
            if found is not None:
                has_rate = True
                floor += Fraction(time_of, 3600) * found.rate.value
        pay = sum(Fraction(row.net_minor if basis == "after_costs" else row.gross_minor, 100) for row in week)
        pay_is_known = not any(row.unknown_pay_seconds for row in week)
        if not has_hours:
            continue
        if not has_rate or (floor > pay and not pay_is_known):
            unknown += 1
        elif floor > pay:
            below += 1
            lack += floor - pay
    return below, unknown, lack, at_least or unknown > 0


@few
@given(many, st.sampled_from(LEVELS), st.sampled_from(BASES))
def test_the_tally_is_that_of_the_slow_twin(rows, level, basis):
    found = tally(compare(by_week(rows), FLOORS).values(), level, basis)
    assert (found.below, found.unknown, found.shortfall, found.at_least) == by_hand(rows, level, basis)


@few
@given(many.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_days_does_not_matter(both):
    values = [
        {key: (figure.value, figure.at_least, figure.reason) for key, figure in figures(*rows).items()}
        for rows in both
    ]
    assert values[0] == values[1]


@few
@given(many, many, st.sampled_from(LEVELS))
def test_the_minimum_wage_of_two_parts_adds_up(one, other, level):
    parts = [window(*rows).floor_pay(level) or 0 for rows in (one, other)]
    assert sum(parts) == (window(*one, *other).floor_pay(level) or 0)


@few
@given(many)
def test_the_weeks_add_up_to_the_period(rows):
    known = [found.floor_pay("all_hours") or 0 for found in compare(by_week(rows), FLOORS).values()]
    assert sum(known) == (figures(*rows)["floor_pay_all_hours"].value or 0)


@few
@given(many, st.integers(2, 5))
def test_so_many_times_the_time_and_the_pay_is_so_many_times_the_gap(rows, times):
    more = [
        row._replace(
            paid_seconds=times * row.paid_seconds,
            unpaid_seconds=times * row.unpaid_seconds,
            gross_minor=times * row.gross_minor,
            net_minor=times * row.net_minor,
        )
        for row in rows
    ]
    for level in LEVELS:
        for basis in BASES:
            gap, larger = window(*rows).gap(level, basis), window(*more).gap(level, basis)
            assert larger == (None if gap is None else times * gap)
            assert window(*rows).below(level, basis) is window(*more).below(level, basis)


@few
@given(days)
def test_costs_and_unpaid_hours_never_bring_pay_nearer_to_the_minimum_wage(row):
    found = window(row._replace(unknown_pay_seconds=0))
    for level in LEVELS:
        before, after = found.gap(level, "before_costs"), found.gap(level, "after_costs")
        assert before is None or before <= after
    paid, everything = found.gap(*PAID_AFTER), found.gap(*ALL_AFTER)
    assert paid is None or paid <= everything


@few
@given(days)
def test_knowing_the_place_never_lowers_the_floor(row):
    here = row._replace(place=LA)
    nowhere = window(here._replace(place=None)).floor_pay("all_hours")
    assert nowhere is None or nowhere <= window(here).floor_pay("all_hours")


# Speed
