"""A writer's answers on herself: the minimum wage of her place, benefits, cover, and covered writing pay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reports.frames import Fact
from reports.guild.quarters import MONTHS_PER_QUARTER, quarter_of
from reports.log import Log
from reports.periods import Period, add_months
from reports.programme.asking import Asking
from reports.programme.said import Said
from reports.protection import cover_not_held
from reports.topics import Material
from reports.topics.minimum_wage import weeks_of
from reports.wages import tally
from reports.wages.figures import CURRENCY


def say_minimum_wage(said: Said, asking: Asking, material: Material) -> None:
    """Hours of weeks whose pay after costs is below the minimum wage for all their hours, and what those weeks lack."""
    if asking.currency != CURRENCY:
        return
    windows = weeks_of(material, asking.floors).values()
    told = [(week, week.below("all_hours", "after_costs")) for week in windows]
    hours = {is_below: Fraction(0) for is_below in (True, False, None)}
    for week, is_below in told:
        hours[is_below] += week.hours("all_hours")
    if hours[True] or hours[False]:
        said.add("hours_below_minimum_wage", {}, hours[True], hours[True] + hours[False])
        said.add("any_week_below_minimum_wage", {}, int(hours[True] > 0), 1)
    below = [week for week, is_below in told if is_below]
    said.add("minimum_wage_lack", {}, tally(below, "all_hours", "after_costs").shortfall, hours[True])


def say_benefits(said: Said, asking: Asking, material: Material) -> None:
    """What a staff job would have added, line by line, for each hour and for a year of such days."""
    found = material.compared.line_by_line()
    if found.total.value is not None:
        said.add("benefits_shortfall_per_hour", {}, found.total.value, found.hours)
        said.add("benefits_shortfall_per_year", {}, found.total.value, _in_years(asking.period))


def _in_years(period: Period) -> Fraction:
    """A period as a part of the years it lies in."""
    parts = ((year, year.overlap(period)) for year in period.years())
    return sum((Fraction(part.days, year.days) for year, part in parts if part), Fraction(0))


def say_cover(said: Said, log: Log, asking: Asking) -> None:
    """Cover that employees have and she has not; what she did not say is no answer."""
    for cover, answer in cover_not_held(log.ledger, asking.period, asking.as_of):
        if answer != "unknown" and f"without_{cover}" in said.asked:
            said.add(f"without_{cover}", {}, int(answer == "no"), 1)


def say_covered_pay(said: Said, log: Log, asking: Asking, material: Material) -> None:
    """Whether gig pay exceeds covered writing pay, where she gave the latter for every quarter of the period."""
    sums, quarters = material.whole.sums, _quarters(asking.period)
    given = {quarter_of(row["starts_on"]).start for row in log.situation.amounts(Fact.COVERED_EARNINGS)}
    if not quarters or not given.issuperset(quarters) or not sums.pay_count:
        return
    covered = sum(
        log.situation.major(row["amount_minor"])
        for row in log.situation.amounts(Fact.COVERED_EARNINGS)
        if row["starts_on"] in asking.period
    )
    said.add("gig_pay_above_covered_pay", {}, int(sums.major(sums.earned) > covered), 1)


def _quarters(period: Period) -> list[date]:
    """The calendar quarters that a period is made of; none where it is not made of whole ones."""
    starts, day = [], quarter_of(period.start).start
    while day < period.end:
        starts.append(day)
        day = add_months(day, MONTHS_PER_QUARTER)
    is_whole = starts[0] == period.start and day == period.end
    return starts if is_whole else []
