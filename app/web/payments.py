"""Payments: what is late, due and arrived; one tap when it came; what the work cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from app import errors
from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.writer import WriterPublic
from app.store import expenses, payments, payouts
from app.web import owed
from app.web.book import Book
from app.web.forms import SubmittedForm, uuid_of
from app.web.labels import CAME_BACK, EARLY
from app.web.money_row import MoneyRow
from app.web.money_rows import arrived_rows, cost_row, earned_rows
from app.web.owed import OwedRow
from app.web.rendering import go_to, render, words_for
from app.web.taken import Taken, taken_as_paid
from app.web.undoing import UNDONE, undo_of
from reports.charts.legend import patterns
from reports.charts.owed import amounts_apart, draw_owed, owed_chart
from reports.personal import Owed, PersonalReport
from reports.wording import N_

router = APIRouter(include_in_schema=False)

#: So many rows of each list stand on Payments; a list of its own has all of them, so many on a page.
OWED_SHOWN, MONEY_SHOWN, ROWS_OF_A_PAGE = 10, 5, 50


@dataclass(frozen=True, slots=True)
class OwedList:
    """What is late, or what is due: the first rows of it, how many there are, and what they come to."""

    rows: tuple[OwedRow, ...]
    count: int
    total: str


@dataclass(frozen=True, slots=True)
class MoneyList:
    """The newest rows of a list, and how many there are."""

    rows: tuple[MoneyRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """What Payments shows."""

    today: dt.date
    is_empty: bool
    owed_total: str
    owed_apart: str
    ages: Markup
    late: OwedList
    due: OwedList
    arrived: MoneyList
    earned_count: int
    costs: MoneyList
    wait: str
    taken: tuple[Taken, ...]
    status: str
    undo: str
    undo_label: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list by pages."""

    title: str
    owed: tuple[OwedRow, ...]
    rows: tuple[MoneyRow, ...]
    none: str
    newer: str
    older: str


@router.get("/payments")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """What is owed by age, late, due and arrived."""
    words, book = words_for(request, me), Book.of(database, me.id)
    report = report_of(database, me, on_file)
    came = payouts.page(database, me.id, MONEY_SHOWN).rows
    went = expenses.page(database, me.id, MONEY_SHOWN).rows
    rows, earned_count = owed.all_owed(report), payments.count(database, me.id)
    status, undo, label = _status(request, words, undo_of(request, database, me))
    page = PaymentsPage(
        today=report.as_of,
        is_empty=not (rows or came or went or earned_count),
        owed_total=words.money(owed.total(report.owed), report.currency) if report.owed else "",
        owed_apart=amounts_apart(report, words),
        ages=_ages(report, words),
        late=_owed_list([row for row in rows if row.days_late], report, book, words),
        due=_owed_list([row for row in rows if not row.days_late], report, book, words),
        arrived=MoneyList(arrived_rows(database, me, came, book, words), payouts.count(database, me.id)),
        earned_count=earned_count,
        costs=MoneyList(tuple(cost_row(row, book, words) for row in went), expenses.count(database, me.id)),
        wait=_wait(report, words),
        taken=taken_as_paid(database, me, words),
        status=status,
        undo=undo,
        undo_label=label,
    )
    return render(request, "payments/payments.html", page, viewer=me, tab="payments")


