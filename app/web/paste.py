"""Paste a table: look at what would be kept, choose what the columns are, keep it as a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.intake.table import NEEDED, WORDS, NoTable, Pasted, decoded, guessed, read
from app.intake.table_rows import Choice, Item, Problem
from app.intake.table_values import DAY_ORDERS, LENGTH_UNITS, NUMBER_SIGNS, order_of, sign_of, unit_of
from app.jobs import pastes
from app.jobs.pastes import Look
from app.language import Language
from app.records.writer import WriterPublic
from app.store import batches, contracts
from app.web.batches import Batch, Said, batches_of, said_of
from app.web.book import Book
from app.web.forms import Form
from app.web.labels import Options, kind_of_work
from app.web.rendering import go_to, render, words_for
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False)

PREVIEWED, PROBLEMS_OPEN, PROBLEMS_SHOWN, BATCHES_SHOWN = 5, 3, 20, 20
LARGEST_PART = 8_000_000

TABLES: Mapping[str, str] = {
    "work": N_("Work"),
    "payments": N_("Payments that arrived"),
    "costs": N_("Costs"),
}
FIELDS: Mapping[str, str] = {
    "day": N_("Day"),
    "earned": N_("Day it was earned"),
    "duration": N_("How long it took"),
    "start": N_("Start, time of day"),
    "end": N_("End, time of day"),
    "kind": N_("What it was"),
    "category": N_("What it was"),
    "platform": N_("Platform"),
    "contract": N_("Contract"),
    "pay": N_("Pay"),
    "amount": N_("Amount, before fees"),
    "fee": N_("Fee taken off"),
    "currency": N_("Currency"),
    "is_paid": N_("Paid time, yes or no"),
    "units": N_("Number of pieces"),
    "months": N_("Months to spread it over"),
    "note": N_("Note"),
}
DAYS: Mapping[str, str] = {
    "mdy": N_("Month first: 11/2/2026"),
    "dmy": N_("Day first: 2/11/2026"),
    "ymd": N_("Year first: 2026-11-02"),
}
SIGNS: Mapping[str, str] = {"point": N_("Point: 1,234.50"), "comma": N_("Comma: 1.234,50")}
UNITS: Mapping[str, str] = {"minutes": N_("Minutes"), "hours": N_("Hours")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, its first cells, and the field that says what it is."""

    field: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it would be kept."""

    line: int
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that cannot be read, and why."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PastePage:
    """The form; with a table in it also what it would do."""

    form: Form
    tables: Options
    is_read: bool
    columns: tuple[Column, ...]
    fields: Options
    days: Options
    signs: Options
    units: Options
    currency: str
    currencies: list[str]
    platforms: list[str]
    contracts: Options
    unsure: tuple[str, ...]
    preview: tuple[ReadLine, ...]
    wrong: tuple[WrongLine, ...]
    wrong_folded: tuple[WrongLine, ...]
    wrong_later: int
    wrong_more: int
    new_count: int
    known_count: int
    line_count: int
    kept_count: int
    other_count: int
    batches: tuple[Batch, ...]
    said: Said


async def pasted_form(request: Request) -> Form:
    """The form that was sent; a file in it stands where pasted text would."""
    async with request.form(max_files=1, max_part_size=LARGEST_PART) as data:
        form, file = Form.of(data), data.get("file")
        if isinstance(file, UploadFile) and file.size:
            _take_file(form, await file.read(LARGEST_PART), file.filename or "")
    return form


def _take_file(form: Form, data: bytes, name: str) -> None:
    try:
        form.values["text"] = decoded(data)
    except NoTable as mishap:
        form.refuse([("file", str(mishap))])
    # Another table than the one the columns were chosen for.
    form.values |= {"file_name": name[:255], "read_as": ""}


PastedForm = Annotated[Form, Depends(pasted_form)]


@router.get("/work/paste")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form."""
    asked = request.query_params.get("of", "")
    return _render(request, database, me, Form({"of": asked if asked in TABLES else "work"}), None)


@router.post("/work/paste")
def look_or_keep(request: Request, database: Database, me: SignedIn, form: PastedForm) -> Response:
    """Show what a table would do; with `keep`, do it."""
    form.choice("of", tuple(TABLES), required=N_("What is in it?"))
    pasted = None if form.problems else _table(form)
    if pasted is None:
        return _render(request, database, me, form, None)
    choice = _choice(database, me, form, pasted)
    looked = pastes.look(database, me, pasted, choice, keeps_known=bool(form["known"]))
    was_seen = form["seen"] in {"", _mark(form, choice)}
    form.values["seen"] = _mark(form, choice)
    if not form["keep"] or form.problems or not was_seen:
        form.values["changed"] = "yes" if form["keep"] and not was_seen else ""
        return _render(request, database, me, form, (pasted, choice, looked))
    if looked.problems and not form["leave_out"]:
        form.refuse([("wrong", N_("Some lines cannot be read. Mend them, or tick that they are left out."))])
    items = _wanted(form, looked)
    if not items and not form.problems:
        form.refuse([("wrong", N_("There is no line to keep."))])
    if form.problems:
        return _render(request, database, me, form, (pasted, choice, looked))
    counts = pastes.keep(database, me, items, choice, form["file_name"] or "")
    known = batches.lines(counts.known)
    return go_to(f"/work/paste?kept={counts.import_id}&known={known}&of={choice.of}")


def _mark(form: Form, choice: Choice) -> str:
    """What the lines on the page were read from: nothing is kept that was not seen as it is kept."""
    return hashlib.sha256(repr((form["text"].split(), choice)).encode()).hexdigest()[:16]


def _table(form: Form) -> Pasted | None:
    try:
        return read(form["text"])
    except NoTable as mishap:
        form.refuse([("text", str(mishap))])
        return None


def _choice(database: Connection, me: WriterPublic, form: Form, pasted: Pasted) -> Choice:
    """What the writer chose; what she was not asked yet is guessed and put into the form."""
    of = form["of"]
    width = len(pasted.names)
    same = form["read_as"] == f"{of}/{width}"
    if not same:
        columns = guessed(pasted, of)
        form.values |= {f"column-{at}": columns.get(at, "") for at in range(width)}
        form.values |= pastes.ways(pasted, columns, me.zone)
        form.values["read_as"] = f"{of}/{width}"
    columns = _columns(form, of, width)
    contract_id = form.chosen("contract")
    return Choice(
        of=of,
        columns=columns,
        days=form.choice("days", DAY_ORDERS) or DAY_ORDERS[0],
        sign=form.choice("sign", NUMBER_SIGNS) or NUMBER_SIGNS[0],
        unit=form.choice("unit", LENGTH_UNITS) or LENGTH_UNITS[0],
        currency=form.currency("currency", me.currency),
        zone=ZoneInfo(me.zone),
        today=clock.today(me.zone),
        platform=form.text("platform") or "",
        contract_id=str(contracts.get(database, me.id, contract_id).id) if contract_id else "",
    )


def _columns(form: Form, of: str, width: int) -> dict[int, str]:
    """What each column is; two of one kind, or none for what a row is nothing without, is a problem."""
    found: dict[int, str] = {}
    for at in range(width):
        name = f"column-{at}"
        said = form.choice(name, tuple(WORDS[of]))
        if said and said in found.values():
            form.refuse([(name, N_("Another column is this already."))])
        elif said:
            found[at] = said
    if missing := [field for field in NEEDED[of] if field not in found.values()]:
        sentence = {
            "day": N_("Say which column is the day."),
            "amount": N_("Say which column is the amount."),
        }[missing[0]]
        form.refuse([("column-0", sentence)])
    return found


