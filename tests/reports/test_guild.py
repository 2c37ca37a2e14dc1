"""Guild health cover, covered pay beside gig pay, and the card that stays off: METHOD sections 4, 10b and 3c."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Step
from reports.guild import (
    REPLACES,
    Earned,
    QuarterPay,
    Receipt,
    TypedThreshold,
    best_window,
    by_year,
    counterfactual_figures,
    cover_period,
    displacement,
    eligibility,
    guild_contributions,
    guild_figures,
    quarter_of,
    threshold_on,
)
from reports.later import Later
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period, add_months
from tests.reports.factories import public_figure

ON_FILE = Parameters.on_file()
AS_OF = date(2026, 11, 12)
TYPED_ON = date(2026, 5, 2)
NOW = Period(date(2026, 10, 1), date(2027, 1, 1))
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
few = settings(max_examples=60, deadline=None)

THETA = "health_eligibility_minimum_earnings"


def pay(dollars, day=AS_OF, **rows):
    return QuarterPay(day, int(Fraction(dollars) * 100), rows)


def found_of(covered=(), gig=(), *, as_of=AS_OF, parameters=ON_FILE, typed=None):
    typed = None if typed is None else TypedThreshold(Fraction(typed), TYPED_ON, {"situations": ("typed",)})
    return eligibility(covered, gig, as_of=as_of, parameters=parameters, typed=typed)


def a_row(key, value, first, last=None, **more):
    return public_figure(key, value, valid_from=first, valid_to=last, **{"group": "WGA", **more})


# Quarters


@pytest.mark.parametrize(
    ("day", "first", "end"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 7, 1)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_the_calendar_quarter_of_a_day(day, first, end):
    assert quarter_of(day) == Period(first, end)


def test_the_window_goes_back_four_quarters_from_the_current_one():
    quarters = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 5), date(2026, 9, 30), date(2026, 10, 1)]
    best = best_window([pay(10**number, day) for number, day in enumerate(quarters)], NOW, "USD")
    assert best == Earned(YEAR, Fraction(11110), 4, {})


def test_a_quarter_after_the_current_one_does_not_count():
    best = best_window([pay(1), pay(100, date(2027, 1, 1))], NOW, "USD")
    assert (best.amount, best.quarter_count) == (1, 1)


def test_several_amounts_of_one_quarter_add_up():
    best = best_window([pay(1, date(2026, 10, 1)), pay(2, date(2026, 12, 31))], NOW, "USD")
    assert (best.amount, best.quarter_count) == (3, 1)


def test_a_shorter_window_is_better_where_an_earlier_quarter_took_pay_back():
    best = best_window([pay(-50, date(2026, 4, 1)), pay(70, date(2026, 7, 1)), pay(30)], NOW, "USD")
    assert best == Earned(Period(date(2026, 7, 1), date(2027, 1, 1)), Fraction(100), 2, {})
    back = best_window([pay(-50, date(2026, 4, 1)), pay(90, date(2026, 1, 1)), pay(30)], NOW, "USD")
    assert (back.days, back.amount) == (YEAR, 70)  # the quarter before that brought more than was taken back


def test_of_two_windows_that_are_as_good_the_longer_one_is_named():
    assert best_window([pay(5)], NOW, "USD").days == YEAR


def test_nothing_given_for_the_four_quarters_is_no_window_and_no_zero():
    assert best_window([], NOW, "USD") is None
    assert best_window([pay(9, date(2025, 12, 31))], NOW, "USD") is None
    assert best_window([pay(0)], NOW, "USD").amount == 0


def test_the_rows_of_the_window_come_in_order_and_each_once():
    best = best_window(
        [
            pay(1, AS_OF, tasks=("c", "a"), payments=("p",)),
            pay(2, date(2026, 2, 1), tasks=("a", "b")),
            pay(4, date(2025, 2, 1), tasks=("z",)),
        ],
        NOW,
        "USD",
    )
    assert best.rows == {"tasks": ("a", "b", "c"), "payments": ("p",)}


def test_amounts_without_cents_are_whole():
    assert best_window([QuarterPay(AS_OF, 500)], NOW, "JPY").amount == 500
    assert by_year([QuarterPay(AS_OF, 500)], AS_OF, "JPY")[2026].amount == 500


amounts = st.lists(
    st.tuples(st.integers(-5, 6), st.integers(-100_000, 900_000)).map(
        lambda one: QuarterPay(add_months(NOW.start, 3 * one[0]), one[1])
    ),
    max_size=12,
)


@few
@given(amounts)
def test_the_best_window_is_the_best_of_all_four(given_pay):
    best = best_window(given_pay, NOW, "USD")
    sums = []
    for length in (1, 2, 3, 4):
        window = Period(add_months(NOW.end, -3 * length), NOW.end)
        sums.append(Fraction(sum(row.minor for row in given_pay if row.starts_on in window), 100))
    if best is None:
        assert not any(row.starts_on in YEAR for row in given_pay)
    else:
        assert best.amount == max(sums)
        assert best.days.end == NOW.end
        assert best.amount == Fraction(sum(row.minor for row in given_pay if row.starts_on in best.days), 100)


@few
@given(amounts.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_amounts_does_not_matter(both):
    assert best_window(both[0], NOW, "USD") == best_window(both[1], NOW, "USD")


# The threshold


@pytest.mark.parametrize(
    ("day", "amount", "is_at_least"),
    [
        (date(2014, 6, 30), None, None),
        (date(2014, 7, 1), 36457, False),
        (date(2023, 10, 1), 41773, False),
        (date(2024, 1, 1), 43862, True),
        (date(2026, 10, 1), 43862, True),
    ],
)
def test_the_threshold_of_a_quarter_and_the_last_one_on_file_as_at_least(day, amount, is_at_least):
    found = threshold_on(day, ON_FILE)
    if amount is None:
        assert found is None
    else:
        assert (found.amount, found.is_at_least) == (amount, is_at_least)
        assert found.row is ON_FILE.law(THETA, day, group="WGA")


def test_the_threshold_is_that_of_the_current_quarter():
    rows = (a_row(THETA, 100, date(2026, 7, 1), date(2026, 9, 30)), a_row(THETA, 200, date(2026, 10, 1)))
    on_file = Parameters(rows)
    assert found_of(as_of=date(2026, 9, 30), parameters=on_file).threshold.amount == 100
    assert found_of(as_of=date(2026, 12, 31), parameters=on_file).threshold.amount == 200


def test_only_the_guilds_own_row_is_its_threshold():
    assert threshold_on(NOW.start, Parameters((a_row(THETA, 100, NOW.start, group="other"),))) is None


def test_the_writer_may_type_the_current_amount():
    found = threshold_on(NOW.start, ON_FILE, TypedThreshold(Fraction(46_000), TYPED_ON))
    assert (found.amount, found.row, found.is_at_least) == (46_000, None, False)


@pytest.mark.parametrize("typed", [Fraction(0), Fraction(-1)])
def test_a_typed_threshold_is_above_zero(typed):
    with pytest.raises(ValueError, match=rf"^The earnings to be covered must be above 0, not {typed}\.$"):
        threshold_on(NOW.start, ON_FILE, TypedThreshold(typed, TYPED_ON))


# The distance


def test_the_example_of_the_method_page():
    found = found_of([pay(18_000, date(2026, 3, 1))], [pay(15_000, date(2026, 8, 1))])
    figures = guild_figures(found)
    assert found.distance == 25_862
    assert decimal_text(100 * figures["guild_health_share_reached"].value, 1) == "41.0"
    assert decimal_text(100 * figures["gig_pay_share_of_guild_threshold"].value, 1) == "34.2"
    assert figures["covered_earnings"].value == 18_000  # gig pay adds nothing
    assert figures["guild_health_threshold"].value == 43_862


@pytest.mark.parametrize(
    ("covered", "typed", "distance", "is_reached"),
    [
        (18_000, None, 25_862, False),
        (43_861, None, 1, False),
        (43_862, None, 0, None),  # reached in 2024; the amount has risen since
        (50_000, None, 0, None),
        (50_000, 50_000, 0, True),
        ("49999.99", 50_000, "0.01", False),
        (-100, 50_000, 50_100, False),
        (0, 50_000, 50_000, False),
    ],
)
def test_the_distance_is_never_below_zero(covered, typed, distance, is_reached):
    found = found_of([pay(covered)], typed=typed)
    assert (found.distance, found.is_reached) == (Fraction(distance), is_reached)


def test_without_covered_earnings_or_threshold_nothing_is_known():
    for found in (found_of(), found_of([pay(1)], parameters=Parameters(()))):
        assert (found.distance, found.is_reached, found.share(None)) == (None, None, None)
    assert found_of([pay(1)], parameters=Parameters(())).share(found.covered) is None


def test_cover_follows_after_one_quarter_and_lasts_four():
    found = found_of([pay(50_000)], typed=Fraction(45_000))
    assert cover_period(found, ON_FILE) == Period(date(2027, 4, 1), date(2028, 4, 1))


def test_there_is_no_cover_before_the_threshold_is_reached_or_without_its_rules():
    assert cover_period(found_of([pay(1)], typed=Fraction(45_000)), ON_FILE) is None
    assert cover_period(found_of([pay(50_000)]), ON_FILE) is None  # not known whether reached
    reached = found_of([pay(50_000)], typed=Fraction(45_000))
    lag, length = (a_row(key, 2, date(2020, 1, 1)) for key in ("lag_before_coverage", "coverage_length"))
    assert cover_period(reached, Parameters((lag,))) is None
    assert cover_period(reached, Parameters((length,))) is None
    assert cover_period(reached, Parameters((lag, length))) == Period(date(2027, 7, 1), date(2028, 1, 1))


@few
@given(st.integers(0, 9_000_000), st.integers(0, 9_000_000), st.integers(1, 9_000_000))
def test_distance_and_earnings_make_the_threshold_and_gig_pay_changes_nothing(covered, gig, typed):
    theta = Fraction(typed, 100)
    found = found_of([QuarterPay(AS_OF, covered)], [QuarterPay(AS_OF, gig)], typed=theta)
    assert found.distance == max(0, theta - Fraction(covered, 100))
    assert found.distance + min(theta, found.covered.amount) == theta
    assert (found.share(found.covered) >= 1) is (found.distance == 0) is found.is_reached
    assert found.distance == found_of([QuarterPay(AS_OF, covered)], typed=theta).distance


@few
@given(st.lists(st.integers(0, 2_000_000), min_size=1, max_size=5), st.integers(1, 500_000))
def test_more_covered_work_is_never_farther_away(minor, more):
    given_pay = [QuarterPay(add_months(NOW.start, -3 * back), one) for back, one in enumerate(minor)]
    farther, nearer = found_of(given_pay), found_of([*given_pay, QuarterPay(AS_OF, more)])
    assert nearer.distance <= farther.distance


# Its figures

KEYS = [
    "guild_health_threshold",
    "covered_earnings",
    "distance_to_guild_health",
    "guild_health_share_reached",
    "gig_pay_share_of_guild_threshold",
]
ROW = ON_FILE.law(THETA, AS_OF, group="WGA")
SINCE = {"day": date(2024, 1, 1)}
DAYS = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
AT_LEAST = "Earnings to be covered, at least: the last figure on file, from {day}"
ENTERED = "Covered earnings you entered, {first} to {last}"
NOT_COVERED = "Gig pay, which is not covered earnings"


def test_the_figures_and_the_sums_behind_them():
    found = guild_figures(found_of([pay(18_000, situations=("s",))], [pay(15_000, tasks=("t",))]))
    assert list(found) == KEYS
    assert [figure.key for figure in found.values()] == KEYS
    assert [figure.unit for figure in found.values()] == ["money"] * 3 + ["share"] * 2
    assert [figure.currency for figure in found.values()] == ["USD"] * 3 + [None] * 2
    assert [figure.at_least for figure in found.values()] == [True, False, True, False, False]
    assert [figure.parameters for figure in found.values()] == [(ROW,), (), (ROW,), (ROW,), (ROW,)]
    assert [figure.period for figure in found.values()] == [NOW, YEAR, YEAR, YEAR, YEAR]
    assert {figure.reason for figure in found.values()} == {None}
    situations = {"situations": ("s",)}
    assert [figure.rows for figure in found.values()] == [
        {},
        situations,
        situations,
        situations,
        {"tasks": ("t",)},
    ]
    assert [figure.steps for figure in found.values()] == [
        (Step("", AT_LEAST, Fraction(43_862), "money", SINCE),),
        (
            Step("", ENTERED, Fraction(18_000), "money", DAYS),
            Step("+", NOT_COVERED, Fraction(0), "money"),
            Step("=", "Covered earnings", Fraction(18_000), "money"),
        ),
        (
            Step("", AT_LEAST, Fraction(43_862), "money", SINCE),
            Step(
                "-",
                "Covered earnings you entered, up to that amount, {first} to {last}",
                Fraction(18_000),
                "money",
                DAYS,
            ),
            Step("-", NOT_COVERED, Fraction(0), "money"),
            Step("=", "Still missing for guild health cover", Fraction(25_862), "money"),
        ),
        (
            Step("", ENTERED, Fraction(18_000), "money", DAYS),
            Step("/", AT_LEAST, Fraction(43_862), "money", SINCE),
            Step("=", "Share of the threshold reached", Fraction(18_000, 43_862), "share"),
        ),
        (
            Step(
                "",
                "Gig pay, {first} to {last}, as if it were covered earnings; it is not",
                Fraction(15_000),
                "money",
                DAYS,
            ),
            Step("/", AT_LEAST, Fraction(43_862), "money", SINCE),
            Step("=", "Gig pay as a share of the threshold", Fraction(15_000, 43_862), "share"),
        ),
    ]


def test_a_typed_threshold_is_exact_and_has_no_source():
    found = guild_figures(found_of([pay(20_000)], typed=Fraction(50_000)))
    assert not any(figure.at_least or figure.parameters for figure in found.values())
    assert found["guild_health_threshold"].steps == (
        Step(
            "",
            "Earnings to be covered, as you typed them, from {day}",
            Fraction(50_000),
            "money",
            {"day": TYPED_ON},
        ),
    )
    assert found["guild_health_threshold"].rows == {"situations": ("typed",)}
    assert found["guild_health_share_reached"].value == Fraction(2, 5)
    assert found["guild_health_share_reached"].steps[1].sign == "/"


def test_a_threshold_that_ended_is_exact_and_has_its_date():
    found = guild_figures(found_of([pay(20_000, date(2023, 11, 1))], as_of=date(2023, 12, 31)))
    step = found["distance_to_guild_health"].steps[0]
    assert (step.label, step.values) == ("Earnings to be covered, from {day}", {"day": date(2022, 7, 1)})
    assert found["distance_to_guild_health"].value == 21_773
    assert not any(figure.at_least for figure in found.values())


def test_a_sum_that_reaches_the_threshold_ends_in_zero():
    steps = guild_figures(found_of([pay(60_000)], typed=Fraction(50_000)))["distance_to_guild_health"].steps
    assert [step.value for step in steps] == [50_000, 50_000, 0, 0]


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (
            found_of(),
            [None, "no_covered_earnings", "no_covered_earnings", "no_covered_earnings", "no_earnings"],
        ),
        (
            found_of([pay(1)], [pay(1)], parameters=Parameters(())),
            ["no_value_on_file", None, "no_value_on_file", "no_value_on_file", "no_value_on_file"],
        ),
        (
            found_of(gig=[pay(9)]),
            [None, "no_covered_earnings", "no_covered_earnings", "no_covered_earnings", None],
        ),
    ],
)
def test_why_a_figure_has_no_value(found, reasons):
    figures = guild_figures(found)
    assert [figure.reason for figure in figures.values()] == reasons
    for figure in figures.values():
        assert (figure.value is None) is (figure.reason is not None)
        assert bool(figure.steps) is (figure.value is not None)
        assert figure.value is not None or not figure.at_least
        assert figure.reason is None or figure.reason in REASONS


def test_where_it_does_not_apply_the_guild_figures_have_no_value():
    found = found_of([pay(1, situations=("s",))], [pay(1)])
    here, there = guild_figures(found), guild_figures(found, applies=False)
    assert list(there) == KEYS
    for key, figure in there.items():
        assert (figure.value, figure.reason, figure.steps) == (None, "us_only", ())
        assert (figure.unit, figure.period, figure.rows) == (here[key].unit, here[key].period, here[key].rows)
        assert figure.key == key


# Gig pay beside covered writing pay


def test_covered_pay_beside_gig_pay_year_by_year():
    covered = [pay(80_000, date(2023, 5, 1)), pay(20_000, date(2025, 2, 1)), pay(1_000, date(2026, 1, 1))]
    gig = [pay(9_000, date(2025, 9, 1)), pay(500, date(2025, 1, 31)), pay(15_000, date(2026, 5, 1))]
    years = displacement(covered, gig, as_of=AS_OF, currency="USD")
    assert [(one.year, one.gig.value, one.covered.value) for one in years] == [
        (2023, None, 80_000),
        (2025, 9_500, 20_000),
        (2026, 15_000, 1_000),
    ]
    assert years[0].gig.reason == "no_earnings"  # nothing logged is not zero
    assert years[1].gig.reason is None


def test_years_without_covered_pay_are_not_shown_but_a_year_with_none_is():
    gig = [pay(15_000)]
    assert displacement([], gig, as_of=AS_OF, currency="USD") == ()
    (year,) = displacement([pay(0)], gig, as_of=AS_OF, currency="USD")
    assert (year.covered.value, year.covered.reason) == (0, None)


@pytest.mark.parametrize(
    ("as_of", "quarters", "at_least", "begun"),
    [
        (date(2026, 11, 12), 4, False, 4),
        (date(2026, 11, 12), 3, True, 4),
        (date(2026, 9, 30), 3, False, 3),
        (date(2026, 9, 30), 4, False, 3),  # the fourth quarter has not begun and is left out
        (date(2026, 1, 1), 1, False, 1),
        (date(2027, 1, 1), 3, True, 4),
    ],
)
def test_covered_pay_is_at_least_where_a_quarter_was_not_given(as_of, quarters, at_least, begun):
    covered = [pay(100, add_months(date(2026, 1, 1), 3 * number)) for number in range(quarters)]
    (year,) = displacement(covered, [], as_of=as_of, currency="USD")
    counted = min(quarters, begun)
    assert (year.covered.value, year.covered.at_least) == (100 * counted, at_least)
    assert year.covered.steps == (
        Step(
            "",
            "Covered writing pay you entered for {count} of {begun} quarters of {year}",
            Fraction(100 * counted),
            "money",
            {"count": counted, "begun": begun, "year": 2026},
        ),
    )


def test_the_figures_of_a_year_know_their_period_currency_sum_and_rows():
    (year,) = displacement([pay(5, situations=("s",))], [pay(7, tasks=("t",))], as_of=AS_OF, currency="CAD")
    assert (year.gig.key, year.covered.key) == ("gig_pay_of_year", "covered_pay_of_year")
    for figure in (year.gig, year.covered):
        assert (figure.period, figure.unit, figure.currency) == (YEAR, "money", "CAD")
    assert (year.gig.rows, year.covered.rows) == ({"tasks": ("t",)}, {"situations": ("s",)})
    assert year.gig.steps == (Step("", "Gig pay earned in {year}", Fraction(7), "money", {"year": 2026}),)
    (silent,) = displacement([pay(5)], [], as_of=AS_OF, currency="CAD")
    assert (silent.gig.steps, silent.gig.rows) == ((), {})


@few
@given(amounts)
def test_years_come_in_order_and_lose_no_quarter_that_has_begun(given_pay):
    years = by_year(given_pay, AS_OF, "USD")
    assert all(first < second for first, second in pairwise(years))
    begun = [row.minor for row in given_pay if row.starts_on <= AS_OF]
    assert sum(earned.amount for earned in years.values()) == Fraction(sum(begun), 100)
    for year, earned in years.items():
        assert earned.days == Period(date(year, 1, 1), date(year + 1, 1, 1))


# The guild's contributions, if the money had been covered: a card that is off

HEALTH = a_row("health_contribution_rate_year_1", "0.1575", date(2026, 5, 2), date(2027, 5, 1))
PENSION = a_row("pension_contribution_rate", "0.1025", date(2026, 5, 2))
CAP = a_row("health_contribution_cap_screen", 400_000, date(2026, 5, 2), unit="usd_per_project")
MADE_UP = Parameters((HEALTH, PENSION))
CARD = ["guild_health_contribution", "guild_pension_contribution", "guild_contributions"]
JUNE = date(2026, 6, 1)


def receipt(dollars, day=JUNE, project="a"):
    return Receipt(day, project, int(Fraction(dollars) * 100))


def card(*receipts, parameters=ON_FILE, **more):
    return counterfactual_figures(receipts, period=YEAR, parameters=parameters, **more)


@pytest.mark.parametrize("day", [date(2018, 1, 1), JUNE, date(2027, 6, 1), date(2028, 6, 1)])
@pytest.mark.parametrize("on_file", [ON_FILE, ON_FILE.allowing_unverified()])
def test_the_card_is_off_whatever_is_on_file_today(day, on_file):
    assert guild_contributions([receipt(15_000, day)], on_file) is None
    figures = card(receipt(15_000, day), parameters=on_file)
    assert list(figures) == CARD
    for key, figure in figures.items():
        assert (figure.key, figure.value, figure.reason) == (key, None, "rates_not_verified")
        assert (figure.steps, figure.parameters) == ((), ())


def test_a_rate_that_is_not_verified_never_switches_it_on():
    for rows in (
        (replace(HEALTH, is_verified=False), PENSION),
        (HEALTH, replace(PENSION, is_verified=False)),
        (HEALTH,),
        (PENSION,),
        (replace(HEALTH, group="other"), PENSION),
    ):
        on_file = Parameters(rows).allowing_unverified()
        assert guild_contributions([receipt(15_000)], on_file) is None


def test_one_day_without_a_rate_keeps_it_off():
    assert guild_contributions([receipt(1), receipt(1, date(2026, 5, 1))], MADE_UP) is None
    assert guild_contributions([receipt(1), receipt(1, date(2027, 5, 2))], MADE_UP) is None
    assert guild_contributions([receipt(1, date(2026, 5, 2)), receipt(1, date(2027, 5, 1))], MADE_UP)


def test_with_verified_rates_it_is_rate_times_receipts():
    # 15,000 x 15.75 % = 2,362.50 and x 10.25 % = 1,537.50
    found = guild_contributions([receipt(9_000), receipt(6_000, project=None)], MADE_UP)
    assert (found.health, found.pension, found.caps) == (Fraction("2362.50"), Fraction("1537.50"), ())


@pytest.mark.parametrize(
    "key",
    [
        "health_contribution_rate_year_1",
        "health_contribution_rate_year_2",
        "health_contribution_rate_year_3",
        "health_contribution_rate_by_year_2",
    ],
)
def test_each_year_of_an_agreement_has_its_own_row(key):
    on_file = Parameters((replace(HEALTH, key=key), PENSION))
    assert guild_contributions([receipt(100)], on_file).health == Fraction("15.75")


def test_a_rise_in_points_is_not_a_rate():
    rise = replace(HEALTH, key="health_contribution_rate_increase")
    assert guild_contributions([receipt(100)], Parameters((rise, PENSION))) is None


def test_each_day_has_its_rate_and_the_row_that_began_last_goes_before_one_never_closed():
    newer = replace(PENSION, value=Fraction("0.12"), valid_from=date(2026, 9, 1))
    for rows in ((HEALTH, PENSION, newer), (HEALTH, newer, PENSION)):
        found = guild_contributions([receipt(100, date(2026, 9, 1)), receipt(200)], Parameters(rows))
        assert found.pension_earnings == {PENSION: 200, newer: 100}
        assert list(found.pension_earnings) == [PENSION, newer]
        assert found.pension == Fraction("20.50") + 12


def test_the_health_fund_is_paid_up_to_the_cap_of_each_project():
    on_file = Parameters((HEALTH, PENSION, CAP))
    receipts = [
        receipt(300_000),
        receipt(150_000, date(2026, 7, 1)),
        receipt(10_000, date(2026, 8, 1)),
        receipt(20_000, project="b"),
    ]
    found = guild_contributions(receipts, on_file)
    assert found.health_earnings == {HEALTH: 420_000}
    assert found.pension_earnings == {PENSION: 480_000}
    assert found.caps == (CAP,)


def test_pay_taken_back_is_taken_back_and_a_project_never_counts_below_zero():
    found = guild_contributions(
        [receipt(100), receipt(-30, date(2026, 7, 1)), receipt(-500, project="b")], MADE_UP
    )
    assert found.health_earnings == {HEALTH: 70}
    assert found.pension_earnings == {PENSION: 70}


def test_the_card_has_its_sums_and_sources_when_it_is_on():
    rows = {"tasks": ("t",)}
    figures = card(receipt(15_000), parameters=Parameters((HEALTH, PENSION, CAP)), rows=rows)
    assert list(figures) == CARD
    health, pension, both = figures.values()
    assert [figure.key for figure in figures.values()] == CARD
    assert [figure.value for figure in figures.values()] == [Fraction("2362.50"), Fraction("1537.50"), 3_900]
    for figure in figures.values():
        assert (figure.unit, figure.currency, figure.period) == ("money", "USD", YEAR)
        assert (figure.rows, figure.reason) == (rows, None)
    assert health.parameters == (HEALTH, CAP)
    assert pension.parameters == (PENSION,)
    assert both.parameters == (HEALTH, PENSION, CAP)
    values = {"amount": Fraction(15_000), "rate_share": Fraction("0.1575")}
    assert health.steps == (
        Step("", "{amount} of receipts, at {rate_share}", Fraction("2362.50"), "money", values),
        Step("=", "Would have been paid in", Fraction("2362.50"), "money"),
    )
    assert both.steps == (
        Step("", "Guild health contribution", Fraction("2362.50"), "money"),
        Step("+", "Guild pension contribution", Fraction("1537.50"), "money"),
        Step("=", "Guild contributions", Fraction(3_900), "money"),
    )


def test_two_rates_are_two_lines():
    newer = replace(PENSION, value=Fraction("0.12"), valid_from=date(2026, 9, 1))
    figures = card(
        receipt(200), receipt(100, date(2026, 9, 1)), parameters=Parameters((HEALTH, PENSION, newer))
    )
    steps = figures["guild_pension_contribution"].steps
    assert [(step.sign, step.value) for step in steps] == [
        ("", Fraction("20.50")),
        ("+", 12),
        ("=", Fraction("32.50")),
    ]


@pytest.mark.parametrize(
    ("receipts", "parameters", "applies", "reason"),
    [
        ((), MADE_UP, True, "no_earnings"),
        ((receipt(1),), MADE_UP, False, "us_only"),
        ((), Parameters((HEALTH,)), False, "us_only"),
        ((), Parameters((HEALTH,)), True, "rates_not_verified"),
        ((), Parameters((PENSION,)), True, "rates_not_verified"),
        ((receipt(1, date(2026, 5, 1)),), MADE_UP, True, "rates_not_verified"),
    ],
)
def test_why_the_card_has_no_value(receipts, parameters, applies, reason):
    for figure in card(*receipts, parameters=parameters, applies=applies).values():
        assert (figure.value, figure.reason) == (None, reason)
        assert figure.reason in REASONS


def test_receipts_are_looked_at_only_when_there_are_rates_to_apply_to_them():
    def gathered():
        raise AssertionError

    for more in ({"parameters": ON_FILE}, {"parameters": MADE_UP, "applies": False}):
        assert counterfactual_figures(Later(gathered), period=YEAR, **more)


def test_the_card_stands_in_the_place_of_two_lines_of_the_shortfall():
    assert REPLACES == ("health", "retirement")
    assert set(REPLACES) <= set(DEFINITIONS)


@few
@given(
    st.lists(
        st.builds(
            Receipt,
            st.dates(date(2026, 5, 2), date(2027, 5, 1)),
            st.sampled_from(["a", "b"]),
            st.integers(-100_000, 60_000_000),
        ),
        max_size=8,
    )
)
def test_contributions_are_those_of_each_project_as_a_whole(receipts):
    found = guild_contributions(receipts, Parameters((HEALTH, PENSION, CAP)))
    totals = {name: Fraction(0) for name in ("a", "b")}
    for one in receipts:
        totals[one.project] += Fraction(one.net_minor, 100)
    counted = [max(Fraction(0), total) for total in totals.values()]
    assert found.pension == PENSION.value * sum(counted)
    assert found.health == HEALTH.value * sum(min(one, CAP.value) for one in counted)


# Words


def test_every_guild_figure_has_a_definition_of_its_section():
    assert {key: DEFINITIONS[key].section for key in KEYS} == dict.fromkeys(KEYS, "4")
    assert {key: DEFINITIONS[key].section for key in CARD} == dict.fromkeys(CARD, "3c")
    assert {DEFINITIONS[key].section for key in ("gig_pay_of_year", "covered_pay_of_year")} == {"10b"}
    assert "if it were covered" in DEFINITIONS["gig_pay_share_of_guild_threshold"].definition


def test_every_line_of_a_guild_sum_can_be_filled_in():
    on = card(receipt(1), parameters=MADE_UP)
    for figure in (*guild_figures(found_of([pay(1)], [pay(1)])).values(), *on.values()):
        for step in figure.steps:
            assert "{" not in step.label.format(**step.values)
