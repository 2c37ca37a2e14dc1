"""Nothing of a writer is seen by an organizer: every page, download, answer, refusal and log line at her role is read."""

# ruff: noqa: F811 - fixtures are imported

from __future__ import annotations

import io
import logging
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from app import clock
from app.database import transaction
from app.jobs import releases as release_job
from app.store import enrolments, release_builds
from app.store import releases as release_store
from reports.parameters import Parameters
from reports.programme import PROGRAMME
from tests.app.campaign_factories import renew_coverage
from tests.app.conftest import NOW, app, browser, nobody  # noqa: F401 - fixtures
from tests.app.organizing import codes_in, link_in, make_campaign, me_of, organize, start
from tests.attacks.test_ownership import FORMS, JSON, OF_A_CAMPAIGN, OWN, ask

CANARY = "Zinnober"
WORKED = "2026-10-07"
SPOKEN = ("7 October", "7 de octubre", "7/10/2026", "10/7/2026", "Oct 7")
COHORT = 14
QUARTER, CLOSED = date(2026, 10, 1), datetime(2027, 1, 20, 18, tzinfo=UTC)
FILES = ("release.csv.zip", "release.xlsx", "release.json", "charts.zip")
#: Those after which the campaign is gone come last.
LAST = ("delete", "DELETE /api/v1/campaigns/{campaign_id}", "hand-over", "close")


@pytest.fixture
def organizer(browser):
    return organize(start(browser))


@pytest.fixture
def campaign(organizer):
    return make_campaign(organizer, first_on="2026-10-01")


@pytest.fixture
def cohort(app, browser, organizer, campaign):
    """Writers with a canary in every field, enrolled by codes and a link, counted."""
    secret = link_in(organizer.post(f"{campaign}/invite/links", data={"days": "30"}))
    codes = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))
    found = []
    for number in range(COHORT):
        client = start(browser)
        work = {"like": "other", "kind": f"{CANARY}-task", "platform": f"{CANARY}-platform", "duration": "37"}
        paid = {
            "is_paid": "yes",
            "pay": "83.41",
            "day": "other",
            "other_day": WORKED,
            "note": f"{CANARY}-note",
        }
        assert client.post("/today", data={**work, **paid}).status_code == 200
        with transaction(app.state.engine) as connection:
            writer = me_of(client)
            join, way = (
                (enrolments.enrol_by_link, secret)
                if number % 5 == 4
                else (enrolments.enrol_by_code, codes.pop())
            )
            join(connection, writer.id, way, 1)
            found.append(writer)
    with transaction(app.state.engine) as connection:
        renew_coverage(connection)
    return found


@pytest.fixture
def release(app, organizer, campaign, cohort):
    """The report of the quarter they worked in, made of their own logs; the clock stands where it is closed."""
    viewer, campaign_id = me_of(organizer).id, UUID(campaign.rpartition("/")[2])
    with clock.frozen(CLOSED):
        with transaction(app.state.engine) as connection:
            tables = [plan.key for plan in PROGRAMME]
            release_builds.ask(connection, viewer, campaign_id, QUARTER, tables)
        assert release_job.build_waiting(app.state.engine, Parameters.on_file()) == 1
        with transaction(app.state.engine) as connection:
            [made] = release_store.list_all(connection, viewer, campaign_id)
            names = release_store.file_names(connection, made)
        assert set(names["en"]) == set(FILES)
        yield made


def names_of(app, campaign, cohort):
    """Everything that names one of them, or a row of theirs."""
    with app.state.read_engine.connect() as connection:
        rows = [
            str(row[0])
            for table in ("task", "payment", "platform", "contract", "enrolment", "session")
            for row in connection.execute(text(f"SELECT id FROM {table}"))
        ]
    hers = [value for writer in cohort for value in (str(writer.id), writer.id.hex, writer.handle)]
    return {CANARY, WORKED, *SPOKEN, "83.41", *hers, *(row for row in rows if len(row) > 20)}


def ids_in(app, campaign):
    with app.state.read_engine.connect() as connection:
        found = {
            name: connection.execute(text(f"SELECT id FROM {table}")).scalar()
            for name, table in (
                ("invite_id", "invite"),
                ("sheet_id", "code_sheet"),
                ("organizer_id", "organizer"),
            )
        }
    return {**found, "campaign_id": campaign.rpartition("/")[2], "starts_on": str(QUARTER), "number": "1"}


def asked(name):
    return (any(word in name for word in LAST), name)


def addresses(names, ids):
    """Each address; those of a file once for each file."""
    for name in sorted(names, key=asked):
        for file in FILES if "{name}" in name else [""]:
            yield name, {**ids, "name": file}


def told_by(answer):
    """An answer with its headers, and what is in it where it is many files in one."""
    yield answer.text + str(answer.headers)
    if zipfile.is_zipfile(io.BytesIO(answer.content)):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            for name in archive.namelist():
                yield name + archive.read(name).decode(errors="replace")


