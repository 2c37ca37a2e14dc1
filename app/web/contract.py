"""One contract: real beside promised, its terms, its entries."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.store import contracts, tasks, terms
from app.store.contracts import ENDED
from app.web import owed
from app.web.book import Book, Entry, entry_of
from app.web.labels import PAY_MODELS
from app.web.rendering import go_to, render, words_for
from app.web.terms import about_contract, price_of
from reports.personal import PersonalReport
from reports.wording import N_

router = APIRouter(include_in_schema=False)

_FACTS = {
    "advertised_rate": N_("Promised, an hour"),
    "effective_hourly_rate": N_("Really, an hour"),
    "hours": N_("All hours"),
    "unpaid_hours": N_("Of these unpaid"),
    "earned": N_("Earned, before fees"),
}

_SAVED = {
    "contract": N_("Contract saved."),
    "terms": N_("Terms saved. Earlier days keep the earlier terms."),
    "end": N_("Contract ended."),
    "entry": N_("Entry changed."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it."""

    label: str
    value: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ContractPage:
    """What one contract shows."""

    id: UUID
    name: str
    about: str
    is_open: bool
    facts: tuple[Line, ...]
    report_address: str
    terms: tuple[Line, ...]
    entries: tuple[Entry, ...]
    status: str
    undo: str
    undo_label: str


@router.get("/work/{contract_id}")
def show(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, on_file: OnFile
) -> HTMLResponse:
    """One contract: real beside promised, hours, owed, entries."""
    words, book = words_for(request, me), Book.of(database, me.id)
    contract = contracts.get(database, me.id, contract_id)
    report = report_of(database, me, on_file)
    status, undo, label = _status(request, words)
    page = ContractPage(
        id=contract.id,
        name=contract.name,
        about=about_contract(contract, book, words),
        is_open=contract.state not in ENDED,
        facts=tuple(_facts(contract, report, book, words)),
        report_address=_late_address(contract, report),
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


@router.post("/work/{contract_id}/withdraw")
def withdraw(contract_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a contract without entries out."""
    contracts.withdraw(database, me.id, contract_id)
    return go_to("/work?withdrawn=yes")


def _facts(row: ContractPublic, report: PersonalReport, book: Book, words: Language) -> list[Line]:
    piece = next((piece for piece in report.by_contract if piece.id == str(row.id)), None)
    lines = []
    for key, label in _FACTS.items():
        figure = piece.figures.get(key) if piece else None
        if figure is not None and figure.value is not None:
            money = figure.unit in {"money", "money_per_hour"}
            value = (
                words.money(figure.value, figure.currency or report.currency)
                if money
                else words("{hours} h", hours=words.number(figure.value, 1))
            )
            note = words("provisional") if figure.provisional else ""
            lines.append(Line(words(label), value, note, f"/real-pay/explain/{key}?contract={row.id}"))
        elif key in {"advertised_rate", "effective_hourly_rate"}:
            lines.append(Line(words(label), words("not known yet")))
    return [*lines, *_owed(row, report, book, words)]


def _owed(row: ContractPublic, report: PersonalReport, book: Book, words: Language) -> list[Line]:
    """What is owed on this contract, a line for each pay day, each with its way to what was agreed and arrived."""
    found = [item for item in owed.all_owed(report) if item.contract_id == str(row.id)]
    rows = [owed.row_of(item, report, book, words) for item in found]
    lines = [
        Line(
            words("Owed to you"),
            said.amount,
            f"{said.due}. {said.late}" if said.late else said.due,
            said.address,
        )
        for said in rows
    ]
    return lines or [Line(words("Owed to you"), words("nothing"))]


def _late_address(row: ContractPublic, report: PersonalReport) -> str:
    """Where a report of non-payment starts: the page of what is late the longest."""
    late = [item for item in owed.all_owed(report) if item.contract_id == str(row.id) and item.days_late]
    return f"{owed.address_of(late[0])}#report" if late else ""


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
