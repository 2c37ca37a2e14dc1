"""The tax year of a ledger, by the day money moved: METHOD sections 2, 10a and 11 reached through the report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents.json import report_json
from reports.frames import Fact
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import report
from reports.tax_year import CashYear, PayerIncome, TaxYearError, tax_year_statement
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


# Instalments


def paid(instalment, dollars, on=date(2026, 4, 10), **more):
    """An instalment she paid."""
    amount = {"amount_minor": int(Fraction(dollars) * 100), "currency": "USD"}
    return make.situation(
        **{"fact": Fact.INSTALMENT_PAID, "value": instalment, "starts_on": on, **amount, **more}
    )


def instalments_of(*facts, as_of=date(2026, 12, 31), profit=60_000, **more):
    payouts = [make.payout(id="payout", arrived_on=date(2026, 2, 1), gross_minor=100 * profit)]
    ledger = make.ledger_of(**{"payouts": payouts, "situations": facts, **more})
    return report(ledger, as_of=as_of).topics


def by_number(topics, key):
    return [part.figures[key].value for part in topics["instalments"].parts]


def test_what_she_paid_is_taken_off_the_instalment_and_off_the_year() -> None:
    # 60,000 x 0.9235 x 0.153 = 8,477.73; a quarter is 2,119.4325
    one, two, other = paid("2026-1", 2_000), paid("2026-1", 100, date(2026, 4, 14)), paid("2026-3", 400)
    topics = instalments_of(one, two, other)
    year = topics["tax_year"].figures
    assert year["tax_year_instalments_paid"].value == 2_500
    assert year["tax_year_instalments_paid"].rows == {"situations": (one["id"], two["id"], other["id"])}
    assert year["tax_year_left_to_pay"].value == Fraction("5977.73")
    assert by_number(topics, "instalment_paid") == [2_100, None, 400, None]
    assert by_number(topics, "instalment_left") == [
        Fraction("19.4325"),
        Fraction("2119.4325"),
        Fraction("1719.4325"),
        Fraction("2119.4325"),
    ]
    first = topics["instalments"].parts[0].figures["instalment_paid"]
    assert first.rows == {"situations": (one["id"], two["id"])}


def test_each_instalment_stands_with_its_day() -> None:
    parts = instalments_of()["instalments"].parts
    assert [part.id for part in parts] == ["2026-1", "2026-2", "2026-3", "2026-4"]
    assert [part.note.values["due"] for part in parts] == [
        date(2026, 4, 15),
        date(2026, 6, 15),
        date(2026, 9, 15),
        date(2027, 1, 15),
    ]
    without = report(make.ledger_of(), as_of=date(2026, 12, 31), parameters=Parameters(())).topics
    assert {part.note for part in without["instalments"].parts} == {None}


def test_a_payment_counts_for_the_year_it_was_made_for_whenever_it_was_made() -> None:
    late = paid("2026-4", 900, date(2027, 1, 14)), paid("2025-4", 700, date(2026, 1, 10))
    next_year = instalments_of(
        *late, as_of=date(2027, 2, 1), payouts=[make.payout(arrived_on=date(2027, 1, 5))]
    )
    assert by_number(next_year, "instalment_paid") == [None] * 4
    in_2026 = report(
        make.ledger_of(payouts=[make.payout(arrived_on=date(2026, 2, 1))], situations=late),
        as_of=date(2027, 2, 1),
        period=Period(date(2026, 1, 1), date(2027, 1, 1)),
    ).topics
    assert by_number(in_2026, "instalment_paid") == [None, None, None, 900]


def test_a_payment_after_as_of_or_in_other_money_does_not_count() -> None:
    facts = paid("2026-3", 900, date(2026, 9, 2)), paid("2026-1", 5, currency="XPF")
    assert by_number(instalments_of(*facts, as_of=date(2026, 9, 1)), "instalment_paid") == [None] * 4


def test_a_payment_for_no_instalment_is_refused_with_its_name() -> None:
    for name in (None, "2026", "2026-5", "2026-33"):
        with pytest.raises(TaxYearError, match="An instalment is named like 2026-3, not “"):
            instalments_of(paid(name, 1))["instalments"]


def test_elsewhere_there_are_no_instalments() -> None:
    topic = instalments_of(paid("2026-1", 1), make.situation(value="ES"))["instalments"]
    assert {figure.reason for figure in topic.figures.values()} == {"us_only"}
    assert (topic.parts, len(topic.notes)) == ((), 1)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 500_000)), max_size=6))
@settings(max_examples=25, deadline=None)
def test_what_was_paid_of_the_instalments_is_what_was_paid_of_the_year_and_changes_no_tax(amounts) -> None:
    topics = instalments_of(*(paid(f"2026-{number}", Fraction(cents, 100)) for number, cents in amounts))
    year, plain = topics["tax_year"].figures, instalments_of()["tax_year"].figures
    parts = [value for value in by_number(topics, "instalment_paid") if value is not None]
    assert (year["tax_year_instalments_paid"].value or 0) == sum(parts)
    changed = {key for key in plain if plain[key] != year[key]}
    assert changed <= {"tax_year_instalments_paid", "tax_year_left_to_pay"}


# Without an exchange rate

FRANCS = {"currency": "XPF"}  # on no table of rates
IS_LOWER_BOUND = (
    "tax_year_gross",
    "tax_year_fees",
    "tax_year_received",
    "tax_year_net",
    "tax_year_self_employment_tax",
    "tax_year_left_to_pay",
    "tax_year_payers_at_form_threshold",
)


def test_a_payout_without_a_rate_makes_the_income_a_lower_bound_and_the_page_says_so() -> None:
    nouns = two_years()
    nouns["payouts"] += [
        make.payout(id="x", platform_id="egret", arrived_on=date(2026, 5, 1), gross_minor=5, **FRANCS)
    ]
    topic = year_of(**nouns)
    assert {key for key, figure in topic.figures.items() if figure.at_least} >= set(IS_LOWER_BOUND)
    assert not topic.figures["tax_year_expenses"].at_least
    assert topic.figures["tax_year_gross"].value == 3900
    egret, heron = (next(part for part in topic.parts if part.id == name) for name in ("egret", "heron"))
    assert egret.figures["payer_gross"].at_least
    assert not heron.figures["payer_gross"].at_least
    assert any("without an exchange rate" in note.message for note in topic.notes)


def test_costs_without_a_rate_as_well_leave_open_which_way_the_rest_goes() -> None:
    nouns = two_years()
    nouns["payouts"] += [
        make.payout(id="x", platform_id="egret", arrived_on=date(2026, 5, 1), gross_minor=5, **FRANCS)
    ]
    nouns["expenses"] += [make.expense(id="y", spent_on=date(2026, 5, 1), amount_minor=5, **FRANCS)]
    figures = year_of(**nouns).figures
    assert {key for key in IS_LOWER_BOUND if figures[key].at_least} == {
        "tax_year_gross",
        "tax_year_fees",
        "tax_year_received",
        "tax_year_payers_at_form_threshold",
    }
    assert figures["tax_year_expenses"].at_least


def test_a_year_in_one_currency_says_nothing_of_rates() -> None:
    topic = year_of(**two_years())
    assert not any(figure.at_least for figure in topic.figures.values())
    assert not any("exchange rate" in note.message for note in topic.notes)


def test_a_payer_below_the_amount_of_the_form_with_more_to_come_is_not_called_below() -> None:
    known = PayerIncome("egret", Fraction(900), is_partial=True)
    lines = tax_year_statement(CashYear(2026, date(2027, 2, 1), (known,)), Parameters.on_file()).payers
    assert lines[0].reaches_threshold is None
    assert "without what came in another currency" in lines[0].about_form.message
    whole = PayerIncome("egret", Fraction(2_000), is_partial=True)
    lines = tax_year_statement(CashYear(2026, date(2027, 2, 1), (whole,)), Parameters.on_file()).payers
    assert lines[0].reaches_threshold


def test_a_lower_bound_goes_on_to_the_instalments_and_to_what_is_set_aside() -> None:
    nouns = two_years()
    nouns["payouts"] += [
        make.payout(id="x", platform_id="egret", arrived_on=date(2026, 5, 1), gross_minor=5, **FRANCS)
    ]
    topics = report(make.ledger_of(**nouns), as_of=date(2026, 12, 31)).topics
    assert topics["tax_year"].figures["tax_set_aside"].at_least
    assert all(part.figures["instalment_share"].at_least for part in topics["instalments"].parts)
    assert all(part.figures["instalment_left"].at_least for part in topics["instalments"].parts)


def test_where_no_payout_has_a_rate_the_reason_is_the_rate_and_not_that_nothing_came() -> None:
    figures = year_of(payouts=[make.payout(arrived_on=date(2026, 5, 1), gross_minor=5, **FRANCS)]).figures
    assert figures["tax_year_gross"].reason == "no_exchange_rate"
    assert figures["tax_year_self_employment_tax"].reason == "no_exchange_rate"
    assert figures["tax_year_payers_at_form_threshold"].reason == "no_exchange_rate"


def test_an_instalment_paid_without_a_rate_is_said_and_not_called_unpaid() -> None:
    def logged(*facts):
        topic = instalments_of(*facts, as_of=date(2026, 9, 1))["instalments"]
        of_year = topic.figures["tax_year_instalments_paid"]
        return of_year.value, of_year.reason, [part.figures["instalment_paid"].reason for part in topic.parts]

    other, none = paid("2026-1", 5, currency="XPF"), "no_instalment_logged"
    assert logged(other) == (None, "no_exchange_rate", ["no_exchange_rate", none, none, none])
    assert logged(other, paid("2026-2", 7)) == (7, None, ["no_exchange_rate", None, none, none])
    assert logged(paid("2025-1", 5, currency="XPF")) == (None, none, [none] * 4)
    assert logged(paid("2026-1", 5, date(2026, 9, 2), currency="XPF")) == (None, none, [none] * 4)
