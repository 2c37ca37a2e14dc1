"""One writer's report, end to end: figures, slices, bars and JSON."""

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from app.jobs.reports import Asked, of_ledger
from reports.definitions import DEFINITIONS, definition_of
from reports.documents.json import report_json
from reports.figures import REASONS
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import PersonalReport, default_period, report
from tests.reports.factories import (
    contract,
    expense,
    gap_note,
    ledger_of,
    payment,
    payout,
    payout_match,
    platform,
    situation,
    task,
    terms,
    unpaid,
)
from tests.reports.test_earnings import some_ledger

AS_OF = date(2026, 4, 30)
PARITY = "benefits_shortfall_parity"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def example_a(**more):
    """Worked example A of METHOD: 40 hours at 25.00, 12 unpaid, fees 10.00, costs 50.00."""
    return ledger_of(
        terms=[terms(rate_minor=2500)],
        tasks=[*(task(seconds=4 * 3600) for _ in range(10)), unpaid(seconds=12 * 3600)],
        payouts=[payout(gross_minor=50000, fee_minor=1000)],
        expenses=[expense(amount_minor=5000)],
        **more,
    )


def values(found, *keys):
    return [
        None if found.figures[key].value is None else decimal_text(found.figures[key].value, 4)
        for key in keys
    ]


def test_worked_example_a_stands_in_the_report():
    found = report(example_a(), as_of=AS_OF)
    assert values(
        found,
        "advertised_rate",
        "paid_time_rate",
        "all_hours_rate",
        "effective_hourly_rate",
        "rate_after_self_employment_tax",
        "take_home_equivalent_wage",
    ) == ["25.0000", "25.0000", "19.2308", "18.0769", "15.5227", "16.8086"]
    assert values(found, "net", "hours", "value_of_unpaid_time", "self_employment_tax") == [
        "940.0000",
        "52.0000",
        "300.0000",
        "132.8178",
    ]
    assert values(found, "kept_share", "unpaid_share", "settled_rate") == ["0.7231", "0.2308", "9.4231"]


def test_the_staff_wage_is_measured_from_real_hourly_pay():
    found = report(example_a(), as_of=date(2026, 4, 30), period=MARCH)
    (wage, real) = (found.figures[key] for key in ("employee_equivalent_wage", "effective_hourly_rate"))
    assert decimal_text(wage.value, 4) == "12.6434"
    assert wage.value < real.value
    assert {row.key for row in wage.parameters} == {"ecec_total_benefits", "ecec_wages_and_salaries"}
    gap = found.figures["parity_gap"]
    assert (gap.value, gap.parameters) == (real.value - wage.value, wage.parameters)
    assert decimal_text(gap.value, 4) == "5.4335"
    assert report(ledger_of(), as_of=AS_OF).figures["parity_gap"].reason == "no_hours"


def test_every_figure_has_words_steps_that_end_in_it_and_a_reason_when_missing():
    for ledger in (example_a(), ledger_of()):
        found = report(ledger, as_of=AS_OF)
        listed = [*found.figures.values(), *(line.figure for line in found.benefit_lines)]
        for figure in listed:
            assert definition_of(figure.key).definition
            assert (figure.value is None) <= (figure.reason in REASONS), figure.key
            ending = [step for step in figure.steps if step.sign == "="]
            if ending and figure.unit == "money_per_hour":
                assert ending[-1].value == figure.value, figure.key


def test_the_report_has_every_figure_it_promises():
    promised = (
        PersonalReport.__doc__.split("METHOD's names:")[1].replace("\n", " ").replace(".", "").split(",")
    )
    found = report(ledger_of(), as_of=AS_OF).figures
    assert {name.strip() for name in promised} <= set(found) <= set(DEFINITIONS)


def test_an_empty_log_has_reasons_and_no_zeros():
    found = report(ledger_of(), as_of=AS_OF)
    assert found.period == Period.through(AS_OF, AS_OF)
    for key in (
        "earned",
        "net",
        "paid_time_rate",
        "all_hours_rate",
        "effective_hourly_rate",
        "self_employment_tax",
    ):
        assert found.figures[key].value is None, key
    assert found.figures["effective_hourly_rate"].reason == "no_hours"
    assert found.figures["paid_time_rate"].reason == "no_paid_hours"


