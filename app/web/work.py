"""Work: contracts, active first and then by month; entries by month; search and filter, kept in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.records.writer import WriterPublic
from app.store import contracts, platforms, searching
from app.store.contracts import ENDED
from app.store.searching import Wanted, Words
from app.web.book import Book
from app.web.entry_list import EntryList, entry_list
from app.web.forms import Form, uuid_of
from app.web.labels import OUTCOMES, Options, kind_of_work, options
from app.web.rendering import address_of, render, words_for
from app.web.terms import about_contract
from app.web.undoing import UNDONE, undo_of
from reports.frames import Outcome
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_

router = APIRouter(include_in_schema=False)

NO_CONTRACT = "none"
FILTERS = ("q", "platform", "contract", "kind", "paid", "outcome", "first", "last")
# A contract itself is paid or unpaid, approved or rejected, by none of these.
_OF_ENTRIES = ("kind", "paid", "outcome", "first", "last")


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
    entries: EntryList | None
    is_empty: bool
    form: Form
    filters: Mapping[str, Options]
    is_filtered: bool
    filter_count: int
    selects: bool
    select_address: str
    plain_address: str
    here: str
    status: str
    undo: str
    undo_label: str
    undo_fields: Mapping[str, str]


@router.get("/work")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """Contracts, active first and then by the month they ended; entries by month."""
    words, book = words_for(request, me), Book.of(database, me.id)
    asked = dict(request.query_params)
    form = Form({name: asked[name] for name in FILTERS if name in asked})
    wanted = _wanted(database, me, form, book, words)
    selects = "select" in asked
    is_filtered = any(form[name].strip() for name in FILTERS)
    report = report_of(database, me, on_file) if book.contracts else None
    kept = {name: value for name, value in asked.items() if name in {*FILTERS, "month", "page", "select"}}
    found = (
        None if form.problems else entry_list(database, me.id, book, wanted, words, path="/work", asked=kept)
    )
    has_entries = found is not None or (is_filtered and bool(searching.months(database, me.id, Wanted())))
    status, undo, label, fields = _status(request, words, undo_of(request, database, me))
    page = WorkPage(
        groups=tuple(_groups([] if selects else _shown(book, form, wanted), book, report, words)),
        entries=found,
        is_empty=not book.contracts and not has_entries,
        form=form,
        filters=_filters(database, me, book, words),
        is_filtered=is_filtered,
        filter_count=sum(bool(form[name].strip()) for name in FILTERS if name != "q"),
        selects=selects,
        select_address=str(request.url.include_query_params(select="yes").replace(scheme="", netloc="")),
        plain_address=str(request.url.remove_query_params("select").replace(scheme="", netloc="")),
        here=address_of(request),
        status=status,
        undo=undo,
        undo_label=label,
        undo_fields=fields,
    )
    return render(request, "work/work.html", page, viewer=me, tab="work", problems=form.problems)


def _wanted(database: Connection, me: WriterPublic, form: Form, book: Book, words: Language) -> Wanted:
    """What the filter asks for; what cannot be read is a problem beside its field."""
    typed = form.text("q")
    contract_id, platform_id = _id(form, "contract"), _id(form, "platform")
    if contract_id:
        contracts.get(database, me.id, contract_id)
    if platform_id:
        platforms.get(database, me.id, platform_id)
    kind, paid = form.text("kind"), form.choice("paid", ("yes", "no"))
    outcome = form.choice("outcome", tuple(OUTCOMES))
    first, last = form.day("first"), form.day("last")
    if first and last and last < first:
        form.refuse([("last", N_("The last day is before the first."))])
    return Wanted(
        words=_words(database, me, typed, book, words) if typed else None,
        contract_ids=frozenset({contract_id}) if contract_id else None,
        platform_id=platform_id,
        contracts_of_platform=frozenset(
            row.id for row in book.contracts.values() if row.platform_id == platform_id
        ),
        contracts_of_kinds=frozenset(
            row.id for row in book.contracts.values() if kind and row.task_kind == kind
        ),
        is_loose=form["contract"] == NO_CONTRACT,
        kinds=frozenset({kind}) if kind else None,
        is_paid=None if paid is None else paid == "yes",
        outcome=Outcome(outcome) if outcome else None,
        first=first,
        last=last,
    )


def _id(form: Form, name: str) -> UUID | None:
    typed = form[name].strip()
    if not typed or (name == "contract" and typed == NO_CONTRACT):
        return None
    found = uuid_of(typed)
    if found is None:
        form.refuse([(name, N_("Please choose one of these."))])
    return found


def _words(database: Connection, me: WriterPublic, typed: str, book: Book, words: Language) -> Words:
    """What was typed, and the contracts, platforms and kinds that have it in their names."""
    sought = typed.casefold()
    of_platforms = {row.id for row in book.platforms.values() if sought in row.name.casefold()}
    return Words(
        typed,
        frozenset(
            row.id
            for row in book.contracts.values()
            if row.platform_id in of_platforms or sought in _said_of(row, words)
        ),
        frozenset(of_platforms),
        frozenset(
            kind
            for kind in searching.kinds(database, me.id)
            if sought in kind.casefold() or sought in kind_of_work(kind, words).casefold()
        ),
    )


def _said_of(row: ContractPublic, words: Language) -> str:
    kind = kind_of_work(row.task_kind, words) if row.task_kind else ""
    return f"{row.name}\n{kind}\n{row.note or ''}".casefold()


def _shown(book: Book, form: Form, wanted: Wanted) -> list[ContractPublic]:
    """The contracts that the filter leaves; none where it asks what only entries have."""
    if wanted.is_loose or any(form[name].strip() for name in _OF_ENTRIES):
        return []
    return [
        row
        for row in book.contracts.values()
        if (wanted.platform_id is None or row.platform_id == wanted.platform_id)
        and (wanted.contract_ids is None or row.id in wanted.contract_ids)
        and (wanted.words is None or row.id in wanted.words.contract_ids)
    ]


def _filters(database: Connection, me: WriterPublic, book: Book, words: Language) -> dict[str, Options]:
    return {
        "platform": [(str(row.id), row.name) for row in book.platforms.values()],
        "contract": [
            (NO_CONTRACT, words("No contract")),
            *(
                (str(row.id), f"{row.name}, {book.platform_name(row.platform_id)}")
                for row in book.contracts.values()
            ),
        ],
        "kind": [(kind, kind_of_work(kind, words)) for kind in searching.kinds(database, me.id)],
        "paid": [("yes", words("Paid")), ("no", words("Unpaid"))],
        "outcome": options(OUTCOMES, words),
    }


def _groups(
    rows: list[ContractPublic], book: Book, report: PersonalReport | None, words: Language
) -> list[Group]:
    slices = {piece.id: piece for piece in report.by_contract} if report else {}
    rows = sorted(rows, key=lambda row: (_last_day(row), str(row.id)), reverse=True)
    active = [row for row in rows if row.state not in ENDED]
    groups = [(words("Active"), active)] if active else []
    months: dict[dt.date, list[ContractPublic]] = {}
    for row in rows:
        if row.state in ENDED:
            months.setdefault(_last_day(row).replace(day=1), []).append(row)
    groups += [
        (words("Ended in {month}", month=words.month(month, year=True, short=False)), members)
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


def _status(request: Request, words: Language, undo: str) -> tuple[str, str, str, dict[str, str]]:
    """What was just done, where its way back leads, what that is called, and what it must say."""
    asked = request.query_params
    here = {"back": "/work"}
    if undone := uuid_of(asked.get("undone", "")):
        return words("Taken out."), f"/work/entries/{undone}/restore", words("Put it back"), here
    if gone := uuid_of(asked.get("withdrawn", "")):
        return words("Contract taken out."), f"/work/{gone}/restore", words("Put it back"), here
    count = asked.get("count", "")
    if not (count.isascii() and count.isdecimal() and len(count) < 7):
        said = {"entry": N_("Entry changed."), "undone": UNDONE}.get(asked.get("saved", ""), "")
        return words(said), undo, words("Undo"), here
    if "changed" in asked:
        said = words.plural("Changed {count} entry.", "Changed {count} entries.", int(count))
        return said, "/work/bulk/undo", words("Undo"), {"at": asked["changed"], **here}
    if "back" in asked:
        said = words.plural("{count} entry is as before.", "{count} entries are as before.", int(count))
        return said, "/work/bulk/undo", words("Do it again"), {"at": asked["back"], **here}
    if copied := uuid_of(asked.get("copied", "")):
        said = words.plural("Copied {count} entry.", "Copied {count} entries.", int(count))
        return said, "/work/copy/undo", words("Undo"), {"batch": str(copied), "count": count, **here}
    return "", "", "", here
