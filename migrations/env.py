"""How Alembic reaches the database: over the connection it is given, else where the settings say."""

from __future__ import annotations

from alembic import context

from app.database import Connection, open_engine
from app.records import METADATA
from app.settings import Settings


def run(connection: Connection) -> None:
    # Batch mode, because SQLite changes a table by making it again.
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations look at the database they change; run them on one.")

given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_engine(Settings().database_url).begin() as own:
        run(own)
