"""An operator looks after a campaign whose people cannot be reached."""

from datetime import UTC, datetime

import pytest

from app import clock, database
from app.manage import main
from app.records.campaign import State
from app.store import audit_events, campaigns, organizers, teams
from tests.app.campaign_factories import a_campaign, an_organizer, handle_of, join_vouched
from tests.app.store_factories import a_writer

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)
LATER = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def run(capsys):
    def run(*words):
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def opened(sqlite_engine, sqlite_url, monkeypatch):
    """A transaction on the database that the commands find."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with clock.frozen(NOW):
        yield lambda: database.transaction(sqlite_engine)


@pytest.fixture
def organizer(opened):
    with opened() as connection:
        return an_organizer(connection)


@pytest.fixture
def campaign(opened, organizer):
    with opened() as connection:
        return a_campaign(connection, organizer)


def test_campaigns_are_listed_with_their_ids(run, opened, organizer, campaign):
    with opened() as connection:
        other = a_campaign(connection, organizer, name="All about scenes")
        campaigns.close(connection, organizer, other.id)
    code, out, err = run("campaigns")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{other.id}\tclosed\tAll about scenes\tGuild of Gig Writers",
        f"{campaign.id}\topen\tWhat a scene pays\tGuild of Gig Writers",
    ]


def test_a_campaign_is_closed_and_the_log_names_nobody(run, opened, organizer, campaign):
    assert run("campaigns", "close", campaign.id) == (0, "Closed.\n", "")
    assert run("campaigns", "close", campaign.id) == (0, "Closed.\n", "")
    with opened() as connection:
        assert campaigns.get(connection, organizer, campaign.id).state is State.CLOSED
        events = audit_events.page(connection, organizer, campaign.id)
    assert [event.actor_id for event in events if event.action == "close_campaign"] == [None]


def test_a_campaign_is_deleted_unless_it_has_counted(run, opened, organizer, campaign):
    with opened() as connection:
        another = a_campaign(connection, organizer)
        join_vouched(connection, organizer, another, a_writer(connection))
    with clock.frozen(LATER):
        assert run("campaigns", "delete", campaign.id) == (0, "Deleted.\n", "")
        code, out, err = run("campaigns", "delete", another.id)
    assert (code, out) == (2, "")
    assert "Close it instead" in err
    with opened() as connection:
        assert [one.id for one in campaigns.list_all(connection, organizer)] == [another.id]


def test_a_campaign_is_handed_to_an_organizer_and_to_nobody_else(run, opened, campaign):
    with opened() as connection:
        heir, writer = an_organizer(connection), a_writer(connection)
        handle, other = handle_of(connection, heir), handle_of(connection, writer)
    assert run("campaigns", "hand-over", campaign.id, "--to", handle) == (
        0,
        f"{handle} decides about it now.\n",
        "",
    )
    with opened() as connection:
        campaigns.close(connection, heir, campaign.id)
        assert len(teams.list_all(connection, heir, campaign.id)) == 2
    assert run("campaigns", "hand-over", campaign.id, "--to", other) == (
        2,
        "",
        "pagerate: This writer is no organizer.\n",
    )
    assert "no writer “no-body”" in run("campaigns", "hand-over", campaign.id, "--to", "no-body")[2]


def test_an_organizer_is_removed_and_her_campaign_closed(run, opened, organizer, campaign):
    with opened() as connection:
        handle, other = handle_of(connection, organizer), handle_of(connection, a_writer(connection))
    assert run("campaigns", "remove-organizer", handle) == (0, f"{handle} is no organizer any more.\n", "")
    assert "\tclosed\t" in run("campaigns")[1]
    with opened() as connection:
        assert organizers.find(connection, organizer) is None
        assert campaigns.list_all(connection, organizer) == []
    for nobody in (handle, other):
        assert run("campaigns", "remove-organizer", nobody) == (
            2,
            "",
            "pagerate: This writer is no organizer.\n",
        )
    assert "no writer “no-body”" in run("campaigns", "remove-organizer", "no-body")[2]


@pytest.mark.parametrize("words", [("close",), ("delete",), ("hand-over", "--to")])
def test_an_id_of_no_campaign_changes_nothing(run, opened, organizer, words):
    with opened() as connection:
        to = [handle_of(connection, organizer)] if "--to" in words else []
    code, out, err = run("campaigns", words[0], organizer, *words[1:], *to)
    assert (code, out) == (2, "")
    assert "no campaign of this id" in err


def test_what_is_no_id_is_said_so(run, capsys):
    with pytest.raises(SystemExit, match="2"):
        run("campaigns", "close", "everything")
    assert "“everything” is no id of a campaign" in capsys.readouterr().err
