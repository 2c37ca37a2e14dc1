"""What makes the pages an app on a phone: the worker, the manifest, the queue of unsent entries, the offline page.

Nothing here reads a row: what is unsent is on the phone, and only there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from app.http.owner import PerhapsSignedIn, SessionFound
from app.language import Language
from app.web import assets
from app.web.rendering import QUEUE, is_discreet, name_for, render, words_for

router = APIRouter(include_in_schema=False)

ICON_SIZES = (192, 512)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Whether a locked log would open what waits."""

    is_locked: bool


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """Whether a form could not be sent, or the answer to one is gone, rather than a page not be had."""

    is_unsent: bool
    is_answered: bool


@router.get("/queue")
def queue(request: Request, viewer: PerhapsSignedIn, found: SessionFound) -> HTMLResponse:
    """The unsent entries; the script fills them in from the phone. Locked or signed out it says only how many."""
    page = QueuePage(is_locked=found is not None and found.is_locked)
    return render(request, QUEUE, page, viewer=viewer)


@router.get("/offline")
def offline(request: Request, _: PerhapsSignedIn, unsent: str = "", answered: str = "") -> HTMLResponse:
    """What the worker shows in the place of a page it cannot have; in the writer's language."""
    return render(request, "phone/offline.html", OfflinePage(bool(unsent), bool(answered)))


@router.get("/sw.js")
def worker() -> Response:
    """The service worker. Browsers ask for it again at each visit, so a new version is never stuck behind an old."""
    asset = assets.worker()
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": "no-cache"})


@router.get("/manifest.webmanifest")
def manifest(request: Request, viewer: PerhapsSignedIn) -> JSONResponse:
    """What a home screen shows; in the discreet form neither name nor mark says what this is."""
    words = words_for(request, viewer)
    return JSONResponse(
        _manifest(words, name_for(request, words), "discreet" if is_discreet(request) else "mark"),
        media_type="application/manifest+json",
    )


def _manifest(words: Language, name: str, drawing: str) -> dict[str, Any]:
    def icon(size: int, purpose: str) -> dict[str, str]:
        file = f"icons/{drawing}-{'maskable-' if purpose == 'maskable' else ''}{size}.png"
        return {
            "src": assets.static(file),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }

    return {
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": words.code,
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ebefed",
        "theme_color": "#ebefed",
        "icons": [*(icon(size, "any") for size in ICON_SIZES), icon(512, "maskable")],
        "shortcuts": [
            {"name": words("Start timer"), "url": "/today#start"},
            {"name": words("Add past work"), "url": "/today#past"},
        ],
        "share_target": {
            "action": "/today",
            "method": "GET",
            "params": {"title": "kind"},
        },
    }
