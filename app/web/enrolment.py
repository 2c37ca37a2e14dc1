"""The campaign a writer is in, under You: since when, whether she counts, its words, its audit log, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.enrolling import enrolment_of
from app.http.owner import SignedIn
from app.language import Language
from app.records.audit_event import AuditEventPublic
from app.records.campaign import CampaignPublic
from app.records.enrolment import EnrolmentPublic
from app.records.release import ReleasePublic
from app.records.writer import WriterPublic
from app.store import audit_events, campaigns, enrolments, releases
from app.web import log_words
from app.web.forms import uuid_of
from app.web.labels import NO_ACTOR
from app.web.rendering import go_to, render, words_for
from reports.fixed_periods import FixedPeriods
from reports.periods import ONE_DAY
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaign")

SAID = {
    "joined": N_("You are in. You can leave here at any time."),
    "left": N_("You have left. Nothing that is still open counts you."),
}


@dataclass(frozen=True, slots=True)
class Joined:
    """The campaign she is in."""

    id: UUID
    campaign: CampaignPublic
    since: str
    is_counted: bool
    counts: str
    said_yes_to: str
    has_new_words: bool
    reports: tuple[tuple[str, str], ...]
    """Periods that were released, and when with how many tables."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One she was in, and until when it counts her."""

    id: UUID
    name: str
    counted: str
    can_leave: bool


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """The one she is in, and those before."""

    joined: Joined | None
    earlier: tuple[Earlier, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Day:
    """What organizers did on a day: who, and what."""

    day: str
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the audit log of a campaign, the newest day first, and where the newest and the older ones are."""

    name: str
    days: tuple[Day, ...]
    newest: str
    older: str


@router.get("")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """The campaign she is in, and what she was in."""
    words = words_for(request, me)
    mine = enrolments.list_all(database, me.id)
    present = next((one for one in mine if one.ends_on is None), None)
    page = CampaignPage(
        joined=_joined(database, me, present, words) if present else None,
        earlier=tuple(_earlier(database, one, words) for one in mine if one.ends_on and one.is_vouched),
        status=words(SAID.get(request.query_params.get("saved", ""), "")),
    )
    return render(request, "join/campaign.html", page, viewer=me, tab="you")


@router.post("/{enrolment_id}/leave")
def leave(database: Database, me: SignedIn, enrolment_id: UUID) -> RedirectResponse:
    """Stop counting in every period that is not closed."""
    enrolments.leave(database, me.id, enrolment_of(database, me.id, enrolment_id).campaign_id)
    return go_to("/campaign?saved=left")


@router.get("/{enrolment_id}/log")
def log(request: Request, database: Database, me: SignedIn, enrolment_id: UUID) -> HTMLResponse:
    """What organizers did with the campaign, by day."""
    campaign = campaigns.by_id(database, enrolment_of(database, me.id, enrolment_id).campaign_id)
    after, size = uuid_of(request.query_params.get("after", "")), audit_events.ROWS_OF_A_PAGE
    found = audit_events.page(database, me.id, campaign.id, size + 1, after)
    numbers = audit_events.numbers(database, me.id, campaign.id)
    address = f"/campaign/{enrolment_id}/log"
    page = LogPage(
        name=campaign.name,
        days=_days(found[:size], campaigns.periods_of(campaign), numbers, words_for(request, me)),
        newest=address if after else "",
        older=log_words.older(address, found, size),
    )
    return render(request, "join/log.html", page, viewer=me, tab="you")


def _joined(database: Connection, me: WriterPublic, mine: EnrolmentPublic, words: Language) -> Joined:
    campaign = campaigns.by_id(database, mine.campaign_id)
    counts = (
        words(N_("You count from {day} on."), day=words.day(mine.starts_on))
        if mine.is_vouched
        else words(N_("You do not count yet: you came by a link. A member code changes that."))
    )
    return Joined(
        id=mine.id,
        campaign=campaign,
        since=words.day(mine.consented_on),
        is_counted=mine.is_vouched,
        counts=counts,
        said_yes_to=words(N_("Version {number}"), number=mine.consent_version),
        has_new_words=mine.consent_version != campaign.consent_version,
        reports=tuple(_report(one, words) for one in releases.of_enrolled(database, me.id, mine.campaign_id)),
    )


def _report(release: ReleasePublic, words: Language) -> tuple[str, str]:
    tables = words.plural("{count} table", "{count} tables", len(release.tables))
    said = words(N_("Released {day}, {tables}"), day=words.day(release.released_on), tables=tables)
    return words.days(release.starts_on, release.ends_on - ONE_DAY), said


def _earlier(database: Connection, mine: EnrolmentPublic, words: Language) -> Earlier:
    campaign = campaigns.by_id(database, mine.campaign_id)
    end = mine.ends_on or mine.starts_on
    days = words.days(mine.starts_on, end - ONE_DAY)
    can_leave = campaigns.periods_of(campaign).oldest_open(clock.now()).start < end
    return Earlier(
        id=mine.id,
        name=campaign.name,
        counted=words(
            N_("Counts your work of {days}") if can_leave else N_("Counted your work of {days}"), days=days
        ),
        can_leave=can_leave,
    )


def _days(
    events: list[AuditEventPublic], periods: FixedPeriods, numbers: dict[UUID, int], words: Language
) -> tuple[Day, ...]:
    """Organizers by their numbers in the whole log: who they are stands nowhere."""

    def who(actor_id: UUID | None) -> str:
        if actor_id is None:
            return words(NO_ACTOR)
        return words(N_("Organizer {number}"), number=numbers[actor_id])

    return tuple(
        Day(words.day(day), tuple((log_words.done(one, periods, words), who(one.actor_id)) for one in done))
        for day, done in groupby(events, key=attrgetter("happened_on"))
    )
