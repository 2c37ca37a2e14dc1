"""Coverage: how many vouched writers a campaign has, and how many logged in the period that is counted, in steps.

By platform the latter stand as bands, never of fewer than the campaign's smallest group. A period is counted from two
weeks after its start until it is closed: whoever worked in a few days of it is a crowd that a platform can choose.

Counted once a week by the app itself and kept as it was counted: between two counts nothing changes, and nobody
can choose the moment of one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, delete, false, func, select
from sqlalchemy.sql.elements import ColumnElement

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Campaign, CataloguePlatform, Coverage, PlatformCoverage, table_of
from app.records.campaign import CampaignPublic
from app.records.coverage import CoveragePublic, PlatformCoveragePublic, in_steps
from app.store import campaigns, contributors, teams
from reports.fixed_periods import DAYS_TO_CLOSE
from reports.periods import Period

_TABLE = table_of(Coverage)
_CAMPAIGNS = table_of(Campaign)
_BANDS = table_of(PlatformCoverage)
_CATALOGUE = table_of(CataloguePlatform)
_TASKS, _CONTRACTS, _PLATFORMS = (table_of(NOUNS[noun]) for noun in ("tasks", "contracts", "platforms"))


def get(connection: Connection, viewer: Viewer, campaign_id: UUID) -> CoveragePublic | None:
    """A campaign's coverage as it was last counted; None before the first time."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = select(*(_TABLE.c[name] for name in CoveragePublic.model_fields)).where(
        _TABLE.c.campaign_id == campaign_id
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else CoveragePublic.model_validate(dict(row))


def by_platform(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[PlatformCoveragePublic]:
    """Who logged in the counted period by platform, as bands, by key; a platform with too few is not there."""
    teams.of_viewer(connection, viewer, campaign_id)
    columns = (_BANDS.c[name] for name in PlatformCoveragePublic.model_fields)
    query = select(*columns).where(_BANDS.c.campaign_id == campaign_id).order_by(_BANDS.c.platform)
    return [PlatformCoveragePublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def counted(campaign: CampaignPublic, week_on: date) -> Period | None:
    """The period whose work is counted in a week, named by its Monday; none before the first one has run for two weeks."""
    # The day on which a period is closed is the first on which the one after it is counted.
    return campaigns.periods_of(campaign).holding(week_on - timedelta(days=DAYS_TO_CLOSE - 1))


def due(connection: Connection, one: UUID | None = None) -> list[UUID]:
    """The campaigns that were not counted this week yet. Of one only, where one is given."""
    counted = select(_TABLE.c.campaign_id).where(_TABLE.c.week_on >= _monday())
    query = select(_CAMPAIGNS.c.id).where(_CAMPAIGNS.c.id.not_in(counted)).order_by(_CAMPAIGNS.c.id)
    if one is not None:
        query = query.where(_CAMPAIGNS.c.id == one)
    return list(connection.execute(query).scalars())


def renew(connection: Connection, campaign_id: UUID) -> bool:
    """Count a campaign unless it was counted this week; whether it was due."""
    if not due(connection, campaign_id):
        return False
    campaign, today = campaigns.by_id(connection, campaign_id), clock.now().date()
    said = {
        "week_on": _monday(),
        "joined_count": in_steps(_joined(connection, campaign, today)),
        "active_count": in_steps(_active(connection, campaign)),
    }
    bands = _bands(connection, campaign)
    # Only now, and asked again: whoever joins need not wait for the count.
    if not teams.wait_turn(connection, campaign_id) or not due(connection, campaign_id):
        return False
    for table in (_BANDS, _TABLE):
        connection.execute(delete(table).where(table.c.campaign_id == campaign_id))
    connection.execute(_TABLE.insert().values(campaign_id=campaign_id, **said))
    if bands:
        connection.execute(_BANDS.insert(), [{"campaign_id": campaign_id, **band} for band in bands])
    return True


def _monday() -> date:
    today = clock.now().date()
    return today - timedelta(days=today.weekday())


def _joined(connection: Connection, campaign: CampaignPublic, today: date) -> int:
    writers = contributors.on_day(campaign.id, today).subquery()
    return connection.execute(select(func.count()).select_from(writers)).scalar_one()


def _active(connection: Connection, campaign: CampaignPublic) -> int:
    # Work on platforms that the campaign does not name counts too, in its reports as “other”: nobody is left out here.
    query = select(func.count(_TASKS.c.writer_id.distinct())).where(_logged(campaign))
    return connection.execute(query).scalar_one()


def _bands(connection: Connection, campaign: CampaignPublic) -> list[dict[str, Any]]:
    # Loaded when it counts, once a week: the solver behind it would hold up every start.
    from reports.disclosure import band

    # Keys of the catalogue only: what a writer wrote instead is a word of hers.
    key, number = _CATALOGUE.c.key, func.count(_TASKS.c.writer_id.distinct())
    query = (
        select(key, number)
        .select_from(_TASKS)
        .join(_CONTRACTS, _of(_TASKS, "contract_id", _CONTRACTS))
        .join(_PLATFORMS, _of(_CONTRACTS, "platform_id", _PLATFORMS))
        .join(_CATALOGUE, key == _PLATFORMS.c.catalogue_key)
        .where(_logged(campaign))
        .group_by(key)
        .having(number >= campaign.smallest_group)
    )
    if campaign.platforms:
        query = query.where(key.in_(campaign.platforms))
    found = [(row[0], band(row[1])) for row in connection.execute(query)]
    return [{"platform": name, "least_count": of.least, "most_count": of.most} for name, of in found]


def _logged(campaign: CampaignPublic) -> ColumnElement[bool]:
    """Work of the counted period, of the writers whom its report would count."""
    period = counted(campaign, _monday())
    if period is None:
        return false()
    return and_(
        _TASKS.c.writer_id.in_(contributors.within(campaign.id, period)),
        _TASKS.c.withdrawn_at.is_(None),
        _TASKS.c.worked_on >= period.start,
        _TASKS.c.worked_on < period.end,
    )


def _of(child: Table, column: str, parent: Table) -> ColumnElement[bool]:
    return (child.c.writer_id == parent.c.writer_id) & (child.c[column] == parent.c.id)
