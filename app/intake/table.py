"""A pasted table: cells, what its columns are, and rows of a log with what is wrong by line. Pure.

Nothing is guessed in silence: the writer sees each guess read back, and changes it, before anything is kept.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.wording import N_

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 5_000, 60, 2_000_000
_LONGEST_CELL = 131_072
_UNCLOSED = N_("A quotation mark is opened and never closed, or a cell is too long.")
IGNORED = ""


class NoTable(ValueError):
    """There is nothing to read as a table; its text is a message id."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table as it was pasted: names of columns, and rows of as many cells, each with its line."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    has_header: bool

    def column(self, at: int) -> list[str]:
        """The cells of a column that say something."""
        return [cells[at] for _, cells in self.rows if cells[at]]


_NOTE = (
    *("note", "notes", "comment", "comments", "remark", "remarks"),
    *("nota", "notas", "comentario", "comentarios", "observacion", "observaciones"),
)
#: What a column may be, by what the table is of -> the words headers use for it, in English and Spanish.
#: The order is that of the choices on the page; the first one that fits a header wins.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "work": {
        "day": ("day", "date", "worked on", "work date", "start date", "dia", "fecha"),
        "duration": (
            "duration",
            "time",
            "hours",
            "minutes",
            "time spent",
            "length",
            "h",
            "min",
            "duracion",
            "tiempo",
            "horas",
            "minutos",
        ),
        "start": ("start", "start time", "started", "from", "begin", "inicio", "hora inicio", "desde"),
        "end": ("end", "end time", "ended", "to", "finish", "fin", "hora fin", "hasta"),
        "kind": (
            "task",
            "what",
            "kind",
            "type",
            "description",
            "activity",
            "title",
            "tarea",
            "que",
            "tipo",
            "descripcion",
            "actividad",
        ),
        "platform": ("platform", "client", "company", "payer", "plataforma", "cliente", "empresa"),
        "contract": ("contract", "project", "project name", "contrato", "proyecto"),
        "pay": (
            "pay",
            "amount",
            "earnings",
            "earned",
            "payout",
            "price",
            "total",
            "reward",
            "pago",
            "importe",
            "monto",
            "ganado",
            "precio",
        ),
        "currency": ("currency", "moneda", "divisa"),
        "is_paid": ("paid", "billable", "pagado", "facturable", "remunerado"),
        "units": (
            "units",
            "count",
            "tasks",
            "pieces",
            "quantity",
            "unidades",
            "cantidad",
            "piezas",
            "tareas",
        ),
        "note": _NOTE,
    },
    "payments": {
        "day": (
            "arrived",
            "day",
            "date",
            "paid on",
            "payment date",
            "received",
            "posting date",
            "dia",
            "fecha",
            "fecha de pago",
            "recibido",
            "llego",
        ),
        "earned": ("earned on", "work date", "period end", "earned", "trabajado", "ganado"),
        "amount": (
            "amount",
            "gross",
            "total",
            "payment",
            "payout",
            "importe",
            "monto",
            "bruto",
            "pago",
            "cantidad",
        ),
        "fee": ("fee", "fees", "total fees", "commission", "comision", "tarifa"),
        "currency": ("currency", "moneda", "divisa"),
        "platform": (
            "platform",
            "from",
            "client",
            "company",
            "payer",
            "name",
            "plataforma",
            "de",
            "cliente",
            "empresa",
            "pagador",
            "nombre",
        ),
        "contract": ("contract", "project", "contrato", "proyecto"),
        "note": (*_NOTE, "description", "memo", "descripcion", "concepto"),
    },
    "costs": {
        "day": ("day", "date", "spent on", "dia", "fecha"),
        "category": (
            "category",
            "what",
            "description",
            "item",
            "type",
            "categoria",
            "que",
            "descripcion",
            "tipo",
        ),
        "amount": ("amount", "cost", "price", "total", "importe", "monto", "coste", "costo", "precio"),
        "currency": ("currency", "moneda", "divisa"),
        "platform": ("platform", "plataforma"),
        "months": ("months", "meses"),
        "note": _NOTE,
    },
}
#: What a row is nothing without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "work": ("day",),
    "payments": ("day", "amount"),
    "costs": ("day", "amount"),
}


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise NoTable(N_("This file is no text. Save it as CSV and try again.")) from None
    if b"\0" in data:
        raise NoTable(N_("This file is no text. Save it as CSV and try again."))
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.removeprefix(BOM_UTF8).decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable(N_("This file is no text. Save it as CSV and try again."))


