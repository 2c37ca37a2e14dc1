"""A contract, read from a form and put into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.language import Language
from app.records.contract import ContractCreate, ContractPublic, ContractUpdate, StatedStatus
from app.records.terms import TermsCreate
from app.records.writer import WriterPublic
from app.store.contracts import ENDED
from app.tokens import uuid7
from app.web.book import Book
from app.web.forms import Form, uuid_of
from app.web.labels import STATED, STATES, Options, options
from app.web.terms_reading import read_terms
from reports.frames import ContractState
from reports.wording import N_

LABELS: Mapping[str, str] = {
    "name": N_("Name of the contract"),
    "platform": N_("Platform"),
    "task_kind": N_("Kind of work"),
    "state": N_("Where does it stand?"),
    "applied_on": N_("You applied on"),
    "started_on": N_("First day"),
    "ended_on": N_("End, if it has ended"),
    "stated_status": N_("What are you to the platform?"),
    "previous": N_("It follows which contract?"),
    "note": N_("Private note"),
}

_NAME_MISSING = N_("Give it a name. A code name is fine.")
_PLATFORM_MISSING = N_("Which platform is it on? A code name is fine.")
_ENDS_TOO_EARLY = N_("A contract cannot end before it starts.")
# Before the platform is known; the route puts the real one in.
_NO_PLATFORM = UUID(int=0)


@dataclass(frozen=True, slots=True)
class New:
    """What the form of a new contract says."""

    contract: ContractCreate
    terms: TermsCreate | None
    platform: str
    state: ContractState
    entered_on: dt.date


def choices(book: Book, words: Language, but: UUID | None = None) -> dict[str, Options]:
    """What the lists of the form offer."""
    earlier = [row for row in book.contracts.values() if row.id != but]
    return {
        "state": options(STATES, words),
        "stated_status": options(STATED, words),
        "previous": [(str(row.id), f"{row.name}, {book.platform_name(row.platform_id)}") for row in earlier],
    }


def values_of(row: ContractPublic, book: Book) -> dict[str, str]:
    """A contract as it stands in the form."""
    return {
        "name": row.name,
        "platform": book.platform_name(row.platform_id),
        "task_kind": row.task_kind or "",
        "applied_on": str(row.applied_on or ""),
        "started_on": str(row.started_on or ""),
        "ended_on": str(row.ended_on or ""),
        "stated_status": str(row.stated_status or ""),
        "previous": str(row.previous_contract_id or ""),
        "note": row.note or "",
    }


def read_new(form: Form, me: WriterPublic, book: Book, *, today: dt.date) -> New | None:
    """A new contract and its terms at acceptance; None when something cannot be read."""
    contract_id = uuid_of(form["id"]) or uuid7()
    platform = form.text("platform", required=_PLATFORM_MISSING)
    said = _read(form, book, contract_id, today)
    started_on, ended_on = said["started_on"], form.day("ended_on", latest=today)
    state = ContractState(form.choice("state", tuple(STATES)) or ContractState.ACTIVE)
    if ended_on is not None and state not in ENDED:
        state = ContractState.ENDED_BY_PLATFORM
    if state in ENDED and ended_on is None:
        form.refuse([("ended_on", N_("Which day was the last?"))])
    _refuse_disorder(form, started_on, ended_on)
    promised = read_terms(form, me, contract_id, started_on or today, is_acceptance=True)
    if form.problems or platform is None:
        return None
    contract = form.make(
        ContractCreate, id=contract_id, platform_id=_NO_PLATFORM, state=state, ended_on=ended_on, **said
    )
    if contract is None:
        return None
    return New(contract, promised, platform, state, _entered(state, contract, today))


def read_change(form: Form, row: ContractPublic, book: Book, today: dt.date) -> ContractUpdate | None:
    """A changed contract, its platform apart; None when something cannot be read."""
    form.text("platform", required=_PLATFORM_MISSING)
    said = _read(form, book, row.id, today)
    # Where it stands is said by the steps of its life; the last day of one that has ended can be mended here.
    ended_on = form.day("ended_on", latest=today) if row.state in ENDED else row.ended_on
    _refuse_disorder(form, said["started_on"], ended_on)
    revision = form.whole("revision")
    if form.problems:
        return None
    return form.make(ContractUpdate, revision=revision, ended_on=ended_on, **said)


def _read(form: Form, book: Book, contract_id: UUID, today: dt.date) -> dict[str, Any]:
    status = form.choice("stated_status", tuple(STATED))
    return {
        "name": form.text("name", required=_NAME_MISSING),
        "task_kind": form.text("task_kind"),
        "applied_on": form.day("applied_on", latest=today),
        "started_on": form.day("started_on"),
        "stated_status": StatedStatus(status) if status else None,
        "previous_contract_id": _previous(form, book, contract_id),
        "note": form.lines("note"),
    }


def _previous(form: Form, book: Book, contract_id: UUID) -> UUID | None:
    """The contract this one follows, by the same platform or another; never itself, not even by a detour."""
    chosen = form.choice("previous", [str(row) for row in book.contracts])
    found = UUID(chosen) if chosen else None
    before, seen = found, set()
    while before is not None and before not in seen:
        if before == contract_id:
            form.refuse([("previous", N_("A contract cannot follow itself."))])
            return None
        seen.add(before)
        row = book.contract(before)
        before = row.previous_contract_id if row else None
    return found


def _entered(state: ContractState, contract: ContractCreate, today: dt.date) -> dt.date:
    """The day of the state a new contract is in."""
    if state is ContractState.APPLIED:
        return contract.applied_on or today
    return contract.ended_on or (contract.started_on if state is ContractState.ACTIVE else None) or today


def _refuse_disorder(form: Form, first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        form.refuse([("ended_on", _ENDS_TOO_EARLY)])
