"""The audit log: every change of an organizer goes through `carry_out`, which takes its event with it.

Tables of campaigns are written nowhere else, so that no change can go without its event, nor an event without
its change: both stand in one transaction.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import CursorResult, case, exists, func, select
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
#: What a page of the log has, unless somebody asks for more or less.
ROWS_OF_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, where: the actor by her id as organizer, none for the operator.

    Of a release also which: the first day of its period, its version, the file.
    """

    action: Action
    actor_id: UUID | None
    campaign_id: UUID | None = None
    starts_on: date | None = None
    number: int | None = None
    file_name: str | None = None


def carry_out(connection: Connection, event: Event, *changes: UpdateBase) -> list[CursorResult[object]]:
    """Make the changes and note the event, in the caller's transaction; what each change has given back."""
    results = [connection.execute(change) for change in changes]
    row = {"id": uuid4(), **asdict(event), "action": event.action.value, "happened_on": clock.now().date()}
    connection.execute(_TABLE.insert(), row)
    return results


def is_noted_today(connection: Connection, event: Event) -> bool:
    """Whether the log says of today already that the same one did the same, with the same."""
    said = {**asdict(event), "action": event.action.value, "happened_on": clock.now().date()}
    same = exists().where(*(_TABLE.c[name] == value for name, value in said.items()))
    return bool(connection.execute(select(same)).scalar())


def first_day(connection: Connection, campaign_id: UUID, action: Action) -> date | None:
    """The day on which something was first done with a campaign."""
    such = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.action == action.value)
    return connection.execute(select(func.min(_TABLE.c.happened_on)).where(such)).scalar()


def page(
    connection: Connection,
    viewer: Viewer,
    campaign_id: UUID,
    limit: int = ROWS_OF_A_PAGE,
    after: UUID | None = None,
) -> list[AuditEventPublic]:
    """What was done with a campaign, the newest day first: for its team and for whoever is enrolled in it.

    So many events at most, and for every page but the first those that follow the last one of the page before.
    """
    _check_may_read(connection, viewer, campaign_id)
    query = select(*(_TABLE.c[name] for name in AuditEventPublic.model_fields))
    query = query.where(_TABLE.c.campaign_id == campaign_id)
    if after is not None:
        of_mark = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.id == after)
        day = connection.execute(select(_TABLE.c.happened_on).where(of_mark)).scalar()
        if day is None:
            raise errors.NotFound
        same_day = (_TABLE.c.happened_on == day) & (_TABLE.c.id > after)
        query = query.where((_TABLE.c.happened_on < day) | same_day)
    query = query.order_by(_TABLE.c.happened_on.desc(), _TABLE.c.id).limit(limit)
    return [AuditEventPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def numbers(connection: Connection, viewer: Viewer, campaign_id: UUID) -> dict[UUID, int]:
    """Organizers of a campaign, numbered in the order of the day each first stands in its log.

    Whoever made it comes first. Of several who came on one day the order is that of their ids, so a number can still
    move on the day it came and never after.
    """
    _check_may_read(connection, viewer, campaign_id)
    is_maker = func.min(case((_TABLE.c.action == Action.CREATE_CAMPAIGN.value, 0), else_=1))
    query = (
        select(_TABLE.c.actor_id)
        .where(_TABLE.c.campaign_id == campaign_id, _TABLE.c.actor_id.is_not(None))
        .group_by(_TABLE.c.actor_id)
        .order_by(func.min(_TABLE.c.happened_on), is_maker, _TABLE.c.actor_id)
    )
    return {actor: number for number, actor in enumerate(connection.execute(query).scalars(), 1)}


def _check_may_read(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    is_in_team = exists().where(_TEAMS.c.writer_id == viewer, _TEAMS.c.campaign_id == campaign_id)
    is_enrolled = exists().where(_ENROLMENTS.c.writer_id == viewer, _ENROLMENTS.c.campaign_id == campaign_id)
    if not connection.execute(select(is_in_team | is_enrolled)).scalar():
        raise errors.NotFound