@pytest.mark.usefixtures("release")
def test_no_answer_at_organizer_role_names_a_writer_or_a_day_of_hers(
    app, organizer, campaign, cohort, caplog
):
    canaries, ids = names_of(app, campaign, cohort), ids_in(app, campaign)
    names = OF_A_CAMPAIGN | {name for name in OWN if "campaigns" in name}
    seen, parts = [], 0
    with caplog.at_level(logging.DEBUG):
        for name, of_release in addresses(names, ids):
            answer = ask(organizer, name, of_release)
            for part in told_by(answer):
                assert {one for one in canaries if one in part} == set(), name
                parts += 1
            seen += [name] * (answer.status_code == 200)
    assert {name for name in OF_A_CAMPAIGN if name.startswith("GET") and "release" in name} <= set(seen)
    assert len(set(seen)) > 15
    assert parts > 60
    logged = "\n".join(str(vars(record)) for record in caplog.records if not record.name.startswith("httpx"))
    assert {one for one in canaries if one in logged} == set()


def test_what_is_kept_of_a_release_names_no_writer_of_it(app, organizer, campaign, cohort, release):
    canaries = names_of(app, campaign, cohort)
    with transaction(app.state.engine) as connection:
        whole = release_store.content(connection, me_of(organizer).id, release.campaign_id, QUARTER)
    assert release.writers_band == "10-19"
    assert {one for one in canaries if one.encode() in whole} == set()


def test_no_refusal_repeats_what_an_organizer_guesses_of_a_writer(organizer, campaign, cohort):
    """An id or a handle of a writer in the place of another id is not there, like one of nobody."""
    ids = {"campaign_id": campaign.rpartition("/")[2]}
    for name in OF_A_CAMPAIGN:
        place = re.search(r"{(invite|sheet|organizer)_id}", name)
        if place:
            key = f"{place[1]}_id"
            hers = ask(organizer, name, {**ids, key: str(cohort[0].id)})
            missing = ask(organizer, name, {**ids, key: "00000000-0000-4000-8000-000000000000"})
            assert hers.status_code == missing.status_code == 404, name


def test_an_organizer_opens_no_log_of_hers(app, organizer, cohort):
    with app.state.read_engine.connect() as connection:
        task = connection.execute(text("SELECT id FROM task")).scalar()
    for address in (f"/work/entries/{task}", f"/api/v1/tasks/{task}", f"/history/tasks/{task}"):
        assert organizer.get(address).status_code == 404


def test_coverage_moves_on_a_monday_only_however_many_join_or_leave(
    app, browser, organizer, campaign, cohort
):
    def said():
        return organizer.get(f"{campaign}/coverage").text.partition("<main")[2]

    before = said()
    assert "10 to 14" in before
    code = codes_in(organizer.post(f"{campaign}/invite/sheets", data={"size": "25"}))
    for _ in range(6):
        writer = me_of(start(browser))
        with transaction(app.state.engine) as connection:
            enrolments.enrol_by_code(connection, writer.id, code.pop(), 1)
            renew_coverage(connection)
        assert said() == before
    with clock.frozen(NOW + timedelta(days=4)), transaction(app.state.engine) as connection:
        assert clock.now() == datetime(2026, 11, 16, 18, tzinfo=UTC)
        renew_coverage(connection)
    assert "15 to 19" in said()


@pytest.mark.usefixtures("cohort")
def test_coverage_by_platform_says_a_band_and_none_of_her_words(app, organizer, campaign):
    with transaction(app.state.engine) as connection:
        connection.execute(text("INSERT INTO catalogue_platform VALUES ('quillmark', 'Quillmark')"))
        connection.execute(text("UPDATE platform SET catalogue_key = 'quillmark'"))
    with clock.frozen(NOW + timedelta(days=4)), transaction(app.state.engine) as connection:
        renew_coverage(connection)
    page, answer = organizer.get(f"{campaign}/coverage"), organizer.get(f"/api/v1{campaign}/coverage")
    assert answer.json()["platforms"] == [{"platform": "quillmark", "least_count": 10, "most_count": 19}]
    assert "Quillmark" in page.text
    assert "10 to 19" in page.text
    assert CANARY not in page.text + answer.text


def test_the_forms_of_this_suite_are_those_of_the_routes():
    """A form that is left empty is refused before anything could be told."""
    needed = {name for name in OF_A_CAMPAIGN if name.startswith("POST /campaigns") and name.count("{") == 1}
    assert needed - FORMS.keys() == {"POST /campaigns/{campaign_id}/close"}
    bodies = {
        name for name in OF_A_CAMPAIGN if name.startswith(("POST /api", "PUT /api")) and name.count("{") == 1
    }
    assert bodies - JSON.keys() == {"POST /api/v1/campaigns/{campaign_id}/close"}
