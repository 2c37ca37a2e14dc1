"""A shared dashboard speaks of the writer, never to her, and what it says is true of her log."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import charts as room
from reports.charts.card import draw
from reports.figures import REASONS
from reports.frames import ledger
from reports.personal import ContractBar, DayBar, report
from reports.sharing import Amounts, Choices, public_json, shared_dashboard
from reports.sharing.saying import AS_RATIOS, AS_ROUNDED, BY_MONTH, FOR_OTHERS, Saying
from reports.sharing.telling import telling_of
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.sample_report import PERIOD, figure, sample_report, with_figures
from tests.reports.shared_views import WAYS, WORDS, report_of, shared, some_rows, views
from tests.reports.some_writer import NO_RATES
from tests.reports.test_charts import empty_report, reports

REPORT = report_of(some_rows())
RATES = ("advertised_rate", "paid_time_rate", "all_hours_rate", "effective_hourly_rate")
_TO_HER = re.compile(r"\byou(r|rs)?\b", re.IGNORECASE)


def chart(dashboard, key):
    return next(chart for chart in dashboard.charts if chart.key == key)


def rated(*values, **more):
    """The sample with other rates."""
    rates = {key: figure(key, rate, "money_per_hour") for key, rate in zip(RATES, values, strict=True)}
    return with_figures(sample_report(), **rates, **more)


# To others


@pytest.mark.parametrize("found", [REPORT, sample_report(), empty_report()], ids=["some", "sample", "empty"])
@pytest.mark.parametrize("choices", WAYS)
def test_nobody_who_reads_is_taken_for_the_writer(found, choices):
    for text in views(shared(found, choices)).values():
        assert not _TO_HER.search(text)


def messages_of_charts():
    """Every marked message in the charts and their head, but those of pages and releases, which no writer shares."""
    for path in sorted(Path(room.__file__).parent.glob("*.py")):
        if path.name not in {"explain.py", "compare.py", "of_release.py"} and not path.name.startswith(
            "release"
        ):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                    yield node.args[0].value


def test_every_message_that_speaks_to_the_writer_has_one_for_others():
    spoken = {message for message in [*messages_of_charts(), *REASONS.values()] if _TO_HER.search(message)}
    assert len(spoken) > 5
    assert spoken <= FOR_OTHERS.keys()


def test_every_message_of_amounts_has_one_of_per_cent():
    of_amounts = {
        message
        for message in messages_of_charts()
        if "{currency}" in message or re.search(r"\} an hour|pay for an hour", message)
    }
    assert len(of_amounts) > 5
    assert of_amounts <= AS_RATIOS.keys()


@pytest.mark.parametrize("table", [FOR_OTHERS, AS_RATIOS, AS_ROUNDED, BY_MONTH])
def test_what_others_are_told_has_the_same_places_or_fewer_and_is_not_said_to_them(table):
    for message, other in table.items():
        assert set(re.findall(r"\{\w+\}", other)) <= set(re.findall(r"\{\w+\}", message))
        assert not _TO_HER.search(other)


def test_where_a_currency_cannot_be_said_a_sign_of_per_cent_is():
    said = Saying.of(WORDS, Choices(amounts=Amounts.RATIOS))
    assert said("{currency} an hour", currency="%") == "Per cent of the promised rate"
    assert said.money(Fraction(62), "%") == "62%"
    assert (said.veiled("$5"), said.share(Fraction(1, 2)), said.number(Fraction(5, 2), 1)) == (
        "$5",
        "50%",
        "2.5",
    )


def test_days_are_said_as_their_months():
    closed, open_ = Saying.of(WORDS, Choices()), Saying.of(WORDS, Choices(days=True))
    first, last = date(2025, 11, 3), date(2026, 2, 5)
    assert (closed.day(first), closed.day(first, year=False)) == ("November 2025", "November")
    assert closed.days(first, last) == "November 2025 to February 2026"
    assert closed.days(last, last) == "February 2026"
    assert closed.days(date(2026, 1, 4), last) == "January to February 2026"
    assert open_.days(first, last) == "3 November 2025 to 5 February 2026"
    assert open_.day(first, year=False) == "3 November"


def test_a_message_of_days_is_one_of_months():
    assert Saying.of(WORDS, Choices())("from {day}", day="May") == "from May on"
    assert Saying.of(WORDS, Choices(days=True))("from {day}", day="5 May") == "from 5 May"


def test_the_language_is_that_of_whoever_reads():
    assert shared(REPORT).language == "en"
    assert Saying.of(WORDS, Choices()) == Saying.of(WORDS, Choices())
    assert hash(Saying.of(WORDS, Choices())) == hash(Saying.of(WORDS, Choices()))


# The head


@pytest.mark.parametrize(
    ("rates", "amounts", "shown", "is_struck", "sentence"),
    [
        (("38", "35", "25", "23.66"), "exact", ("$38.00", "$23.66"), True, "62% of the rate promised, once"),
        (("38", "35", "25", "23.66"), "bands", ("$38", "$24"), True, "About 63% of the rate promised, once"),
        (("38", "35", "25", "23.66"), "ratios", ("100%", "62%"), True, "62% of the rate promised, once"),
        (("24.4", "25", "25", "23.6"), "bands", ("$24", "$24"), False, "About the rate promised, once"),
        (
            ("24.4", "25", "25", "24.4"),
            "exact",
            ("$24.40", "$24.40"),
            False,
            "The rate promised, even",
        ),
        (("20", "25", "25", "24"), "bands", ("$20", "$24"), False, "More than the rate promised, even"),
        (
            ("20", "25", "25", "-3"),
            "bands",
            ("$20", "\u2212$3"),
            True,
            "Fees, costs and money taken back were",
        ),
        ((None, "25", "25", "24"), "bands", ("", "$24"), False, "This is what an hour left"),
        (("38", None, None, None), "bands", ("", "too little data"), False, "The log has no hours and pay"),
    ],
)
def test_the_head_says_what_was_promised_and_what_was_real(rates, amounts, shown, is_struck, sentence):
    hero = shared(rated(*rates), Choices(amounts=Amounts(amounts))).hero
    assert (hero.promised, hero.real) == shown
    assert hero.is_struck == is_struck
    assert hero.sentence.startswith(sentence)
    assert (hero.is_missing, hero.is_negative) == (rates[3] is None, rates[3] == "-3")


def test_a_provisional_rate_says_so_and_a_thin_promise_is_no_yardstick():
    real = replace(sample_report().figures["effective_hourly_rate"], provisional=True)
    promise = replace(sample_report().figures["advertised_rate"], provisional=True)
    hero = shared(with_figures(sample_report(), effective_hourly_rate=real, advertised_rate=promise)).hero
    assert hero.caveat.startswith("Provisional")
    assert hero.promised == ""
    assert "Too few of the paid hours" in hero.sentence


def test_the_period_says_how_much_work_it_is_about():
    assert shared(sample_report()).period == "March to October 2026, 20 contracts on 5 platforms"
    one = sample_report(contracts=sample_report().contracts[:1])
    assert shared(one).period == "March to October 2026, 1 contract on 1 platform"
    assert shared(sample_report(contracts=())).period == "March to October 2026"
    assert shared(sample_report(), Choices(("hero", "ladder"))).period == "March to October 2026"
    assert "contract" in shared(sample_report(), Choices(("platforms",))).period
    assert shared(sample_report(), Choices(days=True)).period.startswith("1 March to 31 October 2026")


def test_the_source_says_who_when_and_by_what():
    assert shared(REPORT).source == "As logged by the writer, May 2026. Computed by version 1 of the method."
    assert "28 May 2026" in shared(REPORT, Choices(days=True)).source


def test_notes_say_what_was_done_to_the_figures():
    assert shared(REPORT, Choices(amounts=Amounts.EXACT, days=True, own_names=True)).notes == ()
    assert [note.split()[0] for note in shared(REPORT).notes] == ["All", "Months", "Platforms"]
    assert (
        shared(REPORT, Choices(amounts=Amounts.RATIOS)).notes[0].startswith("No amounts of money are shown.")
    )


def test_what_is_not_counted_is_said():
    assert shared(sample_report(left_out={"after_as_of": 2, "pay_without_time": 1})).left_out == (
        "2 rows are not counted: after the day of the report.",
        "1 row is not counted: paid tasks without logged time.",
    )


# Facts


def owing(*debts):
    """The sample with other debts: amounts and days late."""
    one = sample_report().owed[0]
    items = tuple(replace(one, amount=Fraction(amount), days_late=days) for amount, days in debts)
    amounts = {
        "outstanding": sum(item.amount for item in items),
        "outstanding_late": sum(item.amount for item in items if item.days_late),
    }
    return with_figures(
        sample_report(owed=items), **{key: figure(key, value) for key, value in amounts.items()}
    )


def test_facts_of_the_sample():
    assert [
        (fact.amount, fact.unit, fact.sentence) for fact in shared(owing((872, 34), (1046, 0))).facts
    ] == [
        ("170", "hours", "of about 570 hours were unpaid, 30%, in round numbers"),
        ("56", "days", "in 5 gaps, each more than 7 days with no work. The longest was 19"),
        ("$1,900", "", "earned and not paid yet, in round numbers. About $900 of it is late"),
        ("18", "days", "from the end of a job to its pay: the median, with unpaid jobs counted"),
    ]
    assert [fact.is_loss for fact in shared(sample_report()).facts] == [True, True, False, False]


@pytest.mark.parametrize(
    ("paid", "unpaid", "sentence"),
    [
        ("3", "0.5", "of about 4 hours were unpaid, in round numbers"),
        ("18", "1.4", "of about 19 hours were unpaid, in round numbers"),
        ("19", "1.4", "of about 20 hours were unpaid, 5%, in round numbers"),
    ],
)
def test_of_few_rounded_hours_no_per_cent_is_said(paid, unpaid, sentence):
    hours = {"paid_hours": Fraction(paid), "unpaid_hours": Fraction(unpaid)}
    hours["hours"] = sum(hours.values())
    few = with_figures(sample_report(), **{key: figure(key, value, "hours") for key, value in hours.items()})
    assert shared(few).facts[0].sentence == sentence
    assert "%" in shared(few, Choices(amounts=Amounts.EXACT)).facts[0].sentence


def test_the_sums_of_rounded_months_are_said_to_be_that():
    """Rounded by themselves they would narrow the months they are the sum of, so they say what they are."""
    legend = [key.words for key in chart(shared(sample_report()), "months").legend]
    assert all("when the rounded months are added up" in label for label in legend)
    for exact in (Amounts.EXACT, Amounts.RATIOS):
        legend = [
            key.words for key in chart(shared(sample_report(), Choices(amounts=exact)), "months").legend
        ]
        assert len(legend) == 2
        assert not any("added up" in label for label in legend)


def test_facts_of_nothing_have_reasons_and_no_zeros():
    facts = shared(empty_report()).facts
    assert [fact.amount for fact in facts] == ["no hours logged"] * 4
    assert all(fact.is_missing for fact in facts)
    without_unpaid = with_figures(
        sample_report(), hours=figure("hours", 0, "hours"), paid_hours=figure("paid_hours", None)
    )
    assert shared(without_unpaid, Choices(amounts=Amounts.EXACT)).facts[0].sentence == "unpaid time"


def test_no_gap_is_no_loss_and_one_has_its_length():
    none = with_figures(sample_report(), gap_days=figure("gap_days", 0, "days"))
    assert (shared(none).facts[1].amount, shared(none).facts[1].is_loss) == ("0", False)
    one = with_figures(sample_report(), gap_count=figure("gap_count", 1, "count"))
    assert shared(one).facts[1].sentence.endswith("It was 19 days")


def test_debts_that_are_not_late_are_said_without_it():
    on_time = owing((872, 0))
    assert shared(on_time).facts[2].sentence == "earned and not paid yet, in round numbers"
    ratios = shared(on_time, Choices(amounts=Amounts.RATIOS)).facts[2]
    assert (ratios.amount, ratios.sentence) == ("6%", "of all that was earned is not paid yet")
    assert shared(owing()).facts[2].sentence == "Nothing that was earned is still to be paid"


def test_half_days_are_many():
    half = with_figures(sample_report(), days_to_be_paid=figure("days_to_be_paid", Fraction(3, 2), "days"))
    assert (shared(half).facts[3].amount, shared(half).facts[3].unit) == ("1.5", "days")


# Findings


@pytest.mark.parametrize(
    ("rates", "finding"),
    [
        (("38", "35.45", "24.87", "23.66"), "Unpaid time took the biggest bite: $10 an hour"),
        # By the rounded rates the second loss leads by one: rounding alone could do that.
        (("38.4", "27.8", "17.4", "17.4"), "Real hourly pay is $17"),
        (("30", "30", "20", "20"), "Unpaid time took $10 an hour"),
        (("30", "20", "10", "10"), "Real hourly pay is $10"),
        (("138", "115", "101", "100"), "Real hourly pay is $100"),
    ],
)
def test_a_biggest_loss_is_named_only_where_rounding_cannot_have_made_it(rates, finding):
    assert chart(shared(rated(*rates)), "ladder").finding == finding


def test_the_busiest_month_is_named_only_where_there_is_one():
    def finding(*hours):
        days = tuple(DayBar(date(2026, month, 3), Fraction(worked)) for month, worked in enumerate(hours, 3))
        return chart(shared(sample_report(days=days)), "calendar").finding

    assert finding(40, 41) == "Work in 2 months of 8, the most in April 2026"
    assert finding("40.1", "40.3") == "Work in 2 months of 8"
    assert finding(40) == "Work in 1 month of 8"
    assert finding() == "No month with logged time in this period"


def test_a_month_is_a_tile_with_its_name_and_step():
    days = tuple(
        DayBar(date(2026, month, 3), Fraction(hours)) for month, hours in ((3, 40), (6, 41), (10, 151))
    )
    calendar = chart(shared(sample_report(days=days)), "calendar")
    assert [(grid.label, grid.squares[0].step) for grid in calendar.grids] == [
        ("Mar 2026", 1), ("Apr 2026", 0), ("May 2026", 0), ("Jun 2026", 2),
        ("Jul 2026", 0), ("Aug 2026", 0), ("Sep 2026", 0), ("Oct 2026", 4),
    ]  # fmt: skip
    assert [grid.squares[0].label for grid in calendar.grids[1:4:2]] == [
        "April 2026: no logged time",
        "June 2026: 41 h",
    ]
    drawn = str(draw(calendar))
    assert drawn.count("<svg") == 8
    assert drawn.count('class="step-0"') == 5
    assert str(draw(chart(shared(sample_report(days=())), "calendar"))) == ""


def test_a_timeline_without_gaps_says_only_what_fills_months():
    bar = ContractBar("c", "p", "x", PERIOD.start, None)
    found = shared(sample_report(gaps=(), contracts=(bar,)), Choices(parts=("timeline",))).charts[0]
    assert found.note == "Contracts fill whole months."
    assert found.text.endswith("March to October 2026.")
    empty = shared(sample_report(gaps=(), contracts=()), Choices(parts=("timeline",))).charts[0]
    assert empty.note is None


def exact_losses(found):
    values = [found.figures[key].value for key in RATES]
    return [
        (before - after, cause)
        for before, after, cause in zip(
            values, values[1:], ("Pay below the promise", "Unpaid time", "Fees and costs"), strict=False
        )
        if before is not None and after is not None
    ]


def check_true(found):
    """What is said of rounded figures holds for the exact ones."""
    for amounts in (Amounts.BANDS, Amounts.RATIOS):
        dashboard = shared(found, Choices(amounts=amounts))
        promised, real = (found.figures[key].value for key in ("advertised_rate", "effective_hourly_rate"))
        if dashboard.hero.is_struck:
            assert real < promised
        finding = chart(dashboard, "ladder").finding
        if "biggest bite" in finding:
            losses = exact_losses(found)
            if found.figures["advertised_rate"].provisional:
                losses = [loss for loss in losses if loss[1] != "Pay below the promise"]
            assert finding.startswith(tuple(cause for lost, cause in losses if lost == max(losses)[0]))
        dots = [dot for dot in chart(dashboard, "platforms").dots if dot.real is not None]
        order = [dot.real for dot in dots]
        assert order == sorted(order, reverse=True)
        hours: dict[date, Fraction] = {}
        for bar in found.days:
            hours[bar.day.replace(day=1)] = hours.get(bar.day.replace(day=1), Fraction(0)) + bar.hours
        busiest = re.search(r"the most in (.*)$", chart(dashboard, "calendar").finding)
        if busiest:
            most = max(hours, key=hours.__getitem__)
            assert busiest[1] == WORDS.month(most, year=True, short=False)


@settings(max_examples=25, deadline=None)
@given(reports())
def test_any_report_is_shown_and_its_findings_are_true(found):
    check_true(found)


@settings(max_examples=30, deadline=None)
@given(busy_ledger(), ENDS, st.sampled_from(WAYS), st.sampled_from(WAYS))
def test_any_ledger_is_shown_in_any_way_and_its_findings_are_true(rows, as_of, one, other):
    found = report(ledger(rows), as_of=as_of, rates=NO_RATES)
    check_true(found)
    for choices in (one, other):
        for text in views(shared(found, choices)).values():
            assert not _TO_HER.search(text)
    telling = telling_of(found, Amounts.BANDS)
    known = {part.id: part.figures["effective_hourly_rate"].value for part in found.by_platform}
    for best in known.values():
        for least in known.values():
            if best is not None and least is not None and telling.rate(best) > telling.rate(least):
                assert best > least


def test_what_is_not_earned_back_yet_is_said_where_the_forecast_is_not_told():
    sample = sample_report()
    going_on = tuple(replace(bar, end=None) for bar in sample.contracts)
    dashboard = shared(replace(sample, contracts=going_on))
    kept = [row for row in chart(dashboard, "onboarding").rows if row.payback is None]
    assert [row.about for row in kept] == ["not earned back yet"]
    assert "not shown" not in chart(dashboard, "onboarding").text


def test_a_little_of_all_is_not_said_to_be_nothing():
    part = sample_report().unpaid_by_category[-1]
    worth = figure("value_of_unpaid_time", "35.45")
    little = replace(part, figures={**part.figures, "hours": figure("hours", 1, "hours"), worth.key: worth})
    parts = (*sample_report().unpaid_by_category, little)
    dashboard = shared(sample_report(unpaid_by_category=parts), Choices(amounts=Amounts.RATIOS))
    assert chart(dashboard, "unpaid").rows[-1].about == (
        "under 1% of the unpaid time, worth under 1% of all that was earned"
    )
    assert not re.search(r"\b0%", json.dumps(public_json(dashboard)))


@pytest.mark.parametrize("amounts", [Amounts.BANDS, Amounts.RATIOS])
def test_the_heading_of_unpaid_hours_says_the_whole_that_the_fact_says(amounts):
    dashboard = shared(sample_report(), Choices(amounts=amounts))
    assert dashboard.facts[0].amount == "170"
    assert chart(dashboard, "unpaid").finding.endswith(" h of 170 h")


def test_rounded_shares_have_no_places():
    found = chart(shared(REPORT), "changes")
    assert {row[4].shown for row in found.table.rows} == {"+14%", "+16%"}
    assert not re.search(r"\d\.\d%", json.dumps(public_json(shared(sample_report()))))


def test_a_file_to_send_on_tells_everything_and_speaks_of_the_writer():
    full = Saying.in_full(WORDS)
    assert full("Your real hourly pay is {rate}", rate="$5") == "Real hourly pay is $5"
    assert full.money(Fraction("23.66"), "USD") == "$23.66"
    assert full.day(date(2026, 3, 5)) == "5 March 2026"
    assert full.share(Fraction(1, 8), 1) == "12.5%"


def test_of_a_part_of_the_log_what_is_owed_is_no_fact():
    part = shared_dashboard(sample_report(), Choices(), WORDS, date(2026, 11, 26), is_part=True)
    assert [fact.key for fact in part.facts] == ["unpaid_hours", "gap_days", "days_to_be_paid"]
    assert [fact.key for fact in shared(sample_report()).facts][2] == "outstanding"


def test_the_note_about_bands_is_true_of_sums_side_by_side():
    dashboard = shared(sample_report())
    assert "Sums side by side, such as months, are rounded to the same step" in dashboard.notes[0]
    lines = [line.value for line in chart(dashboard, "shortfall").lines if line.value]
    assert max(lines) >= 1000
    assert all(value % 100 == 0 for value in lines)
    pay = [pair.earned for pair in chart(dashboard, "months").pairs]
    assert all(value % 100 == 0 for value in pay)
