"""The charts of a release: which of its tables and columns are drawn, and as what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reports.charts.model import Chart
from reports.charts.release_bars import bars_by_column, bars_by_row
from reports.charts.release_rates import release_rates_chart
from reports.programme import Unit
from reports.release import Release, ReleasedTable
from reports.wording import Wording

#: What the keys of columns begin with that are drawn as bars, and the look of those: hatched is what is missing.
BARS: Mapping[str, str] = MappingProxyType(
    {
        "unpaid_share": "lost",
        "benefits_shortfall": "lost",
        "days_to_be_paid": "kept",
        "share_paid_late": "lost",
    }
)


def charts_of_release(release: Release, words: Wording) -> tuple[Chart, ...]:
    """Every chart, in the order of the tables; a table of which nothing can be drawn has none."""
    return tuple(chart for table in release.tables for chart in _charts(release, table, words))


def _charts(release: Release, table: ReleasedTable, words: Wording) -> Iterator[Chart]:
    if not table.rows:
        return
    rates = release_rates_chart(release, table, words)
    if rates is not None:
        yield rates
    if table.dimensions:
        for column in table.columns:
            look = next((look for stem, look in BARS.items() if column.key.startswith(stem)), None)
            if look is not None:
                yield bars_by_row(release, table, column, look, words)
        return
    shares = [column for column in table.columns if column.unit == Unit.SHARE]
    if shares:
        yield bars_by_column(release, table, shares, "kept", words)
