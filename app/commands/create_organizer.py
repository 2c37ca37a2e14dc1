"""`pagerate create-organizer`: let a writer organize campaigns."""

from __future__ import annotations

import argparse

from app.commands.command import Command, Exit
from app.commands.opening import engine, writer_of

NOTES = """The writer finds her handle in the app under You, and says it herself, best in person. She needs a passkey first
(You, Phones and computers): whoever organizes for others has more to lose than her own log.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--writer", required=True, metavar="HANDLE", help="who is to organize; it stands under You"
    )


def _run(arguments: argparse.Namespace) -> int:
    from app.access import viewer_of
    from app.database import transaction
    from app.store import organizers

    opened = engine()
    try:
        with transaction(opened) as connection:
            writer = writer_of(connection, arguments.writer)
            was_one = organizers.find(connection, viewer_of(writer)) is not None
            organizers.make(connection, None, writer.handle)
    finally:
        opened.dispose()
    said = "is an organizer already" if was_one else "is an organizer now"
    print(f"{writer.handle} {said}. Campaigns are in the app under You.")
    return Exit.DONE


COMMAND = Command("create-organizer", "let a writer organize campaigns", _add_arguments, _run, NOTES)
