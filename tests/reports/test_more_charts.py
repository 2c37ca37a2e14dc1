"""Getting started, changed terms, unpaid time, what is owed by age, toll beside pay: each says what the report says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.card import CHART_KEYS, card, chart_of, charts_of, draw
from reports.charts.legend import patterns
from reports.charts.model import Scale, hours_cell, kind_of_work, share_text
from reports.charts.rows import pair, short_of, stretch
from reports.charts.summary import fact_words
from reports.figures import Step
from reports.lateness import by_age
from reports.money import Money, decimal_text
from reports.personal import ContractBar, Owed, report
from reports.topics import Topic
from tests.reports.factories import ledger_of, situation
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import (
    AS_OF,
    changed,
    figure,
    rated,
    sample_report,
    started,
    toll,
    with_figures,
)
from tests.reports.some_writer import AS_OF as SOME_DAY
from tests.reports.some_writer import NO_RATES, some_writer

WORDS = PlainWords()
KEYS = ("onboarding", "changes", "unpaid", "owed", "toll")
LONG = "A contract with a name that goes on and on, " * 6


class Veiled(PlainWords):
    """Words that hide amounts, as a phone in a café does."""

    def money(self, value, currency, *, whole=False):
        return "$•••"

    def veiled(self, said):
        return re.sub(r"\d+", "•••", said)


def of(topic, *parts, figures=None):
    """The sample with other parts of a topic."""
    sample = sample_report()
    known = sample.topics[topic].figures if figures is None else figures
    return replace(sample, topics={**sample.topics, topic: Topic(known, parts)})


def began(*parts):
    return chart_of("onboarding", of("onboarding", *parts), WORDS)


def changes(*parts):
    return chart_of("changes", of("pay_changes", *parts), WORDS)


def tolls(*parts, overall):
    return chart_of("toll", of("toll", *parts, figures=overall), WORDS)


def owing(*owed, apart=(), words=WORDS):
    return chart_of("owed", sample_report(owed=owed, owed_apart=apart), words)


def debt(days_late, amount="100", currency="USD"):
    expected_on = None if days_late is None else AS_OF - timedelta(days=days_late)
    due = Money(int(Fraction(amount) * 100), currency)
    day = date(2026, 9, 1)
    return Owed("c", "p", Fraction(amount), expected_on, days_late, day, day, {}, due)


def wasted(**hours):
    """The sample with other unpaid time."""
    sample = sample_report()
    part = sample.unpaid_by_category[0]
    made = tuple(
        replace(part, id=category, figures={**part.figures, "hours": figure("hours", length, "hours")})
        for category, length in hours.items()
    )
    whole = figure("unpaid_hours", sum(part.figures["hours"].value or 0 for part in made), "hours")
    return with_figures(sample_report(unpaid_by_category=made), unpaid_hours=whole)


# Getting started


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "No unpaid hours before the first paid work"),
        ([started("a", "A", 7, 6)], "7 h unpaid before the first paid work, all earned back"),
        (
            [started("a", "A", 7, 6), started("b", "B", "1.5", 3)],
            "8.5 h unpaid before the first paid work, all earned back",
        ),
        (
            [started("a", "A", 7, 6), started("b", "B", 2)],
            "9 h unpaid before the first paid work, earned back on 1 of 2 contracts",
        ),
        (
            [started("a", "A", 7, 6), started("", "On no contract", 2, reason=None)],
            "9 h unpaid before the first paid work, earned back on 1 of 1 contract",
        ),
        (
            [started("a", "A", 7), started("b", "B", 2, reason="no_paid_hours")],
            "9 h unpaid before the first paid work, not earned back yet",
        ),
        (
            [started("a", "A", 7, 3), started("b", "B", 2, reason="us_only")],
            "9 h unpaid before the first paid work",
        ),
        ([started("", "On no contract", "0.05", reason=None)], "3 min unpaid, and no paid work came of it so far"),
    ],
)  # fmt: skip
def test_getting_started_says_how_much_was_earned_back(parts, words):
    chart = began(*parts)
    assert chart.finding == words
    assert chart.text.startswith(f"{words}.")


@pytest.mark.parametrize(
    ("part", "about"),
    [
        (started("a", "A", 7, "6.5"), "earned back after 6.5 h of paid work"),
        (
            started("a", "A", 7, forecast=9),
            "not earned back yet: at the pay so far it takes 9 h of paid work",
        ),
        (started("a", "A", 7), "earned back: never at the pay so far"),
        (started("a", "A", 7, reason="no_paid_hours"), "no paid work came of it so far"),
        (started("", "On no contract", 7, reason=None), "no paid work came of it so far"),
        (
            started("a", "A", 7, reason="us_only"),
            "earned back: only for work in the United States that is paid in dollars",
        ),
    ],
)
def test_each_contract_says_when_it_was_earned_back(part, about):
    (row,) = began(part).rows
    assert row.about == about
    assert (row.shown, row.unpaid) == ("7 h unpaid", 7)


def test_a_contract_that_ended_before_it_was_earned_back_never_is():
    part = started("a", "A", 7, forecast="14.7")
    walked = replace(
        part.figures["payback_hours"], steps=(Step("", "Paid hours by then", Fraction(10), "hours"),)
    )
    part = replace(part, figures={**part.figures, "payback_hours": walked})
    running = replace(of("onboarding", part), contracts=())
    over = ContractBar("a", "x", "A", running.as_of.replace(day=1), running.as_of)
    chart = chart_of("onboarding", replace(running, contracts=(over,)), WORDS)
    assert chart.rows[0].about == "never earned back: it ended after 10 h of paid work"
    assert chart.finding == "7 h unpaid before the first paid work, never earned back"
    assert [cell.shown for cell in chart.table.rows[0]][3:] == ["never", "never", chart.rows[0].about]
    still = chart_of("onboarding", running, WORDS)
    said = "not earned back yet: at the pay so far it takes 14.7 h of paid work"
    assert (still.rows[0].about, still.table.rows[0][-1].shown) == (said, said)


def test_the_chart_of_changes_says_what_it_leaves_out():
    assert (
        "Getting started, tests and training are not in these bars"
        in changes(changed("a", "A", "30", "2")).note
    )
    assert changes().note is None


def test_unpaid_time_without_a_reason_has_a_row_of_its_own():
    assert chart_of("unpaid", wasted(not_said=2, admin=1), WORDS).rows[0].label == "Reason not said"


def test_a_contract_whose_hours_before_the_pay_came_to_nothing_is_left_out():
    chart = began(started("a", "A", 0, reason="no_onboarding"), started("b", "B", 2, 1))
    assert (chart.finding, len(chart.table.rows)) == (
        "2 h unpaid before the first paid work, all earned back",
        1,
    )


def test_a_payback_that_may_be_longer_and_one_of_little_work_say_so():
    part = started("a", "A", 7, 6)
    rough = replace(part.figures["payback_hours"], at_least=True, provisional=True)
    chart = began(replace(part, figures={**part.figures, "payback_hours": rough}))
    assert chart.rows[0].about == "earned back after at least 6 h of paid work, provisional"
    assert [cell.shown for cell in chart.table.rows[0]] == [
        "A", "7 h", "9 March 2026", "at least 6 h", "20 March 2026", "provisional",
    ]  # fmt: skip


def test_what_is_not_there_is_said_in_the_table_of_getting_started():
    rows = began(
        started("a", "A", 7),
        started("b", "B", 6, reason="us_only"),
        started("c", "C", 5, reason="no_paid_hours"),
        started("", "On no contract", 4, reason=None),
    ).table.rows
    abroad = "only for work in the United States that is paid in dollars"
    assert [[cell.shown for cell in row[2:5]] for row in rows] == [
        ["9 March 2026", "not yet", "not yet"],
        ["9 March 2026", abroad, abroad],
        ["not yet", "no paid hours logged", "no paid hours logged"],
        ["not yet", "not yet", "not yet"],
    ]


def test_getting_started_is_red_and_then_blue_up_to_where_it_was_earned_back():
    drawn = str(draw(began(started("a", "A", 6, 2), started("b", "B", 4))))
    assert re.findall(r'x="([\d.]+%)" width="([\d.]+%)" y="4" height="17" (\S+)"', drawn) == [
        ("0%", "75%", 'fill="url(#hatch-lost)'),
        ("75%", "25%", 'class="kept'),
        ("0%", "50%", 'fill="url(#hatch-lost)'),
    ]


def test_only_what_is_drawn_is_in_the_legend_of_getting_started():
    assert [key.mark for key in began(started("a", "A", 6, 2)).legend] == ["lost", "kept"]
    assert [key.mark for key in began(started("a", "A", 6)).legend] == ["lost"]
    assert began().legend == ()


def test_the_forecast_is_hidden_with_the_amounts_for_it_gives_the_pay_away():
    chart = chart_of("onboarding", of("onboarding", started("a", "A", 7, forecast="14.7")), Veiled())
    assert "14.7" not in str(card(chart, Veiled(), {}))
    assert "•••" in chart.text


# Changed terms


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "No change of pay terms to compare in this period"),
        (
            [changed("a", "A", None, "20")],
            "Terms changed; what the work paid before and after is not known yet",
        ),
        ([changed("a", "A", "30", "24")], "A: before $30.00, after $24.00 an hour"),
        (
            [changed("a", "A", "30", "24", provisional=True), changed("b", "B", None, None)],
            "A: before $30.00, after $24.00 an hour (provisional)",
        ),
        (
            [changed("a", "A", "30", "24"), changed("b", "B", "20", "20"), changed("c", "C", None, "1")],
            "The same work paid less after new terms: 1 of 2 comparisons",
        ),
        (
            [changed("a", "A", "24", "30"), changed("b", "B", "20", "20")],
            "The same work never paid less after new terms: 2 comparisons",
        ),
        (
            [changed("a", "A", "3", "-2"), changed("b", "B", "20", "19")],
            "The same work paid less after new terms: 2 of 2 comparisons",
        ),
    ],
)
def test_changed_terms_say_how_often_the_pay_fell(parts, words):
    chart = changes(*parts)
    assert chart.finding == words
    assert chart.text.startswith(f"{words}.")


def test_the_newest_change_is_first_and_names_its_kind_only_where_there_are_several():
    chart = changes(
        changed("a", "A", "30", "24", day="2026-05-01"),
        changed("b", "B", "30", "24", day="2026-06-01", kind="ranking"),
        replace(changed("c", "C", "30", "24", day="2026-06-02", kind="rank pairs"), label="Contract 3"),
        replace(changed("d", "D", "30", "24", day="2026-06-03"), label="D, 2026-06-03"),
    )
    assert [row.label for row in chart.rows] == ["D", "Contract 3", "B, Ranking answers", "A"]
    assert [row[0].shown for row in chart.table.rows] == [row.label for row in chart.rows]
    assert chart.rows[0].about == "from 3 June 2026"


def test_the_table_of_changed_terms_has_promise_and_pay_and_the_change_with_its_sign():
    chart = changes(changed("a", "A", "30", "24", provisional=True), changed("b", "B", "20", "25"))
    up, down = chart.table.rows
    assert [cell.shown for cell in down] == [
        "A", "1 May 2026", "$30.00", "$24.00", "-20.0%", "$30.00", "$25.00", "provisional",
    ]  # fmt: skip
    assert (up[4].shown, up[4].plain, up[7].shown) == ("+25.0%", "0.25", "")
    same = changes(changed("c", "C", "20", "20")).table.rows[0]
    assert same[4].shown == "0.0%"
    chart = changes(changed("d", "D", None, "20"))
    none = chart.table.rows[0]
    assert (chart.rows[0].shown_before, chart.rows[0].shown_after) == (
        "before: no hours logged",
        "after $20.00",
    )
    assert [cell.shown for cell in none[2:5]] == ["no hours logged", "$20.00", "too little data"]
    assert not none[4].is_number


def test_a_promise_in_another_currency_is_no_number_of_the_file():
    part = changed("a", "A", "30", "24")
    euro = replace(part.figures["promised_rate_before"], currency="EUR")
    (row,) = changes(replace(part, figures={**part.figures, "promised_rate_before": euro})).table.rows
    assert (row[5].is_number, row[6].is_number) == (False, True)


# Two bars


def marks_of(first, second):
    scale = Scale.around([first, second])
    html = "".join(str(mark) for mark in pair(scale, first, second) if mark)
    found = re.findall(r'x="([\d.]+)%"(?: y="\d+")? width="([\d.]+)%".*?(earned|kept|hatch-lost)', html)
    spans = {mark: (round(float(x)), round(float(x) + float(width))) for x, width, mark in found}
    return spans, 'class="zero"' in html


@pytest.mark.parametrize(
    ("first", "second", "marks", "has_zero"),
    [
        (20, 10, {"earned": (0, 100), "kept": (0, 50), "hatch-lost": (50, 100)}, False),
        (10, 20, {"earned": (0, 50), "kept": (0, 100)}, False),
        (20, 20, {"earned": (0, 100), "kept": (0, 100)}, False),
        (10, -10, {"earned": (50, 100), "hatch-lost": (0, 100)}, True),
        (-10, -5, {"earned": (0, 100), "hatch-lost": (50, 100)}, True),
        (-5, 5, {"earned": (0, 50), "kept": (50, 100)}, True),
        (0, 5, {"kept": (0, 100)}, False),
        (None, 5, {"kept": (0, 100)}, False),
        (5, None, {"earned": (0, 100)}, False),
        (None, None, {}, False),
    ],
)
def test_what_the_second_amount_falls_short_of_the_first_is_hatched(first, second, marks, has_zero):
    fractions = [None if value is None else Fraction(value) for value in (first, second)]
    assert marks_of(*fractions) == (marks, has_zero)


def test_a_bar_of_nothing_is_not_drawn():
    assert stretch(Scale.around([]), Fraction(0), Fraction(0), "kept") is None


# Unpaid time


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({}, "No unpaid time logged in this period"),
        ({"waiting": 0}, "No unpaid time logged in this period"),
        ({"admin": 3}, "Messages and paperwork took all the unpaid time: 3 h"),
        ({"waiting": 3, "admin": 1}, "Waiting for tasks took the most unpaid time: 3 h of 4 h"),
        ({"waiting": 2, "admin": 2, "training": 1}, "Unpaid time: 5 h"),
    ],
)
def test_unpaid_time_names_the_biggest_part_only_where_there_is_one(hours, words):
    chart = chart_of("unpaid", wasted(**hours), WORDS)
    assert chart.finding == words
    assert bool(draw(chart)) == bool(chart.rows) == bool(chart.legend) == bool(chart.note)


def test_unpaid_time_is_worth_what_the_report_says_or_nothing_is_said_of_it():
    sample = sample_report()
    part = sample.unpaid_by_category[0]
    rough = replace(part.figures["value_of_unpaid_time"], provisional=True)
    none = figure("value_of_unpaid_time", None, reason="no_paid_hours")
    parts = [
        replace(part, figures={**part.figures, "value_of_unpaid_time": worth})
        for worth in (part.figures["value_of_unpaid_time"], rough, none)
    ]
    chart = chart_of("unpaid", sample_report(unpaid_by_category=tuple(parts)), WORDS)
    said = "33% of the unpaid time"
    assert [row.about for row in chart.rows] == [
        f"{said}, worth $2,942.16", f"{said}, worth $2,942.16, provisional", said,
    ]  # fmt: skip
    assert [row[4].shown for row in chart.table.rows] == ["", "provisional", ""]
    assert chart.table.rows[2][3].shown == "no paid hours logged"


# What is owed


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        ([], "Nothing owed to you"),
        ([debt(0)], "$100.00 owed, none of it late"),
        ([debt(None)], "$100.00 owed, and no pay day agreed"),
        ([debt(0), debt(None)], "$200.00 owed, none of it late as far as known"),
        ([debt(1)], "All $100.00 owed is late"),
        ([debt(30), debt(None)], "$100.00 of $200.00 owed is late"),
        ([debt(31), debt(1)], "$100.00 of $200.00 owed is more than 30 days late"),
        ([debt(60)], "All $100.00 owed is more than 30 days late"),
        ([debt(61), debt(60), debt(1)], "$100.00 of $300.00 owed is more than 60 days late"),
        ([debt(61), debt(900)], "All $200.00 owed is more than 60 days late"),
    ],
)
def test_what_is_owed_names_the_latest_part(owed, words):
    chart = owing(*owed)
    assert chart.finding == words
    assert bool(draw(chart)) == bool(owed)


def test_what_is_owed_without_a_rate_of_exchange_is_said_and_in_no_sum():
    apart = (debt(3, "5", "EUR"), debt(3, "7", "EUR"))
    alone = owing(apart=apart)
    assert (alone.finding, alone.note) == (
        "$12.00 owed to you",
        "No rate of exchange is on file for it today.",
    )
    assert not alone.table.rows
    beside = owing(debt(3), apart=apart)
    assert beside.finding == "All $100.00 owed is late"
    assert beside.note == "And $12.00, for which no rate of exchange is on file today."


def test_each_age_has_a_look_of_its_own_and_only_what_is_late_is_red():
    chart = owing(debt(61), debt(31), debt(1), debt(0), debt(None))
    assert [(age.label, age.pattern) for age in chart.ages] == [
        ("More than 60 days late", "line-1"),
        ("31 to 60 days late", "line-7"),
        ("1 to 30 days late", "lost"),
        ("Not due yet", "due"),
        ("No pay day agreed", "unknown"),
    ]
    drawn, defined = str(draw(chart)), str(patterns())
    looks = {
        age.pattern: re.search(rf'<pattern id="hatch-{age.pattern}".*?</pattern>', defined)
        for age in chart.ages
    }
    assert looks.pop("due") is None
    assert len({found[0].split(">", 1)[1] for found in looks.values()}) == 4
    assert "<path" not in looks["line-1"][0]
    assert "hatch-line" in looks["line-7"][0]
    assert "hatch-grey" in looks["unknown"][0]
    # Each part stands in the bar as it stands in the list beside its words.
    assert re.findall(r'fill="([^"]+)"', drawn) == 2 * [
        "url(#hatch-line-1)", "url(#hatch-line-7)", "url(#hatch-lost)", "none", "url(#hatch-unknown)",
    ]  # fmt: skip


# Toll


@pytest.mark.parametrize(
    ("overall", "words"),
    [
        (toll("0.5", "20", "18"), "Hard work paid $18.00 an hour, light work $20.00"),
        (toll("0.5", "20", "20.001"), "Hard and light work paid the same: $20.00 an hour"),
        (
            toll("0.5", "20", "18", provisional=True),
            "Hard work paid $18.00 an hour, light work $20.00 (provisional)",
        ),
        (toll("0.5", None, "18"), "50% of the hours you rated were hard"),
        (toll("0.999", None, "18"), "over 99% of the hours you rated were hard"),
        (toll("1", None, "18"), "100% of the hours you rated were hard"),
        (toll("0.001", "20", None), "under 1% of the hours you rated were hard"),
        (
            {**toll("1", "20", None), "heavy_share": figure("heavy_share", 0, "share")},
            "None of the hours you rated were hard",
        ),
    ],
)
def test_toll_says_what_hard_and_light_work_paid(overall, words):
    assert tolls(rated("ranking", "0.5", "20", "18"), overall=overall).finding == words


def test_hidden_amounts_are_not_said_to_be_the_same():
    report_ = of("toll", rated("ranking", "0.5", "20", "18"), figures=toll("0.5", "20", "18"))
    assert chart_of("toll", report_, Veiled()).finding == "Hard work paid $••• an hour, light work $•••"


def test_without_a_rating_there_is_no_toll_also_where_something_is_marked():
    marked = rated("ranking", None, None, None)
    on_platform = replace(rated("x", "0.5", "20", "18"), id="platform:x")
    chart = tolls(marked, on_platform, overall=toll(None, None, None))
    assert (chart.finding, chart.rows, chart.note) == (
        "No work is rated from light to crushing yet",
        (),
        None,
    )
    assert not draw(chart)


def test_the_hardest_kind_of_work_is_first_and_each_says_its_share():
    chart = tolls(
        rated("ranking", "0.2", "20", "18"),
        rated("", "0.9", None, "18", provisional=True),
        rated("rank_pairs", "0.4", "20", "18", coverage="0.5"),
        overall=toll("0.5", "20", "18", "0.75"),
    )
    assert [(row.label, row.about) for row in chart.rows] == [
        ("No kind of work given", "90% of the rated time was hard, provisional"),
        ("Rank pairs", "40% of the rated time was hard"),
        ("Ranking answers", "20% of the rated time was hard"),
    ]
    assert chart.rows[0].shown_light == ""
    assert "no hours rated so" not in chart.text + str(draw(chart))
    assert chart.note == "You rated 75% of your hours; the others are not in this chart."
    assert [cell.shown for cell in chart.table.rows[1]] == [
        "Rank pairs", "40.0%", "50.0%", "$20.00", "$18.00", "",
    ]  # fmt: skip
    assert chart.table.rows[0][5].shown == "provisional"


# All five


def test_who_has_none_of_it_is_not_shown_a_chart_of_it():
    empty = of("toll", figures={})
    empty = replace(empty, topics={}, unpaid_by_category=(), owed=())
    assert [chart.key for chart in charts_of(empty, WORDS)] == [*CHART_KEYS[:6], "unpaid", "owed"]
    for key in KEYS:
        chart = chart_of(key, empty, WORDS)
        assert (chart.table.rows, chart.text) == ((), f"{chart.finding}.")
        assert chart.table.header
        assert not draw(chart)
        assert "0" not in chart.finding


@pytest.mark.parametrize(
    ("key", "many", "shown", "said"),
    [
        ("onboarding", of("onboarding", *(started(str(n), LONG, n) for n in range(1, 31))), 8, "The 8 with the most"),
        ("changes", of("pay_changes", *(changed(str(n), LONG, "30", "2") for n in range(30))), 6, "The newest 6 "),
        ("toll", of("toll", *(rated(f"{LONG}{n}", "0.5", "30", "2") for n in range(30))), 8, "The 8 hardest"),
    ],
    ids=["onboarding", "changes", "toll"],
)  # fmt: skip
def test_of_many_rows_a_few_are_drawn_and_all_are_in_the_table(key, many, shown, said):
    chart = chart_of(key, many, WORDS)
    assert (len(chart.rows), len(chart.table.rows), draw(chart).count("<li>")) == (shown, 30, shown)
    assert said in chart.note
    assert chart.note.endswith("shown; the table has all.")
    few = chart_of(key, sample_report(), WORDS)
    assert "the table has all" not in (few.note or "")


def test_where_all_rows_are_drawn_nothing_is_said_of_more():
    eight = chart_of("onboarding", of("onboarding", *(started(str(n), "A", n) for n in range(1, 9))), WORDS)
    assert len(eight.rows) == 8
    assert "the table has all" not in eight.note


def test_where_every_hour_is_rated_nothing_is_said_of_others():
    assert tolls(rated("ranking", "0.5", "20", "18"), overall=toll("0.5", "20", "18")).note is None


def test_names_of_hers_are_text():
    evil = '"><script>alert(1)</script>&'
    sample = replace(
        sample_report(),
        topics={
            "onboarding": Topic({}, (started("a", evil, 7, 6),)),
            "pay_changes": Topic({}, (changed("a", evil, "30", "24", kind=evil),)),
            "toll": Topic(toll("0.5", "20", "18"), (rated(evil, "0.5", "20", "18"),)),
        },
    )
    html = "".join(card(chart_of(key, sample, WORDS), WORDS, {}) for key in KEYS)
    assert "<script" not in html
    assert "style=" not in html
    ET.fromstring(f"<main>{html}</main>")


def test_enormous_and_tiny_values_stay_within_their_frame():
    huge = Fraction(10) ** 15
    sample = replace(
        wasted(waiting=huge, admin=Fraction(1, 3600)),
        owed=(debt(61, "0.01"), debt(0, str(huge))),
        topics={
            "onboarding": Topic({}, (started("a", "A", huge, 1), started("b", "B", Fraction(1, 3600), huge))),
            "pay_changes": Topic({}, (changed("a", "A", huge, -huge), changed("b", "B", "0.01", "0.02"))),
            "toll": Topic(toll("0.5", "20", "18"), (rated("x", "0.5", huge, "0.01"),)),
        },
    )
    html = "".join(card(chart_of(key, sample, WORDS), WORDS, {}) for key in KEYS)
    ET.fromstring(f"<main>{html}</main>")
    assert all(0 <= float(share) <= 100 for share in re.findall(r'"(-?[\d.]+)%"', html))
    assert "$1,000,000,000,000,000.00" in html
    assert "0.02 min" in html


# Any writer


def plain(value, digits=4):
    return decimal_text(value, digits)


def numbers(rows, column):
    """What a file has in a column, where there is a number."""
    return [row[column].plain if row[column].is_number else None for row in rows]


def agree(chart, column, values, digits=4):
    """The marks that are drawn are the first rows of the table."""
    shown = [None if value is None else Fraction(plain(value, digits)) for value in values]
    said = [None if text is None else Fraction(text) for text in numbers(chart.table.rows, column)]
    assert said[: len(shown)] == shown


def bars(chart):
    """Each part of a stacked bar or of a row of bars: from where to where, as shares of the width."""
    found = re.findall(r'x="([\d.]+)%"(?: y="\d+")? width="([\d.]+)%"', str(draw(chart)))
    return [(float(x), float(x) + float(width)) for x, width in found]


@settings(max_examples=40, deadline=None)
@given(some_writer(), st.integers(0, 100))
def test_the_marks_of_any_writer_are_the_numbers_of_her_table_and_of_her_report(rows, days):
    ledger = ledger_of(**rows, situations=[situation(value="US-CA")])
    made = report(ledger, as_of=SOME_DAY + timedelta(days=days), rates=NO_RATES)
    onboarding, changed_, unpaid, owed, hard = (chart_of(key, made, WORDS) for key in KEYS)
    agree(onboarding, 1, [row.unpaid for row in onboarding.rows])
    agree(onboarding, 3, [row.payback for row in onboarding.rows])
    agree(changed_, 2, [row.before for row in changed_.rows])
    agree(changed_, 3, [row.after for row in changed_.rows])
    agree(unpaid, 1, [row.hours for row in unpaid.rows])
    agree(unpaid, 3, [row.worth for row in unpaid.rows], 2)
    agree(owed, 1, [age.amount for age in owed.ages], 2)
    agree(hard, 1, [row.hard_share for row in hard.rows])
    agree(hard, 3, [row.light for row in hard.rows])
    agree(hard, 4, [row.hard for row in hard.rows])
    assert [row.unpaid for row in onboarding.rows] == sorted(
        (row.unpaid for row in onboarding.rows), reverse=True
    )
    assert sum(row.hours for row in unpaid.rows) == made.figures["unpaid_hours"].value
    assert sum(row.share for row in unpaid.rows) == (1 if unpaid.rows else 0)
    assert owed.whole == (made.figures["outstanding"].value or 0)
    assert {age.key: age.amount for age in owed.ages} == {k: v for k, v in by_age(made.owed).items() if v}
    for chart, labels in (
        (onboarding, [row.label for row in onboarding.rows]),
        (changed_, [row.label for row in changed_.rows]),
        (unpaid, [row.label for row in unpaid.rows]),
        (owed, [age.label for age in owed.ages]),
        (hard, [row.label for row in hard.rows]),
    ):
        html = str(card(chart, WORDS, {"CSV": "/x.csv"}))
        ET.fromstring(f"<main>{html}</main>")
        assert [row[0].shown for row in chart.table.rows][: len(labels)] == labels
        assert all(label in chart.text for label in labels)
        assert all(-0.01 <= start <= end <= 100.02 for start, end in bars(chart))
        assert made.figure(chart.figure_key)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([None, 0, 1, 30, 31, 60, 61, 400]), st.integers(1, 10**9)), max_size=7)
)
def test_the_parts_of_the_bar_fill_it_and_stand_in_order(found):
    chart = owing(*(debt(late, str(Fraction(minor, 100))) for late, minor in found))
    assert sum(age.share for age in chart.ages) == (1 if found else 0)
    drawn = bars(chart)
    assert len(drawn) == len(chart.ages)
    for (_, end), (start, _) in pairwise(drawn):
        assert end == pytest.approx(start, abs=0.02)
    for age, (start, end) in zip(chart.ages, drawn, strict=True):
        assert end - start == pytest.approx(float(age.share * 100), abs=0.02)


values = st.none() | st.fractions(-500, 500, max_denominator=100)


@settings(max_examples=200, deadline=None)
@given(values, values)
def test_two_bars_are_as_long_as_their_amounts(first, second):
    scale = Scale.around([first, second])
    marks, _ = marks_of(first, second)
    for mark, value in (("earned", first), ("kept", second)):
        if value and (mark == "earned" or value > 0):
            ends = sorted(float(scale.at(edge) * 100) for edge in (Fraction(0), value))
            assert marks[mark] == pytest.approx(tuple(ends), abs=1)
    if second is not None:
        assert short_of(first, second) >= second


# Words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "0%"),
        ("0.009", "under 1%"),
        ("0.01", "1%"),
        ("0.99", "99%"),
        ("0.995", "over 99%"),
        ("1", "100%"),
    ],
)
def test_a_little_is_not_none_and_nearly_all_is_not_all(share, words):
    assert share_text(Fraction(share), WORDS) == words


def test_with_a_place_a_little_is_a_tenth_of_that():
    shares = (Fraction(share) for share in ("0.0004", "0.001", "0.0315", "0.9995"))
    assert [share_text(share, WORDS, 1) for share in shares] == ["under 0.1%", "0.1%", "3.2%", "over 99.9%"]


def test_kinds_of_work_are_ours_in_her_language_or_her_own_words():
    kinds = ("ranking", "red teaming", "waiting", "rank_pairs", "émotions")
    assert [kind_of_work(kind, WORDS) for kind in kinds] == [
        "Ranking answers", "Testing for harmful answers", "Waiting for tasks", "Rank pairs", "Émotions",
    ]  # fmt: skip


def test_hours_that_are_not_known_say_why():
    cell = hours_cell(figure("hours", None, "hours", reason="no_hours"), WORDS)
    assert (cell.shown, cell.is_number) == ("no hours logged", False)


def test_the_sample_says_what_its_figures_say():
    sample = with_figures(sample_report())
    assert (
        sum(row.hours for row in chart_of("unpaid", sample, WORDS).rows)
        == sample.figures["unpaid_hours"].value
    )
    assert chart_of("owed", sample, WORDS).whole == sample.figures["outstanding"].value


def test_a_kind_of_work_with_no_hard_hours_says_that_and_no_reason_beside_it():
    chart = tolls(
        rated("ranking", "0", "20", None),
        rated("rank_pairs", "0", None, None),
        overall=toll("0", "20", None, "1"),
    )
    assert chart.text.endswith(
        "Rank pairs, none of the rated time was hard; Ranking answers, none of the rated time was hard: light $20.00"
    )
    assert "<b></b>" not in str(draw(chart))


@pytest.mark.parametrize("hours", ["43.25", "171.4", "999.5"])
def test_the_fact_and_the_heading_of_unpaid_hours_have_the_same_digits(hours):
    report = wasted(waiting=Fraction(hours) / 2, training=Fraction(hours) / 2)
    report = with_figures(report, hours=figure("hours", 3000, "hours"))
    fact = next(fact for fact in fact_words(report, WORDS) if fact.key == "unpaid_hours")
    assert chart_of("unpaid", report, WORDS).finding == f"Unpaid time: {fact.amount} h"


def test_earned_less_received_is_told_apart_from_what_is_owed():
    chart = chart_of("months", sample_report(), WORDS)
    assert chart.note.startswith("Earned less received need not be what is owed now.")
    same = tuple(replace(bar, received=bar.earned) for bar in sample_report().months)
    assert chart_of("months", sample_report(months=same), WORDS).note is None


def test_a_platform_without_one_of_its_rates_says_why_and_no_rate():
    part = sample_report().by_platform[0]
    figures = {**part.figures, "advertised_rate": figure("advertised_rate", None, "money_per_hour")}
    report = sample_report(by_platform=(replace(part, figures=figures),))
    assert chart_of("platforms", report, WORDS).text == (
        "Northlight: promised: too little data, really $26.31"
    )
