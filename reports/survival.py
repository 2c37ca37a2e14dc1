"""How long things last when some of them have not ended yet: gaps, contracts, waits for pay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import Step


@dataclass(frozen=True, slots=True)
class Survival:
    """Share of things that last longer than t days, by Kaplan and Meier (1958).

    Attributes
    ----------
    steps
        (t in days, S(t)) at every observed duration, ascending; S is exact, 0 to 1, never rising.
    count, ended_count
        Things observed, and those of them whose end was observed.
    """

    steps: tuple[tuple[int, Fraction], ...] = ()
    count: int = 0
    ended_count: int = 0

    @property
    def median(self) -> int | None:
        """The first t with S(t) <= 1/2, in days; None when fewer than half have ended."""
        return next((days for days, share in self.steps if share <= Fraction(1, 2)), None)

    def survival_after(self, days: int) -> Fraction | None:
        """Share that lasts longer than `days`, 0 to 1; None without data.

        Beyond the longest observation the last share is carried on: see `is_known_after`.
        """
        if not self.steps:
            return None
        return next((share for t, share in reversed(self.steps) if t <= days), Fraction(1))

    def is_known_after(self, days: int) -> bool:
        """Whether anything was observed for so long, or all have ended before."""
        return bool(self.steps) and (days <= self.steps[-1][0] or self.steps[-1][1] == 0)


def kaplan_meier(durations: Sequence[int], ended: Sequence[bool]) -> Survival:
    """Estimate how long things last when some of them have not ended yet (right-censored).

    Parameters
    ----------
    durations
        Whole days, 0 or more; for a thing that has not ended, the days observed so far.
    ended
        For each duration, whether its end was observed.

    Notes
    -----
    The same curve as `scipy.stats.ecdf` of censored data, which is a test's oracle, but exact.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958), Nonparametric estimation from incomplete observations, JASA 53.

    Examples
    --------
    >>> kaplan_meier([3, 5, 8, 9, 14, 20], [True, True, False, True, False, True]).median
    9
    """
    observed = list(zip(durations, ended, strict=True))
    all_at, ends_at = (
        Counter(days for days, _ in observed),
        Counter(days for days, is_end in observed if is_end),
    )
    # Exact: binary fractions cannot decide whether S is exactly one half.
    at_risk, share, steps = len(observed), Fraction(1), []
    for days in sorted(all_at):
        share *= Fraction(at_risk - ends_at[days], at_risk)
        at_risk -= all_at[days]
        steps.append((days, share))
    return Survival(steps=tuple(steps), count=len(observed), ended_count=sum(ended))


def survival_steps(lasting: Survival, label: str) -> tuple[Step, ...]:
    """The curve as lines of a sum: `label` names {days}."""
    return tuple(Step("", label, share, "share", {"days": days}) for days, share in lasting.steps)
