"""The sums of money of a report as others may see them: months, lines of the shortfall, pay that is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from reports.figures import Figure
from reports.lateness import by_age
from reports.money import Money, from_major
from reports.periods import Period
from reports.personal import BenefitLine, MonthBar, Owed
from reports.sharing.figuring import PER_CENT, Figures, Teller
from reports.sharing.telling import Telling, in_steps, total

ZERO = Fraction(0)


def told_months(bars: Sequence[MonthBar], telling: Telling) -> tuple[MonthBar, ...]:
    """Earned and received in the same steps, so that they can be held against one another."""
    if telling.is_money:
        told = telling.sums([value for bar in bars for value in (bar.earned, bar.received)])
        earned, received = told[::2], told[1::2]
    else:
        earned, received = (
            telling.sums([getattr(bar, name) for bar in bars]) for name in ("earned", "received")
        )
    return tuple(map(MonthBar, (bar.month for bar in bars), earned, received))


def told_lines(
    lines: Sequence[BenefitLine], pay: Fraction | None, told_pay: Fraction | None, teller: Teller
) -> tuple[BenefitLine, ...]:
    """The lines of the shortfall; in bands the told pay times whole per cent of it, all in the same steps.

    As per cent they are not told at all: beside the public cost of an hour of cover they would give the pay away.
    """
    telling = teller.telling
    told = [teller.figure(line.figure, is_told=telling.is_money) for line in lines]
    if telling.is_money and not telling.is_exact:
        of_pay = [
            told_pay * in_steps(value / pay, PER_CENT) if pay and told_pay else value
            for value in (line.figure.value or ZERO for line in lines)
        ]
        told = [
            _line(figure, line.figure, value)
            for figure, line, value in zip(told, lines, telling.sums(of_pay), strict=True)
        ]
    return tuple(replace(line, figure=figure) for line, figure in zip(lines, told, strict=True))


def _line(told: Figure, exact: Figure, value: Fraction) -> Figure:
    """A line with its value; what rounds to nothing is not said to be nothing."""
    if exact.value is None:
        return told
    if exact.value and not value:
        return replace(told, value=None, reason="too_small")
    return replace(told, value=value)


def told_shortfall(figure: Figure, lines: Sequence[BenefitLine], teller: Teller) -> Figure:
    """The total of the told lines."""
    told = teller.figure(figure, is_told=teller.telling.is_money)
    if teller.telling.is_exact or told.value is None:
        return told
    return replace(told, value=total(line.figure.value or ZERO for line in lines if line.is_added))


#: Ages of a debt, and the days late that stand for each: no debt is told by itself.
_AGES: Mapping[str, int | None] = {
    "over_60_days_late": 90,
    "31_to_60_days_late": 60,
    "1_to_30_days_late": 30,
    "not_due": 0,
    "unknown": None,
}


def told_debts(items: Iterable[Owed], teller: Teller) -> tuple[Owed, ...]:
    """What is owed by its age, in the same steps: one amount for each age."""
    ages = {age: amount for age, amount in by_age(items).items() if amount}
    told = teller.telling.sums(list(ages.values()))
    return tuple(
        _debt(amount, _AGES[age], Money(0, teller.telling.currency), teller.period)
        for age, amount in zip(ages, told, strict=True)
        if amount
    )


def told_apart(items: Iterable[Owed], teller: Teller) -> tuple[Owed, ...]:
    """What is owed in currencies without a rate: one amount for each, and none where no money is told."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    if teller.telling.is_money:
        for item in items:
            sums[item.due.currency] += item.due.major
    return tuple(
        _debt(ZERO, None, from_major(teller.telling.value(amount, "money") or ZERO, currency), teller.period)
        for currency, amount in sorted(sums.items())
    )


def _debt(amount: Fraction, days_late: int | None, due: Money, period: Period) -> Owed:
    return Owed(None, None, amount, None, days_late, period.start, period.last, {}, due)


def figures_of_owed(figures: Mapping[str, Figure], owed: Sequence[Owed], teller: Teller) -> Figures:
    """What is owed and what of it is late: the told amounts together; a little is not told as nothing."""
    late = [item for item in owed if item.days_late]
    made: Figures = {}
    for key, items in (("outstanding", owed), ("outstanding_late", late)):
        told, amount = teller.figure(figures[key]), total(item.amount for item in items)
        if figures[key].value and told.value is not None:
            told = replace(told, value=amount or None, reason=None if amount else "too_small")
        made[key] = told
    return made
