"""One writer's report: the one object behind the page, the JSON, the files and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypedDict

import numpy as np

from reports.arrivals import Arrival
from reports.comparisons import Comparisons
from reports.converting import in_one_currency
from reports.definitions import GAP_CAUSES, NOWHERE, UNPAID_SHOWN
from reports.earnings import Books, keep_books
from reports.exchange import EcbRates, Rates
from reports.figures import Figure
from reports.frames import Fact, Ints, Ledger
from reports.gaps import DEFAULT_THRESHOLD_DAYS, GapReport, gap_figures
from reports.headline import headline_figures
from reports.ladder import Ladder, ladder
from reports.lasting import Lasting
from reports.lateness import (
    Outstanding,
    OwedPiece,
    lateness_figures,
    outstanding,
)
from reports.later import Later
from reports.log import Log, read_log
from reports.money import Money
from reports.only import EVERYTHING, Only
from reports.parameters import Parameter, Parameters
from reports.periods import Period
from reports.protection import cover_not_held
from reports.slices import (
    Figures,
    Slice,
    Slicing,
    by_month,
    figures_of,
    figures_with_arrivals,
    parts_of,
    unpaid_by_category,
)
from reports.spans import ContractSpan, contract_figures
from reports.sums import SECONDS_PER_HOUR, Key, Selection, select
from reports.tables import EARNED
from reports.topics import Material, Topic, topics_in_own_words, topics_of


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
    """A gap within the period, from its first to its last empty day, and how many of them were not planned.

    `is_open` when no work has come since, `cause` where the writer gave one.
    """

    days: Period
    length: int
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
    """Pay earned, approved or pending, that has not arrived: one contract, one expected day and one currency.

    `amount` is in the report's currency, `due` in the one it is owed in; `is_whole` says that a payment of it for
    the days of its work replaces no other expected pay; `pieces` is what is left of each of its rows.
    """

    contract_id: str | None
    platform_id: str | None
    amount: Fraction
    expected_on: date | None
    days_late: int | None  # None: no expected day known; 0: not due yet
    work_first_on: date
    work_last_on: date
    rows: Mapping[str, tuple[str, ...]]
    due: Money
    is_whole: bool = False
    pieces: tuple[OwedPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """One line of the shortfall counted line by line; `figure.value` is None when not on file."""

    figure: Figure
    is_added: bool  # statutory sick leave is shown beside the total, never in it


@dataclass(frozen=True, eq=False, slots=True)
class Making:
    """What a report was made of, so that another one can be made of a part of it: no second reading of the log."""

    log: Log
    whole: Ladder
    compared: Comparisons


@dataclass(frozen=True)
class PersonalReport:
    """Everything the Real pay page, the JSON and the files say about one writer and one period.

    `figures` holds, by METHOD's names: earned, fees, expenses, net, paid_hours, unpaid_hours, hours,
    unpaid_share, value_of_unpaid_time, advertised_rate, paid_time_rate, all_hours_rate,
    effective_hourly_rate, rate_after_self_employment_tax, take_home_equivalent_wage, mishel_variant,
    employee_equivalent_wage, parity_gap, settled_rate, session_rate, kept_share, self_employment_tax,
    self_employment_tax_year, social_security_credits, distance_to_next_credit, benefits_shortfall_line_by_line,
    benefits_shortfall_parity, statutory_sick_leave, gap_count, gap_days, longest_gap, median_gap,
    share_of_gaps_over_30_days, days_since_last_work, outstanding, outstanding_late, oldest_late_days,
    days_to_be_paid, contract_count, median_contract_length, days_between_contracts.
    """

    as_of: date
    period: Period
    currency: str
    figures: Mapping[str, Figure]
    by_platform: Sequence[Slice]
    by_contract: Sequence[Slice]
    by_kind: Sequence[Slice]
    by_month: Sequence[Slice]
    unpaid_by_category: Sequence[Slice]  # figures: hours, value_of_unpaid_time
    topics: Mapping[str, Topic]  # more measures, each with figures and parts of its own, by key of `TOPICS`
    lasting_by_platform: Sequence[Slice]  # figures of gaps, contracts and days to be paid
    gaps_by_cause: Sequence[Slice]  # figures: gap_count, gap_days, longest_gap, median_gap
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
    owed_apart: tuple[Owed, ...] = ()  # no rate on `as_of`: each amount in its own currency, in no sum
    #: The same as in `topics`, with her own words in it; for nobody but her, and for whom she gives them herself.
    in_own_words: Mapping[str, Topic] = field(default_factory=dict, repr=False)
    only: Only = EVERYTHING  # what was chosen of the log; see `reports.narrowing`
    of_all: PersonalReport | None = None  # the report of all work, where something was chosen
    making: Making | None = field(default=None, compare=False, repr=False)

    def all_figures(self) -> Iterator[Figure]:
        """Every figure of the whole period: the main ones, the lines of the shortfall, then topic by topic."""
        yield from self.figures.values()
        yield from (line.figure for line in self.benefit_lines)
        for topic in self.topics.values():
            yield from topic.figures.values()

    def figure(self, key: str) -> Figure | None:
        """The figure of a key, wherever it stands."""
        return next((figure for figure in self.all_figures() if figure.key == key), None)


def report(
    ledger: Ledger,
    *,
    as_of: date,
    period: Period | None = None,
    parameters: Parameters | None = None,
    gap_threshold_days: int = DEFAULT_THRESHOLD_DAYS,
    session_gap_minutes: int = 1,
    place: str | None = None,
    rates: Rates | None = None,
) -> PersonalReport:
    """One writer's report.

    Parameters
    ----------
    ledger
        Her records; amounts in other currencies are converted into the ledger's.
    as_of
        The day the computation pretends is today; later rows do not count.
    period
        None: from the first log to `as_of`, both included (`default_period`). What is owed does not depend on it.
    parameters
        Public figures; None: those on file, unverified ones too when the ledger allows them.
    gap_threshold_days, session_gap_minutes
        METHOD section 10 and section 1, note 0.
    place
        Place of work ("US-CA"), for every day; None: the one she gave for each day.
    rates
        Exchange rates; None: those of the European Central Bank.

    Notes
    -----
    Net receipts of a tax year are by the day of the work, so that a period's tax is a share of its year's.
    """
    log = read_log(
        ledger,
        as_of=as_of,
        gap_threshold_days=gap_threshold_days,
        rates=rates or EcbRates.on_file(),
    )
    return report_on(
        log,
        period=period,
        parameters=parameters,
        session_gap_minutes=session_gap_minutes,
        place=place,
    )


def log_of(ledger: Ledger, as_of: date) -> Log:
    """The log as `report` reads it, for reports of several periods."""
    rates = EcbRates.on_file()
    return read_log(ledger, as_of=as_of, gap_threshold_days=DEFAULT_THRESHOLD_DAYS, rates=rates)


def report_on(
    log: Log,
    *,
    period: Period | None = None,
    parameters: Parameters | None = None,
    session_gap_minutes: int = 1,
    place: str | None = None,
) -> PersonalReport:
    """The report of a log that was read before: of other days it costs no second reading. Else as `report`."""
    ledger, books, as_of = log.ledger, log.books, log.as_of
    days = period or log.whole
    whole = ladder(select(books, days), ledger.currency, books.advertised)
    platforms = parts_of(whole.selection, "platform", ledger.currency)
    compared = Comparisons(
        whole,
        platforms,
        books,
        log.situation,
        parameters or _on_file(ledger),
        place or log.situation.text_on(Fact.PLACE_OF_WORK, min(days.last, as_of)),
        as_of,
        is_place_given=place is not None,
        session_gap_minutes=session_gap_minutes,
    )
    lines = compared.line_by_line()
    owed, owed_apart = outstanding(log.accounts, as_of), outstanding(log.apart, as_of)
    figures = {
        **headline_figures(whole),
        **compared.rungs.figures(whole, log.arrived),
        **compared.figures(),
        lines.total.key: lines.total,
        **{line.figure.key: line.figure for line in lines.lines if line.figure.key == "statutory_sick_leave"},
        **gap_figures(log.gaps, days),
        **contract_figures(ledger, log.spans, days, as_of),
        **lateness_figures(
            log.accounts,
            owed,
            log.waited,
            period=days,
            as_of=as_of,
            currency=ledger.currency,
            is_more_owed_apart=bool(owed_apart),
        ),
    }
    benefit_lines = tuple(BenefitLine(line.figure, line.is_added) for line in lines.lines)
    material = Material(
        *(ledger, books, whole, platforms, compared),
        *(log.gaps, log.spans, log.accounts, log.arrived, log.logged),
    )
    return PersonalReport(
        as_of=as_of,
        period=days,
        currency=ledger.currency,
        figures=figures,
        **slices_of(whole, platforms, Slicing(books, ledger.currency, compared.rungs), log.arrived),
        topics=topics_of(material),
        in_own_words=topics_in_own_words(material),
        **_lasting(Lasting(ledger, log.gaps, log.spans, log.waited, days, as_of)),
        contracts=_contract_bars(ledger, log.spans, days, as_of),
        gap_threshold_days=log.gaps.threshold_days,
        spells=tuple(common for spell in log.gaps.spells if (common := spell.overlap(days))),
        gaps=gap_bars(log.gaps, days),
        months=month_bars(whole, log.arrived),
        owed=owed_of(owed),
        owed_apart=owed_of(owed_apart),
        benefit_lines=benefit_lines,
        cover_not_held=cover_not_held(ledger, days, as_of),
        parameters=parameters_of([*figures.values(), *(line.figure for line in benefit_lines)]),
        left_out=left_out_of(books, whole.selection),
        platform_names={row["id"]: row["name"] for row in ledger.rows("platforms")},
        task_count=len(whole.selection.hours),
        zone=ledger.zone,
        days=day_bars(whole.selection),
        making=Making(log, whole, compared),
    )


def default_period(ledger: Ledger, as_of: date) -> Period:
    """The period of a report that was asked for none: from the first log to `as_of`, both included."""
    converted, _ = in_one_currency(ledger, EcbRates.on_file(), as_of)
    return Period.through(keep_books(converted, as_of).first_log or as_of, as_of)


def _on_file(ledger: Ledger) -> Parameters:
    on_file = Parameters.on_file()
    return on_file.allowing_unverified() if ledger.unverified_allowed else on_file


class Slices(TypedDict):
    """The slices of a report."""

    by_platform: Sequence[Slice]
    by_contract: Sequence[Slice]
    by_kind: Sequence[Slice]
    by_month: Sequence[Slice]
    unpaid_by_category: Sequence[Slice]


class _Lasts(TypedDict):
    lasting_by_platform: Sequence[Slice]
    gaps_by_cause: Sequence[Slice]


def slices_of(
    whole: Ladder, platforms: Mapping[Key, Selection], slicing: Slicing, arrived: Sequence[Arrival]
) -> Slices:
    """Slices, each dimension made when it is first looked at: most pages show one of them."""
    selection, currency, ledger = whole.selection, slicing.currency, whole.selection.hours.names.ledger
    names = {
        noun: {row["id"]: row["name"] for row in ledger.rows(noun)} for noun in ("platforms", "contracts")
    }
    by_platform: dict[Key, list[Arrival]] = defaultdict(list)
    by_contract: dict[Key, list[Arrival]] = defaultdict(list)
    for arrival in arrived:
        by_platform[arrival.platform_id].append(arrival)
        by_contract[arrival.contract_id].append(arrival)

    def of_platforms() -> tuple[Slice, ...]:
        figures = figures_with_arrivals(platforms, slicing, by_platform)
        return _named(figures, names["platforms"], NOWHERE["platform"])

    def of_contracts() -> tuple[Slice, ...]:
        parts = parts_of(selection, "contract", currency)
        figures = figures_with_arrivals(parts, slicing, by_contract)
        return _named(figures, names["contracts"], NOWHERE["contract"])

    def of_kinds() -> tuple[Slice, ...]:
        return _named(figures_of(parts_of(selection, "kind", currency), slicing), {}, NOWHERE["kind"])

    return {
        "by_platform": Later(of_platforms),
        "by_contract": Later(of_contracts),
        "by_kind": Later(of_kinds),
        "by_month": Later(lambda: _named(by_month(selection, slicing, arrived), {}, "")),
        "unpaid_by_category": Later(lambda: _named(unpaid_by_category(whole), UNPAID_SHOWN, "")),
    }


def _lasting(lasting: Lasting) -> _Lasts:
    names = {row["id"]: row["name"] for row in lasting.ledger.rows("platforms")}
    return {
        "lasting_by_platform": Later(lambda: _named(lasting.by_platform(), names, NOWHERE["platform"])),
        "gaps_by_cause": Later(lambda: _named(lasting.by_cause(), GAP_CAUSES, NOWHERE["cause"])),
    }


def _named(parts: Mapping[Any, Figures], names: Mapping[str, str], nowhere: str) -> tuple[Slice, ...]:
    """Slices with their names; a key without a name is its own, the part without a key has id ""."""
    return tuple(
        Slice(key or "", nowhere if key is None else names.get(key, key), figures)
        for key, figures in parts.items()
    )


def _contract_bars(
    ledger: Ledger, spans: Iterable[ContractSpan], days: Period, as_of: date
) -> tuple[ContractBar, ...]:
    names = {row["id"]: row["name"] for row in ledger.rows("contracts")}
    return tuple(
        ContractBar(span.contract_id, span.platform_id, names[span.contract_id], span.start, span.end)
        for span in spans
        if Period.through(span.start, span.end or as_of).overlap(days)
    )


def gap_bars(gaps: GapReport, days: Period) -> tuple[GapBar, ...]:
    """The gaps that touch some days, as far as they lie in them."""
    return tuple(
        GapBar(gap.days.overlap(days) or gap.days, gap.days_within(days), gap.is_open, gap.cause)
        for gap in gaps.touching(days)
    )


def month_bars(whole: Ladder, arrived: Iterable[Arrival]) -> tuple[MonthBar, ...]:
    """Every month of the period, also those without any money."""
    period, sums = whole.selection.period, whole.sums
    months = list(period.months())
    starts = np.array([month.start.toordinal() for month in months], np.int64)

    def by_month(days: Ints, minor: Ints) -> list[Fraction]:
        totals = np.zeros(len(months), np.int64)
        np.add.at(totals, np.searchsorted(starts, days, side="right") - 1, minor)
        return [sums.major(total) for total in totals.tolist()]

    accruals = whole.selection.accruals.of(EARNED)
    within = [arrival for arrival in arrived if arrival.day in period]
    arrived_on = np.array([arrival.day.toordinal() for arrival in within], np.int64)
    received = np.array([arrival.gross for arrival in within], np.int64)
    bars = zip(months, by_month(accruals.day, accruals.minor), by_month(arrived_on, received), strict=True)
    return tuple(MonthBar(month, earned, gross) for month, earned, gross in bars)


def day_bars(selection: Selection) -> tuple[DayBar, ...]:
    """Hours of every day with work, in order."""
    seconds = selection.seconds_by_day()
    return tuple(DayBar(day, Fraction(of_day, SECONDS_PER_HOUR)) for day, of_day in seconds.items())


def owed_of(items: Iterable[Outstanding]) -> tuple[Owed, ...]:
    """What has not arrived, as a report tells it."""
    return tuple(map(_owed, items))


def _owed(item: Outstanding) -> Owed:
    return Owed(
        item.contract_id,
        item.platform_id,
        item.amount,
        item.expected_on,
        item.days_late,
        item.work_first_on,
        item.work_last_on,
        item.rows,
        item.due,
        item.is_whole,
        item.pieces,
    )


def parameters_of(figures: Iterable[Figure]) -> tuple[Parameter, ...]:
    """The public figures behind some figures, each once."""
    return tuple(dict.fromkeys(row for figure in figures for row in figure.parameters))


def left_out_of(books: Books, selection: Selection) -> dict[str, int]:
    """Rows that do not count, by reason; tasks with pay but no time are those of the period."""
    without_time = np.unique(selection.accruals.task[~selection.accruals.is_counted])
    counts = {**books.left_out, "pay_without_time": len(without_time)}
    return {reason: count for reason, count in counts.items() if count}
