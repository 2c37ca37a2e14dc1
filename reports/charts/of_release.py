"""The charts of a release: which of its tables and columns are drawn, and as what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reports.charts.release_bars import ReleaseBarsChart, bars_by_column, bars_by_row, release_ladder
from reports.charts.release_findings import OF_QUESTIONS
from reports.charts.release_rates import ReleaseRatesChart, release_rates_chart
from reports.charts.released import figure_in
from reports.programme import How
from reports.release import Release, ReleasedColumn, ReleasedTable
from reports.wording import Wording

DrawnChart = ReleaseBarsChart | ReleaseRatesChart

#: Columns with a bar for each row, and the look of their bars: hatched is what is missing.
BY_ROW: Mapping[str, str] = MappingProxyType(
    {
        "unpaid_share": "lost",
        "contract_length": "kept",
        "days_to_be_paid": "kept",
        "late_pay": "lost",
        "missing_pay": "lost",
        "rejected": "lost",
        "pay_cut": "lost",
        "onboarding_hours_median": "lost",
        "heavy_share": "lost",
        "credit_promised": "kept",
        "purpose_told": "kept",
    }
)
#: The rungs of the ladder, in its order.
LADDER = ("advertised_rate", "paid_time_rate", "all_hours_rate", "effective_hourly_rate")


def charts_of_release(release: Release, words: Wording) -> tuple[DrawnChart, ...]:
    """Every chart, in the order of the tables; a table of which nothing can be drawn has none."""
    return tuple(chart for table in release.tables for chart in charts_of_table(release, table, words))


def charts_of_table(release: Release, table: ReleasedTable, words: Wording) -> tuple[DrawnChart, ...]:
    """The charts of one of its tables."""
    return tuple(_charts(release, table, words)) if table.rows else ()


def _charts(release: Release, table: ReleasedTable, words: Wording) -> Iterator[DrawnChart]:
    rungs = () if table.dimensions else _rungs(table)
    if rungs:
        yield release_ladder(release, table, rungs, words)
    rates = release_rates_chart(release, table, words) if table.dimensions else None
    if rates is not None:
        yield rates
    for column in table.columns:
        if column.key in BY_ROW:
            yield bars_by_row(release, table, column, BY_ROW[column.key], words)
    for stem in OF_QUESTIONS:
        questions = _questions(table, stem)
        if questions:
            yield bars_by_column(release, table, questions, stem, words)


def _rungs(table: ReleasedTable) -> Sequence[ReleasedColumn]:
    """The middle writer's rungs where her real pay may be told, else those of all hours together."""
    ways = {
        how: [column for stem in LADDER for column in table.columns if _is_rung(column, stem, how)]
        for how in (How.MEDIAN, How.POOLED)
    }
    told = [rungs for rungs in ways.values() if rungs and _is_told(table, rungs[-1])]
    return next(iter([*told, *filter(None, ways.values())]), ())


def _is_rung(column: ReleasedColumn, stem: str, how: How) -> bool:
    return column.key.startswith(stem) and column.how == how


def _is_told(table: ReleasedTable, column: ReleasedColumn) -> bool:
    return figure_in(table.rows[-1], column.key).value is not None


def _questions(table: ReleasedTable, stem: str) -> list[ReleasedColumn]:
    return [
        column
        for column in table.columns
        if column.key.startswith(stem)
        and column.key not in BY_ROW
        and column.how in (How.POOLED, How.SHARE_OF_WRITERS)
    ]
