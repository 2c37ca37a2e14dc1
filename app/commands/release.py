"""`pagerate release`: the report of a campaign's closed period, made and stored."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.commands.command import Command, Exit, a_campaign_id
from app.commands.export_audit import export_audit
from app.commands.opening import engine, figures

if TYPE_CHECKING:
    from app.database import Engine
    from app.records.release import ReleasePublic

_NOTES = """PERIOD is the first month of a closed period of the campaign, such as 2026-01, or a quarter, such as 2026-Q1.
A period is made once; asked for again, the command says what there is and changes nothing.

--export-audit composes a campaign of its own, without a database, protects it and passes it through the
audit. For each table and measure it writes NAME.published.csv, where a hidden cell has no value, and NAME.true.csv.
Columns are the dimensions and `value`, before any rounding: pay in cents, hours in seconds, writers once for each inner
cell of theirs. Margins are called Total. Tables that have a row in common have that cell in common.

"""
_MONTH, _QUARTER = re.compile(r"(\d{4})-(\d{2})"), re.compile(r"(\d{4})-[Qq]([1-4])")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "campaign", nargs="?", type=a_campaign_id, metavar="CAMPAIGN", help="its id; it stands in its address"
    )
    parser.add_argument(
        "period", nargs="?", type=_first_day, metavar="PERIOD", help="such as 2026-01 or 2026-Q1"
    )
    parser.add_argument(
        "--waiting", action="store_true", help="make everything organizers have asked for, and no more"
    )
    parser.add_argument(
        "--turn",
        type=_moment,
        metavar="MOMENT",
        help="used by the app itself: until when it has taken the period",
    )
    parser.add_argument(
        "--export-audit", type=Path, metavar="DIR", help="write the tables of a composed campaign here"
    )
    parser.add_argument(
        "--seed", type=_seed, default=1, metavar="N", help="another number composes another one (default 1)"
    )


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number, 0 or more")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no moment with a zone")
    return found


def _first_day(text: str) -> date:
    month, quarter = _MONTH.fullmatch(text), _QUARTER.fullmatch(text)
    try:
        if month:
            return date(int(month[1]), int(month[2]), 1)
        if quarter:
            return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” is no period; write it as 2026-01 or 2026-Q1")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.export_audit:
        try:
            tables = export_audit(arguments.export_audit, arguments.seed)
        except OSError as error:
            print(f"Nothing can be written to {arguments.export_audit}: {error.strerror}.", file=sys.stderr)
            return Exit.USAGE
        print(f"{tables} tables, as published and as they are, in {arguments.export_audit}.")
        return Exit.DONE
    if not arguments.waiting and (arguments.campaign is None or arguments.period is None):
        print("Name a campaign and a period, or use --waiting.", file=sys.stderr)
        return Exit.USAGE
    opened = engine()
    try:
        if arguments.waiting:
            return _all_waiting(opened)
        if arguments.turn:
            return _turn(opened, arguments.campaign, arguments.period, arguments.turn)
        return _release(opened, arguments.campaign, arguments.period)
    finally:
        opened.dispose()


def _all_waiting(opened: Engine) -> int:
    from app.jobs.garbage import search_rarely
    from app.jobs.releases import build_waiting

    search_rarely()
    print(f"Made: {build_waiting(opened, figures())}.")
    return Exit.DONE


def _turn(opened: Engine, campaign_id: UUID, starts_on: date, until: datetime) -> int:
    """How a build ends is kept with it; here it only matters that it has ended."""
    from app.database import read_only, transaction
    from app.jobs.garbage import search_rarely
    from app.jobs.releases import build_one
    from app.store import release_builds

    with transaction(read_only(opened)) as connection:
        taken = release_builds.taken(connection, campaign_id, starts_on, until)
    if taken is None:
        print("That turn is over.", file=sys.stderr)
        return Exit.TO_DO
    search_rarely()
    build_one(opened, taken, figures())
    return Exit.DONE


def _release(opened: Engine, campaign_id: UUID, starts_on: date) -> int:
    from app import errors
    from app.database import transaction
    from app.jobs.garbage import search_rarely
    from app.jobs.releases import build_one
    from app.jobs.releasing import ENDED
    from app.records.release import BuildState
    from app.store import release_builds, releases
    from reports.programme import PROGRAMME

    try:
        with transaction(opened) as connection:
            release_builds.ask_as_operator(
                connection, campaign_id, starts_on, [plan.key for plan in PROGRAMME]
            )
            present = releases.newest(connection, campaign_id, starts_on)
            taken = None if present else release_builds.take_this(connection, campaign_id, starts_on)
    except errors.NotFound:
        print(f"There is no campaign {campaign_id} here.", file=sys.stderr)
        return Exit.USAGE
    except errors.Invalid as refused:
        print(refused.message, file=sys.stderr)
        return Exit.USAGE
    if present is not None:
        print(_said(present))
        return Exit.DONE
    if taken is None:
        print("It is being made just now.", file=sys.stderr)
        return Exit.TO_DO
    search_rarely()
    done = build_one(opened, taken, figures())
    if isinstance(done, BuildState):
        print(ENDED[done], file=sys.stderr)
        return Exit.TO_DO
    print(_said(done))
    return Exit.DONE


def _said(release: ReleasePublic) -> str:
    return (
        f"Version {release.number} of {release.starts_on:%Y-%m}, released {release.released_on}: "
        f"{len(release.tables)} tables, {release.writers_band} writers, {release.cells_hidden} groups of them hidden."
    )


COMMAND = Command("release", "make the report of a closed period of a campaign", _add_arguments, _run, _NOTES)
