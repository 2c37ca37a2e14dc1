"""A thread that has releases made that are asked for: by another process, so that pages are not slower meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys

from app.database import Engine, read_only, transaction
from app.jobs.repeating import Repeating
from app.store import release_builds

LOOK_SECONDS = 5.0


class Builds(Repeating):
    """A thread that looks every few seconds whether a release is asked for, and has another process make it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__("releases", lambda: _look(engine), LOOK_SECONDS)


def _look(engine: Engine) -> None:
    with transaction(read_only(engine)) as connection:
        is_asked = release_builds.is_any_free(connection)
    if is_asked:
        here = {**os.environ, "DATABASE_URL": engine.url.render_as_string(hide_password=False)}
        command = [sys.executable, "-m", "app.manage", "release", "--waiting"]
        subprocess.run(command, env=here, check=False)  # noqa: S603 - our own command, without anything from outside
