"""The report as JSON, for the phone and for anyone with an account."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app import clock, errors, language
from app.access import viewer_of
from app.database import Connection
from app.http import papers
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_asked, report_of, state_of
from app.records.values import FIRST_DAY, LAST_DAY
from app.records.writer import WriterPublic
from app.store import frames
from reports.documents.annex import annex_of
from reports.documents.contribution import statement_json
from reports.documents.json import report_json
from reports.narrowing import rows_behind
from reports.parameters import Parameters
from reports.periods import ONE_DAY, Period
from reports.personal import PersonalReport
from reports.wording import N_

router = APIRouter(prefix="/api/v1", tags=["report"])

#: Every week up to `as_of` is looked at.
_AHEAD = timedelta(days=366)

#: An id, or a kind of work in her own words.
_LONGEST = 200

DayOrNone = Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY)]

_PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The document",
        "content": {papers.PDF: {"schema": {"type": "string", "format": "binary"}}},
    },
}


Chosen = Annotated[str | None, Query(max_length=_LONGEST)]


async def asked_part(
    platform: Chosen = None, contract: Chosen = None, kind: Chosen = None
) -> dict[str, str | None]:
    """What part of the log an address asks for, by name; nothing is waited for, so no thread."""
    return {"platform": platform, "contract": contract, "kind": kind}


Part = Annotated[dict[str, str | None], Depends(asked_part)]


class HalfPeriod(errors.Invalid):
    """One end of the period without the other, or the wrong way round."""

    message = N_("Give both start and end, the end not before the start.")


@router.get("/report", summary="Your report", operation_id="get_report")
def get_report(
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    part: Part,
    start: DayOrNone = None,
    end: DayOrNone = None,
    as_of: DayOrNone = None,
) -> dict[str, Any]:
    """Every figure with its definition, period, coverage, sources and rows.

    `start` and `end` are the first and the last day, both included; without them it is the whole log. `as_of` is
    the day the computation pretends is today, at most a year ahead. `platform` and `contract` (their ids) and `kind`
    (the word of a kind of work) ask for the numbers of that part of the log; `none` is what belongs to none of them.
    The answer then names what was asked for under `only`, and under `of_all_work` the figures, benefit lines, topics
    and lists that are still of all the work.
    """
    _check_day(as_of, viewer)
    return report_json(report_for(database, viewer, on_file, part, period_between(start, end), as_of=as_of))


@router.get(
    "/report.pdf",
    summary="Your report as a document",
    operation_id="get_report_pdf",
    response_class=Response,
    responses=_PDF,
)
def get_report_pdf(
    request: Request,
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    part: Part,
    start: DayOrNone = None,
    end: DayOrNone = None,
    as_of: DayOrNone = None,
    rows: bool = False,
) -> Response:
    """A summary, the charts, all numbers, the method and the sources, as a tagged PDF in your language.

    `start`, `end`, `as_of`, `platform`, `contract` and `kind` are those of the report; with `rows` every row of the
    period is appended.
    """
    _check_day(as_of, viewer)
    report = report_for(database, viewer, on_file, part, period_between(start, end), as_of=as_of)
    source = _source(request, report, viewer, on_file)
    annex = None
    if rows:
        ledger = frames.ledger_of(database, viewer_of(viewer))
        annex = annex_of(ledger, report.period, source.words, rows_behind(report) if report.only else None)
    return papers.report_paper(source, annex)


@router.get("/contribution", summary="Your contribution statement", operation_id="get_contribution")
def get_contribution(
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    start: DayOrNone = None,
    end: DayOrNone = None,
    own_words: bool = False,
) -> dict[str, Any]:
    """Hours, units, pay for a unit and credit, by month and kind of work; no names, no titles, no ids.

    With `own_words` kinds of work and units are in your own words, which may tell what you promised to keep secret.
    """
    return statement_json(
        report_of(database, viewer, on_file, period_between(start, end)), own_words=own_words
    )


@router.get(
    "/contribution.pdf",
    summary="Your contribution statement as a document",
    operation_id="get_contribution_pdf",
    response_class=Response,
    responses=_PDF,
)
def get_contribution_pdf(
    request: Request,
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    start: DayOrNone = None,
    end: DayOrNone = None,
    own_words: bool = False,
) -> Response:
    """The statement as a tagged PDF in your language; `own_words` as in the JSON."""
    report = report_of(database, viewer, on_file, period_between(start, end))
    return papers.statement_paper(_source(request, report, viewer, on_file), own_words=own_words)


def _source(
    request: Request, report: PersonalReport, viewer: WriterPublic, on_file: Parameters
) -> papers.Source:
    words = language.choose((viewer.language,), request.headers.get("accept-language", ""))
    key = (state_of(viewer, on_file), report.period, report.as_of, report.only)
    return papers.Source(report, words, papers.brand_for(request), key)


def _check_day(as_of: date | None, viewer: WriterPublic) -> None:
    if as_of is not None and as_of > clock.today(viewer.zone) + _AHEAD:
        raise errors.Invalid(fields={"as_of": N_("A report looks at most a year ahead.")})


def report_for(
    database: Connection,
    viewer: WriterPublic,
    on_file: Parameters,
    part: Part,
    period: Period | None,
    *,
    as_of: date | None = None,
) -> PersonalReport:
    """The report of a part of the log; one that is not hers is not found."""
    report = report_asked(database, viewer, on_file, part, period=period, as_of=as_of)
    if report is None:
        raise errors.NotFound
    return report


def period_between(start: date | None, end: date | None) -> Period | None:
    """The days from the first to the last, both included; None for the whole log."""
    if start is None and end is None:
        return None
    if start is None or end is None or end < start:
        raise HalfPeriod
    return Period(start, end + ONE_DAY)
