"""Screenwriters’ guild: the distance to health cover, covered pay beside gig pay, and a card that is off.

METHOD sections 4, 10b (displacement) and 3c. Pay from AI training is not covered earnings and adds nothing.
"""

from reports.guild.counterfactual import (
    REPLACES,
    Contributions,
    Receipt,
    counterfactual_figures,
    guild_contributions,
)
from reports.guild.displacement import PayOfYear, displacement
from reports.guild.eligibility import (
    Eligibility,
    Threshold,
    TypedThreshold,
    cover_period,
    eligibility,
    threshold_on,
)
from reports.guild.figures import guild_figures
from reports.guild.quarters import (
    MONTHS_PER_QUARTER,
    Earned,
    QuarterPay,
    best_window,
    by_year,
    quarter_of,
)

__all__ = [
    "MONTHS_PER_QUARTER",
    "REPLACES",
    "Contributions",
    "Earned",
    "Eligibility",
    "PayOfYear",
    "QuarterPay",
    "Receipt",
    "Threshold",
    "TypedThreshold",
    "best_window",
    "by_year",
    "counterfactual_figures",
    "cover_period",
    "displacement",
    "eligibility",
    "guild_contributions",
    "guild_figures",
    "quarter_of",
    "threshold_on",
]
