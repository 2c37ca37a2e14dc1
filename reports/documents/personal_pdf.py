"""The personal report as a document: a page that sums up, the charts, all numbers, the method and the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from reports.charts.card import charts_of
from reports.charts.explain import shown_value, slices_table, sources_of
from reports.charts.model import Chart, Table, caveat_of
from reports.charts.scope import scoped
from reports.charts.summary import fact_words, head_words, left_out_words
from reports.definitions import DEFINITIONS, definition_of
from reports.definitions.topics import TOPICS
from reports.documents.annex import MOST_ROWS, Annex
from reports.documents.letters import showable
from reports.documents.pictures.of_chart import figure_of
from reports.documents.pictures.svg import svg_of
from reports.documents.table_data import table_data
from reports.documents.typesetting import pdf
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

#: Width of the drawing on the first page, and of those that stand two in a row; they are set smaller on the paper.
_WIDE, _HALF = 700, 380
#: A table with more rows stands in the annex.
_MOST_ROWS = 40
#: So many platforms and contracts are listed.
_MOST_PARTS = 100

#: The words of the template that are not of one writer.
_WORDS = {
    "title": N_("Real pay"),
    "label": N_("What an hour of your work paid"),
    "promised": N_("Promised"),
    "charts": N_("The charts"),
    "tables": N_("The numbers of the charts"),
    "platforms": N_("By platform"),
    "contracts": N_("By contract"),
    "numbers": N_("All numbers"),
    "method": N_("How each number is made"),
    "method_note": N_(
        "These are the numbers of this report. An hour is an hour of work, paid or not, unless it says so."
    ),
    "sources": N_("Sources"),
    "annex": N_("Every row"),
    "page": N_("Page {page} of {pages}"),
    "you": N_("“You” is the writer who logged this work."),
    "advice": N_("It informs. It is no tax or legal advice."),
}


@dataclass(frozen=True, slots=True)
class Made:
    """What a document says about itself: the wordmark (or nothing), and rows to append (or none)."""

    brand: str = ""
    annex: Annex | None = None


def report_pdf(report: PersonalReport, words: Wording, made: Made | None = None) -> bytes:
    """The document, tagged, in the reader's language; the same report makes the same bytes."""
    return pdf("report.typ", report_data(report, words, made or Made()), report.as_of)


def report_data(report: PersonalReport, words: Wording, made: Made) -> dict[str, Any]:
    """Everything the template sets, as words and drawings."""
    days = words.days(report.period.start, max(report.period.start, report.period.last))
    said = {key: words(message) for key, message in _WORDS.items()}
    return {
        "lang": words.code,
        "brand": made.brand,
        "words": said,
        "title": f"{scoped(said['title'], report, words)}, {days}",
        "days": scoped(days, report, words),
        "made": words(N_("As logged by the writer. Made on {day}."), day=words.day(report.as_of)),
        "head": head_words(report, words),
        "facts": fact_words(report, words),
        "left_out": left_out_words(report, words),
        "charts": [
            _chart(chart, words, _HALF if place else _WIDE)
            for place, chart in enumerate(charts_of(report, words))
        ],
        "slices": [
            _parts(said[title], parts, slices_table(parts[:_MOST_PARTS], report, words, heading), words)
            for title, heading, parts in (
                ("platforms", N_("Platform"), _most_hours_first(report.by_platform)),
                ("contracts", N_("Contract"), _most_hours_first(report.by_contract)),
            )
            if parts
        ],
        "topics": [_topic(key, report, words) for key in report.topics],
        "method": _method(report, words),
        "sources": sources_of(report, words),
        "annex": _annex(made.annex, report, words),
    }


def _chart(chart: Chart, words: Wording, width: int) -> dict[str, Any]:
    drawn = figure_of(chart, width)
    count = len(chart.table.rows)
    note = None
    if count > _MOST_ROWS:
        note = words.plural(
            N_("Its table has {count} row. It stands under “Every row”, where that is asked for."),
            N_("Its table has {count} rows. It stands under “Every row”, where that is asked for."),
            count,
        )
    return {
        "key": chart.key,
        "finding": chart.finding,
        "question": chart.question,
        "alt": chart.text or chart.finding,
        "svg": str(svg_of(drawn, said=showable)) if drawn.height else "",
        "ratio": drawn.height / width,
        "note": chart.note or "",
        "table": table_data(chart.table) if 0 < count <= _MOST_ROWS else None,
        "table_note": note or "",
    }


def _most_hours_first(parts: Iterable[Slice]) -> list[Slice]:
    return sorted(parts, key=lambda part: (-(part.figures["hours"].value or 0), part.label, part.id))


def _parts(title: str, parts: list[Slice], table: Table, words: Wording) -> dict[str, Any]:
    note = ""
    if len(parts) > _MOST_PARTS:
        note = words(
            N_("The {shown} with most hours, of {count}."),
            shown=words.number(_MOST_PARTS),
            count=words.number(len(parts)),
        )
    return {"title": title, "table": table_data(table), "note": note}


def _topic(key: str, report: PersonalReport, words: Wording) -> dict[str, Any]:
    said, topic = TOPICS[key], report.topics[key]
    return {
        "title": words(said.title),
        "sentence": words(said.sentence),
        "numbers": [_number(figure, report.currency, words) for figure in topic.figures.values()],
        "notes": [note.said(words) for note in topic.notes],
    }


def _number(figure: Figure, currency: str, words: Wording) -> dict[str, Any]:
    return {
        "name": words(definition_of(figure.key).name),
        "value": _value(figure, currency, words),
        "note": caveat_of(figure, words) or "",
        "is_missing": figure.value is None,
    }


def _value(figure: Figure, currency: str, words: Wording) -> str:
    if figure.unit != "hours" or figure.value is None:
        return shown_value(figure, currency, words)
    said = words(N_("{hours} h"), hours=words.number(figure.value, 1))
    return words(N_("at least {amount}"), amount=said) if figure.at_least else said


def _method(report: PersonalReport, words: Wording) -> list[dict[str, str]]:
    shown = {figure.key for figure in report.all_figures()}
    return [
        {"name": words(meant.name), "definition": words(meant.definition), "formula": words(meant.formula)}
        for key, meant in DEFINITIONS.items()
        if key in shown
    ]


def _annex(annex: Annex | None, report: PersonalReport, words: Wording) -> list[dict[str, Any]]:
    if annex is None:
        return []
    long = [
        _rows_of(chart, words) for chart in charts_of(report, words) if len(chart.table.rows) > _MOST_ROWS
    ]
    return [
        *long,
        *(
            {"title": title, "table": table_data(table), "note": annex.notes.get(title, "")}
            for title, table in annex.tables
        ),
    ]


def _rows_of(chart: Chart, words: Wording) -> dict[str, Any]:
    """The rows of a chart's long table, the last ones of a very long one."""
    rows = chart.table.rows
    note = words(
        N_("The last {shown} of {count} rows. The CSV file of the chart has all of them."),
        shown=words.number(MOST_ROWS),
        count=words.number(len(rows)),
    )
    return {
        "title": chart.question,
        "table": table_data(replace(chart.table, rows=rows[-MOST_ROWS:])),
        "note": note if len(rows) > MOST_ROWS else "",
    }