def test_a_bonus_with_only_unpaid_time_has_a_rate_over_all_hours_only():
    found = report(
        ledger_of(tasks=[unpaid(seconds=7200)], payments=[payment(kind="bonus", amount_minor=5000)]),
        as_of=AS_OF,
    )
    assert values(found, "earned", "paid_time_rate", "all_hours_rate") == ["50.0000", None, "25.0000"]
    assert found.figures["paid_time_rate"].reason == "no_paid_hours"


def test_hours_whose_pay_nobody_knows_have_no_rate():
    found = report(ledger_of(tasks=[task()]), as_of=AS_OF)
    assert values(found, "earned", "effective_hourly_rate", "hours") == [None, None, "1.0000"]
    assert found.figures["effective_hourly_rate"].reason == "no_earnings"


def test_pay_without_time_makes_rates_provisional_and_is_counted():
    rows = [task(expected_minor=2000), task(expected_minor=1000, seconds=0)]
    found = report(ledger_of(tasks=rows), as_of=AS_OF)
    rate = found.figures["all_hours_rate"]
    assert (rate.value, rate.provisional, rate.coverage.pay_with_time) == (20, True, Fraction(2, 3))
    assert found.left_out == {"pay_without_time": 1}
    assert found.figures["earned"].value == 30


def test_the_fee_of_work_without_time_is_left_out_of_rates_like_its_pay():
    found = report(
        ledger_of(
            tasks=[task(expected_minor=1000), task(id="b", seconds=None, expected_minor=200)],
            payments=[payment(id="paid", task_id="b", amount_minor=200)],
            payouts=[payout(id="out", gross_minor=200, fee_minor=80)],
            payout_matches=[payout_match(payout_id="out", payment_id="paid", amount_minor=200)],
        ),
        as_of=AS_OF,
    )
    real = found.figures["effective_hourly_rate"]
    assert (found.figures["net"].value, real.value) == (Fraction("11.2"), 10)
    assert [(step.sign, step.value) for step in real.steps] == [
        ("", 12),
        ("-", 2),
        ("-", Fraction("0.8")),
        ("+", Fraction("0.8")),
        ("-", 0),
        ("=", 10),
        ("/", 1),
        ("=", 10),
    ]


def test_the_default_period_begins_with_the_first_log_and_no_cost_moves_it():
    january, february = date(2026, 1, 7), date(2026, 2, 9)
    cost = expense(spent_on=date(2025, 11, 3))
    worked, paid = task(expected_minor=100), payout(arrived_on=february, fee_minor=10)
    foreign = task(worked_on=january, expected_minor=100, currency="EUR")
    late = [task(worked_on=AS_OF + timedelta(days=1), expected_minor=100)]
    for nouns, first in (
        ({"tasks": [worked]}, worked["worked_on"]),
        ({"tasks": [worked, foreign]}, january),
        ({"tasks": [worked], "payouts": [paid]}, february),
        ({"payments": [payment(kind="bonus", earned_on=january)], "payouts": [paid]}, january),
        ({"tasks": late}, AS_OF),
        ({}, AS_OF),
    ):
        ledger = ledger_of(**nouns, expenses=[cost])
        assert default_period(ledger, AS_OF) == Period.through(first, AS_OF)
        assert report(ledger, as_of=AS_OF).period == Period.through(first, AS_OF)


def test_a_last_day_alone_never_moves_the_first():
    ledger = ledger_of(
        tasks=[task(expected_minor=100)],
        payouts=[payout(arrived_on=date(2026, 2, 9))],
        expenses=[expense(spent_on=date(2026, 1, 5))],
    )
    asked = Asked(AS_OF, end=date(2026, 3, 31))
    whole = of_ledger(ledger, Asked(AS_OF), Parameters.on_file())
    assert of_ledger(ledger, asked, Parameters.on_file()).period.start == whole.period.start


def test_a_year_in_the_red_has_no_tax_even_without_rates_on_file():
    work = task(expected_minor=100000)
    before = {"spent_on": date(2014, 5, 1), "amount_minor": 50000}
    whole = Period(date(2014, 1, 1), date(2027, 1, 1))
    found = report(ledger_of(tasks=[work], expenses=[expense(**before)]), as_of=AS_OF, period=whole)
    assert values(found, "self_employment_tax") == ["141.2955"]
    paid = task(worked_on=date(2014, 5, 1), expected_minor=50001)
    found = report(ledger_of(tasks=[work, paid], expenses=[expense(**before)]), as_of=AS_OF, period=whole)
    assert found.figures["self_employment_tax"].reason == "no_value_on_file"


