"""Writers who are asked the questions of the programme: one platform of the catalogue, one place, one quarter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from reports.cohorts import Known
from reports.cohorts.cells import place_of
from reports.parameters import Parameters
from reports.periods import Period
from reports.programme import Asking, WriterAnswers, answers_of
from tests.reports import factories as make
from tests.reports.some_writer import NO_RATES

QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
CLOSED = date(2026, 4, 15)
HERON = make.platform(id="platform", catalogue_key="heron")
WREN = make.platform(id="wren", catalogue_key="wren")
OWN = make.platform(id="own", name="Secret site", catalogue_key=None)
PLACED = [make.situation()]


def asking(**overrides: Any) -> Asking:
    given = {
        "period": QUARTER,
        "known": Known(platforms=("heron", "wren"), places=("US-CA",)),
        "currency": "USD",
        "as_of": CLOSED,
        "parameters": Parameters.on_file(),
        "rates": NO_RATES,
        **overrides,
    }
    return Asking(**given)


ALIKE = asking()


def answered(alike: Asking = ALIKE, currency: str = "USD", **nouns: Any) -> WriterAnswers:
    """The answers of one writer with these rows."""
    ready = {"platforms": [HERON, WREN, OWN], "terms": [make.terms()], "situations": PLACED}
    return answers_of(0, make.ledger_of(currency, **{**ready, **nouns}), alike)


def said(found: WriterAnswers, question: str, **values: str) -> Fraction | None:
    """Her own figure at a place, the whole cohort unless named; None where she has none."""
    answer = found.answers.get(question, {}).get(place_of(values))
    return None if answer is None else answer.over / answer.under


def lasted(found: WriterAnswers, question: str, **values: str) -> list[tuple[int, bool]]:
    """How long things lasted, and whether they have ended."""
    return [tuple(time) for time in found.times.get(question, {}).get(place_of(values), ())]
