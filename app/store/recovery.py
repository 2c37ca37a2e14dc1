"""Recovery words at rest: the hash of the bits they stand for, one for each writer who made some.

SHA-256 without salt or stretching is enough: there are 2^128 possible secrets, drawn evenly, so no table and no
amount of guessing reaches one. Argon2 slows guesses of what people choose; nobody chooses these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select

from app.access import Viewer
from app.database import Connection
from app.records import Secret, table_of
from app.records.session import SecretKind
from app.tokens import hash_of

_SECRETS = table_of(Secret)
_KIND = SecretKind.RECOVERY.value


def keep(connection: Connection, viewer: Viewer, bits: bytes) -> None:
    """Let these words open the viewer's log from now on; those she had before open nothing any more."""
    connection.execute(delete(_SECRETS).where(_SECRETS.c.writer_id == viewer, _SECRETS.c.kind == _KIND))
    row = {"hash": _hash_of(bits), "kind": _KIND, "writer_id": viewer, "row_id": None, "expires_at": None}
    connection.execute(_SECRETS.insert(), row)


def find(connection: Connection, candidates: Iterable[bytes]) -> UUID | None:
    """Whose log these words open; one query, whatever the words are."""
    hashes = [_hash_of(bits) for bits in candidates]
    query = select(_SECRETS.c.writer_id).where(_SECRETS.c.hash.in_(hashes), _SECRETS.c.kind == _KIND)
    return connection.execute(query).scalar()


def has_words(connection: Connection, viewer: Viewer) -> bool:
    """Whether the viewer has made words."""
    query = select(_SECRETS.c.hash).where(_SECRETS.c.writer_id == viewer, _SECRETS.c.kind == _KIND).limit(1)
    return connection.execute(query).first() is not None


def form_key(connection: Connection, viewer: Viewer) -> str:
    """What a form that makes words must say: it tells which words there are now, so one form makes words once."""
    query = select(_SECRETS.c.hash).where(_SECRETS.c.writer_id == viewer, _SECRETS.c.kind == _KIND)
    return hash_of(f"after {connection.execute(query).scalar() or 'none'}")[:22]


def _hash_of(bits: bytes) -> str:
    return hashlib.sha256(bits).hexdigest()
