"""Payments: what is late, due and arrived; one tap when it came; costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.expense import ExpenseCreate, ExpensePublic
from app.records.payment import PaymentCreate
from app.records.payout import PayoutCreate, PayoutPublic
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import contracts, expenses, payments, payouts, platforms
from app.tokens import uuid7
from app.web import owed
from app.web.book import Book
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import PAYMENT_KINDS, Options, options
from app.web.owed import OwedRow
from app.web.rendering import go_to, render, words_for
from reports.frames import PaymentKind
from reports.money import Money
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
class MoneyRow:
    """Money that came or went."""

    who: str
    when: str
    amount: str
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """The form for a payment."""

    form: Form
    currency: str
    kinds: Options
    contracts: Options
    platforms: list[str]


@dataclass(frozen=True, slots=True)
class CostForm:
    """The form for a cost."""

    form: Form
    currency: str
    platforms: Options


@router.get("/payments")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """What is owed by age, late, due and arrived."""
    words, book, report = words_for(request, me), Book.of(database, me.id), report_of(database, me)
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
def arrived(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """It arrived: one tap keeps the payment, the payout and what it paid."""
    payout_id = owed.arrive(database, me, form["owed"])
    return go_to(f"/payments?arrived={payout_id}")


@router.post("/payments/arrived/{payout_id}/undo")
def take_back(payout_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """It did not arrive after all."""
    owed.take_back(database, me, payout_id)
    return go_to("/payments?undone=yes")


@router.get("/payments/new")
def new_payment(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a payment."""
    today = clock.today(me.zone).isoformat()
    values = {
        "id": str(uuid7()),
        "kind": "task_pay",
        "currency": me.currency,
        "earned_on": today,
        "arrived_on": today,
    }
    return _payment_form(request, database, me, Form(values))


