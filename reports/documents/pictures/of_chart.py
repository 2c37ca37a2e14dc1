"""The picture of a chart, by its model: the drawing and its legend, or the whole sheet with all its words."""

from __future__ import annotations

from functools import singledispatch

from reports.charts.changes import ChangesChart
from reports.charts.heatmap import HeatMapChart
from reports.charts.ladder import LadderChart
from reports.charts.model import Chart
from reports.charts.months import MonthsChart
from reports.charts.onboarding import OnboardingChart
from reports.charts.owed import OwedChart
from reports.charts.platforms import PlatformsChart
from reports.charts.shortfall import ShortfallChart
from reports.charts.timeline import TimelineChart
from reports.charts.toll import TollChart
from reports.charts.unpaid import UnpaidChart
from reports.documents.pictures.bar_rows import draw_onboarding, draw_pairs, draw_unpaid
from reports.documents.pictures.calendar import draw_heatmap
from reports.documents.pictures.ladder import draw_ladder
from reports.documents.pictures.legend import draw_legend
from reports.documents.pictures.months import draw_months
from reports.documents.pictures.of_table import draw_table
from reports.documents.pictures.owed import draw_owed
from reports.documents.pictures.picture import Box, Line, Picture, paragraph, stacked
from reports.documents.pictures.platforms import draw_platforms
from reports.documents.pictures.shortfall import draw_shortfall
from reports.documents.pictures.timeline import draw_timeline

#: Width of a sheet and of its margin.
SHEET, MARGIN = 720.0, 32.0


@singledispatch
def drawing_of(chart: Chart, width: float) -> Picture:
    """The drawing of a chart; of a chart that nobody has drawn yet, its table."""
    return draw_table(chart, width)


drawing_of.register(LadderChart, draw_ladder)
drawing_of.register(TimelineChart, draw_timeline)
drawing_of.register(ShortfallChart, draw_shortfall)
drawing_of.register(MonthsChart, draw_months)
drawing_of.register(PlatformsChart, draw_platforms)
drawing_of.register(HeatMapChart, draw_heatmap)
drawing_of.register(OnboardingChart, draw_onboarding)
drawing_of.register(ChangesChart, draw_pairs)
drawing_of.register(UnpaidChart, draw_unpaid)
drawing_of.register(OwedChart, draw_owed)
drawing_of.register(TollChart, draw_pairs)


def figure_of(chart: Chart, width: float) -> Picture:
    """The drawing with its legend, as they stand between a heading and a table."""
    return stacked((drawing_of(chart, width), draw_legend(chart.legend, width)), gap=14)


def sheet_of(chart: Chart, source: str) -> Picture:
    """The whole chart on a sheet of paper: finding, question, figure, note, and the line that says whose it is."""
    room = SHEET - 2 * MARGIN
    heading, low = paragraph(chart.finding, 0, 0, room, look="heading", size=22, most=4)
    question, low = paragraph(chart.question, 0, low + 2, room, look="muted", size=16)
    head = Picture(room, low, (*heading, *question))
    inner = stacked((head, figure_of(chart, room), _note(chart.note, room), _foot(source, room)), gap=20)
    height = inner.height + 2 * MARGIN
    paper = Box(0, 0, SHEET, height, "paper")
    return Picture(SHEET, height, (paper, *inner.moved(MARGIN, MARGIN)))


def _note(note: str | None, room: float) -> Picture:
    if not note:
        return Picture(room, 0)
    words, low = paragraph(note, 0, 0, room, look="muted", size=14, most=4)
    return Picture(room, low, tuple(words))


def _foot(source: str, room: float) -> Picture:
    words, low = paragraph(source, 0, 10, room, look="muted", size=13)
    return Picture(room, low, (Line(0, 0, room, 0, "rule"), *words))
