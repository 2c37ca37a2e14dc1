"""An entry, read from a form and put into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app import clock
from app.database import Connection
from app.http import quick_log
from app.language import Language
from app.records.task import TaskPublic, TaskUpdate
from app.records.values import LONGEST_TASK_SECONDS
from app.records.writer import WriterPublic
from app.store import contracts, platforms, tasks
from app.web.book import Book
from app.web.forms import (
    Form,
    typed_amount,
    typed_answer,
    typed_duration,
    typed_instant,
    uuid_of,
)
from app.web.labels import OUTCOMES, UNPAID, Options, options, tolls, yes_no
from reports.frames import Outcome
from reports.wording import N_

LABELS: Mapping[str, str] = {
    "kind": N_("What was it?"),
    "contract": N_("Which contract?"),
    "worked_on": N_("Day"),
    "duration": N_("Time"),
    "is_paid": N_("This time is"),
    "unpaid_category": N_("Why was it unpaid?"),
    "pay": N_("Pay"),
    "outcome": N_("What did the platform decide?"),
    "decided_on": N_("Decided on"),
    "credited": N_("Time the platform counted"),
    "units": N_("Units done"),
    "started_at": N_("Started"),
    "ended_at": N_("Ended"),
    "held": N_("Held back"),
    "held_until_on": N_("Held until"),
    "currency": N_("Currency"),
    "toll": N_("How hard was it to bear?"),
    "is_repetitive": N_("Was it repetitive?"),
    "is_alone": N_("Were you alone with it?"),
    "title": N_("A name for this entry"),
    "platform": N_("Platform, when it belongs to no contract"),
    "note": N_("Private note"),
}

_TOO_LONG = N_("That is longer than a month.")


def choices(task: TaskPublic, book: Book, words: Language) -> dict[str, Options]:
    """What the lists of the form offer."""
    return {
        "contract": book.options(str(task.contract_id or "")),
        "is_paid": [("yes", words("Paid")), ("no", words("Unpaid"))],
        "unpaid_category": options(UNPAID, words),
        "outcome": options(OUTCOMES, words),
        "toll": tolls(words),
        "is_repetitive": yes_no(words),
        "is_alone": yes_no(words),
    }


def values_of(task: TaskPublic, book: Book, zone: str) -> dict[str, str]:
    """An entry as it stands in the form."""
    return {
        "kind": task.kind or "",
        "contract": str(task.contract_id or ""),
        "worked_on": task.worked_on.isoformat(),
        "duration": typed_duration(task.seconds),
        "is_paid": typed_answer(task.is_paid),
        "unpaid_category": str(task.unpaid_category or ""),
        "pay": typed_amount(task.expected_minor, task.currency),
        "outcome": str(task.outcome),
        "decided_on": str(task.decided_on or ""),
        "credited": typed_duration(task.credited_seconds),
        "units": "" if task.units is None else str(task.units),
        "started_at": typed_instant(task.started_at, zone),
        "ended_at": typed_instant(task.ended_at, zone),
        "held": typed_amount(task.held_minor, task.currency),
        "held_until_on": str(task.held_until_on or ""),
        "currency": task.currency or "",
        "toll": "" if task.toll is None else str(task.toll),
        "is_repetitive": typed_answer(task.is_repetitive),
        "is_alone": typed_answer(task.is_alone),
        "title": task.title or "",
        "platform": "" if task.contract_id else book.platform_name(task.platform_id),
        "note": task.note or "",
    }


def read_change(
    database: Connection, me: WriterPublic, task: TaskPublic, form: Form, book: Book
) -> TaskUpdate | None:
    """What the entry should say; None when something cannot be read."""
    contract_id = _contract(database, me, task, form, book)
    platform = form.text("platform")
    if platform and contract_id:
        form.refuse([("platform", N_("Leave this empty, or choose no contract."))])
    toll = form.choice("toll", ("1", "2", "3", "4", "5"))
    outcome = form.choice("outcome", tuple(OUTCOMES))
    revision = form.whole("revision")
    said = {
        "kind": form.text("kind"),
        "title": form.text("title"),
        "contract_id": contract_id,
        "outcome": Outcome(outcome) if outcome else task.outcome,
        "decided_on": form.day("decided_on", latest=clock.today(me.zone)),
        "units": form.whole("units"),
        "toll": int(toll) if toll else None,
        "is_repetitive": form.yes_or_no("is_repetitive"),
        "is_alone": form.yes_or_no("is_alone"),
        "note": form.lines("note"),
        **_pay(me, task, form),
        **_time(database, me, task, form),
    }
    if form.problems:
        return None
    # Last, since a platform is made where there is none of this name; a refused form keeps nothing.
    platform_id = platforms.find_or_log(database, me.id, platform).id if platform else None
    if contract_id and contract_id == task.contract_id:
        platform_id = task.platform_id
    return form.make(TaskUpdate, revision=revision, platform_id=platform_id, **said)


def _contract(
    database: Connection, me: WriterPublic, task: TaskPublic, form: Form, book: Book
) -> UUID | None:
    if not form["contract"].strip():
        return None
    chosen = uuid_of(form["contract"])
    if chosen is None or (
        chosen not in book.contracts
        and chosen != task.contract_id
        and contracts.get(database, me.id, chosen).withdrawn_at is not None
    ):
        form.refuse([("contract", N_("Please choose one of these."))])
        return None
    return chosen


def _pay(me: WriterPublic, task: TaskPublic, form: Form) -> dict[str, Any]:
    said = form.choice("is_paid", ("yes", "no"), required=N_("Was this time paid or unpaid?"))
    is_paid = said == "yes"
    currency = form.currency("currency", task.currency or me.currency)
    pay = form.amount("pay", currency) if is_paid else None
    category = form.choice("unpaid_category", tuple(UNPAID))
    held, until = form.amount("held", currency), form.day("held_until_on")
    if held is not None and pay is not None and held > pay:
        form.refuse([("held", quick_log.HELD_IS_MORE)])
    has_money = pay is not None or held is not None
    return {
        "is_paid": is_paid,
        "unpaid_category": None if is_paid else category,
        "expected_minor": pay,
        "held_minor": held,
        "held_until_on": until,
        "currency": currency if has_money or form["currency"].strip() else task.currency,
    }


def _time(database: Connection, me: WriterPublic, task: TaskPublic, form: Form) -> dict[str, Any]:
    day = form.day("worked_on", required=N_("Which day was it?"), latest=clock.today(me.zone))
    seconds = _seconds(form, "duration", task.seconds)
    started, ended = (
        _instant(form, name, kept, me.zone)
        for name, kept in (("started_at", task.started_at), ("ended_at", task.ended_at))
    )
    is_new = (started, ended, seconds, day) != (task.started_at, task.ended_at, task.seconds, task.worked_on)
    if started and ended and is_new:
        seconds, ended = _moved_along(task, started, ended, seconds)
        seconds = _between(form, started, ended, seconds)
    if started and day and is_new and started.astimezone(ZoneInfo(me.zone)).date() != day:
        form.refuse([("started_at", quick_log.ANOTHER_DAY)])
    has_clock_times = started is not None and ended is not None
    if day and not has_clock_times and not tasks.has_room(database, me.id, day, seconds or 0, beside=task.id):
        form.refuse([("duration", quick_log.FULL_DAY)])
    return {
        "worked_on": day,
        "seconds": seconds,
        "started_at": started,
        "ended_at": ended,
        "credited_seconds": _seconds(form, "credited", task.credited_seconds),
    }


def _moved_along(
    task: TaskPublic, started: dt.datetime, ended: dt.datetime, seconds: int | None
) -> tuple[int | None, dt.datetime]:
    """Where only the time or only the clock was changed, the other one follows."""
    if task.started_at is None or task.ended_at is None or task.seconds is None or seconds is None:
        return seconds, ended
    if (started, ended) == (task.started_at, task.ended_at):
        return seconds, quick_log.end_of_longer(started, ended, seconds)
    length = ended - started
    was_whole = abs((task.ended_at - task.started_at).total_seconds() - task.seconds) < 60
    if seconds == task.seconds and was_whole and length.total_seconds() >= 0:
        return int(length.total_seconds()), ended
    return seconds, ended


def _between(form: Form, started: dt.datetime, ended: dt.datetime, seconds: int | None) -> int | None:
    """The time of an entry with a start and an end; counted where it was not typed."""
    length = int((ended - started).total_seconds())
    if length < 0:
        form.refuse([("ended_at", N_("The end is before the start."))])
    elif length > LONGEST_TASK_SECONDS:
        form.refuse([("ended_at", _TOO_LONG)])
    elif seconds is None:
        return length
    elif seconds > length + 59:  # clock times are typed in whole minutes
        form.refuse([("duration", quick_log.LONGER_THAN_ITS_TIMES)])
    return seconds


def _seconds(form: Form, name: str, kept: int | None) -> int | None:
    """A duration; what was not touched keeps its seconds."""
    seconds = form.duration(name, longest=LONGEST_TASK_SECONDS, too_long=_TOO_LONG)
    return kept if form[name] == typed_duration(kept) else seconds


def _instant(form: Form, name: str, kept: dt.datetime | None, zone: str) -> dt.datetime | None:
    """An instant; what was not touched keeps its fraction, and its side of the hour that comes twice."""
    if kept is not None and form[name] == typed_instant(kept, zone):
        return kept
    return form.instant(name, zone)
