"""The ladder as figures: each rate with the filled-in sum behind it, its coverage and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports import rates
from reports.figures import ENOUGH_COVERAGE, Figure, Step, Unit
from reports.parameters import Parameter
from reports.sums import SECONDS_PER_HOUR, Selection, Sums, add_up
from reports.wording import N_

Rows = Mapping[str, tuple[str, ...]]

WORK = ("tasks", "payments")
COSTS = ("payouts", "expenses")


@dataclass(frozen=True, slots=True)
class Ladder:
    """Makes the figures of one selection; `advertised` is the promised rate an hour by terms id."""

    selection: Selection
    sums: Sums
    advertised: Mapping[str, Fraction]

    def figures(self) -> dict[str, Figure]:
        """The sums and the four rungs that need nothing from outside, by key."""
        work = self.selection.rows(*WORK)
        costs = self.selection.rows(*COSTS)
        tasks = {noun: ids for noun, ids in work.items() if noun == "tasks"}
        listed = [
            *self._money(work, costs),
            *self._time(tasks),
            self._advertised(tasks),
            self._paid_time(work),
            self._all_hours(work),
            self._effective({**work, **costs}),
        ]
        return {figure.key: figure for figure in listed}

    def rate(
        self,
        key: str,
        value: Fraction | None,
        steps: Sequence[Step],
        rows: Rows,
        *,
        reason: str | None = None,
        unit: Unit = "money_per_hour",
        parameters: tuple[Parameter, ...] = (),
    ) -> Figure:
        """A figure that rests on hours and pay: provisional where either is covered too thinly."""
        coverage = self.sums.coverage
        return Figure(
            key,
            value,
            unit,
            self.selection.period,
            currency=self.sums.currency if unit.startswith("money") else None,
            reason=None if value is not None else reason or self.no_rate,
            provisional=value is not None and (self.selection.is_estimated or not coverage.enough),
            coverage=coverage,
            steps=tuple(steps),
            parameters=(*parameters, *self.exchange_rates),
            rows=rows,
        )

    @property
    def exchange_rates(self) -> tuple[Parameter, ...]:
        """The newest rate of each currency that was converted; the rows behind a figure keep their own amounts."""
        return self.selection.accruals.names.exchange.rates

    @property
    def no_rate(self) -> str:
        """Why there is no rate over all hours."""
        return "no_earnings" if self.sums.hours else "no_hours"

    @property
    def no_paid_rate(self) -> str:
        """Why there is no rate over paid hours."""
        return "no_earnings" if self.sums.paid_seconds else "no_paid_hours"

    def known(self, value: Fraction | None) -> Fraction | None:
        """The value, or None when nobody knows what the hours have earned."""
        return value if self.sums.knows_pay else None

    def gross_steps(self) -> list[Step]:
        """Pay as the rates count it."""
        sums = self.sums
        steps = [Step("", N_("Earned, approved or pending"), sums.major(sums.earned), "money")]
        if sums.without_time:
            label = N_("Pay of tasks without logged time")
            steps.append(Step("-", label, sums.major(sums.without_time), "money"))
        return steps

    def net_steps(self) -> list[Step]:
        """Pay less fees and costs."""
        sums = self.sums
        steps = [
            *self.gross_steps(),
            Step("-", N_("Platform and payout fees"), sums.major(sums.fees), "money"),
        ]
        if sums.fees_without_time:
            label = N_("Fees of tasks without logged time")
            steps.append(Step("+", label, sums.major(sums.fees_without_time), "money"))
        return [
            *steps,
            Step("-", N_("Your costs"), sums.major(sums.expenses), "money"),
            Step("=", N_("Left to you"), sums.net_of_rates, "money"),
        ]

    def hours_step(self) -> Step:
        """Divided by all hours, with their paid and unpaid part."""
        sums = self.sums
        label = N_("All hours: {paid} paid, {unpaid} unpaid")
        return Step("/", label, sums.hours, "hours", {"paid": sums.paid_hours, "unpaid": sums.unpaid_hours})

    def _money(self, work: Rows, costs: Rows) -> list[Figure]:
        sums = self.sums
        fees = {noun: ids for noun, ids in costs.items() if noun == "payouts"}
        expenses = {noun: ids for noun, ids in costs.items() if noun == "expenses"}
        earned = Step("", N_("Earned, approved or pending"), sums.major(sums.earned), "money")
        fee = Step("-", N_("Platform and payout fees"), sums.major(sums.fees), "money")
        cost = Step("-", N_("Your costs"), sums.major(sums.expenses), "money")
        left = Step("=", N_("Left to you"), sums.major(sums.net), "money")
        return [
            self._sum("earned", self.known(sums.major(sums.earned)), "money", (earned,), work),
            self._sum("fees", sums.major(sums.fees), "money", (), fees),
            self._sum("expenses", sums.major(sums.expenses), "money", (), expenses),
            self._sum(
                "net", self.known(sums.major(sums.net)), "money", (earned, fee, cost, left), {**work, **costs}
            ),
        ]

    def _time(self, tasks: Rows) -> list[Figure]:
        sums = self.sums
        steps = (
            Step("", N_("Paid hours"), sums.paid_hours, "hours"),
            Step("+", N_("Unpaid hours"), sums.unpaid_hours, "hours"),
            Step("=", N_("All hours"), sums.hours, "hours"),
        )
        return [
            self._sum("paid_hours", sums.paid_hours, "hours", steps[:1], tasks),
            self._sum("unpaid_hours", sums.unpaid_hours, "hours", steps[1:2], tasks),
            self._sum("hours", sums.hours, "hours", steps, tasks),
        ]

    def _sum(
        self, key: str, value: Fraction | None, unit: Unit, steps: tuple[Step, ...], rows: Rows
    ) -> Figure:
        return Figure(
            key,
            value,
            unit,
            self.selection.period,
            currency=self.sums.currency if unit == "money" else None,
            reason="no_earnings" if value is None else None,
            provisional=value is not None and unit == "money" and self.selection.is_estimated,
            coverage=self.sums.coverage,
            steps=steps,
            parameters=self.exchange_rates if unit == "money" else (),
            rows=rows,
        )

    def _advertised(self, tasks: Rows) -> Figure:
        promised = [
            (self.advertised[terms_id], Fraction(seconds, SECONDS_PER_HOUR))
            for terms_id, seconds in self.sums.promised_seconds.items()
        ]
        value = rates.advertised_rate(promised)
        label = N_("{hours} paid hours promised at {rate} an hour")
        steps = [
            Step("+", label, rate * hours, "money", {"hours": hours, "rate": rate})
            for rate, hours in promised
        ]
        if value is not None:
            hours = sum((hours for _, hours in promised), Fraction(0))
            steps.append(Step("/", N_("Paid hours with a promised rate"), hours, "hours"))
            steps.append(Step("=", N_("Promised hourly rate"), value, "money_per_hour"))
        rows = {**tasks, "terms": tuple(self.sums.promised_seconds)} if promised else tasks
        figure = self.rate("advertised_rate", value, steps, rows, reason="no_advertised_rate")
        # A promise for some of the paid hours is no yardstick for all of them.
        return replace(figure, provisional=value is not None and not self._is_mostly_promised)

    @property
    def _is_mostly_promised(self) -> bool:
        promised = sum(self.sums.promised_seconds.values())
        return promised >= ENOUGH_COVERAGE * self.sums.paid_seconds

    def _paid_time(self, work: Rows) -> Figure:
        sums = self.sums
        value = self.known(rates.paid_time_rate(sums.gross_of_rates, sums.paid_hours))
        steps = [
            *self.gross_steps(),
            Step("/", N_("Paid hours"), sums.paid_hours, "hours"),
            Step("=", N_("Pay per paid hour"), value, "money_per_hour"),
        ]
        return self.rate("paid_time_rate", value, steps, work, reason=self.no_paid_rate)

    def _all_hours(self, work: Rows) -> Figure:
        value = self.known(rates.all_hours_rate(self.sums.gross_of_rates, self.sums.hours))
        steps = [
            *self.gross_steps(),
            self.hours_step(),
            Step("=", N_("Pay per hour worked"), value, "money_per_hour"),
        ]
        return self.rate("all_hours_rate", value, steps, work)

    def _effective(self, rows: Rows) -> Figure:
        value = self.known(rates.effective_hourly_rate(self.sums.net_of_rates, self.sums.hours))
        steps = [
            *self.net_steps(),
            self.hours_step(),
            Step("=", N_("Real hourly pay"), value, "money_per_hour"),
        ]
        return self.rate("effective_hourly_rate", value, steps, rows)


def ladder(selection: Selection, currency: str, advertised: Mapping[str, Fraction]) -> Ladder:
    """The ladder of a selection."""
    return Ladder(selection, add_up(selection, currency), advertised)
