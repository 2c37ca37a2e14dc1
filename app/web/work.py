"""Work: contracts, active first and then by month; entries without a contract."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.store import tasks
from app.store.contracts import ENDED
from app.web.book import Book, Entry, entry_of
from app.web.rendering import render, words_for
from app.web.terms import about_contract
from reports.personal import PersonalReport
from reports.slices import Slice

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


@router.get("/work")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """Contracts, active first and then by the month they ended."""
    words, book = words_for(request, me), Book.of(database, me.id)
    report = report_of(database, me, on_file) if book.contracts else None
    loose = [task for task in tasks.recent(database, me.id, 40) if task.contract_id is None]
    page = WorkPage(
        groups=tuple(_groups(book, report, words)),
        loose=tuple(entry_of(task, book, words, with_day=True) for task in loose),
        status=words("Contract taken out.") if "withdrawn" in request.query_params else "",
    )
    return render(request, "work/work.html", page, viewer=me, tab="work")


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
    worked = words.duration(round(hours.value * 3600)) if hours and hours.value else words("no hours yet")
    note = words("an hour, {hours}", hours=worked) if value else worked
    return ContractLine(row.id, row.name, about_contract(row, book, words), value, note)
