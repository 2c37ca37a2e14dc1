"""Static files: read once, compressed once, addressed by their hash so that a browser may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from app import errors

router = APIRouter()

FOLDER = Path(__file__).parent / "static"
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}
_TEXTS = {".css", ".js", ".svg", ".txt", ".webmanifest"}
_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    zipped: bytes | None
    media_type: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Every static file by name; the parts in css/ are one file, app.css."""
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file()
    }
    fonts = {name: _asset(name, body) for name, body in files.items() if name.startswith("fonts/")}
    parts = [body for name, body in files.items() if name.startswith("css/")]
    sheets = {name: body for name, body in files.items() if name.endswith(".css") and "/" not in name}
    sheets["app.css"] = b"\n".join(parts)
    styled = {name: _asset(name, _with_font_versions(body, fonts)) for name, body in sheets.items()}
    rest = {
        name: _asset(name, body)
        for name, body in files.items()
        if name not in fonts and not name.endswith(".css")
    }
    return {**fonts, **styled, **rest}


def static(name: str) -> str:
    """The address of a static file, with its version."""
    return f"/static/{name}?v={assets()[name].version}"


@router.get("/static/{name:path}", include_in_schema=False)
def serve(name: str, request: Request, v: str = "") -> Response:
    """Send a static file; for good when it is asked for by its version."""
    asset = assets().get(name)
    if asset is None:
        raise errors.NotFound
    headers = {
        "Cache-Control": _FOR_GOOD if v == asset.version else "public, max-age=60",
        "Vary": "Accept-Encoding",
    }
    if asset.zipped and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            asset.zipped, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(asset.body, media_type=asset.media_type, headers=headers)


@router.get("/favicon.ico", include_in_schema=False)
def favicon(request: Request) -> Response:
    """What browsers ask for unasked."""
    return serve("favicon.svg", request)


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    zipped = gzip.compress(body, 9, mtime=0) if suffix in _TEXTS else None
    return Asset(body, zipped, media_type, hashlib.sha256(body).hexdigest()[:12])


def _with_font_versions(sheet: bytes, fonts: dict[str, Asset]) -> bytes:
    def versioned(match: re.Match[str]) -> str:
        return f'url("{match[1]}?v={fonts[match[1]].version}")'

    return re.sub(r'url\("(fonts/[^"]+)"\)', versioned, sheet.decode()).encode()
