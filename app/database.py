"""The engine, transactions and the schema's version. One request is one transaction.

`Connection` is what the store takes: plain Core, because an ORM session on the write path costs more than
HTTP and the disk together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from app import errors

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

__all__ = [
    "Connection",
    "Engine",
    "is_writable",
    "migrate",
    "one_moment",
    "open_engine",
    "read_only",
    "refuse_unknown_schema",
    "schema_is_current",
    "scrub",
    "transaction",
]

#: The newest revision. A test holds it against the migrations, so that a start that has nothing to migrate
#: need not load the tool that migrates, which takes half as long as all the rest.
NEWEST = "2026_11_27_tries_of_a_build"
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

_PRAGMAS = (
    "busy_timeout=5000",  # first: the next one, too, may have to wait for another process
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # what is erased is overwritten, not only let go
)
# One key for every process that might migrate the same PostgreSQL at the same time.
_MIGRATION_LOCK = 7_281_503_624


class Tidy(sqlite3.Connection):
    """A connection that knows which of its cursors are still open.

    An error while rows are read leaves a cursor alive for as long as its traceback is, and a cursor keeps what SQLite
    showed it, even past a rollback: who gets the connection next would read old rows and could not write.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **options: Any) -> Any:
        """A cursor, remembered for as long as somebody holds it."""
        made = super().cursor(*args, **options)
        self._cursors.add(made)
        return made

    def close_cursors(self) -> None:
        """Let go of all that is still being read."""
        for cursor in tuple(self._cursors):
            cursor.close()


def open_engine(url: str, **options: Any) -> Engine:
    """Make an engine for SQLite (a file; its directory is made) or PostgreSQL."""
    if make_url(url).get_backend_name() == "sqlite":
        _make_directory(url)
        factory = {"connect_args": {"factory": Tidy}}
        engine = create_engine(url, **factory, **_unlimited(url, options), **options)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_on_sqlite)
        event.listen(engine, "reset", _close_cursors)
        return engine
    options = {"pool_pre_ping": True, **({} if "poolclass" in options else {"pool_size": 10}), **options}
    return create_engine(url, **options)


def _unlimited(url: str, options: Mapping[str, Any]) -> dict[str, int]:
    """A file has no server to spare: a thread that waits for a connection would hold up those that have one."""
    is_file = make_url(url).database not in (None, "", ":memory:")
    return {"max_overflow": -1} if is_file and "poolclass" not in options else {}


def read_only(engine: Engine) -> Engine:
    """Give the same pool, with transactions that refuse to write and, on SQLite, never wait for a writer."""
    return engine.execution_options(read_only=True, postgresql_readonly=True)


def one_moment(engine: Engine) -> Engine:
    """Give the same pool, with transactions that only read, and see to their end what was there when they began to.

    On SQLite every transaction that reads does; on PostgreSQL each statement would see what is there by then.
    """
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    return read_only(engine).execution_options(**options)


def transaction(engine: Engine) -> AbstractContextManager[Connection]:
    """One transaction: committed at the end of the block, rolled back when it raises."""
    return engine.begin()


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to a revision, up or down ("base" empties it), in one transaction."""
    engine = open_engine(url, poolclass=NullPool)
    if revision == "head" and schema_is_current(engine):
        return
    from alembic import command

    refuse_unknown_schema(engine)
    with engine.connect() as connection, _migrating(connection), connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        move = command.downgrade if _is_below(connection, revision) else command.upgrade
        move(config, revision)
        _refuse_orphans(connection)


def schema_is_current(engine: Engine) -> bool:
    """Whether the database is at this Pagerate's newest revision."""
    return _revision(engine) == NEWEST


def is_writable(engine: Engine) -> bool:
    """Whether the database takes a write now; the write changes nothing."""
    try:
        with transaction(engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    except DBAPIError:
        return False
    return True


def scrub(engine: Engine) -> None:
    """Let SQLite's journal forget what was erased; it does so by itself later, when somebody reads meanwhile."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def refuse_unknown_schema(engine: Engine) -> None:
    """Refuse a database that a newer Pagerate has migrated."""
    found = _revision(engine)
    if found in {None, NEWEST}:
        return
    known = {script.revision for script in _scripts().walk_revisions()}
    if found not in known:
        raise errors.SchemaUnknown(found=found)


def _make_directory(url: str) -> None:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)


def _set_pragmas(dbapi: Any, _: object) -> None:
    dbapi.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in _PRAGMAS:
        dbapi.execute("PRAGMA " + pragma)


def _close_cursors(dbapi: Any, *_: object) -> None:
    # Each time a connection goes back to the pool, whichever way it got there.
    dbapi.close_cursors()


def _begin_on_sqlite(connection: Connection) -> None:
    # A plain BEGIN that writes later fails with "locked" as soon as two do so; IMMEDIATE waits its turn.
    is_read_only = bool(connection.get_execution_options().get("read_only"))
    connection.exec_driver_sql("PRAGMA query_only=ON" if is_read_only else "PRAGMA query_only=OFF")
    connection.exec_driver_sql("BEGIN" if is_read_only else "BEGIN IMMEDIATE")


@contextmanager
def _migrating(connection: Connection) -> Iterator[None]:
    """Keep other migrations out, and foreign keys off where rebuilding a table would empty its children."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
        connection.commit()
        yield  # the lock goes with the connection
        return
    # Past SQLAlchemy, which would begin a transaction first; inside one this pragma does nothing.
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.execute("PRAGMA foreign_keys=OFF")
    yield


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise errors.SchemaBroken(count=len(orphans), table=orphans[0][0])


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _revision(engine: Engine) -> str | None:
    with read_only(engine).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def _is_below(connection: Connection, revision: str) -> bool:
    """Whether going to `revision` from here means going down."""
    if revision in {"head", "heads"}:
        return False
    if revision == "base":
        return True
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    above = {script.revision for script in _scripts().iterate_revisions(found, revision)} if found else set()
    return bool(above)
