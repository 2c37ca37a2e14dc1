"""The edit history of a row: what it said first, each change with its instant, and a file of it as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.conflict import ConflictPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import conflicts, history
from app.store.history import WITHDRAWN, History
from app.web import (
    contract_reading,
    entry_reading,
    expense_form,
    life,
    payment_form,
    payout_form,
    platform_form,
    review_form,
    terms_reading,
)
from app.web.book import Book
from app.web.labels import ANSWERS, OUTCOMES, PAY_MODELS, PAYMENT_KINDS, STATED, STATES, UNPAID, WEEKDAYS
from app.web.realpay_page import csv_answer
from app.web.rendering import render, words_for
from reports.charts.model import Table, text_cell
from reports.frames import ContractState
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/history")

NAMES: Mapping[str, str] = {
    "platforms": N_("Platform"),
    "contracts": N_("Contract"),
    "contract_states": N_("Step of a contract"),
    "terms": N_("Terms"),
    "tasks": N_("Entry"),
    "payments": N_("Payment"),
    "payouts": N_("Payment that arrived"),
    "payout_matches": N_("Match"),
    "expenses": N_("Cost"),
    "situations": N_("Your situation"),
    "contract_reviews": N_("Contract review"),
    "gap_notes": N_("Note on a gap"),
    "check_ins": N_("Check-in"),
}
SOURCES: Mapping[str, str] = {
    Source.TIMER: N_("Logged with the timer"),
    Source.SAME_DAY: N_("Logged on the day itself"),
    Source.FROM_MEMORY: N_("Logged from memory"),
    Source.IMPORT: N_("Imported"),
    Source.API: N_("Logged by another program"),
}
# Column -> how its field is called in the forms; the few that differ, then each form's own.
_COLUMNS: Mapping[str, str] = {
    "platform_id": N_("Platform"),
    "contract_id": N_("Contract"),
    "seconds": entry_reading.LABELS["duration"],
    "credited_seconds": entry_reading.LABELS["credited"],
    "expected_minor": entry_reading.LABELS["pay"],
    "held_minor": entry_reading.LABELS["held"],
    "previous_contract_id": contract_reading.LABELS["previous"],
    "rate_minor": terms_reading.LABELS["rate"],
    "rate_high_minor": terms_reading.LABELS["rate_high"],
    "promised_seconds_per_unit": terms_reading.LABELS["promised_time"],
    "promised_seconds_per_week": terms_reading.LABELS["week_hours"],
    "weekly_cap_seconds": terms_reading.LABELS["weekly_cap"],
    "is_acceptance": N_("Accepted at the start"),
    "amount_minor": N_("Amount"),
    "gross_minor": N_("Amount before fees"),
    "fee_minor": N_("Fee"),
    "net_minor": N_("Amount after fees"),
    "earned_on": N_("Earned on"),
    "expected_on": N_("Expected on"),
    "arrived_on": N_("Arrived on"),
    "spent_on": N_("Spent on"),
    WITHDRAWN: N_("Taken out"),
}
_FORMS = (contract_reading, entry_reading, life, platform_form, review_form, terms_reading)
# These come first for their own rows: a rate of exchange is no rate of pay.
_MONEY_FORMS = {"payments": payment_form, "payouts": payout_form, "expenses": expense_form}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "outcome": OUTCOMES,
    "unpaid_category": UNPAID,
    "pay_model": PAY_MODELS,
    "stated_status": STATED,
    "pay_week_start": WEEKDAYS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What was changed at one instant."""

    when: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A row from its first day on."""

    title: str
    file: str
    back: str
    logged: str
    first: tuple[Line, ...]
    moments: tuple[Moment, ...]
    late: tuple[Moment, ...]


# Before the page, whose address would match this one too.
@router.get("/{noun}/{row_id}.csv")
def file(request: Request, noun: str, row_id: UUID, database: Database, me: SignedIn) -> Response:
    """The same as a file: one value a line, with the columns and values of the ledger's own file."""
    found = history.of_row(database, me.id, _plain(noun), row_id)
    words = words_for(request, me)
    header = tuple(words(name) for name in _HEADER)
    rows = [
        ("1", found.created_at.isoformat(), column, "", _raw(value))
        for column, value in found.first.items()
        if value is not None
    ]
    rows += [
        (
            str(change.revision + 1),
            change.at.isoformat(),
            change.column,
            _raw(change.before),
            _raw(change.after),
        )
        for change in found.changes
    ]
    cells = tuple(tuple(text_cell(value) for value in row) for row in rows)
    return csv_answer(Table(header, cells), f"history-{noun}-{row_id}")


