"""What a writer takes along from Real pay: the report, its charts as images, the contribution statement."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup

from app.access import viewer_of
from app.http import papers
from app.http.deps import Database, OnFile
from app.http.owner import PerhapsSignedIn, SignedIn
from app.http.papers import Source
from app.http.reporting import state_of
from app.records.writer import WriterPublic
from app.store import frames
from app.web.realpay import read, read_days
from app.web.realpay_page import Reading
from app.web.rendering import render, words_for
from app.web.sample import sample_reading
from reports.charts.card import table
from reports.documents.annex import annex_of
from reports.documents.contribution import Statement, statement_json, statement_of
from reports.narrowing import rows_behind
from reports.parameters import Parameters

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """The contribution statement with its tables drawn, and where its files are."""

    said: Statement
    by_kind: Markup
    by_month: Markup
    own_words: bool
    query: tuple[tuple[str, str], ...]
    pdf: str
    json: str
    back: str


@router.get("/real-pay/report.pdf")
def report_pdf(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> Response:
    """The report of the days in the address; `rows=yes` adds every row."""
    reading = read(request, database, viewer, on_file)
    annex = None
    if request.query_params.get("rows") == "yes":
        ledger = frames.ledger_of(database, viewer_of(viewer))
        behind = rows_behind(reading.report) if reading.report.only else None
        annex = annex_of(ledger, reading.report.period, reading.words, behind)
    return papers.report_paper(_source(request, reading, viewer, on_file), annex)


@router.get("/real-pay/contribution")
def contribution(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The contribution statement as a page."""
    reading, own_words = read_days(request, database, viewer, on_file), _own_words(request)
    said, addresses = statement_of(reading.report, reading.words, own_words=own_words), reading.addresses
    more = {"own_words": "yes"} if own_words else {}
    page = ContributionPage(
        said=said,
        by_kind=table(said.by_kind),
        by_month=table(said.by_month),
        own_words=own_words,
        query=addresses.query,
        pdf=addresses.file("contribution.pdf", **more),
        json=addresses.file("contribution.json", **more),
        back=addresses.page(),
    )
    return render(request, "realpay/contribution.html", page, viewer=viewer, tab="real_pay")


@router.get("/real-pay/contribution.pdf")
def contribution_pdf(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> Response:
    """The contribution statement as PDF."""
    source = _source(request, read_days(request, database, viewer, on_file), viewer, on_file)
    return papers.statement_paper(source, own_words=_own_words(request))


@router.get("/real-pay/contribution.json")
def contribution_json(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> Response:
    """The contribution statement for programs."""
    report = read_days(request, database, viewer, on_file).report
    said = statement_json(report, own_words=_own_words(request))
    return JSONResponse(said, headers={"Content-Disposition": 'attachment; filename="contribution.json"'})


@router.get("/real-pay/{chart}.png")
def chart_png(
    request: Request, chart: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> Response:
    """A chart as an image in pixels."""
    source = _source(request, read(request, database, viewer, on_file), viewer, on_file)
    return papers.chart_image(source, chart, "png")


@router.get("/real-pay/{chart}.svg")
def chart_svg(
    request: Request, chart: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> Response:
    """A chart as a drawing that can be made larger."""
    source = _source(request, read(request, database, viewer, on_file), viewer, on_file)
    return papers.chart_image(source, chart, "svg")


@router.get("/sample/report.pdf")
def sample_pdf(request: Request, viewer: PerhapsSignedIn) -> Response:
    """The report of the sample."""
    return papers.report_paper(_sample(request, viewer))


@router.get("/sample/{chart}.png")
def sample_png(request: Request, chart: str, viewer: PerhapsSignedIn) -> Response:
    """A chart of the sample as an image in pixels."""
    return papers.chart_image(_sample(request, viewer), chart, "png")


@router.get("/sample/{chart}.svg")
def sample_svg(request: Request, chart: str, viewer: PerhapsSignedIn) -> Response:
    """A chart of the sample as a drawing."""
    return papers.chart_image(_sample(request, viewer), chart, "svg")


def _own_words(request: Request) -> bool:
    """Whether she asks for her own words for kinds of work."""
    return request.query_params.get("own_words") == "yes"


def _source(request: Request, reading: Reading, viewer: WriterPublic, on_file: Parameters) -> Source:
    key = (state_of(viewer, on_file), reading.report.period, reading.report.only)
    return Source(reading.report, reading.words, papers.brand_for(request), key)


def _sample(request: Request, viewer: WriterPublic | None) -> Source:
    reading = sample_reading(words_for(request, viewer))
    return Source(reading.report, reading.words, papers.brand_for(request), "sample")
