"""What an employer would have added: two methods that are never added or mixed, and the cover not held.

Parity goes top-down from the average cost of benefits; line by line goes bottom-up over each item. They answer
different questions; a page names the method beside each number. United States only, in dollars.
"""

from reports.benefits.averages import RETIREMENT_BASES, RetirementBasis
from reports.benefits.case import state_of
from reports.benefits.cover import (
    COVER,
    COVERED_ELSEWHERE,
    DEFAULT_HEALTH_BASIS,
    HEALTH_BASES,
    HealthBasis,
)
from reports.benefits.lines import LINES, Line, LineByLine, line_by_line
from reports.benefits.parity import (
    DEFAULT_GROUP,
    GROUPS,
    BenefitRatio,
    benefit_ratio,
    benefit_ratio_figure,
    employee_equivalent_wage,
    parity_shortfall,
)

__all__ = [
    "COVER",
    "COVERED_ELSEWHERE",
    "DEFAULT_GROUP",
    "DEFAULT_HEALTH_BASIS",
    "GROUPS",
    "HEALTH_BASES",
    "LINES",
    "RETIREMENT_BASES",
    "BenefitRatio",
    "HealthBasis",
    "Line",
    "LineByLine",
    "RetirementBasis",
    "benefit_ratio",
    "benefit_ratio_figure",
    "employee_equivalent_wage",
    "line_by_line",
    "parity_shortfall",
    "state_of",
]
