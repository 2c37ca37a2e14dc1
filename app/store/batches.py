"""What came together in one import: listed, taken out of every sum again, and put back.

What is taken out with its batch has the instant at which the batch was: so it is found again, and what was
withdrawn by itself is told from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Table, delete, func, or_, select, tuple_, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Amendment, ImportBatch, Timer, table_of
from app.records.import_batch import ImportBatchPublic
from app.store import quotas
from app.store.rows import PARTS, touch
from app.tokens import uuid4
from reports.frames import REFERENCES

#: The nouns of which a line of a table makes one row; others are made on the way.
LINES = ("tasks", "payouts", "expenses")

_BATCHES = table_of(ImportBatch)
_HISTORY = table_of(Amendment)
# Timers are no noun of the ledger, yet they point at its rows.
_TIMED_BY = {"contracts": "contract_id", "platforms": "platform_id"}
_AT_ONCE = 500
_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Undone:
    """What undoing did, by noun: rows taken out, and rows kept because they were changed or are needed since."""

    removed: Counts
    kept: Counts


@dataclass(frozen=True)
class Contents:
    """The rows of a batch by noun, and how many of them wait to be put back."""

    rows: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)


def lines(counts: Counts) -> int:
    """How many lines of a table rows are."""
    return sum(counts.get(noun, 0) for noun in LINES)


def list_all(connection: Connection, viewer: Viewer) -> list[ImportBatchPublic]:
    """All imports, the latest first."""
    query = (
        select(*(_BATCHES.c[name] for name in ImportBatchPublic.model_fields))
        .where(_BATCHES.c.writer_id == viewer)
        .order_by(_BATCHES.c.created_at.desc(), _BATCHES.c.id.desc())
    )
    return [ImportBatchPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def get(connection: Connection, viewer: Viewer, import_id: UUID) -> ImportBatchPublic:
    """One import; somebody else's is not found."""
    query = select(*(_BATCHES.c[name] for name in ImportBatchPublic.model_fields)).where(
        _BATCHES.c.writer_id == viewer, _BATCHES.c.id == import_id
    )
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise errors.NotFound
    return ImportBatchPublic.model_validate(dict(found))


def contents(connection: Connection, viewer: Viewer) -> dict[UUID, Contents]:
    """What the log has of each import."""
    found: dict[UUID, Contents] = {}
    for noun in NOUNS:
        table = table_of(NOUNS[noun])
        waits = _waits(table).label("waits")
        query = (
            select(table.c.import_id, waits, func.count().label("n"))
            .select_from(table.join(_BATCHES, _of_batch(table)))
            .where(table.c.writer_id == viewer)
            .group_by(table.c.import_id, waits)
        )
        for import_id, is_waiting, count in connection.execute(query):
            of_batch = found.setdefault(import_id, Contents())
            of_batch.rows[noun] += count
            of_batch.waiting[noun] += count if is_waiting else 0
    return found


def undo(connection: Connection, viewer: Viewer, import_id: UUID) -> Undone:
    """Take a batch out of every sum, except what was changed since or is pointed at by other rows."""
    now = clock.now()
    at = get(connection, viewer, import_id).withdrawn_at or now
    removed = {noun: _take_out(connection, viewer, noun, import_id, at) for noun in reversed(NOUNS)}
    kept = {noun: _count_left(connection, viewer, noun, import_id) for noun in NOUNS}
    _say(connection, viewer, import_id, withdrawn_at=at, updated_at=now)
    return Undone(removed, kept)


def put_back(connection: Connection, viewer: Viewer, import_id: UUID) -> Counts:
    """Put a batch back that was taken out, and what its rows stand under; how many rows, by noun."""
    at = get(connection, viewer, import_id).withdrawn_at
    if at is None:
        return {}
    back = {noun: _bring_back(connection, viewer, noun, import_id, at) for noun in NOUNS}
    _bring_back_parents(connection, viewer, import_id)
    quotas.refuse_beyond(connection, viewer, _HISTORY)
    _say(connection, viewer, import_id, withdrawn_at=None, updated_at=clock.now())
    return back


