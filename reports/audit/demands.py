"""What a release must withstand, in plain numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class UnusableDemand(ValueError):
    """A demand that would let everything through, or nothing."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"The audit cannot ask for {name} = {value!r}.")


@dataclass(frozen=True, slots=True)
class Demands:
    """How many writers a cell needs, and how badly one of them must be guessed.

    Attributes
    ----------
    k
        Least writers of a cell that is shown, at least 1.
    p
        Per cent of a writer's amount that everybody else must be off by, above 0 and up to 100. Confidential.
    coalition
        How many writers of a cell may put together what they know, at least 2; None where nobody does.
    """

    k: int
    p: Fraction | float
    coalition: int | None = None

    def __post_init__(self) -> None:
        for name, is_usable in {
            "k": self.k >= 1,
            "p": 0 < self.p <= 100,
            "coalition": self.coalition is None or self.coalition >= 2,
        }.items():
            if not is_usable:
                raise UnusableDemand(name, getattr(self, name))

    @property
    def share(self) -> Fraction:
        """`p` as a share, exact: the comparisons of an audit are made in whole numbers."""
        return Fraction(self.p).limit_denominator(1000) / 100
