"""What an offer would really pay at a writer's own hours, and what to ask for to reach what she needs.

Her earlier work tells what became of a promised hour; the same is supposed of an offer:

    real pay of an offer = offer × promise kept × paid share of the hours × (1 − share of fees) − costs an hour
    rate to ask for = (real pay wanted + costs an hour) ÷ (promise kept × paid share × (1 − share of fees))

Everything is read from figures that the report has already (`advertised_rate`, `paid_time_rate`, `all_hours_rate`,
`effective_hourly_rate`, `rate_after_self_employment_tax`, `employee_equivalent_wage`), so the promised rate of her own
work gives back its own real pay to the last fraction. It is arithmetic on what was, and no forecast.

Money in major units of the report's currency, rates in major units an hour, shares 0 to 1, all exact `Fraction`s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Literal, get_args

import numpy as np

from reports.figures import Figure
from reports.money import exponent
from reports.personal import PersonalReport
from reports.rates import ratio
from reports.slices import Slice, Slicing, parts_of
from reports.sums import Dimension
from reports.tables import joined
from reports.work import ENOUGH_HOURS

Per = Literal["hour", "piece", "job"]
Basis = Literal["before_tax", "after_tax", "staff_wage"]

PER: tuple[Per, ...] = get_args(Per)
BASES: tuple[Basis, ...] = get_args(Basis)

#: A range needs so many contracts, each with `ENOUGH_HOURS` of its own.
ENOUGH_CONTRACTS = 3
#: From so many on the middle half is told: one odd contract of many would say more than all others.
MANY_CONTRACTS = 8

_ONE = Fraction(1)


def promised_hourly(pay: Fraction, per: Per, count: Fraction | None = None) -> Fraction | None:
    """The rate an hour that an offer promises; None where it says nothing about an hour.

    Parameters
    ----------
    pay
        For an hour, for a piece, or for the whole job; more than 0.
    per
        Which of the three.
    count
        Pieces an hour, or the hours promised for the job; more than 0. Not looked at for pay by the hour.

    >>> promised_hourly(Fraction("0.82"), "piece", Fraction(15)), promised_hourly(Fraction(600), "job", Fraction(20))
    (Fraction(123, 10), Fraction(30, 1))
    """
    if per == "hour":
        return pay
    if per == "piece":
        return None if count is None else pay * count
    return ratio(pay, count)


@dataclass(frozen=True, slots=True)
class Shares:
    """What became of a promised hour of some work.

    Parameters
    ----------
    promise_kept
        Pay per paid hour for each unit of the promised rate: below 1 where pieces took longer than promised or less
        time was credited, above 1 with bonuses. None where too few hours have a promise to say so.
    paid_time
        Paid hours in all hours, above 0 and at most 1: tests, waiting, rework and rejected work are in the rest.
    fees
        Fees in the pay, below 1; they grow with the pay.
    cost_an_hour
        Costs for each hour worked; they do not grow with the pay.
    after_tax, staff_wage
        What self-employment tax leaves of real pay, and the staff wage worth one unit of it; None when not on file.
    """

    promise_kept: Fraction | None
    paid_time: Fraction
    fees: Fraction
    cost_an_hour: Fraction
    after_tax: Fraction | None
    staff_wage: Fraction | None

    @property
    def left_of_promise(self) -> Fraction:
        """What an offered unit leaves before costs; an offer is taken at its word where no promise is known."""
        kept = _ONE if self.promise_kept is None else self.promise_kept
        return kept * self.paid_time * (_ONE - self.fees)

    def of_real(self, basis: Basis) -> Fraction | None:
        """What one unit of real pay is worth on a basis."""
        return {"before_tax": _ONE, "after_tax": self.after_tax, "staff_wage": self.staff_wage}[basis]


def shares_of(figures: Mapping[str, Figure], whole: Mapping[str, Figure]) -> Shares | None:
    """The shares of some work; None where its hours, its pay or what is left of it are not known or nothing.

    Parameters
    ----------
    figures
        Those of the ladder of the work, as a report or a slice of it has them.
    whole
        Those of the whole report, for the tax and the staff wage where the work itself left nothing to tax.
    """
    paid, worked, real = (
        figures[key].value for key in ("paid_time_rate", "all_hours_rate", "effective_hourly_rate")
    )
    cost = ratio(figures["expenses"].value, figures["hours"].value)
    if paid is None or worked is None or real is None or cost is None or worked <= 0:
        return None
    fees = _ONE - (real + cost) / worked
    if fees >= 1:
        return None
    promise = figures["advertised_rate"]
    return Shares(
        promise_kept=None if promise.provisional else ratio(paid, promise.value),
        paid_time=worked / paid,
        fees=fees,
        cost_an_hour=cost,
        after_tax=_of_real("rate_after_self_employment_tax", figures, whole),
        staff_wage=_of_real("employee_equivalent_wage", figures, whole),
    )


def _of_real(key: str, *found: Mapping[str, Figure]) -> Fraction | None:
    """A rate for one unit of real pay, from the first figures in which something was left."""
    for figures in found:
        real, rate = figures["effective_hourly_rate"].value, figures[key].value
        if real is not None and real > 0:
            return ratio(rate, real)
    return None


@dataclass(frozen=True, slots=True)
class Supposed:
    """An offer on its way down: each a rate an hour; the last two are both measured from `real`."""

    promised: Fraction
    counted: Fraction
    worked: Fraction
    after_fees: Fraction
    real: Fraction
    after_tax: Fraction | None
    staff_wage: Fraction | None


def suppose(promised: Fraction, shares: Shares) -> Supposed:
    """What an hour of an offer would pay when all goes as it went.

    Examples
    --------
    Worked example A of METHOD with a promise of 30: 25 of it were paid for 40 of 52 hours, fees took 1 per cent and
    costs 50 / 52 an hour. At 60 an hour 1000 x 2 x 0.99 - 50 = 1930 would be left for 52 hours.

    >>> a = Shares(Fraction(25, 30), Fraction(40, 52), Fraction(1, 100), Fraction(50, 52), None, None)
    >>> suppose(Fraction(30), a).real == Fraction(940, 52), suppose(Fraction(60), a).real == Fraction(1930, 52)
    (True, True)
    """
    counted = promised if shares.promise_kept is None else promised * shares.promise_kept
    worked = counted * shares.paid_time
    after_fees = worked * (_ONE - shares.fees)
    real = after_fees - shares.cost_an_hour
    return Supposed(
        promised=promised,
        counted=counted,
        worked=worked,
        after_fees=after_fees,
        real=real,
        after_tax=None if shares.after_tax is None else real * shares.after_tax,
        staff_wage=None if shares.staff_wage is None else real * shares.staff_wage,
    )


def rate_to_ask(wanted: Fraction, basis: Basis, shares: Shares) -> Fraction | None:
    """The rate an hour to ask for so that `wanted` is left on a basis; None when the basis has no value on file.

    The exact inverse of `suppose`, so it rises with `wanted`.

    >>> a = Shares(Fraction(25, 30), Fraction(40, 52), Fraction(1, 100), Fraction(50, 52), None, None)
    >>> rate_to_ask(Fraction(940, 52), "before_tax", a)
    Fraction(30, 1)
    """
    real = ratio(wanted, shares.of_real(basis))
    return ratio(None if real is None else real + shares.cost_an_hour, shares.left_of_promise)


@dataclass(frozen=True, slots=True)
class Leaning:
    """The earlier work that an answer leans on.

    Parameters
    ----------
    figures
        Its ladder.
    shares
        What became of a promised hour of it; None when that is not known, and then `reason` says why.
    contracts
        The contracts whose every task belongs to it; for a kind of work, those that have some of it.
    by_contract
        The shares of those of them with enough hours and enough coverage to stand for themselves.
    has_loose
        For a kind of work: whether some of that kind is on no contract, and so belongs to it too.
    """

    figures: Mapping[str, Figure]
    shares: Shares | None
    contracts: tuple[Slice, ...]
    by_contract: tuple[Shares, ...]
    has_loose: bool = False

    @property
    def task_count(self) -> int:
        """Pieces of work in it."""
        return len(self.figures["effective_hourly_rate"].rows.get("tasks", ()))

    @property
    def reason(self) -> str | None:
        """Why nothing can be supposed of it, as a key of `REASONS`."""
        if self.shares is not None:
            return None
        for key in ("effective_hourly_rate", "paid_time_rate"):
            if self.figures[key].value is None:
                return self.figures[key].reason
        return "no_net_earnings" if self.figures["all_hours_rate"].value else "no_earnings"


def leaning_on(report: PersonalReport, dimension: Dimension | None = None, part: str = "") -> Leaning | None:
    """All of a report's work, or a platform, a contract or a kind of it; None when there is no such part.

    For a kind it is all the work of the contracts that have some of it: tests and waiting are logged as kinds of their
    own, and what was paid for the kind alone would leave them out. Work on no contract has nothing but its kind in
    common, so of that it is only the kind; and where no contract has any, the kind by itself.
    """
    figures: Mapping[str, Figure] = report.figures
    if dimension is not None:
        slices: Sequence[Slice] = getattr(report, f"by_{dimension}")
        found = next((one for one in slices if one.id == part), None)
        if found is None:
            return None
        figures = found.figures
    contracts, has_loose = tuple(_within(figures, report.by_contract)), False
    if dimension == "kind" and shares_of(figures, report.figures) is not None:
        parts = tuple(_with_some(figures, report.by_contract))
        contracts = tuple(one for one in parts if one.id)
        has_loose = len(contracts) < len(parts)
        if contracts:
            figures = _together(report, parts, part)
    known = (shares_of(one.figures, report.figures) for one in contracts if _stands_for_itself(one.figures))
    return Leaning(
        figures=figures,
        shares=shares_of(figures, report.figures),
        contracts=contracts,
        by_contract=tuple(shares for shares in known if shares is not None),
        has_loose=has_loose,
    )


def _within(figures: Mapping[str, Figure], contracts: Iterable[Slice]) -> Iterable[Slice]:
    """The contracts that lie in some work with all their tasks."""
    tasks = frozenset(_tasks(figures))
    for one in contracts:
        own = _tasks(one.figures)
        if one.id and own and tasks.issuperset(own):
            yield one


def _with_some(figures: Mapping[str, Figure], contracts: Iterable[Slice]) -> Iterable[Slice]:
    """The contracts, and the work on none of them, that have some task of some work."""
    tasks = frozenset(_tasks(figures))
    return (one for one in contracts if not tasks.isdisjoint(_tasks(one.figures)))


def _together(report: PersonalReport, contracts: Iterable[Slice], kind: str) -> Mapping[str, Figure]:
    """The ladder of all the work of some contracts, each with its share of the costs of all.

    Where work on no contract is among them, it is that of the kind alone.
    """
    making = report.making
    if making is None:
        return report.figures
    whole = making.whole.selection
    parts = parts_of(whole, "contract", report.currency)
    chosen = [
        parts[one.id] if one.id else parts_of(parts[None], "kind", report.currency)[kind or None]
        for one in contracts
    ]
    tasks = np.unique(np.concatenate([one.hours.task for one in chosen]))
    selection = replace(
        whole,
        accruals=joined([one.accruals for one in chosen]),
        hours=whole.hours.take(np.isin(whole.hours.task, tasks)),
    )
    return Slicing(making.log.books, report.currency, making.compared.rungs).figures(selection)


def _tasks(figures: Mapping[str, Figure]) -> tuple[str, ...]:
    return figures["effective_hourly_rate"].rows.get("tasks", ())


def _stands_for_itself(figures: Mapping[str, Figure]) -> bool:
    hours = figures["hours"].value
    return hours is not None and hours >= ENOUGH_HOURS and not figures["effective_hourly_rate"].provisional


@dataclass(frozen=True, slots=True)
class Span:
    """From the lowest to the highest of some values, or their middle half; `count` is how many there are."""

    low: Fraction
    high: Fraction
    count: int
    is_middle_half: bool


def span_of(values: Iterable[Fraction | None]) -> Span | None:
    """How far values lie apart; None of fewer than three known ones.

    Quartiles lie between two values in proportion, as most spreadsheets take them (Hyndman and Fan 1996, type 7).

    >>> span_of(map(Fraction, (9, 7, 8)))
    Span(low=Fraction(7, 1), high=Fraction(9, 1), count=3, is_middle_half=False)
    >>> span_of(map(Fraction, range(1, 9)))
    Span(low=Fraction(11, 4), high=Fraction(25, 4), count=8, is_middle_half=True)
    """
    known = sorted(value for value in values if value is not None)
    if len(known) < ENOUGH_CONTRACTS:
        return None
    if len(known) < MANY_CONTRACTS:
        return Span(known[0], known[-1], len(known), is_middle_half=False)
    low, high = (_quantile(known, Fraction(part, 4)) for part in (1, 3))
    return Span(low, high, len(known), is_middle_half=True)


def _quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Below which a share of the values lies; the share is less than 1."""
    whole, part = divmod(share * (len(ordered) - 1), 1)
    low, high = ordered[int(whole)], ordered[int(whole) + 1]
    return low + part * (high - low)


