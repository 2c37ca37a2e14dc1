"""Reports that no drawing was made for: nothing in them, one of everything, losses, tens of billions, endless names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from reports.figures import Figure
from reports.money import Money
from reports.periods import Period
from reports.personal import BenefitLine, ContractBar, DayBar, GapBar, MonthBar, PersonalReport
from reports.slices import Slice
from reports.topics import Topic
from tests.reports.sample_report import (
    PERIOD,
    changed,
    figure,
    rated,
    sample_report,
    started,
    toll,
    with_figures,
)
from tests.reports.test_charts import empty_report

#: Names without a place to break, over sixty signs each: one word, one turned round, one whose letters carry marks.
ONE_WORD = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbund"
TURNED = "\u202eLetters-that-run-from-right-to-left-in-the-fonts-of-this-house\u202c"
MARKED = "".join(letter + "\u0301\u0323" for letter in "Nameswithmarks") * 5
#: In scripts that only the machine has letters for: never in a picture that is kept.
HEBREW, ARABIC = "תווים־מימין־לשמאל־" * 5, "حروفمناليمينإلىاليسار" * 4
NAMES = (ONE_WORD, TURNED, MARKED)
FOREIGN = (HEBREW, ARABIC, MARKED)


def empty() -> PersonalReport:
    """A ledger without a row."""
    return empty_report()


def one_point() -> PersonalReport:
    """One of everything: a day of work on one contract, one payment, one debt, one change, one rating."""
    sample = sample_report()
    day = date(2026, 3, 9)
    contract = ContractBar("Northlight-1", "Northlight", "Endings", day, day)
    return replace(
        sample,
        by_platform=sample.by_platform[:1],
        by_contract=sample.by_contract[:1],
        contracts=(contract,),
        gaps=(GapBar(Period(date(2026, 3, 20), date(2026, 3, 28)), 8, is_open=False, cause=None),),
        period=Period(date(2026, 3, 1), date(2026, 4, 1)),
        months=(MonthBar(next(PERIOD.months()), Fraction(40), Fraction(20)),),
        days=(DayBar(day, Fraction(1, 60)),),
        owed=sample.owed[:1],
        benefit_lines=sample.benefit_lines[:1],
        unpaid_by_category=sample.unpaid_by_category[:1],
        topics=_topics((started("a", "Endings", 1, 2),), (changed("a", "Endings", "30", "24"),), (rated("ranking", "1", None, "18"),)),
    )  # fmt: skip


def negative() -> PersonalReport:
    """Pay taken back: more was lost than got, on a platform, in a month, after new terms, for hard work."""
    sample = sample_report()
    rates = {
        "advertised_rate": "38",
        "paid_time_rate": "12",
        "all_hours_rate": "-4",
        "effective_hourly_rate": "-12.5",
    }
    rates |= {"rate_after_self_employment_tax": "-12.5", "employee_equivalent_wage": "-9.9"}
    months = tuple(
        replace(bar, earned=bar.earned * (-1) ** number, received=bar.received * (-1) ** (number // 2))
        for number, bar in enumerate(sample.months)
    )
    return replace(
        with_figures(sample, **_rates(rates)),
        by_platform=tuple(
            replace(part, figures={**part.figures, **_rates({"effective_hourly_rate": real})})
            for part, real in zip(sample.by_platform, ("-30", "-1", "0", "5", "-0.01"), strict=True)
        ),
        months=months,
        topics=_topics(
            (started("a", "Endings", 7, reason="no_paid_hours"),),
            (changed("a", "Endings", "30", "-24"), changed("b", "Scenes", "-10", "-24"), changed("c", "Labels", "-10", "5")),
            (rated("ranking", "0.5", "20", "-3"), rated("labels", "0.2", "-8", "-3")),
        ),
    )  # fmt: skip


def enormous() -> PersonalReport:
    """Amounts in tens of billions and 10,000 hours, as a currency of small units or a slip of the finger gives them."""
    sample = sample_report()
    many, hours = 2_000_000_000, Fraction(10_000)

    def larger(figures: Mapping[str, Figure]) -> dict[str, Figure]:
        return {key: _larger(one, many, hours) for key, one in figures.items()}

    return replace(
        sample,
        figures=larger(sample.figures),
        by_platform=tuple(replace(part, figures=larger(part.figures)) for part in sample.by_platform),
        unpaid_by_category=tuple(replace(part, figures=larger(part.figures)) for part in sample.unpaid_by_category),
        months=tuple(replace(bar, earned=bar.earned * many, received=bar.received * many) for bar in sample.months),
        days=tuple(replace(bar, hours=bar.hours * 3) for bar in sample.days),
        benefit_lines=tuple(BenefitLine(_larger(line.figure, many, hours), is_added=True) for line in sample.benefit_lines),
        owed=tuple(
            replace(one, amount=one.amount * many, due=Money(one.due.minor * many, "USD"), days_late=late)
            for one, late in zip(sample.owed, (90, 40, 5, None), strict=True)
        ),
        topics=_topics(
            (started("a", "Endings", 10_000, 9_876), started("b", "Scenes", Fraction(1, 60), forecast=10_000)),
            (changed("a", "Endings", 45 * 10**9, 12 * 10**9), changed("b", "Scenes", "0.01", 98_765_432_109)),
            (rated("ranking", "0.995", 45 * 10**9, "0.01"), rated("", "0.001", "3", 45 * 10**9)),
            figures=toll("0.5", 45 * 10**9, 44 * 10**9, "0.001", provisional=True),
        ),
    )  # fmt: skip


def long_named(names: tuple[str, ...] = NAMES) -> PersonalReport:
    """Every name of hers is long and has no place to break."""
    sample = sample_report()
    named = {name: names[number % len(names)] for number, name in enumerate(sample.platform_names)}
    first, second, third = names
    return replace(
        sample,
        by_platform=tuple(replace(part, label=named[part.label]) for part in sample.by_platform),
        by_contract=tuple(replace(part, label=first) for part in sample.by_contract),
        contracts=tuple(replace(bar, label=second) for bar in sample.contracts),
        platform_names=named,
        topics=_topics(
            (started("a", first, 7, 6), started("b", second, 3), started("c", third, 2, forecast="14.7")),
            (changed("a", first, "30", "24"), changed("b", second, "20", "24", kind=third)),
            (rated(first, "0.9", "20", "18"), rated(second, "0.5", "20", None), rated(third, "0.1", None, "18")),
        ),
    )  # fmt: skip


def _rates(values: Mapping[str, str]) -> dict[str, Figure]:
    return {key: figure(key, value, "money_per_hour") for key, value in values.items()}


def _larger(one: Figure, many: int, hours: Fraction) -> Figure:
    """Money grows by a factor, hours all become the same large number."""
    if one.value is None:
        return one
    return replace(one, value=hours if one.unit == "hours" else one.value * many if one.unit.startswith("money") else one.value)  # fmt: skip


def _topics(
    begun: tuple[Slice, ...],
    terms: tuple[Slice, ...],
    kinds: tuple[Slice, ...],
    figures: Mapping[str, Figure] | None = None,
) -> dict[str, Topic]:
    return {
        "onboarding": Topic({}, begun),
        "pay_changes": Topic({}, terms),
        "toll": Topic(dict(figures or toll("0.45", "33.79", "33.32", "0.7")), kinds),
    }


#: The charts that each of them changes; where none is named, all.
CHANGED = {
    "negative": ("ladder", "months", "platforms", "onboarding", "changes", "toll"),
    "long-named": ("timeline", "platforms", "onboarding", "changes", "toll"),
}


@cache
def extremes() -> Mapping[str, PersonalReport]:
    """Every one by its name."""
    return {
        "empty": empty(),
        "one-point": one_point(),
        "negative": negative(),
        "enormous": enormous(),
        "long-named": long_named(),
    }
