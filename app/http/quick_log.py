"""Logging as it happens, by a form or by a phone's outbox: start, stop, switch, past work. One way for both."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from app import clock
from app.database import Connection
from app.records.contract import ContractCreate
from app.records.task import TaskCreate, TaskPublic, TaskUpdate
from app.records.timer import TimerCreate, TimerPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import changes, contracts, platforms, tasks, timers, undoing
from reports.wording import N_

#: Longer than this nobody works without a break: the length is asked for, never taken.
LONGEST_RUN = dt.timedelta(hours=24)
#: A timer nobody has touched for so long may be a forgotten one.
FORGOTTEN_AFTER = dt.timedelta(hours=4)

#: Work can be logged ahead, as far as a report looks.
FARTHEST_DAY = dt.timedelta(days=366)

TOO_FAR_AHEAD = N_("That day is more than a year ahead.")
FULL_DAY = N_(
    "With this, the day would have more than 24 hours of work. Please look at the day and the length."
)
LONGER_THAN_A_DAY = N_("A day has 24 hours. Please split longer work over its days.")
HELD_IS_MORE = N_("More is held back than the entry pays.")
ANOTHER_DAY = N_("The start is on another day than the entry.")
LONGER_THAN_ITS_TIMES = N_("That is longer than from the start to the end.")

#: What an entry takes from its timer, unless a form or a phone says something else.
OF_ITS_TIMER = ("contract_id", "platform_id", "kind", "is_paid", "unpaid_category", "units")


@dataclass(frozen=True, slots=True)
class Started:
    """What a start did: the timer, what was stopped and saved for it, and whether the start was new."""

    timer: TimerPublic
    stopped: TaskPublic | None = None
    is_new: bool = False


def start(connection: Connection, me: WriterPublic, timer: TimerCreate) -> Started:
    """Let a timer run; whatever runs is stopped at its start and saved. The same start again changes nothing."""
    known = timers.find(connection, me.id, timer.id)
    if known is not None:
        return Started(known)
    if tasks.find(connection, me.id, timer.id) is not None:
        # Its end came before its start: a queue may be sent in any order.
        return Started(timers.log(connection, me.id, timer, is_running=False), is_new=True)
    following = timers.first_after(connection, me.id, timer.started_at, beside=timer.id)
    stopped = None
    if following is None:
        for other in timers.list_running(connection, me.id):
            stopped = stop(connection, me, other, at=timer.started_at)
    made = timers.log(connection, me.id, timer)
    if following is not None:
        # It reached us after the start that ended it.
        stop(connection, me, made, at=following.started_at)
        made = timers.get(connection, me.id, made.id)
    return Started(made, stopped, is_new=True)


def ended_by(connection: Connection, me: WriterPublic, timer_id: UUID) -> TimerPublic | None:
    """The start of another timer that ended this one; None where she stopped it, or it still runs."""
    timer, entry = timers.find(connection, me.id, timer_id), tasks.find(connection, me.id, timer_id)
    if timer is None or entry is None or entry.withdrawn_at is not None:
        return None
    following = timers.first_after(connection, me.id, timer.started_at, beside=timer_id)
    is_by_it = following is not None and entry.ended_at == following.started_at.replace(microsecond=0)
    return following if is_by_it else None


def stop(
    connection: Connection,
    me: WriterPublic,
    timer: TimerPublic,
    *,
    at: dt.datetime | None = None,
    seconds: int | None = None,
    said: Mapping[str, Any] | None = None,
) -> TaskPublic:
    """Make the task of a timer, under the same id, and let it run no longer.

    A length that was typed moves the end; where it is longer than the timer ran, the start. A timer that ran over
    a day gives no length of its own: it was forgotten, and unknown is not 24 hours.
    """
    now = clock.now().replace(microsecond=0)
    start_at = timer.started_at.replace(microsecond=0)
    end_at: dt.datetime | None = max(start_at, min(at or now, now).replace(microsecond=0))
    ran = end_at - start_at if end_at else dt.timedelta(0)
    length: int | None = int(ran.total_seconds())
    if seconds is not None:
        typed = dt.timedelta(seconds=seconds)
        start_at, end_at = (start_at, start_at + typed) if typed <= ran else (now - typed, now)
        length = seconds
    elif ran > LONGEST_RUN:
        end_at = length = None
    fields = {name: getattr(timer, name) for name in OF_ITS_TIMER} | dict(said or {})
    task = TaskCreate(
        **fields,
        id=timer.id,
        worked_on=day_of(start_at, timer.zone),
        seconds=length,
        started_at=start_at,
        ended_at=end_at,
    )
    kept = keep(connection, me, task, Source.FROM_MEMORY if timer.is_clock_doubtful else Source.TIMER)
    timers.withdraw(connection, me.id, timer.id)
    return kept


def keep(connection: Connection, me: WriterPublic, task: TaskCreate, source: Source) -> TaskPublic:
    """Keep a task; one of this id that was taken out comes back and says what is said now."""
    known = tasks.find(connection, me.id, task.id)
    if known is None or known.withdrawn_at is None:
        return tasks.log(connection, me.id, task, source=source)
    back = put_back(connection, me, task.id)
    change = TaskUpdate(revision=back.revision, **task.model_dump(exclude={"id"}))
    return tasks.amend(connection, me.id, task.id, change)


def contradictions(connection: Connection, me: WriterPublic, task: TaskCreate | TaskPublic) -> dict[str, str]:
    """What of an entry cannot be true together, or beside the rest of its day, as field -> sentence."""
    found = _untrue_together(me, task)
    if _is_only_typed(task) and not tasks.has_room(
        connection, me.id, task.worked_on, task.seconds or 0, beside=task.id
    ):
        found["seconds"] = FULL_DAY
    return found


def contradictions_of_many(
    connection: Connection, me: WriterPublic, new: Sequence[TaskCreate]
) -> list[dict[str, str]]:
    """The same of each of several new entries that are kept one after the other; what is refused takes no room."""
    days = [task.worked_on for task in new]
    logged = tasks.typed_seconds(connection, me.id, min(days), max(days)) if days else Counter[dt.date]()
    every = []
    for task in new:
        found = _untrue_together(me, task)
        if _is_only_typed(task):
            full = logged[task.worked_on] + (task.seconds or 0)
            if full > tasks.DAY_SECONDS:
                found["seconds"] = FULL_DAY
            elif not found:
                logged[task.worked_on] = full
        every.append(found)
    return every


def _untrue_together(me: WriterPublic, task: TaskCreate | TaskPublic) -> dict[str, str]:
    found = {}
    if task.worked_on > clock.today(me.zone) + FARTHEST_DAY:
        found["worked_on"] = TOO_FAR_AHEAD
    if (
        task.held_minor is not None
        and task.expected_minor is not None
        and task.held_minor > task.expected_minor
    ):
        found["held_minor"] = HELD_IS_MORE
    if task.started_at is not None and day_of(task.started_at, me.zone) != task.worked_on:
        found["worked_on"] = ANOTHER_DAY
    if task.started_at is not None and task.ended_at is not None:
        length = task.ended_at - task.started_at
        if length > LONGEST_RUN:
            found["ended_at"] = LONGER_THAN_A_DAY
        # Clock times are typed in whole minutes.
        if task.seconds is not None and task.seconds >= length.total_seconds() + 60:
            found["seconds"] = LONGER_THAN_ITS_TIMES
    return found


def _is_only_typed(task: TaskCreate | TaskPublic) -> bool:
    """Whether nothing but its length is known: such lengths add up, where clock times would overlap."""
    return task.started_at is None or task.ended_at is None


def end_of_longer(started_at: dt.datetime, ended_at: dt.datetime, seconds: int) -> dt.datetime:
    """The end of work of which only the length was changed: where that is longer now, the end follows."""
    return max(ended_at, started_at + dt.timedelta(seconds=seconds))


def change_of_stopped(timer: TimerPublic, entry: TaskPublic, named: Mapping[str, Any]) -> dict[str, Any]:
    """What of an entry is changed by what was said of its timer after it was stopped.

    An earlier start makes it longer, where the stop left the start as it was.
    """
    change = {name: value for name, value in named.items() if getattr(entry, name) != value}
    start_at = change.get("started_at")
    if start_at == timer.started_at:
        del change["started_at"]  # she did not say it: her phone always does
    elif start_at is not None and entry.ended_at is not None and entry.started_at == timer.started_at:
        length = max(dt.timedelta(0), entry.ended_at - start_at)
        change |= {
            "started_at": start_at,
            "seconds": int(length.total_seconds()),
            "worked_on": day_of(start_at, timer.zone),
        }
    return change


def fits(
    connection: Connection, me: WriterPublic, timer: TimerPublic, entry: TaskPublic, change: Mapping[str, Any]
) -> bool:
    """Whether such a change can be made unasked: the stop said nothing else, and nothing contradicts it."""
    said = ("started_at", *OF_ITS_TIMER)
    is_as_stopped = all(getattr(entry, name) == getattr(timer, name) for name in said if name in change)
    loses_pay = change.get("is_paid") is False and entry.expected_minor is not None
    is_too_long = change.get("seconds", 0) > LONGEST_RUN.total_seconds()
    after = entry.model_copy(update=dict(change))
    return not is_too_long and is_as_stopped and not loses_pay and not contradictions(connection, me, after)


def as_timer_had_it(timer: TimerPublic, task: TaskCreate, *, is_start_said: bool) -> TaskCreate:
    """What an entry would say if it took all from its timer; `is_start_said`: it tells of another start."""
    had: dict[str, Any] = {name: getattr(timer, name) for name in OF_ITS_TIMER}
    if not timer.is_paid:
        had["expected_minor"] = None
    if is_start_said and task.ended_at is not None:
        length = max(dt.timedelta(0), task.ended_at - timer.started_at)
        had |= {
            "started_at": timer.started_at,
            "seconds": int(length.total_seconds()),
            "worked_on": day_of(timer.started_at, timer.zone),
        }
    return task.model_copy(update=had)


def resume(connection: Connection, me: WriterPublic, timer_id: UUID) -> TimerPublic:
    """Undo a stop: its entry goes, and the timer runs on as if nothing had been, unless another one does."""
    timer = timers.get(connection, me.id, timer_id)
    if timers.running(connection, me.id) is None:
        timer = timers.restore(connection, me.id, timer_id)
    if tasks.find(connection, me.id, timer_id) is not None:
        take_out(connection, me, timer_id)
    return timer


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """The day of an instant where it was."""
    return moment.astimezone(ZoneInfo(zone)).date()


def elapsed(timer: TimerPublic) -> dt.timedelta:
    """How long it has run: now less the start, never a count of ticks."""
    return max(dt.timedelta(0), clock.now() - timer.started_at)


def asks_at(timer: TimerPublic) -> dt.datetime:
    """From when on she is asked whether she still works: nobody has touched it for so long."""
    return timer.touched_at + FORGOTTEN_AFTER


def may_be_forgotten(timer: TimerPublic) -> bool:
    """Whether it is time to ask."""
    return clock.now() > asks_at(timer)


def contract_of(
    connection: Connection,
    me: WriterPublic,
    chosen: UUID | None,
    *,
    platform: str | None,
    kind: str | None,
    day: dt.date | None,
    made_for: UUID,
) -> UUID | None:
    """The contract that was chosen, else the one that the name of a platform stands for, else none.

    `made_for` is the entry or timer that a new one is made with: it goes with that again.
    """
    if chosen is not None:
        return contracts.get(connection, me.id, chosen).id
    return _contract_for(connection, me, platform, kind, day, made_for) if platform else None


def take_out(connection: Connection, me: WriterPublic, task_id: UUID) -> TaskPublic:
    """Take an entry out, and the contract and the platform that its save made, where nothing else stands on them."""
    task = tasks.withdraw(connection, me.id, task_id)
    for noun in ("contracts", "platforms"):
        undoing.withdraw_unused(connection, me.id, noun, uuid5(task_id, noun))
    return task


def put_back(connection: Connection, me: WriterPublic, task_id: UUID) -> TaskPublic:
    """Put an entry back, and what it stands under."""
    task: TaskPublic = changes.restore(connection, me.id, "tasks", task_id)
    return task


def _contract_for(  # noqa: PLR0917 - as `contract_of`
    connection: Connection,
    me: WriterPublic,
    platform: str,
    kind: str | None,
    day: dt.date | None,
    made_for: UUID,
) -> UUID:
    """The contract of a kind of work on a platform, by their names; a new one where there is none."""
    made = {noun: uuid5(made_for, noun) for noun in ("platforms", "contracts")}
    if platforms.named(connection, me.id, platform) is None:
        undoing.bring_back(connection, me.id, "platforms", made["platforms"], name=platform)
    found = platforms.find_or_log(connection, me.id, platform, **_id(connection, me, made, "platforms"))
    called = kind or found.name
    for row in contracts.list_all(connection, me.id):
        if row.platform_id == found.id and row.name.casefold() == called.casefold():
            return row.id
    known = undoing.bring_back(
        connection, me.id, "contracts", made["contracts"], platform_id=found.id, name=called
    )
    if known:
        return made["contracts"]
    new = ContractCreate(
        **_id(connection, me, made, "contracts"),
        platform_id=found.id,
        name=called,
        task_kind=kind,
        started_on=day,
    )
    return contracts.log(connection, me.id, new).id


def _id(connection: Connection, me: WriterPublic, made: Mapping[str, UUID], noun: str) -> dict[str, Any]:
    """The id by which an undo finds what was made along, as long as it is free."""
    return {} if undoing.is_known(connection, me.id, noun, made[noun]) else {"id": made[noun]}
