"""`pagerate parameters check`: the public figures that run out, and those the coming year lacks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.commands.command import Command, Exit, a_day
from app.commands.opening import figures

if TYPE_CHECKING:
    from reports.parameters.upkeep import Ending, Missing, Upkeep

_NOTES = """Listed are the rows that end within 60 days (a survey ends when it is 24 months old) and, for every law, place
and group with a row for this calendar year, those that have no verified row for the next. Exit code 0 when every row
that ends is followed by another and no row is missing, else 4.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", type=a_day, metavar="DAY", help="the day to pretend it is (default: today)"
    )


def _run(arguments: argparse.Namespace) -> int:
    from app import clock
    from reports.parameters.upkeep import upkeep

    found = upkeep(figures(), arguments.as_of or clock.today("UTC"))
    print("\n".join(_lines(found)))
    return Exit.TO_DO if found.is_needed else Exit.DONE


def _lines(found: Upkeep) -> Iterator[str]:
    from reports.parameters.upkeep import WARNING_DAYS

    ending = [one for one in found.endings if not one.is_followed]
    followed = [one for one in found.endings if one.is_followed]
    days = f"within {WARNING_DAYS} days of {found.as_of}"
    yield f"Rows that end {days}, with none after them: {len(ending)}"
    yield from map(_ending, ending)
    yield f"Rows that end {days}, with another after them: {len(followed)}"
    yield from map(_ending, followed)
    yield f"Rows that {found.year} lacks: {len(found.missing)}"
    yield from map(_missing, found.missing)


def _ending(one: Ending) -> str:
    from reports.parameters.added import describe

    unverified = "" if one.row.is_verified else ", not verified"
    usable = f", can be used until {one.last}" if one.row.is_survey else ""
    following = "" if one.following is None else f"; then {describe(one.following)}"
    doubt = ", not verified" if one.following is not None and not one.following.is_verified else ""
    return f"  {describe(one.row)}{unverified}{usable}{following}{doubt}"


def _missing(one: Missing) -> str:
    from reports.parameters.added import describe

    doubt = "; the next year has a row that is not verified" if one.has_unverified else ""
    return f"  {describe(one.newest)}{doubt}"


COMMAND = Command(
    "check", "say which public figures run out and which the coming year lacks", _add_arguments, _run, _NOTES
)
