"""Sessions: a signed-in browser, found by the hash of its secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Secret, Session, Writer, table_of
from app.records.session import SecretKind
from app.records.writer import WriterPublic
from app.store import one_use
from app.tokens import hash_of, new_token, uuid4

#: As long as browsers keep a cookie.
LIFETIME = timedelta(days=400)

_TABLE = table_of(Session)
_SECRETS = table_of(Secret)
_WRITERS = table_of(Writer)


class SessionPublic(BaseModel):
    """A session as listed."""

    id: UUID
    created_on: date
    last_seen_on: date
    locked_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """Whose session a secret opens, and its state."""

    writer: WriterPublic
    session_id: UUID
    last_seen_on: date
    is_locked: bool


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
            "locked_on": None,
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


def find(connection: Connection, token: str) -> Found | None:
    """The session of this secret with its writer, in one query, because every request asks."""
    query = (
        select(
            *(_WRITERS.c[name] for name in WriterPublic.model_fields),
            _TABLE.c.id.label("session_id"),
            _TABLE.c.last_seen_on,
            _TABLE.c.locked_on,
        )
        .select_from(
            _SECRETS.join(
                _TABLE, (_TABLE.c.writer_id == _SECRETS.c.writer_id) & (_TABLE.c.id == _SECRETS.c.row_id)
            ).join(_WRITERS, _WRITERS.c.id == _SECRETS.c.writer_id)
        )
        .where(
            _SECRETS.c.hash == hash_of(token),
            _SECRETS.c.kind == SecretKind.SESSION.value,
            or_(_SECRETS.c.expires_at.is_(None), _SECRETS.c.expires_at > clock.now()),
        )
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    said = dict(row)
    session_id, last_seen_on, locked_on = (
        said.pop(name) for name in ("session_id", "last_seen_on", "locked_on")
    )
    return Found(WriterPublic.model_validate(said), session_id, last_seen_on, locked_on is not None)


def writer_of(connection: Connection, token: str) -> WriterPublic | None:
    """Who is signed in with this secret; None when nobody is, or the session is locked."""
    found = find(connection, token)
    return None if found is None or found.is_locked else found.writer


def seen(connection: Connection, token: str) -> None:
    """Note the day of the last visit, where it is a new one."""
    found = find(connection, token)
    if found is not None:
        seen_one(connection, found.writer.id, found.session_id)


def seen_one(connection: Connection, viewer: Viewer, session_id: UUID) -> None:
    """Note that a session was used today; a day once noted costs nothing more."""
    today = clock.now().date()
    connection.execute(
        update(_TABLE)
        .where(_is(viewer, session_id), _TABLE.c.last_seen_on < today)
        .values(last_seen_on=today)
    )


def lock(connection: Connection, token: str) -> None:
    """Close this browser's session until its writer proves herself again; a code that it may have shown opens nothing."""
    found = find(connection, token)
    if found is not None:
        one_use.take_back(connection, found.writer.id)
        today = clock.now().date()
        connection.execute(
            update(_TABLE).where(_is(found.writer.id, found.session_id)).values(locked_on=today)
        )


def end(connection: Connection, token: str) -> None:
    """Sign this browser out, locked or not, and whoever has a code that it may have shown."""
    found = find(connection, token)
    if found is not None:
        _end(connection, found.writer.id, _TABLE.c.id == found.session_id)
        one_use.take_back(connection, found.writer.id)


def end_one(connection: Connection, viewer: Viewer, session_id: UUID) -> None:
    """Sign another of the viewer's browsers out, and whoever has a code that it may have shown."""
    if not _end(connection, viewer, _TABLE.c.id == session_id):
        raise errors.NotFound
    one_use.take_back(connection, viewer)


def end_all(connection: Connection, viewer: Viewer, *, but: str | None = None) -> int:
    """Sign the viewer out everywhere, or everywhere but here, codes not used yet too; how many sessions that ended."""
    one_use.take_back(connection, viewer)
    here = find(connection, but) if but else None
    others = _TABLE.c.id != here.session_id if here else _TABLE.c.id.is_not(None)
    return _end(connection, viewer, others)


def list_all(connection: Connection, viewer: Viewer) -> list[SessionPublic]:
    """The viewer's open sessions, the last seen first."""
    query = (
        select(*(_TABLE.c[name] for name in SessionPublic.model_fields))
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None))
        .order_by(_TABLE.c.last_seen_on.desc(), _TABLE.c.id)
    )
    return [SessionPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def count_open(connection: Connection, viewer: Viewer) -> int:
    """In how many browsers the log is open now: not locked, and not too long ago."""
    of_session = (_TABLE.c.writer_id == _SECRETS.c.writer_id) & (_TABLE.c.id == _SECRETS.c.row_id)
    query = (
        select(func.count())
        .select_from(_SECRETS.join(_TABLE, of_session))
        .where(
            _SECRETS.c.writer_id == viewer,
            _SECRETS.c.kind == SecretKind.SESSION.value,
            or_(_SECRETS.c.expires_at.is_(None), _SECRETS.c.expires_at > clock.now()),
            _TABLE.c.locked_on.is_(None),
        )
    )
    return connection.execute(query).scalar_one()


def _is(viewer: Viewer, session_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == session_id)


def _end(connection: Connection, viewer: Viewer, which: ColumnElement[bool]) -> int:
    """End open sessions: their secrets are gone, and of each only its days stay."""
    query = select(_TABLE.c.id).where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None), which)
    ids = connection.execute(query).scalars().all()
    connection.execute(
        delete(_SECRETS).where(
            _SECRETS.c.writer_id == viewer,
            _SECRETS.c.kind == SecretKind.SESSION.value,
            _SECRETS.c.row_id.in_(ids),
        )
    )
    ended = update(_TABLE).where(_TABLE.c.writer_id == viewer, _TABLE.c.id.in_(ids))
    connection.execute(ended.values(ended_at=datetime.combine(clock.now().date(), time(), UTC)))
    return len(ids)
