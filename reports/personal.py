"""One writer's report: the one object behind the page, the JSON, the files and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.figures import Figure
from reports.parameters import Parameter
from reports.periods import Period


@dataclass(frozen=True, slots=True)
class Slice:
    """The ladder of one platform, contract, kind of work or month.

    `figures` has the keys earned, fees, expenses, net, paid_hours, unpaid_hours, hours, advertised_rate,
    paid_time_rate, all_hours_rate, effective_hourly_rate.
    """

    id: str  # platform or contract id, kind word, or "2026-03"
    label: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class ContractBar:
    """One contract on the timeline; an open one has no end."""

    contract_id: str
    platform_id: str
    label: str
    start: date
    end: date | None  # last day included


@dataclass(frozen=True, slots=True)
class GapBar:
    """A gap: its empty days; `is_open` when no work has come since, `cause` where the writer gave one."""

    days: Period
    is_open: bool
    cause: str | None


@dataclass(frozen=True, slots=True)
class MonthBar:
    """Money earned (by day of work) and received (by day of arrival), before fees, in one calendar month."""

    month: Period
    earned: Fraction
    received: Fraction


@dataclass(frozen=True, slots=True)
class DayBar:
    """Hours worked on one day of the period, paid and unpaid; only days with work are listed."""

    day: date
    hours: Fraction


@dataclass(frozen=True, slots=True)
class Owed:
    """Pay earned, approved or pending, that has not arrived: one contract and one expected day."""

    contract_id: str | None
    platform_id: str | None
    amount: Fraction
    expected_on: date | None
    days_late: int | None  # None: no expected day known; 0: not due yet
    work_first_on: date
    work_last_on: date
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """One line of the shortfall counted line by line; `figure.value` is None when not on file."""

    figure: Figure
    is_added: bool  # statutory sick leave is shown beside the total, never in it


@dataclass(frozen=True)
class PersonalReport:
    """Everything the Real pay page, the JSON and the files say about one writer and one period.

    `figures` holds, by METHOD's names: earned, fees, expenses, net, paid_hours, unpaid_hours, hours,
    unpaid_share, value_of_unpaid_time, advertised_rate, paid_time_rate, all_hours_rate,
    effective_hourly_rate, rate_after_self_employment_tax, take_home_equivalent_wage, mishel_variant,
    employee_equivalent_wage, settled_rate, session_rate, kept_share, self_employment_tax,
    self_employment_tax_year, social_security_credits, distance_to_next_credit, benefits_shortfall_line_by_line,
    benefits_shortfall_parity, statutory_sick_leave, gap_count, gap_days, longest_gap, median_gap,
    share_of_gaps_over_30_days, days_since_last_work, outstanding, outstanding_late, oldest_late_days,
    days_to_be_paid, contract_count, median_contract_length.
    """

    as_of: date
    period: Period
    currency: str
    figures: Mapping[str, Figure]
    by_platform: tuple[Slice, ...]
    by_contract: tuple[Slice, ...]
    by_kind: tuple[Slice, ...]
    by_month: tuple[Slice, ...]
    unpaid_by_category: tuple[Slice, ...]  # figures: hours, value_of_unpaid_time
    contracts: tuple[ContractBar, ...]
    gap_threshold_days: int
    spells: tuple[Period, ...]
    gaps: tuple[GapBar, ...]
    months: tuple[MonthBar, ...]
    owed: tuple[Owed, ...]
    benefit_lines: tuple[BenefitLine, ...]
    cover_not_held: tuple[tuple[str, str], ...]  # (cover, "yes" | "no" | "unknown")
    parameters: tuple[Parameter, ...]
    left_out: Mapping[str, int]  # reason -> rows
    platform_names: Mapping[str, str]
    task_count: int
    zone: str
    days: tuple[DayBar, ...] = ()  # in order
