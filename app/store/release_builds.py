"""Versions of periods that are asked for and not there yet: who works on one, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Delete, RowMapping, delete, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Organizer, PeriodResult, ReleaseBuild, TeamMembership, table_of
from app.records.audit_event import Action
from app.records.release import UNDER_WAY, BuildState, ReleaseBuildPublic, ReleasePublic
from app.records.team_membership import Role
from app.store import campaigns, teams
from app.store.audit_events import Event, carry_out
from app.store.rows import insert_new
from reports.periods import Period
from reports.wording import N_

OTHERS_UNDER_WAY = N_(
    "A version of these days is being made, with other tables. Ask for these when it is there."
)
#: Nobody works longer on one; whoever died over it has lost it then.
LONGEST = timedelta(minutes=30)
#: What so many died over is not tried again by itself.
MOST_TRIES = 3
_FREE = datetime(1970, 1, 1, tzinfo=UTC)

_TABLE = table_of(ReleaseBuild)
_RESULTS = table_of(PeriodResult)
_ORGANIZERS = table_of(Organizer)
_TEAMS = table_of(TeamMembership)
_IS_UNDER_WAY = _TABLE.c.state.in_([state.value for state in UNDER_WAY])


@dataclass(frozen=True, slots=True)
class Build:
    """A build that is ours to do."""

    campaign_id: UUID
    period: Period
    tables: tuple[str, ...]
    actor_id: UUID | None
    taken_until: datetime
    """Says which turn at it is ours, and how long: whoever takes it over later has another one."""


def ask(
    connection: Connection, viewer: Viewer, campaign_id: UUID, starts_on: date, tables: Sequence[str]
) -> None:
    """Ask for the first release of a period, with these tables; nothing where they are asked for or there already.

    Raises
    ------
    Invalid
        When other tables of that period are being made.
    """
    mine = teams.who_may_publish(connection, viewer, campaign_id)
    _ask_for_first(connection, campaign_id, starts_on, tables, mine.organizer_id)


def ask_for_more(
    connection: Connection, viewer: Viewer, newest: ReleasePublic, tables: Sequence[str]
) -> None:
    """Ask for another version of a period, with these tables beside those it has; nothing where they are asked for.

    Raises
    ------
    Invalid
        When a version with other tables is being made.
    """
    mine = teams.who_may_publish(connection, viewer, newest.campaign_id)
    period = Period(newest.starts_on, newest.ends_on)
    _ask(connection, newest.campaign_id, period, tables, mine.organizer_id)


def ask_as_operator(
    connection: Connection, campaign_id: UUID, starts_on: date, tables: Sequence[str]
) -> None:
    """The first release of a period, asked for on the command line."""
    _ask_for_first(connection, campaign_id, starts_on, tables, None)


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[ReleaseBuildPublic]:
    """What is asked for in a campaign, or was and came to nothing; the newest period first."""
    teams.of_viewer(connection, viewer, campaign_id)
    shown = select(*(_TABLE.c[name] for name in ReleaseBuildPublic.model_fields))
    query = shown.where(_TABLE.c.campaign_id == campaign_id).order_by(_TABLE.c.starts_on.desc())
    return [ReleaseBuildPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def is_any_free(connection: Connection) -> bool:
    """Whether something waits for somebody to work on it."""
    return connection.execute(select(_TABLE.c.starts_on).where(_is_free()).limit(1)).first() is not None


def take(connection: Connection) -> Build | None:
    """The next build nobody works on, in the order they were asked for; it is ours now."""
    return _take(connection, _is_free())


def take_this(connection: Connection, campaign_id: UUID, starts_on: date) -> Build | None:
    """The build of one period, unless somebody works on it; it is ours now."""
    this = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.starts_on == starts_on)
    return _take(connection, this & _is_free())


def taken(connection: Connection, campaign_id: UUID, starts_on: date, until: datetime) -> Build | None:
    """The build of one period as somebody has taken it until then; None where that turn is over."""
    this = (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.starts_on == starts_on)
    in_time = (_TABLE.c.taken_until == until) & (_TABLE.c.taken_until > clock.now())
    row = connection.execute(select(_TABLE).where(this, in_time, _IS_UNDER_WAY)).mappings().one_or_none()
    return None if row is None else _build(row, until)


def _take(connection: Connection, which: ColumnElement[bool]) -> Build | None:
    _give_up(connection)
    query = (
        select(_TABLE)
        .where(which)
        .order_by(_TABLE.c.taken_until, _TABLE.c.starts_on, _TABLE.c.campaign_id)
        .limit(1)
    )
    # Whom somebody else was faster with is not free any more when we look again.
    while (row := connection.execute(query).mappings().one_or_none()) is not None:
        until = clock.now() + LONGEST
        build = _build(row, until)
        free = update(_TABLE).where(_is(build.campaign_id, build.period), _is_free())
        reading = free.values(
            taken_until=until, state=BuildState.READING.value, percent=0, tries=_TABLE.c.tries + 1
        )
        if connection.execute(reading).rowcount:
            return build
    return None


def let_go(connection: Connection, build: Build) -> None:
    """Give back a build over which somebody died, behind what waits by now; nothing where it has ended."""
    ours = update(_TABLE).where(_is_ours(build), _IS_UNDER_WAY)
    waits = {"state": BuildState.WAITING.value, "percent": 0, "taken_until": _since_long(clock.now())}
    connection.execute(ours.values(**waits))
    _give_up(connection)


def _give_up(connection: Connection) -> None:
    """End what was tried often enough: whoever asked reads a sentence, and may ask anew."""
    tried = update(_TABLE).where(_is_free(), _TABLE.c.tries >= MOST_TRIES)
    connection.execute(tried.values(state=BuildState.FAILED.value, percent=0))


def move(connection: Connection, build: Build, state: BuildState, percent: int = 0) -> None:
    """Say how far a build is, or how it ended; nothing for who is late with it."""
    ours = update(_TABLE).where(_is_ours(build))
    connection.execute(ours.values(state=state.value, percent=percent))


def is_allowed(connection: Connection, build: Build) -> bool:
    """Whether whoever asked for it still decides about the campaign; what the operator asks for is."""
    return build.actor_id is None or who_asked(connection, build) is not None


def who_asked(connection: Connection, build: Build) -> Viewer | None:
    """Whoever asked for it, while she decides about the campaign."""
    query = (
        select(_TEAMS.c.writer_id)
        .join(_ORGANIZERS, _ORGANIZERS.c.writer_id == _TEAMS.c.writer_id)
        .where(
            _ORGANIZERS.c.id == build.actor_id,
            _TEAMS.c.campaign_id == build.campaign_id,
            _TEAMS.c.role == Role.PUBLISH.value,
        )
    )
    found = connection.execute(query).scalar()
    return None if found is None else Viewer(found)


def done(build: Build) -> Delete:
    """The statement that takes away a build whose release is there; no row for who is late with it."""
    return delete(_TABLE).where(_is_ours(build))


def end(connection: Connection, build: Build) -> None:
    """Take away a build whose release is there.

    Raises
    ------
    Stale
        When its time is over.
    """
    if not connection.execute(done(build)).rowcount:
        raise errors.Stale


def _ask_for_first(
    connection: Connection,
    campaign_id: UUID,
    starts_on: date,
    tables: Sequence[str],
    actor_id: UUID | None,
) -> None:
    period = campaigns.closed_period(campaigns.by_id(connection, campaign_id), starts_on)
    there = (_RESULTS.c.campaign_id == campaign_id) & (_RESULTS.c.starts_on == starts_on)
    if connection.execute(select(_RESULTS.c.starts_on).where(there)).first() is not None:
        return
    _ask(connection, campaign_id, period, tables, actor_id)


def _ask(
    connection: Connection, campaign_id: UUID, period: Period, tables: Sequence[str], actor_id: UUID | None
) -> None:
    _give_up(connection)
    again = update(_TABLE).where(_is(campaign_id, period), ~_IS_UNDER_WAY)
    asked = {
        "tables": list(tables),
        "actor_id": actor_id,
        "state": BuildState.WAITING.value,
        "percent": 0,
        "taken_until": _since_long(clock.now()),
        "tries": 0,
    }
    new = insert_new(connection, _TABLE).values(
        campaign_id=campaign_id, starts_on=period.start, ends_on=period.end, **asked
    )
    is_new = connection.execute(new.returning(_TABLE.c.starts_on)).first() is not None
    if is_new or connection.execute(again.values(**asked)).rowcount:
        carry_out(connection, Event(Action.ASK_FOR_RELEASE, actor_id, campaign_id, period.start))
        return
    made = connection.execute(select(_TABLE.c.tables).where(_is(campaign_id, period))).scalar_one()
    if not set(tables) <= set(made):
        raise errors.Invalid(OTHERS_UNDER_WAY)


def _build(row: RowMapping, until: datetime) -> Build:
    period = Period(row["starts_on"], row["ends_on"])
    return Build(row["campaign_id"], period, tuple(row["tables"]), row["actor_id"], until)


def _is(campaign_id: UUID, period: Period) -> ColumnElement[bool]:
    return (_TABLE.c.campaign_id == campaign_id) & (_TABLE.c.starts_on == period.start)


def _is_ours(build: Build) -> ColumnElement[bool]:
    in_time = _TABLE.c.taken_until > clock.now()
    return _is(build.campaign_id, build.period) & (_TABLE.c.taken_until == build.taken_until) & in_time


def _since_long(asked_at: datetime) -> datetime:
    """An instant since which a build is free: long ago by any clock, and later for what is asked for later.

    So who asks for one again and again waits behind everybody else each time.
    """
    return _FREE + (asked_at - _FREE) / 1000


def _is_free() -> ColumnElement[bool]:
    return _IS_UNDER_WAY & (_TABLE.c.taken_until <= clock.now())
