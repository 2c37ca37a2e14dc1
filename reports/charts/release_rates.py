"""Which cell of a release kept its promise? A ring for the promise, a dot for real pay, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.model import Cell, Chart, Key, Scale, Table, listed, text_cell
from reports.charts.platforms import round_scale, ticks_of
from reports.charts.release_rate_rows import RateColumns, RateRow, rate_columns, rate_row
from reports.charts.release_rest import in_words, rest_of
from reports.charts.released import (
    band_text,
    drawn_rows,
    figure_in,
    figure_text,
    number_of,
    plain_number,
    row_name,
    value_text,
    writers_in,
)
from reports.programme import Unit
from reports.release import Release, ReleasedFigure, ReleasedRow, ReleasedTable
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRatesChart(Chart):
    """Cells from best to least paid, those without a rate after them, the whole cohort last.

    `rest` is a line on those that have nothing to draw.
    """

    rows: tuple[RateRow, ...]
    rest: str
    scale: Scale
    ticks: tuple[tuple[Fraction, str], ...]

    @property
    def is_bare(self) -> bool:
        """Whether there is no figure in it at all."""
        return all(row.missing for row in self.rows)


def release_rates_chart(release: Release, table: ReleasedTable, words: Wording) -> ReleaseRatesChart | None:
    """The chart of a table; None where the table says nothing of real pay for an hour."""
    columns = rate_columns(table)
    if not columns.real:
        return None
    pairs = [(row, rate_row(release, table, row, columns, words)) for row in drawn_rows(table)]
    pairs.sort(key=lambda pair: _order(pair[1]))
    rows, rest = rest_of([drawn for _, drawn in pairs], words)
    scale = round_scale([value for row in rows for value in row.values])
    finding = _finding(rows, words)
    return ReleaseRatesChart(
        key=f"{table.key}-rates",
        finding=finding,
        question=words(table.title),
        text=in_words(finding, rows, rest),
        table=_table(release, table, [row for row, _ in pairs], columns, words),
        figure_key=next(iter(columns.real.values())),
        legend=_legend(rows, words),
        note=words(table.note) if table.note else None,
        rows=rows,
        rest=rest,
        scale=scale,
        ticks=ticks_of(scale, release.currency, words),
    )


def _order(row: RateRow) -> tuple[bool, bool, Fraction]:
    return row.is_whole, row.real is None, -(row.real or Fraction(0))


def _finding(rows: Sequence[RateRow], words: Wording) -> str:
    parts = [row for row in rows if not row.is_whole] or rows
    known = [row for row in parts if row.real is not None]
    if not known:
        return words(N_("Real pay for an hour is not shown here"))
    gaps = [row.promised - row.real for row in known if row.promised is not None and row.real is not None]
    if not gaps:
        return _best(known, words)
    return _short(sum(gap > 0 for gap in gaps), len(gaps), words)


def _best(known: Sequence[RateRow], words: Wording) -> str:
    best, least = known[0], known[-1]
    if best.real == least.real:
        return words(N_("Real pay was {rate} an hour wherever it is shown"), rate=best.shown)
    return words(
        N_("Of those shown, {best} paid most an hour, {high}; {least} paid least, {low}"),
        best=_level(known, best, words),
        high=best.shown,
        least=_level(known, least, words),
        low=least.shown,
    )


def _level(known: Sequence[RateRow], one: RateRow, words: Wording) -> str:
    """A row and those with the same rate: their names, or how many they are."""
    names = [row.label for row in known if row.real == one.real]
    return listed(names, words, N_("{count} of them"))


def _short(count: int, of: int, words: Wording) -> str:
    """In how many of those compared real pay was less than promised."""
    if not count:
        return words(N_("Real pay kept the promise wherever both are shown"))
    if of == 1:
        return words(N_("Real pay fell short of the promise"))
    if count == of == 2:
        return words(N_("Real pay fell short of the promise in the two where both are shown"))
    if count == of:
        return words(
            N_("Real pay fell short of the promise in all {count} where both are shown"),
            count=words.number(of),
        )
    return words(
        N_("Real pay fell short of the promise in {count} of the {whole} where both are shown"),
        count=words.number(count),
        whole=words.number(of),
    )


def _legend(rows: Sequence[RateRow], words: Wording) -> tuple[Key, ...]:
    """What the marks are, of those that are drawn."""
    real = [row for row in rows if row.real is not None]
    keys = (
        ("ring", N_("promised"), any(row.promised is not None for row in rows)),
        ("dot", N_("real, middle writer"), any(not row.is_pooled for row in real)),
        ("pooled", N_("real, all hours together"), any(row.is_pooled for row in real)),
        ("middle", N_("middle half of the writers"), any(row.middle for row in rows)),
        ("interval", N_("95% range"), any(row.interval for row in rows)),
    )
    return tuple(Key(mark, words(said)) for mark, said, is_drawn in keys if is_drawn)


def _table(
    release: Release,
    table: ReleasedTable,
    rows: Sequence[ReleasedRow],
    columns: RateColumns,
    words: Wording,
) -> Table:
    """Every column the chart is made of, as the release has it."""
    chosen = {*columns.real.values(), *columns.promised.values()}
    shown = [column for column in table.columns if column.key in chosen]
    header = [words(N_("Of whom")), words(N_("Writers"))]
    for column in shown:
        header += [words(column.label), words(N_("Lower limit")), words(N_("Upper limit"))]

    def cells(row: ReleasedRow) -> Iterator[Cell]:
        yield text_cell(row_name(release, table, row, words))
        yield text_cell(band_text(writers_in(row), words))
        for column in shown:
            figure = figure_in(row, column.key)
            said = figure_text(figure, column.unit, release.currency, words)
            plain = plain_number(number_of(figure), column.unit, release.currency)
            yield Cell(said, plain or said, is_number=bool(plain))
            for limit in (figure.low, figure.high):
                yield _limit(limit, figure, release.currency, words)

    return Table(tuple(header), tuple(tuple(cells(row)) for row in rows))


def _limit(limit: Fraction | None, figure: ReleasedFigure, currency: str, words: Wording) -> Cell:
    if limit is None:
        return text_cell("")
    shown = value_text(limit, Unit.RATE, currency, words, number_of(figure))
    return Cell(shown, plain_number(limit, Unit.RATE, currency), is_number=True)
