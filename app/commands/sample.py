"""`pagerate sample`: the sample case in the demo account, and on request a campaign of composed writers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.command import Command, Exit
from app.commands.opening import engine

if TYPE_CHECKING:
    from app.jobs.sample_campaign import Loaded

_NOTES = """With `--campaign` the demo account also becomes the organizer of a sample campaign: composed writers over two closed
quarters on five invented platforms, which stand in the catalogue as “(sample)”. Nobody can open their logs, nobody can join
the campaign, and no other campaign counts them. Done twice it is there once; what was released of it stays.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--campaign",
        action="store_true",
        help="also make a sample campaign, with the demo account as its organizer",
    )


def _run(arguments: argparse.Namespace) -> int:
    from app.database import transaction
    from app.jobs import sample_campaign, samples
    from app.settings import Settings

    settings = Settings()
    opened = engine()
    try:
        with transaction(opened) as connection:
            writer = samples.load(connection)
            loaded = sample_campaign.load(connection, writer) if arguments.campaign else None
            address = samples.open_once(connection, writer, f"http://{settings.host}:{settings.port}")
    finally:
        opened.dispose()
    if loaded is not None:
        print(_about(loaded))
    print(
        f"The sample case is in the demo account {writer.handle}. Open it once, within {samples.MINUTES} minutes:"
    )
    print(address)
    return Exit.DONE


def _about(loaded: Loaded) -> str:
    campaign, made = loaded.campaign, "is new" if loaded.is_new else "was there already"
    return (
        f"The campaign “{campaign.name}” {made} ({campaign.id}): {loaded.writer_count} writers from {campaign.first_on} on.\n"
        "Everything in it is composed: no writer, no platform and no figure is real.\n"
        "The demo account is its organizer."
    )


COMMAND = Command("sample", "load the sample case into the demo account", _add_arguments, _run, _NOTES)
