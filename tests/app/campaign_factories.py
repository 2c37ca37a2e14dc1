"""Organizers and campaigns for the store's tests: plain functions with overrides."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

from app.database import transaction
from app.records.campaign import CampaignCreate, CampaignUpdate
from app.store import campaigns, coverage, enrolments, invites, member_codes, organizers, passkeys, writers
from tests.app.store_factories import a_writer

#: Far longer than anything takes that does not wait.
A_WHILE = 0.5
WORDS = {
    "name": "What a scene pays",
    "organization": "Guild of Gig Writers",
    "audience": "Whoever writes scenes by the piece",
    "question": "What is an hour worth?",
    "languages": ["en"],
    "consent_text": "Only what is counted leaves your log.",
}


def words(**said):
    return CampaignUpdate(**{**WORDS, **said})


def give_passkey(connection, viewer):
    passkeys.keep(connection, viewer, name="Phone", credential=viewer.hex, public_key="p", sign_count=0)


def handle_of(connection, viewer):
    return writers.get(connection, viewer).handle


def an_organizer(connection):
    viewer = a_writer(connection)
    give_passkey(connection, viewer)
    organizers.make(connection, None, handle_of(connection, viewer))
    return viewer


def a_campaign(connection, viewer, **said):
    fields = {**WORDS, "platforms": [], "currency": "USD", "first_on": date(2026, 1, 1), **said}
    return campaigns.create(connection, viewer, CampaignCreate(**fields))


def a_link(connection, viewer, campaign):
    return invites.make(connection, viewer, campaign.id, days=30).secret


def codes(connection, viewer, campaign, size=25):
    return list(member_codes.make_sheet(connection, viewer, campaign.id, size).codes)


def renew_coverage(connection):
    """Count what is due; how many campaigns that were."""
    return sum(coverage.renew(connection, campaign_id) for campaign_id in coverage.due(connection))


def join_vouched(connection, organizer, campaign, *viewers):
    """Enrol each by a code of a new sheet."""
    for viewer, code in zip(viewers, codes(connection, organizer, campaign, 25), strict=False):
        enrolments.enrol_by_code(connection, viewer, code, campaign.consent_version)


def while_open(engine, first, second):
    """Do `first` in a transaction, begin `second` in another before that one ends, and see both through."""

    def other():
        with transaction(engine) as connection:
            second(connection)

    with ThreadPoolExecutor(1) as pool:
        with transaction(engine) as connection:
            first(connection)
            begun = pool.submit(other)
            wait([begun], timeout=A_WHILE)
        begun.result()
