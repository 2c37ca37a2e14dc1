"""What is done by itself: empty accounts go and coverage is counted on a day, codes too old at every look.

One process does the day's work, and makes up for days it was not up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from app.access import Viewer
from app.database import Connection, Engine, read_only, scrub, transaction
from app.jobs.repeating import Repeating
from app.store import coverage, everything, leases, one_use

logger = logging.getLogger(__name__)
One = TypeVar("One")

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
    erased = erase_empty_accounts(engine)
    renew_coverage(engine)
    return erased


def sweep_codes(engine: Engine) -> None:
    """Remove codes for another phone that are too old: each of them is a time of day."""
    with transaction(engine) as connection:
        one_use.sweep(connection)


def erase_empty_accounts(engine: Engine) -> int:
    """Erase each account that is still empty a week after its last visit."""
    with transaction(read_only(engine)) as connection:
        found = everything.empty_accounts(connection)
    erased = _one_by_one(engine, _erase, found)
    if erased:
        scrub(engine)
    return erased


def renew_coverage(engine: Engine) -> int:
    """Count each campaign that was not counted this week; how many those were."""
    with transaction(read_only(engine)) as connection:
        found = coverage.due(connection)
    return _one_by_one(engine, coverage.renew, found)


def _one_by_one(engine: Engine, work: Callable[[Connection, One], bool], found: Sequence[One]) -> int:
    """Do work on each in a transaction of its own, so that one that fails keeps no other from its turn."""
    done = 0
    for one in found:
        try:
            with transaction(engine) as connection:
                done += work(connection, one)
        except Exception as error:  # noqa: BLE001 - the others are not to blame; it is tried again another day
            logger.warning("A part of the %s work failed: %s.", JOB, type(error).__name__)
    return done


def _erase(connection: Connection, viewer: Viewer) -> bool:
    # Asked again inside the transaction that erases: she may have come back a moment ago.
    if viewer not in everything.empty_accounts(connection, viewer):
        return False
    everything.erase(connection, viewer)
    return True
