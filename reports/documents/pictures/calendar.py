"""The calendar of days with work as a picture: a small grid for each month, four steps of blue."""

from __future__ import annotations

from reports.charts.heatmap import HeatMapChart, MonthGrid
from reports.documents.pictures.picture import Box, Mark, Picture, Words

#: Months beside one another: four where two rows of them are enough.
_FEW, _MANY = 4, 6


def draw_heatmap(chart: HeatMapChart, width: float) -> Picture:
    """Small calendars in rows; nothing without work."""
    if not chart.table.rows:
        return Picture(width, 0)
    columns = _FEW if len(chart.grids) in (*range(_FEW + 1), 7, 8) else _MANY
    slot = width / columns
    side = min((slot - 16) / 7, 17)
    high = 20 + 6 * side + 14
    marks: list[Mark] = []
    for number, grid in enumerate(chart.grids):
        row, column = divmod(number, columns)
        marks += _grid(grid, column * slot, row * high, side)
    rows = -(-len(chart.grids) // columns)
    return Picture(width, rows * high - 14, tuple(marks))


def _grid(grid: MonthGrid, left: float, top: float, side: float) -> list[Mark]:
    room = side * 0.8
    squares = (
        Box(
            round(left + square.column * side, 2),
            round(top + 20 + square.row * side, 2),
            round(room, 2),
            round(room, 2),
            f"step-{square.step}",
        )
        for square in grid.squares
    )
    return [Words(left, top + 13, grid.label, "muted", 13), *squares]
