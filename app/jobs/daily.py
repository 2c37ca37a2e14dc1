"""What is done by itself: empty accounts go and coverage is counted on a day, codes too old at every look.

One process does the day's work, and makes up for days it was not up.
"""

from __future__ import annotations

from datetime import timedelta

from app.access import Viewer
from app.database import Engine, read_only, scrub, transaction
from app.jobs.repeating import Repeating
from app.store import coverage, everything, leases, one_use

JOB = "daily"
DAY, LOOK_SECONDS = timedelta(hours=23), 3600.0


class Daily(Repeating):
    """A thread that looks every hour whether the day's work is to be done."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(JOB, lambda: _look(engine), LOOK_SECONDS)


def _look(engine: Engine) -> None:
    sweep_codes(engine)
    run_when_due(engine)


def run_when_due(engine: Engine) -> int:
    """Do the day's work unless it is done; how many empty accounts were erased."""
    with transaction(engine) as connection:
        if not leases.take(connection, JOB, DAY):
            return 0
        coverage.renew(connection)
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
