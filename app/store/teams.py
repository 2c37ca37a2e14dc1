"""The team of a campaign: what each of it may do. A campaign always has somebody who decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Select, delete, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import access, errors
from app.access import Viewer
from app.database import Connection
from app.records import Campaign, TeamMembership, Writer, table_of
from app.records.audit_event import Action
from app.records.team_membership import Role
from app.store import made_up, organizers, writers
from app.store.audit_events import Event, carry_out
from app.tokens import uuid4
from reports.wording import N_

LAST_ONE = N_("Somebody has to decide about this campaign. Hand it over first.")

_TABLE = table_of(TeamMembership)
_CAMPAIGNS = table_of(Campaign)
_WRITERS = table_of(Writer)


@dataclass(frozen=True, slots=True)
class Membership:
    """What the viewer is in one campaign."""

    campaign_id: UUID
    organizer_id: UUID
    role: Role

    def event(self, action: Action) -> Event:
        """Her doing something in it."""
        return Event(action, self.organizer_id, self.campaign_id)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team, as the team sees her."""

    organizer_id: UUID
    handle: str
    role: Role


def of_viewer(connection: Connection, viewer: Viewer, campaign_id: UUID) -> Membership:
    """What the viewer is in a campaign; a campaign of others is not there."""
    row = connection.execute(
        select(_TABLE.c.organizer_id, _TABLE.c.role).where(_is(viewer, campaign_id))
    ).one_or_none()
    if row is None:
        raise errors.NotFound
    return Membership(campaign_id, row.organizer_id, Role(row.role))


def who_may_edit(connection: Connection, viewer: Viewer, campaign_id: UUID) -> Membership:
    """The same, of whoever may change the campaign."""
    found = of_viewer(connection, viewer, campaign_id)
    access.check_may_edit(found.role)
    return found


def who_may_publish(connection: Connection, viewer: Viewer, campaign_id: UUID) -> Membership:
    """The same, of whoever decides about it; two who decide at once do so one after the other."""
    of_viewer(connection, viewer, campaign_id)
    wait_turn(connection, campaign_id)
    found = of_viewer(connection, viewer, campaign_id)
    access.check_may_publish(found.role)
    return found


def wait_turn(connection: Connection, campaign_id: UUID) -> bool:
    """One decision about a campaign at a time: whether it is there. SQLite has one writer at a time by itself."""
    this = select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id == campaign_id)
    return connection.execute(this.with_for_update(key_share=True)).first() is not None


def wait_turns(connection: Connection, viewer: Viewer) -> None:
    """Wait for the turn of each campaign the viewer is in the team of, and then for hers.

    In this order everywhere, and campaigns by id, so that no two wait for each other.
    """
    hers = select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id.in_(_campaigns_of(viewer))).order_by(_CAMPAIGNS.c.id)
    connection.execute(hers.with_for_update(key_share=True)).all()
    writers.wait_turn(connection, viewer)


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[Member]:
    """Who is in the team, by handle."""
    of_viewer(connection, viewer, campaign_id)
    query = (
        select(_TABLE.c.organizer_id, _WRITERS.c.handle, _TABLE.c.role)
        .join(_WRITERS, _WRITERS.c.id == _TABLE.c.writer_id)
        .where(_TABLE.c.campaign_id == campaign_id)
        .order_by(_WRITERS.c.handle, _TABLE.c.id)
    )
    return [Member(row.organizer_id, row.handle, Role(row.role)) for row in connection.execute(query)]


def set_role(connection: Connection, viewer: Viewer, campaign_id: UUID, handle: str, role: Role) -> None:
    """Take an organizer into the team, or let her do more or less in it."""
    mine = who_may_publish(connection, viewer, campaign_id)
    if role is not Role.PUBLISH:
        writer_id = writers.by_handle(connection, handle).id
        _refuse_last(connection, campaign_id, _TABLE.c.writer_id == writer_id)
    put(connection, mine.event(Action.SET_ROLE), campaign_id, handle, role)


def remove(connection: Connection, viewer: Viewer, campaign_id: UUID, organizer_id: UUID) -> None:
    """Take one out of the team: whoever decides about it may, and each herself, while somebody is left to decide."""
    mine = of_viewer(connection, viewer, campaign_id)
    if mine.organizer_id == organizer_id:
        wait_turn(connection, campaign_id)
    else:
        mine = who_may_publish(connection, viewer, campaign_id)
    of_her = (_TABLE.c.organizer_id == organizer_id) & (_TABLE.c.campaign_id == campaign_id)
    _refuse_last(connection, campaign_id, of_her)
    [gone] = carry_out(connection, mine.event(Action.REMOVE_MEMBER), delete(_TABLE).where(of_her))
    if not gone.rowcount:
        raise errors.NotFound


def hand_over(connection: Connection, viewer: Viewer, campaign_id: UUID, handle: str) -> None:
    """Let another organizer decide about the campaign from now on, and leave its team."""
    mine = who_may_publish(connection, viewer, campaign_id)
    if writers.by_handle(connection, handle).id == viewer:
        return
    put(connection, mine.event(Action.HAND_OVER_CAMPAIGN), campaign_id, handle, Role.PUBLISH)
    carry_out(connection, mine.event(Action.REMOVE_MEMBER), delete(_TABLE).where(_is(viewer, campaign_id)))


def put(connection: Connection, event: Event, campaign_id: UUID, handle: str, role: Role) -> None:
    """Take an organizer into the team, or change her role; who may do so is known to whoever calls."""
    writer_id = writers.by_handle(connection, handle).id
    writers.wait_turn(connection, writer_id)
    organizer_id = organizers.find(connection, writer_id)
    if organizer_id is None:
        raise errors.NotFound
    made_up.refuse_other_team(connection, writer_id, campaign_id)
    hers = _is(writer_id, campaign_id)
    if connection.execute(select(_TABLE.c.id).where(hers)).first() is not None:
        carry_out(connection, event, update(_TABLE).where(hers).values(role=role.value))
        return
    carry_out(connection, event, joining(writer_id, organizer_id, campaign_id, role))


def leave_all(connection: Connection, viewer: Viewer) -> None:
    """Take the viewer out of every team, for the operator; some may then have nobody who decides."""
    for campaign_id in connection.execute(_campaigns_of(viewer)).scalars().all():
        event = Event(Action.REMOVE_MEMBER, None, campaign_id)
        carry_out(connection, event, delete(_TABLE).where(_is(viewer, campaign_id)))


def joining(writer_id: Viewer, organizer_id: UUID, campaign_id: UUID, role: Role) -> Insert:
    """The statement that takes an organizer into a team."""
    return insert(_TABLE).values(
        writer_id=writer_id,
        id=uuid4(),
        organizer_id=organizer_id,
        campaign_id=campaign_id,
        role=role.value,
    )


def _refuse_last(connection: Connection, campaign_id: UUID, going: ColumnElement[bool]) -> None:
    """Refuse, before anything is written, what would leave nobody who decides."""
    deciding = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.role == Role.PUBLISH.value)
    others = select(func.count()).select_from(_TABLE).where(deciding, ~going)
    if not connection.execute(others).scalar():
        raise errors.Invalid(LAST_ONE)


def _campaigns_of(viewer: Viewer) -> Select[Any]:
    return select(_TABLE.c.campaign_id).where(_TABLE.c.writer_id == viewer).order_by(_TABLE.c.campaign_id)


def _is(viewer: Viewer, campaign_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.campaign_id == campaign_id)
