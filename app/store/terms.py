"""Terms: a rate cut is new terms from its day on. Those of the acceptance are a snapshot, never amended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records.terms import TermsCreate, TermsPublic, TermsUpdate
from app.records.values import Source
from app.store.rows import Rows
from reports.wording import N_

_ROWS = Rows("terms", TermsPublic, by="effective_on")

SECOND_OF_A_DAY = N_("There are terms from this day already. Please change those, or choose another day.")


def log(
    connection: Connection, viewer: Viewer, terms: TermsCreate, *, source: Source = Source.SAME_DAY
) -> TermsPublic:
    """Keep new ones."""
    kept = _ROWS.log(connection, viewer, terms, source)
    refuse_second_of_a_day(connection, viewer, kept)
    return kept


def get(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """One."""
    return _ROWS.get(connection, viewer, terms_id)


def amend(connection: Connection, viewer: Viewer, terms_id: UUID, change: TermsUpdate) -> TermsPublic:
    """Change terms that were typed wrong; the snapshot at acceptance stays as it is."""
    kept = _ROWS.amend(connection, viewer, terms_id, change)
    refuse_second_of_a_day(connection, viewer, kept)
    return kept


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
        limit=2,  # what was accepted and what took its place may be of one day
    )
    return max(found, key=lambda one: (one.effective_on, not one.is_acceptance), default=None)


def withdraw(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """Take terms that were logged by mistake out of every sum."""
    return _ROWS.withdraw(connection, viewer, terms_id)


def restore(connection: Connection, viewer: Viewer, terms_id: UUID) -> TermsPublic:
    """Bring them back."""
    back = _ROWS.restore(connection, viewer, terms_id)
    refuse_second_of_a_day(connection, viewer, back)
    return back


def is_second_of_a_day(connection: Connection, viewer: Viewer, terms: TermsCreate | TermsPublic) -> bool:
    """Whether the contract has other terms from that day: nobody could say which hold.

    What was accepted may stand beside terms of its day, which go before it.
    """
    table = _ROWS.table
    others = _ROWS.find(
        connection,
        viewer,
        table.c.contract_id == terms.contract_id,
        table.c.effective_on == terms.effective_on,
        table.c.id != terms.id,
    )
    return any(bool(one.is_acceptance) == bool(terms.is_acceptance) for one in others)


def refuse_second_of_a_day(connection: Connection, viewer: Viewer, terms: TermsPublic) -> None:
    """The same as a refusal; terms that were taken out are in nobody's way."""
    if terms.withdrawn_at is None and is_second_of_a_day(connection, viewer, terms):
        raise errors.Invalid(fields={"effective_on": SECOND_OF_A_DAY})
