"""The first release of a period: read each log that counts, protect, attack, store.

What is imported here takes a second, so no page imports it.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from app import clock, errors
from app.database import Engine, one_moment, transaction
from app.jobs import release_reading
from app.jobs.release_files import files_of_version
from app.records.release import BuildState, ReleasePublic
from app.store import release_builds, releases
from app.store.release_builds import Build
from app.store.releases import MadeBy
from reports.audit import NotReleasable
from reports.disclosure import NoPattern
from reports.parameters import Parameters, digest
from reports.programme import PROGRAMME
from reports.release import TooFewWriters, build

logger = logging.getLogger(__name__)

#: Then whole rows are hidden. The solver may be called just before, for half as long, and the audit comes after: two minutes in all.
SECONDS_TO_PROTECT = 60


def build_waiting(engine: Engine, on_file: Parameters) -> int:
    """Make every release that is asked for; how many there are now that were not."""
    made = 0
    while True:
        with transaction(engine) as connection:
            taken = release_builds.take(connection)
        if taken is None:
            return made
        made += isinstance(build_one(engine, taken, on_file), ReleasePublic)


def build_one(engine: Engine, taken: Build, on_file: Parameters) -> BuildState | ReleasePublic:
    """Make one release; what there is now, or how it ended."""
    try:
        return _build(engine, taken, on_file)
    except TooFewWriters:
        state = BuildState.TOO_FEW
    except (NotReleasable, NoPattern):
        state = BuildState.REFUSED
    except errors.NotAllowed:
        state = BuildState.NOT_ALLOWED
    except Exception as error:  # noqa: BLE001 - it is said on the page, and may be asked for again
        logger.warning("A release failed: %s.", type(error).__name__)
        state = BuildState.FAILED
    with transaction(engine) as connection:
        release_builds.move(connection, taken, state)
    return state


def _build(engine: Engine, taken: Build, on_file: Parameters) -> ReleasePublic:
    def say(state: BuildState, percent: int) -> None:
        with transaction(engine) as connection:
            release_builds.move(connection, taken, state, percent)

    with transaction(one_moment(engine)) as connection:
        if not release_builds.is_allowed(connection, taken):
            raise errors.NotAllowed
        read = release_reading.read(connection, taken, on_file, say)
    say(BuildState.PROTECTING, 100)
    bounded = replace(read.frame, is_over=clock.running_out(SECONDS_TO_PROTECT))
    whole = build(read.answers, PROGRAMME, bounded)
    tables = releases.tables_shown(taken, whole)
    files = files_of_version(whole, tables, whole.released_on, read.campaign.languages)
    made_by = MadeBy(read.frame.seed, read.frame.rules, digest(on_file))
    with transaction(engine) as connection:
        return releases.keep(connection, taken, whole, made_by, files)
