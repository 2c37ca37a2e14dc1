"""Browsers of organizers: what an operator and a passkey do first, done."""

import re

from app.database import transaction
from app.store import organizers, sessions
from tests.app.campaign_factories import give_passkey

CAMPAIGN = {
    "name": "What a scene pays",
    "organization": "Guild of Gig Writers",
    "question": "What is an hour worth?",
    "audience": "Whoever writes scenes",
    "language": "en",
    "consent_text": "Only what is counted leaves your log.",
    "period_length": "quarter",
    "first_on": "2027-01-01",
    "smallest_group": "10",
    "currency": "USD",
}


def me_of(client):
    """The writer a browser is signed in as."""
    with transaction(client.app.state.read_engine) as connection:
        return sessions.writer_of(connection, client.cookies["session"])


def start(browser):
    client = browser()
    client.post("/start", data={"zone": "America/Los_Angeles"})
    return client


def give_key(client):
    with transaction(client.app.state.engine) as connection:
        give_passkey(connection, me_of(client).id)


def organize(client):
    """Make the writer of a browser an organizer, as the operator does."""
    give_key(client)
    with transaction(client.app.state.engine) as connection:
        organizers.make(connection, None, me_of(client).handle)
    return client


def make_campaign(client, **said):
    """A campaign made with the form, and the address of its pages."""
    page = client.post("/campaigns", data={**CAMPAIGN, **said})
    assert page.status_code == 200, page.text
    return re.search(r"/campaigns/[0-9a-f-]{36}", page.text)[0]


def link_in(page):
    """The secret of a link that was just made."""
    return re.search(r"/join/([\w-]{43})", page.text)[1]


def codes_in(page):
    """The codes of a sheet that was just made."""
    return re.findall(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}\b", page.text)
