"""The report as JSON, for the phone and for anyone with an account."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from app import clock, errors
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.records.values import FIRST_DAY, LAST_DAY
from reports.documents.json import report_json
from reports.periods import ONE_DAY, Period
from reports.wording import N_

router = APIRouter(prefix="/api/v1", tags=["report"])

#: Every week up to `as_of` is looked at.
_AHEAD = timedelta(days=366)

DayOrNone = Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY)]


class HalfPeriod(errors.Invalid):
    """One end of the period without the other, or the wrong way round."""

    message = N_("Give both start and end, the end not before the start.")


@router.get("/report", summary="Your report", operation_id="get_report")
def get_report(
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    start: DayOrNone = None,
    end: DayOrNone = None,
    as_of: DayOrNone = None,
) -> dict[str, Any]:
    """Every figure with its definition, period, coverage, sources and rows.

    `start` and `end` are the first and the last day, both included; without them it is the whole log. `as_of` is
    the day the computation pretends is today, at most a year ahead.
    """
    if as_of is not None and as_of > clock.today(viewer.zone) + _AHEAD:
        raise errors.Invalid(fields={"as_of": N_("A report looks at most a year ahead.")})
    return report_json(report_of(database, viewer, on_file, period_between(start, end), as_of))


def period_between(start: date | None, end: date | None) -> Period | None:
    """The days from the first to the last, both included; None for the whole log."""
    if start is None and end is None:
        return None
    if start is None or end is None or end < start:
        raise HalfPeriod
    return Period(start, end + ONE_DAY)
