"""Organizers: made by the operator or by one another, never by themselves."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Organizer, table_of
from app.records.audit_event import Action
from app.store import made_up, passkeys, writers
from app.store.audit_events import Event, carry_out
from app.tokens import uuid4
from reports.wording import N_


class NoPasskey(errors.Invalid):
    """Whoever organizes for others has more to lose than her own log, and needs a passkey first."""

    message = N_("An organizer needs a passkey first. It is made under You.")


_TABLE = table_of(Organizer)


def find(connection: Connection, viewer: Viewer) -> UUID | None:
    """The viewer's id as organizer; None where she is none."""
    return connection.execute(select(_TABLE.c.id).where(_TABLE.c.writer_id == viewer)).scalar()


def get(connection: Connection, viewer: Viewer) -> UUID:
    """The viewer's id as organizer; whoever is none may do nothing here."""
    found = find(connection, viewer)
    if found is None:
        raise errors.NotAllowed
    return found


def make(connection: Connection, viewer: Viewer | None, handle: str) -> UUID:
    """Make the writer of a handle an organizer: her id as one. No viewer where the operator does it."""
    if viewer is not None:
        made_up.refuse_demo(connection, viewer)
    actor_id = None if viewer is None else get(connection, viewer)
    writer_id = writers.by_handle(connection, handle).id
    writers.wait_turn(connection, writer_id)
    present = find(connection, writer_id)
    if present is not None:
        return present
    if not passkeys.list_all(connection, writer_id):
        raise NoPasskey
    return _made(connection, actor_id, writer_id)


def make_of_demo(connection: Connection, viewer: Viewer) -> UUID:
    """Make the demo account an organizer, without a passkey: addresses that the operator prints open it, and nothing else."""
    if not writers.get(connection, viewer).is_demo:
        raise errors.NotAllowed
    return find(connection, viewer) or _made(connection, None, viewer)


def _made(connection: Connection, actor_id: UUID | None, writer_id: Viewer) -> UUID:
    organizer_id = uuid4()
    row = _TABLE.insert().values(writer_id=writer_id, id=organizer_id, created_on=clock.now().date())
    carry_out(connection, Event(Action.MAKE_ORGANIZER, actor_id), row)
    return organizer_id


def remove(connection: Connection, viewer: Viewer) -> None:
    """Make an organizer who is in no team any more a writer like all others, for the operator."""
    row = delete(_TABLE).where(_TABLE.c.writer_id == viewer)
    carry_out(connection, Event(Action.REMOVE_ORGANIZER, None), row)
