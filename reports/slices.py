"""The ladder by platform, contract, kind of work and month, and unpaid time by category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reports import rates
from reports.arrivals import Arrival
from reports.definitions import NOT_SAID
from reports.earnings import Books
from reports.figures import Figure, Step
from reports.frames import NOWHERE, Ints, UnpaidCategory
from reports.ladder import Ladder, ladder
from reports.rungs import Rungs
from reports.sentences import Sentence
from reports.sums import Dimension, Key, Selection, add_up, share_out
from reports.tables import EARNED, UNPAID, Accruals, Hours, grouped, joined, picked
from reports.wording import N_

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of one platform, contract, kind of work, month or other part.

    Those of the ladder have the keys earned, fees, expenses, net, paid_hours, unpaid_hours, hours, advertised_rate,
    paid_time_rate, all_hours_rate, effective_hourly_rate.
    """

    id: str  # platform or contract id, kind word, or "2026-03"
    label: str
    figures: Mapping[str, Figure]
    note: Sentence | None = None  # what has to be said of this part
    under: str = ""  # the heading it stands under, where parts have one
    facts: Mapping[str, str | None] = field(
        default_factory=dict
    )  # what else is known of it, in words of the code


@dataclass(frozen=True, slots=True)
class Slicing:
    """What the figures of every part of a report are made with."""

    books: Books
    currency: str
    rungs: Rungs

    def figures(self, part: Selection, arrived: Sequence[Arrival] | None = None) -> Figures:
        """The ladder of a part, with what arrived for it."""
        of_part = ladder(part, self.currency, self.books.advertised)
        return {**of_part.figures(), **self.rungs.figures(of_part, arrived)}


def figures_of(parts: Mapping[Key, Selection], slicing: Slicing) -> dict[Key, Figures]:
    """Figures of each kind of work; None holds the work that belongs to none of them."""
    return {key: slicing.figures(part) for key, part in parts.items()}


def figures_with_arrivals(
    parts: Mapping[Key, Selection], slicing: Slicing, arrived: Mapping[Key, Sequence[Arrival]]
) -> dict[Key, Figures]:
    """Figures of each platform or contract, with what arrived for it."""
    return {key: slicing.figures(part, arrived.get(key, ())) for key, part in parts.items()}


def parts_of(selection: Selection, dimension: Dimension, currency: str) -> dict[Key, Selection]:
    """The rows of each platform, contract or kind of work.

    Costs that belong to no part are split over the parts by paid hours, or by gross where there are none; a
    cost of one platform stays with the parts of that platform. Together the parts are the selection.
    """
    parts = selection.by(dimension)
    rest = parts.pop(None, None)
    if rest is None:
        return parts
    is_shared = (rest.accruals.category != EARNED) & bool(parts)
    parts = _with_shared(parts, rest.accruals.take(is_shared), currency)
    own = rest.accruals.take(~is_shared)
    if len(own) or len(rest.hours):
        parts[None] = Selection(rest.period, own, rest.hours)
    return parts


def _with_shared(parts: Mapping[Key, Selection], shared: Accruals, currency: str) -> dict[Key, Selection]:
    """Each part with its share of the costs that belong to all parts, or to all of one platform."""
    shares: dict[Key, list[Accruals]] = {key: [] for key in parts}
    for platform, at in grouped(shared.platform).items():
        on_it = [key for key, part in parts.items() if platform in (NOWHERE, _platform_of(part))]
        sums = {key: add_up(parts[key], currency) for key in on_it or parts}
        for key, rows in share_out(shared.take(at), sums).items():
            shares[key].append(rows)
    return {
        key: replace(part, accruals=joined([part.accruals, *shares[key]])) if shares[key] else part
        for key, part in parts.items()
    }


def _platform_of(part: Selection) -> int:
    table = part.hours if len(part.hours) else part.accruals
    return int(table.platform[0])


def by_month(selection: Selection, slicing: Slicing, arrived: Sequence[Arrival]) -> dict[str, Figures]:
    """Figures of each calendar month with work, pay or costs, in order, clipped to the period."""
    months = [days for month in selection.period.months() if (days := month.overlap(selection.period))]
    starts = np.array([days.start.toordinal() for days in months], np.int64)

    def month_of(days: Ints) -> Ints:
        return np.searchsorted(starts, days, side="right") - 1

    found = selection.by_codes(month_of(selection.accruals.day), month_of(selection.hours.day))
    return {
        f"{months[code].start:%Y-%m}": slicing.figures(replace(part, period=months[code]), arrived)
        for code, part in sorted(found.items())
    }


def unpaid_by_category(whole: Ladder) -> dict[str, Figures]:
    """Hours of unpaid time by category, most hours first, and what they would have brought (METHOD section 1)."""
    hours = whole.selection.hours.take(whole.selection.hours.unpaid_seconds > 0)
    none = whole.selection.accruals.take(slice(0))
    shown = (*UNPAID, NOT_SAID)
    parts = {
        shown[code]: Selection(whole.selection.period, none, hours.take(at))
        for code, at in grouped(shown_category(hours)).items()
    }
    ordered = sorted(parts.items(), key=lambda item: (-int(item[1].hours.seconds.sum()), item[0]))
    return {category: _category(whole, part) for category, part in ordered}


def shown_category(hours: Hours) -> Ints:
    """Why each task is unpaid, as a place in `UNPAID`; behind its end where she gave no reason."""
    said = picked(hours.names.ledger.array("tasks", "unpaid_category"), hours.task)
    is_unsaid = (said == NOWHERE) & (hours.category == UNPAID.index(UnpaidCategory.ADMIN))
    return np.where(is_unsaid, len(UNPAID), hours.category)


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
