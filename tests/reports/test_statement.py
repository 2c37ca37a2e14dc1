"""The contribution statement: right sums, and nothing that names anybody or anything."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings

from reports import personal
from reports.documents.contribution import statement_json, statement_of, statement_pdf
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.factories import contract, ledger_of, payment, platform, task, terms
from tests.reports.paper_reader import Pdf, squeezed
from tests.reports.plain_words import PlainWords
from tests.reports.some_writer import NO_RATES

WORDS = PlainWords()
CANARIES = ("CanaryPlatform", "CanaryContract", "canary kind", "canary-unit", "canary-id")


@pytest.fixture(scope="module")
def report():
    def did(**row):
        return task(**{"contract_id": "a", "outcome": "approved", "kind": "ranking", **row})

    ledger = ledger_of(
        platforms=[platform(id="canary-id", name="CanaryPlatform")],
        contracts=[
            contract(id="a", platform_id="canary-id", name="CanaryContract"),
            contract(id="b", platform_id="canary-id", name="CanaryContract two", task_kind=None),
        ],
        terms=[
            terms(contract_id="a", pay_model="hourly", rate_minor=3000, credit_promised="yes"),
            terms(contract_id="b", pay_model="per_unit", rate_minor=50, unit_name="labels", credit_promised="no"),
        ],
        tasks=[
            did(worked_on=date(2026, 3, 2), seconds=7200, expected_minor=6000),
            did(worked_on=date(2026, 4, 2), seconds=3600, expected_minor=3000, kind="canary kind"),
            did(contract_id="b", worked_on=date(2026, 4, 3), seconds=1800, units=40, expected_minor=2000, kind=None),
            did(worked_on=date(2026, 4, 4), seconds=1800, is_paid=False, unpaid_category="waiting"),
        ],
        payments=[payment(contract_id="a", amount_minor=6000, earned_on=date(2026, 3, 2))],
    )  # fmt: skip
    return personal.report(ledger, as_of=date(2026, 4, 30), rates=NO_RATES)


def test_hours_by_kind_and_lines_by_month(report):
    said = statement_of(report, WORDS)
    assert said.hours == "4"
    assert [(row[0].shown, row[1].shown) for row in said.by_kind.rows] == [
        ("Ranking answers", "2.5"),
        ("Other work", "1"),
        ("No kind of work given", "0.5"),
    ]
    months = [row[0].shown for row in said.by_month.rows]
    assert months == sorted(months, key=["Mar 2026", "Apr 2026"].index)
    by_kind = {
        row[1].shown: [cell.shown for cell in row[2:]]
        for row in said.by_month.rows
        if row[0].shown == "Apr 2026"
    }
    assert by_kind["Other work"] == ["1", "", "$30.00 an hour", "promised"]
    assert by_kind["No kind of work given"] == ["0.5", "40 × label", "$0.50", "not promised"]
    assert by_kind["Ranking answers"][2] == "not known"
    assert said.empty == ""


def test_the_json_has_the_same_numbers(report):
    said = json.loads(json.dumps(statement_json(report)))
    assert said["hours"] == "4"
    assert said["period"] == {"start": "2026-03-02", "last": "2026-04-30"}
    assert sum(Fraction(line["hours"]) for line in said["lines"]) == 4
    (labels,) = [line for line in said["lines"] if line["unit"] == "label"]
    assert (labels["units"], labels["paid_for_one"], labels["currency"]) == ("40", "0.50", "USD")
    assert labels["credit_promised"] == "no"
    assert {line["paid_for_one"] for line in said["lines"]} == {"30.00", "0.50", None}
    assert set(said["definitions"]) == {
        "contribution_hours",
        "contribution_units",
        "contribution_paid_per_unit",
    }


def test_the_pdf_says_it_and_is_for_everybody(report):
    pdf = Pdf(statement_pdf(report, WORDS, "page/rate"))
    text = squeezed(pdf.text())
    for words in (
        "Contribution statement",
        "Ranking answers",
        "40 × label",
        "$0.50",
        "not promised",
        "Page 1 of 1",
    ):
        assert squeezed(words) in text
    assert b"pdfuaid:part>1<" in pdf.everything()
    assert statement_pdf(report, WORDS, "page/rate") == pdf.data


def test_nothing_in_it_names_anybody_or_anything(report):
    pdf = Pdf(statement_pdf(report, WORDS))
    whole = pdf.everything().decode("latin-1") + pdf.text()
    for canary in CANARIES:
        assert canary not in json.dumps(statement_json(report))
        assert canary not in repr(statement_of(report, WORDS))
        assert canary not in whole
        assert squeezed(canary) not in squeezed(pdf.text())


def test_her_own_words_are_in_it_only_where_she_asks_for_them(report):
    said = statement_of(report, WORDS, own_words=True)
    assert [(row[0].shown, row[1].shown) for row in said.by_kind.rows] == [
        ("Ranking answers", "2.5"),
        ("Canary kind", "1"),
        ("No kind of work given", "0.5"),
    ]
    assert said.intro.endswith("Kinds of work and units are in the words of the writer.")
    assert "words of the writer" not in statement_of(report, WORDS).intro
    lines = statement_json(report, own_words=True)
    assert (lines["own_words"], statement_json(report)["own_words"]) == (True, False)
    assert "canary kind" in {line["kind"] for line in lines["lines"]}
    text = squeezed(Pdf(statement_pdf(report, WORDS, own_words=True)).text())
    assert squeezed("Canary kind") in text
    for canary in ("CanaryPlatform", "CanaryContract", "canary-id"):
        assert canary not in json.dumps(lines)
        assert squeezed(canary) not in text


def test_lines_that_show_the_same_are_one_and_units_without_a_name_are_called_so():
    def did(which, **row):
        return task(contract_id=which, kind="assessment", worked_on=date(2026, 3, 2), **row)

    ledger = ledger_of(
        contracts=[contract(id="a"), contract(id="b"), contract(id="c")],
        terms=[
            terms(contract_id="a", pay_model="per_unit", rate_minor=300, unit_name="pairs"),
            terms(contract_id="b", pay_model="per_unit", rate_minor=300, unit_name="arcs"),
            terms(contract_id="c", pay_model="per_unit", rate_minor=300),
        ],
        tasks=[
            did("a", seconds=7200, is_paid=False, unpaid_category="assessment"),
            did("b", seconds=3600, is_paid=False, unpaid_category="assessment"),
            did("c", seconds=3600, units=8, expected_minor=2400),
        ],
    )
    made = personal.report(ledger, as_of=date(2026, 4, 30), rates=NO_RATES)
    assert len(statement_json(made, own_words=True)["lines"]) == 3
    said = statement_of(made, WORDS, own_words=True)
    rows = [[cell.shown for cell in row[1:5]] for row in said.by_month.rows]
    assert sorted(rows) == [
        ["Test or assessment", "1", "8 units", "$3.00"],
        ["Test or assessment", "3", "", "not known"],
    ]


def test_a_period_without_work_says_so():
    nothing = personal.report(ledger_of(), as_of=date(2026, 4, 30), rates=NO_RATES)
    said = statement_of(nothing, WORDS)
    assert said.empty == "No work is logged in this period."
    assert squeezed(said.empty) in squeezed(Pdf(statement_pdf(nothing, WORDS)).text())
    assert statement_json(nothing)["lines"] == []


@given(rows=busy_ledger(), as_of=ENDS)
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_no_log_makes_it_fail_and_the_lines_add_up(rows, as_of):
    made = personal.report(ledger_of(**rows), as_of=as_of, rates=NO_RATES)
    said = statement_json(made)
    whole = made.topics["contributions"].figures["contribution_hours"].value
    parts = [part.figures["contribution_hours"].value for part in made.topics["contributions"].parts]
    assert sum(parts, Fraction(0)) == whole
    assert len(said["lines"]) == len(parts)
    assert statement_pdf(made, WORDS).startswith(b"%PDF")
