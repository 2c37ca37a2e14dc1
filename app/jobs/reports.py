"""One writer's report, from the database or from a ledger file: the same object either way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import errors
from app.access import viewer_of
from app.database import Connection
from app.records.writer import WriterPublic
from app.store.frames import ledger_of
from reports.frames import Ledger
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import PersonalReport, default_period, report
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; `end` is the last day included, None is the default of `reports`."""

    as_of: date
    start: date | None = None
    end: date | None = None


def ledger_of_writer(connection: Connection, writer: WriterPublic) -> Ledger:
    """Everything the writer has logged."""
    return ledger_of(connection, viewer_of(writer))


def of_ledger(ledger: Ledger, asked: Asked, on_file: Parameters) -> PersonalReport:
    """The report of a ledger for the period asked for; a missing side is the default period's."""
    usable = on_file.allowing_unverified(when=ledger.unverified_allowed)
    if asked.start is None and asked.end is None:
        return report(ledger, as_of=asked.as_of, parameters=usable)
    first = asked.start or default_period(ledger, asked.as_of).start
    last = asked.end or asked.as_of
    if last < first:
        raise errors.Invalid(
            N_("The period ends on {last}, before it starts on {first}."), first=first, last=last
        )
    return report(ledger, as_of=asked.as_of, period=Period.through(first, last), parameters=usable)
