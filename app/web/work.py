"""Work: contracts, active first and then by month; one contract, real beside promised; its entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.records.writer import WriterPublic
from app.store import contracts, platforms, tasks, terms
from app.store.contracts import ENDED
from app.tokens import uuid7
from app.web.book import Book, Entry, entry_of
from app.web.forms import Form, SubmittedForm
from app.web.labels import ENDINGS, PAY_MODELS, STATES, Options, options
from app.web.rendering import go_to, render, words_for
from app.web.terms import price_of, read_contract, read_contract_change, read_terms
from reports.frames import ContractState
from reports.personal import PersonalReport, Slice
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract in the list."""

    id: UUID
    name: str
    about: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The active contracts, or those of one month."""

    title: str
    contracts: tuple[ContractLine, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """What Work shows."""

    groups: tuple[Group, ...]
    loose: tuple[Entry, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContractPage:
    """What one contract shows."""

    id: UUID
    name: str
    about: str
    is_open: bool
    facts: tuple[Line, ...]
    terms: tuple[Line, ...]
    entries: tuple[Entry, ...]
    status: str
    undo: str
    undo_label: str


@dataclass(frozen=True, slots=True)
class ContractForm:
    """The form for a contract, new or changed."""

    form: Form
    title: str
    action: str
    button: str
    back: str
    currency: str
    platforms: list[str]
    pay_models: Options
    revision: int = 0


@dataclass(frozen=True, slots=True)
class TermsForm:
    """The form for a change of terms."""

    form: Form
    contract_id: UUID
    contract_name: str
    currency: str
    pay_models: Options


@dataclass(frozen=True, slots=True)
class EndForm:
    """The form for the end of a contract."""

    form: Form
    contract_id: UUID
    contract_name: str
    revision: int
    reasons: Options


@router.get("/work")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """Contracts, active first and then by the month they ended."""
    words, book = words_for(request, me), Book.of(database, me.id)
    report = report_of(database, me) if book.contracts else None
    loose = [task for task in tasks.recent(database, me.id, 40) if task.contract_id is None]
    page = WorkPage(
        groups=tuple(_groups(book, report, words)),
        loose=tuple(entry_of(task, book, words, with_day=True) for task in loose),
        status=words("Contract taken out.") if "withdrawn" in request.query_params else "",
    )
    return render(request, "work/work.html", page, viewer=me, tab="work")


@router.get("/work/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a contract."""
    values = {"id": str(uuid7()), "pay_model": "hourly", "started_on": clock.today(me.zone).isoformat()}
    return _contract_form(request, database, me, Form(values))


@router.post("/work")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a contract with what was promised."""
    name = form.text("platform", required=N_("Which platform is it on? A code name is fine."))
    read = read_contract(form, me, today=clock.today(me.zone))
    if read is None or name is None:
        return _contract_form(request, database, me, form)
    platform = platforms.find_or_log(database, me.id, name)
    contract, promised = read
    kept = contracts.log(database, me.id, contract.model_copy(update={"platform_id": platform.id}))
    if promised is not None:
        terms.log(database, me.id, promised)
    return go_to(f"/work/{kept.id}?saved=contract")


@router.get("/work/{contract_id}")
def show_one(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """One contract: real beside promised, hours, owed, entries."""
    words, book = words_for(request, me), Book.of(database, me.id)
    contract = contracts.get(database, me.id, contract_id)
    report = report_of(database, me)
    status, undo, label = _status(request, words)
    page = ContractPage(
        id=contract.id,
        name=contract.name,
        about=_about(contract, book, words),
        is_open=contract.state not in ENDED,
        facts=tuple(_facts(contract, report, words)),
        terms=tuple(_term(row, words) for row in reversed(terms.list_for(database, me.id, contract_id))),
        entries=tuple(
            entry_of(task, book, words, with_day=True)
            for task in tasks.of_contract(database, me.id, contract_id)
        ),
        status=status,
        undo=undo,
        undo_label=label,
    )
    return render(request, "work/contract.html", page, viewer=me, tab="work")


@router.get("/work/{contract_id}/edit")
def edit(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a contract, filled in."""
    row = contracts.get(database, me.id, contract_id)
    values = {
        "name": row.name,
        "task_kind": row.task_kind or "",
        "started_on": str(row.started_on or ""),
        "ended_on": str(row.ended_on or ""),
        "revision": str(row.revision),
    }
    return _contract_form(request, database, me, Form(values), row)


