"""Contracts and the states they went through."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.contract import ContractCreate, ContractPublic, ContractUpdate
from app.records.contract_state import ContractStateCreate, ContractStatePublic, ContractStateUpdate
from app.records.values import Source
from app.store.rows import Rows
from reports.frames import ContractState

_ROWS = Rows("contracts", ContractPublic, by="name")
_STATES = Rows("contract_states", ContractStatePublic, by="entered_on")

ENDED = frozenset({ContractState.ENDED_BY_ME, ContractState.ENDED_BY_PLATFORM, ContractState.REMOVED})
_IN_LIFE = {state: place for place, state in enumerate(ContractState)}
BEFORE_WORK = frozenset({ContractState.APPLIED, ContractState.TESTED, ContractState.ONBOARDED})


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
    if not taken:
        _keep_known_steps(connection, viewer, contract, state, source)
    step = ContractStateCreate(contract_id=contract_id, state=state, entered_on=on)
    _STATES.log(connection, viewer, step, source)
    return follow_states(connection, viewer, contract_id)


def get_state(connection: Connection, viewer: Viewer, step_id: UUID) -> ContractStatePublic:
    """One step."""
    return _STATES.get(connection, viewer, step_id)


def amend_state(
    connection: Connection, viewer: Viewer, step_id: UUID, change: ContractStateUpdate
) -> ContractPublic:
    """Change a step; the contract is then where its steps say."""
    step = _STATES.amend(connection, viewer, step_id, change)
    return follow_states(connection, viewer, step.contract_id)


def withdraw_state(connection: Connection, viewer: Viewer, step_id: UUID) -> ContractPublic:
    """Take a step out; the one before it is then where the contract stands."""
    step = _STATES.withdraw(connection, viewer, step_id)
    return follow_states(connection, viewer, step.contract_id)


def restore_state(connection: Connection, viewer: Viewer, step_id: UUID) -> ContractPublic:
    """Bring a step back."""
    step = _STATES.restore(connection, viewer, step_id)
    return follow_states(connection, viewer, step.contract_id)


def states(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[ContractStatePublic]:
    """The steps of its life, earliest first; steps of one day as they were logged, then as a life goes."""
    found = _STATES.find(connection, viewer, _STATES.table.c.contract_id == contract_id)
    return sorted(found, key=lambda step: (step.entered_on, step.created_at, _IN_LIFE[step.state]))


def _keep_known_steps(
    connection: Connection, viewer: Viewer, contract: ContractPublic, state: ContractState, source: Source
) -> None:
    """Before the first step is logged, log the steps that the contract's own days tell of."""
    known: list[tuple[ContractState, date | None]] = [(ContractState.APPLIED, contract.applied_on)]
    if contract.state not in BEFORE_WORK:
        # One that is active already stays so when an earlier step is told later.
        told = contract.created_at.date() if state in BEFORE_WORK else None
        known.append((ContractState.ACTIVE, contract.started_on or told))
    if contract.state in ENDED:
        known.append((contract.state, contract.ended_on))
    for earlier, on in known:
        if on is not None and earlier is not state:
            step = ContractStateCreate(contract_id=contract.id, state=earlier, entered_on=on)
            _STATES.log(connection, viewer, step, source)


def follow_states(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Put a contract where its latest step says; without a step it stays where it is."""
    contract, taken = get(connection, viewer, contract_id), states(connection, viewer, contract_id)
    if not taken or contract.withdrawn_at is not None:
        return contract
    latest = taken[-1]
    change = {
        "revision": contract.revision,
        "state": latest.state,
        "ended_on": latest.entered_on if latest.state in ENDED else None,
    }
    first = {step.state: step.entered_on for step in reversed(taken)}
    for state, column in ((ContractState.ACTIVE, "started_on"), (ContractState.APPLIED, "applied_on")):
        if getattr(contract, column) is None and state in first:
            change[column] = first[state]
    return amend(connection, viewer, contract_id, ContractUpdate.model_validate(change))


def move_the_end(connection: Connection, viewer: Viewer, contract: ContractPublic) -> None:
    """The step that ended a contract is of its last day."""
    taken = states(connection, viewer, contract.id)
    if taken and taken[-1].state in ENDED and contract.ended_on not in {None, taken[-1].entered_on}:
        said = {"revision": taken[-1].revision, "entered_on": contract.ended_on}
        amend_state(connection, viewer, taken[-1].id, ContractStateUpdate.model_validate(said))


def withdraw(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Take one out of sight; refused while work or money is logged under it."""
    return _ROWS.withdraw(connection, viewer, contract_id)


def restore(connection: Connection, viewer: Viewer, contract_id: UUID) -> ContractPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, contract_id)
