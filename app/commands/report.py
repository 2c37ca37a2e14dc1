"""`pagerate report`: one writer's real pay, from her log or from a ledger file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.command import Command, Exit, a_day
from app.commands.opening import figures, reading, writer_of

if TYPE_CHECKING:
    from app.jobs.reports import Asked
    from reports.frames import Ledger
    from reports.personal import PersonalReport

_NOTES = """Without --start and --end the period runs from the first log to --as-of, both included.
--explain takes a name of the method, such as effective_hourly_rate.
--pdf writes a tagged document; --rows appends every row to it.
--json prints amounts with the digits of the currency and everything else with at most 6, as decimal text or null.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--writer", metavar="HANDLE", help="whose log; it stands under You")
    whose.add_argument("--file", type=Path, metavar="LEDGER", help="a ledger file; no database is needed")
    parser.add_argument("--start", type=a_day, metavar="DAY", help="first day (default: the first log)")
    parser.add_argument("--end", type=a_day, metavar="DAY", help="last day, included (default: --as-of)")
    parser.add_argument(
        "--as-of", type=a_day, metavar="DAY", help="the day to pretend it is (default: today)"
    )
    parser.add_argument(
        "--explain", metavar="FIGURE", help="print one figure with everything behind it, row ids included"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument(
        "--pdf", type=Path, metavar="FILE", help="write the report as a document to this file"
    )
    parser.add_argument("--rows", action="store_true", help="with --pdf: append every row")


def _run(arguments: argparse.Namespace) -> int:
    from app.jobs import reports

    if arguments.file is not None:
        ledger, zone = _ledger_of_file(arguments)
    else:
        with reading() as connection:
            writer = writer_of(connection, arguments.writer)
            ledger, zone = reports.ledger_of_writer(connection, writer), writer.zone
    found = reports.of_ledger(ledger, _asked(arguments, zone), figures())
    if arguments.pdf is not None:
        arguments.pdf.write_bytes(_document(ledger if arguments.rows else None, found))
        print(f"Written to {arguments.pdf}.")
        return Exit.DONE
    print(_as_asked(arguments, found))
    return Exit.DONE


def _document(ledger: Ledger | None, found: PersonalReport) -> bytes:
    """The report as PDF, with every row of a ledger where there is one."""
    from app.language import DEFAULT, for_code
    from reports.documents.annex import annex_of
    from reports.documents.personal_pdf import Made, report_pdf

    words = for_code(DEFAULT)
    annex = annex_of(ledger, found.period, words) if ledger is not None else None
    return report_pdf(found, words, Made(annex=annex))


def _as_asked(arguments: argparse.Namespace, found: PersonalReport) -> str:
    """The whole report or one figure of it, as text or as JSON."""
    from app.jobs.explain_text import explained, figure_named
    from app.jobs.report_text import as_text
    from app.language import DEFAULT, for_code
    from reports.documents.json import figure_json, report_json

    if not arguments.json:
        words = for_code(DEFAULT)
        if arguments.explain is None:
            return as_text(found, words)
        return explained(found, arguments.explain, words)
    asked = (
        figure_json(found, figure_named(found, arguments.explain))
        if arguments.explain is not None
        else report_json(found)
    )
    return json.dumps(asked, indent=2, ensure_ascii=False)


def _ledger_of_file(arguments: argparse.Namespace) -> tuple[Ledger, str]:
    from app.intake.ledger import parse
    from app.intake.reading import contents

    file = parse(contents(arguments.file), str(arguments.file))
    return file.ledger(), file.writer.zone


def _asked(arguments: argparse.Namespace, zone: str) -> Asked:
    from app import clock
    from app.jobs.reports import Asked

    return Asked(arguments.as_of or clock.today(zone), arguments.start, arguments.end)


COMMAND = Command(
    "report", "one writer's real pay, from her log or from a ledger file", _add_arguments, _run, _NOTES
)
