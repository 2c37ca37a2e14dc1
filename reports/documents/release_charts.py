"""The charts of a release as images, each with its title, source and day."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from reports.charts.markup import join
from reports.charts.model import Chart
from reports.charts.of_release import charts_of_release
from reports.charts.release_bars import ReleaseBarsChart
from reports.charts.release_rates import ReleaseRatesChart
from reports.documents.chart_image import chart_png, chart_svg
from reports.documents.pictures.of_chart import drawing_of, figure_of
from reports.documents.pictures.release import draw_release_bars, draw_release_rates
from reports.documents.pictures.svg import svg_on_page
from reports.documents.release_words import source_line
from reports.release import Release
from reports.wording import Wording

# Here and not beside the others: who shows no release need not load what computes one.
drawing_of.register(ReleaseRatesChart, draw_release_rates)
drawing_of.register(ReleaseBarsChart, draw_release_bars)


def release_images(release: Release, words: Wording) -> Iterator[tuple[str, bytes]]:
    """Names and bytes: an SVG and a PNG of each chart."""
    for chart in charts_of_release(release, words):
        yield f"{chart.key}.svg", release_svg(release, chart, words)
        yield f"{chart.key}.png", release_png(release, chart, words)


#: Widths of a drawing on a page: of a phone, and of anything broader.
NARROW, WIDE = 326, 656


def drawings_of(chart: Chart) -> Markup:
    """A chart as a page shows it, once for a phone and once for more room; what it says must stand beside it."""
    return join(
        svg_on_page(figure_of(chart, width), name) for name, width in (("narrow", NARROW), ("wide", WIDE))
    )


def release_svg(release: Release, chart: Chart, words: Wording) -> bytes:
    """One chart as a drawing that needs nothing else; its title and description are read out."""
    return chart_svg(chart, source_line(release, words))


def release_png(release: Release, chart: Chart, words: Wording) -> bytes:
    """One chart in pixels."""
    return chart_png(chart, source_line(release, words))
