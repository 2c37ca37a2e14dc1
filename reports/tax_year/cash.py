"""The money of one calendar year by the day it moved: what arrived from whom, what was spent on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from reports.periods import ONE_DAY, Period
from reports.row_ids import together

#: Equal parts in which a year's tax is paid (26 U.S.C. 6654(c) and (d)).
INSTALMENT_COUNT = 4

Rows = Mapping[str, tuple[str, ...]]

_ZERO = Fraction(0)


class TaxYearError(ValueError):
    """An instalment that a year does not have, or a period outside the year."""


@dataclass(frozen=True, slots=True)
class PayerIncome:
    """What arrived from one payer in the year, in dollars; `payer_id` is None where the payer is not known.

    `gross` is before, `fees` what the platform and payment services kept of it; `name` is what she calls the payer.
    `is_partial` says that more came in another currency, without a rate.
    """

    payer_id: str | None
    gross: Fraction
    fees: Fraction = _ZERO
    name: str = ""
    rows: Rows = field(default_factory=dict, repr=False)
    is_partial: bool = False

    @property
    def net(self) -> Fraction:
        """Dollars that came into her hands."""
        return self.gross - self.fees


@dataclass(frozen=True, slots=True)
class CategoryExpenses:
    """What was spent in the year under one category, in dollars; None where she gave no category."""

    category: str | None
    amount: Fraction
    rows: Rows = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class CashYear:
    """Everything a tax-year statement is made of; amounts in dollars.

    Parameters
    ----------
    year
        Calendar year.
    as_of
        The day the computation pretends is today. What moved later must not be in the sums.
    payers, expenses
        One entry per payer and per category. No payer at all: nothing was logged as arrived.
    w2_wages
        W-2 Social Security wages of the year, 0 or more.
    filing_status
        Only for the Additional Medicare Tax: single, joint, separate, head_of_household, surviving_spouse.
    instalments_paid
        Number of the instalment (1 to 4) -> dollars paid for it; what is not there was not logged.
    instalment_rows
        Number of the instalment -> the rows of what was paid for it.
    payouts_left_out, expenses_left_out
        How many of the year are in another currency and have no rate, so that no sum has them.
    instalments_left_out
        The numbers of the instalments of which some was paid so.
    """

    year: int
    as_of: date
    payers: tuple[PayerIncome, ...] = ()
    expenses: tuple[CategoryExpenses, ...] = ()
    w2_wages: Fraction = _ZERO
    filing_status: str = "single"
    instalments_paid: Mapping[int, Fraction] = field(default_factory=dict)
    instalment_rows: Mapping[int, Rows] = field(default_factory=dict, repr=False)
    payouts_left_out: int = 0
    expenses_left_out: int = 0
    instalments_left_out: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for number in self.instalments_paid:
            if not 1 <= number <= INSTALMENT_COUNT:
                raise TaxYearError(f"A year has instalments 1 to {INSTALMENT_COUNT}, not {number}.")

    @property
    def whole_year(self) -> Period:
        """All days of the calendar year."""
        return Period(date(self.year, 1, 1), date(self.year + 1, 1, 1))

    @property
    def period(self) -> Period:
        """The days of the year up to `as_of`, which counts; empty before the year begins.

        >>> CashYear(2026, date(2026, 1, 31)).period.days
        31
        """
        year = self.whole_year
        return Period(year.start, max(year.start, min(year.end, self.as_of + ONE_DAY)))

    @property
    def has_begun(self) -> bool:
        """Whether the first day of the year has come."""
        return self.as_of >= self.whole_year.start

    @property
    def is_year_to_date(self) -> bool:
        """Whether the year runs on `as_of`, its first and last day included."""
        return self.as_of in self.whole_year

    @property
    def has_income(self) -> bool:
        """Whether anything was logged as arrived; without, nobody knows what the year brought."""
        return bool(self.payers)

    @property
    def why_unknown(self) -> str:
        """Why a year without income has no figures."""
        return "no_exchange_rate" if self.payouts_left_out else "nothing_arrived"

    @property
    def is_net_lower_bound(self) -> bool:
        """Whether what is left can only be more; where costs lack a rate as well, nobody can tell."""
        return self.payouts_left_out > 0 and not self.expenses_left_out

    @property
    def gross(self) -> Fraction:
        """Dollars that arrived, before fees."""
        return Fraction(sum(payer.gross for payer in self.payers))

    @property
    def fees(self) -> Fraction:
        """Dollars kept by platforms and payment services."""
        return Fraction(sum(payer.fees for payer in self.payers))

    @property
    def spent(self) -> Fraction:
        """Dollars of expenses."""
        return Fraction(sum(one.amount for one in self.expenses))

    @property
    def net(self) -> Fraction:
        """Dollars left after fees and expenses; may be negative."""
        return self.gross - self.fees - self.spent

    @property
    def income_rows(self) -> Rows:
        """The rows of what arrived."""
        return together(payer.rows for payer in self.payers)

    @property
    def expense_rows(self) -> Rows:
        """The rows of what was spent."""
        return together(one.rows for one in self.expenses)

    @property
    def all_rows(self) -> Rows:
        """The rows of income and of expenses."""
        return together([self.income_rows, self.expense_rows])
