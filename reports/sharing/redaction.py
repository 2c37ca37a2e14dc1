"""A report without what others may not see. It is made field by field: what is not named here is not in it.

Figures lose their sums, their rows and their sources; ids become codes; days that may not be told become months. What
charts and words are made of afterwards holds nothing else, so nothing else can be read or measured in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from reports.later import EachLater, Later
from reports.personal import ContractBar, DayBar, GapBar, PersonalReport
from reports.sharing.amounts import (
    figures_of_owed,
    told_apart,
    told_debts,
    told_lines,
    told_months,
    told_shortfall,
)
from reports.sharing.choices import Choices
from reports.sharing.figuring import SHORTFALL, Figures, Teller
from reports.sharing.months import Calendar
from reports.sharing.naming import Names
from reports.sharing.parts import Parts, month_code
from reports.sharing.telling import Telling, banded, total
from reports.topics import Topic


def redacted(report: PersonalReport, choices: Choices, names: Names, telling: Telling) -> PersonalReport:
    """The same report as others may see it."""
    calendar = Calendar(choices.days)
    teller = Teller(telling, report.currency, calendar.period(report.period))
    parts = Parts(teller, calendar, names)
    gaps, months = calendar.gaps(report.gaps), told_months(report.months, telling)
    owed = told_debts(report.owed, teller)
    figures = teller.figures(report.figures)
    if not telling.is_exact:
        figures |= figures_of_owed(report.figures, owed, teller)
        if figures["earned"].value is not None:
            figures["earned"] = replace(figures["earned"], value=total(bar.earned for bar in months))
    if not choices.days:
        figures |= _of_gaps(figures, report, gaps)
    lines = told_lines(report.benefit_lines, report.figures["earned"].value, figures["earned"].value, teller)
    figures[SHORTFALL] = told_shortfall(report.figures[SHORTFALL], lines, teller)
    return PersonalReport(
        as_of=calendar.last(report.as_of),
        period=teller.period,
        currency=telling.currency,
        figures=figures,
        by_platform=Later(lambda: parts.slices(report.by_platform, names.platform)),
        by_contract=Later(lambda: parts.slices(report.by_contract, names.contract)),
        by_kind=Later(lambda: parts.kinds(report.by_kind)),
        by_month=Later(lambda: parts.slices(report.by_month, month_code)),
        unpaid_by_category=Later(lambda: parts.unpaid(report.unpaid_by_category, figures)),
        topics=EachLater({key: partial(_topic, parts, report, key) for key in report.topics}),
        lasting_by_platform=(),
        gaps_by_cause=(),
        contracts=_contracts(report.contracts, names, calendar),
        gap_threshold_days=report.gap_threshold_days,
        spells=(),
        gaps=gaps,
        months=months,
        owed=owed,
        benefit_lines=lines,
        cover_not_held=(),
        parameters=(),
        left_out=dict(report.left_out),
        platform_names=names.platforms,
        task_count=0,
        zone="UTC",
        days=_days(report.days, calendar, telling),
        owed_apart=told_apart(report.owed_apart, teller),
    )


def _topic(parts: Parts, report: PersonalReport, key: str) -> Topic:
    return parts.topic(key, report.topics[key])


def _contracts(bars: Iterable[ContractBar], names: Names, calendar: Calendar) -> tuple[ContractBar, ...]:
    told = (
        ContractBar(
            names.contract(bar.contract_id).id,
            names.platform(bar.platform_id).id,
            names.contract(bar.contract_id).label,
            calendar.start(bar.start),
            calendar.last(bar.end) if bar.end else None,
        )
        for bar in bars
    )
    return tuple(sorted(told, key=lambda bar: bar.contract_id))


def _days(bars: Iterable[DayBar], calendar: Calendar, telling: Telling) -> tuple[DayBar, ...]:
    """Hours by day, or by month: a month's hours stand on its first day."""
    hours: dict[date, Fraction] = defaultdict(Fraction)
    for bar in bars:
        hours[calendar.start(bar.day)] += bar.hours
    return tuple(
        DayBar(day, worked if telling.is_exact else banded(worked, "hours"))
        for day, worked in sorted(hours.items())
    )


def _of_gaps(figures: Figures, report: PersonalReport, gaps: Sequence[GapBar]) -> Figures:
    """The length of a gap that goes on would name the last day of work: in the told ones it does not."""
    days, longest = figures["gap_days"], figures["longest_gap"]
    open_ = [gap.length for gap in report.gaps if gap.is_open]
    if not open_ or days.value is None or longest.value is None:
        return {}
    made = {"gap_days": replace(days, value=total(Fraction(gap.length) for gap in gaps))}
    if max(open_) >= longest.value:
        told = Fraction(max(gap.length for gap in gaps))
        made["longest_gap"] = replace(longest, value=told)
    return made
