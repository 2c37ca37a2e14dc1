"""Enrolling in a campaign by an open link or a member code, for pages and API: what opens it, what a yes does, the yes.

What opens nothing is one answer, whatever the reason. A code is looked at only by the yes that uses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import Request

from app import errors
from app.access import Viewer
from app.database import Connection
from app.http.failures import failures_of
from app.http.throttle import source_of
from app.records.campaign import CampaignPublic
from app.records.enrolment import EnrolmentPublic
from app.records.writer import WriterPublic
from app.store import campaigns, enrolments, invites, member_codes
from reports.fixed_periods import closes_at
from reports.periods import Period
from reports.wording import N_

WRONG_LENGTH = N_(
    "A code has 20 letters and digits. Look at yours again: some are missing, or there are too many."
)
#: Longer than any code or link of ours.
LONGEST = 120


class NoSuchInvite(errors.NotFound):
    """A link that is unknown, over, paused or revoked: nobody can tell which."""

    message = N_("This invite opens nothing.")


@dataclass(frozen=True, slots=True)
class Invite:
    """What opens a campaign: a member code, which vouches, or else an open link."""

    link: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """A campaign that a yes to another one ends, and its first day that counts her no more: none where no day ever did."""

    campaign: CampaignPublic
    stops_on: date | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a yes would do."""

    period: Period
    """The first period of the campaign that she would count in."""
    closes_on: date
    """The first day, in UTC, on which that period changes no more."""
    is_enrolled: bool
    is_counted: bool
    ending: Ending | None


def campaign_of(request: Request, database: Connection, invite: Invite) -> CampaignPublic:
    """The campaign an invite is for; a code is refused at its field, and counted where it opens nothing.

    One that is too short or too long is a slip of whoever types it: it could open nothing, and is not counted.
    """
    if not invite.code:
        found = invites.campaign_of(database, invite.link)
        if found is None:
            raise NoSuchInvite
        return found
    if not member_codes.is_whole(invite.code):
        raise errors.Invalid(fields={"code": WRONG_LENGTH})
    failures_of(request).check(source_of(request))
    found = member_codes.campaign_of(database, invite.code)
    if found is None:
        raise _wrong_code(request)
    return found


def preview(database: Connection, viewer: Viewer | None, campaign: CampaignPublic) -> Preview:
    """What a yes of this viewer, or of somebody who has no log yet, would do."""
    will = enrolments.outlook(database, viewer, campaign)
    here = will.present if will.present and will.present.campaign_id == campaign.id else None
    other = will.present if here is None else None
    return Preview(
        period=will.period,
        closes_on=closes_at(will.period).date(),
        is_enrolled=here is not None,
        is_counted=here is not None and here.is_vouched,
        ending=Ending(campaigns.by_id(database, other.campaign_id), will.stops_on) if other else None,
    )


def enrol(
    request: Request, database: Connection, me: WriterPublic, invite: Invite, version: int
) -> EnrolmentPublic:
    """Enrol her; `version` is of the words she said yes to. Only a wrong code counts as a failure."""
    if not invite.code:
        try:
            return enrolments.enrol_by_link(database, me.id, invite.link, version)
        except (errors.NotFound, invites.CampaignClosed):  # over, or closed while this waited for its turn
            raise NoSuchInvite from None
    failures_of(request).check(source_of(request))
    before = enrolments.current(database, me.id)
    try:
        joined = enrolments.enrol_by_code(database, me.id, invite.code, version)
    except enrolments.NoSuchCode:
        raise _wrong_code(request) from None
    if joined != before:  # else no code was looked at
        failures_of(request).clear(source_of(request))
    return joined


def enrolment_of(database: Connection, viewer: Viewer, enrolment_id: UUID) -> EnrolmentPublic:
    """An enrolment of the viewer; somebody else's is not there."""
    found = next((one for one in enrolments.list_all(database, viewer) if one.id == enrolment_id), None)
    if found is None:
        raise errors.NotFound
    return found


def _wrong_code(request: Request) -> errors.Invalid:
    failures_of(request).add(source_of(request))
    return errors.Invalid(fields={"code": enrolments.NO_SUCH_CODE})