@router.get("/{noun}/{row_id}")
def show(request: Request, noun: str, row_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """Each change of a row, newest first, and what it said at first."""
    found = history.of_row(database, me.id, _plain(noun), row_id)
    words, book = words_for(request, me), Book.of(database, me.id)
    reader = _Reader(found, book, words, me)
    page = HistoryPage(
        title=words(NAMES[found.noun]),
        file=f"/history/{noun}/{row_id}.csv",
        back=_address(found),
        logged=words(
            "{how}, {when}", how=words(SOURCES[found.source]), when=reader.instant(found.created_at)
        ),
        first=tuple(
            Line(reader.label(column), "", reader.shown(column, value, found.first.get("currency")))
            for column, value in found.first.items()
            if value is not None and column != WITHDRAWN
        ),
        moments=tuple(reader.moments()),
        late=tuple(reader.late(one) for one in conflicts.of_row(database, me.id, found.noun, row_id)),
    )
    return render(request, "work/history.html", page, viewer=me, tab="work")


_HEADER = (N_("Version"), N_("Instant (UTC)"), N_("Column"), N_("Before"), N_("After"))


class _Reader:
    """Says a history in words."""

    def __init__(self, found: History, book: Book, words: Language, me: WriterPublic) -> None:
        self.found, self.book, self.words, self.zone = found, book, words, ZoneInfo(me.zone)

    def moments(self) -> list[Moment]:
        """The changes by their instant, newest first."""
        grouped = groupby(self.found.changes, key=lambda change: (change.revision, change.at))
        made, currency = [], self.found.first.get("currency")
        for (_, at), of_moment in grouped:
            changes = list(of_moment)
            before = currency
            currency = next((change.after for change in changes if change.column == "currency"), before)
            title = self.words("Changed")
            if changes[0].column == WITHDRAWN:
                title = self.words("Put back") if changes[0].after is None else self.words("Taken out")
            lines = tuple(
                Line(
                    self.label(change.column),
                    self.shown(change.column, change.before, before),
                    self.shown(change.column, change.after, currency),
                )
                for change in changes
                if change.column != WITHDRAWN
            )
            made.append(Moment(self.instant(at), title, lines))
        return made[::-1]

    def late(self, found: ConflictPublic) -> Moment:
        """What was typed on an earlier version, beside what the log said then."""
        before, after = (said.get("currency") for said in (found.present, found.sent))
        lines = tuple(
            Line(
                self.label(column),
                self.shown(column, found.present.get(column), before),
                self.shown(column, value, after),
            )
            for column, value in found.sent.items()
            if found.present.get(column) != value
        )
        return Moment(self.instant(found.kept_at), self.words("Typed on an earlier version"), lines)

    def label(self, column: str) -> str:
        """What a column is called."""
        own = _MONEY_FORMS.get(self.found.noun)
        for table in (_COLUMNS, own.LABELS if own else {}, *(form.LABELS for form in _FORMS)):
            if column in table:
                return self.words(table[column])
        return column.replace("_", " ")

    def shown(self, column: str, value: Any, currency: str | None = None) -> str:
        """A value as people read it; an amount in its `currency`, the row's present one where none is said."""
        words = self.words
        if value is None:
            return words("nothing")
        if column == "is_paid":
            return words("Paid") if value else words("Unpaid")
        if isinstance(value, bool):
            return words("Yes") if value else words("No")
        if table := self._choices(column):
            return words(table.get(str(value), str(value)))
        if column.endswith("_minor"):
            currency = str(currency or self.found.present.get("currency") or "USD")
            return words.money(Money(int(value), currency).major, currency)
        if column == "seconds" or "_seconds" in column:
            return words.duration(int(value))
        return self._named(column, str(value))

    def instant(self, at: datetime) -> str:
        """“12 November 2026, 09:18”, by her clock."""
        local = at.astimezone(self.zone)
        return f"{self.words.day(local.date())}, {local:%H:%M}"

    def _choices(self, column: str) -> Mapping[str, str]:
        if column == "state":
            return {str(state): STATES[state] for state in ContractState}
        if column == "kind" and self.found.noun == "payments":
            return PAYMENT_KINDS
        if column in {"credit_promised", "purpose_told"} or column in review_form.ASKED:
            return ANSWERS
        return _CHOICES.get(column, {})

    def _named(self, column: str, value: str) -> str:
        if column.endswith("contract_id"):
            return self.book.place(value) or value
        if column == "platform_id":
            return self.book.platform_name(value) or value
        if column.endswith("_on"):
            return self.words.day(date.fromisoformat(value))
        if column.endswith("_at"):
            return self.instant(datetime.fromisoformat(value))
        return value


def _plain(noun: str) -> str:
    """A noun as the tables know it: addresses have hyphens."""
    return noun.replace("-", "_")


def _raw(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _address(found: History) -> str:
    """The page of the row itself."""
    pages = {
        "tasks": f"/work/entries/{found.row_id}",
        "contracts": f"/work/{found.row_id}",
        "platforms": f"/work/platforms/{found.row_id}",
        "contract_reviews": f"/work/reviews/{found.row_id}",
    }
    if found.noun in {"terms", "contract_states"}:
        return f"/work/{found.present['contract_id']}"
    return pages.get(found.noun, "/payments")
