"""How old is what they owe? One stacked bar and a list, from the longest late to what is not due yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.legend import FRAMED, fill_of, swatch
from reports.charts.markup import bar, join, outline, tag
from reports.charts.model import Chart, Table, money_cell, share_cell, text_cell
from reports.lateness import by_age
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: Group of `by_age` -> its words and its pattern. In grey too each is told from its neighbours: all red, a grid,
#: slanted lines, an empty frame, dots.
AGES = {
    "over_60_days_late": (N_("More than 60 days late"), "line-1"),
    "31_to_60_days_late": (N_("31 to 60 days late"), "line-7"),
    "1_to_30_days_late": (N_("1 to 30 days late"), "lost"),
    "not_due": (N_("Not due yet"), "due"),
    "unknown": (N_("No pay day agreed"), "unknown"),
}
#: What a heading says of the late part, the latest first.
_LATE = {
    "over_60_days_late": (
        N_("{part} of {whole} owed is more than 60 days late"),
        N_("All {whole} owed is more than 60 days late"),
    ),
    "31_to_60_days_late": (
        N_("{part} of {whole} owed is more than 30 days late"),
        N_("All {whole} owed is more than 30 days late"),
    ),
    "1_to_30_days_late": (N_("{part} of {whole} owed is late"), N_("All {whole} owed is late")),
}


@dataclass(frozen=True, slots=True)
class Age:
    """One part of what is owed: how much of it is so late, and the pattern of its part of the bar."""

    key: str
    label: str
    amount: Fraction
    share: Fraction
    shown: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedChart(Chart):
    """Parts with an amount, the latest first; what has no pay day is last."""

    ages: tuple[Age, ...]
    whole: Fraction


def owed_chart(report: PersonalReport, words: Wording) -> OwedChart:
    """What is owed, by age."""
    amounts = {key: amount for key, amount in by_age(report.owed).items() if amount}
    whole = sum(amounts.values(), Fraction(0))
    ages = tuple(
        Age(key, words(label), amounts[key], amounts[key] / whole, words.money(amounts[key], report.currency), mark)
        for key, (label, mark) in AGES.items()
        if key in amounts
    )  # fmt: skip
    finding = _finding(amounts, whole, report, words)
    listed = "; ".join(f"{age.label}: {age.shown}" for age in ages)
    return OwedChart(
        key="owed",
        finding=finding,
        question=words(N_("Owed to you on {day}, by how late it is"), day=words.day(report.as_of)),
        text=f"{finding}. {listed}" if ages else f"{finding}.",
        table=_table(ages, whole, report.currency, words),
        figure_key="outstanding",
        note=_note(report, words),
        ages=ages,
        whole=whole,
    )


def _finding(amounts: dict[str, Fraction], whole: Fraction, report: PersonalReport, words: Wording) -> str:
    said = words.money(whole, report.currency)
    if not amounts:
        if report.owed_apart:
            return words(N_("{amounts} owed to you"), amounts=amounts_apart(report, words))
        return words(N_("Nothing owed to you"))
    for key, (part, everything) in _LATE.items():
        if key in amounts:
            message = everything if len(amounts) == 1 else part
            return words(message, part=words.money(amounts[key], report.currency), whole=said)
    if "unknown" not in amounts:
        return words(N_("{whole} owed, none of it late"), whole=said)
    if "not_due" in amounts:
        return words(N_("{whole} owed, none of it late as far as known"), whole=said)
    return words(N_("{whole} owed, and no pay day agreed"), whole=said)


def amounts_apart(report: PersonalReport, words: Wording) -> str:
    """What is owed in currencies that no rate brings into the sum, each by itself."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for row in report.owed_apart:
        sums[row.due.currency] += row.due.major
    return ", ".join(words.money(amount, currency) for currency, amount in sorted(sums.items()))


def _note(report: PersonalReport, words: Wording) -> str | None:
    if not report.owed_apart:
        return None
    if not report.owed:
        return words(N_("No rate of exchange is on file for it today."))
    return words(
        N_("And {amounts}, for which no rate of exchange is on file today."),
        amounts=amounts_apart(report, words),
    )


def _table(ages: tuple[Age, ...], whole: Fraction, currency: str, words: Wording) -> Table:
    header = (
        words(N_("How late")),
        words(N_("Owed {currency}"), currency=currency),
        words(N_("Part of all")),
    )
    rows = [
        (text_cell(age.label), money_cell(age.amount, currency, words), share_cell(age.share, words))
        for age in ages
    ]
    if rows:
        rows.append(
            (
                text_cell(words(N_("Total"))),
                money_cell(whole, currency, words),
                share_cell(Fraction(1), words),
            )
        )
    return Table(header, tuple(rows), has_total=bool(rows))


def draw_owed(chart: OwedChart) -> Markup:
    """The stacked bar, then each part with the pattern it has in the bar; nothing where nothing is owed."""
    if not chart.ages:
        return Markup()
    return join((_draw_stack(chart), tag("ul", join(map(_draw_age, chart.ages)), class_="split")))


def _draw_stack(chart: OwedChart) -> Markup:
    drawn, start = [], Fraction(0)
    for age in chart.ages:
        end = start + age.share
        drawn.append(_draw_part(start, end, age.pattern))
        start = end
    return tag("svg", *drawn, class_="parts", width="100%", height="34", role="img", aria_label=chart.text)


def _draw_part(start: Fraction, end: Fraction, pattern: str) -> Markup:
    """What is not known to be late has a frame and no red."""
    fill = fill_of(pattern)
    if pattern in FRAMED:
        return outline(start, end, 34, fill=fill, class_="framed")
    return bar(start, end, height="34", fill=fill, class_="part")


def _draw_age(age: Age) -> Markup:
    return tag("li", swatch(age.pattern, 18), tag("span", age.label), tag("b", age.shown, class_="amount"))
