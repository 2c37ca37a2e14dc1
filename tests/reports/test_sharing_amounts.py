"""Rounded amounts and per cent say no more than they seem to: not in a word, not in the length of a bar."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import floor
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.charts.card import draw
from reports.money import Money
from reports.personal import BenefitLine, DayBar, Owed
from reports.sharing import PARTS, Amounts, Choices
from reports.sharing.naming import Names
from reports.sharing.redaction import redacted
from reports.sharing.telling import Bands, Ratios, banded, telling_of
from tests.reports import factories as make
from tests.reports.sample_report import PERIOD, figure, sample_report, with_figures
from tests.reports.shared_views import WORDS, changed_rows, report_of, shared, some_rows, views

OPEN = {"own_names": True, "days": True, "titles": True}
BANDED = [Choices(), Choices(**OPEN)]
RATIO = [Choices(amounts=Amounts.RATIOS), Choices(amounts=Amounts.RATIOS, **OPEN)]
RUNGS_BELOW = ("rate_after_self_employment_tax", "employee_equivalent_wage")


def chart(dashboard, key):
    return next(chart for chart in dashboard.charts if chart.key == key)


def told(report, choices):
    """The redacted report behind a dashboard."""
    return redacted(report, choices, Names(report, choices, WORDS), telling_of(report, choices.amounts))


# Bands


def near(value, step):
    """The band of a value, by hand."""
    number = floor(abs(value) / step + Fraction(1, 2)) * step
    return number if value >= 0 else -number


def step(value, least):
    digits = len(str(int(abs(value))))
    return max(Fraction(least), Fraction(10) ** (digits - 2))


def band(figure):
    """What a figure of a report may give away of itself, by hand."""
    value = figure.value
    if value is None:
        return figure.reason
    least = {"money": 10, "money_per_hour": 1, "hours": 1}.get(figure.unit)
    if least is not None:
        value = near(value, step(value, least))
    elif figure.unit == "share":
        value = near(value, Fraction(1, 100))
    return value, figure.provisional, figure.at_least


def together(values):
    """Sums that are shown beside one another, in the steps of the largest."""
    most = max(map(abs, values), default=0)
    return [near(value, step(most, 10)) for value in values]


RATES = ("advertised_rate", "paid_time_rate", "all_hours_rate", "effective_hourly_rate")
CHANGES = ("effective_rate_before", "effective_rate_after", "promised_rate_before", "promised_rate_after")


TOLL = ("effective_rate_light", "effective_rate_heavy")
REAL = "effective_hourly_rate"


def age_of(days):
    return None if days is None else sum(days > limit for limit in (0, 30, 60))


def ages(report):
    late: dict[int | None, Fraction] = {}
    for item in report.owed:
        late[age_of(item.days_late)] = late.get(age_of(item.days_late), 0) + item.amount
    return late


def bands_of(report):
    """All that a dashboard in bands may tell of amounts."""
    figures = report.figures
    real, earned = figures["effective_hourly_rate"].value, figures["earned"].value
    parts = [part.figures for part in report.by_platform]
    topics = report.topics
    lines = [line.figure for line in report.benefit_lines]
    return (
        [band(figures[key]) for key in (*RATES, "paid_hours", "unpaid_hours", "days_to_be_paid")],
        [(band(figures[key])[1:], near(figures[key].value / real, Fraction(1, 100))) for key in RUNGS_BELOW],
        [band(part[key]) for part in parts for key in RATES],
        together([value for bar in report.months for value in (bar.earned, bar.received)]),
        [(line.reason, line.at_least, line.value and near(line.value / earned, Fraction(1, 100))) for line in lines],
        list(ages(report)),
        together(list(ages(report).values())),
        [band(part.figures[key]) for part in topics["pay_changes"].parts for key in CHANGES],
        [band(part.figures[key]) for part in topics["toll"].parts for key in TOLL],
        [(band(part.figures["payback_hours"])) for part in topics["onboarding"].parts if part.id],
        [part.facts.get("paid_back_on") for part in topics["onboarding"].parts],
    )  # fmt: skip


ROWS = some_rows()
REPORT = report_of(ROWS)
BANDS = bands_of(REPORT)
SEEN = [views(shared(REPORT, choices)) for choices in BANDED]


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.integers(0, 90), st.integers(-60, 60), min_size=1, max_size=3))
def test_pay_that_differs_within_every_band_looks_the_same_in_every_form(cents):
    numbers = iter(range(1000))
    rows = changed_rows(ROWS, "minor", lambda minor: minor + cents.get(next(numbers), 0))
    rows["terms"] = ROWS["terms"]
    other = report_of(rows)
    assume(bands_of(other) == BANDS)
    assert [views(shared(other, choices)) for choices in BANDED] == SEEN


class Shaking:
    """Gives a report other amounts, each anywhere in its band; what is not told at all becomes anything."""

    def __init__(self, seed):
        self.random = Random(seed)

    def part(self, value, width):
        """Another value that rounds alike; something stays something."""
        other = near(value, width) + Fraction(self.random.randint(-49, 49), 100) * width
        return other if other > 0 else value

    def figure(self, figure):
        if figure.value is None:
            return figure
        other = replace(figure, value=self.part(figure.value, step(figure.value, 1)))
        return other if band(other) == band(figure) else figure

    def figures(self, figures):
        """The rungs in their bands, those below them in whole per cent of the real one, money as it likes."""
        made = {
            key: self.figure(found)
            if key in (*RATES, *CHANGES, *TOLL, "paid_hours", "unpaid_hours")
            else found
            for key, found in figures.items()
        }
        for key, found in figures.items():
            if found.unit == "money" and found.value:
                made[key] = replace(found, value=Fraction(self.random.randint(1, 10**6), 100))
            if key in RUNGS_BELOW and REAL in figures:
                share = self.part(found.value / figures[REAL].value, Fraction(1, 100))
                made[key] = replace(found, value=share * made[REAL].value)
        return made

    def sums(self, values):
        width = step(max(values, default=0), 10)
        return [self.part(value, width) if value else value for value in values]

    def report(self, report):
        """All of it."""
        figures = self.figures(report.figures)
        moved = iter(self.sums([value for bar in report.months for value in (bar.earned, bar.received)]))
        pay, told = report.figures["earned"].value, figures["earned"].value
        lines = [
            replace(
                line,
                figure=replace(
                    line.figure,
                    value=line.figure.value and self.part(line.figure.value / pay, Fraction(1, 100)) * told,
                ),
            )
            for line in report.benefit_lines
        ]
        owed = {
            age: iter([amount])
            for age, amount in zip(ages(report), self.sums(list(ages(report).values())), strict=True)
        }
        return replace(
            report,
            figures=figures,
            by_platform=tuple(
                replace(part, figures=self.figures(part.figures)) for part in report.by_platform
            ),
            months=tuple(replace(bar, earned=next(moved), received=next(moved)) for bar in report.months),
            benefit_lines=tuple(lines),
            owed=tuple(
                replace(item, amount=next(owed[age_of(item.days_late)], Fraction(0))) for item in report.owed
            ),
            topics={
                key: replace(
                    topic,
                    figures=self.figures(topic.figures),
                    parts=tuple(replace(part, figures=self.figures(part.figures)) for part in topic.parts),
                )
                for key, topic in report.topics.items()
            },
        )


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_any_amounts_of_the_same_bands_look_the_same_in_every_form(seed):
    """Not the words, the tables, the order of anything, nor the length of any bar depends on more than the bands."""
    other = Shaking(seed).report(REPORT)
    assert other.figures[REAL] != REPORT.figures[REAL]
    assert [views(shared(other, choices)) for choices in BANDED] == SEEN


def test_amounts_of_another_band_look_different():
    rows = changed_rows(ROWS, "minor", lambda minor: minor + 900)
    assert [views(shared(report_of(rows), choices)) for choices in BANDED] != SEEN


def test_a_bar_is_as_long_as_the_rounded_amount_and_no_cent_longer():
    widths = re.findall(
        r'<rect[^>]* width="([\d.]+)%"[^>]*class="kept"', str(draw(chart(shared(sample_report()), "ladder")))
    )
    assert [round(float(width) / 100 * 38, 2) for width in widths] == [38, 35, 25, 24]


def test_every_amount_of_a_dashboard_in_bands_has_two_digits_at_most_but_totals():
    text = views(shared(sample_report()))["public"]
    amounts = {amount.replace(",", "") for amount in re.findall(r"\$([\d,.]+\d)", text)}
    assert amounts
    assert all("." not in amount and len(amount.rstrip("0")) <= 3 for amount in amounts)


@pytest.mark.parametrize(
    ("value", "unit", "band_"),
    [
        ("14250", "money", 14000), ("99.60", "money", 100), ("4.99", "money", 0), ("5", "money", 10),
        ("-5", "money", -10), ("23.5", "money_per_hour", 24), ("0.49", "money_per_hour", 0),
        ("1049", "money_per_hour", 1000), ("171", "hours", 170), ("0.01", "hours", 1), ("0", "hours", 0),
        ("8.5", "hours", 9), ("0.2984", "share", Fraction(30, 100)), ("19", "days", 19), ("17.5", "days", Fraction(35, 2)),
    ],
)  # fmt: skip
def test_the_band_of_a_number(value, unit, band_):
    assert banded(Fraction(value), unit) == band_
    assert Bands("USD").value(Fraction(value), unit) == band_


@given(
    st.fractions(-5000, 5000),
    st.fractions(-5000, 5000),
    st.sampled_from(["money", "money_per_hour", "hours"]),
)
def test_a_band_never_falls_where_the_number_rises(first, second, unit):
    low, high = sorted((first, second))
    assert banded(low, unit) <= banded(high, unit)


def test_rungs_below_real_pay_follow_from_the_rounded_one():
    """By themselves they would cut its band: both are known parts of it."""
    ladder = chart(shared(sample_report()), "ladder")
    assert [rung.value for rung in ladder.rungs] == [38, 35, 25, 24, 21, 17]


def test_the_lines_of_the_shortfall_follow_from_rounded_pay_and_add_up():
    shortfall = chart(shared(sample_report()), "shortfall")
    assert [line.value for line in shortfall.lines] == [2100, 1400, 1000, 700, 400, None, None]
    assert shortfall.lines[5].shown == "too small to show"
    assert shortfall.total == 5600


def test_lines_without_known_pay_are_rounded_by_themselves():
    report = with_figures(sample_report(), earned=figure("earned", None))
    assert [line.value for line in chart(shared(report), "shortfall").lines][:2] == [2200, 1500]


def test_a_line_that_is_nothing_stays_nothing():
    line = BenefitLine(figure("health", 0, reason="covered_elsewhere"), is_added=True)
    (shown,) = chart(shared(sample_report(benefit_lines=(line,))), "shortfall").lines
    assert shown.shown == "covered elsewhere"


def test_shares_and_hours_follow_from_what_is_told():
    figures = told(sample_report(), Choices()).figures
    assert (figures["paid_hours"].value, figures["unpaid_hours"].value, figures["hours"].value) == (
        400,
        170,
        570,
    )
    assert figures["unpaid_share"].value == Fraction(30, 100)
    assert figures["earned"].value == sum(bar.earned for bar in told(sample_report(), Choices()).months)


def test_a_share_of_a_promise_that_rounds_to_nothing_is_not_told():
    tiny = with_figures(
        sample_report(),
        advertised_rate=figure("advertised_rate", "0.4", "money_per_hour"),
        kept_share=figure("kept_share", 1, "share"),
    )
    kept = told(tiny, Choices()).figures["kept_share"]
    assert (kept.value, kept.reason) == (None, "not_shared")


def test_hours_by_day_are_whole_and_some_work_is_never_none():
    days = (DayBar(PERIOD.start, Fraction(1, 10)), DayBar(PERIOD.start.replace(day=2), Fraction(26, 10)))
    rows = chart(shared(sample_report(days=days), Choices(days=True)), "calendar").table.rows
    assert [row[1].shown for row in rows] == ["1", "3"]
    exact = Choices(amounts=Amounts.EXACT, days=True)
    assert [
        row[1].shown for row in chart(shared(sample_report(days=days), exact), "calendar").table.rows
    ] == ["0.1", "2.6"]


def owed(amount, days_late, currency="USD"):
    return Owed(
        "c", "p", Fraction(amount), PERIOD.start, days_late, PERIOD.start, PERIOD.last, {"tasks": ("t",)},
        Money(int(Fraction(amount) * 100), currency),
    )  # fmt: skip


def test_debts_are_told_by_their_age_and_never_one_by_one():
    items = tuple(
        owed(*item) for item in (("1234", 90), ("1111", 61), ("55", 31), ("9", 3), ("500", 0), ("77", None))
    )
    report = with_figures(sample_report(owed=items), outstanding=figure("outstanding", "2986"))
    shown = told(report, Choices())
    assert [(item.amount, item.days_late, item.contract_id) for item in shown.owed] == [
        (2300, 90, None), (100, 60, None), (500, 0, None), (100, None, None)
    ]  # fmt: skip
    assert shown.figures["outstanding"].value == 3000
    assert shown.figures["outstanding_late"].value == 2400
    exact = told(report, Choices(amounts=Amounts.EXACT))
    assert [item.amount for item in exact.owed] == [2345, 55, 9, 500, 77]
    assert exact.figures["outstanding"].value == 2986


def test_a_debt_too_small_for_its_band_is_not_said_to_be_none():
    few = sample_report(owed=(owed("4", 3),))
    few = with_figures(
        few, outstanding=figure("outstanding", 4), outstanding_late=figure("outstanding_late", 4)
    )
    assert shared(few).facts[2].amount == "too small to show"
    none = sample_report(owed=())
    none = with_figures(
        none, outstanding=figure("outstanding", 0), outstanding_late=figure("outstanding_late", 0)
    )
    assert shared(none).facts[2].amount == "$0"


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [(Amounts.EXACT, ["EUR 333.33"]), (Amounts.BANDS, ["EUR 330.00"]), (Amounts.RATIOS, [])],
)
def test_debts_in_a_currency_without_a_rate_are_one_amount_for_each(amounts, shown):
    report = sample_report(owed_apart=(owed("111.11", 3, "EUR"), owed("222.22", None, "EUR")))
    apart = told(report, Choices(amounts=amounts)).owed_apart
    assert [f"{item.due.currency} {item.due}" for item in apart] == shown


def test_amounts_of_another_currency_are_told_only_exactly():
    other = replace(figure("advertised_rate", 30, "money_per_hour"), currency="EUR")
    report = with_figures(sample_report(), advertised_rate=other)
    assert told(report, Choices()).figures["advertised_rate"].reason == "not_shared"
    assert told(report, Choices(amounts=Amounts.EXACT)).figures["advertised_rate"].value == 30


def test_a_figure_that_nobody_decided_on_is_not_told():
    report = with_figures(sample_report(), days_since_last_work=figure("days_since_last_work", 5, "days"))
    shown = told(report, Choices(amounts=Amounts.EXACT)).figures["days_since_last_work"]
    assert (shown.value, shown.reason) == (None, "not_shared")


def test_unpaid_time_is_worth_told_hours_at_the_told_rate_and_equals_are_in_no_order():
    shown = told(REPORT, Choices())
    rate = shown.figures["paid_time_rate"].value
    for part in shown.unpaid_by_category:
        worth = part.figures["hours"].value * rate
        assert part.figures["value_of_unpaid_time"].value == banded(worth, "money")
    hours = [(-part.figures["hours"].value, part.id) for part in shown.unpaid_by_category]
    assert len(hours) == 4
    assert hours == sorted(hours)


def test_without_a_told_rate_unpaid_time_is_worth_nothing_known():
    rows = {
        **ROWS,
        "payments": [],
        "payout_matches": [],
        "tasks": [row for row in ROWS["tasks"] if not row["is_paid"]],
    }
    assert (
        told(report_of(rows), Choices()).unpaid_by_category[0].figures["value_of_unpaid_time"].value is None
    )
    no_rate = with_figures(
        REPORT, paid_time_rate=replace(REPORT.figures["paid_time_rate"], value=None, reason="no_hours")
    )
    worth = told(no_rate, Choices()).figures["value_of_unpaid_time"]
    assert (worth.value, worth.reason) == (None, "not_shared")


def test_beside_per_cent_no_promise_of_a_part_is_told():
    """A platform knows its own promise: 42 dollars that are 111 per cent would give every amount back."""
    for amounts in Amounts:
        report, dashboard = (make(REPORT, Choices(amounts=amounts)) for make in (told, shared))
        is_money = amounts is not Amounts.RATIOS
        for parts in (report.by_platform, report.by_contract, report.by_kind, report.by_month):
            assert any(part.figures["advertised_rate"].value is not None for part in parts) is is_money
        platforms = chart(dashboard, "platforms")
        assert any(dot.promised is not None for dot in platforms.dots) is is_money
        assert [key.mark for key in platforms.legend] == (["ring", "dot"] if is_money else ["dot"])
        assert any(dot.real is not None for dot in platforms.dots)
        assert report.figures["advertised_rate"].value is not None


def test_a_change_of_pay_follows_from_the_told_rates():
    for part in told(REPORT, Choices()).topics["pay_changes"].parts:
        before, after, change = (
            part.figures[f"effective_rate_{name}"].value for name in ("before", "after", "change")
        )
        assert change is None or change == near(after / before - 1, Fraction(1, 100))
    exact = told(REPORT, Choices(amounts=Amounts.EXACT)).topics["pay_changes"].parts
    assert [part.figures["effective_rate_change"].value for part in exact] == [
        part.figures["effective_rate_change"].value for part in REPORT.topics["pay_changes"].parts
    ]


def test_a_change_that_is_not_known_stays_unknown():
    topic = REPORT.topics["pay_changes"]
    unknown = replace(topic.parts[0].figures["effective_rate_change"], value=None, reason="no_pay_before")
    part = replace(topic.parts[0], figures={**topic.parts[0].figures, "effective_rate_change": unknown})
    report = replace(REPORT, topics={"pay_changes": replace(topic, parts=(part,))})
    (shown,) = told(report, Choices()).topics["pay_changes"].parts
    assert shown.figures["effective_rate_change"].reason == "no_pay_before"


def test_exact_numbers_have_no_step():
    exact = telling_of(REPORT, Amounts.EXACT)
    assert (exact.rate(Fraction("23.66")), exact.step(Fraction("23.66"))) == (Fraction("23.66"), 0)


# Per cent


@pytest.mark.parametrize("factor", [2, 3, 7])
@pytest.mark.parametrize("choices", RATIO, ids=["closed", "open"])
def test_all_amounts_times_anything_look_the_same_as_per_cent(choices, factor):
    rows = changed_rows(ROWS, "minor", lambda minor: minor * factor)
    assert views(shared(report_of(rows), choices)) == views(shared(REPORT, choices))


@pytest.mark.parametrize("choices", RATIO, ids=["closed", "open"])
def test_per_cent_have_no_currency_and_no_amount(choices):
    for form, text in views(shared(REPORT, choices)).items():
        assert not re.search(r"\$|USD|dollar", text), form
        assert not re.search(r"[%\d] an hour", text), form


def test_exact_amounts_are_there_where_they_were_chosen():
    text = views(shared(sample_report(), Choices(amounts=Amounts.EXACT)))["public"]
    assert "$23.66" in text
    assert "$2,172.14" in text


def test_the_shortfall_is_no_per_cent_and_says_why():
    dashboard = shared(REPORT, Choices(amounts=Amounts.RATIOS))
    assert "shortfall" not in [chart.key for chart in dashboard.charts]
    assert any("even as per cent it would give amounts away" in note for note in dashboard.notes)
    without = Choices(parts=tuple(part for part in PARTS if part != "shortfall"), amounts=Amounts.RATIOS)
    assert not any("staff job" in note for note in shared(REPORT, without).notes)


def test_what_the_minimum_wage_would_measure_is_no_per_cent():
    part = told(REPORT, Choices(amounts=Amounts.RATIOS)).topics["onboarding"].parts[0]
    assert {part.figures[key].value for key in ("payback_hours", "payback_forecast_hours")} == {None}
    assert part.figures["payback_hours"].reason == "not_shared"
    assert part.facts["paid_back_on"] is None
    assert part.figures["onboarding_hours"].value == 3
    assert told(REPORT, Choices()).topics["onboarding"].parts[0].figures["payback_hours"].value is not None


def test_months_in_per_cent_add_up():
    pairs = chart(shared(sample_report(), Choices(amounts=Amounts.RATIOS)), "months").pairs
    assert sum(pair.earned for pair in pairs) == 100
    assert sum(pair.received for pair in pairs) == near(Fraction(12148 * 100, 14250), 1)


@pytest.mark.parametrize("provisional", [True, False])
def test_without_a_promise_of_enough_hours_no_rate_is_told(provisional):
    promise = figure(
        "advertised_rate", 38 if provisional else None, "money_per_hour", provisional=provisional
    )
    dashboard = shared(
        with_figures(sample_report(), advertised_rate=promise), Choices(amounts=Amounts.RATIOS)
    )
    assert dashboard.hero.is_missing
    assert dashboard.hero.real == "no promised rate to measure it by"
    assert "nothing to compare the pay with" in dashboard.hero.sentence
    assert (
        chart(dashboard, "ladder").finding
        == "Real hourly pay in per cent of the promise: no promised rate to measure it by"
    )
    assert chart(dashboard, "platforms").finding == "No platform with a real hourly pay to compare"


def test_where_nothing_was_earned_per_cent_are_of_all_that_moved():
    months = sample_report().months
    back = tuple(
        replace(bar, earned=Fraction(-50 if not number else 0), received=Fraction(0))
        for number, bar in enumerate(months)
    )
    report = with_figures(sample_report(months=back), earned=figure("earned", -50))
    assert [pair.earned for pair in chart(shared(report, Choices(amounts=Amounts.RATIOS)), "months").pairs][
        :2
    ] == [-100, 0]
    nothing = tuple(replace(bar, earned=Fraction(0), received=Fraction(0)) for bar in months)
    empty = with_figures(sample_report(months=nothing), earned=figure("earned", None, reason="no_earnings"))
    dashboard = shared(empty, Choices(amounts=Amounts.RATIOS))
    assert dashboard.facts[2].amount == "no pay logged"
    assert chart(dashboard, "months").finding == "No pay in this period, or too little to show"


def test_a_ratio_keeps_other_units_in_bands():
    ratios = Ratios(Fraction(38), Fraction(100))
    assert (ratios.value(Fraction(171), "hours"), ratios.value(Fraction(19), "days")) == (170, 19)
    assert ratios.sums([]) == []


def test_one_platform_paid_in_another_currency_has_no_per_cent():
    rows = {
        **ROWS,
        "terms": [
            *ROWS["terms"],
            make.terms(contract_id="three", currency="EUR", effective_on=ROWS["terms"][-1]["effective_on"]),
        ],
    }
    assert views(shared(report_of({**rows, "terms": rows["terms"][1:]}), RATIO[0]))
