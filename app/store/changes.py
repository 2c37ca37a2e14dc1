"""Changes that come by the API, of every noun alike: a row sent, taken out, put back, with all that hangs on it.

What is sent may come twice, late and in any order. A row is known by the id its client made, a change by the
revision it was made on; `Rows.put` says what follows from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, PUBLIC, Public, table_of
from app.records.values import Source
from app.store import contracts, payouts, terms
from app.store.rows import PARTS, Outcome, Put, Rows
from reports.frames import ORDER, REFERENCES
from reports.wording import N_

__all__ = ["ROWS", "Outcome", "Put", "put", "restore", "withdraw"]

_BY = {"platforms": "name", "contracts": "name", "payout_matches": "payout_id", **ORDER}
#: Noun -> its rows.
ROWS: dict[str, Rows[Any]] = {noun: Rows(noun, PUBLIC[noun], by=_BY[noun]) for noun in NOUNS}


def put(  # noqa: PLR0917 - as the API sends it: where, what, on which revision
    connection: Connection,
    viewer: Viewer,
    noun: str,
    row_id: UUID,
    body: Mapping[str, Any],
    if_match: int | None,
    source: Source,
) -> Put[Any]:
    """Keep a row: a new one (`if_match` None), or a change of what it said at that revision.

    What `body` does not give stays as it was then. Outcome STALE: the row says something else in the meantime;
    it stays so, and both versions are kept as a conflict. The transaction has to be committed all the same.
    """
    done = ROWS[noun].put(connection, viewer, row_id, body, if_match, source)
    if done.outcome in {Outcome.CREATED, Outcome.AMENDED}:
        _bring_back_parents(connection, viewer, noun, done.row)
        _follow(connection, viewer, noun, done.row)
    return done


def withdraw(
    connection: Connection, viewer: Viewer, noun: str, row_id: UUID, if_match: int | None = None
) -> Any:
    """Take a row out; with a revision, only while nobody has changed it since."""
    row = ROWS[noun].withdraw(connection, viewer, row_id, if_match)
    _follow_states(connection, viewer, noun, row)
    return row


def restore(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> Any:
    """Put a row back, and what it stands under."""
    row = ROWS[noun].restore(connection, viewer, row_id)
    _bring_back_parents(connection, viewer, noun, row)
    _follow(connection, viewer, noun, row)
    return row


def _bring_back_parents(connection: Connection, viewer: Viewer, noun: str, row: Public) -> None:
    """Work logged on one phone under a contract that another took out brings the contract back.

    It could not have been taken out after the work either, so the order in which the two arrive is no matter.
    """
    if noun in PARTS:
        return
    for (child, column), parent in REFERENCES.items():
        pointed = getattr(row, column) if child == noun else None
        if pointed is None or parent not in {"platforms", "contracts"} or column == "previous_contract_id":
            continue
        table = table_of(NOUNS[parent])
        back = (
            update(table)
            .where(table.c.writer_id == viewer, table.c.id == pointed, table.c.withdrawn_at.is_not(None))
            .values(withdrawn_at=None, revision=table.c.revision + 1, updated_at=clock.now())
        )
        if connection.execute(back).rowcount:
            _bring_back_parents(connection, viewer, parent, ROWS[parent].get(connection, viewer, pointed))


#: What takes away from pay can only take away: noun -> the amount.
_NOT_BELOW_ZERO = {"payouts": "fee_minor", "expenses": "amount_minor"}
#: As the forms say it.
BELOW_ZERO = N_("This amount cannot be less than nothing.")


def _refuse_below_zero(noun: str, row: Public) -> None:
    name = _NOT_BELOW_ZERO[noun]
    if getattr(row, name) < 0:
        raise errors.Invalid(fields={name: BELOW_ZERO})


def _follow_states(connection: Connection, viewer: Viewer, noun: str, row: Any) -> None:
    """A contract is in the state its latest step says, however the steps came."""
    if noun == "contract_states":
        contracts.follow_states(connection, viewer, row.contract_id)


def _follow(connection: Connection, viewer: Viewer, noun: str, row: Any) -> None:
    """The same; terms are one from a day on, fees and costs not below zero, and a match is in one currency."""
    _follow_states(connection, viewer, noun, row)
    if noun == "terms":
        terms.refuse_second_of_a_day(connection, viewer, row)
    if noun in _NOT_BELOW_ZERO:
        _refuse_below_zero(noun, row)
    if noun in {"payouts", "payments", "payout_matches"}:
        payouts.refuse_two_currencies(connection, viewer, row.id)
