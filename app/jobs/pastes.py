"""A pasted table into a writer's log: what it would add, what is here already, and keeping it as one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from babel.core import get_global

from app.access import viewer_of
from app.database import Connection
from app.http import quick_log
from app.intake.table import Pasted
from app.intake.table_rows import Choice, Item, Problem, new_items, read_items, rows_of
from app.intake.table_values import LENGTH_UNITS, order_of, sign_of, unit_of
from app.records.task import TaskCreate
from app.records.writer import WriterPublic
from app.store import contracts, expenses, imports, payouts, platforms, tasks
from app.store.imports import Counts

FORMAT = "table"
#: Countries that write the month first; ZZ is none, and the platforms of most writers are American.
_MONTH_FIRST = frozenset("US PR GU VI AS MP UM PH CA ZZ".split())

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a table would do: lines that are new, lines the log has already, lines that cannot be read."""

    new: Sequence[Item]
    known: Sequence[Item]
    problems: Sequence[Problem]


def look(
    connection: Connection, writer: WriterPublic, pasted: Pasted, choice: Choice, *, keeps_known: bool = False
) -> Look:
    """Read every line and hold it against the log; nothing is kept.

    A line of work that the rest of its day leaves no room for cannot be kept; what is known already is asked
    only when it `keeps_known`.
    """
    items, problems = read_items(pasted, choice)
    if not items:
        return Look((), (), problems)
    days = [item.values["day"] for item in items]
    here = _ALREADY[choice.of](connection, writer, min(days), max(days) + timedelta(days=1))
    new, known = new_items(items, here)
    if choice.of != "work":
        return Look(new, known, problems)
    asked = sorted([*new, *known], key=lambda item: item.line) if keeps_known else new
    refused = {one.line: one for one in _contradictions(connection, writer, pasted, choice, asked)}
    new, known = ([item for item in listed if item.line not in refused] for listed in (new, known))
    return Look(new, known, sorted([*problems, *refused.values()], key=lambda one: one.line))


def _contradictions(
    connection: Connection, writer: WriterPublic, pasted: Pasted, choice: Choice, items: Sequence[Item]
) -> Iterator[Problem]:
    """What the quick log refuses of lines of work: days of more than 24 hours, lengths beyond their clock times."""
    said = [
        TaskCreate(
            worked_on=item.values["day"],
            is_paid=True,
            seconds=item.values["seconds"],
            started_at=item.values.get("started_at"),
            ended_at=item.values.get("ended_at"),
        )
        for item in items
    ]
    cells, at = dict(pasted.rows), {field: at for at, field in choice.columns.items()}.get("duration", 0)
    for item, found in zip(items, quick_log.contradictions_of_many(connection, writer, said), strict=True):
        if found:
            value = "".join(cells[item.line][at : at + 1])
            yield Problem(item.line, "duration", next(iter(found.values())), value)


def ways(pasted: Pasted, columns: Mapping[int, str], zone: str) -> dict[str, str]:
    """How days, numbers and lengths are written, guessed from all cells of their columns.

    Days that could be either are read as people write them in the zone.
    """
    by_field = {field: at for at, field in columns.items()}
    days = pasted.column(by_field["day"]) if "day" in by_field else []
    amounts = [
        cell
        for field in ("pay", "amount", "fee")
        if field in by_field
        for cell in pasted.column(by_field[field])
    ]
    at = by_field.get("duration")
    unit = unit_of(pasted.names[at], pasted.column(at))[0] if at is not None else LENGTH_UNITS[0]
    return {"days": order_of(days, usual_order(zone))[0], "sign": sign_of(amounts)[0], "unit": unit}


def usual_order(zone: str) -> str:
    """How days are written where a zone is; a zone of no country has the order of most platforms.

    >>> usual_order("America/Los_Angeles"), usual_order("Asia/Kolkata"), usual_order("UTC")
    ('mdy', 'dmy', 'mdy')
    """
    name = get_global("zone_aliases").get(zone, zone)
    return "mdy" if get_global("zone_territories").get(name, "ZZ") in _MONTH_FIRST else "dmy"


def keep(
    connection: Connection, writer: WriterPublic, items: Sequence[Item], choice: Choice, name: str
) -> Counts:
    """Keep lines as one batch that can be undone; a line that was pasted before is left alone."""
    rows = _own_places(connection, writer, rows_of(items, choice))
    return imports.record(connection, viewer_of(writer), rows, FORMAT, name)


def _own_places(
    connection: Connection, writer: WriterPublic, rows: dict[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The same rows with the writer's own contracts where the platform and the name are theirs."""
    names = {row["id"]: row["name"].casefold() for row in rows["platforms"]}
    own_platforms = {row.id: row.name.casefold() for row in platforms.list_all(connection, viewer_of(writer))}
    own: dict[tuple[str, str], UUID] = {
        (own_platforms.get(row.platform_id, ""), row.name.casefold()): row.id
        for row in contracts.list_all(connection, viewer_of(writer))
    }
    known = {
        row["id"]: own[place]
        for row in rows["contracts"]
        if (place := (names[row["platform_id"]], row["name"].casefold())) in own
    }
    moved = {
        noun: [_moved(row, known) for row in listed if row["id"] not in known]
        for noun, listed in rows.items()
    }
    return {noun: listed for noun, listed in moved.items() if listed}


def _moved(row: Mapping[str, Any], known: Mapping[str, UUID]) -> dict[str, Any]:
    own = known.get(str(row.get("contract_id")))
    return {**row, "contract_id": own} if own else dict(row)


def _tasks(connection: Connection, writer: WriterPublic, start: date, end: date) -> Counter[Key]:
    return Counter(
        (
            row.worked_on,
            row.seconds,
            row.expected_minor,
            row.currency if row.expected_minor is not None else None,
            (row.kind or "").casefold(),
        )
        for row in tasks.list_between(connection, viewer_of(writer), start, end)
    )


def _payouts(connection: Connection, writer: WriterPublic, start: date, end: date) -> Counter[Key]:
    rows = payouts.list_between(connection, viewer_of(writer), start, end)
    return Counter((row.arrived_on, None, row.gross_minor, row.currency, "") for row in rows)


def _expenses(connection: Connection, writer: WriterPublic, start: date, end: date) -> Counter[Key]:
    rows = expenses.list_between(connection, viewer_of(writer), start, end)
    return Counter(
        (row.spent_on, None, row.amount_minor, row.currency, (row.category or "").casefold()) for row in rows
    )


_ALREADY = {"work": _tasks, "payments": _payouts, "costs": _expenses}
