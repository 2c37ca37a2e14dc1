"""Charts say what the report says, for any data."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from reports.charts.calendar_axis import month_step
from reports.charts.card import CHART_KEYS, card, chart_of, charts_of, draw, table
from reports.charts.legend import patterns
from reports.charts.markup import tag
from reports.charts.model import Scale
from reports.money import decimal_text, round_half_away
from reports.periods import ONE_DAY, Period
from reports.personal import BenefitLine, ContractBar, DayBar, GapBar, MonthBar, Slice
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import PERIOD, figure, sample_report, with_figures

WORDS = PlainWords()
RATES = (
    "advertised_rate",
    "paid_time_rate",
    "all_hours_rate",
    "effective_hourly_rate",
    "rate_after_self_employment_tax",
    "employee_equivalent_wage",
)


def empty_report():
    """A report of a ledger without a row."""
    nothing = {key: figure(key, None, "money", reason="no_hours") for key in sample_report().figures}
    return sample_report(
        figures=nothing, by_platform=(), by_contract=(), contracts=(), gaps=(), months=(), owed=(),
        benefit_lines=(), days=(), platform_names={}, task_count=0, topics={}, unpaid_by_category=(),
    )  # fmt: skip


def markup_of(report):
    return patterns() + Markup().join(
        card(chart, WORDS, {"CSV": "/x.csv"}) for chart in charts_of(report, WORDS)
    )


def finding(key, report):
    return chart_of(key, report, WORDS).finding


def test_every_finding_of_the_sample():
    assert [chart.finding for chart in charts_of(sample_report(), WORDS)] == [
        "Unpaid time took the biggest bite: $10.58 an hour",
        "20 contracts, and 56 days in gaps",
        "A staff job would have added at least $5,809",
        "Pay arrives weeks after the work",
        "Parable paid best; Annex paid least",
        "You worked on 133 days of 245, 25 of them at a weekend",
        "23 h unpaid before the first paid work, earned back on 2 of 3 contracts",
        "The same work paid less after new terms: 1 of 2 comparisons",
        "Waiting for tasks took the most unpaid time: 83 h of 171 h",
        "Hard work paid $33.32 an hour, light work $33.79 (provisional)",
        "$290.00 of $1,918.10 owed is more than 30 days late",
    ]


def test_every_finding_of_nothing():
    assert [chart.finding for chart in charts_of(empty_report(), WORDS)] == [
        "No real hourly pay: no hours logged",
        "No contract, and no gap",
        "What a staff job would have added: no hours logged",
        "No pay logged in this period",
        "No platform with a real hourly pay yet",
        "No day with logged time in this period",
        "No unpaid time logged in this period",
        "Nothing owed to you",
    ]


def test_nothing_is_never_shown_as_zero():
    html = markup_of(empty_report())
    assert "0.00" not in html
    assert "$0" not in html


# The ladder


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        (("38", "35.45", "24.87", "23.66"), "Unpaid time took the biggest bite: $10.58 an hour"),
        (("38", "20", "19", "18.50"), "Pay below the promise took the biggest bite: $18.00 an hour"),
        (("20", "20", "20", "12"), "Fees and costs took $8.00 an hour"),
        (("20", "22", "22", "22"), "Your real hourly pay is $22.00"),
        (("20", "15", "10", "10"), "Your real hourly pay is $10.00"),
        ((None, None, "10", "9"), "Fees and costs took $1.00 an hour"),
        ((None, None, None, "9"), "Your real hourly pay is $9.00"),
        (("20", "15", "2", "-3.10"), "Unpaid time took the biggest bite: $13.00 an hour"),
    ],
)
def test_the_ladder_names_the_biggest_loss_or_none(rates, words):
    values = {key: figure(key, rate, "money_per_hour") for key, rate in zip(RATES, rates, strict=False)}
    assert finding("ladder", with_figures(sample_report(), **values)) == words


def test_the_last_two_rungs_are_measured_from_real_hourly_pay():
    real, tax, wage = chart_of("ladder", sample_report(), WORDS).rungs[3:]
    assert tax.measured_from == wage.measured_from == real.value
    assert (tax.change, wage.change) == ("\u2212$3.34", "\u2212$7.11")
    assert tax.is_compared
    assert not real.is_compared


def test_a_step_of_the_ladder_is_the_difference_of_what_is_shown():
    values = {"all_hours_rate": "39.764", "effective_hourly_rate": "37.066"}
    figures = {key: figure(key, value, "money_per_hour") for key, value in values.items()}
    rung = chart_of("ladder", with_figures(sample_report(), **figures), WORDS).rungs[3]
    assert (rung.shown, rung.change) == ("$37.07", "\u2212$2.69")


def test_a_platform_with_a_cost_and_no_work_has_no_row():
    report = sample_report()
    first = report.by_platform[0]
    none = {key: figure(key, 0, unit) for key, unit in (("hours", "hours"), ("earned", "money"))}
    bare = replace(first, id="bare", label="Bare", figures={**first.figures, **none})
    chart = chart_of("platforms", replace(report, by_platform=(*report.by_platform, bare)), WORDS)
    assert "Bare" not in [dot.label for dot in chart.dots]


def test_a_missing_rung_shows_its_reason_and_no_bar():
    missing = figure("advertised_rate", None, "money_per_hour", reason="no_advertised_rate")
    chart = chart_of("ladder", with_figures(sample_report(), advertised_rate=missing), WORDS)
    assert chart.rungs[0].shown == "no promised rate logged"
    assert draw(chart).count('class="pay-bar"') == 5


def test_a_provisional_rate_says_so_in_row_text_and_table():
    real = replace(sample_report().figures["effective_hourly_rate"], provisional=True)
    chart = chart_of("ladder", with_figures(sample_report(), effective_hourly_rate=real), WORDS)
    assert "provisional" in chart.text
    assert "provisional" in draw(chart)
    assert chart.table.rows[3][3].shown == "provisional"


# The other charts


def test_contracts_at_the_same_time_stand_in_lanes():
    day = PERIOD.start
    bars = tuple(
        ContractBar(str(n), "p", f"c{n}", day + n * ONE_DAY, day + timedelta(days=n + 9)) for n in range(3)
    )
    chart = chart_of("timeline", sample_report(contracts=bars, platform_names={"p": "P"}), WORDS)
    assert [stretch.lane for stretch in chart.rows[0].stretches] == [0, 1, 2]


def test_an_open_contract_runs_to_the_end_and_one_outside_the_period_has_no_bar():
    bars = (
        ContractBar("a", "p", "open", date(2026, 10, 1), None),
        ContractBar("b", "p", "before", date(2026, 1, 1), date(2026, 2, 1)),
    )
    (row,) = chart_of("timeline", sample_report(contracts=bars, platform_names={"p": "P"}), WORDS).rows
    assert [(stretch.label, stretch.end) for stretch in row.stretches] == [("open", 1)]


def test_the_longest_gap_is_labelled():
    assert chart_of("timeline", sample_report(), WORDS).longest.label == "19 days"


def test_an_unknown_benefit_has_a_question_mark_and_its_year():
    chart = chart_of("shortfall", sample_report(), WORDS)
    assert (chart.lines[-1].shown, chart.lines[-1].pattern) == ("no 2026 rate on file", None)
    assert ">?<" in draw(chart)


def test_the_parts_of_the_shortfall_add_up_to_its_total():
    chart = chart_of("shortfall", sample_report(), WORDS)
    assert sum(line.value or 0 for line in chart.lines) == chart.total
    widths = re.findall(r'width="([\d.]+)%" height="34" fill', draw(chart))
    assert sum(map(float, widths)) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (18, "Pay arrives weeks after the work"),
        (13, "You earned $14,250 and received $12,148"),
        (None, "You earned $14,250 and received $12,148"),
    ],
)
def test_pay_takes_weeks_only_when_it_does(days, words):
    changed = with_figures(sample_report(), days_to_be_paid=figure("days_to_be_paid", days, "days"))
    assert finding("months", changed) == words


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        ((), "No platform with a real hourly pay yet"),
        ((None,), "No platform with a real hourly pay yet"),
        ((9,), "P0 paid $9.00 an hour"),
        ((9, 9), "P0 and P1 paid $9.00 an hour"),
        ((9, 9, 9), "3 platforms paid $9.00 an hour"),
        ((9, -3, None), "P0 paid best; P1 paid least"),
        ((9, 9, 2), "P0 and P1 paid best; P2 paid least"),
    ],
)
def test_platforms_are_ranked_only_when_they_differ(rates, words):
    promised = figure("advertised_rate", 20, "money_per_hour")
    slices = tuple(
        Slice(
            f"p{n}",
            f"P{n}",
            {
                "advertised_rate": promised,
                "effective_hourly_rate": figure("effective_hourly_rate", rate, "money_per_hour"),
            },
        )
        for n, rate in enumerate(rates)
    )
    assert finding("platforms", sample_report(by_platform=slices)) == words


@pytest.mark.parametrize(
    ("promised", "real", "place"),
    [
        (10, 5, ("27", "end")),  # room to the left of the dot
        (5, 1, ("27", "start")),  # to the right of the ring
        (10, 1, ("11", "start")),  # the ring is in the way on the right, the edge on the left
        (6, 7, ("11", "middle")),
        (6, 10, ("11", "end")),
        (None, 9, ("27", "end")),
    ],
)
def test_an_amount_stands_beside_its_dot_where_there_is_room_and_above_it_where_not(promised, real, place):
    part = {
        "advertised_rate": figure("advertised_rate", promised, "money_per_hour"),
        "effective_hourly_rate": figure("effective_hourly_rate", real, "money_per_hour"),
    }
    wide = {key: figure(key, 10, "money_per_hour") for key in part}
    slices = Slice("p", "P", part), Slice("wide", "Wide", wide)
    drawn = str(draw(chart_of("platforms", sample_report(by_platform=slices), WORDS)))
    drawn = (
        drawn[: drawn.index("Wide")]
        if drawn.index(">P<") < drawn.index("Wide")
        else drawn[drawn.index(">P<") :]
    )
    found = re.search(rf"<text [^>]*>{re.escape(f'${real}.00')}</text>", drawn)[0]
    assert (re.search(r' y="(\d+)"', found)[1], re.search(r'text-anchor="(\w+)"', found)[1]) == place


@pytest.mark.parametrize(
    ("real", "place"), [(1, ("10%", "start")), (3, ("30%", "start")), (5, ("50%", "middle"))]
)
def test_a_long_amount_stands_above_its_dot_within_the_scale(real, place):
    """$1,000,000,000.00 takes two thirds of what a phone has."""
    many = 10**9
    part = {
        "advertised_rate": figure("advertised_rate", 10 * many, "money_per_hour"),
        "effective_hourly_rate": figure("effective_hourly_rate", real * many, "money_per_hour"),
    }
    drawn = str(draw(chart_of("platforms", sample_report(by_platform=(Slice("p", "P", part),)), WORDS)))
    found = re.search(
        rf'<text x="([\d.]+%)" y="11" text-anchor="(\w+)">\${real},000,000,000.00</text>', drawn
    )
    assert found.groups() == place


def test_long_names_of_a_scale_can_be_left_out_between_its_ends():
    def drawn(many):
        rates = {
            key: figure(key, 30 * many, "money_per_hour")
            for key in ("advertised_rate", "effective_hourly_rate")
        }
        return str(draw(chart_of("platforms", sample_report(by_platform=(Slice("p", "P", rates),)), WORDS)))  # fmt: skip

    assert drawn(10**9).count('class="spare"') == 2
    assert "spare" not in drawn(1)


def test_work_on_no_platform_is_shown_but_pays_neither_best_nor_least():
    figures = {
        "advertised_rate": figure("advertised_rate", 20, "money_per_hour"),
        "effective_hourly_rate": figure("effective_hourly_rate", 90, "money_per_hour"),
    }
    report = sample_report(by_platform=(*sample_report().by_platform, Slice("", "On no platform", figures)))
    chart = chart_of("platforms", report, WORDS)
    assert chart.finding == "Parable paid best; Annex paid least"
    assert chart.dots[0].label == "On no platform"


def test_a_drawing_is_only_there_for_a_chart():
    with pytest.raises(TypeError) as refused:
        draw("a song")
    assert str(refused.value) == "str has no drawing."


def test_without_work_at_a_weekend_nothing_is_said_of_it():
    days = (DayBar(date(2026, 3, 2), Fraction(3)), DayBar(date(2026, 3, 6), Fraction(3)))
    assert finding("calendar", sample_report(days=days)) == "You worked on 2 days of 245"
    assert finding("calendar", sample_report(days=days[1:])) == "You worked on 1 day of 245"


@pytest.mark.parametrize(
    ("months", "step"),
    [(10, 1), (11, 3), (12, 3), (13, 6), (24, 6), (25, 12), (48, 12), (49, 24), (96, 24), (97, 60), (240, 60), (241, 120)],
)  # fmt: skip
def test_the_more_months_the_fewer_names(months, step):
    assert month_step(months) == (step, months > 10)


def test_without_a_promise_the_ladder_does_not_ask_where_it_went():
    asked = chart_of("ladder", sample_report(), WORDS).question
    assert asked == "Where the promised rate went"
    none = with_figures(sample_report(), advertised_rate=figure("advertised_rate", None))
    assert chart_of("ladder", none, WORDS).question == "What an hour paid, step by step"


def test_the_file_of_the_shortfall_says_where_an_amount_is_a_lower_bound():
    least = figure("benefits_shortfall_line_by_line", 5898, at_least=True)
    report = with_figures(sample_report(), benefits_shortfall_line_by_line=least)
    rows = chart_of("shortfall", report, WORDS).table.rows
    assert [cell.plain for cell in rows[-1]] == ["Total", "5898.00", "at least this much"]
    firm = with_figures(sample_report(), benefits_shortfall_line_by_line=replace(least, at_least=False))
    assert chart_of("shortfall", firm, WORDS).table.rows[-1][2].plain == ""


def test_a_shortfall_of_nothing_known_is_no_amount():
    total = figure("benefits_shortfall_line_by_line", 0, at_least=True)
    report = with_figures(sample_report(), benefits_shortfall_line_by_line=total)
    assert finding("shortfall", report) == "No amount that a staff job would have added is known"


def test_a_benefit_that_somebody_else_covers_says_so_in_place_of_a_zero():
    lines = (BenefitLine(figure("health", 0, reason="covered_elsewhere"), is_added=True),)
    chart = chart_of("shortfall", sample_report(benefit_lines=lines), WORDS)
    (line,) = chart.lines
    assert (line.shown, line.pattern, line.is_unknown) == ("covered elsewhere", None, False)


def test_the_calendar_shows_a_year_and_its_table_all():
    start = date(2024, 1, 1)
    days = tuple(DayBar(start + timedelta(days=n), Fraction(3)) for n in range(0, 900, 9))
    chart = chart_of("calendar", sample_report(period=Period(start, date(2026, 7, 1)), days=days), WORDS)
    assert (len(chart.grids), len(chart.table.rows)) == (12, 100)
    assert "12 months" in chart.note


# Tables, words, marks


def test_the_table_has_the_numbers_of_the_marks():
    report = sample_report()
    ladder, _, shortfall, months, platforms, calendar = charts_of(report, WORDS)[:6]
    assert [Fraction(row[1].plain) for row in ladder.table.rows] == [
        Fraction(decimal_text(rung.value, 4)) for rung in ladder.rungs
    ]
    assert [row[1].shown for row in ladder.table.rows] == [rung.shown for rung in ladder.rungs]
    assert [Fraction(row[1].plain) for row in months.table.rows] == [pair.earned for pair in months.pairs]
    assert [row[0].shown for row in platforms.table.rows] == [dot.label for dot in platforms.dots]
    assert [row[0].shown for row in shortfall.table.rows[:-1]] == [line.label for line in shortfall.lines]
    assert [Fraction(row[1].plain) for row in calendar.table.rows] == [day.hours for day in report.days]


def test_a_table_is_a_table():
    html = str(table(chart_of("months", sample_report(), WORDS).table))
    assert html.startswith('<table><thead><tr><th scope="col">Month</th>')
    assert '<th scope="row">Mar 2026</th><td class="n">$1,745.00</td>' in html


def test_hostile_names_are_text():
    evil = '"><script>alert(1)</script>&'
    sample = sample_report()
    report = replace(
        sample,
        by_platform=tuple(replace(part, label=evil) for part in sample.by_platform),
        contracts=tuple(replace(bar, label=evil) for bar in sample.contracts),
        platform_names=dict.fromkeys(sample.platform_names, evil),
    )
    html = markup_of(report)
    assert "<script" not in html
    ET.fromstring(f"<main>{html}</main>")


def test_no_element_can_carry_a_style():
    assert "style=" not in markup_of(sample_report())
    with pytest.raises(ValueError, match="class"):
        tag("p", style="color:red")


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_has_words_for_those_who_cannot_see_it(key):
    chart = chart_of(key, sample_report(), WORDS)
    assert chart.text
    assert chart.question
    assert sample_report().figure(chart.figure_key)


@pytest.mark.parametrize("count", range(1, 130))
def test_month_names_never_crowd(count):
    step, with_year = month_step(count)
    assert -(-count // step) <= (4 if with_year else 10)


def test_a_scale_has_room_for_one_point_and_for_none():
    assert Scale.around([]).at(Fraction(0)) == 0
    assert Scale.around([Fraction(-5)]).at(Fraction(-5)) == 0
    assert Scale.around([None, Fraction(5)]).at(Fraction(5)) == 1


# Any data

amounts = st.one_of(st.none(), st.fractions(-500, 500, max_denominator=100))


@st.composite
def reports(draw_):
    sample = sample_report()
    rates = {key: figure(key, draw_(amounts), "money_per_hour") for key in RATES}
    start = date(2023, 5, 17)
    period = Period(start, start + timedelta(days=draw_(st.integers(1, 1200))))
    months = tuple(
        MonthBar(m, draw_(amounts) or Fraction(0), draw_(amounts) or Fraction(0)) for m in period.months()
    )
    slices = tuple(
        Slice(f"p{n}", f"A platform with quite a long name {n}", {**sample.figures, **rates,
              "effective_hourly_rate": figure("effective_hourly_rate", draw_(amounts), "money_per_hour")})
        for n in range(draw_(st.sampled_from((0, 1, 2, 30))))
    )  # fmt: skip
    offsets = st.integers(-100, 1300)
    gaps = tuple(
        GapBar(
            Period(start + timedelta(days=at), start + timedelta(days=at + 9)), 9, is_open=False, cause=None
        )
        for at in draw_(st.lists(offsets, max_size=4))
    )
    contracts = tuple(
        ContractBar(str(n), f"p{n % 3}", f"c{n}", start + timedelta(days=at), draw_(st.sampled_from((None, start + timedelta(days=at + 40)))))
        for n, at in enumerate(draw_(st.lists(offsets, max_size=8)))
    )  # fmt: skip
    changed = with_figures(sample, **rates)
    return replace(
        changed, period=period, months=months, by_platform=slices, gaps=gaps, contracts=contracts, days=()
    )


@settings(max_examples=40, deadline=None)
@given(reports())
def test_any_report_draws_within_its_frame(report):
    html = markup_of(report)
    ET.fromstring(f"<main>{html}</main>")
    assert "style=" not in html
    shares = [float(value) for value in re.findall(r'"(-?[\d.]+)%"', html)]
    assert all(0 <= share <= 100 for share in shares)


@settings(max_examples=40, deadline=None)
@given(reports())
def test_ladder_numbers_are_the_reports(report):
    for rung in chart_of("ladder", report, WORDS).rungs:
        assert rung.value == report.figures[rung.key].value
        if rung.measured_from is not None and rung.value is not None:
            shown, before = (Fraction(round_half_away(one, 2)) for one in (rung.value, rung.measured_from))
            assert rung.lost == before - shown