def make_room(
    connection: Connection, viewer: Viewer, coming: Mapping[str, tuple[set[UUID], set[object]]]
) -> None:
    """Let rows that come again (ids and source keys by noun) be new rows, where an undone batch left them out.

    What other rows need stays, and is back.
    """
    for noun in reversed(NOUNS):
        ids, keys = coming.get(noun, (set(), set()))
        table = table_of(NOUNS[noun])
        query = (
            select(table.c.id, table.c.source_key, table.c.revision, table.c.withdrawn_at)
            .select_from(table.join(_BATCHES, _of_batch(table)))
            .where(table.c.writer_id == viewer, _waits(table))
        )
        met = [row for row in connection.execute(query) if row.id in ids or row.source_key in keys]
        if met:
            _remove(connection, viewer, noun, [row.id for row in met])
            for row in met:
                _turn(connection, viewer, noun, [(row.id, row.revision)], None, row.withdrawn_at)


def _take_out(connection: Connection, viewer: Viewer, noun: str, import_id: UUID, at: datetime) -> int:
    """Withdraw the untouched rows of a batch; again while that frees others, as re-hires do."""
    table, changed = table_of(NOUNS[noun]), _changed(connection, viewer, noun, import_id)
    query = select(table.c.id, table.c.revision).where(
        table.c.writer_id == viewer,
        table.c.import_id == import_id,
        table.c.withdrawn_at.is_(None),
        *_unneeded(viewer, noun, at),
    )
    taken = 0
    while rows := [(row.id, row.revision) for row in connection.execute(query) if row.id not in changed]:
        count = _turn(connection, viewer, noun, rows, at, None)
        if not count:
            break
        taken += count
    return taken


def _bring_back(connection: Connection, viewer: Viewer, noun: str, import_id: UUID, at: datetime) -> int:
    table = table_of(NOUNS[noun])
    query = select(table.c.id, table.c.revision).where(
        table.c.writer_id == viewer, table.c.import_id == import_id, table.c.withdrawn_at == at
    )
    rows = [(row.id, row.revision) for row in connection.execute(query)]
    return _turn(connection, viewer, noun, rows, None, at)


def _turn(  # noqa: PLR0917 - whose rows, which, and from which state to which
    connection: Connection,
    viewer: Viewer,
    noun: str,
    rows: Sequence[tuple[UUID, int]],
    to: datetime | None,
    before: datetime | None,
) -> int:
    """Withdraw rows or bring them back, with their history; what was changed in the meantime is left alone."""
    table, now, turned = table_of(NOUNS[noun]), clock.now(), 0
    for part in _parts(rows):
        change = (
            update(table)
            .where(table.c.writer_id == viewer, tuple_(table.c.id, table.c.revision).in_(part))
            .values(withdrawn_at=to, revision=table.c.revision + 1, updated_at=now)
            .returning(table.c.id, table.c.revision)
        )
        done = connection.execute(change).all()
        turned += len(done)
        earlier = _JSON.dump_python({"withdrawn_at": before}, mode="json")
        history = [
            {
                "writer_id": viewer,
                "id": uuid4(),
                "noun": noun,
                "row_id": row.id,
                "revision": row.revision - 1,
                "earlier": earlier,
                "amended_at": now,
            }
            for row in done
        ]
        if history:
            connection.execute(_HISTORY.insert(), history)
    return turned


def _changed(connection: Connection, viewer: Viewer, noun: str, import_id: UUID) -> set[UUID]:
    """The rows of a batch that were changed: more was done to them than taking out and putting back."""
    table = table_of(NOUNS[noun])
    moved = (table.c.writer_id == viewer) & (table.c.import_id == import_id) & (table.c.revision > 1)
    query = select(table.c.id, table.c.revision).where(moved)
    revisions = {row.id: row.revision for row in connection.execute(query)}
    if not revisions:
        return set()
    told = select(_HISTORY.c.row_id, _HISTORY.c.earlier).where(
        _HISTORY.c.writer_id == viewer,
        _HISTORY.c.noun == noun,
        _HISTORY.c.row_id.in_(select(table.c.id).where(moved)),
    )
    turns = Counter(row.row_id for row in connection.execute(told) if set(row.earlier) == {"withdrawn_at"})
    return {row_id for row_id, revision in revisions.items() if turns[row_id] != revision - 1}


