"""Releases: the result of a period is stored once, and every version shows more of that one result."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.sql.dml import UpdateBase

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import PeriodResult, Release, ReleaseFile, table_of
from app.records.audit_event import Action
from app.records.release import ReleasePublic
from app.store import audit_events, enrolments, release_builds, teams
from app.store.audit_events import Event, carry_out
from app.store.release_builds import Build
from app.tokens import uuid4
from reports.wording import N_

if TYPE_CHECKING:
    from reports.disclosure import Rules
    from reports.release import Release as Whole

NOTHING_MORE = N_("Every table you chose is in the newest version already.")
NO_SUCH_TABLE = N_("This period has no such table.")

_RESULTS = table_of(PeriodResult)
_TABLE = table_of(Release)
_FILES = table_of(ReleaseFile)
_LATER = _TABLE.alias()
_SHOWN = tuple(_TABLE.c[name] for name in ReleasePublic.model_fields)

#: Language -> name of a file -> its bytes.
Files = Mapping[str, Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a result was made by, kept beside it and told to nobody: so it can be computed again, and held to its rules.

    Attributes
    ----------
    seed
        The number that its chances were drawn by.
    rules
        All of them; of these a release tells k alone.
    parameters_digest
        Of the public figures that were on file.
    """

    seed: int
    rules: Rules
    parameters_digest: str


def tables_shown(build: Build, whole: Whole) -> list[str]:
    """The tables of a first version: those asked for that the result has, in its order."""
    return [table.key for table in whole.tables if table.key in build.tables]


def keep(connection: Connection, build: Build, whole: Whole, made_by: MadeBy, files: Files) -> ReleasePublic:
    """Store the result of a period with its first version, in one transaction with the event and the end of its build.

    What `reports.release.build` has let pass is stored as it is: bytes and rows are made of it here.

    Raises
    ------
    NotFound
        When the campaign is gone.
    NotAllowed
        When whoever asked for it does not decide about the campaign any more.
    Immutable
        When the period has a result: another one is never computed.
    Stale
        When somebody else has the build by now.
    """
    if not teams.wait_turn(connection, build.campaign_id):
        raise errors.NotFound
    if not release_builds.is_allowed(connection, build):
        raise errors.NotAllowed
    there = (_RESULTS.c.campaign_id == build.campaign_id) & (_RESULTS.c.starts_on == build.period.start)
    if connection.execute(select(_RESULTS.c.starts_on).where(there)).first() is not None:
        raise errors.Immutable
    row = _first_version(build, whole)
    *_, ended = carry_out(
        connection,
        Event(Action.RELEASE, build.actor_id, build.campaign_id, build.period.start, row["number"]),
        _RESULTS.insert().values(**_result(build, whole, made_by)),
        _TABLE.insert().values(**row),
        *_inserting(row["id"], files),
        release_builds.done(build),
    )
    if not ended.rowcount:
        raise errors.Stale
    return ReleasePublic.model_validate(row)


