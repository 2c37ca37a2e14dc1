"""Tables and files that were brought: listed, taken out after a question, put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.access import Viewer
from app.database import Connection
from app.http.deps import Database, refuse
from app.http.owner import SignedIn
from app.jobs.pastes import FORMAT
from app.language import Language
from app.records.import_batch import ImportBatchPublic
from app.store import batches
from app.store.batches import Contents, Counts
from app.web.forms import SubmittedForm, uuid_of
from app.web.rendering import go_to, render, words_for

router = APIRouter(include_in_schema=False)

#: So many go without a question: as many as a person sees at a glance.
HANDFUL = 5


@dataclass(frozen=True, slots=True)
class Batch:
    """What was brought in one go: how much the writer kept of it, or that it is out; and what can be done."""

    id: UUID
    day: str
    name: str
    count: int
    said: str
    can_be_undone: bool
    can_be_put_back: bool
    is_table: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What was just done, where its way back leads, and what that is called."""

    status: str = ""
    undo: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TakeOutPage:
    """What taking a batch out would do."""

    id: UUID
    name: str
    day: str
    count: str
    left: int


@router.post("/work/paste/{import_id}/undo", response_model=None)
def undo(
    request: Request, import_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Take a whole batch out again, except what was changed since; of more than a handful a page asks first."""
    batch = batches.get(database, me.id, import_id)
    gone = batches.undo(database, me.id, import_id)
    removed, left = (_count(batch, counts) for counts in (gone.removed, gone.kept))
    if removed <= HANDFUL or form["sure"] == "yes":
        return go_to(f"/work/paste?out={import_id}&count={removed}&left={left}")
    refuse(request)  # what it would do is known now, and nothing of it stays
    words = words_for(request, me)
    count = _counted(batch, removed, words)
    page = TakeOutPage(import_id, _name(batch, words), words.day(batch.created_at.date()), count, left)
    return render(request, "work/take_out.html", page, viewer=me, tab="work")


@router.post("/work/paste/{import_id}/put-back")
def put_back(import_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a batch back that was taken out."""
    batch = batches.get(database, me.id, import_id)
    back = batches.put_back(database, me.id, import_id)
    return go_to(f"/work/paste?back={import_id}&count={_count(batch, back)}")


def batches_of(database: Connection, viewer: Viewer, words: Language) -> dict[UUID, Batch]:
    """All that was brought, the latest first."""
    contents = batches.contents(database, viewer)
    return {
        row.id: _batch(row, contents.get(row.id, Contents()), words)
        for row in batches.list_all(database, viewer)
    }


def said_of(asked: Mapping[str, str], brought: Mapping[UUID, Batch], words: Language) -> Said:
    """What an address says was just done."""
    named = {name: uuid_of(asked.get(name, "")) for name in ("kept", "out", "back")}
    found = {name: brought[one] for name, one in named.items() if one and one in brought}
    if named["kept"]:
        return _kept(found.get("kept"), _whole(asked.get("known", "")), words)
    count = _whole(asked.get("count", ""))
    if batch := found.get("out"):
        return _out(batch, count, _whole(asked.get("left", "")), words)
    if batch := found.get("back"):
        way = f"/work/paste/{batch.id}/undo" if batch.can_be_undone else ""
        what = _what(count, words, is_table=batch.is_table)
        return Said(words("Put back: {what}.", what=what), way, words("Undo"))
    return Said()


def _kept(batch: Batch | None, known: int, words: Language) -> Said:
    """How many lines were kept; a row that came before is never overwritten, nor brought back by pasting."""
    parts = [
        words.plural("{count} line kept.", "{count} lines kept.", batch.count)
        if batch
        else words("Nothing was kept.")
    ]
    if known:
        parts.append(
            words.plural(
                "{count} was left alone: it came with an earlier table.",
                "{count} were left alone: they came with an earlier table.",
                known,
            )
        )
    return Said(" ".join(parts), f"/work/paste/{batch.id}/undo" if batch else "", words("Undo"))


def _out(batch: Batch, count: int, left: int, words: Language) -> Said:
    parts = [words("Taken out: {what}.", what=_what(count, words, is_table=batch.is_table))]
    if left:
        parts.append(
            words.plural(
                "{count} stays: it was changed or is needed since.",
                "{count} stay: they were changed or are needed since.",
                left,
            )
        )
    way = f"/work/paste/{batch.id}/put-back" if batch.can_be_put_back else ""
    return Said(" ".join(parts), way, words("Put them back"))


def _batch(row: ImportBatchPublic, contents: Contents, words: Language) -> Batch:
    is_out = row.withdrawn_at is not None
    count = _count(row, contents.rows)
    return Batch(
        id=row.id,
        day=words.day(row.created_at.date()),
        name=_name(row, words),
        count=count,
        said=words("taken out") if is_out else _counted(row, count, words),
        can_be_undone=not is_out,
        can_be_put_back=is_out and contents.waiting.total() > 0,
        is_table=row.source_format == FORMAT,
    )


def _name(batch: ImportBatchPublic, words: Language) -> str:
    return batch.file_name or words("Pasted table")


def _count(batch: ImportBatchPublic, counts: Counts) -> int:
    """Lines of a table; of a file, which has rows of every kind, all of them."""
    return batches.lines(counts) if batch.source_format == FORMAT else sum(counts.values())


def _counted(batch: ImportBatchPublic, count: int, words: Language) -> str:
    return _what(count, words, is_table=batch.source_format == FORMAT)


def _what(count: int, words: Language, *, is_table: bool) -> str:
    if is_table:
        return words.plural("{count} line", "{count} lines", count)
    return words.plural("{count} row", "{count} rows", count)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
