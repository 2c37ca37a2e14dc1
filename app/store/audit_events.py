"""The audit log: every change of an organizer goes through `carry_out`, which takes its event with it.

Tables of campaigns are written nowhere else, so that no change can go without its event, nor an event without
its change: both stand in one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import CursorResult, exists, func, select
from sqlalchemy.sql.dml import UpdateBase

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import AuditEvent, Enrolment, TeamMembership, table_of
from app.records.audit_event import Action, AuditEventPublic
from app.tokens import uuid4

_TABLE = table_of(AuditEvent)
_TEAMS = table_of(TeamMembership)
_ENROLMENTS = table_of(Enrolment)
#: Of each action so many are listed: whoever does one thing over and over pushes nothing else out of sight.
MOST_OF_ONE = 50


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, where: the actor by her id as organizer, none for the operator."""

    action: Action
    actor_id: UUID | None
    campaign_id: UUID | None = None


def carry_out(connection: Connection, event: Event, *changes: UpdateBase) -> list[CursorResult[object]]:
    """Make the changes and note the event, in the caller's transaction; what each change has given back."""
    results = [connection.execute(change) for change in changes]
    connection.execute(
        _TABLE.insert(),
        {
            "id": uuid4(),
            "campaign_id": event.campaign_id,
            "actor_id": event.actor_id,
            "action": event.action.value,
            "happened_on": clock.now().date(),
        },
    )
    return results


def is_noted_today(connection: Connection, event: Event) -> bool:
    """Whether the log says of today already that the same one did the same."""
    same = exists().where(
        _TABLE.c.campaign_id == event.campaign_id,
        _TABLE.c.actor_id == event.actor_id,
        _TABLE.c.action == event.action.value,
        _TABLE.c.happened_on == clock.now().date(),
    )
    return bool(connection.execute(select(same)).scalar())


def first_day(connection: Connection, campaign_id: UUID, action: Action) -> date | None:
    """The day on which something was first done with a campaign."""
    such = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.action == action.value)
    return connection.execute(select(func.min(_TABLE.c.happened_on)).where(such)).scalar()


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[AuditEventPublic]:
    """What was done with a campaign, the newest day first: for its team and for whoever is enrolled in it.

    Of each action the newest only; `is_cut` says whether there may be older ones.
    """
    sees = exists().where(_TEAMS.c.writer_id == viewer, _TEAMS.c.campaign_id == campaign_id)
    enrolled = exists().where(_ENROLMENTS.c.writer_id == viewer, _ENROLMENTS.c.campaign_id == campaign_id)
    if not connection.execute(select(sees | enrolled)).scalar():
        raise errors.NotFound
    newest_first = _TABLE.c.happened_on.desc(), _TABLE.c.id
    place = func.row_number().over(partition_by=_TABLE.c.action, order_by=newest_first).label("place")
    placed = select(_TABLE, place).where(_TABLE.c.campaign_id == campaign_id).subquery()
    query = (
        select(*(placed.c[name] for name in AuditEventPublic.model_fields))
        .where(placed.c.place <= MOST_OF_ONE)
        .order_by(placed.c.happened_on.desc(), placed.c.id)
    )
    return [AuditEventPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def is_cut(events: Iterable[AuditEventPublic]) -> bool:
    """Whether what is listed may be without older events."""
    return MOST_OF_ONE in Counter(event.action for event in events).values()
