"""One thing owed: what was agreed, what was expected, what arrived. A report of non-payment starts from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.records.writer import WriterPublic
from app.store import payments, payouts, tasks, terms
from app.store.contracts import ENDED
from app.web import owed
from app.web.book import Book
from app.web.money_row import money_of
from app.web.owed import OwedOtherwise, OwedRow
from app.web.rendering import render, words_for
from app.web.terms import price_of
from reports.personal import Owed, PersonalReport

router = APIRouter(include_in_schema=False)

#: So many rows of work stand on the page; the contract has all of them.
WORK_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, what stands beside it, and where it leads."""

    label: str
    value: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class OwedPage:
    """Everything on file about one thing owed."""

    row: OwedRow
    contract: str
    contract_address: str
    agreed: tuple[Fact, ...]
    expected: tuple[Fact, ...]
    arrived: tuple[Fact, ...]
    more_work: int
    law: str
    status: str


@router.get("/payments/owed/{key}")
def show(request: Request, key: str, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """What was agreed, expected and arrived; for information, not as legal advice."""
    words, book = words_for(request, me), Book.of(database, me.id)
    report = report_of(database, me, on_file)
    found = owed.find(report, key)
    contract = book.contract(found.contract_id)
    page = OwedPage(
        row=owed.row_of(found, report, book, words),
        contract=contract.name if contract else "",
        contract_address=f"/work/{contract.id}" if contract else "",
        agreed=tuple(_agreed(database, me, found, contract, words)),
        expected=tuple(_expected(database, me, found, words)),
        arrived=tuple(_arrived(database, me, found, words)),
        more_work=max(0, len(found.pieces) - WORK_SHOWN),
        law=_law(report, found),
        status=words(OwedOtherwise.message) if request.query_params.get("saved") == "not" else "",
    )
    return render(request, "payments/owed.html", page, viewer=me, tab="payments")


def _agreed(
    database: Connection, me: WriterPublic, found: Owed, contract: ContractPublic | None, words: Language
) -> Iterator[Fact]:
    """The terms of the first day of the work, as they stand on file."""
    promised = terms.in_force(database, me.id, contract.id, found.work_first_on) if contract else None
    if promised is None:
        yield Fact(words("Terms"), words("none on file for these days"))
        return
    price, per = price_of(promised, words)
    yield Fact(
        words("Promised"),
        " ".join(part for part in (price, per) if part) or words("no rate"),
        words("terms from {day}", day=words.day(promised.effective_on)),
        f"/work/{promised.contract_id}",
    )
    yield Fact(words("Pay day"), _pay_day(promised, words))
    if contract and contract.state in ENDED and contract.ended_on:
        yield Fact(words("Contract ended"), words.day(contract.ended_on))


def _pay_day(promised: TermsPublic, words: Language) -> str:
    if promised.pay_lag_days is None and promised.hold_days is None:
        return words("none agreed")
    said = []
    if promised.pay_week_start is not None:
        said.append(words("after the pay week"))
    if promised.pay_lag_days is not None:
        said.append(
            words.plural("{count} day after the work", "{count} days after the work", promised.pay_lag_days)
        )
    if promised.hold_days:
        said.append(words.plural("held for {count} day", "held for {count} days", promised.hold_days))
    return ", ".join(said)


def _expected(database: Connection, me: WriterPublic, found: Owed, words: Language) -> Iterator[Fact]:
    """Each piece of work or payment and what is left of it."""
    for piece in found.pieces[:WORK_SHOWN]:
        row_id, currency = UUID(piece.row_id), found.due.currency
        if piece.noun == "tasks":
            task = tasks.get(database, me.id, row_id)
            label, address = words("Work on {day}", day=words.day(task.worked_on)), f"/work/entries/{row_id}"
        else:
            payment = payments.get(database, me.id, row_id)
            label, address = (
                words("Credited on {day}", day=words.day(payment.earned_on)),
                f"/payments/{row_id}",
            )
        note = (
            words("of {amount}", amount=money_of(piece.whole, currency, words))
            if piece.whole != piece.left
            else ""
        )
        yield Fact(label, money_of(piece.left, currency, words), note, address)


def _arrived(database: Connection, me: WriterPublic, found: Owed, words: Language) -> Iterator[Fact]:
    """The latest money of the same contract, or of the same platform where there is none."""
    for row in payouts.latest_of(
        database, me.id, owed.uuid_or_none(found.contract_id), owed.uuid_or_none(found.platform_id), limit=10
    ):
        yield Fact(
            words.day(row.arrived_on),
            money_of(row.gross_minor, row.currency, words),
            "",
            f"/payments/payouts/{row.id}",
        )


def _law(report: PersonalReport, found: Owed) -> str:
    """The way to what the law of her place says of this contract, where one is on file."""
    topic = report.topics.get("late_by_law")
    parts = topic.parts if topic else ()
    is_there = any(found.contract_id and part.id.startswith(found.contract_id) for part in parts)
    return "/real-pay/numbers#late_by_law" if is_there else ""
