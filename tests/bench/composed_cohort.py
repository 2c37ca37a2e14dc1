"""A database of many writers with as many tasks each as one asks for, for benches: nobody's log."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

import duckdb  # noqa: E402
import pandas as pd  # noqa: E402
from bench_realpay import composed_ledger, row_id, with_every_chart  # noqa: E402
from sqlalchemy import Table, insert, literal, select, text  # noqa: E402

from app import database  # noqa: E402
from app.access import Viewer  # noqa: E402
from app.database import Connection, Engine  # noqa: E402
from app.records import NOUNS, Campaign, Enrolment, HandleDirectory, Writer, table_of  # noqa: E402
from app.records.campaign import CampaignCreate  # noqa: E402
from app.store import imports, writers  # noqa: E402
from app.store.rows import plain  # noqa: E402
from app.tokens import uuid4  # noqa: E402
from reports.frames import SCHEMAS  # noqa: E402
from reports.periods import Period  # noqa: E402

QUARTER = Period(date(2026, 7, 1), date(2026, 10, 1))
LOGGED_AT = datetime(2026, 10, 2, tzinfo=UTC)
KINDS = ("ranking", "rating", "writing")
PLATFORMS = tuple(f"platform-{number}" for number in range(5))
CONTRACTS = 20
#: Logs that differ; all others are copies of one of these, made by the database.
DIFFERENT = 20
PLACES = ("US-CA", "US-NY", "US-TX", "US-WA")
RUNS = 9


def fill(url: str, count: int, tasks: int) -> UUID:
    """Migrate a database and lay out so many writers with so many tasks of one quarter each, all in one campaign."""
    database.migrate(url)
    engine = database.open_engine(url)
    with database.transaction(engine) as connection:
        if connection.dialect.name == "postgresql":  # the copies point where the originals do
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        first = [_imported(connection, number, tasks) for number in range(min(DIFFERENT, count))]
        for number in range(len(first), count):
            _copy(connection, first[number % len(first)], number)
        campaign_id = _campaign(connection)
    _settle(engine)
    engine.dispose()
    return campaign_id


def composed(number: int, tasks: int) -> dict[str, list[dict[str, object]]]:
    """A log with fees, late pay, toll, changed terms and a place; each number's pays differently."""
    rows = with_every_chart(
        composed_ledger(QUARTER.start, tasks=tasks, days=QUARTER.days, contracts=CONTRACTS)
    )
    for platform, key in zip(rows["platforms"], PLATFORMS, strict=True):
        platform["catalogue_key"] = key
    for task, kind in zip(rows["tasks"], cycle(KINDS), strict=False):
        task["kind"] = kind
    for payment in rows["payments"]:
        payment["amount_minor"] = 15_000 + 500 * number
    place = {"fact": "place_of_work", "starts_on": QUARTER.start, "value": PLACES[number % len(PLACES)]}
    rows["situations"] = [{"id": row_id("situation", 0), **place}]
    return {
        noun: [{**dict.fromkeys(SCHEMAS[noun]), **row} for row in listed] for noun, listed in rows.items()
    }


def _imported(connection: Connection, number: int, tasks: int) -> Viewer:
    made = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
    imports.record(connection, made.id, composed(number, tasks), "bench", "bench")
    for record in NOUNS.values():
        table = table_of(record)
        connection.execute(
            table.update().where(table.c.writer_id == made.id).values(created_at=LOGGED_AT, import_id=None)
        )
    return made.id


def _campaign(connection: Connection) -> UUID:
    """A campaign in which everybody is enrolled by a member code."""
    campaign = CampaignCreate(
        name="Bench",
        organization="Nobody",
        audience="Everybody",
        question="How long does it take?",
        languages=["en"],
        consent_text="Nobody is asked.",
        platforms=list(PLATFORMS),
        currency="USD",
        first_on=QUARTER.start,
    )
    own = {"id": uuid4(), "consent_version": 1, "state": "open", "created_on": QUARTER.start}
    connection.execute(table_of(Campaign).insert(), {**plain(campaign.model_dump()), **own})
    yes = {"campaign_id": own["id"], "starts_on": QUARTER.start, "consented_on": QUARTER.start}
    known = {"consent_version": 1, "is_vouched": True}
    enrolled = [{"writer_id": viewer, "id": uuid4(), **yes, **known} for viewer in _everybody(connection)]
    connection.execute(table_of(Enrolment).insert(), enrolled)
    return own["id"]


def _everybody(connection: Connection) -> list[Viewer]:
    return list(connection.execute(select(table_of(Writer).c.id)).scalars())


def _copy(connection: Connection, of: Viewer, number: int) -> None:
    """Past the store, which would take an hour; ids of rows are a writer's own, so they may be the same."""
    writer_id = uuid4()
    changed = {"id": writer_id, "handle": f"bench-{number}"}
    _copy_rows(connection, table_of(Writer), changed, id=of)
    connection.execute(
        table_of(HandleDirectory).insert(), {"handle": changed["handle"], "writer_id": writer_id}
    )
    for record in NOUNS.values():
        _copy_rows(connection, table_of(record), {"writer_id": writer_id}, writer_id=of)


def _copy_rows(connection: Connection, table: Table, changed: dict[str, object], **of: object) -> None:
    new = [
        literal(changed[column.name], column.type) if column.name in changed else column for column in table.c
    ]
    rows = select(*new).where(*(table.c[name] == value for name, value in of.items()))
    connection.execute(insert(table).from_select([column.name for column in table.c], rows))


def _settle(engine: Engine) -> None:
    """Statistics, as a database that is not an hour old has them."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


_FLAT = """
    SELECT task.writer_id, platform.catalogue_key AS platform, task.kind,
        (SELECT pay_model FROM terms
            WHERE terms.writer_id = task.writer_id AND terms.contract_id = task.contract_id
            ORDER BY effective_on LIMIT 1) AS pay_model,
        (SELECT value FROM situation WHERE situation.writer_id = task.writer_id AND fact = 'place_of_work') AS place,
        task.seconds, task.expected_minor
    FROM task
    JOIN contract ON contract.writer_id = task.writer_id AND contract.id = task.contract_id
    JOIN platform ON platform.writer_id = contract.writer_id AND platform.id = contract.platform_id
"""
_GROUPED = """
    SELECT kind, pay_model, place, platform, sum(seconds), count(DISTINCT writer_id), sum(expected_minor)
    FROM read_parquet(?) GROUP BY platform, kind, pay_model, place
"""


def write_parquet(url: str, path: Path) -> None:
    """All tasks as one file, a row each with everything it is grouped by."""
    with database.open_engine(url).connect() as connection:
        flat = pd.read_sql_query(text(_FLAT), connection)
    with duckdb.connect() as duck:
        duck.register("flat", flat)
        duck.execute(f"COPY flat TO '{path}' (FORMAT parquet)")


def add_up_with_duckdb(path: Path) -> tuple[float, dict[tuple[str, ...], tuple[int, int]]]:
    """The median of some runs, and of every cell seconds and writers."""
    times = []
    with duckdb.connect() as duck:
        for _ in range(RUNS):
            start = time.perf_counter()
            rows = duck.execute(_GROUPED, [str(path)]).fetchall()
            times.append(time.perf_counter() - start)
    return statistics.median(times), {row[:4]: (int(row[4]), row[5]) for row in rows}
