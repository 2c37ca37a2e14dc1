"""Campaigns: made, read, given other words, closed and deleted by their team."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.sql.dml import UpdateBase

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Campaign, CodeSheet, Coverage, Enrolment, Invite, MemberCode, TeamMembership, table_of
from app.records.audit_event import Action
from app.records.campaign import MONTHS, CampaignCreate, CampaignPublic, CampaignUpdate, State
from app.records.team_membership import Role
from app.store import organizers, teams
from app.store.audit_events import Event, carry_out
from app.store.rows import plain
from app.tokens import uuid4
from reports.fixed_periods import FixedPeriods

_TABLE = table_of(Campaign)
_TEAMS = table_of(TeamMembership)
_INVITES = table_of(Invite)
_SHEETS = table_of(CodeSheet)
_CODES = table_of(MemberCode)
_ENROLMENTS = table_of(Enrolment)
_COVERAGE = table_of(Coverage)
_SHOWN = tuple(_TABLE.c[name] for name in CampaignPublic.model_fields)


def create(connection: Connection, viewer: Viewer, campaign: CampaignCreate) -> CampaignPublic:
    """Make a campaign; whoever makes it decides about it."""
    organizer_id = organizers.get(connection, viewer)
    row = {
        **plain(campaign.model_dump()),
        "id": uuid4(),
        "consent_version": 1,
        "state": State.OPEN.value,
        "created_on": clock.now().date(),
    }
    carry_out(
        connection,
        Event(Action.CREATE_CAMPAIGN, organizer_id, row["id"]),
        _TABLE.insert().values(**row),
        teams.joining(viewer, organizer_id, row["id"], Role.PUBLISH),
    )
    return CampaignPublic.model_validate(row)


def list_all(connection: Connection, viewer: Viewer) -> list[CampaignPublic]:
    """The campaigns the viewer is in the team of, by name."""
    query = (
        select(*_SHOWN)
        .join(_TEAMS, _TEAMS.c.campaign_id == _TABLE.c.id)
        .where(_TEAMS.c.writer_id == viewer)
        .order_by(_TABLE.c.name, _TABLE.c.id)
    )
    return [CampaignPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def get(connection: Connection, viewer: Viewer, campaign_id: UUID) -> CampaignPublic:
    """A campaign the viewer is in the team of; one of others is not there."""
    teams.of_viewer(connection, viewer, campaign_id)
    return by_id(connection, campaign_id)


def by_id(connection: Connection, campaign_id: UUID) -> CampaignPublic:
    """The campaign of an id that a link, a sheet or an enrolment names."""
    row = connection.execute(select(*_SHOWN).where(_TABLE.c.id == campaign_id)).mappings().one_or_none()
    if row is None:
        raise errors.NotFound
    return CampaignPublic.model_validate(dict(row))


def periods_of(campaign: CampaignPublic) -> FixedPeriods:
    """The periods that were fixed when the campaign was made."""
    return FixedPeriods(campaign.first_on, MONTHS[campaign.period_length])


def amend(
    connection: Connection, viewer: Viewer, campaign_id: UUID, version: int, words: CampaignUpdate
) -> CampaignPublic:
    """Give a campaign other words, as they were at `version`; who joins from now on agrees to the next version."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    at_version = (_TABLE.c.id == campaign_id) & (_TABLE.c.consent_version == version)
    change = update(_TABLE).where(at_version).values(**words.model_dump(), consent_version=version + 1)
    [changed] = carry_out(connection, mine.event(Action.AMEND_CAMPAIGN), change)
    if not changed.rowcount:
        raise errors.Stale
    return by_id(connection, campaign_id)


def close(connection: Connection, viewer: Viewer, campaign_id: UUID) -> CampaignPublic:
    """Let nobody join any more; whoever is enrolled counts to the end of the running period."""
    mine = teams.who_may_publish(connection, viewer, campaign_id)
    campaign = by_id(connection, campaign_id)
    if campaign.state is State.OPEN:
        carry_out(connection, mine.event(Action.CLOSE_CAMPAIGN), *_closing(campaign))
    return by_id(connection, campaign_id)


def delete_one(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """Remove a campaign with its team, its ways in and its enrolments; the audit log keeps what was done."""
    mine = teams.who_may_publish(connection, viewer, campaign_id)
    others = (
        delete(table).where(table.c.campaign_id == campaign_id) for table in (_ENROLMENTS, _COVERAGE, _TEAMS)
    )
    itself = delete(_TABLE).where(_TABLE.c.id == campaign_id)
    carry_out(connection, mine.event(Action.DELETE_CAMPAIGN), *_ending_ways_in(campaign_id), *others, itself)


def close_abandoned(connection: Connection) -> None:
    """Close what has no team any more, since its last organizer was erased."""
    has_team = exists().where(_TEAMS.c.campaign_id == _TABLE.c.id)
    query = select(*_SHOWN).where(_TABLE.c.state == State.OPEN.value, ~has_team).order_by(_TABLE.c.id)
    for row in connection.execute(query).mappings().all():
        campaign = CampaignPublic.model_validate(dict(row))
        carry_out(connection, Event(Action.CLOSE_CAMPAIGN, None, campaign.id), *_closing(campaign))


def running_until(campaign: CampaignPublic) -> date:
    """The first day of a campaign's next period, where what ends with the running one counts no more."""
    periods = periods_of(campaign)
    running = periods.holding(clock.now().date())
    return periods.first if running is None else running.end


def _closing(campaign: CampaignPublic) -> list[UpdateBase]:
    end = running_until(campaign)
    still = (_ENROLMENTS.c.campaign_id == campaign.id) & _ENROLMENTS.c.ends_on.is_(None)
    return [
        *_ending_ways_in(campaign.id),
        delete(_ENROLMENTS).where(still, _ENROLMENTS.c.starts_on >= end),
        update(_ENROLMENTS).where(still).values(ends_on=end),
        update(_TABLE).where(_TABLE.c.id == campaign.id).values(state=State.CLOSED.value),
    ]


def _ending_ways_in(campaign_id: UUID) -> list[UpdateBase]:
    sheets = select(_SHEETS.c.id).where(_SHEETS.c.campaign_id == campaign_id)
    return [
        delete(_CODES).where(_CODES.c.sheet_id.in_(sheets)),
        delete(_SHEETS).where(_SHEETS.c.campaign_id == campaign_id),
        delete(_INVITES).where(_INVITES.c.campaign_id == campaign_id),
    ]
