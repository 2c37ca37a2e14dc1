"""What the migrations build is what the tables say, on both databases, and goes both ways."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import NullPool, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app import database, errors
from app.records import METADATA
from app.store import imports, sessions, writers
from reports.periods import add_months

CHECKS_AND_KEYS = text(
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'alembic%' ORDER BY 1, 2"
)


@pytest.fixture
def opened(empty_url):
    engines = []

    def open_one():
        engines.append(database.open_engine(empty_url, poolclass=NullPool))
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.dispose()


def constraints(engine):
    """Every table's constraints in the database's own words."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            return [tuple(row) for row in connection.execute(CHECKS_AND_KEYS)]
        tables = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
        )
        return sorted(
            (name, line.strip().rstrip(",")) for name, sql in tables for line in sql.splitlines()[1:-1]
        )


def test_a_migrated_database_differs_from_the_tables_in_nothing(empty_url, opened):
    database.migrate(empty_url)
    with opened().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_migrated_database_has_the_same_checks_and_keys_as_the_tables_say(empty_url, opened):
    database.migrate(empty_url)
    migrated = constraints(opened())
    database.migrate(empty_url, "base")
    with opened().begin() as connection:
        METADATA.create_all(connection)
    assert constraints(opened()) == migrated
    assert len(migrated) > 150


def test_every_table_of_a_writer_begins_its_key_with_her_id(empty_url, opened):
    database.migrate(empty_url)
    looked = inspect(opened())
    reference_tables = {
        *("writer", "handle_directory", "secret", "passkey_directory", "challenge", "lease"),
        *("catalogue_platform", "alembic_version"),
        *("period_result", "release", "release_file", "release_build"),
        *("campaign", "invite", "code_sheet", "member_code", "audit_event", "coverage", "platform_coverage"),
    }
    for table in set(looked.get_table_names()) - reference_tables:
        assert looked.get_pk_constraint(table)["constrained_columns"] == ["writer_id", "id"], table
        for unique in looked.get_unique_constraints(table):
            assert unique["column_names"][0] == "writer_id", table


def test_down_leaves_nothing_and_up_builds_it_again(empty_url, opened):
    database.migrate(empty_url)
    before = constraints(opened())
    database.migrate(empty_url, "base")
    assert set(inspect(opened()).get_table_names()) <= {"alembic_version"}
    assert not database.schema_is_current(opened())
    database.migrate(empty_url)
    assert constraints(opened()) == before
    assert database.schema_is_current(opened())


def fingerprint(engine):
    """Rows and sums of whole numbers, per table."""
    with engine.connect() as connection:
        return {
            table.name: tuple(
                connection.execute(
                    text(
                        "SELECT count(*)"
                        + "".join(f", sum({name})" for name in table.c.keys() if name.endswith("_minor"))  # noqa: SIM118
                        + f" FROM {table.name}"
                    )
                ).one()
            )
            for table in METADATA.sorted_tables
        }


def test_a_filled_database_keeps_every_row_and_sum_when_migrated_again(empty_url, opened, filled_ledger):
    database.migrate(empty_url)
    with opened().begin() as connection:
        writer = writers.create(connection, zone="America/New_York", currency="USD", language="en")
        imports.record(connection, writer.id, filled_ledger, "test", "filled.json")
        sessions.open(connection, writer.id)
    before = fingerprint(opened())
    database.migrate(empty_url)
    assert fingerprint(opened()) == before
    assert all(
        before[table][0]
        for table in before
        if table
        not in {
            *("catalogue_platform", "amendment", "passkey", "passkey_directory", "challenge", "lease"),
            *(
                "conflict",
                "idempotency_key",
                "api_token",
                "timer",
                "put_off",
                "calendar_address",
                "share_link",
            ),
            *("campaign", "organizer", "team_membership", "invite", "code_sheet", "member_code", "enrolment"),
            *("period_result", "release", "release_file", "release_build"),
            *("audit_event", "coverage", "platform_coverage"),
        }
    )


def test_sessions_survive_the_migration_that_makes_their_table_again(empty_url, opened):
    database.migrate(empty_url)
    with opened().begin() as connection:
        writer = writers.create(connection, zone="America/New_York", currency="USD", language="en")
        token = sessions.open(connection, writer.id)
    database.migrate(empty_url, "2026_11_26_tasks_in_order")
    database.migrate(empty_url)
    with opened().begin() as connection:
        assert sessions.writer_of(connection, token) == writer


