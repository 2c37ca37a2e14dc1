"""Ups and downs of monthly pay, paydays and concentration: METHOD section 10, slow twins and edge cases."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from statistics import fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS
from reports.money import decimal_text
from reports.periods import Period, add_months
from reports.row_ids import NO_ROWS, together
from reports.volatility.by_month import month_figures
from reports.volatility.concentration import PlatformMoney, concentration_figures, herfindahl_index
from reports.volatility.figures import volatility_figures
from reports.volatility.month_series import MonthMoney, complete_months, month_series
from reports.volatility.swings import (
    arc_change,
    arc_changes,
    average,
    coefficient_of_variation,
    dips,
    mean_absolute_arc_change,
    payday_artefact,
    rational_root,
    share_of_large_changes,
    spikes,
)
from tests.reports.sum_in_words import sum_of

METHOD_SERIES = [1200, 0, 2400, 600, 1800, 0]
ALWAYS = Period(date(2020, 1, 1), date(2030, 1, 1))
few = settings(max_examples=60, deadline=None)

amounts = st.lists(st.integers(-5_000, 500_000), max_size=24)
pay = st.lists(st.integers(0, 500_000), min_size=2, max_size=24)


def months(count: int, start: date = date(2026, 1, 1)) -> tuple[Period, ...]:
    return tuple(Period(start, add_months(start, count)).months())


def dollars(*by_month: int | None, start: date = date(2026, 1, 1), noun: str = "tasks") -> list[MonthMoney]:
    """Money of one month after another from January 2026 on, a row behind each."""
    return [
        MonthMoney(add_months(start, n), None if amount is None else 100 * amount, {noun: (f"{noun}-{n}",)})
        for n, amount in enumerate(by_month)
    ]


def figures_of(
    *earned: int | None,
    received: list[MonthMoney] | None = None,
    period: Period | None = None,
    known: Period = ALWAYS,
):
    """The figures of months from January 2026 on, all of them complete unless told otherwise."""
    whole = Period(date(2026, 1, 1), add_months(date(2026, 1, 1), len(earned)))
    return made_of(dollars(*earned), received or [], period or whole, known)


def made_of(
    earned: list[MonthMoney],
    received: list[MonthMoney],
    period: Period,
    known: Period = ALWAYS,
    currency: str = "USD",
):
    complete = complete_months(period, known)
    return volatility_figures(
        month_series("earned", earned, complete),
        month_series("received", received, complete),
        period=period,
        currency=currency,
    )


def found(figure):
    return figure.value, figure.reason


# The check series of the method page


def test_the_check_series_of_the_method_page() -> None:
    assert average(METHOD_SERIES) == 1000
    assert decimal_text(coefficient_of_variation(METHOD_SERIES), 3) == "0.894"
    assert arc_changes(METHOD_SERIES) == (-200, 200, -120, 100, -200)
    assert mean_absolute_arc_change(METHOD_SERIES) == 164
    assert dips(METHOD_SERIES) == (1, 3, 5)
    assert spikes(METHOD_SERIES) == (2, 4)
    assert share_of_large_changes(METHOD_SERIES) == 1


def test_the_check_series_as_figures() -> None:
    figures = figures_of(*METHOD_SERIES)
    assert decimal_text(figures["coefficient_of_variation_earned"].value, 3) == "0.894"
    assert {key: figure.value for key, figure in figures.items() if key.endswith("_earned")} == {
        "average_month_earned": 1000,
        # the mean of the squares is 1,800,000, so the variance 800,000 and the CV the root of 0.8
        "coefficient_of_variation_earned": Fraction(4472135954999, 5 * 10**12),
        "dips_earned": 3,
        "spikes_earned": 2,
        "mean_arc_change_earned": Fraction(164, 100),
        "share_of_large_changes_earned": 1,
    }
    assert figures["complete_months"].value == 6


# An exact enough root


@pytest.mark.parametrize(
    ("value", "root"),
    [
        (0, 0),
        (1, 1),
        (Fraction(1, 9), Fraction(1, 3)),  # no decimal has it, and it is exact all the same
        (Fraction(49, 4), Fraction(7, 2)),
        (2, Fraction(1414213562373, 10**12)),
        (Fraction(1, 2), Fraction(707106781186, 10**12) + Fraction(1, 2 * 10**12)),
    ],
)
def test_the_root_is_exact_where_it_is_a_fraction_and_has_twelve_digits_elsewhere(value, root) -> None:
    assert rational_root(Fraction(value)) == root


@few
@given(st.fractions(min_value=0, max_value=10**9))
def test_the_root_is_at_most_the_true_one_and_closer_than_a_trillionth(value) -> None:
    root = rational_root(value)
    assert root**2 <= value < (root + Fraction(1, 10**12)) ** 2


@few
@given(st.fractions(min_value=0, max_value=10**6))
def test_the_root_of_a_square_is_exact(root) -> None:
    assert rational_root(root * root) == root


# Coefficient of variation


@pytest.mark.parametrize(
    ("series", "variation"),
    [
        ([], None),
        ([1000], None),
        ([1000] * 5, None),  # it takes six months
        ([1000] * 6, 0),
        ([1000] * 7, 0),
        ([0] * 6, None),
        ([-100] * 6, None),
        ([500, -500, 500, -500, 500, -500], None),  # adds up to nothing
        ([600, 0, 0, 0, 0, -601], None),
        ([1, 0, 0, 0], None),
        ([6, 0, 0, 0, 0, 0], rational_root(Fraction(5))),  # all in one month: the root of n - 1
        ([1, 0, 0, 0, 0, 0], rational_root(Fraction(5))),
        ([3, 1, 3, 1, 3, 1], Fraction(1, 2)),
        ([400, -200, 400, -200, 400, -200], 3),  # mean 100, 300 away from it each month
    ],
)
def test_the_variation_of_a_series(series, variation) -> None:
    assert coefficient_of_variation(series) == variation


@few
@given(st.lists(st.integers(-5_000, 500_000), min_size=6, max_size=24))
def test_the_variation_is_that_of_a_calculator(series) -> None:
    value = coefficient_of_variation(series)
    if sum(series) <= 0:
        assert value is None
    else:
        assert float(value) == pytest.approx(pstdev(series) / fmean(series), abs=1e-6)


@few
@given(amounts, st.integers(1, 1000), st.randoms(use_true_random=False))
def test_neither_the_unit_nor_the_order_of_the_months_moves_the_variation(series, scale, random) -> None:
    shuffled = [scale * amount for amount in series]
    random.shuffle(shuffled)
    assert coefficient_of_variation(shuffled) == coefficient_of_variation(series)


@few
@given(st.lists(st.integers(0, 500_000), min_size=6, max_size=24).filter(any))
def test_the_variation_lies_between_nothing_and_all_the_money_in_one_month(series) -> None:
    assert 0 <= coefficient_of_variation(series) <= rational_root(Fraction(len(series) - 1))


@few
@given(st.lists(st.integers(0, 5_000), min_size=6, max_size=24).filter(any), st.integers(1, 5_000))
def test_the_same_sum_on_top_of_every_month_never_adds_to_the_ups_and_downs(series, more) -> None:
    steadier = coefficient_of_variation([amount + more for amount in series])
    assert steadier <= coefficient_of_variation(series)


# Dips and spikes


@pytest.mark.parametrize(
    ("series", "low", "high"),
    [
        ([], None, None),
        ([1000], None, None),  # a single month is its own average
        ([1000, 1000], (), ()),
        ([75, 125], (), ()),  # exactly a quarter off is neither
        ([74, 126], (0,), (1,)),
        ([0, 0], None, None),
        ([0, 1], (0,), (1,)),
        ([-100, 100], None, None),
        ([-200, 100], None, None),
        ([-100, 300], (0,), (1,)),
    ],
)
def test_dips_and_spikes_are_more_than_a_quarter_off_the_average(series, low, high) -> None:
    assert (dips(series), spikes(series)) == (low, high)


@few
@given(pay.filter(any), st.integers(1, 1000))
def test_no_month_is_a_dip_and_a_spike_and_the_unit_moves_neither(series, scale) -> None:
    low, high = dips(series), spikes(series)
    assert set(low).isdisjoint(high)
    assert (dips([scale * one for one in series]), spikes([scale * one for one in series])) == (low, high)
    mean = fmean(series)
    assert all(series[place] < mean for place in low)
    assert all(series[place] > mean for place in high)


# Changes from month to month


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (1000, 1000, 0),
        (1000, 0, -200),
        (0, 1000, 200),
        (0, 0, None),
        (600, 1800, 100),
        (100, -50, None),
        (-50, 100, None),
        (-50, 50, None),  # and no division by nothing
        (-50, -50, None),
        (0, -1, None),
        (-1, 0, None),
        (1, 2, Fraction(200, 3)),
    ],
)
def test_the_change_is_in_per_cent_of_the_average_of_both_months(before, after, change) -> None:
    assert arc_change(before, after) == change


@few
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 1000))
def test_a_change_back_is_as_large_as_the_change_there(before, after, scale) -> None:
    there, back = arc_change(before, after), arc_change(after, before)
    if there is None:
        assert (before, after, back) == (0, 0, None)
    else:
        assert there == -back
        assert -200 <= there <= 200
        assert arc_change(scale * before, scale * after) == there


def test_changes_that_are_not_defined_are_left_out_of_the_average_and_of_the_share() -> None:
    series = [1200, 0, 0, 0, 600, 600]
    assert arc_changes(series) == (-200, None, None, 200, 0)
    assert mean_absolute_arc_change(series) == Fraction(400, 3)
    assert share_of_large_changes(series) == Fraction(2, 3)


@pytest.mark.parametrize("series", [[], [1200], [0, 0, 0], [100, -1], [0, -1, 0]])
def test_without_a_change_that_is_defined_there_is_no_average_and_no_share(series) -> None:
    assert mean_absolute_arc_change(series) is None
    assert share_of_large_changes(series) is None


def test_a_change_of_exactly_thirty_per_cent_is_not_large() -> None:
    assert arc_change(85, 115) == 30
    assert share_of_large_changes([85, 115]) == 0
    assert share_of_large_changes([85, 116]) == 1
    assert share_of_large_changes([116, 85]) == 1


@few
@given(pay)
def test_the_average_change_is_that_of_a_slow_walk(series) -> None:
    sizes = []
    for place in range(1, len(series)):
        before, after = series[place - 1], series[place]
        if before + after:
            sizes.append(abs(after - before) / Fraction(before + after, 2) * 100)
    assert mean_absolute_arc_change(series) == (sum(sizes) / len(sizes) if sizes else None)
    assert share_of_large_changes(series) == (
        Fraction(len([size for size in sizes if size > 30]), len(sizes)) if sizes else None
    )
    backwards = series[::-1]
    assert mean_absolute_arc_change(backwards) == mean_absolute_arc_change(series)


# The payday artefact


def walked(window, every_days: int) -> list[float]:
    """Mark paydays on a calendar, day by day, for each first payday; then use a calculator."""
    found = []
    for first in range(every_days):
        payday = date(2019, 12, 1) + timedelta(days=first)
        counts = [0] * len(window)
        while payday < window[-1].end:
            for number, month in enumerate(window):
                counts[number] += payday in month
            payday += timedelta(days=every_days)
        found.append(pstdev(counts) / fmean(counts))
    return sorted(found)


@few
@given(st.integers(0, 120), st.integers(6, 24), st.sampled_from([1, 7, 14, 30]))
def test_the_artefact_is_that_of_paydays_marked_on_a_calendar(start, count, every_days) -> None:
    window = months(count, add_months(date(2020, 1, 1), start))
    exact = sorted(map(float, payday_artefact(window, every_days)))
    assert exact == pytest.approx(walked(window, every_days), abs=1e-9)


@pytest.mark.parametrize("year", range(2020, 2032))
def test_over_any_year_steady_pay_swings_as_the_method_page_says(year) -> None:
    window = months(12, date(year, 1, 1))
    biweekly, weekly = payday_artefact(window, 14), payday_artefact(window, 7)
    assert (len(biweekly), len(weekly)) == (14, 7)
    # 26 paydays: two months of twelve hold three; 27: three of them do
    assert {decimal_text(100 * value, 0) for value in biweekly} <= {"17", "19"}
    assert {decimal_text(100 * value, 0) for value in weekly} == {"11"}


def test_by_hand_steady_pay_over_the_year_2026() -> None:
    # 365 days: 26 paydays (2 x 3 and 10 x 2) unless the first is on 1 January (27: 3 x 3 and 9 x 2)
    two, three = rational_root(Fraction(5, 169)), rational_root(Fraction(1, 27))
    assert sorted(payday_artefact(months(12), 14)) == [two] * 13 + [three]
    # 52 Fridays: 4 x 5 and 8 x 4; 53 only for the weekday of 1 January
    four, five = rational_root(Fraction(2, 169)), rational_root(Fraction(35, 2809))
    assert sorted(payday_artefact(months(12), 7)) == [four] * 6 + [five]


def test_fewer_than_six_months_have_no_artefact() -> None:
    assert payday_artefact(months(5), 14) == ()
    assert len(payday_artefact(months(6), 14)) == 14
    assert payday_artefact((), 14) == ()


def test_daily_pay_swings_by_the_length_of_the_months_alone() -> None:
    (value,) = payday_artefact(months(12), 1)
    assert value == coefficient_of_variation([month.days for month in months(12)])


def test_the_artefact_is_the_average_over_the_first_paydays_and_shows_its_range() -> None:
    figures = figures_of(*[0] * 12)
    biweekly, weekly = figures["payday_artefact_biweekly"], figures["payday_artefact_weekly"]
    assert biweekly.value == sum(payday_artefact(months(12), 14)) / 14
    assert weekly.value == sum(payday_artefact(months(12), 7)) / 7
    assert sum_of(biweekly) == [
        "Steady pay every 14 days: the least it can be 17.20%",
        "Steady pay every 14 days: the most it can be 19.25%",
        "= Average over the 14 days a first payday can fall on 17.35%",
    ]
    assert sum_of(weekly) == [
        "Steady pay every 7 days: the least it can be 10.88%",
        "Steady pay every 7 days: the most it can be 11.16%",
        "= Average over the 7 days a first payday can fall on 10.92%",
    ]
    assert (biweekly.unit, biweekly.period, biweekly.rows) == ("share", Period(*_year(2026)), {})


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def test_the_artefact_of_too_few_months_says_so() -> None:
    five, none = figures_of(*[100] * 5), figures_of(period=Period(*[date(2026, 1, 1)] * 2))
    for key in ("payday_artefact_weekly", "payday_artefact_biweekly"):
        assert found(five[key]) == (None, "under_six_months")
        assert found(none[key]) == (None, "no_complete_month")
    assert sum_of(five["payday_artefact_weekly"])[0].endswith("the least it can be ?")
    assert sum_of(five["payday_artefact_weekly"])[1].endswith("the most it can be ?")


# Complete months


@pytest.mark.parametrize(
    ("first", "last", "log_first", "log_last", "complete"),
    [
        ("2026-01-01", "2026-03-31", "2020-01-01", "2029-01-01", [1, 2, 3]),
        ("2026-01-02", "2026-03-31", "2020-01-01", "2029-01-01", [2, 3]),
        ("2026-01-01", "2026-03-30", "2020-01-01", "2029-01-01", [1, 2]),
        ("2026-01-01", "2026-03-31", "2026-02-01", "2026-02-28", [2]),  # nothing before the first log
        ("2026-01-01", "2026-03-31", "2026-02-02", "2026-02-28", []),
        ("2026-01-01", "2026-03-31", "2026-01-20", "2026-03-30", [2]),
        ("2026-02-02", "2026-02-27", "2020-01-01", "2029-01-01", []),
        ("2026-02-01", "2026-02-28", "2020-01-01", "2029-01-01", [2]),
        ("2024-02-01", "2024-02-28", "2020-01-01", "2029-01-01", []),  # a leap year
        ("2026-01-01", "2026-03-31", "2026-05-01", "2026-06-30", []),
    ],
)
def test_a_month_is_complete_within_the_period_and_within_the_log(
    first, last, log_first, log_last, complete
) -> None:
    days = [date.fromisoformat(text) for text in (first, last, log_first, log_last)]
    found = complete_months(Period.through(*days[:2]), Period.through(*days[2:]))
    assert [month.start.month for month in found] == complete
    assert all(month.end == add_months(month.start, 1) for month in found)


def test_partial_months_are_dropped_however_much_they_hold() -> None:
    series = dollars(9_999, 100, 100, 9_999)
    figures = made_of(series, [], Period.through(date(2026, 1, 2), date(2026, 4, 29)))
    assert figures["average_month_earned"].value == 100
    assert figures["average_month_earned"].period == Period(date(2026, 2, 1), date(2026, 4, 1))
    assert sum_of(figures["complete_months"]) == [
        "Months this period touches 4",
        "- Months that are not complete 2",
        "= Complete months 2",
    ]
    assert (figures["complete_months"].value, figures["complete_months"].unit) == (2, "count")


def test_rows_are_added_up_by_month_in_any_order_and_a_month_without_a_row_is_empty() -> None:
    rows = [
        MonthMoney(date(2026, 3, 31), 50, {"tasks": ("c",)}),
        MonthMoney(date(2026, 1, 15), 30, {"tasks": ("a",), "payments": ("p",)}),
        MonthMoney(date(2026, 1, 1), -10, {"tasks": ("b", "a")}),
        MonthMoney(date(2026, 4, 1), 9_999, {"tasks": ("outside",)}),
    ]
    series = month_series("earned", rows, months(3))
    assert series.amounts == series.known == (20, 0, 50)
    assert series.rows == {"tasks": ("b", "a", "c"), "payments": ("p",)}
    assert series.months == months(3)
    assert [month.month for month in series.by_month] == [month.start for month in months(3)]
    assert [month.rows for month in series.by_month] == [
        {"tasks": ("b", "a"), "payments": ("p",)},
        {},
        {"tasks": ("c",)},
    ]


def test_a_month_whose_pay_nobody_knows_is_no_month_without_pay() -> None:
    series = month_series("earned", dollars(100, None, 100), months(3))
    assert (series.amounts, series.known) == (None, ())
    assert month_series("earned", dollars(100, 100, 100, None), months(3)).amounts == (10_000,) * 3
    twice = [*dollars(100), *dollars(None)]
    assert month_series("earned", twice, months(1)).amounts is None
    assert month_series("earned", twice[::-1], months(1)).amounts is None


def test_a_chart_asks_the_series_for_its_low_and_high_months() -> None:
    series = month_series("received", dollars(*METHOD_SERIES), months(6))
    assert [month.start.month for month in series.dips] == [2, 4, 6]
    assert [month.start.month for month in series.spikes] == [3, 5]
    nothing = month_series("received", dollars(5), months(1))
    unknown = month_series("received", dollars(100, 0, 300, None, 100, 100), months(6))
    assert (nothing.dips, nothing.spikes, unknown.dips, unknown.spikes) == ((), (), (), ())


# Why there is no value

LADDER_OF_REASONS = (
    "average_month",
    "coefficient_of_variation",
    "dips",
    "spikes",
    "mean_arc_change",
    "share_of_large_changes",
)
A_MONTH, SIX = "one_complete_month", "under_six_months"


@pytest.mark.parametrize(
    ("by_month", "reasons"),
    [
        ([], ["no_complete_month"] * 6),
        ([100], [None, SIX, A_MONTH, A_MONTH, A_MONTH, A_MONTH]),
        ([0], [None, SIX, A_MONTH, A_MONTH, A_MONTH, A_MONTH]),
        ([100, 100], [None, SIX, None, None, None, None]),
        ([100] * 5, [None, SIX, None, None, None, None]),
        ([100] * 6, [None] * 6),
        ([0] * 6, [None, *["no_earnings"] * 5]),
        ([0] * 3, [None, SIX, *["no_earnings"] * 4]),
        ([-100, 100] * 3, [None, *["nothing_on_average"] * 3, *["no_change_to_compare"] * 2]),
        ([-100, -100] * 3, [None, *["nothing_on_average"] * 3, *["no_change_to_compare"] * 2]),
        ([-900, 100, 100, 100, 100, 100], [None, *["nothing_on_average"] * 3, None, None]),
        ([-100, 900, -100, 900, -100, 900], [None] * 4 + ["no_change_to_compare"] * 2),
        ([100, None, 100], ["month_unknown"] * 6),
        ([None], ["month_unknown"] * 6),
    ],
)
def test_each_missing_value_has_its_own_word(by_month, reasons) -> None:
    figures = figures_of(*by_month)
    assert [figures[f"{key}_earned"].reason for key in LADDER_OF_REASONS] == reasons
    for key in LADDER_OF_REASONS:
        assert (figures[f"{key}_earned"].value is None) == (figures[f"{key}_earned"].reason is not None)
    assert set(reasons) - {None} <= set(REASONS)


def test_money_that_never_came_has_words_of_its_own() -> None:
    figures = figures_of(*[100] * 6)
    assert found(figures["average_month_received"]) == (0, None)
    for key in LADDER_OF_REASONS[1:]:
        assert found(figures[f"{key}_received"]) == (None, "no_money_received")
    assert "no_money_received" in REASONS


def test_no_complete_month_is_a_true_zero_of_the_period_asked_about() -> None:
    period = Period.through(date(2026, 3, 2), date(2026, 3, 30))
    figures = figures_of(100, period=period)
    assert found(figures["complete_months"]) == (0, None)
    assert {figure.period for figure in figures.values()} == {period}
    assert {figure.reason for key, figure in figures.items() if key != "complete_months"} == {
        "no_complete_month"
    }


def test_below_six_months_what_compares_months_is_provisional() -> None:
    five, six = figures_of(1, 2, 3, 4, 5), figures_of(1, 2, 3, 4, 5, 6)
    keys = {f"{key}_earned" for key in ("dips", "spikes", "mean_arc_change", "share_of_large_changes")}
    assert {key for key, figure in five.items() if figure.provisional} == keys
    assert {key for key, figure in six.items() if figure.provisional} == set()


# Figures


def test_every_figure_has_words_and_one_key() -> None:
    figures = figures_of(*METHOD_SERIES)
    assert list(figures) == [
        "complete_months",
        *(f"{key}_earned" for key in LADDER_OF_REASONS),
        *(f"{key}_received" for key in LADDER_OF_REASONS),
        "payday_artefact_weekly",
        "payday_artefact_biweekly",
    ]
    assert set(figures) <= set(DEFINITIONS)
    assert all(key == figure.key for key, figure in figures.items())
    assert {DEFINITIONS[key].section for key in figures} == {"10"}


def test_earned_and_received_stand_side_by_side() -> None:
    came = dollars(0, 600, 600, 600, 600, 600, noun="payouts")
    figures = figures_of(*METHOD_SERIES, received=came)
    assert figures["average_month_received"].value == 500
    # one month of six is empty: the root of 6 x 5 x 600^2 / 3000^2 - 1
    assert figures["coefficient_of_variation_received"].value == rational_root(Fraction(1, 5))
    assert figures["dips_received"].value == 1
    assert figures["spikes_received"].value == 0
    assert figures["mean_arc_change_received"].value == Fraction(2, 5)
    assert figures["share_of_large_changes_received"].value == Fraction(1, 5)
    assert figures["dips_received"].rows == {"payouts": tuple(f"payouts-{n}" for n in range(6))}
    assert figures["dips_earned"].rows == {"tasks": tuple(f"tasks-{n}" for n in range(6))}
    assert figures["average_month_earned"].value == 1000


def test_units_of_the_figures() -> None:
    figures = figures_of(*METHOD_SERIES)
    assert [figures[f"{key}_earned"].unit for key in LADDER_OF_REASONS] == [
        "money",
        "share",
        "count",
        "count",
        "share",
        "share",
    ]
    assert [figures[f"{key}_earned"].currency for key in LADDER_OF_REASONS] == ["USD", *[None] * 5]
    half_a_year = Period(date(2026, 1, 1), date(2026, 7, 1))
    yen = made_of(dollars(*METHOD_SERIES), [], half_a_year, currency="JPY")
    assert yen["average_month_earned"].value == 100_000
    assert yen["average_month_earned"].steps[0].value == 120_000


def test_the_sum_of_the_average_month() -> None:
    assert sum_of(figures_of(1200, 600)["average_month_earned"]) == [
        "+ From 1 January 2026 to 31 January 2026 $1,200.00",
        "+ From 1 February 2026 to 28 February 2026 $600.00",
        "/ Complete months 2",
        "= Average month $900.00",
    ]
    assert sum_of(figures_of(100, None)["average_month_earned"]) == [
        "/ Complete months 2",
        "= Average month ?",
    ]


def test_the_sum_of_the_ups_and_downs() -> None:
    figures = figures_of(*METHOD_SERIES)
    variation = figures["coefficient_of_variation_earned"]
    assert sum_of(variation) == [
        "Usual distance from the average (standard deviation) $894.43",
        "/ Average month $1,000.00",
        "= Ups and downs 89.44%",
    ]
    assert variation.steps[0].value / variation.steps[1].value == variation.value
    assert sum_of(figures_of(100)["coefficient_of_variation_earned"]) == [
        "Usual distance from the average (standard deviation) ?",
        "/ Average month $100.00",
        "= Ups and downs ?",
    ]


def test_the_sum_of_low_and_high_months_names_them() -> None:
    figures = figures_of(*METHOD_SERIES)
    assert sum_of(figures["dips_earned"]) == [
        "Average month $1,000.00",
        "* Share of the average month 75.00%",
        "= Less than this is a dip $750.00",
        "+ From 1 February 2026 to 28 February 2026: $0.00 1",
        "+ From 1 April 2026 to 30 April 2026: $600.00 1",
        "+ From 1 June 2026 to 30 June 2026: $0.00 1",
        "= Such months, of 6 3",
    ]
    assert sum_of(figures["spikes_earned"]) == [
        "Average month $1,000.00",
        "* Share of the average month 125.00%",
        "= More than this is a spike $1,250.00",
        "+ From 1 March 2026 to 31 March 2026: $2,400.00 1",
        "+ From 1 May 2026 to 31 May 2026: $1,800.00 1",
        "= Such months, of 6 2",
    ]
    assert sum_of(figures_of()["dips_earned"]) == [
        "Average month ?",
        "* Share of the average month 75.00%",
        "= Less than this is a dip ?",
        "= Such months, of 0 ?",
    ]


def test_the_sum_of_the_changes() -> None:
    figures = figures_of(1200, 0, 0, 600, 700, -50)
    assert sum_of(figures["mean_arc_change_earned"]) == [
        "+ 1 February 2026: from $1,200.00 to $0.00 200.00%",
        "+ 1 April 2026: from $0.00 to $600.00 200.00%",
        "+ 1 May 2026: from $600.00 to $700.00 15.38%",
        "/ Changes counted 3",
        "Left out: no money in both months, or a month below zero 2",
        "= Average change from month to month 138.46%",
    ]
    assert sum_of(figures["share_of_large_changes_earned"]) == [
        "Changes over 30% 2",
        "/ Changes counted 3",
        "Left out: no money in both months, or a month below zero 2",
        "= Share of large changes 66.67%",
    ]
    plain = figures_of(100, 100)
    assert sum_of(plain["share_of_large_changes_earned"]) == [
        "Changes over 30% 0",
        "/ Changes counted 1",
        "= Share of large changes 0.00%",
    ]
    assert sum_of(figures_of(100)["share_of_large_changes_earned"]) == [
        "Changes over 30% ?",
        "/ Changes counted 0",
        "= Share of large changes ?",
    ]
    assert sum_of(figures_of(100)["mean_arc_change_earned"]) == [
        "/ Changes counted 0",
        "= Average change from month to month ?",
    ]


@few
@given(st.lists(st.integers(-500, 5_000), min_size=1, max_size=18), st.data())
def test_money_given_by_the_day_or_split_in_any_way_makes_the_same_figures(by_month, data) -> None:
    whole = dollars(*by_month)
    parts = []
    for row in whole:
        part = data.draw(st.integers(-100, 100))
        parts += [MonthMoney(row.month + timedelta(days=9), part), row._replace(minor=row.minor - part)]
    period = Period(date(2026, 1, 1), add_months(date(2026, 1, 1), len(by_month)))
    assert made_of(whole, [], period) == made_of(parts, [], period)


# One month


def test_a_month_says_what_was_earned_in_it_and_what_arrived() -> None:
    series = [
        month_series("earned", dollars(120, None), months(2)),
        month_series("received", dollars(0, 60, noun="payouts"), months(2)),
    ]
    january, february = (month_figures(*series, place, currency="USD") for place in (0, 1))
    assert {key: found(figure) for key, figure in january.items()} == {
        "earned": (120, None),
        "received": (0, None),
    }
    assert {key: found(figure) for key, figure in february.items()} == {
        "earned": (None, "month_unknown"),  # not zero
        "received": (60, None),
    }
    for place, month in enumerate((january, february)):
        assert all(key == figure.key in DEFINITIONS for key, figure in month.items())
        assert {figure.period for figure in month.values()} == {months(2)[place]}
        assert {(figure.unit, figure.currency) for figure in month.values()} == {("money", "USD")}
    assert february["received"].rows == {"payouts": ("payouts-1",)}
    assert sum_of(january["earned"]) == ["Earned, approved or pending $120.00"]
    assert sum_of(february["received"]) == ["Arrived, before fees $60.00"]
    assert month_figures(*series, 0, currency="JPY")["earned"].value == 12_000


# Rows


def test_rows_are_put_together_once_each_and_empty_nouns_vanish() -> None:
    parts = [{"tasks": ("b", "a")}, {"payouts": (), "tasks": ("a", "c")}, {"payments": ("b",)}, NO_ROWS]
    assert together(parts) == {"tasks": ("b", "a", "c"), "payments": ("b",)}
    assert together([]) == {}
    assert NO_ROWS == {}


# Concentration


@pytest.mark.parametrize(
    ("by_platform", "index"),
    [
        ([], None),
        ([0], None),
        ([-5, 0], None),
        ([700], 1),
        ([700, 0, -30], 1),  # no share of the pay comes from them
        ([500, 500], Fraction(1, 2)),
        ([250] * 4, Fraction(1, 4)),
        ([600, 300, 100], Fraction(46, 100)),
        ([1, 1, 1], Fraction(1, 3)),
    ],
)
def test_concentration_is_the_sum_of_the_squared_shares(by_platform, index) -> None:
    assert herfindahl_index(by_platform) == index


positive = st.lists(st.integers(1, 10**6), min_size=1, max_size=12)


@few
@given(positive, st.integers(1, 100), st.randoms(use_true_random=False))
def test_concentration_lies_between_equal_shares_and_one_platform(by_platform, scale, random) -> None:
    index = herfindahl_index(by_platform)
    assert Fraction(1, len(by_platform)) <= index <= 1
    shuffled = [scale * amount for amount in by_platform]
    random.shuffle(shuffled)
    assert herfindahl_index(shuffled) == index
    total = sum(by_platform)
    assert index == sum(Fraction(amount, total) ** 2 for amount in by_platform)


@few
@given(positive, positive)
def test_two_platforms_that_become_one_never_lower_the_concentration(some, more) -> None:
    merged = [sum(some[:2]), *some[2:], *more]
    assert herfindahl_index(merged) >= herfindahl_index([*some, *more])


def platform(name: str | None, minor: int | None) -> PlatformMoney:
    return PlatformMoney(name, name or "", minor, {"payments": (f"p-{name}",)})


MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def concentration(*platforms: PlatformMoney):
    (figure,) = concentration_figures(platforms, period=MARCH).values()
    return figure


def test_the_sum_of_the_concentration_begins_with_the_largest_platform() -> None:
    figure = concentration(platform("Egret", 10_000), platform("Heron", 30_000))
    assert sum_of(figure) == [
        "+ Heron: 75.00% of your pay, times itself 56.25%",
        "+ Egret: 25.00% of your pay, times itself 6.25%",
        "= Concentration 62.50%",
    ]
    assert (figure.value, figure.unit, figure.period) == (Fraction(5, 8), "share", MARCH)
    assert figure.rows == {"payments": ("p-Heron", "p-Egret")}
    assert not figure.provisional
    assert DEFINITIONS[figure.key].section == "10"
    assert concentration_figures([], period=MARCH).keys() == {"platform_concentration"}


def test_equal_platforms_stand_by_their_names() -> None:
    figure = concentration(platform("b", 1), platform("a", 1))
    assert figure.rows == {"payments": ("p-a", "p-b")}


def test_a_platform_that_took_back_more_than_it_paid_is_left_out_and_named() -> None:
    figure = concentration(platform("Heron", 500), platform("Egret", -200), platform("Ibis", 0))
    assert figure.value == 1
    assert figure.rows == {"payments": ("p-Heron",)}
    assert sum_of(figure)[1:] == [
        "Left out: platforms that took back more than they paid 1",
        "= Concentration 100.00%",
    ]


@pytest.mark.parametrize(("unnamed", "is_provisional"), [(20, False), (21, True)])
def test_pay_on_no_named_platform_is_left_out_and_makes_it_provisional_beyond_a_fifth(
    unnamed, is_provisional
) -> None:
    figure = concentration(platform("Heron", 80), platform(None, unnamed))
    assert (figure.value, figure.provisional) == (1, is_provisional)
    assert figure.rows == {"payments": ("p-Heron",)}


def test_the_left_out_pay_is_told_as_a_share_of_all() -> None:
    figure = concentration(platform("Heron", 75), platform(None, 25))
    assert sum_of(figure) == [
        "+ Heron: 100.00% of your pay, times itself 100.00%",
        "Left out: pay on no named platform 25.00%",
        "= Concentration 100.00%",
    ]


def test_a_platform_whose_pay_nobody_knows_is_left_out_and_makes_it_provisional() -> None:
    figure = concentration(platform("Heron", 500), platform("Egret", None), platform("Ibis", 500))
    assert (figure.value, figure.provisional) == (Fraction(1, 2), True)
    assert sum_of(figure)[-2:] == [
        "Left out: platforms whose pay is not known 1",
        "= Concentration 50.00%",
    ]
    assert figure.rows == {"payments": ("p-Heron", "p-Ibis")}
    nothing = concentration(platform("Egret", None))
    assert (found(nothing), nothing.provisional) == ((None, "no_earnings"), False)


def test_without_pay_or_without_a_platform_there_is_no_concentration() -> None:
    assert found(concentration()) == (None, "no_earnings")
    assert found(concentration(platform("Heron", -1), platform(None, 0))) == (None, "no_earnings")
    assert found(concentration(platform(None, 5), platform("Heron", 0))) == (None, "platform_unknown")
    assert sum_of(concentration()) == ["= Concentration ?"]
    assert "platform_unknown" in REASONS
