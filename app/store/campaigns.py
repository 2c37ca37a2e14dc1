"""Campaigns: made, read, given other words, closed and deleted by their team."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.sql.dml import UpdateBase

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import (
    Campaign,
    CodeSheet,
    Coverage,
    Enrolment,
    Invite,
    MemberCode,
    PeriodResult,
    PlatformCoverage,
    ReleaseBuild,
    TeamMembership,
    table_of,
)
from app.records.audit_event import Action
from app.records.campaign import (
    MONTHS,
    CampaignCreate,
    CampaignPublic,
    CampaignUpdate,
    PeriodLength,
    State,
)
from app.records.team_membership import Role
from app.store import audit_events, made_up, organizers, teams, writers
from app.store.audit_events import Event, carry_out
from app.store.rows import plain
from app.tokens import uuid4
from reports.fixed_periods import FixedPeriods, is_closed
from reports.periods import Period
from reports.wording import N_

NOT_A_PERIOD = N_("This campaign has no such period.")
STILL_OPEN = N_("This period is not closed yet.")
HAS_COUNTED = N_(
    "Closed periods of this campaign have counted writers, so it cannot be deleted. Close it instead."
)

_TABLE = table_of(Campaign)
_TEAMS = table_of(TeamMembership)
_INVITES = table_of(Invite)
_SHEETS = table_of(CodeSheet)
_CODES = table_of(MemberCode)
_ENROLMENTS = table_of(Enrolment)
#: What else belongs to a campaign and to nothing else.
_WITH_IT = (_ENROLMENTS, table_of(Coverage), table_of(PlatformCoverage), table_of(ReleaseBuild), _TEAMS)
_RESULTS = table_of(PeriodResult)
_SHOWN = tuple(_TABLE.c[name] for name in CampaignPublic.model_fields)


def create(connection: Connection, viewer: Viewer, campaign: CampaignCreate) -> CampaignPublic:
    """Make a campaign; whoever makes it decides about it."""
    made_up.refuse_demo(connection, viewer)
    return create_sample(connection, viewer, campaign)


def made_before(connection: Connection, viewer: Viewer, campaign: CampaignCreate) -> CampaignPublic | None:
    """One of hers that says the same in everything: two taps make no two campaigns, and of two at once one waits."""
    writers.wait_turn(connection, viewer)
    said = campaign.model_dump()
    same = (one for one in list_all(connection, viewer) if one.model_dump(include=set(said)) == said)
    return next(same, None)


def create_sample(connection: Connection, viewer: Viewer, campaign: CampaignCreate) -> CampaignPublic:
    """The same for whoever may: the demo account makes the sample's, and only the command line asks for that."""
    writers.wait_turn(connection, viewer)
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


def closed_period(campaign: CampaignPublic, starts_on: date) -> Period:
    """The period of a campaign that starts on a day.

    Raises
    ------
    Invalid
        When none does, or when it is not closed.
    """
    now = clock.now()
    if starts_on > now.date():
        raise errors.Invalid(STILL_OPEN)
    period = periods_of(campaign).holding(starts_on)
    if period is None or period.start != starts_on:
        raise errors.Invalid(NOT_A_PERIOD)
    if not is_closed(period, now):
        raise errors.Invalid(STILL_OPEN)
    return period


def counts_until(connection: Connection, campaign: CampaignPublic) -> date | None:
    """The day from which a closed campaign counts nobody any more, none while it is open.

    It is the end of the period in which it was closed, whoever was enrolled then.
    """
    day = audit_events.first_day(connection, campaign.id, Action.CLOSE_CAMPAIGN)
    return None if day is None else _end_of_period(periods_of(campaign), day)


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
    close_by(connection, mine.organizer_id, campaign_id)
    return by_id(connection, campaign_id)


def close_by(connection: Connection, actor_id: UUID | None, campaign_id: UUID) -> None:
    """Close a campaign whose turn it is, unless it is closed already; who may do so is known to whoever calls."""
    still_open = (_TABLE.c.id == campaign_id) & (_TABLE.c.state == State.OPEN.value)
    # Only these: what else a campaign says may have become unreadable, and it must be closed all the same.
    found = connection.execute(select(_TABLE.c.first_on, _TABLE.c.period_length).where(still_open)).first()
    if found is not None:
        periods = FixedPeriods(found.first_on, MONTHS[PeriodLength(found.period_length)])
        changes = _closing(campaign_id, _end_of_running(periods))
        carry_out(connection, Event(Action.CLOSE_CAMPAIGN, actor_id, campaign_id), *changes)


