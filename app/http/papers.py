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
from app.settings import PRODUCT_NAME, Settings
from reports.charts.card import chart_of, keys_of
from reports.documents.annex import Annex
from reports.documents.card import CardWords, Size, share_card
from reports.documents.chart_image import chart_png, chart_svg, source_line
from reports.documents.contribution import statement_pdf
from reports.documents.personal_pdf import Made, report_pdf
from reports.personal import PersonalReport
from reports.sharing import Saying
from reports.wording import N_

PDF, PNG, SVG = "application/pdf", "image/png", "image/svg+xml"
AT_ONCE = 2
WAITING, CARDS_WAITING = 8, 4
PATIENCE_SECONDS = 15.0
WORDMARK = "page/rate"

_PLACES = BoundedSemaphore(AT_ONCE)
#: A document with thousands of rows takes seconds and half a gigabyte while it is made.
_LONG = BoundedSemaphore(1)
#: Whoever waits keeps a thread from pages. Cards are asked for by strangers, so these wait in a line of their own.
_WAITING = BoundedSemaphore(WAITING)
_CARDS_WAITING = BoundedSemaphore(CARDS_WAITING)
_SET: Recent[bytes] = Recent(16)
#: Cards of shared pages stand apart: however many are asked for, the papers of writers are kept.
_CARDS: Recent[bytes] = Recent(64)


class Busy(errors.PagerateError):
    """Too many documents are being made; nothing is lost, and a moment later there is a place."""

    status = 503
    word = "busy"
    message = N_("Many files are being made just now. Wait a moment and try again.")
    retry_after_seconds = 5


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

    made = _set(source, "report", make) if annex is None else _set_long(source, "rows", make)
    return answer(made, PDF, "real-pay.pdf")


def statement_paper(source: Source, *, own_words: bool = False) -> Response:
    """The contribution statement as PDF."""

    def make() -> bytes:
        return statement_pdf(source.report, source.words, source.brand, own_words=own_words)

    made = _set(source, ("statement", own_words), make)
    return answer(made, PDF, "contribution.pdf")


def chart_image(source: Source, key: str, ending: str) -> Response:
    """A chart as PNG or SVG, in words for others: it goes into chats and texts, where nobody knows who “you” is."""
    if key not in keys_of(source.report):
        raise errors.NotFound
    chart = chart_of(key, source.report, Saying.in_full(source.words))
    line = source_line(source.report, source.words, source.brand)
    name = f"real-pay-{key}.{ending}"
    if ending == "svg":
        return answer(chart_svg(chart, line), SVG, name)
    return answer(_set(source, ("chart", key), lambda: chart_png(chart, line)), PNG, name)


def card_image(card: CardWords, size: Size, *, for_others: bool = False) -> Response:
    """A share card; what is on it is all it is kept by."""
    line = _CARDS_WAITING if for_others else _WAITING
    made = _once(_CARDS, (card, size), lambda: share_card(card, size), line)
    return answer(made, PNG, f"card-{size}.png")


def size_asked(request: Request) -> Size:
    """The size of a card, as its address says: `size=tall` for a phone held upright."""
    return "tall" if request.query_params.get("size") == "tall" else "wide"


def answer(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _set(source: Source, what: Hashable, make: Callable[[], bytes]) -> bytes:
    return _once(_SET, _key_of(source, what), make, _WAITING)


def _set_long(source: Source, what: Hashable, make: Callable[[], bytes]) -> bytes:
    kept = _SET.find(_key_of(source, what))
    if kept is not None:
        return kept
    with _place(_LONG, _WAITING):
        return _set(source, what, make)


def _key_of(source: Source, what: Hashable) -> Hashable:
    return (source.key, source.words.code, source.words.hides_amounts, source.brand, what)


def _once(papers: Recent[bytes], key: Hashable, make: Callable[[], bytes], line: BoundedSemaphore) -> bytes:
    """What is kept, else made in turn: whoever had a place before may have wanted the same."""
    kept = papers.find(key)
    return kept if kept is not None else _in_turn(lambda: papers.get(key, make), line)


def _in_turn(make: Callable[[], bytes], line: BoundedSemaphore = _WAITING) -> bytes:
    with _place(_PLACES, line):
        return make()


@contextmanager
def _place(places: BoundedSemaphore, line: BoundedSemaphore) -> Iterator[None]:
    """Take a place, or wait for one in this line; where the line is full, or takes too long, that is said."""
    if not places.acquire(blocking=False):
        _wait(places, line)
    try:
        yield
    finally:
        places.release()


def _wait(places: BoundedSemaphore, line: BoundedSemaphore) -> None:
    if not line.acquire(blocking=False):
        raise Busy
    try:
        if not places.acquire(timeout=PATIENCE_SECONDS):
            raise Busy
    finally:
        line.release()


def brand_for(request: Request) -> str:
    """The wordmark on a writer's own papers: none where this browser shows a neutral name."""
    return "" if is_discreet(request) else wordmark(request.app.state.settings)


def wordmark(settings: Settings) -> str:
    """The wordmark on what others see: the same whoever asks."""
    return WORDMARK if settings.product_name == PRODUCT_NAME else settings.product_name
