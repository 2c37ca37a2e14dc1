"""Campaigns for programs: a token for campaigns does what the pages do, and reaches no log."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.database import transaction
from app.records.audit_event import Action
from app.store import invites, member_codes
from app.store.audit_events import Event, carry_out
from tests.api.conftest import API, on
from tests.app.campaign_factories import renew_coverage
from tests.app.conftest import ADDRESS
from tests.app.organizing import give_key, me_of, organize, start

WORDS = {
    "name": "What a scene pays",
    "organization": "Guild of Gig Writers",
    "audience": "Whoever writes scenes",
    "question": "What is an hour worth?",
    "languages": ["en", "es"],
    "consent_text": "Only what is counted leaves your log.",
}
NEW = {**WORDS, "platforms": [], "currency": "USD", "first_on": "2027-01-01"}
CAMPAIGNS = f"{API}/campaigns"


@pytest.fixture
def organizer(browser):
    return organize(start(browser))


@pytest.fixture
def program(app, organizer):
    """A program of hers that brings a token for campaigns and nothing else."""
    token = organizer.post(f"{API}/tokens", json={"name": "Office", "scope": "campaigns"}).json()["secret"]
    return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def campaign(program):
    made = program.post(CAMPAIGNS, json=NEW)
    assert made.status_code == 201
    assert made.headers["Location"] == f"{CAMPAIGNS}/{made.json()['id']}"
    return made.headers["Location"]


def test_a_program_makes_reads_and_lists_a_campaign(program, campaign):
    found = program.get(campaign)
    assert found.headers["ETag"] == '"1"'
    said = found.json()
    assert {name: said[name] for name in NEW} == NEW
    assert (said["period_length"], said["smallest_group"], said["state"]) == ("quarter", 10, "open")
    assert program.get(CAMPAIGNS).json()["items"] == [said]


def test_a_campaign_sent_again_with_its_key_is_made_once(program):
    key = {"Idempotency-Key": "campaign of the spring"}
    first, again = (program.post(CAMPAIGNS, json=NEW, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    for header in ("ETag", "Location"):
        assert again.headers[header] == first.headers[header]
    assert program.get(CAMPAIGNS).json()["items"] == [first.json()]
    assert program.post(CAMPAIGNS, json=NEW).json()["id"] != first.json()["id"], "without a key it is another"


def test_the_key_of_a_campaign_serves_no_other_request(program):
    key = {"Idempotency-Key": "campaign of the spring"}
    assert program.post(CAMPAIGNS, json={**NEW, "smallest_group": 4}, headers=key).status_code == 422
    assert program.post(CAMPAIGNS, json=NEW, headers=key).status_code == 201, "what was refused took no key"
    other = program.post(CAMPAIGNS, json={**NEW, "question": "How long do you wait?"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_taken")
    assert len(program.get(CAMPAIGNS).json()["items"]) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("smallest_group", 4),
        ("smallest_group", 19),
        ("smallest_group", 1001),
        ("first_on", "2027-01-02"),
        ("languages", []),
        ("question", " "),
        ("currency", "XYZ"),
        ("languages", ["en", "tlh"]),
        ("platforms", ["nobody"]),
        ("first_on", "2020-01-01"),
    ],
)
def test_what_makes_no_campaign_names_its_field(program, field, value):
    answer = program.post(CAMPAIGNS, json={**NEW, field: value})
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert program.get(CAMPAIGNS).json()["items"] == []


def test_who_is_no_organizer_makes_none(writer):
    answer = writer.post(CAMPAIGNS, json=NEW)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_words_are_changed_on_the_version_that_was_read(program, campaign):
    words = {**WORDS, "question": "Who pays late?"}
    assert program.put(campaign, json=words).status_code == 422
    assert program.put(campaign, json=words, headers=on(1)).headers["ETag"] == '"2"'
    late = program.put(campaign, json=WORDS, headers=on(1))
    assert late.status_code == 412
    assert late.json()["present"]["question"] == "Who pays late?"
    assert late.json()["sent"]["question"] == WORDS["question"]
    fixed = program.put(campaign, json={**words, "smallest_group": 5}, headers=on(2))
    assert fixed.json()["fields"]["smallest_group"] == "There is no such field."


def test_words_in_a_language_that_no_page_speaks_are_refused(program, campaign):
    answer = program.put(campaign, json={**WORDS, "languages": ["tlh"]}, headers={"If-Match": '"1"'})
    assert (answer.status_code, [*answer.json()["fields"]]) == (422, ["languages"])
    assert program.get(campaign).json()["languages"] == WORDS["languages"]


def test_a_token_for_campaigns_reaches_no_log_and_a_token_of_a_log_no_campaign(
    app, organizer, program, campaign
):
    for path in ("/tasks", "/me", "/report", "/export", "/shares"):
        answer = program.get(f"{API}{path}")
        assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
        assert answer.json()["detail"] == "This token is for campaigns only."
    for scope in ("read", "write"):
        secret = organizer.post(f"{API}/tokens", json={"name": "Log", "scope": scope}).json()["secret"]
        other = TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {secret}"})
        assert other.get(f"{API}/tasks").status_code == 200
        for address in (CAMPAIGNS, campaign, f"{campaign}/team", f"{campaign}/log"):
            answer = other.get(address)
            assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
            assert answer.json()["detail"] == "This token is for a log, not for campaigns."


def test_only_an_organizer_is_offered_a_token_for_campaigns(writer, organizer):
    offers = 'name="scope" value="campaigns"'
    assert (offers in writer.get("/you/tokens").text, offers in organizer.get("/you/tokens").text) == (
        False,
        True,
    )


def test_an_address_is_said_once_and_a_link_is_paused_resumed_and_ended(app, program, campaign):
    made = program.post(f"{campaign}/invites", json={"days": 7}).json()
    assert made["address"].startswith(f"{ADDRESS}/join/")
    listed = program.get(f"{campaign}/invites").json()["items"]
    assert listed == [{name: value for name, value in made.items() if name != "address"}]
    secret, link = made["address"].rpartition("/")[2], f"{campaign}/invites/{made['id']}"

    def opens():
        with transaction(app.state.read_engine) as connection:
            return invites.campaign_of(connection, secret) is not None

    assert opens()
    for act, is_open in (("pause", False), ("resume", True)):
        assert program.post(f"{link}/{act}").status_code == 204
        assert opens() is is_open
    assert program.delete(link).status_code == 204
    assert not opens()
    assert program.delete(link).status_code == 404


def test_codes_are_said_once_and_a_sheet_says_size_and_day_only(app, program, campaign):
    made = program.post(f"{campaign}/code-sheets", json={"size": 26}).json()
    assert len(set(made["codes"])) == 26
    assert made["address"] == f"{ADDRESS}/join"
    [listed] = program.get(f"{campaign}/code-sheets").json()["items"]
    assert listed == {"id": made["id"], "size": 26, "created_on": "2026-11-12"}
    assert program.post(f"{campaign}/code-sheets", json={"size": 24}).status_code == 422
    assert program.delete(f"{campaign}/code-sheets/{made['id']}").status_code == 204
    with transaction(app.state.read_engine) as connection:
        assert member_codes.campaign_of(connection, made["codes"][0]) is None


def test_who_decides_is_said_in_a_browser_only(browser, organizer, program, campaign):
    other = start(browser)
    give_key(other)
    handle = me_of(other).handle
    for method, path, body in (
        ("PUT", "/team", {"handle": handle, "may": "edit"}),
        ("POST", "/hand-over", {"handle": handle}),
        ("DELETE", "", None),
    ):
        answer = program.request(method, f"{campaign}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    team = organizer.put(f"{campaign}/team", json={"handle": handle, "may": "edit"}).json()["items"]
    assert {one["handle"]: one["may"] for one in team} == {me_of(organizer).handle: "publish", handle: "edit"}
    hers = next(one["organizer_id"] for one in team if one["handle"] == handle)
    assert other.get(campaign).status_code == 200
    assert organizer.delete(f"{campaign}/team/{hers}").status_code == 204
    assert other.get(campaign).status_code == 404
    assert organizer.post(f"{campaign}/hand-over", json={"handle": handle}).status_code == 204
    assert organizer.get(campaign).status_code == 404
    assert other.delete(campaign).status_code == 204


def test_a_handle_of_nobody_is_refused_beside_its_field(organizer, campaign):
    answer = organizer.put(f"{campaign}/team", json={"handle": "nobody-here", "may": "view"})
    assert answer.status_code == 422
    assert answer.json()["fields"] == {
        "handle": "Nobody with a passkey has this handle. She finds hers under You."
    }


def test_the_log_names_organizers_by_their_own_id_and_coverage_waits_for_its_count(app, program, campaign):
    events = program.get(f"{campaign}/log").json()["items"]
    [member] = program.get(f"{campaign}/team").json()["items"]
    assert {(event["action"], event["actor_id"]) for event in events} == {
        ("create_campaign", member["organizer_id"])
    }
    assert program.get(f"{campaign}/coverage").json() == {"counted": None, "platforms": []}
    with transaction(app.state.engine) as connection:
        renew_coverage(connection)
    counted = {"week_on": "2026-11-09", "joined_count": 0, "active_count": 0}
    assert program.get(f"{campaign}/coverage").json() == {"counted": counted, "platforms": []}


def test_the_log_is_read_page_by_page_and_says_which_release_it_is_about(app, organizer, program, campaign):
    campaign_id = UUID(campaign.rpartition("/")[2])
    taken = Event(Action.DOWNLOAD_RELEASE, None, campaign_id, date(2027, 1, 1), 2, "release.json")
    with transaction(app.state.engine) as connection:
        invites.make(connection, me_of(organizer).id, campaign_id, days=30)
        carry_out(connection, taken)
    whole = program.get(f"{campaign}/log").json()
    assert (len(whole["items"]), whole["next_cursor"]) == (3, None)
    items, address = [], f"{campaign}/log?limit=2"
    for _ in range(2):
        page = program.get(address).json()
        items += page["items"]
        address = f"{campaign}/log?limit=2&cursor={page['next_cursor']}"
    assert (items, page["next_cursor"]) == (whole["items"], None)
    about = {one["action"]: (one["starts_on"], one["number"], one["file_name"]) for one in items}
    assert about == {
        "create_campaign": (None, None, None),
        "make_invite": (None, None, None),
        "download_release": ("2027-01-01", 2, "release.json"),
    }
    assert program.get(f"{campaign}/log?cursor=nowhere").status_code == 422
    assert program.get(f"{campaign}/log?limit=501").status_code == 422


def test_coverage_by_platform_is_in_bands(app, program, campaign):
    band = "INSERT INTO platform_coverage VALUES (:id, 'quillmark', 10, 19), (:id, 'inkwell', 100, NULL)"
    with transaction(app.state.engine) as connection:
        connection.execute(text(band), {"id": campaign.rpartition("/")[2].replace("-", "")})
    assert program.get(f"{campaign}/coverage").json()["platforms"] == [
        {"platform": "inkwell", "least_count": 100, "most_count": None},
        {"platform": "quillmark", "least_count": 10, "most_count": 19},
    ]


def test_a_closed_campaign_stays_and_takes_no_more_ways_in(program, campaign):
    assert program.post(f"{campaign}/close").json()["state"] == "closed"
    refused = program.post(f"{campaign}/invites", json={})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert refused.json()["detail"] == "This campaign is closed. Nobody can join it any more."
