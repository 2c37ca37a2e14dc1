"""The form of a contract, new or changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database, refuse
from app.http.owner import SignedIn
from app.language import Language
from app.records.contract import ContractPublic
from app.records.writer import WriterPublic
from app.store import contracts, platforms, terms
from app.tokens import uuid7
from app.web.forms import Form, SubmittedForm
from app.web.labels import PAY_MODELS, Options, options
from app.web.overtaken import STATUS, Difference, differences, is_kept
from app.web.rendering import go_to, render, words_for
from app.web.terms import read_contract, read_contract_change
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ContractForm:
    """The form, and where it leads."""

    form: Form
    title: str
    action: str
    button: str
    back: str
    currency: str
    platforms: list[str]
    pay_models: Options
    revision: int = 0
    overtaken: list[Difference] | None = None
    """What the contract says now, where it was changed since the form was shown."""


@router.get("/work/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a contract."""
    values = {"id": str(uuid7()), "pay_model": "hourly", "started_on": clock.today(me.zone).isoformat()}
    return _render(request, database, me, Form(values))


@router.post("/work")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a contract with what was promised."""
    name = form.text("platform", required=N_("Which platform is it on? A code name is fine."))
    read = read_contract(form, me, today=clock.today(me.zone))
    if read is None or name is None:
        return _render(request, database, me, form)
    platform = platforms.find_or_log(database, me.id, name)
    contract, promised = read
    kept = contracts.log(database, me.id, contract.model_copy(update={"platform_id": platform.id}))
    if promised is not None:
        terms.log(database, me.id, promised)
    return go_to(f"/work/{kept.id}?saved=contract")


@router.get("/work/{contract_id}/edit")
def edit(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a contract, filled in."""
    row = contracts.get(database, me.id, contract_id)
    return _render(request, database, me, _values(row), row)


@router.post("/work/{contract_id}/edit")
def amend(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a contract."""
    change = read_contract_change(form, clock.today(me.zone))
    if change is None:
        return _render(request, database, me, form, contracts.get(database, me.id, contract_id))
    if not is_kept(lambda: contracts.amend(database, me.id, contract_id, change)):
        refuse(request)
        row = contracts.get(database, me.id, contract_id)
        return _render(request, database, me, form, row, is_overtaken=True)
    return go_to(f"/work/{contract_id}?saved=contract")


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    row: ContractPublic | None = None,
    *,
    is_overtaken: bool = False,
) -> HTMLResponse:
    words = words_for(request, me)
    overtaken = (
        differences(form, _values(row), row.revision, _shown(row, words)) if row and is_overtaken else None
    )
    page = ContractForm(
        form=form,
        title=words("Change this contract") if row else words("Add contract"),
        action=f"/work/{row.id}/edit" if row else "/work",
        button=words("Save changes") if row else words("Save contract"),
        back=f"/work/{row.id}" if row else "/work",
        currency=me.currency,
        platforms=[platform.name for platform in platforms.list_all(database, me.id)],
        pay_models=options(PAY_MODELS, words),
        revision=(form.whole("revision") or row.revision) if row else 0,
        overtaken=overtaken,
    )
    status = STATUS if is_overtaken else 200
    return render(
        request, "work/contract_form.html", page, viewer=me, tab="work", problems=form.problems, status=status
    )


def _values(row: ContractPublic) -> Form:
    return Form(
        {
            "name": row.name,
            "task_kind": row.task_kind or "",
            "started_on": str(row.started_on or ""),
            "ended_on": str(row.ended_on or ""),
            "revision": str(row.revision),
        }
    )


def _shown(row: ContractPublic, words: Language) -> dict[str, tuple[str, str]]:
    """Label and words of each field, as the form has them."""
    return {
        "name": (words("Name of the contract"), row.name),
        "task_kind": (words("Kind of work"), row.task_kind or ""),
        "started_on": (words("Start"), words.day(row.started_on) if row.started_on else ""),
        "ended_on": (words("End, if it has ended"), words.day(row.ended_on) if row.ended_on else ""),
    }
