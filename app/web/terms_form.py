"""The forms for terms: changed ones, which leave the earlier ones on file, and ones that were typed wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock, errors
from app.database import Connection
from app.http.deps import Database
from app.http.notes import looks_like_content
from app.http.owner import SignedIn
from app.records.terms import TermsPublic
from app.records.writer import WriterPublic
from app.store import contracts, terms
from app.store.rows import SNAPSHOT_STAYS
from app.tokens import uuid7
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options
from app.web.promises import Promise, promise_of
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.terms_reading import CARRIED, LABELS, choices, read_change, read_terms, values_of
from app.web.undoing import changed
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class TermsForm:
    """The form, and the contract whose terms these are."""

    form: Form
    title: str
    action: str
    lead: str
    contract_id: UUID
    currency: str
    labels: Mapping[str, str]
    choices: Mapping[str, Options]
    terms_id: UUID | None
    revision: int
    is_first: bool
    asks_rate: bool
    stale: tuple[Difference, ...]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was accepted at the start."""

    contract_id: UUID
    contract_name: str
    terms: Promise
    is_withdrawn: bool


@router.get("/work/{contract_id}/terms")
def new(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """A form for changed terms, with what stays the same in it."""
    found = terms.in_force(database, me.id, contract_id, clock.today(me.zone))
    values = {"pay_model": "hourly", "currency": me.currency}
    if found:
        before = values_of(found)
        values = {name: before[name] for name in CARRIED}
    values["terms_id"] = str(uuid7())
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
    promised = read_terms(
        form,
        me,
        contract.id,
        effective_on or clock.today(me.zone),
        is_acceptance=bool(form["is_acceptance"]),
        is_required=True,
        had_rate=_rate_before(database, me, contract_id),
    )
    if promised is not None and terms.is_second_of_a_day(database, me.id, promised):
        form.refuse([("effective_on", terms.SECOND_OF_A_DAY)])
    if promised is None or form.problems:
        return _render(request, contract_id, database, me, form)
    if promised.is_acceptance and promised.id == uuid5(contract_id, "acceptance"):
        promised = promised.model_copy(update={"id": uuid7()})  # the first ones may have been taken out
    kept = terms.log(database, me.id, promised)
    return go_to(f"{_kept(kept)}&new_terms={kept.id}")


@router.get("/work/terms/{terms_id}")
def edit(request: Request, terms_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of terms typed wrong, filled in; what was accepted at the start can only be looked at."""
    row = terms.get(database, me.id, terms_id)
    if row.is_acceptance:
        return _render_snapshot(request, database, me, row)
    return _render(request, row.contract_id, database, me, Form(values_of(row)), row=row)


@router.post("/work/terms/{terms_id}")
def amend(
    request: Request, terms_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change terms that were typed wrong."""
    row = terms.get(database, me.id, terms_id)
    if row.is_acceptance:
        raise errors.Invalid(SNAPSHOT_STAYS)
    change = read_change(form, me, row)
    if change is not None:
        meant = row.model_copy(update={"effective_on": change.effective_on})
        if terms.is_second_of_a_day(database, me.id, meant):
            form.refuse([("effective_on", terms.SECOND_OF_A_DAY)])
    if change is None or form.problems:
        return _render(request, row.contract_id, database, me, form, row=row)
    if change.revision != row.revision:
        if says_so_already(row, change):
            return go_to(_kept(row))
        return _render(request, row.contract_id, database, me, form, row=row, is_stale=True)
    if row.withdrawn_at is not None:  # what she wrote survives that it was taken out
        row = terms.restore(database, me.id, terms_id)
        change = change.model_copy(update={"revision": row.revision})
    kept = terms.amend(database, me.id, terms_id, change)
    return go_to(_kept(kept))


@router.post("/work/terms/{terms_id}/withdraw")
def withdraw(terms_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take terms out of every sum; they can be put back."""
    row = terms.withdraw(database, me.id, terms_id)
    return go_to(f"/work/{row.contract_id}?undone_terms={terms_id}")


@router.post("/work/terms/{terms_id}/restore")
def restore(terms_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put terms back."""
    row = terms.restore(database, me.id, terms_id)
    return go_to(f"/work/{row.contract_id}?saved=terms")


def _rate_before(database: Connection, me: WriterPublic, contract_id: UUID) -> bool:
    """Whether the terms of today promise a rate."""
    found = terms.in_force(database, me.id, contract_id, clock.today(me.zone))
    return found is not None and found.rate_minor is not None


def _kept(row: TermsPublic) -> str:
    saved = "note" if looks_like_content(row.note) else "terms"
    return f"/work/{row.contract_id}?saved={saved}{changed('terms', row)}"


def _render_snapshot(
    request: Request, database: Connection, me: WriterPublic, row: TermsPublic
) -> HTMLResponse:
    words = words_for(request, me)
    contract = contracts.get(database, me.id, row.contract_id)
    page = Snapshot(contract.id, contract.name, promise_of(row, words), row.withdrawn_at is not None)
    return render(request, "work/snapshot.html", page, viewer=me, tab="work")


def _render(
    request: Request,
    contract_id: UUID,
    database: Connection,
    me: WriterPublic,
    form: Form,
    *,
    row: TermsPublic | None = None,
    is_stale: bool = False,
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, contract_id), words_for(request, me)
    listed, offered = terms.list_for(database, me.id, contract_id), choices(words)
    revision = 0
    if row:
        revision = row.revision if is_stale else form.whole("revision") or row.revision
    title, lead = words("Change of the terms"), contract.name
    if row:
        title = words("Correct these terms")
        lead = words("{contract}: for a slip of the pen. If the terms changed, add new ones.", contract=lead)
    elif not listed:
        title = words("What was promised")
    else:
        lead = words(
            "{contract}: the earlier terms stay on file and count for the days before.", contract=lead
        )
    page = TermsForm(
        form=form,
        title=title,
        action=f"/work/terms/{row.id}" if row else f"/work/{contract_id}/terms",
        lead=lead,
        contract_id=contract_id,
        currency=form["currency"] or me.currency,
        labels={name: words(label) for name, label in LABELS.items()},
        choices=offered,
        terms_id=row.id if row else None,
        revision=revision,
        asks_rate=row is None and _rate_before(database, me, contract_id),
        is_first=row is None and not any(other.is_acceptance for other in listed),
        stale=differences(form, values_of(row), LABELS, offered, words) if row and is_stale else (),
        is_withdrawn=row is not None and row.withdrawn_at is not None,
    )
    return render(
        request,
        "work/terms_form.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )
