"""The sums of money of a report as others may see them: months, lines of the shortfall, pay that is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports.figures import Figure
from reports.money import Money
from reports.personal import BenefitLine, MonthBar, Owed
from reports.sharing.figuring import PER_CENT, Figures, Teller
from reports.sharing.months import Calendar
from reports.sharing.naming import Names, hashed
from reports.sharing.telling import Telling, banded, in_steps, total

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


@dataclass(frozen=True, slots=True)
class Debts:
    """Tells pay that is owed."""

    telling: Telling
    calendar: Calendar
    names: Names

    def told(self, items: Sequence[Owed]) -> tuple[Owed, ...]:
        """What is owed, in an order that depends only on what is told."""
        listed = sorted(items, key=lambda item: hashed(item.contract_id or ""))
        amounts = self.telling.sums([item.amount for item in listed])
        told = (self._told(item, amount) for item, amount in zip(listed, amounts, strict=True))
        return tuple(sorted(told, key=_order))

    def _told(self, item: Owed, amount: Fraction) -> Owed:
        start, late = self.calendar.start, item.days_late
        return Owed(
            contract_id=self.names.contract(item.contract_id).id or None,
            platform_id=self.names.platform(item.platform_id).id or None,
            amount=amount,
            expected_on=start(item.expected_on) if item.expected_on else None,
            days_late=None if late is None else self.calendar.days_late(late),
            work_first_on=start(item.work_first_on),
            work_last_on=self.calendar.last(item.work_last_on),
            rows={},
            due=self._due(item.due),
        )

    def _due(self, due: Money) -> Money:
        if self.telling.is_exact:
            return due
        # In its own currency an amount is told in its first two digits, or not at all.
        minor = int(banded(Fraction(due.minor), "money")) if self.telling.is_money else 0
        return Money(minor, due.currency if self.telling.is_money else self.telling.currency)


def _order(item: Owed) -> tuple[int, str, str, Fraction, str]:
    late = -1 if item.days_late is None else item.days_late
    return -late, str(item.expected_on), item.contract_id or "", -item.amount, str(item.work_first_on)


def figures_of_owed(figures: Figures, owed: Sequence[Owed]) -> Figures:
    """What is owed and what of it is late: the told amounts together."""
    amounts = {
        "outstanding": total(item.amount for item in owed),
        "outstanding_late": total(item.amount for item in owed if item.days_late),
    }
    return {
        key: replace(figures[key], value=amount)
        for key, amount in amounts.items()
        if figures[key].value is not None
    }
