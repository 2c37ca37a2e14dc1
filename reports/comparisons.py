"""The figures that rest on public figures: tax of the self-employed, the staff wage, the benefits shortfall.

United States only, in dollars; elsewhere they have no value on file. Rates after tax and the staff wage are both
measured from the effective hourly rate, never from each other (METHOD section 1, note 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, partial

import numpy as np

from reports import benefits, rates
from reports.earnings import Books
from reports.figures import Figure, Step
from reports.frames import Fact
from reports.ladder import COSTS, WORK, Ladder
from reports.parameters import Parameter, Parameters
from reports.periods import Period
from reports.rungs import Rungs, effective_rate, staff_wage
from reports.situation import Situation
from reports.slices import parts_of
from reports.sums import SECONDS_PER_HOUR, Key, Selection, Sums, add_up, select
from reports.tables import EARNED
from reports.taxes import SelfEmploymentTax, self_employment_tax, social_security_credits
from reports.wording import N_

ZERO = Fraction(0)


@dataclass(frozen=True)
class YearPart:
    """One calendar year: its tax, and its part of the period with all pay and with the pay that rates count."""

    tax: SelfEmploymentTax | None
    net: Fraction
    net_of_rates: Fraction


@dataclass(frozen=True)
class Comparisons:
    """What a ladder is compared with, and the platforms it is made of.

    `place` is the place of work on the last day, None when it is not known; `is_place_given` says that it was
    asked for and holds on every day.
    """

    ladder: Ladder
    platforms: Mapping[Key, Selection]
    books: Books
    situation: Situation
    parameters: Parameters
    place: str | None
    as_of: date
    is_place_given: bool = False
    session_gap_minutes: int = 1
    all_work: Selection | None = None  # every row of the period, where the ladder is of chosen ones

    def figures(self) -> dict[str, Figure]:
        """Rates after tax, staff wage, taxes, credits and the shortfall by parity, by key."""
        listed = [
            self._after_tax,
            self._take_home(),
            self._mishel(),
            *self._staff_wage(),
            self._tax_of_period(),
            self._tax_of_year(),
            *self._credits(),
            self._parity(self._benefit_ratio),
        ]
        return {figure.key: figure for figure in listed}

    @property
    def health_basis(self) -> benefits.HealthBasis:
        """What she counts health cover at; an employer's share until she says."""
        said = self.situation.text_on(Fact.HEALTH_BASIS, self._last)
        return next(
            (basis for basis in benefits.HEALTH_BASES if basis == said), benefits.DEFAULT_HEALTH_BASIS
        )

    @property
    def occupation_group(self) -> str:
        """The group of staff she is compared with at the average cost; all private industry until she says."""
        return self.situation.text_on(Fact.OCCUPATION_GROUP, self._last) or benefits.DEFAULT_GROUP

    def line_by_line(self, health_basis: benefits.HealthBasis | None = None) -> benefits.LineByLine:
        """The benefits shortfall of the period, line by line, with the rows and the coverage behind it.

        Health cover is counted at `health_basis`; None: as she says.
        """
        found = self._line_by_line(health_basis or self.health_basis)

        def with_rows(figure: Figure) -> Figure:
            return replace(figure, coverage=self.ladder.sums.coverage, rows=self._all_rows)

        lines = tuple(replace(line, figure=with_rows(line.figure)) for line in found.lines)
        return replace(found, lines=lines, total=with_rows(found.total))

    def _line_by_line(self, health_basis: benefits.HealthBasis) -> benefits.LineByLine:
        # Hours whose pay nobody knows yet have no wages that benefits could come on top of.
        is_known = self.applies and self.ladder.sums.knows_pay
        return benefits.line_by_line(
            net_by_platform_year=self._net_by_platform_year if is_known else {},
            hours_by_year=self._hours_by_year() if is_known else {},
            period=self._period,
            last=self._last,
            parameters=self.parameters,
            w2_by_year=self._wages,
            place=self.place,
            place_by_year=self._place_by_year,
            health_cover=self.situation.text_on(Fact.HEALTH_COVER, self._last),
            uncovered_hours_by_year=self._uncovered_hours_by_year,
            own_premium=self.situation.amount_on(Fact.OWN_PREMIUM, self._last),
            health_basis=health_basis,
        )

    def at_average_cost(self, group: str, *, is_core: bool = False) -> dict[str, Figure]:
        """By key, for a group of staff: benefits per dollar of wages, the staff wage and the shortfall by parity.

        With `is_core` overtime, shift and bonus pay are left out of the benefits.
        """
        ratio = self._ratio_of(group, is_core=is_core)
        listed = (
            benefits.benefit_ratio_figure(ratio, self._period, is_core=is_core),
            staff_wage(self.ladder, ratio, is_core=is_core),
            self._parity(ratio, is_core=is_core),
        )
        return {figure.key: figure for figure in listed}

    @property
    def applies(self) -> bool:
        """Whether our public figures are those of this currency and country."""
        in_country = self.place is None or self.place.split("-")[0] == "US"
        return self.ladder.sums.currency == "USD" and in_country

    def place_on(self, day: date) -> str | None:
        """Where she worked on a day: the place that was asked for, else the one she gave."""
        return self.place if self.is_place_given else self.situation.place_on(day)

    @property
    def _period(self) -> Period:
        return self.ladder.selection.period

    @property
    def _last(self) -> date:
        return min(self._period.last, self.as_of)

    @cached_property
    def _wages(self) -> Mapping[int, Fraction]:
        return self.situation.amounts_by_year(Fact.W2_WAGES)

    @cached_property
    def _years(self) -> tuple[YearPart, ...]:
        return tuple(self._part(year) for year in self._period.years() if year.start <= self.as_of)

    def _part(self, year: Period) -> YearPart:
        within = add_up(self._chosen(year.overlap(self._period) or year), self.ladder.sums.currency)
        tax = self._tax_of(year) if self.applies else None
        return YearPart(tax, within.major(within.net), within.net_of_rates)

    def _tax_of(self, year: Period) -> SelfEmploymentTax | None:
        whole = self._sums(year)
        number = year.start.year
        status = self.situation.text_on(Fact.FILING_STATUS, min(year.last, self.as_of)) or "single"
        return self_employment_tax(
            number,
            whole.major(whole.net),
            self._wages.get(number, ZERO),
            self.parameters,
            filing_status=status,
        )

    def _chosen(self, days: Period) -> Selection:
        """The ladder's own rows of some days; taxes of a year are of all rows of it."""
        own = self.ladder.selection
        if days == own.period:
            return own
        return Selection(
            days, own.accruals.between(days.start, days.end), own.hours.between(days.start, days.end)
        )

    def _sums(self, period: Period) -> Sums:
        return add_up(self._selection(period), self.ladder.sums.currency)

    def _selection(self, period: Period) -> Selection:
        if period not in self._known_selections:
            self._known_selections[period] = select(self.books, period)
        return self._known_selections[period]

    @cached_property
    def _known_selections(self) -> dict[Period, Selection]:
        """Selections by period, each made once."""
        return {self._period: self.all_work or self.ladder.selection}

    def _taxes(self) -> tuple[SelfEmploymentTax, ...] | None:
        """The taxes of all years of the period, or None when one is not known."""
        found = tuple(part.tax for part in self._years if part.tax is not None)
        return found if found and len(found) == len(self._years) else None

    @property
    def _tax_parameters(self) -> tuple[Parameter, ...]:
        return tuple(dict.fromkeys(row for tax in self._taxes() or () for row in tax.parameters))

    @cached_property
    def _all_rows(self) -> Mapping[str, tuple[str, ...]]:
        return self.ladder.selection.rows(*WORK, *COSTS)

    def _rate(
        self,
        key: str,
        value: Fraction | None,
        steps: tuple[Step, ...],
        parameters: tuple[Parameter, ...] = (),
        *,
        is_on_file: bool = True,
    ) -> Figure:
        has_rate = self._effective is not None
        reason = "no_value_on_file" if has_rate and not is_on_file else None
        return self.ladder.rate(key, value, steps, self._all_rows, reason=reason, parameters=parameters)

    @cached_property
    def _effective(self) -> Fraction | None:
        return effective_rate(self.ladder)

    @cached_property
    def rungs(self) -> Rungs:
        """What makes the rungs of the whole and of any part of it."""
        taxes = self._taxes()
        by_year = None if taxes is None else {tax.year: tax for tax in taxes}
        return Rungs(by_year, self._benefit_ratio, self.session_gap_minutes)

    @cached_property
    def _after_tax(self) -> Figure:
        return self.rungs.after_tax(self.ladder)

    def _take_home(self) -> Figure:
        value = rates.take_home_equivalent_wage(self._after_tax.value)
        steps = (
            Step("", N_("After self-employment tax"), self._after_tax.value, "money_per_hour"),
            Step("/", N_("what payroll tax leaves of a wage"), 1 - rates.EMPLOYEE_HALF, "share"),
            Step("=", N_("Staff wage with the same take-home pay"), value, "money_per_hour"),
        )
        key, is_on_file = "take_home_equivalent_wage", self.rungs.taxes is not None
        return self._rate(key, value, steps, self._tax_parameters, is_on_file=is_on_file)

    def _mishel(self) -> Figure:
        value = rates.mishel_variant(self._effective) if self.applies else None
        steps = (
            Step("", N_("Real hourly pay"), self._effective, "money_per_hour"),
            Step("*", N_("what the extra half of payroll tax leaves"), 1 - rates.EMPLOYEE_HALF, "share"),
            Step("=", N_("After the extra half of payroll tax"), value, "money_per_hour"),
        )
        return self._rate("mishel_variant", value, steps, is_on_file=self.applies)

    @cached_property
    def _benefit_ratio(self) -> benefits.BenefitRatio | None:
        return self._ratio_of(self.occupation_group)

    def _ratio_of(self, group: str, *, is_core: bool = False) -> benefits.BenefitRatio | None:
        if not self.applies:
            return None
        return benefits.benefit_ratio(self._last, self.parameters, group=group, is_core=is_core)

    def _staff_wage(self) -> tuple[Figure, Figure]:
        """The staff wage worth as much, and what it is below the real hourly pay."""
        made = self.rungs.staff_wage(self.ladder)
        gap = None if self._effective is None or made.value is None else self._effective - made.value
        steps = (
            Step("", N_("Real hourly pay"), self._effective, "money_per_hour"),
            Step("-", N_("Worth as much as a staff job at"), made.value, "money_per_hour"),
            Step("=", N_("Real hourly pay above that staff wage"), gap, "money_per_hour"),
        )
        is_on_file = self._benefit_ratio is not None
        return made, self._rate("parity_gap", gap, steps, made.parameters, is_on_file=is_on_file)

    def _parity(self, ratio: benefits.BenefitRatio | None, *, is_core: bool = False) -> Figure:
        sums = self.ladder.sums
        made = benefits.parity_shortfall(sums.major(sums.net), ratio, self._period, is_core=is_core)
        if not sums.knows_pay:
            made = replace(made, value=None, reason="no_earnings", steps=(), parameters=())
        return replace(made, currency=sums.currency, coverage=sums.coverage, rows=self._all_rows)

    def _tax_of_period(self) -> Figure:
        taxes = self._taxes()
        parts = [(part.tax, part.net) for part in self._years if part.tax is not None]
        value = sum((tax.allocated(net) for tax, net in parts), ZERO) if taxes else None
        steps: list[Step] = []
        for tax, net in parts:
            year = {"year": tax.year}
            share = net / tax.net if tax.net > 0 else ZERO
            steps += [
                Step("+" if steps else "", N_("Self-employment tax of {year}"), tax.tax, "money", year),
                Step("*", N_("Share of the net of {year} made in this period"), share, "share", year),
            ]
        steps.append(Step("=", N_("Self-employment tax of this period"), value, "money"))
        return self._tax_figure("self_employment_tax", value, tuple(steps), self._tax_parameters)

    def _tax_of_year(self) -> Figure:
        tax = self._years[-1].tax if self._years else None
        days = self._year_to_date()
        key = "self_employment_tax_year"
        if tax is None:
            return replace(self._tax_figure(key, None, (), ()), period=days)
        return replace(self._tax_figure(key, tax.tax, tax.steps(), tax.parameters), period=days)

    def _year_to_date(self) -> Period:
        """The calendar year of the period's last day, up to `as_of`."""
        first = date(self._last.year, 1, 1)
        last = min(self.as_of, date(first.year, 12, 31))
        return Period.through(first, max(first, last))

    def _tax_figure(
        self, key: str, value: Fraction | None, steps: tuple[Step, ...], parameters: tuple[Parameter, ...]
    ) -> Figure:
        known = self.ladder.known(value)
        return Figure(
            key,
            known,
            "money",
            self._period,
            currency=self.ladder.sums.currency,
            reason=None if known is not None else self._no_tax,
            coverage=self.ladder.sums.coverage,
            steps=steps,
            parameters=parameters,
            rows=self._all_rows,
        )

    @property
    def _no_tax(self) -> str:
        return "no_value_on_file" if self.ladder.sums.knows_pay else "no_earnings"

    def _credits(self) -> tuple[Figure, Figure]:
        days = self._year_to_date()
        sums, year = self._sums(days), days.start.year
        net, wages = sums.major(sums.net), self._wages.get(year, ZERO)
        has_no_work = not sums.row_count and bool(self.ladder.sums.row_count)
        is_known = self.applies and (sums.knows_pay or has_no_work or bool(wages))
        found = social_security_credits(year, net, wages, self.parameters) if is_known else None
        figure = partial(
            Figure,
            period=days,
            reason=self._no_tax if found is None else None,
            coverage=sums.coverage,
            parameters=found.parameters if found else (),
            rows=self._selection(days).rows(*WORK, *COSTS),
        )
        count, missing = (Fraction(found.credits), found.profit_to_next or ZERO) if found else (None, None)
        steps: tuple[Step, ...] = ()
        if found:
            steps = (Step("", N_("Wages and net earnings that count"), found.earnings, "money"),)
        last = Step("=", N_("Social Security credits"), count, "count")
        return (
            figure("social_security_credits", count, "count", steps=(*steps, last) if found else ()),
            figure("distance_to_next_credit", missing, "money", currency=sums.currency, steps=steps),
        )

    @cached_property
    def _net_by_platform_year(self) -> dict[tuple[str, int], Fraction]:
        """Net receipts by platform and year; costs of no platform are split as in the slices."""
        found: dict[tuple[str, int], Fraction] = {}
        currency = self.ladder.sums.currency
        for year in self._period.years():
            days = year.overlap(self._period) or year
            is_whole = days == self._period
            parts = self.platforms if is_whole else parts_of(self._selection(days), "platform", currency)
            for key, part in parts.items():
                sums = add_up(part, currency)
                found[key or "", year.start.year] = sums.major(sums.net)
        return found

    def _hours_by_year(self) -> dict[int, Fraction]:
        parts = {year.start.year: year.overlap(self._period) for year in self._period.years()}
        hours = {year: self._sums(days).hours for year, days in parts.items() if days is not None}
        return {year: value for year, value in hours.items() if value}

    @cached_property
    def _place_by_year(self) -> dict[int, str | None]:
        """Where all work of a year was done; None when it moved from one state to another."""
        accruals, hours = self.ladder.selection.accruals, self.ladder.selection.hours
        days = np.union1d(hours.day, accruals.day[accruals.category == EARNED])
        found: dict[int, dict[str | None, str | None]] = {
            year.start.year: {} for year in self._period.years()
        }
        for day in map(date.fromordinal, days.tolist()):
            place = self.place_on(day)
            found[day.year][benefits.state_of(place)] = place
        return {
            year: self.place if not places else next(iter(places.values())) if len(places) == 1 else None
            for year, places in found.items()
        }

    @cached_property
    def _uncovered_hours_by_year(self) -> dict[int, Fraction]:
        """Hours of the days on which nobody else covered her health."""
        seconds: Counter[int] = Counter()
        is_covered_ever = False
        for day, of_day in self.ladder.selection.seconds_by_day().items():
            if self.situation.text_on(Fact.HEALTH_COVER, day) in benefits.COVERED_ELSEWHERE:
                is_covered_ever = True
            else:
                seconds[day.year] += of_day
        if not is_covered_ever:
            return self._hours_by_year()
        return {year: Fraction(count, SECONDS_PER_HOUR) for year, count in seconds.items()}
