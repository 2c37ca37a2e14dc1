"""The sample case into the demo account."""

from __future__ import annotations

from app.access import viewer_of
from app.database import Connection
from app.intake.ledger import Writer
from app.intake.sample import sample_ledger
from app.jobs.imports import rows_to_keep
from app.records.writer import WriterPublic, WriterUpdate
from app.store import demo, one_use, whole, writers

FILE_NAME = "sample"
MINUTES = 10


def load(connection: Connection) -> WriterPublic:
    """Lay the sample case out in the demo account, which is made when there is none; what was there goes."""
    file = sample_ledger()
    settings = file.writer
    writer = demo.find(connection) or _made(connection, settings)
    demo.sweep(connection, viewer_of(writer))
    own = WriterUpdate(zone=settings.zone, currency=settings.currency, language=settings.language)
    writers.amend(connection, viewer_of(writer), own)
    whole.import_rows(connection, viewer_of(writer), rows_to_keep(file), FILE_NAME)
    return writer


def open_once(connection: Connection, writer: WriterPublic, address: str) -> str:
    """An address that opens the account once, within ten minutes."""
    return f"{address}/open/{one_use.make(connection, writer.id, MINUTES)}"


def _made(connection: Connection, settings: Writer) -> WriterPublic:
    return writers.create(
        connection,
        zone=settings.zone,
        currency=settings.currency,
        language=settings.language,
        is_demo=True,
    )