def test_a_year_without_work_has_no_credits_and_a_known_distance():
    ledger = ledger_of(tasks=[task(worked_on=date(2025, 11, 3), expected_minor=100000)])
    found = report(ledger, as_of=date(2026, 1, 20))
    assert values(found, "social_security_credits", "distance_to_next_credit") == ["0.0000", "2046.5700"]
    assert report(ledger_of(), as_of=AS_OF).figures["social_security_credits"].value is None


def test_all_surveys_are_those_of_the_last_day_that_has_come():
    ledger = ledger_of(tasks=[task(worked_on=date(2025, 2, 3), expected_minor=100000)])
    period = Period(date(2025, 1, 1), date(2026, 1, 1))
    found = report(ledger, as_of=date(2025, 3, 10), period=period)
    leave = next(line.figure for line in found.benefit_lines if line.figure.key == "paid_leave")
    months = {row.key: row.valid_to for row in (*leave.parameters, *found.figures[PARITY].parameters)}
    assert len(set(months.values())) == 1
    assert max(months.values()) <= date(2025, 3, 10)


def test_money_received_per_hour_is_provisional_like_every_rate():
    tasks = [task(expected_minor=2000), task(seconds=None, expected_minor=1000)]
    found = report(ledger_of(tasks=tasks, payouts=[payout()]), as_of=AS_OF).figures["settled_rate"]
    assert (found.value, found.provisional) == (25, True)


def lines_of(found):
    return {line.figure.key: line.figure for line in found.benefit_lines}


def at(fact, value, first, last=None):
    return situation(fact=fact, value=value, starts_on=first, ends_on=last)


def test_a_move_inside_the_year_leaves_the_lines_of_the_state_unknown():
    tasks = [task(worked_on=date(2025, month, 3), expected_minor=100000) for month in (2, 11)]
    december, july = date(2025, 12, 1), date(2025, 7, 1)
    for moved_on, is_known in ((july, False), (december, True)):
        places = [
            at("place_of_work", "US-CA", date(2025, 1, 1), moved_on - timedelta(days=1)),
            at("place_of_work", "US-NY", moved_on),
        ]
        found = report(ledger_of(tasks=tasks, situations=places), as_of=date(2025, 12, 31))
        line = lines_of(found)["state_unemployment_insurance"]
        assert (line.value, line.reason) == ((68, None) if is_known else (None, "place_unknown"))


def test_work_before_the_first_place_given_counts_there():
    tasks = [task(worked_on=date(2025, 2, 3), expected_minor=100000)]
    places = [at("place_of_work", "US-CA", date(2025, 12, 1))]
    found = report(ledger_of(tasks=tasks, situations=places), as_of=date(2025, 12, 31))
    assert lines_of(found)["state_unemployment_insurance"].value == 34


def test_only_hours_without_other_cover_count_for_health():
    tasks = [task(worked_on=date(2025, month, 3), expected_minor=1000) for month in (2, 11)]

    def health(*cover):
        return lines_of(report(ledger_of(tasks=tasks, situations=cover), as_of=date(2026, 1, 31)))["health"]

    whole = health().value
    assert whole
    assert health(at("health_cover", "spouse", date(2025, 12, 31))).value == whole
    assert health(at("health_cover", "spouse", date(2025, 10, 1))).value == whole / 2
    everywhere = health(at("health_cover", "spouse", date(2025, 1, 1), date(2025, 12, 1)))
    assert (everywhere.value, everywhere.reason) == (0, "covered_elsewhere")


def test_benefits_and_credits_name_every_row_and_the_coverage_behind_them():
    found = report(example_a(situations=[situation()], payments=[payment(kind="bonus")]), as_of=AS_OF)
    keys = ("benefits_shortfall_line_by_line", "social_security_credits", "distance_to_next_credit")
    for figure in (*lines_of(found).values(), *(found.figures[key] for key in keys)):
        assert figure.rows == found.figures["net"].rows, figure.key
        assert figure.rows.keys() == {"tasks", "payments", "payouts", "expenses"}
        assert figure.coverage == found.figures["net"].coverage, figure.key


def test_costs_of_no_platform_are_split_by_paid_hours_and_the_total_stays():
    found = report(
        ledger_of(
            platforms=[platform(id="a"), platform(id="b")],
            contracts=[contract(id="x", platform_id="a"), contract(id="y", platform_id="b")],
            tasks=[
                task(contract_id="x", seconds=3 * 3600, expected_minor=9000),
                task(contract_id="y", expected_minor=1000),
            ],
            expenses=[expense(amount_minor=1000), expense(amount_minor=100, platform_id="b")],
        ),
        as_of=AS_OF,
    )
    costs = {part.id: part.figures["expenses"].value for part in found.by_platform}
    assert costs == {"a": Fraction("7.5"), "b": Fraction("3.5")}
    assert {part.id: part.figures["expenses"].value for part in found.by_contract} == {
        "x": Fraction("7.5"),
        "y": Fraction("3.5"),
    }
    assert found.figures["expenses"].value == 11


