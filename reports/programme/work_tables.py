"""The tables of how the work is to do: its toll, the conditions under the five principles, and credit."""

from __future__ import annotations

from collections.abc import Mapping

from reports.conditions import PRINCIPLE_OF
from reports.definitions import PRINCIPLES, definition_of
from reports.programme.columns import spread
from reports.programme.plan import Column, How, TablePlan, Unit
from reports.wording import N_

_TOLL = (
    *spread(
        Column(
            "heavy_share",
            "heavy_share",
            How.POOLED,
            Unit.SHARE,
            N_("Hard or crushing hours, all rated hours together"),
            N_("How much of the time that writers rated was hard or crushing: 4 or 5 of 5."),
        ),
        {How.MEDIAN: N_("Hard or crushing hours, middle writer")},
    ),
    *spread(
        Column(
            "effective_rate_light",
            "effective_rate_light",
            How.POOLED,
            Unit.RATE,
            N_("Real hourly pay of light work, all hours together"),
            N_("What was earned, less fees and costs, for each hour rated 1 or 2 of 5."),
        ),
        {How.MEDIAN: N_("Real hourly pay of light work, middle writer")},
    ),
    *spread(
        Column(
            "effective_rate_heavy",
            "effective_rate_heavy",
            How.POOLED,
            Unit.RATE,
            N_("Real hourly pay of hard work, all hours together"),
            N_("What was earned, less fees and costs, for each hour rated 4 or 5 of 5."),
        ),
        {How.MEDIAN: N_("Real hourly pay of hard work, middle writer")},
    ),
    Column(
        "toll_coverage",
        "toll_coverage",
        How.POOLED,
        Unit.SHARE,
        N_("Hours with a rating"),
        N_("How much of the time has a rating. Hours without one are in no other figure of this table."),
    ),
)

TOLL_TABLES = (
    TablePlan("toll_by_platform", N_("What the work takes, by platform"), ("platform",), _TOLL),
    TablePlan("toll_by_kind", N_("What the work takes, by kind of work"), ("kind",), _TOLL),
)

_FAIRWORK = "Fairwork Cloudwork Principles (2024)"

#: The threshold of Fairwork's principles that asks for the same; two questions are ours.
_THRESHOLDS: Mapping[str, str | None] = {
    "time_estimate_true": f"{_FAIRWORK}, 1.2",
    "instructions_clear": None,
    "warned_of_harmful_content": f"{_FAIRWORK}, 2.2",
    "readable_before_start": f"{_FAIRWORK}, 3.1",
    "purpose_told": None,
    "rejection_reasons_given": f"{_FAIRWORK}, 4.1",
    "person_answered": f"{_FAIRWORK}, 4.1",
    "appeal_possible": f"{_FAIRWORK}, 4.1",
    "pay_talk_forbidden": f"{_FAIRWORK}, 5.1",
}

# What writers say in a review is in nobody's books.
CONDITIONS = TablePlan(
    "conditions",
    N_("Conditions, question by question"),
    ("platform",),
    tuple(
        Column(
            f"review_{question}",
            f"review_{question}",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            definition_of(f"review_{question}").name,
            definition_of(f"review_{question}").definition,
            _THRESHOLDS[question],
            under=PRINCIPLES[principle],
        )
        for question, principle in PRINCIPLE_OF.items()
    ),
    N_("The share of writers who say yes for most of the contracts they reviewed. There is no score."),
)

# Both stand in the terms, which the platform wrote.
CREDIT = TablePlan(
    "credit",
    N_("Credit for the work"),
    ("platform",),
    (
        Column(
            "credit_promised",
            "credit_promised",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers who are promised credit"),
            N_("The share of writers whom most of their contracts promise to name, of those who know it."),
            is_known_to_platform=True,
        ),
        Column(
            "purpose_told",
            "purpose_told",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers who are told what the work is for"),
            N_(
                "The share of writers whom most of their contracts tell what the work is for, of those who know it."
            ),
            is_known_to_platform=True,
        ),
    ),
)
