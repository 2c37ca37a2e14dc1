"""Personal API tokens: found by the hash of their secret, listed by name, revoked at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import ApiToken, Secret, table_of
from app.records.api_token import ApiTokenCreate, ApiTokenMade, ApiTokenPublic, Scope
from app.records.session import SecretKind
from app.records.writer import WriterPublic
from app.store import quotas, writers
from app.store.rows import insert_new
from app.tokens import hash_of, new_token, uuid4
from reports.wording import N_

#: Before every secret of this kind, so that people and scanners of public code know one when they see it.
PREFIX = "pgr_"
MOST = 20
FULL = N_("You have many tokens already. Revoke one first.")

_TABLE = table_of(ApiToken)
_SECRETS = table_of(Secret)


@dataclass(frozen=True)
class Bearer:
    """Whoever brings a token: the writer, and what the token may do."""

    writer: WriterPublic
    token_id: UUID
    scope: Scope
    last_used_on: date | None


def make(
    connection: Connection, viewer: Viewer, token: ApiTokenCreate, token_id: UUID | None = None
) -> ApiTokenMade | None:
    """Make a token; its secret is in the answer and nowhere else. None when this id was made already."""
    if not has_room(connection, viewer):
        raise errors.Invalid(FULL)
    row = {
        "writer_id": viewer,
        "id": token_id or uuid4(),
        "name": token.name,
        "scope": str(token.scope),
        "created_on": clock.now().date(),
        "last_used_on": None,
        "ended_at": None,
    }
    if connection.execute(insert_new(connection, _TABLE).returning(_TABLE.c.id), row).first() is None:
        return None
    quotas.refuse_beyond(connection, viewer, _TABLE)  # those that have ended stay on file
    secret = PREFIX + new_token()
    connection.execute(
        _SECRETS.insert(),
        {
            "hash": hash_of(secret),
            "kind": SecretKind.API_TOKEN.value,
            "writer_id": viewer,
            "row_id": row["id"],
            "expires_at": None,
        },
    )
    shown = {name: row[name] for name in ApiTokenPublic.model_fields}
    return ApiTokenMade.model_validate({**shown, "secret": secret})


def make_new(connection: Connection, viewer: Viewer, token: ApiTokenCreate) -> ApiTokenMade:
    """Make a token under an id of its own."""
    made = make(connection, viewer, token)
    if made is None:
        raise errors.Stale
    return made


def bearer_of(connection: Connection, secret: str) -> Bearer | None:
    """Who brings this secret; None when it opens nothing, or no longer."""
    query = (
        select(_TABLE.c.writer_id, _TABLE.c.id, _TABLE.c.scope, _TABLE.c.last_used_on)
        .join(_SECRETS, (_SECRETS.c.writer_id == _TABLE.c.writer_id) & (_SECRETS.c.row_id == _TABLE.c.id))
        .where(
            _SECRETS.c.hash == hash_of(secret),
            _SECRETS.c.kind == SecretKind.API_TOKEN.value,
            _TABLE.c.ended_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Bearer(writers.by_id(connection, row.writer_id), row.id, Scope(row.scope), row.last_used_on)


def used(connection: Connection, bearer: Bearer) -> None:
    """Note the day of the last use."""
    today = clock.now().date()
    mine = (_TABLE.c.writer_id == bearer.writer.id) & (_TABLE.c.id == bearer.token_id)
    connection.execute(
        update(_TABLE)
        .where(mine, func.coalesce(_TABLE.c.last_used_on, _TABLE.c.created_on) <= today)
        .values(last_used_on=today)
    )


def list_all(connection: Connection, viewer: Viewer) -> list[ApiTokenPublic]:
    """The tokens that still open something, by name."""
    query = (
        select(*(_TABLE.c[name] for name in ApiTokenPublic.model_fields))
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None))
        .order_by(_TABLE.c.name, _TABLE.c.id)
    )
    return [ApiTokenPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def has_room(connection: Connection, viewer: Viewer) -> bool:
    """Whether one more may be made."""
    return len(list_all(connection, viewer)) < MOST


def revoke(connection: Connection, viewer: Viewer, token_id: UUID) -> None:
    """End a token at once; one that has ended stays ended."""
    mine = (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == token_id)
    if connection.execute(select(_TABLE.c.id).where(mine)).first() is None:
        raise errors.NotFound
    _end(connection, viewer, token_id)


def revoke_all(connection: Connection, viewer: Viewer) -> None:
    """End every token of the viewer at once."""
    for token in list_all(connection, viewer):
        _end(connection, viewer, token.id)


def _end(connection: Connection, viewer: Viewer, token_id: UUID) -> None:
    connection.execute(
        delete(_SECRETS).where(
            _SECRETS.c.writer_id == viewer,
            _SECRETS.c.row_id == token_id,
            _SECRETS.c.kind == SecretKind.API_TOKEN.value,
        )
    )
    mine = (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == token_id)
    connection.execute(update(_TABLE).where(mine, _TABLE.c.ended_at.is_(None)).values(ended_at=clock.now()))