@router.post("/work/{contract_id}/edit")
def amend(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a contract."""
    change = read_contract_change(form, clock.today(me.zone))
    if change is None:
        return _contract_form(request, database, me, form, contracts.get(database, me.id, contract_id))
    contracts.amend(database, me.id, contract_id, change)
    return go_to(f"/work/{contract_id}?saved=contract")


@router.get("/work/{contract_id}/terms")
def new_terms(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """A form for changed terms, with the present ones in it."""
    found = terms.in_force(database, me.id, contract_id, clock.today(me.zone))
    values = {
        "pay_model": found.pay_model if found else "hourly",
        "unit_name": (found.unit_name if found else "") or "",
    }
    values["id"] = str(uuid7())
    values["effective_on"] = clock.today(me.zone).isoformat()
    return _terms_form(request, contract_id, database, me, Form(values))


@router.post("/work/{contract_id}/terms")
def log_terms(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Keep changed terms; the earlier ones stay on file."""
    contract = contracts.get(database, me.id, contract_id)
    effective_on = form.day("effective_on", required=N_("From which day?"))
    promised = read_terms(form, me, contract.id, effective_on or clock.today(me.zone), is_required=True)
    if promised is None:
        return _terms_form(request, contract_id, database, me, form)
    terms.log(database, me.id, promised)
    return go_to(f"/work/{contract_id}?saved=terms")


@router.get("/work/{contract_id}/end")
def ask_end(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """Ask how and when it ended."""
    form = Form({"state": ENDINGS[0], "ended_on": clock.today(me.zone).isoformat()})
    return _end_form(request, contract_id, database, me, form)


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
        return _end_form(request, contract_id, database, me, form)
    contracts.enter_state(database, me.id, contract_id, ContractState(state), ended_on)
    return go_to(f"/work/{contract_id}?saved=end")


@router.post("/work/{contract_id}/withdraw")
def withdraw(contract_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a contract without entries out."""
    contracts.withdraw(database, me.id, contract_id)
    return go_to("/work?withdrawn=yes")


def _groups(book: Book, report: PersonalReport | None, words: Language) -> list[Group]:
    slices = {piece.id: piece for piece in report.by_contract} if report else {}
    rows = sorted(book.contracts.values(), key=lambda row: (_last_day(row), str(row.id)), reverse=True)
    active = [row for row in rows if row.state not in ENDED]
    groups = [(words("Active"), active)] if active else []
    months: dict[dt.date, list[ContractPublic]] = {}
    for row in rows:
        if row.state in ENDED:
            months.setdefault(_last_day(row).replace(day=1), []).append(row)
    groups += [
        (words.month(month, year=True, short=False).capitalize(), members)
        for month, members in months.items()
    ]
    return [
        Group(title, tuple(_line(row, book, slices.get(str(row.id)), words) for row in members))
        for title, members in groups
    ]


def _last_day(row: ContractPublic) -> dt.date:
    return row.ended_on or row.started_on or row.created_at.date()


def _line(row: ContractPublic, book: Book, piece: Slice | None, words: Language) -> ContractLine:
    rate = piece.figures.get("effective_hourly_rate") if piece else None
    hours = piece.figures.get("hours") if piece else None
    value = words.money(rate.value, rate.currency or "USD") if rate and rate.value is not None else ""
    worked = (
        words.plural("{count} hour", "{count} hours", round(hours.value))
        if hours and hours.value
        else words("no hours yet")
    )
    note = words("an hour, {hours}", hours=worked) if value else worked
    return ContractLine(row.id, row.name, _about(row, book, words), value, note)


def _about(row: ContractPublic, book: Book, words: Language) -> str:
    platform = book.platform_name(row.platform_id)
    if row.started_on and row.ended_on:
        days = words.days(row.started_on, row.ended_on)
    else:
        days = words("since {day}", day=words.day(row.started_on)) if row.started_on else ""
    state = "" if row.state is ContractState.ACTIVE else words(STATES[row.state])
    return ", ".join(part for part in (platform, row.task_kind or "", days, state) if part)


def _facts(row: ContractPublic, report: PersonalReport, words: Language) -> list[Line]:
    piece = next((piece for piece in report.by_contract if piece.id == str(row.id)), None)
    owed = sum(item.amount for item in report.owed if item.contract_id == str(row.id))
    lines = []
    for key, label in FACTS.items():
        figure = piece.figures.get(key) if piece else None
        if figure is not None and figure.value is not None:
            money = figure.unit in {"money", "money_per_hour"}
            value = (
                words.money(figure.value, figure.currency or report.currency)
                if money
                else words("{hours} h", hours=words.number(figure.value, 1))
            )
            lines.append(Line(words(label), value, words("provisional") if figure.provisional else ""))
        elif key in {"advertised_rate", "effective_hourly_rate"}:
            lines.append(Line(words(label), words("not known yet")))
    lines.append(Line(words("Owed to you"), words.money(owed, report.currency) if owed else words("nothing")))
    return lines


FACTS = {
    "advertised_rate": N_("Promised, an hour"),
    "effective_hourly_rate": N_("Really, an hour"),
    "hours": N_("All hours"),
    "unpaid_hours": N_("Of these unpaid"),
    "earned": N_("Earned, before fees"),
}


def _term(row: TermsPublic, words: Language) -> Line:
    price, per = price_of(row, words)
    promised = row.promised_seconds_per_unit
    extras = (
        words("{time} for each", time=words.duration(promised)) if promised else "",
        words.plural("paid {count} day after", "paid {count} days after", row.pay_lag_days)
        if row.pay_lag_days is not None
        else "",
    )
    label = words("From {day}", day=words.day(row.effective_on))
    value = " ".join(part for part in (price, per) if part) or words(PAY_MODELS[row.pay_model])
    return Line(label, value, ", ".join(part for part in extras if part))


def _status(request: Request, words: Language) -> tuple[str, str, str]:
    asked = request.query_params
    undone = asked.get("undone", "")
    if undone:
        return words("Taken out."), f"/work/entries/{undone}/restore", words("Put it back")
    return words(_SAVED.get(asked.get("saved", ""), "")), "", ""


_SAVED = {
    "contract": N_("Contract saved."),
    "terms": N_("Terms saved. Earlier days keep the earlier terms."),
    "end": N_("Contract ended."),
    "entry": N_("Entry changed."),
}


def _contract_form(
    request: Request, database: Connection, me: WriterPublic, form: Form, row: ContractPublic | None = None
) -> HTMLResponse:
    words = words_for(request, me)
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
    )
    return render(request, "work/contract_form.html", page, viewer=me, tab="work", problems=form.problems)


def _terms_form(
    request: Request, contract_id: UUID, database: Connection, me: WriterPublic, form: Form
) -> HTMLResponse:
    contract = contracts.get(database, me.id, contract_id)
    models = options(PAY_MODELS, words_for(request, me))
    page = TermsForm(form, contract.id, contract.name, me.currency, models)
    return render(request, "work/terms_form.html", page, viewer=me, tab="work", problems=form.problems)


def _end_form(
    request: Request, contract_id: UUID, database: Connection, me: WriterPublic, form: Form
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, contract_id), words_for(request, me)
    reasons = [(str(state), words(STATES[state])) for state in ENDINGS]
    page = EndForm(form, contract.id, contract.name, contract.revision, reasons)
    return render(request, "work/end_form.html", page, viewer=me, tab="work", problems=form.problems)
