"""What every table shares: the metadata and its names, UTC instants, the columns of a row, the checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import (
    CheckConstraint,
    Constraint,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

from app.records.values import FIRST_DAY, LAST_DAY, Source
from app.tokens import uuid7

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, in UTC: timestamptz on PostgreSQL, ISO 8601 text of one width on SQLite.

    SQLite would hand datetimes back naive; one width keeps text in the order of time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive instants."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        value = value.astimezone(UTC)
        return value.isoformat(timespec="microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, whatever the connection's zone is."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


Instant = Annotated[AwareDatetime, Field(sa_type=UtcDateTime)]
# Within the days a row may name: beyond them an instant has no UTC that Python could write.
FIRST_INSTANT = datetime.combine(FIRST_DAY, time(), UTC)
LAST_INSTANT = datetime.combine(LAST_DAY, time(), UTC)
InstantOrNone = Annotated[AwareDatetime | None, Field(ge=FIRST_INSTANT, le=LAST_INSTANT, sa_type=UtcDateTime)]


class Record(SQLModel):
    """The root of all tables."""

    metadata: ClassVar[MetaData] = METADATA


class Owned(Record):
    """Belongs to one writer: the primary key begins with her id, and so does every reference to it."""

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    created_at: Instant
    updated_at: Instant
    revision: int = 1
    withdrawn_at: InstantOrNone = None


class Row(Owned):
    """A row of the ledger: it also says how it came here."""

    source: Annotated[Source, Field(sa_type=String)]
    import_id: UUID | None = None
    source_key: str | None = Field(default=None, max_length=200)
    """What the importer knows the row by, so that the same file adds nothing the second time."""


class Input(SQLModel):
    """What input is taken in: unknown names are refused."""

    model_config = {"extra": "forbid", "frozen": True, "defer_build": True}  # built when first used


class Create(Input):
    """A new row; the client may have made its id already, to log offline."""

    id: UUID = Field(default_factory=uuid7)


class Update(Input):
    """A change of a row read at `revision`: what is not given stays as it is."""

    revision: int = Field(ge=1)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Make every field optional; the whole row is checked again when the change is put in."""
        for name, field in cls.model_fields.items():
            if name != "revision" and field.is_required():
                field.default = None
        cls.model_rebuild(force=True)


class Public(Input):
    """What is shown of a row."""

    id: UUID
    revision: int
    created_at: AwareDatetime
    updated_at: AwareDatetime
    withdrawn_at: AwareDatetime | None
    source: Source


def table_of(record: type[SQLModel]) -> Table:
    """The table behind a class."""
    return METADATA.tables[str(record.__tablename__)]


def owned(*others: Any, **points_at: str) -> tuple[Any, ...]:
    """Constraints of a writer's table: its writer, what it points at (column=table), and `others`."""
    return (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        *(
            ForeignKeyConstraint(["writer_id", column], [f"{table}.writer_id", f"{table}.id"])
            for column, table in points_at.items()
        ),
        CheckConstraint("revision >= 1", name="revision"),
        *others,
    )


def ledger_row(*others: Any, **points_at: str) -> tuple[Any, ...]:
    """Constraints of a row of the ledger."""
    return owned(
        UniqueConstraint("writer_id", "source_key"),
        one_of("source", Source),
        *others,
        import_id="import_batch",
        **points_at,
    )


def one_of(column: str, words: Iterable[str]) -> Constraint:
    """Refuse words we do not know."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def whole(*columns: str) -> tuple[Constraint, ...]:
    """Refuse fractions on SQLite, which keeps 1.5 in an integer column; PostgreSQL's types refuse them."""
    return tuple(
        CheckConstraint(f"typeof({column}) IN ('integer', 'null')", name=f"{column}_whole").ddl_if(
            dialect="sqlite"
        )
        for column in columns
    )


def within(column: str, low: int, high: int | None = None) -> Constraint:
    """Refuse numbers outside a range."""
    rule = f"{column} >= {low}" if high is None else f"{column} BETWEEN {low} AND {high}"
    return CheckConstraint(rule, name=f"{column}_range")


def in_order(first: str, last: str) -> Constraint:
    """Refuse an end before its start."""
    return CheckConstraint(f"{first} <= {last}", name=f"{last}_order")


def refuse_disorder(first: Any, last: Any, sentence: str) -> None:
    """Say in a sentence what `in_order` says to the database."""
    if first is not None and last is not None and last < first:
        raise ValueError(sentence)


def words_of(enum: type[StrEnum]) -> tuple[str, ...]:
    """The words of an enumeration."""
    return tuple(str(member) for member in enum)
