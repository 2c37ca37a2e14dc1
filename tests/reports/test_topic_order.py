"""Topics stand in one order, with their words, and each is made when it is first looked at."""

from __future__ import annotations

from hypothesis import given, settings

from reports.charts.explain import _NOUNS
from reports.definitions import DEFINITIONS
from reports.definitions.topics import TOPICS as WORDS
from reports.personal import report
from reports.topics import TOPICS
from tests.reports.factories import ledger_of, task, terms
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer


def test_every_topic_has_words_and_stands_in_their_order() -> None:
    assert list(TOPICS) == [key for key in WORDS if key in TOPICS]


def test_every_figure_of_a_topic_has_its_definition() -> None:
    found = report(ledger_of(terms=[terms()], tasks=[task(toll=4)]), as_of=AS_OF)
    for key, topic in found.topics.items():
        figures = [*topic.figures.values(), *(one for part in topic.parts for one in part.figures.values())]
        assert {figure.key for figure in figures} <= DEFINITIONS.keys(), key
        assert all(name == figure.key for name, figure in topic.figures.items()), key


@given(some_writer())
@settings(max_examples=15, deadline=None)
def test_parts_have_ids_of_their_own_and_rows_have_words(rows) -> None:
    for key, topic in report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES).topics.items():
        ids = [part.id for part in topic.parts]
        assert len(set(ids)) == len(ids), key
        figures = [*topic.figures.values(), *(one for part in topic.parts for one in part.figures.values())]
        assert {noun for figure in figures for noun in figure.rows} <= _NOUNS.keys(), key


def test_a_topic_is_made_once() -> None:
    topics = report(ledger_of(), as_of=AS_OF).topics
    assert topics["toll"] is topics["toll"]
