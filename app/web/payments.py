"""Payments: what is late, due and arrived; one tap when it came; what the work cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.expense import ExpensePublic
from app.records.payout import PayoutPublic
from app.store import expenses, payouts
from app.web import owed
from app.web.book import Book
from app.web.forms import SubmittedForm, uuid_of
from app.web.money_row import MoneyRow, money_of
from app.web.owed import OwedRow
from app.web.rendering import go_to, render, words_for
from reports.charts.markup import percent
from reports.personal import Owed, PersonalReport
from reports.wording import N_

router = APIRouter(include_in_schema=False)

ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Age:
    """One part of the bar of what is owed."""

    label: str
    amount: str
    look: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """What Payments shows."""

    today: dt.date
    is_empty: bool
    owed_total: str
    ages: tuple[Age, ...]
    late: tuple[OwedRow, ...]
    late_total: str
    due: tuple[OwedRow, ...]
    due_total: str
    arrived: tuple[MoneyRow, ...]
    costs: tuple[MoneyRow, ...]
    wait: str
    status: str
    undo: str
    undo_label: str


@router.get("/payments")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """What is owed by age, late, due and arrived."""
    words, book = words_for(request, me), Book.of(database, me.id)
    report = report_of(database, me, on_file)
    came, went = payouts.recent(database, me.id, ROWS_SHOWN), expenses.recent(database, me.id, ROWS_SHOWN)
    rows = owed.oldest_first(report.owed)
    late, due = [row for row in rows if row.days_late], [row for row in rows if not row.days_late]
    status, undo, label = _status(request, words)
    page = PaymentsPage(
        today=report.as_of,
        is_empty=not (rows or came or went),
        owed_total=_sum(rows, report, words),
        ages=_ages(rows, report, words),
        late=tuple(owed.row_of(row, report, book, words) for row in late),
        late_total=_sum(late, report, words),
        due=tuple(owed.row_of(row, report, book, words) for row in due),
        due_total=_sum(due, report, words),
        arrived=tuple(_arrived(row, book, words) for row in came),
        costs=tuple(_cost(row, book, words) for row in went),
        wait=_wait(report, words),
        status=status,
        undo=undo,
        undo_label=label,
    )
    return render(request, "payments/payments.html", page, viewer=me, tab="payments")


@router.post("/payments/arrived")
def arrived(database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm) -> RedirectResponse:
    """It arrived: one tap keeps the payment, the payout and what it paid."""
    payout_id = owed.arrive(database, me, on_file, form["owed"])
    return go_to(f"/payments?arrived={payout_id}")


@router.post("/payments/arrived/{payout_id}/undo")
def take_back(payout_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """It did not arrive after all, or was typed wrong."""
    was_typed = owed.take_back(database, me, payout_id)
    return go_to(f"/payments?undone={'typed' if was_typed else 'yes'}")


def _sum(rows: Sequence[Owed], report: PersonalReport, words: Language) -> str:
    return words.money(owed.total(rows), report.currency) if rows else ""


AGES = (
    (61, None, "old", N_("More than 60 days late")),
    (31, 60, "old", N_("31 to 60 days late")),
    (1, 30, "hatch", N_("1 to 30 days late")),
    (0, 0, "outline", N_("Not due yet")),
)


def _ages(rows: Sequence[Owed], report: PersonalReport, words: Language) -> tuple[Age, ...]:
    """The bar of what is owed, the oldest first; what has no pay day is last."""
    groups = [
        (
            label,
            look,
            [
                row
                for row in rows
                if row.days_late is not None
                and low <= row.days_late <= (high if high is not None else row.days_late)
            ],
        )
        for low, high, look, label in AGES
    ]
    groups.append((N_("No pay day agreed"), "outline", [row for row in rows if row.days_late is None]))
    whole, start, ages = owed.total(rows), Fraction(0), []
    for label, look, members in groups:
        part = owed.total(members)
        if part > 0:
            x, width = percent(start / whole), percent(part / whole)
            ages.append(Age(words(label), words.money(part, report.currency), look, x, width))
            start += part
    return tuple(ages)


def _arrived(row: PayoutPublic, book: Book, words: Language) -> MoneyRow:
    contract = book.contract(row.contract_id)
    who = book.platform_name(contract.platform_id if contract else row.platform_id)
    when = ", ".join(part for part in (words.day(row.arrived_on), contract.name if contract else "") if part)
    fee = words("fee {amount}", amount=money_of(row.fee_minor, row.currency, words)) if row.fee_minor else ""
    return MoneyRow(
        row.id,
        who or words("A platform without a name"),
        when,
        money_of(row.gross_minor, row.currency, words),
        fee,
    )


def _cost(row: ExpensePublic, book: Book, words: Language) -> MoneyRow:
    platform = book.platform_name(row.platform_id)
    when = ", ".join(part for part in (words.day(row.spent_on), platform) if part)
    return MoneyRow(
        row.id, row.category or words("Cost"), when, money_of(row.amount_minor, row.currency, words)
    )


def _wait(report: PersonalReport, words: Language) -> str:
    figure = report.figures.get("days_to_be_paid")
    if figure is None or figure.value is None:
        return ""
    days = int(figure.value)
    return words.plural(
        "Usual wait from the end of a job to its pay: {count} day.",
        "Usual wait from the end of a job to its pay: {count} days.",
        days,
    )


def _status(request: Request, words: Language) -> tuple[str, str, str]:
    asked = request.query_params
    if payout_id := uuid_of(asked.get("arrived", "")):
        return words("Saved: it arrived today."), f"/payments/arrived/{payout_id}/undo", words("Undo")
    if undone := asked.get("undone"):
        return words("Taken out.") if undone == "typed" else words("Taken back. It is owed again."), "", ""
    if asked.get("saved") == "payment" and (payout_id := uuid_of(asked.get("typed", ""))):
        return words("Payment saved."), f"/payments/arrived/{payout_id}/undo", words("Undo")
    if cost_id := uuid_of(asked.get("cost_out", "")):
        return words("Taken out."), f"/payments/costs/{cost_id}/restore", words("Undo")
    said = {"payment": N_("Payment saved."), "cost": N_("Cost saved.")}.get(asked.get("saved", ""), "")
    return words(said), "", ""
