"""What a command is, and what its exit code says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID


class Exit(IntEnum):
    """What a caller learns from the exit code."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3
    TO_DO = 4
    INTERRUPTED = 130


EXIT_CODES = """exit codes:
  0  done
  1  something unexpected went wrong
  2  the command line is not right
  3  a file could not be read; the sentence names file, line and reason, and nothing was changed
  4  a check found something to look after
  130  stopped from the keyboard
"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `pagerate`, or one of the words that may follow it."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    notes: str = ""

    def add_to(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        """Put the command, its arguments and its notes on the command line."""
        parser = commands.add_parser(
            self.name,
            help=self.summary,
            description=self.summary[:1].upper() + self.summary[1:] + ".",
            epilog=self.notes + EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.add_arguments(parser)
        parser.set_defaults(run=self.run)


def a_day(text: str) -> date:
    """A day on the command line."""
    from app.records.values import FIRST_DAY, LAST_DAY

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-03-01") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"“{text}” is out of reach; days run from {FIRST_DAY} to {LAST_DAY}")
    return day


def a_campaign_id(text: str) -> UUID:
    """The id of a campaign on the command line."""
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no id of a campaign") from None
