"""Tries that failed, by their source: from the fifth on, each makes the next one wait twice as long.

For codes that a whole room types on one line: a try that succeeds waits for nobody, and clears what failed before it.
Counted in the memory of each process and kept nowhere else, under a hash with a key that lives as long as the process.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from threading import Lock

from fastapi import Request

from app import clock, errors

#: So many may fail before one waits; the longest wait; how long a failure is remembered after it.
FREE_TRIES, LONGEST_SECONDS, REMEMBERED = 4, 900, timedelta(hours=1)
#: As many sources are kept before those that are long past are looked for.
FEW_SOURCES = 2_000


@dataclass(frozen=True, slots=True)
class Failed:
    """How often a source has failed, and when last."""

    times: int
    last_at: datetime

    @property
    def waits_until(self) -> datetime:
        """When it may try again.

        >>> from datetime import UTC
        >>> noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
        >>> [int((Failed(n, noon).waits_until - noon).total_seconds()) for n in (4, 5, 6, 7, 40)]
        [0, 1, 2, 4, 900]
        """
        over = self.times - FREE_TRIES
        seconds = min(LONGEST_SECONDS, 2 ** min(over - 1, 20)) if over > 0 else 0
        return self.last_at + timedelta(seconds=seconds)


class Failures:
    """The failures of one process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._failed: dict[str, Failed] = {}
        self._lock = Lock()
        self._most = FEW_SOURCES

    def check(self, source: str) -> None:
        """Refuse a source that has to wait."""
        with self._lock:
            found = self._failed.get(self._hidden(source))
        if found is None:
            return
        seconds = (found.waits_until - clock.now()).total_seconds()
        if seconds > 0:
            raise errors.TooMany(ceil(seconds))

    def add(self, source: str) -> None:
        """Count one failure."""
        now = clock.now()
        with self._lock:
            self._drop_past(now)
            before = self._failed.get(self._hidden(source))
            times = before.times if before and now - before.last_at < REMEMBERED else 0
            self._failed[self._hidden(source)] = Failed(times + 1, now)

    def clear(self, source: str) -> None:
        """Forget the failures of a source that has succeeded."""
        with self._lock:
            self._failed.pop(self._hidden(source), None)

    def _drop_past(self, now: datetime) -> None:
        if len(self._failed) <= self._most:
            return
        self._failed = {who: one for who, one in self._failed.items() if now - one.last_at < REMEMBERED}
        self._most = max(FEW_SOURCES, 2 * len(self._failed))

    def _hidden(self, source: str) -> str:
        return hmac.new(self._key, source.encode(), sha256).hexdigest()


def failures_of(request: Request) -> Failures:
    """The failures of this process."""
    made: Failures = request.app.state.failures
    return made
