"""Whether or when a link or a code was used stands nowhere: in no row, no log, no answer, and in no amount of work."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app import clock
from app.database import transaction
from app.records import METADATA
from app.store import audit_events, campaigns, coverage, invites, member_codes
from tests.app.conftest import NOW, app, browser, nobody, writer  # noqa: F401 - fixtures
from tests.app.test_join_pages import Asked, yes

#: What a yes may write: her enrolment, her account where she had none, the code that is gone, and that she wrote.
OF_HERS = {"enrolment", "member_code", "writer", "handle_directory", "session", "secret"}


@pytest.fixture
def asked(app):  # noqa: F811
    return Asked(app)


def tables(app):  # noqa: F811
    with app.state.read_engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
            for table in METADATA.sorted_tables
        }


def seen_by_the_team(app, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        of_campaign = connection, asked.organizer, asked.campaign.id
        reads = (campaigns.get, invites.list_all, member_codes.list_all, audit_events.page, coverage.get)
        return [read(*of_campaign) for read in reads]


def test_the_team_sees_the_same_before_and_after_links_and_codes_are_used(app, browser, asked):  # noqa: F811
    before, seen = tables(app), seen_by_the_team(app, asked)
    yes(browser(), link=asked.link)
    yes(browser(), asked.codes[0])
    yes(browser(), asked.codes[1], asked.link)
    yes(browser(), asked.codes[0])
    after = tables(app)
    assert seen_by_the_team(app, asked) == seen
    assert {name for name in before if before[name] != after[name]} == OF_HERS
    assert set(after["member_code"]) < set(before["member_code"])


def test_two_who_came_by_different_links_leave_the_same_rows(app, browser, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        second = invites.make(connection, asked.organizer, asked.campaign.id, 30).secret
    yes(browser(), link=asked.link)
    yes(browser(), link=second)
    with app.state.read_engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(select(METADATA.tables["enrolment"])).mappings()]
    assert len(rows) == 2
    for row in rows:
        del row["writer_id"], row["id"]
    assert rows[0] == rows[1]


def test_no_log_and_no_row_has_a_link_or_a_code(browser, writer, asked, caplog, capfd):  # noqa: F811
    secrets = [asked.link, *asked.codes[:3], *(code.replace("-", "") for code in asked.codes[:3])]
    with caplog.at_level(logging.DEBUG):
        writer.get(f"/join/{asked.link}")
        writer.post("/join", data={"code": asked.codes[0]})
        yes(writer, asked.codes[0])
        yes(browser(), asked.codes[0])
        yes(browser(), asked.codes[1], asked.link)
        writer.post("/api/v1/enrolments/look", json={"link": asked.link})
        writer.post("/api/v1/enrolments", json={"code": asked.codes[2], "consent_version": 1})
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    said = "\n".join(map(str, map(vars, ours))) + "".join(capfd.readouterr()) + str(tables(asked.app))
    for secret in secrets:
        assert secret not in said


def test_a_link_is_as_much_work_whatever_it_is(app, nobody, asked):  # noqa: F811
    with transaction(app.state.engine) as connection:
        paused = invites.make(connection, asked.organizer, asked.campaign.id, 30)
        invites.pause(connection, asked.organizer, asked.campaign.id, paused.invite.id, paused=True)
        with clock.frozen(NOW - timedelta(days=60)):
            over = invites.make(connection, asked.organizer, asked.campaign.id, 1)
    assert statements(app, nobody, paused.secret) == statements(app, nobody, over.secret)
    assert statements(app, nobody, over.secret) == statements(app, nobody, "x" * 43)


def statements(app, client, secret):  # noqa: F811
    """What is asked of the database for a page."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        asked.append(statement)

    event.listen(app.state.read_engine, "before_cursor_execute", note)
    try:
        assert client.get(f"/join/{secret}").status_code == 404
    finally:
        event.remove(app.state.read_engine, "before_cursor_execute", note)
    assert asked
    return asked


def test_looking_at_a_code_asks_nothing_of_the_codes(app, nobody, asked):  # noqa: F811
    found: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        found.append(statement)

    event.listen(app.state.engine, "before_cursor_execute", note)
    try:
        assert nobody.post("/join", data={"code": asked.codes[0]}).status_code == 200
    finally:
        event.remove(app.state.engine, "before_cursor_execute", note)
    assert any("code_sheet" in one for one in found)
    assert not any("member_code" in one for one in found)


def test_a_share_of_openings_is_not_counted_for_an_invite(app, nobody, asked):  # noqa: F811
    for _ in range(3):
        nobody.get(f"/join/{asked.link}")
    assert app.state.openings._noted == {}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_makes_her_join(writer, app, asked, site):  # noqa: F811
    before = tables(app)
    foreign = {"Sec-Fetch-Site": site, "Origin": "https://evil.example"}
    answer = writer.post(f"/join/{asked.link}", data={"version": "1"}, headers=foreign)
    assert answer.status_code == 403
    assert tables(app) == before
