"""`pagerate erase`: everything of one writer, gone for good."""

from __future__ import annotations

import argparse
import sys

from app.commands.command import Command, Exit
from app.commands.opening import engine, writer_of

WORD = "DELETE"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--writer", required=True, metavar="HANDLE", help="whose log; it stands under You")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _run(arguments: argparse.Namespace) -> int:
    from app.access import viewer_of
    from app.database import scrub, transaction
    from app.store import everything

    opened = engine()
    with transaction(opened) as connection:
        writer = writer_of(connection, arguments.writer)
        if not arguments.yes and not _said(writer.handle):
            print("Nothing was deleted.", file=sys.stderr)
            return Exit.USAGE
        gone = everything.erase(connection, viewer_of(writer))
    scrub(opened)
    opened.dispose()
    print(f"Deleted {sum(gone.values())} rows of {writer.handle}: {', '.join(sorted(gone))}.")
    return Exit.DONE


def _said(handle: str) -> bool:
    print(f"This deletes everything of {handle} for good. Type {WORD}: ", end="", flush=True, file=sys.stderr)
    return sys.stdin.readline().strip() == WORD


COMMAND = Command("erase", "delete everything of a writer, for good", _add_arguments, _run)
