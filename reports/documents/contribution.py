"""The contribution statement: what one writer did to train AI models, to show to others (METHOD section 10b).

Hours and units by month and kind of work, pay for a unit, credit promised or not. It has no names, no titles, no texts,
no ids, and no words of her own unless she asks for those she gave kinds of work and units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from reports.charts.explain import shown_value
from reports.charts.model import Cell, Table, kind_of_work, text_cell
from reports.definitions import NOWHERE
from reports.definitions.credit import CREDIT, UNITS
from reports.documents.json import number
from reports.documents.table_data import table_data
from reports.documents.typesetting import pdf
from reports.figures import Figure
from reports.money import decimal_text, exponent
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.topics import Topic
from reports.wording import N_, Wording, translated

_FIGURES = ("contribution_hours", "contribution_units", "contribution_paid_per_unit")
_NO_KIND = NOWHERE["kind"]
_CREDIT = {"yes": N_("promised"), "no": N_("not promised"), "unknown": N_("not known")}
_WORDS = {
    "title": N_("Contribution statement"),
    "intro": N_(
        "What one writer did to train AI models, by month and kind of work. It holds no names of people, platforms "
        "or contracts, no titles and no texts."
    ),
    "own_words": N_("Kinds of work and units are in the words of the writer."),
    "hours": N_("hours of work"),
    "by_kind": N_("By kind of work"),
    "by_month": N_("By month"),
    "how": N_("How each number is made"),
    "credit": N_("“Promised” means that the terms of the contract promise to name the writer."),
    "page": N_("Page {page} of {pages}"),
    "empty": N_("No work is logged in this period."),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement in the reader's language."""

    title: str
    intro: str
    days: str
    made: str
    hours: str
    hours_label: str
    by_kind: Table
    by_month: Table
    credit: str
    empty: str


def _topic(report: PersonalReport, *, own_words: bool) -> Topic:
    return (report.in_own_words if own_words else report.topics)["contributions"]


def statement_of(report: PersonalReport, words: Wording, *, own_words: bool = False) -> Statement:
    """The statement of a report, with her own words for kinds of work where she asks for that."""
    topic, said = _topic(report, own_words=own_words), _said(words)
    days = words.days(report.period.start, max(report.period.start, report.period.last))
    hours = topic.figures["contribution_hours"].value or Fraction(0)
    return Statement(
        title=said["title"],
        intro=f"{said['intro']} {said['own_words']}" if own_words else said["intro"],
        days=days,
        made=words(N_("As logged by the writer. Made on {day}."), day=words.day(report.as_of)),
        hours=words.number(hours, 1),
        hours_label=said["hours"],
        by_kind=_by_kind(topic.parts, words),
        by_month=_by_month(topic.parts, report.currency, words),
        credit=said["credit"],
        empty="" if topic.parts else said["empty"],
    )


def _said(words: Wording) -> dict[str, str]:
    return {key: words(message) for key, message in _WORDS.items()}


def _kind(part: Slice, words: Wording) -> str:
    kind = part.facts["kind"]
    return words(_NO_KIND) if kind is None else kind_of_work(kind, words)


def _by_kind(parts: Iterable[Slice], words: Wording) -> Table:
    hours: dict[str, Fraction] = defaultdict(Fraction)
    for part in parts:
        hours[_kind(part, words)] += part.figures["contribution_hours"].value or 0
    rows = sorted(hours.items(), key=lambda row: (-row[1], row[0]))
    header = (words(N_("Kind of work")), words(N_("Hours")))
    return Table(header, tuple((text_cell(kind), _hours(value, words)) for kind, value in rows))


def _hours(value: Fraction, words: Wording) -> Cell:
    return Cell(words.number(value, 1), number(value), is_number=True)


def _by_month(parts: Iterable[Slice], currency: str, words: Wording) -> Table:
    header = (
        words(N_("Month")),
        words(N_("Kind of work")),
        words(N_("Hours")),
        words(N_("Units")),
        words(N_("Paid for one")),
        words(N_("Credit")),
    )
    alike: dict[tuple[str, ...], list[Slice]] = defaultdict(list)
    for part in parts:
        alike[_told_apart_by(part, words)].append(part)
    return Table(header, tuple(_row(found, currency, words) for found in alike.values()))


