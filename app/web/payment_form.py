"""The form for a payment: what was credited, and whether it arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import uuid5

from babel.numbers import is_currency
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.payment import PaymentCreate
from app.records.payout import PayoutCreate
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import contracts, payments, payouts, platforms
from app.tokens import uuid7
from app.web.book import Book
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import PAYMENT_KINDS, Options, options
from app.web.owed import typed_payout
from app.web.rendering import go_to, render, words_for
from reports.frames import PaymentKind
from reports.money import MAXIMUM_MINOR
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """The form, and what its lists offer."""

    form: Form
    currency: str
    kinds: Options
    contracts: Options
    platforms: list[str]


@router.get("/payments/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a payment."""
    today = clock.today(me.zone).isoformat()
    values = {
        "id": str(uuid7()),
        "kind": "task_pay",
        "currency": me.currency,
        "earned_on": today,
        "arrived_on": today,
    }
    return _render(request, database, me, Form(values))


@router.post("/payments")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a payment, and its payout when it arrived."""
    payment = _read(database, me, form)
    arrived_on = form.day("arrived_on", latest=clock.today(me.zone))
    fee = form.amount("fee", form["currency"] or me.currency) or 0
    if payment and fee > MAXIMUM_MINOR - abs(payment.amount_minor):
        form.refuse([("fee", N_("That amount is too large."))])
    elif payment and payment.amount_minor > 0 and fee > payment.amount_minor:
        form.refuse([("fee", N_("The fee is more than the amount."))])
    if payment is None or form.problems:
        return _render(request, database, me, form)
    payments.log(database, me.id, payment)
    if arrived_on is not None:
        _log_payout(database, me, payment, arrived_on, fee)
        return go_to(f"/payments?saved=payment&typed={typed_payout(payment.id)}")
    return go_to("/payments?saved=payment")


def _read(database: Connection, me: WriterPublic, form: Form) -> PaymentCreate | None:
    today = clock.today(me.zone)
    currency = (form.text("currency") or me.currency).upper()
    if not is_currency(currency):
        form.refuse([("currency", N_("Three letters, such as USD."))])
    kind = form.choice("kind", tuple(PAYMENT_KINDS), required=N_("What is it for?"))
    takes = kind in {PaymentKind.ADJUSTMENT, PaymentKind.CLAWBACK}
    amount = form.amount("amount", currency, required=N_("How much was it?"), negative=takes)
    earned_on = form.day("earned_on", required=N_("Which day was it earned?"), latest=today)
    contract_id, name = uuid_of(form["contract"]), form.text("platform")
    if form.problems:
        return None
    contract = contracts.get(database, me.id, contract_id) if contract_id else None
    platform_id = platforms.find_or_log(database, me.id, name).id if name and not contract else None
    return form.make(
        PaymentCreate,
        id=uuid_of(form["id"]) or uuid7(),
        contract_id=contract.id if contract else None,
        platform_id=contract.platform_id if contract else platform_id,
        kind=kind,
        earned_on=earned_on,
        amount_minor=amount,
        currency=currency,
    )


def _log_payout(
    database: Connection, me: WriterPublic, payment: PaymentCreate, arrived_on: dt.date, fee: int
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
    )
    payouts.log(database, me.id, payout)
    match = PayoutMatchCreate(
        id=uuid5(payment.id, "match"), payout_id=payout.id, payment_id=payment.id, amount_minor=gross
    )
    payouts.match(database, me.id, match)


def _render(request: Request, database: Connection, me: WriterPublic, form: Form) -> HTMLResponse:
    book = Book.of(database, me.id)
    listed = [
        (str(row.id), f"{row.name}, {book.platform_name(row.platform_id)}") for row in book.contracts.values()
    ]
    page = PaymentForm(
        form, me.currency, options(PAYMENT_KINDS, words_for(request, me)), listed, book.platform_names()
    )
    return render(
        request, "payments/payment_form.html", page, viewer=me, tab="payments", problems=form.problems
    )