def test_work_on_no_contract_has_a_slice_of_its_own():
    searching = unpaid(contract_id=None, platform_id="platform", unpaid_category="searching")
    found = report(ledger_of(tasks=[task(expected_minor=100), searching]), as_of=AS_OF)
    assert [part.id for part in found.by_contract] == ["contract", ""]
    assert [part.id for part in found.by_platform] == ["platform"]
    assert [part.id for part in found.unpaid_by_category] == ["searching"]


def test_sessions_count_the_span_of_timed_tasks_and_their_pay_only():
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    clock = [
        task(
            seconds=None,
            expected_minor=1000,
            started_at=start + timedelta(minutes=first),
            ended_at=start + timedelta(minutes=last),
        )
        for first, last in ((0, 29), (30, 60))
    ]
    found = report(ledger_of(tasks=[*clock, task(expected_minor=500)]), as_of=AS_OF).figures["session_rate"]
    assert (found.value, found.coverage.pay_with_time) == (20, Fraction(4, 5))
    assert report(example_a(), as_of=AS_OF).figures["session_rate"].reason == "no_clock_times"


def test_tax_and_staff_wage_are_for_dollars_only():
    found = report(ledger_of(currency="EUR", tasks=[task(expected_minor=2000)]), as_of=AS_OF)
    for key in ("rate_after_self_employment_tax", "employee_equivalent_wage", "benefits_shortfall_parity"):
        assert (found.figures[key].value, found.figures[key].reason) == (None, "no_value_on_file")
    assert found.figures["effective_hourly_rate"].value == 20


def test_the_tax_of_a_month_is_its_share_of_the_tax_of_the_year():
    tasks = [task(expected_minor=100000), task(expected_minor=300000, worked_on=date(2026, 4, 2))]
    found = report(ledger_of(tasks=tasks), as_of=AS_OF, period=MARCH)
    month, year = (found.figures[key].value for key in ("self_employment_tax", "self_employment_tax_year"))
    assert 4 * month == year == Fraction("0.9235") * Fraction("0.153") * 4000


def test_the_place_of_work_comes_from_the_situation():
    here = report(example_a(situations=[situation()]), as_of=AS_OF)
    unknown = report(example_a(), as_of=AS_OF)
    lines = [{line.figure.key: line.figure for line in found.benefit_lines} for found in (here, unknown)]
    assert lines[0]["state_unemployment_insurance"].value is not None
    assert lines[1]["state_unemployment_insurance"].value is None
    assert unknown.figures["benefits_shortfall_line_by_line"].at_least


def test_gaps_spells_months_and_contracts_are_clipped_to_the_period():
    ledger = ledger_of(
        contracts=[contract(id="contract", started_on=date(2026, 2, 1), ended_on=date(2026, 4, 9))],
        tasks=[task(worked_on=date(2026, 2, 20), expected_minor=100), task(worked_on=date(2026, 3, 20))],
        gap_notes=[gap_note(starts_on=date(2026, 2, 25), ends_on=date(2026, 3, 10))],
        payouts=[payout(arrived_on=date(2026, 3, 5), gross_minor=100)],
    )
    found = report(ledger, as_of=date(2026, 4, 15), period=MARCH)
    assert [(gap.days.start, gap.days.end, gap.cause) for gap in found.gaps] == [
        (date(2026, 3, 1), date(2026, 3, 20), "queue_empty"),
        (date(2026, 3, 21), date(2026, 4, 1), None),
    ]
    assert [spell.start for spell in found.spells] == [date(2026, 3, 20)]
    assert [(bar.earned, bar.received) for bar in found.months] == [(0, 1)]
    assert [(bar.start, bar.end) for bar in found.contracts] == [(date(2026, 2, 1), date(2026, 4, 9))]
    assert [bar.hours for bar in found.days] == [1]


