"""How long things last, part by part: gaps, contracts and waits by platform, and gaps by their cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.figures import Figure
from reports.frames import Ledger
from reports.gaps import GapReport, gap_causes, gap_figures, gaps_of
from reports.lateness import Wait, days_to_be_paid
from reports.periods import Period
from reports.spans import ContractSpan, length_figures

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Lasting:
    """What lasts in a period: the gaps across platforms, the contracts, and the waits for their pay."""

    ledger: Ledger
    gaps: GapReport
    spans: Sequence[ContractSpan]
    waits: Sequence[Wait]
    period: Period
    as_of: date

    def by_platform(self) -> dict[str, Figures]:
        """Gap figures, contract lengths and days to be paid of each platform with work or contracts.

        Gaps on one platform are longer than gaps in all work: she may have worked elsewhere.
        """
        found: dict[str, Figures] = {}
        for platform_id in self.ledger.columns["platforms"]["id"]:
            threshold = self.gaps.threshold_days
            gaps = gaps_of(self.ledger, as_of=self.as_of, threshold_days=threshold, platform_id=platform_id)
            spans = [span for span in self.spans if span.platform_id == platform_id]
            if gaps.spells or spans:
                found[platform_id] = self._figures(gaps, spans)
        return found

    def _figures(self, gaps: GapReport, spans: Iterable[ContractSpan]) -> Figures:
        contracts = {span.contract_id for span in spans}
        waits = [wait for wait in self.waits if wait.contract_id in contracts]
        paid = days_to_be_paid(waits, period=self.period, as_of=self.as_of)
        return {
            **gap_figures(gaps, self.period),
            **length_figures(spans, self.period, self.as_of),
            paid.key: paid,
        }

    def by_cause(self) -> dict[str | None, Figures]:
        """Gap figures by cause, the most frequent first; None where the writer gave none."""
        touching = self.gaps.touching(self.period)
        found: dict[str | None, Figures] = {}
        for cause in gap_causes(touching):
            of_cause = tuple(gap for gap in touching if gap.cause == cause)
            figures = gap_figures(replace(self.gaps, gaps=of_cause), self.period)
            found[cause] = {key: figures[key] for key in _OF_A_CAUSE}
        return found


_OF_A_CAUSE = ("gap_count", "gap_days", "longest_gap", "median_gap")
