"""A writer's log into a ledger file: what the app writes, it reads again, and adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.access import viewer_of
from app.database import Connection
from app.intake.ledger import LedgerFile, Writer, serialise
from app.intake.ledger_rules import Row
from app.records.writer import WriterPublic
from app.store import whole
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
