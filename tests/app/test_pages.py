"""Pages as a writer uses them: without script, by forms and links."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import clock
from app.database import transaction
from app.jobs.imports import import_file
from app.store import writers
from app.web import rendering
from tests.app.conftest import Browser

PUBLIC = ["/", "/sample", "/method", "/parameters", "/privacy", "/help"]
OWN = [
    "/today",
    "/work",
    "/work/new",
    "/payments",
    "/payments/new",
    "/payments/costs/new",
    "/real-pay",
    "/you",
]

WORK = {
    "like": "other",
    "kind": "Rank pairs",
    "platform": "Northlight",
    "duration": "30",
    "is_paid": "yes",
    "pay": "12.75",
    "day": "today",
}
CONTRACT = {
    "name": "Contract 19",
    "platform": "Northlight",
    "task_kind": "Rank pairs",
    "pay_model": "hourly",
    "rate": "$26.54",
    "started_on": "2026-11-01",
    "pay_lag_days": "7",
}


def saved_id(address: object) -> str:
    return str(address).partition("saved=")[2].partition("&")[0]


def contract_of(client: TestClient) -> str:
    return str(client.post("/work", data=CONTRACT).url).partition("?")[0]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_opens_for_anyone(nobody: TestClient, path: str) -> None:
    assert nobody.get(path).status_code == 200


@pytest.mark.parametrize("path", OWN)
def test_a_page_of_ones_own_leads_nobody_to_the_first_page(nobody: TestClient, path: str) -> None:
    answer = nobody.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("path", OWN)
def test_an_empty_page_has_words_and_no_amount_of_nothing(writer: TestClient, path: str) -> None:
    answer = writer.get(path)
    assert answer.status_code == 200
    assert "0.00" not in answer.text


@pytest.mark.parametrize("path", [*PUBLIC, *OWN])
def test_no_page_carries_a_style_or_a_script_of_its_own(writer: TestClient, path: str) -> None:
    page = writer.get(path).text
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//(?!www\.|[a-z.-]+\.[a-z]+/)""", page)


def test_one_tap_makes_one_account(browser: Browser) -> None:
    client = browser()
    answer = client.post("/start", follow_redirects=False)
    assert answer.headers["Location"] == "/today"
    handle = re.search(r"<dd>([a-z]+-[a-z]+)</dd>", client.get("/you").text)
    client.post("/start")
    assert handle is not None
    assert handle[1] in client.get("/you").text


def test_logged_work_is_saved_can_be_undone_and_put_back(writer: TestClient) -> None:
    saved = writer.post("/today", data=WORK)
    assert "Saved 30 min." in saved.text
    assert "$12.75" in saved.text
    task = saved_id(saved.url)
    undone = writer.post(f"/work/entries/{task}/withdraw", data={"back": "/today"})
    assert "Taken out." in undone.text
    assert "$12.75" not in undone.text
    assert "$12.75" in writer.post(f"/work/entries/{task}/restore", data={"back": "/today"}).text


def test_the_same_form_sent_twice_is_kept_once(writer: TestClient) -> None:
    form = {**WORK, "id": "01890a5d-ac96-774b-bcce-b302099a8057"}
    writer.post("/today", data=form)
    page = writer.post("/today", data=form).text
    assert page.count('<li><a href="/work/entries/01890a5d-ac96-774b-bcce-b302099a8057"') == 1


def test_another_like_this_comes_back_filled_in(writer: TestClient) -> None:
    answer = writer.post("/today", data={**WORK, "another": "yes", "day": "yesterday"})
    task = saved_id(answer.url)
    assert re.search(rf'name="like" value="{task}"[^>]* checked', answer.text)
    assert re.search(r'name="day" value="yesterday"[^>]* checked', answer.text)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"duration": "typed", "typed_duration": "soon"}, "typed_duration", "Write the time like 45"),
        ({"pay": "a lot"}, "pay", "Write the amount in digits"),
        ({"day": "other", "other_day": "2027-01-01"}, "other_day", "That day has not come yet."),
        ({"kind": "", "platform": ""}, "kind", "Say in a few words what it was."),
    ],
)
def test_a_mistake_is_said_at_the_top_and_at_its_field_and_nothing_typed_is_lost(
    writer: TestClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = writer.post("/today", data={**WORK, **wrong})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(sentence[1:])}', answer.text)
    assert f'id="{field}-wrong">{sentence}' in answer.text
    for name, value in {**WORK, **wrong}.items():
        if name in {"pay", "typed_duration", "other_day"} and value:
            assert f'value="{value}"' in answer.text


