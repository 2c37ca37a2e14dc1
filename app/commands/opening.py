"""What commands open: the database, the public figures, and a writer by her handle."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.database import Connection, Engine
    from app.records.writer import WriterPublic
    from reports.parameters import Parameters


class UnknownWriter(Exception):
    """Nobody here has this handle."""

    def __init__(self, handle: str) -> None:
        super().__init__(
            f"There is no writer “{handle}” here. The handle is two words, such as amber-fox; "
            "the writer finds it in the app under You."
        )


def engine() -> Engine:
    """The database, brought up to date first: a command must not need the app to have run."""
    from app.database import migrate, open_engine
    from app.settings import Settings

    url = Settings().database_url
    migrate(url)
    return open_engine(url)


def reading() -> AbstractContextManager[Connection]:
    """One transaction that only reads."""
    from app.database import read_only, transaction

    return transaction(read_only(engine()))


def figures() -> Parameters:
    """The public figures that hold here, with those the operator added."""
    from app.settings import Settings
    from app.store import parameters

    return parameters.on_file(Settings().parameters_dir)


def writer_of(connection: Connection, handle: str) -> WriterPublic:
    """The writer of this handle; `UnknownWriter` where there is none."""
    from app import errors
    from app.store import writers

    try:
        return writers.by_handle(connection, handle)
    except errors.NotFound:
        raise UnknownWriter(handle) from None
