"""The days of contracts, how long contracts last, and the days between them (METHOD sections 8 and 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from reports.figures import Figure, Step, figure_of
from reports.frames import NOWHERE, ContractState, Ledger
from reports.periods import Period, merge_periods
from reports.pricing import unpaid_categories
from reports.survival import Survival, kaplan_meier, survival_steps
from reports.tables import grouped
from reports.wording import N_

_ENDED = frozenset({ContractState.ENDED_BY_ME, ContractState.ENDED_BY_PLATFORM, ContractState.REMOVED})
_NEVER_STARTED = frozenset({ContractState.APPLIED, ContractState.TESTED})


@dataclass(frozen=True, slots=True)
class ContractSpan:
    """The days of one contract; `end` is its last day, None while it is open."""

    contract_id: str
    platform_id: str
    start: date
    end: date | None

    def days(self, as_of: date) -> Period:
        """Its days so far."""
        return Period.through(self.start, self.end or as_of)


def contract_spans(ledger: Ledger, as_of: date) -> tuple[ContractSpan, ...]:
    """Contracts that had started by `as_of`, by start and id.

    A contract starts on the day the writer gave, else on its first day of work (unless it never got past
    applying or the test); it ends on the day she gave, else on the day it entered a state that ends it, else,
    when its state says that it is over, on its last day of work.
    """
    worked = worked_days(ledger, as_of)
    ended_on = {
        row["contract_id"]: row["entered_on"]
        for row in ledger.rows("contract_states")
        if row["state"] in _ENDED
    }
    spans = (
        _span(row, worked.get(row["id"]), ended_on.get(row["id"]), as_of) for row in ledger.rows("contracts")
    )
    return tuple(sorted(filter(None, spans), key=lambda span: (span.start, span.contract_id)))


def worked_days(ledger: Ledger, as_of: date) -> dict[str, tuple[date, date]]:
    """First and last day of work of each contract with work up to `as_of`."""
    contract, day = ledger.array("tasks", "contract_id"), ledger.array("tasks", "worked_on")
    in_time = day <= as_of.toordinal()
    ids, days = ledger.columns["contracts"]["id"], day[in_time].tolist()  # in order
    return {
        ids[code]: (date.fromordinal(days[at[0]]), date.fromordinal(days[at[-1]]))
        for code, at in grouped(contract[in_time]).items()
        if code != NOWHERE
    }


def _span(
    contract: Mapping[str, Any],
    worked: tuple[date, date] | None,
    state_ended_on: date | None,
    as_of: date,
) -> ContractSpan | None:
    is_over = contract["state"] in _ENDED
    start = contract["started_on"]
    if start is None and contract["state"] not in _NEVER_STARTED:
        start = worked[0] if worked else None
    if start is None or start > as_of:
        return None
    end = contract["ended_on"] or (is_over and (state_ended_on or (worked[1] if worked else start))) or None
    if end is not None:
        end = None if end > as_of else max(start, end)
    return ContractSpan(contract["id"], contract["platform_id"], start, end)


def contract_lengths(starts: Sequence[date], ends: Sequence[date | None], as_of: date) -> Survival:
    """How long contracts last, in days with the first and the last counted; open ones are censored at `as_of`.

    Contracts that start after `as_of` are left out.

    Examples
    --------
    >>> contract_lengths([date(2026, 3, 1)], [date(2026, 3, 10)], date(2026, 4, 1)).median
    10
    """
    begun = [(start, end) for start, end in zip(starts, ends, strict=True) if start <= as_of]
    is_ended = [end is not None and end <= as_of for _, end in begun]
    lengths = [Period.through(start, min(end or as_of, as_of)).days for start, end in begun]
    return kaplan_meier(lengths, is_ended)


def days_between_contracts(spans: Iterable[Period], paid_days: Iterable[date]) -> tuple[Period, ...]:
    """Stretches with no open contract and no paid time, between the first and the last activity (METHOD 8).

    `spans` are the contracts' days, an open one's up to `as_of`; of any length, no threshold.
    """
    active = merge_periods([*spans, *(Period.through(day, day) for day in paid_days)])
    return tuple(Period(before.end, after.start) for before, after in pairwise(active))


def contract_figures(
    ledger: Ledger, spans: Sequence[ContractSpan], period: Period, as_of: date
) -> dict[str, Figure]:
    """Contracts open in the period: their number, their median length, and the days between contracts in it."""
    figures = length_figures(spans, period, as_of)
    paid = _paid_days(ledger, as_of)
    between = days_between_contracts((span.days(as_of) for span in spans), paid)
    idle = [common for stretch in between if (common := stretch.overlap(period))]
    days = figure_of(
        "days_between_contracts",
        sum(stretch.days for stretch in idle) if spans or paid else None,
        "days",
        period=period,
        reason="no_contracts",
        steps=tuple(map(_step, idle)),
        rows=figures["contract_count"].rows,
    )
    return {**figures, days.key: days}


def length_figures(spans: Iterable[ContractSpan], period: Period, as_of: date) -> dict[str, Figure]:
    """Number and median length of the contracts open in a period."""
    within = [span for span in spans if span.days(as_of).overlap(period)]
    lasting = contract_lengths([span.start for span in within], [span.end for span in within], as_of)
    figure = partial(figure_of, period=period, rows={"contracts": tuple(span.contract_id for span in within)})
    curve = survival_steps(lasting, N_("Share of contracts that go on after day {days}"))
    not_reached = "not_reached" if within else "no_contracts"
    listed = [
        figure("contract_count", len(within), "count", reason="no_contracts"),
        figure("median_contract_length", lasting.median, "days", reason=not_reached, steps=curve),
    ]
    return {figure.key: figure for figure in listed}


def _paid_days(ledger: Ledger, as_of: date) -> list[date]:
    day = ledger.array("tasks", "worked_on")
    is_paid = (unpaid_categories(ledger) == NOWHERE) & (day <= as_of.toordinal())
    return [date.fromordinal(ordinal) for ordinal in np.unique(day[is_paid]).tolist()]


def _step(days: Period) -> Step:
    values = {"first": days.start, "last": days.last}
    return Step("+", N_("No contract from {first} to {last}"), Fraction(days.days), "days", values)
