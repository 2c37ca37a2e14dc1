"""`pagerate campaigns`: the campaigns there are; closed, deleted or handed over where nobody else can."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands.changing import change
from app.commands.command import Command, Exit, a_campaign_id
from app.commands.opening import reading, writer_of

if TYPE_CHECKING:
    from app.database import Connection

_NOTES = """Without a word it lists every campaign: id, state, name, organization. For a campaign whose people cannot be reached:
`close ID` lets nobody join any more, `delete ID` removes one that has counted nobody in a closed period, and
`hand-over ID --to HANDLE` lets an organizer decide about it. `remove-organizer HANDLE` makes an organizer a writer like all
others: she leaves every team, and a campaign that nobody decides about then is closed. The audit log says what was done, and
names nobody.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="word")
    for command in (_CLOSE, _DELETE, _HAND_OVER, _REMOVE_ORGANIZER):
        command.add_to(words)


def _run(_: argparse.Namespace) -> int:
    from app.store import operators

    with reading() as connection:
        for one in operators.list_campaigns(connection):
            print("\t".join((str(one.id), one.state.value, one.name, one.organization)))
    return Exit.DONE


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", type=a_campaign_id, metavar="ID", help="which campaign, as `pagerate campaigns` lists it"
    )


def _add_id_and_heir(parser: argparse.ArgumentParser) -> None:
    _add_id(parser)
    parser.add_argument("--to", required=True, metavar="HANDLE", help="the organizer; it stands under You")


def _add_handle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("handle", metavar="HANDLE", help="which organizer; it stands under You")


def _close(arguments: argparse.Namespace) -> int:
    from app.store import operators

    return _do(lambda connection: operators.close_campaign(connection, arguments.id), "Closed.")


def _delete(arguments: argparse.Namespace) -> int:
    from app.store import operators

    return _do(lambda connection: operators.delete_campaign(connection, arguments.id), "Deleted.")


def _hand_over(arguments: argparse.Namespace) -> int:
    from app.store import operators

    def give(connection: Connection) -> None:
        handle = writer_of(connection, arguments.to).handle
        operators.hand_over_campaign(connection, arguments.id, handle)

    return _do(give, f"{arguments.to} decides about it now.")


def _remove_organizer(arguments: argparse.Namespace) -> int:
    from app.store import operators

    def remove(connection: Connection) -> None:
        operators.remove_organizer(connection, writer_of(connection, arguments.handle).handle)

    return _do(remove, f"{arguments.handle} is no organizer any more.")


def _do(work: Callable[[Connection], None], done: str) -> int:
    return change(work, done, "There is no campaign of this id; `pagerate campaigns` lists them.")


_CLOSE = Command("close", "let nobody join a campaign any more", _add_id, _close)
_DELETE = Command("delete", "remove a campaign that has counted nobody in a closed period", _add_id, _delete)
_HAND_OVER = Command("hand-over", "let an organizer decide about a campaign", _add_id_and_heir, _hand_over)
_REMOVE_ORGANIZER = Command(
    "remove-organizer", "make an organizer a writer like all others", _add_handle, _remove_organizer
)
COMMAND = Command(
    "campaigns",
    "list campaigns; close, delete or hand one over; remove an organizer",
    _add_arguments,
    _run,
    _NOTES,
)
