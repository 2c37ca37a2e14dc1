"""The campaign a writer is in, under You: since when, whether she counts, its words, its audit log, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.http.deps import Database, OnFile
from app.http.enrolling import enrolment_of
from app.http.owner import SignedIn
from app.language import Language
from app.records.audit_event import AuditEventPublic
from app.store import audit_events, campaigns, enrolments
from app.web.enrolment_page import campaign_page
from app.web.labels import ACTIONS, NO_ACTOR
from app.web.rendering import go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaign")


@dataclass(frozen=True, slots=True)
class Day:
    """What organizers did on a day: who, and what."""

    day: str
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """The audit log of a campaign, the newest day first."""

    name: str
    days: tuple[Day, ...]
    is_cut: bool


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
    campaign_id = enrolment_of(database, me.id, enrolment_id).campaign_id
    events = audit_events.list_all(database, me.id, campaign_id)
    page = LogPage(
        name=campaigns.by_id(database, campaign_id).name,
        days=_days(events, words_for(request, me)),
        is_cut=audit_events.is_cut(events),
    )
    return render(request, "join/log.html", page, viewer=me, tab="you")


def _days(events: list[AuditEventPublic], words: Language) -> tuple[Day, ...]:
    """Organizers are numbered in the order they came: who they are stands nowhere."""
    numbers: dict[UUID, int] = {}
    for event in reversed(events):
        if event.actor_id is not None:
            numbers.setdefault(event.actor_id, len(numbers) + 1)

    def who(actor_id: UUID | None) -> str:
        if actor_id is None:
            return words(NO_ACTOR)
        return words(N_("Organizer {number}"), number=numbers[actor_id])

    days = dict.fromkeys(event.happened_on for event in events)
    return tuple(
        Day(
            words.day(day),
            tuple(
                (words(ACTIONS[one.action]), who(one.actor_id)) for one in events if one.happened_on == day
            ),
        )
        for day in days
    )
