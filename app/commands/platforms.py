"""`pagerate platforms`: the catalogue of platforms that all writers share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands.changing import change
from app.commands.command import Command, Exit
from app.commands.opening import reading

if TYPE_CHECKING:
    from app.database import Connection

_NOTES = """Without a word it lists the catalogue: key and name. A writer says in private which entry a platform of hers is;
reports of many writers go by it, and what no writer has said stands there as “other”. A key is for good; a name may change.
`remove KEY` is refused once a writer or a campaign names the platform. Doing the same twice does it once.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="word")
    for command in (_ADD, _RENAME, _REMOVE):
        command.add_to(words)


def _run(_: argparse.Namespace) -> int:
    from app.store import platforms

    with reading() as connection:
        for key, name in platforms.catalogue(connection):
            print(f"{key}\t{name}")
    return Exit.DONE


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="what files call it: small letters, digits and hyphens")


def _add_key_and_name(parser: argparse.ArgumentParser) -> None:
    _add_key(parser)
    parser.add_argument("name", metavar="NAME", help="what people call it")


def _add(arguments: argparse.Namespace) -> int:
    from app.store import catalogue

    def add(connection: Connection) -> None:
        catalogue.add(connection, arguments.key, arguments.name)

    return _do(add, "It is in the catalogue.")


def _rename(arguments: argparse.Namespace) -> int:
    from app.store import catalogue

    def rename(connection: Connection) -> None:
        catalogue.rename(connection, arguments.key, arguments.name)

    return _do(rename, "Renamed.")


def _remove(arguments: argparse.Namespace) -> int:
    from app.store import catalogue

    return _do(
        lambda connection: catalogue.remove(connection, arguments.key), "It is not in the catalogue any more."
    )


def _do(work: Callable[[Connection], None], done: str) -> int:
    return change(work, done, "There is no platform of this key; `pagerate platforms` lists them.")


_ADD = Command("add", "put a platform into the catalogue", _add_key_and_name, _add)
_RENAME = Command("rename", "call a platform otherwise", _add_key_and_name, _rename)
_REMOVE = Command("remove", "take out a platform that nobody names", _add_key, _remove)
COMMAND = Command(
    "platforms",
    "list the platforms all writers share; add, rename or remove one",
    _add_arguments,
    _run,
    _NOTES,
)
