"""A row of one writer in every table there is, also in those that somebody adds later."""

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, DateTime, Integer, Uuid, func, select

from app.store import everything, imports, recovery, sessions

DAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC)


def fill(connection, viewer, ledger, mark):
    """Give `viewer` a ledger, a session, words, and whatever else there are tables for; `mark` is in every text."""
    imports.record(connection, viewer, ledger, "test", f"{mark}.json")
    sessions.open(connection, viewer)
    recovery.keep(connection, viewer, uuid4().bytes)
    for table in everything.tables().values():
        if table.name != "writer" and not count(connection, table, viewer):
            connection.execute(table.insert(), _row(connection, table, viewer, mark))


def count(connection, table, viewer):
    column = table.c.id if table.name == "writer" else table.c.writer_id
    return connection.execute(select(func.count()).select_from(table).where(column == viewer)).scalar_one()


def _row(connection, table, viewer, mark):
    pointed = {}
    for constraint in table.foreign_key_constraints:
        for element in constraint.elements:
            if element.parent.name != "writer_id" and not element.parent.nullable:
                other = element.column.table
                if "writer_id" not in other.c:
                    pointed[element.parent.name] = _of_nobody(connection, other)
                    continue
                found = select(other.c.id).where(other.c.writer_id == viewer).limit(1)
                pointed[element.parent.name] = connection.execute(found).scalar_one()
    row = {column.name: _value(table, column, mark) for column in table.c}
    return row | pointed | {"writer_id": viewer}


#: What a campaign says that is more than a word or a number.
SHARED = {"smallest_group": 10, "languages": ["en"], "platforms": [], "first_on": date(2026, 1, 1)}


def _of_nobody(connection, table):
    """A row that belongs to no writer, for hers to point at."""
    row = {column.name: _value(table, column, "Shared") for column in table.c}
    row |= {name: value for name, value in SHARED.items() if name in row} | {"id": uuid4()}
    connection.execute(table.insert(), row)
    return row["id"]


def _value(table, column, mark):
    kind = getattr(column.type, "impl", column.type)
    if column.name == "withdrawn_at":
        return None
    for wanted, value in (
        (Uuid, uuid4()), (Boolean, False), (Integer, 1), (DateTime, NOW), (Date, DAY), (JSON, {"said": mark}),
    ):  # fmt: skip
        if isinstance(kind, wanted):
            return value if not (wanted is Uuid and column.nullable) else None
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            words = re.match(rf"{column.name} IN \('([^']+)'", str(constraint.sqltext))
            if words:
                return words[1]
    length = getattr(column.type, "length", None) or 200
    return "USD" if column.name.endswith("currency") else f"{mark}{UUID(int=0)}"[:length]
