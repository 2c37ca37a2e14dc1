"""Where did the unpaid hours go? One bar for each kind of unpaid time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.markup import tag
from reports.charts.model import (
    Chart,
    Key,
    Scale,
    Table,
    caveat_of,
    digits_of,
    figure_cell,
    hours_cell,
    hours_text,
    money_of,
    share_cell,
    share_text,
    text_cell,
)
from reports.charts.rows import draw_row, draw_rows, stretch
from reports.definitions import UNPAID_SHOWN, definition_of
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording, translated

WORTH = "value_of_unpaid_time"


@dataclass(frozen=True, slots=True)
class UnpaidRow:
    """One kind of unpaid time: its hours, its share of all of them, and what they would have brought."""

    category: str
    label: str
    hours: Fraction
    share: Fraction
    worth: Fraction | None
    shown: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpaidChart(Chart):
    """Kinds of unpaid time, most hours first, and the scale they share."""

    rows: tuple[UnpaidRow, ...]
    scale: Scale


def unpaid_chart(report: PersonalReport, words: Wording) -> UnpaidChart:
    """Unpaid time by category."""
    parts = [part for part in report.unpaid_by_category if part.figures["hours"].value]
    whole = sum((_hours(part) for part in parts), Fraction(0))
    rows = tuple(_row(part, whole, report.currency, words) for part in parts)
    # To others parts are rounded each by itself: the whole is what the report says elsewhere too.
    finding = _finding(rows, report.figures["unpaid_hours"].value or whole, words)
    listed = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    return UnpaidChart(
        key="unpaid",
        finding=finding,
        question=words(N_("Unpaid hours by what they went into")),
        text=f"{finding}. {listed}" if rows else f"{finding}.",
        table=_table(parts, rows, report.currency, words),
        figure_key="unpaid_hours",
        legend=(Key("lost", words(N_("unpaid hours"))),) if rows else (),
        note=words(definition_of(WORTH).definition) if rows else None,
        rows=rows,
        scale=Scale.around(row.hours for row in rows),
    )


def _hours(part: Slice) -> Fraction:
    return part.figures["hours"].value or Fraction(0)


def _row(part: Slice, whole: Fraction, currency: str, words: Wording) -> UnpaidRow:
    hours, worth = _hours(part), part.figures[WORTH]
    share = hours / whole
    return UnpaidRow(
        category=part.id,
        label=translated(words, UNPAID_SHOWN, part.id),
        hours=hours,
        share=share,
        worth=worth.value,
        shown=_said(hours, words),
        about=_about(share, worth, currency, words),
    )


def _said(hours: Fraction, words: Wording) -> str:
    """As the fact of unpaid hours is said."""
    return hours_text(hours, words, digits_of(hours))


def _about(share: Fraction, worth: Figure, currency: str, words: Wording) -> str:
    said = words(N_("{share} of the unpaid time"), share=share_text(share, words))
    if worth.value is None and worth.reason != "under_one_per_cent":
        return said
    amount = words(N_("worth {amount}"), amount=money_of(worth, currency, words))
    return ", ".join(filter(None, (said, amount, caveat_of(worth, words))))


def _finding(rows: tuple[UnpaidRow, ...], whole: Fraction, words: Wording) -> str:
    if not rows:
        return words(N_("No unpaid time logged in this period"))
    first, *others = rows
    if not others:
        return words(N_("{what} took all the unpaid time: {hours}"), what=first.label, hours=first.shown)
    if first.hours == others[0].hours:
        return words(N_("Unpaid time: {hours}"), hours=_said(whole, words))
    return words(
        N_("{what} took the most unpaid time: {hours} of {whole}"),
        what=first.label,
        hours=first.shown,
        whole=_said(whole, words),
    )


def _table(parts: list[Slice], rows: tuple[UnpaidRow, ...], currency: str, words: Wording) -> Table:
    header = (
        words(N_("Unpaid time")),
        words(N_("Hours")),
        words(N_("Part of all")),
        words(N_("Worth {currency}"), currency=currency),
        words(N_("Note")),
    )
    return Table(
        header,
        tuple(
            (
                text_cell(row.label),
                hours_cell(part.figures["hours"], words),
                share_cell(row.share, words),
                figure_cell(part.figures[WORTH], currency, words),
                text_cell(caveat_of(part.figures[WORTH], words) or ""),
            )
            for part, row in zip(parts, rows, strict=True)
        ),
    )


def draw_unpaid(chart: UnpaidChart) -> Markup:
    """A hatched bar for each kind of unpaid time."""
    return draw_rows(
        draw_row(
            row.label,
            row.about,
            [tag("b", row.shown)],
            [stretch(chart.scale, Fraction(0), row.hours, "lost")],
        )
        for row in chart.rows
    )
