"""Several entries at once: choose them, say what changes, look at it, do it, undo it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.task import TaskPublic
from app.records.writer import WriterPublic
from app.store import contracts, searching, together
from app.web.book import Book, Entry, entry_of
from app.web.forms import Form, SubmittedForm, instant_of, uuid_of
from app.web.labels import OUTCOMES, UNPAID, Options, options
from app.web.rendering import back_to, go_to, render, words_for
from reports.frames import Outcome, UnpaidCategory
from reports.wording import N_

router = APIRouter(include_in_schema=False)

NO_CONTRACT = "none"
MOST = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What is to change: columns and values, or that the entries are taken out; and the same in words."""

    columns: Mapping[str, Any]
    takes_out: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BulkPage:
    """The entries chosen, the form, and what it will do once it was filled in."""

    entries: tuple[Entry, ...]
    ids: tuple[str, ...]
    form: Form
    choices: Mapping[str, Options]
    back: str
    change: Change | None
    changing_count: int


@router.post("/work/bulk")
def bulk(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """The three steps of one form: `step` is nothing yet, “look” or “do”."""
    tasks = _chosen(database, me, form)
    if not tasks:
        form.refuse([("task", N_("Choose at least one entry."))])
        return _render(request, database, me, form, tasks)
    if form["step"] not in {"look", "do"}:
        return _render(request, database, me, form, tasks)
    change = _read(database, me, form, words_for(request, me))
    if change is None or form["step"] == "look":
        return _render(request, database, me, form, tasks, change=change)
    if change.takes_out:
        done = together.withdraw(database, me.id, tasks)
    else:
        done = together.amend(database, me.id, tasks, change.columns)
    return go_to(_with(_back(form), changed=done.at.isoformat(), count=str(done.count)))


@router.post("/work/bulk/undo")
def undo(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Take back what was done at an instant; entries changed since stay as they are."""
    at = instant_of(form["at"])
    if at is None:
        return go_to("/work")
    done = together.undo(database, me.id, at)
    return go_to(_with("/work", back=done.at.isoformat(), count=str(done.count)))


def _chosen(database: Connection, me: WriterPublic, form: Form) -> list[TaskPublic]:
    ids = [uuid_of(text) for text in form.lists.get("task", [])[:MOST]]
    return searching.by_ids(database, me.id, [found for found in ids if found])


class _Reader:
    """Reads the form of a change: its columns, and a sentence for each."""

    def __init__(self, form: Form, book: Book, words: Language) -> None:
        self.form, self.book, self.words = form, book, words
        self.columns: dict[str, Any] = {}
        self.lines: list[str] = []

    def outcome(self, today: dt.date) -> None:
        """What the platform decided, and when."""
        outcome = self.form.choice("outcome", tuple(OUTCOMES))
        decided_on = self.form.day("decided_on", latest=today)
        words = self.words
        if outcome:
            said = words("What the platform decided becomes “{value}”.", value=words(OUTCOMES[outcome]))
            self._add(said, outcome=Outcome(outcome))
        if decided_on:
            said = words("The day it was decided becomes {value}.", value=words.day(decided_on))
            self._add(said, decided_on=decided_on)

    def pay(self) -> None:
        """Paid, or unpaid and why."""
        words, is_paid = self.words, self.form.yes_or_no("is_paid")
        category = self.form.choice("unpaid_category", tuple(UNPAID))
        if is_paid is True:
            self._add(words("The time becomes paid."), is_paid=True, unpaid_category=None)
        elif is_paid is False:
            said = words("The time becomes unpaid. Pay that was expected is taken off.")
            if category:
                why = words(UNPAID[category])
                said = words("The time becomes unpaid: {why}. Pay that was expected is taken off.", why=why)
            why_unpaid = UnpaidCategory(category) if category else None
            self._add(said, is_paid=False, unpaid_category=why_unpaid, expected_minor=None)
        elif category:
            self.form.refuse([("unpaid_category", N_("Say that the time is unpaid, too."))])

    def contract(self, database: Connection, me: WriterPublic) -> None:
        """To which contract they belong."""
        typed = self.form["contract"].strip()
        if typed == NO_CONTRACT:
            self._add(self.words("They belong to no contract."), contract_id=None)
        elif typed:
            found = uuid_of(typed)
            contract = contracts.get(database, me.id, found) if found else None
            if contract is None or contract.withdrawn_at is not None:
                self.form.refuse([("contract", N_("Please choose one of these."))])
                return
            said = self.words("They belong to {contract}.", contract=self.book.place(contract.id))
            self._add(said, contract_id=contract.id)

    def change(self) -> Change | None:
        """All of it, or None when something is missing or cannot be read."""
        takes_out = bool(self.form["takes_out"])
        if takes_out and self.columns:
            self.form.refuse([("takes_out", N_("Either take them out, or change them."))])
        if not takes_out and not self.columns and not self.form.problems:
            self.form.refuse([("outcome", N_("Choose what changes."))])
        if takes_out:
            self._add(
                self.words("They are taken out of every sum. They stay in the history and can be put back.")
            )
        return None if self.form.problems else Change(self.columns, takes_out, tuple(self.lines))

    def _add(self, line: str, **columns: Any) -> None:
        self.lines.append(line)
        self.columns |= columns


def _read(database: Connection, me: WriterPublic, form: Form, words: Language) -> Change | None:
    reader = _Reader(form, Book.of(database, me.id), words)
    reader.outcome(clock.today(me.zone))
    reader.pay()
    reader.contract(database, me)
    return reader.change()


def _back(form: Form) -> str:
    return back_to(form["back"], "/work")


def _with(address: str, **more: str) -> str:
    """An address with more in its query; what an earlier status said and the ticks are gone."""
    parts = urlsplit(address)
    gone = {"select", "changed", "back", "count", "copied", "saved", "undone", "withdrawn"}
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in gone]
    return f"{parts.path}?{urlencode([*kept, *more.items()])}"


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    tasks: list[TaskPublic],
    *,
    change: Change | None = None,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    open_contracts = book.options(form["contract"])
    changing = 0
    if change is not None:
        changing = sum(
            change.takes_out or any(getattr(task, name) != value for name, value in change.columns.items())
            for task in tasks
        )
    page = BulkPage(
        entries=tuple(entry_of(task, book, words, with_day=True) for task in tasks),
        ids=tuple(str(task.id) for task in tasks),
        form=form,
        choices={
            "outcome": options(OUTCOMES, words),
            "is_paid": [("", words("Leave")), ("yes", words("Paid")), ("no", words("Unpaid"))],
            "unpaid_category": options(UNPAID, words),
            "contract": [(NO_CONTRACT, words("No contract")), *open_contracts],
        },
        back=_back(form),
        change=change,
        changing_count=changing,
    )
    return render(request, "work/bulk.html", page, viewer=me, tab="work", problems=form.problems)
