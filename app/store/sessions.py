"""Sessions: a signed-in browser, found by the hash of its secret."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, or_, select, update

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import Secret, Session, table_of
from app.records.session import SecretKind
from app.records.writer import WriterPublic
from app.store import writers
from app.tokens import hash_of, new_token, uuid4

#: As long as browsers keep a cookie.
LIFETIME = timedelta(days=400)

_TABLE = table_of(Session)
_SECRETS = table_of(Secret)


class SessionPublic(BaseModel):
    """A session as listed."""

    id: UUID
    created_on: date
    last_seen_on: date


def open(connection: Connection, writer_id: UUID) -> str:  # noqa: A001 - read as sessions.open
    """Sign a browser in; the secret returned is kept nowhere but in its cookie."""
    token, session_id, today = new_token(), uuid4(), clock.now().date()
    connection.execute(
        _TABLE.insert(),
        {
            "writer_id": writer_id,
            "id": session_id,
            "created_on": today,
            "last_seen_on": today,
            "ended_at": None,
        },
    )
    connection.execute(
        _SECRETS.insert(),
        {
            "hash": hash_of(token),
            "kind": SecretKind.SESSION.value,
            "writer_id": writer_id,
            "row_id": session_id,
            # To the day: a time of day here would be the time of the sign-in.
            "expires_at": datetime.combine(today + LIFETIME, time(), UTC),
        },
    )
    return token


def writer_of(connection: Connection, token: str) -> WriterPublic | None:
    """Who is signed in with this secret; None when nobody is."""
    found = _find(connection, token)
    return None if found is None else writers.by_id(connection, found[0])


def seen(connection: Connection, token: str) -> None:
    """Note the day of the last visit, where it is a new one."""
    found = _find(connection, token)
    if found is None:
        return
    today = clock.now().date()
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.writer_id == found[0], _TABLE.c.id == found[1], _TABLE.c.last_seen_on < today)
        .values(last_seen_on=today)
    )


def end(connection: Connection, token: str) -> None:
    """Sign this browser out."""
    found = _find(connection, token)
    if found is not None:
        _end(connection, *found)


def end_one(connection: Connection, viewer: Viewer, session_id: UUID) -> None:
    """Sign another of the viewer's browsers out."""
    _end(connection, viewer, session_id)


def list_all(connection: Connection, viewer: Viewer) -> list[SessionPublic]:
    """The viewer's open sessions, the last seen first."""
    query = (
        select(_TABLE.c.id, _TABLE.c.created_on, _TABLE.c.last_seen_on)
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None))
        .order_by(_TABLE.c.last_seen_on.desc(), _TABLE.c.id)
    )
    return [SessionPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def _find(connection: Connection, token: str) -> tuple[UUID, UUID] | None:
    query = select(_SECRETS.c.writer_id, _SECRETS.c.row_id).where(
        _SECRETS.c.hash == hash_of(token),
        _SECRETS.c.kind == SecretKind.SESSION.value,
        or_(_SECRETS.c.expires_at.is_(None), _SECRETS.c.expires_at > clock.now()),
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.writer_id, row.row_id)


def _end(connection: Connection, writer_id: UUID, session_id: UUID) -> None:
    connection.execute(
        delete(_SECRETS).where(_SECRETS.c.writer_id == writer_id, _SECRETS.c.row_id == session_id)
    )
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.writer_id == writer_id, _TABLE.c.id == session_id)
        .values(ended_at=clock.now())
    )
