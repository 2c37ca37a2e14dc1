"""The tax-year statement: one calendar year by the day money moved, for whoever fills in a return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from reports.figures import Figure, Step, figure_of
from reports.parameters import Parameter, Parameters
from reports.periods import Period
from reports.sentences import Sentence
from reports.tax_year.cash import CashYear, CategoryExpenses, PayerIncome, Rows
from reports.tax_year.instalments import (
    InstalmentLine,
    instalment_lines,
    instalments_paid_figures,
    next_instalment,
    next_instalment_figure,
)
from reports.tax_year.payers import (
    PayerLine,
    form_figures,
    form_threshold,
    gross_step,
    payer_lines,
    received_steps,
)
from reports.tax_year.tax import tax_figures
from reports.taxes import Instalment, SelfEmploymentTax, self_employment_tax
from reports.wording import N_

YEAR_TO_DATE = N_("{year} still runs: every number is for the year to date, {day} included, and will change.")
NOT_BEGUN = N_("{year} has not begun.")
BY_DAY_OF_PAYMENT = N_("Counted by the day money arrived or was spent, not by the day of the work.")
NO_INCOME_TAX = N_(
    "Income tax is not estimated: it depends on your household. Only self-employment tax is, and the Additional "
    "Medicare Tax on its own."
)
BELOW_IS_TAXABLE = N_(
    "No form has to come for income to be taxable: income below the amount is taxable all the same."
)
WITHOUT_RATE = N_(
    "Money that moved in another currency on a day without an exchange rate is in none of these sums. It counts all "
    "the same."
)
NOT_TAX_ADVICE = N_("United States only. This is information, not tax advice.")


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """Expenses of one category; None where she gave no category."""

    category: str | None
    amount: Figure


@dataclass(frozen=True, slots=True)
class TaxYearStatement:
    """Everything the tax-year page says.

    Parameters
    ----------
    period
        The days of the year that count, up to `as_of`.
    is_year_to_date
        Whether the year still runs.
    figures
        tax_year_gross, tax_year_fees, tax_year_received, tax_year_expenses, tax_year_net,
        tax_year_self_employment_tax, tax_year_half_deduction, tax_year_additional_medicare_tax,
        tax_year_payers_at_form_threshold, tax_year_income_below_form_threshold, tax_year_instalments_paid,
        tax_year_left_to_pay, days_to_next_instalment.
    form_threshold
        The amount from which a Form 1099-NEC is sent; None when not on file for the year.
    payers, expenses
        One line each, the largest first.
    instalments
        All four, in order.
    next_instalment
        The next one due, in January the last of the year before; None when none is left or nobody can tell.
    tax
        The tax behind the figures; None without a rate on file or without income.
    notes
        What has to stand on the page, in order.
    """

    year: int
    as_of: date
    period: Period
    is_year_to_date: bool
    figures: Mapping[str, Figure]
    form_threshold: Parameter | None
    payers: tuple[PayerLine, ...]
    expenses: tuple[ExpenseLine, ...]
    instalments: tuple[InstalmentLine, ...]
    next_instalment: Instalment | None
    tax: SelfEmploymentTax | None
    notes: tuple[Sentence, ...]


def tax_year_statement(cash: CashYear, parameters: Parameters) -> TaxYearStatement:
    """The statement of one calendar year, on the cash basis.

    Parameters
    ----------
    cash
        What moved in the year.
    parameters
        The rates, the amount of the form and the days of the instalments on file. Where the year has none the
        figure has no value, with the reason “no value on file”.

    Examples
    --------
    >>> from reports.tax_year.cash import PayerIncome
    >>> cash = CashYear(2025, date(2026, 2, 1), (PayerIncome("heron", Fraction(15_200), Fraction(200)),))
    >>> figures = tax_year_statement(cash, Parameters.on_file()).figures
    >>> float(figures["tax_year_net"].value), round(float(figures["tax_year_self_employment_tax"].value), 2)
    (15000.0, 2119.43)

    References
    ----------
    26 U.S.C. 1401, 1402, 6654; METHOD sections 2, 10a and 11.
    """
    threshold = form_threshold(cash, parameters)
    payers = payer_lines(cash, threshold)
    expenses = _expense_lines(cash)
    tax = None
    if cash.has_income:
        tax = self_employment_tax(
            cash.year, cash.net, cash.w2_wages, parameters, filing_status=cash.filing_status
        )
    of_tax = tax_figures(cash, tax)
    lines = instalment_lines(cash, of_tax[0], parameters)
    listed = [
        *_money_figures(cash),
        *of_tax,
        *form_figures(payers, cash, threshold),
        *instalments_paid_figures(cash, of_tax[0]),
        next_instalment_figure(cash, parameters),
    ]
    return TaxYearStatement(
        year=cash.year,
        as_of=cash.as_of,
        period=cash.period,
        is_year_to_date=cash.is_year_to_date,
        figures={figure.key: figure for figure in listed},
        form_threshold=threshold,
        payers=payers,
        expenses=expenses,
        instalments=lines,
        next_instalment=next_instalment(cash.year, cash.as_of, parameters),
        tax=tax,
        notes=_notes(cash),
    )


def _notes(cash: CashYear) -> tuple[Sentence, ...]:
    first = []
    if not cash.has_begun:
        first.append(Sentence(NOT_BEGUN, {"year": cash.year}))
    if cash.is_year_to_date:
        first.append(Sentence(YEAR_TO_DATE, {"year": cash.year, "day": cash.as_of}))
    if cash.payouts_left_out or cash.expenses_left_out or cash.instalments_left_out:
        first.append(Sentence(WITHOUT_RATE))
    return (*first, *map(Sentence, (BY_DAY_OF_PAYMENT, BELOW_IS_TAXABLE, NO_INCOME_TAX, NOT_TAX_ADVICE)))


def _expense_lines(cash: CashYear) -> tuple[ExpenseLine, ...]:
    ordered = sorted(cash.expenses, key=lambda one: (-one.amount, one.category is None, str(one.category)))
    return tuple(
        ExpenseLine(
            one.category,
            Figure("category_expenses", one.amount, "money", cash.period, "USD", rows=one.rows),
        )
        for one in ordered
    )


def _money_figures(cash: CashYear) -> list[Figure]:
    """What arrived, what was kept of it, what was spent, what is left."""

    def figure(key: str, value: Fraction, rows: Rows, steps: Iterable[Step]) -> Figure:
        is_known = cash.has_income or key == "tax_year_expenses"
        return figure_of(
            key,
            value if is_known else None,
            "money",
            period=cash.period,
            reason=cash.why_unknown,
            currency="USD",
            at_least=lower_bound[key],
            steps=tuple(steps) if is_known else (),
            rows=rows,
        )

    lower_bound = {
        **dict.fromkeys(("tax_year_gross", "tax_year_fees", "tax_year_received"), cash.payouts_left_out > 0),
        "tax_year_expenses": cash.expenses_left_out > 0,
        "tax_year_net": cash.is_net_lower_bound,
    }

    received = cash.gross - cash.fees
    net_steps = (
        Step("", N_("Came to you"), received, "money"),
        Step("-", N_("Your costs"), cash.spent, "money"),
        Step("=", N_("Left to you"), cash.net, "money"),
    )
    return [
        figure("tax_year_gross", cash.gross, cash.income_rows, map(gross_step, cash.payers)),
        figure("tax_year_fees", cash.fees, cash.income_rows, map(_fees_step, cash.payers)),
        figure(
            "tax_year_received", received, cash.income_rows, received_steps(cash.gross, cash.fees, received)
        ),
        figure("tax_year_expenses", cash.spent, cash.expense_rows, map(_expense_step, cash.expenses)),
        figure("tax_year_net", cash.net, cash.all_rows, net_steps),
    ]


def _fees_step(payer: PayerIncome) -> Step:
    return replace(gross_step(payer), value=payer.fees)


def _expense_step(one: CategoryExpenses) -> Step:
    if one.category is None:
        return Step("+", N_("Without a category"), one.amount, "money")
    return Step("+", N_("For {category}"), one.amount, "money", {"category": one.category})
