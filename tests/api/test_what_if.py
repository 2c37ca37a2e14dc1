"""What if, for programs: the numbers of the page, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.api.conftest import API
from tests.api.test_fuzzed import fuzz

PATH = f"{API}/what-if"


def logged(writer):
    """Three contracts of five hours and more, all promised 30.00: paid 25, 20 and 15 an hour, a fifth unpaid."""
    platform = writer.post(f"{API}/platforms", json={"name": "Northlight"}).json()["id"]
    for number, pay in enumerate((25, 20, 15)):
        contract = writer.post(
            f"{API}/contracts",
            json={"platform_id": platform, "name": f"Contract {number}", "state": "active"},
        ).json()["id"]
        promised = {
            "pay_model": "hourly",
            "rate_minor": 3000,
            "currency": "USD",
            "effective_on": "2026-01-01",
        }
        writer.post(f"{API}/terms", json={"contract_id": contract, **promised})
        task = {"contract_id": contract, "worked_on": f"2026-03-0{2 + number}", "outcome": "pending"}
        paid = {"is_paid": True, "seconds": 8 * 3600, "expected_minor": pay * 800, "currency": "USD"}
        unpaid = {"is_paid": False, "seconds": 2 * 3600, "unpaid_category": "waiting"}
        for more in (paid, unpaid):
            sent = writer.post(f"{API}/tasks", json={**task, **more})
            assert sent.status_code == 201, sent.text
    return contract


def test_an_offer_and_its_inverse(writer):
    contract = logged(writer)
    answer = writer.get(PATH, params={"rate": "30"}).json()
    # 480 for 24 paid hours is 20 of 30; a fifth of 30 hours was unpaid
    assert answer["leans_on"]["shares"]["promise_kept"] == "0.666667"
    assert answer["leans_on"]["shares"]["paid_time"] == "0.8"
    assert [answer["ladder"][step] for step in ("promised", "counted", "worked", "real")] == [
        "30.0000", "20.0000", "16.0000", "16.0000",
    ]  # fmt: skip
    assert answer["range"] == {
        "of": "real",
        "low": "12.0000",
        "high": "20.0000",
        "contract_count": 3,
        "is_middle_half": False,
    }
    asked = writer.get(PATH, params={"wanted": "16", "currency": "USD"}).json()
    assert asked["rate"] == "30.0000"
    month = writer.get(PATH, params={"wanted": "1600", "month_hours": "100"}).json()
    assert month["ladder"] == asked["ladder"]
    one = writer.get(PATH, params={"rate": "30", "on": f"contract:{contract}"}).json()
    assert (one["ladder"]["real"], one["range"]) == ("12.0000", None)


@pytest.mark.parametrize("basis", ["before_tax", "after_tax", "staff_wage"])
def test_asking_for_it_gives_what_was_wanted_and_hardly_more(writer, basis):
    logged(writer)
    step = {"before_tax": "real"}.get(basis, basis)
    asked = writer.get(PATH, params={"wanted": "21.37", "basis": basis}).json()
    back = writer.get(PATH, params={"rate": f"{Decimal(asked['rate']):.2f}"}).json()
    assert 0 <= Fraction(back["ladder"][step]) - Fraction("21.37") <= Fraction("0.01")


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"rate": "30", "wanted": "30"}, "rate"),
        ({"rate": "0"}, "rate"),
        ({"rate": "-1"}, "rate"),
        ({"rate": "x"}, "rate"),
        ({"rate": "30.005"}, "rate"),
        ({"rate": "1e-999999999"}, "rate"),
        ({"rate": "NaN"}, "rate"),
        ({"rate": "9999999999999"}, "rate"),
        ({"rate": "1000000.01"}, "rate"),
        ({"rate": "30", "per": "week"}, "per"),
        ({"rate": "30", "per": "piece"}, "pieces"),
        ({"rate": "30", "per": "job"}, "hours"),
        ({"rate": "30", "per": "job", "hours": "0"}, "hours"),
        ({"rate": "30", "on": "platform:nobody"}, "on"),
        ({"rate": "30", "on": "x" * 201}, "on"),
        ({"rate": "30", "currency": "EUR"}, "currency"),
        ({"rate": "30", "currency": "dollars"}, "currency"),
        ({"wanted": "3000000"}, "wanted"),
        ({"wanted": "30", "basis": "gross"}, "basis"),
        ({"wanted": "30", "month_hours": "745"}, "month_hours"),
    ],
)
def test_what_is_refused_is_named(writer, params, field):
    logged(writer)
    answer = writer.get(PATH, params=params)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]


def test_an_empty_log_has_no_answer_and_a_reason(writer):
    for params in ({"rate": "30"}, {"wanted": "30"}):
        answer = writer.get(PATH, params=params).json()
        assert (answer["rate"], answer["ladder"], answer["range"], answer["reason"]) == (
            None, None, None, "no_hours",
        )  # fmt: skip
        assert answer["leans_on"]["shares"] is None


def test_without_a_question_it_tells_what_became_of_her_hours(writer):
    logged(writer)
    answer = writer.get(PATH).json()
    assert (answer["rate"], answer["ladder"], answer["range"], answer["reason"]) == (None, None, None, None)
    assert answer["leans_on"]["shares"]["promise_kept"] == "0.666667"


@pytest.mark.parametrize("dimension", ["platform", "contract", "kind"])
def test_work_that_has_none_can_be_leaned_on_where_there_is_some(writer, dimension):
    contract, asked = logged(writer), {"rate": "30", "on": f"{dimension}:none"}
    if dimension != "kind":  # none of these entries has a kind
        assert writer.get(PATH, params=asked).status_code == 422
    loose = {"worked_on": "2026-03-09", "outcome": "pending", "is_paid": True, "seconds": 3600}
    pay = {"expected_minor": 1000, "currency": "USD"}
    assert writer.post(f"{API}/tasks", json={**loose, **pay}).status_code == 201
    answer = writer.get(PATH, params=asked).json()
    assert answer["on"] == f"{dimension}:none"
    assert answer["leans_on"]["task_count"] == (7 if dimension == "kind" else 1)
    assert writer.get("/real-pay/what-if", params=asked).text.count("Please choose one of these.")
    assert writer.get(PATH, params={"on": f"contract:{contract}"}).json()["leans_on"]["task_count"] == 2


def test_a_kind_of_work_may_be_called_none(writer):
    logged(writer)
    hour = {"worked_on": "2026-03-09", "outcome": "pending", "is_paid": True, "seconds": 3600, "kind": "none"}
    assert (
        writer.post(f"{API}/tasks", json={**hour, "expected_minor": 1000, "currency": "USD"}).status_code
        == 201
    )
    assert writer.get(PATH, params={"on": "kind:none"}).json()["leans_on"]["task_count"] == 1


def test_the_contract_of_another_writer_is_none(writer, browser):
    theirs, other = logged(writer), browser()
    other.post("/start")
    unknown = "00000000-0000-4000-8000-000000000000"
    answers = [other.get(PATH, params={"rate": "30", "on": f"contract:{one}"}) for one in (theirs, unknown)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["fields"] == answers[1].json()["fields"] == {"on": "Please choose one of these."}


def test_nobody_gets_an_answer(nobody):
    assert nobody.get(PATH, params={"rate": "30"}).status_code == 401


def test_made_up_questions_break_nothing(app, writer):
    logged(writer)
    assert 422 in fuzz(app, writer, 20, lambda path: path == "/what-if")
