"""Other tables that would have been published just the same: what keeps an attacker from knowing.

Nothing is believed of a solver that counts in floats. A sum passes as safe only when a table was found that an attacker
cannot tell from the true one, is far enough off, and was checked in whole numbers, equation by equation. So a wrong
digit can only raise an alarm, never miss one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.audit.findings import Unproved
from reports.audit.published import Amounts, Known
from reports.audit.system import FAR, System

#: The corners of linked tables and of those with three dimensions are seldom whole; these are their usual fractions.
_FRACTIONS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)

#: The solver takes anything under 1e-7 for 0. With sums of up to a million, that is under a thousandth of a cent when
#: the largest sum is 1e10 cents.
_LARGEST = 1e6

#: For each call of the solver; the last one may end so much after the time is over.
_SECONDS = 10


class Pretence(NamedTuple):
    """Distances from the truth, in parts of 1: `shift / parts`."""

    shift: Amounts
    parts: int


class Pretences:
    """All that were found for one system; one found for a sum often does for others, and for other attackers.

    Parameters
    ----------
    system
        The sums, and what is known of them.
    is_over
        Whether the time of the attack is over, by the clock of whoever asks; then each search raises `Unproved`.
    """

    def __init__(self, system: System, is_over: Callable[[], bool] = lambda: False) -> None:
        self.system, self._is_over = system, is_over
        largest = float(max(system.known.down.max(), system.known.up.max()))
        self._scale = 1.0 if system.is_whole else max(1.0, largest / _LARGEST)
        self._rows = system.rows.astype(float)
        self._found: list[Pretence] = []
        self._distances: npt.NDArray[np.float64] = np.empty((0, len(system.numbers)))

    def reach(self, at: int, sign: int, need: Fraction, known: Known | None = None) -> bool:
        """Whether the sum could as well be `need` higher or lower for somebody who knows so much.

        Parameters
        ----------
        at
            Which unknown of the system.
        sign
            1 or -1.
        need
            Above 0.
        known
            What she knows; None: no more than the public.

        Raises
        ------
        Unproved
            When the time is over.
        """
        self.check_time()
        known = known or self.system.known
        if self._has(at, sign, need, known):
            return True
        for ends in self._ends(at, sign, need, known):
            made = self._made(self._extreme(at, sign, ends), known)
            if made is not None and sign * int(made.shift[at]) >= need * made.parts:
                self._found.append(made)
                self._distances = np.vstack([self._distances, made.shift / made.parts])
                return True
        return False

    def check_time(self) -> None:
        """Raise `Unproved` where the time is over: what is not proved is never taken for safe."""
        if self._is_over():
            raise Unproved

    def _ends(self, at: int, sign: int, need: Fraction, known: Known) -> Iterator[Known]:
        """What to search within; in whole numbers the solver, which at times misses what is there, is asked twice."""
        if self.system.is_whole:
            yield self._no_further(at, sign, need, known)
        yield known

    def _no_further(self, at: int, sign: int, need: Fraction, known: Known) -> Known:
        """The same knowledge with one sum kept from going beyond the need: the search ends once it is there."""
        end = known.up if sign > 0 else known.down
        kept = end.copy()
        kept[at] = min(int(end[at]), ceil(need))
        return known._replace(up=kept) if sign > 0 else known._replace(down=kept)

    def furthest(self, at: int, sign: int, known: Known | None = None) -> float:
        """How far from the truth an attacker thinks a sum possible, at least 0 and in floats: to tell, not to judge by."""
        return max(0.0, sign * float(self._extreme(at, sign, known or self.system.known)[at]))

    def _has(self, at: int, sign: int, need: Fraction, known: Known) -> bool:
        """Whether one that was found before serves, as it is or brought nearer to the truth."""
        reached = sign * self._distances[:, at]
        rough = reached >= float(need) * (1 - 1e-9)
        nearer = self._distances[rough]
        if not self.system.is_whole:
            nearer = nearer * (float(need) / reached[rough])[:, None]
        fits = np.all((nearer >= -known.down - 1e-3) & (nearer <= known.up + 1e-3), axis=1)
        chosen = np.flatnonzero(rough)[fits]
        return any(self._serves(self._found[place], at, sign, need, known) for place in chosen)

    def _serves(self, made: Pretence, at: int, sign: int, need: Fraction, known: Known) -> bool:
        """The same without floats, so without limits of size."""
        reached = sign * int(made.shift[at])
        if reached < need * made.parts:
            return False
        top, bottom = (1, 1) if self.system.is_whole else (need.numerator, need.denominator * reached)
        return all(
            -down * bottom <= shift * top <= up * bottom
            for shift, down, up in zip(
                made.shift.tolist(), known.down.tolist(), known.up.tolist(), strict=True
            )
        )

    def _extreme(self, at: int, sign: int, known: Known) -> npt.NDArray[np.float64]:
        """The corner where a sum is furthest from the truth; all 0 where the solver gave up, which raises the alarm."""
        self.check_time()
        system, aim = self.system, np.zeros(len(self.system.numbers))
        aim[at] = -sign
        found = milp(
            aim,
            integrality=np.full(len(aim), int(system.is_whole)),
            bounds=Bounds(-known.down / self._scale, known.up / self._scale),
            constraints=LinearConstraint(self._rows, self._end(system.low), self._end(system.high)),
            options={"time_limit": _SECONDS},
        )
        return np.zeros(len(aim)) if found.x is None else found.x * self._scale

    def _end(self, ends: Amounts) -> Any:
        return np.where(ends <= -FAR, -np.inf, ends / self._scale)

    def _made(self, distances: npt.NDArray[np.float64], known: Known) -> Pretence | None:
        """The distances as fractions that fulfil everything; None where these are no simple ones."""
        system = self.system
        for parts in (1,) if system.is_whole else _FRACTIONS:
            shift = np.rint(distances * parts).astype(np.int64)
            rows = system.rows @ shift
            if np.all((shift >= -parts * known.down) & (shift <= parts * known.up)) and np.all(
                (rows >= parts * system.low) & (rows <= parts * system.high)
            ):
                return Pretence(shift, parts)
        return None
