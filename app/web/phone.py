"""What makes the pages an app on a phone: the worker, the manifest, the queue of unsent entries, the offline page.

Nothing here reads a row: what is unsent is on the phone, and only there.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from app.http.owner import PerhapsSignedIn, SessionFound
from app.language import Language
from app.web import assets
from app.web.rendering import QUEUE, go_to, is_discreet, name_for, render, words_for

router = APIRouter(include_in_schema=False)

ICON_SIZES = (192, 512)


@router.get("/queue", response_model=None)
def queue(request: Request, viewer: PerhapsSignedIn, found: SessionFound) -> HTMLResponse | RedirectResponse:
    """The unsent entries; the script fills them in from the phone, also without a network and signed out.

    A locked browser does not show them: what waits is as private as what was sent.
    """
    if found is not None and found.is_locked:
        return go_to("/sign-in")
    return render(request, QUEUE, viewer=viewer)


@router.get("/offline")
def offline(request: Request) -> HTMLResponse:
    """What the worker shows where it has no copy of a page; the same for everybody."""
    return render(request, "phone/offline.html")


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
