"""What only the operator does with campaigns and organizers, from the command line; an import contract keeps pages out.

Its events name no actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app import errors
from app.database import Connection
from app.records import Campaign, table_of
from app.records.audit_event import Action
from app.records.campaign import State
from app.records.team_membership import Role
from app.store import campaigns, organizers, teams, writers
from app.store.audit_events import Event
from reports.wording import N_

NO_ORGANIZER = N_("This writer is no organizer.")

_TABLE = table_of(Campaign)


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign as the operator tells it from others."""

    id: UUID
    state: State
    name: str
    organization: str


def list_campaigns(connection: Connection) -> list[Listed]:
    """Every campaign there is, by name."""
    columns = (_TABLE.c.id, _TABLE.c.state, _TABLE.c.name, _TABLE.c.organization)
    found = connection.execute(select(*columns).order_by(_TABLE.c.name, _TABLE.c.id))
    return [Listed(row.id, State(row.state), row.name, row.organization) for row in found]


def close_campaign(connection: Connection, campaign_id: UUID) -> None:
    """Close a campaign, as its team would."""
    _turn(connection, campaign_id)
    campaigns.close_by(connection, None, campaign_id)


def delete_campaign(connection: Connection, campaign_id: UUID) -> None:
    """Remove a campaign, where its team may."""
    _turn(connection, campaign_id)
    campaigns.delete_by(connection, None, campaign_id)


def hand_over_campaign(connection: Connection, campaign_id: UUID, handle: str) -> None:
    """Let an organizer decide about a campaign, beside whoever is in its team."""
    _turn(connection, campaign_id)
    if organizers.find(connection, writers.by_handle(connection, handle).id) is None:
        raise errors.Invalid(NO_ORGANIZER)
    event = Event(Action.HAND_OVER_CAMPAIGN, None, campaign_id)
    teams.put(connection, event, campaign_id, handle, Role.PUBLISH)


def remove_organizer(connection: Connection, handle: str) -> None:
    """Make an organizer a writer like all others: she leaves every team, and what nobody decides about is closed."""
    viewer = writers.by_handle(connection, handle).id
    teams.wait_turns(connection, viewer)
    if organizers.find(connection, viewer) is None:
        raise errors.Invalid(NO_ORGANIZER)
    teams.leave_all(connection, viewer)
    organizers.remove(connection, viewer)
    campaigns.close_abandoned(connection)


def _turn(connection: Connection, campaign_id: UUID) -> None:
    if not teams.wait_turn(connection, campaign_id):
        raise errors.NotFound
