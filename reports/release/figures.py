"""One figure of one shown cell, from what its writers answered: as it may be told, or withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from reports.cohorts import Limits, Place, pooled, pooled_limits, spread_of
from reports.disclosure import WRITERS_OF_A_SUM, Rules, Vague, may_show_quantile, share_shown
from reports.disclosure.rules import lack_of
from reports.programme import Answer, Column, How, Time, Unit
from reports.release.document import Mark, ReleasedFigure
from reports.release.precision import told, told_limits
from reports.survival import kaplan_meier

WITHHELD = ReleasedFigure(Mark.WITHHELD)
EMPTY = ReleasedFigure(Mark.EMPTY)

_QUANTILES = {
    How.LOWER_QUARTILE: (0, Fraction(1, 4)),
    How.MEDIAN: (1, Fraction(1, 2)),
    How.UPPER_QUARTILE: (2, Fraction(3, 4)),
}


class Asked(NamedTuple):
    """What is asked of a place. Columns of several tables that ask the same show the same figure."""

    question: str
    how: How
    unit: Unit

    @classmethod
    def by(cls, column: Column) -> Asked:
        """What a column asks."""
        return cls(column.question, column.how, column.unit)


class Key(NamedTuple):
    """One figure of a release, whichever tables show it."""

    place: Place
    asked: Asked


class Draft(NamedTuple):
    """A figure, and how many writers gave an answer for it, which is told nobody."""

    figure: ReleasedFigure
    writers: int

    @property
    def is_told(self) -> bool:
        """Whether there is anything but a mark."""
        return self.figure.value is not None


def of_answers(asked: Asked, answers: Sequence[Answer], rules: Rules, seed: int) -> ReleasedFigure:
    """The figure of some writers' answers; of too few, or where one of them stands out, it is withheld.

    Parameters
    ----------
    asked
        Anything but times.
    answers
        One of each writer who has any, in any order.
    rules
        k and p.
    seed
        For the limits of a pooled rate.
    """
    if asked.how is How.POOLED:
        return _pooled(asked, answers, rules, seed)
    if asked.how is How.SHARE_OF_WRITERS:
        return _share_of_writers(answers, rules)
    if asked.how is How.SUM:
        over = [answer.over for answer in answers]
        is_enough = len(over) >= WRITERS_OF_A_SUM and _is_crowd(over, rules)
        return _shown(asked, sum(over, Fraction(0)), None, len(over), rules) if is_enough else WITHHELD
    return _quantile(asked, [answer.over / answer.under for answer in answers], rules)


def of_times(asked: Asked, times: Sequence[Sequence[Time]], rules: Rules) -> ReleasedFigure:
    """The median of some writers' times by Kaplan and Meier, each writer's times together in `times`.

    As with any median, k writers must have a time on either side of it, and no writer's times are nearly all. The median
    is always some writer's own time, so k writers must have one that ended and would be told the same.
    """
    every = [time for one in times for time in one]
    median = kaplan_meier([time.days for time in every], [time.has_ended for time in every]).median
    if median is None or not may_show_quantile(len(times), Fraction(1, 2), rules.k):
        return WITHHELD
    shorter = sum(any(time.days <= median for time in one) for one in times)
    longer = sum(any(time.days >= median for time in one) for one in times)
    if min(shorter, longer) < rules.k or lack_of([len(one) for one in times], rules):
        return WITHHELD
    shown = _shown(asked, Fraction(median), None, len(times), rules)
    alike = sum(
        any(
            time.has_ended and told(Fraction(time.days), asked.unit, asked.how) == shown.value for time in one
        )
        for one in times
    )
    return shown if alike >= rules.k else WITHHELD


def _pooled(asked: Asked, answers: Sequence[Answer], rules: Rules, seed: int) -> ReleasedFigure:
    over, under = [answer.over for answer in answers], [answer.under for answer in answers]
    value = pooled(over, under)
    if value is None or not _is_crowd(under, rules):
        return WITHHELD
    sides = [over]
    if asked.unit is Unit.SHARE:
        # What is left of the whole is told with the share.
        sides.append([whole - part for part, whole in answers])
    is_crowd = all(_is_crowd(side, rules) for side in sides)
    # “Few” and “most” say the same of what nobody has and of what many have a little of.
    if not is_crowd and not isinstance(told(value, asked.unit, asked.how), Vague):
        return WITHHELD
    # With fewer there are never k of them beyond each end.
    limits = pooled_limits(over, under, seed) if is_crowd and len(answers) >= 2 * rules.k else None
    return _shown(asked, value, limits, len(answers), rules)


def _share_of_writers(answers: Sequence[Answer], rules: Rules) -> ReleasedFigure:
    share = share_shown(sum(over == under for over, under in answers), len(answers), rules.k)
    if share is None:
        return WITHHELD
    return ReleasedFigure(
        _mark(len(answers), rules), share if isinstance(share, Vague) else Fraction(share, 100)
    )


def _quantile(asked: Asked, values: Sequence[Fraction], rules: Rules) -> ReleasedFigure:
    number, quantile = _QUANTILES[asked.how]
    spread = spread_of(values)
    if spread.quartiles is None or not may_show_quantile(spread.count, quantile, rules.k):
        return WITHHELD
    limits = spread.limits if asked.how is How.MEDIAN else None
    return _shown(asked, spread.quartiles[number], limits, spread.count, rules)


def _is_crowd(amounts: Iterable[Fraction], rules: Rules) -> bool:
    """Whether enough writers have anything of an amount, and the second of them cannot tell what the first has."""
    sizes = [abs(amount) for amount in amounts if amount]
    unit = lcm(*(size.denominator for size in sizes))
    return len(sizes) >= rules.k and not lack_of([int(size * unit) for size in sizes], rules)


def _shown(
    asked: Asked, value: Fraction, limits: Limits | None, writers: int, rules: Rules
) -> ReleasedFigure:
    shown = told(value, asked.unit, asked.how)
    low, high = None, None
    if limits and not isinstance(shown, Vague) and min(limits.below, limits.above) >= rules.k:
        low, high = told_limits(limits, value, asked.unit, asked.how) or (None, None)
    return ReleasedFigure(_mark(writers, rules), shown, low, high)


def _mark(writers: int, rules: Rules) -> Mark:
    return Mark.CARE if writers < 4 * rules.k else Mark.SHOWN
