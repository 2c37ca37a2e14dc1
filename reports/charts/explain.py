"""How is this computed? A figure's definition, its sum filled in, period, coverage, sources and parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from reports.charts.markup import percent
from reports.charts.model import (
    Cell,
    Table,
    figure_cell,
    hours_text,
    money_cell,
    money_of,
    number_cell,
    reason_of,
    slice_label,
    text_cell,
)
from reports.charts.shortfall import TOTAL as SHORTFALL
from reports.charts.shortfall import shortfall_chart
from reports.definitions import definition_of
from reports.definitions.topics import TOPICS
from reports.figures import Figure, Step, Unit
from reports.money import decimal_text, exponent
from reports.narrowing import covers_all_work
from reports.parameters import Parameter
from reports.parameters.names import name_of, value_of
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

_SIGNS: Mapping[str, str] = {"": "", "-": "\u2212", "+": "+", "*": "×", "/": "÷", "=": "="}
_MONEY_NAMES = frozenset({"rate", "amount", "price", "cap", "base", "wages"})
_NOUNS = {
    "tasks": (N_("{count} logged piece of work"), N_("{count} logged pieces of work")),
    "payments": (N_("{count} payment"), N_("{count} payments")),
    "payouts": (N_("{count} arrival of money"), N_("{count} arrivals of money")),
    "expenses": (N_("{count} cost"), N_("{count} costs")),
    "contracts": (N_("{count} contract"), N_("{count} contracts")),
    "gap_notes": (N_("{count} note about a gap"), N_("{count} notes about gaps")),
    "check_ins": (N_("{count} check-in"), N_("{count} check-ins")),
    "contract_reviews": (N_("answers about {count} contract"), N_("answers about {count} contracts")),
    "terms": (N_("{count} set of terms"), N_("{count} sets of terms")),
    "situations": (N_("{count} fact about your situation"), N_("{count} facts about your situation")),
}


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the sum; `rank` is "" for a part, "total" for a subtotal, "end" for the result."""

    sign: str
    label: str
    value: str
    rank: str


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """One share of coverage, with its words; no share where nothing can be covered."""

    label: str
    share: Fraction | None
    shown: str

    @property
    def width(self) -> str:
        """Length of the bar."""
        return percent(min(max(self.share or Fraction(0), Fraction(0)), Fraction(1)))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part comes from: words, value or age, and the address of an outside page."""

    label: str
    detail: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one figure, in the reader's language."""

    key: str
    value: str
    caveats: tuple[str, ...]
    lines: tuple[SumLine, ...]
    period: str
    coverage: tuple[CoverageBar, ...]
    sources: tuple[Source, ...]
    has_outside_sources: bool
    parts: Table
    row_counts: tuple[str, ...]

    @property
    def ends_with_value(self) -> bool:
        """Whether the sum's last line is the figure itself."""
        return bool(self.lines) and self.lines[-1].rank == "end" and self.lines[-1].value == self.value


def explanation(figure: Figure, report: PersonalReport, words: Wording) -> Explanation:
    """What stands behind a figure of a report or of one of its slices."""
    return Explanation(
        key=figure.key,
        value=shown_value(figure, report.currency, words),
        caveats=_caveats(figure, words),
        lines=_sum(figure, report.currency, words),
        period=_period(figure, words),
        coverage=_coverage(figure, words),
        sources=(*_own_sources(report, words), *_outside(figure.parameters, report.as_of, words)),
        has_outside_sources=bool(figure.parameters),
        parts=parts_table(figure.key, report, words),
        row_counts=_row_counts(figure, words),
    )


def shown(value: Fraction, unit: Unit, currency: str, words: Wording) -> str:
    """A value with its unit, as a sum shows it."""
    if unit in ("money", "money_per_hour"):
        return words.money(value, currency)
    if unit == "hours":
        return hours_text(value, words, 4)  # so that the sum adds up by hand
    if unit == "days":
        plain = words.number(value, 1)
        if value.denominator == 1:
            return words.plural(N_("{count} day"), N_("{count} days"), int(value))
        return words(N_("{days} days"), days=plain)
    return words.share(value, 2) if unit == "share" else words.number(value, 2)


def shown_value(figure: Figure, currency: str, words: Wording) -> str:
    """A figure with its unit and “at least”, or its reason."""
    if figure.value is None:
        return reason_of(figure, words)
    amount = _veiled(shown(figure.value, figure.unit, figure.currency or currency, words), figure, words)
    return words(N_("at least {amount}"), amount=amount) if figure.at_least else amount


def _veiled(said: str, figure: Figure, words: Wording) -> str:
    """What would give her pay away is hidden where amounts are."""
    return words.veiled(said) if definition_of(figure.key).gives_pay_away else said


def _caveats(figure: Figure, words: Wording) -> tuple[str, ...]:
    said = []
    if figure.provisional:
        said.append(words(_why_provisional(figure)))
    if figure.at_least:
        said.append(words(N_("A part of the sum is not known, so the figure is at least this much.")))
    return tuple(said)


