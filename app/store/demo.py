"""Made-up accounts: the demo, whose rows may be swept away since they can always be made again, and composed writers.

The demo account is enrolled nowhere and can be opened; composed writers are enrolled in the sample campaign, and nothing
opens their accounts.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import (
    NOUNS,
    Amendment,
    Conflict,
    Enrolment,
    IdempotencyKey,
    ImportBatch,
    PutOff,
    Timer,
    Writer,
    table_of,
)
from app.records.writer import WriterPublic
from app.store import writers
from app.store.rows import touch

_WRITERS = table_of(Writer)
_ENROLMENTS = table_of(Enrolment)


def find(connection: Connection) -> WriterPublic | None:
    """The demo account, where there is one already."""
    demo = _WRITERS.c.is_demo & ~_is_enrolled()
    query = select(_WRITERS.c.id).where(demo).order_by(_WRITERS.c.id).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else writers.by_id(connection, found)


def sample_campaign(connection: Connection) -> UUID | None:
    """The campaign in which composed writers are, where there is one already."""
    query = (
        select(_ENROLMENTS.c.campaign_id)
        .join(_WRITERS, _WRITERS.c.id == _ENROLMENTS.c.writer_id)
        .where(_WRITERS.c.is_demo)
        .order_by(_ENROLMENTS.c.starts_on.desc(), _ENROLMENTS.c.campaign_id)
        .limit(1)
    )
    return connection.execute(query).scalar()


def count_composed(connection: Connection) -> int:
    """How many composed writers there are."""
    query = select(func.count()).select_from(_WRITERS).where(_WRITERS.c.is_demo & _is_enrolled())
    return connection.execute(query).scalar_one()


def sweep(connection: Connection, viewer: Viewer) -> None:
    """Remove every row of the demo account, with its history; any other account is refused."""
    if not writers.get(connection, viewer).is_demo:
        raise errors.NotAllowed
    swept: list[type[SQLModel]] = [
        Amendment,
        Conflict,
        IdempotencyKey,
        PutOff,
        Timer,
        *reversed(NOUNS.values()),
        ImportBatch,
    ]
    for record in swept:
        table = table_of(record)
        connection.execute(delete(table).where(table.c.writer_id == viewer))
    touch(connection, viewer)


def _is_enrolled() -> ColumnElement[bool]:
    return exists().where(_ENROLMENTS.c.writer_id == _WRITERS.c.id)
