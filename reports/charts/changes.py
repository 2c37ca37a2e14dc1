"""What did the same work pay before and after its terms changed? Two bars for each change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
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
    reason_of,
    share_cell,
    text_cell,
)
from reports.charts.rows import draw_pairs, pair_text
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

BEFORE, AFTER, CHANGE = "effective_rate_before", "effective_rate_after", "effective_rate_change"
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of terms for one kind of work: real hourly pay before and after, each missing with its words."""

    change_id: str
    label: str
    before: Fraction | None
    after: Fraction | None
    shown_before: str
    shown_after: str
    about: str
    caveat: str | None

    @property
    def values(self) -> tuple[Fraction | None, Fraction | None]:
        """Before and after."""
        return self.before, self.after

    @property
    def said(self) -> tuple[str, ...]:
        """Before and after in words."""
        return self.shown_before, self.shown_after


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesChart(Chart):
    """Changes, the newest first, and the scale they share."""

    rows: tuple[ChangeRow, ...]
    scale: Scale


def changes_chart(report: PersonalReport, words: Wording) -> ChangesChart:
    """Pay before and after each change of terms."""
    parts = tuple(reversed(parts_of(report, "pay_changes")))
    rows = tuple(_row(part, report.currency, words) for part in parts)
    finding = _finding(rows, words)
    drawn, more = first_of(rows, _SHOWN, words, N_("The newest {count} are shown; the table has all."))
    listed = "; ".join(map(pair_text, drawn))
    return ChangesChart(
        key="changes",
        finding=finding,
        question=words(
            N_(
                "Pay for an hour of the same work, without getting started, before and after its terms changed"
            )
        ),
        text=f"{finding}. {listed}" if rows else f"{finding}.",
        table=_table(parts, rows, report.currency, words),
        figure_key="pay_change_count",
        legend=_legend(words) if rows else (),
        note=_note(more, words) if rows else None,
        rows=drawn,
        scale=Scale.around(value for row in drawn for value in (row.before, row.after)),
    )


def _note(more: str | None, words: Wording) -> str:
    left_out = words(
        N_(
            "Getting started, tests and training are not in these bars, so a whole contract may have paid less."
        )
    )
    return " ".join(filter(None, (left_out, more)))


def _row(part: Slice, currency: str, words: Wording) -> ChangeRow:
    before, after = part.figures[BEFORE], part.figures[AFTER]
    label, day = _label(part, words)
    caveat = _caveat(part, words)
    return ChangeRow(
        change_id=part.id,
        label=label,
        before=before.value,
        after=after.value,
        shown_before=named_money(before, (N_("before {amount}"), N_("before: {reason}")), currency, words),
        shown_after=named_money(after, (N_("after {amount}"), N_("after: {reason}")), currency, words),
        about=f"{day}, {caveat}" if caveat else day,
        caveat=caveat,
    )


def _label(part: Slice, words: Wording) -> tuple[str, str]:
    """The contract, with the kind of work where it tells changes apart, and the first day of the new terms."""
    changed_on, kind = part.facts["changed_on"] or "", part.facts["kind"]
    named, found, told = part.label.rpartition(f", {changed_on}")
    contract = named if found else part.label
    said = f"{contract}, {kind_of_work(kind, words)}" if found and told and kind else contract
    return said, words(N_("from {day}"), day=words.day(date.fromisoformat(changed_on)))


def _caveat(part: Slice, words: Wording) -> str | None:
    return next(filter(None, (caveat_of(part.figures[key], words) for key in (CHANGE, BEFORE, AFTER))), None)


def _finding(rows: tuple[ChangeRow, ...], words: Wording) -> str:
    if not rows:
        return words(N_("No change of pay terms to compare in this period"))
    known = [(row, row.before, row.after) for row in rows if row.before is not None and row.after is not None]
    if not known:
        return words(N_("Terms changed; what the work paid before and after is not known yet"))
    if len(known) == 1:
        return _one(known[0][0], words)
    less, whole = sum(after < before for _, before, after in known), words.number(len(known))
    if not less:
        return words(N_("The same work never paid less after new terms: {whole} comparisons"), whole=whole)
    return words(
        N_("The same work paid less after new terms: {count} of {whole} comparisons"),
        count=words.number(less),
        whole=whole,
    )


def _one(row: ChangeRow, words: Wording) -> str:
    said = words(
        N_("{what}: {before}, {after} an hour"),
        what=row.label,
        before=row.shown_before,
        after=row.shown_after,
    )
    return f"{said} ({row.caveat})" if row.caveat else said


def _legend(words: Wording) -> tuple[Key, ...]:
    return (
        Key("earned", words(N_("before"))),
        Key("kept", words(N_("after"))),
        Key("lost", words(N_("less than before"))),
    )


def _table(parts: tuple[Slice, ...], rows: tuple[ChangeRow, ...], currency: str, words: Wording) -> Table:
    header = (
        words(N_("Contract")),
        words(N_("New terms from")),
        words(N_("Before {currency} an hour"), currency=currency),
        words(N_("After {currency} an hour"), currency=currency),
        words(N_("Change")),
        words(N_("Promised before")),
        words(N_("Promised after")),
        words(N_("Note")),
    )
    return Table(
        header,
        tuple(_table_row(part, row.label, currency, words) for part, row in zip(parts, rows, strict=True)),
    )


def _table_row(part: Slice, label: str, currency: str, words: Wording) -> tuple[Cell, ...]:
    changed_on = part.facts["changed_on"] or ""
    change = part.figures[CHANGE]
    return (
        text_cell(label),
        Cell(words.day(date.fromisoformat(changed_on)), changed_on),
        figure_cell(part.figures[BEFORE], currency, words),
        figure_cell(part.figures[AFTER], currency, words),
        _change(change, words),
        _promised(part.figures["promised_rate_before"], currency, words),
        _promised(part.figures["promised_rate_after"], currency, words),
        text_cell(_caveat(part, words) or ""),
    )


def _change(figure: Figure, words: Wording) -> Cell:
    if figure.value is None:
        return text_cell(reason_of(figure, words))
    cell = share_cell(figure.value, words)
    return replace(cell, shown=f"+{cell.shown}") if figure.value > 0 else cell


def _promised(figure: Figure, currency: str, words: Wording) -> Cell:
    """A promise has a currency of its own: where it is another one, it is no plain number of this table."""
    if figure.value is not None and figure.currency != currency:
        return text_cell(money_of(figure, currency, words))
    return figure_cell(figure, currency, words)


def draw_changes(chart: ChangesChart) -> Markup:
    """For each change an outline for what the work paid before, and a solid bar for after."""
    return draw_pairs(chart.rows, chart.scale)
