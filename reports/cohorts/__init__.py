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
from reports.cohorts.contributing import (
    OTHER,
    UNKNOWN,
    InnerCells,
    Known,
    contributions_in,
    contributions_of,
    inner_cells,
)
from reports.cohorts.spread import Limits, Spread, pooled, pooled_limits, spread_of

__all__ = [
    "OTHER",
    "TOTAL",
    "UNKNOWN",
    "Cohort",
    "Contribution",
    "Equation",
    "InnerCells",
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
    "contributions_in",
    "contributions_of",
    "inner_cells",
    "pooled",
    "pooled_limits",
    "spread_of",
]
