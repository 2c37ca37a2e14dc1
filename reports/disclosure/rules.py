"""Which cells may not be shown for what they are, and which figures of a cell that may.

Source: Handbook on Statistical Disclosure Control, chapter 4 (threshold, p % rule, group disclosure), for writers and
what they hold. A number k is told to everybody; p and the coalition are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reports.cohorts import Cohort, Measure, Sums
from reports.disclosure.rounding import Step, rounded

#: Below this many writers nothing is ever shown.
FLOOR = 5
#: Writers that a sum needs: with fewer, a platform finds out whose it is (disclosure control, section 2).
WRITERS_OF_A_SUM = 20
#: With a p of 0 everybody might be known to the last cent; one writer alone is no coalition.
LEAST_P, LEAST_COALITION = 1, 2

#: Names these rules in a release, with this p and two who know each other; another number as soon as one of them changes.
VERSION, P_OF_VERSION, KNOWN_OF_VERSION = "1", 10, LEAST_COALITION

#: Hours are the paid and the unpaid ones: what is asked of both meets all that could be asked of their sum.
IMPLIED = Measure.HOURS


class KTooSmall(ValueError):
    """A threshold that would show too few writers."""

    def __init__(self, k: int) -> None:
        super().__init__(f"A cell needs at least {FLOOR} writers to be shown; {k} is too few.")


class UnusableRule(ValueError):
    """A p or a coalition that would let everything through."""

    def __init__(self, name: str, value: object, least: int) -> None:
        super().__init__(f"Cells cannot be protected by {name} = {value!r}; it is at least {least}.")


class Vague(StrEnum):
    """What stands in the place of a share that would tell of nearly everybody or nearly nobody."""

    MOST = "most"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a release was protected by.

    Attributes
    ----------
    k
        The smallest number of writers a shown cell may have, at least 5.
    p
        Per cent by which nobody's amount may become known to another contributor; at least 1.
    coalition
        How many contributors are feared to put together what they know, at least 2; None for two of them as in the p %
        rule.

    Raises
    ------
    KTooSmall
        When `k` is below 5.
    UnusableRule
        When `p` or `coalition` is below its least, or no number.
    """

    k: int = 10
    p: int = P_OF_VERSION
    coalition: int | None = None

    def __post_init__(self) -> None:
        if not self.k >= FLOOR:  # so that what is no number is refused, too
            raise KTooSmall(self.k)
        if not self.p >= LEAST_P:
            raise UnusableRule("p", self.p, LEAST_P)
        if self.coalition is not None and not self.coalition >= LEAST_COALITION:
            raise UnusableRule("coalition", self.coalition, LEAST_COALITION)

    @property
    def version(self) -> str:
        """Names these rules in a release: of another p or coalition it says that there is one, and not which.

        >>> Rules(k=5).version, Rules(p=20).version
        ('1', '1-own')
        """
        is_of_version = (self.p, self.known) == (P_OF_VERSION, KNOWN_OF_VERSION)
        return VERSION if is_of_version else f"{VERSION}-own"

    @property
    def known(self) -> int:
        """How many of the largest contributors are taken to be known."""
        return self.coalition or LEAST_COALITION


def primary(cohort: Cohort, rules: Rules) -> frozenset[int]:
    """The cells, margins too, that break a rule for any measure; each is hidden for all of them."""
    few = {cell for cell, writers in enumerate(cohort.writers.tolist()) if 0 < writers < rules.k}
    told = {cell for sums in amounts(cohort) for cell, _ in lacking(sums, rules)}
    return frozenset(few | told)


def amounts(cohort: Cohort) -> Iterator[Sums]:
    """The measures of which a writer can hold more than another: all but the number of writers."""
    return (sums for sums in cohort.sums if sums.measure is not Measure.WRITERS)


def lacking(sums: Sums, rules: Rules) -> Iterator[tuple[int, int]]:
    """The cells that tell a contributor of another within p %, and how much more they would need not to.

    The amount is in hundredths of the measure's unit, so that it is whole; above 0.
    """
    table = sums.holdings.tocsr()
    for number, cell in enumerate(sums.cells.tolist()):
        held = table.data[table.indptr[number] : table.indptr[number + 1]].tolist()
        if lack := lack_of(held, rules):
            yield cell, lack


def lack_of(held: Sequence[int], rules: Rules) -> int:
    """Hundredths that the rest of a cell lacks of p % of its largest contribution, 0 when it lacks none.

    Parameters
    ----------
    held
        Of each writer, at least 0, in any order.
    rules
        Of which p and the coalition count.

    Examples
    --------
    50, 49 and 1: the rest, 1, is 4 less than a tenth of 50.

    >>> lack_of([50, 49, 1], Rules(p=10)), lack_of([52, 50, 8], Rules(p=10))
    (400, 0)
    """
    largest_first = sorted(held, reverse=True)
    rest = sum(largest_first[rules.known :])
    return max(0, rules.p * largest_first[0] - 100 * rest) if largest_first else 0


def may_show_quantile(n: int, q: Fraction, k: int) -> bool:
    """Whether a quantile, or a limit of an interval, leaves at least `k` writers on either side of it.

    Parameters
    ----------
    n
        Writers with a value.
    q
        The quantile, 0 to 1; the smallest and the largest value are never shown.
    k
        Of the rules.

    Examples
    --------
    >>> may_show_quantile(9, Fraction(1, 2), 5), may_show_quantile(10, Fraction(1, 2), 5)
    (False, True)
    """
    return min(n * q // 1, n * (1 - q) // 1) >= k


def share_shown(c: int, n: int, k: int) -> int | Vague | None:
    """How a share of writers may be told.

    Parameters
    ----------
    c
        Writers of whom something is true, 0 to `n`.
    n
        Writers asked.
    k
        Of the rules.

    Returns
    -------
    int | Vague | None
        Per cent in steps of 5, from 5 to 95; “most” or “few” where fewer than `k` are on one side, so that it never
        reads like everybody or nobody; None below 2 `k` writers, where no share could be told, whatever it is.

    Examples
    --------
    >>> share_shown(7, 12, 5), share_shown(9, 12, 5), share_shown(4, 9, 5)
    (60, <Vague.MOST: 'most'>, None)
    """
    if n < 2 * k:
        return None
    percent = int(rounded(Fraction(100 * c, n), Step.SHARE))
    if n - c < k or percent == 100:
        return Vague.MOST
    if c < k or percent == 0:
        return Vague.FEW
    return percent
