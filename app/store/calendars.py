"""Calendar addresses: one at a time for a writer, found by the hash of its secret, stopped at once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, select, update

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import CalendarAddress, Secret, table_of
from app.records.session import SecretKind
from app.records.writer import WriterPublic
from app.store import writers
from app.tokens import hash_of, new_token, uuid4

_TABLE = table_of(CalendarAddress)
_SECRETS = table_of(Secret)


class CalendarPublic(BaseModel):
    """An address as it is shown: never the secret, which nobody has any more."""

    id: UUID
    created_on: date
    shows_names: bool


def make(connection: Connection, viewer: Viewer, *, shows_names: bool) -> str:
    """Make an address; the one before stops. The secret returned is kept nowhere."""
    stop(connection, viewer)
    token, row_id = new_token(), uuid4()
    made = {"created_on": clock.now().date(), "shows_names": shows_names, "ended_at": None}
    connection.execute(_TABLE.insert(), {"writer_id": viewer, "id": row_id, **made})
    connection.execute(
        _SECRETS.insert(),
        {
            "hash": hash_of(token),
            "kind": SecretKind.CALENDAR.value,
            "writer_id": viewer,
            "row_id": row_id,
            "expires_at": None,
        },
    )
    return token


def current(connection: Connection, viewer: Viewer) -> CalendarPublic | None:
    """The address that works now, or None."""
    query = (
        select(*(_TABLE.c[name] for name in CalendarPublic.model_fields))
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None))
        .order_by(_TABLE.c.created_on.desc(), _TABLE.c.id)
        .limit(1)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else CalendarPublic.model_validate(dict(row))


def stop(connection: Connection, viewer: Viewer) -> None:
    """No address works any more."""
    mine = (_SECRETS.c.writer_id == viewer) & (_SECRETS.c.kind == SecretKind.CALENDAR.value)
    connection.execute(delete(_SECRETS).where(mine))
    still = (_TABLE.c.writer_id == viewer) & _TABLE.c.ended_at.is_(None)
    connection.execute(update(_TABLE).where(still).values(ended_at=clock.now()))


def opened_by(connection: Connection, token: str) -> tuple[WriterPublic, CalendarPublic] | None:
    """Whose calendar a secret opens; None when it opens none."""
    query = (
        select(_SECRETS.c.writer_id, *(_TABLE.c[name] for name in CalendarPublic.model_fields))
        .join(_TABLE, (_TABLE.c.writer_id == _SECRETS.c.writer_id) & (_TABLE.c.id == _SECRETS.c.row_id))
        .where(
            _SECRETS.c.hash == hash_of(token),
            _SECRETS.c.kind == SecretKind.CALENDAR.value,
            _TABLE.c.ended_at.is_(None),
        )
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    said = {name: row[name] for name in CalendarPublic.model_fields}
    return writers.by_id(connection, row["writer_id"]), CalendarPublic.model_validate(said)
