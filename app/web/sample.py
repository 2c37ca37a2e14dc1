"""The sample: the same pages over the composed ledger, for anyone to read."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.http.owner import PerhapsSignedIn
from app.http.reporting import Recent
from app.intake.sample import AS_OF, PERIOD, sample_ledger
from app.language import Language
from app.web.realpay_page import (
    PART_NAMES,
    Reading,
    RealPayPage,
    chart_csv,
    chart_figure,
    explain_csv,
    explain_page,
    real_pay_page,
)
from app.web.realpay_words import Addresses
from app.web.rendering import render, words_for
from reports import personal
from reports.personal import PersonalReport

router = APIRouter(include_in_schema=False)

_PAGES: Recent[RealPayPage] = Recent(8)


@cache
def sample_report() -> PersonalReport:
    """The report of the sample, by our own figures alone; it never changes."""
    return personal.report(sample_ledger().ledger(), as_of=AS_OF, period=PERIOD)


@router.get("/sample")
def sample(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """The Real pay page of the sample, marked as such."""
    words = words_for(request, viewer)
    page = _PAGES.get((words.code, words.hides_amounts), lambda: real_pay_page(sample_reading(words)))
    return render(request, "realpay/page.html", page, viewer=viewer)


@router.get("/sample/explain/{key}.csv")
def explain_file(request: Request, key: str, viewer: PerhapsSignedIn) -> Response:
    """The parts of a figure as a file."""
    return explain_csv(sample_reading(words_for(request, viewer)), key, _chosen(request))


@router.get("/sample/explain/{key}")
def explain(request: Request, key: str, viewer: PerhapsSignedIn) -> HTMLResponse:
    """What is behind a figure: “How is this computed?”."""
    page = explain_page(sample_reading(words_for(request, viewer)), key, _chosen(request))
    return render(request, "realpay/explain.html", page, viewer=viewer)


@router.get("/sample/{chart}.csv")
def chart_file(request: Request, chart: str, viewer: PerhapsSignedIn) -> Response:
    """A chart's table as a file."""
    return chart_csv(sample_reading(words_for(request, viewer)), chart)


@router.get("/sample/{chart}.json")
def figure(request: Request, chart: str, viewer: PerhapsSignedIn) -> Response:
    """A chart as a Plotly figure."""
    return chart_figure(sample_reading(words_for(request, viewer)), chart)


def _chosen(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.query_params.items() if name in PART_NAMES}


def sample_reading(words: Language) -> Reading:
    """The sample in a language."""
    return Reading(sample_report(), words, Addresses("/sample"), is_sample=True)
