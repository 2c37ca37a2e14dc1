"""A share, a sum or a time of each cell of a release, or of each question, as bars with their 95 % ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.charts.model import Chart, Key, Scale
from reports.charts.release_bar import Entry, ReleaseBar, bar_of, order_of, table_of
from reports.charts.released import figure_in, is_whole, row_name, writers_in
from reports.release import Release, ReleasedColumn, ReleasedTable
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBarsChart(Chart):
    """Bars, the highest first, those without a value after them and the whole cohort last; `look` is that of all."""

    bars: tuple[ReleaseBar, ...]
    scale: Scale
    look: str


def bars_by_row(
    release: Release, table: ReleasedTable, column: ReleasedColumn, look: str, words: Wording
) -> ReleaseBarsChart:
    """One column of a table, a bar for each row."""
    entries = [
        Entry(
            row_name(release, table, row, words),
            writers_in(row),
            column,
            figure_in(row, column.key),
            is_whole(row),
        )
        for row in table.rows
    ]
    return _chart(release, table, words, column=column, entries=entries, look=look)


def bars_by_column(
    release: Release, table: ReleasedTable, columns: Sequence[ReleasedColumn], look: str, words: Wording
) -> ReleaseBarsChart:
    """Several questions to the whole cohort, a bar for each column of the table's last row."""
    row = table.rows[-1]
    entries = [
        Entry(words(column.label), writers_in(row), column, figure_in(row, column.key), is_whole=False)
        for column in columns
    ]
    return _chart(release, table, words, column=None, entries=entries, look=look)


def _chart(
    release: Release,
    table: ReleasedTable,
    words: Wording,
    *,
    column: ReleasedColumn | None,
    entries: Sequence[Entry],
    look: str,
) -> ReleaseBarsChart:
    """Bars of one column, or, without one, of several questions."""
    entries = sorted(entries, key=order_of)
    bars = tuple(bar_of(entry, release.currency, words) for entry in entries)
    measure = words(column.label if column else N_("share of writers"))
    finding = _of_cells(measure, bars, words) if column else _of_questions(bars, words)
    return ReleaseBarsChart(
        key=f"{table.key}-{column.key}" if column else table.key,
        finding=finding,
        question=words(table.title),
        text=f"{finding}. {'; '.join(bar.text for bar in bars)}.",
        table=table_of(entries, measure, release.currency, words),
        figure_key=entries[0].column.key,
        legend=_legend(bars, measure, look, words),
        note=words(table.note) if table.note else None,
        bars=bars,
        scale=Scale.around(value for bar in bars for value in (bar.value, *(bar.interval or ()))),
        look=look,
    )


def _of_cells(measure: str, bars: Sequence[ReleaseBar], words: Wording) -> str:
    """The finding of one measure: where it is highest."""
    parts = [bar for bar in bars if not bar.is_whole] or bars
    known = [bar for bar in parts if bar.value is not None]
    if not known:
        return words(N_("{measure}: no figure is shown"), measure=measure)
    first = known[0]
    if known[-1].value == first.value:
        return words(N_("{measure}: {amount} wherever it is shown"), measure=measure, amount=first.shown)
    highest = (
        N_("{measure}: most with “{label}”, {amount}")
        if len(known) == len(parts)
        else N_("{measure}: of those shown, most with “{label}”, {amount}")
    )
    return words(highest, measure=measure, label=first.label, amount=first.shown)


def _of_questions(bars: Sequence[ReleaseBar], words: Wording) -> str:
    """The finding of several questions: the answer that most gave."""
    first = bars[0]
    if first.value is None:
        return words(N_("No share of writers is shown here"))
    return words(N_("{label}: {amount} of the writers"), label=first.label, amount=first.shown)


def _legend(bars: Iterable[ReleaseBar], measure: str, look: str, words: Wording) -> tuple[Key, ...]:
    known = [bar for bar in bars if bar.value is not None]
    ranges = (Key("interval", words(N_("95% range"))),) if any(bar.interval for bar in known) else ()
    return (Key(look, measure), *ranges) if known else ()
