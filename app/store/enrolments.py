"""Enrolments: a writer joins a campaign and leaves it. She counts in one campaign at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Enrolment, table_of
from app.records.campaign import CampaignPublic, State
from app.records.enrolment import EnrolmentPublic
from app.store import campaigns, invites, made_up, member_codes, teams, writers
from app.tokens import uuid4
from reports.periods import Period
from reports.wording import N_

#: One sentence for a code that is wrong, was used, or was revoked.
NO_SUCH_CODE = N_("This code opens nothing. Look at it again, or ask for another one.")


class NoSuchCode(errors.Invalid):
    """A code that is wrong, was used, or was revoked: nobody can tell which."""

    message = NO_SUCH_CODE


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a yes to a campaign changes."""

    present: EnrolmentPublic | None
    """The enrolment without an end; a yes ends it."""
    ends_on: date | None
    """The first day that one lasts no more."""
    stops_on: date | None
    """The same where it counts her before that day; none where no day ever did."""
    period: Period
    """The first period of the campaign that she would be in."""


_TABLE = table_of(Enrolment)
_SHOWN = tuple(_TABLE.c[name] for name in EnrolmentPublic.model_fields)


def enrol_by_link(connection: Connection, viewer: Viewer, secret: str, version: int) -> EnrolmentPublic:
    """Enrol the viewer by an open link, by which nobody counts; `version` is of the words she said yes to."""
    campaign = invites.campaign_of(connection, secret)
    if campaign is None:
        raise errors.NotFound
    present = _turn(connection, viewer, campaign, version)
    if present is not None and present.campaign_id == campaign.id:
        return present
    return _enrol(connection, viewer, campaign, is_vouched=False)


def enrol_by_code(connection: Connection, viewer: Viewer, code: str, version: int) -> EnrolmentPublic:
    """Enrol the viewer by a member code, by which she counts; the code is gone then."""
    campaign = member_codes.campaign_of(connection, code)
    if campaign is None:
        raise NoSuchCode
    present = _turn(connection, viewer, campaign, version)
    if present is not None and present.campaign_id == campaign.id and present.is_vouched:
        return present  # her code may still serve somebody else, and nothing tells whether it would
    if not member_codes.use(connection, code):
        raise NoSuchCode
    return _enrol(connection, viewer, campaign, is_vouched=True)


def enrol_composed(connection: Connection, viewer: Viewer, campaign: CampaignPublic) -> EnrolmentPublic:
    """Enrol a composed writer in the sample campaign, where she counts.

    No code does this: a real campaign's codes must never count a made-up log, so these have a way in of their own that
    leads into no campaign with a real one.
    """
    teams.wait_turn(connection, campaign.id)
    writers.wait_turn(connection, viewer)
    made_up.refuse_composed(connection, viewer, campaign.id)
    return _enrol(connection, viewer, campaign, is_vouched=True)


def leave(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """End the viewer's enrolment: she counts in no period that is not closed yet."""
    writers.wait_turn(connection, viewer)
    mine = (_TABLE.c.writer_id == viewer) & (_TABLE.c.campaign_id == campaign_id)
    if connection.execute(select(_TABLE.c.id).where(mine)).first() is None:
        raise errors.NotFound
    campaign = campaigns.by_id(connection, campaign_id)
    _end(connection, mine, campaigns.periods_of(campaign).oldest_open(clock.now()).start)


def list_all(connection: Connection, viewer: Viewer) -> list[EnrolmentPublic]:
    """The viewer's enrolments, the newest period first."""
    query = (
        select(*_SHOWN).where(_TABLE.c.writer_id == viewer).order_by(_TABLE.c.starts_on.desc(), _TABLE.c.id)
    )
    return [EnrolmentPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def current(connection: Connection, viewer: Viewer) -> EnrolmentPublic | None:
    """The enrolment that has no end yet; there is at most one."""
    query = select(*_SHOWN).where(_TABLE.c.writer_id == viewer, _TABLE.c.ends_on.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else EnrolmentPublic.model_validate(dict(row))


def outlook(connection: Connection, viewer: Viewer | None, campaign: CampaignPublic) -> Outlook:
    """What a yes of this viewer, or of somebody who has no log yet, changes."""
    mine = list_all(connection, viewer) if viewer else []
    present = next((one for one in mine if one.ends_on is None), None)
    ends_on = _end_of(connection, campaign, present) if present else None
    has_counted = present and ends_on and present.is_vouched and present.starts_on < ends_on
    stops_on = ends_on if has_counted else None
    ends = (*(one.ends_on for one in mine if one.is_vouched), stops_on)
    periods = campaigns.periods_of(campaign)
    first = max([periods.oldest_open(clock.now()).start, *filter(None, ends)])
    return Outlook(present, ends_on, stops_on, periods.from_day(first))


def _turn(
    connection: Connection, viewer: Viewer, campaign: CampaignPublic, version: int
) -> EnrolmentPublic | None:
    """Wait for her turn and the campaign's, and look again: which enrolment of hers has no end yet."""
    teams.wait_turn(connection, campaign.id)
    writers.wait_turn(connection, viewer)
    made_up.refuse_mixing(connection, viewer, campaign.id)
    now = campaigns.by_id(connection, campaign.id)
    if now.state is State.CLOSED:
        raise invites.CampaignClosed
    if now.consent_version != version:
        raise errors.Stale
    return current(connection, viewer)


def _enrol(
    connection: Connection,
    viewer: Viewer,
    campaign: CampaignPublic,
    *,
    is_vouched: bool,
) -> EnrolmentPublic:
    will = outlook(connection, viewer, campaign)
    if will.present is not None and will.ends_on is not None:
        _end(connection, _is(viewer, will.present.id), will.ends_on)
    row = {
        "id": uuid4(),
        "campaign_id": campaign.id,
        "starts_on": will.period.start,
        "ends_on": None,
        "consented_on": clock.now().date(),
        "consent_version": campaign.consent_version,
        "is_vouched": is_vouched,
    }
    connection.execute(_TABLE.insert().values(writer_id=viewer, **row))
    return EnrolmentPublic.model_validate(row)


def _end_of(connection: Connection, joined: CampaignPublic, present: EnrolmentPublic) -> date:
    """Until when the enrolment before counts: through the running period, unless it is of the same campaign."""
    if present.campaign_id == joined.id:
        return campaigns.periods_of(joined).oldest_open(clock.now()).start
    return campaigns.running_until(campaigns.by_id(connection, present.campaign_id))


def _end(connection: Connection, which: ColumnElement[bool], end: date) -> None:
    """End enrolments on a day; one that would never have counted is gone, and one that ended before stays so."""
    connection.execute(delete(_TABLE).where(which, _TABLE.c.starts_on >= end))
    later = which & (func.coalesce(_TABLE.c.ends_on, date.max) > end)
    connection.execute(update(_TABLE).where(later).values(ends_on=end))


def _is(viewer: Viewer, enrolment_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == enrolment_id)
