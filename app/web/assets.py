"""Static files: read once, compressed once, addressed by their hash so that a browser may keep them for good.

A module names the modules it imports; here those names get their hashes too, so that all of a page's script can be
kept for good, with no build step and no inline script. What is not ours, under vendor/, stays as its makers published
it; it lies there compressed already, as compressing it takes longer than all the rest of the start.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from app import errors
from app.language import LANGUAGES
from app.web.phone_words import phone_file

router = APIRouter()

FOLDER = Path(__file__).parent / "static"
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}
_TEXTS = {".css", ".js", ".json", ".svg", ".txt", ".webmanifest"}
_FOR_GOOD = "public, max-age=31536000, immutable"
#: The service worker: it has an address of its own, so that it may serve every page.
WORKER = "sw.js"
# What a signed-in phone needs without a network.
_SCRIPTS = ("app.js", "phone.js", "logging.js", "queue.js")
_KEPT_OFFLINE = ("app.css", *_SCRIPTS, "favicon.svg", "favicon-running.svg")
_IMPORT = re.compile(
    r"""(?P<before>(?:\bfrom|\bimport(?:\.meta\.resolve)?)\s*\(?\s*)"\./(?P<name>[\w/-]+\.js)\""""
)
_STATIC_IMPORT = re.compile(r"""\b(?:from|import)\s*"\./(?P<name>[\w/-]+\.js)\?v=""")
# A string, a template, a pattern (a division has a space after its sign) or a comment; else space that says nothing.
_PIECES = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|/(?![ /*])(?:\\.|\[(?:\\.|[^]\\])*]|[^/\\\n])+/)"""
    r"""|//[^\n]*|/\*.*?\*/|(?P<end>\s*\n\s*)|(?<=[{}()\[\],;:=<>?!&|+*]) +| +(?=[{}()\[\],;:=<>?!&|+*])""",
    re.DOTALL,
)
_NEEDLESS_LINES = re.compile(r"(?<=[{(\[,;])\n|\n(?=[})\].?:&|])")


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
    modules = {name: _compact(body.decode()) for name, body in files.items() if name.endswith(".js")}
    vendored = {name.removesuffix(".gz"): body for name, body in files.items() if name.endswith(".gz")}
    scripts = {name: _asset(name, gzip.decompress(body), body) for name, body in vendored.items()}
    for name in modules:
        _add_script(name, modules, scripts, ())
    rest = {
        name: _asset(name, body)
        for name, body in files.items()
        if name not in fonts and not name.endswith((".css", ".js", ".gz"))
    }
    said = {f"phone-{code}.json": _asset("phone.json", phone_file(code)) for code in LANGUAGES}
    return {**fonts, **styled, **scripts, **said, **rest}


def static(name: str) -> str:
    """The address of a static file, with its version."""
    return f"/static/{name}?v={assets()[name].version}"


@cache
def imports_of(*names: str) -> tuple[str, ...]:
    """The modules that come with these, each once: a page asks for them at once, not one after the other."""
    found: dict[str, None] = {}
    for name in names:
        for match in _STATIC_IMPORT.finditer(assets()[name].body.decode()):
            found.update(dict.fromkeys((match["name"], *imports_of(match["name"]))))
    return tuple(found)


@cache
def worker() -> Asset:
    """The service worker, which knows the address of every file it keeps; new files make a new worker."""
    fonts = (name for name in assets() if name.endswith(".woff2"))
    said = (f"phone-{code}.json" for code in LANGUAGES)
    names = dict.fromkeys((*_KEPT_OFFLINE, *imports_of(*_SCRIPTS), *said, *fonts))
    addresses = json.dumps([static(name) for name in names])
    body = assets()[WORKER].body.replace(b"FILES=[]", f"FILES={addresses}".encode())
    return _asset(WORKER, body)


@router.get("/static/{name:path}", include_in_schema=False)
def serve(name: str, request: Request, v: str = "") -> Response:
    """Send a static file; for good when it is asked for by its version."""
    asset = assets().get(name)
    if asset is None or name == WORKER:
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


def _asset(name: str, body: bytes, zipped: bytes | None = None) -> Asset:
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if zipped is None and suffix in _TEXTS:
        zipped = gzip.compress(body, 9, mtime=0)
    return Asset(body, zipped, media_type, hashlib.sha256(body).hexdigest()[:12])


def _compact(source: str) -> str:
    """A module without comments and without space that says nothing: those are for us, not for a phone."""

    def shorter(piece: re.Match[str]) -> str:
        return piece["kept"] or ("\n" if piece["end"] else "")

    return _NEEDLESS_LINES.sub("", _PIECES.sub(shorter, source)).strip()


def _add_script(name: str, sources: dict[str, str], made: dict[str, Asset], above: tuple[str, ...]) -> None:
    """Give a module its hash, which covers those of the modules it imports: they come first."""
    if name in above:
        raise ValueError(f"modules import each other: {' > '.join((*above, name))}")
    if name in made:
        return

    def versioned(match: re.Match[str]) -> str:
        _add_script(match["name"], sources, made, (*above, name))
        return f'{match["before"]}"./{match["name"]}?v={made[match["name"]].version}"'

    made[name] = _asset(name, _IMPORT.sub(versioned, sources[name]).encode())


def _with_font_versions(sheet: bytes, fonts: dict[str, Asset]) -> bytes:
    def versioned(match: re.Match[str]) -> str:
        return f'url("{match[1]}?v={fonts[match[1]].version}")'

    return re.sub(r'url\("(fonts/[^"]+)"\)', versioned, sheet.decode()).encode()
