"""A table as a picture, for a chart that has no drawing of its own: its first rows, in words."""

from __future__ import annotations

from reports.charts.model import Chart
from reports.documents.letters import cut
from reports.documents.pictures.picture import Anchor, Line, Mark, Picture, Words

_MOST = 12
_ROW = 28.0


def draw_table(chart: Chart, width: float) -> Picture:
    """The table's first rows; nothing where there is none."""
    table = chart.table
    if not table.rows:
        return Picture(width, 0)
    count = len(table.header)
    numbers = [any(row[column].is_number for row in table.rows) for column in range(count)]
    first = width if count == 1 else width * (0.4 if count < 5 else 0.28)
    slot = (width - first) / max(count - 1, 1)
    marks: list[Mark] = []

    def cell(column: int, text: str, top: float, look: str) -> Words:
        room = (first if column == 0 else slot) - 10
        right = first + column * slot
        anchor: Anchor = "end" if numbers[column] and column else "start"
        x = 0.0 if column == 0 else right if anchor == "end" else right - slot + 10
        return Words(x, top + 19, cut(text, 14, room), look, 14, anchor)

    for column, name in enumerate(table.header):
        marks.append(cell(column, name, 0, "muted"))
    top = _ROW
    for row in table.rows[:_MOST]:
        marks.append(Line(0, top, width, top, "rule"))
        marks += [cell(column, one.shown, top, "plain") for column, one in enumerate(row)]
        top += _ROW
    return Picture(width, top, tuple(marks))
