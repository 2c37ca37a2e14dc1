"""Where did the promised rate go? Six rows, from the offer to the staff wage it equals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.markup import bar, join, outline, percent, tag
from reports.charts.model import (
    Cell,
    Chart,
    Key,
    Scale,
    Table,
    caveat_of,
    difference_shown,
    figure_cell,
    money_cell,
    money_of,
    text_cell,
)
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.wording import N_, Wording

REAL = "effective_hourly_rate"
#: Figure, its row's words, the figure it is measured from, and what the difference is called.
_ROWS = (
    ("advertised_rate", N_("Promised in the offer"), None, None),
    ("paid_time_rate", N_("Per hour they counted"), "advertised_rate", N_("Pay below the promise")),
    ("all_hours_rate", N_("Per hour you worked"), "paid_time_rate", N_("Unpaid time")),
    (REAL, N_("After fees and costs"), "all_hours_rate", N_("Fees and costs")),
    ("rate_after_self_employment_tax", N_("After self-employment tax"), REAL, None),
    ("employee_equivalent_wage", N_("Worth as much as a staff job at"), REAL, None),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One row: the figure, its words, and the loss against the row it is measured from."""

    key: str
    label: str
    value: Fraction | None
    shown: str
    caveat: str | None
    measured_from: Fraction | None
    lost: Fraction | None  # what went at this step, between the shown amounts; negative where there was more
    change: str | None
    is_compared: bool  # measured from real hourly pay: drawn as an outline


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderChart(Chart):
    """The rungs from top to bottom, and the scale they share."""

    rungs: tuple[Rung, ...]
    scale: Scale


def ladder_chart(report: PersonalReport, words: Wording) -> LadderChart:
    """The rate ladder of a report."""
    rungs = tuple(_rung(report, words, *row[:3]) for row in _ROWS)
    real = report.figures[REAL]
    return LadderChart(
        key="ladder",
        finding=_finding(rungs, real, report.currency, words),
        question=words(
            N_("What an hour paid, step by step")
            if rungs[0].value is None
            else N_("Where the promised rate went")
        ),
        text=_text(rungs, words),
        table=_table(report, rungs, words),
        figure_key=REAL,
        legend=_legend(real, report.currency, words),
        rungs=rungs,
        scale=Scale.around(rung.value for rung in rungs),
    )


def _rung(report: PersonalReport, words: Wording, key: str, label: str, base: str | None) -> Rung:
    figure = report.figures[key]
    measured_from = report.figures[base].value if base else None
    lost = lost_between(figure.value, measured_from, report.currency)
    return Rung(
        key=key,
        label=words(label),
        value=figure.value,
        shown=money_of(figure, report.currency, words),
        caveat=caveat_of(figure, words),
        measured_from=measured_from,
        lost=lost,
        change=change_words(lost, report.currency, words),
        is_compared=base == REAL,
    )


def lost_between(value: Fraction | None, before: Fraction | None, currency: str) -> Fraction | None:
    """What went from one shown rate to the next; None where one of them is not known."""
    return None if value is None or before is None else difference_shown(before, value, currency)


def change_words(lost: Fraction | None, currency: str, words: Wording) -> str | None:
    """The change with its sign; None where nothing is seen to change."""
    if not lost:
        return None
    amount = words.money(-lost, currency)
    return amount if lost > 0 else f"+{amount}"


def _finding(rungs: tuple[Rung, ...], real: Figure, currency: str, words: Wording) -> str:
    if real.value is None:
        return words(N_("No real hourly pay: {reason}"), reason=money_of(real, currency, words))
    losses = sorted(
        (
            (rung.lost, cause)
            for rung, (*_, cause) in zip(rungs, _ROWS, strict=True)
            if cause
            and rung.lost is not None
            and rung.lost > 0
            and (rungs[0].caveat is None or rung is not rungs[1])
        ),
        reverse=True,
    )
    if not losses or (len(losses) > 1 and losses[0][0] == losses[1][0]):
        return words(N_("Your real hourly pay is {rate}"), rate=money_of(real, currency, words))
    lost, cause = losses[0]
    if len(losses) == 1:
        return words(
            N_("{cause} took {amount} an hour"), cause=words(cause), amount=words.money(lost, currency)
        )
    return words(
        N_("{cause} took the biggest bite: {amount} an hour"),
        cause=words(cause),
        amount=words.money(lost, currency),
    )


