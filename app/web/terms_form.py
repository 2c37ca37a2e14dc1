"""The form for changed terms; the earlier ones stay on file."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.writer import WriterPublic
from app.store import contracts, terms
from app.tokens import uuid7
from app.web.forms import Form, SubmittedForm
from app.web.labels import PAY_MODELS, Options, options
from app.web.rendering import go_to, render, words_for
from app.web.terms import read_terms
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class TermsForm:
    """The form, and the contract whose terms change."""

    form: Form
    contract_id: UUID
    contract_name: str
    is_first: bool
    currency: str
    pay_models: Options


@router.get("/work/{contract_id}/terms")
def new(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """A form for changed terms, with the present ones in it."""
    found = terms.in_force(database, me.id, contract_id, clock.today(me.zone))
    values = {
        "pay_model": found.pay_model if found else "hourly",
        "unit_name": (found.unit_name if found else "") or "",
    }
    values["id"] = str(uuid7())
    # The first promise holds from the start of the contract, a change from today.
    started_on = None if found else contracts.get(database, me.id, contract_id).started_on
    values["effective_on"] = (started_on or clock.today(me.zone)).isoformat()
    return _render(request, contract_id, database, me, Form(values))


@router.post("/work/{contract_id}/terms")
def log(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Keep changed terms."""
    contract = contracts.get(database, me.id, contract_id)
    effective_on = form.day("effective_on", required=N_("From which day?"))
    promised = read_terms(form, me, contract.id, effective_on or clock.today(me.zone), is_required=True)
    if promised is None:
        return _render(request, contract_id, database, me, form)
    terms.log(database, me.id, promised)
    return go_to(f"/work/{contract_id}?saved=terms")


def _render(
    request: Request, contract_id: UUID, database: Connection, me: WriterPublic, form: Form
) -> HTMLResponse:
    contract = contracts.get(database, me.id, contract_id)
    models = options(PAY_MODELS, words_for(request, me))
    is_first = not terms.list_for(database, me.id, contract_id)
    page = TermsForm(form, contract.id, contract.name, is_first, me.currency, models)
    return render(request, "work/terms_form.html", page, viewer=me, tab="work", problems=form.problems)
