"""What a share link shows to whoever has it: a page, its files, and a page for frames.

These pages know nobody. They read no cookie of ours and set none, but one for a passphrase; they have no script, and
their language is the reader's. Whatever opens nothing, for whatever reason, is one and the same page.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from markupsafe import escape

from app import clock, language
from app.database import Connection
from app.http import papers
from app.http.deps import CurrentSettings, OnFile, Reading, read_here, refuse
from app.http.headers import may_be_framed_by
from app.http.openings import openings_of
from app.http.our_address import our_address
from app.http.passphrases import BusyWithPassphrases, is_right
from app.http.reporting import Recent
from app.http.sharing import link_dashboard, state_shown
from app.http.throttle import Act, source_of, throttle_of
from app.language import Language
from app.records.session import SecretKind
from app.settings import PRODUCT_NAME, Settings
from app.store import shares
from app.store.shares import Opened
from app.tokens import hash_of
from app.web.forms import Form, SubmittedForm
from app.web.realpay_page import csv_answer
from app.web.rendering import environment
from app.web.share_form import passphrase_in
from app.web.shared_view import View, view_of
from reports.documents.card import card_of
from reports.parameters import Parameters
from reports.sharing import SharedDashboard, public_json
from reports.wording import N_

router = APIRouter(include_in_schema=False)

WRONG = N_("That is not the passphrase. Please try again.")
#: How long a browser need not be asked again.
OPEN_FOR = timedelta(hours=1)
COOKIE = "shared"
#: For search engines: neither list nor keep it.
HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive"}

_PAGES: Recent[str] = Recent(64, longest=500_000)  # with two bytes a letter 64 MB at most
#: Stands for our address in a page that is kept, so that asking by many names keeps no page twice; nobody can type it.
_OUR_ADDRESS = secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A dashboard and what stands around it."""

    view: View
    closes: str
    file: str
    card: str
    is_embed: bool
    previews: bool


@dataclass(frozen=True, slots=True)
class LockedPage:
    """The form for the passphrase; nothing of what is behind it."""

    form: Form


@router.get("/s/{token}.json", response_model=None)
def as_json(request: Request, token: str, database: Reading, on_file: OnFile) -> Response:
    """The figures of a shared dashboard, as they are shown."""
    opened = shares.opened_by(database, token)
    if opened is None:
        return gone(request)
    if not _is_let_in(request, token, opened):
        return RedirectResponse(f"/s/{token}", HTTPStatus.SEE_OTHER, HEADERS)
    shown = _shown(database, opened, on_file, words_of(request))
    if shown is None:
        return gone(request)
    _count(request, opened)
    return JSONResponse(public_json(shown), headers=HEADERS)


@router.get("/s/{token}.png", response_model=None)
def as_card(request: Request, token: str, database: Reading, on_file: OnFile) -> Response:
    """The card of a shared dashboard, to send as a picture or for previews; `size=tall` for a phone held upright."""
    opened = shares.opened_by(database, token)
    if opened is None:
        return gone(request)
    if not _is_let_in(request, token, opened):
        return RedirectResponse(f"/s/{token}", HTTPStatus.SEE_OTHER, HEADERS)
    words = words_of(request)
    shown = _shown(database, opened, on_file, words)
    if shown is None:
        return gone(request)
    card = card_of(shown, words, papers.wordmark(request.app.state.settings))
    try:
        answer = papers.card_image(card, papers.size_asked(request), for_others=True)
    except papers.Busy as busy:
        return _busy(request, busy)
    _count(request, opened)
    answer.headers.update(HEADERS)
    return answer


@router.get("/s/{token}", response_model=None)
def show(request: Request, token: str, on_file: OnFile) -> Response:
    """A shared dashboard; behind a passphrase, the form for it."""
    with read_here(request) as database:
        opened = shares.opened_by(database, token)
        if opened is None:
            return gone(request)
        if not _is_let_in(request, token, opened):
            return _render(request, "share/locked.html", LockedPage(Form()))
        return _dashboard(request, database, opened, on_file, file=token)


@router.post("/s/{token}", response_model=None)
def unlock(
    request: Request, token: str, database: Reading, settings: CurrentSettings, form: SubmittedForm
) -> Response:
    """Take a passphrase. Tries are counted for each source, and for each link and source, whether it opens anything or not."""
    source = source_of(request)
    throttle_of(request).count(
        Act.PASSPHRASES, source
    )  # first: so one source cannot fill our memory with addresses
    throttle_of(request).count(Act.PASSPHRASE, source, of=hash_of(token))
    opened = shares.opened_by(database, token)
    if opened is None:
        return gone(request)
    said = passphrase_in(form)
    lang = request.query_params.get("lang")
    page = f"/s/{token}?lang={lang}" if lang in language.LANGUAGES else f"/s/{token}"
    if opened.passphrase_hash is None:
        return RedirectResponse(page, HTTPStatus.SEE_OTHER, HEADERS)
    try:
        is_ours = said is not None and is_right(said, opened.passphrase_hash)
    except BusyWithPassphrases as busy:
        refuse(request)
        return _busy(request, busy)
    if not is_ours:
        refuse(request)
        again = Form()
        again.refuse([("passphrase", WRONG)])
        return _render(request, "share/locked.html", LockedPage(again), 422)
    answer = RedirectResponse(page, HTTPStatus.SEE_OTHER, HEADERS)
    _let_in(answer, settings, token, opened.passphrase_hash)
    return answer


