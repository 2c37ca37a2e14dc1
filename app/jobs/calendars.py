"""A writer's days to come as a calendar: pay that is expected, ends of holds, tax days. Never an amount.

A calendar lies on a server of somebody else and on a lock screen: without her tick it has no name in it either.
An event is called by a bare UUID (RFC 7986, section 5.3): a host behind it would say what this is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID, uuid5

from app.database import Connection
from app.http.reporting import report_of
from app.language import Language
from app.records.writer import WriterPublic
from app.store import contracts, platforms, tasks
from app.store.calendars import CalendarPublic
from reports.documents.ics import DayEvent, calendar_text
from reports.parameters import Parameters
from reports.personal import Owed, PersonalReport
from reports.taxes import instalments


def text_of(
    connection: Connection,
    writer: WriterPublic,
    address: CalendarPublic,
    on_file: Parameters,
    words: Language,
    *,
    name: str,
) -> str:
    """The calendar behind an address, as of today, under this name."""
    report = report_of(connection, writer, on_file)
    names = _names(connection, writer) if address.shows_names else {}
    held = tasks.held_days(connection, writer.id)
    events = [
        *_pay_days(report, held, names, address.id, words),
        *_tax_days(report, on_file, address.id, words),
    ]
    return calendar_text(name, events, report.as_of)


def _pay_days(
    report: PersonalReport,
    held: Collection[tuple[UUID, date]],
    names: dict[str, str],
    namespace: UUID,
    words: Language,
) -> Iterator[DayEvent]:
    """A day for each contract and expected day, whatever the currency."""
    days: dict[tuple[str, date, str], str] = {}
    for owed in (*report.owed, *report.owed_apart):
        if owed.expected_on is not None:
            is_hold = any((UUID(row_id), owed.expected_on) in held for row_id in owed.rows.get("tasks", ()))
            said = words("A hold on pay ends") if is_hold else words("Pay expected")
            days[owed.contract_id or owed.platform_id or "", owed.expected_on, said] = _name(owed, names)
    for (whose, day, said), name in days.items():
        summary = words("{what}: {who}", what=said, who=name) if name else said
        yield DayEvent(str(uuid5(namespace, f"{whose}/{day}/{said}")), day, summary)


def _tax_days(
    report: PersonalReport, on_file: Parameters, namespace: UUID, words: Language
) -> Iterator[DayEvent]:
    """The instalments of this year and the last one that are still to come; for numbers in dollars only."""
    if report.currency != "USD":
        return
    for year in (report.as_of.year - 1, report.as_of.year, report.as_of.year + 1):
        for one in instalments(year, on_file.allowing_unverified(when=False)):
            if one.due_on >= report.as_of:
                yield DayEvent(
                    str(uuid5(namespace, f"tax/{year}/{one.number}")),
                    one.due_on,
                    words(
                        "US estimated tax is due, instalment {number} of {year}", number=one.number, year=year
                    ),
                    words("If you owe any. This is no tax advice."),
                )


def _names(connection: Connection, writer: WriterPublic) -> dict[str, str]:
    """Platforms and contracts by id: a contract by its platform and its own name."""
    found = {str(row.id): row.name for row in platforms.list_all(connection, writer.id)}
    for row in contracts.list_all(connection, writer.id):
        found[str(row.id)] = ", ".join(
            part for part in (found.get(str(row.platform_id), ""), row.name) if part
        )
    return found


def _name(owed: Owed, names: dict[str, str]) -> str:
    return names.get(owed.contract_id or owed.platform_id or "", "")
