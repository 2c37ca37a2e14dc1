"""The life of a contract: the steps it went through, each with its day; any of them can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.contract_state import ContractStatePublic, ContractStateUpdate
from app.records.writer import WriterPublic
from app.store import contracts
from app.web.forms import Form, SubmittedForm
from app.web.labels import STATES, Options, options
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.undoing import UNDONE, changed, undo_of
from reports.frames import ContractState
from reports.wording import N_

router = APIRouter(include_in_schema=False)

LABELS = {"state": N_("Where does it stand?"), "entered_on": N_("Since which day?")}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life, as it is listed."""

    id: UUID
    state: str
    since: str


@dataclass(frozen=True, slots=True)
class LifePage:
    """The steps, and a form for one more."""

    contract_id: UUID
    contract_name: str
    steps: tuple[Step, ...]
    form: Form
    choices: Options
    status: str
    undo: str
    undo_label: str


@dataclass(frozen=True, slots=True)
class StepForm:
    """The form of a step that was logged."""

    id: UUID
    contract_id: UUID
    contract_name: str
    revision: int
    form: Form
    choices: Options
    stale: tuple[Difference, ...]
    is_withdrawn: bool


@router.get("/work/{contract_id}/life")
def show(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The steps of a contract, and a form for one more."""
    contract = contracts.get(database, me.id, contract_id)
    values = {"state": str(contract.state), "entered_on": clock.today(me.zone).isoformat()}
    return _render(request, contract_id, database, me, Form(values))


@router.post("/work/{contract_id}/life")
def enter(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Log a step."""
    contracts.get(database, me.id, contract_id)
    state = form.choice("state", tuple(STATES), required=N_("Where does it stand?"))
    on = form.day("entered_on", required=N_("Since which day?"), latest=clock.today(me.zone))
    if form.problems or state is None or on is None:
        return _render(request, contract_id, database, me, form)
    contracts.enter_state(database, me.id, contract_id, ContractState(state), on)
    return go_to(f"/work/{contract_id}/life?saved=step")


@router.post("/work/{contract_id}/reopen")
def reopen(contract_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Go on with a contract that was paused or over: it is active from today."""
    contracts.enter_state(database, me.id, contract_id, ContractState.ACTIVE, clock.today(me.zone))
    return go_to(f"/work/{contract_id}?saved=reopened")


@router.get("/work/states/{contract_state_id}")
def edit(request: Request, contract_state_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a step, filled in."""
    step = contracts.get_state(database, me.id, contract_state_id)
    return _render_step(request, step, database, me, Form(_values(step)))


@router.post("/work/states/{contract_state_id}")
def amend(
    request: Request, contract_state_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a step; the contract is then where its steps say."""
    step = contracts.get_state(database, me.id, contract_state_id)
    state = form.choice("state", tuple(STATES), required=N_("Where does it stand?"))
    on = form.day("entered_on", required=N_("Since which day?"), latest=clock.today(me.zone))
    revision = form.whole("revision")
    change = None
    if not form.problems:
        change = form.make(ContractStateUpdate, revision=revision, state=state, entered_on=on)
    if change is None:
        return _render_step(request, step, database, me, form)
    if change.revision != step.revision and not says_so_already(step, change):
        return _render_step(request, step, database, me, form, is_stale=True)
    if change.revision == step.revision:
        if step.withdrawn_at is not None:  # what she wrote survives that it was taken out
            contracts.restore_state(database, me.id, step.id)
            change = change.model_copy(update={"revision": step.revision + 1})
        contracts.amend_state(database, me.id, step.id, change)
        step = contracts.get_state(database, me.id, step.id)
    return go_to(f"/work/{step.contract_id}/life?saved=step{changed('contract_states', step)}")


@router.post("/work/states/{contract_state_id}/withdraw")
def withdraw(contract_state_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a step out; it can be put back."""
    contract = contracts.withdraw_state(database, me.id, contract_state_id)
    return go_to(f"/work/{contract.id}/life?undone={contract_state_id}")


@router.post("/work/states/{contract_state_id}/restore")
def restore(contract_state_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a step back."""
    contract = contracts.restore_state(database, me.id, contract_state_id)
    return go_to(f"/work/{contract.id}/life")


def steps_of(rows: list[ContractStatePublic], words: Language) -> tuple[Step, ...]:
    """Steps as they are listed, newest first."""
    return tuple(Step(row.id, words(STATES[row.state]), words.day(row.entered_on)) for row in reversed(rows))


def _values(step: ContractStatePublic) -> dict[str, str]:
    return {"state": str(step.state), "entered_on": step.entered_on.isoformat()}


def _render(
    request: Request, contract_id: UUID, database: Connection, me: WriterPublic, form: Form
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, contract_id), words_for(request, me)
    undone, saved = request.query_params.get("undone", ""), request.query_params.get("saved", "")
    said = UNDONE if saved == "undone" else N_("Saved.") if saved else ""
    page = LifePage(
        contract_id=contract.id,
        contract_name=contract.name,
        steps=steps_of(contracts.states(database, me.id, contract_id), words),
        form=form,
        choices=options(STATES, words),
        status=words("Taken out.") if undone else words(said),
        undo=f"/work/states/{undone}/restore" if undone else undo_of(request, database, me),
        undo_label=words("Put it back") if undone else words("Undo"),
    )
    return render(request, "work/life.html", page, viewer=me, tab="work", problems=form.problems)


def _render_step(
    request: Request,
    step: ContractStatePublic,
    database: Connection,
    me: WriterPublic,
    form: Form,
    *,
    is_stale: bool = False,
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, step.contract_id), words_for(request, me)
    listed = options(STATES, words)
    page = StepForm(
        id=step.id,
        contract_id=contract.id,
        contract_name=contract.name,
        revision=step.revision if is_stale else form.whole("revision") or step.revision,
        form=form,
        choices=listed,
        stale=differences(form, _values(step), LABELS, {"state": listed}, words) if is_stale else (),
        is_withdrawn=step.withdrawn_at is not None,
    )
    return render(
        request,
        "work/step_form.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )
