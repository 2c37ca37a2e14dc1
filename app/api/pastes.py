"""A table of work, payments or costs at once: what it would do, keeping it as one batch, undoing the batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app import clock, errors
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.intake.table import LONGEST_TEXT, NEEDED, WORDS, NoTable, Pasted, guessed, read
from app.intake.table_rows import Choice, Problem
from app.jobs import pastes
from app.jobs.pastes import Look
from app.language import for_code
from app.records.base import Body
from app.records.import_batch import ImportBatchPublic
from app.records.values import CurrencyOrNone, NameOrNone
from app.records.writer import WriterPublic
from app.store import batches, contracts
from reports.wording import N_

router = APIRouter(prefix="/api/v1/pastes", tags=["paste"])

_UNKNOWN = N_("This is none of the words we know.")
_MISSING = {
    "day": N_("Say which column is the day."),
    "amount": N_("Say which column is the amount."),
}


class PasteBody(Body):
    """A table, and how it is read; what is left out is guessed from the table, as on the page."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [
                {
                    "of": "work",
                    "text": "Date,Minutes,Task,Pay\n2026-11-02,42,Rank pairs,14.00",
                    "columns": ["day", "duration", "kind", "pay"],
                }
            ]
        }
    }

    of: Literal["work", "payments", "costs"]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    columns: Annotated[list[str | None], Field(max_length=60)] | None = None
    days: Literal["mdy", "dmy", "ymd"] | None = None
    sign: Literal["point", "comma"] | None = None
    unit: Literal["minutes", "hours"] | None = None
    currency: CurrencyOrNone = None
    platform: NameOrNone = None
    contract_id: UUID | None = None
    keeps_known: bool = False
    leaves_out: bool = False


class WrongLine(BaseModel):
    """A line that cannot be read, and why."""

    line: int
    column: str
    sentence: str
    value: str


class PasteLook(BaseModel):
    """What a table would do, and how it was read."""

    columns: list[str | None]
    days: str
    sign: str
    unit: str
    new_count: int
    known_count: int
    problems: list[WrongLine]


class PasteKept(BaseModel):
    """What was kept, under the id by which it is undone."""

    id: UUID
    added_count: int
    known_count: int


class PasteUndone(BaseModel):
    """Rows taken out, and rows that stay because they were changed or are needed since."""

    removed_count: int
    kept_count: int


class PasteList(BaseModel):
    """Batches, the latest first."""

    items: list[ImportBatchPublic]


@router.get("", summary="List batches", operation_id="list_pastes")
def list_pastes(database: Database, me: SignedIn) -> PasteList:
    """Every table and file that was brought, also those undone: then `withdrawn_at` says when."""
    return PasteList(items=batches.list_all(database, me.id))


@router.post("/look", summary="See what a table would do", operation_id="look_at_paste")
def look_at_paste(database: Database, me: SignedIn, body: PasteBody) -> PasteLook:
    """Nothing is kept. Give `columns`, `days`, `sign` and `unit` back as they are, or put right, to keep it."""
    pasted, choice = _read(database, me, body)
    looked = pastes.look(database, me, pasted, choice, keeps_known=body.keeps_known)
    return PasteLook(
        columns=[choice.columns.get(at) for at in range(len(pasted.names))],
        days=choice.days,
        sign=choice.sign,
        unit=choice.unit,
        new_count=len(looked.new),
        known_count=len(looked.known),
        problems=_wrong(me, looked.problems),
    )


@router.post("", summary="Keep a table", status_code=201, operation_id="keep_paste")
def keep_paste(database: Database, me: SignedIn, body: PasteBody) -> PasteKept:
    """Keep its lines as one batch. Lines that the log has already are left alone, unless `keeps_known`.

    With lines that cannot be read nothing is kept, unless `leaves_out` says to go without them.
    """
    pasted, choice = _read(database, me, body)
    looked = pastes.look(database, me, pasted, choice, keeps_known=body.keeps_known)
    items = [*looked.new, *(looked.known if body.keeps_known else ())]
    _refuse_unread(looked, body)
    if not items:
        raise errors.Invalid(fields={"text": N_("There is no line to keep.")})
    kept = pastes.keep(database, me, items, choice, "")
    return PasteKept(id=kept.import_id, added_count=kept.added_count, known_count=kept.known_count)


@router.delete("/{import_id}", summary="Undo a batch", operation_id="undo_paste")
def undo_paste(database: Database, me: SignedIn, import_id: UUID) -> PasteUndone:
    """Take a whole batch out again, except what was changed since; a second time finds nothing more."""
    gone = batches.undo(database, me.id, import_id)
    return PasteUndone(removed_count=sum(gone.removed.values()), kept_count=sum(gone.kept.values()))


def _read(database: Connection, me: WriterPublic, body: PasteBody) -> tuple[Pasted, Choice]:
    """The table, and what was said or guessed of it."""
    try:
        pasted = read(body.text)
    except NoTable as mishap:
        raise errors.Invalid(fields={"text": str(mishap)}) from None
    columns = guessed(pasted, body.of) if body.columns is None else _said(body.columns, body.of, pasted)
    if missing := [field for field in NEEDED[body.of] if field not in columns.values()]:
        raise errors.Invalid(fields={"columns": _MISSING[missing[0]]})
    ways = pastes.ways(pasted, columns, me.zone)
    if body.contract_id:
        contracts.get(database, me.id, body.contract_id)
    choice = Choice(
        of=body.of,
        columns=columns,
        days=body.days or ways["days"],
        sign=body.sign or ways["sign"],
        unit=body.unit or ways["unit"],
        currency=body.currency or me.currency,
        zone=ZoneInfo(me.zone),
        today=clock.today(me.zone),
        platform=body.platform or "",
        contract_id=str(body.contract_id or ""),
    )
    return pasted, choice


def _said(columns: Sequence[str | None], of: str, pasted: Pasted) -> dict[int, str]:
    """What each column is, as it was said."""
    said = {at: field for at, field in enumerate(columns) if field}
    if len(columns) > len(pasted.names) or not set(said.values()) <= set(WORDS[of]):
        raise errors.Invalid(fields={"columns": _UNKNOWN})
    if len(set(said.values())) < len(said):
        raise errors.Invalid(fields={"columns": N_("Another column is this already.")})
    return said


def _refuse_unread(looked: Look, body: PasteBody) -> None:
    if looked.problems and not body.leaves_out:
        sentence = N_("Some lines cannot be read. Look at them first, or say leaves_out.")
        raise errors.Invalid(fields={"text": sentence})


def _wrong(me: WriterPublic, problems: Sequence[Problem]) -> list[WrongLine]:
    words = for_code(me.language)
    return [
        WrongLine(
            line=one.line,
            column=one.column,
            sentence=words(one.message).format(value=one.value[:40]),
            value=one.value,
        )
        for one in problems
    ]
