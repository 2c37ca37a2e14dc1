"""A share, a sum or a time of each cell of a release, or of each question, as bars with their 95 % ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.model import Chart, Key, Scale
from reports.charts.release_bar import Entry, ReleaseBar, bar_of, order_of, table_of
from reports.charts.release_findings import OF_QUESTIONS, of_cells, of_ladder, of_questions
from reports.charts.release_rest import in_words, rest_of
from reports.charts.released import drawn_rows, figure_in, is_whole, row_name, writers_in
from reports.conditions.reviews import YES_IS_BAD
from reports.programme import Unit
from reports.release import Release, ReleasedColumn, ReleasedTable
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBarsChart(Chart):
    """Bars over one scale, each with its look, and a line on those that have nothing to draw.

    Shares stand over the whole, 0 to 100 %, and have its marks.
    """

    bars: tuple[ReleaseBar, ...]
    rest: str
    scale: Scale
    ticks: tuple[tuple[Fraction, str], ...]

    @property
    def is_bare(self) -> bool:
        """Whether there is no figure in it at all."""
        return all(bar.missing for bar in self.bars)


#: The whole of which shares are parts, and where its marks are.
_WHOLE = Scale(Fraction(0), Fraction(1))
_MARKS = (Fraction(0), Fraction(1, 2), Fraction(1))
#: Questions to which yes is the bad answer: their bars look like what is missing, and stand last.
_BAD = frozenset(f"review_{question}" for question in YES_IS_BAD)


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
    finding = of_cells(measure, [bar for _, bar in bars], words)
    return _chart(release, table, words, key=column.key, measure=measure, finding=finding, bars=bars)


def bars_by_column(
    release: Release,
    table: ReleasedTable,
    columns: Sequence[ReleasedColumn],
    stem: str,
    words: Wording,
) -> ReleaseBarsChart:
    """Several questions to the whole cohort, a bar for each column, the highest first.

    `stem` is what their keys begin with.
    """
    row = table.rows[-1]
    entries = [
        Entry(
            words(column.label),
            writers_in(row),
            column,
            figure_in(row, column.key),
            "lost" if column.key in _BAD else OF_QUESTIONS[stem].look,
        )
        for column in columns
    ]
    entries.sort(key=lambda entry: (entry.column.key in _BAD, order_of(entry)))
    bars = _bars(entries, release, words)
    good = [bar for entry, bar in bars if entry.column.key not in _BAD]
    return _chart(
        release,
        table,
        words,
        key="all",
        measure=words(N_("share, all writers")),
        finding=of_questions(stem, good or [bar for _, bar in bars], words),
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
    finding = of_ladder(bars[0][1], bars[-1][1], words)
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
    drawn, rest = rest_of([bar for _, bar in bars], words)
    is_share = all(entry.column.unit == Unit.SHARE for entry, _ in bars)
    values = [value for bar in drawn for value in (bar.value, *(bar.interval or ()))]
    return ReleaseBarsChart(
        key=f"{table.key}-{key}",
        finding=finding,
        question=words(table.title),
        text=in_words(finding, drawn, rest),
        table=table_of([entry for entry, _ in bars], measure, release.currency, words),
        figure_key=bars[0][0].column.key,
        legend=_legend(drawn, measure, words),
        note=words(table.note) if table.note else None,
        bars=drawn,
        rest=rest,
        scale=_WHOLE if is_share else Scale.around(values),
        ticks=tuple((share, words.share(share)) for share in _MARKS) if is_share and any(values) else (),
    )


def _legend(bars: Sequence[ReleaseBar], measure: str, words: Wording) -> tuple[Key, ...]:
    known = [bar for bar in bars if bar.value is not None]
    names = {"earned": words(N_("promised"))}
    if {"kept", "lost"} <= {bar.look for bar in known}:
        names["lost"] = words(N_("{measure}; yes is bad"), measure=measure)
    looks = tuple(Key(look, names.get(look, measure)) for look in dict.fromkeys(bar.look for bar in known))
    ranges = (Key("interval", words(N_("95% range"))),) if any(bar.interval for bar in known) else ()
    return (*looks, *ranges)
