"""The sum behind a figure as plain lines, for tests that pin every word, sign and number of it."""

from __future__ import annotations

from collections.abc import Iterable

from reports.figures import Step
from reports.parameters import Parameter


def lines(steps: Iterable[Step]):
    """(sign, words, value, unit) of each line, and what its words name where they name anything."""
    return [
        (step.sign, step.label, step.value, step.unit, *([dict(step.values)] if step.values else []))
        for step in steps
    ]


def sources(parameters: Iterable[Parameter]):
    """(key, where, value) of each outside figure, in the order they went in."""
    return [(row.key, row.jurisdiction, row.value) for row in parameters]
