"""One version of a period's report: its tables on the page, what is hidden and why, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import errors
from app.database import transaction
from app.http import papers
from app.http.deps import Database
from app.http.owner import SignedIn
from app.jobs.release_formats import FORMATS
from app.language import Language, for_code
from app.records.release import ReleasePublic
from app.store import campaigns, releases
from app.web.rendering import render, words_for

if TYPE_CHECKING:
    from app.web.release_view import ReleaseView

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/releases/{starts_on}/{number}")


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One version, and its files by language."""

    number: int
    back: str
    languages: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    view: ReleaseView


@router.get("")
def show(
    request: Request, campaign_id: UUID, starts_on: date, number: int, *, database: Database, me: SignedIn
) -> HTMLResponse:
    """The tables of a version."""
    from app.web.release_view import view_of  # a second to import: few look at a release

    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    content = releases.content(database, me.id, campaign_id, starts_on)
    address = f"/campaigns/{campaign_id}/releases/{starts_on}/{number}"
    stored = releases.file_names(database, version).items()
    page = ReleasePage(
        number=number,
        back=f"/campaigns/{campaign_id}/releases",
        languages=tuple(_files(code, names, address, words) for code, names in stored),
        view=view_of(content, version.tables, words),
    )
    return render(request, "campaign/release.html", page, viewer=me, tab="reports", campaign=campaign)


@router.get("/{name}")
def download(
    request: Request,
    campaign_id: UUID,
    starts_on: date,
    number: int,
    name: str,
    *,
    database: Database,
    me: SignedIn,
) -> Response:
    """A file as it was stored, in the language asked for, else the campaign's first; the audit log says so."""
    if name not in FORMATS:
        raise errors.NotFound
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    stored = releases.file_names(database, version)
    asked = request.query_params.get("language", "")
    language = asked if asked in stored else me.language if me.language in stored else next(iter(stored))
    content = releases.file_of(database, version, language, name)
    with transaction(request.app.state.engine) as noting:
        releases.note_download(noting, me.id, campaign_id)
    return papers.answer(content, FORMATS[name].media_type, _file_name(version, language, name))


def _files(
    code: str, names: list[str], address: str, words: Language
) -> tuple[str, tuple[tuple[str, str], ...]]:
    listed = (name for name in FORMATS if name in names)
    return for_code(code).name, tuple(
        (words(FORMATS[name].name), f"{address}/{name}?language={code}") for name in listed
    )


def _file_name(version: ReleasePublic, language: str, name: str) -> str:
    return f"{version.starts_on:%Y-%m}-v{version.number}-{language}-{name}"
