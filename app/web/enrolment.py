"""The campaign a writer is in, under You: since when, whether she counts, its words, its audit log, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.http.deps import Database, OnFile
from app.http.enrolling import enrolment_of
from app.http.owner import SignedIn
from app.language import Language
from app.records.audit_event import AuditEventPublic
from app.store import audit_events, campaigns, enrolments
from app.web import log_words
from app.web.enrolment_page import campaign_page
from app.web.forms import uuid_of
from app.web.labels import NO_ACTOR
from app.web.rendering import go_to, render, words_for
from reports.fixed_periods import FixedPeriods
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaign")


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
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The campaign she is in, and what she was in."""
    asked, words = request.query_params, words_for(request, me)
    saved, left = asked.get("saved", ""), asked.get("left", "")
    page = campaign_page(database, on_file, me, words, saved=saved, left=left)
    return render(request, "join/campaign.html", page, viewer=me, tab="you")


@router.post("/{enrolment_id}/leave")
def leave(database: Database, me: SignedIn, enrolment_id: UUID) -> RedirectResponse:
    """Stop counting in every period that is not closed."""
    campaign_id = enrolment_of(database, me.id, enrolment_id).campaign_id
    enrolments.leave(database, me.id, campaign_id)
    return go_to(f"/campaign?saved=left&left={campaign_id}")


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