@router.get("/s/{token}/{chart}.csv", response_model=None)
def as_table(request: Request, token: str, chart: str, database: Reading, on_file: OnFile) -> Response:
    """The table of one of its charts."""
    opened = shares.opened_by(database, token)
    if opened is None:
        return gone(request)
    if not _is_let_in(request, token, opened):
        return RedirectResponse(f"/s/{token}", HTTPStatus.SEE_OTHER, HEADERS)
    shown = _shown(database, opened, on_file, words_of(request))
    found = next((one for one in shown.charts if one.key == chart), None) if shown else None
    if found is None:
        return gone(request)
    _count(request, opened)
    answer = csv_answer(found.table, f"shared-{chart}")
    answer.headers.update(HEADERS)
    return answer


@router.get("/e/{token}", response_model=None)
def embed(request: Request, token: str, database: Reading, on_file: OnFile) -> Response:
    """The same dashboard for a frame, on the sites its writer named and nowhere else."""
    opened = shares.opened_by(database, token, SecretKind.EMBED)
    if opened is None or opened.passphrase_hash is not None:
        return gone(request)
    answer = _dashboard(request, database, opened, on_file)
    if answer.status_code == HTTPStatus.OK:
        may_be_framed_by(request, opened.share.framed_by)
    return answer


@router.get("/s/{rest:path}", response_model=None)  # noqa: FAST003 - whatever it is
@router.get("/e/{rest:path}", response_model=None)
def no_link(request: Request) -> Response:
    """An address that is no link at all is not told apart from one that opens nothing."""
    return gone(request)


def gone(request: Request) -> HTMLResponse:
    """The one page for links that are unknown, over, paused or ended, and for addresses that are none."""
    return _render(request, "share/gone.html", None, HTTPStatus.NOT_FOUND)


def _busy(request: Request, busy: papers.Busy) -> HTMLResponse:
    answer = _render(request, "share/busy.html", busy.message, busy.status)
    answer.headers["Retry-After"] = str(busy.retry_after_seconds)
    return answer


def words_of(request: Request) -> Language:
    """The language chosen on the page, else what the browser accepts."""
    return language.choose((request.query_params.get("lang"),), request.headers.get("accept-language", ""))


def _dashboard(
    request: Request, database: Connection, opened: Opened, on_file: Parameters, *, file: str = ""
) -> Response:
    """The page of a dashboard, made once for each state of the log and of the link; each opening is counted."""
    words = words_of(request)
    key = (state_shown(opened.writer, opened.share, on_file), file, words.code)
    html = _PAGES.get(key, lambda: _html(request, database, opened, on_file, file))
    if not html:
        return gone(request)
    _count(request, opened)
    here = str(escape(our_address(request, request.app.state.settings)))
    return HTMLResponse(html.replace(_OUR_ADDRESS, here), headers=HEADERS)


def _count(request: Request, opened: Opened) -> None:
    """Count an opening, of the page or of a file of it: nobody reads unseen."""
    openings_of(request).count(opened.writer.id, opened.share.id)


def _html(request: Request, database: Connection, opened: Opened, on_file: Parameters, file: str) -> str:
    """The page; nothing for a copy that cannot be read."""
    words = words_of(request)
    shown = _shown(database, opened, on_file, words)
    if shown is None:
        return ""
    page = SharedPage(
        view=view_of(shown, words, f"{file}/" if file else ""),
        closes=words.day(opened.share.expires_at.date()),
        file=f"{file}.json" if file else "",
        card=f"{_OUR_ADDRESS}/s/{file}.png" if file else "",
        is_embed=not file,
        previews=opened.share.previews,
    )
    return _text(request.app.state.settings, "share/page.html", page, words)


def _shown(
    database: Connection, opened: Opened, on_file: Parameters, words: Language
) -> SharedDashboard | None:
    return link_dashboard(database, opened.writer, opened.share, on_file, words)


def _render(
    request: Request, template: str, page: LockedPage | str | None, status: int = HTTPStatus.OK
) -> HTMLResponse:
    html = _text(request.app.state.settings, template, page, words_of(request))
    return HTMLResponse(html, status, headers=HEADERS)


def _text(settings: Settings, template: str, page: object, words: Language) -> str:
    """A page of nobody's: it knows its content, a language and what this is called."""
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            words=words,
            _=words,
            ngettext=words.plural,
            product=settings.product_name,
            has_own_wordmark=settings.product_name == PRODUCT_NAME,
            languages=[language.for_code(code) for code in language.LANGUAGES],
        )
    )


def _is_let_in(request: Request, token: str, opened: Opened) -> bool:
    """Whether no passphrase is asked, or this browser gave it within the hour."""
    kept = opened.passphrase_hash
    if kept is None:
        return True
    until, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not until.isascii() or not until.isdecimal() or len(until) > 12 or not signature.isascii():
        return False
    is_ours = hmac.compare_digest(signature, _signed(token, kept, until))
    return is_ours and int(until) > clock.now().timestamp()


def _let_in(answer: Response, settings: Settings, token: str, kept: str) -> None:
    """Remember for an hour, on the addresses of this link only; a new passphrase ends it."""
    until = str(int((clock.now() + OPEN_FOR).timestamp()))
    for path in (f"/s/{token}", f"/s/{token}.json", f"/s/{token}.png"):
        answer.set_cookie(
            COOKIE,
            f"{until}.{_signed(token, kept, until)}",
            max_age=int(OPEN_FOR.total_seconds()),
            path=path,
            secure=settings.secure_cookies,
            httponly=True,
            samesite="lax",
        )


def _signed(token: str, kept: str, until: str) -> str:
    """A signature whose key is what is kept of the passphrase: nobody outside has that, and every process does."""
    return hmac.new(kept.encode(), f"{token} {until}".encode(), sha256).hexdigest()
