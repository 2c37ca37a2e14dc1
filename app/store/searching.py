"""Looking for tasks: by words, place, kind, pay, verdict and days; by month, so that no list is cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Table, extract, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from app.access import Viewer
from app.database import Connection
from app.records.task import TaskPublic
from app.store.rows import Rows
from reports.frames import Outcome

_ROWS = Rows("tasks", TaskPublic, by="worked_on")

#: Entries of one page; a month with more has more pages.
PAGE = 100


@dataclass(frozen=True)
class Words:
    """What was typed, and what it may mean: names of contracts and platforms, and kinds, that have it in them."""

    typed: str
    contract_ids: frozenset[UUID] = frozenset()
    platform_ids: frozenset[UUID] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wanted:
    """Which tasks are looked for; what is None is not asked."""

    words: Words | None = None
    contract_ids: frozenset[UUID] | None = None
    platform_id: UUID | None = None
    is_loose: bool = False
    kinds: frozenset[str] | None = None
    is_paid: bool | None = None
    outcome: Outcome | None = None
    first: date | None = None
    last: date | None = None
    contracts_of_platform: frozenset[UUID] = field(default=frozenset())
    contracts_of_kinds: frozenset[UUID] = field(default=frozenset())


def months(connection: Connection, viewer: Viewer, wanted: Wanted) -> list[tuple[date, int]]:
    """The months with such tasks, newest first, and how many each has."""
    day = _ROWS.table.c.worked_on
    year, month = extract("year", day), extract("month", day)
    query = (
        select(year, month, func.count())
        .where(*_where(viewer, wanted))
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
    )
    return [(date(int(row[0]), int(row[1]), 1), int(row[2])) for row in connection.execute(query)]


def of_month(
    connection: Connection, viewer: Viewer, wanted: Wanted, month: date, *, page: int = 1
) -> list[TaskPublic]:
    """Such tasks of a month, newest first, a page of them."""
    table = _ROWS.table
    query = (
        select(*(table.c[name] for name in TaskPublic.model_fields))
        .where(*_where(viewer, wanted), table.c.worked_on >= month, table.c.worked_on < _next(month))
        .order_by(table.c.worked_on.desc(), table.c.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [TaskPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def kinds(connection: Connection, viewer: Viewer) -> list[str]:
    """Every kind of work she logged."""
    kind = _ROWS.table.c.kind
    query = (
        select(kind)
        .distinct()
        .where(_ROWS.table.c.writer_id == viewer, _ROWS.table.c.withdrawn_at.is_(None), kind.is_not(None))
        .order_by(kind)
    )
    return [str(found) for found in connection.execute(query).scalars()]


def by_ids(connection: Connection, viewer: Viewer, ids: Iterable[UUID]) -> list[TaskPublic]:
    """The tasks of these ids that are hers and not withdrawn, newest first."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.id.in_(list(ids)), newest_first=True)


def known(connection: Connection, viewer: Viewer, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these ids a task of hers has, withdrawn or not."""
    table = _ROWS.table
    query = select(table.c.id).where(table.c.writer_id == viewer, table.c.id.in_(list(ids)))
    return set(connection.execute(query).scalars())


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _where(viewer: Viewer, wanted: Wanted) -> list[ColumnElement[bool]]:
    table = _ROWS.table
    found: list[ColumnElement[bool]] = [table.c.writer_id == viewer, table.c.withdrawn_at.is_(None)]
    if wanted.words is not None:
        found.append(_says(table, wanted.words))
    if wanted.contract_ids is not None:
        found.append(table.c.contract_id.in_(wanted.contract_ids))
    if wanted.platform_id is not None:
        of_platform = table.c.contract_id.in_(wanted.contracts_of_platform)
        found.append(
            of_platform | (table.c.contract_id.is_(None) & (table.c.platform_id == wanted.platform_id))
        )
    if wanted.is_loose:
        found.append(table.c.contract_id.is_(None))
    if wanted.kinds is not None:
        # Work without a kind of its own is of the kind of its contract.
        of_contract = table.c.kind.is_(None) & table.c.contract_id.in_(wanted.contracts_of_kinds)
        found.append(table.c.kind.in_(wanted.kinds) | of_contract)
    if wanted.is_paid is not None:
        found.append(table.c.is_paid.is_(wanted.is_paid))
    if wanted.outcome is not None:
        found.append(table.c.outcome == str(wanted.outcome))
    if wanted.first is not None:
        found.append(table.c.worked_on >= wanted.first)
    if wanted.last is not None:
        found.append(table.c.worked_on <= wanted.last)
    return found


def _says(table: Table, words: Words) -> ColumnElement[bool]:
    # SQLite knows the capitals of ASCII only; these forms find the usual ones of other letters.
    forms = {words.typed, words.typed.lower(), words.typed.upper(), words.typed.capitalize()}
    return or_(
        table.c.contract_id.in_(words.contract_ids),
        table.c.platform_id.in_(words.platform_ids),
        table.c.kind.in_(words.kinds),
        *(table.c[name].icontains(form, autoescape=True) for name in ("title", "note") for form in forms),
    )