@dataclass(frozen=True, slots=True)
class Answer:
    """An offer's way down, and how far its contracts lie apart: in real pay, or in what to ask for."""

    supposed: Supposed
    span: Span | None


def offered(promised: Fraction, leaning: Leaning) -> Answer | None:
    """What an offer would really pay; None where nothing can be supposed of the work it leans on."""
    if leaning.shares is None:
        return None
    span = span_of(suppose(promised, shares).real for shares in leaning.by_contract)
    return Answer(suppose(promised, leaning.shares), span)


def needed(wanted: Fraction, basis: Basis, leaning: Leaning, currency: str) -> Answer | None:
    """What to ask for so that `wanted` is left, rounded up to the next coin: a fraction less would not be enough.

    None where nothing can be supposed of the work it leans on, or the basis has no value on file.
    """
    if leaning.shares is None:
        return None
    asked = rate_to_ask(wanted, basis, leaning.shares)
    if asked is None:
        return None
    each = (rate_to_ask(wanted, basis, shares) for shares in leaning.by_contract)
    span = span_of(None if rate is None else rounded_up(rate, currency) for rate in each)
    return Answer(suppose(rounded_up(asked, currency), leaning.shares), span)


def rounded_up(value: Fraction, currency: str) -> Fraction:
    """To the next coin of a currency.

    >>> rounded_up(Fraction(30), "USD"), rounded_up(Fraction("38.2161"), "USD"), rounded_up(Fraction("38.2"), "JPY")
    (Fraction(30, 1), Fraction(1911, 50), Fraction(39, 1))
    """
    coins = 10 ** exponent(currency)
    return Fraction(ceil(value * coins), coins)
