"""What pages and the API of campaigns share: one of another handle is taken into a team."""

from __future__ import annotations

from uuid import UUID

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records.team_membership import Role
from app.store import organizers, teams, writers
from reports.wording import N_

#: One sentence for a handle of nobody and for a writer without a passkey: neither says who is here.
NO_SUCH_HANDLE = N_("Nobody with a passkey has this handle. She finds hers under You.")

YOUR_OWN = N_("This is your own handle.")


def take_in(database: Connection, viewer: Viewer, campaign_id: UUID, handle: str, role: Role) -> None:
    """Take one into the team, or let her do more or less in it; who was no organizer is one then."""
    teams.who_may_publish(database, viewer, campaign_id)
    _make_organizer(database, viewer, handle)
    teams.set_role(database, viewer, campaign_id, handle, role)


def hand_over(database: Connection, viewer: Viewer, campaign_id: UUID, handle: str) -> None:
    """Let another one decide, and leave the team."""
    teams.who_may_publish(database, viewer, campaign_id)
    if writers.get(database, viewer).handle == handle.strip().lower():
        raise errors.Invalid(fields={"handle": YOUR_OWN})
    _make_organizer(database, viewer, handle)
    teams.hand_over(database, viewer, campaign_id, handle)


def _make_organizer(database: Connection, viewer: Viewer, handle: str) -> None:
    try:
        organizers.make(database, viewer, handle)
    except (errors.NotFound, organizers.NoPasskey):
        raise errors.Invalid(fields={"handle": NO_SUCH_HANDLE}) from None
