"""The sample case adds up to the totals that the mock-ups show, through our own report."""

from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest

from app.intake.sample import AS_OF, PERIOD, sample_ledger
from app.language import for_code
from reports.money import decimal_text
from reports.personal import report


@cache
def sample():
    return report(sample_ledger().ledger(), as_of=AS_OF, period=PERIOD)


def shown(figure, digits=2):
    assert figure.value is not None, f"{figure.key}: {figure.reason}"
    return decimal_text(figure.value, digits)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("earned", "14250.00"),
        ("fees", "449.80"),
        ("expenses", "241.20"),
        ("net", "13559.00"),
        ("paid_hours", "402.00"),
        ("unpaid_hours", "171.00"),
        ("hours", "573.00"),
        ("advertised_rate", "38.00"),
        ("paid_time_rate", "35.45"),
        ("all_hours_rate", "24.87"),
        ("effective_hourly_rate", "23.66"),
        ("rate_after_self_employment_tax", "20.32"),
        ("employee_equivalent_wage", "16.55"),
        ("gap_count", "5.00"),
        ("gap_days", "56.00"),
        ("longest_gap", "19.00"),
        ("outstanding", "1918.10"),
        ("outstanding_late", "872.00"),
        ("oldest_late_days", "34.00"),
        ("days_to_be_paid", "18.00"),
        ("contract_count", "20.00"),
        ("benefits_shortfall_line_by_line", "5809.35"),
    ],
)
def test_totals(key, value):
    assert shown(sample().figures[key]) == value


def test_hours_and_sums_are_exact():
    figures = sample().figures
    exact = {key: figures[key].value for key in ("paid_hours", "unpaid_hours", "earned", "fees", "expenses")}
    assert exact == {
        "paid_hours": Fraction(402),
        "unpaid_hours": Fraction(171),
        "earned": Fraction(14_250),
        "fees": Fraction("449.80"),
        "expenses": Fraction("241.20"),
    }


def test_the_promise_is_kept_to_62_percent_and_nothing_is_provisional():
    figures = sample().figures
    assert shown(figures["kept_share"]) == "0.62"
    assert not figures["effective_hourly_rate"].provisional
    assert not sample().left_out


@pytest.mark.parametrize(
    ("platform", "promised", "real", "hours", "earned", "taken"),
    [
        ("Parable", "36.00", "28.85", 110, 3_330, "156.60"),
        ("Northlight", "40.00", "26.31", 164, 4_500, "184.50"),
        ("Quillbase", "35.00", "23.12", 103, 2_500, "118.20"),
        ("Tessera", "42.00", "21.08", 136, 3_060, "192.60"),
        ("Annex", "32.00", "13.68", 60, 860, "39.10"),
    ],
)
def test_platforms(platform, promised, real, hours, earned, taken):  # noqa: PLR0917 - columns of a table
    figures = next(one.figures for one in sample().by_platform if one.label == platform)
    assert shown(figures["advertised_rate"]) == promised
    assert shown(figures["effective_hourly_rate"]) == real
    assert (figures["hours"].value, figures["earned"].value) == (hours, earned)
    assert decimal_text(figures["fees"].value + figures["expenses"].value, 2) == taken


def test_owed_by_platform_amount_day_and_lateness():
    names = sample().platform_names
    owed = {
        (names[one.platform_id], decimal_text(one.amount, 2), one.expected_on, one.days_late)
        for one in sample().owed
    }
    assert owed == {
        ("Annex", "290.00", date(2026, 10, 9), 34),
        ("Tessera", "312.00", date(2026, 11, 3), 9),
        ("Annex", "270.00", date(2026, 11, 8), 4),
        ("Northlight", "340.00", date(2026, 11, 14), 0),
        ("Quillbase", "480.00", date(2026, 11, 17), 0),
        ("Northlight", "226.10", date(2026, 11, 28), 0),
    }


