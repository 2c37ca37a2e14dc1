"""Coverage: how many vouched writers a campaign has, and how many logged in its running period, in steps.

Counted once a week by the app itself and kept as it was counted: between two counts nothing changes, and nobody
can choose the moment of one.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Campaign, Coverage, table_of
from app.records.campaign import CampaignPublic
from app.records.coverage import CoveragePublic, in_steps
from app.store import campaigns, contributors, teams
from app.store.rows import insert_new

_TABLE = table_of(Coverage)
_CAMPAIGNS = table_of(Campaign)
_TASKS = table_of(NOUNS["tasks"])


def get(connection: Connection, viewer: Viewer, campaign_id: UUID) -> CoveragePublic | None:
    """A campaign's coverage as it was last counted; None before the first time."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = select(*(_TABLE.c[name] for name in CoveragePublic.model_fields)).where(
        _TABLE.c.campaign_id == campaign_id
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else CoveragePublic.model_validate(dict(row))


def renew(connection: Connection) -> int:
    """Count each campaign that was not counted this week yet; how many those were."""
    today = clock.now().date()
    week = today - timedelta(days=today.weekday())
    counted = select(_TABLE.c.campaign_id).where(_TABLE.c.week_on >= week)
    query = select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id.not_in(counted)).order_by(_CAMPAIGNS.c.id)
    due = connection.execute(query).scalars().all()
    for campaign_id in due:
        _keep(connection, campaigns.by_id(connection, campaign_id), today, week)
    return len(due)


def _keep(connection: Connection, campaign: CampaignPublic, today: date, week: date) -> None:
    said = {
        "joined_count": in_steps(_joined(connection, campaign, today)),
        "active_count": in_steps(_active(connection, campaign, today)),
    }
    added = insert_new(connection, _TABLE).values(campaign_id=campaign.id, week_on=week, **said)
    if connection.execute(added.returning(_TABLE.c.campaign_id)).first() is None:
        earlier = (_TABLE.c.campaign_id == campaign.id) & (_TABLE.c.week_on < week)
        connection.execute(update(_TABLE).where(earlier).values(week_on=week, **said))


def _joined(connection: Connection, campaign: CampaignPublic, today: date) -> int:
    writers = contributors.on_day(campaign.id, today).subquery()
    return connection.execute(select(func.count()).select_from(writers)).scalar_one()


def _active(connection: Connection, campaign: CampaignPublic, today: date) -> int:
    running = campaigns.periods_of(campaign).holding(today)
    if running is None:
        return 0
    query = select(func.count(_TASKS.c.writer_id.distinct())).where(
        _TASKS.c.writer_id.in_(contributors.on_day(campaign.id, today)),
        _TASKS.c.withdrawn_at.is_(None),
        _TASKS.c.worked_on >= running.start,
        _TASKS.c.worked_on < running.end,
    )
    return connection.execute(query).scalar_one()
