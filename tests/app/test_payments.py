"""Payments as a writer uses them: owed, arrived, matched, changed, taken out and put back; without script."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import clock
from app.database import transaction
from app.jobs.imports import import_file
from app.store import writers
from tests.app.form_fields import values_at

PAYMENT = {
    "kind": "task_pay",
    "amount": "120",
    "currency": "USD",
    "platform": "Northlight",
    "earned_on": "2026-11-02",
}
PAYOUT = {"amount": "200", "currency": "USD", "platform": "Northlight", "arrived_on": "2026-11-10"}
COST = {"category": "Laptop", "amount": "900", "currency": "EUR", "spent_on": "2026-10-20", "months": "36"}


def keep(app: FastAPI, **nouns: list[dict[str, object]]) -> None:
    """Bring rows into the only log there is."""
    log = {"format": "pagerate-ledger", "version": 1, **nouns}
    with transaction(app.state.engine) as connection:
        [handle] = connection.execute(text("SELECT handle FROM writer")).scalars()
        me = writers.by_handle(connection, handle)
        import_file(connection, me, json.dumps(log).encode(), "log.json")


def work_on_endings(*tasks: dict[str, object], **nouns: list[dict[str, object]]) -> dict[str, list]:
    platforms = [{"id": "p", "name": "Quillbase"}]
    contracts = [{"id": "c", "platform_id": "p", "name": "Endings", "started_on": "2026-09-01"}]
    terms = [
        {
            "id": "t",
            "contract_id": "c",
            "effective_on": "2026-09-01",
            "pay_model": "hourly",
            "currency": "USD",
            "rate": "20.00",
            "pay_lag_days": 10,
        }
    ]
    listed = [
        {"contract_id": "c", "seconds": 3600, "is_paid": True, "outcome": "approved", **task}
        for task in tasks
    ]
    return {"platforms": platforms, "contracts": contracts, "terms": terms, "tasks": listed, **nouns}


def owed_keys(page: str) -> list[str]:
    return re.findall(r'name="owed" value="([^"]+)"', page)


def figures(client: TestClient, *keys: str) -> list[str | None]:
    found = client.get("/api/v1/report").json()["figures"]
    return [found[key]["value"] for key in keys]


def address_of(answer, pattern: str) -> str:
    found = re.search(pattern, answer.text)
    assert found is not None, pattern
    return found[1]


def paid_and_arrived(writer: TestClient, *amounts: str) -> tuple[list[str], str]:
    """Payments on file, and a payout of 200 that nothing is matched with."""
    ids = []
    for amount in amounts:
        saved = writer.post("/payments", data={**PAYMENT, "amount": amount})
        ids.append(str(saved.url).rpartition("payment=")[2])
    address = str(writer.post("/payments/payouts", data=PAYOUT).url).partition("?")[0]
    return ids, address.partition("pagerate.test")[2]


def test_it_arrived_settles_the_row_it_stands_on_even_when_older_money_is_unmatched(
    writer: TestClient, app: FastAPI
) -> None:
    keep(
        app,
        **work_on_endings(
            {"id": "old", "worked_on": "2026-10-01", "expected": "100.00"},
            {"id": "new", "worked_on": "2026-10-20", "expected": "60.00"},
            payouts=[
                {
                    "id": "stray",
                    "contract_id": "c",
                    "arrived_on": "2026-10-12",
                    "gross": "30.00",
                    "fee": "0.00",
                    "net": "30.00",
                    "currency": "USD",
                }
            ],
        ),
    )
    page = writer.get("/payments").text
    assert ["$70.00</b>" in page, "$60.00</b>" in page] == [True, True]
    earned = figures(writer, "earned")
    newest = next(key for key in owed_keys(page) if "2026-10-30" in key)

    after = writer.post("/payments/arrived", data={"owed": newest}).text

    assert "$70.00</b> Quillbase" in after
    assert "$60.00</b> Quillbase" not in after
    oldest = owed_keys(after)[0]
    settled = writer.post("/payments/arrived", data={"owed": oldest})
    assert "Nothing owed to you." in settled.text
    assert figures(writer, "earned", "outstanding") == [*earned, "0.00"]


def test_what_is_left_of_several_tasks_arrives_task_by_task(writer: TestClient, app: FastAPI) -> None:
    keep(
        app,
        **work_on_endings(
            {"id": "a", "worked_on": "2026-10-01", "expected": "40.00"},
            {
                "id": "b",
                "worked_on": "2026-10-01",
                "expected": "40.00",
                "held": "10.00",
                "held_until_on": "2026-12-24",
            },
        ),
    )
    earned = figures(writer, "earned")
    arrived = writer.post("/payments/arrived", data={"owed": owed_keys(writer.get("/payments").text)[0]})
    assert figures(writer, "earned", "outstanding") == [*earned, "10.00"]
    undo = address_of(arrived, r'action="(/payments/arrived/[^"]+/undo)"')
    back = writer.post(undo)
    assert figures(writer, "earned", "outstanding") == [*earned, "80.00"]
    writer.post(address_of(back, r'action="(/payments/arrived/[^"]+/restore)"'))
    assert figures(writer, "earned", "outstanding") == [*earned, "10.00"]


def test_a_debt_in_euros_is_asked_in_euros(writer: TestClient) -> None:
    with clock.frozen(datetime(2026, 10, 20, 18, tzinfo=UTC)):  # the table of exchange rates reaches it
        form = {**PAYMENT, "currency": "EUR", "earned_on": "2026-10-12", "expected_on": "2026-10-15"}
        page = writer.post("/payments", data=form).text
        assert "€120.00</b> Northlight" in page
        assert re.search(r"about \$1\d\d\.\d\d", page)
        assert "Did Northlight pay you €120.00?" in writer.get("/today").text


def test_a_debt_without_a_rate_of_exchange_is_still_there_and_can_arrive(writer: TestClient) -> None:
    form = {**PAYMENT, "currency": "EUR", "earned_on": "2026-11-10", "expected_on": "2026-11-11"}
    page = writer.post("/payments", data={**form, "platform": "Quillbase"}).text
    assert "€120.00" in page
    assert "Did Quillbase pay you €120.00?" in writer.get("/today").text
    writer.post("/payments", data=PAYMENT)
    both = writer.get("/payments").text
    assert "And €120.00, for which no rate of exchange is on file today." in both
    euros = next(key for key in owed_keys(both) if key.endswith("EUR"))
    assert "€120.00</b> Quillbase" not in writer.post("/payments/arrived", data={"owed": euros}).text


def test_a_payout_is_matched_by_hand_with_what_adds_up_and_its_remainder_is_always_shown(
    writer: TestClient,
) -> None:
    (first, second, third), address = paid_and_arrived(writer, "120", "80", "45.50")
    page = writer.get(address).text
    ticked = re.findall(r'name="take-([0-9a-f-]+)" value="yes" checked', page)
    assert sorted(ticked) == sorted([first, second])
    assert re.search(r"Left over</dt><dd>\$200\.00", page)

    part = {f"take-{first}": "yes", f"amount-{first}": "120", f"take-{third}": "yes"}
    matched = writer.post(f"{address}/matches", data={**part, f"amount-{third}": "30.00"})
    assert re.search(r"Left over</dt><dd>\$50\.00", matched.text)
    assert re.search(
        r"Not matched with money that arrived</dt><dd>\$15\.50", writer.get(f"/payments/{third}").text
    )

    back = writer.post(address_of(matched, r'action="(/payments/matches/[^"]+/withdraw)"'))
    assert "Match taken back." in back.text
    again = writer.post(address_of(back, r'action="(/payments/matches/[^"]+/restore)"'))
    assert re.search(r"Left over</dt><dd>\$50\.00", again.text)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("500", "That is not what is still open of this payment."),
        ("-5", "That is not what is still open of this payment."),
        ("0", "That is not what is still open of this payment."),
        ("", "How much of it?"),
        ("much", "Write the amount in digits"),
    ],
)
def test_a_match_of_more_than_there_is_is_refused_and_what_was_typed_stays(
    writer: TestClient, amount: str, sentence: str
) -> None:
    (payment,), address = paid_and_arrived(writer, "300")
    answer = writer.post(f"{address}/matches", data={f"take-{payment}": "yes", f"amount-{payment}": amount})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'name="take-{payment}" value="yes" checked' in answer.text
    assert f'value="{amount}"' in answer.text
    over = writer.post(f"{address}/matches", data={f"take-{payment}": "yes", f"amount-{payment}": "250"})
    assert "That is more than is left of this money." in over.text
    nothing = writer.post(f"{address}/matches", data={})
    assert "Tick what it paid." in nothing.text


def test_money_of_two_currencies_is_neither_offered_nor_matched(writer: TestClient) -> None:
    (euro,), address = paid_and_arrived(writer, "120")
    writer.post(f"/payments/{euro}", data={**PAYMENT, "currency": "EUR", "revision": "1"})
    assert euro not in writer.get(address).text
    answer = writer.post(f"{address}/matches", data={f"take-{euro}": "yes", f"amount-{euro}": "120"})
    assert answer.status_code == 422
    assert "This payment is in another currency" in answer.text


def test_a_matched_payment_and_its_payout_keep_their_currency(writer: TestClient) -> None:
    (payment,), address = paid_and_arrived(writer, "120")
    writer.post(f"{address}/matches", data={f"take-{payment}": "yes", f"amount-{payment}": "120"})
    for path, form in (
        (f"/payments/{payment}", {**PAYMENT, "currency": "EUR", "revision": "1"}),
        (f"{address}/edit", {**PAYOUT, "currency": "EUR", "revision": "1"}),
    ):
        answer = writer.post(path, data=form)
        assert answer.status_code == 422
        assert "Take the matches back first." in answer.text


def test_a_payment_is_changed_and_the_change_undone_and_undone_again(writer: TestClient) -> None:
    saved = writer.post("/payments", data={**PAYMENT, "expected_on": "2026-11-20", "note": "Second half"})
    payment = str(saved.url).rpartition("payment=")[2]
    form = writer.get(f"/payments/{payment}").text
    for value in ("120.00", "2026-11-20", "2026-11-02"):
        assert f'value="{value}"' in form
    assert "Second half</textarea>" in form
    change = {**PAYMENT, "amount": "99", "kind": "bonus", "revision": "1"}
    changed = writer.post(f"/payments/{payment}", data=change)
    assert "Payment changed." in changed.text
    assert 'value="99.00"' in writer.get(f"/payments/{payment}").text
    undone = writer.post(address_of(changed, r'action="(/undo/[^"]+)"'))
    assert "Put back as it was." in undone.text
    back = writer.get(f"/payments/{payment}").text
    assert 'value="120.00"' in back
    assert "Second half</textarea>" in back


def test_a_change_of_what_was_changed_elsewhere_keeps_what_was_typed(writer: TestClient) -> None:
    saved = writer.post("/payments", data=PAYMENT)
    payment = str(saved.url).rpartition("payment=")[2]
    writer.post(f"/payments/{payment}", data={**PAYMENT, "amount": "90", "revision": "1"})
    answer = writer.post(f"/payments/{payment}", data={**PAYMENT, "amount": "77", "revision": "1"})
    assert answer.status_code == 409
    assert "This was changed elsewhere while you were typing" in answer.text
    assert "<td>77</td><td>90.00</td>" in answer.text
    assert 'name="revision" value="2"' in answer.text
    assert 'value="77"' in answer.text
    again = writer.post(f"/payments/{payment}", data={**PAYMENT, "amount": "77", "revision": "2"})
    assert again.status_code == 200


def test_a_payment_is_taken_out_and_put_back_with_its_match(writer: TestClient) -> None:
    (payment,), address = paid_and_arrived(writer, "120")
    writer.post(f"{address}/matches", data={f"take-{payment}": "yes", f"amount-{payment}": "120"})
    gone = writer.post(f"/payments/{payment}/withdraw")
    assert "Taken out." in gone.text
    assert re.search(r"Left over</dt><dd>\$200\.00", writer.get(address).text)
    assert "This was taken out" in writer.get(f"/payments/{payment}").text
    writer.post(address_of(gone, r'action="(/payments/[^"]+/restore)"'))
    assert re.search(r"Left over</dt><dd>\$80\.00", writer.get(address).text)


def test_a_payout_is_changed_and_undone_with_its_fee_and_its_rate(writer: TestClient) -> None:
    _, address = paid_and_arrived(writer)
    change = {**PAYOUT, "fee": "2,50", "revision": "1", "received_currency": "EUR", "rate": "0,9215"}
    refused = writer.post(f"{address}/edit", data=change)
    assert refused.status_code == 422
    assert "Where is the rate from?" in refused.text
    changed = writer.post(f"{address}/edit", data={**change, "rate_source": "My bank"})
    assert "$197.50" in changed.text
    assert "€182.00, at 0.9215 (My bank)" in changed.text
    undone = writer.post(address_of(changed, r'action="(/undo/[^"]+)"'))
    assert "Put back as it was." in undone.text
    assert "$197.50" not in undone.text


@pytest.mark.parametrize("kind", ["bonus", "referral", "adjustment", "clawback"])
def test_every_kind_of_payment_is_kept_with_its_work_and_its_expected_day(
    writer: TestClient, kind: str
) -> None:
    said = {"work_start_on": "2026-10-01", "work_end_on": "2026-10-31", "expected_on": "2026-11-20"}
    saved = writer.post("/payments", data={**PAYMENT, **said, "kind": kind})
    form = writer.get(f"/payments/{str(saved.url).rpartition('payment=')[2]}").text
    assert re.search(rf'value="{kind}"[^>]* checked', form)
    for value in said.values():
        assert f'value="{value}"' in form


def test_a_payment_for_one_piece_of_work_takes_its_contract(writer: TestClient, app: FastAPI) -> None:
    keep(app, **work_on_endings({"id": "a", "worked_on": "2026-10-01", "expected": "40.00"}))
    form = writer.get("/payments/new").text
    task = address_of(writer.get("/payments/new"), r'<select id="task".*?<option value="([0-9a-f-]{36})"')
    assert task in form
    assert (
        "$40.00"
        in writer.post("/payments", data={**PAYMENT, "platform": "", "task": task, "amount": "40"}).text
    )
    assert "All payments, arrived or not: 1" in writer.get("/payments").text
    assert figures(writer, "earned") == ["40.00"]  # it replaced the expected pay


def test_a_cost_in_euros_over_36_months_is_changed_taken_out_and_put_back(writer: TestClient) -> None:
    saved = writer.post("/payments/costs", data=COST)
    assert "€900.00" in saved.text
    assert "over 36 months" in saved.text
    address = address_of(saved, r'href="(/payments/costs/[0-9a-f-]{36})"')
    assert 'value="36"' in writer.get(address).text
    changed = writer.post(address, data={**COST, "amount": "950", "revision": "1"})
    assert "€950.00" in changed.text
    undone = writer.post(address_of(changed, r'action="(/undo/[^"]+)"'))
    assert "€900.00" in undone.text
    gone = writer.post(f"{address}/withdraw")
    assert "€900.00" not in gone.text
    assert "€900.00" in writer.post(f"{address}/restore").text


def test_lists_go_on_page_by_page_and_nothing_is_cut(writer: TestClient, app: FastAPI) -> None:
    rows = [
        {
            "id": f"o{number}",
            "contract_id": "c",
            "arrived_on": str(date(2026, 9, 1 + number % 20)),
            "gross": f"{number + 1}.00",
            "fee": "0.00",
            "net": f"{number + 1}.00",
            "currency": "USD",
        }
        for number in range(120)
    ]
    costs = [
        {"id": f"x{number}", "spent_on": "2026-09-01", "amount": f"{number + 1}.00", "currency": "USD"}
        for number in range(60)
    ]
    keep(app, **work_on_endings(payouts=rows, expenses=costs))
    assert "All 120 that arrived" in writer.get("/payments").text
    for what, count in (("arrived", 120), ("costs", 60)):
        address, seen = f"/payments/lists/{what}", []
        while address:
            page = writer.get(address).text
            seen += re.findall(r'href="(/payments/(?:payouts|costs)/[0-9a-f-]{36})"', page)
            older = re.search(r'href="([^"]+)">Older', page)
            address = older[1] if older else ""
        assert (len(seen), len(set(seen))) == (count, count)
    assert writer.get("/payments/lists/nothing").status_code == 404


def test_what_is_late_goes_on_page_by_page(writer: TestClient, app: FastAPI) -> None:
    days = [date(2026, 9, 1).toordinal() + number for number in range(60)]
    keep(
        app,
        **work_on_endings(
            *({"id": f"k{day}", "worked_on": str(date.fromordinal(day)), "expected": "5.00"} for day in days)
        ),
    )
    front = writer.get("/payments").text
    assert "All 60 that are late" in front
    first, second = (writer.get(f"/payments/lists/late?page={page}").text for page in (1, 2))
    assert len({*owed_keys(first), *owed_keys(second)}) == 60
    for odd in ("0", "-1", "x", "999999999", "٣"):
        assert writer.get("/payments/lists/late", params={"page": odd}).status_code == 200


def test_what_is_owed_says_what_was_agreed_expected_and_arrived(writer: TestClient, app: FastAPI) -> None:
    keep(
        app,
        **work_on_endings(
            {"id": "a", "worked_on": "2026-10-01", "expected": "40.00"},
            payouts=[
                {
                    "id": "o",
                    "contract_id": "c",
                    "arrived_on": "2026-10-02",
                    "gross": "15.00",
                    "fee": "0.00",
                    "net": "15.00",
                    "currency": "USD",
                }
            ],
        ),
    )
    contract = address_of(writer.get("/work"), r'href="(/work/[0-9a-f-]{36})"')
    page = writer.get(contract)
    assert re.search(r"Owed to you</a></dt><dd>\$25\.00", page.text)
    report = writer.get(address_of(page, r'href="(/payments/owed/[^"]+)#report"')).text
    for said in (
        "$25.00 owed by Quillbase",
        "$20.00 an hour",
        "10 days after the work",
        "Work on 1 October 2026",
        "of $40.00",
        "$15.00",
        "This is information, not legal advice.",
    ):
        assert said in report
    assert writer.get("/payments/owed/none.none.USD").status_code == 404


def test_money_that_came_before_it_was_earned_is_kept_with_a_gentle_word(writer: TestClient) -> None:
    early = "It arrived before the day it was earned: right for an advance"
    saved = writer.post("/payments", data={**PAYMENT, "arrived_on": "2026-10-30"})
    assert early in saved.text
    assert early not in writer.post("/payments", data={**PAYMENT, "arrived_on": "2026-11-02"}).text
    [payment], payout = paid_and_arrived(writer, "150")
    ticked = {f"take-{payment}": "yes", f"amount-{payment}": "150"}
    moved = {"arrived_on": "2026-11-01", "revision": "1"}
    writer.post(f"{payout}/edit", data={**PAYOUT, **moved})
    assert early in writer.post(f"{payout}/matches", data=ticked).text
    page = writer.post(
        f"/payments/{payment}", data={**PAYMENT, "amount": "150", "revision": "1", "note": "x"}
    )
    assert early in page.text


def test_work_logged_after_a_payment_that_takes_it_is_said_with_the_way_to_put_it_right(
    writer: TestClient,
) -> None:
    work = {"like": "other", "kind": "Endings", "is_paid": "yes", "day": "today"}
    writer.post("/today", data={**work, "platform": "Quillbase", "duration": "120", "pay": ""})
    [contract] = re.findall(r'<option value="([0-9a-f-]{36})"', writer.get("/payments/new").text)[:1]
    paid = {
        **PAYMENT, "amount": "60", "platform": "", "contract": contract,
        "earned_on": "2026-11-12", "arrived_on": "2026-11-12",
    }  # fmt: skip
    assert "is taken as paid" not in writer.post("/payments", data=paid).text
    with clock.frozen(datetime(2026, 11, 12, 20, tzinfo=UTC)):
        writer.post("/today", data={**work, "contract": contract, "duration": "30", "pay": "40"})
        page = writer.get("/payments").text
        assert "Nothing owed to you." in page
        said = "$40.00 of work on or before 12 November 2026 is taken as paid by the payment of $60.00."
        assert said in page
        [form] = re.findall(r'href="(/payments/[0-9a-f-]{36})#task">Say which work it paid', page)
        shown = writer.get(form).text
        tasks = re.findall(r'<option value="([0-9a-f-]{36})">Endings, 12 November', shown)
        revision = values_at(shown, form)["revision"]
        changed = writer.post(form, data={**paid, "task": tasks[-1], "revision": revision}).text
        assert "$40.00" in changed
        assert "is taken as paid" not in changed


def test_what_is_not_due_and_what_has_no_pay_day_look_different(app: FastAPI, writer: TestClient) -> None:
    log = work_on_endings({"id": "1", "worked_on": "2026-11-10"})
    log["contracts"].append({"id": "d", "platform_id": "p", "name": "Scenes", "started_on": "2026-09-01"})
    log["tasks"].append(
        {**log["tasks"][0], "id": "2", "contract_id": "d", "expected": "5.00", "currency": "USD"}
    )
    keep(app, **log)
    page = writer.get("/payments").text
    looks = re.findall(r'<rect [^>]*fill="([^"]+)" class="framed"></rect></svg><span>([^<]+)</span>', page)
    assert looks == [("none", "Not due yet"), ("url(#hatch-unknown)", "No pay day agreed")]
    assert page.count('fill="url(#hatch-unknown)"') == 2
    assert '<pattern id="hatch-unknown"' in page


def test_the_bar_of_what_is_owed_is_the_chart_of_real_pay(app: FastAPI, writer: TestClient) -> None:
    days = ("2026-11-24", "2026-10-30", "2026-10-01", "2026-09-05")
    keep(app, **work_on_endings(*({"id": str(n), "worked_on": day} for n, day in enumerate(days))))
    drawn = re.compile(r'<svg class="parts".*?</ul>', re.DOTALL)
    with clock.frozen(datetime(2026, 11, 26, 20, tzinfo=UTC)):
        [bar] = drawn.findall(writer.get("/payments").text)
        assert bar in drawn.findall(writer.get("/real-pay").text)
    said = ["More than 60 days late", "31 to 60 days late", "1 to 30 days late", "Not due yet"]
    assert re.findall(r"<span>([^<]+)</span>", bar) == said
    marks = [
        re.findall(f'fill="{fill}"', bar)
        for fill in (r"url\(#hatch-line-1\)", r"url\(#hatch-line-7\)", r"url\(#hatch-lost\)", "none")
    ]
    assert [len(found) for found in marks] == [2, 2, 2, 2]