def _text(rungs: tuple[Rung, ...], words: Wording) -> str:
    rows = "; ".join(
        f"{rung.label}: {rung.shown}" + (f" ({rung.caveat})" if rung.caveat else "") for rung in rungs
    )
    return words(N_("Pay for an hour, step by step. {rows}."), rows=rows)


def _table(report: PersonalReport, rungs: tuple[Rung, ...], words: Wording) -> Table:
    header = (
        words(N_("Step")),
        words(N_("{currency} an hour"), currency=report.currency),
        words(N_("Change")),
        words(N_("Note")),
    )
    return Table(header, tuple(_table_row(report, rung, words) for rung in rungs))


def _table_row(report: PersonalReport, rung: Rung, words: Wording) -> tuple[Cell, ...]:
    lost = rung.lost
    return (
        text_cell(rung.label),
        figure_cell(report.figures[rung.key], report.currency, words),
        text_cell("") if lost is None else money_cell(-lost, report.currency, words),
        text_cell(rung.caveat or ""),
    )


def _legend(real: Figure, currency: str, words: Wording) -> tuple[Key, ...]:
    keys = (Key("kept", words(N_("kept"))), Key("lost", words(N_("lost at this step"))))
    if real.value is None:
        return keys
    compared = words(N_("compared, each from {rate}"), rate=money_of(real, currency, words))
    return (*keys, Key("compared", compared))


def draw_ladder(chart: LadderChart) -> Markup:
    """A list of rows, each with its words, its amount and a bar."""
    return tag("ol", join(_draw_row(rung, chart.scale) for rung in chart.rungs), class_="ladder")


def _draw_row(rung: Rung, scale: Scale) -> Markup:
    if rung.value is None:
        amount = tag("span", rung.shown, class_="why")
        return tag("li", tag("span", rung.label, class_="step"), amount, class_="rung none")
    gained = rung.lost is not None and rung.lost < 0
    amount = tag(
        "span",
        tag("span", rung.change, class_="gained" if gained else "change") if rung.change else None,
        " " if rung.change else None,
        tag("b", rung.shown),
        class_="amount",
    )
    caveat = tag("small", " ", rung.caveat) if rung.caveat else None
    classes = "rung real" if rung.key == REAL else "rung"
    return tag(
        "li", tag("span", rung.label, caveat, class_="step"), amount, draw_bar(rung, scale), class_=classes
    )


def draw_bar(rung: Rung, scale: Scale) -> Markup:
    """What is kept of the rung's value, and the hatch of what was lost on the way to it."""
    value = rung.value if rung.value is not None else Fraction(0)
    zero, end = scale.at(Fraction(0)), scale.at(value)
    before = scale.at(max(value, rung.measured_from or Fraction(0)))
    marks = [tag("line", x1="0", x2="100%", y1="17.5", y2="17.5", class_="rule")]
    if end > zero and rung.is_compared:
        marks.append(outline(zero, end, 18, class_="compared"))
    elif end > zero:
        marks.append(bar(zero, end, height="18", class_="kept"))
    if before > end:
        marks.append(bar(end, before, height="18", fill="url(#hatch-lost)"))
    if zero > 0:
        marks.append(tag("line", x1=percent(zero), x2=percent(zero), y1="0", y2="18", class_="zero"))
    return tag(
        "svg", *marks, class_="pay-bar", width="100%", height="18", aria_hidden="true", focusable="false"
    )
