"""How often share links were opened, counted in memory and written down together.

A link that a crowd opens would otherwise be a write for each of them. What is counted is a number and a day, as in
the database; only a process that is killed loses some, of the last half minute.
"""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from fastapi import Request

from app import clock
from app.access import Viewer
from app.database import Engine, transaction
from app.records.share_link import SharePublic
from app.store import shares

#: How long an opening may be in memory only.
WRITE_SECONDS = 30.0


class Noted(NamedTuple):
    """So many openings, the last of them on a day."""

    times: int
    last_on: date


class Openings:
    """The openings of one process that are not written yet."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._noted: dict[tuple[Viewer, UUID], Noted] = {}
        self._being_written: dict[tuple[Viewer, UUID], Noted] = {}
        self._lock, self._writing = Lock(), Lock()

    def count(self, viewer: Viewer, share_id: UUID) -> None:
        """Count one opening of a link."""
        with self._lock:
            self._note((viewer, share_id), Noted(1, clock.now().date()))

    def with_these(self, viewer: Viewer, share: SharePublic) -> SharePublic:
        """A link of the viewer's as it stands with what is not written yet.

        What is being written at this moment is left out: the row may have it already, and nothing counts twice.
        """
        with self._lock:
            noted = self._noted.get((viewer, share.id))
        if noted is None:
            return share
        last_on = max(noted.last_on, share.last_opened_on or noted.last_on)
        count = share.opened_count + noted.times
        return share.model_copy(update={"opened_count": count, "last_opened_on": last_on})

    def write(self) -> None:
        """Write down what was counted, in one transaction; where that fails it is there the next time."""
        with self._writing:
            with self._lock:
                self._being_written, self._noted = self._noted, {}
                # In one order, so that no two processes wait for each other.
                batch = sorted(self._being_written.items())
            if not batch:
                return
            try:
                with transaction(self._engine) as connection:
                    for (viewer, share_id), (times, last_on) in batch:
                        shares.note_opening(connection, viewer, share_id, last_on, times)
                with self._lock:
                    self._being_written = {}
            finally:
                self._note_again()

    def forget(self, viewer: Viewer) -> None:
        """Forget what was counted of a writer who is erased."""
        with self._lock:
            for counted in (self._noted, self._being_written):
                for key in [key for key in counted if key[0] == viewer]:
                    del counted[key]

    def _note_again(self) -> None:
        """What could not be written is there the next time; of what was written nothing is left."""
        with self._lock:
            for key, noted in self._being_written.items():
                self._note(key, noted)
            self._being_written = {}

    def _note(self, key: tuple[Viewer, UUID], more: Noted) -> None:
        noted = self._noted.get(key)
        if noted is not None:
            more = Noted(noted.times + more.times, max(noted.last_on, more.last_on))
        self._noted[key] = more


def openings_of(request: Request) -> Openings:
    """The openings this process has counted."""
    made: Openings = request.app.state.openings
    return made
