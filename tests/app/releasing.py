"""A composed release in a campaign, as the job stores one, without the counting that made it."""

from datetime import date

from app import clock
from app.jobs.release_files import files_of_version
from app.store import release_builds, releases
from app.store.releases import Result, Version
from reports.release import encoded
from tests.reports.composed_releases import release

FIRST = date(2026, 1, 1)
LANGUAGES = ("en", "es")


def a_stored_release(connection, viewer, campaign_id, *, tables=None, made=None):
    """The first version of the quarter from January on; it shows all tables but those not named."""
    made = made or release()
    shown = [table.key for table in made.tables] if tables is None else list(tables)
    release_builds.ask(connection, viewer, campaign_id, FIRST, shown)
    told = made.protection
    version = Version(
        tables=shown,
        released_on=clock.now().date(),
        writers_band=str(made.writers),
        smallest_group=told.smallest_group,
        rules_version=told.rules_version,
        programme_version=told.programme_version,
        code_version=told.code_version,
        cells_attacked=told.cells_attacked,
        cells_hidden=told.cells_hidden,
        columns_dropped=told.columns_dropped,
    )
    files = files_of_version(made, shown, version.released_on, LANGUAGES)
    build = release_builds.take(connection)
    return releases.keep(connection, build, Result(encoded(made), 1), version, files)