def _unneeded(viewer: Viewer, noun: str, at: datetime | None = None) -> list[ColumnElement[bool]]:
    """That no row points at a row of this noun, nor a timer; what went out at an instant needs nothing."""
    row_id, needed = table_of(NOUNS[noun]).c.id, []
    for (child, column), target in REFERENCES.items():
        if target == noun:
            table = table_of(NOUNS[child])
            pointing = (table.c.writer_id == viewer) & table.c[column].is_not(None)
            if at is not None:
                pointing &= or_(table.c.withdrawn_at.is_(None), table.c.withdrawn_at != at)
            needed.append(select(table.c[column]).where(pointing))
    timers, timed = table_of(Timer), _TIMED_BY.get(noun)
    if timed is not None:
        needed.append(
            select(timers.c[timed]).where(timers.c.writer_id == viewer, timers.c[timed].is_not(None))
        )
    return [row_id.not_in(ids) for ids in needed]


def _remove(connection: Connection, viewer: Viewer, noun: str, ids: Sequence[UUID]) -> None:
    """Remove rows for good, with their history, unless others need them; again while that frees others."""
    table = table_of(NOUNS[noun])
    gone: list[UUID] = []
    while True:
        before = len(gone)
        for part in _parts(ids):
            which = delete(table).where(
                table.c.writer_id == viewer, table.c.id.in_(part), *_unneeded(viewer, noun)
            )
            gone += connection.execute(which.returning(table.c.id)).scalars()
        if len(gone) == before:
            break
    for part in _parts(gone):
        of_rows = (_HISTORY.c.writer_id == viewer) & (_HISTORY.c.noun == noun) & _HISTORY.c.row_id.in_(part)
        connection.execute(delete(_HISTORY).where(of_rows))


def _bring_back_parents(connection: Connection, viewer: Viewer, import_id: UUID) -> None:
    """What a batch stands under is back with it, also where it was taken out by itself in the meantime."""
    for (child, column), target in sorted(
        REFERENCES.items(), key=lambda one: one[1]
    ):  # contracts, then platforms
        if target not in {"contracts", "platforms"} or child in PARTS or column == "previous_contract_id":
            continue
        table, under = table_of(NOUNS[target]), table_of(NOUNS[child])
        # A contract that is in sight is under a platform that is; it need not have come with the batch.
        its_own = under.c.import_id == import_id if child != "contracts" else under.c.id.is_not(None)
        needed = select(under.c[column]).where(
            under.c.writer_id == viewer, under.c.withdrawn_at.is_(None), under.c[column].is_not(None), its_own
        )
        out = (table.c.writer_id == viewer) & table.c.withdrawn_at.is_not(None) & table.c.id.in_(needed)
        rows = connection.execute(select(table.c.id, table.c.revision, table.c.withdrawn_at).where(out)).all()
        for row in rows:
            _turn(connection, viewer, target, [(row.id, row.revision)], None, row.withdrawn_at)


def _count_left(connection: Connection, viewer: Viewer, noun: str, import_id: UUID) -> int:
    table = table_of(NOUNS[noun])
    left = (table.c.writer_id == viewer) & (table.c.import_id == import_id) & table.c.withdrawn_at.is_(None)
    return connection.execute(select(func.count()).select_from(table).where(left)).scalar_one()


def _say(connection: Connection, viewer: Viewer, import_id: UUID, **values: Any) -> None:
    batch = (_BATCHES.c.writer_id == viewer) & (_BATCHES.c.id == import_id)
    connection.execute(update(_BATCHES).where(batch).values(**values))
    touch(connection, viewer)


def _parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _of_batch(table: Table) -> ColumnElement[bool]:
    return (_BATCHES.c.writer_id == table.c.writer_id) & (_BATCHES.c.id == table.c.import_id)


def _waits(table: Table) -> ColumnElement[bool]:
    """Whether a row went out with its batch, and is out still."""
    return func.coalesce(table.c.withdrawn_at == _BATCHES.c.withdrawn_at, False)
