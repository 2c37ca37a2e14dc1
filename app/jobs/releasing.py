"""Asking for the report of a period, or for a version that shows more of it: for pages and API alike.

Another process makes both. What computes releases is imported where it is needed: few look at one, and it takes a second.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records.release import BuildState, ReleasePublic
from app.store import release_builds, releases, teams
from app.store.releases import NO_SUCH_TABLE
from reports.wording import N_

if TYPE_CHECKING:
    from reports.programme import TablePlan

NO_TABLE = N_("Choose at least one table.")
#: How a build that came to nothing ended, on pages and on the command line.
ENDED: dict[BuildState, str] = {
    BuildState.TOO_FEW: N_(
        "Too few writers count in these days for any figure. Nothing was made. Writers who join by a member code "
        "count from the period that is open then."
    ),
    BuildState.REFUSED: N_(
        "The audit could not rule out that something about one writer can be guessed, so nothing was made. Ask again "
        "when less is going on here, or after the next update of the app."
    ),
    BuildState.NOT_ALLOWED: N_("Who asked for it may not decide any more. Nothing was made."),
    BuildState.FAILED: N_(
        "Something went wrong on the way. Nothing was made and nothing is lost. Try again."
    ),
}


def programme() -> tuple[TablePlan, ...]:
    """Every table that a release can have."""
    from reports.programme import PROGRAMME

    return PROGRAMME


def table_keys() -> list[str]:
    """Their keys, in the order of the programme."""
    return [plan.key for plan in programme()]


def ask(
    connection: Connection, viewer: Viewer, campaign_id: UUID, starts_on: date, tables: Collection[str]
) -> None:
    """Ask for the first release of a period, or for a version that shows more of it.

    Raises
    ------
    Invalid
        When there is no such closed period or table, or when nothing is added.
    """
    if not tables:
        raise errors.Invalid(NO_TABLE)
    known = table_keys()
    if not set(tables) <= set(known):
        raise errors.Invalid(NO_SUCH_TABLE)
    teams.who_may_publish(connection, viewer, campaign_id)
    newest = releases.newest(connection, campaign_id, starts_on)
    if newest is None:
        chosen = [key for key in known if key in set(tables)]
        release_builds.ask(connection, viewer, campaign_id, starts_on, chosen)
    else:
        _ask_for_more(connection, viewer, newest, tables)


def _ask_for_more(
    connection: Connection, viewer: Viewer, newest: ReleasePublic, tables: Collection[str]
) -> None:
    from reports.release import decoded

    whole = decoded(releases.content(connection, viewer, newest.campaign_id, newest.starts_on))
    shown = releases.check_shows_more(newest, tables, [table.key for table in whole.tables])
    release_builds.ask_for_more(connection, viewer, newest, shown)
