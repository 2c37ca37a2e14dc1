"""Passkeys: the public half of keys that sign a writer in, and the challenges they sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, func, select, update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Challenge, Passkey, PasskeyDirectory, table_of
from app.records.passkey import LONGEST_NAME
from app.store.rows import refused_by_the_database
from app.tokens import hash_of, new_token, uuid4
from reports.wording import N_

_TABLE = table_of(Passkey)
_DIRECTORY = table_of(PasskeyDirectory)
_CHALLENGES = table_of(Challenge)

MINUTES = 5
MOST = 20


class PasskeyPublic(BaseModel):
    """A passkey as listed."""

    id: UUID
    name: str
    credential: str
    created_on: date
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a signature is checked with."""

    writer_id: UUID
    passkey_id: UUID
    public_key: str
    sign_count: int


def challenge(connection: Connection, viewer: Viewer | None = None) -> str:
    """Make something to sign, for a sign-in or for a new passkey of the viewer; old ones are swept away."""
    connection.execute(delete(_CHALLENGES).where(_CHALLENGES.c.expires_at <= clock.now()))
    made = new_token()
    until = clock.now() + timedelta(minutes=MINUTES)
    connection.execute(
        _CHALLENGES.insert(), {"hash": hash_of(made), "writer_id": viewer, "expires_at": until}
    )
    return made


def answered(connection: Connection, signed: str, viewer: Viewer | None = None) -> bool:
    """Whether this was asked for, of this viewer, in time, and for the first time."""
    whose = _CHALLENGES.c.writer_id.is_(None) if viewer is None else _CHALLENGES.c.writer_id == viewer
    used = (
        delete(_CHALLENGES)
        .where(_CHALLENGES.c.hash == hash_of(signed), whose)
        .returning(_CHALLENGES.c.expires_at)
    )
    until = connection.execute(used).scalar()
    return until is not None and until > clock.now()


def keep(
    connection: Connection, viewer: Viewer, *, name: str, credential: str, public_key: str, sign_count: int
) -> UUID:
    """Let a passkey open the viewer's log."""
    many = select(func.count()).select_from(_TABLE).where(_TABLE.c.writer_id == viewer)
    if connection.execute(many).scalar_one() >= MOST:
        raise errors.Invalid(N_("You have {count} passkeys. Remove one first."), count=MOST)
    passkey_id = uuid4()
    row = {
        "writer_id": viewer,
        "id": passkey_id,
        "name": name[:LONGEST_NAME],
        "credential": credential,
        "public_key": public_key,
        "sign_count": sign_count,
        "created_on": clock.now().date(),
        "last_used_on": None,
    }
    found = {"hash": hash_of(credential), "writer_id": viewer, "passkey_id": passkey_id}
    with refused_by_the_database():
        connection.execute(_TABLE.insert(), row)
        connection.execute(_DIRECTORY.insert(), found)
    return passkey_id


def find(connection: Connection, credential: str) -> Held | None:
    """The passkey of a credential, whoever it belongs to: this is how a sign-in begins."""
    query = (
        select(_TABLE.c.writer_id, _TABLE.c.id, _TABLE.c.public_key, _TABLE.c.sign_count)
        .select_from(
            _DIRECTORY.join(
                _TABLE,
                (_TABLE.c.writer_id == _DIRECTORY.c.writer_id) & (_TABLE.c.id == _DIRECTORY.c.passkey_id),
            )
        )
        .where(_DIRECTORY.c.hash == hash_of(credential))
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Held(row.writer_id, row.id, row.public_key, row.sign_count)


def used(connection: Connection, held: Held, sign_count: int) -> None:
    """Note the day, and how often the key says it has signed: a copy of it would count apart."""
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.writer_id == held.writer_id, _TABLE.c.id == held.passkey_id)
        .values(sign_count=sign_count, last_used_on=clock.now().date())
    )


def list_all(connection: Connection, viewer: Viewer) -> list[PasskeyPublic]:
    """The viewer's passkeys, the oldest first."""
    query = (
        select(*(_TABLE.c[name] for name in PasskeyPublic.model_fields))
        .where(_TABLE.c.writer_id == viewer)
        .order_by(_TABLE.c.created_on, _TABLE.c.id)
    )
    return [PasskeyPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def remove(connection: Connection, viewer: Viewer, passkey_id: UUID) -> None:
    """Let a passkey open nothing any more."""
    connection.execute(
        delete(_DIRECTORY).where(_DIRECTORY.c.writer_id == viewer, _DIRECTORY.c.passkey_id == passkey_id)
    )
    gone = delete(_TABLE).where(_TABLE.c.writer_id == viewer, _TABLE.c.id == passkey_id)
    if not connection.execute(gone).rowcount:
        raise errors.NotFound
