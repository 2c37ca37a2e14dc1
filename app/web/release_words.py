"""How releases are told of in their list: how far one is, what a version has."""

from __future__ import annotations

from app.language import Language
from app.records.release import BuildState, ReleaseBuildPublic, ReleasePublic
from reports.wording import N_

MOVING: dict[BuildState, str] = {
    BuildState.WAITING: N_("Waiting for its turn."),
    BuildState.READING: N_("Adding up what writers logged."),
    BuildState.PROTECTING: N_("Hiding what would tell of one person, and trying to break it."),
    BuildState.DRAWING: N_("Drawing its tables and files."),
}
#: Of many writers it is told how far that is.
READING_SO_FAR = N_("Adding up what writers logged: {percent}%.")


def moving(build: ReleaseBuildPublic, words: Language) -> str:
    """How far a build is; nothing where it has ended."""
    if build.state is BuildState.READING and build.percent > 0:
        return words(READING_SO_FAR, percent=build.percent)
    return words(MOVING[build.state]) if build.state in MOVING else ""


def about(version: ReleasePublic, words: Language) -> str:
    """A version in a line."""
    return words(
        N_("released {day}, {tables} tables, {writers} writers, {hidden} groups of writers hidden in all"),
        day=words.day(version.released_on),
        tables=words.number(len(version.tables)),
        writers=writers_in_words(version.writers_band, words),
        hidden=words.number(version.cells_hidden),
    )


def writers_in_words(band: str, words: Language) -> str:
    """A band as `reports.disclosure` writes it, in words; what knows bands takes a second to import."""
    least, _, most = band.removesuffix("+").partition("-")
    if not most:
        return words(N_("{count} or more"), count=words.number(int(least)))
    return words(N_("{low} to {high}"), low=words.number(int(least)), high=words.number(int(most)))
