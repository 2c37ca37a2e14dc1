"""Toll: how much of the work was hard to bear, and what the hard and the light hours really paid.

A writer may rate a task from 1 (light) to 5 (crushing). Shares are of hours, never means of ranks: the step from
1 to 2 is not known to be as long as the one from 4 to 5 (METHOD section 10b).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Literal, NamedTuple

from reports.definitions import definition_of
from reports.figures import ENOUGH_COVERAGE, Figure, Step, figure_of
from reports.later import LaterMapping
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.wording import N_
from reports.work import Work, effective_figure, in_hours, share_of, total

LIGHT = (1, 2)
HEAVY = (4, 5)


Mark = Literal["is_repetitive", "is_alone"]

#: The optional marks, with the words of their hours in a sum.
MARKS: Mapping[Mark, str] = MappingProxyType(
    {"is_repetitive": N_("Hours marked repetitive"), "is_alone": N_("Hours marked alone")}
)

#: Work with its rating or answer; None where the writer gave none.
Rated = Sequence[tuple[int | None, Work]]
Answered = Sequence[tuple[bool | None, Work]]

_NO_MARKS: Mapping[Mark, Answered] = MappingProxyType({})


def toll_figures(
    rated: Rated,
    marked: Mapping[Mark, Answered] = _NO_MARKS,
    costs: Rated = (),
    *,
    period: Period,
    currency: str,
) -> dict[str, Figure]:
    """The toll of one kind of work, one platform, one contract, or of everything.

    Parameters
    ----------
    rated
        All work of the selection, paid or not, with its rating, in any parts and order.
    marked
        For each of `MARKS` the work that is rated or has an answer to it, with the answer.
    costs
        What the work bears of the costs that belong to no task, with the rating of the work.
    period
        The days of the selection.
    currency
        Of the work.

    Returns
    -------
    The share of rated hours at 4 or 5, the share of hours that is rated, real hourly pay of the hours at 1 or 2
    and at 4 or 5, and the share of hours marked repetitive and alone. Where less than four fifths of the hours
    are rated, all but the coverage are provisional.

    Examples
    --------
    >>> from datetime import date
    >>> hour, march = Work(unpaid_seconds=3600), Period(date(2026, 3, 1), date(2026, 4, 1))
    >>> found = toll_figures([(5, hour), (5, hour), (2, hour), (None, hour)], period=march, currency="USD")
    >>> found["heavy_share"].value, found["toll_coverage"].value
    (Fraction(2, 3), Fraction(3, 4))
    """
    every = _hours(N_("All hours"), [work for _, work in rated])
    known = _hours(N_("Hours you rated"), [work for toll, work in rated if toll is not None])
    covered = share_of(known.seconds, every.seconds)
    is_thin = covered is not None and covered < ENOUGH_COVERAGE
    share = partial(_share, period=period, is_thin=is_thin)
    rate = partial(_rate, period=period, currency=currency, is_thin=is_thin)
    hard = _hours(N_("Hours rated 4 or 5"), [work for toll, work in rated if toll in HEAVY])
    repetitive, alone = (_marked(mark, marked.get(mark, ())) for mark in MARKS)
    found = [
        share("heavy_share", hard, known, reason="no_toll"),
        share("toll_coverage", known, every, reason="no_hours", is_thin=False),
        rate("effective_rate_light", _borne(LIGHT, rated, costs)),
        rate("effective_rate_heavy", _borne(HEAVY, rated, costs)),
        share("repetitive_share", *repetitive, reason="no_marks"),
        share("alone_share", *alone, reason="no_marks"),
    ]
    return {figure.key: figure for figure in found}


class _Hours(NamedTuple):
    """Some hours with the words they have in a sum, and the tasks behind them."""

    label: str
    seconds: int
    rows: Rows


def _hours(label: str, parts: Sequence[Work]) -> _Hours:
    tasks = LaterMapping(lambda: together({"tasks": one.rows.get("tasks", ())} for one in parts))
    return _Hours(label, sum(one.seconds for one in parts), tasks)


def _borne(tolls: Sequence[int], rated: Rated, costs: Rated) -> Work:
    """Work of some ratings, with the costs that it bears."""
    return total(work for toll, work in (*rated, *costs) if toll in tolls)


def _marked(mark: Mark, answered: Answered) -> tuple[_Hours, _Hours]:
    """Hours with a mark, and the hours it could stand on: who rates a task without it has left it out.

    Where the mark was never used there are none: nobody knows whether it was left out or not seen.
    """
    is_used = any(answer is not None for answer, _ in answered)
    asked = [work for _, work in answered] if is_used else []
    marked = [work for answer, work in answered if answer]
    return _hours(MARKS[mark], marked), _hours(N_("Hours you rated or marked"), asked)


def _share(key: str, part: _Hours, whole: _Hours, *, period: Period, reason: str, is_thin: bool) -> Figure:
    value = share_of(part.seconds, whole.seconds)
    return figure_of(
        key,
        value,
        "share",
        period=period,
        reason=reason,
        provisional=is_thin,
        steps=(
            Step("", part.label, in_hours(part.seconds), "hours"),
            Step("/", whole.label, in_hours(whole.seconds), "hours"),
            Step("=", definition_of(key).name, value, "share"),
        ),
        rows=whole.rows,
    )


def _rate(key: str, work: Work, *, period: Period, currency: str, is_thin: bool) -> Figure:
    figure = effective_figure(key, work, period=period, currency=currency)
    if figure.value is None:
        return replace(figure, reason="no_earnings" if work.seconds else "no_hours_rated_so")
    return replace(figure, provisional=is_thin or not work.is_enough)
