"""Values of dimensions that stand for no value in particular, for those who show a release and may not see raw cells."""

from reports.cohorts import OTHER, TOTAL, UNKNOWN

__all__ = ["OTHER", "TOTAL", "UNKNOWN"]
