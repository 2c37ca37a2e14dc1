"""Figures as others may see them, each by itself and those that follow from others made of the told ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from reports.definitions import DEFINITIONS
from reports.figures import Figure
from reports.periods import Period
from reports.sharing.telling import Telling, banded, in_steps, total

Figures = dict[str, Figure]

REAL = "effective_hourly_rate"
PROMISED = "advertised_rate"
SHORTFALL = "benefits_shortfall_line_by_line"
NOT_SHARED = "not_shared"
PER_CENT = Fraction(1, 100)
#: Of fewer hours than these no per cent is told: half an hour more or less would be too much of them.
ENOUGH_HOURS = 20

WORTH = "value_of_unpaid_time"

_TAX = "rate_after_self_employment_tax"
#: The rungs that are measured from real hourly pay.
_BELOW_REAL = (_TAX, "employee_equivalent_wage")
#: The figures that are told; of all others only that they are not.
_TOLD = frozenset(
    {
        "earned", "fees", "expenses", "net", "paid_hours", "unpaid_hours", "hours", "unpaid_share",
        WORTH, PROMISED, "paid_time_rate", "all_hours_rate", REAL, *_BELOW_REAL,
        "kept_share", SHORTFALL, "gap_count", "gap_days", "longest_gap", "outstanding", "outstanding_late",
        "days_to_be_paid", "contract_count",
    }
)  # fmt: skip

#: The same of topics.
_OF_CHANGES = frozenset(
    {
        "effective_rate_before", "effective_rate_after", "effective_rate_change",
        "promised_rate_before", "promised_rate_after",
    }
)  # fmt: skip
#: The platform knows these of its own changes: beside them a per cent of the promised rate is money again.
_PROMISED = frozenset({"promised_rate_before", "promised_rate_after"})
_OF_TOLL = frozenset({"heavy_share", "toll_coverage", "effective_rate_light", "effective_rate_heavy"})
_OF_ONBOARDING = frozenset({"onboarding_hours", "payback_hours", "payback_forecast_hours"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells figures of one report; `currency` is that of the report, `period` what may be told of its days."""

    telling: Telling
    currency: str
    period: Period

    def figure(self, figure: Figure, *, is_told: bool = True) -> Figure:
        """One figure by itself, without anything of how it came about."""
        value, reason = figure.value, figure.reason
        if value is not None:
            value, reason = self._value(figure, value) if is_told else (None, NOT_SHARED)
        return Figure(
            figure.key,
            value,
            figure.unit,
            self.period,
            currency=self.telling.currency if figure.currency else None,
            reason=reason,
            at_least=figure.at_least and value is not None,
            provisional=figure.provisional and value is not None,
        )

    def _value(self, figure: Figure, value: Fraction) -> tuple[Fraction | None, str | None]:
        if self._gives_away(figure):
            return None, NOT_SHARED
        told = self.telling.value(value, figure.unit)
        if told is not None and (told or not value or figure.unit != "money"):
            return told, figure.reason
        if told is not None:  # a little is not said to be nothing
            return None, self.nearly_none
        return None, "no_earnings" if figure.unit == "money" else "no_yardstick"

    @property
    def nearly_none(self) -> str:
        """The reason of a sum that is too small to be told."""
        return "too_small" if self.telling.is_money else "under_one_per_cent"

    def _gives_away(self, figure: Figure) -> bool:
        """Whether a figure would tell amounts more exactly than was chosen.

        Such are amounts of another currency, which nothing here is measured by, and numbers whose other side is
        public. The tax has thresholds in money: beside a rate in per cent it would give the money away.
        """
        if self.telling.is_exact:
            return False
        meant = DEFINITIONS.get(figure.key)
        return (
            figure.currency not in (None, self.currency)
            or (figure.key == _TAX and not self.telling.is_money)
            or (meant is not None and meant.gives_pay_away)
        )

    def figures(self, figures: Mapping[str, Figure]) -> Figures:
        """The figures of a whole or of a part."""
        told = {key: self.figure(figure, is_told=key in _TOLD) for key, figure in figures.items()}
        if self.telling.is_exact:
            return told
        made = self._below_real(figures, told) | _hours(told)
        return told | made | _shares(told | made) | self._worth(told, told)

    def part(self, figures: Mapping[str, Figure]) -> Figures:
        """The figures of a part. Who promised knows the promise of a part: beside it per cent are money again."""
        told = self.figures(figures)
        promised = figures.get(PROMISED)
        if promised is None or self.telling.is_money:
            return told
        return told | {PROMISED: self.figure(promised, is_told=False)}

    def _worth(self, told: Figures, whole: Figures) -> Figures:
        """What unpaid time would have brought: told hours at the told pay of a paid hour of the whole report."""
        worth = told.get(WORTH)
        if worth is None or worth.value is None or not self.telling.is_money:
            return {}
        hours = (told["unpaid_hours"] if "unpaid_hours" in told else told["hours"]).value
        rate = whole["paid_time_rate"].value
        if hours is None or rate is None:
            return {WORTH: replace(worth, value=None, reason=NOT_SHARED)}
        made = hours * rate
        value = banded(made, "money")
        is_told = bool(value or not made)
        return {
            WORTH: replace(worth, value=value if is_told else None, reason=None if is_told else "too_small")
        }

    def unpaid(self, figures: Mapping[str, Figure], whole: Figures) -> Figures:
        """The figures of one category of unpaid time."""
        told = {key: self.figure(figure) for key, figure in figures.items()}
        return told if self.telling.is_exact else told | self._worth(told, whole)

    def changes(self, figures: Mapping[str, Figure]) -> Figures:
        """The figures of a change of terms: how much it changed follows from the told rates."""
        telling = _OF_CHANGES if self.telling.is_money else _OF_CHANGES - _PROMISED
        told = {key: self.figure(figure, is_told=key in telling) for key, figure in figures.items()}
        if self.telling.is_exact:
            return told
        before, after = (told[f"effective_rate_{when}"].value for when in ("before", "after"))
        change = told["effective_rate_change"]
        if change.value is None or not before or after is None:
            return told
        share = in_steps(after / before - 1, PER_CENT)
        return told | {change.key: replace(change, value=share)}

    def counts(self, figures: Mapping[str, Figure]) -> Figures:
        """Figures of things that are counted."""
        return {key: self.figure(figure, is_told=figure.unit == "count") for key, figure in figures.items()}

    def toll(self, figures: Mapping[str, Figure]) -> Figures:
        """The figures of toll."""
        return {key: self.figure(figure, is_told=key in _OF_TOLL) for key, figure in figures.items()}

    def onboarding(self, figures: Mapping[str, Figure]) -> Figures:
        """The figures of getting started. When it was earned back is measured by the minimum wage, which is public."""
        told = {key: self.figure(figure, is_told=key in _OF_ONBOARDING) for key, figure in figures.items()}
        payback = figures.get("payback_hours")
        if payback and payback.reason != "no_paid_hours" and not self.telling.is_money:
            told["payback_hours"] = replace(told["payback_hours"], value=None, reason=NOT_SHARED)
        return told

    def _below_real(self, figures: Mapping[str, Figure], told: Figures) -> Figures:
        """The told real hourly pay times whole per cent: rounded by themselves they would say more of it."""
        made: Figures = {}
        for key in _BELOW_REAL:
            base, exact = told[REAL].value, figures[REAL].value
            below = figures[key].value if key in figures else None
            if below is not None and exact and base is not None and told[key].value is not None:
                share = in_steps(below / exact, PER_CENT)
                made[key] = replace(told[key], value=self.telling.rate(base * share))
        return made


def _hours(told: Figures) -> Figures:
    """All hours, of paid and unpaid ones."""
    parts = [told[key].value for key in ("paid_hours", "unpaid_hours") if key in told]
    known = [value for value in parts if value is not None]
    if len(known) < 2:
        return {}
    return {"hours": replace(told["hours"], value=banded(total(known), "hours"))}


def _shares(told: Figures) -> Figures:
    """Shares of what is told anyway."""
    made: Figures = {}
    for key, part, whole in (
        ("unpaid_share", "unpaid_hours", "hours"),
        ("kept_share", REAL, PROMISED),
    ):
        if key in told and told[key].value is not None:
            over, under = told[part].value, told[whole].value
            if whole == "hours" and under is not None and under < ENOUGH_HOURS:
                under = None
            value = in_steps(over / under, PER_CENT) if over is not None and under else None
            made[key] = replace(told[key], value=value, reason=None if value is not None else NOT_SHARED)
    return made
