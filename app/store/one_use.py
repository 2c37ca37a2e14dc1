"""Addresses that open an account once, within minutes: a second phone, the demo."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import Secret, table_of
from app.records.session import SecretKind
from app.records.writer import WriterPublic
from app.store import writers
from app.tokens import hash_of, new_token

_SECRETS = table_of(Secret)
_IS_ONE_USE = _SECRETS.c.kind == SecretKind.ONE_USE.value

#: How long a code for a second phone opens.
MINUTES = 5


def make(connection: Connection, viewer: Viewer, minutes: int = MINUTES) -> str:
    """Make a secret that opens the account once. The one before stops, so at most one is open."""
    take_back(connection, viewer)
    token = new_token()
    connection.execute(
        _SECRETS.insert(),
        {
            "hash": hash_of(token),
            "kind": SecretKind.ONE_USE.value,
            "writer_id": viewer,
            "row_id": None,
            "expires_at": clock.now() + timedelta(minutes=minutes),
        },
    )
    return token


def redeem(connection: Connection, token: str) -> WriterPublic | None:
    """Whose account it opens, once: the row is gone in the statement that finds it."""
    used = (
        delete(_SECRETS)
        .where(_SECRETS.c.hash == hash_of(token), _IS_ONE_USE)
        .returning(_SECRETS.c.writer_id, _SECRETS.c.expires_at)
    )
    row = connection.execute(used).one_or_none()
    if row is None or row.expires_at <= clock.now():
        return None
    return writers.by_id(connection, row.writer_id)


def take_back(connection: Connection, viewer: Viewer) -> None:
    """Let no address that was not used yet open the viewer's account."""
    connection.execute(delete(_SECRETS).where(_SECRETS.c.writer_id == viewer, _IS_ONE_USE))


def sweep(connection: Connection) -> None:
    """Remove what is too old to open anything: the row says to the second when a code was asked for."""
    connection.execute(delete(_SECRETS).where(_IS_ONE_USE, _SECRETS.c.expires_at <= clock.now()))
