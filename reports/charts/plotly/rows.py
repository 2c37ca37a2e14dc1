"""Charts of rows: each has its words and its amount above its marks, as there is no room for them at the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.plotly.plot import COLOURS, Part, note, plain, wrapped

#: Pixels of a row, and how thick its bar is as a share of them.
_ROW, _TALL_ROW = 64, 72
THICKNESS = 0.28
_ABOVE_THE_BAR, _LETTER_HEIGHT = 12, 17
#: Letters of a line that fit on a narrow phone, beside an amount or alone, and of a name beside its amount at least.
_LINE, _FULL, _LEAST = 38, 42, 14
#: Letters that a digit of an amount takes the room of.
_DIGIT = Fraction(6, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """A name, the amount at its right or, where there is none, why; what is said beside the name, or in a line under it."""

    label: str
    amount: str | None
    reason: str | None = None
    about: str = ""
    under: str = ""


def rows_layout(rows: Sequence[Row], axis: Part) -> Part:
    """The layout of rows from top to bottom over one axis."""
    count, tall = len(rows), any(row.under for row in rows)
    top, bottom = 14, 34
    return {
        "height": count * (_TALL_ROW if tall else _ROW) + top + bottom,
        "margin": {"l": 8, "r": 8, "t": top, "b": bottom},
        "xaxis": axis,
        "yaxis": {
            "range": [count - 0.5, -0.5],
            "tickvals": list(range(count)),
            "ticktext": [plain(row.label) for row in rows],
            "showticklabels": False,
        },
        "annotations": [part for place, row in enumerate(rows) for part in _notes(place, row)],
    }


def _notes(place: int, row: Row) -> list[Part]:
    above: Part = {"y": place, "yanchor": "bottom", "yshift": _ABOVE_THE_BAR, "xref": "paper"}
    width = max(_LEAST, _LINE - round(len(row.amount or "") * _DIGIT))
    lines = wrapped(row.label + row.about, width, 1 if row.under else 2)
    if row.under:
        lines += f"<br>{wrapped(row.under, _FULL, 1)}"
    notes = [note(lines, x=0, xanchor="left", **above)]
    if row.amount:
        above["yshift"] += _LETTER_HEIGHT if row.under else 0
        notes.append(note(plain(row.amount), x=1, xanchor="right", font={"weight": 700}, **above))
    if row.reason:
        grey = {"color": COLOURS["ink2"]}
        text = wrapped(row.reason, _LINE, 2)
        notes.append(note(text, x=0, xanchor="left", xref="paper", y=place, font=grey))
    return notes
