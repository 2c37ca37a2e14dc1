"""Which campaigns are made up: composed logs and real ones never stand in one campaign.

A campaign is a sample once a composed writer is enrolled in it; no column says so that somebody could change.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import Enrolment, Writer, table_of
from app.store import writers
from reports.wording import N_

NOT_FOR_DEMO = N_("This is a made-up account. It can look at its sample campaign and do no more.")

_ENROLMENTS = table_of(Enrolment)
_WRITERS = table_of(Writer)


class DemoCannotJoin(errors.NotAllowed):
    """A made-up log is nobody's."""

    message = N_("This is a made-up log. It cannot join a campaign.")


class NobodyJoinsSamples(errors.Invalid):
    """No real log stands among composed ones."""

    message = N_("This campaign is a sample, made up from end to end. Nobody can join it.")


def is_sample(connection: Connection, campaign_id: UUID) -> bool:
    """Whether a campaign counts composed writers."""
    return _counts(connection, campaign_id, is_demo=True)


def refuse_mixing(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """Let no made-up log into any campaign, and no real one into a sample."""
    if writers.get(connection, viewer).is_demo:
        raise DemoCannotJoin
    if is_sample(connection, campaign_id):
        raise NobodyJoinsSamples


def refuse_composed(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """The other way round, for the sample alone: composed logs only, and only where no real one is."""
    if not writers.get(connection, viewer).is_demo or _counts(connection, campaign_id, is_demo=False):
        raise errors.NotAllowed


def refuse_demo(connection: Connection, viewer: Viewer) -> None:
    """Whoever has the one-time address is in the demo account: it makes no campaign and no organizer."""
    if writers.get(connection, viewer).is_demo:
        raise errors.Invalid(NOT_FOR_DEMO)


def refuse_other_team(connection: Connection, viewer: Viewer, campaign_id: UUID) -> None:
    """The demo account looks at the sample alone."""
    if writers.get(connection, viewer).is_demo and not is_sample(connection, campaign_id):
        raise errors.Invalid(NOT_FOR_DEMO)


def _counts(connection: Connection, campaign_id: UUID, *, is_demo: bool) -> bool:
    found = exists().where(
        _ENROLMENTS.c.campaign_id == campaign_id,
        _WRITERS.c.id == _ENROLMENTS.c.writer_id,
        _WRITERS.c.is_demo.is_(is_demo),
    )
    return bool(connection.execute(select(found)).scalar())
