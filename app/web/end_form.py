"""The form for the end of a contract: how, and on which day."""

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
from app.store import contracts
from app.web.forms import Form, SubmittedForm
from app.web.labels import ENDINGS, STATES, Options
from app.web.rendering import go_to, render, words_for
from reports.frames import ContractState
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class EndForm:
    """The form, and the contract that ended."""

    form: Form
    contract_id: UUID
    contract_name: str
    revision: int
    reasons: Options


@router.get("/work/{contract_id}/end")
def ask(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """Ask how and when it ended."""
    form = Form({"ended_on": clock.today(me.zone).isoformat()})
    return _render(request, contract_id, database, me, form)


@router.post("/work/{contract_id}/end")
def end(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """End a contract."""
    state = form.choice("state", ENDINGS, required=N_("How did it end?"))
    ended_on = form.day("ended_on", required=N_("Which day was the last?"), latest=clock.today(me.zone))
    started_on = contracts.get(database, me.id, contract_id).started_on
    if ended_on and started_on and ended_on < started_on:
        form.refuse([("ended_on", N_("A contract cannot end before it starts."))])
    if form.problems or state is None or ended_on is None:
        return _render(request, contract_id, database, me, form)
    contracts.enter_state(database, me.id, contract_id, ContractState(state), ended_on)
    return go_to(f"/work/{contract_id}/review?after=end")


def _render(
    request: Request, contract_id: UUID, database: Connection, me: WriterPublic, form: Form
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, contract_id), words_for(request, me)
    reasons = [(str(state), words(STATES[state])) for state in ENDINGS]
    page = EndForm(form, contract.id, contract.name, contract.revision, reasons)
    return render(request, "work/end_form.html", page, viewer=me, tab="work", problems=form.problems)
