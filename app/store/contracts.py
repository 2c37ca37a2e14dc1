"""Contracts and the states they went through."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.base import Create
from app.records.contract import ContractCreate, ContractPublic, ContractUpdate
from app.records.contract_state import ContractStateFields, ContractStatePublic
from app.records.values import Source
from app.store.rows import Rows
from reports.frames import ContractState

_ROWS = Rows("contracts", ContractPublic, by="name")
_STATES = Rows("contract_states", ContractStatePublic, by="entered_on")

ENDED = frozenset({ContractState.ENDED_BY_ME, ContractState.ENDED_BY_PLATFORM, ContractState.REMOVED})


class _StateCreate(ContractStateFields, Create):
    """A new step of a contract's life."""


def list_all(connection: Connection, viewer: Viewer) -> list[ContractPublic]:
    """All of them, by name."""
    return _ROWS.find(connection, viewer)


def get(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """One."""
    return _ROWS.get(connection, viewer, contract_id)


def log(
    connection: Connection, viewer: Viewer, contract: ContractCreate, *, source: Source = Source.SAME_DAY
) -> ContractPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, contract, source)


def amend(
    connection: Connection, viewer: Viewer, contract_id: UUID, change: ContractUpdate
) -> ContractPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, contract_id, change)


def enter_state(
    connection: Connection,
    viewer: Viewer,
    contract_id: UUID,
    state: ContractState,
    on: date,
    *,
    source: Source = Source.SAME_DAY,
) -> ContractPublic:
    """Log a step of its life; the latest step by day is the state it is in, and an end is its last day."""
    contract = get(connection, viewer, contract_id)
    taken = states(connection, viewer, contract_id)
    if taken and (taken[-1].state, taken[-1].entered_on, contract.state) == (state, on, state):
        return contract  # the same tap again
    step = _StateCreate(contract_id=contract_id, state=state, entered_on=on)
    _STATES.log(connection, viewer, step, source)
    return follow_states(connection, viewer, contract_id)


def follow_states(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Put a contract in the state its latest step by day says; without a step it stays as it is."""
    contract, taken = get(connection, viewer, contract_id), states(connection, viewer, contract_id)
    if not taken or contract.withdrawn_at is not None:
        return contract
    state, on = taken[-1].state, taken[-1].entered_on
    change = {"revision": contract.revision, "state": state, "ended_on": on if state in ENDED else None}
    if state is ContractState.ACTIVE and contract.started_on is None:
        change["started_on"] = on
    return amend(connection, viewer, contract_id, ContractUpdate.model_validate(change))


def states(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[ContractStatePublic]:
    """The steps of its life, earliest first; steps of one day in the order they were logged."""
    found = _STATES.find(connection, viewer, _STATES.table.c.contract_id == contract_id)
    return sorted(found, key=lambda step: (step.entered_on, step.created_at))


def withdraw(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Take one out of sight; refused while work or money is logged under it."""
    return _ROWS.withdraw(connection, viewer, contract_id)


def restore(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, contract_id)
