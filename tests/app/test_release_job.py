"""A release from the rows of a whole campaign to its files: made once, told to nobody who reads it who is in it."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from app import clock
from app.database import migrate, open_engine, transaction
from app.jobs import release_reading, releases, releasing, sample_campaign, samples
from app.manage import main
from app.records import PeriodResult, table_of
from app.records.release import UNDER_WAY, BuildState
from app.settings import VERSION as CODE_VERSION
from app.store import release_builds
from app.store import releases as store
from reports.audit import Kind, NotReleasable, Unproved
from reports.audit.findings import Finding
from reports.cohorts import Measure
from reports.parameters import Parameters, digest
from reports.programme import PROGRAMME, VERSION
from reports.release import decoded
from tests.app.campaign_factories import a_campaign, an_organizer
from tests.reports.composed_releases import release

ON_FILE = Parameters.on_file()
ALL = [plan.key for plan in PROGRAMME]
Q1 = date(2026, 1, 1)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('released') / 'pagerate.db'}"


@pytest.fixture(scope="module")
def sample(url):
    """The sample campaign, with its first closed quarter released: engine, demo account, campaign, release."""
    migrate(url)
    engine = open_engine(url)
    with transaction(engine) as connection:
        me = samples.load(connection)
        campaign = sample_campaign.load(connection, me).campaign
        release_builds.ask(connection, me.id, campaign.id, campaign.first_on, ALL)
    assert releases.build_waiting(engine, ON_FILE) == 1
    with transaction(engine) as connection:
        [made] = store.list_all(connection, me.id, campaign.id)
    yield engine, me, campaign, made
    engine.dispose()


def files_of(engine, made):
    with transaction(engine) as connection:
        for language, names in store.file_names(connection, made).items():
            for name in names:
                yield name, store.file_of(connection, made, language, name)


def parts_of(name, content):
    """A file, and what is in it where it is many in one."""
    yield content
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield archive.read(inner)


def test_a_campaign_of_many_is_released_with_every_table_and_most_of_the_cohort(sample):
    _, _, campaign, made = sample
    assert (made.tables, made.number, made.starts_on) == (ALL, 1, campaign.first_on)
    assert made.writers_band == "100+"
    assert made.cells_hidden > 0
    assert (made.rules_version, made.programme_version, made.code_version) == ("1", VERSION, CODE_VERSION)


def test_rules_seed_and_public_figures_are_kept_beside_the_result_and_stand_in_no_file(sample):
    engine, _, campaign, made = sample
    with engine.connect() as connection:
        [kept] = connection.execute(select(table_of(PeriodResult))).mappings()
    assert kept["rules"] == {"k": campaign.smallest_group, "p": 10, "coalition": None, "version": "1"}
    assert kept["parameters_digest"] == digest(ON_FILE)
    private = (kept["parameters_digest"].encode(), str(kept["seed"]).encode(), b"coalition")
    for name, content in files_of(engine, made):
        for part in parts_of(name, content):
            assert not [secret for secret in private if secret in part], name
    assert not [secret for secret in private if secret in kept["content"]]


def test_nothing_that_is_stored_or_handed_out_names_one_of_its_writers(sample):
    engine, me, campaign, made = sample
    with engine.connect() as connection:
        hers = connection.execute(text("SELECT id, handle FROM writer")).all()
        titles = connection.execute(
            text("SELECT name FROM contract UNION SELECT name FROM platform")
        ).scalars()
        canaries = {word.encode() for row in hers for word in row} | {
            title.encode() for title in titles if "Code name" in title or len(title) > 14
        }
    with transaction(engine) as connection:
        whole = store.content(connection, me.id, campaign.id, campaign.first_on)
    parts = [whole, *(part for name, content in files_of(engine, made) for part in parts_of(name, content))]
    assert len(parts) > 40
    told = {name.encode() for names in decoded(whole).names.values() for name in names.values()}
    for part in parts:
        assert {one for one in canaries - told if one in part} == set()


def test_a_period_is_released_once_whoever_asks_again(sample):
    engine, me, campaign, made = sample
    with transaction(engine) as connection:
        release_builds.ask(connection, me.id, campaign.id, campaign.first_on, ["rates"])
        assert release_builds.list_all(connection, me.id, campaign.id) == []
    assert releases.build_waiting(engine, ON_FILE) == 0
    with transaction(engine) as connection:
        assert store.list_all(connection, me.id, campaign.id) == [made]


def test_the_command_says_what_there_is_and_makes_what_there_is_not(sample, url, monkeypatch, capsys):
    engine, me, campaign, _ = sample
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["release", str(campaign.id), f"{campaign.first_on:%Y-%m}"]) == 0
    assert "Version 1 of" in capsys.readouterr().out
    quarter = (campaign.first_on.month + 2) // 3
    following = (
        f"{campaign.first_on.year}-Q{quarter + 1}" if quarter < 4 else f"{campaign.first_on.year + 1}-Q1"
    )
    assert main(["release", str(campaign.id), following]) == 0
    assert "100+ writers" in capsys.readouterr().out
    with transaction(engine) as connection:
        assert len(store.list_all(connection, me.id, campaign.id)) == 2
    assert main(["release", "--waiting"]) == 0
    assert capsys.readouterr().out == "Made: 0.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["release"], "Name a campaign and a period"),
        (["release", "0f8fad5b-d9cb-469f-a165-70867728950e", "2026-01"], "There is no campaign"),
    ],
)
@pytest.mark.usefixtures("sample")
def test_a_campaign_or_period_that_is_missing_is_told_in_a_sentence(
    url, monkeypatch, capsys, arguments, said
):
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_period_that_is_no_period_of_it_is_told_in_a_sentence(sample, url, monkeypatch, capsys):
    _, _, campaign, _ = sample
    monkeypatch.setenv("DATABASE_URL", url)
    for period, said in (("2019-01", "no such period"), ("2099-01", "not closed")):
        assert main(["release", str(campaign.id), period]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["x", "2026-01"], ["0f8fad5b-d9cb-469f-a165-70867728950e", "2026-13"]])
def test_what_is_no_id_or_no_period_is_refused_before_anything_is_opened(capsys, words):
    with pytest.raises(SystemExit) as ended:
        main(["release", *words])
    assert ended.value.code == 2
    assert "is no" in capsys.readouterr().err


def test_every_way_a_build_can_end_has_its_sentence():
    assert set(releasing.ENDED) == set(BuildState) - set(UNDER_WAY)


# How a build ends that comes to nothing, on both databases


@pytest.fixture
def empty(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, campaign.id, Q1, ALL)
    return organizer, campaign


def ended(engine, organizer, campaign):
    with transaction(engine) as connection:
        [build] = release_builds.list_all(connection, organizer, campaign.id)
        assert store.list_all(connection, organizer, campaign.id) == []
        assert connection.execute(text("SELECT count(*) FROM period_result")).scalar() == 0
    return build.state


def test_too_few_writers_end_in_a_sentence_and_nothing_is_stored(engine, empty):
    assert releases.build_waiting(engine, ON_FILE) == 0
    assert ended(engine, *empty) == BuildState.TOO_FEW


def test_the_command_says_how_a_build_ended_as_the_page_does(engine, empty, monkeypatch, capsys):
    _, campaign = empty
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    assert main(["release", str(campaign.id), f"{Q1:%Y-%m}"]) == 4
    assert capsys.readouterr().err == f"{releasing.ENDED[BuildState.TOO_FEW]}\n"


def test_what_the_audit_could_break_is_refused_and_nothing_is_stored(engine, empty, monkeypatch):
    def broken(*_):
        raise NotReleasable([Finding(Kind.KNOWN, (), Measure.PAY, 1, 1, 2)])

    monkeypatch.setattr(releases, "build", broken)
    releases.build_waiting(engine, ON_FILE)
    assert ended(engine, *empty) == BuildState.REFUSED


def test_a_mishap_ends_in_a_sentence_and_its_words_stay_out_of_the_log(engine, empty, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("Nightingale earned 7")

    monkeypatch.setattr(releases, "build", broken)
    releases.build_waiting(engine, ON_FILE)
    assert ended(engine, *empty) == BuildState.FAILED
    assert "ZeroDivisionError" in caplog.text
    assert "Nightingale" not in caplog.text


def test_who_may_not_decide_any_more_gets_nothing_made(engine, empty):
    organizer, campaign = empty
    with transaction(engine) as connection:
        connection.execute(text("UPDATE team_membership SET role = 'view'"))
    releases.build_waiting(engine, ON_FILE)
    assert ended(engine, organizer, campaign) == BuildState.NOT_ALLOWED


def test_who_may_not_decide_any_more_when_it_is_made_gets_nothing_stored(engine, empty, monkeypatch):
    organizer, campaign = empty

    def built(*_):
        with transaction(engine) as connection:
            connection.execute(text("UPDATE team_membership SET role = 'view'"))
        return release()

    monkeypatch.setattr(releases, "build", built)
    assert releases.build_waiting(engine, ON_FILE) == 0
    assert ended(engine, organizer, campaign) == BuildState.NOT_ALLOWED


def test_page_and_files_of_a_release_made_over_midnight_have_one_day(engine, empty, monkeypatch):
    organizer, campaign = empty
    day = datetime(2026, 5, 20, 23, 59, tzinfo=UTC)
    with clock.frozen(day):
        read = release_reading.read

        def read_until_midnight(*given):
            found = read(*given)
            monkeypatch.setattr(clock, "now", lambda: day + timedelta(minutes=2))
            return found

        monkeypatch.setattr(release_reading, "read", read_until_midnight)
        monkeypatch.setattr(
            releases,
            "build",
            lambda _answers, _plans, frame: replace(release(), released_on=frame.released_on),
        )
        assert releases.build_waiting(engine, ON_FILE) == 1
    with transaction(engine) as connection:
        [made] = store.list_all(connection, organizer, campaign.id)
        told = json.loads(store.file_of(connection, made, "en", "release.json"))
    assert (made.released_on, told["released_on"]) == (day.date(), "2026-05-20")


def test_what_is_not_proved_in_time_is_refused(engine, empty, monkeypatch):
    def late(*_):
        raise Unproved

    monkeypatch.setattr(releases, "build", late)
    releases.build_waiting(engine, ON_FILE)
    assert ended(engine, *empty) == BuildState.REFUSED


def test_numbers_in_a_release_are_those_of_its_json(sample):
    engine, me, campaign, made = sample
    with transaction(engine) as connection:
        whole = decoded(store.content(connection, me.id, campaign.id, campaign.first_on))
        told = json.loads(store.file_of(connection, made, "en", "release.json"))
    assert [table["key"] for table in told["tables"]] == [table.key for table in whole.tables]
    assert told["protection"]["cells_hidden"] == made.cells_hidden == whole.protection.cells_hidden
