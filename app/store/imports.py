"""Imports: rows of a file, kept in one go, known ones left alone. `batches` undoes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, select, update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import FIELDS, NOUNS, ImportBatch, table_of
from app.records.values import Source
from app.store import batches, quotas
from app.store.rows import checked, plain, refused_by_the_database, touch
from app.tokens import uuid7
from reports.frames import REFERENCES

_BATCHES = table_of(ImportBatch)
#: What a row may say besides its noun's own columns.
EXTRAS = frozenset({"id", "source", "source_key"})
# Ids of other programs become ours in a fixed way, so that the same file is the same rows.
_FOREIGN_IDS = UUID("6f0c1c52-9d0b-4a57-8b5e-6f2f5f1f6f10")


@dataclass(frozen=True)
class Counts:
    """What an import did: rows added and rows already known, by noun."""

    import_id: UUID
    added: Mapping[str, int]
    known: Mapping[str, int]

    @property
    def added_count(self) -> int:
        """Rows added, of all nouns."""
        return sum(self.added.values())

    @property
    def known_count(self) -> int:
        """Rows left alone because they were here already."""
        return sum(self.known.values())


@dataclass
class _Import:
    """One run: where it goes, and under which of our ids each of the file's rows is kept."""

    connection: Connection
    viewer: Viewer
    import_id: UUID
    file_name: str
    ids: dict[tuple[str, str], UUID] = field(default_factory=dict)


def record(
    connection: Connection,
    viewer: Viewer,
    rows_by_noun: Mapping[str, Iterable[Mapping[str, Any]]],
    source_format: str,
    file_name: str,
) -> Counts:
    """Keep the rows of a file. A row whose id or source_key is here already is never overwritten.

    Rows have the columns of their noun, an `id` (ours, or any text that is the same each time), and may
    have `source` and `source_key`. The first row that does not fit refuses the file as a whole.
    """
    unknown = set(rows_by_noun) - set(NOUNS)
    if unknown:
        raise errors.ImportRefused(file_name, f"there is no “{min(unknown)}” in a ledger.")
    run = _Import(connection, viewer, uuid7(), file_name)
    now = clock.now()
    batch = {
        "writer_id": viewer,
        "id": run.import_id,
        "created_at": now,
        "updated_at": now,
        "revision": 1,
        "withdrawn_at": None,
        "source_format": source_format[:64],
        "file_name": file_name[:255],
        "added_count": 0,
        "known_count": 0,
    }
    connection.execute(_BATCHES.insert(), batch)
    given = {noun: [dict(row) for row in rows_by_noun.get(noun, ())] for noun in NOUNS}
    batches.make_room(connection, viewer, {noun: _known_by(noun, rows) for noun, rows in given.items()})
    added, known = {}, {}
    for noun, rows in given.items():
        added[noun] = _keep(run, noun, rows)
        known[noun] = len(rows) - added[noun]
    counts = Counts(run.import_id, added, known)
    _finish(connection, viewer, counts)
    return counts


def _finish(connection: Connection, viewer: Viewer, counts: Counts) -> None:
    """Write the counts on the batch; an import that added nothing leaves no batch and no new revision."""
    batch = (_BATCHES.c.writer_id == viewer) & (_BATCHES.c.id == counts.import_id)
    if not counts.added_count:
        connection.execute(delete(_BATCHES).where(batch))
        return
    written = update(_BATCHES).where(batch)
    connection.execute(written.values(added_count=counts.added_count, known_count=counts.known_count))
    touch(connection, viewer)


def _keep(run: _Import, noun: str, rows: Sequence[dict[str, Any]]) -> int:
    if not rows:
        return 0
    here, by_key = _already_here(run, noun)
    by_name = _platforms_by_name(run) if noun == "platforms" else {}
    new: dict[UUID, dict[str, Any]] = {}
    for number, row in enumerate(rows, 1):
        row_id = run.ids[noun, str(row.get("id"))] = _own_id(noun, row.get("id"))
        same = by_key.get(row.get("source_key")) or by_name.get(str(row.get("name")).strip().casefold())
        if same is not None and same != row_id:
            run.ids[noun, str(row.get("id"))] = same
        elif row_id not in here and row_id not in new:
            new[row_id] = _checked(run, noun, number, row) | {"id": row_id}
            if row.get("source_key") is not None:
                by_key[row["source_key"]] = row_id
    _insert(run, noun, list(new.values()))
    return len(new)


