"""Credited time: the minutes a platform's tracker counted beside a writer's own (METHOD section 10a)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from reports.definitions import definition_of
from reports.figures import ENOUGH_COVERAGE, Figure, Step, figure_of
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows, together
from reports.wording import N_
from reports.work import in_hours


class TrackedTime(NamedTuple):
    """Paid tasks of one contract and terms that have both lengths, added up.

    `hourly` is the rate of the contract in major units an hour, the low end of a range, since that is what
    credited time brings; None when the terms name none. With `is_hourly` false the price is for pieces, and
    credited time moves no money.
    """

    contract_id: str | None
    own_seconds: int
    credited_seconds: int
    hourly: Fraction | None = None
    is_hourly: bool = True
    rows: Rows = NO_ROWS

    @property
    def shortfall_seconds(self) -> int:
        """Own less credited; negative when the platform counted more."""
        return self.own_seconds - self.credited_seconds


def shortfall_pay(tracked: TrackedTime) -> Fraction | None:
    """Money of the minutes that were not credited, at the contract's rate; None without an hourly rate.

    >>> shortfall_pay(TrackedTime("contract", 7800, 6300, Fraction(24)))
    Fraction(10, 1)
    """
    if not tracked.is_hourly or tracked.hourly is None:
        return None
    return in_hours(tracked.shortfall_seconds) * tracked.hourly


def credited_figures(
    tracked: Sequence[TrackedTime], *, paid_seconds: int, period: Period, currency: str
) -> dict[str, Figure]:
    """Own and credited hours, what is missing, and its money.

    Parameters
    ----------
    tracked
        Any number of contracts, in `currency`. Rejected and unpaid tasks are not among them: their time is
        counted as unpaid already.
    paid_seconds
        All paid time of the same selection. Where less than four fifths of it have both lengths the figures
        are provisional.
    period
        The days of the selection.
    currency
        Of the rates.
    """
    own, credited = sum(one.own_seconds for one in tracked), sum(one.credited_seconds for one in tracked)
    covered = min(Fraction(1), Fraction(own, paid_seconds)) if paid_seconds else None
    figure = partial(
        figure_of,
        period=period,
        provisional=covered is not None and covered < ENOUGH_COVERAGE,
        rows=together(one.rows for one in tracked),
    )
    lengths = (
        Step("", N_("Your own time"), in_hours(own), "hours"),
        Step("-", N_("Time that was credited"), in_hours(credited), "hours"),
        Step("=", N_("Time that was not credited"), in_hours(own - credited), "hours"),
    )
    key = "credited_time_coverage"
    ratio = (
        lengths[0],
        Step("/", N_("All paid hours"), in_hours(paid_seconds), "hours"),
        Step("=", definition_of(key).name, covered, "share"),
    )
    listed = [
        _hours(figure, "own_tracked_hours", own, tracked, lengths[:1]),
        _hours(figure, "credited_hours", credited, tracked, (replace(lengths[1], sign=""),)),
        _hours(figure, "credited_shortfall_hours", own - credited, tracked, lengths),
        _pay(figure, tracked, currency),
        figure(key, covered, "share", reason="no_paid_hours", provisional=False, steps=ratio),
    ]
    return {one.key: one for one in listed}


def _hours(
    figure: Callable[..., Figure],
    key: str,
    seconds: int,
    tracked: Sequence[TrackedTime],
    steps: tuple[Step, ...],
) -> Figure:
    value = in_hours(seconds) if tracked else None
    return figure(key, value, "hours", reason="no_credited_time", steps=steps if tracked else ())


def _pay(figure: Callable[..., Figure], tracked: Sequence[TrackedTime], currency: str) -> Figure:
    """Money of what is missing; where a rate is missing too, it is provisional and may be more."""
    seconds: Counter[Fraction] = Counter()
    for one in tracked:
        if one.is_hourly and one.hourly is not None:
            seconds[one.hourly] += one.shortfall_seconds
    unpriced = [one for one in tracked if one.is_hourly and one.hourly is None]
    label = N_("{hours} hours at {rate} an hour")
    steps = [
        Step("+", label, in_hours(length) * rate, "money", {"hours": in_hours(length), "rate": rate})
        for rate, length in seconds.items()
    ]
    value = sum((in_hours(length) * rate for rate, length in seconds.items()), Fraction(0))
    steps.append(Step("=", N_("What they would have paid for it"), value, "money"))
    made: Figure = figure(
        "credited_shortfall_pay",
        value if seconds else None,
        "money",
        currency=currency,
        at_least=sum(one.shortfall_seconds for one in unpriced) > 0,
        reason="no_advertised_rate" if unpriced else "not_paid_by_time" if tracked else "no_credited_time",
        steps=tuple(steps) if seconds else (),
    )
    return replace(made, provisional=made.provisional or bool(seconds and unpriced))