def _why_provisional(figure: Figure) -> str:
    if figure.coverage is not None and not figure.coverage.enough:
        return N_("This figure is provisional: too little of the pay or the time is covered.")
    return N_("This figure is provisional: too little is known so far to be sure of it.")


def _period(figure: Figure, words: Wording) -> str:
    days = figure.period
    if not days.days:
        return words(N_("No day yet."))
    return words(definition_of(figure.key).period, days=words.days(days.start, days.last))


def _sum(figure: Figure, currency: str, words: Wording) -> tuple[SumLine, ...]:
    last = len(figure.steps) - 1
    return tuple(
        SumLine(
            sign=_SIGNS[step.sign],
            label=words(step.label, **_values(step, currency, words)),
            value=_step_value(step, figure, currency, words),
            rank="" if step.sign != "=" else "end" if number == last else "total",
        )
        for number, step in enumerate(figure.steps)
    )


def _step_value(step: Step, figure: Figure, currency: str, words: Wording) -> str:
    if step.value is None:
        return reason_of(figure, words) if figure.value is None else words(N_("not known"))
    said = shown(step.value, step.unit, figure.currency or currency, words)
    return _veiled(said, figure, words) if step.sign == "=" else said


def _values(step: Step, currency: str, words: Wording) -> dict[str, object]:
    return {name: _in_words(name, value, currency, words) for name, value in step.values.items()}


def _in_words(name: str, value: object, currency: str, words: Wording) -> object:
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Fraction):
        if name in _MONEY_NAMES:
            return words.money(value, currency)
        return words.share(value, 2) if name.endswith("share") else words.number(value, 2)
    return value


def _coverage(figure: Figure, words: Wording) -> tuple[CoverageBar, ...]:
    if figure.coverage is None:
        return ()
    pairs = (
        (N_("Pay that has logged time"), figure.coverage.pay_with_time),
        (N_("Hours priced or marked unpaid"), figure.coverage.time_priced),
    )
    return tuple(
        CoverageBar(words(label), share, words(N_("not known")) if share is None else words.share(share))
        for label, share in pairs
    )


def sources_of(report: PersonalReport, words: Wording) -> tuple[Source, ...]:
    """Where every number of a report comes from: her log, then each outside figure once."""
    rows = dict.fromkeys(row for figure in report.all_figures() for row in figure.parameters)
    return (*_own_sources(report, words), *_outside(rows, report.as_of, words))


def _own_sources(report: PersonalReport, words: Wording) -> tuple[Source, ...]:
    count = sum(1 for part in report.by_contract if part.id)
    log = words.plural(N_("Your log, {count} contract"), N_("Your log, {count} contracts"), count)
    as_of = words(N_("as of {day}"), day=words.day(report.as_of))
    sources = [Source(log, as_of)]
    if report.figures["fees"].value:
        sources.append(Source(words(N_("Fees, from your payments")), as_of))
    if report.figures["expenses"].value:
        sources.append(Source(words(N_("Costs you entered")), as_of))
    return tuple(sources)


def _outside(parameters: Iterable[Parameter], as_of: date, words: Wording) -> tuple[Source, ...]:
    return tuple(
        Source(
            _parameter_words(row, words), f"{row.source_title}, {_dated(row, as_of, words)}", row.source_url
        )
        for row in parameters
    )


def _parameter_words(row: Parameter, words: Wording) -> str:
    said = f"{name_of(row, words)}: {value_of(row, words)}"
    if row.is_added:
        said = words(N_("{source}, added by the operator"), source=said)
    return said if row.is_verified else words(N_("{source}, not verified"), source=said)


def _dated(row: Parameter, as_of: date, words: Wording) -> str:
    age = words.plural(N_("{count} day old"), N_("{count} days old"), max(0, row.age_on(as_of)))
    if row.valid_from and row.valid_to:
        return f"{words.days(row.valid_from, row.valid_to)}, {age}"
    if row.valid_from:
        return words(N_("from {day}, {age}"), day=words.day(row.valid_from), age=age)
    return words(N_("read on {day}, {age}"), day=words.day(row.retrieved_on), age=age)


def _row_counts(figure: Figure, words: Wording) -> tuple[str, ...]:
    return tuple(
        words.plural(*_NOUNS.get(noun, (N_("{count} row"), N_("{count} rows"))), len(ids))
        for noun, ids in figure.rows.items()
        if ids
    )


# The parts of a figure: gaps, what is owed, or the ladder of each platform.


_OF_GAPS = frozenset({"gap_count", "gap_days", "longest_gap", "median_gap", "share_of_gaps_over_30_days"})


