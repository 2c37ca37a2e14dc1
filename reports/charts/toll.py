"""Does hard work pay more? For each kind of work how much of it was hard, and what light and hard hours paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.model import (
    Cell,
    Chart,
    Key,
    Scale,
    Table,
    caveat_of,
    figure_cell,
    first_of,
    kind_of_work,
    money_of,
    named_money,
    parts_of,
    share_cell,
    share_text,
    text_cell,
)
from reports.charts.rows import draw_pairs, pair_text
from reports.figures import Figure
from reports.money import decimal_text, exponent
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

HARD_SHARE, LIGHT, HARD = "heavy_share", "effective_rate_light", "effective_rate_heavy"
_OF_KIND = "kind:"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class TollRow:
    """One kind of work: the share of its rated hours that were hard, and what light and hard hours paid."""

    kind: str
    label: str
    hard_share: Fraction
    light: Fraction | None
    hard: Fraction | None
    shown_light: str
    shown_hard: str
    about: str

    @property
    def values(self) -> tuple[Fraction | None, Fraction | None]:
        """Light and hard."""
        return self.light, self.hard

    @property
    def said(self) -> tuple[str, ...]:
        """What light and hard hours paid, in words, where there were any."""
        return tuple(filter(None, (self.shown_light, self.shown_hard)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart(Chart):
    """Kinds of work with a rating, the hardest first, and the scale they share."""

    rows: tuple[TollRow, ...]
    scale: Scale


def toll_chart(report: PersonalReport, words: Wording) -> TollChart:
    """Toll beside pay, by kind of work."""
    parts = sorted(
        filter(_is_rated, parts_of(report, "toll")), key=lambda part: (-_hard_share(part), part.label)
    )
    rows = tuple(_row(part, report.currency, words) for part in parts)
    figures = report.topics["toll"].figures if rows else {}
    finding = _finding(figures, report.currency, words)
    drawn, more = first_of(
        rows, _SHOWN, words, N_("The {count} hardest kinds of work are shown; the table has all.")
    )
    listed = "; ".join(map(pair_text, drawn))
    return TollChart(
        key="toll",
        finding=finding,
        question=words(N_("What an hour rated light or hard paid, by kind of work")),
        text=f"{finding}. {listed}" if rows else f"{finding}.",
        table=_table(parts, report.currency, words),
        figure_key=HARD_SHARE,
        legend=_legend(words) if rows else (),
        note=" ".join(filter(None, (_coverage(figures, words), more))) or None,
        rows=drawn,
        scale=Scale.around(value for row in drawn for value in (row.light, row.hard)),
    )  # fmt: skip


def _is_rated(part: Slice) -> bool:
    return part.id.startswith(_OF_KIND) and part.figures[HARD_SHARE].value is not None


def _hard_share(part: Slice) -> Fraction:
    return part.figures[HARD_SHARE].value or Fraction(0)


def _row(part: Slice, currency: str, words: Wording) -> TollRow:
    light, hard = part.figures[LIGHT], part.figures[HARD]
    share = _hard_share(part)
    said = words(N_("{share} of the rated time was hard"), share=share_text(share, words))
    if not share:
        said = words(N_("none of the rated time was hard"))
    return TollRow(
        kind=part.id.removeprefix(_OF_KIND),
        label=_label(part, words),
        hard_share=share,
        light=light.value,
        hard=hard.value,
        shown_light=_pay(light, (N_("light {amount}"), N_("light: {reason}")), currency, words),
        shown_hard=_pay(hard, (N_("hard {amount}"), N_("hard: {reason}")), currency, words),
        about=", ".join(filter(None, (said, _caveat(part.figures, words)))),
    )


def _pay(figure: Figure, messages: tuple[str, str], currency: str, words: Wording) -> str:
    """What it paid, or why that is not known; of hours there were none of there is nothing to say."""
    return "" if figure.reason == "no_hours_rated_so" else named_money(figure, messages, currency, words)


def _label(part: Slice, words: Wording) -> str:
    kind = part.id.removeprefix(_OF_KIND)
    return kind_of_work(kind, words) if kind else words(part.label)


def _caveat(figures: Mapping[str, Figure], words: Wording) -> str | None:
    said = (caveat_of(figures[key], words) for key in (HARD_SHARE, LIGHT, HARD))
    return next(filter(None, said), None)


def _finding(figures: Mapping[str, Figure], currency: str, words: Wording) -> str:
    if not figures:
        return words(N_("No work is rated from light to crushing yet"))
    light, hard = figures[LIGHT], figures[HARD]
    if light.value is None or hard.value is None:
        return _hard_part(figures[HARD_SHARE].value or Fraction(0), words)
    said = {"light": money_of(light, currency, words), "hard": money_of(hard, currency, words)}
    if _in_cents(light.value, currency) == _in_cents(hard.value, currency):
        finding = words(N_("Hard and light work paid the same: {hard} an hour"), **said)
    else:
        finding = words(N_("Hard work paid {hard} an hour, light work {light}"), **said)
    caveat = _caveat(figures, words)
    return f"{finding} ({caveat})" if caveat else finding


def _in_cents(value: Fraction, currency: str) -> str:
    """As it is shown, also while amounts are hidden."""
    return decimal_text(value, exponent(currency))


def _hard_part(share: Fraction, words: Wording) -> str:
    if not share:
        return words(N_("None of the hours you rated were hard"))
    return words(N_("{share} of the hours you rated were hard"), share=share_text(share, words))


def _coverage(figures: Mapping[str, Figure], words: Wording) -> str | None:
    rated = figures["toll_coverage"].value if figures else None
    if rated is None or rated == 1:
        return None
    return words(
        N_("You rated {share} of your hours; the others are not in this chart."),
        share=share_text(rated, words),
    )


def _legend(words: Wording) -> tuple[Key, ...]:
    return (
        Key("earned", words(N_("light: 1 or 2 of 5"))),
        Key("kept", words(N_("hard: 4 or 5 of 5"))),
        Key("lost", words(N_("less than light work"))),
    )


def _table(parts: list[Slice], currency: str, words: Wording) -> Table:
    header = (
        words(N_("Kind of work")),
        words(N_("Hard, of the rated time")),
        words(N_("Rated")),
        words(N_("Light {currency} an hour"), currency=currency),
        words(N_("Hard {currency} an hour"), currency=currency),
        words(N_("Note")),
    )
    return Table(header, tuple(_table_row(part, currency, words) for part in parts))


def _table_row(part: Slice, currency: str, words: Wording) -> tuple[Cell, ...]:
    return (
        text_cell(_label(part, words)),
        share_cell(_hard_share(part), words),
        share_cell(part.figures["toll_coverage"].value or Fraction(0), words),
        figure_cell(part.figures[LIGHT], currency, words),
        figure_cell(part.figures[HARD], currency, words),
        text_cell(_caveat(part.figures, words) or ""),
    )


def draw_toll(chart: TollChart) -> Markup:
    """For each kind of work an outline for what light hours paid, and a solid bar for hard ones."""
    return draw_pairs(chart.rows, chart.scale)
