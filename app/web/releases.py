"""Reports of a campaign: each closed period with its versions, what is being made, and what can be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import access, clock, errors
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.http.release_files import FirstDay
from app.jobs import releasing
from app.language import Language
from app.records.campaign import CampaignPublic
from app.records.release import ReleaseBuildPublic, ReleasePublic
from app.records.team_membership import Role
from app.records.writer import WriterPublic
from app.store import campaigns, release_builds, releases, teams
from app.web import release_words
from app.web.forms import Form, SubmittedForm
from app.web.rendering import go_to, render, words_for
from app.web.team import ROLES
from reports.documents.release_formats import FORMATS
from reports.fixed_periods import closes_at, is_closed
from reports.periods import Period
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/releases")

#: While a report is made the page comes again by itself after so many seconds. Where somebody could be choosing on it a
#: script sees to that, which knows whether somebody is.
LOOK_AGAIN = 5
NONE_YET = N_("The first period has not ended, or it ended less than two weeks ago.")
NEVER_BEGUN = N_("The campaign was closed before its first period began, so there is nothing to report.")
BEING_MADE = N_("It is being made.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A table that may be shown."""

    key: str
    title: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a period's report."""

    number: int
    address: str
    about: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A closed period: how far its report is, or its versions with the newest first."""

    start: date
    days: str
    moving: str
    ended: str
    versions: tuple[VersionRow, ...]
    choices: tuple[Choice, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """What there is of each period, and when the next one can be made."""

    rows: tuple[PeriodRow, ...]
    none_yet: str
    next_one: str
    may_publish: bool
    who_may: str
    action: str
    look_again: int
    is_moving: bool
    status: str


@router.get("")
def show_all(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """Every closed period, the newest first."""
    return _page(request, database, me, campaign_id)


@router.post("/{starts_on}")
def ask(
    request: Request,
    campaign_id: UUID,
    starts_on: FirstDay,
    *,
    database: Database,
    me: SignedIn,
    form: SubmittedForm,
) -> Response:
    """Have the report of a period made, or another version that shows more."""
    try:
        releasing.ask(database, me.id, campaign_id, starts_on, form.lists.get("table", []))
    except errors.Invalid as refused:
        form.refuse([(f"table-{starts_on}", refused.message)])
        return _page(request, database, me, campaign_id, (starts_on, form))
    return go_to(f"/campaigns/{campaign_id}/releases?asked=yes")


def _page(
    request: Request,
    database: Connection,
    me: WriterPublic,
    campaign_id: UUID,
    refused: tuple[date, Form] | None = None,
) -> HTMLResponse:
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    until = campaigns.counts_until(database, campaign)
    builds = {one.starts_on: one for one in release_builds.list_all(database, me.id, campaign_id)}
    versions: dict[date, list[ReleasePublic]] = {}
    for one in releases.list_all(database, me.id, campaign_id):
        versions.setdefault(one.starts_on, []).append(one)
    rows = tuple(
        _row(period, builds.get(period.start), versions.get(period.start, []), words, refused)
        for period in _closed(campaign, until)
    )
    may_publish = access.may_publish(teams.of_viewer(database, me.id, campaign_id).role)
    is_moving = any(row.moving for row in rows)
    page = ReleasesPage(
        rows=rows,
        none_yet=words(NEVER_BEGUN if until == campaign.first_on else NONE_YET),
        next_one=_next_one(campaign, until, words),
        may_publish=may_publish,
        who_may=words(ROLES[Role.PUBLISH]),
        action=f"/campaigns/{campaign_id}/releases",
        look_again=_look_again(rows, may_publish=may_publish),
        is_moving=is_moving,
        # The address stays the same when it has ended, and then the row says how.
        status=words(BEING_MADE) if is_moving and "asked" in request.query_params else "",
    )
    return render(
        request,
        "campaign/releases.html",
        page,
        viewer=me,
        tab="reports",
        campaign=campaign,
        problems=refused[1].problems if refused else {},
    )


def _look_again(rows: tuple[PeriodRow, ...], *, may_publish: bool) -> int:
    can_choose = may_publish and any(row.choices and not row.moving for row in rows)
    return LOOK_AGAIN if any(row.moving for row in rows) and not can_choose else 0


def _closed(campaign: CampaignPublic, until: date | None) -> list[Period]:
    """Every closed period in which somebody can count, the newest first."""
    periods, found, number, now = campaigns.periods_of(campaign), [], 0, clock.now()
    while is_closed(period := periods.starting(number), now) and (until is None or period.start < until):
        found.append(period)
        number += 1
    return found[::-1]


def _row(
    period: Period,
    build: ReleaseBuildPublic | None,
    versions: list[ReleasePublic],
    words: Language,
    refused: tuple[date, Form] | None,
) -> PeriodRow:
    form = refused[1] if refused and refused[0] == period.start else Form()
    shown = set(versions[0].tables) if versions else set()
    wanted = set(form.lists.get("table", [])) if form.problems else None
    choices = tuple(
        Choice(plan.key, words(plan.title), plan.key in wanted if wanted is not None else not versions)
        for plan in releasing.programme()
        if plan.key not in shown
    )
    state = build.state if build else None
    return PeriodRow(
        start=period.start,
        days=words.days(period.start, period.last),
        moving=release_words.moving(build, words) if build else "",
        ended=words(releasing.ENDED[state]) if state in releasing.ENDED else "",
        versions=tuple(_version(one, words) for one in versions),
        choices=choices,
        form=form,
    )


def _version(one: ReleasePublic, words: Language) -> VersionRow:
    address = f"/campaigns/{one.campaign_id}/releases/{one.starts_on}/{one.number}"
    files = tuple((words(one.label), f"{address}/{name}") for name, one in FORMATS.items())
    return VersionRow(one.number, address, release_words.about(one, words), files)


def _next_one(campaign: CampaignPublic, until: date | None, words: Language) -> str:
    period = campaigns.periods_of(campaign).oldest_open(clock.now())
    if until is not None and period.start >= until:
        return ""
    return words(
        N_("{days} can be made from {day}."),
        days=words.days(period.start, period.last),
        day=words.day(closes_at(period).date()),
    )
