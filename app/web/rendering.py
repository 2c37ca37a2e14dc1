"""A page: a template, a frozen dataclass as its context, a language and who looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app import clock, errors, language
from app.http import discreet
from app.http.deps import refuse
from app.http.errors import request_id
from app.http.owner import log_of
from app.language import Language
from app.records.campaign import CampaignPublic
from app.records.values import offered_zones
from app.records.writer import WriterPublic
from app.settings import PRODUCT_NAME
from app.web.assets import imports_of, static
from app.web.problem_summary import summary_of
from reports.wording import N_

TEMPLATES = Path(__file__).parent / "templates"
TABS = (
    ("today", "/today", N_("Today")),
    ("work", "/work", N_("Work")),
    ("payments", "/payments", N_("Payments")),
    ("real_pay", "/real-pay", N_("Real pay")),
    ("you", "/you", N_("You")),
)
#: What a team sees instead, of one campaign; each address stands behind that of the campaign.
CAMPAIGN_TABS = (
    ("campaign", "", N_("Campaign")),
    ("invite", "/invite", N_("Invite")),
    ("coverage", "/coverage", N_("Coverage")),
    ("reports", "/releases", N_("Reports")),
    ("account", "/account", N_("Account")),
)
LANGUAGE_COOKIE = "language"
AMOUNTS_COOKIE = "amounts"
#: The one page that reads what is on the phone for whoever holds it, signed in or not.
QUEUE = "phone/queue.html"
DISCREET_COOKIE, is_discreet = discreet.COOKIE, discreet.is_discreet
#: The name in titles when it must say nothing.
DISCREET_NAME = N_("Notes")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says."""

    sentence: str
    request_id: str


@cache
def environment() -> Environment:
    """The template engine, made once."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, imports_of=imports_of, offered_zones=offered_zones)
    made.globals.update(summary_of=summary_of)
    made.filters.update(figure=figure, bold=bold, rich=rich)
    return made


def figure(text: str) -> Markup:
    """An amount in typewriter letters, its points set closer.

    >>> figure("$23.66")
    Markup('$23<span class="pt">.</span>66')
    """
    return Markup("").join(
        Markup('<span class="pt">{}</span>').format(sign) if sign in ".,:" else escape(sign) for sign in text
    )


def bold(text: str) -> Markup:
    """A value that stands out in its sentence."""
    return Markup("<b>{}</b>").format(text)


def rich(sentence: str, **values: object) -> Markup:
    """A sentence whose values may be markup; everything else is escaped.

    >>> rich("{time} & more", time=bold("1 h"))
    Markup('<b>1 h</b> &amp; more')
    """
    return Markup(escape(sentence)).format(**values)  # noqa: S704 - the sentence is escaped here


def words_for(request: Request, viewer: WriterPublic | None = None) -> Language:
    """The language of a request: the writer's own, else asked for here, else what the browser accepts.

    A page that shows nothing of the writer, as one of an error, still speaks her language where she is known.
    """
    wishes = (
        viewer.language if viewer else getattr(request.state, "language", None),
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
    )
    chosen = language.choose(wishes, request.headers.get("accept-language", ""))
    return chosen.hiding(amounts=True) if request.cookies.get(AMOUNTS_COOKIE) == "hidden" else chosen


def render(
    request: Request,
    template: str,
    page: object = None,
    *,
    viewer: WriterPublic | None = None,
    tab: str = "",
    problems: Mapping[str, str] | None = None,
    status: int = 200,
    keeps: bool = False,
    campaign: CampaignPublic | None = None,
) -> HTMLResponse:
    """Render `template` with `page` as its context; of a `campaign` with the tabs of its team.

    `problems` (field -> sentence) puts the summary of errors at the top and makes a status of 200 422. A page that
    refuses a form, whatever its status, keeps nothing of it, but where it `keeps` both versions of a row.
    """
    if (problems or status >= 400) and not keeps:
        refuse(request)
    words = words_for(request, viewer)
    is_queue = template == QUEUE
    html = (
        environment()
        .get_template(template)
        .render(
            page=page,
            words=words,
            _=words,
            ngettext=words.plural,
            viewer=viewer,
            has_phone=viewer is not None or is_queue,
            is_queue=is_queue,
            log_key=log_of(viewer) if viewer else "",
            today=clock.today(viewer.zone if viewer else "UTC"),
            tab=tab,
            tabs=TABS if campaign is None else _tabs_of(campaign),
            organization="" if campaign is None else campaign.organization,
            campaign_name="" if campaign is None else campaign.name,
            product=name_for(request, words),
            discreet=is_discreet(request),
            has_own_wordmark=request.app.state.settings.product_name == PRODUCT_NAME,
            offers_to_keep=bool(getattr(request.state, "offers_to_keep", False)),
            problems=problems or {},
            here=address_of(request),
            here_path=request.url.path,
            other_languages=[language.for_code(code) for code in language.LANGUAGES if code != words.code],
        )
    )
    response = HTMLResponse(html, 422 if problems and status == 200 else status)
    _keep_asked_language(request, response)
    return response


def _tabs_of(campaign: CampaignPublic) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, f"/campaigns/{campaign.id}{path}", label) for name, path, label in CAMPAIGN_TABS)


def name_for(request: Request, words: Language) -> str:
    """What this is called in titles and on the home screen."""
    if is_discreet(request):
        return words(DISCREET_NAME)
    name: str = request.app.state.settings.product_name
    return name


def address_of(request: Request) -> str:
    """Path and query of what is shown, to come back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def back_to(address: str, otherwise: str) -> str:
    """An address of our own that a form names to come back to; anything else is not followed."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if ours else otherwise


def go_to(address: str) -> RedirectResponse:
    """On to a page, after a change."""
    return RedirectResponse(address, 303)


def error_page(request: Request, error: errors.PagerateError) -> HTMLResponse:
    """A mishap as a page: what happened, what to do, and the id to ask about."""
    sentence = words_for(request)(error.message, **error.values)
    page = ErrorPage(sentence, request_id(request))
    return render(request, "_components/error.html", page, status=error.status)


def _keep_asked_language(request: Request, response: HTMLResponse) -> None:
    """Remember a language that was asked for in the address."""
    asked = request.query_params.get("lang")
    if asked in language.LANGUAGES:
        keep_language(request, response, asked)


def keep_language(request: Request, response: Response, code: str) -> None:
    """Remember a language in this browser, for pages on which nobody knows who asks."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        code,
        max_age=31_536_000,
        secure=request.app.state.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
