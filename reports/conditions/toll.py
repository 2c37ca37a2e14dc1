"""Toll: how much of the work was hard to bear, and what the hard and the light hours really paid.

A writer may rate a task from 1 (light) to 5 (crushing). Shares are of hours, never means of ranks: the step from
1 to 2 is not known to be as long as the one from 4 to 5 (METHOD section 10b).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from reports.definitions import definition_of
from reports.figures import ENOUGH_COVERAGE, Figure, Step, figure_of
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.wording import N_
from reports.work import NOTHING, Work, effective_figure, in_hours, share_of, spread, total

LIGHT = (1, 2)
HEAVY = (4, 5)


class TollWork(NamedTuple):
    """Work with the same rating and marks: 1 to 5, or None where the writer gave none."""

    work: Work
    toll: int | None = None
    is_repetitive: bool | None = None
    is_alone: bool | None = None


def toll_figures(
    parts: Iterable[TollWork], *, shared: Work = NOTHING, period: Period, currency: str
) -> dict[str, Figure]:
    """The toll of one kind of work, one platform, one contract, or of everything.

    Parameters
    ----------
    parts
        All work of the selection, rated or not, paid or not, in any order.
    shared
        Costs of the selection that belong to no task; light, heavy and all other work bear them by their paid time.
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
    every, rated = _Hours(N_("All hours"), listed), _rated(listed)
    covered = share_of(rated.seconds, every.seconds)
    is_thin = covered is not None and covered < ENOUGH_COVERAGE
    share = partial(_share, period=period, is_thin=is_thin)
    light, heavy = _light_and_heavy(listed, shared)
    rate = partial(_rate, period=period, currency=currency, is_thin=is_thin)
    marked = {mark: _marked(listed, mark) for mark in _MARKED}
    found = [
        share("heavy_share", _Hours(N_("Hours rated 4 or 5"), _at(listed, HEAVY)), rated, reason="no_toll"),
        share("toll_coverage", rated, every, reason="no_hours", is_thin=False),
        rate("effective_rate_light", light),
        rate("effective_rate_heavy", heavy),
        share("repetitive_share", *marked["is_repetitive"], reason="no_marks"),
        share("alone_share", *marked["is_alone"], reason="no_marks"),
    ]
    return {figure.key: figure for figure in found}


_MARKED = {"is_repetitive": N_("Hours marked repetitive"), "is_alone": N_("Hours marked alone")}


class _Hours(NamedTuple):
    """Some hours with the words they have in a sum."""

    label: str
    parts: Sequence[TollWork]

    @property
    def seconds(self) -> int:
        """All of them."""
        return sum(one.work.seconds for one in self.parts)

    @property
    def rows(self) -> Rows:
        """What they rest on."""
        return together(one.work.rows for one in self.parts)


def _at(parts: Iterable[TollWork], tolls: Container[int | None]) -> list[TollWork]:
    return [one for one in parts if one.toll in tolls]


def _rated(parts: Iterable[TollWork]) -> _Hours:
    return _Hours(N_("Hours you rated"), [one for one in parts if one.toll is not None])


def _light_and_heavy(parts: Sequence[TollWork], shared: Work) -> tuple[Work, Work]:
    """Light and heavy work, each with its part of the costs that all work bears."""
    sorts = {
        "light": _at(parts, LIGHT),
        "heavy": _at(parts, HEAVY),
        "other": [one for one in parts if one.toll not in (*LIGHT, *HEAVY)],
    }
    sums = {name: total(one.work for one in found) for name, found in sorts.items()}
    borne = spread(shared, {name: work for name, work in sums.items() if work.seconds})
    return borne.get("light", sums["light"]), borne.get("heavy", sums["heavy"])


def _marked(parts: Sequence[TollWork], mark: str) -> tuple[_Hours, _Hours]:
    """Hours with a mark, and the hours it could stand on: who rates a task without it has left it out.

    Where the mark was never used there are none: nobody knows whether it was left out or not seen.
    """
    said = [getattr(one, mark) for one in parts]
    is_used = any(answer is not None for answer in said)
    asked = [
        one
        for one, answer in zip(parts, said, strict=True)
        if is_used and (one.toll is not None or answer is not None)
    ]
    marked = [one for one, answer in zip(parts, said, strict=True) if answer]
    return _Hours(_MARKED[mark], marked), _Hours(N_("Hours you rated or marked"), asked)


def _share(key: str, part: _Hours, whole: _Hours, *, period: Period, reason: str, is_thin: bool) -> Figure:
    over, under = part.seconds, whole.seconds
    value = share_of(over, under)
    return figure_of(
        key,
        value,
        "share",
        period=period,
        reason=reason,
        provisional=is_thin,
        steps=(
            Step("", part.label, in_hours(over), "hours"),
            Step("/", whole.label, in_hours(under), "hours"),
            Step("=", definition_of(key).name, value, "share"),
        ),
        rows=whole.rows,
    )


def _rate(key: str, work: Work, *, period: Period, currency: str, is_thin: bool) -> Figure:
    figure = effective_figure(key, work, period=period, currency=currency)
    if figure.value is None:
        return replace(figure, reason="no_earnings" if work.seconds else "no_hours_rated_so")
    return replace(figure, provisional=is_thin or not work.is_enough)
