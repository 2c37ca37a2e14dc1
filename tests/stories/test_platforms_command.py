"""An operator keeps the catalogue of platforms that all writers share."""

import pytest

from app import database
from app.manage import main
from app.records.platform import PlatformUpdate
from app.store import platforms
from tests.app.campaign_factories import a_campaign, an_organizer
from tests.app.store_factories import a_writer


@pytest.fixture
def run(capsys, sqlite_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    def run(*words):
        code = main(["platforms", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def opened(sqlite_engine):
    return lambda: database.transaction(sqlite_engine)


def test_platforms_are_added_once_and_listed_by_name(run):
    assert run() == (0, "", "")
    for _ in range(2):
        assert run("add", "quill-base", "Quillbase") == (0, "It is in the catalogue.\n", "")
    run("add", "annex", "  Annex   Works ")
    assert run() == (0, "annex\tAnnex Works\nquill-base\tQuillbase\n", "")


@pytest.mark.parametrize(
    ("key", "name", "reason"),
    [
        ("quill-base", "Quill", "Rename it instead"),
        ("other-one", "QUILLBASE", "Another key has this name"),
        ("Annex", "Annex", "small letters"),
        ("an nex", "Annex", "small letters"),
        ("x" * 61, "Annex", "60 of them at most"),
        ("other", "Annex", "kept for something else"),
        ("sample-annex", "Annex", "kept for something else"),
        ("annex", "  ", "Give the platform a name"),
        ("annex", "x" * 121, "Give the platform a name"),
    ],
)
def test_what_would_be_mixed_up_with_something_else_is_refused(run, key, name, reason):
    run("add", "quill-base", "Quillbase")
    code, out, err = run("add", key, name)
    assert (code, out) == (2, "")
    assert reason in err
    assert run() == (0, "quill-base\tQuillbase\n", "")


def test_a_platform_is_renamed_and_whoever_named_it_still_means_it(run, opened):
    run("add", "quill-base", "Quillbase")
    with opened() as connection:
        mine = a_writer(connection)
        platforms.find_or_log(connection, mine, "Q", catalogue_key="quill-base")
    for _ in range(2):
        assert run("rename", "quill-base", "QuillBase") == (0, "Renamed.\n", "")
    assert run()[1] == "quill-base\tQuillBase\n"
    with opened() as connection:
        assert platforms.list_all(connection, mine)[0].catalogue_key == "quill-base"
    code, _, err = run("rename", "annex", "Annex")
    assert code == 2
    assert "no platform of this key" in err
    run("add", "annex", "Annex")
    assert "Another key has this name" in run("rename", "annex", "quillbase")[2]


def test_a_platform_is_removed_while_nobody_names_it(run, opened):
    run("add", "annex", "Annex")
    with opened() as connection:
        mine = a_writer(connection)
        row = platforms.find_or_log(connection, mine, "A", catalogue_key="annex")
        platforms.withdraw(connection, mine, row.id)
    code, out, err = run("remove", "annex")
    assert (code, out) == (2, "")
    assert "A writer or a campaign names this platform" in err
    with opened() as connection:
        row = platforms.restore(connection, mine, row.id)
        change = PlatformUpdate(revision=row.revision, name="A", catalogue_key=None)
        platforms.amend(connection, mine, row.id, change)
    for _ in range(2):
        assert run("remove", "annex") == (0, "It is not in the catalogue any more.\n", "")
    assert run() == (0, "", "")


def test_a_platform_that_a_campaign_is_about_stays(run, opened):
    run("add", "annex", "Annex")
    with opened() as connection:
        a_campaign(connection, an_organizer(connection), platforms=["annex"])
    assert "so it stays" in run("remove", "annex")[2]
    assert run()[1] == "annex\tAnnex\n"