def test_cover_is_no_for_contractors_and_unknown_where_nothing_is_said():
    said = dict(report(example_a(), as_of=AS_OF).cover_not_held)
    assert said["unemployment_insurance"] == "no"
    assert said["credit"] == "unknown"
    unsaid = ledger_of(contracts=[contract(id="contract", stated_status=None)])
    assert dict(report(unsaid, as_of=AS_OF).cover_not_held)["sick_leave"] == "unknown"
    covered = example_a(situations=[situation(fact="health_cover", value="employer")])
    assert dict(report(covered, as_of=AS_OF).cover_not_held)["employer_health_plan"] == "yes"


@given(some_ledger())
@settings(max_examples=25, deadline=None)
def test_slices_add_up_to_the_whole(rows):
    found = report(ledger_of(**rows), as_of=date(2026, 12, 31))
    for name in ("by_platform", "by_contract", "by_kind", "by_month"):
        for key in ("fees", "expenses", "hours"):
            parts = sum(part.figures[key].value for part in getattr(found, name))
            assert parts == found.figures[key].value, (name, key)


def test_a_figure_in_json_says_everything_about_itself():
    found = report_json(report(example_a(), as_of=AS_OF, period=MARCH))
    json.dumps(found)
    real = found["figures"]["effective_hourly_rate"]
    assert real["value"] == "18.076923"
    assert (real["unit"], real["currency"], real["reason"]) == ("money_per_hour", "USD", None)
    assert real["period"] == {"start": "2026-03-01", "last": "2026-03-31"}
    assert real["coverage"] == {"pay_with_time": "1", "time_priced": "1"}
    assert real["definition"].startswith("What you earned, less fees and costs")
    assert [step["sign"] for step in real["steps"]] == ["", "-", "-", "=", "/", "="]
    assert real["rows"].keys() == {"tasks", "payouts", "expenses"}
    assert found["figures"]["net"]["value"] == "940.00"
    tax = found["figures"]["self_employment_tax"]
    assert {"key", "value", "unit", "source", "date", "age_days"} <= tax["parameters"][0].keys()
    source = tax["parameters"][0]
    assert (source["valid_from"], source["retrieved_on"]) == ("2024-01-01", source["date"])
    assert "valid_to" in source
    missing = found["figures"]["session_rate"]
    assert (missing["value"], missing["reason"]) == (None, "no_clock_times")


@pytest.mark.parametrize("key", ["by_platform", "by_contract", "by_kind", "by_month", "unpaid_by_category"])
def test_slices_in_json_carry_whole_figures(key):
    (part, *_) = report_json(report(example_a(), as_of=AS_OF))[key]
    assert {"id", "label", "figures"} == part.keys()
    assert all({"value", "definition", "rows"} <= figure.keys() for figure in part["figures"].values())


def test_a_promise_for_few_of_the_paid_hours_is_no_yardstick():

    rows = [task(id=f"t{n}", contract_id=c, seconds=3600, expected_minor=1000) for n, c in enumerate("abbbb")]
    ledger = ledger_of(
        platforms=[platform(id="p")],
        contracts=[contract(id="a", platform_id="p"), contract(id="b", platform_id="p")],
        terms=[terms(contract_id="a", pay_model="hourly", rate_minor=4000)],
        tasks=rows,
    )
    figures = report(ledger, as_of=date(2026, 12, 31)).figures
    assert figures["advertised_rate"].value == 40
    assert figures["advertised_rate"].provisional
    assert figures["kept_share"].provisional


def test_hours_of_unknown_pay_have_no_benefits_shortfall_yet() -> None:
    found = report(ledger_of(tasks=[task()], situations=[situation()]), as_of=date(2026, 6, 30))
    total = found.figures["benefits_shortfall_line_by_line"]
    assert (total.value, total.reason) == (None, "no_earnings")
    assert {line.figure.value for line in found.benefit_lines} == {None}


def test_a_log_of_one_row_is_a_report():
    found = report(ledger_of(tasks=[task(worked_on=AS_OF, seconds=1800, expected_minor=1500)]), as_of=AS_OF)
    assert values(found, "earned", "hours", "effective_hourly_rate") == ["15.0000", "0.5000", "30.0000"]
    assert found.period == Period.through(AS_OF, AS_OF)


def test_a_log_of_ten_years_adds_up():
    days = [date(2016, 5, 1) + timedelta(days=7 * week) for week in range(520)]
    found = report(
        ledger_of(tasks=[task(worked_on=day, seconds=3600, expected_minor=2000) for day in days]), as_of=AS_OF
    )
    assert values(found, "earned", "hours", "effective_hourly_rate") == ["10400.0000", "520.0000", "20.0000"]
    assert found.period == Period.through(days[0], AS_OF)
