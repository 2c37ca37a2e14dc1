"""What pages and the API of campaigns share: what a new one may not say, and one of another handle in a team."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fastapi import Request

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.http.failures import failures_of
from app.language import LANGUAGES
from app.records.campaign import MONTHS, CampaignCreate, CampaignWords, PeriodLength
from app.records.team_membership import Role
from app.store import organizers, platforms, teams, writers
from reports.fixed_periods import FixedPeriods, is_closed
from reports.wording import N_

#: One sentence for a handle of nobody and for a writer without a passkey: neither says who is here.
NO_SUCH_HANDLE = N_("Nobody with a passkey has this handle. She finds hers under You.")

YOUR_OWN = N_("This is your own handle.")
OVER = N_("This period is closed already, so nobody could count in it. Choose a later month.")
NO_SUCH_LANGUAGE = N_("Pagerate does not speak one of these languages.")
NO_SUCH_PLATFORM = N_("The catalogue has no such platform.")


def is_over(first_on: date, length: PeriodLength) -> bool:
    """Whether nobody who joins now would count in the first period: its report could never be made."""
    return is_closed(FixedPeriods(first_on, MONTHS[length]).starting(0), clock.now())


def refuse_new(database: Connection, viewer: Viewer, campaign: CampaignCreate) -> None:
    """Refuse a first period that is over, and platforms that are in no catalogue; words as `refuse_words` does.

    Raises
    ------
    Invalid
        With the fields that cannot be taken.
    """
    refuse_words(campaign)
    if is_over(campaign.first_on, campaign.period_length):
        raise errors.Invalid(fields={"first_on": OVER})
    if not {key for key, _ in platforms.offered(database, viewer)}.issuperset(campaign.platforms):
        raise errors.Invalid(fields={"platforms": NO_SUCH_PLATFORM})


def refuse_words(words: CampaignWords) -> None:
    """Refuse a language that no page speaks.

    Raises
    ------
    Invalid
        With the field of the languages.
    """
    if not LANGUAGES.keys() >= set(words.languages):
        raise errors.Invalid(fields={"languages": NO_SUCH_LANGUAGE})


def take_in(
    request: Request, database: Connection, viewer: Viewer, campaign_id: UUID, *, handle: str, role: Role
) -> None:
    """Take one into the team, or let her do more or less in it; who was no organizer is one then."""
    teams.who_may_publish(database, viewer, campaign_id)
    _make_organizer(request, database, viewer, handle)
    teams.set_role(database, viewer, campaign_id, handle, role)


def hand_over(request: Request, database: Connection, viewer: Viewer, campaign_id: UUID, handle: str) -> None:
    """Let another one decide, and leave the team."""
    teams.who_may_publish(database, viewer, campaign_id)
    if writers.get(database, viewer).handle == handle.strip().lower():
        raise errors.Invalid(fields={"handle": YOUR_OWN})
    _make_organizer(request, database, viewer, handle)
    teams.hand_over(database, viewer, campaign_id, handle)


def _make_organizer(request: Request, database: Connection, viewer: Viewer, handle: str) -> None:
    """Handles of nobody make the next one wait, like codes: who tries them all would know who is here."""
    tried = f"handles of {viewer}"
    failures_of(request).check(tried)
    try:
        organizers.make(database, viewer, handle)
    except (errors.NotFound, organizers.NoPasskey):
        failures_of(request).add(tried)
        raise errors.Invalid(fields={"handle": NO_SUCH_HANDLE}) from None