def _unsure(pasted: Pasted, choice: Choice, words: Language) -> Iterator[str]:
    """What only the writer can say: the guess could as well be the other."""
    by_field = {field: at for at, field in choice.columns.items()}
    if "day" in by_field and not order_of(pasted.column(by_field["day"]))[1]:
        yield words("The days fit both ways of writing them. Look whether they are read right.")
    money = [field for field in ("pay", "amount") if field in by_field]
    if money and not sign_of(pasted.column(by_field[money[0]]))[1]:
        yield words("The amounts fit both ways of writing them. Look whether they are read right.")
    at = by_field.get("duration")
    if at is not None and not unit_of(pasted.names[at], pasted.column(at))[1]:
        yield words("Bare numbers may be minutes or hours. Look whether they are read right.")


def _wanted(form: Form, looked: Look) -> list[Item]:
    return [*looked.new, *(looked.known if form["known"] else ())]


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    found: tuple[Pasted, Choice, Look] | None,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    pasted, choice, looked = found or (Pasted((), (), has_header=False), None, Look((), (), ()))
    listed = sorted([*looked.new, *looked.known], key=lambda item: item.line)
    brought = batches_of(database, me.id, words)
    wrong = tuple(_wrong(one, words) for one in looked.problems[:PROBLEMS_SHOWN])
    of = form["of"] if form["of"] in TABLES else "work"
    page = PastePage(
        form=form,
        tables=[(key, words(label)) for key, label in TABLES.items()],
        is_read=found is not None,
        columns=tuple(_shown_columns(pasted, words)),
        fields=[(field, words(FIELDS[field])) for field in WORDS[of]],
        days=[(key, words(label)) for key, label in DAYS.items()],
        signs=[(key, words(label)) for key, label in SIGNS.items()],
        units=[(key, words(label)) for key, label in UNITS.items()],
        currency=form.shown_currency("currency", me.currency),
        currencies=sorted(list_currencies()),
        platforms=book.platform_names(),
        contracts=book.all_options(),
        unsure=tuple(_unsure(pasted, choice, words)) if choice else (),
        preview=tuple(_read_line(item, words) for item in listed[:PREVIEWED]),
        wrong=wrong[:PROBLEMS_OPEN],
        wrong_folded=wrong[PROBLEMS_OPEN:],
        wrong_later=max(0, len(looked.problems) - PROBLEMS_OPEN),
        wrong_more=max(0, len(looked.problems) - PROBLEMS_SHOWN),
        new_count=len(looked.new),
        known_count=len(looked.known),
        line_count=len({one.line for one in looked.problems}),
        kept_count=len(_wanted(form, looked)),
        other_count=len(looked.new) + (0 if form["known"] else len(looked.known)),
        batches=tuple(brought.values())[:BATCHES_SHOWN],
        said=said_of(dict(request.query_params), brought, words),
    )
    return render(request, "work/paste.html", page, viewer=me, tab="work", problems=form.problems)


def _shown_columns(pasted: Pasted, words: Language) -> Iterator[Column]:
    for at, name in enumerate(pasted.names):
        cells = tuple(cells[at] for _, cells in pasted.rows[:PREVIEWED])
        yield Column(f"column-{at}", name or words("Column {number}", number=at + 1), cells)


def _read_line(item: Item, words: Language) -> ReadLine:
    """What a line says, read back in the writer's own way of writing."""
    said = item.values
    parts = [words.day(said["day"])]
    if said.get("seconds"):
        parts.append(words.duration(said["seconds"]))
    if said.get("kind"):
        parts.append(kind_of_work(said["kind"], words))
    parts += [str(said[name]) for name in ("category", "platform", "contract") if said.get(name)]
    money: Money | None = said.get("pay") or said.get("amount")
    if money:
        parts.append(words.money(money.major, money.currency))
    if said.get("fee"):
        parts.append(words("fee {amount}", amount=words.money(abs(said["fee"].major), said["fee"].currency)))
    if said.get("is_paid") is False:
        parts.append(words("unpaid"))
    return ReadLine(item.line, tuple(parts))


def _wrong(one: Problem, words: Language) -> WrongLine:
    value = one.value if len(one.value) <= 40 else f"{one.value[:40]}…"
    return WrongLine(one.line, words(FIELDS[one.column]), words(one.message).format(value=value))
