"""What a phone says about time, held against our own clock.

Lengths come from one clock and are right whatever it shows. Only the place in time can be wrong: a phone that
sends what its clock says now (the header Device-Time) is put right; what then still cannot be is not believed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Header

from app import clock
from app.http.quick_log import LONGEST_RUN
from app.records.writer import WriterPublic

#: Below this, two clocks agree: the way to us takes its time too.
NEAR = dt.timedelta(minutes=2)
#: A timer that is said to run for longer was started by a wrong clock.
OLDEST_RUN = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class When:
    """The day of a piece of work, its length and its clock times; whether all that was said of them was believed."""

    worked_on: dt.date
    seconds: int | None = None
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    is_believed: bool = True


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """How far a phone's clock is ahead of ours."""

    ahead: dt.timedelta = dt.timedelta(0)

    def instant(self, said: dt.datetime) -> dt.datetime:
        """When it really was, in whole seconds; a moment ahead of us by next to nothing is now."""
        really, now = (said - self.ahead).astimezone(dt.UTC), clock.now()
        near = now if now < really <= now + NEAR else really
        return near.replace(microsecond=0)

    def day(self, said: dt.date) -> dt.date:
        """Which day it really was; hours do not move a day, because it was named when it was saved."""
        return said - dt.timedelta(days=round(self.ahead / dt.timedelta(days=1)))

    def put_right(self, said: When) -> When:
        """When work really was that a phone tells of."""
        return replace(
            said,
            worked_on=self.day(said.worked_on),
            started_at=None if said.started_at is None else self.instant(said.started_at),
            ended_at=None if said.ended_at is None else self.instant(said.ended_at),
        )


def believed(me: WriterPublic, said: When, *, is_timed: bool) -> When:
    """What of it can be. Clock times that cannot be are left out; a day that has not come yet is today."""
    today = clock.today(me.zone)
    when = replace(said, worked_on=min(said.worked_on, today), is_believed=said.worked_on <= today)
    start, end = when.started_at, when.ended_at
    if start is None or end is None:
        return when
    ran = end - start
    if when.seconds is None and ran <= LONGEST_RUN:
        when = replace(when, seconds=int(ran.total_seconds()))
    if start > clock.now() or (is_timed and not is_possible_past(me, start, end)):
        return When(today, when.seconds, is_believed=False)
    if ran > LONGEST_RUN:
        return replace(when, ended_at=None)  # forgotten: the length is asked for, not taken
    return when


def is_possible_start(started_at: dt.datetime) -> bool:
    """Whether something that runs now can have been started then."""
    now = clock.now()
    return now - OLDEST_RUN <= started_at <= now


def is_possible_past(me: WriterPublic, started_at: dt.datetime, ended_at: dt.datetime) -> bool:
    """Whether a timer of this account can have run then: not before there was one, not in the future."""
    first = dt.datetime.combine(me.created_on, dt.time(), dt.UTC) - OLDEST_RUN
    return first <= started_at <= ended_at <= clock.now()


def device_clock(device_time: Annotated[str | None, Header()] = None) -> DeviceClock:
    """The clock of whoever sends this, as far as it says so."""
    try:
        said = dt.datetime.fromisoformat(device_time or "")
        ahead = said - clock.now()
    except (ValueError, TypeError, OverflowError):  # none, no time, or a time without a zone
        return DeviceClock()
    return DeviceClock() if abs(ahead) <= NEAR else DeviceClock(ahead)


Device = Annotated[DeviceClock, Depends(device_clock)]
