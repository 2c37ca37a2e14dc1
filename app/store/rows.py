"""The moves every noun shares: log, read, amend, withdraw, restore. Each is a few Core statements.

A change says on which revision it was made. When the row has moved on since, three questions decide, in this
order: has the row said the same since then (the change was sent twice, or two people meant the same)? Was it
only withdrawn (then the edit survives)? Else the two versions are a conflict, and both are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Table, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import FIELDS, NOUNS, Amendment, Row, Writer, table_of
from app.records.base import Create, Public, Update
from app.records.values import Source
from app.store import conflicts, quotas
from app.tokens import uuid4
from reports.frames import REFERENCES
from reports.wording import N_

P = TypeVar("P", bound=Public)

_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
# Parts of a contract go out of sight with it; anything else keeps it in sight.
PARTS = {"contract_states", "terms", "contract_reviews"}
# What was accepted is evidence.
SNAPSHOT_STAYS = N_(
    "What you accepted at the start is never edited. Add terms from the day they changed, or take these out."
)


class Outcome(StrEnum):
    """What became of a row that was sent."""

    CREATED = "created"
    SAME = "same"
    AMENDED = "amended"
    STALE = "stale"


@dataclass(frozen=True)
class Put(Generic[P]):
    """The row as it is now, what became of what was sent, and the conflict that keeps both versions."""

    row: P
    outcome: Outcome
    conflict: UUID | None = None
    sent: Mapping[str, Any] | None = None

    def sent_as_json(self) -> dict[str, Any]:
        """What was sent, as JSON has it."""
        made: dict[str, Any] = _JSON.dump_python(dict(self.sent or {}), mode="json")
        return made


@dataclass(frozen=True)
class Rows(Generic[P]):
    """The rows of one noun: its name in the ledger, how a row is shown, the column it is ordered by."""

    noun: str
    public: type[P]
    by: str

    @property
    def record(self) -> type[Row]:
        """The table class."""
        return NOUNS[self.noun]

    @property
    def table(self) -> Table:
        """The table."""
        return table_of(self.record)

    def log(self, connection: Connection, viewer: Viewer, row: Create, source: Source) -> P:
        """Keep a new row. The same row a second time is returned; another one under its id is refused."""
        said = plain(row.model_dump(exclude={"id"}))
        added = self.add(connection, viewer, row.id, said, source)
        if added is not None:
            return added
        present = self.get(connection, viewer, row.id)
        if said not in self._said_since(connection, viewer, present, 0):
            raise errors.Stale
        return present

    def add(
        self, connection: Connection, viewer: Viewer, row_id: UUID, said: Mapping[str, Any], source: Source
    ) -> P | None:
        """Keep a new row, or leave the one of this id alone and return None."""
        now = clock.now()
        kept = {
            **said,
            "id": row_id,
            "revision": 1,
            "created_at": now,
            "updated_at": now,
            "withdrawn_at": None,
            "source": str(source),
        }
        with refused_by_the_database():
            added = connection.execute(
                insert_new(connection, self.table).returning(self.table.c.id),
                {"writer_id": viewer, "import_id": None, **kept},
            ).first()
        if added is None:
            return None
        quotas.refuse_beyond(connection, viewer, self.table)
        touch(connection, viewer)
        return self.public.model_validate(kept)

    def get(self, connection: Connection, viewer: Viewer, row_id: UUID) -> P:
        """Read one row, withdrawn or not; somebody else's is not found."""
        found = self.find_one(connection, viewer, row_id)
        if found is None:
            raise errors.NotFound
        return found

    def find_one(self, connection: Connection, viewer: Viewer, row_id: UUID) -> P | None:
        """Read one row, withdrawn or not; None when she has none of this id."""
        row = connection.execute(self._select().where(self._is(viewer, row_id))).mappings().one_or_none()
        return None if row is None else self.public.model_validate(dict(row))

    def find(
        self,
        connection: Connection,
        viewer: Viewer,
        *where: ColumnElement[bool],
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[P]:
        """Read the rows not withdrawn, in the order of their day and then their id."""
        order = [self.table.c[self.by], self.table.c.id]
        query = (
            self._select()
            .where(self.table.c.writer_id == viewer, self.table.c.withdrawn_at.is_(None), *where)
            .order_by(*([column.desc() for column in order] if newest_first else order))
            .limit(limit)
        )
        return [self.public.model_validate(dict(row)) for row in connection.execute(query).mappings()]

    def page(
        self,
        connection: Connection,
        viewer: Viewer,
        *,
        limit: int,
        after: tuple[Any, UUID] | None = None,
        withdrawn: bool = False,
        changed_since: datetime | None = None,
    ) -> list[P]:
        """Some rows, in the order of `find`, behind the place `after`; with tombstones when asked for."""
        day, row_id = self.table.c[self.by], self.table.c.id
        query = self._select().where(self.table.c.writer_id == viewer)
        if not withdrawn:
            query = query.where(self.table.c.withdrawn_at.is_(None))
        if changed_since is not None:
            query = query.where(self.table.c.updated_at >= changed_since)
        if after is not None:
            query = query.where((day > after[0]) | ((day == after[0]) & (row_id > after[1])))
        query = query.order_by(day, row_id).limit(limit)
        return [self.public.model_validate(dict(row)) for row in connection.execute(query).mappings()]

    def put(  # noqa: PLR0917 - as `changes.put`
        self,
        connection: Connection,
        viewer: Viewer,
        row_id: UUID,
        given: Mapping[str, Any],
        base: int | None,
        source: Source,
        *,
        at: datetime | None = None,
    ) -> Put[P]:
        """Keep what was sent: a new row (`base` None), or a change of the row as it was at revision `base`.

        What a change does not give stays as it was at that revision. Changes made together share the instant `at`.
        """
        if base is None:
            said = checked(self.noun, given)
            added = self.add(connection, viewer, row_id, said, source)
            if added is not None:
                return Put(added, Outcome.CREATED)
        while True:
            present = self.get(connection, viewer, row_id)
            decided = self._decide(connection, viewer, present, given, base or 0, at)
            if decided is not None:
                return decided

    def _decide(  # noqa: PLR0917 - as `put`
        self,
        connection: Connection,
        viewer: Viewer,
        present: P,
        given: Mapping[str, Any],
        base: int,
        at: datetime | None,
    ) -> Put[P] | None:
        """What a change becomes; None when somebody was faster in the meantime and all has to be asked again."""
        states = self._said_since(connection, viewer, present, base)
        now, then = states[0], states[-1]
        meant = checked(self.noun, {**then, **given} if base else given)
        is_fresh = base == present.revision
        is_withdrawn = present.withdrawn_at is not None
        if meant in states and not (is_fresh and is_withdrawn):
            return Put(present, Outcome.SAME)
        if is_fresh or (is_withdrawn and 0 < base < present.revision):
            if not self._write(connection, viewer, present, now, meant, at):
                return None
            amended = self.get(connection, viewer, present.id)
            if now == then:
                return Put(amended, Outcome.AMENDED)
            kept = conflicts.keep(connection, viewer, self.noun, present, said=now, sent=meant, base=base)
            return Put(amended, Outcome.AMENDED, kept, meant)
        kept = conflicts.keep(connection, viewer, self.noun, present, said=now, sent=meant, base=base)
        return Put(present, Outcome.STALE, kept, meant)

    def amend(
        self,
        connection: Connection,
        viewer: Viewer,
        row_id: UUID,
        change: Update,
        *,
        at: datetime | None = None,
    ) -> P:
        """Change a row that nobody has changed since it was read, and keep what it said before.

        Changes made together share the instant `at`, and can be undone together.
        """
        given = change.model_dump(exclude_unset=True, exclude={"revision"})
        put = self.put(connection, viewer, row_id, given, change.revision, Source.API, at=at)
        if put.outcome is Outcome.STALE:
            raise errors.Stale
        if put.conflict is not None:
            # The edit brought the row back, and nothing is asked: the history shows both.
            conflicts.settle(connection, viewer, put.conflict)
        return put.row

    def withdraw(
        self,
        connection: Connection,
        viewer: Viewer,
        row_id: UUID,
        revision: int | None = None,
        *,
        at: datetime | None = None,
    ) -> P:
        """Take a row out of every sum; it stays in the history and can be restored.

        With a `revision`, only the row that said what it said then: what was changed since stays.
        """
        present = self.get(connection, viewer, row_id)
        if present.withdrawn_at is not None:
            return present
        if revision not in {None, present.revision}:
            raise errors.Stale
        self._refuse_while_needed(connection, viewer, row_id)
        if not self._change(connection, viewer, present, {"withdrawn_at": clock.now()}):
            raise errors.Stale
        self._keep_earlier(connection, viewer, present, {"withdrawn_at": None}, at)
        return self.get(connection, viewer, row_id)

    def restore(
        self, connection: Connection, viewer: Viewer, row_id: UUID, *, at: datetime | None = None
    ) -> P:
        """Undo a withdrawal."""
        present = self.get(connection, viewer, row_id)
        if present.withdrawn_at is None:
            return present
        if not self._change(connection, viewer, present, {"withdrawn_at": None}):
            raise errors.Stale
        self._keep_earlier(connection, viewer, present, {"withdrawn_at": present.withdrawn_at}, at)
        return self.get(connection, viewer, row_id)

    def _select(self) -> Any:
        return select(*(self.table.c[name] for name in self.public.model_fields))

    def _is(self, viewer: Viewer, row_id: UUID) -> ColumnElement[bool]:
        return (self.table.c.writer_id == viewer) & (self.table.c.id == row_id)

    def _said_since(
        self, connection: Connection, viewer: Viewer, present: P, base: int
    ) -> list[dict[str, Any]]:
        """What the row has said from revision `base` on, the present first; withdrawing it says nothing new."""
        states = [_said(self.noun, present)]
        if base >= present.revision:
            return states
        history = table_of(Amendment)
        query = (
            select(history.c.earlier)
            .where(
                history.c.writer_id == viewer,
                history.c.row_id == present.id,
                history.c.noun == self.noun,
                history.c.revision >= base,
            )
            .order_by(history.c.revision.desc())
        )
        for earlier in connection.execute(query).scalars():
            states.append(checked(self.noun, {**states[-1], **earlier}))
        return states

    def _write(  # noqa: PLR0917 - as `put`
        self,
        connection: Connection,
        viewer: Viewer,
        present: P,
        now: Mapping[str, Any],
        meant: Mapping[str, Any],
        at: datetime | None,
    ) -> bool:
        """Write what is new, and keep what it replaces; a withdrawn row comes back with it."""
        earlier = {name: value for name, value in now.items() if meant[name] != value}
        if earlier and getattr(present, "is_acceptance", None):
            raise errors.Invalid(SNAPSHOT_STAYS)
        new = {**{name: meant[name] for name in earlier}, "withdrawn_at": None}
        if not self._change(connection, viewer, present, new):
            return False
        if present.withdrawn_at is not None:
            earlier["withdrawn_at"] = present.withdrawn_at
        if earlier:
            self._keep_earlier(connection, viewer, present, earlier, at)
        return True

    def _keep_earlier(
        self,
        connection: Connection,
        viewer: Viewer,
        present: P,
        earlier: Mapping[str, Any],
        at: datetime | None,
    ) -> None:
        """Keep what a row said before it was changed, for its history."""
        connection.execute(
            table_of(Amendment).insert(),
            {
                "writer_id": viewer,
                "id": uuid4(),
                "noun": self.noun,
                "row_id": present.id,
                "revision": present.revision,
                "earlier": _JSON.dump_python(dict(earlier), mode="json"),
                "amended_at": at or clock.now(),
            },
        )
        quotas.refuse_beyond(connection, viewer, table_of(Amendment))

    def _change(self, connection: Connection, viewer: Viewer, present: P, new: Mapping[str, Any]) -> bool:
        """Write new values, unless somebody was faster: the revision decides, in the statement itself."""
        change = (
            update(self.table)
            .where(self._is(viewer, present.id), self.table.c.revision == present.revision)
            .values(**new, revision=present.revision + 1, updated_at=clock.now())
        )
        with refused_by_the_database():
            if not connection.execute(change).rowcount:
                return False
        touch(connection, viewer)
        return True

    def _refuse_while_needed(self, connection: Connection, viewer: Viewer, row_id: UUID) -> None:
        if self.noun not in {"platforms", "contracts"}:
            return
        for (noun, column), target in REFERENCES.items():
            if target != self.noun or noun in PARTS or column == "previous_contract_id":
                continue
            table = table_of(NOUNS[noun])
            needed = exists().where(
                table.c.writer_id == viewer, table.c[column] == row_id, table.c.withdrawn_at.is_(None)
            )
            if connection.execute(select(needed)).scalar():
                raise errors.Invalid(N_("Work or money is logged under this. Withdraw or move that first."))


def _said(noun: str, row: Public) -> dict[str, Any]:
    """What a row says, without what we say of it."""
    return plain({name: getattr(row, name) for name in FIELDS[noun].model_fields})


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the drivers take them: words instead of enumerations."""
    return {name: str(value.value) if isinstance(value, Enum) else value for name, value in values.items()}


def checked(noun: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of this noun says, checked as a whole and ready to be written."""
    fields: type[SQLModel] = FIELDS[noun]
    try:
        row = fields.model_validate({name: said.get(name) for name in fields.model_fields if name in said})
    except ValidationError as error:
        raise invalid(error) from None
    return plain(row.model_dump())


def invalid(error: ValidationError) -> errors.Invalid:
    """Our own error for pydantic's: field -> sentence."""
    found: Sequence[Any] = error.errors(include_url=False, include_context=False, include_input=False)
    fields = {
        ".".join(str(part) for part in item["loc"]): str(item["msg"]).removeprefix("Value error, ")
        for item in found
    }
    if set(fields) == {""}:
        return errors.Invalid(fields[""])
    return errors.Invalid(fields=fields)


@contextmanager
def refused_by_the_database() -> Iterator[None]:
    """Turn a broken constraint into a sentence; the constraints are the last of several guards."""
    try:
        yield
    except IntegrityError:
        raise errors.Invalid(N_("This does not fit with the rest of your records.")) from None


def insert_new(connection: Connection, table: Table) -> Any:
    """Make an insert that leaves a row with the same key alone."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    return insert(table).on_conflict_do_nothing(index_elements=keys)


def touch(connection: Connection, viewer: Viewer) -> None:
    """Move the writer's revision on: whatever was computed from her rows is out of date."""
    writer = table_of(Writer)
    connection.execute(update(writer).where(writer.c.id == viewer).values(revision=writer.c.revision + 1))
