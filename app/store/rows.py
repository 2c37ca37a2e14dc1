"""The moves every noun shares: log, read, amend, withdraw, restore. Each is a few Core statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
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
from app.tokens import uuid4
from reports.frames import REFERENCES
from reports.wording import N_

P = TypeVar("P", bound=Public)

_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
# Parts of a contract go out of sight with it; anything else keeps it in sight.
_PARTS = {"contract_states", "terms", "contract_reviews"}


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
        """Keep a new row. The same id a second time is the same log, sent again: the row kept is returned."""
        now = clock.now()
        kept = plain(row.model_dump()) | {
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
            return self.get(connection, viewer, row.id)
        touch(connection, viewer)
        return self.public.model_validate(kept)

    def get(self, connection: Connection, viewer: Viewer, row_id: UUID) -> P:
        """Read one row, withdrawn or not; somebody else's is not found."""
        row = connection.execute(self._select().where(self._is(viewer, row_id))).mappings().one_or_none()
        if row is None:
            raise errors.NotFound
        return self.public.model_validate(dict(row))

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
        present = self.get(connection, viewer, row_id)
        if present.withdrawn_at is not None:
            raise errors.NotFound
        if present.revision != change.revision:
            raise errors.Stale
        said = checked(self.noun, present.model_dump() | change.model_dump(exclude_unset=True))
        earlier = {name: getattr(present, name) for name in said if getattr(present, name) != said[name]}
        if not earlier:
            return present
        new = {name: said[name] for name in earlier}
        self._change(connection, viewer, row_id, new, seen=change.revision)
        self._keep_earlier(connection, viewer, row_id, earlier, revision=change.revision, at=at)
        return self.get(connection, viewer, row_id)

    def withdraw(
        self, connection: Connection, viewer: Viewer, row_id: UUID, *, at: datetime | None = None
    ) -> P:
        """Take a row out of every sum; it stays in the history and can be restored."""
        present = self.get(connection, viewer, row_id)
        if present.withdrawn_at is not None:
            return present
        self._refuse_while_needed(connection, viewer, row_id)
        new = {"withdrawn_at": clock.now()}
        self._change(connection, viewer, row_id, new, seen=present.revision)
        earlier = {"withdrawn_at": None}
        self._keep_earlier(connection, viewer, row_id, earlier, revision=present.revision, at=at)
        return self.get(connection, viewer, row_id)

    def restore(
        self, connection: Connection, viewer: Viewer, row_id: UUID, *, at: datetime | None = None
    ) -> P:
        """Undo a withdrawal."""
        present = self.get(connection, viewer, row_id)
        if present.withdrawn_at is None:
            return present
        self._change(connection, viewer, row_id, {"withdrawn_at": None}, seen=present.revision)
        earlier = {"withdrawn_at": present.withdrawn_at}
        self._keep_earlier(connection, viewer, row_id, earlier, revision=present.revision, at=at)
        return self.get(connection, viewer, row_id)

    def _select(self) -> Any:
        return select(*(self.table.c[name] for name in self.public.model_fields))

    def _is(self, viewer: Viewer, row_id: UUID) -> ColumnElement[bool]:
        return (self.table.c.writer_id == viewer) & (self.table.c.id == row_id)

    def _change(
        self, connection: Connection, viewer: Viewer, row_id: UUID, new: Mapping[str, Any], *, seen: int
    ) -> None:
        """Write new values, unless somebody was faster: the revision decides, in the statement itself."""
        change = (
            update(self.table)
            .where(self._is(viewer, row_id), self.table.c.revision == seen)
            .values(**new, revision=seen + 1, updated_at=clock.now())
        )
        with refused_by_the_database():
            if not connection.execute(change).rowcount:
                raise errors.Stale
        touch(connection, viewer)

    def _keep_earlier(
        self,
        connection: Connection,
        viewer: Viewer,
        row_id: UUID,
        earlier: Mapping[str, Any],
        *,
        revision: int,
        at: datetime | None,
    ) -> None:
        """Keep what a row said at `revision`, for its history."""
        connection.execute(
            table_of(Amendment).insert(),
            {
                "writer_id": viewer,
                "id": uuid4(),
                "noun": self.noun,
                "row_id": row_id,
                "revision": revision,
                "earlier": _JSON.dump_python(dict(earlier), mode="json"),
                "amended_at": at or clock.now(),
            },
        )

    def _refuse_while_needed(self, connection: Connection, viewer: Viewer, row_id: UUID) -> None:
        if self.noun not in {"platforms", "contracts"}:
            return
        for (noun, column), target in REFERENCES.items():
            if target != self.noun or noun in _PARTS or column == "previous_contract_id":
                continue
            table = table_of(NOUNS[noun])
            needed = exists().where(
                table.c.writer_id == viewer, table.c[column] == row_id, table.c.withdrawn_at.is_(None)
            )
            if connection.execute(select(needed)).scalar():
                raise errors.Invalid(N_("Work or money is logged under this. Withdraw or move that first."))


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