def delete_one(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """Remove a campaign with its team, its ways in and its enrolments; the audit log keeps what was done.

    Refused once a closed period has counted anybody: without her enrolment she could count again for the same days.
    """
    mine = teams.who_may_publish(connection, viewer, campaign_id)
    delete_by(connection, mine.organizer_id, campaign_id)


def delete_by(connection: Connection, actor_id: UUID | None, campaign_id: UUID) -> None:
    """Remove a campaign whose turn it is; who may do so is known to whoever calls."""
    if _has_counted(connection, by_id(connection, campaign_id)) or _is_released(connection, campaign_id):
        raise errors.Invalid(HAS_COUNTED)
    others = (delete(table).where(table.c.campaign_id == campaign_id) for table in _WITH_IT)
    itself = delete(_TABLE).where(_TABLE.c.id == campaign_id)
    event = Event(Action.DELETE_CAMPAIGN, actor_id, campaign_id)
    carry_out(connection, event, *_ending_ways_in(campaign_id), *others, itself)


def _is_released(connection: Connection, campaign_id: UUID) -> bool:
    """Whether there is a result: it stays when everybody it counted is erased."""
    there = exists().where(_RESULTS.c.campaign_id == campaign_id)
    return bool(connection.execute(select(there)).scalar())


def close_abandoned(connection: Connection) -> None:
    """Close what nobody decides about any more, since the last who did was erased or is no organizer now."""
    for campaign_id in connection.execute(_abandoned()).scalars().all():
        teams.wait_turn(connection, campaign_id)
        # Asked again: before its turn came somebody may have been let decide.
        if connection.execute(_abandoned().where(_TABLE.c.id == campaign_id)).first() is not None:
            close_by(connection, None, campaign_id)


def running_until(campaign: CampaignPublic) -> date:
    """The first day of a campaign's next period, where what ends with the running one counts no more."""
    return _end_of_running(periods_of(campaign))


def _abandoned() -> Select[Any]:
    decides = _TEAMS.c.role == Role.PUBLISH.value
    has_one = exists().where(_TEAMS.c.campaign_id == _TABLE.c.id, decides)
    return select(_TABLE.c.id).where(_TABLE.c.state == State.OPEN.value, ~has_one).order_by(_TABLE.c.id)


def _end_of_running(periods: FixedPeriods) -> date:
    return _end_of_period(periods, clock.now().date())


def _end_of_period(periods: FixedPeriods, day: date) -> date:
    holding = periods.holding(day)
    return periods.first if holding is None else holding.end


def _has_counted(connection: Connection, campaign: CampaignPublic) -> bool:
    """Whether somebody is in a closed period: enrolments are whole periods, so the first of hers is one."""
    first_open = periods_of(campaign).oldest_open(clock.now()).start
    counted = exists().where(
        _ENROLMENTS.c.campaign_id == campaign.id,
        _ENROLMENTS.c.is_vouched.is_(True),
        _ENROLMENTS.c.starts_on < first_open,
    )
    return bool(connection.execute(select(counted)).scalar())


def _closing(campaign_id: UUID, end: date) -> list[UpdateBase]:
    still = (_ENROLMENTS.c.campaign_id == campaign_id) & _ENROLMENTS.c.ends_on.is_(None)
    return [
        *_ending_ways_in(campaign_id),
        delete(_ENROLMENTS).where(still, _ENROLMENTS.c.starts_on >= end),
        update(_ENROLMENTS).where(still).values(ends_on=end),
        update(_TABLE).where(_TABLE.c.id == campaign_id).values(state=State.CLOSED.value),
    ]


def _ending_ways_in(campaign_id: UUID) -> list[UpdateBase]:
    sheets = select(_SHEETS.c.id).where(_SHEETS.c.campaign_id == campaign_id)
    return [
        delete(_CODES).where(_CODES.c.sheet_id.in_(sheets)),
        delete(_SHEETS).where(_SHEETS.c.campaign_id == campaign_id),
        delete(_INVITES).where(_INVITES.c.campaign_id == campaign_id),
    ]
