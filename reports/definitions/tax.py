"""Self-employment tax and work credits."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import COUNT, MONEY, Definition
from reports.wording import N_

TAX: Mapping[str, Definition] = {
    "self_employment_tax": Definition(
        N_("Self-employment tax of this period"),
        N_("This period’s part of the year’s self-employment tax. Income tax is not estimated."),
        N_("tax of the year × net of the period ÷ net of the year"),
        "2",
        MONEY,
    ),
    "self_employment_tax_year": Definition(
        N_("Self-employment tax of the year"),
        N_("Self-employment tax on all you have made this year so far. It changes as the year goes on."),
        N_("Social Security part up to the wage base + Medicare part"),
        "2",
        MONEY,
    ),
    "social_security_credits": Definition(
        N_("Social Security credits"),
        N_("Work credits for Social Security that this year’s pay has brought so far, at most four a year."),
        N_("(wages + net earnings) ÷ price of a credit, whole credits, at most 4"),
        "5",
        COUNT,
        gives_pay_away=True,
    ),
    "distance_to_next_credit": Definition(
        N_("To the next credit"),
        N_("How much more you would have to make this year for the next Social Security credit."),
        N_("(price of the next credit − wages − net earnings) ÷ 0.9235"),
        "5",
        MONEY,
    ),
}
