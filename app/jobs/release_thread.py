"""A thread that has releases made that are asked for: by another process, so that pages are not slower meanwhile."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import timedelta

from app import clock
from app.database import Engine, read_only, transaction
from app.jobs.repeating import Repeating
from app.store import release_builds
from app.store.release_builds import Build

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
#: What cannot even start would otherwise be started every five seconds.
PAUSE = timedelta(minutes=1)


class Builds(Repeating):
    """A thread that looks every few seconds whether a release is asked for, and has another process make it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__("releases", Look(engine), LOOK_SECONDS)


class Look:
    """One look of the thread; after a process that ended badly none for a minute, and what it had is free again."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._next_at = engine, clock.now()

    def __call__(self) -> None:
        """Have one made that is asked for: each has a process and a time of its own."""
        if clock.now() < self._next_at or not self._is_any_asked():
            return
        with transaction(self._engine) as connection:
            taken = release_builds.take(connection)
        if taken is not None and not _is_made(self._engine, taken):
            self._next_at = clock.now() + PAUSE
            with transaction(self._engine) as connection:
                release_builds.let_go(connection, taken)

    def _is_any_asked(self) -> bool:
        with transaction(read_only(self._engine)) as connection:
            return release_builds.is_any_free(connection)


def _is_made(engine: Engine, taken: Build) -> bool:
    """Whether the process that makes one release ended well; what it says of its own failures is in its log."""
    here = {**os.environ, "DATABASE_URL": engine.url.render_as_string(hide_password=False)}
    turn = [str(taken.campaign_id), f"{taken.period.start:%Y-%m}", "--turn", taken.taken_until.isoformat()]
    command = [sys.executable, "-m", "app.manage", "release", *turn]
    longest = release_builds.LONGEST.total_seconds()
    try:
        ended = subprocess.run(command, env=here, check=False, timeout=longest)  # noqa: S603 - our own command, without anything from outside
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.warning("Making a release failed: %s.", type(error).__name__)
        return False
    if ended.returncode:
        logger.warning("Making a release ended with %d.", ended.returncode)
    return not ended.returncode
