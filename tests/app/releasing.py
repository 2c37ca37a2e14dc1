"""A composed release in a campaign, as the job stores one, without the counting that made it."""

from dataclasses import replace
from datetime import date

from app import clock
from app.jobs.release_files import files_of_version
from app.store import release_builds, releases
from app.store.releases import MadeBy
from reports.disclosure import Rules
from tests.reports.composed_releases import release

FIRST = date(2026, 1, 1)
LANGUAGES = ("en", "es")
MADE_BY = MadeBy(seed=1, rules=Rules(), parameters_digest="0" * 64)


def a_stored_release(connection, viewer, campaign_id, *, tables=None, made=None):
    """The first version of the quarter from January on; it shows all tables but those not named."""
    whole = replace(made or release(), released_on=clock.now().date())
    asked = [table.key for table in whole.tables] if tables is None else list(tables)
    release_builds.ask(connection, viewer, campaign_id, FIRST, asked)
    build = release_builds.take(connection)
    shown = releases.tables_shown(build, whole)
    files = files_of_version(whole, shown, whole.released_on, LANGUAGES)
    return releases.keep(connection, build, whole, MADE_BY, files)
