"""The form for money that arrived: gross, fee, currency, the rate it was exchanged at; changing it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from babel.numbers import list_currencies
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.payout import PayoutCreate, PayoutPublic, PayoutUpdate
from app.records.writer import WriterPublic
from app.store import payouts
from app.store.payments import MatchedInItsCurrency
from app.tokens import uuid7
from app.web import stale
from app.web.book import Book
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm, uuid_of
from app.web.labels import Options
from app.web.money_form import (
    names_new_platform,
    read_exchange,
    read_fee,
    read_place,
    read_revision,
    typed,
    typed_platform,
)
from app.web.rendering import go_to, render, words_for
from app.web.stale import Difference
from app.web.undoing import changed
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False)

LABELS = {
    "amount": N_("Amount, before fees"),
    "currency": N_("Currency"),
    "fee": N_("Fee taken off"),
    "arrived_on": N_("Day it arrived"),
    "contract": N_("Which contract?"),
    "platform": N_("Platform"),
    "received_currency": N_("It came in"),
    "rate": N_("Rate"),
    "rate_source": N_("Rate from"),
    "note": N_("Private note"),
}


@dataclass(frozen=True, slots=True)
class PayoutForm:
    """The form, and what its lists offer."""

    form: Form
    id: UUID | None
    revision: int
    is_out: bool
    stale: tuple[Difference, ...]
    conflict: UUID | None
    currency: str
    contracts: Options
    platforms: list[str]
    currencies: list[str]


@router.get("/payments/payouts/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for money that arrived."""
    today = clock.today(me.zone).isoformat()
    return _render(
        request,
        database,
        me,
        Form({"id": str(uuid7()), "currency": me.currency, "arrived_on": today}),
        None,
    )


@router.post("/payments/payouts")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep money that arrived, and go on to what it paid."""
    read = _read(me, form)
    if form.problems:
        return _render(request, database, me, form, None)
    payout = form.make(PayoutCreate, id=uuid_of(form["id"]) or uuid7(), **_placed(database, me, form, read))
    if payout is None:
        return _render(request, database, me, form, None)
    kept = payouts.log(database, me.id, payout)
    return go_to(f"/payments/payouts/{kept.id}?saved=new")


@router.get("/payments/payouts/{payout_id}/edit")
def edit(request: Request, payout_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a payout, filled in."""
    payout = payouts.get(database, me.id, payout_id)
    return _render(request, database, me, Form(_values(database, me, payout)), payout)


@router.post("/payments/payouts/{payout_id}/edit")
def amend(
    request: Request, payout_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a payout; what it said before is kept."""
    payout = payouts.get(database, me.id, payout_id)
    read, revision = _read(me, form), read_revision(form)
    if read["currency"] != payout.currency and payouts.matches(database, me.id, payout_id):
        form.refuse([("currency", MatchedInItsCurrency.message)])
    if form.problems:
        return _render(request, database, me, form, payout)
    late = payout.withdrawn_at is None and revision != payout.revision
    change = form.make(PayoutUpdate, revision=revision, **_placed(database, me, form, read, makes=not late))
    if change is None:
        return _render(request, database, me, form, payout)
    if stale.is_late(payout, change, says_more=names_new_platform(form, change)):
        kept = stale.keep_both(database, me, "payouts", payout, change, form=form)
        return _render(request, database, me, form, payout, conflict=kept)
    amended = payouts.amend(database, me.id, payout_id, change)
    stale.chosen(database, me, uuid_of(form["conflict"]))
    if payout.withdrawn_at is not None:
        return go_to(f"/payments/payouts/{payout_id}?saved=back")
    said = f"?saved=changed{changed('payouts', amended)}" if amended.revision != payout.revision else ""
    return go_to(f"/payments/payouts/{payout_id}{said}")


def _read(me: WriterPublic, form: Form) -> dict[str, Any]:
    currency = form.currency("currency", me.currency)
    gross = form.amount("amount", currency, required=N_("How much was it?"), negative=True)
    fee = read_fee(form, currency, gross)
    form.text("platform")
    form.chosen("contract")
    return {
        "arrived_on": form.day(
            "arrived_on", required=N_("Which day did it arrive?"), latest=clock.today(me.zone)
        ),
        "gross_minor": gross,
        "fee_minor": fee,
        "net_minor": None if gross is None else gross - fee,
        "currency": currency,
        **read_exchange(form),
        "note": form.text("note", longest=LONGEST_NOTE),
    }


def _placed(
    database: Connection, me: WriterPublic, form: Form, read: dict[str, Any], *, makes: bool = True
) -> dict[str, Any]:
    return {**read, **read_place(database, me, form, form.chosen("contract"), makes=makes)}


def _values(database: Connection, me: WriterPublic, payout: PayoutPublic) -> dict[str, str]:
    return typed(
        {
            "amount": Money(payout.gross_minor, payout.currency),
            "fee": Money(payout.fee_minor, payout.currency) if payout.fee_minor else None,
            "currency": payout.currency,
            "contract": payout.contract_id,
            "platform": typed_platform(database, me, payout),
            "arrived_on": payout.arrived_on,
            "received_currency": payout.received_currency,
            "rate": payout.rate,
            "rate_source": payout.rate_source,
            "note": payout.note,
        }
    )


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    payout: PayoutPublic | None,
    *,
    conflict: UUID | None = None,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    found: tuple[Difference, ...] = ()
    if payout and conflict:
        offered = {"contract": book.all_options()}
        found = stale.differences(form, _values(database, me, payout), LABELS, offered, words)
    page = PayoutForm(
        form=form,
        id=payout.id if payout else None,
        revision=stale.form_revision(form, payout, conflict),
        stale=found,
        conflict=conflict or uuid_of(form["conflict"]),
        is_out=payout is not None and payout.withdrawn_at is not None,
        currency=form.shown_currency("currency", me.currency),
        contracts=book.all_options(),
        platforms=book.platform_names(),
        currencies=sorted(list_currencies()),
    )
    return render(
        request,
        "payments/payout_form.html",
        page,
        viewer=me,
        tab="payments",
        problems=form.problems,
        status=stale.CONFLICT if conflict else 200,
        keeps=conflict is not None,
    )
