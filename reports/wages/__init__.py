"""Pay beside the minimum wage that an employee would get (METHOD section 7). A comparison, never a finding.

Minimum-wage law covers employees; whether a writer is one is a question on which no figure here takes a side.
United States only, in dollars. A rate that is not on file makes the comparison a lower bound, and is named.
No living wage is shipped: no current one is on file from its source.
"""

from reports.wages.figures import OF_HOURS, wage_figures, window_figures
from reports.wages.floors import Floor, Floors
from reports.wages.tally import Tally, tally
from reports.wages.windows import BASES, LEVELS, Basis, Level, Stretch, Window, WorkDay, by_week, compare

__all__ = [
    "BASES",
    "LEVELS",
    "OF_HOURS",
    "Basis",
    "Floor",
    "Floors",
    "Level",
    "Stretch",
    "Tally",
    "Window",
    "WorkDay",
    "by_week",
    "compare",
    "tally",
    "wage_figures",
    "window_figures",
]
