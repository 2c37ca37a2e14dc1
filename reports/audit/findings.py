"""What an audit found. The amounts in a finding are those that must not get out: they stay out of every message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from reports.cohorts import Measure, Place


class Kind(StrEnum):
    """What is wrong, in the words of the sentence that refuses a release."""

    OPEN = "cells that are shown though they tell too much of one writer"
    KNOWN = "hidden cells whose value can be reckoned exactly"
    NARROW = "hidden cells whose value can be guessed too well"
    INSIDER = "hidden cells in which one writer, or a few together, can guess too well what another has"
    FEW_CHANGES = "cells that changed since an earlier release by fewer writers than may be told apart"
    LARGE_CHANGE = "cells whose change since an earlier release is mostly one writer's"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an attacker learns; it never leaves the server.

    Attributes
    ----------
    place
        The cell.
    low, high
        Between what the attacker knows the value to be: of the cell, of the other writer for `INSIDER`, of the change
        for those of changes. Infinite where she knows no end.
    needed
        By how much she ought to be wrong, upwards and downwards; for `INSIDER` what she ought to think possible of the
        other writer, for `FEW_CHANGES` how many writers there ought to be.
    """

    kind: Kind
    place: Place = field(repr=False)
    measure: Measure
    low: float = field(repr=False)
    high: float = field(repr=False)
    needed: float = field(repr=False)


@dataclass(frozen=True, slots=True)
class Audit:
    """What was attacked, and what came of it."""

    cells_attacked: int
    findings: tuple[Finding, ...]

    @property
    def is_releasable(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


class NotReleasable(Exception):
    """A table does not withstand the attack. It says how many findings there are of which kind, and nothing else."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        counts = Counter(finding.kind for finding in findings)
        self.counts = {kind: counts[kind] for kind in Kind if counts[kind]}
        told = "; ".join(f"{kind}: {count}" for kind, count in self.counts.items())
        super().__init__(f"These tables cannot be released. {told}.")


class Unproved(NotReleasable):
    """The time was over before the attack was: nobody knows whether the tables withstand it."""

    def __init__(self) -> None:
        super().__init__(())
        self.args = ("These tables cannot be released. The time was over before the attack was.",)
