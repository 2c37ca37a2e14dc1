"""Releases made up for tests: shown, withheld, empty, with care, shares in words, and names that mean harm.

What is withheld has a number here, `CANARY`, that no download may hold, so that hiding is not left to who computed it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from reports.disclosure import Band, Vague
from reports.periods import Period
from reports.programme import How, Unit
from reports.release import (
    Mark,
    Protection,
    Release,
    ReleasedColumn,
    ReleasedFigure,
    ReleasedRow,
    ReleasedTable,
)
from reports.release.values import TOTAL

#: In the place of what is withheld; its digits stand nowhere else.
CANARY = Fraction(77173, 10)
HIDDEN_BAND = Band(7717, 7733)
HOSTILE = '=HYPERLINK("http://x")\n<script>alert(1)</script>&\'\x07'

NAMES = {"annex": "Annex & Co", "beacon": "Beacon", "carrel": "Carrel", "dais": "Dais", "eyrie": "Eyrie"}


def rate(key, how, label="Real pay for an hour"):
    return ReleasedColumn(
        key, how, Unit.RATE, label, "Pay after fees and costs, over all hours.", "METHOD section 4"
    )


RATES = (
    rate("effective_hourly_rate", How.POOLED),
    rate("effective_hourly_rate_median", How.MEDIAN, "Real pay of the middle writer"),
    rate("effective_hourly_rate_lower_quartile", How.LOWER_QUARTILE, "A quarter have less"),
    rate("effective_hourly_rate_upper_quartile", How.UPPER_QUARTILE, "A quarter have more"),
    rate("advertised_rate", How.POOLED, "Promised for an hour"),
    rate("advertised_rate_median", How.MEDIAN, "Promised to the middle writer"),
)


def share(key, label, under=None):
    return ReleasedColumn(key, How.SHARE_OF_WRITERS, Unit.SHARE, label, f"Writers: {label}.", None, under)


def told(value, low=None, high=None, mark=Mark.SHOWN):
    limits = (None if limit is None else Fraction(limit) for limit in (low, high))
    return ReleasedFigure(mark, Fraction(value), *limits)


def hidden():
    return ReleasedFigure(Mark.WITHHELD, CANARY, CANARY - 1, CANARY + 1)


def rates(*figures):
    return dict(zip((column.key for column in RATES), figures, strict=True))


def hidden_row(values, columns):
    return ReleasedRow(values, Mark.WITHHELD, HIDDEN_BAND, {column.key: hidden() for column in columns})


def platform(key):
    return {"platform": key}


BY_PLATFORM = ReleasedTable(
    "rates-by-platform",
    "Promised and real pay for an hour, by platform",
    "Writers can work on more than one platform",
    ("platform",),
    RATES,
    (
        ReleasedRow(
            platform("annex"),
            Mark.SHOWN,
            Band(50, 99),
            rates(told("22.5", 21, 24), told(23, "20.5", 25), told(19), told("27.5"), told(37), told(38)),
        ),
        ReleasedRow(
            platform("beacon"),
            Mark.CARE,
            Band(20, 49),
            rates(told(17), told("16.5", 14, "18.5", Mark.CARE), hidden(), hidden(), told(41), told(42)),
        ),
        ReleasedRow(
            platform("carrel"),
            Mark.CARE,
            Band(10, 19),
            rates(told(13, mark=Mark.CARE), hidden(), hidden(), hidden(), hidden(), hidden()),
        ),
        hidden_row(platform("dais"), RATES),
        ReleasedRow(platform("eyrie"), Mark.EMPTY, None, rates(*[ReleasedFigure(Mark.EMPTY)] * 6)),
        ReleasedRow(
            platform(TOTAL),
            Mark.SHOWN,
            Band(100, None),
            rates(told(20), told("19.5", "18.5", 21), told(16), told(24), told("38.5"), told(39)),
        ),
    ),
)

UNPAID = ReleasedColumn(
    "unpaid_share",
    How.POOLED,
    Unit.SHARE,
    "Unpaid part of all hours",
    "Unpaid hours of the category over all hours.",
    None,
)


def category(key, figure, mark=Mark.SHOWN):
    return ReleasedRow({"category": key}, mark, Band(50, 99), {"unpaid_share": figure})


BY_CATEGORY = ReleasedTable(
    "unpaid-by-category",
    "Unpaid hours by what they went into",
    None,
    ("category",),
    (UNPAID,),
    (
        category("onboarding", told("0.05")),
        category("waiting", told("0.15", "0.10", "0.20")),
        category("admin", hidden()),
        category("training", ReleasedFigure(Mark.EMPTY), Mark.EMPTY),
        category(TOTAL, told("0.3", "0.25", "0.35")),
    ),
)

CONDITIONS = (
    share("review_named", "Named as the author"),
    share("review_reasons_given", "Got reasons for a refusal"),
    share("review_below_floor", "Paid less than the minimum wage"),
    share("review_appeal_possible", "Could appeal", "Fair management"),
)
OF_ALL = ReleasedTable(
    "conditions",
    "What writers say of their contracts",
    None,
    (),
    CONDITIONS,
    (
        ReleasedRow(
            {},
            Mark.SHOWN,
            Band(100, None),
            {
                "review_named": told("0.6", "0.5", "0.7"),
                "review_reasons_given": ReleasedFigure(
                    Mark.SHOWN, Vague.FEW, Fraction(7717, 10**5), Fraction(1)
                ),
                "review_below_floor": told("0.35"),
                "review_appeal_possible": hidden(),
            },
        ),
    ),
)

TIMES = (
    ReleasedColumn(
        "days_to_be_paid", How.MEDIAN, Unit.DAYS, "Days to be paid", "From the end of a job.", None
    ),
    ReleasedColumn(
        "gap_days", How.MEDIAN_TIME, Unit.DAYS, "Days without work", "Between contracts.", "Kaplan 1958"
    ),
    ReleasedColumn("hours", How.SUM, Unit.HOURS, "Hours", "All hours.", None),
    ReleasedColumn("shortfall_usd", How.SUM, Unit.MONEY, "Benefits", "Not paid.", None),
)
BY_KIND = ReleasedTable(
    "times-by-platform-and-kind",
    "Times",
    None,
    ("platform", "kind"),
    TIMES,
    (
        ReleasedRow(
            {"platform": "annex", "kind": "ranking"},
            Mark.SHOWN,
            Band(20, 49),
            {
                "days_to_be_paid": told(21, 19, 26),
                "gap_days": ReleasedFigure(Mark.SHOWN),
                "hours": told(1500),
                "shortfall_usd": told(31000),
            },
        ),
        hidden_row({"platform": "annex", "kind": "other"}, TIMES),
        hidden_row({"platform": "annex", "kind": TOTAL}, TIMES),
    ),
)


LADDER = tuple(
    rate(f"{key}{ending}", how, label)
    for ending, how in (("_median", How.MEDIAN), ("", How.POOLED))
    for key, label in (
        ("effective_hourly_rate", "Real pay"),
        ("advertised_rate", "Promised"),
        ("paid_time_rate", "Per paid hour"),
    )
)


def rungs(*figures):
    """A table of the whole cohort: real, promised, per paid hour of the middle writer, and the same pooled."""
    keys = [column.key for column in LADDER]
    row = ReleasedRow({}, Mark.SHOWN, Band(50, 99), dict(zip(keys, figures, strict=True)))
    return ReleasedTable("rates", "What an hour pays", None, (), LADDER, (row,))


OF_AN_HOUR = rungs(told("19.5", "18.5", 21), told(39), told(25), told(20), told("38.5"), hidden())


def release(**changes):
    made = Release(
        campaign="Script work in summer",
        organization="Script Workers Alliance",
        question="What do AI-training writers really earn?",
        period=Period(date(2026, 7, 1), date(2026, 10, 1)),
        currency="USD",
        released_on=date(2026, 10, 9),
        writers=Band(100, None),
        protection=Protection(10, "4", "1", "0.1.0", 9, 2),
        names={
            "platform": NAMES,
            "kind": {"ranking": "Ranking answers"},
            "category": {
                "onboarding": "Onboarding",
                "waiting": "Waiting for tasks",
                "admin": "Messages and paperwork",
                "training": "Training",
            },
        },
        tables=(OF_AN_HOUR, BY_PLATFORM, BY_CATEGORY, OF_ALL, BY_KIND),
    )
    return replace(made, **changes)


def hostile_release():
    """Names that a spreadsheet or a browser would run, where people may choose names."""
    names = {
        **release().names,
        "platform": {**NAMES, "annex": HOSTILE, "beacon": "@SUM(1)", "carrel": "-2+3"},
    }
    return release(campaign=HOSTILE, organization="+1", question="\t=1", names=names)
