"""The figures that only a whole report has: unpaid share and its value, and the share of the promise kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports import rates
from reports.figures import Figure, Step
from reports.ladder import Ladder
from reports.slices import value_of_unpaid_time
from reports.wording import N_


def headline_figures(whole: Ladder) -> dict[str, Figure]:
    """The ladder of the whole selection, and what only a whole has, by key."""
    rungs = whole.figures()
    listed = [
        _unpaid_share(whole),
        value_of_unpaid_time(whole, whole.selection),
        _kept_share(whole, rungs),
    ]
    return {**rungs, **{figure.key: figure for figure in listed}}


def _unpaid_share(whole: Ladder) -> Figure:
    sums = whole.sums
    value = rates.ratio(sums.unpaid_hours, sums.hours)
    steps = (
        Step("", N_("Unpaid hours"), sums.unpaid_hours, "hours"),
        whole.hours_step(),
        Step("=", N_("Share of unpaid time"), value, "share"),
    )
    rows = whole.selection.rows("tasks")
    return whole.rate("unpaid_share", value, steps, rows, reason="no_hours", unit="share")


def _kept_share(whole: Ladder, rungs: Mapping[str, Figure]) -> Figure:
    real, promised = rungs["effective_hourly_rate"], rungs["advertised_rate"]
    value = rates.ratio(real.value, promised.value)
    steps = (
        Step("", N_("Real hourly pay"), real.value, "money_per_hour"),
        Step("/", N_("Promised hourly rate"), promised.value, "money_per_hour"),
        Step("=", N_("Share of the promise you kept"), value, "share"),
    )
    reason = real.reason or promised.reason or "no_advertised_rate"
    rows = {**promised.rows, **real.rows}
    share = whole.rate("kept_share", value, steps, rows, reason=reason, unit="share")
    return replace(share, provisional=share.provisional or promised.provisional)
