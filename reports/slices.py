"""The ladder by platform, contract, kind of work and month, and unpaid time by category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from operator import attrgetter
from typing import Literal

from reports import rates
from reports.earnings import Books
from reports.figures import Figure, Step
from reports.hours import Worked
from reports.ladder import Ladder, ladder
from reports.placing import Accrual
from reports.sums import Key, Selection, add_up, share_out
from reports.wording import N_

Dimension = Literal["platform_id", "contract_id", "kind"]
Figures = Mapping[str, Figure]


def figures_of(parts: Mapping[Key, Selection], books: Books, currency: str) -> dict[Key, Figures]:
    """Figures of each platform, contract or kind of work; None holds the work that belongs to none of them."""
    return {key: ladder(part, currency, books.advertised).figures() for key, part in parts.items()}


def parts_of(selection: Selection, dimension: Dimension, currency: str) -> dict[Key, Selection]:
    """The rows of each platform, contract or kind of work.

    Costs that belong to no part are split over the parts by paid hours, or by gross where there are none; a
    cost of one platform stays with the parts of that platform. Together the parts are the selection.
    """
    found = selection.by(attrgetter(dimension))
    rest = found.pop(None, Selection(selection.period, [], []))
    shared = [row for row in rest.accruals if row.category != "earned"]
    own = [row for row in rest.accruals if row.category == "earned"]
    if shared and not found:
        own, shared = list(rest.accruals), []
    parts = _with_shared(found, shared, currency)
    if own or rest.hours:
        parts[None] = Selection(rest.period, own, rest.hours)
    return parts


def _with_shared(
    found: Mapping[Key, Selection], shared: list[Accrual], currency: str
) -> dict[Key, Selection]:
    """Each part with its share of the costs that belong to all parts, or to all of one platform."""
    if not shared:
        return dict(found)
    sums = {key: add_up(part, currency) for key, part in found.items()}
    accruals = {key: list(part.accruals) for key, part in found.items()}
    for platform_id in dict.fromkeys(row.platform_id for row in shared):
        costs = [row for row in shared if row.platform_id == platform_id]
        keys = [key for key, part in found.items() if _is_on(part, platform_id)] or list(found)
        for key, rows in share_out(costs, {key: sums[key] for key in keys}).items():
            accruals[key] += rows
    return {key: Selection(part.period, accruals[key], part.hours) for key, part in found.items()}


def _is_on(part: Selection, platform_id: str | None) -> bool:
    if platform_id is None:
        return True
    first: Accrual | Worked = part.hours[0] if part.hours else part.accruals[0]
    return first.platform_id == platform_id


def by_month(selection: Selection, books: Books, currency: str) -> dict[str, Figures]:
    """Figures of each calendar month with work, pay or costs, in order, clipped to the period."""
    days_seen = {row.day for row in selection.hours} | {row.day for row in selection.accruals}
    names = {day: f"{day:%Y-%m}" for day in days_seen}
    found = selection.by(lambda row: names[row.day])
    figures: dict[str, Figures] = {}
    for month in selection.period.months():
        key = f"{month.start:%Y-%m}"
        days = month.overlap(selection.period)
        if key in found and days is not None:
            part = Selection(days, found[key].accruals, found[key].hours)
            figures[key] = ladder(part, currency, books.advertised).figures()
    return figures


def unpaid_by_category(whole: Ladder) -> dict[str, Figures]:
    """Hours of unpaid time by category, most hours first, and what they would have brought (METHOD section 1)."""
    period = whole.selection.period
    found: dict[str, list[Worked]] = defaultdict(list)
    for row in whole.selection.hours:
        if row.category is not None and row.unpaid_seconds:
            found[row.category].append(row)
    ordered = sorted(found.items(), key=lambda item: (-sum(row.unpaid_seconds for row in item[1]), item[0]))
    return {category: _category(whole, Selection(period, [], rows)) for category, rows in ordered}


def _category(whole: Ladder, part: Selection) -> Figures:
    sums = add_up(part, whole.sums.currency)
    rows = part.rows("tasks")
    step = Step("", N_("Unpaid hours"), sums.unpaid_hours, "hours")
    hours = Figure("hours", sums.unpaid_hours, "hours", part.period, steps=(step,), rows=rows)
    return {"hours": hours, "value_of_unpaid_time": value_of_unpaid_time(whole, part)}


def value_of_unpaid_time(whole: Ladder, part: Selection) -> Figure:
    """The unpaid hours of `part` at the paid-time rate of the whole selection; always labelled a comparison."""
    hours = add_up(part, whole.sums.currency).unpaid_hours
    paid_rate = whole.known(rates.paid_time_rate(whole.sums.gross_of_rates, whole.sums.paid_hours))
    value = rates.value_of_unpaid_time(hours, paid_rate)
    steps = (
        Step("", N_("Unpaid hours"), hours, "hours"),
        Step("*", N_("Pay per paid hour"), paid_rate, "money_per_hour"),
        Step("=", N_("What unpaid time would have brought"), value, "money"),
    )
    rows = part.rows("tasks", "payments")
    return whole.rate("value_of_unpaid_time", value, steps, rows, reason=whole.no_paid_rate, unit="money")
