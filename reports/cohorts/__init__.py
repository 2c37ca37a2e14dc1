"""What the books of many writers add up to, cell by cell: raw, never shown, and read by disclosure, audit and release only."""

from reports.cohorts.cells import (
    TOTAL,
    Cohort,
    Contribution,
    Equation,
    Layout,
    Measure,
    MissingDimension,
    Place,
    Sums,
    cohort,
)

__all__ = [
    "TOTAL",
    "Cohort",
    "Contribution",
    "Equation",
    "Layout",
    "Measure",
    "MissingDimension",
    "Place",
    "Sums",
    "cohort",
]
