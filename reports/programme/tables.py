"""The table programme: every table that a release can have, fixed and numbered.

A question is asked of every writer once and may be told in several tables. Any change that moves a figure, or adds or
takes one away, is a new version: releases of two versions are not compared (decision 0060).
"""

from __future__ import annotations

from reports.conditions import PRINCIPLE_OF
from reports.programme.beside_tables import BENEFITS, COVER_NOT_HELD, COVERED_PAY, MINIMUM_WAGE
from reports.programme.pay_tables import ONBOARDING, PAY_CHANGES, PAYMENT
from reports.programme.plan import TablePlan
from reports.programme.rate_tables import RATE_TABLES
from reports.programme.time_tables import CONTRACTS, EFFORT, EFFORT_OF_ALL, GAPS, UNPAID_TIME
from reports.programme.work_tables import CONDITIONS, CREDIT, TOLL_TABLES

VERSION = "1"

PROGRAMME: tuple[TablePlan, ...] = (
    *RATE_TABLES,
    UNPAID_TIME,
    GAPS,
    CONTRACTS,
    BENEFITS,
    COVER_NOT_HELD,
    PAYMENT,
    PAY_CHANGES,
    ONBOARDING,
    MINIMUM_WAGE,
    *TOLL_TABLES,
    CONDITIONS,
    CREDIT,
    EFFORT,
    EFFORT_OF_ALL,
    COVERED_PAY,
)

#: Questions to which a writer says yes when anything of hers does.
ANY = frozenset({"any_gap", "any_missing_pay", "any_week_below_minimum_wage", "pay_cut"})

#: Questions to which she says yes when more than half of her contracts with an answer do.
MOST = frozenset({"credit_promised", "purpose_told", *(f"review_{question}" for question in PRINCIPLE_OF)})
