"""Leases: of several processes one does a job that is due."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from app import clock
from app.database import Connection
from app.records import Lease, table_of
from app.store.rows import insert_new

_TABLE = table_of(Lease)


def take(connection: Connection, job: str, last: timedelta) -> bool:
    """Whether the job is ours now; it is nobody else's for as long as said."""
    now = clock.now()
    until = now + last
    made = insert_new(connection, _TABLE).returning(_TABLE.c.job)
    if connection.execute(made, {"job": job, "until": until}).first() is not None:
        return True
    due = update(_TABLE).where(_TABLE.c.job == job, _TABLE.c.until <= now).values(until=until)
    return bool(connection.execute(due).rowcount)
