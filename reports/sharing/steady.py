"""What changes by the day alone, as it was when the month began: else a page opened each day would tell days.

A gap that goes on, a debt, and a wait for pay that has not come, have a day on which they grow, begin to count, or
become older. Where days may not be told they are as they were on the first of the month; what the writer logs since is
in them all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from reports.frames import Ledger
from reports.gaps import gaps_of
from reports.lateness import days_to_be_paid
from reports.personal import GapBar, Owed, PersonalReport, gap_bars
from reports.sharing.figuring import Figures
from reports.sharing.telling import total


def steady(report: PersonalReport) -> PersonalReport:
    """The report with open gaps, the ages of debts and open waits for pay as of the first day of its month."""
    if report.making is None:
        return report
    first, log = report.as_of.replace(day=1), report.making.log
    gaps, owed = _gaps(report, log.ledger, first), _owed(report, first)
    paid = days_to_be_paid(log.waited, period=report.period, as_of=first)
    figures = {**report.figures, **_of_gaps(report, gaps), **_of_late(report, owed), paid.key: paid}
    return replace(report, gaps=gaps, owed=owed, figures=figures)


def _gaps(report: PersonalReport, ledger: Ledger, first: date) -> tuple[GapBar, ...]:
    """The gaps that work has ended, and the open one as it was; one that work has ended since is no longer open."""
    limit = report.gap_threshold_days
    closed = [bar for bar in report.gaps if not bar.is_open]
    ended = {bar.days.start for bar in closed}
    then = gap_bars(gaps_of(ledger, as_of=first, threshold_days=limit), report.period)
    return (*closed, *(bar for bar in then if bar.is_open and bar.days.start not in ended))


def _of_gaps(report: PersonalReport, gaps: Sequence[GapBar]) -> Figures:
    if [bar for bar in gaps if bar.is_open] == [bar for bar in report.gaps if bar.is_open]:
        return {}
    lengths = [Fraction(bar.length) for bar in gaps]
    count, days, longest = (report.figures[key] for key in ("gap_count", "gap_days", "longest_gap"))
    return {
        "gap_count": replace(count, value=Fraction(len(gaps)), reason=None),
        "gap_days": replace(days, value=total(lengths), reason=None),
        "longest_gap": replace(
            longest, value=max(lengths, default=None), reason=None if lengths else "no_gaps"
        ),
    }


def _owed(report: PersonalReport, first: date) -> tuple[Owed, ...]:
    passed = (report.as_of - first).days
    return tuple(
        replace(item, days_late=max(0, item.days_late - passed)) if item.days_late else item
        for item in report.owed
    )


def _of_late(report: PersonalReport, owed: Sequence[Owed]) -> Figures:
    figure = report.figures["outstanding_late"]
    if figure.value is None:
        return {}
    return {"outstanding_late": replace(figure, value=total(item.amount for item in owed if item.days_late))}
