"""What each figure means: its name, one plain sentence, its formula, and where the method describes it.

Every text is a message id, shown through a `Wording`. The keys are those of the figures in a personal report;
each topic has a table of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.benefits import BENEFITS
from reports.definitions.conditions import CONDITIONS, PRINCIPLES
from reports.definitions.credit import CREDIT, UNITS
from reports.definitions.definition import METHOD_VERSION, Definition
from reports.definitions.gaps import GAPS
from reports.definitions.guild import GUILD
from reports.definitions.hours_wanted import HOURS_WANTED
from reports.definitions.owed import OWED
from reports.definitions.pay import PAY
from reports.definitions.payment_law import PAYMENT_LAW
from reports.definitions.rates import RATES
from reports.definitions.tax import TAX
from reports.definitions.tax_year import TAX_YEAR
from reports.definitions.terms import PAY_TERMS, TERMS
from reports.definitions.toll import TOLL, TOLLS
from reports.definitions.volatility import VOLATILITY
from reports.definitions.wages import WAGES
from reports.definitions.words import (
    BENEFIT_LINES,
    CONTRACT_STATES,
    GAP_CAUSES,
    LEFT_OUT,
    NOT_SAID,
    NOWHERE,
    PAY_MODELS,
    TASK_KINDS,
    UNPAID_CATEGORIES,
    UNPAID_SHOWN,
)
from reports.wording import N_

#: The definitions by subject, in the order people ask: a title and its table.
SUBJECTS: tuple[tuple[str, Mapping[str, Definition]], ...] = (
    (N_("Money and hours"), PAY),
    (N_("What an hour pays"), RATES),
    (N_("Contracts and gaps in work"), GAPS),
    (N_("What is owed, and how long pay takes"), OWED),
    (N_("Late pay and the law"), PAYMENT_LAW),
    (N_("What a staff job would add"), BENEFITS),
    (N_("Self-employment tax and Social Security"), TAX),
    (N_("Tax year"), TAX_YEAR),
    (N_("Pay terms, and getting started"), TERMS),
    (N_("Beside the minimum wage"), WAGES),
    (N_("Ups and downs"), VOLATILITY),
    (N_("Hours you want"), HOURS_WANTED),
    (N_("What the work takes"), TOLL),
    (N_("Conditions"), CONDITIONS),
    (N_("Credit and rights"), CREDIT),
    (N_("Guild health cover"), GUILD),
)

#: Figure key -> its words.
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {key: meant for _, table in SUBJECTS for key, meant in table.items()}
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
    "METHOD_VERSION",
    "NOT_SAID",
    "NOWHERE",
    "PAY_MODELS",
    "PAY_TERMS",
    "PRINCIPLES",
    "SUBJECTS",
    "TASK_KINDS",
    "TOLLS",
    "UNITS",
    "UNPAID_CATEGORIES",
    "UNPAID_SHOWN",
    "Definition",
    "definition_of",
]
