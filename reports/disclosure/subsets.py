"""Which figures that a platform can compute may be shown, so that it cannot tell from them who reports.

Rule 7 of section 2 of disclosure control: few such figures, sums only of many writers, and at least a hundred choices
of the platform's workers that fit all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from reports.disclosure.books import Books
from reports.disclosure.computable import SUMS, Figure, What
from reports.disclosure.fitting import ENOUGH, fitting
from reports.disclosure.others import TILTS, made_up
from reports.disclosure.repeated import repeatable
from reports.disclosure.rules import WRITERS_OF_A_SUM

#: Figures are kept in this order and dropped from its end; whether they are by kind, and what they are.
_ORDER = (
    {(False, What.CELL)},
    {(False, What.RATE)},
    {(False, What.EMPTY), (True, What.EMPTY)},
    {(True, What.CELL)},
    {(False, What.PROMISED)},
    {(False, What.MEDIAN)},
    {(False, What.FIRST), (False, What.THIRD)},
    {(True, What.RATE)},
    {(True, What.PROMISED)},
    {(False, What.PROMISED_MEDIAN)},
    {(False, What.PROMISED_FIRST), (False, What.PROMISED_THIRD)},
    {(True, What.MEDIAN)},
    {(True, What.FIRST), (True, What.THIRD)},
    {(True, What.PROMISED_MEDIAN)},
    {(True, What.PROMISED_FIRST), (True, What.PROMISED_THIRD)},
    {(False, What.PAY), (False, What.HOURS)},
    {(True, What.PAY), (True, What.HOURS)},
)


def chosen(
    books: Mapping[str, Books],
    figures: Mapping[str, Sequence[Figure]],
    *,
    k: int,
    periods: int,
    seed: int,
    is_over: Callable[[], bool] = lambda: False,
) -> dict[str, tuple[Figure, ...]]:
    """Which of the figures that platforms can compute are shown.

    Parameters
    ----------
    books
        By platform, what it paid those of its workers who are in the release, for how much time, and what it had
        promised for it; not who of them has neither. All have the same kinds, those of the table.
    figures
        By platform, everything computable that the other rules would let through, in any order: `What.EMPTY` for
        each kind of the table, `What.CELL` for the platform and for each kind that is shown, and the rates, quartiles
        and sums of those. A place of another table whose work is all of one platform shows a figure of that platform.
    k
        Of the rules, at least 5.
    periods
        In how many periods on end the same writers may report, at least 1: as many as a year has.
    seed
        Of the release, at least 0, kept with it and not told.
    is_over
        Whether the time for the search is over; of a platform that was not looked through by then nothing is shown.

    Returns
    -------
    dict[str, tuple[Figure, ...]]
        By platform, what may be shown, in the order of importance: for `n` writers at most `n // 2` figures that tell
        amounts, and together so vague that in each of three platforms made up around the writers at least 100 choices
        of `n` workers fit, and so vague that as many would fit all of `periods` such releases. What is left out is
        hidden: a place whose `CELL` is missing, like one that breaks a rule and before a pattern is sought for it;
        where `EMPTY` is missing, the place looks hidden, whether it is empty or not; without the platform's own
        `CELL`, the platform is not named at all. To leave out more is safe.

    Notes
    -----
    The same books, figures and seed give the same answer, in whatever order the writers are listed.

    Examples
    --------
    Of five writers one rate is shown, and no sum:

    >>> books = Books(("ranking",), 2000 + 10 * np.arange(5).reshape(5, 1), np.full((5, 1), 3600))
    >>> asked = [Figure(What.PAY), Figure(What.RATE), Figure(What.CELL)]
    >>> [figure.what.value for figure in chosen({"P": books}, {"P": asked}, k=5, periods=1, seed=1)["P"]]
    ['cell', 'rate']
    """
    return {
        name: _kept(books[name].in_order(), asked, k, periods, [seed, *name.encode()], is_over=is_over)
        for name, asked in figures.items()
    }


def _kept(
    writers: Books,
    asked: Sequence[Figure],
    k: int,
    periods: int,
    seed: Sequence[int],
    *,
    is_over: Callable[[], bool],
) -> tuple[Figure, ...]:
    n = len(writers)
    if n < k or is_over():
        return ()
    kept = list(_few(_by_importance(asked, writers.kinds), n))
    if periods > 1:
        chance = np.random.default_rng([len(TILTS), *seed])
        alike = writers.with_others(made_up(writers, chance))
        kept = kept[: repeatable(alike, n, kept, k, chance, periods=periods)]
    for number, tilt in enumerate(TILTS):
        if is_over():
            return ()
        others = made_up(writers, np.random.default_rng([number, *seed]), tilt)
        found = fitting(writers.with_others(others), n, kept, k, ENOUGH)
        # The first number is of no figure at all.
        kept = kept[: sum(count >= ENOUGH for count in found) - 1]
    return tuple(kept)


def _by_importance(figures: Sequence[Figure], kinds: Sequence[str]) -> list[Figure]:
    """Of several kinds of work, those that stand first in the table first."""

    def importance(figure: Figure) -> tuple[int, int, What, Fraction]:
        place = -1 if figure.kind is None else kinds.index(figure.kind)
        return _rank(figure), place, figure.what, figure.step or Fraction(0)

    return sorted(dict.fromkeys(figures), key=importance)


def _rank(figure: Figure) -> int:
    return next(rank for rank, row in enumerate(_ORDER) if (figure.kind is not None, figure.what) in row)


def _few(figures: Sequence[Figure], n: int) -> Iterator[Figure]:
    left = n // 2
    for figure in figures:
        if figure.what in SUMS and n < WRITERS_OF_A_SUM:
            continue
        if figure.tells_amounts:
            left -= 1
            if left < 0:
                return
        yield figure
