"""One figure as plain text: its definition, its sum filled in, period, coverage, sources, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from app import errors
from reports.charts.explain import Explanation, explanation
from reports.definitions import DEFINITIONS
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: Short names that people and METHOD use.
_ALSO_CALLED = {"effective_rate": "effective_hourly_rate", "real_hourly_pay": "effective_hourly_rate"}
_WIDTH = 58


def figure_named(report: PersonalReport, key: str) -> Figure:
    """The figure of one of METHOD's names."""
    found = report.figure(_ALSO_CALLED.get(key, key))
    if found is None:
        known = sorted({figure.key for figure in report.all_figures()})
        near = get_close_matches(key, known, n=3, cutoff=0.4) or known
        raise errors.Invalid(
            N_("A report has no figure “{key}”. It has {near}."), key=key, near=", ".join(near)
        )
    return found


def explained(report: PersonalReport, key: str, words: Wording) -> str:
    """All lines behind one figure."""
    return "\n".join(_lines(report, figure_named(report, key), words))


def _lines(report: PersonalReport, figure: Figure, words: Wording) -> Iterator[str]:
    said, meant = explanation(figure, report, words), DEFINITIONS[figure.key]
    yield f"{words(meant.name)}: {said.value}"
    yield words(meant.definition)
    yield f"{words(meant.formula)} ({words(meant.unit_note)})"
    yield from said.caveats
    yield from _sum(said)
    yield ""
    yield f"{words(N_('Period'))}: {said.period}"
    for bar in said.coverage:
        yield f"{bar.label}: {bar.shown}"
    yield from _sources(said, words)
    yield from _rows(figure, words)


def _sum(said: Explanation) -> Iterator[str]:
    if said.lines:
        yield ""
    for line in said.lines:
        yield f"  {line.sign or ' '} {line.label:<{_WIDTH}} {line.value}"


def _sources(said: Explanation, words: Wording) -> Iterator[str]:
    yield ""
    yield words(N_("Sources"))
    for source in said.sources:
        yield f"  {source.label} ({source.detail})"
        if source.address:
            yield f"    {source.address}"


def _rows(figure: Figure, words: Wording) -> Iterator[str]:
    yield ""
    yield words(N_("Rows behind it"))
    for noun, ids in figure.rows.items():
        yield f"  {noun}: {' '.join(ids)}"