def parts_table(key: str, report: PersonalReport, words: Wording) -> Table:
    """What the figure is made of, part by part; that of all work is made of all work."""
    if report.of_all and covers_all_work(report, key):
        report = report.of_all
    if key in _OF_GAPS:
        return _gaps_table(report, words)
    if key == SHORTFALL:
        return shortfall_chart(report, words).table
    if key in ("outstanding", "outstanding_late", "oldest_late_days"):
        return _owed_table(report, words)
    topic = topic_of(key, report)
    if topic:
        return topic_table(key, topic, report.topics[topic].parts, report, words)
    if report.only.platform is not None and report.only.contract is None:
        return slices_table(report.by_contract, report, words, N_("Contract"))
    return slices_table(report.by_platform, report, words)


def topic_of(key: str, report: PersonalReport) -> str:
    """The topic of a figure that stands nowhere else; else nothing."""
    if key in report.figures:
        return ""
    return next((name for name, topic in report.topics.items() if key in topic.figures), "")


def topic_table(
    key: str, topic: str, parts: Iterable[Slice], report: PersonalReport, words: Wording
) -> Table:
    """The same figure for each part of its topic that has it; nothing where none has."""
    rows = tuple(
        (text_cell(part_label(part.label, words)), _any_cell(part.figures[key], report.currency, words))
        for part in parts
        if key in part.figures
    )
    return Table((words(TOPICS[topic].part), words(definition_of(key).name)) if rows else (), rows)


def _any_cell(figure: Figure, currency: str, words: Wording) -> Cell:
    """A figure of any unit, or why there is none."""
    said = shown_value(figure, currency, words)
    if figure.value is None:
        return text_cell(said)
    digits = exponent(figure.currency or currency) if figure.unit == "money" else 4
    return Cell(said, decimal_text(figure.value, digits), is_number=True)


def part_label(label: str, words: Wording) -> str:
    """The name of a part of a topic: a day, words of ours, or words of hers."""
    try:
        return words.day(date.fromisoformat(label))
    except ValueError:
        return words(label)


def slices_table(
    slices: Iterable[Slice], report: PersonalReport, words: Wording, heading: str = N_("Platform")
) -> Table:
    """Real hourly pay and its parts for each slice, and for all of them: a sum divided by a sum."""
    header = (
        words(heading),
        words(N_("Real {currency}"), currency=report.currency),
        words(N_("Hours")),
        words(N_("Earned {currency}"), currency=report.currency),
        words(N_("Fees, costs {currency}"), currency=report.currency),
    )
    order = sorted(slices, key=_best_first)
    rows = [_slice_row(slice_label(part, words), part.figures, report.currency, words) for part in order]
    whole = _slice_row(words(N_("All")), report.figures, report.currency, words)
    return Table(header, (*rows, whole), has_total=True)


def _best_first(part: Slice) -> tuple[bool, Fraction, str]:
    real = part.figures["effective_hourly_rate"].value
    return real is None, -(real or Fraction(0)), part.label


def _slice_row(label: str, figures: Mapping[str, Figure], currency: str, words: Wording) -> tuple[Cell, ...]:
    hours = figures["hours"].value
    costs = [figures[key].value for key in ("fees", "expenses")]
    known = [value for value in costs if value is not None]
    return (
        text_cell(label),
        figure_cell(figures["effective_hourly_rate"], currency, words),
        number_cell(hours, words, 1) if hours is not None else text_cell(words(N_("none"))),
        _whole(figures["earned"], currency, words),
        money_cell(sum(known, Fraction(0)), currency, words) if known else text_cell(words(N_("none"))),
    )


def _whole(figure: Figure, currency: str, words: Wording) -> Cell:
    """An amount without cents, to fit a phone; the file has them."""
    cell = figure_cell(figure, currency, words)
    return replace(cell, shown=money_of(figure, currency, words, whole=True)) if cell.is_number else cell


def _gaps_table(report: PersonalReport, words: Wording) -> Table:
    header = tuple(words(name) for name in (N_("Gap"), N_("To"), N_("Days")))
    rows = tuple(
        (
            Cell(words.day(gap.days.start), gap.days.start.isoformat()),
            text_cell(words(N_("open")))
            if gap.is_open
            else Cell(words.day(gap.days.last), gap.days.last.isoformat()),
            number_cell(gap.length, words),
        )
        for gap in report.gaps
    )
    return Table(header, rows)


def _owed_table(report: PersonalReport, words: Wording) -> Table:
    names = {bar.contract_id: bar.label for bar in report.contracts}
    header = (
        words(N_("Contract")),
        words(N_("Owed {currency}"), currency=report.currency),
        words(N_("Expected on")),
        words(N_("Days late")),
    )
    rows = []
    for owed in report.owed:
        known = names.get(owed.contract_id or "") or report.platform_names.get(owed.platform_id or "")
        late = (
            text_cell(words(N_("not known")))
            if owed.days_late is None
            else number_cell(owed.days_late, words)
        )
        due = (
            Cell(words.day(owed.expected_on), owed.expected_on.isoformat())
            if owed.expected_on
            else text_cell(words(N_("not known")))
        )
        name = text_cell(known or words(N_("no contract")))
        rows.append((name, money_cell(owed.amount, report.currency, words), due, late))
    return Table(header, tuple(rows))
