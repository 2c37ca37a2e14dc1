"""Dated public figures with their sources. A figure that is not on file is a value of its own: None.

The rows are our own copies, in `data/*.csv`, one file per topic; a row is used only when it is verified, unless
the writer allows others. Law (rates, caps, thresholds) is looked up by the day of the work, strictly; surveys by
the newest reference period that ends not later than the period asked about and is at most 24 months old.
"""

from reports.parameters.digest import digest
from reports.parameters.lookup import MinimumWage, Parameters
from reports.parameters.parameter import Parameter

__all__ = ["MinimumWage", "Parameter", "Parameters", "digest"]
