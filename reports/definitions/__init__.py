"""What each figure means: its name, one plain sentence, its formula, and where the method describes it.

Every text is a message id, shown through a `Wording`. The keys are those of the figures in a personal report;
each topic has a table of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.benefits import BENEFITS
from reports.definitions.definition import Definition
from reports.definitions.gaps import GAPS
from reports.definitions.owed import OWED
from reports.definitions.pay import PAY
from reports.definitions.payment_law import PAYMENT_LAW
from reports.definitions.rates import RATES
from reports.definitions.tax import TAX
from reports.definitions.tax_year import TAX_YEAR
from reports.definitions.words import (
    BENEFIT_LINES,
    CONTRACT_STATES,
    GAP_CAUSES,
    LEFT_OUT,
    NOWHERE,
    TASK_KINDS,
    UNPAID_CATEGORIES,
)

#: Figure key -> its words.
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {**PAY, **RATES, **TAX, **TAX_YEAR, **BENEFITS, **GAPS, **OWED, **PAYMENT_LAW}
)


def definition_of(key: str) -> Definition:
    """The words of a figure.

    >>> definition_of("effective_hourly_rate").name
    'Real hourly pay'
    """
    return DEFINITIONS[key]


__all__ = [
    "BENEFIT_LINES",
    "CONTRACT_STATES",
    "DEFINITIONS",
    "GAP_CAUSES",
    "LEFT_OUT",
    "NOWHERE",
    "TASK_KINDS",
    "UNPAID_CATEGORIES",
    "Definition",
    "definition_of",
]
