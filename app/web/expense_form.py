"""The form for an expense: what the work cost, once or over several months."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.expense import ExpenseCreate
from app.records.writer import WriterPublic
from app.store import expenses, platforms
from app.tokens import uuid7
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import Options
from app.web.rendering import go_to, render
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ExpenseForm:
    """The form, and what its lists offer."""

    form: Form
    currency: str
    platforms: Options


@router.get("/payments/costs/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for an expense."""
    values = {"id": str(uuid7()), "spent_on": clock.today(me.zone).isoformat(), "months": "1"}
    return _render(request, database, me, Form(values))


@router.post("/payments/costs")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep an expense."""
    expense = _read(database, me, form)
    if expense is None:
        return _render(request, database, me, form)
    expenses.log(database, me.id, expense)
    return go_to("/payments?saved=cost")


@router.post("/payments/costs/{expense_id}/withdraw")
def withdraw(expense_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take an expense out of every sum; it can be put back."""
    expenses.withdraw(database, me.id, expense_id)
    return go_to(f"/payments?cost_out={expense_id}")


@router.post("/payments/costs/{expense_id}/restore")
def restore(expense_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put an expense back."""
    expenses.restore(database, me.id, expense_id)
    return go_to("/payments")


def _read(database: Connection, me: WriterPublic, form: Form) -> ExpenseCreate | None:
    category = form.text("category", required=N_("What was it?"))
    amount = form.amount("amount", me.currency, required=N_("How much was it?"))
    spent_on = form.day("spent_on", required=N_("Which day was it?"), latest=clock.today(me.zone))
    months, platform_id = form.whole("months", least=1, most=120), uuid_of(form["platform"])
    if form.problems:
        return None
    return form.make(
        ExpenseCreate,
        id=uuid_of(form["id"]) or uuid7(),
        platform_id=platforms.get(database, me.id, platform_id).id if platform_id else None,
        spent_on=spent_on,
        amount_minor=amount,
        currency=me.currency,
        category=category,
        months=months or 1,
    )


def _render(request: Request, database: Connection, me: WriterPublic, form: Form) -> HTMLResponse:
    listed = [(str(row.id), row.name) for row in platforms.list_all(database, me.id)]
    page = ExpenseForm(form, me.currency, listed)
    return render(request, "payments/cost_form.html", page, viewer=me, tab="payments", problems=form.problems)
