"""A chart of the report as a Plotly figure, for those who want to build on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from app import errors, language
from app.api.report import DayOrNone, Part, period_between, report_for
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from reports.charts.card import CHART_KEYS, chart_of, keys_of
from reports.charts.plotly.figure import figure_of

router = APIRouter(prefix="/api/v1", tags=["report"])

Key = Annotated[str, Path(description="Which chart.", json_schema_extra={"enum": list(CHART_KEYS)})]


@router.get("/charts/{key}", summary="A chart as a Plotly figure", operation_id="get_chart")
def get_chart(
    request: Request,
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    key: Key,
    *,
    part: Part,
    start: DayOrNone = None,
    end: DayOrNone = None,
) -> dict[str, Any]:
    """`data`, `layout` and `config`, as `Plotly.newPlot` takes them, with the numbers of the page.

    The words are in your language. `layout.meta` has the finding, the question and one sentence for those who cannot
    see the chart. `start` and `end` are the first and the last day, both included; without them it is the whole log.
    `platform`, `contract` and `kind` are those of the report. The months have no chart of one kind of work.
    """
    if key not in CHART_KEYS:
        raise errors.NotFound
    report = report_for(database, viewer, on_file, part, period_between(start, end))
    if key not in keys_of(report):
        raise errors.NotFound
    words = language.choose((viewer.language,), request.headers.get("accept-language", ""))
    return figure_of(chart_of(key, report, words), words)
