"""Hostile values in every field of the forms for money, in a table by kind of field.

Whatever is typed, the answer is one of two: 422 with the summary of problems, the field named in it and everything
that was typed still there; or it is kept, and the same value is shown when the form is opened again.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.web.forms import read_amount
from reports.money import Money
from tests.app.conftest import app, browser, writer  # noqa: F401 - fixtures
from tests.attacks.form_reader import form_to

MARKUP = "<script>alert(1)</script>"
SAID = (
    *(
        "",
        "   ",
        MARKUP,
        "'; DROP TABLE payment; --",
        "{{ 7 * 7 }}",
        "${7*7}",
        "=1+1",
        "a\x00b\x07c",
        "\u202eabc",
    ),
    *("e\u0301", "👩‍💻" * 10, "a" * 120, "a" * 121, "b" * 50_000, "x\r\nSet-Cookie: a=b", "../../etc/passwd"),
)
HOSTILE = {
    "text": SAID,
    "note": (*SAID, "n" * 2001, "line one\nline two"),
    "amount": (
        *("", " ", "-1", "0", "1e5", "NaN", "Infinity", "1.234.567,89", "12,345,678,901,234,567.00", "0x10"),
        *(
            "१२",
            "1.999",
            "--1",
            "$",
            "•••",
            "1 000",
            "9" * 400,
            MARKUP,
            "1,5",
            "1_000",
            "\u22125",
            "+5",
            "5 EUR",
        ),
    ),
    "day": (
        *("", " ", "2026-13-01", "2026-02-30", "31/12/2026", "0000-00-00", "9999-12-31", "2027-01-01"),
        *("20261102", "2026-W45-1", "٢٠٢٦-١١-٠٢", "1989-12-31", "2026-11-02T10:00", MARKUP, "-" * 5000),
    ),
    "currency": ("", " ", "usd", "XYZ", "US", "EURO", "€", "ＵＳＤ", MARKUP, "USD\x00", "JPY", "BHD"),
    "whole": ("", " ", "0", "-1", "1.5", "120", "121", "9" * 30, "١٢", "1e3", "+3", "0x1", MARKUP),
    "rate": (
        "",
        " ",
        "0",
        "0.0",
        "-1",
        "1e3",
        "0.00000000001",
        "9" * 13,
        "1,5",
        "NaN",
        ".",
        "١",
        "1.2.3",
        MARKUP,
    ),
    "choice": ("", "nonsense", MARKUP, "TASK_PAY", "x" * 5000),
    "id": ("", "nothing", str(uuid4()), "../../etc/passwd", MARKUP, "0" * 5000),
}
#: Kinds whose wrong value no list of choices can show; everything else that was typed still is.
NOT_SHOWN = {"choice", "id"}
MONEY = {"amount": "120", "currency": "USD", "platform": "Northlight"}


@dataclass(frozen=True)
class Target:
    """A form: where it is opened and sent, what it needs, and what kind each of its fields is."""

    new: str
    post: str
    opened: str
    needs: dict[str, str]
    kinds: dict[str, str] = field(hash=False)


PAYMENT = Target(
    "/payments/new",
    "/payments",
    "/payments/{id}",
    {**MONEY, "kind": "task_pay", "earned_on": "2026-11-02"},
    {
        "kind": "choice",
        "amount": "amount",
        "currency": "currency",
        "contract": "id",
        "platform": "text",
        "earned_on": "day",
        "task": "id",
        "work_start_on": "day",
        "work_end_on": "day",
        "expected_on": "day",
        "note": "note",
    },
)
PAYOUT = Target(
    "/payments/payouts/new",
    "/payments/payouts",
    "/payments/payouts/{id}/edit",
    {**MONEY, "arrived_on": "2026-11-03"},
    {
        "amount": "amount",
        "fee": "amount",
        "currency": "currency",
        "arrived_on": "day",
        "contract": "id",
        "platform": "text",
        "received_currency": "currency",
        "rate": "rate",
        "rate_source": "text",
        "note": "note",
    },
)
COST = Target(
    "/payments/costs/new",
    "/payments/costs",
    "/payments/costs/{id}",
    {"amount": "120", "currency": "USD", "category": "Desk", "spent_on": "2026-11-02", "months": "1"},
    {
        "category": "text",
        "amount": "amount",
        "currency": "currency",
        "spent_on": "day",
        "months": "whole",
        "platform": "id",
        "contract": "id",
        "note": "note",
    },
)
FIELDS = [
    pytest.param(target, name, id=f"{target.post} {name}")
    for target in (PAYMENT, PAYOUT, COST)
    for name in target.kinds
]


def meant(kind: str, value: str, currency: str) -> str:
    """What a value that was kept is shown as: itself, in our one way of writing it."""
    typed = value.replace("\u202e", "").strip()  # what turns the words of a line around is taken out
    if not typed:
        return ""
    if kind == "amount":
        return str(Money(read_amount(typed, currency), currency))
    if kind == "day":
        return date.fromisoformat(typed).isoformat()
    if kind == "currency":
        return typed.upper()
    if kind == "rate":
        return typed.replace(",", ".")
    shapeless = {"Cc", "Cs"}
    plain = unicodedata.normalize("NFC", " ".join(typed.split()))
    return " ".join("".join(c for c in plain if unicodedata.category(c) not in shapeless).split())


def check_refusal(answer, name: str, kind: str, sent: dict[str, str], action: str) -> None:
    value = sent[name]
    assert answer.status_code == 422, (name, value)
    assert "<title>Error: " in answer.text
    assert "There is a problem" in answer.text
    assert 'class="wrong"' in answer.text or 'id="form"' in answer.text
    shown = form_to(answer.text, action)
    for field_name, typed in sent.items():
        if field_name in {"id", "revision"} or (field_name == name and kind in NOT_SHOWN):
            continue
        assert shown.get(field_name, "").replace("\r\n", "\n") == typed.replace("\r\n", "\n"), (
            name,
            value,
            field_name,
        )


def check_kept(page: str, action: str, target: Target, name: str, sent: dict[str, str]) -> None:
    shown, kind, value = form_to(page, action), target.kinds[name], sent[name]
    currency = shown["currency"]
    otherwise = {"currency": "USD", "months": "1", "kind": sent.get("kind", "")}
    expected = meant(kind, value, currency) or otherwise.get(name, "")
    if kind == "amount" and expected and not read_amount(value, currency):
        expected = shown[name]  # nothing at all is written as no fee
        assert shown[name] in {"", str(Money(0, currency))}
    # What has no shape is taken out of a word of three letters.
    assert shown[name] == expected.replace("\x00", ""), (name, value)


@pytest.mark.parametrize(("target", "name"), FIELDS)
def test_a_new_row_is_refused_in_words_or_shown_back_exactly(
    writer: TestClient,  # noqa: F811
    target: Target,
    name: str,
) -> None:
    empty = form_to(writer.get(target.new).text, target.post)
    for value in HOSTILE[target.kinds[name]]:
        row_id = str(uuid4())
        sent = {**empty, **target.needs, "id": row_id}
        if target is PAYMENT:
            sent |= {"arrived_on": "", "fee": ""}
        sent[name] = value
        answer = writer.post(target.post, data=sent)
        assert MARKUP not in answer.text
        if answer.status_code == 404:
            assert target.kinds[name] == "id"
            continue
        if answer.status_code != 200:
            check_refusal(answer, name, target.kinds[name], sent, target.post)
            continue
        address = target.opened.format(id=row_id)
        page = writer.get(address)
        assert MARKUP not in page.text
        check_kept(page.text, address, target, name, sent)


@pytest.mark.long
@pytest.mark.parametrize(("target", "name"), FIELDS)
def test_a_change_is_refused_in_words_or_shown_back_exactly(
    writer: TestClient,  # noqa: F811
    target: Target,
    name: str,
) -> None:
    row_id = str(uuid4())
    first = {**target.needs, "id": row_id, "arrived_on": target.needs.get("arrived_on", "")}
    assert writer.post(target.post, data=first).status_code == 200
    address = target.opened.format(id=row_id)
    after = writer.get(address).text
    for value in HOSTILE[target.kinds[name]]:
        before = form_to(after, address)
        sent = {**before, **target.needs, name: value}
        answer = writer.post(address, data=sent)
        assert MARKUP not in answer.text
        after = writer.get(address).text
        if answer.status_code == 404:
            assert target.kinds[name] == "id"
            assert form_to(after, address) == before
        elif answer.status_code != 200:
            check_refusal(answer, name, target.kinds[name], sent, address)
            assert form_to(after, address) == before
        else:
            check_kept(after, address, target, name, sent)


def test_a_revision_that_is_none_changes_nothing(writer: TestClient) -> None:  # noqa: F811
    row_id = str(uuid4())
    writer.post("/payments/costs", data={**COST.needs, "id": row_id})
    for revision in ("", "0", "-1", "99", "x", MARKUP):
        answer = writer.post(
            f"/payments/costs/{row_id}", data={**COST.needs, "amount": "1", "revision": revision}
        )
        assert answer.status_code in {409, 422}  # both versions, or what is wrong
        assert 'value="120.00"' in writer.get(f"/payments/costs/{row_id}").text


@pytest.mark.parametrize("name", ["arrived_on", "fee", "received_currency", "rate", "rate_source"])
def test_what_arrives_with_a_new_payment_is_refused_in_words_or_kept_whole(
    writer: TestClient,  # noqa: F811
    app: FastAPI,  # noqa: F811
    name: str,
) -> None:
    exchange = {"received_currency": "EUR", "rate": "0.9", "rate_source": "A bank"}
    kept_without = 0
    for value in HOSTILE[PAYOUT.kinds[name]]:
        sent = {
            **PAYMENT.needs,
            "arrived_on": "2026-11-03",
            "fee": "1",
            **exchange,
            "id": str(uuid4()),
            name: value,
        }
        answer = writer.post("/payments", data=sent)
        assert MARKUP not in answer.text
        assert answer.status_code in {200, 422}, value
        with app.state.read_engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM payment")).scalar_one()
            whole = connection.execute(text("SELECT count(*) FROM payout_match")).scalar_one()
        kept_without += name == "arrived_on" and not value.strip()  # it has not arrived, which is no mistake
        assert rows == whole + kept_without
        if answer.status_code == 422:
            check_refusal(answer, name, PAYOUT.kinds[name], sent, "/payments")


@pytest.mark.parametrize("value", HOSTILE["amount"])
def test_the_amount_of_a_match_is_refused_in_words_or_kept(writer: TestClient, value: str) -> None:  # noqa: F811
    payment, payout = str(uuid4()), str(uuid4())
    writer.post("/payments", data={**PAYMENT.needs, "id": payment, "arrived_on": ""})
    writer.post("/payments/payouts", data={**PAYOUT.needs, "id": payout})
    action = f"/payments/payouts/{payout}/matches"
    sent = {f"take-{payment}": "yes", f"amount-{payment}": value}
    answer = writer.post(action, data=sent)
    assert MARKUP not in answer.text
    if answer.status_code == 422:
        assert "There is a problem" in answer.text
        assert form_to(answer.text, action)[f"amount-{payment}"] == value
    else:
        assert answer.status_code == 200
        assert "Matched." in answer.text


def test_ids_that_are_none_in_names_of_fields_are_passed_over(writer: TestClient) -> None:  # noqa: F811
    payout = str(uuid4())
    writer.post("/payments/payouts", data={**PAYOUT.needs, "id": payout})
    for name in ("take-", "take-x", f"take-{MARKUP}", "take-" + "0" * 5000):
        answer = writer.post(f"/payments/payouts/{payout}/matches", data={name: "yes"})
        assert answer.status_code == 422
        assert "Tick what it paid." in answer.text
    unknown = writer.post(f"/payments/payouts/{payout}/matches", data={f"take-{uuid4()}": "yes"})
    assert unknown.status_code == 404


PASTE = {"text": "Date,Task,Pay\n2026-11-02,Endings,5", "of": "work"}
PASTED = {"of": "choice", "days": "choice", "sign": "choice", "unit": "choice", "currency": "currency"}
PASTED |= {"contract": "id", "platform": "text", "column-0": "choice", "read_as": "text", "seen": "text"}


@pytest.mark.parametrize("name", sorted(PASTED))
def test_every_field_of_a_pasted_table_is_refused_in_words_or_read(writer: TestClient, name: str) -> None:  # noqa: F811
    looked = form_to(writer.post("/work/paste", data=PASTE).text, "/work/paste")
    for value in HOSTILE[PASTED[name]]:
        answer = writer.post("/work/paste", data={**looked, name: value})
        assert MARKUP not in answer.text
        assert answer.status_code in ({200, 422, 404} if PASTED[name] == "id" else {200, 422}), value
        if answer.status_code == 422:
            assert "There is a problem" in answer.text
            assert form_to(answer.text, "/work/paste")["text"] == PASTE["text"]


@pytest.mark.parametrize(
    "text", [*SAID, "\t;,|", '"', '"\n"', "a,b\n" * 6000, "," * 5000, "Date\n" + "9" * 200_000]
)
def test_any_pasted_text_is_refused_in_words_or_read(writer: TestClient, text: str) -> None:  # noqa: F811
    answer = writer.post("/work/paste", data={"text": text, "of": "work"})
    assert answer.status_code in {200, 422}
    assert MARKUP not in answer.text
    assert "There is a problem" in answer.text or "Read like this" in answer.text
