"""Terms: a rate cut is new terms from its day on. Those of the acceptance are a snapshot, never amended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.terms import TermsCreate, TermsPublic, TermsUpdate
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("terms", TermsPublic, by="effective_on")


def log(
    connection: Connection, viewer: Viewer, terms: TermsCreate, *, source: Source = Source.SAME_DAY
) -> TermsPublic:
    """Keep new ones."""
    return _ROWS.log(connection, viewer, terms, source)


def get(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """One."""
    return _ROWS.get(connection, viewer, terms_id)


def amend(connection: Connection, viewer: Viewer, terms_id: UUID, change: TermsUpdate) -> TermsPublic:
    """Change terms that were typed wrong; the snapshot at acceptance stays as it is."""
    return _ROWS.amend(connection, viewer, terms_id, change)


def list_all(connection: Connection, viewer: Viewer) -> list[TermsPublic]:
    """All terms of all contracts, earliest first."""
    return _ROWS.find(connection, viewer)


def list_for(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[TermsPublic]:
    """All terms of a contract, earliest first."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.contract_id == contract_id)


def in_force(connection: Connection, viewer: Viewer, contract_id: UUID, on: date) -> TermsPublic | None:
    """The terms of a contract on a day."""
    table = _ROWS.table
    found = _ROWS.find(
        connection,
        viewer,
        table.c.contract_id == contract_id,
        table.c.effective_on <= on,
        newest_first=True,
        limit=1,
    )
    return found[0] if found else None


def withdraw(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """Take terms that were logged by mistake out of every sum."""
    return _ROWS.withdraw(connection, viewer, terms_id)


def restore(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """Bring them back."""
    return _ROWS.restore(connection, viewer, terms_id)
