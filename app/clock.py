"""The only place that asks what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_stopped_at: datetime | None = None


def now() -> datetime:
    """The instant it is, aware, in UTC."""
    return _stopped_at or datetime.now(UTC)


def today(zone: str) -> date:
    """The day it is in an IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def running_out(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds are over since now, whatever happens to the time of day."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stop the clock of the whole process, every thread of it: for a test, and for a command that lays out a sample."""
    global _stopped_at  # noqa: PLW0603 - one process has one clock
    before, _stopped_at = _stopped_at, at.astimezone(UTC)
    try:
        yield
    finally:
        _stopped_at = before
