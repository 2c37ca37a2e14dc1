"""What the guild's agreement would have brought if gig receipts had been covered earnings (METHOD section 3c).

The card is off: until verified rates for the days of the work are on file, it has no value and says why. Rates
that are not verified never switch it on, also where the writer lets them be used elsewhere. It stands in the place
of the health and the retirement line of the benefits shortfall and is never added to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from reports.figures import Figure, Step, figure_of
from reports.guild.eligibility import CURRENCY, GUILD
from reports.money import exponent
from reports.parameters import Parameter, Parameters
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows
from reports.wording import N_

#: Lines of the benefits shortfall that the card stands in the place of.
REPLACES = ("health", "retirement")

#: Keys of the rows with the rate of the health contribution; an agreement names one for each of its years.
HEALTH_RATES = (
    "health_contribution_rate_year_1",
    "health_contribution_rate_year_2",
    "health_contribution_rate_year_3",
    "health_contribution_rate_by_year_2",
)
PENSION_RATES = ("pension_contribution_rate",)
HEALTH_CAPS = ("health_contribution_cap_screen",)

_ZERO = Fraction(0)


class Receipt(NamedTuple):
    """Net receipts of one day on one project, in cents; may be negative.

    `project` is the contract: a cap on contributions is one for each project.
    """

    day: date
    project: str | None
    net_minor: int


@dataclass(frozen=True, slots=True)
class Contributions:
    """What would have been paid in, in dollars, by the rate in force: rate row -> earnings that count."""

    health_earnings: Mapping[Parameter, Fraction]
    pension_earnings: Mapping[Parameter, Fraction]
    caps: tuple[Parameter, ...]

    @property
    def health(self) -> Fraction:
        """Contributions to the health fund."""
        return _paid_in(self.health_earnings)

    @property
    def pension(self) -> Fraction:
        """Contributions to the pension plan."""
        return _paid_in(self.pension_earnings)


def guild_contributions(receipts: Iterable[Receipt], parameters: Parameters) -> Contributions | None:
    """Contributions on the receipts; None while a verified rate is missing for any of their days.

    A project's receipts count as they come in, never below 0 as a whole, and for the health fund up to the cap
    in force on the day, where one is on file.

    >>> guild_contributions([Receipt(date(2026, 6, 1), "a", 1_500_000)], Parameters.on_file()) is None
    True
    """
    books = [_verified(parameters, keys) for keys in (HEALTH_RATES, PENSION_RATES, HEALTH_CAPS)]
    health: dict[Parameter, Fraction] = defaultdict(Fraction)
    pension: dict[Parameter, Fraction] = defaultdict(Fraction)
    caps: dict[Parameter, None] = {}
    sums: dict[str | None, Fraction] = defaultdict(Fraction)
    for day, project, minor in sorted(receipts, key=lambda receipt: receipt.day):
        health_rate, pension_rate, cap = (_in_force(rows, day) for rows in books)
        if health_rate is None or pension_rate is None:
            return None
        before = sums[project]
        after = sums[project] = before + Fraction(minor, 10 ** exponent(CURRENCY))
        health[health_rate] += _counted(after, cap) - _counted(before, cap)
        pension[pension_rate] += _counted(after, None) - _counted(before, None)
        caps.update({} if cap is None else {cap: None})
    return Contributions(dict(health), dict(pension), tuple(caps))


def _verified(parameters: Parameters, keys: Iterable[str]) -> list[Parameter]:
    rows = [row for key in keys for row in parameters.of_key(key)]
    return [row for row in rows if row.is_verified and row.group == GUILD]


def _in_force(rows: Sequence[Parameter], day: date) -> Parameter | None:
    """The row that holds on a day; where an older one was never closed, the one that began last."""
    held = [row for row in rows if row.holds_on(day)]
    return max(held, key=lambda row: row.valid_from or date.min, default=None)


def _counted(total: Fraction, cap: Parameter | None) -> Fraction:
    """The part of a project's receipts that counts."""
    counted = max(_ZERO, total)
    return counted if cap is None else min(counted, cap.value)


def _paid_in(earnings: Mapping[Parameter, Fraction]) -> Fraction:
    return sum((rate.value * amount for rate, amount in earnings.items()), _ZERO)


def counterfactual_figures(
    receipts: Sequence[Receipt],
    *,
    period: Period,
    parameters: Parameters,
    applies: bool = True,
    rows: Rows = NO_ROWS,
) -> dict[str, Figure]:
    """The card's figures: health and pension contributions and their total; without a value while it is off.

    It does not apply where the pay is not in dollars or the work not in the United States. The receipts are looked
    at only when there are rates to apply to them.
    """
    found, reason = _looked_up(receipts, parameters, applies=applies)

    def figure(key: str, value: Fraction | None, steps: Sequence[Step], used: Iterable[Parameter]) -> Figure:
        made = figure_of(
            key,
            value,
            "money",
            period=period,
            reason=reason,
            currency=CURRENCY,
            steps=tuple(steps),
            rows=rows,
        )
        return replace(made, parameters=tuple(dict.fromkeys(used)))

    if found is None:
        keys = ("guild_health_contribution", "guild_pension_contribution", "guild_contributions")
        return {key: figure(key, None, (), ()) for key in keys}
    health, pension = found.health_earnings, found.pension_earnings
    total = found.health + found.pension
    both = (
        Step("", N_("Guild health contribution"), found.health, "money"),
        Step("+", N_("Guild pension contribution"), found.pension, "money"),
        Step("=", N_("Guild contributions"), total, "money"),
    )
    listed = (
        figure("guild_health_contribution", found.health, _steps(health), (*health, *found.caps)),
        figure("guild_pension_contribution", found.pension, _steps(pension), pension),
        figure("guild_contributions", total, both, (*health, *pension, *found.caps)),
    )
    return {made.key: made for made in listed}


def _looked_up(
    receipts: Sequence[Receipt], parameters: Parameters, *, applies: bool
) -> tuple[Contributions | None, str]:
    """The contributions, and the reason where there are none."""
    if not applies:
        return None, "us_only"
    if not all(_verified(parameters, keys) for keys in (HEALTH_RATES, PENSION_RATES)):
        return None, "rates_not_verified"
    if not receipts:
        return None, "no_earnings"
    return guild_contributions(receipts, parameters), "rates_not_verified"


def _steps(earnings: Mapping[Parameter, Fraction]) -> list[Step]:
    label = N_("{amount} of receipts, at {rate_share}")
    lines: list[Step] = []
    for rate, amount in earnings.items():
        values = {"amount": amount, "rate_share": rate.value}
        lines.append(Step("+" if lines else "", label, rate.value * amount, "money", values))
    return [*lines, Step("=", N_("Would have been paid in"), _paid_in(earnings), "money")]
