"""An operator loads the sample campaign, so that an organizer can look before asking anyone."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app import clock, database, errors
from app.access import viewer_of
from app.intake.sample_platforms import PLATFORMS
from app.intake.sample_writers import WRITERS
from app.jobs.sample_campaign import last_closed
from app.manage import main
from app.records import NOUNS, Secret, Session, Writer, table_of
from app.records.campaign import State
from app.records.team_membership import Role
from app.store import (
    audit_events,
    campaigns,
    contributors,
    demo,
    enrolments,
    everything,
    made_up,
    member_codes,
    organizers,
    platforms,
    teams,
    whole,
)
from app.store.frames import ledger_of
from reports.fixed_periods import closes_at
from reports.periods import Period
from tests.app.campaign_factories import (
    a_campaign,
    an_organizer,
    codes,
    handle_of,
    join_vouched,
    renew_coverage,
)
from tests.app.store_factories import a_writer

NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)
Q2, Q3 = Period(date(2026, 4, 1), date(2026, 7, 1)), Period(date(2026, 7, 1), date(2026, 10, 1))


@pytest.fixture(scope="module")
def filled(migrated_file, tmp_path_factory):
    """A database file into which the sample campaign was loaded, and what the command printed."""
    copy = tmp_path_factory.mktemp("sample") / "filled.db"
    copy.write_bytes(migrated_file.read_bytes())
    with pytest.MonkeyPatch.context() as patch, clock.frozen(NOW):
        patch.setenv("DATABASE_URL", f"sqlite:///{copy}")
        assert main(["sample", "--campaign"]) == 0
    return copy


@pytest.fixture
def url(filled, tmp_path, monkeypatch):
    copy = tmp_path / "copy.db"
    copy.write_bytes(filled.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    return f"sqlite:///{copy}"


@pytest.fixture
def connection(url):
    engine = database.open_engine(url)
    with clock.frozen(NOW), database.transaction(engine) as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def sample(connection):
    return campaigns.by_id(connection, demo.sample_campaign(connection))


@pytest.fixture
def organizer(connection):
    return viewer_of(demo.find(connection))


def rows_in_all(connection):
    tables = (*NOUNS.values(), Writer)
    return [connection.execute(select(func.count()).select_from(table_of(one))).scalar() for one in tables]


def test_the_command_says_that_everything_is_composed_and_opens_the_demo_once(url, capsys):
    for _ in range(2):
        with clock.frozen(NOW):
            assert main(["sample", "--campaign"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert "Everything in it is composed" in out
        assert f"{WRITERS} writers from 2026-04-01 on" in out
        assert re.search(r"^http://127\.0\.0\.1:8000/open/[\w-]{43}$", out, re.MULTILINE)


def test_done_twice_it_is_there_once(url):
    engine = database.open_engine(url)
    counts = []
    for _ in range(2):
        with database.transaction(engine) as connection:
            counts.append(
                (rows_in_all(connection), demo.find(connection), len(platforms.catalogue(connection)))
            )
        with clock.frozen(NOW):
            assert main(["sample", "--campaign"]) == 0
    assert counts[0][0] == counts[1][0]
    assert counts[0][1].id == counts[1][1].id
    assert counts[0][2] == counts[1][2] == len(PLATFORMS)
    engine.dispose()


def test_the_demo_account_organizes_a_campaign_that_says_it_is_a_sample(connection, organizer, sample):
    [mine] = campaigns.list_all(connection, organizer)
    assert mine == sample
    assert "Sample" in sample.name
    assert "composed" in sample.organization
    assert "made up" in sample.consent_text
    assert sample.first_on == Q2.start
    assert [member.role for member in teams.list_all(connection, organizer, sample.id)] == [Role.PUBLISH]
    assert [event.action for event in audit_events.page(connection, organizer, sample.id)] == [
        "create_campaign"
    ]
    assert [name for _, name in platforms.offered(connection, organizer)] == [
        f"{name} (sample)" for name in ("Annex", "Northlight", "Parable", "Quillbase", "Tessera")
    ]


@pytest.mark.parametrize("period", [Q2, Q3])
def test_both_closed_quarters_count_every_composed_writer_with_the_rows_of_that_quarter(
    connection, sample, period
):
    counted = contributors.of_period(connection, sample.id, period)
    assert len(counted) == WRITERS
    logged = table_of(NOUNS["tasks"])
    in_period = (logged.c.worked_on >= period.start) & (logged.c.worked_on < period.end)
    rows = connection.execute(select(logged.c.created_at, logged.c.worked_on).where(in_period)).all()
    demo_rows = connection.execute(
        select(func.count())
        .select_from(logged)
        .where(in_period, logged.c.writer_id == demo.find(connection).id)
    ).scalar()
    before = [row for row in rows if row.created_at < closes_at(period)]
    assert len(before) == len(rows) - demo_rows > 3000


def test_there_is_work_of_the_running_quarter_for_coverage(connection, organizer, sample):
    from app.store import coverage

    renew_coverage(connection)
    found = coverage.get(connection, organizer, sample.id)
    assert found.joined_count == WRITERS
    assert found.active_count >= 50
    assert "sample-northlight" in {
        one.platform for one in coverage.by_platform(connection, organizer, sample.id)
    }


def test_the_logs_of_composed_writers_read_as_everybodys_and_nothing_opens_them(connection, sample):
    counted = contributors.of_period(connection, sample.id, Q3)
    assert sum(len(ledger_of(connection, viewer).columns["tasks"]["id"]) for viewer in counted[:10]) > 500
    for secret in (table_of(Secret), table_of(Session)):
        opened = select(secret.c.writer_id).where(secret.c.writer_id.in_(counted))
        assert connection.execute(opened).all() == []


def test_no_real_writer_joins_the_sample_by_a_link_or_a_code(connection, organizer, sample):
    mine = a_writer(connection)
    for code in codes(connection, organizer, sample)[:2]:
        with pytest.raises(errors.Invalid, match="is a sample"):
            enrolments.enrol_by_code(connection, mine, code, sample.consent_version)
    assert enrolments.list_all(connection, mine) == []
    assert member_codes.campaign_of(connection, codes(connection, organizer, sample)[0]).id == sample.id


def test_no_composed_writer_is_counted_by_a_real_campaign(connection, sample):
    composed = contributors.of_period(connection, sample.id, Q3)[0]
    real = an_organizer(connection)
    campaign = a_campaign(connection, real, first_on=Q2.start)
    with pytest.raises(made_up.DemoCannotJoin):
        enrolments.enrol_by_code(connection, composed, codes(connection, real, campaign)[0], 1)
    join_vouched(connection, real, campaign, a_writer(connection))
    with pytest.raises(errors.NotAllowed):
        enrolments.enrol_composed(connection, composed, campaign)


def test_the_demo_organizer_looks_and_makes_nothing(connection, organizer, sample):
    real = an_organizer(connection)
    campaign = a_campaign(connection, real)
    with pytest.raises(errors.Invalid, match="made-up account"):
        a_campaign(connection, organizer)
    with pytest.raises(errors.Invalid, match="made-up account"):
        organizers.make(connection, organizer, handle_of(connection, a_writer(connection)))
    with pytest.raises(errors.Invalid, match="made-up account"):
        teams.set_role(connection, real, campaign.id, handle_of(connection, organizer), Role.VIEW)


def test_a_demo_account_that_was_erased_leaves_the_sample_to_the_next(url, connection, organizer, sample):
    everything.erase(connection, organizer)
    assert campaigns.by_id(connection, sample.id).state is State.CLOSED
    connection.commit()
    assert main(["sample", "--campaign"]) == 0
    engine = database.open_engine(url)
    with database.transaction(engine) as another:
        heir = demo.find(another)
        assert heir.id != organizer
        assert [one.id for one in campaigns.list_all(another, heir.id)] == [sample.id]
        assert len(whole.export_rows(another, heir.id)["contracts"]) == 20
        assert demo.count_composed(another) == WRITERS
    engine.dispose()


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-11-27", "2026-04-01"),
        ("2026-10-13", "2026-01-01"),
        ("2026-10-14", "2026-04-01"),
        ("2027-01-02", "2026-04-01"),
        ("2027-01-14", "2026-07-01"),
    ],
)
def test_the_quarters_are_the_two_that_were_closed_last(day, first):
    early, late = last_closed(datetime.fromisoformat(f"{day}T00:00:00+00:00"))
    assert str(early.start) == first
    assert (early.end, late.days // 10) == (late.start, 9)
    assert closes_at(late) <= datetime.fromisoformat(f"{day}T00:00:00+00:00")
