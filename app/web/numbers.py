"""All numbers: every topic of a report beyond the Real pay page, each number with its way down to the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import errors
from app.http.deps import Database, OnFile
from app.http.owner import PerhapsSignedIn, SignedIn
from app.language import Language
from app.web.realpay import read
from app.web.realpay_page import Reading, csv_answer, months_of
from app.web.rendering import render, words_for
from app.web.sample import sample_reading
from reports.charts.explain import part_label, shown_value
from reports.charts.model import Cell, Table, caveat_of, text_cell
from reports.charts.scope import scoped
from reports.definitions import definition_of
from reports.definitions.topics import TOPICS
from reports.figures import Figure
from reports.money import decimal_text, exponent
from reports.slices import Slice
from reports.topics import Topic

router = APIRouter(include_in_schema=False)

#: So many parts stand on the page, the newest ones; the file has all of them.
SHOWN_PARTS = 12
SHOWN_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Number:
    """One figure: its name, its value or why there is none, and its explanation."""

    name: str
    value: str
    note: str
    address: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a topic and its first figures."""

    label: str
    numbers: tuple[Number, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic as a card."""

    key: str
    title: str
    sentence: str
    numbers: tuple[Number, ...]
    part: str
    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    part_count: int
    notes: tuple[str, ...]
    csv: str


@dataclass(frozen=True, slots=True)
class NumbersPage:
    """Every topic of a report."""

    topics: tuple[TopicCard, ...]
    months: str
    back: str
    is_sample: bool


@router.get("/real-pay/numbers")
def numbers(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> HTMLResponse:
    """Every topic of the writer's report."""
    page = numbers_page(read(request, database, viewer, on_file))
    return render(request, "realpay/numbers.html", page, viewer=viewer, tab="real_pay")


@router.get("/real-pay/numbers/{topic}.csv")
def numbers_file(
    request: Request, topic: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> Response:
    """A topic with all its parts as a file."""
    return topic_csv(read(request, database, viewer, on_file), topic)


@router.get("/sample/numbers")
def sample_numbers(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """Every topic of the sample's report."""
    page = numbers_page(sample_reading(words_for(request, viewer)))
    return render(request, "realpay/numbers.html", page, viewer=viewer)


@router.get("/sample/numbers/{topic}.csv")
def sample_numbers_file(request: Request, topic: str, viewer: PerhapsSignedIn) -> Response:
    """A topic of the sample as a file."""
    return topic_csv(sample_reading(words_for(request, viewer)), topic)


def numbers_page(reading: Reading) -> NumbersPage:
    """The page of a report."""
    topics = tuple(_card(key, topic, reading) for key, topic in reading.report.topics.items())
    months = scoped(months_of(reading), reading.report, reading.words)
    return NumbersPage(topics, months, reading.addresses.page(), reading.is_sample)


def _card(key: str, topic: Topic, reading: Reading) -> TopicCard:
    words, said = reading.words, TOPICS[key]
    columns = _columns(topic.parts)[:SHOWN_COLUMNS]
    return TopicCard(
        key=key,
        title=words(said.title),
        sentence=words(said.sentence),
        numbers=tuple(_number(figure, reading) for figure in topic.figures.values()),
        part=words(said.part),
        columns=tuple(words(definition_of(name).name) for name in columns),
        parts=tuple(_part(key, part, columns, reading) for part in topic.parts[-SHOWN_PARTS:]),
        part_count=len(topic.parts),
        notes=tuple(note.said(words) for note in topic.notes),
        csv=reading.addresses.csv(f"numbers/{key}"),
    )


def _columns(parts: Iterable[Slice]) -> list[str]:
    """The figures that parts have, in their order."""
    return list(dict.fromkeys(key for part in parts for key in part.figures))


def _part(topic: str, part: Slice, columns: Iterable[str], reading: Reading) -> Part:
    where = {"topic": topic, "part": part.id}
    found = (part.figures.get(key) for key in columns)
    return Part(
        part_label(part.label, reading.words),
        tuple(_number(figure, reading, **where) if figure else _nothing(reading) for figure in found),
        part.note.said(reading.words) if part.note else "",
    )


def _number(figure: Figure, reading: Reading, **where: str) -> Number:
    report, words = reading.report, reading.words
    return Number(
        name=words(definition_of(figure.key).name),
        value=_value(figure, report.currency, words),
        note=caveat_of(figure, words) or "",
        address=reading.addresses.explain(figure.key, **where),
        is_missing=figure.value is None,
    )


def _value(figure: Figure, currency: str, words: Language) -> str:
    """As an explanation says it; hours in hours and minutes, since no sum has to add up here."""
    if figure.unit != "hours" or figure.value is None:
        return shown_value(figure, currency, words)
    said = words.hours(figure.value)
    return words("at least {amount}", amount=said) if figure.at_least else said


def _nothing(reading: Reading) -> Number:
    return Number("", reading.words("none"), "", "", is_missing=True)


def topic_csv(reading: Reading, key: str) -> Response:
    """The figures of a topic, then each part with its figures: one number a line."""
    topic = reading.report.topics.get(key)
    if topic is None:
        raise errors.NotFound
    words = reading.words
    header = tuple(words(name) for name in (TOPICS[key].part, *_HEADER))
    return csv_answer(Table(header, tuple(_lines(topic, reading))), f"real-pay-{key}")


_HEADER = ("Figure", "Value", "Unit", "Currency", "Reason", "Provisional")


def _lines(topic: Topic, reading: Reading) -> Iterator[tuple[Cell, ...]]:
    words = reading.words
    for figure in topic.figures.values():
        yield _line("", figure, words)
    for part in topic.parts:
        for figure in part.figures.values():
            yield _line(part_label(part.label, words), figure, words)


def _line(part: str, figure: Figure, words: Language) -> tuple[Cell, ...]:
    digits = exponent(figure.currency or "USD") if figure.unit == "money" else 4
    plain = "" if figure.value is None else decimal_text(figure.value, digits)
    return (
        text_cell(part),
        text_cell(words(definition_of(figure.key).name)),
        Cell(plain, plain, is_number=figure.value is not None),
        text_cell(figure.unit),
        text_cell(figure.currency or ""),
        text_cell(figure.reason or ""),
        text_cell(caveat_of(figure, words) or ""),
    )
