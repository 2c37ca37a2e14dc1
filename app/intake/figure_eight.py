"""Figure Eight, earlier CrowdFlower, later Appen: the full report, one row per judgment.

A page shows several units at once. Its judgments have the same worker and the same start, so the page's
time is counted once, on its first row. The file states no pay and no time zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import lru_cache

from app.intake.assignments import UNSTATED, Assignment, Intake
from app.intake.instants import quoted, seconds_since_1970
from app.intake.mishaps import UnreadableRow
from app.intake.reading import BLANK, Layout, Table

PLATFORM = "Figure Eight"
FULL_REPORT = Layout(
    "Figure Eight full report", frozenset({"_worker_id", "_started_at", "_created_at"}), key="_worker_id"
)

_TIME = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d\d)(?::(\d\d))?")
_LAST_MONTH = 12


def read(table: Table, zone: tzinfo) -> Intake:
    """Every judgment, with the span of its page; times are read in `zone`."""
    columns = ("_worker_id", "_started_at", "_created_at", "_unit_id")
    rows = list(table.rows(*(table.at(name) for name in columns), table.at("_id", "id")))
    day_first = _day_first(table.file, rows)
    judgments = [
        _judgment(table.file, line, cells, zone, day_first=day_first)
        for line, cells in rows
        if cells[0] not in BLANK
    ]
    left_out = sum(any(cells) for _, cells in rows if cells[0] in BLANK)
    return Intake(_paged(judgments), {"no_assignment": left_out} if left_out else {})


def _judgment(file: str, line: int, cells: tuple[str, ...], zone: tzinfo, *, day_first: bool) -> Assignment:
    worker, start, end, unit, key = cells
    try:
        accepted, submitted = (_instant(time, zone, day_first=day_first) for time in (start, end))
    except ValueError as error:
        raise UnreadableRow(file, line, str(error)) from None
    return Assignment(
        platform=PLATFORM,
        # Without an id of its own a judgment is known by what it judges, by whom and when.
        assignment_id=key or f"{unit} {worker} {start}",
        worker_id=worker,
        hit_id=unit,
        hit_type_id="",
        title="",
        status=UNSTATED,
        reward_minor=None,
        currency="",
        accepted=accepted,
        submitted=submitted,
        decided="",
        work_seconds=None,
        file=file,
        line=line,
    )


def _paged(judgments: Iterable[Assignment]) -> list[Assignment]:
    """Give every judgment the span of its page, and the page's seconds to the first of them."""
    pages: dict[tuple[str, int | None], list[Assignment]] = {}
    for judgment in judgments:
        pages.setdefault((judgment.worker_id, judgment.accepted), []).append(judgment)
    paged: list[Assignment] = []
    for (_, accepted), page in pages.items():
        ends = [judgment.submitted for judgment in page if judgment.submitted is not None]
        known = accepted is not None and bool(ends) and max(ends) >= accepted
        end = max(ends) if ends else None
        for place, judgment in enumerate(page):
            seconds = None if not known else (end or 0) - (accepted or 0) if place == 0 else 0
            paged.append(judgment._replace(submitted=end, work_seconds=seconds))
    return sorted(paged, key=lambda judgment: judgment.line)


def _day_first(file: str, rows: Iterable[tuple[int, tuple[str, ...]]]) -> bool:
    """One order for the whole file: month first, as this platform writes, unless a day above 12 proves the other."""
    proofs: dict[bool, int] = {}
    for line, cells in rows:
        for time in cells[1:3]:
            first, second, *_ = *time.strip().split("/"), "", ""
            for part, day_first in ((first, True), (second, False)):
                if part.isdecimal() and int(part) > _LAST_MONTH:
                    proofs.setdefault(day_first, line)
    if len(proofs) > 1:
        raise UnreadableRow(file, max(proofs.values()), "some dates put the day first and some the month")
    return True in proofs


@lru_cache(maxsize=100_000)
def _instant(text: str, zone: tzinfo, *, day_first: bool) -> int | None:
    if text in BLANK:
        return None
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{quoted(text)} is not a time")
    first, second, year, hour, minute, seconds = (int(part or 0) for part in found.groups())
    month, day = (second, first) if day_first else (first, second)
    try:
        return seconds_since_1970(datetime(year, month, day, hour, minute, seconds, tzinfo=zone))
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a time") from None
