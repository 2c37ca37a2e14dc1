"""The contribution statement: what one writer did for the training of AI, to show to others.

Hours and units by month and kind of work, what was paid for a unit, and whether credit was promised (METHOD section
10b). It holds no content, no titles and no names of contracts, and no ids of rows, which tell the time of entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, cast

from reports.definitions import TASK_KINDS, UNITS, definition_of
from reports.figures import Figure, Step, Unit, figure_of
from reports.periods import Period, next_month
from reports.terms.promises import spelled
from reports.wording import N_
from reports.work import in_hours, in_major

Credit = Literal["yes", "no", "unknown"]


class Contribution(NamedTuple):
    """Work of one month, platform, kind, unit and answer about credit, added up.

    Attributes
    ----------
    month
        First day of the month.
    kind
        Kind of work; None where the writer gave none.
    unit_name
        What one unit is called; None for work that is paid by the hour, and where it has no name.
    is_hourly
        Whether time is paid; the unit is an hour then.
    credit_promised
        What the contract says about credit: yes, no, unknown or None.
    seconds, paid_seconds
        All time, and the part of it that a platform pays for and whose pay is known.
    units
        Of all tasks that count units.
    priced_units, pay_minor
        Units with known pay, those of rejected or unpaid tasks too, and that pay before fees; when hourly, the pay
        of the paid time.
    """

    month: date
    kind: str | None
    unit_name: str | None
    is_hourly: bool
    credit_promised: str | None
    platform_id: str | None
    seconds: int
    paid_seconds: int
    units: int
    priced_units: int
    pay_minor: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: a month, a kind of work, a unit, a platform where named, and whether credit was promised.

    `kind` is a key of `TASK_KINDS` or, where she allowed it, her own words; None where she gave none. `unit` is a
    key of `UNITS` or her own words; None for a unit without a name and for work by the hour.
    """

    days: Period
    kind: str | None
    unit: str | None
    is_hourly: bool
    platform: str | None
    credit: Credit
    figures: Mapping[str, Figure] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ContributionStatement:
    """The lines in order of months, and all hours."""

    period: Period
    lines: tuple[StatementLine, ...]
    figures: Mapping[str, Figure]


class _Group(NamedTuple):
    """What the lines are told apart by; the unit in one spelling."""

    month: date
    kind: str | None
    unit: str | None
    is_hourly: bool
    platform: str | None
    credit: Credit

    @property
    def order(self) -> tuple[object, ...]:
        """By month, then kind, unit, platform and credit; what has no name comes last."""
        names = (self.kind, self.unit, self.platform)
        return self.month, *((name is None, name or "") for name in names), self.is_hourly, self.credit


def contribution_statement(
    contributions: Iterable[Contribution],
    *,
    period: Period,
    currency: str,
    platform_names: Mapping[str, str] | None = None,
    is_own_words: bool = False,
) -> ContributionStatement:
    """Put the statement together.

    Parameters
    ----------
    contributions
        Work of the period, in `currency`, in any order.
    period
        The days of the statement; its first and last month are shown with the days that lie in it.
    currency
        Of the pay.
    platform_names
        Names by platform id; None leaves platforms out, and their work is added up.
    is_own_words
        Whether kinds of work and units in the writer's own words are shown as they are. Without it such kinds
        stand under “other” and such units without a name, since nobody knows what the words give away.
    """
    groups: dict[_Group, list[Contribution]] = defaultdict(list)
    for one in contributions:
        groups[_group(one, platform_names, is_own_words=is_own_words)].append(one)
    lines = tuple(
        _line(group, groups[group], period, currency, is_own_words=is_own_words)
        for group in sorted(groups, key=lambda group: group.order)
    )
    hours = sum((in_hours(one.seconds) for found in groups.values() for one in found), Fraction(0))
    return ContributionStatement(period, lines, {"contribution_hours": _hours(hours, period)})


def _group(one: Contribution, platform_names: Mapping[str, str] | None, *, is_own_words: bool) -> _Group:
    is_shown = one.kind is None or one.kind in TASK_KINDS or is_own_words
    name = None if platform_names is None or one.platform_id is None else platform_names[one.platform_id]
    return _Group(
        one.month,
        one.kind if is_shown else "other",
        None if one.is_hourly else spelled(one.unit_name),
        one.is_hourly,
        name,
        cast("Credit", one.credit_promised) if one.credit_promised in ("yes", "no") else "unknown",
    )


def _line(
    group: _Group, found: Sequence[Contribution], period: Period, currency: str, *, is_own_words: bool
) -> StatementLine:
    month = Period(group.month, next_month(group.month))
    days = month.overlap(period) or month
    hours = in_hours(sum(one.seconds for one in found))
    listed = [_hours(hours, days), _units(group, found, days), _price(group, found, days, currency)]
    return StatementLine(
        days,
        group.kind,
        _unit_name(group, found, is_own_words=is_own_words),
        group.is_hourly,
        group.platform,
        group.credit,
        {figure.key: figure for figure in listed},
    )


def _unit_name(group: _Group, found: Iterable[Contribution], *, is_own_words: bool) -> str | None:
    if group.unit is None:
        return None
    if is_own_words:
        return min((one.unit_name or "").strip() for one in found)
    single = group.unit.removesuffix("s")
    return single if single in UNITS else None


def _hours(hours: Fraction, days: Period) -> Figure:
    step = Step("", N_("All hours"), hours, "hours")
    return Figure("contribution_hours", hours, "hours", days, steps=(step,))


def _units(group: _Group, found: Iterable[Contribution], days: Period) -> Figure:
    """Units of work that is paid for pieces; by the hour there are none, and none counted is not zero."""
    count = 0 if group.is_hourly else sum(one.units for one in found)
    step = Step("", N_("Units"), Fraction(count), "count")
    return figure_of(
        "contribution_units",
        count or None,
        "count",
        period=days,
        reason="no_units",
        steps=(step,) if count else (),
    )


def _price(group: _Group, found: Sequence[Contribution], days: Period, currency: str) -> Figure:
    """Pay over units, or over paid hours: a ratio of sums, before fees and costs."""
    pay = in_major(sum(one.pay_minor for one in found), currency)
    hours = Step("/", N_("Paid hours"), in_hours(sum(one.paid_seconds for one in found)), "hours")
    units = Step("/", N_("Units with known pay"), Fraction(sum(one.priced_units for one in found)), "count")
    under, reason = (hours, "no_paid_hours") if group.is_hourly else (units, "no_units")
    unit: Unit = "money_per_hour" if group.is_hourly else "money"
    price = pay / under.value if under.value else None
    last = Step("=", definition_of("contribution_paid_per_unit").name, price, unit)
    return figure_of(
        "contribution_paid_per_unit",
        price,
        unit,
        period=days,
        currency=currency,
        reason=reason,
        steps=(Step("", N_("Pay for them"), pay, "money"), under, last) if under.value else (),
    )
