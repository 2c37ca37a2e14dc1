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
    columns = ("_worker_id", "_started_at", "_created_at", "_unit_id", "_id", "id")
    rows = list(table.rows(*(table.at(name) for name in columns)))
    day_first = _day_first(table.file, rows)
    keys = _keys([cells for _, cells in rows])
    judgments = [
        _judgment(table.file, line, key, cells, zone, day_first=day_first)
        for key, (line, cells) in zip(keys, rows, strict=True)
        if cells[0] not in BLANK
    ]
    left_out = sum(any(cells) for _, cells in rows if cells[0] in BLANK)
    return Intake(_paged(judgments), {"no_assignment": left_out} if left_out else {})


def _keys(rows: list[tuple[str, ...]]) -> list[str]:
    """What each judgment is known by: its `_id`, or what was judged, by whom and when.

    Some files call it `id`; but a column of that name can also name what was judged, and then it repeats.
    """
    for place in (4, 5):
        keys = [cells[place] for cells in rows]
        if len(set(keys) - BLANK) == len(keys):
            return keys
    return [cells[4] or f"{cells[3]} {cells[0]} {cells[1]}" for cells in rows]


def _judgment(
    file: str, line: int, key: str, cells: tuple[str, ...], zone: tzinfo, *, day_first: bool
) -> Assignment:
    worker, start, end, unit = cells[:4]
    try:
        accepted, submitted = (_instant(time, zone, day_first=day_first) for time in (start, end))
    except ValueError as error:
        raise UnreadableRow(file, line, str(error)) from None
    return Assignment(
        platform=PLATFORM,
        assignment_id=key,
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
    pages: dict[tuple[str, int | None, int], list[Assignment]] = {}
    for judgment in judgments:
        alone = judgment.line if judgment.accepted is None else 0  # without a start nothing shows the page
        pages.setdefault((judgment.worker_id, judgment.accepted, alone), []).append(judgment)
    paged: list[Assignment] = []
    for (_, start, _), page in pages.items():
        end = max((judgment.submitted for judgment in page if judgment.submitted is not None), default=None)
        span = None if start is None or end is None or end < start else end - start
        first, *others = (judgment._replace(submitted=end, work_seconds=span) for judgment in page)
        paged.append(first)
        paged += (other if span is None else other._replace(work_seconds=0) for other in others)
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