def test_what_is_typed_is_text_and_never_markup(writer: TestClient) -> None:
    page = writer.post("/today", data={**WORK, "kind": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_contract_shows_what_was_promised_and_ends(writer: TestClient) -> None:
    address = contract_of(writer)
    assert "$26.54 an hour" in writer.get(address).text
    ended = writer.post(f"{address}/end", data={"state": "ended_by_platform", "ended_on": "2026-11-10"})
    assert "Contract ended." in ended.text
    assert "November 2026" in writer.get("/work").text


def test_a_contract_cannot_end_before_it_starts(writer: TestClient) -> None:
    address = contract_of(writer)
    answer = writer.post(f"{address}/end", data={"state": "ended_by_me", "ended_on": "2026-10-01"})
    assert answer.status_code == 422
    assert "A contract cannot end before it starts." in answer.text


def test_a_rate_cut_leaves_the_earlier_terms_on_file(writer: TestClient) -> None:
    address = contract_of(writer)
    page = writer.post(
        f"{address}/terms", data={"effective_on": "2026-11-05", "pay_model": "hourly", "rate": "20"}
    ).text
    assert "$20.00 an hour" in page
    assert "$26.54 an hour" in page


def test_the_first_promise_holds_from_the_start_of_a_contract(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, "day": "other", "other_day": "2026-11-02"})
    found = re.search(r'/work/([0-9a-f-]{36})"', writer.get("/work").text)
    assert found is not None
    address = f"/work/{found[1]}"
    assert "Say what was promised" in writer.get(address).text
    form = writer.get(f"{address}/terms").text
    assert 'value="2026-11-02"' in form
    assert "the earlier terms stay" not in form


def test_a_typed_payment_can_be_undone_and_its_fee_stays_below_it(writer: TestClient) -> None:
    sent = {"kind": "task_pay", "currency": "USD", "earned_on": "2026-11-01", "arrived_on": "2026-11-01"}
    refused = writer.post("/payments", data={**sent, "amount": "120", "fee": "200"})
    assert "The fee is more than the amount." in refused.text
    saved = writer.post("/payments", data={**sent, "amount": "1200", "fee": "3"})
    assert "$1,200.00" in saved.text
    payout = re.search(r"/payments/arrived/([0-9a-f-]{36})/undo", saved.text)
    assert payout is not None
    undone = writer.post(payout[0])
    assert "Taken out." in undone.text
    assert "$1,200.00" not in undone.text
    assert "Nothing owed to you, and nothing has arrived yet." in undone.text


def test_what_is_late_arrives_with_one_tap_and_comes_back_with_undo(writer: TestClient) -> None:
    contract = contract_of(writer).rpartition("/")[2]
    writer.post(
        "/today",
        data={
            **WORK,
            "contract": contract,
            "platform": "",
            "pay": "312",
            "day": "other",
            "other_day": "2026-11-02",
        },
    )
    page = writer.get("/payments").text
    assert "3 days late" in page
    assert "Did Northlight pay you $312.00?" in writer.get("/today").text
    key = re.search(r'name="owed" value="([^"]+)"', page)
    assert key is not None
    arrived = writer.post("/payments/arrived", data={"owed": key[1]})
    assert "Saved: it arrived today." in arrived.text
    assert "Nothing owed to you." in arrived.text
    assert writer.post("/payments/arrived", data={"owed": key[1]}).status_code == 404  # nothing was shown
    undo = re.search(r'action="(/payments/arrived/[^"]+/undo)"', arrived.text)
    assert undo is not None
    assert "3 days late" in writer.post(undo[1]).text


@pytest.mark.parametrize(
    "more",
    [
        {"tasks": {"held": "30.00", "held_until_on": "2026-12-24"}},
        {
            "payments": [
                {"id": "x", "contract_id": "c", "kind": "clawback", "earned_on": "2026-11-02", "amount": "5"}
            ]
        },
    ],
    ids=["held back", "taken back"],
)
def test_what_arrived_in_part_leaves_what_was_earned(browser: Browser, app: FastAPI, more) -> None:
    client = browser()
    client.post("/start", data={"zone": "America/Los_Angeles"})
    task = {"id": "t", "contract_id": "c", "worked_on": "2026-11-02", "seconds": 3600, "expected": "40.00"}
    log = {
        "format": "pagerate-ledger",
        "version": 1,
        "platforms": [{"id": "p", "name": "Quillbase"}],
        "contracts": [{"id": "c", "platform_id": "p", "name": "Endings"}],
        **more,
        "tasks": [{**task, "outcome": "approved", **more.get("tasks", {})}],
    }
    with transaction(app.state.engine) as connection:
        [me] = connection.execute(text("SELECT handle FROM writer")).scalars()
        import_file(connection, writers.by_handle(connection, me), json.dumps(log).encode(), "log.json")

    def amounts(*keys: str) -> list[str]:
        figures = client.get("/api/v1/report").json()["figures"]
        return [figures[key]["value"] for key in keys]

    earned, owed = amounts("earned", "outstanding")
    key = re.search(r'name="owed" value="([^"]+)"', client.get("/payments").text)
    assert key is not None
    client.post("/payments/arrived", data={"owed": key[1]})
    left = "10.00" if "tasks" in more else "0.00"
    assert amounts("earned", "outstanding") == [earned, left]
    assert owed == earned


def test_what_is_owed_in_another_currency_arrives_in_that_currency(writer: TestClient) -> None:
    with clock.frozen(datetime(2026, 10, 20, 18, tzinfo=UTC)):  # the table of exchange rates reaches it
        form = {"kind": "task_pay", "amount": "100", "currency": "EUR", "earned_on": "2026-10-12"}
        page = writer.post("/payments", data={**form, "platform": "Quillbase"}).text
        key = re.search(r'name="owed" value="([^"]+)"', page)
        assert key is not None
        arrived = writer.post("/payments/arrived", data={"owed": key[1]}).text
        assert "Nothing owed to you." in arrived
        assert "€100.00" in arrived
        report = writer.get("/api/v1/report").json()
    [row_ids] = [report["figures"]["earned"]["rows"]["payments"]]
    assert len(row_ids) == 1  # no payment is made up for a difference between two currencies


def test_a_payment_and_a_cost_are_kept(writer: TestClient) -> None:
    form = {
        "kind": "bonus",
        "amount": "1.234,50",
        "fee": "4,50",
        "currency": "USD",
        "platform": "Quillbase",
        "earned_on": "2026-11-01",
        "arrived_on": "2026-11-10",
    }
    page = writer.post("/payments", data=form).text
    assert "$1,234.50" in page
    assert "fee $4.50" in page
    cost = {"category": "Software", "amount": "20", "spent_on": "2026-11-03", "months": "1"}
    assert "$20.00" in writer.post("/payments/costs", data=cost).text


def test_an_entry_can_be_changed_and_a_stale_change_is_refused(writer: TestClient) -> None:
    task = saved_id(writer.post("/today", data=WORK).url)
    change = {
        "revision": "1",
        "kind": "Rank pairs",
        "duration": "1:20",
        "is_paid": "no",
        "unpaid_category": "waiting",
        "outcome": "pending",
        "worked_on": "2026-11-12",
    }
    assert writer.post(f"/work/entries/{task}", data=change).status_code == 200
    assert "1 h 20 min" in writer.get("/today").text
    assert writer.post(f"/work/entries/{task}", data=change).status_code == 200  # the same form, sent twice
    late = {**change, "duration": "20"}
    assert writer.post(f"/work/entries/{task}", data=late).status_code == 409


def test_somebody_elses_rows_are_not_found(browser: Browser, writer: TestClient) -> None:
    task = saved_id(writer.post("/today", data=WORK).url)
    contract = contract_of(writer)
    other = browser()
    other.post("/start")
    assert other.get(f"/work/entries/{task}").status_code == 404
    assert other.post(f"/work/entries/{task}/withdraw").status_code == 404
    assert other.get(contract).status_code == 404
    assert "$12.75" in writer.get("/today").text


def test_hidden_amounts_leave_no_digit_of_money(writer: TestClient) -> None:
    writer.post("/today", data=WORK)
    page = writer.post("/you/amounts", data={"back": "/today"}).text
    assert 'aria-pressed="true"' in page
    assert "$•••" in page
    assert "12.75" not in page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_form_leads_back_to_our_own_pages_only(writer: TestClient, elsewhere: str) -> None:
    answer = writer.post("/you/amounts", data={"back": elsewhere}, follow_redirects=False)
    assert answer.headers["Location"] == "/today"


def test_settings_and_situation_are_kept(writer: TestClient) -> None:
    writer.post("/you", data={"language": "en", "zone": "Europe/Madrid", "currency": "EUR"})
    writer.post(
        "/you/situation", data={"place": "US-CA", "hours": "20,5", "cover": "none", "since": "2026-01-01"}
    )
    page = writer.get("/you").text
    assert 'value="Europe/Madrid"' in page
    assert 'value="20.5"' in page
    assert re.search(r'value="US-CA" selected', page)


def test_signing_out_ends_the_session(writer: TestClient) -> None:
    token = writer.cookies["session"]
    writer.post("/you/sign-out", data={"lose": "yes"})
    writer.cookies.set("session", token)
    assert writer.get("/today", follow_redirects=False).status_code == 303


def test_every_outside_figure_can_be_read_by_topic(nobody: TestClient) -> None:
    page = nobody.get("/parameters?topic=payroll_tax").text
    assert 'rel="noreferrer' in page
    assert "Payroll and self-employment tax" in page


def test_the_process_is_up_and_ready(nobody: TestClient) -> None:
    assert nobody.get("/healthz").text == "ok"
    assert nobody.get("/readyz").text == "ready"


def test_no_template_has_a_style_attribute() -> None:
    for path in Path(rendering.TEMPLATES).rglob("*.html"):
        assert "style=" not in path.read_text(), path


def test_a_day_takes_no_more_than_24_hours(writer: TestClient) -> None:
    long = {"like": "other", "kind": "Scenes", "duration": "23h", "is_paid": "no", "day": "today"}
    assert writer.post("/today", data=long).status_code == 200

    refused = writer.post("/today", data={**long, "duration": "2h"})

    assert refused.status_code == 422
    assert "more than 24 hours of work" in refused.text


def test_a_cost_typed_wrong_is_taken_out_and_put_back(writer: TestClient) -> None:
    cost = {"category": "Software", "amount": "1200", "spent_on": "2026-11-02", "months": "1"}
    shown = writer.post("/payments/costs", data=cost).text
    address = re.search(r"/payments/costs/[0-9a-f-]+/withdraw", shown)[0]  # type: ignore[index]

    gone = writer.post(address).text
    assert "Taken out." in gone
    assert "1,200.00" not in gone

    back = re.search(r"/payments/costs/[0-9a-f-]+/restore", gone)[0]  # type: ignore[index]
    assert "1,200.00" in writer.post(back).text


def test_another_like_this_keeps_the_time_and_says_what_was_saved_beside_the_form(writer: TestClient) -> None:
    typed = {**WORK, "another": "yes", "duration": "typed", "typed_duration": "1,5 h"}
    page = writer.post("/today", data=typed).text
    assert re.search(r'name="duration" value="typed"[^>]* checked', page)
    assert 'value="1,5 h"' in page
    told = re.findall(r'role="status"(?! data-told)', page)  # what the script says stands elsewhere
    assert len(told) == 1
    assert page.index('id="past"') < page.rindex('role="status"')


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"currency": "XQZ"}, "We do not know this currency."),
        ({"currency": "dollars"}, "Three letters, such as USD."),
        ({"amount": "-5"}, "This amount cannot be less than nothing."),
    ],
)
def test_a_payment_in_no_currency_or_below_nothing_is_refused(writer: TestClient, wrong, sentence) -> None:
    sent = {"kind": "task_pay", "currency": "USD", "amount": "5", "earned_on": "2026-11-01"}
    answer = writer.post("/payments", data={**sent, **wrong})
    assert answer.status_code == 422
    assert f'class="wrong" id="{next(iter(wrong))}-wrong">{sentence}' in answer.text
    assert writer.post(
        "/payments", data={**sent, **wrong, "currency": "USD", "kind": "adjustment"}
    ).is_success


