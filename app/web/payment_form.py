"""The form for a payment: what was credited, whether it arrived, and changing it later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from babel.numbers import list_currencies
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.payment import PaymentCreate, PaymentPublic, PaymentUpdate
from app.records.payout import PayoutCreate
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import payments, payouts, tasks
from app.tokens import uuid7
from app.web import stale
from app.web.book import Book, name_of
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm, uuid_of
from app.web.labels import PAYMENT_KINDS, Options, options
from app.web.money_form import (
    names_new_platform,
    read_exchange,
    read_fee,
    read_place,
    read_revision,
    typed,
    typed_platform,
)
from app.web.money_row import money_of
from app.web.owed import typed_payout
from app.web.rendering import go_to, render, words_for
from app.web.stale import Difference
from app.web.undoing import changed
from reports.frames import PaymentKind
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False)

LABELS = {
    "kind": N_("What is it for?"),
    "amount": N_("Amount, before fees"),
    "currency": N_("Currency"),
    "contract": N_("Which contract?"),
    "platform": N_("Platform"),
    "earned_on": N_("Day it was earned"),
    "task": N_("For one piece of work?"),
    "work_start_on": N_("First day of the work"),
    "work_end_on": N_("Last day of the work"),
    "expected_on": N_("Day it should arrive"),
    "note": N_("Private note"),
}

TASKS_SHOWN = 60
_MORE = ("task", "work_start_on", "work_end_on", "expected_on", "note")


@dataclass(frozen=True, slots=True)
class Part:
    """What arrived of a payment, in one payout."""

    when: str
    amount: str
    address: str


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """The form, what its lists offer, and what arrived of a payment that is there already."""

    form: Form
    id: UUID | None
    revision: int
    is_out: bool
    stale: tuple[Difference, ...]
    conflict: UUID | None
    currency: str
    kinds: Options
    contracts: Options
    platforms: list[str]
    tasks: Options
    currencies: list[str]
    parts: tuple[Part, ...]
    rest: str
    shows_more: bool


@router.get("/payments/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a payment."""
    today = clock.today(me.zone).isoformat()
    values = {
        "id": str(uuid7()),
        "kind": "task_pay",
        "currency": me.currency,
        "contract": request.query_params.get("contract", ""),
        "earned_on": today,
        "arrived_on": today,
    }
    return _render(request, database, me, Form(values), None)


@router.post("/payments")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a payment, and its payout when it arrived."""
    read = _read(database, me, form)
    arrived_on = form.day("arrived_on", latest=clock.today(me.zone))
    exchange = read_exchange(form)
    fee = read_fee(form, read["currency"], read["amount_minor"])
    if form.problems:
        return _render(request, database, me, form, None)
    payment = form.make(PaymentCreate, id=uuid_of(form["id"]) or uuid7(), **_placed(database, me, form, read))
    if payment is None:
        return _render(request, database, me, form, None)
    kept = payments.log(database, me.id, payment)
    if arrived_on is None:
        return go_to(f"/payments?payment={kept.id}")
    _log_payout(database, me, kept, arrived_on=arrived_on, fee=fee, exchange=exchange)
    said = "typed_early" if arrived_on < kept.earned_on else "typed"
    return go_to(f"/payments?{said}={typed_payout(kept.id)}")


@router.get("/payments/{payment_id}")
def show(request: Request, payment_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """A payment: what arrived of it, and the form to change it."""
    payment = payments.get(database, me.id, payment_id)
    return _render(request, database, me, Form(_values(database, me, payment)), payment)


@router.post("/payments/{payment_id}")
def amend(
    request: Request, payment_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a payment; what it said before is kept."""
    payment = payments.get(database, me.id, payment_id)
    read, revision = _read(database, me, form), read_revision(form)
    if read["currency"] != payment.currency and payouts.matches_of_payment(database, me.id, payment_id):
        form.refuse([("currency", payments.MatchedInItsCurrency.message)])
    if form.problems:
        return _render(request, database, me, form, payment)
    late = payment.withdrawn_at is None and revision != payment.revision
    change = form.make(PaymentUpdate, revision=revision, **_placed(database, me, form, read, makes=not late))
    if change is None:
        return _render(request, database, me, form, payment)
    if stale.is_late(payment, change, says_more=names_new_platform(form, change)):
        kept = stale.keep_both(database, me, "payments", payment, change, form=form)
        return _render(request, database, me, form, payment, conflict=kept)
    amended = payments.amend(database, me.id, payment_id, change)
    said = "payment_changed" if amended.revision != payment.revision else "kept"
    if said != "kept" and _came_early(database, me, amended):
        said = "payment_early"
    if payment.withdrawn_at is not None:
        said = "payment_back"
    stale.chosen(database, me, uuid_of(form["conflict"]))
    return go_to(f"/payments?{said}={payment_id}{changed('payments', amended)}")