@router.get("/payments/lists/{what}")
def show_list(request: Request, what: str, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """All rows of one list, so many on a page."""
    words = words_for(request, me)
    if what in {"late", "due"}:
        report, book = report_of(database, me, on_file), Book.of(database, me.id)
        page = _list_of_owed(request, what, report, book, words)
    else:
        page = _list_of_money(request, what, database, me, words)
    return render(request, "payments/list.html", page, viewer=me, tab="payments")


@router.post("/payments/arrived")
def arrived(database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm) -> RedirectResponse:
    """It arrived: one tap keeps the payment, the payout and what it paid; a second one shows the same."""
    try:
        payout_id = owed.arrive(database, me, on_file, form["owed"], uuid_of(form["shown"]))
    except owed.OwedOtherwise:
        return go_to(f"/payments/owed/{form['owed']}?saved=not")
    return go_to(f"/payments?arrived={payout_id}")


@router.post("/payments/arrived/{payout_id}/undo")
def take_back(payout_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """It did not arrive after all, or was typed wrong."""
    was_typed = owed.take_back(database, me, payout_id)
    return go_to(f"/payments?{'typed_out' if was_typed else 'back'}={payout_id}")


@router.post("/payments/arrived/{payout_id}/restore")
def put_back(payout_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """It did arrive: what was taken back counts again."""
    owed.put_back(database, me, payout_id)
    return go_to("/payments?saved=again")


def _owed_list(rows: Sequence[Owed], report: PersonalReport, book: Book, words: Language) -> OwedList:
    shown = tuple(owed.row_of(row, report, book, words) for row in rows[:OWED_SHOWN])
    summed = [row for row in rows if row not in report.owed_apart]
    return OwedList(shown, len(rows), words.money(owed.total(summed), report.currency) if summed else "")


def _list_of_owed(
    request: Request, what: str, report: PersonalReport, book: Book, words: Language
) -> ListPage:
    rows = [row for row in owed.all_owed(report) if bool(row.days_late) == (what == "late")]
    said = request.query_params.get("page", "1")
    number = int(said) if said.isascii() and said.isdecimal() and 0 < len(said) < 6 else 1
    start = max(0, number - 1) * ROWS_OF_A_PAGE
    end = start + ROWS_OF_A_PAGE
    address = f"/payments/lists/{what}?page="
    return ListPage(
        title=words("Late") if what == "late" else words("Due"),
        owed=tuple(owed.row_of(row, report, book, words) for row in rows[start:end]),
        rows=(),
        none=words("Nothing owed to you."),
        newer=f"{address}{number - 1}" if start else "",
        older=f"{address}{number + 1}" if end < len(rows) else "",
    )


def _list_of_money(
    request: Request, what: str, database: Connection, me: WriterPublic, words: Language
) -> ListPage:
    book = Book.of(database, me.id)
    after, size = uuid_of(request.query_params.get("after", "")), ROWS_OF_A_PAGE
    if what == "arrived":
        came = payouts.page(database, me.id, size, after)
        rows, last = arrived_rows(database, me, came.rows, book, words), came.last_id
        title, none = words("Arrived"), words("No payment has arrived yet.")
    elif what == "earned":
        credited = payments.page(database, me.id, size, after)
        rows, last = earned_rows(database, me, credited.rows, book, words), credited.last_id
        title, none = words("All payments, arrived or not"), words("No payment is on file yet.")
    elif what == "costs":
        went = expenses.page(database, me.id, size, after)
        rows, last = tuple(cost_row(row, book, words) for row in went.rows), went.last_id
        title, none = words("Costs"), words("No costs logged.")
    else:
        raise errors.NotFound
    address = f"/payments/lists/{what}"
    older = f"{address}?after={last}" if last else ""
    return ListPage(title, (), rows, none, address if after else "", older)


def _ages(report: PersonalReport, words: Language) -> Markup:
    """The bar of what is owed, the oldest first, and its parts."""
    return patterns() + draw_owed(owed_chart(report, words))


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


#: What was done, by the word in the address that carries the row -> what is said, and where its way back leads;
#: nowhere of its own for a change: that is undone as every change is.
_DONE = {
    "arrived": (N_("Saved: it arrived today."), "/payments/arrived/{id}/undo", N_("Undo")),
    "back": (N_("Taken back. It is owed again."), "/payments/arrived/{id}/restore", N_("Undo")),
    "typed": (N_("Payment saved."), "/payments/arrived/{id}/undo", N_("Undo")),
    "typed_early": (EARLY, "/payments/arrived/{id}/undo", N_("Undo")),
    "typed_out": (N_("Taken out."), "/payments/arrived/{id}/restore", N_("Undo")),
    "payment": (N_("Payment saved."), "/payments/{id}/withdraw", N_("Undo")),
    "payment_changed": (N_("Payment changed."), "", N_("Undo")),
    "payment_early": (EARLY, "", N_("Undo")),
    "payment_back": (CAME_BACK, "/payments/{id}/withdraw", N_("Take it out again")),
    "payment_out": (N_("Taken out."), "/payments/{id}/restore", N_("Undo")),
    "cost": (N_("Cost saved."), "/payments/costs/{id}/withdraw", N_("Undo")),
    "cost_changed": (N_("Cost changed."), "", N_("Undo")),
    "cost_back": (CAME_BACK, "/payments/costs/{id}/withdraw", N_("Take it out again")),
    "cost_out": (N_("Taken out."), "/payments/costs/{id}/restore", N_("Undo")),
}
_SAID = {"again": N_("It counts again."), "undone": UNDONE}


def _status(request: Request, words: Language, undo: str) -> tuple[str, str, str]:
    asked = request.query_params
    for name, (said, address, label) in _DONE.items():
        if row_id := uuid_of(asked.get(name, "")):
            return words(said), address.format(id=row_id) or undo, words(label)
    return words(_SAID.get(asked.get("saved", ""), "")), undo, words("Undo")