def test_gaps_and_their_causes():
    gaps = [(gap.days.start, gap.days.last, gap.days.days, gap.cause) for gap in sample().gaps]
    assert gaps == [
        (date(2026, 4, 24), date(2026, 5, 1), 8, "project_ended"),
        (date(2026, 6, 12), date(2026, 6, 30), 19, "queue_empty"),
        (date(2026, 7, 31), date(2026, 8, 10), 11, "between_contracts"),
        (date(2026, 9, 5), date(2026, 9, 13), 9, "waiting_for_review"),
        (date(2026, 10, 5), date(2026, 10, 13), 9, "queue_empty"),
    ]


@pytest.mark.parametrize(
    ("month", "earned", "received"),
    [
        (3, 1_744, 1_165), (4, 2_741, 560), (5, 1_672, 2_760), (6, 528, 1_350),
        (7, 2_540, 850), (8, 1_715, 2_540), (9, 1_732, 1_535), (10, 1_577, 1_388),
    ],
)  # fmt: skip
def test_months_are_as_in_the_mock_up_the_money_received_to_the_dollar(month, earned, received):
    bar = next(one for one in sample().months if one.month.start.month == month)
    assert bar.received == received
    assert abs(bar.earned - earned) < 210


def test_received_by_the_end_of_october():
    assert sum(one.received for one in sample().months if one.month.start <= PERIOD.last) == 12_148


@pytest.mark.parametrize(
    ("platform", "bars"),
    [
        ("Northlight", [(0.00, 6.53), (8.98, 12.24), (49.80, 8.16), (66.53, 8.98), (92.65, 7.35)]),
        ("Parable", [(1.63, 4.90), (13.88, 8.16), (52.24, 9.80), (80.41, 7.35)]),
        ("Tessera", [(10.61, 10.61), (25.31, 10.61), (56.33, 5.71), (80.82, 8.16)]),
        ("Quillbase", [(16.33, 5.71), (28.57, 13.47), (67.35, 6.12), (93.47, 4.90)]),
        ("Annex", [(34.29, 6.53), (70.20, 6.53), (83.27, 5.71)]),
    ],
)
def test_contracts_stand_on_the_timeline_where_the_mock_up_has_them(platform, bars):
    names = sample().platform_names
    found = sorted(
        (one.start, min(one.end or PERIOD.last, PERIOD.last))
        for one in sample().contracts
        if names[one.platform_id] == platform
    )
    shares = [
        (
            round(100 * (start - PERIOD.start).days / PERIOD.days, 2),
            round(100 * ((end - start).days + 1) / PERIOD.days, 2),
        )
        for start, end in found
    ]
    assert shares == bars


def test_it_is_the_same_each_time():
    assert sample_ledger() == sample_ledger()


def test_no_day_has_more_work_than_a_day_and_no_two_tasks_overlap():
    tasks = sorted(sample_ledger().rows["tasks"], key=lambda task: task["started_at"])
    assert all(one["ended_at"] <= other["started_at"] for one, other in pairwise(tasks))
    assert all((task["ended_at"] - task["started_at"]).seconds == task["seconds"] for task in tasks)


def test_it_tells_of_the_things_that_happen_to_writers():
    rows = sample_ledger().rows
    models = {row["pay_model"] for row in rows["terms"]}
    outcomes = {row["outcome"] for row in rows["tasks"]}
    assert models == {"hourly", "per_unit", "per_accepted_unit", "per_deliverable"}
    assert {"rejected", "expired", "pending", "approved"} == outcomes
    assert any(row["credited_seconds"] and row["credited_seconds"] < row["seconds"] for row in rows["tasks"])
    assert {row["kind"] for row in rows["payments"]} == {"task_pay", "bonus", "referral"}
    assert {row["unpaid_category"] for row in rows["tasks"]} >= {
        "onboarding",
        "assessment",
        "waiting",
        "unpaid_revision",
    }


def test_the_rate_was_cut_between_two_contracts_of_a_platform():
    file = sample_ledger()
    rates = {row["contract_id"]: row["rate_minor"] for row in file.rows["terms"]}
    tessera = [row for row in file.rows["contracts"] if row["task_kind"] == "label emotions"]
    assert [rates[row["id"]] for row in sorted(tessera, key=lambda row: row["started_on"])] == [
        80,
        75,
        70,
        62,
    ]


def test_amounts_can_be_said_in_words():
    assert for_code("en").money(sample().figures["outstanding"].value, "USD") == "$1,918.10"
