"""Which platform paid what it promised? A ring for the promise, a dot for real hourly pay."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.markup import join, percent, tag
from reports.charts.model import (
    Chart,
    Key,
    Scale,
    Table,
    caveat_of,
    figure_cell,
    listed,
    money_of,
    named_money,
    slice_label,
    text_cell,
)
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording

REAL = "effective_hourly_rate"
#: So many signs have room beside one another over the whole scale of a phone.
_SIGNS = 27


@dataclass(frozen=True, slots=True)
class PlatformDot:
    """One platform: promised and real, each missing with its words."""

    platform_id: str
    label: str
    promised: Fraction | None
    real: Fraction | None
    shown: str
    caveat: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformsChart(Chart):
    """Platforms from best to least paid, the unknown last; the scale and its marks."""

    dots: tuple[PlatformDot, ...]
    scale: Scale
    ticks: tuple[tuple[Fraction, str], ...]


def platforms_chart(report: PersonalReport, words: Wording) -> PlatformsChart:
    """Promised and real pay for an hour, by platform."""
    slices = sorted(filter(_has_work, report.by_platform), key=_order)
    dots = tuple(_dot(part, report.currency, words) for part in slices)
    scale = round_scale([value for dot in dots for value in (dot.promised, dot.real)])
    return PlatformsChart(
        key="platforms",
        finding=_finding(dots, words),
        question=words(N_("Promised and real pay for an hour")),
        text="; ".join(dot.text for dot in dots),
        table=_table(report, slices, words),
        figure_key=REAL,
        legend=_legend(dots, words),
        dots=dots,
        scale=scale,
        ticks=ticks_of(scale, report.currency, words),
    )


def _legend(dots: tuple[PlatformDot, ...], words: Wording) -> tuple[Key, ...]:
    """What the marks are, of those that are drawn."""
    keys = [Key("dot", words(N_("real")))] if dots else []
    if any(dot.promised is not None for dot in dots):
        keys.insert(0, Key("ring", words(N_("promised"))))
    return tuple(keys)


def _has_work(part: Slice) -> bool:
    """Whether it has hours or pay: a cost alone says nothing of what a platform pays."""
    hours, earned = part.figures.get("hours"), part.figures.get("earned")
    return hours is None or earned is None or bool(hours.value or earned.value)


def _order(part: Slice) -> tuple[bool, Fraction, str]:
    real = part.figures[REAL].value
    return real is None, -(real or Fraction(0)), part.label


def _dot(part: Slice, currency: str, words: Wording) -> PlatformDot:
    promised, real = part.figures["advertised_rate"], part.figures[REAL]
    label = slice_label(part, words)
    return PlatformDot(
        platform_id=part.id,
        label=label,
        promised=promised.value,
        real=real.value,
        shown=money_of(real, currency, words),
        caveat=caveat_of(real, words),
        text=_text(label, promised, real, currency, words),
    )


def _text(label: str, promised: Figure, real: Figure, currency: str, words: Wording) -> str:
    """Both rates; where one is missing, the reason in its place."""
    if promised.value is not None and real.value is not None:
        return words(
            N_("{platform}: promised {promised}, really {real} an hour"),
            platform=label,
            promised=money_of(promised, currency, words),
            real=money_of(real, currency, words),
        )
    return words(
        N_("{platform}: {promised}, {real}"),
        platform=label,
        promised=named_money(promised, (N_("promised {amount}"), N_("promised: {reason}")), currency, words),
        real=named_money(real, (N_("really {amount}"), N_("really: {reason}")), currency, words),
    )


def _finding(dots: tuple[PlatformDot, ...], words: Wording) -> str:
    known = [dot for dot in dots if dot.real is not None and dot.platform_id]
    if not known:
        return words(N_("No platform with a real hourly pay yet"))
    best, least = known[0], known[-1]
    if len(known) == 1:
        return words(N_("{platform} paid {rate} an hour"), platform=best.label, rate=best.shown)
    if best.real == least.real:
        names = listed([dot.label for dot in known], words, N_("{count} platforms"))
        return words(N_("{platforms} paid {rate} an hour"), platforms=names, rate=best.shown)
    return words(
        N_("{best} paid best; {least} paid least"),
        best=listed([d.label for d in known if d.real == best.real], words, N_("{count} platforms")),
        least=listed([d.label for d in known if d.real == least.real], words, N_("{count} platforms")),
    )


def _table(report: PersonalReport, slices: list[Slice], words: Wording) -> Table:
    header = (
        words(N_("Platform")),
        words(N_("Promised {currency} an hour"), currency=report.currency),
        words(N_("Real {currency} an hour"), currency=report.currency),
        words(N_("Note")),
    )
    rows = tuple(
        (
            text_cell(slice_label(part, words)),
            figure_cell(part.figures["advertised_rate"], report.currency, words),
            figure_cell(part.figures[REAL], report.currency, words),
            text_cell(caveat_of(part.figures[REAL], words) or ""),
        )
        for part in slices
    )
    return Table(header, rows)


def round_scale(values: list[Fraction | None]) -> Scale:
    """A scale that starts and ends on a round number, in at most four steps of 1, 2, 3 or 5 times 10^n."""
    exact = Scale.around(values)
    step = _step(exact.high - exact.low)
    low = exact.low // step * step
    high = -(-exact.high // step) * step
    return Scale(Fraction(low), Fraction(high))


def _step(width: Fraction) -> Fraction:
    power = Fraction(1, 10)
    while True:
        for factor in (1, Fraction(3, 2), 2, 3, 5):
            if width <= 3 * power * factor:
                return power * factor
        power *= 10


def ticks_of(scale: Scale, currency: str, words: Wording) -> tuple[tuple[Fraction, str], ...]:
    """Where amounts of money stand on a round scale, and how they are said."""
    step = _step(scale.high - scale.low)
    count = int((scale.high - scale.low) / step)
    values = [scale.low + step * number for number in range(count + 1)]
    whole = all(value.denominator == 1 for value in values)
    return tuple((scale.at(value), words.money(value, currency, whole=whole)) for value in values)


def draw_platforms(chart: PlatformsChart) -> Markup:
    """A row for each platform over one scale."""
    if not chart.dots:
        return Markup()
    rows = tag("ul", join(_draw_row(dot, chart.scale) for dot in chart.dots), class_="dots")
    return join((rows, _draw_axis(chart.ticks)))


def _draw_axis(ticks: tuple[tuple[Fraction, str], ...]) -> Markup:
    anchors = ["start", *["middle"] * (len(ticks) - 2), "end"]
    is_tight = sum(len(label) for _, label in ticks) > _SIGNS
    names = join(
        tag("text", label, x=percent(at), y="15", text_anchor=anchor, class_="spare" if is_tight and anchor == "middle" else None)
        for (at, label), anchor in zip(ticks, anchors, strict=True)
    )  # fmt: skip
    line = tag("line", x1="0", x2="100%", y1="0.5", y2="0.5", class_="edge")
    axis = tag("svg", line, names, class_="scale", width="100%", height="20", focusable="false")
    return tag("div", axis, class_="dots-axis", aria_hidden="true")


def _draw_row(dot: PlatformDot, scale: Scale) -> Markup:
    small = dot.caveat if dot.real is not None else dot.shown
    note = tag("small", small) if small else None
    return tag(
        "li", tag("span", dot.label, " " if note else None, note, class_="name"), _draw_marks(dot, scale)
    )


def _draw_marks(dot: PlatformDot, scale: Scale) -> Markup:
    ring = None if dot.promised is None else scale.at(dot.promised)
    real = None if dot.real is None else scale.at(dot.real)
    marks = [tag("line", x1="0", x2="100%", y1="22", y2="22", class_="rule")]
    if ring is not None and real is not None:
        marks.append(tag("line", x1=percent(real), x2=percent(ring), y1="22", y2="22", class_="between"))
    if ring is not None:
        marks.append(tag("circle", cx=percent(ring), cy="22", r="6", class_="ring"))
    if real is not None:
        marks += [
            tag("circle", cx=percent(real), cy="22", r="7", class_="dot"),
            _draw_amount(dot, real, ring),
        ]
    return tag("svg", *marks, width="100%", height="36", role="img", aria_label=dot.text, focusable="false")


def _draw_amount(dot: PlatformDot, real: Fraction, ring: Fraction | None) -> Markup:
    """Beside the dot where there is room, else above it: never over the ring, never over the edge."""
    needed = max(Fraction(3, 10), Fraction(len(dot.shown) + 2, _SIGNS))
    if real >= needed and (ring is None or ring >= real):
        place = {"x": percent(real), "dx": "-13", "y": "27", "text_anchor": "end"}
    elif max(real, ring or real) <= min(Fraction(3, 5), 1 - needed):
        place = {"x": percent(max(real, ring or real)), "dx": "13", "y": "27", "text_anchor": "start"}
    else:
        half = max(Fraction(1, 5), Fraction(len(dot.shown), 2 * _SIGNS))
        anchor = "start" if real < half else "end" if real > 1 - half else "middle"
        at = {
            "start": min(real, max(1 - 2 * half, Fraction(0))),
            "end": max(real, min(2 * half, Fraction(1))),
        }
        place = {"x": percent(at.get(anchor, real)), "y": "11", "text_anchor": anchor}
    return tag("text", dot.shown, **place)
