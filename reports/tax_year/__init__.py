"""One calendar year for the tax return, on the cash basis: by the day money arrived or was spent.

United States only, in dollars, for information: self-employment tax only, no income tax (METHOD sections 2, 10a, 11).
"""

from reports.tax_year.cash import INSTALMENT_COUNT, CashYear, CategoryExpenses, PayerIncome, TaxYearError
from reports.tax_year.instalments import InstalmentLine, instalment_named, next_instalment
from reports.tax_year.payers import PayerLine, form_threshold
from reports.tax_year.statement import (
    BELOW_IS_TAXABLE,
    BY_DAY_OF_PAYMENT,
    NO_INCOME_TAX,
    NOT_BEGUN,
    NOT_TAX_ADVICE,
    YEAR_TO_DATE,
    ExpenseLine,
    TaxYearStatement,
    tax_year_statement,
)
from reports.tax_year.tax import tax_set_aside

__all__ = [
    "BELOW_IS_TAXABLE",
    "BY_DAY_OF_PAYMENT",
    "INSTALMENT_COUNT",
    "NOT_BEGUN",
    "NOT_TAX_ADVICE",
    "NO_INCOME_TAX",
    "YEAR_TO_DATE",
    "CashYear",
    "CategoryExpenses",
    "ExpenseLine",
    "InstalmentLine",
    "PayerIncome",
    "PayerLine",
    "TaxYearError",
    "TaxYearStatement",
    "form_threshold",
    "instalment_named",
    "next_instalment",
    "tax_set_aside",
    "tax_year_statement",
]
