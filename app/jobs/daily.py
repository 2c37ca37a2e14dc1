"""What is done by itself: empty accounts are erased once a day, codes that are too old at every look.

One process does the day's work, and makes up for days it was not up.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event, Thread

from app.access import Viewer
from app.database import Engine, read_only, scrub, transaction
from app.store import everything, leases, one_use

logger = logging.getLogger(__name__)

JOB = "daily"
DAY, LOOK_SECONDS = timedelta(hours=23), 3600.0


class Daily:
    """A thread that looks every hour whether the day's work is to be done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stopped = Event()
        self._thread = Thread(target=self._run, name=JOB, daemon=True)

    def start(self) -> None:
        """Begin with what was missed."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after what is under way."""
        self._stopped.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                sweep_codes(self._engine)
                run_when_due(self._engine)
            except Exception as error:  # noqa: BLE001 - a bad day must not end the thread; tomorrow it tries again
                logger.warning("The daily work failed: %s.", type(error).__name__)
            self._stopped.wait(LOOK_SECONDS)


def run_when_due(engine: Engine) -> int:
    """Do the day's work unless it is done; how many empty accounts were erased."""
    with transaction(engine) as connection:
        if not leases.take(connection, JOB, DAY):
            return 0
    return erase_empty_accounts(engine)


def sweep_codes(engine: Engine) -> None:
    """Remove codes for another phone that are too old: each of them is a time of day."""
    with transaction(engine) as connection:
        one_use.sweep(connection)


def erase_empty_accounts(engine: Engine) -> int:
    """Erase each account that is still empty a week after its last visit."""
    with transaction(read_only(engine)) as connection:
        found = everything.empty_accounts(connection)
    erased = sum(_erase(engine, viewer) for viewer in found)
    if erased:
        scrub(engine)
    return erased


def _erase(engine: Engine, viewer: Viewer) -> bool:
    # Asked again inside the transaction that erases: she may have come back a moment ago.
    with transaction(engine) as connection:
        if viewer not in everything.empty_accounts(connection, viewer):
            return False
        everything.erase(connection, viewer)
        return True
