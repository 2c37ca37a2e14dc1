"""Whom a campaign counts in a period: for releases and coverage, and for nobody who looks at a page."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.sql.elements import ColumnElement

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import Enrolment, table_of
from app.store import campaigns
from reports.periods import Period

_TABLE = table_of(Enrolment)


def of_period(connection: Connection, campaign_id: UUID, period: Period) -> list[Viewer]:
    """The vouched writers enrolled when the period was closed, by id; the same whenever it is asked later.

    An erased writer is the exception: with her rows her enrolment goes too.
    """
    if campaigns.closed_period(campaigns.by_id(connection, campaign_id), period.start) != period:
        raise errors.Invalid(campaigns.NOT_A_PERIOD)
    return list(connection.execute(within(campaign_id, period).order_by(_TABLE.c.writer_id)).scalars())


def on_day(campaign_id: UUID, day: date) -> Select[Any]:
    """The query of the vouched writers who are enrolled on a day, or will be from a later period on."""
    return (
        select(_TABLE.c.writer_id)
        .where(_TABLE.c.campaign_id == campaign_id, _TABLE.c.is_vouched.is_(True), _lasts_beyond(day))
        .distinct()
    )


def within(campaign_id: UUID, period: Period) -> Select[Any]:
    """The query of the vouched writers whom a period counts, by what is known now."""
    return (
        select(_TABLE.c.writer_id)
        .where(
            _TABLE.c.campaign_id == campaign_id,
            _TABLE.c.is_vouched.is_(True),
            _TABLE.c.starts_on <= period.start,
            _lasts_beyond(period.last),
        )
        .distinct()
    )


def _lasts_beyond(day: date) -> ColumnElement[bool]:
    return or_(_TABLE.c.ends_on.is_(None), _TABLE.c.ends_on > day)