def read(text: str) -> Pasted:
    r"""Read a pasted table, whatever separates its cells: tabs, semicolons, commas or bars.

    >>> read("Date;Pay\n2026-11-02;12,75").rows
    ((2, ('2026-11-02', '12,75')),)
    """
    if len(text) > LONGEST_TEXT:
        raise NoTable(N_("This is too long for one go. Paste it in parts of about 5,000 rows."))
    plain = text.removeprefix("\ufeff").replace("\0", "")
    if not plain.strip():
        raise NoTable(N_("Paste a table or choose a file."))
    rows = max((_parsed(plain, delimiter) for delimiter in "\t;,|"), key=_evenness)
    if not rows:
        raise NoTable(N_("Paste a table or choose a file."))
    if len(rows) - 1 > MOST_ROWS:
        raise NoTable(N_("This is too long for one go. Paste it in parts of about 5,000 rows."))
    width = min(MOST_COLUMNS, max(len(cells) for _, cells in rows))
    even = [(line, (*cells[:width], *[""] * (width - len(cells)))) for line, cells in rows]
    has_header = _is_header(even[0][1])
    names = even[0][1] if has_header else ("",) * width
    return Pasted(names, tuple(even[1:] if has_header else even), has_header)


def guessed(pasted: Pasted, of: str) -> dict[int, str]:
    """What each column is, by its name; a column nobody knows is left out, and no two are the same."""
    found: dict[int, str] = {}
    for is_fitting in (_is_same, _is_part):
        for at, name in enumerate(pasted.names):
            header = _bare(name)
            if at in found or not header:
                continue
            fields = (
                field
                for field, words in WORDS[of].items()
                if field not in found.values() and any(is_fitting(header, word) for word in words)
            )
            if field := next(fields, ""):
                found[at] = field
    return dict(sorted(found.items()))


def _is_same(header: str, word: str) -> bool:
    return header == word


def _is_part(header: str, word: str) -> bool:
    """Whether a word stands in a longer header, as in “Amount (USD)”; very short words say too little."""
    return len(word) > 2 and f" {word} " in f" {header} "


def _bare(name: str) -> str:
    """A header as it is compared: small letters without accents, words one space apart."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(
        letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter)
    )
    return " ".join(plain.split())


def _parsed(text: str, delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    """Rows with something in them, each with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows, line = [], 1
    try:
        for cells in reader:
            tidy = tuple(" ".join(cell.split()) for cell in cells)
            if any(tidy):
                rows.append((line, tidy))
            line = reader.line_num + 1
    except csv.Error:
        raise NoTable(_UNCLOSED) from None
    # The limit of `csv` is one for the whole process, and reading a file may have raised it.
    if any(len(cell) > _LONGEST_CELL for _, cells in rows for cell in cells):
        raise NoTable(_UNCLOSED)
    return rows


def _evenness(rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[bool, int, int]:
    """How well a separator fits: rows of more than one cell, as many rows as possible of one width, then width."""
    if not rows:
        return False, 0, 0
    widths = Counter(len(cells) for _, cells in rows)
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return width > 1, count, width


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns: words, and not one cell that begins with a figure."""
    said = [cell for cell in cells if cell]
    return not any(cell.lstrip("$€£-+( ")[:1].isdigit() for cell in said)
