"""A page: a template, a frozen dataclass as its context, a language and who looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import errors, language
from app.http.errors import request_id
from app.language import Language
from app.settings import PRODUCT_NAME
from app.web.assets import static
from reports.wording import N_

TEMPLATES = Path(__file__).parent / "templates"
TABS = (
    ("today", "/today", N_("Today")),
    ("work", "/work", N_("Work")),
    ("payments", "/payments", N_("Payments")),
    ("real_pay", "/real-pay", N_("Real pay")),
    ("you", "/you", N_("You")),
)
LANGUAGE_COOKIE = "language"
AMOUNTS_COOKIE = "amounts"


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
    made.globals.update(static=static, product=PRODUCT_NAME, tabs=TABS)
    made.filters["figure"] = figure
    return made


def figure(text: str) -> Markup:
    """An amount in typewriter letters, its points set closer.

    >>> figure("$23.66")
    Markup('$23<span class="pt">.</span>66')
    """
    return Markup("").join(
        Markup('<span class="pt">{}</span>').format(sign) if sign in ".,:" else escape(sign) for sign in text
    )


def words_for(request: Request, stated: str | None = None) -> Language:
    """The language of a request: what the writer set, else asked for here, else what the browser accepts."""
    wishes = (
        request.query_params.get("lang"),
        stated,
        request.cookies.get(LANGUAGE_COOKIE),
    )
    chosen = language.choose(wishes, request.headers.get("accept-language", ""))
    return chosen.hiding(amounts=True) if request.cookies.get(AMOUNTS_COOKIE) == "hidden" else chosen


def render(
    request: Request,
    template: str,
    page: object = None,
    *,
    words: Language | None = None,
    viewer: object = None,
    tab: str = "",
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Render `template` with `page` as its context.

    `problems` (field -> sentence) puts the summary of errors at the top and makes the status 422.
    """
    chosen = words or words_for(request)
    html = (
        environment()
        .get_template(template)
        .render(
            page=page,
            words=chosen,
            _=chosen,
            ngettext=chosen.plural,
            viewer=viewer,
            tab=tab,
            problems=problems or {},
            here=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
            here_path=request.url.path,
            other_languages=[language.for_code(code) for code in language.LANGUAGES if code != chosen.code],
        )
    )
    response = HTMLResponse(html, 422 if problems else status)
    _keep_language(request, response)
    return response


def error_page(request: Request, error: errors.PagerateError) -> HTMLResponse:
    """A mishap as a page: what happened, what to do, and the id to ask about."""
    words = words_for(request)
    sentence = words(error.message, **error.values)
    return render(
        request,
        "_components/error.html",
        ErrorPage(sentence, request_id(request)),
        words=words,
        status=error.status,
    )


def _keep_language(request: Request, response: HTMLResponse) -> None:
    """Remember a language that was asked for in the address."""
    asked = request.query_params.get("lang")
    if asked in language.LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, asked, max_age=31_536_000, httponly=True, samesite="lax")