@router.post("/payments")
def log_payment(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a payment, and its payout when it arrived."""
    payment = _read_payment(database, me, form)
    arrived_on = form.day("arrived_on", latest=clock.today(me.zone))
    fee = form.amount("fee", form["currency"] or me.currency) or 0
    if payment is None or form.problems:
        return _payment_form(request, database, me, form)
    payments.log(database, me.id, payment)
    if arrived_on is not None:
        _log_payout(database, me, payment, arrived_on, fee)
    return go_to("/payments?saved=payment")


@router.get("/payments/costs/new")
def new_cost(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a cost."""
    values = {"id": str(uuid7()), "spent_on": clock.today(me.zone).isoformat(), "months": "1"}
    return _cost_form(request, database, me, Form(values))


@router.post("/payments/costs")
def log_cost(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a cost."""
    cost = _read_cost(database, me, form)
    if cost is None:
        return _cost_form(request, database, me, form)
    expenses.log(database, me.id, cost)
    return go_to("/payments?saved=cost")


def _read_payment(database: Connection, me: WriterPublic, form: Form) -> PaymentCreate | None:
    today = clock.today(me.zone)
    currency = (form.text("currency") or me.currency).upper()
    kind = form.choice("kind", tuple(PAYMENT_KINDS), required=N_("What is it for?"))
    amount = form.amount("amount", currency, required=N_("How much was it?"), negative=True)
    earned_on = form.day("earned_on", required=N_("Which day was it earned?"), latest=today)
    contract_id, name = uuid_of(form["contract"]), form.text("platform")
    if form.problems:
        return None
    contract = contracts.get(database, me.id, contract_id) if contract_id else None
    platform_id = platforms.find_or_log(database, me.id, name).id if name and not contract else None
    return form.make(
        PaymentCreate,
        id=uuid_of(form["id"]) or uuid7(),
        contract_id=contract.id if contract else None,
        platform_id=contract.platform_id if contract else platform_id,
        kind=kind,
        earned_on=earned_on,
        amount_minor=amount,
        currency=currency,
    )


def _log_payout(
    database: Connection, me: WriterPublic, payment: PaymentCreate, arrived_on: dt.date, fee: int
) -> None:
    taken_back = payment.kind is PaymentKind.CLAWBACK
    gross = -abs(payment.amount_minor) if taken_back else payment.amount_minor
    payout = PayoutCreate(
        id=uuid5(payment.id, "payout"),  # sent twice, it is kept once
        contract_id=payment.contract_id,
        platform_id=payment.platform_id,
        arrived_on=arrived_on,
        gross_minor=gross,
        fee_minor=fee,
        net_minor=gross - fee,
        currency=payment.currency,
    )
    payouts.log(database, me.id, payout)
    match = PayoutMatchCreate(
        id=uuid5(payment.id, "match"), payout_id=payout.id, payment_id=payment.id, amount_minor=gross
    )
    payouts.match(database, me.id, match)


def _read_cost(database: Connection, me: WriterPublic, form: Form) -> ExpenseCreate | None:
    category = form.text("category", required=N_("What was it?"))
    amount = form.amount("amount", me.currency, required=N_("How much was it?"))
    spent_on = form.day("spent_on", required=N_("Which day was it?"), latest=clock.today(me.zone))
    months, platform_id = form.whole("months", most=120), uuid_of(form["platform"])
    if form.problems:
        return None
    return form.make(
        ExpenseCreate,
        id=uuid_of(form["id"]) or uuid7(),
        platform_id=platforms.get(database, me.id, platform_id).id if platform_id else None,
        spent_on=spent_on,
        amount_minor=amount,
        currency=me.currency,
        category=category,
        months=months or 1,
    )


def _payment_form(request: Request, database: Connection, me: WriterPublic, form: Form) -> HTMLResponse:
    book = Book.of(database, me.id)
    listed = [
        (str(row.id), f"{row.name}, {book.platform_name(row.platform_id)}") for row in book.contracts.values()
    ]
    page = PaymentForm(
        form, me.currency, options(PAYMENT_KINDS, words_for(request, me)), listed, book.platform_names()
    )
    return render(
        request, "payments/payment_form.html", page, viewer=me, tab="payments", problems=form.problems
    )


def _cost_form(request: Request, database: Connection, me: WriterPublic, form: Form) -> HTMLResponse:
    listed = [(str(row.id), row.name) for row in platforms.list_all(database, me.id)]
    page = CostForm(form, me.currency, listed)
    return render(request, "payments/cost_form.html", page, viewer=me, tab="payments", problems=form.problems)


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
            x, width = _percent(start / whole), _percent(part / whole)
            ages.append(Age(words(label), words.money(part, report.currency), look, x, width))
            start += part
    return tuple(ages)


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.2f}%"


def _arrived(row: PayoutPublic, book: Book, words: Language) -> MoneyRow:
    contract = book.contract(row.contract_id)
    who = book.platform_name(contract.platform_id if contract else row.platform_id)
    when = ", ".join(part for part in (words.day(row.arrived_on), contract.name if contract else "") if part)
    fee = words("fee {amount}", amount=_money(row.fee_minor, row.currency, words)) if row.fee_minor else ""
    return MoneyRow(
        who or words("A platform without a name"), when, _money(row.gross_minor, row.currency, words), fee
    )


def _cost(row: ExpensePublic, book: Book, words: Language) -> MoneyRow:
    platform = book.platform_name(row.platform_id)
    when = ", ".join(part for part in (words.day(row.spent_on), platform) if part)
    return MoneyRow(row.category or words("Cost"), when, _money(row.amount_minor, row.currency, words))


def _money(minor: int, currency: str, words: Language) -> str:
    return words.money(Money(minor, currency).major, currency)


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
    if asked.get("undone"):
        return words("Taken back. It is owed again."), "", ""
    said = {"payment": N_("Payment saved."), "cost": N_("Cost saved.")}.get(asked.get("saved", ""), "")
    return words(said), "", ""
