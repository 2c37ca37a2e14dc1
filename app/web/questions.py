"""The one question on Today: money that should have come, a week without work, why work stopped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from app import clock, errors
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.check_in import CheckInCreate
from app.records.gap_note import GapNoteCreate
from app.records.put_off import PAYMENT_WAITS, Topic
from app.records.writer import WriterPublic
from app.store import check_ins, gap_notes, put_offs
from app.tokens import uuid7
from app.web.book import Book
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options, options
from app.web.owed import question
from app.web.rendering import go_to
from reports.definitions import GAP_CAUSES
from reports.periods import ONE_DAY
from reports.personal import PersonalReport
from reports.wording import N_

router = APIRouter(include_in_schema=False)

ONE_WEEK = dt.timedelta(days=7)
#: After so many days without an entry she is asked whether there was work.
QUIET_DAYS = 4
#: Why work stopped is asked while one still knows.
REMEMBERED = dt.timedelta(days=90)
_ASKED_AGAIN = {
    Topic.PAYMENT: PAYMENT_WAITS,
    Topic.NO_WORK: ONE_WEEK,
    Topic.GAP: dt.timedelta(days=3650),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, how it is told from the others of its topic, and what may be answered."""

    topic: str
    key: str
    text: str
    about: str
    late: str = ""
    first: str = ""
    last: str = ""
    causes: Options | None = None
    shown: UUID | None = None


def ask(
    connection: Connection,
    me: WriterPublic,
    report: PersonalReport,
    book: Book,
    words: Language,
    *,
    last_on: dt.date | None,
    is_running: bool,
) -> Question | None:
    """The one question of the day, or None: money first, then a quiet week, then a gap without a cause."""
    today = clock.today(me.zone)
    waiting = put_offs.waiting(connection, me.id, today)
    owed = question(report, book, words, today, waiting[Topic.PAYMENT])
    if owed is not None:
        return Question(Topic.PAYMENT, owed.key, owed.text, owed.when, owed.late, shown=owed.shown)
    if (
        today <= me.created_on
    ):  # a log that began today is being filled with the past: its holes say nothing yet
        return None
    if not is_running and not waiting[Topic.NO_WORK] and (quiet := _quiet(connection, me, words, last_on)):
        return quiet
    return _gap(report, words, today, waiting[Topic.GAP], is_running=is_running)


def _quiet(
    connection: Connection, me: WriterPublic, words: Language, last_on: dt.date | None
) -> Question | None:
    """Ask about a week without work, once in a week."""
    today = clock.today(me.zone)
    if last_on is None or (today - last_on).days < QUIET_DAYS:
        return None
    if check_ins.list_between(connection, me.id, today - ONE_WEEK + ONE_DAY, today):
        return None
    notes = gap_notes.list_all(connection, me.id)
    if any(note.starts_on <= today and (note.ends_on is None or note.ends_on >= today) for note in notes):
        return None
    text = words("No work this week?")
    about = words("Your last entry is of {day}. Saying so keeps your gaps right.", day=words.day(last_on))
    first = max(last_on + ONE_DAY, today - ONE_WEEK + ONE_DAY)
    return Question(Topic.NO_WORK, "week", text, about, first=first.isoformat(), last=today.isoformat())


def _gap(
    report: PersonalReport, words: Language, today: dt.date, waiting: frozenset[str], *, is_running: bool
) -> Question | None:
    """Ask why work stopped, of the latest gap that nobody has explained."""
    for gap in sorted(report.gaps, key=lambda found: found.days.start, reverse=True):
        key = gap.days.start.isoformat()
        if gap.cause or key in waiting or gap.days.last < today - REMEMBERED:
            continue
        if gap.is_open and is_running:  # it ends just now
            continue
        days = words.days(gap.days.start, gap.days.last, this_year=today.year)
        return Question(
            Topic.GAP,
            key,
            words("Why was there no work?"),
            words("Since {day}", day=words.day(gap.days.start)) if gap.is_open else days,
            first=key,
            last="" if gap.is_open else gap.days.last.isoformat(),
            causes=options(GAP_CAUSES, words),
        )
    return None


@router.post("/questions/not-yet")
def not_yet(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Remember that a question was put off, and do not ask it again before its day."""
    topic = form.choice("topic", tuple(Topic), required=N_("Please choose one of these."))
    key = form.text("key", required=N_("Please check this value."))
    if topic is None or key is None:
        raise errors.Invalid(fields=form.problems)
    asked = Topic(topic)
    until = clock.today(me.zone) + _ASKED_AGAIN[asked]
    put_offs.put_off(database, me.id, asked, key, until)
    return go_to(f"/today?later={until}" if asked is Topic.PAYMENT else "/today")


@router.post("/check-ins")
def check_in(database: Database, me: SignedIn) -> RedirectResponse:
    """There was no work this week, and she says so: one tap."""
    made = check_ins.log(database, me.id, CheckInCreate(id=uuid7(), checked_on=clock.today(me.zone)))
    return go_to(f"/today?no_work={made.id}")


@router.post("/check-ins/{check_in_id}/undo")
def undo_check_in(check_in_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take it back."""
    check_ins.withdraw(database, me.id, check_in_id)
    return go_to("/today")


@router.post("/gaps")
def say_why(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Why there was no work, or that the time was her own: one tap."""
    note = _note(form)
    if note is None:
        raise errors.Invalid(fields=form.problems)
    return go_to(f"/today?why={gap_notes.log(database, me.id, note).id}")


@router.post("/gaps/{gap_note_id}/undo")
def undo_why(gap_note_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take it back."""
    gap_notes.withdraw(database, me.id, gap_note_id)
    return go_to("/today")


def _note(form: Form) -> GapNoteCreate | None:
    is_planned = form["planned"] == "yes"
    first = form.day("first", required=N_("Which day was it?"))
    last = form.day("last")
    cause = (
        None
        if is_planned
        else form.choice("cause", tuple(GAP_CAUSES), required=N_("Please choose one of these."))
    )
    if form.problems:
        return None
    return form.make(
        GapNoteCreate, id=uuid7(), starts_on=first, ends_on=last, cause=cause, is_planned=is_planned or None
    )
