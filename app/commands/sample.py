"""`pagerate sample`: the sample case in the demo account."""

from __future__ import annotations

import argparse

from app.commands.command import Command, Exit
from app.commands.opening import engine


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def _run(_: argparse.Namespace) -> int:
    from app.database import transaction
    from app.jobs import samples
    from app.settings import Settings

    settings = Settings()
    with transaction(engine()) as connection:
        writer = samples.load(connection)
        address = samples.open_once(connection, writer, f"http://{settings.host}:{settings.port}")
    print(
        f"The sample case is in the demo account {writer.handle}. Open it once, within {samples.MINUTES} minutes:"
    )
    print(address)
    return Exit.DONE


COMMAND = Command("sample", "load the sample case into the demo account", _add_arguments, _run)
