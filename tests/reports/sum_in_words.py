"""The sum behind a figure as the lines a page shows, for tests that read like the page."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import get_args

from reports.charts.explain import shown
from reports.figures import Figure, Sign, Step, Unit
from tests.reports.plain_words import PlainWords

_WORDS = PlainWords()


def sum_of(figure: Figure) -> list[str]:
    """Each line with its sign, its words filled in and its value: “/ Complete months 6”."""
    return [_line(step) for step in figure.steps]


def _line(step: Step) -> str:
    assert step.sign in get_args(Sign)
    assert step.unit in get_args(Unit)
    label = _WORDS(step.label, **{name: _said(name, value) for name, value in step.values.items()})
    value = "?" if step.value is None else shown(step.value, step.unit, "USD", _WORDS)
    return " ".join(part for part in (step.sign, label, value) if part)


def _said(name: str, value: object) -> object:
    if isinstance(value, date):
        return _WORDS.day(value)
    if not isinstance(value, Fraction):
        return value
    if name in {"amount", "base"}:
        return _WORDS.money(value, "USD")
    return _WORDS.share(value, 2) if name.endswith("share") else _WORDS.number(value, 2)
