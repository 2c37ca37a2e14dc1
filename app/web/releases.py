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
from app.jobs.release_formats import FORMATS
from app.language import Language
from app.records.release import UNDER_WAY, BuildState, ReleaseBuildPublic, ReleasePublic
from app.records.writer import WriterPublic
from app.store import campaigns, release_builds, releases, teams
from app.web.forms import Form, SubmittedForm
from app.web.rendering import go_to, render, words_for
from reports.fixed_periods import FixedPeriods, closes_at, is_closed
from reports.periods import Period
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/releases")

#: While a report is made the page comes again by itself after so many seconds.
LOOK_AGAIN = 5
#: How a build that came to nothing ended.
ENDED: dict[BuildState, str] = {
    BuildState.TOO_FEW: N_(
        "Too few writers count in these days for any figure. Nothing was made. Writers who join by a member code "
        "count from the period that is open then."
    ),
    BuildState.REFUSED: N_(
        "The audit could still guess something about one writer, so nothing was made. Ask again after the next "
        "update of the app."
    ),
    BuildState.FAILED: N_(
        "Something went wrong on the way. Nothing was made and nothing is lost. Try again."
    ),
}
MOVING: dict[BuildState, str] = {
    BuildState.WAITING: N_("Waiting for its turn."),
    BuildState.READING: N_("Adding up what writers logged: {percent}%."),
    BuildState.PROTECTING: N_("Hiding what would tell of one person, and trying to break it."),
}
SAID = {
    "asked": N_("It is being made. You can close this page; it goes on."),
    "more": N_("There is a new version that shows more."),
}


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
    next_one: str
    may_publish: bool
    action: str
    look_again: int
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
        made = releasing.ask(database, me.id, campaign_id, starts_on, form.lists.get("table", []))
    except errors.Invalid as refused:
        form.refuse([(f"table-{starts_on}", refused.message)])
        return _page(request, database, me, campaign_id, (starts_on, form))
    return go_to(f"/campaigns/{campaign_id}/releases?{'more' if made else 'asked'}=yes")


def _page(
    request: Request,
    database: Connection,
    me: WriterPublic,
    campaign_id: UUID,
    refused: tuple[date, Form] | None = None,
) -> HTMLResponse:
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    periods, now = campaigns.periods_of(campaign), clock.now()
    builds = {one.starts_on: one for one in release_builds.list_all(database, me.id, campaign_id)}
    versions: dict[date, list[ReleasePublic]] = {}
    for one in releases.list_all(database, me.id, campaign_id):
        versions.setdefault(one.starts_on, []).append(one)
    rows = tuple(
        _row(period, builds.get(period.start), versions.get(period.start, []), words, refused)
        for period in _closed(periods)
    )
    page = ReleasesPage(
        rows=rows,
        next_one=_next_one(periods.oldest_open(now), words),
        may_publish=access.may_publish(teams.of_viewer(database, me.id, campaign_id).role),
        action=f"/campaigns/{campaign_id}/releases",
        look_again=LOOK_AGAIN if any(row.moving for row in rows) else 0,
        status=next((words(SAID[name]) for name in SAID if name in request.query_params), ""),
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


def _closed(periods: FixedPeriods) -> list[Period]:
    """Every closed period, the newest first."""
    found, number, now = [], 0, clock.now()
    while is_closed(period := periods.starting(number), now):
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
        moving=words(MOVING[state], percent=build.percent) if build and state in UNDER_WAY else "",
        ended=words(ENDED[state]) if state in ENDED else "",
        versions=tuple(_version(one, words) for one in versions),
        choices=choices,
        form=form,
    )


def _version(one: ReleasePublic, words: Language) -> VersionRow:
    address = f"/campaigns/{one.campaign_id}/releases/{one.starts_on}/{one.number}"
    about = words(
        N_("released {day}, {tables} tables, {band} writers, {hidden} cells hidden"),
        day=words.day(one.released_on),
        tables=words.number(len(one.tables)),
        band=one.writers_band,
        hidden=words.number(one.cells_hidden),
    )
    files = tuple((words(label), f"{address}/{name}") for name, label in FORMATS.items())
    return VersionRow(one.number, address, about, files)


def _next_one(period: Period, words: Language) -> str:
    return words(
        N_("{days} can be made from {day}."),
        days=words.days(period.start, period.last),
        day=words.day(closes_at(period).date()),
    )