def content(connection: Connection, viewer: Viewer, campaign_id: UUID, starts_on: date) -> bytes:
    """The whole result of a period, of which versions show some: for making files of them only."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = select(_RESULTS.c.content).where(
        _RESULTS.c.campaign_id == campaign_id, _RESULTS.c.starts_on == starts_on
    )
    found = connection.execute(query).scalar()
    if found is None:
        raise errors.NotFound
    return bytes(found)


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[ReleasePublic]:
    """Every version, the newest period and version first."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = (
        select(*_SHOWN)
        .where(_TABLE.c.campaign_id == campaign_id)
        .order_by(_TABLE.c.starts_on.desc(), _TABLE.c.number.desc())
    )
    return [ReleasePublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def of_enrolled(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[ReleasePublic]:
    """The newest version of each period for whoever is enrolled, the newest period first; no files of it."""
    mine = enrolments.list_all(connection, viewer)
    if all(one.campaign_id != campaign_id for one in mine):
        raise errors.NotFound
    newest_number = (
        select(func.max(_LATER.c.number))
        .where(_LATER.c.campaign_id == _TABLE.c.campaign_id, _LATER.c.starts_on == _TABLE.c.starts_on)
        .scalar_subquery()
    )
    query = (
        select(*_SHOWN)
        .where(_TABLE.c.campaign_id == campaign_id, _TABLE.c.number == newest_number)
        .order_by(_TABLE.c.starts_on.desc())
    )
    return [ReleasePublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def get(
    connection: Connection, viewer: Viewer, campaign_id: UUID, starts_on: date, number: int
) -> ReleasePublic:
    """One version."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = select(*_SHOWN).where(
        _TABLE.c.campaign_id == campaign_id, _TABLE.c.starts_on == starts_on, _TABLE.c.number == number
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise errors.NotFound
    return ReleasePublic.model_validate(dict(row))


def newest(connection: Connection, campaign_id: UUID, starts_on: date) -> ReleasePublic | None:
    """The newest version of a period, for the operator; None where there is none."""
    query = (
        select(*_SHOWN)
        .where(_TABLE.c.campaign_id == campaign_id, _TABLE.c.starts_on == starts_on)
        .order_by(_TABLE.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else ReleasePublic.model_validate(dict(row))


def check_shows_more(newest: ReleasePublic, tables: Collection[str], known: Collection[str]) -> list[str]:
    """The tables of the next version, in the order of the programme: those of the newest one, and more.

    Raises
    ------
    Invalid
        When nothing is added, or a table is not in the result.
    """
    if not set(tables) <= set(known):
        raise errors.Invalid(NO_SUCH_TABLE)
    if set(tables) <= set(newest.tables):
        raise errors.Invalid(NOTHING_MORE)
    return [table for table in known if table in {*tables, *newest.tables}]


def show_more(
    connection: Connection,
    viewer: Viewer,
    newest: ReleasePublic,
    tables: Sequence[str],
    released_on: date,
    *,
    files: Files,
) -> ReleasePublic:
    """Store another version of a period, which shows more of its result than the newest one.

    Its day is the one that stands in its files.

    Raises
    ------
    Stale
        When another version has come meanwhile.
    """
    mine = teams.who_may_publish(connection, viewer, newest.campaign_id)
    of_period = (_TABLE.c.campaign_id == newest.campaign_id) & (_TABLE.c.starts_on == newest.starts_on)
    if connection.execute(select(func.max(_TABLE.c.number)).where(of_period)).scalar() != newest.number:
        raise errors.Stale
    row = {
        **newest.model_dump(),
        "id": uuid4(),
        "number": newest.number + 1,
        "tables": list(tables),
        "released_on": released_on,
    }
    event = replace(mine.event(Action.RELEASE), starts_on=newest.starts_on, number=row["number"])
    carry_out(connection, event, _TABLE.insert().values(**row), *_inserting(row["id"], files))
    return ReleasePublic.model_validate(row)


def file_names(connection: Connection, release: ReleasePublic) -> dict[str, list[str]]:
    """The files of a version, by language."""
    query = select(_FILES.c.language, _FILES.c.name).where(_FILES.c.release_id == release.id)
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.order_by(_FILES.c.language, _FILES.c.name)):
        found.setdefault(row.language, []).append(row.name)
    return found


def file_of(connection: Connection, release: ReleasePublic, language: str, name: str) -> bytes:
    """A file as it was stored."""
    query = select(_FILES.c.content).where(
        _FILES.c.release_id == release.id, _FILES.c.language == language, _FILES.c.name == name
    )
    found = connection.execute(query).scalar()
    if found is None:
        raise errors.NotFound
    return bytes(found)


def note_download(connection: Connection, viewer: Viewer, release: ReleasePublic, file_name: str) -> None:
    """Write into the audit log that a file of a version was taken: once a day for each of the team and file."""
    mine = teams.of_viewer(connection, viewer, release.campaign_id)
    event = replace(
        mine.event(Action.DOWNLOAD_RELEASE),
        starts_on=release.starts_on,
        number=release.number,
        file_name=file_name,
    )
    if not audit_events.is_noted_today(connection, event):
        carry_out(connection, event)


def _result(build: Build, whole: Whole, made_by: MadeBy) -> dict[str, Any]:
    from reports.release import encoded

    return {
        "campaign_id": build.campaign_id,
        "starts_on": build.period.start,
        "ends_on": build.period.end,
        "content": encoded(whole),
        "seed": made_by.seed,
        "rules": {**asdict(made_by.rules), "version": made_by.rules.version},
        "parameters_digest": made_by.parameters_digest,
        "computed_on": whole.released_on,
    }


def _first_version(build: Build, whole: Whole) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "campaign_id": build.campaign_id,
        "starts_on": build.period.start,
        "ends_on": build.period.end,
        "number": 1,
        "tables": tables_shown(build, whole),
        "released_on": whole.released_on,
        "writers_band": str(whole.writers),
        **asdict(whole.protection),
    }


def _inserting(release_id: object, files: Files) -> list[UpdateBase]:
    return [
        _FILES.insert().values(release_id=release_id, language=language, name=name, content=content)
        for language, named in files.items()
        for name, content in named.items()
    ]