def test_a_cost_over_no_months_and_a_rate_for_no_units_are_refused(writer: TestClient) -> None:
    cost = {"category": "Laptop", "amount": "360", "spent_on": "2026-11-03", "months": "0"}
    assert "Write a whole number" in writer.post("/payments/costs", data=cost).text
    address = contract_of(writer)
    terms = {"pay_model": "per_unit", "rate": "12", "rate_units": "0", "effective_on": "2026-11-03"}
    assert "Write a whole number" in writer.post(f"{address}/terms", data=terms).text


def test_the_numbers_of_a_contract_open_their_explanation(writer: TestClient) -> None:
    contract = contract_of(writer).rpartition("/")[2]
    writer.post("/today", data={**WORK, "contract": contract, "platform": ""})
    page = writer.get(f"/work/{contract}").text
    address = re.search(rf'href="(/real-pay/explain/hours\?contract={contract})"', page)
    assert address is not None
    assert writer.get(address[1]).status_code == 200


def test_words_nobody_understood_are_gone(writer: TestClient) -> None:
    running = writer.post("/timer", data={"kind": "Rank pairs"}).text
    assert '<label for="units">Units done</label>' in running
    assert "0 units" in running
    stop = re.search(r'href="(/timer/[0-9a-f-]{36}/stop)"', running)
    assert stop is not None
    page = writer.get(stop[1]).text
    assert '<label for="units">Units done</label>' in page
    assert "Go back, the timer keeps running" in page
    chosen = {"task": [saved_id(writer.post("/today", data=WORK).url)], "back": "/work"}
    assert "Take them out: they count nowhere any more" in writer.post("/work/bulk", data=chosen).text
    late = {**WORK, "contract": contract_of(writer).rpartition("/")[2], "platform": "", "day": "other"}
    paid = writer.post("/today", data={**late, "other_day": "2026-11-02"})
    assert paid.status_code == 200
    assert "Ask for this pay in writing" in writer.get("/payments").text


