"""Toll: how hard the work was to bear."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.definition import PER_HOUR, SHARE, Definition
from reports.wording import N_

#: What a writer may say of a task's toll.
TOLLS: Mapping[int, str] = MappingProxyType(
    {1: N_("Light"), 2: N_("Easy to bear"), 3: N_("Wearing"), 4: N_("Hard"), 5: N_("Crushing")}
)

TOLL: Mapping[str, Definition] = {
    "heavy_share": Definition(
        N_("Hard or crushing hours"),
        N_("How much of the time you rated was hard or crushing: 4 or 5 of 5."),
        N_("hours rated 4 or 5 ÷ hours rated"),
        "10b",
        SHARE,
    ),
    "toll_coverage": Definition(
        N_("Hours you rated"),
        N_("How much of your time has a rating. Hours without one are in no other figure here."),
        N_("hours rated ÷ all hours"),
        "10b",
        SHARE,
    ),
    "effective_rate_light": Definition(
        N_("Real hourly pay of light work"),
        N_("What you earned, less fees and costs, for each hour you rated 1 or 2 of 5."),
        N_("(earned − fees − costs) ÷ hours rated 1 or 2"),
        "10b",
        PER_HOUR,
    ),
    "effective_rate_heavy": Definition(
        N_("Real hourly pay of hard work"),
        N_("What you earned, less fees and costs, for each hour you rated 4 or 5 of 5."),
        N_("(earned − fees − costs) ÷ hours rated 4 or 5"),
        "10b",
        PER_HOUR,
    ),
    "repetitive_share": Definition(
        N_("Repetitive hours"),
        N_("How much of the time you rated or marked was repetitive."),
        N_("hours marked repetitive ÷ hours rated or marked"),
        "10b",
        SHARE,
    ),
    "alone_share": Definition(
        N_("Hours alone"),
        N_("How much of the time you rated or marked you worked alone."),
        N_("hours marked alone ÷ hours rated or marked"),
        "10b",
        SHARE,
    ),
}
