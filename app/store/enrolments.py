"""Enrolments: a writer joins a campaign and leaves it. She counts in one campaign at any time."""

from __future__ import annotations

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
from reports.wording import N_

#: One sentence for a code that is wrong, was used, or was revoked.
NO_SUCH_CODE = N_("This code opens nothing. Look at it again, or ask for another one.")


class NoSuchCode(errors.Invalid):
    """A code that is wrong, was used, or was revoked: nobody can tell which."""

    message = NO_SUCH_CODE


_TABLE = table_of(Enrolment)
_SHOWN = tuple(_TABLE.c[name] for name in EnrolmentPublic.model_fields)


def join_by_link(connection: Connection, viewer: Viewer, secret: str, version: int) -> EnrolmentPublic:
    """Enrol the viewer by an open link, by which nobody counts; `version` is of the words she said yes to."""
    campaign = invites.campaign_of(connection, secret)
    if campaign is None:
        raise errors.NotFound
    present = _turn(connection, viewer, campaign, version)
    if present is not None and present.campaign_id == campaign.id:
        return present
    return _enrol(connection, viewer, campaign, present, is_vouched=False)


def join_by_code(connection: Connection, viewer: Viewer, code: str, version: int) -> EnrolmentPublic:
    """Enrol the viewer by a member code, by which she counts; the code is gone then."""
    campaign = member_codes.campaign_of(connection, code)
    if campaign is None:
        raise NoSuchCode
    present = _turn(connection, viewer, campaign, version)
    if present is not None and present.campaign_id == campaign.id and present.is_vouched:
        return present  # her code may still serve somebody else, and nothing tells whether it would
    if not member_codes.use(connection, code):
        raise NoSuchCode
    return _enrol(connection, viewer, campaign, present, is_vouched=True)


def join_composed(connection: Connection, viewer: Viewer, campaign: CampaignPublic) -> EnrolmentPublic:
    """Enrol a composed writer in the sample campaign, where she counts.

    No code does this: a real campaign's codes must never count a made-up log, so these have a way in of their own that
    leads into no campaign with a real one.
    """
    teams.wait_turn(connection, campaign.id)
    writers.wait_turn(connection, viewer)
    made_up.refuse_composed(connection, viewer, campaign.id)
    return _enrol(connection, viewer, campaign, current(connection, viewer), is_vouched=True)


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
    present: EnrolmentPublic | None,
    *,
    is_vouched: bool,
) -> EnrolmentPublic:
    periods, now = campaigns.periods_of(campaign), clock.now()
    if present is not None:
        _end(connection, _is(viewer, present.id), _end_of(connection, campaign, present))
    free_from = connection.execute(
        select(func.max(_TABLE.c.ends_on)).where(_TABLE.c.writer_id == viewer, _TABLE.c.is_vouched.is_(True))
    ).scalar()
    first = periods.oldest_open(now).start
    row = {
        "id": uuid4(),
        "campaign_id": campaign.id,
        "starts_on": periods.from_day(max(first, free_from or first)).start,
        "ends_on": None,
        "consented_on": now.date(),
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
