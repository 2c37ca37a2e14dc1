"""A share, a sum or a time of each cell of a release, or of each question, as bars with their 95 % ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.charts.model import Chart, Key, Scale
from reports.charts.release_bar import Entry, ReleaseBar, bar_of, order_of, table_of
from reports.charts.released import drawn_rows, figure_in, is_whole, row_name, writers_in
from reports.release import Release, ReleasedColumn, ReleasedTable
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBarsChart(Chart):
    """Bars over one scale, each with its look."""

    bars: tuple[ReleaseBar, ...]
    scale: Scale


def bars_by_row(
    release: Release, table: ReleasedTable, column: ReleasedColumn, look: str, words: Wording
) -> ReleaseBarsChart:
    """One column of a table, a bar for each row: the highest first, the whole cohort last."""
    entries = [
        Entry(
            row_name(release, table, row, words),
            writers_in(row),
            column,
            figure_in(row, column.key),
            look,
            is_whole(row),
        )
        for row in drawn_rows(table)
    ]
    bars = _bars(sorted(entries, key=order_of), release, words)
    measure = words(column.label)
    finding = _of_cells(measure, bars, words)
    return _chart(release, table, words, key=column.key, measure=measure, finding=finding, bars=bars)


def bars_by_column(
    release: Release, table: ReleasedTable, columns: Sequence[ReleasedColumn], look: str, words: Wording
) -> ReleaseBarsChart:
    """Several questions to the whole cohort, a bar for each column, the highest first."""
    row = table.rows[-1]
    entries = [
        Entry(words(column.label), writers_in(row), column, figure_in(row, column.key), look)
        for column in columns
    ]
    bars = _bars(sorted(entries, key=order_of), release, words)
    return _chart(
        release,
        table,
        words,
        key="all",
        measure=words(N_("share, all writers")),
        finding=_of_questions(bars, words),
        bars=bars,
    )


def release_ladder(
    release: Release, table: ReleasedTable, columns: Sequence[ReleasedColumn], words: Wording
) -> ReleaseBarsChart:
    """From what was promised down to what an hour really paid, for the whole cohort; the promise is an outline."""
    row = table.rows[-1]
    entries = [
        Entry(
            words(column.label),
            writers_in(row),
            column,
            figure_in(row, column.key),
            "kept" if number else "earned",
        )
        for number, column in enumerate(columns)
    ]
    bars = _bars(entries, release, words)
    measure = words(N_("{currency} an hour"), currency=release.currency)
    finding = _of_ladder(bars[0], bars[-1], words)
    return _chart(release, table, words, key="ladder", measure=measure, finding=finding, bars=bars)


Bars = tuple[tuple[Entry, ReleaseBar], ...]


def _bars(entries: Iterable[Entry], release: Release, words: Wording) -> Bars:
    return tuple((entry, bar_of(entry, release.currency, words)) for entry in entries)


def _chart(
    release: Release,
    table: ReleasedTable,
    words: Wording,
    *,
    key: str,
    measure: str,
    finding: str,
    bars: Bars,
) -> ReleaseBarsChart:
    drawn = tuple(bar for _, bar in bars)
    return ReleaseBarsChart(
        key=f"{table.key}-{key}",
        finding=finding,
        question=words(table.title),
        text=f"{finding}. {'; '.join(bar.text for bar in drawn)}.",
        table=table_of([entry for entry, _ in bars], measure, release.currency, words),
        figure_key=bars[0][0].column.key,
        legend=_legend(drawn, measure, words),
        note=words(table.note) if table.note else None,
        bars=drawn,
        scale=Scale.around(value for bar in drawn for value in (bar.value, *(bar.interval or ()))),
    )


def _of_cells(measure: str, bars: Bars, words: Wording) -> str:
    """The finding of one measure: where it is highest."""
    drawn = [bar for _, bar in bars]
    parts = [bar for bar in drawn if not bar.is_whole] or drawn
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


def _of_questions(bars: Bars, words: Wording) -> str:
    """The finding of several questions: the answer that most gave."""
    _, first = bars[0]
    if first.value is None:
        return words(N_("No share is shown here"))
    return words(N_("{label}: {amount}"), label=first.label, amount=first.shown)


def _of_ladder(promised: tuple[Entry, ReleaseBar], real: tuple[Entry, ReleaseBar], words: Wording) -> str:
    """The finding of a ladder: its two ends."""
    (_, first), (_, last) = promised, real
    if last.value is None:
        return words(N_("Real pay for an hour is not shown here"))
    if first.value is None or first is last:
        return words(N_("An hour really paid {real}"), real=last.shown)
    return words(
        N_("An hour really paid {real}; the promise was {promised}"), real=last.shown, promised=first.shown
    )


def _legend(bars: Sequence[ReleaseBar], measure: str, words: Wording) -> tuple[Key, ...]:
    known = [bar for bar in bars if bar.value is not None]
    names = {"earned": words(N_("promised"))}
    looks = tuple(Key(look, names.get(look, measure)) for look in dict.fromkeys(bar.look for bar in known))
    ranges = (Key("interval", words(N_("95% range"))),) if any(bar.interval for bar in known) else ()
    return (*looks, *ranges)
