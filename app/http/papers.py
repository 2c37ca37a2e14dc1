"""Documents and images of a report, for pages and API alike: a few are set at a time, and what was set is kept.

Setting a document takes a tenth of a second and a core. More than two at once would make everybody wait for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from fastapi.responses import Response
from starlette.requests import Request

from app import errors
from app.http.discreet import is_discreet
from app.http.reporting import Recent
from app.language import Language
from app.settings import PRODUCT_NAME
from reports.charts.card import chart_of, keys_of
from reports.documents.annex import Annex
from reports.documents.card import CardWords, Size, share_card
from reports.documents.chart_image import chart_png, chart_svg, source_line
from reports.documents.contribution import statement_pdf
from reports.documents.personal_pdf import Made, report_pdf
from reports.personal import PersonalReport
from reports.wording import N_

PDF, PNG, SVG = "application/pdf", "image/png", "image/svg+xml"
AT_ONCE = 2
PATIENCE_SECONDS = 15.0
WORDMARK = "page/rate"

_PLACES = BoundedSemaphore(AT_ONCE)
#: A document with thousands of rows takes seconds and half a gigabyte while it is made.
_LONG = BoundedSemaphore(1)
_SET: Recent[bytes] = Recent(16)


class Busy(errors.PagerateError):
    """Too many documents are being made; nothing is lost, and a moment later there is a place."""

    status = 503
    word = "busy"
    message = N_("Many files are being made just now. Wait a moment and try again.")


@dataclass(frozen=True, slots=True)
class Source:
    """A report in a language, the wordmark on its papers (or none), and what its papers are kept by."""

    report: PersonalReport
    words: Language
    brand: str
    key: Hashable


def report_paper(source: Source, annex: Annex | None = None) -> Response:
    """The report as PDF, with every row where there is an annex: one of these at a time, as it may be long."""

    def make() -> bytes:
        return report_pdf(source.report, source.words, Made(source.brand, annex))

    def make_long() -> bytes:
        with _place(_LONG):
            return _in_turn(make)

    if annex is None:
        return answer(_set(source, "report", make), PDF, "real-pay.pdf")
    return answer(_kept(source, "rows", make_long), PDF, "real-pay.pdf")


def statement_paper(source: Source) -> Response:
    """The contribution statement as PDF."""
    made = _set(source, "statement", lambda: statement_pdf(source.report, source.words, source.brand))
    return answer(made, PDF, "contribution.pdf")


def chart_image(source: Source, key: str, ending: str) -> Response:
    """A chart as PNG or SVG."""
    if key not in keys_of(source.report):
        raise errors.NotFound
    chart = chart_of(key, source.report, source.words)
    line = source_line(source.report, source.words, source.brand)
    name = f"real-pay-{key}.{ending}"
    if ending == "svg":
        return answer(chart_svg(chart, line), SVG, name)
    return answer(_set(source, ("chart", key), lambda: chart_png(chart, line)), PNG, name)


def card_image(card: CardWords, size: Size) -> Response:
    """A share card; what is on it is all it is kept by."""
    made = _SET.get((card, size), lambda: _in_turn(lambda: share_card(card, size)))
    return answer(made, PNG, f"card-{size}.png")


def answer(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _set(source: Source, what: Hashable, make: Callable[[], bytes]) -> bytes:
    return _kept(source, what, lambda: _in_turn(make))


def _kept(source: Source, what: Hashable, make: Callable[[], bytes]) -> bytes:
    return _SET.get((source.key, source.words.code, source.words.hides_amounts, source.brand, what), make)


def _in_turn(make: Callable[[], bytes]) -> bytes:
    with _place(_PLACES):
        return make()


@contextmanager
def _place(places: BoundedSemaphore) -> Iterator[None]:
    """Wait for a place; whoever waits too long is told so."""
    if not places.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        yield
    finally:
        places.release()


def brand_for(request: Request) -> str:
    """The wordmark on papers: none where this browser shows a neutral name."""
    if is_discreet(request):
        return ""
    name: str = request.app.state.settings.product_name
    return WORDMARK if name == PRODUCT_NAME else name