def test_a_filled_database_goes_down_to_nothing_and_takes_the_same_rows_again(
    empty_url, opened, filled_ledger
):
    prints = []
    for _ in range(2):
        database.migrate(empty_url)
        with opened().begin() as connection:
            writer = writers.create(connection, zone="America/New_York", currency="USD", language="en")
            imports.record(connection, writer.id, filled_ledger, "test", "filled.json")
        prints.append(fingerprint(opened()))
        database.migrate(empty_url, "base")
    assert prints[0] == prints[1]


FACT = text("SELECT fact, amount_minor, value FROM situation ORDER BY fact")


def test_below_the_newer_facts_only_their_rows_go(empty_url, opened, filled_ledger):
    newer = {"id": "n", "fact": "instalment_paid", "starts_on": date(2026, 4, 10), "value": "2026-1"}
    filled_ledger["situations"].append({**newer, "amount_minor": 50_000, "currency": "USD"})
    database.migrate(empty_url)
    with opened().begin() as connection:
        writer = writers.create(connection, zone="America/New_York", currency="USD", language="en")
        imports.record(connection, writer.id, filled_ledger, "test", "filled.json")
        both = [tuple(row) for row in connection.execute(FACT)]
    assert both == [("hours_wanted", None, "30"), ("instalment_paid", 50_000, "2026-1")]
    before = constraints(opened())

    database.migrate(empty_url, "2026_11_26_tasks_in_order")
    with opened().begin() as connection:
        assert [tuple(row) for row in connection.execute(FACT)] == both[:1]
    with pytest.raises(IntegrityError, match="ck_situation_fact"), opened().begin() as connection:
        connection.execute(text("UPDATE situation SET fact = 'instalment_paid'"))

    database.migrate(empty_url)
    assert constraints(opened()) == before
    assert {one["name"] for one in inspect(opened()).get_indexes("situation")} >= {
        "ix_situation_writer_id_starts_on"
    }
    with opened().begin() as connection:
        connection.execute(text("UPDATE situation SET fact = 'instalment_paid'"))


#: What is never changed -> a change.
GUARDED = {"period_result": "seed = 2", "release": "number = 2", "audit_event": "action = 'release'"}
EVENTS = text("SELECT action FROM audit_event ORDER BY action")


def test_the_audit_log_outlives_its_newer_words_and_is_guarded_before_and_after(empty_url, opened):
    from app.records import AuditEvent, table_of
    from app.tokens import uuid4

    def refuses(change):
        with pytest.raises(DBAPIError, match="never changed"), opened().begin() as connection:
            connection.execute(text(change))

    def events():
        with opened().connect() as connection:
            return connection.execute(EVENTS).scalars().all()

    database.migrate(empty_url)
    rows = [
        {"id": uuid4(), "action": action, "happened_on": date(2026, 5, 1)}
        for action in ("make_organizer", "remove_organizer")
    ]
    with opened().begin() as connection:
        connection.execute(table_of(AuditEvent).insert(), rows)
    before = constraints(opened())
    for revision, left in (("2026_11_27_campaigns", ["make_organizer"]), ("head", ["make_organizer"])):
        database.migrate(empty_url, revision)
        assert events() == left
        refuses("UPDATE audit_event SET action = 'make_codes'")
        refuses("DELETE FROM audit_event")
    assert constraints(opened()) == before
    if empty_url.startswith("sqlite"):
        refuses("REPLACE INTO audit_event SELECT * FROM audit_event")
    assert "ix_audit_event_campaign_id" in {
        one["name"] for one in inspect(opened()).get_indexes("audit_event")
    }


def test_a_stored_release_goes_below_its_newer_record_and_back_and_is_guarded_all_the_way(empty_url, opened):
    from app import clock
    from tests.app.campaign_factories import a_campaign, an_organizer
    from tests.app.releasing import a_stored_release

    def refuses(change):
        with pytest.raises(DBAPIError, match="never changed"), opened().begin() as connection:
            connection.execute(text(change))

    def rows(query):
        with opened().connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    files, about = (
        "SELECT language, name, content FROM release_file ORDER BY 1, 2",
        "SELECT action, starts_on, number, file_name FROM audit_event ORDER BY 1",
    )
    database.migrate(empty_url)
    with opened().begin() as connection, clock.frozen(datetime(2026, 5, 20, tzinfo=UTC)):
        organizer = an_organizer(connection)
        a_stored_release(connection, organizer, a_campaign(connection, organizer).id)
    before, stored, events = constraints(opened()), rows(files), len(rows(about))
    assert ("release", "2026-01-01", 1, None) in [(what, str(day), *more) for what, day, *more in rows(about)]

    database.migrate(empty_url, "2026_11_27_releases")
    assert rows("SELECT cells_attacked, cells_hidden FROM release") == [(9, 9)]
    for table, change in GUARDED.items():
        refuses(f"UPDATE {table} SET {change}")
        refuses(f"DELETE FROM {table}")

    database.migrate(empty_url)
    assert constraints(opened()) == before
    assert rows(files) == stored
    assert rows("SELECT cast(rules AS text), parameters_digest, seed FROM period_result") == [("{}", "", 1)]
    assert {tuple(more) for _, *more in rows(about)} == {(None, None, None)}
    assert len(rows(about)) == events
    for table, change in GUARDED.items():
        refuses(f"UPDATE {table} SET {change}")
        refuses(f"DELETE FROM {table}")
        if empty_url.startswith("sqlite"):
            refuses(f"REPLACE INTO {table} SELECT * FROM {table}")


