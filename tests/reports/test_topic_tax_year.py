"""The tax year of a ledger, by the day money moved: METHOD sections 2, 10a and 11 reached through the report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from reports.documents.json import report_json
from reports.money import decimal_text
from reports.periods import Period
from reports.personal import report
from tests.reports import factories as make


def year_of(as_of=date(2026, 12, 31), period=None, currency="USD", **nouns):
    ledger = make.ledger_of(currency=currency, **nouns)
    return report(ledger, as_of=as_of, period=period).topics["tax_year"]


@pytest.mark.parametrize(
    ("year", "profit", "wages", "tax"),
    [
        (2025, 15_000, 0, "2119.43"),
        (2025, 60_000, 0, "8477.73"),
        (2026, 250_000, 0, "29573.38"),
        (2026, 434, 0, "61.32"),
        (2026, 433, 0, "0.00"),
        (2026, 50_000, 160_000, "4377.08"),
    ],
)
def test_the_check_values_of_the_method_page_to_the_cent(year, profit, wages, tax) -> None:
    facts = [make.situation(fact="w2_wages", value=None, amount_minor=100 * wages, currency="USD",
                            starts_on=date(year, 1, 1))]  # fmt: skip
    payouts = [make.payout(arrived_on=date(year, 5, 1), gross_minor=100 * profit)]
    topic = year_of(date(year, 12, 31), payouts=payouts, situations=facts if wages else [])
    figure = topic.figures["tax_year_self_employment_tax"]
    assert figure.value is not None
    assert decimal_text(figure.value, 2) == tax


def two_years():
    return {
        "platforms": [make.platform(id="heron", name="Heron"), make.platform(id="egret", name="Egret")],
        "contracts": [make.contract(id="c", platform_id="egret")],
        "payouts": [
            make.payout(id="a", platform_id="heron", arrived_on=date(2026, 1, 2), gross_minor=300000, fee_minor=5000),
            make.payout(id="b", contract_id="c", platform_id=None, arrived_on=date(2026, 12, 31), gross_minor=90000),
            make.payout(id="before", platform_id="heron", arrived_on=date(2025, 12, 31), gross_minor=77700),
        ],
        "expenses": [
            make.expense(id="s", spent_on=date(2026, 3, 1), amount_minor=12000, category="software"),
            make.expense(id="n", spent_on=date(2026, 3, 2), amount_minor=1000, category=None),
            make.expense(id="old", spent_on=date(2025, 3, 1), amount_minor=5000),
        ],
        # Earned in another year than paid: the cash basis goes by the day money moved.
        "tasks": [make.task(contract_id="c", worked_on=date(2025, 12, 1), expected_minor=90000)],
    }  # fmt: skip


def test_money_counts_in_the_year_it_moved() -> None:
    topic = year_of(**two_years())
    known = {key: figure.value for key, figure in topic.figures.items()}
    assert known["tax_year_gross"] == 3900
    assert known["tax_year_fees"] == 50
    assert known["tax_year_received"] == 3850
    assert known["tax_year_expenses"] == 130
    assert known["tax_year_net"] == 3720
    assert known["tax_year_payers_at_form_threshold"] == 1  # 2,000 from 2026
    assert known["tax_year_income_below_form_threshold"] == 900
    assert topic.figures["tax_year_gross"].rows == {"payouts": ("a", "b")}
    assert topic.figures["tax_year_expenses"].rows == {"expenses": ("s", "n")}


def test_payers_and_kinds_of_costs_are_the_parts() -> None:
    topic = year_of(**two_years())
    parts = [
        (part.id, part.label, [figure.value for figure in part.figures.values()]) for part in topic.parts
    ]
    assert parts == [
        ("heron", "Heron", [3000, 50, 2950]),
        ("egret", "Egret", [900, 0, 900]),
        ("expenses software", "software", [120]),
        ("expenses", "", [10]),
    ]


def test_the_year_is_that_of_the_last_day_asked_about() -> None:
    last_year = year_of(period=Period(date(2025, 1, 1), date(2026, 1, 1)), **two_years())
    assert last_year.figures["tax_year_gross"].value == 777
    assert last_year.figures["tax_year_expenses"].value == 50


def test_the_set_aside_of_the_parts_of_a_year_add_up_to_its_tax() -> None:
    halves = [
        Period(date(2026, 1, 1), date(2026, 7, 1)),
        Period(date(2026, 7, 1), date(2027, 1, 1)),
    ]
    whole = year_of(**two_years()).figures["tax_year_self_employment_tax"].value
    parts = [year_of(period=half, **two_years()).figures["tax_set_aside"].value for half in halves]
    assert sum(parts) == whole == Fraction(3720) * Fraction("0.9235") * Fraction("0.153")


def test_elsewhere_and_in_other_money_there_is_no_tax_of_ours() -> None:
    for topic in (
        year_of(currency="EUR", payouts=[make.payout(currency="EUR")]),
        year_of(situations=[make.situation(value="ES")], payouts=[make.payout()]),
    ):
        assert {figure.reason for figure in topic.figures.values()} == {"us_only"}
        assert (topic.parts, len(topic.notes)) == ((), 1)


def test_a_log_without_money_knows_nothing_of_the_year_and_says_so() -> None:
    figures = year_of(contracts=[]).figures
    assert figures["tax_year_gross"].value is None
    assert figures["tax_year_self_employment_tax"].value is None


def test_a_period_before_the_year_sets_nothing_aside() -> None:
    empty = Period(date(2026, 5, 1), date(2026, 5, 1))
    assert "tax_set_aside" not in year_of(period=empty, **two_years()).figures


def test_the_topic_stands_in_the_json() -> None:
    found = report_json(report(make.ledger_of(**two_years()), as_of=date(2026, 12, 31)))["topics"]["tax_year"]
    assert found["figures"]["tax_year_net"]["value"] == "3720.00"
    assert found["parts"][0]["label"] == "Heron"
    assert any("not tax advice" in note["text"] for note in found["notes"])