def _known_by(noun: str, rows: Sequence[Mapping[str, Any]]) -> tuple[set[UUID], set[object]]:
    """The ids and the source keys of a file's rows."""
    ids = {_own_id(noun, row["id"]) for row in rows if row.get("id")}
    return ids, {row["source_key"] for row in rows if row.get("source_key") is not None}


def _already_here(run: _Import, noun: str) -> tuple[set[UUID], dict[Any, UUID]]:
    table = table_of(NOUNS[noun])
    found = run.connection.execute(
        select(table.c.id, table.c.source_key).where(table.c.writer_id == run.viewer)
    ).all()
    return {row.id for row in found}, {row.source_key: row.id for row in found if row.source_key is not None}


def _platforms_by_name(run: _Import) -> dict[str, UUID]:
    """A platform the writer has already is not made a second time for another file."""
    table = table_of(NOUNS["platforms"])
    mine = (table.c.writer_id == run.viewer) & table.c.withdrawn_at.is_(None)
    found = run.connection.execute(select(table.c.name, table.c.id).where(mine).order_by(table.c.id))
    return {row.name.casefold(): row.id for row in found}


def _own_id(noun: str, given: object) -> UUID:
    try:
        return given if isinstance(given, UUID) else UUID(str(given))
    except ValueError:
        return uuid5(_FOREIGN_IDS, f"{noun}/{given}")


def _checked(run: _Import, noun: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    where = f"{noun}, row {number}"
    if row.get("id") in {None, ""}:
        raise errors.ImportRefused(run.file_name, f"{where}: the id is missing.")
    extra = row.keys() - FIELDS[noun].model_fields.keys() - EXTRAS
    if extra:
        raise errors.ImportRefused(run.file_name, f"{where}: there is no column “{min(extra)}”.")
    try:
        said = checked(noun, {**row, **_references(run, noun, row)})
        source = str(Source(row.get("source") or Source.IMPORT))
    except errors.Invalid as mishap:
        reason = "; ".join(f"“{name}”: {text}" for name, text in mishap.fields.items()) or str(mishap)
        raise errors.ImportRefused(run.file_name, f"{where}: {reason}") from None
    except ValueError:
        raise errors.ImportRefused(run.file_name, f"{where}: “source” is not one we know.") from None
    key = row.get("source_key")
    return said | {"source": source, "source_key": None if key is None else str(key)[:200]}


def _references(run: _Import, noun: str, row: Mapping[str, Any]) -> dict[str, UUID]:
    """What the row points at, by our ids."""
    pointed = {}
    for (from_noun, column), target in REFERENCES.items():
        given = row.get(column)
        if from_noun == noun and given is not None:
            pointed[column] = run.ids.get((target, str(given))) or _own_id(target, given)
    return pointed


def _insert(run: _Import, noun: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    now = clock.now()
    kept = {
        "writer_id": run.viewer,
        "import_id": run.import_id,
        "created_at": now,
        "updated_at": now,
        "revision": 1,
        "withdrawn_at": None,
    }
    try:
        with refused_by_the_database():
            run.connection.execute(
                table_of(NOUNS[noun]).insert(), [kept | plain(row) for row in _parents_first(noun, rows)]
            )
    except (errors.Invalid, CycleError):
        reason = f"{noun}: a row points at a row that is not there, or two rows are the same."
        raise errors.ImportRefused(run.file_name, reason) from None
    quotas.refuse_beyond(run.connection, run.viewer, table_of(NOUNS[noun]))


def _parents_first(noun: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Contracts after the contract they are a re-hire of."""
    if noun != "contracts":
        return rows
    by_id = {row["id"]: row for row in rows}
    before = {row_id: {row["previous_contract_id"]} & by_id.keys() for row_id, row in by_id.items()}
    return [by_id[row_id] for row_id in TopologicalSorter(before).static_order()]
