"""What a release tells of the sample campaign: safe is not enough, somebody must be able to learn something from it."""

from datetime import date
from functools import cache

import pytest

from app.intake.sample_platforms import PLACES, PLATFORMS
from app.intake.sample_writers import WRITERS, composed
from app.store.frames import ledger_from_rows
from reports.cohorts import Known
from reports.definitions import PAY_MODELS, TASK_KINDS
from reports.disclosure import Rules
from reports.exchange import EcbRates
from reports.parameters import Parameters
from reports.periods import Period
from reports.programme import PROGRAMME, VERSION, Asking, answers_of
from reports.release import Frame, Mark, build, protected

K = 10
PERIOD, CLOSED = Period(date(2026, 1, 1), date(2026, 4, 1)), date(2026, 4, 13)
KNOWN = Known([one.key for one in PLATFORMS], PLACES)
SHOWN = {Mark.SHOWN, Mark.CARE}


def frame():
    parameters = Parameters.on_file()
    names = {
        "platform": {one.key: one.name for one in PLATFORMS},
        "kind": TASK_KINDS,
        "pay_model": PAY_MODELS,
        "place": dict(parameters.places()),
    }
    return Frame("Sample", "Nobody", "?", PERIOD, "USD", CLOSED, KNOWN, names, Rules(k=K), 5, VERSION, "0")


@cache
def answers(count):
    asking = Asking(
        period=PERIOD,
        known=KNOWN,
        currency="USD",
        as_of=CLOSED,
        parameters=Parameters.on_file(),
        rates=EcbRates.on_file(),
    )
    logs = (composed(number, PERIOD.start, CLOSED) for number in range(count))
    return [
        answers_of(number, ledger_from_rows(log.rows, "USD", log.writer.zone), asking)
        for number, log in enumerate(logs)
    ]


@cache
def release(count=WRITERS):
    return build(answers(count), PROGRAMME, frame())


def shown_rows(table, count=WRITERS):
    """Values of the first dimension, margins left out, of the rows that are shown."""
    found = next(one for one in release(count).tables if one.key == table)
    return {value for row in found.rows if row.mark in SHOWN for value in [*row.values.values()][:1]} - {
        "Total"
    }


def share_told(table):
    """Of the figures of the rows that are shown, how many are told."""
    found = next(one for one in release().tables if one.key == table)
    figures = [figure for row in found.rows if row.mark in SHOWN for figure in row.figures.values()]
    return sum(figure.value is not None for figure in figures) / len(figures)


@pytest.mark.parametrize("count", [40, WRITERS])
def test_the_whole_cohort_is_shown_with_every_column_that_enough_answered(count):
    whole = [table for table in release(count).tables if not table.dimensions]
    assert len(whole) == 7
    for table in whole:
        (row,) = table.rows
        assert row.mark in SHOWN
        assert row.figures
        assert all(figure.value is not None for figure in row.figures.values())
    rates = next(table for table in whole if table.key == "rates")
    assert len(rates.columns) >= (18 if count == WRITERS else 10)


@pytest.mark.parametrize(
    ("table", "dimension", "least"),
    [
        ("rates_by_platform", "platform", 0.8),
        ("rates_by_kind", "kind", 0.8),
        ("rates_by_place", "place", 0.8),
    ],
)
def test_most_that_has_enough_writers_is_shown(table, dimension, least):
    counts = protected(answers(WRITERS), PROGRAMME, frame()).counts
    enough = {
        place[0][1]
        for place, count in counts.items()
        if len(place) == 1 and place[0][0] == dimension and count >= K
    }
    assert len(shown_rows(table) & enough) >= least * len(enough)
    assert len(shown_rows(table)) >= 3


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("rates_by_platform", 0.7),
        ("rates_by_kind", 0.6),
        ("rates_by_pay_model", 0.7),
        ("rates_by_place", 0.4),
        ("rates_by_platform_and_kind", 0.4),
        ("unpaid_time", 0.8),
        ("payment", 0.6),
        ("onboarding", 0.7),
        ("toll_by_platform", 0.5),
        ("credit", 0.6),
    ],
)
def test_most_figures_of_what_is_shown_are_told(table, least):
    assert share_told(table) >= least
