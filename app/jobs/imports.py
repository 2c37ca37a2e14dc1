"""A file into a writer's log: any format we read, all of it or nothing, the same file twice adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.access import viewer_of
from app.database import Connection
from app.intake import crowd_ledger, read_bytes
from app.intake.ledger import LedgerFile, looks_like_ledger, parse
from app.intake.ledger_rules import Row
from app.records.writer import WriterPublic
from app.store import imports, whole
from app.store.imports import Counts

CROWD_FORMAT = "crowd_work"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and the rows of the file that it could not use, by reason."""

    counts: Counts
    left_out: Mapping[str, int]


def import_file(
    connection: Connection, writer: WriterPublic, data: bytes, name: str, worker: str | None = None
) -> Imported:
    """Keep the rows of a file; `worker` chooses one person's rows in a crowd-work file.

    Raises `IntakeError` or `ImportRefused`, and then the transaction of `connection` must not be kept.
    """
    if looks_like_ledger(data):
        rows = rows_to_keep(parse(data, name))
        return Imported(whole.import_rows(connection, viewer_of(writer), rows, name), {})
    taken = read_bytes(data, name)
    crowd = crowd_ledger(taken.assignments, worker, zone=ZoneInfo(writer.zone))
    keyed = {
        noun: [{**row, "source_key": f"{noun}/{crowd.source_keys[row['id']]}"} for row in rows]
        for noun, rows in crowd.rows.items()
    }
    counts = imports.record(connection, viewer_of(writer), keyed, CROWD_FORMAT, name)
    return Imported(counts, {**taken.left_out, **crowd.left_out})


def rows_to_keep(file: LedgerFile) -> dict[str, list[Row]]:
    """The rows of a ledger file together with the notes that stand beside them."""
    return {
        noun: [{**row, **file.texts.get(noun, {}).get(row["id"], {})} for row in rows]
        for noun, rows in file.rows.items()
    }
