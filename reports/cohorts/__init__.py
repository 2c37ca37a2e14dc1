"""What the books of many writers add up to, cell by cell: raw, never shown, and read by disclosure, audit and release only."""

from reports.cohorts.cells import (
    TOTAL,
    Cohort,
    Contribution,
    Equation,
    Layout,
    Measure,
    MissingDimension,
    PaidBeyondHours,
    Place,
    Sums,
    cohort,
)
from reports.cohorts.contributing import OTHER, UNKNOWN, Known, contributions_of
from reports.cohorts.spread import Limits, Spread, pooled, pooled_limits, spread_of

__all__ = [
    "OTHER",
    "TOTAL",
    "UNKNOWN",
    "Cohort",
    "Contribution",
    "Equation",
    "Known",
    "Layout",
    "Limits",
    "Measure",
    "MissingDimension",
    "PaidBeyondHours",
    "Place",
    "Spread",
    "Sums",
    "cohort",
    "contributions_of",
    "pooled",
    "pooled_limits",
    "spread_of",
]
