"""Nothing that was not chosen is in any form of a shared dashboard: names, titles, ids, texts, days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reports.periods import Period
from reports.sharing import PARTS, Amounts, Choices, shared_dashboard
from reports.sharing.months import Calendar
from reports.sharing.naming import Names
from reports.sharing.redaction import redacted
from reports.sharing.telling import telling_of
from tests.reports import factories as make
from tests.reports.plain_words import _MONTHS
from tests.reports.shared_views import (
    AS_OF,
    MEANT,
    WAYS,
    WORDS,
    canaries,
    changed_rows,
    days_in,
    report_of,
    shared,
    some_rows,
    unmarked,
    views,
)

MARKED = canaries(some_rows())
REPORT = report_of(MARKED)

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SAID = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b")
_CANARY = re.compile(r"CANARY[ -](\w+)[ -](\w+)")
_OF_TITLES = {("contracts", "name"), ("contracts", "task_kind"), ("tasks", "kind")}
_OF_NAMES = {("platforms", "name")}


def way(choices: Choices) -> str:
    told = (name for name in ("own_names", "days", "titles") if getattr(choices, name))
    return "-".join([choices.amounts, *told])


def test_the_ledger_of_these_tests_has_a_word_in_every_text_there_is():
    assert unmarked(MARKED) == MEANT


@pytest.mark.parametrize("choices", WAYS, ids=way)
def test_no_text_and_no_id_of_the_ledger_is_shown_unless_it_was_chosen(choices):
    allowed = (_OF_TITLES if choices.titles else set()) | (_OF_NAMES if choices.own_names else set())
    for form, text in views(shared(REPORT, choices)).items():
        assert set(_CANARY.findall(text)) <= allowed, form
        assert text.count("CANARY") == len(_CANARY.findall(text)), form


def test_what_was_chosen_is_shown():
    found = set(_CANARY.findall(views(shared(REPORT, Choices(titles=True, own_names=True)))["public"]))
    assert {("contracts", "name"), ("platforms", "name")} <= found


@pytest.mark.parametrize("choices", [choices for choices in WAYS if not choices.days], ids=way)
def test_no_day_is_shown_where_only_months_may_be(choices):
    # Where a gap is drawn stands in what is kept: from the first of a month on, as long as it was, and no day of hers.
    drawn = {gap.days.end.isoformat() for gap in Calendar(has_days=False).gaps(REPORT.gaps)}
    for form, text in views(shared(REPORT, choices)).items():
        said = {day for day in _ISO.findall(text) if not (form == "kept" and day.endswith("-01"))}
        assert said <= (drawn if form == "kept" else set()), form
        assert _SAID.findall(text) == [], form


def test_days_are_shown_where_they_may_be():
    seen = views(shared(REPORT, Choices(days=True)))
    shown = {date.fromisoformat(day) for day in _ISO.findall(seen["csv"])}
    assert len(shown & days_in(MARKED)) > 50
    assert _SAID.findall(seen["public"])


@pytest.mark.parametrize("amounts", Amounts)
def test_a_place_a_zone_and_a_situation_are_in_no_form(amounts):
    choices = Choices(amounts=amounts, own_names=True, days=True, titles=True)
    for text in views(shared(REPORT, choices)).values():
        assert not re.search(r"US-CA|California|37\.5|Los_Angeles", text)


def test_a_redacted_report_says_nothing_of_how_its_figures_came_about():
    choices = Choices(Choices().parts, Amounts.EXACT, own_names=True, days=True, titles=True)
    names, telling = Names(REPORT, choices, WORDS), telling_of(REPORT, choices.amounts)
    shown = redacted(REPORT, choices, names, telling)
    parts = [
        *shown.by_platform,
        *shown.by_contract,
        *shown.by_kind,
        *shown.by_month,
        *shown.unpaid_by_category,
    ]
    parts += [part for topic in shown.topics.values() for part in topic.parts]
    figures = [*shown.all_figures(), *(figure for part in parts for figure in part.figures.values())]
    assert len(parts) > 10
    assert all(
        not (figure.steps or figure.rows or figure.parameters or figure.coverage) for figure in figures
    )
    assert "CANARY-" not in repr(shown) + repr(parts)


def test_platforms_have_letters_in_the_order_in_which_work_began_and_never_by_name():
    names = {"z": "Aardvark", "y": "Zebra"}
    contracts = [
        make.contract(id="1", platform_id="z", started_on=date(2026, 3, 5)),
        make.contract(id="2", platform_id="y", started_on=date(2026, 2, 5)),
    ]
    rows = {
        "platforms": [make.platform(id=key, name=name) for key, name in names.items()],
        "contracts": contracts,
    }
    chart = shared(report_of(rows), Choices(parts=("timeline",))).charts[0]
    assert [row.label for row in chart.rows] == ["Platform A", "Platform B"]
    given = Names(report_of(rows), Choices(), WORDS)
    assert (given.platform("y").label, given.platform("z").label) == ("Platform A", "Platform B")


def test_a_name_that_comes_later_gets_the_next_code():
    names = Names(report_of(some_rows()), Choices(titles=True), WORDS)
    assert names.contract("one").label == "Endings"
    assert names.contract("unheard of").label == "Contract 4"
    assert names.platform("unheard of").label == "Platform C"
    assert (names.platform(None).label, names.contract("").label) == ("On no platform", "On no contract")


def test_her_own_kinds_of_work_are_other_work():
    names = Names(report_of(some_rows()), Choices(), WORDS)
    said = [names.kind(kind).label for kind in ("red teaming", "waiting", "my own", "mine", "my own", None)]
    assert said == [
        "red teaming",
        "waiting",
        "Other work A",
        "Other work B",
        "Other work A",
        "No kind of work given",
    ]
    assert Names(REPORT, Choices(titles=True), WORDS).kind("my own").label == "my own"


def test_only_chosen_parts_are_there_in_the_order_of_the_page():
    dashboard = shared(REPORT, Choices(parts=("months", "facts", "ladder")))
    assert dashboard.hero is None
    assert len(dashboard.facts) == 4
    assert [chart.key for chart in dashboard.charts] == ["ladder", "months"]
    assert shared(REPORT, Choices(parts=("hero",))).facts == ()


def test_a_part_that_is_none_is_refused():
    with pytest.raises(ValueError, match="No part of a dashboard: secrets"):
        Choices(parts=("hero", "secrets"))


def test_it_tells_the_least_unless_more_is_chosen():
    assert Choices() == Choices(PARTS, Amounts.BANDS, own_names=False, days=False, titles=False)


# Days


def moved(rows, is_moved, days):
    """The rows with the days of some tasks moved."""
    tasks = [
        {**row, "worked_on": row["worked_on"] + timedelta(days=days)} if is_moved(row) else row
        for row in rows["tasks"]
    ]
    return {**rows, "tasks": tasks}


def everyday():
    """Work on each day of two months, and one hour more that can be moved among them."""
    first = date(2026, 3, 2)
    hours = [
        make.task(id=f"t{n:03d}", worked_on=first + timedelta(days=n), expected_minor=3000) for n in range(55)
    ]
    more = make.task(id="more", worked_on=date(2026, 3, 10), expected_minor=3000)
    contract = make.contract(id="contract", started_on=first, platform_id="platform")
    return {
        "platforms": [make.platform(id="platform")],
        "contracts": [contract],
        "terms": [make.terms(rate_minor=3500)],
        "tasks": [*hours, more],
    }


@pytest.mark.parametrize("days", [-7, 1, 20])
@pytest.mark.parametrize("amounts", Amounts)
def test_a_task_moved_within_its_month_changes_nothing_where_days_are_not_told(amounts, days):
    rows = everyday()
    other = moved(rows, lambda row: row["id"] == "more", days)
    assert other != rows
    assert views(shared(report_of(rows), Choices(amounts=amounts))) == views(
        shared(report_of(other), Choices(amounts=amounts))
    )


def test_a_task_moved_to_another_month_changes_what_is_shown():
    other = moved(everyday(), lambda row: row["id"] == "more", 30)
    assert views(shared(report_of(everyday()))) != views(shared(report_of(other)))


@pytest.mark.parametrize("days", [-3, 2, 9])
def test_a_whole_log_moved_within_its_month_changes_nothing_where_days_are_not_told(days):
    """Contracts, gaps, pay and costs move with it, and so does the day of the report."""
    rows = {
        noun: [row for row in listed if noun != "tasks" or row["worked_on"] < date(2026, 2, 1)]
        for noun, listed in some_rows().items()
        if noun in ("platforms", "contracts", "tasks")
    }
    rows["contracts"] = [{**row, "started_on": None, "ended_on": None} for row in rows["contracts"]]
    extra = make.unpaid(contract_id="two", worked_on=date(2026, 3, 14))
    rows["tasks"] = [row for row in rows["tasks"] if row["worked_on"].day < 20] + [extra]
    other = changed_rows(rows, "day", lambda day: day + timedelta(days=days))
    assert days_in(other) != days_in(rows)
    seen = views(shared(report_of(rows)))
    assert "Gap" in seen["csv"]
    assert views(shared(report_of(other))) == seen


def two_contracts(first, second):
    """Two contracts that began and got new terms in the same months, one on some day and one on another."""

    def months(contract, kind, day):
        begins = [
            make.task(
                contract_id=contract, kind=kind, worked_on=date(2026, 2, day), expected_minor=3000, toll=2
            )
        ]
        goes_on = [
            make.task(
                contract_id=contract, kind=kind, worked_on=date(2026, month, 15), expected_minor=3000, toll=4
            )
            for month in (2, 4)
        ]
        rates = [(2500, date(2026, 1, 5)), (2200, date(2026, 3, day))]
        terms = [
            make.terms(contract_id=contract, rate_minor=rate, effective_on=since) for rate, since in rates
        ]
        return begins + goes_on, terms

    found = [months("one", "my kind", first), months("two", "another kind", second)]
    return {
        "platforms": [make.platform(id="heron"), make.platform(id="wren")],
        "contracts": [
            make.contract(id="one", platform_id="heron"),
            make.contract(id="two", platform_id="wren"),
        ],
        "tasks": [task for tasks, _ in found for task in tasks],
        "terms": [row for _, terms in found for row in terms],
    }


def test_no_order_says_which_of_two_was_first_in_a_month():
    seen, other = (report_of(two_contracts(*days)) for days in ((10, 20), (20, 10)))
    assert views(shared(seen)) == views(shared(other))
    for choices in (Choices(), Choices(amounts=Amounts.EXACT)):
        names = [Names(found, choices, WORDS) for found in (seen, other)]
        shown = [
            redacted(found, choices, name, telling_of(found, choices.amounts))
            for found, name in zip((seen, other), names, strict=True)
        ]
        for key in ("pay_changes", "toll"):
            assert len(shown[0].topics[key].parts) >= 2
            assert sorted(map(repr, shown[0].topics[key].parts)) == sorted(
                map(repr, shown[1].topics[key].parts)
            )
        assert [part.id for part in shown[0].topics["pay_changes"].parts] == ["change-1", "change-2"]
        assert sorted(map(repr, shown[0].by_kind)) == sorted(map(repr, shown[1].by_kind))


def test_a_gap_that_goes_on_does_not_name_the_last_day_of_work():
    first = AS_OF.replace(day=1)

    def lengths(day):
        rows = everyday()
        rows["tasks"] = [row for row in rows["tasks"] if row["worked_on"] <= day]
        rows["check_ins"] = [make.check_in(checked_on=first)]
        dashboard = shared(report_of(rows), Choices(parts=("facts", "timeline")))
        return dashboard.facts[1].amount, dashboard.charts[0].table.rows[-1][4].shown

    last = first - timedelta(days=49)
    assert {lengths(last + timedelta(days=n)) for n in range(1, 8)} == {("42", "42")}
    assert lengths(last) == ("49", "49")


@pytest.mark.parametrize("amounts", Amounts)
def test_a_day_that_passes_changes_nothing_within_a_month_where_days_are_not_told(amounts):
    rows = {
        **everyday(),
        "check_ins": [make.check_in(checked_on=AS_OF + timedelta(days=20 * n)) for n in range(6)],
        "payments": [
            make.payment(id=f"p{day.day}", amount_minor=50000, expected_on=day)
            for day in (date(2026, 6, 4), date(2026, 6, 20))
        ],
    }
    choices = Choices(amounts=amounts)

    def on(day):
        return views(shared(report_of(rows, as_of=day), choices))

    months = [date(2026, month, 1) for month in (6, 7, 8)]
    for first in months:
        start = on(first)
        for passed in range(1, 28):
            now = on(first + timedelta(days=passed))
            assert now == start, (first, passed)
    assert len({on(first)["public"] for first in months}) == len(months)


@pytest.mark.parametrize("amounts", Amounts)
def test_a_wait_that_goes_on_does_not_name_the_last_day_of_work(amounts):
    first, keys = date(2026, 3, 1), ("soon", "late", "unpaid")
    worked = {"soon": date(2026, 1, 5), "late": date(2026, 1, 6), "unpaid": date(2026, 2, 20)}
    rows = {
        "platforms": [make.platform(id=key, name=key) for key in keys],
        "contracts": [make.contract(id=key, platform_id=key, ended_on=worked[key], state="ended_by_me") for key in keys],
        "tasks": [
            make.task(platform_id=key, contract_id=key, worked_on=worked[key], expected_minor=5000, outcome="approved")
            for key in keys
        ],
        "payouts": [
            make.payout(platform_id=key, arrived_on=worked[key] + timedelta(days), gross_minor=5000)
            for key, days in (("soon", 20), ("late", 40))
        ],
        "check_ins": [make.check_in(checked_on=first + timedelta(days)) for days in (0, 20, 40)],
    }  # fmt: skip

    def waits(day, choices):
        return shared(report_of(rows, as_of=day), replace(choices, parts=("facts",))).facts[-1].amount

    by_month, by_day = Choices(amounts=amounts), Choices(amounts=amounts, days=True)
    days = [first + timedelta(days=passed) for passed in range(31)]
    assert {waits(day, by_month) for day in days} == {waits(first, by_month)}
    assert len({waits(day, by_day) for day in days}) > 1
    assert waits(first, by_month) != waits(date(2026, 4, 1), by_month)


@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("amounts", Amounts)
def test_a_contract_that_ended_before_it_was_earned_back_never_is_for_others_too(amounts, days):
    over = make.contract(id="one", ended_on=date(2026, 2, 20), state="ended_by_me")
    rows = {
        "platforms": [make.platform(id="platform")],
        "contracts": [over],
        "tasks": [
            make.unpaid(contract_id="one", worked_on=date(2026, 2, 2), seconds=72000, unpaid_category="onboarding"),
            make.task(contract_id="one", worked_on=date(2026, 2, 10), seconds=36000, expected_minor=20000, outcome="approved"),
        ],
    }  # fmt: skip
    (chart,) = shared(report_of(rows), Choices(parts=("onboarding",), amounts=amounts, days=days)).charts
    if amounts is Amounts.RATIOS:  # it is measured by the minimum wage, which is public
        assert "never" not in chart.text
        assert "yet" not in chart.text
    else:
        assert chart.finding == "20 h unpaid before the first paid work, never earned back"
        assert chart.rows[0].about == "never earned back: it ended before that"


def test_a_gap_that_ended_keeps_its_length_and_stands_at_the_start_of_its_month():
    chart = next(chart for chart in shared(REPORT).charts if chart.key == "timeline")
    gaps = [row for row in chart.table.rows if row[0].shown == "Gap"]
    assert [(row[2].shown, row[4].shown) for row in gaps] == [
        ("Jan 2026", "14"),
        ("Feb 2026", "21"),
        ("Mar 2026", "19"),
    ]
    # One more has begun since, and is told from the next month on.
    assert "A gap stands at the start" in chart.note
    start = chart.gaps[1].start * 151
    assert start == (date(2026, 2, 1) - date(2026, 1, 1)).days


def test_gaps_of_one_month_stand_behind_one_another():
    days = [date(2026, 3, 2), date(2026, 3, 11), date(2026, 3, 20), date(2026, 5, 26)]
    rows = {**everyday(), "tasks": [make.task(worked_on=day) for day in days]}
    chart = shared(report_of(rows), Choices(parts=("timeline",))).charts[0]
    assert [(stretch.start * 92, stretch.end * 92) for stretch in chart.gaps] == [(0, 8), (8, 16), (16, 82)]


def test_contracts_fill_whole_months():
    rows = everyday()
    rows["contracts"] = [{**rows["contracts"][0], "ended_on": date(2026, 4, 25)}]
    chart = shared(report_of(rows), Choices(parts=("timeline",))).charts[0]
    (stretch,) = chart.rows[0].stretches
    assert (stretch.start * 92, stretch.end * 92) == (0, 61)
    assert chart.table.rows[0][2].shown == "Mar 2026"
    assert chart.table.rows[0][3].plain == "2026-04"


def test_nothing_at_all_is_shown_without_failing():
    for choices in WAYS:
        dashboard = shared(report_of({}), choices)
        assert dashboard.hero.is_missing
        assert views(dashboard)


def test_an_empty_period_is_shown_without_failing():
    found = report_of(some_rows())
    nothing = replace(
        found, period=Period(date(2026, 3, 5), date(2026, 3, 5)), days=(), months=(), contracts=(), gaps=()
    )
    assert shared_dashboard(nothing, Choices(), WORDS, AS_OF).period == "March 2026"
