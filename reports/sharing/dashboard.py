"""A dashboard as others see it: words and charts in one language, and no way back to the rows."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.model import Chart
from reports.charts.summary import FactWords, HeadWords


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDashboard:
    """Everything a shared page, card, embed or file says, all of it in the language of `language`.

    Parameters
    ----------
    title, period
        The heading, and the months (or days, where they may be told) it is about.
    hero, facts, charts
        The chosen parts; `hero` is None and the others are empty where they were not chosen. Charts are drawn by
        `reports.charts.card.draw`, and have no links of their own.
    notes
        What a reader has to know of the figures: that they are rounded and how, or that they are per cent.
    left_out
        What of the log is not counted, one sentence for each reason.
    source
        “As logged by the writer”, when the figures are of, and the version of the measures.
    language
        The code of the language.
    """

    title: str
    period: str
    hero: HeadWords | None
    facts: tuple[FactWords, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    source: str
    language: str
