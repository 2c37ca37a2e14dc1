"""A transaction that failed leaves nothing behind for whoever gets its connection next."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.database import read_only, transaction

COUNT = text("SELECT count(*) FROM lease")


def write(connection, name):
    row = {"name": name, "day": "2026-11-12 00:00:00+00:00"}
    connection.execute(text("INSERT INTO lease (job, until) VALUES (:name, :day)"), row)


def fail_while_reading(engine, names):
    """An error half way through rows; whoever holds it holds the cursor too."""
    with transaction(engine) as connection:
        for name in names:
            write(connection, name)
        rows = connection.execute(text("SELECT job FROM lease"))
        raise LookupError(rows.fetchone())


@pytest.mark.parametrize("is_read_only", [True, False], ids=["reading", "writing"])
def test_a_connection_on_which_reading_broke_off_shows_new_rows_and_takes_them(engine, is_read_only):
    with transaction(engine) as connection:
        for number in range(9):
            write(connection, f"before {number}")
    asked, names = (read_only(engine), ()) if is_read_only else (engine, ("never",))
    with engine.connect() as other:
        with pytest.raises(LookupError) as held:
            fail_while_reading(asked, names)
        with other.begin():
            write(other, "after")
        with transaction(read_only(engine)) as next_one:
            assert next_one.execute(COUNT).scalar_one() == 10
        with transaction(engine) as next_one:
            write(next_one, "last")
            assert next_one.execute(COUNT).scalar_one() == 11
    assert held.value.__traceback__  # the error, and with it the cursor, was there all the time
