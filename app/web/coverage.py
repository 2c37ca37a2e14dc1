"""Coverage: how many joined and how many logged, in steps, as it was counted once a week."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app import access
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.campaign import State
from app.records.coverage import FEWEST_SHOWN, STEP, CoveragePublic, PlatformCoveragePublic
from app.store import campaigns, coverage, platforms, teams
from app.web.rendering import render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/coverage")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as it may be said, and what it is of."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The last count; before the first one there are no counts."""

    campaign_id: UUID
    may_invite: bool
    counts: tuple[Count, ...]
    platforms: tuple[Count, ...]
    is_empty: bool
    counted: str
    period: str
    smallest_group: str
    names_platforms: bool


@router.get("")
def show(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """How many, never who."""
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    names = dict(platforms.catalogue(database))
    role = teams.of_viewer(database, me.id, campaign_id).role
    found = coverage.get(database, me.id, campaign_id)
    period = None if found is None else coverage.counted(campaign, found.week_on)
    page = CoveragePage(
        campaign_id=campaign_id,
        may_invite=campaign.state is State.OPEN and access.may_edit(role),
        counts=() if found is None else _counts(found, words),
        platforms=tuple(
            Count(in_band(one, words), names.get(one.platform, one.platform))
            for one in coverage.by_platform(database, me.id, campaign_id)
        ),
        is_empty=found is None or not found.joined_count,
        counted="" if found is None else words.day(found.week_on),
        period=words(
            N_("The first period, which starts on {day}, is counted when it has run for two weeks."),
            day=words.day(campaign.first_on),
        )
        if period is None
        else words(N_("The period that is counted: {days}."), days=words.days(period.start, period.last)),
        smallest_group=words.number(campaign.smallest_group),
        names_platforms=bool(campaign.platforms),
    )
    return render(request, "campaign/coverage.html", page, viewer=me, tab="coverage", campaign=campaign)


def joined_words(found: CoveragePublic | None, words: Language) -> str:
    """How many joined, in a line."""
    if found is None:
        return words(N_("Not counted yet"))
    return words(N_("{range} joined"), range=in_range(found.joined_count, words))


def in_range(count: int, words: Language) -> str:
    """A number that was kept in steps, as what it can be.

    >>> from app.language import for_code
    >>> in_range(0, for_code("en")), in_range(25, for_code("en"))
    ('Fewer than 10', '25 to 29')
    """
    if count < FEWEST_SHOWN:
        return words(N_("Fewer than {count}"), count=FEWEST_SHOWN)
    return words(N_("{low} to {high}"), low=words.number(count), high=words.number(count + STEP - 1))


def in_band(found: PlatformCoveragePublic, words: Language) -> str:
    """A number that was kept as a band, in words.

    >>> from app.language import for_code
    >>> ends = {"least_count": 10, "most_count": 19}, {"least_count": 100, "most_count": None}
    >>> [in_band(PlatformCoveragePublic(platform="quillmark", **one), for_code("en")) for one in ends]
    ['10 to 19', '100 or more']
    """
    if found.most_count is None:
        return words("{count} or more", count=words.number(found.least_count))
    return words(
        N_("{low} to {high}"), low=words.number(found.least_count), high=words.number(found.most_count)
    )


def _counts(found: CoveragePublic, words: Language) -> tuple[Count, ...]:
    return (
        Count(in_range(found.joined_count, words), words(N_("joined with a member code"))),
        Count(in_range(found.active_count, words), words(N_("logged work in the period that is counted"))),
    )
