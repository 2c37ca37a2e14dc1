"""One version of a period's report: its tables on the page, what is hidden and why, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import errors
from app.database import Connection, transaction
from app.http import papers
from app.http.deps import Database
from app.http.owner import SignedIn
from app.jobs.release_files import FORMATS
from app.language import Language, for_code
from app.records.release import ReleasePublic
from app.records.writer import WriterPublic
from app.store import campaigns, releases
from app.web.rendering import render, words_for
from reports.charts.released import (
    band_text,
    dimension_name,
    figure_in,
    figure_text,
    is_whole,
    value_name,
    value_text,
    writers_in,
)
from reports.documents.release_words import mark_facts, notes, protection_facts
from reports.release import Release, ReleasedColumn, ReleasedRow, ReleasedTable, decoded, with_tables
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/releases/{starts_on}/{number}")

#: Why a cell is hidden, in the order of the rules.
WHY = (
    N_(
        "A cell is hidden when fewer writers than the smallest group are in it, or when one of them stands out."
    ),
    N_("More cells are hidden so that nobody can reckon those from the others."),
    N_(
        "Figures that a platform could compute from its own books are few, so that it cannot find out which of its "
        "writers are counted."
    ),
    N_(
        "Then a second program tries to break it, from outside and as each of the writers. What it could break is not released."
    ),
)


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure, or the words in its place."""

    text: str
    limits: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: what it is of, its band of writers, its figures."""

    names: tuple[str, ...]
    writers: str
    figures: tuple[ShownFigure, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A heading, and what it means."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the version."""

    key: str
    title: str
    note: str
    dimensions: tuple[str, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One version."""

    address: str
    back: str
    days: str
    number: int
    question: str
    writers: str
    facts: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    tables: tuple[ShownTable, ...]


@router.get("")
def show(
    request: Request, campaign_id: UUID, starts_on: date, number: int, *, database: Database, me: SignedIn
) -> HTMLResponse:
    """The tables of a version."""
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    shown = _shown(database, me, version)
    address = f"/campaigns/{campaign_id}/releases/{starts_on}/{number}"
    page = ReleasePage(
        address=address,
        back=f"/campaigns/{campaign_id}/releases",
        days=words.days(shown.period.start, shown.period.last),
        number=number,
        question=shown.question,
        writers=band_text(shown.writers, words),
        facts=tuple((fact.label, fact.text) for fact in protection_facts(shown, words)),
        why=tuple(map(words, WHY)),
        notes=notes(words),
        marks=tuple((fact.label, fact.text) for fact in mark_facts(words)),
        languages=tuple(
            _files(code, names, address, words)
            for code, names in releases.file_names(database, version).items()
        ),
        tables=tuple(_table(shown, table, words) for table in shown.tables),
    )
    return render(request, "campaign/release.html", page, viewer=me, tab="reports", campaign=campaign)


@router.get("/{name}")
def download(
    request: Request,
    campaign_id: UUID,
    starts_on: date,
    number: int,
    name: str,
    *,
    database: Database,
    me: SignedIn,
) -> Response:
    """A file as it was stored, in the language asked for, else the campaign's first; the audit log says so."""
    if name not in FORMATS:
        raise errors.NotFound
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    stored = releases.file_names(database, version)
    asked = request.query_params.get("language", "")
    language = asked if asked in stored else me.language if me.language in stored else next(iter(stored))
    content = releases.file_of(database, version, language, name)
    with transaction(request.app.state.engine) as noting:
        releases.note_download(noting, me.id, campaign_id)
    return papers.answer(content, FORMATS[name].media_type, _file_name(version, language, name))


def _shown(database: Connection, me: WriterPublic, version: ReleasePublic) -> Release:
    whole = decoded(releases.content(database, me.id, version.campaign_id, version.starts_on))
    return with_tables(whole, version.tables)


def _files(
    code: str, names: list[str], address: str, words: Language
) -> tuple[str, tuple[tuple[str, str], ...]]:
    listed = (name for name in FORMATS if name in names)
    return for_code(code).name, tuple(
        (words(FORMATS[name].name), f"{address}/{name}?language={code}") for name in listed
    )


def _table(shown: Release, table: ReleasedTable, words: Language) -> ShownTable:
    return ShownTable(
        key=table.key,
        title=words(table.title),
        note=words(table.note) if table.note else "",
        dimensions=tuple(dimension_name(one, words) for one in table.dimensions),
        columns=tuple(_column(column, words) for column in table.columns),
        rows=tuple(_row(shown, table, row, words) for row in table.rows),
    )


def _column(column: ReleasedColumn, words: Language) -> ShownColumn:
    source = f" {words(column.source)}" if column.source else ""
    return ShownColumn(words(column.label), words(column.definition) + source)


def _row(shown: Release, table: ReleasedTable, row: ReleasedRow, words: Language) -> ShownRow:
    return ShownRow(
        names=tuple(value_name(shown, one, row.values[one], words) for one in table.dimensions),
        writers=band_text(writers_in(row), words),
        figures=tuple(_figure(shown, row, column, words) for column in table.columns),
        is_total=bool(table.dimensions) and is_whole(row),
    )


def _figure(shown: Release, row: ReleasedRow, column: ReleasedColumn, words: Language) -> ShownFigure:
    figure = figure_in(row, column.key)
    text = "" if figure.value is None else figure_text(figure, column.unit, shown.currency, words)
    limits = ""
    if figure.low is not None and figure.high is not None:
        limits = words(
            N_("{low} to {high}"),
            low=value_text(figure.low, column.unit, shown.currency, words),
            high=value_text(figure.high, column.unit, shown.currency, words),
        )
    return ShownFigure(text, limits, figure.mark.value)


def _file_name(version: ReleasePublic, language: str, name: str) -> str:
    return f"{version.starts_on:%Y-%m}-v{version.number}-{language}-{name}"
