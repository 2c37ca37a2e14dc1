"""From a ledger to pay beside the minimum wage: by day and place, for the period and for each of its weeks."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.explain import explanation
from reports.definitions import DEFINITIONS
from reports.definitions.topics import TOPICS as WORDS
from reports.documents.json import report_json
from reports.earnings import keep_books
from reports.figures import REASONS
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import report
from reports.situation import Situation
from reports.sums import select
from reports.topics import TOPICS, minimum_wage
from reports.wages import Floors, WorkDay, by_week, compare, wage_figures, window_figures
from tests.reports import factories as make
from tests.reports.plain_words import PlainWords
from tests.reports.test_converting import OneADay
from tests.reports.test_earnings import some_ledger
from tests.reports.test_wages import GAP_KEYS, KEYS, a_wage

LA, CA, WA, NY, TX = "US-CA-LOS_ANGELES_CITY", "US-CA", "US-WA", "US-NY", "US-TX"
NOVA = date(2025, 11, 12)  # a Wednesday
MONDAY = date(2025, 11, 10)
AS_OF = date(2026, 3, 31)
HOUR = 3600


def lived(place, first=date(2025, 1, 1), last=None):
    return make.situation(value=place, starts_on=first, ends_on=last)


def work(day=NOVA, hours=1, dollars=None, **more):
    """Paid hours on one day, at a price of their own."""
    minor = None if dollars is None else int(Fraction(dollars) * 100)
    return make.task(worked_on=day, seconds=int(hours * HOUR), expected_minor=minor, **more)


def unpaid(day=NOVA, hours=1, **more):
    return make.unpaid(worked_on=day, seconds=int(hours * HOUR), **more)


def report_of(*places, currency="USD", **more):
    asked = {name: more.pop(name) for name in ("period", "parameters", "place", "rates") if name in more}
    rows = {"situations": places, **more}
    return report(make.ledger_of(currency, **rows), as_of=AS_OF, **asked)


def topic_of(*places, **more):
    return report_of(*places, **more).topics["minimum_wage"]


def values(figures):
    return {key: figure.value for key, figure in figures.items()}


def part_of(topic, monday=MONDAY):
    (found,) = [part for part in topic.parts if part.id == monday.isoformat()]
    return found.figures


# The examples of METHOD section 7


@pytest.mark.parametrize(
    ("place", "floor", "gap"),
    [
        (CA, "16.50", "0.50"),
        (LA, "17.87", "1.87"),
        (WA, "16.66", "0.66"),
        (NY, "15.50", "-0.50"),  # outside the city area: not short
    ],
)
def test_project_nova_at_16_dollars_an_hour(place, floor, gap):
    topic = topic_of(lived(place), terms=[make.terms(rate_minor=1600, effective_on=NOVA)], tasks=[work()])
    week = values(part_of(topic))
    assert week["floor_pay_paid_hours"] == Fraction(floor)
    assert week["minimum_wage_gap_paid_hours_before_costs"] == Fraction(gap)
    found = values(topic.figures)
    assert found["weeks_with_work"] == 1
    assert found["weeks_below_minimum_wage_paid_hours_before_costs"] == (Fraction(gap) > 0)
    assert found["minimum_wage_shortfall_paid_hours_before_costs"] == max(0, Fraction(gap))


def test_a_rate_that_changes_inside_a_week():
    # 10 h x 17.28 on the last day of June + 6 h x 17.87 on the first of July = 172.80 + 107.22
    topic = topic_of(lived(LA), tasks=[work(date(2025, 6, 30), 10, "160"), work(date(2025, 7, 1), 6, "96")])
    week = part_of(topic, date(2025, 6, 30))
    assert (
        week["floor_pay_all_hours"].value == topic.figures["floor_pay_all_hours"].value == Fraction("280.02")
    )
    assert [step.value for step in week["floor_pay_all_hours"].steps] == [
        Fraction("172.80"),
        Fraction("107.22"),
        Fraction("280.02"),
    ]
    assert week["minimum_wage_gap_all_hours_before_costs"].value == Fraction("24.02")
    assert [row.value for row in week["floor_pay_all_hours"].parameters] == [
        Fraction("17.28"),
        Fraction("17.87"),
    ]


def test_paid_and_all_hours_before_and_after_costs():
    # 10 paid and 2 unpaid hours at 16.50 = 165 and 198; 190 earned, 5 of it fees and 15 of it costs
    topic = topic_of(
        lived(CA),
        tasks=[work(hours=10, id="task"), unpaid(hours=2)],
        payments=[make.payment(id="payment", task_id="task", earned_on=NOVA, amount_minor=19_000)],
        payouts=[make.payout(id="payout", arrived_on=NOVA, gross_minor=19_000, fee_minor=500)],
        payout_matches=[make.payout_match(amount_minor=19_000)],
        expenses=[make.expense(spent_on=NOVA, amount_minor=1500)],
    )
    assert list(part_of(topic)) == GAP_KEYS
    assert list(values(part_of(topic)).values()) == [198, 28, 8, 165, -5, -25]
    assert list(topic.figures) == KEYS
    assert list(values(topic.figures).values()) == [1, 198, 1, 28, 1, 8, 165, 0, 0, 0, 0]


# Places


def test_a_writer_who_moves_in_mid_month_is_compared_with_each_place_in_its_weeks():
    topic = topic_of(
        lived(TX, last=date(2025, 11, 16)),
        lived(WA, date(2025, 11, 17)),
        tasks=[work(date(2025, 11, 3), 10, "160"), work(date(2025, 11, 17), 10, "160")],
    )
    assert [part.id for part in topic.parts] == ["2025-11-03", "2025-11-17"]
    assert [part.figures["floor_pay_all_hours"].value for part in topic.parts] == [
        Fraction("72.50"),
        Fraction("166.60"),
    ]
    assert topic.figures["weeks_below_minimum_wage_all_hours_before_costs"].value == 1
    assert topic.figures["minimum_wage_shortfall_all_hours_before_costs"].value == Fraction("6.60")


def test_a_writer_who_moves_in_mid_week():
    # three days of 8 h in Los Angeles, two in Washington state
    days = [MONDAY + timedelta(days=number) for number in range(5)]
    topic = topic_of(lived(LA, last=days[2]), lived(WA, days[3]), tasks=[work(day, 8, "128") for day in days])
    floor = part_of(topic)["floor_pay_all_hours"]
    assert floor.value == 24 * Fraction("17.87") + 16 * Fraction("16.66")
    assert not floor.at_least


def test_the_place_that_was_asked_for_holds_on_every_day():
    moved = (lived(LA, last=NOVA), lived("ES", NOVA + timedelta(days=1)))
    tasks = [work(NOVA, 1, "16"), work(NOVA + timedelta(days=1), 1, "16")]
    topic = topic_of(*moved, tasks=tasks, place=NY)
    assert topic.figures["floor_pay_all_hours"].value == 31


def test_without_a_place_there_is_the_federal_rate_and_everything_is_at_least():
    topic = topic_of(tasks=[work(hours=10, dollars="50")])
    assert topic.figures["minimum_wage_shortfall_all_hours_before_costs"].value == Fraction("22.50")
    assert not topic.figures["weeks_with_work"].at_least
    compared = [figure for key, figure in topic.figures.items() if key != "weeks_with_work"]
    for figure in (*compared, *part_of(topic).values()):
        assert figure.at_least
        assert figure.value is not None
    step = topic.figures["floor_pay_all_hours"].steps[0]
    assert step.label.endswith("your place of work is not known")


def test_where_a_place_ended_and_no_other_was_given_it_is_not_known():
    topic = topic_of(
        lived(CA, last=NOVA), tasks=[work(dollars="16"), work(MONDAY + timedelta(days=7), 1, "16")]
    )
    assert [part.figures["floor_pay_all_hours"].at_least for part in topic.parts] == [False, True]
    assert topic.figures["floor_pay_all_hours"].value == Fraction("16.50") + Fraction("7.25")


def test_work_outside_the_united_states_is_compared_with_nothing():
    topic = topic_of(lived("ES"), tasks=[work(dollars="1")])
    assert topic.figures["weeks_with_work"].value == 1
    compared = [figure for key, figure in topic.figures.items() if key != "weeks_with_work"]
    for figure in (*compared, *part_of(topic).values()):
        assert (figure.value, figure.reason) == (None, "us_only")


def test_a_week_abroad_leaves_the_others_and_makes_the_whole_at_least():
    topic = topic_of(
        lived("ES", last=date(2025, 11, 9)),
        lived(CA, MONDAY),
        tasks=[work(date(2025, 11, 3), 10, "1"), work(MONDAY, 10, "160")],
    )
    abroad, here = (part.figures["minimum_wage_gap_all_hours_after_costs"] for part in topic.parts)
    assert (abroad.value, abroad.reason) == (None, "us_only")
    assert (here.value, here.at_least) == (5, False)
    weeks = topic.figures["weeks_below_minimum_wage_all_hours_after_costs"]
    assert (weeks.value, weeks.at_least) == (1, True)


def test_in_other_money_no_figure_has_a_value():
    topic = topic_of(
        lived(CA),
        currency="EUR",
        tasks=[work(hours=10)],
        payments=[make.payment(earned_on=NOVA, currency="EUR")],
    )
    assert [part.id for part in topic.parts] == ["2025-11-10"]
    for figure in (*topic.figures.values(), *part_of(topic).values()):
        assert (figure.value, figure.reason, figure.steps) == (None, "us_only", ())


# What counts


def test_hours_whose_pay_nobody_knows_leave_the_gap_open():
    topic = topic_of(lived(CA), tasks=[work(hours=10), work(hours=1, dollars="16"), unpaid()])
    week = part_of(topic)
    assert week["floor_pay_all_hours"].value == 12 * Fraction("16.50")
    assert week["minimum_wage_gap_all_hours_after_costs"].reason == "pay_not_known"
    assert topic.figures["weeks_below_minimum_wage_all_hours_after_costs"].reason == "pay_not_known"


def test_unpaid_hours_are_of_known_pay():
    topic = topic_of(lived(CA), tasks=[unpaid(hours=3)])
    assert part_of(topic)["minimum_wage_gap_all_hours_after_costs"].value == Fraction("49.50")
    assert part_of(topic)["minimum_wage_gap_paid_hours_after_costs"].reason == "no_paid_hours"


def test_pay_of_tasks_without_time_is_compared_with_no_hours():
    topic = topic_of(
        lived(CA), tasks=[work(dollars="16"), make.task(worked_on=NOVA, seconds=None, expected_minor=9900)]
    )
    assert part_of(topic)["minimum_wage_gap_all_hours_before_costs"].value == Fraction("0.50")


def test_weeks_with_pay_or_costs_alone_are_no_weeks_with_work():
    topic = topic_of(
        lived(CA),
        tasks=[work(dollars="16")],
        payments=[make.payment(kind="bonus", earned_on=date(2025, 12, 3))],
        expenses=[make.expense(spent_on=date(2025, 12, 10))],
    )
    assert [(part.id, part.label) for part in topic.parts] == [("2025-11-10", "2025-11-10")]
    assert topic.figures["weeks_with_work"].value == 1


def test_a_week_at_the_edge_is_compared_for_its_days_in_the_period():
    period = Period(date(2025, 11, 13), date(2025, 11, 19))
    days = [NOVA, date(2025, 11, 13), date(2025, 11, 18), date(2025, 11, 19)]
    topic = topic_of(lived(CA), tasks=[work(day, 1, "16") for day in days], period=period)
    found = [(part.id, part.figures["floor_pay_all_hours"]) for part in topic.parts]
    assert [(monday, figure.period, figure.value) for monday, figure in found] == [
        ("2025-11-10", Period(date(2025, 11, 13), date(2025, 11, 17)), Fraction("16.50")),
        ("2025-11-17", Period(date(2025, 11, 17), date(2025, 11, 19)), Fraction("16.50")),
    ]
    assert {figure.period for figure in topic.figures.values()} == {period}


def test_thin_coverage_makes_a_week_provisional_and_not_the_other():
    topic = topic_of(lived(CA), tasks=[work(dollars="16"), work(), work(MONDAY + timedelta(days=7), 9, "99")])
    thin, enough = (part.figures["floor_pay_all_hours"] for part in topic.parts)
    assert (thin.coverage.time_priced, enough.coverage.time_priced) == (Fraction(1, 2), 1)
    assert (thin.provisional, enough.provisional) == (True, False)
    whole = topic.figures["floor_pay_all_hours"]
    assert (whole.coverage.time_priced, whole.provisional) == (Fraction(10, 11), False)


def test_the_rows_behind_the_period_and_behind_a_week():
    tasks = [
        work(dollars="16", id="first"),
        unpaid(id="waited"),
        work(date(2025, 11, 20), 1, "16", id="second"),
    ]
    topic = topic_of(
        lived(CA),
        tasks=tasks,
        payments=[make.payment(id="bonus", kind="bonus", earned_on=NOVA)],
        payouts=[make.payout(id="payout", arrived_on=date(2025, 11, 21), fee_minor=5)],
        expenses=[make.expense(id="cost", spent_on=date(2025, 11, 19))],
    )
    one, other = (part.figures["floor_pay_all_hours"].rows for part in topic.parts)
    assert {noun: set(ids) for noun, ids in one.items()} == {
        "tasks": {"first", "waited"},
        "payments": {"bonus"},
    }
    assert {noun: set(ids) for noun, ids in other.items()} == {
        "tasks": {"second"},
        "payouts": {"payout"},
        "expenses": {"cost"},
    }
    whole = topic.figures["floor_pay_all_hours"].rows
    assert {noun: set(ids) for noun, ids in whole.items()} == {
        "tasks": {"first", "waited", "second"},
        "payments": {"bonus"},
        "payouts": {"payout"},
        "expenses": {"cost"},
    }


def test_nothing_logged_has_reasons_and_no_parts():
    topic = topic_of()
    assert topic.parts == ()
    assert {key: figure.reason for key, figure in topic.figures.items()} == {
        key: "no_paid_hours" if "paid_hours" in key else "no_hours" for key in KEYS
    }


def test_the_figures_of_a_week_are_made_when_somebody_looks_at_them(monkeypatch):
    topic = topic_of(lived(CA), tasks=[work(dollars="16")])
    monkeypatch.setattr(minimum_wage, "window_figures", lambda *_, **__: {"made": "now"})
    assert part_of(topic) == {"made": "now"}


def test_public_figures_are_those_that_the_report_was_given():
    topic = topic_of(lived(CA), tasks=[work(dollars="16")], parameters=Parameters((a_wage("US", "20"),)))
    floor = part_of(topic)["floor_pay_all_hours"]
    assert (floor.value, floor.at_least) == (20, True)


# Pay in other money


def test_pay_in_other_money_is_converted_and_an_estimate_until_it_is_paid():
    tasks = [work(date(2026, 3, 10), 1, "10", currency="EUR"), work(date(2026, 3, 17), 1, "16")]
    found = topic_of(lived(CA), tasks=tasks, rates=OneADay())
    one, other = (part.figures["minimum_wage_gap_all_hours_before_costs"] for part in found.parts)
    assert (one.value, one.provisional) == (Fraction("5.90"), True)  # 16.90 - 1.10 x 10.00
    assert (other.value, other.provisional) == (Fraction("0.90"), False)
    for figure in (one, other, found.figures["weeks_below_minimum_wage_all_hours_after_costs"]):
        assert {row.key for row in figure.parameters} == {"minimum_wage", "exchange_rate"}
    for key in ("weeks_with_work", "floor_pay_all_hours"):
        assert not found.figures[key].provisional
        assert {row.key for row in found.figures[key].parameters} <= {"minimum_wage"}
    assert found.figures["minimum_wage_shortfall_all_hours_after_costs"].provisional


# Words and files


@pytest.fixture(scope="module")
def whole_report():
    return report_of(
        lived(LA, last=NOVA),
        lived("ES", date(2025, 12, 1)),
        tasks=[work(dollars="16"), unpaid(), work(date(2025, 11, 24), 1, "9"), work(date(2025, 12, 9))],
    )


def test_every_figure_has_a_definition_of_its_section_and_a_sum_that_can_be_said(whole_report):
    topic = whole_report.topics["minimum_wage"]
    for figures in (topic.figures, *(part.figures for part in topic.parts)):
        for key, figure in figures.items():
            assert (figure.key, DEFINITIONS[key].section) == (key, "7")
            assert figure.reason is None or figure.reason in REASONS
            said = explanation(figure, whole_report, PlainWords())
            assert "{" not in "".join(line.label for line in said.lines)


def test_the_report_finds_its_figures_and_writes_them_as_json(whole_report):
    key = "weeks_below_minimum_wage_all_hours_after_costs"
    assert whole_report.figure(key) is whole_report.topics["minimum_wage"].figures[key]
    written = json.loads(json.dumps(report_json(whole_report)))["topics"]["minimum_wage"]
    assert list(written["figures"]) == KEYS
    assert [part["label"] for part in written["parts"]] == ["2025-11-10", "2025-11-24", "2025-12-08"]
    floor = written["parts"][0]["figures"]["floor_pay_all_hours"]
    assert (floor["value"], floor["method_section"]) == ("35.74", "7")  # 2 h x 17.87
    assert written["parts"][2]["figures"]["floor_pay_all_hours"]["reason"] == "us_only"


def test_the_topic_has_its_place_among_the_topics():
    assert [key for key in WORDS if key in TOPICS] == list(TOPICS)
    assert TOPICS["minimum_wage"] is minimum_wage.minimum_wage_topic


# The slow twin: row by row and day by day


#: Rates that change in mid week, and one that nobody found.
MADE_UP = Parameters(
    (
        a_wage("US", "7.25"),
        a_wage(CA, "16", last=date(2026, 2, 10)),
        a_wage(CA, "17", date(2026, 2, 11)),
        a_wage(LA, Fraction(53, 3), date(2026, 3, 5)),
        a_wage(WA, "18", last=date(2026, 3, 4)),
    )
)
some_days = st.integers(0, 70).map(lambda number: date(2026, 1, 25) + timedelta(days=number))
some_places = st.lists(
    st.builds(
        lambda place, first, length: lived(
            place, first, None if length is None else first + timedelta(length)
        ),
        st.sampled_from([LA, CA, WA, "US", "ES"]),
        some_days,
        st.none() | st.integers(0, 40),
    ),
    max_size=3,
)


def rows_slowly(selection, place_on):
    """A row of work for every task and every amount."""
    for row in selection.hours:
        unknown = 0 if row.is_priced else row.paid_seconds
        yield WorkDay(row.day, place_on(row.day), row.paid_seconds, row.unpaid_seconds, 0, 0, unknown)
    for row in selection.accruals:
        if row.is_counted:
            gross = row.minor if row.category == "earned" else 0
            net = gross or -row.minor
            yield WorkDay(row.day, place_on(row.day), 0, 0, gross, net)


def said_of(figures):
    return {
        key: (figure.value, figure.reason, figure.at_least, figure.steps, figure.parameters)
        for key, figure in figures.items()
    }


@given(rows=some_ledger(), places=some_places, start=some_days, length=st.integers(1, 70))
@settings(max_examples=60, deadline=None)
def test_the_topic_agrees_with_its_slow_twin(rows, places, start, length):
    ledger = make.ledger_of(**rows, situations=places)
    period = Period(start, start + timedelta(days=length))
    topic = report(ledger, as_of=AS_OF, period=period, parameters=MADE_UP).topics["minimum_wage"]
    selection = select(keep_books(ledger, AS_OF), period)
    weeks = compare(by_week(rows_slowly(selection, Situation(ledger).place_on)), Floors(MADE_UP))
    assert said_of(topic.figures) == said_of(wage_figures(weeks.values(), period=period))
    worked = {monday: week for monday, week in weeks.items() if week.all_hours.seconds}
    assert [part.id for part in topic.parts] == [monday.isoformat() for monday in worked]
    for part, week in zip(topic.parts, worked.values(), strict=True):
        assert said_of(part.figures) == said_of(window_figures(week, period=period))


@given(rows=some_ledger(), places=some_places)
@settings(max_examples=25, deadline=None)
def test_the_weeks_add_up_to_the_period(rows, places):
    topic = topic_of(*places, **rows, parameters=MADE_UP)
    assert topic.figures["weeks_with_work"].value == (len(topic.parts) or None)
    for key in ("floor_pay_all_hours", "floor_pay_paid_hours"):
        assert sum(part.figures[key].value or 0 for part in topic.parts) == (topic.figures[key].value or 0)
    gaps = [part.figures["minimum_wage_gap_all_hours_after_costs"].value for part in topic.parts]
    lack = topic.figures["minimum_wage_shortfall_all_hours_after_costs"].value or 0
    assert lack == sum(gap for gap in gaps if gap is not None and gap > 0)
