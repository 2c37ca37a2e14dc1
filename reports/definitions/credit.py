"""Credit, and the contribution statement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.definition import COUNT, HOURS, MONEY, SHARE, Definition
from reports.wording import N_

#: Units that give nothing away, in the singular.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "answer": N_("answer"),
        "item": N_("item"),
        "label": N_("label"),
        "line": N_("line"),
        "minute": N_("minute"),
        "page": N_("page"),
        "pair": N_("pair"),
        "piece": N_("piece"),
        "prompt": N_("prompt"),
        "rating": N_("rating"),
        "scene": N_("scene"),
        "task": N_("task"),
        "text": N_("text"),
        "word": N_("word"),
    }
)

CREDIT: Mapping[str, Definition] = {
    "credit_promised_share": Definition(
        N_("Contracts that promise credit"),
        N_("How many of your contracts promise to name you, among those where you know it."),
        N_("contracts with yes ÷ contracts with yes or no"),
        "10b",
        SHARE,
    ),
    "purpose_told_share": Definition(
        N_("Contracts that say what the work is for"),
        N_("How many of your contracts say what the work is for, among those where you know it."),
        N_("contracts with yes ÷ contracts with yes or no"),
        "10b",
        SHARE,
    ),
    "rights_share": Definition(
        N_("Contracts that take these rights"),
        N_("How many of your contracts take these rights in your work."),
        N_("contracts that say this ÷ contracts with terms"),
        "10b",
        SHARE,
    ),
    "contribution_hours": Definition(
        N_("Hours worked"),
        N_("Every hour of this work, paid or not."),
        N_("sum of all time"),
        "10b",
        HOURS,
    ),
    "contribution_units": Definition(
        N_("Units"),
        N_("Pieces of work you counted, such as scenes or labels."),
        N_("sum of units"),
        "10b",
        COUNT,
    ),
    "contribution_paid_per_unit": Definition(
        N_("Paid for a unit"),
        N_("What was paid for a unit, or for a paid hour where time is paid, before fees and costs."),
        N_("pay ÷ units, or pay ÷ paid hours"),
        "10b",
        MONEY,
    ),
}
