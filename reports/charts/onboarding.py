"""What did it cost to get started? Unpaid hours before the first paid work, and the paid hours that earned them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from reports.charts.markup import tag
from reports.charts.model import (
    Cell,
    Chart,
    Key,
    Scale,
    Table,
    caveat_of,
    first_of,
    hours_cell,
    hours_of,
    hours_text,
    parts_of,
    reason_of,
    slice_label,
    text_cell,
)
from reports.charts.rows import draw_row, draw_rows, stretch
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

_SHOWN = 8
#: Why nothing is earned back, where that is known.
_NOT_BACK = frozenset({"not_paid_back", "no_paid_hours"})


@dataclass(frozen=True, slots=True)
class OnboardingRow:
    """One contract: unpaid hours before its first paid work, and paid hours until they were earned back, if they were.

    `is_known` says whether they were; hours on no contract have no id and are never earned back. `is_over`
    says that the contract ended before they were.
    """

    contract_id: str
    label: str
    unpaid: Fraction
    payback: Fraction | None
    is_known: bool
    is_over: bool
    shown: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnboardingChart(Chart):
    """Contracts, most unpaid hours first, and the scale they share."""

    rows: tuple[OnboardingRow, ...]
    scale: Scale


def onboarding_chart(report: PersonalReport, words: Wording) -> OnboardingChart:
    """Unpaid hours before the first paid work, by contract."""
    found = filter(_unpaid, parts_of(report, "onboarding"))
    parts = sorted(found, key=lambda part: (-_unpaid(part), part.label))
    ended = frozenset(bar.contract_id for bar in report.contracts if bar.end and bar.end <= report.as_of)
    rows = tuple(_row(part, ended, words) for part in parts)
    finding = _finding(rows, words)
    drawn, more = first_of(
        rows, _SHOWN, words, N_("The {count} with the most unpaid hours are shown; the table has all.")
    )
    listed = "; ".join(f"{row.label}: {row.shown}, {row.about}" for row in drawn)
    return OnboardingChart(
        key="onboarding",
        finding=finding,
        question=words(N_("Getting started, contract by contract, and when it paid off")),
        text=f"{finding}. {listed}" if rows else f"{finding}.",
        table=_table(parts, ended, words),
        figure_key="onboarding_hours",
        legend=_legend(rows, words),
        note=" ".join(filter(None, (_note(words) if rows else None, more))) or None,
        rows=drawn,
        scale=Scale.around(row.unpaid + (row.payback or 0) for row in drawn),
    )  # fmt: skip


def _unpaid(part: Slice) -> Fraction:
    return part.figures["onboarding_hours"].value or Fraction(0)


def _row(part: Slice, ended: frozenset[str], words: Wording) -> OnboardingRow:
    payback = part.figures.get("payback_hours")
    value = payback.value if payback else None
    return OnboardingRow(
        contract_id=part.id,
        label=slice_label(part, words),
        unpaid=_unpaid(part),
        payback=value,
        is_known=payback is None or value is not None or payback.reason in _NOT_BACK,
        is_over=_is_over(part, ended),
        shown=words(N_("{hours} unpaid"), hours=hours_text(_unpaid(part), words)),
        about=_about(part, ended, words),
    )


def _is_over(part: Slice, ended: frozenset[str]) -> bool:
    """Whether this is a contract that ended before it was earned back."""
    payback = part.figures.get("payback_hours")
    return part.id in ended and payback is not None and payback.reason == "not_paid_back"


def _never(payback: Figure, words: Wording) -> str:
    """That it ended too early, and after how many paid hours; others are not told the sums behind a figure."""
    at_end = payback.steps[-1].value if payback.steps else None
    if at_end is None:
        return words(N_("never earned back: it ended before that"))
    hours = hours_text(at_end, words)
    return words(N_("never earned back: it ended after {hours} of paid work"), hours=hours)


def _about(part: Slice, ended: frozenset[str], words: Wording) -> str:
    payback = part.figures.get("payback_hours")
    if payback is None or payback.reason == "no_paid_hours":
        return words(N_("no paid work came of it so far"))
    if payback.value is not None:
        said = words(N_("earned back after {hours} of paid work"), hours=hours_of(payback, words))
        return ", ".join(filter(None, (said, caveat_of(payback, words))))
    if payback.reason != "not_paid_back":
        return words(N_("earned back: {reason}"), reason=reason_of(payback, words))
    if _is_over(part, ended):
        return _never(payback, words)
    forecast = part.figures["payback_forecast_hours"]
    if forecast.reason == "not_shared":
        return words(N_("not earned back yet"))
    if forecast.value is None:
        return words(N_("earned back: {reason}"), reason=reason_of(forecast, words))
    hours = words.veiled(hours_of(forecast, words))
    return words(N_("not earned back yet: at the pay so far it takes {hours} of paid work"), hours=hours)


def _finding(rows: tuple[OnboardingRow, ...], words: Wording) -> str:
    if not rows:
        return words(N_("No unpaid hours before the first paid work"))
    hours = hours_text(sum((row.unpaid for row in rows), Fraction(0)), words)
    contracts = [row for row in rows if row.contract_id]
    back = sum(row.payback is not None for row in contracts)
    if not contracts:
        return words(N_("{hours} unpaid, and no paid work came of it so far"), hours=hours)
    if not all(row.is_known for row in contracts):
        return words(N_("{hours} unpaid before the first paid work"), hours=hours)
    if not back and all(row.is_over for row in contracts):
        return words(N_("{hours} unpaid before the first paid work, never earned back"), hours=hours)
    if not back:
        return words(N_("{hours} unpaid before the first paid work, not earned back yet"), hours=hours)
    if back == len(rows):
        return words(N_("{hours} unpaid before the first paid work, all earned back"), hours=hours)
    return words.plural(
        N_("{hours} unpaid before the first paid work, earned back on {back} of {count} contract"),
        N_("{hours} unpaid before the first paid work, earned back on {back} of {count} contracts"),
        len(contracts),
        hours=hours,
        back=words.number(back),
    )


def _legend(rows: tuple[OnboardingRow, ...], words: Wording) -> tuple[Key, ...]:
    if not rows:
        return ()
    keys = (Key("lost", words(N_("unpaid, before the first paid work"))),)
    if all(row.payback is None for row in rows):
        return keys
    return (*keys, Key("kept", words(N_("paid, until it was earned back"))))


def _note(words: Wording) -> str:
    return words(
        N_(
            "A contract counts from its first day. It is earned back on the day when the pay for all its hours so "
            "far, paid or not, first comes to more than the minimum wage."
        )
    )


def _table(parts: list[Slice], ended: frozenset[str], words: Wording) -> Table:
    header = (
        words(N_("Contract")),
        words(N_("Unpaid hours")),
        words(N_("First paid on")),
        words(N_("Paid hours until earned back")),
        words(N_("Earned back on")),
        words(N_("Note")),
    )
    return Table(header, tuple(_table_row(part, ended, words) for part in parts))


def _table_row(part: Slice, ended: frozenset[str], words: Wording) -> tuple[Cell, ...]:
    payback = part.figures.get("payback_hours")
    is_over = _is_over(part, ended)
    never = text_cell(words(N_("never")))
    is_open = payback is not None and payback.reason == "not_paid_back"
    note = _about(part, ended, words) if is_open else caveat_of(payback, words) if payback else None
    return (
        text_cell(slice_label(part, words)),
        hours_cell(part.figures["onboarding_hours"], words),
        _day(part.facts.get("first_paid_on"), words(N_("not yet")), words),
        never if is_over else hours_cell(payback, words) if payback else text_cell(words(N_("not yet"))),
        never if is_over else _day(part.facts.get("paid_back_on"), hours_of(payback, words) if payback else words(N_("not yet")), words),
        text_cell(note or ""),
    )  # fmt: skip


def _day(day: str | None, otherwise: str, words: Wording) -> Cell:
    return Cell(words.day(date.fromisoformat(day)), day) if day else text_cell(otherwise)


def draw_onboarding(chart: OnboardingChart) -> Markup:
    """For each contract a hatched bar, then a solid one up to where it was earned back."""
    return draw_rows(
        draw_row(
            row.label,
            row.about,
            [tag("b", row.shown)],
            [
                stretch(chart.scale, Fraction(0), row.unpaid, "lost"),
                stretch(chart.scale, row.unpaid, row.unpaid + (row.payback or 0), "kept"),
            ],
        )
        for row in chart.rows
    )
