"""A writer's log into files: the ledger, which the app reads again and adds nothing; everything; tables."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.access import viewer_of
from app.database import Connection
from app.intake.ledger import LedgerFile, Writer, serialise
from app.intake.ledger_rules import Row
from app.records.writer import WriterPublic
from app.store import everything, whole
from reports.documents.harmless import harmless
from reports.frames import REFERENCES, SCHEMAS


def export_ledger(connection: Connection, writer: WriterPublic) -> bytes:
    """The whole log, rows taken back left out, in the format of docs/ledger-format.md."""
    stored = _without_orphans(whole.export_rows(connection, viewer_of(writer)))
    settings = Writer(
        handle=writer.handle,
        zone=writer.zone,
        currency=writer.currency,
        language=writer.language,
        unverified_figures=writer.unverified_allowed,
    )
    rows = {noun: [{name: row[name] for name in SCHEMAS[noun]} for row in stored[noun]] for noun in SCHEMAS}
    texts = {noun: {row["id"]: _beside(noun, row) for row in stored[noun]} for noun in SCHEMAS}
    return serialise(LedgerFile(settings, rows, texts))


def export_everything(connection: Connection, writer: WriterPublic) -> bytes:
    """All that is kept of the writer, as a ledger file.

    The log is the ledger; every row of every table, with history, rows taken out, sessions and settings, stands
    under a key of our own, which readers of ledgers pass over.
    """
    file = json.loads(export_ledger(connection, writer))
    file["x_everything"] = everything.export(connection, viewer_of(writer))
    return json.dumps(file, ensure_ascii=False, indent=1, default=_text).encode() + b"\n"


def export_tables(connection: Connection, writer: WriterPublic) -> bytes:
    """The same as a ZIP of CSV files, one for each table that has a row."""
    whole_file = io.BytesIO()
    with zipfile.ZipFile(whole_file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, rows in everything.export(connection, viewer_of(writer)).items():
            if rows:
                # The day of the export stands in its name; a time of day within would tell more than is asked.
                entry = zipfile.ZipInfo(f"{name}.csv")
                entry.compress_type = zipfile.ZIP_DEFLATED
                zipped.writestr(entry, _csv(rows))
    return whole_file.getvalue()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return file.getvalue().encode()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    return harmless(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else _text(value))


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _beside(noun: str, row: Mapping[str, Any]) -> dict[str, str]:
    """What no measure reads: notes, titles, where the row came from."""
    return {name: str(row[name]) for name in row.keys() - SCHEMAS[noun].keys() if row[name] is not None}


def _without_orphans(stored: dict[str, list[dict[str, Any]]]) -> dict[str, list[Row]]:
    """Leave out, or untie, rows whose parent was taken back, as the reports do."""
    kept: dict[str, list[Row]] = {}
    for noun, rows in stored.items():
        ids = {name: {row["id"] for row in found} for name, found in ({**stored, **kept}).items()}
        kept[noun] = [tied for row in rows if (tied := _tied(noun, row, ids)) is not None]
    return kept


def _tied(noun: str, row: dict[str, Any], ids: Mapping[str, set[str]]) -> Row | None:
    for (child, column), parent in REFERENCES.items():
        if child == noun and row[column] is not None and row[column] not in ids[parent]:
            if SCHEMAS[noun][column].required:
                return None
            row = {**row, column: None}
    return row
