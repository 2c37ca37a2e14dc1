"""Ups and downs of monthly pay as figures, earned and received side by side (METHOD section 10).

Earned is pay by the day of the work, received is money by the day it arrived; both before fees. Only complete
calendar months count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from reports.figures import Figure, Step, Unit, figure_of
from reports.money import exponent
from reports.periods import Period
from reports.volatility.month_series import MonthSeries
from reports.volatility.swings import (
    DIP_SHARE,
    MONTHS_FOR_VARIATION,
    MONTHS_TO_COMPARE,
    SPIKE_SHARE,
    arc_changes,
    average,
    coefficient_of_variation,
    dips,
    mean_absolute_arc_change,
    payday_artefact,
    share_of_large_changes,
    spikes,
)
from reports.wording import N_

#: Days from one payday of steady pay to the next.
PAYDAYS: Mapping[str, int] = MappingProxyType({"weekly": 7, "biweekly": 14})


def volatility_figures(
    earned: MonthSeries, received: MonthSeries, *, period: Period, currency: str
) -> dict[str, Figure]:
    """Ups and downs of monthly pay on both bases, and what paydays alone would look like.

    Parameters
    ----------
    earned, received
        Money of the same complete months, gross.
    period
        The days asked about. The figures carry their complete months as their period.
    currency
        ISO 4217; only to turn minor units into major ones.

    Notes
    -----
    All but the average month and the number of months are provisional below 6 months; the coefficient of
    variation has no value there.
    """
    months = earned.months
    window = Period(months[0].start, months[-1].end) if months else period
    listed = [_complete_months(months, period, window)]
    for series in (earned, received):
        listed += _Figures(series, window, currency, 10 ** exponent(currency)).all()
    listed += [_payday_artefact(name, months, window) for name in PAYDAYS]
    return {figure.key: figure for figure in listed}


def _complete_months(months: Sequence[Period], period: Period, window: Period) -> Figure:
    touched = len(list(period.months()))
    steps = (
        Step("", N_("Months this period touches"), Fraction(touched), "count"),
        Step("-", N_("Months that are not complete"), Fraction(touched - len(months)), "count"),
        Step("=", N_("Complete months"), Fraction(len(months)), "count"),
    )
    return Figure("complete_months", Fraction(len(months)), "count", window, steps=steps)


def _payday_artefact(name: str, months: Sequence[Period], window: Period) -> Figure:
    """The average over every day on which the first payday can fall: which one it is, is not known."""
    days = PAYDAYS[name]
    found = payday_artefact(months, days)
    value = sum(found, Fraction(0)) / len(found) if found else None
    line = partial(Step, unit="share", values={"days": days})
    return figure_of(
        f"payday_artefact_{name}",
        value,
        "share",
        period=window,
        reason="under_six_months" if months else "no_complete_month",
        steps=(
            line("", N_("Steady pay every {days} days: the least it can be"), min(found, default=None)),
            line("", N_("Steady pay every {days} days: the most it can be"), max(found, default=None)),
            line("=", N_("Average over the {days} days a first payday can fall on"), value),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """Makes the figures of one series; `minor_units` make a major one."""

    series: MonthSeries
    window: Period
    currency: str
    minor_units: int

    def all(self) -> list[Figure]:
        """Every figure of the series, in the order in which a page tells them."""
        return [
            self._average(),
            self._variation(),
            self._months_beyond("dips", dips, DIP_SHARE, N_("Less than this is a dip")),
            self._months_beyond("spikes", spikes, SPIKE_SHARE, N_("More than this is a spike")),
            self._mean_change(),
            self._large_changes(),
        ]

    @property
    def _mean(self) -> Fraction | None:
        """The average month, in major units."""
        mean = average(self.series.known)
        return None if mean is None else mean / self.minor_units

    def _figure(
        self, key: str, value: Fraction | int | None, unit: Unit, reason: str, *steps: Step
    ) -> Figure:
        return figure_of(
            f"{key}_{self.series.basis}",
            value,
            unit,
            period=self.window,
            reason=reason,
            currency=self.currency if unit == "money" else None,
            provisional=unit != "money" and len(self.series.months) < MONTHS_FOR_VARIATION,
            steps=steps,
            rows=self.series.rows,
        )

    def _average(self) -> Figure:
        series = self.series
        steps = [
            Step("+", N_("From {first} to {last}"), self._major(minor), "money", _days(series.months[place]))
            for place, minor in enumerate(series.known)
        ]
        count = Step("/", N_("Complete months"), Fraction(len(series.months)), "count")
        mean = Step("=", N_("Average month"), self._mean, "money")
        reason = "month_unknown" if series.months else "no_complete_month"
        return self._figure("average_month", self._mean, "money", reason, *steps, count, mean)

    def _variation(self) -> Figure:
        value = coefficient_of_variation(self.series.known)
        mean = self._mean
        spread = None if value is None or mean is None else value * mean
        reason = self.series.reason(MONTHS_FOR_VARIATION, "nothing_on_average")
        return self._figure(
            "coefficient_of_variation",
            value,
            "share",
            reason,
            Step("", N_("Usual distance from the average (standard deviation)"), spread, "money"),
            Step("/", N_("Average month"), mean, "money"),
            Step("=", N_("Ups and downs"), value, "share"),
        )

    def _months_beyond(
        self, key: str, find: Callable[[Sequence[int]], tuple[int, ...] | None], limit: Fraction, label: str
    ) -> Figure:
        series, mean = self.series, self._mean
        found = find(series.known)
        count = None if found is None else Fraction(len(found))
        reason = series.reason(MONTHS_TO_COMPARE, "nothing_on_average")
        beyond = partial(Step, "+", N_("From {first} to {last}: {amount}"), Fraction(1), "count")
        return self._figure(
            key,
            count,
            "count",
            reason,
            Step("", N_("Average month"), mean, "money"),
            Step("*", N_("Share of the average month"), limit, "share"),
            Step("=", label, None if mean is None else limit * mean, "money"),
            *(
                beyond({**_days(series.months[place]), "amount": self._major(series.known[place])})
                for place in found or ()
            ),
            Step("=", N_("Such months, of {months}"), count, "count", {"months": len(series.months)}),
        )

    def _mean_change(self) -> Figure:
        value = mean_absolute_arc_change(self.series.known)
        share = None if value is None else value / 100
        changes = self._changes()
        sizes = [
            Step("+", N_("{first}: from {base} to {amount}"), size, "share", values)
            for values, size in changes
        ]
        return self._figure(
            "mean_arc_change",
            share,
            "share",
            self._no_change,
            *sizes,
            Step("/", N_("Changes counted"), Fraction(len(changes)), "count"),
            *self._left_out(len(changes)),
            Step("=", N_("Average change from month to month"), share, "share"),
        )

    def _large_changes(self) -> Figure:
        value = share_of_large_changes(self.series.known)
        counted = len(self._changes())
        large = None if value is None else value * counted
        return self._figure(
            "share_of_large_changes",
            value,
            "share",
            self._no_change,
            Step("", N_("Changes over 30%"), large, "count"),
            Step("/", N_("Changes counted"), Fraction(counted), "count"),
            *self._left_out(counted),
            Step("=", N_("Share of large changes"), value, "share"),
        )

    @property
    def _no_change(self) -> str:
        return self.series.reason(MONTHS_TO_COMPARE, "no_change_to_compare")

    def _changes(self) -> list[tuple[dict[str, object], Fraction]]:
        """The size of each change that is defined, 0 to 2, with what its line says."""
        series, amounts = self.series, self.series.known
        return [
            (
                {
                    "first": series.months[place].start,
                    "base": self._major(amounts[place - 1]),
                    "amount": self._major(amounts[place]),
                },
                abs(change) / 100,
            )
            for place, change in enumerate(arc_changes(amounts), 1)
            if change is not None
        ]

    def _left_out(self, counted: int) -> list[Step]:
        """How many changes are not counted, where there are any."""
        left = len(arc_changes(self.series.known)) - counted
        label = N_("Left out: no money in both months, or a month below zero")
        return [Step("", label, Fraction(left), "count")] if left else []

    def _major(self, minor: int) -> Fraction:
        return Fraction(minor, self.minor_units)


def _days(month: Period) -> dict[str, object]:
    return {"first": month.start, "last": month.last}
