"""The form for an expense: what the work cost, once or over several months, in any currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from babel.numbers import list_currencies
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.expense import ExpenseCreate, ExpensePublic, ExpenseUpdate
from app.records.writer import WriterPublic
from app.store import contracts, expenses, platforms
from app.tokens import uuid7
from app.web import stale
from app.web.book import Book
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm, uuid_of
from app.web.labels import Options
from app.web.money_form import read_revision, typed
from app.web.rendering import go_to, render, words_for
from app.web.stale import Difference
from app.web.undoing import changed
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False)

LABELS = {
    "category": N_("What was it?"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "spent_on": N_("Day"),
    "months": N_("Spread over how many months?"),
    "platform": N_("Platform"),
    "contract": N_("Which contract?"),
    "note": N_("Private note"),
}


@dataclass(frozen=True, slots=True)
class ExpenseForm:
    """The form, and what its lists offer."""

    form: Form
    id: UUID | None
    revision: int
    is_out: bool
    stale: tuple[Difference, ...]
    conflict: UUID | None
    currency: str
    platforms: Options
    contracts: Options
    currencies: list[str]


@router.get("/payments/costs/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for an expense."""
    values = {
        "id": str(uuid7()),
        "spent_on": clock.today(me.zone).isoformat(),
        "months": "1",
        "currency": me.currency,
    }
    return _render(request, database, me, Form(values), None)


@router.post("/payments/costs")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep an expense."""
    read = _read(database, me, form)
    row_id = uuid_of(form["id"]) or uuid7()
    expense = None if form.problems else form.make(ExpenseCreate, id=row_id, **read)
    if expense is None:
        return _render(request, database, me, form, None)
    kept = expenses.log(database, me.id, expense)
    return go_to(f"/payments?cost={kept.id}")


@router.get("/payments/costs/{expense_id}")
def show(request: Request, expense_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of an expense, filled in."""
    expense = expenses.get(database, me.id, expense_id)
    return _render(request, database, me, Form(_values(expense)), expense)


@router.post("/payments/costs/{expense_id}")
def amend(
    request: Request, expense_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change an expense; what it said before is kept."""
    expense = expenses.get(database, me.id, expense_id)
    read, revision = _read(database, me, form), read_revision(form)
    change = None if form.problems else form.make(ExpenseUpdate, revision=revision, **read)
    if change is None:
        return _render(request, database, me, form, expense)
    if stale.is_late(expense, change):
        kept = stale.keep_both(database, me, "expenses", expense, change, form=form)
        return _render(request, database, me, form, expense, conflict=kept)
    amended = expenses.amend(database, me.id, expense_id, change)
    stale.chosen(database, me, uuid_of(form["conflict"]))
    said = "cost_changed" if amended.revision != expense.revision else "kept"
    said = "cost_back" if expense.withdrawn_at is not None else said
    return go_to(f"/payments?{said}={expense_id}{changed('expenses', amended)}")


@router.post("/payments/costs/{expense_id}/withdraw")
def withdraw(expense_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take an expense out of every sum; it can be put back."""
    expenses.withdraw(database, me.id, expense_id)
    return go_to(f"/payments?cost_out={expense_id}")


@router.post("/payments/costs/{expense_id}/restore")
def restore(expense_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put an expense back."""
    expenses.restore(database, me.id, expense_id)
    return go_to("/payments?saved=again")


def _read(database: Connection, me: WriterPublic, form: Form) -> dict[str, Any]:
    currency = form.currency("currency", me.currency)
    platform_id, contract_id = form.chosen("platform"), form.chosen("contract")
    contract = contracts.get(database, me.id, contract_id) if contract_id else None
    platform = platforms.get(database, me.id, platform_id) if platform_id else None
    if contract and platform and contract.platform_id != platform.id:
        form.refuse([("contract", N_("That contract is with another platform."))])
    return {
        "category": form.text("category", required=N_("What was it?")),
        "amount_minor": form.amount("amount", currency, required=N_("How much was it?")),
        "currency": currency,
        "spent_on": form.day("spent_on", required=N_("Which day was it?"), latest=clock.today(me.zone)),
        "months": form.whole("months", least=1, most=120) or 1,
        "platform_id": contract.platform_id if contract else platform.id if platform else None,
        "contract_id": contract.id if contract else None,
        "note": form.text("note", longest=LONGEST_NOTE),
    }


def _values(expense: ExpensePublic) -> dict[str, str]:
    return typed(
        {
            "category": expense.category,
            "amount": Money(expense.amount_minor, expense.currency),
            "currency": expense.currency,
            "spent_on": expense.spent_on,
            "months": expense.months or 1,
            "platform": expense.platform_id,
            "contract": expense.contract_id,
            "note": expense.note,
        }
    )


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    expense: ExpensePublic | None,
    *,
    conflict: UUID | None = None,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    found: tuple[Difference, ...] = ()
    if expense and conflict:
        offered = {
            "contract": book.all_options(),
            "platform": [(str(row.id), row.name) for row in book.platforms.values()],
        }
        found = stale.differences(form, _values(expense), LABELS, offered, words)
    page = ExpenseForm(
        form=form,
        id=expense.id if expense else None,
        revision=stale.form_revision(form, expense, conflict),
        stale=found,
        conflict=conflict or uuid_of(form["conflict"]),
        is_out=expense is not None and expense.withdrawn_at is not None,
        currency=form.shown_currency("currency", me.currency),
        platforms=[(str(row.id), row.name) for row in book.platforms.values()],
        contracts=book.all_options(),
        currencies=sorted(list_currencies()),
    )
    return render(
        request,
        "payments/cost_form.html",
        page,
        viewer=me,
        tab="payments",
        problems=form.problems,
        status=stale.CONFLICT if conflict else 200,
        keeps=conflict is not None,
    )
