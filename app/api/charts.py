"""A chart of the report as a Plotly figure, for those who want to build on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from app import errors, language
from app.api.report import DayOrNone, period_between
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from reports.charts.card import CHART_KEYS, chart_of
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
    start: DayOrNone = None,
    end: DayOrNone = None,
) -> dict[str, Any]:
    """`data`, `layout` and `config`, as `Plotly.newPlot` takes them, with the numbers of the page.

    The words are in your language. `layout.meta` has the finding, the question and one sentence for those who cannot
    see the chart. `start` and `end` are the first and the last day, both included; without them it is the whole log.
    """
    if key not in CHART_KEYS:
        raise errors.NotFound
    report = report_of(database, viewer, on_file, period_between(start, end))
    words = language.choose((viewer.language,), request.headers.get("accept-language", ""))
    return figure_of(chart_of(key, report, words), words)
