"""Open links to a campaign: made, paused and revoked by its team, and found by the hash of what opens them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Table, delete, func, select, update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Campaign, Invite, table_of
from app.records.audit_event import Action
from app.records.campaign import CampaignPublic, State
from app.records.invite import InvitePublic
from app.store import campaigns, teams
from app.store.audit_events import carry_out
from app.tokens import hash_of, new_token, uuid4
from reports.wording import N_

#: Links, or sheets, that a campaign may have at once.
MOST = 50
#: Of an open link.
USUAL_DAYS, LONGEST_DAYS = 90, 366
FULL = N_("This campaign has many of these already. End one first.")
WRONG_DAYS = N_("A link works for 1 to {days} days.")

_TABLE = table_of(Invite)
_CAMPAIGNS = table_of(Campaign)


class CampaignClosed(errors.Invalid):
    """Nobody joins a campaign that is closed, and no way into it is made."""

    message = N_("This campaign is closed. Nobody can join it any more.")


class MadeBefore(errors.Invalid):
    """The same form came twice; what it made the first time was shown then, and cannot be shown again."""

    message = N_("You made this before. It was shown once; make another one if you need it.")


@dataclass(frozen=True, slots=True)
class Made:
    """A link and what opens it, this once."""

    invite: InvitePublic
    secret: str


def make(
    connection: Connection, viewer: Viewer, campaign_id: UUID, days: int, *, invite_id: UUID | None = None
) -> Made:
    """Make an open link that works to the end of a day so many days from now; of one `invite_id` only one."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    if not 1 <= days <= LONGEST_DAYS:
        raise errors.Invalid(WRONG_DAYS, days=LONGEST_DAYS)
    refuse_more(connection, campaign_id, _TABLE, invite_id)
    secret, today = new_token(), clock.now().date()
    row = {
        "id": invite_id or uuid4(),
        "campaign_id": campaign_id,
        "hash": hash_of(secret),
        "created_on": today,
        "expires_at": datetime.combine(today + timedelta(days=days + 1), time(), UTC),
        "is_paused": False,
    }
    carry_out(connection, mine.event(Action.MAKE_INVITE), _TABLE.insert().values(**row))
    return Made(InvitePublic.model_validate({name: row[name] for name in InvitePublic.model_fields}), secret)


def refuse_more(connection: Connection, campaign_id: UUID, table: Table, again: UUID | None) -> None:
    """Refuse one more way into a campaign that is closed, or has as many as one may; and the same one again."""
    teams.wait_turn(connection, campaign_id)
    if campaigns.by_id(connection, campaign_id).state is State.CLOSED:
        raise CampaignClosed
    if connection.execute(select(table.c.id).where(table.c.id == again)).first() is not None:
        raise MadeBefore
    query = select(func.count()).select_from(table).where(table.c.campaign_id == campaign_id)
    if connection.execute(query).scalar_one() >= MOST:
        raise errors.Invalid(FULL)


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[InvitePublic]:
    """The open links of a campaign, the newest first."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = (
        select(*(_TABLE.c[name] for name in InvitePublic.model_fields))
        .where(_TABLE.c.campaign_id == campaign_id)
        .order_by(_TABLE.c.created_on.desc(), _TABLE.c.id)
    )
    return [InvitePublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def pause(
    connection: Connection, viewer: Viewer, campaign_id: UUID, invite_id: UUID, *, paused: bool
) -> None:
    """Let a link open nothing for now, or let it open again."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    this = (_TABLE.c.id == invite_id) & (_TABLE.c.campaign_id == campaign_id)
    action = Action.PAUSE_INVITE if paused else Action.RESUME_INVITE
    [changed] = carry_out(connection, mine.event(action), update(_TABLE).where(this).values(is_paused=paused))
    if not changed.rowcount:
        raise errors.NotFound


def revoke(connection: Connection, viewer: Viewer, campaign_id: UUID, invite_id: UUID) -> None:
    """End a link for good; whoever came by it stays enrolled."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    this = (_TABLE.c.id == invite_id) & (_TABLE.c.campaign_id == campaign_id)
    [gone] = carry_out(connection, mine.event(Action.REVOKE_INVITE), delete(_TABLE).where(this))
    if not gone.rowcount:
        raise errors.NotFound


def campaign_of(connection: Connection, secret: str) -> CampaignPublic | None:
    """The campaign a link opens; None where it opens nothing, or no longer, which nobody can tell apart."""
    query = (
        select(_TABLE.c.campaign_id)
        .join(_CAMPAIGNS, _CAMPAIGNS.c.id == _TABLE.c.campaign_id)
        .where(
            _TABLE.c.hash == hash_of(secret),
            _TABLE.c.is_paused.is_(False),
            _TABLE.c.expires_at > clock.now(),
            _CAMPAIGNS.c.state == State.OPEN.value,
        )
    )
    found = connection.execute(query).scalar()
    return None if found is None else campaigns.by_id(connection, found)
