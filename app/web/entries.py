"""One entry: look at it, change it, take it out, put it back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database, refuse
from app.http.owner import SignedIn
from app.language import Language
from app.records.task import TaskPublic, TaskUpdate
from app.records.values import LONGEST_TASK_SECONDS
from app.records.writer import WriterPublic
from app.store import contracts, tasks
from app.web.book import Book
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm, uuid_of
from app.web.labels import FULL_DAY, OUTCOMES, UNPAID, Options, options
from app.web.overtaken import STATUS, Difference, differences, is_kept
from app.web.rendering import back_to, go_to, render, words_for
from reports.money import Money
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/work/entries")


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The form of an entry."""

    id: UUID
    revision: int
    form: Form
    contracts: Options
    categories: Options
    outcomes: Options
    currency: str
    back: str
    overtaken: list[Difference] | None = None
    """What the entry says now, where it was changed since the form was shown."""


@router.get("/{task_id}")
def show(request: Request, task_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of an entry, filled in."""
    task = tasks.get(database, me.id, task_id)
    return _render(request, database, me, task, Form(_values(task)))


@router.post("/{task_id}")
def amend(request: Request, task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Change an entry; what it said before is kept."""
    task = tasks.get(database, me.id, task_id)
    change = _read(database, me, task, form)
    if change is None:
        return _render(request, database, me, task, form)
    if not is_kept(lambda: tasks.amend(database, me.id, task_id, change)):
        refuse(request)
        return _render(request, database, me, task, form, is_overtaken=True)
    return go_to(f"{_home(tasks.get(database, me.id, task_id))}?saved=entry")


@router.post("/{task_id}/withdraw")
def withdraw(task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Take an entry out of every sum; it can be put back."""
    task = tasks.withdraw(database, me.id, task_id)
    return go_to(f"{_bare(back_to(form['back'], _home(task)))}?undone={task_id}")


@router.post("/{task_id}/restore")
def restore(task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Put an entry back."""
    task = tasks.restore(database, me.id, task_id)
    return go_to(_bare(back_to(form["back"], _home(task))))


def _home(task: TaskPublic) -> str:
    return f"/work/{task.contract_id}" if task.contract_id else "/today"


def _bare(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]


def _values(task: TaskPublic) -> dict[str, str]:
    pay = "" if task.expected_minor is None else str(Money(task.expected_minor, task.currency or "USD"))
    return {
        "kind": task.kind or "",
        "contract": str(task.contract_id or ""),
        "duration": _typed(task.seconds),
        "is_paid": "yes" if task.is_paid else "no",
        "unpaid_category": str(task.unpaid_category or ""),
        "pay": pay,
        "outcome": str(task.outcome),
        "units": "" if task.units is None else str(task.units),
        "worked_on": task.worked_on.isoformat(),
        "note": task.note or "",
    }


def _typed(seconds: int | None) -> str:
    """A duration as one types it; seconds that are no whole minutes stay."""
    if seconds is None:
        return ""
    hours, rest = divmod(seconds, 3600)
    if rest % 60:
        return f"{seconds / 60:g} min"
    return f"{hours}:{rest // 60:02d}" if hours else str(rest // 60)


def _read(database: Connection, me: WriterPublic, task: TaskPublic, form: Form) -> TaskUpdate | None:
    is_paid = form.choice("is_paid", ("yes", "no"), required=N_("Was this time paid or unpaid?")) == "yes"
    currency = task.currency or me.currency
    pay = form.amount("pay", currency) if is_paid else None
    seconds = form.duration("duration", longest=LONGEST_TASK_SECONDS)
    day = form.day("worked_on", required=N_("Which day was it?"), latest=clock.today(me.zone))
    if day and not tasks.has_room(database, me.id, day, seconds or 0, beside=task.id):
        form.refuse([("duration", FULL_DAY)])
    contract_id = uuid_of(form["contract"])
    read = {
        "revision": form.whole("revision"),
        "kind": form.text("kind"),
        "contract_id": contracts.get(database, me.id, contract_id).id if contract_id else None,
        "seconds": seconds if form["duration"] != _typed(task.seconds) else task.seconds,
        "is_paid": is_paid,
        "unpaid_category": None if is_paid else form.choice("unpaid_category", tuple(UNPAID)),
        "expected_minor": pay,
        "currency": currency if pay is not None else task.currency,
        "outcome": form.choice("outcome", tuple(OUTCOMES)) or task.outcome,
        "units": form.whole("units"),
        "worked_on": day,
        "note": form.text("note", longest=LONGEST_NOTE),
    }
    return None if form.problems else form.make(TaskUpdate, **read)


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    task: TaskPublic,
    form: Form,
    *,
    is_overtaken: bool = False,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    shown = _shown(task, book, words)
    overtaken = differences(form, Form(_values(task)), task.revision, shown) if is_overtaken else None
    page = EntryPage(
        id=task.id,
        revision=form.whole("revision") or task.revision,
        form=form,
        contracts=book.options(str(task.contract_id or "")),
        categories=options(UNPAID, words),
        outcomes=options(OUTCOMES, words),
        currency=task.currency or me.currency,
        back=_home(task),
        overtaken=overtaken,
    )
    status = STATUS if is_overtaken else 200
    return render(
        request, "work/entry.html", page, viewer=me, tab="work", problems=form.problems, status=status
    )


def _shown(task: TaskPublic, book: Book, words: Language) -> dict[str, tuple[str, str]]:
    """Label and words of each field, as the form has them."""
    said = _values(task)
    contract = book.contract(said["contract"] or None)
    pay = None if task.expected_minor is None else Money(task.expected_minor, task.currency or "USD")
    return {
        "kind": (words("What was it?"), said["kind"]),
        "contract": (words("Which contract?"), contract.name if contract else ""),
        "duration": (words("Time"), words.duration(task.seconds) if task.seconds else ""),
        "is_paid": (words("This time is"), words("Paid") if task.is_paid else words("Unpaid")),
        "unpaid_category": (
            words("Why was it unpaid?"),
            words(UNPAID[task.unpaid_category]) if task.unpaid_category else "",
        ),
        "pay": (words("Pay"), words.money(pay.major, pay.currency) if pay else ""),
        "outcome": (words("What did the platform decide?"), words(OUTCOMES[task.outcome])),
        "units": (words("Units done"), said["units"]),
        "worked_on": (words("Day"), words.day(task.worked_on)),
        "note": (words("Private note"), said["note"]),
    }