BUILDS = text("SELECT state, percent FROM release_build ORDER BY starts_on")


def test_what_is_asked_for_outlives_the_count_of_its_tries_both_ways(empty_url, opened):
    from app.records import ReleaseBuild, table_of
    from app.records.release import BuildState
    from tests.app.campaign_factories import a_campaign, an_organizer

    database.migrate(empty_url)
    taken_until = datetime(2026, 5, 20, 15, tzinfo=UTC)
    with opened().begin() as connection:
        campaign = a_campaign(connection, an_organizer(connection))
        first_day, build = (
            date(2026, 1, 1),
            {"tables": ["rates"], "actor_id": None, "percent": 30, "tries": 2},
        )
        for state in ("drawing", "reading", "failed"):
            end = add_months(first_day, 3)
            told = {"campaign_id": campaign.id, "starts_on": first_day, "ends_on": end, "state": state}
            connection.execute(table_of(ReleaseBuild).insert(), {**build, **told, "taken_until": taken_until})
            first_day = end
    before = constraints(opened())

    database.migrate(empty_url, "2026_11_27_releases")
    with opened().connect() as connection:
        assert [tuple(row) for row in connection.execute(BUILDS)] == [
            ("waiting", 30),
            ("reading", 30),
            ("failed", 30),
        ]
    with pytest.raises(IntegrityError, match="ck_release_build_state"), opened().begin() as connection:
        connection.execute(text("UPDATE release_build SET state = 'drawing'"))

    database.migrate(empty_url)
    assert constraints(opened()) == before
    with opened().begin() as connection:
        rows = connection.execute(select(table_of(ReleaseBuild))).mappings().all()
        assert {(row["tries"], row["taken_until"], tuple(row["tables"])) for row in rows} == {
            (0, taken_until, ("rates",))
        }
        connection.execute(text("UPDATE release_build SET state = 'drawing'"))
    assert {row["state"] for row in rows} <= set(BuildState)
    for wrong in ("tries = -1", "tries = NULL", "state = 'dreaming'"):
        with pytest.raises(IntegrityError), opened().begin() as connection:
            connection.execute(text(f"UPDATE release_build SET {wrong}"))


def test_a_database_of_a_newer_pagerate_is_refused(empty_url, opened):
    database.migrate(empty_url)
    with opened().begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '2099_01_01_tomorrow'"))
    with pytest.raises(errors.SchemaUnknown, match="2099_01_01_tomorrow"):
        database.migrate(empty_url)
    assert not database.schema_is_current(opened())


def test_a_migration_that_leaves_orphans_is_rolled_back(sqlite_url):
    engine = database.open_engine(sqlite_url, poolclass=NullPool)
    raw = engine.raw_connection()
    raw.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
    raw.dbapi_connection.execute("INSERT INTO handle_directory VALUES ('lost-soul', '00')")
    raw.close()
    with pytest.raises(errors.SchemaBroken, match="1 rows of handle_directory"):
        database.migrate(sqlite_url, database.NEWEST)


def test_the_same_migration_in_two_processes_at_once_is_one_migration(empty_url, opened):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(database.migrate, [empty_url, empty_url]))
    assert database.schema_is_current(opened())


def test_secrets_survive_the_new_list_of_what_they_open_and_tokens_go_with_their_table(empty_url, opened):
    from app.records.api_token import ApiTokenCreate
    from app.store import api_tokens, sessions

    def hashes():
        with opened().connect() as connection:
            return set(connection.execute(text("SELECT hash FROM secret")).scalars())

    database.migrate(empty_url)
    with opened().begin() as connection:
        writer = writers.create(connection, zone="UTC", currency="USD", language="en")
        sessions.open(connection, writer.id)
    sessions_only = hashes()
    with opened().begin() as connection:
        api_tokens.make(connection, writer.id, ApiTokenCreate(name="Sheet", scope="read"))
    assert len(hashes()) == 2
    database.migrate(empty_url, "2026_11_26_more_facts")
    assert hashes() == sessions_only
    database.migrate(empty_url)
    assert hashes() == sessions_only
