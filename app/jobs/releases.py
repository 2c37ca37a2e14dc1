"""Releases that are asked for: the first of a period is read, protected, attacked and stored, a later one shows more of it.

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
from app.store import campaigns, release_builds, releases
from app.store.release_builds import Build
from app.store.releases import MadeBy
from reports.audit import NotReleasable
from reports.disclosure import NoPattern
from reports.parameters import Parameters, digest
from reports.programme import PROGRAMME
from reports.release import TooFewWriters, build, decoded

logger = logging.getLogger(__name__)

#: Then whole rows are hidden; and then what is not proved is refused. A call of the solver may end 30 s after the first
#: (when it looks for cells) or 10 s after the second (when it attacks): two minutes in all.
SECONDS_TO_PROTECT, SECONDS_IN_ALL = 60, 110


def build_waiting(engine: Engine, on_file: Parameters) -> int:
    """Make every version that is asked for; how many there are now that were not."""
    made = 0
    while True:
        with transaction(engine) as connection:
            taken = release_builds.take(connection)
        if taken is None:
            return made
        made += isinstance(build_one(engine, taken, on_file), ReleasePublic)


def build_one(engine: Engine, taken: Build, on_file: Parameters) -> BuildState | ReleasePublic:
    """Make one version; what there is now, or how it ended."""
    try:
        with transaction(one_moment(engine)) as connection:
            newest = releases.newest(connection, taken.campaign_id, taken.period.start)
        return _build(engine, taken, on_file) if newest is None else _show_more(engine, taken, newest)
    except TooFewWriters:
        state = BuildState.TOO_FEW
    except (NotReleasable, NoPattern):
        state = BuildState.REFUSED
    except errors.NotAllowed:
        state = BuildState.NOT_ALLOWED
    except Exception as error:  # noqa: BLE001 - it is said on the page, and may be asked for again
        logger.warning("A release failed: %s.", type(error).__name__)
        state = BuildState.FAILED
    _say(engine, taken, state)
    return state


def _say(engine: Engine, taken: Build, state: BuildState, percent: int = 0) -> None:
    with transaction(engine) as connection:
        release_builds.move(connection, taken, state, percent)


def _build(engine: Engine, taken: Build, on_file: Parameters) -> ReleasePublic:
    with transaction(one_moment(engine)) as connection:
        if not release_builds.is_allowed(connection, taken):
            raise errors.NotAllowed
        read = release_reading.read(connection, taken, on_file, lambda *said: _say(engine, taken, *said))
    _say(engine, taken, BuildState.PROTECTING, 100)
    over, all_over = map(clock.running_out, (SECONDS_TO_PROTECT, SECONDS_IN_ALL))
    whole = build(read.answers, PROGRAMME, replace(read.frame, is_over=over, is_all_over=all_over))
    _say(engine, taken, BuildState.DRAWING, 100)
    tables = releases.tables_shown(taken, whole)
    files = files_of_version(whole, tables, whole.released_on, read.campaign.languages)
    made_by = MadeBy(read.frame.seed, read.frame.rules, digest(on_file))
    with transaction(engine) as connection:
        return releases.keep(connection, taken, whole, made_by, files)


def _show_more(engine: Engine, taken: Build, newest: ReleasePublic) -> ReleasePublic:
    """Cut the next version out of the stored result; while its files are drawn everybody can save."""
    _say(engine, taken, BuildState.DRAWING, 100)
    with transaction(one_moment(engine)) as connection:
        viewer = release_builds.who_asked(connection, taken)
        if viewer is None:
            raise errors.NotAllowed
        whole = decoded(releases.content(connection, viewer, newest.campaign_id, newest.starts_on))
        languages = campaigns.get(connection, viewer, newest.campaign_id).languages
    today = clock.now().date()
    shown = releases.check_shows_more(newest, taken.tables, [table.key for table in whole.tables])
    files = files_of_version(whole, shown, today, languages)
    with transaction(engine) as connection:
        if not release_builds.is_allowed(connection, taken):
            raise errors.NotAllowed
        made = releases.show_more(connection, viewer, newest, shown, today, files=files)
        release_builds.end(connection, taken)
        return made
