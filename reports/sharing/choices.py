"""What a writer chooses to show: which parts, how exactly, and which names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.charts.card import CHART_KEYS

#: Every part of a shared dashboard, in the order of the page.
PARTS: tuple[str, ...] = ("hero", "facts", *CHART_KEYS)


class Amounts(StrEnum):
    """How exactly money is told."""

    EXACT = "exact"
    BANDS = "bands"  # rounded to steps, before anything is counted or drawn
    RATIOS = "ratios"  # no money: per cent of the promised rate, or of all that was earned


@dataclass(frozen=True, slots=True)
class Choices:
    """What others see; as it comes, it tells the least that is still worth showing.

    Parameters
    ----------
    parts
        Keys out of `PARTS`; the dashboard has them in the order of the page, however they stand here.
    amounts
        How exactly money is told.
    own_names
        The names she gave her platforms; else “Platform A”, “Platform B”.
    days
        Days as they are; else nothing finer than a month.
    titles
        The names of contracts, and kinds of work in her own words; else “Contract 1” and “Other work A”.
    """

    parts: tuple[str, ...] = PARTS
    amounts: Amounts = Amounts.BANDS
    own_names: bool = False
    days: bool = False
    titles: bool = False

    def __post_init__(self) -> None:
        unknown = [part for part in self.parts if part not in PARTS]
        if unknown:
            raise ValueError(f"No part of a dashboard: {', '.join(unknown)}.")
