"""One version of a period's report: its tables on the page, what is hidden and why, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.http.deps import Database
from app.http.owner import SignedIn
from app.http.release_files import FirstDay, Number, file_of
from app.language import Language, for_code
from app.store import campaigns, releases
from app.web.rendering import render, words_for
from reports.documents.release_formats import FORMATS

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
    request: Request,
    campaign_id: UUID,
    starts_on: FirstDay,
    number: Number,
    *,
    database: Database,
    me: SignedIn,
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
    starts_on: FirstDay,
    number: Number,
    name: str,
    *,
    database: Database,
    me: SignedIn,
) -> Response:
    """A file of a version; the audit log says that it was taken."""
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    return file_of(request, database, me, version, name)


def _files(
    code: str, names: list[str], address: str, words: Language
) -> tuple[str, tuple[tuple[str, str], ...]]:
    listed = (name for name in FORMATS if name in names)
    return for_code(code).name, tuple(
        (words(FORMATS[name].label), f"{address}/{name}?language={code}") for name in listed
    )
