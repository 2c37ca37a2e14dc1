"""The team of a campaign: what each of it may do. A campaign always has somebody who decides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Insert, delete, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import access, errors
from app.access import Viewer
from app.database import Connection
from app.records import Campaign, TeamMembership, Writer, table_of
from app.records.audit_event import Action
from app.records.team_membership import Role
from app.store import organizers, writers
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


def wait_turn(connection: Connection, campaign_id: UUID) -> None:
    """One decision about a campaign at a time; SQLite has one writer at a time by itself."""
    connection.execute(
        select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id == campaign_id).with_for_update(key_share=True)
    )


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
    _put(connection, mine, handle, role, Action.SET_ROLE)
    _refuse_without_publisher(connection, campaign_id)


def remove(connection: Connection, viewer: Viewer, campaign_id: UUID, organizer_id: UUID) -> None:
    """Take one out of the team; whoever decides about it may take out herself, when she is not the last."""
    mine = who_may_publish(connection, viewer, campaign_id)
    of_her = (_TABLE.c.organizer_id == organizer_id) & (_TABLE.c.campaign_id == campaign_id)
    [gone] = carry_out(connection, mine.event(Action.REMOVE_MEMBER), delete(_TABLE).where(of_her))
    if not gone.rowcount:
        raise errors.NotFound
    _refuse_without_publisher(connection, campaign_id)


def hand_over(connection: Connection, viewer: Viewer, campaign_id: UUID, handle: str) -> None:
    """Let another organizer decide about the campaign from now on, and leave its team."""
    mine = who_may_publish(connection, viewer, campaign_id)
    if writers.by_handle(connection, handle).id == viewer:
        return
    _put(connection, mine, handle, Role.PUBLISH, Action.HAND_OVER_CAMPAIGN)
    carry_out(connection, mine.event(Action.REMOVE_MEMBER), delete(_TABLE).where(_is(viewer, campaign_id)))


def _put(connection: Connection, mine: Membership, handle: str, role: Role, action: Action) -> None:
    writer_id = writers.by_handle(connection, handle).id
    organizer_id = organizers.find(connection, writer_id)
    if organizer_id is None:
        raise errors.NotFound
    hers = _is(writer_id, mine.campaign_id)
    event = mine.event(action)
    if connection.execute(select(_TABLE.c.id).where(hers)).first() is not None:
        carry_out(connection, event, update(_TABLE).where(hers).values(role=role.value))
        return
    carry_out(connection, event, joining(writer_id, organizer_id, mine.campaign_id, role))


def joining(writer_id: Viewer, organizer_id: UUID, campaign_id: UUID, role: Role) -> Insert:
    """The statement that takes an organizer into a team."""
    return insert(_TABLE).values(
        writer_id=writer_id,
        id=uuid4(),
        organizer_id=organizer_id,
        campaign_id=campaign_id,
        role=role.value,
    )


def _refuse_without_publisher(connection: Connection, campaign_id: UUID) -> None:
    deciding = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.role == Role.PUBLISH.value)
    if not connection.execute(select(func.count()).select_from(_TABLE).where(deciding)).scalar():
        raise errors.Invalid(LAST_ONE)


def _is(viewer: Viewer, campaign_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.campaign_id == campaign_id)
