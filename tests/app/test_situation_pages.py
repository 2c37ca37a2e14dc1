"""About my situation: what is said is kept, counts, and can be taken back; nothing typed wrong is lost."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

WORK = {"like": "other", "kind": "Scenes", "duration": "60", "is_paid": "yes", "pay": "100", "day": "today"}
ANSWERS = {
    "place": "US-CA",
    "wages": "1,000",
    "filing": "joint",
    "cover": "none",
    "premium": "310.50",
    "basis": "what_i_pay",
    "group": "service",
    "threshold": "46,000",
    "hours": "20",
    "since": "2026-01-01",
}
EARNED = {"quarter": "2026-07-01", "covered": "18,000"}
PAID = {"instalment": "2026-3", "paid": "500", "paid_on": "2026-09-10"}


def number(writer: TestClient, topic: str, key: str) -> str | None:
    report = writer.get("/api/v1/report").json()
    figures = report["topics"][topic]["figures"] if topic else report["figures"]
    value: str | None = figures[key]["value"]
    return value


def in_field(page: str, name: str) -> str:
    """What stands in a field of the page."""
    chosen = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    found = (
        re.search(r'value="([^"]*)" selected', chosen[0])
        if chosen
        else re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    )
    return found[1] if found else ""


def address_of(page: str, verb: str) -> str:
    found = re.search(rf"/you/situation/[0-9a-f-]+/{verb}", page)
    assert found
    return found[0]


def test_every_answer_is_kept_and_shown_again(writer: TestClient) -> None:
    page = writer.post("/you/situation", data=ANSWERS).text
    assert "Saved. The numbers that use it are new." in page
    said = {"wages": "1000.00", "threshold": "46000.00"}
    assert {name: in_field(page, name) for name in ANSWERS} == {**ANSWERS, **said}


def test_the_answers_count_and_can_be_taken_back(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, "id": str(uuid4())})
    before = {
        key: number(writer, topic, key)
        for topic, key in [
            ("", "employee_equivalent_wage"),
            ("", "benefits_shortfall_line_by_line"),
            ("guild", "guild_health_threshold"),
        ]
    }
    writer.post("/you/situation", data=ANSWERS)
    assert number(writer, "", "employee_equivalent_wage") == "76.809141"  # 100 / (1 + 0.301928)
    assert number(writer, "guild", "guild_health_threshold") == "46000.00"
    assert number(writer, "", "benefits_shortfall_line_by_line") != before["benefits_shortfall_line_by_line"]
    writer.post("/you/situation", data={"since": "2026-01-01"})
    assert number(writer, "", "employee_equivalent_wage") == before["employee_equivalent_wage"]
    assert number(writer, "guild", "guild_health_threshold") == before["guild_health_threshold"]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"threshold": "0"}, "threshold", "This amount must be more than nothing."),
        ({"threshold": "a lot"}, "threshold", "Write the amount in digits, like 12.75."),
        ({"basis": "free"}, "basis", "Please choose one of these."),
        ({"group": "poets"}, "group", "Please choose one of these."),
        ({"filing": "alone"}, "filing", "Please choose one of these."),
    ],
)
def test_an_answer_typed_wrong_is_said_and_the_others_stay(
    writer: TestClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = writer.post("/you/situation", data={**ANSWERS, **wrong})
    assert answer.status_code == 422
    assert f'id="{field}-wrong">{sentence}' in answer.text
    assert f'href="#{field}"' in answer.text
    assert in_field(answer.text, "premium") == ANSWERS["premium"]
    assert in_field(writer.get("/you").text, "premium") == ""  # nothing was kept


def test_covered_earnings_of_a_quarter_are_added_listed_counted_and_taken_out(writer: TestClient) -> None:
    page = writer.post("/you/situation/covered", data={**EARNED, "id": str(uuid4())}).text
    assert "Jul to Sep 2026" in page
    assert "$18,000.00" in page
    assert number(writer, "guild", "covered_earnings") == "18000.00"

    gone = writer.post(address_of(page, "withdraw")).text
    assert "Taken out." in gone
    assert "$18,000.00" not in gone
    assert number(writer, "guild", "covered_earnings") is None

    assert "$18,000.00" in writer.post(address_of(gone, "restore")).text
    assert number(writer, "guild", "covered_earnings") == "18000.00"


def test_an_instalment_is_added_listed_counted_and_taken_out(writer: TestClient) -> None:
    page = writer.post("/you/situation/instalments", data={**PAID, "id": str(uuid4())}).text
    assert re.search(r"Instalment 3 of 2026<span class=\"when\">Paid on 10 September 2026", page)
    assert number(writer, "tax_year", "tax_year_instalments_paid") == "500.00"

    assert "Taken out." in writer.post(address_of(page, "withdraw")).text
    assert number(writer, "tax_year", "tax_year_instalments_paid") is None


def test_rows_stand_under_their_own_heading_the_newest_first(writer: TestClient) -> None:
    for data in (
        EARNED,
        {"quarter": "2026-10-01", "covered": "7"},
        {"quarter": "2025-10-01", "covered": "9"},
    ):
        writer.post("/you/situation/covered", data=data)
    page = writer.post("/you/situation/instalments", data=PAID).text
    covered, instalments = page.split('id="covered-rows"')[1].split('id="instalment-rows"')
    shown = [
        covered.index(f'<span class="what">{months}')
        for months in ("Oct to Dec 2026", "Jul to Sep 2026", "Oct to Dec 2025")
    ]
    assert shown == sorted(shown)
    assert "Paid on" in instalments
    assert "Paid on" not in covered


@pytest.mark.parametrize(("path", "data"), [("covered", EARNED), ("instalments", PAID)])
def test_the_same_row_sent_twice_is_kept_once(writer: TestClient, path: str, data: dict[str, str]) -> None:
    sent = {**data, "id": str(uuid4())}
    for _ in range(2):
        page = writer.post(f"/you/situation/{path}", data=sent).text
    assert page.count("Take this out") == 1


@pytest.mark.parametrize(
    ("path", "data", "field", "sentence"),
    [
        ("covered", {**EARNED, "covered": ""}, "covered", "How much was it?"),
        ("covered", {**EARNED, "covered": "much"}, "covered", "Write the amount in digits, like 12.75."),
        ("covered", {**EARNED, "covered": "-5"}, "covered", "This amount cannot be less than nothing."),
        ("covered", {**EARNED, "quarter": ""}, "quarter", "Which quarter was it?"),
        ("covered", {**EARNED, "quarter": "2026-08-01"}, "quarter", "Please choose one of these."),
        ("instalments", {**PAID, "paid": ""}, "paid", "How much was it?"),
        ("instalments", {**PAID, "instalment": ""}, "instalment", "Which instalment was it?"),
        ("instalments", {**PAID, "instalment": "2026-5"}, "instalment", "Please choose one of these."),
        ("instalments", {**PAID, "paid_on": ""}, "paid_on", "Which day was it?"),
        ("instalments", {**PAID, "paid_on": "2026-11-13"}, "paid_on", "That day has not come yet."),
    ],
)
def test_a_row_typed_wrong_keeps_what_was_typed_and_says_what_is_wrong(
    writer: TestClient, path: str, data: dict[str, str], field: str, sentence: str
) -> None:
    answer = writer.post(f"/you/situation/{path}", data=data)
    assert answer.status_code == 422
    assert f'id="{field}-wrong">{sentence}' in answer.text
    for name in set(data) - {"quarter", "instalment"}:
        assert in_field(answer.text, name) == data[name]
    assert "Take this out" not in answer.text  # nothing was kept


def test_the_form_begins_with_the_instalment_that_is_due_next(writer: TestClient) -> None:
    page = writer.get("/you").text
    assert in_field(page, "instalment") == "2026-4"
    assert "Instalment 4 of 2026, due on 15 January 2027" in page
    assert in_field(page, "paid_on") == "2026-11-12"
    assert in_field(page, "quarter") == "2026-10-01"


def test_it_speaks_spanish(writer: TestClient) -> None:
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    writer.post("/you/situation/covered", data=EARNED)
    page = writer.post("/you/situation/instalments", data=PAID).text
    for said in (
        "Ingresos cubiertos por el sindicato",
        "Cuota 3 de 2026",
        "Pagada el",
        "Contar la cobertura",
    ):
        assert said in page


@pytest.mark.parametrize("place", ["Narnia", "US-ZZ", "us-ca", "US"])
def test_a_place_that_is_not_offered_is_refused_and_stays_in_the_form(writer: TestClient, place: str) -> None:
    answer = writer.post("/you/situation", data={**ANSWERS, "place": place})
    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text
    assert in_field(answer.text, "place") == place
    assert in_field(answer.text, "hours") == "20"
    assert writer.get("/api/v1/situations").json()["items"] == []


def test_a_place_that_came_with_a_file_stays_when_something_else_is_said(writer: TestClient) -> None:
    came = {"fact": "place_of_work", "starts_on": "2026-01-01", "value": "CA-ON"}
    assert writer.post("/api/v1/situations", json=came).status_code == 201
    assert in_field(writer.get("/you").text, "place") == "CA-ON"
    page = writer.post("/you/situation", data={**ANSWERS, "place": "CA-ON"}).text
    assert in_field(page, "place") == "CA-ON"


@pytest.mark.parametrize(
    "said",
    [
        {"fact": "place_of_work", "value": "Narnia"},
        {"fact": "place_of_work"},
        {"fact": "hours_wanted", "value": "many"},
        {"fact": "w2_wages"},
        {"fact": "filing_status", "value": "cat"},
    ],
)
def test_the_api_takes_no_fact_that_a_ledger_file_could_not_hold(
    writer: TestClient, said: dict[str, str]
) -> None:
    body = {**said, "starts_on": "2026-01-01"}
    for answer in (
        writer.post("/api/v1/situations", json=body),
        writer.put(f"/api/v1/situations/{uuid4()}", json=body),
    ):
        assert answer.status_code == 422
        assert "no value of this fact" in answer.text
    assert writer.get("/api/v1/situations").json()["items"] == []