def _told_apart_by(part: Slice, words: Wording) -> tuple[str, ...]:
    """What is seen of a line beside its hours; lines with units or a price stay apart, whatever else they show."""
    keys = ("contribution_units", "contribution_paid_per_unit")
    if any(part.figures[key].value is not None for key in keys):
        return (part.id,)
    return str(part.under), _kind(part, words), part.facts["credit_promised"] or "unknown"


def _row(alike: Sequence[Slice], currency: str, words: Wording) -> tuple[Cell, ...]:
    """The line of parts that show the same: without units and a price, only the hours of more than one."""
    part = alike[0]
    figures = part.figures
    units = figures["contribution_units"].value
    hours = sum((one.figures["contribution_hours"].value or Fraction(0) for one in alike), Fraction(0))
    return (
        text_cell(words.month(_month(part), year=True)),
        text_cell(_kind(part, words)),
        _hours(hours, words),
        text_cell("") if units is None else _units(units, part, words),
        _price(figures["contribution_paid_per_unit"], part, currency, words),
        text_cell(translated(words, _CREDIT, part.facts["credit_promised"] or "unknown")),
    )


def _month(part: Slice) -> date:
    return date.fromisoformat(f"{part.under}-01")


def _units(units: Fraction, part: Slice, words: Wording) -> Cell:
    unit = part.facts["unit"]
    said = (
        words.plural(N_("{count} unit"), N_("{count} units"), int(units))
        if unit is None
        else f"{words.number(units)} × {translated(words, UNITS, unit)}"
    )
    return Cell(said, number(units), is_number=True)


def _price(figure: Figure, part: Slice, currency: str, words: Wording) -> Cell:
    if figure.value is None:
        return text_cell(words(N_("not known")))
    said = shown_value(figure, currency, words)
    if part.facts["paid_by"] == "hour":
        said = words(N_("{amount} an hour"), amount=said)
    plain = decimal_text(figure.value, exponent(figure.currency or currency))
    return Cell(said, plain, is_number=True)


def statement_pdf(
    report: PersonalReport, words: Wording, brand: str = "", *, own_words: bool = False
) -> bytes:
    """The statement as a tagged document."""
    said, messages = statement_of(report, words, own_words=own_words), _said(words)
    data = {
        "lang": words.code,
        "brand": brand,
        "title": f"{said.title}, {said.days}",
        "made": said.made,
        "words": {"page": messages["page"]},
        "heads": {key: messages[key] for key in ("by_kind", "by_month", "how")},
        "intro": said.intro,
        "hours": said.hours,
        "hours_label": said.hours_label,
        "by_kind": table_data(said.by_kind),
        "by_month": table_data(said.by_month),
        "credit": said.credit,
        "empty": said.empty,
        "method": [
            {
                "name": words(meant.name),
                "definition": words(meant.definition),
                "formula": words(meant.formula),
            }
            for meant in (CREDIT[key] for key in _FIGURES)
        ],
    }
    return pdf("statement.typ", data, report.as_of)


def statement_json(report: PersonalReport, *, own_words: bool = False) -> dict[str, Any]:
    """The statement for programs: decimal strings, days as ISO dates, words of the code; null where not known."""
    topic = _topic(report, own_words=own_words)
    return {
        "statement": "contribution",
        "as_logged_by": "the writer",
        "own_words": own_words,
        "period": {"start": report.period.start.isoformat(), "last": report.period.last.isoformat()},
        "as_of": report.as_of.isoformat(),
        "hours": _plain(topic.figures["contribution_hours"], report.currency),
        "lines": [_line(part, report.currency) for part in topic.parts],
        "definitions": {
            key: {
                "name": CREDIT[key].name,
                "definition": CREDIT[key].definition,
                "formula": CREDIT[key].formula,
            }
            for key in _FIGURES
        },
    }


def _line(part: Slice, currency: str) -> dict[str, Any]:
    figures: Mapping[str, Figure] = part.figures
    price = figures["contribution_paid_per_unit"]
    return {
        "month": part.under,
        "kind": part.facts["kind"],
        "unit": part.facts["unit"],
        "paid_by": part.facts["paid_by"],
        "credit_promised": part.facts["credit_promised"],
        "hours": _plain(figures["contribution_hours"], currency),
        "units": _plain(figures["contribution_units"], currency),
        "paid_for_one": _plain(price, currency),
        "currency": price.currency or currency,
    }


def _plain(figure: Figure, currency: str) -> str | None:
    if figure.value is None:
        return None
    if figure.unit in ("money", "money_per_hour"):
        return decimal_text(figure.value, exponent(figure.currency or currency))
    return number(figure.value)
