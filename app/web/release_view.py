"""A release as it stands on a page: tables in words, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.language import Language
from app.web.release_tables import ShownBlock, blocks_on_page
from reports.charts.legend import patterns
from reports.charts.of_release import charts_of_table
from reports.charts.released import band_text
from reports.documents.release_charts import drawings_of
from reports.documents.release_words import label_of, mark_facts, notes, protection_facts
from reports.release import Release, ReleasedColumn, ReleasedTable, decoded, with_tables
from reports.wording import N_

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


#: What stands below a figure.
RANGES = N_(
    "The range below a figure is its 95% interval, rounded like the figure. Where there is none, it may not be told, or both "
    "its ends are the figure itself."
)


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart: what it finds, all of it in words, and its drawings."""

    finding: str
    text: str
    drawings: Markup


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the version with its charts, what its figures and the marks in it mean, and rows of which nothing is told."""

    key: str
    title: str
    note: str
    charts: tuple[ShownChart, ...]
    blocks: tuple[ShownBlock, ...]
    left_out: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """What stands on the page of a version, apart from its files."""

    days: str
    question: str
    writers: str
    facts: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    tables: tuple[ShownTable, ...]
    patterns: Markup


def view_of(content: bytes, tables: list[str], words: Language) -> ReleaseView:
    """Some tables of a stored result, in words."""
    shown = with_tables(decoded(content), tables)
    return ReleaseView(
        days=words.days(shown.period.start, shown.period.last),
        question=shown.question,
        writers=band_text(shown.writers, words),
        facts=tuple((fact.label, fact.text) for fact in protection_facts(shown, words)),
        why=tuple(map(words, WHY)),
        notes=(*notes(shown, words), words(RANGES)),
        marks=_marks(words),
        tables=tuple(_table(shown, table, words) for table in shown.tables),
        patterns=patterns(),
    )


def _marks(words: Language) -> tuple[tuple[str, str], ...]:
    return tuple((fact.label, fact.text) for fact in mark_facts(words))


def _table(shown: Release, table: ReleasedTable, words: Language) -> ShownTable:
    blocks, left_out = blocks_on_page(shown, table, words)
    used = {figure.mark for block in blocks for row in block.rows for figure in row.figures}
    return ShownTable(
        key=table.key,
        title=words(table.title),
        note=words(table.note) if table.note else "",
        charts=tuple(
            ShownChart(chart.finding, chart.text, drawings_of(chart))
            for chart in charts_of_table(shown, table, words)
            if not chart.is_bare
        ),
        blocks=blocks,
        left_out=left_out,
        meanings=tuple((label_of(column, words), _meaning(column, words)) for column in table.columns),
        marks=tuple((mark, text) for mark, text in _marks(words) if mark in used),
    )


def _meaning(column: ReleasedColumn, words: Language) -> str:
    return words(column.definition) + (f" {words(column.source)}" if column.source else "")
