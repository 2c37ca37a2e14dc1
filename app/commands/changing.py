"""One change on the command line: done and said, or refused with a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands.command import Exit
from app.commands.opening import engine

if TYPE_CHECKING:
    from app.database import Connection


def change(work: Callable[[Connection], None], done: str, nothing_there: str) -> Exit:
    """Do `work` in one transaction and print `done`; where what it changes is not there, print `nothing_there`."""
    from app import errors
    from app.database import transaction

    opened = engine()
    try:
        with transaction(opened) as connection:
            work(connection)
    except errors.NotFound:
        print(f"pagerate: {nothing_there}", file=sys.stderr)
        return Exit.USAGE
    finally:
        opened.dispose()
    print(done)
    return Exit.DONE
