"""The four instalments of a year's tax: an even share each, what was paid, which comes next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from reports.figures import Figure, Step, figure_of
from reports.parameters import Parameters
from reports.row_ids import NO_ROWS, together
from reports.tax_year.cash import INSTALMENT_COUNT, CashYear, TaxYearError
from reports.taxes import Instalment, instalments
from reports.wording import N_

_ZERO = Fraction(0)
_NAME = re.compile(rf"(\d{{4}})-([1-{INSTALMENT_COUNT}])", re.ASCII)


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    """One instalment of the year; `on_file` is None when its days are not on file.

    `share` is a quarter of the year's tax, `paid` what was logged for it, `left` the share less what was logged,
    never below 0.
    """

    number: int
    on_file: Instalment | None
    share: Figure
    paid: Figure
    left: Figure

    @property
    def due_on(self) -> date | None:
        """The day it is due; None when not on file."""
        return None if self.on_file is None else self.on_file.due_on


def instalment_named(name: str) -> tuple[int, int]:
    """Year and number of an instalment by its name.

    Raises
    ------
    TaxYearError
        When it is not a year and a number from 1 to 4.

    Examples
    --------
    >>> instalment_named("2026-3")
    (2026, 3)
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise TaxYearError(f"An instalment is named like 2026-3, not “{name}”.")
    return int(found[1]), int(found[2])


def instalment_lines(cash: CashYear, tax: Figure, parameters: Parameters) -> tuple[InstalmentLine, ...]:
    """All four instalments of the year's tax, in order, whether their days are on file or not."""
    year = enumerate(_year_in_order(cash.year, parameters), start=1)
    return tuple(_line(number, on_file, cash, tax) for number, on_file in year)


def _line(number: int, on_file: Instalment | None, cash: CashYear, tax: Figure) -> InstalmentLine:
    due = () if on_file is None else (on_file.parameter,)
    paid = cash.instalments_paid.get(number)
    even = None if tax.value is None else tax.value / INSTALMENT_COUNT
    share = _from_tax(tax, "instalment_share", even, _share_steps(cash.year, tax.value, even))
    logged = _logged_figure(
        "instalment_paid",
        cash,
        {} if paid is None else {number: paid},
        lacks_some=number in cash.instalments_left_out,
    )
    left = _left_figure("instalment_left", tax, Step("", N_("An even share"), even, "money"), paid)
    return InstalmentLine(
        number,
        on_file,
        replace(share, parameters=(*due, *share.parameters)),
        logged,
        replace(left, parameters=(*due, *left.parameters)),
    )


def instalments_paid_figures(cash: CashYear, tax: Figure) -> tuple[Figure, Figure]:
    """What was logged as paid for the year, and what is left of its tax."""
    logged = _logged_figure(
        "tax_year_instalments_paid", cash, cash.instalments_paid, lacks_some=bool(cash.instalments_left_out)
    )
    return logged, _left_figure("tax_year_left_to_pay", tax, _tax_step(cash.year, tax.value), logged.value)


def _logged_figure(key: str, cash: CashYear, paid: Mapping[int, Fraction], *, lacks_some: bool) -> Figure:
    """The sum of what was logged as paid; no value when nothing was. `lacks_some`: more was, without a rate."""
    label = N_("Instalment {number}")
    return figure_of(
        key,
        sum(paid.values()) if paid else None,
        "money",
        period=cash.period,
        reason="no_exchange_rate" if lacks_some else "no_instalment_logged",
        currency="USD",
        at_least=lacks_some,
        steps=tuple(Step("+", label, paid[number], "money", {"number": number}) for number in sorted(paid)),
        rows=together(cash.instalment_rows.get(number, NO_ROWS) for number in sorted(paid)),
    )


def _left_figure(key: str, tax: Figure, whole: Step, paid: Fraction | None) -> Figure:
    """A part of the tax less what was logged as paid of it."""
    logged = paid or _ZERO
    left = None if whole.value is None else max(_ZERO, whole.value - logged)
    steps = (
        whole,
        Step("-", N_("Logged as paid"), logged, "money"),
        Step("=", N_("Left, never below 0"), left, "money"),
    )
    return _from_tax(tax, key, left, steps)


def _from_tax(tax: Figure, key: str, value: Fraction | None, steps: tuple[Step, ...]) -> Figure:
    """A figure made of the tax: its period, parameters and rows, and its reason where there is no tax."""
    return replace(tax, key=key, value=value, steps=() if value is None else steps)


def _share_steps(year: int, tax: Fraction | None, even: Fraction | None) -> tuple[Step, ...]:
    return (
        _tax_step(year, tax),
        Step("/", N_("Instalments a year"), Fraction(INSTALMENT_COUNT), "count"),
        Step("=", N_("An even share"), even, "money"),
    )


def _tax_step(year: int, tax: Fraction | None) -> Step:
    return Step("", N_("Self-employment tax of {year}"), tax, "money", {"year": year})


def next_instalment(year: int, as_of: date, parameters: Parameters) -> Instalment | None:
    """The first instalment due on `as_of` or later, the last one of the year before included.

    None when none is left or nobody can tell: one that is not on file might come first. It cannot once a later one
    was due, nor once the income days of the one found are over: each is due before the next one's income days end.
    """
    is_unsure = True
    for one in (*_year_in_order(year - 1, parameters)[-1:], *_year_in_order(year, parameters)):
        if one is None:
            is_unsure = True
        elif one.due_on < as_of:
            is_unsure = False
        else:
            return None if is_unsure and as_of <= one.income_to else one
    return None


def _year_in_order(year: int, parameters: Parameters) -> tuple[Instalment | None, ...]:
    """The four instalments of a year; None stands where one is not on file."""
    on_file = {one.number: one for one in instalments(year, parameters)}
    return tuple(on_file.get(number) for number in range(1, INSTALMENT_COUNT + 1))


def next_instalment_figure(cash: CashYear, parameters: Parameters) -> Figure:
    """Days until the next instalment, 0 when it is due today."""
    coming = next_instalment(cash.year, cash.as_of, parameters)
    if coming is None:
        last = _year_in_order(cash.year, parameters)[-1]
        is_over = last is not None and last.due_on < cash.as_of
        reason = "no_instalment_left" if is_over else "no_value_on_file"
        return figure_of("days_to_next_instalment", None, "days", period=cash.period, reason=reason)
    days = Fraction((coming.due_on - cash.as_of).days)
    values = {"day": cash.as_of, "due": coming.due_on}
    return Figure(
        "days_to_next_instalment",
        days,
        "days",
        cash.period,
        steps=(Step("=", N_("From {day} to {due}"), days, "days", values),),
        parameters=(coming.parameter,),
    )
