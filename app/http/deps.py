"""One request, one transaction: reads never wait for a writer, changes are kept before the answer goes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from app.database import transaction
from app.settings import Settings
from app.store import parameters
from reports.parameters import Parameters

logger = logging.getLogger(__name__)

READS = {"GET", "HEAD"}


def connection(request: Request) -> Iterator[Connection]:
    """A transaction that lasts as long as the route's own work; a change is committed before the answer."""
    state = request.app.state
    reads = request.method in READS
    opened: AbstractContextManager[Connection] = transaction(state.read_engine if reads else state.engine)
    with opened as made:
        yield made
        if is_refused(request):
            made.rollback()


def reading(request: Request) -> Iterator[Connection]:
    """A transaction that only reads, whatever the method: nobody waits while a passphrase is looked at."""
    with read_here(request) as made:
        yield made


def read_here(request: Request) -> AbstractContextManager[Connection]:
    """The same for a route that opens it itself: as a dependency it takes the request through three threads."""
    return transaction(request.app.state.read_engine)


def aside(request: Request, database: Connection, work: Callable[[Connection], object]) -> None:
    """Write beside a request that reads: what nobody waits for, and may fail."""
    if request.method not in READS:
        work(database)
        return
    try:
        with transaction(request.app.state.engine) as made:
            work(made)
    except (DBAPIError, NoConnection):
        logger.warning("Something was not noted; the database takes no writes.")


def refuse(request: Request) -> None:
    """Say that this request is answered with a refusal: nothing of it is kept."""
    request.state.is_refused = True


def is_refused(request: Request) -> bool:
    """Whether the request is answered with a refusal."""
    return bool(getattr(request.state, "is_refused", False))


async def settings(request: Request) -> Settings:
    """The settings the app was made with; nothing is waited for, so no thread."""
    made: Settings = request.app.state.settings
    return made


async def on_file(request: Request) -> Parameters:
    """The public figures that hold here, with those the operator added; a look at a directory, so no thread."""
    return parameters.on_file(request.app.state.settings.parameters_dir)


# By default FastAPI ends a dependency after the answer was sent: a failed commit would look like success.
Database = Annotated[Connection, Depends(connection, scope="function")]
Reading = Annotated[Connection, Depends(reading, scope="function")]
CurrentSettings = Annotated[Settings, Depends(settings)]
OnFile = Annotated[Parameters, Depends(on_file)]