def test_the_summary_names_each_field_in_the_order_of_the_page(writer: TestClient) -> None:
    wrong = {"amount": "lots", "currency": "XQZ", "platform": "x" * 121, "fee": "much", "kind": "task_pay"}
    page = writer.post("/payments", data={**wrong, "arrived_on": "2026-11-01"}).text
    assert re.findall(r'<li><a href="#[^"]+">([^<]+)</a>', page) == [
        "Amount, before fees: write the amount in digits, like 12.75.",
        "Currency: we do not know this currency.",
        "Platform: at most 120 characters.",
        "Day it was earned: which day was it earned?",
        "Fee taken off: write the amount in digits, like 12.75.",
    ]


def test_hours_below_nothing_have_to_be_zero_or_more(writer: TestClient) -> None:
    page = writer.post("/work", data={**CONTRACT, "weekly_cap": "-1"}).text
    assert "At most so many hours a week: it has to be 0 or more." in page


def test_an_amount_of_zero_is_no_payment(writer: TestClient) -> None:
    sent = {"kind": "task_pay", "currency": "USD", "amount": "0.00", "fee": "2", "arrived_on": "2026-11-01"}
    answer = writer.post("/payments", data={**sent, "earned_on": "2026-11-01"})
    assert answer.status_code == 422
    assert "An amount of zero is no payment. Write what was paid." in answer.text
