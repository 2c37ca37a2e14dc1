"""How a line of the audit log is told, to the team and to the campaign’s writers alike: what was done, of which report."""

from __future__ import annotations

from app.language import Language
from app.records.audit_event import AuditEventPublic
from app.web.labels import ACTIONS
from reports.documents.release_formats import FORMATS
from reports.fixed_periods import FixedPeriods
from reports.wording import N_


def done(event: AuditEventPublic, periods: FixedPeriods, words: Language) -> str:
    """What was done; of a release also its days, its version and the kind of file, as far as there are such."""
    what = words(ACTIONS[event.action])
    if event.starts_on is None:
        return what
    period = periods.from_day(event.starts_on)
    told = [words.days(period.start, period.last)]
    if event.number is not None:
        told.append(words(N_("version {number}"), number=words.number(event.number)))
    if event.file_name is not None:
        kept = FORMATS.get(event.file_name)
        told.append(words(kept.label) if kept else event.file_name)
    return f"{what}: {', '.join(told)}"


def older(address: str, events: list[AuditEventPublic], size: int) -> str:
    """The address of the next page, where a page of this size was asked for with one event more; else none."""
    return f"{address}?after={events[size - 1].id}" if len(events) > size else ""
