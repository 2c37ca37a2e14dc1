"""The sample campaign: composed writers, and the demo account as its organizer, laid out as if in the past.

A release counts what was logged before its period was closed. So the clock of this process is stopped at days of then
while their rows are kept, by the same functions as everybody's: the command has its process to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from app import clock
from app.access import viewer_of
from app.database import Connection
from app.intake.sample_platforms import PLATFORMS
from app.intake.sample_rows import between
from app.intake.sample_writers import WRITERS, composed
from app.jobs.samples import FILE_NAME
from app.records.audit_event import Action
from app.records.campaign import CampaignCreate, CampaignPublic
from app.records.team_membership import Role
from app.records.writer import WriterPublic
from app.store import campaigns, catalogue, demo, enrolments, organizers, teams, whole, writers
from app.store.audit_events import Event
from reports.fixed_periods import FixedPeriods, closes_at
from reports.periods import Period, add_months

_QUARTER = 3
_DAY = timedelta(days=1)
_CONSENT = """This campaign is a sample. Every writer in it was composed, every log and every figure is made up, and the \
platforms are invented. Nobody real is in it, and nobody can join.

In a real campaign these are the words that a writer agrees to before she counts."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sample campaign, and whether it was made just now."""

    campaign: CampaignPublic
    writer_count: int
    is_new: bool


def load(connection: Connection, organizer: WriterPublic) -> Loaded:
    """Lay the sample campaign out, once, with the demo account in its team; one that is there stays as it is.

    What was released of it is never changed, so it is not made again.
    """
    present = demo.sample_campaign(connection)
    if present is not None:
        _see_to_team(connection, organizer, campaigns.by_id(connection, present))
        return Loaded(campaigns.by_id(connection, present), demo.count_composed(connection), is_new=False)
    now = clock.now()
    periods = last_closed(now)
    for platform in PLATFORMS:
        catalogue.put(connection, platform.key, platform.shown)
    with clock.frozen(_noon(periods[0].start)):
        campaign = _made(connection, organizer, periods[0].start)
    instants = [*(closes_at(period) - _DAY for period in periods), now]
    for number in range(WRITERS):
        _add_writer(connection, campaign, number, instants)
    return Loaded(campaign, WRITERS, is_new=True)


def last_closed(at: datetime) -> tuple[Period, Period]:
    """The two quarters that were closed last."""
    open_since = FixedPeriods(date(at.year - 1, 1, 1), _QUARTER).oldest_open(at).start
    return (
        Period(add_months(open_since, -2 * _QUARTER), add_months(open_since, -_QUARTER)),
        Period(add_months(open_since, -_QUARTER), open_since),
    )


def _made(connection: Connection, organizer: WriterPublic, first_on: date) -> CampaignPublic:
    viewer = viewer_of(organizer)
    organizers.make_of_demo(connection, viewer)
    campaign = CampaignCreate(
        name="Sample: what gig writing pays",
        organization="Sample organization (everything is composed)",
        audience="Nobody real: whoever wants to see what a campaign tells",
        question="What is an hour of gig writing worth?",
        languages=["en"],
        consent_text=_CONSENT,
        platforms=[platform.key for platform in PLATFORMS],
        currency="USD",
        first_on=first_on,
    )
    return campaigns.create_sample(connection, viewer, campaign)


def _see_to_team(connection: Connection, organizer: WriterPublic, campaign: CampaignPublic) -> None:
    """A demo account that was made after another was erased decides about the campaign now."""
    viewer = viewer_of(organizer)
    organizers.make_of_demo(connection, viewer)
    if campaign.id not in {one.id for one in campaigns.list_all(connection, viewer)}:
        teams.wait_turn(connection, campaign.id)
        event = Event(Action.HAND_OVER_CAMPAIGN, None, campaign.id)
        teams.put(connection, event, campaign.id, organizer.handle, Role.PUBLISH)


def _add_writer(
    connection: Connection, campaign: CampaignPublic, number: int, instants: list[datetime]
) -> None:
    """Make a composed writer, enrol her before the first quarter is over, and keep her rows when they would be kept."""
    file = composed(number, campaign.first_on, instants[-1].date())
    with clock.frozen(_noon(campaign.first_on)):
        own = file.writer
        viewer = writers.create(
            connection, zone=own.zone, currency=own.currency, language=own.language, is_demo=True
        ).id
        enrolments.enrol_composed(connection, viewer, campaign)
    days = [date.min, *(at.date() for at in instants[:-1]), date.max]
    for at, (since, before) in zip(instants, pairwise(days), strict=True):
        with clock.frozen(at):
            whole.import_rows(connection, viewer, between(file.rows, since, before), FILE_NAME)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.now().tzinfo)
