"""When was there work, and when was there none? Contracts by platform, gaps across all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from reports.charts.calendar_axis import Tick, place, ticks_of
from reports.charts.markup import bar, join, percent, tag
from reports.charts.model import Chart, Key, Table, number_cell, text_cell
from reports.periods import ONE_DAY, Period
from reports.personal import ContractBar, GapBar, PersonalReport
from reports.wording import N_, Wording


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, also as shares of the width; contracts at the same time stand in lanes."""

    start: Fraction
    end: Fraction
    label: str
    days: Period
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One platform and its contracts."""

    label: str
    stretches: tuple[Stretch, ...]

    @property
    def lanes(self) -> int:
        """How many contracts ran at the same time at most."""
        return 1 + max((stretch.lane for stretch in self.stretches), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart(Chart):
    """Rows of contracts, gaps behind them, and the longest gap's place and words."""

    period: Period
    rows: tuple[Row, ...]
    gaps: tuple[Stretch, ...]
    longest: Stretch | None
    ticks: tuple[Tick, ...]


def timeline_chart(report: PersonalReport, words: Wording) -> TimelineChart:
    """The timeline of a report's contracts and gaps, cut to its period."""
    gaps = tuple(filter(None, (_gap(gap, report.period, words) for gap in report.gaps)))
    return TimelineChart(
        key="timeline",
        finding=_finding(report, words),
        question=words(
            N_("Contracts by platform, and gaps of more than {days} days"), days=report.gap_threshold_days
        ),
        text=_text(report, words),
        table=_table(report, words),
        figure_key="gap_days",
        legend=_legend(words) if report.contracts or gaps else (),
        period=report.period,
        rows=_rows(report),
        gaps=gaps,
        longest=max(gaps, key=lambda gap: gap.end - gap.start, default=None),
        ticks=ticks_of(report.period, words),
    )


def _legend(words: Wording) -> tuple[Key, ...]:
    return Key("kept", words(N_("contract"))), Key("lost", words(N_("gap, no work logged")))


def _finding(report: PersonalReport, words: Wording) -> str:
    count = len(report.contracts)
    contracts = words.plural(N_("{count} contract"), N_("{count} contracts"), count)
    if not report.contracts:
        contracts = words(N_("No contract"))
    days = int(report.figures["gap_days"].value or 0)
    if not days:
        return words(N_("{contracts}, and no gap"), contracts=contracts)
    gaps = words.plural(N_("{count} day in gaps"), N_("{count} days in gaps"), days)
    return words(N_("{contracts}, and {gaps}"), contracts=contracts, gaps=gaps)


def _text(report: PersonalReport, words: Wording) -> str:
    days = words.days(report.period.start, max(report.period.last, report.period.start))
    start = words(N_("{finding}, {days}."), finding=_finding(report, words), days=days)
    longest = max(report.gaps, key=lambda gap: gap.length, default=None)
    if longest is None:
        return start
    return words(
        N_("{start} The longest gap is {days}, {count} days."),
        start=start,
        days=words.days(longest.days.start, longest.days.last),
        count=longest.length,
    )


def _gap(gap: GapBar, period: Period, words: Wording) -> Stretch | None:
    shown = gap.days.overlap(period)
    if shown is None:
        return None
    label = words.plural(N_("{count} day"), N_("{count} days"), gap.length)
    return Stretch(place(shown.start, period), place(shown.end, period), label, shown)


def _days_of(contract: ContractBar, period: Period) -> Period | None:
    end = contract.end + ONE_DAY if contract.end else max(period.end, contract.start)
    return Period(contract.start, max(end, contract.start)).overlap(period)


def _rows(report: PersonalReport) -> tuple[Row, ...]:
    by_platform: dict[str, list[ContractBar]] = {}
    for contract in sorted(report.contracts, key=lambda bar: (bar.start, bar.contract_id)):
        by_platform.setdefault(contract.platform_id, []).append(contract)
    return tuple(
        Row(report.platform_names.get(platform, platform), _stretches(contracts, report.period))
        for platform, contracts in by_platform.items()
    )


def _stretches(contracts: list[ContractBar], period: Period) -> tuple[Stretch, ...]:
    free_from: list[date] = []  # by lane
    stretches = []
    for contract in contracts:
        days = _days_of(contract, period)
        if days is None:
            continue
        lane = next((i for i, day in enumerate(free_from) if day <= days.start), len(free_from))
        free_from[lane : lane + 1] = [days.end]
        ends = place(days.start, period), place(days.end, period)
        stretches.append(Stretch(*ends, contract.label, days, lane))
    return tuple(stretches)


def _table(report: PersonalReport, words: Wording) -> Table:
    header = tuple(words(name) for name in (N_("What"), N_("Platform"), N_("From"), N_("To"), N_("Days")))
    contracts = [
        (contract.label, report.platform_names.get(contract.platform_id, ""), contract.start, contract.end)
        for contract in report.contracts
    ]
    gaps = [
        (words(N_("Gap")), "", gap.days.start, None if gap.is_open else gap.days.last) for gap in report.gaps
    ]
    last = report.period.last
    rows = sorted(contracts + gaps, key=lambda row: (row[2], row[0]))
    return Table(
        header,
        tuple(
            (
                text_cell(label),
                text_cell(platform),
                text_cell(start.isoformat()),
                text_cell(end.isoformat() if end else words(N_("open"))),
                number_cell(max(0, ((end or max(last, start)) - start).days + 1), words),
            )
            for label, platform, start, end in rows
        ),
    )


def draw_timeline(chart: TimelineChart) -> Markup:
    """Gap columns behind one bar row per platform, month names below; nothing without either."""
    if not chart.rows and not chart.gaps:
        return Markup()
    columns = join(
        bar(gap.start, gap.end, y="0", height="100%", fill="url(#hatch-lost)") for gap in chart.gaps
    )
    behind = tag("svg", columns, class_="behind", width="100%", height="100%", focusable="false")
    track = tag("div", behind, join(_draw_row(row) for row in chart.rows), class_="track")
    return tag(
        "div", _draw_caption(chart.longest), track, draw_ticks(chart.ticks),
        class_="timeline", role="img", aria_label=chart.text,
    )  # fmt: skip


def _draw_caption(longest: Stretch | None) -> Markup | None:
    if longest is None:
        return None
    middle = (longest.start + longest.end) / 2
    anchor = "start" if middle < Fraction(1, 5) else "end" if middle > Fraction(4, 5) else "middle"
    at = {"start": longest.start, "middle": middle, "end": longest.end}[anchor]
    words = tag("text", longest.label, x=percent(at), y="15", text_anchor=anchor, class_="longest")
    return tag("svg", words, class_="caption", width="100%", height="22", focusable="false")


def _draw_row(row: Row) -> Markup:
    thick = {1: 16, 2: 10, 3: 8}.get(row.lanes, 5)
    height = row.lanes * (thick + 2) + 2
    bars = join(
        bar(s.start, s.end, y=2 + s.lane * (thick + 2), height=thick, rx=2, class_="kept")
        for s in row.stretches
    )
    drawn = tag("svg", bars, width="100%", height=height, focusable="false")
    return tag("div", tag("span", row.label, class_="name"), drawn, class_="row")


def draw_ticks(ticks: tuple[Tick, ...]) -> Markup:
    """Month names along a line."""
    names = join(tag("text", tick.label, x=percent(tick.at), y="15") for tick in ticks)
    return tag("svg", names, class_="months-axis", width="100%", height="20", focusable="false")
