"""The tax-year statement: money by the day it moved, and the tax on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from reports.definitions.definition import BY_CALENDAR, COUNT, DAYS, MONEY, Definition
from reports.wording import N_

#: What was left to you goes with the days on which money arrived and costs were paid.
_Cash = partial(Definition, period=N_("{days}, by the day the money moved."))

TAX_YEAR: Mapping[str, Definition] = {
    "tax_year_gross": _Cash(
        N_("Arrived in the year, before fees"),
        N_("All money that arrived in the calendar year, whenever you did the work."),
        N_("sum of what arrived, before fees"),
        "2",
        MONEY,
    ),
    "tax_year_fees": _Cash(
        N_("Fees in the year"),
        N_("What platforms and payment services kept of the money that arrived in the year."),
        N_("sum of the fees of what arrived"),
        "2",
        MONEY,
    ),
    "tax_year_received": _Cash(
        N_("Came to you in the year"),
        N_("The money of the year after fees."),
        N_("arrived − fees"),
        "2",
        MONEY,
    ),
    "tax_year_expenses": _Cash(
        N_("Your costs in the year"),
        N_("What you spent in the calendar year to do this work."),
        N_("sum of your costs, by category"),
        "2",
        MONEY,
    ),
    "tax_year_net": _Cash(
        N_("Left to you in the year"),
        N_("What is left of the money of the year after fees and your costs, before any tax."),
        N_("arrived − fees − costs"),
        "2",
        MONEY,
    ),
    "tax_year_self_employment_tax": _Cash(
        N_("Self-employment tax, by day of payment"),
        N_("Self-employment tax on what was left to you in the calendar year. Income tax is not estimated."),
        N_("Social Security part up to the wage base + Medicare part, on 0.9235 × left to you"),
        "2",
        MONEY,
    ),
    "tax_year_half_deduction": _Cash(
        N_("Half of self-employment tax"),
        N_("The half of the tax that comes off your taxable income. It lowers income tax, not this tax."),
        N_("0.5 × self-employment tax"),
        "2",
        MONEY,
    ),
    "tax_year_additional_medicare_tax": _Cash(
        N_("Additional Medicare Tax"),
        N_(
            "A further tax on high earnings. It stands here only: it is not in the self-employment tax, nor in "
            "your pay after tax, nor in what to set aside."
        ),
        N_("0.009 × net earnings above what wages leave of the threshold"),
        "2",
        MONEY,
    ),
    "tax_year_payers_at_form_threshold": _Cash(
        N_("Payers that reach the amount of Form 1099-NEC"),
        N_("Payers that paid you so much in the year that they send a Form 1099-NEC."),
        N_("number of payers at or above the amount of the year, before fees"),
        "2",
        COUNT,
    ),
    "tax_year_income_below_form_threshold": _Cash(
        N_("Income below the amount of Form 1099-NEC"),
        N_("Money from payers that stay below the amount. No form comes, and it is taxable all the same."),
        N_("sum of what arrived from payers below the amount, before fees"),
        "2",
        MONEY,
    ),
    "tax_year_instalments_paid": _Cash(
        N_("Instalments paid"),
        N_("What you logged as paid towards the tax of the year."),
        N_("sum of the instalments you logged"),
        "2",
        MONEY,
    ),
    "tax_year_left_to_pay": _Cash(
        N_("Self-employment tax not yet paid"),
        N_("The year’s self-employment tax less the instalments you logged. Income tax is not in it."),
        N_("self-employment tax − instalments logged, never below 0"),
        "2",
        MONEY,
    ),
    "days_to_next_instalment": Definition(
        N_("Days to the next instalment"),
        N_("How many days are left until the next day on which estimated tax is due."),
        N_("due day − today"),
        "2",
        DAYS,
        BY_CALENDAR,
    ),
    "tax_set_aside": _Cash(
        N_("To set aside for tax"),
        N_("This period’s part of the year’s self-employment tax. Income tax is not estimated."),
        N_("tax of the year × left to you in the period ÷ left to you in the year"),
        "2",
        MONEY,
    ),
    "payer_gross": _Cash(
        N_("Arrived from this payer, before fees"),
        N_("All money from this payer that arrived in the calendar year."),
        N_("sum of what arrived, before fees"),
        "2",
        MONEY,
    ),
    "payer_fees": _Cash(
        N_("Fees on it"),
        N_("What the platform and payment services kept of this payer’s money."),
        N_("sum of the fees of what arrived"),
        "2",
        MONEY,
    ),
    "payer_net": _Cash(
        N_("Came to you from this payer"),
        N_("This payer’s money of the year after fees."),
        N_("arrived − fees"),
        "2",
        MONEY,
    ),
    "category_expenses": _Cash(
        N_("Costs of this kind"),
        N_("What you spent in the calendar year under this category."),
        N_("sum of your costs of the category"),
        "2",
        MONEY,
    ),
    "instalment_share": _Cash(
        N_("Even share of the tax"),
        N_("A quarter of the year’s self-employment tax. Income tax is not in it."),
        N_("self-employment tax of the year ÷ 4"),
        "2",
        MONEY,
    ),
    "instalment_paid": _Cash(
        N_("Paid for this instalment"),
        N_("What you logged as paid for this instalment."),
        N_("the amount you logged"),
        "2",
        MONEY,
    ),
    "instalment_left": _Cash(
        N_("Left of this instalment"),
        N_("The even share less what you logged as paid for this instalment."),
        N_("even share − paid, never below 0"),
        "2",
        MONEY,
    ),
}
