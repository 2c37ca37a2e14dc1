"""An attack on protected tables, made before they may be released. It shares no function with what protects them."""

from reports.audit.demands import Demands, UnusableDemand
from reports.audit.differences import Released, differences
from reports.audit.findings import Audit, Finding, Kind, NotReleasable, Unproved
from reports.audit.gate import audit, check_difference, check_releasable
from reports.audit.insider import insider
from reports.audit.outsider import attacks, different_writers, intervals, open_cells, outsider
from reports.audit.published import EXACT, Interval, NotTheTruth, Published

__all__ = [
    "EXACT",
    "Audit",
    "Demands",
    "Finding",
    "Interval",
    "Kind",
    "NotReleasable",
    "NotTheTruth",
    "Published",
    "Released",
    "Unproved",
    "UnusableDemand",
    "attacks",
    "audit",
    "check_difference",
    "check_releasable",
    "differences",
    "different_writers",
    "insider",
    "intervals",
    "open_cells",
    "outsider",
]