@router.post("/payments/{payment_id}/withdraw")
def withdraw(payment_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a payment out of every sum; it can be put back."""
    payments.withdraw(database, me.id, payment_id)
    return go_to(f"/payments?payment_out={payment_id}")


@router.post("/payments/{payment_id}/restore")
def restore(payment_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a payment back."""
    payments.restore(database, me.id, payment_id)
    return go_to("/payments?saved=again")


def _came_early(database: Connection, me: WriterPublic, payment: PaymentPublic) -> bool:
    """Whether money that paid it arrived before the day it was earned."""
    matches = payouts.matches_of_payment(database, me.id, payment.id)
    came = [payouts.get(database, me.id, match.payout_id).arrived_on for match in matches]
    return any(day < payment.earned_on for day in came)


def _read(database: Connection, me: WriterPublic, form: Form) -> dict[str, Any]:
    """What the form says of a payment; what cannot be read stands in its problems."""
    currency = form.currency("currency", me.currency)
    kind = form.choice("kind", tuple(PAYMENT_KINDS), required=N_("What is it for?"))
    takes = kind in {PaymentKind.ADJUSTMENT, PaymentKind.CLAWBACK}
    form.text("platform")
    form.chosen("contract")
    return {
        "kind": kind,
        "amount_minor": form.amount(
            "amount", currency, required=N_("How much was it?"), negative=takes, zero=False
        ),
        "currency": currency,
        "earned_on": form.day(
            "earned_on", required=N_("Which day was it earned?"), latest=clock.today(me.zone)
        ),
        "task_id": _task(database, me, form),
        "work_start_on": form.day("work_start_on"),
        "work_end_on": form.day("work_end_on"),
        "expected_on": form.day("expected_on"),
        "note": form.text("note", longest=LONGEST_NOTE),
    }


def _task(database: Connection, me: WriterPublic, form: Form) -> UUID | None:
    """The piece of work it is for; it is on the contract that was chosen."""
    task_id = form.chosen("task")
    if task_id is None:
        return None
    task = tasks.get(database, me.id, task_id)
    chosen = form.chosen("contract")
    if chosen is not None and task.contract_id != chosen:
        form.refuse([("task", N_("That work is on another contract."))])
    return task.id


def _placed(
    database: Connection, me: WriterPublic, form: Form, read: dict[str, Any], *, makes: bool = True
) -> dict[str, Any]:
    """With its contract, or that of its task, and its platform."""
    contract_id = form.chosen("contract")
    if contract_id is None and read["task_id"] is not None:
        contract_id = tasks.get(database, me.id, read["task_id"]).contract_id
    return {**read, **read_place(database, me, form, contract_id, makes=makes)}


def _log_payout(
    database: Connection,
    me: WriterPublic,
    payment: PaymentPublic,
    *,
    arrived_on: dt.date,
    fee: int,
    exchange: dict[str, str | None],
) -> None:
    taken_back = payment.kind is PaymentKind.CLAWBACK
    gross = -abs(payment.amount_minor) if taken_back else payment.amount_minor
    payout = PayoutCreate(
        id=typed_payout(payment.id),
        contract_id=payment.contract_id,
        platform_id=payment.platform_id,
        arrived_on=arrived_on,
        gross_minor=gross,
        fee_minor=fee,
        net_minor=gross - fee,
        currency=payment.currency,
        **exchange,
    )
    payouts.log(database, me.id, payout)
    match = PayoutMatchCreate(
        id=uuid5(payment.id, "match"), payout_id=payout.id, payment_id=payment.id, amount_minor=gross
    )
    payouts.match(database, me.id, match)


def _values(database: Connection, me: WriterPublic, payment: PaymentPublic) -> dict[str, str]:
    return typed(
        {
            "kind": payment.kind.value,
            "amount": Money(payment.amount_minor, payment.currency),
            "currency": payment.currency,
            "contract": payment.contract_id,
            "platform": typed_platform(database, me, payment),
            "task": payment.task_id,
            "earned_on": payment.earned_on,
            "work_start_on": payment.work_start_on,
            "work_end_on": payment.work_end_on,
            "expected_on": payment.expected_on,
            "note": payment.note,
        }
    )


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    payment: PaymentPublic | None,
    *,
    conflict: UUID | None = None,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    parts, rest = _arrived(database, me, payment, words) if payment else ((), "")
    found: tuple[Difference, ...] = ()
    if payment and conflict:
        offered = {
            "kind": options(PAYMENT_KINDS, words),
            "contract": book.all_options(),
            "task": _task_options(database, me, form, book, words),
        }
        found = stale.differences(form, _values(database, me, payment), LABELS, offered, words)
    page = PaymentForm(
        form=form,
        id=payment.id if payment else None,
        revision=stale.form_revision(form, payment, conflict),
        stale=found,
        conflict=conflict or uuid_of(form["conflict"]),
        is_out=payment is not None and payment.withdrawn_at is not None,
        currency=form.shown_currency("currency", me.currency),
        kinds=options(PAYMENT_KINDS, words),
        contracts=book.all_options(),
        platforms=book.platform_names(),
        tasks=_task_options(database, me, form, book, words),
        currencies=sorted(list_currencies()),
        parts=parts,
        rest=rest,
        shows_more=any(form[name] or name in form.problems for name in _MORE),
    )
    return render(
        request,
        "payments/payment_form.html",
        page,
        viewer=me,
        tab="payments",
        problems=form.problems,
        status=stale.CONFLICT if conflict else 200,
        keeps=conflict is not None,
    )


def _arrived(
    database: Connection, me: WriterPublic, payment: PaymentPublic, words: Language
) -> tuple[tuple[Part, ...], str]:
    """The payouts that paid it, and what is left; the rest is said also when it is nothing."""
    found = payouts.matches_of_payment(database, me.id, payment.id)
    parts = [
        Part(
            words.day(payouts.get(database, me.id, match.payout_id).arrived_on),
            money_of(match.amount_minor, payment.currency, words),
            f"/payments/payouts/{match.payout_id}",
        )
        for match in found
    ]
    rest = payment.amount_minor - sum(match.amount_minor for match in found)
    return tuple(parts), money_of(rest, payment.currency, words)


def _task_options(database: Connection, me: WriterPublic, form: Form, book: Book, words: Language) -> Options:
    """The latest pieces of work, those of the contract where one is chosen, and the one that is chosen."""
    contract_id, chosen = uuid_of(form["contract"]), uuid_of(form["task"])
    if contract_id in book.contracts:
        rows = tasks.of_contract(database, me.id, contract_id)[:TASKS_SHOWN]
    else:
        rows = tasks.recent(database, me.id, TASKS_SHOWN)
    if chosen is not None and all(row.id != chosen for row in rows):
        rows = [tasks.get(database, me.id, chosen), *rows]
    return [(str(row.id), f"{name_of(row, book, words)}, {words.day(row.worked_on)}") for row in rows]
