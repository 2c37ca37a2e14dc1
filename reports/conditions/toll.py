"""Toll: how much of the work was hard to bear, and what the hard and the light hours really paid.

A writer may rate a task from 1 (light) to 5 (crushing). Shares are of hours, never means of ranks: the step from
1 to 2 is not known to be as long as the one from 4 to 5 (METHOD section 10b).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from reports.definitions import definition_of
from reports.figures import ENOUGH_COVERAGE, Figure, Step, figure_of
from reports.periods import Period
from reports.wording import N_
from reports.work import Work, effective_figure, share_of, total

LIGHT = (1, 2)
HEAVY = (4, 5)


class TollWork(NamedTuple):
    """Work with the same rating and marks: 1 to 5, or None where the writer gave none."""

    work: Work
    toll: int | None = None
    is_repetitive: bool | None = None
    is_alone: bool | None = None


def toll_figures(parts: Iterable[TollWork], *, period: Period, currency: str) -> dict[str, Figure]:
    """The toll of one kind of work, one platform, one contract, or of everything.

    Parameters
    ----------
    parts
        All work of the selection, rated or not, paid or not, in any order.
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
    >>> rated = [TollWork(total([hour, hour]), 5), TollWork(hour, 2), TollWork(hour)]
    >>> found = toll_figures(rated, period=march, currency="USD")
    >>> found["heavy_share"].value, found["toll_coverage"].value
    (Fraction(2, 3), Fraction(3, 4))
    """
    listed = list(parts)
    every, rated = total(one.work for one in listed), _sum(listed, lambda one: one.toll is not None)
    light, heavy = _sum(listed, lambda one: one.toll in LIGHT), _sum(listed, lambda one: one.toll in HEAVY)
    covered = share_of(rated.seconds, every.seconds)
    is_thin = covered is not None and covered < ENOUGH_COVERAGE
    share = partial(_share, period=period, reason="no_toll", is_thin=is_thin)
    rate = partial(_rate, period=period, currency=currency, is_thin=is_thin)
    hours, rated_hours = N_("All hours"), N_("Hours you rated")
    found = [
        share("heavy_share", (N_("Hours rated 4 or 5"), heavy), (rated_hours, rated)),
        share("toll_coverage", (rated_hours, rated), (hours, every), reason="no_hours", is_thin=False),
        rate("effective_rate_light", light),
        rate("effective_rate_heavy", heavy),
        share(
            "repetitive_share",
            *_marked(listed, "is_repetitive", N_("Hours marked repetitive")),
            reason="no_marks",
        ),
        share("alone_share", *_marked(listed, "is_alone", N_("Hours marked alone")), reason="no_marks"),
    ]
    return {figure.key: figure for figure in found}


def _sum(parts: Iterable[TollWork], belongs: Callable[[TollWork], bool]) -> Work:
    return total(one.work for one in parts if belongs(one))


#: Hours with the words they have in a sum.
_Named = tuple[str, Work]


def _marked(parts: Sequence[TollWork], mark: str, label: str) -> tuple[_Named, _Named]:
    """Hours with a mark, and the hours it could stand on: who rates a task without it has left it out.

    Where the mark was never used there are none: nobody knows whether it was left out or not seen.
    """
    is_used = any(getattr(one, mark) is not None for one in parts)
    asked = [one for one in parts if is_used and (one.toll is not None or getattr(one, mark) is not None)]
    return (label, _sum(asked, attrgetter(mark))), (
        N_("Hours you rated or marked"),
        total(one.work for one in asked),
    )


def _share(key: str, part: _Named, whole: _Named, *, period: Period, reason: str, is_thin: bool) -> Figure:
    value = share_of(part[1].seconds, whole[1].seconds)
    return figure_of(
        key,
        value,
        "share",
        period=period,
        reason=reason,
        provisional=is_thin,
        steps=(
            Step("", part[0], part[1].hours, "hours"),
            Step("/", whole[0], whole[1].hours, "hours"),
            Step("=", definition_of(key).name, value, "share"),
        ),
        rows=whole[1].rows,
    )


def _rate(key: str, work: Work, *, period: Period, currency: str, is_thin: bool) -> Figure:
    figure = effective_figure(key, work, period=period, currency=currency)
    if figure.value is None:
        return replace(figure, reason="no_earnings" if work.seconds else "no_hours_rated_so")
    return replace(figure, provisional=is_thin or not work.is_enough)
