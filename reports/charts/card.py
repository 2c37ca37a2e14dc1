"""A chart on a page: heading, question, drawing, legend, table, and where to read on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, singledispatch

from markupsafe import Markup

from reports.charts.changes import ChangesChart, changes_chart, draw_changes
from reports.charts.heatmap import HeatMapChart, draw_heatmap, heatmap_chart
from reports.charts.ladder import LadderChart, draw_ladder, ladder_chart
from reports.charts.legend import draw_legend
from reports.charts.markup import join, tag
from reports.charts.model import Cell, Chart, Table
from reports.charts.months import MonthsChart, draw_months, months_chart
from reports.charts.onboarding import OnboardingChart, draw_onboarding, onboarding_chart
from reports.charts.owed import OwedChart, draw_owed, owed_chart
from reports.charts.platforms import PlatformsChart, draw_platforms, platforms_chart
from reports.charts.scope import CHARTS_OF_ALL_WORK, scoped
from reports.charts.shortfall import ShortfallChart, draw_shortfall, shortfall_chart
from reports.charts.timeline import TimelineChart, draw_timeline, timeline_chart
from reports.charts.toll import TollChart, draw_toll, toll_chart
from reports.charts.unpaid import UnpaidChart, draw_unpaid, unpaid_chart
from reports.personal import PersonalReport
from reports.wording import N_, Wording

_BUILDERS: Mapping[str, Callable[[PersonalReport, Wording], Chart]] = {
    "ladder": ladder_chart,
    "timeline": timeline_chart,
    "shortfall": shortfall_chart,
    "months": months_chart,
    "platforms": platforms_chart,
    "calendar": heatmap_chart,
    "onboarding": onboarding_chart,
    "changes": changes_chart,
    "unpaid": unpaid_chart,
    "toll": toll_chart,
    "owed": owed_chart,
}
CHART_KEYS = tuple(_BUILDERS)
#: Charts that take the whole width of a laptop.
_WIDE = frozenset({"platforms", "calendar"})
#: Charts of what not every writer has: tests before the pay, new terms, ratings. Who has none of it is not shown
#: that she has none; that nothing is unpaid or owed is worth saying.
_ONLY_WITH_ROWS = frozenset({"onboarding", "changes", "toll"})


def chart_of(key: str, report: PersonalReport, words: Wording) -> Chart:
    """One chart by its key; KeyError when there is none. Of a part of a log its question says which part."""
    chart = _BUILDERS[key](report, words)
    if not report.only:
        return chart
    is_of_all = key in CHARTS_OF_ALL_WORK
    return replace(chart, question=scoped(chart.question, report, words, is_of_all=is_of_all))


def keys_of(report: PersonalReport) -> tuple[str, ...]:
    """The charts there can be: money that arrived is of no kind of work, so that of a kind has no months."""
    return tuple(key for key in CHART_KEYS if key != "months" or report.only.kind is None)


def charts_of(report: PersonalReport, words: Wording) -> tuple[Chart, ...]:
    """Every chart of the Real pay page that has something to say, in its order."""
    made = (chart_of(key, report, words) for key in keys_of(report))
    return tuple(chart for chart in made if chart.table.rows or chart.key not in _ONLY_WITH_ROWS)


@singledispatch
def draw(chart: Chart) -> Markup:
    """The drawing of a chart."""
    raise TypeError(f"{type(chart).__name__} has no drawing.")


draw.register(LadderChart, draw_ladder)
draw.register(TimelineChart, draw_timeline)
draw.register(ShortfallChart, draw_shortfall)
draw.register(MonthsChart, draw_months)
draw.register(PlatformsChart, draw_platforms)
draw.register(HeatMapChart, draw_heatmap)
draw.register(UnpaidChart, draw_unpaid)
draw.register(OwedChart, draw_owed)
draw.register(OnboardingChart, draw_onboarding)
draw.register(ChangesChart, draw_changes)
draw.register(TollChart, draw_toll)


def card(chart: Chart, words: Wording, links: Mapping[str, str], figure: str | None = None) -> Markup:
    """The whole card; `links` has words (already in the reader's language) -> address.

    `figure` is the address of the chart's figure, for those who want to explore it; where nothing is drawn there is
    nothing to explore.
    """
    heading = f"chart-{chart.key}"
    drawing = draw(chart)
    explored = figure if "<svg" in drawing else None
    return tag(
        "section",
        tag("h2", chart.finding, id=heading),
        tag("p", chart.question, class_="question"),
        tag(
            "figure",
            _explorable(chart, drawing) if explored else drawing,
            draw_legend(chart.legend),
        ),
        tag("p", chart.note, class_="small muted") if chart.note else None,
        _foot(chart, words, links, explored),
        class_="sheet card wide" if chart.key in _WIDE else "sheet card",
        aria_labelledby=heading,
    )


def _explorable(chart: Chart, drawing: Markup) -> Markup:
    """The drawing, the place that a figure takes in its stead, and what is said while it comes."""
    return join(
        (
            tag("div", drawing, data_drawn=""),
            tag("div", class_="explored", role="img", aria_label=chart.text, data_figure="", hidden=""),
            tag("p", role="status", class_="small muted"),
        )
    )


def _explore(address: str, words: Wording) -> Markup:
    """The button, which only script shows."""
    return tag(
        "button",
        words(N_("Explore")),
        type="button",
        class_="link",
        hidden="",
        data_explore=address,
        data_other=words(N_("Back to the drawing")),
        data_loading=words(N_("Loading…")),
        data_failed=words(N_("This could not be loaded. Try again with a connection.")),
    )


def _foot(chart: Chart, words: Wording, links: Mapping[str, str], explored: str | None) -> Markup:
    summary = tag("summary", words(N_("See as table")))
    label = words(N_("Table: {title}"), title=chart.question)
    frame = tag("div", table(chart.table), class_="tw", tabindex="0", role="region", aria_label=label)
    anchors = (tag("a", name, href=address) for name, address in links.items())
    button = _explore(explored, words) if explored else None
    files = tag("span", join(anchors), class_="files") if links else None
    return tag("div", tag("details", summary, frame), button, files, class_="foot")


def table(data: Table) -> Markup:
    """A table whose first column heads its rows; numbers stand right."""
    numbers = [any(row[column].is_number for row in data.rows) for column in range(len(data.header))]
    names = (
        tag("th", name, scope="col", class_="n" if is_number else None)
        for name, is_number in zip(data.header, numbers, strict=True)
    )
    last = len(data.rows) - 1 if data.has_total else None
    rows = (
        tag("tr", _row(row), class_="all" if number == last else None) for number, row in enumerate(data.rows)
    )
    return tag("table", tag("thead", tag("tr", join(names))), tag("tbody", join(rows)))


@lru_cache(4096)
def _row(row: tuple[Cell, ...]) -> Markup:
    first, *rest = row
    cells = (tag("td", cell.shown, class_="n" if cell.is_number else None) for cell in rest)
    return tag("th", first.shown, scope="row") + join(cells)
