"""Campaigns over the API: read first, then joined with the version that was read; listed and left."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from app.database import transaction
from app.jobs import samples
from tests.api.conftest import API
from tests.app.conftest import ADDRESS
from tests.app.test_join_pages import Asked

ENROLMENTS = f"{API}/enrolments"


@pytest.fixture
def asked(app):
    return Asked(app)


@pytest.fixture
def program(app, writer):
    """A program with a token of this scope, and no cookie."""

    def of(scope: str) -> TestClient:
        made = writer.post(f"{API}/tokens", json={"name": scope, "scope": scope}).json()
        return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {made['secret']}"})

    return of


def join(client, version=1, **opening):
    return client.post(ENROLMENTS, json={**opening, "consent_version": version})


def test_a_program_reads_what_is_asked_and_joins_with_the_version_it_read(program, asked):
    client = program("write")
    read = client.post(f"{ENROLMENTS}/look", json={"code": asked.codes[0].lower()}).json()
    assert (read["campaign"]["question"], read["campaign"]["consent_version"]) == (
        "What is an hour worth?",
        1,
    )
    assert (read["counts_from"], read["closes_on"], read["ends"]) == ("2026-10-01", "2027-01-14", None)
    joined = join(client, read["campaign"]["consent_version"], code=asked.codes[0])
    assert joined.status_code == 201
    row = joined.json()
    assert (row["is_vouched"], row["starts_on"], row["ends_on"]) == (True, "2026-10-01", None)
    assert client.get(ENROLMENTS).json()["items"] == [row]
    assert client.get(f"{ENROLMENTS}/{row['id']}").json() == row
    assert asked.counted() == 1


def test_one_leaves_what_one_has_joined(writer, browser, asked):
    row = join(writer, code=asked.codes[0]).json()
    other = browser()
    other.post("/start")
    assert other.delete(f"{ENROLMENTS}/{row['id']}").status_code == 404
    assert asked.counted() == 1
    assert writer.delete(f"{ENROLMENTS}/{row['id']}").status_code == 204
    assert writer.get(ENROLMENTS).json()["items"] == []
    assert writer.delete(f"{ENROLMENTS}/{row['id']}").status_code == 404
    assert asked.counted() == 0


def test_what_another_campaign_loses_is_said_before(app, writer, asked):
    other = Asked(app, name="Waiting is work", period_length="month")
    join(writer, code=asked.codes[0])
    read = writer.post(f"{ENROLMENTS}/look", json={"link": other.link}).json()
    assert (read["ends"], read["ends_on"], read["counts_from"]) == (
        "What a scene pays",
        "2027-01-01",
        "2027-01-01",
    )
    assert not read["is_enrolled"]


def test_a_yes_to_words_that_have_changed_is_412_with_the_new_ones(writer, asked):
    asked.change_words(consent_text="We also count the weather.")
    answer = join(writer, code=asked.codes[0])
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["present"]["consent_text"] == "We also count the weather."
    assert writer.get(ENROLMENTS).json()["items"] == []
    assert join(writer, 2, code=asked.codes[0]).status_code == 201


def test_a_link_enrols_and_does_not_count(writer, asked):
    assert join(writer, link=asked.link).json()["is_vouched"] is False
    assert asked.counted() == 0


def test_what_opens_nothing_is_one_answer(writer, browser, asked):
    other = browser()
    other.post("/start")
    join(other, code=asked.codes[0])
    answers = [join(writer, code=code) for code in (asked.codes[0], asked.codes[0][:-4] + "0000", "0" * 20)]
    assert {answer.status_code for answer in answers} == {422}
    assert {str(answer.json()["fields"]) for answer in answers} == {
        "{'code': 'This code opens nothing. Look at it again, or ask for another one.'}"
    }
    links = [join(writer, link="x" * 43), writer.post(f"{ENROLMENTS}/look", json={"link": "x"})]
    assert [answer.status_code for answer in links] == [404, 404]


def test_wrong_codes_are_throttled_with_those_of_the_pages(writer, asked):
    for _ in range(5):
        assert writer.post(f"{ENROLMENTS}/look", json={"code": "0" * 20}).status_code == 422
    refused = join(writer, code=asked.codes[0])
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert writer.post("/join", data={"code": asked.codes[0]}).status_code == 429


def test_a_code_of_another_length_is_said_to_be_that_and_throttles_nobody(writer, asked):
    for _ in range(8):
        refused = writer.post(f"{ENROLMENTS}/look", json={"code": "0000"})
        assert (refused.status_code, "20 letters and digits" in refused.json()["fields"]["code"]) == (
            422,
            True,
        )
    assert join(writer, code=asked.codes[0]).status_code == 201


@pytest.mark.parametrize("body", [{}, {"link": "x", "code": "y"}, {"code": ""}, {"code": "x" * 121}])
def test_one_of_both_is_given(writer, body):
    assert join(writer, **body).status_code == 422


def test_a_token_that_only_reads_joins_and_leaves_nothing(writer, program, asked):
    row = join(writer, code=asked.codes[0]).json()
    reader = program("read")
    assert reader.get(ENROLMENTS).status_code == 200
    for answer in (join(reader, code=asked.codes[1]), reader.delete(f"{ENROLMENTS}/{row['id']}")):
        assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
    assert asked.counted() == 1


def test_the_demo_account_joins_nothing(app, nobody, asked):
    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    nobody.post(address)
    answer = join(nobody, code=asked.codes[0])
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert answer.json()["detail"] == "This is a made-up log. It cannot join a campaign."
    assert nobody.get(f"{ENROLMENTS}/{uuid4()}").status_code == 404
