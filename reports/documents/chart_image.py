"""A chart as an image to send or to put into a text: SVG with letters of its own, and PNG."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

from markupsafe import Markup

from reports.charts.markup import tag
from reports.charts.model import Chart
from reports.documents.letters import FONTS, TEXT, showable
from reports.documents.pictures.of_chart import sheet_of
from reports.documents.pictures.svg import svg_of
from reports.documents.typesetting import png
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: Pixels for each unit of a drawing.
_SHARP = 2


def source_line(report: PersonalReport, words: Wording, brand: str) -> str:
    """Whose numbers these are, of which days, and when the image was made; `brand` may be empty."""
    days = words.days(report.period.start, max(report.period.start, report.period.last))
    made_on = words.day(report.as_of)
    if not brand:
        return words(N_("As logged by the writer, {days}. Made on {day}."), days=days, day=made_on)
    return words(
        N_("As logged by the writer, {days}. Made on {day} with {name}."), days=days, day=made_on, name=brand
    )


def chart_svg(chart: Chart, source: str) -> bytes:
    """The chart as one file that needs nothing else."""
    drawn = svg_of(sheet_of(chart, source), title=chart.finding, description=chart.text, fonts=_letters())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()


def chart_png(chart: Chart, source: str) -> bytes:
    """The chart in pixels, twice as fine as a plain screen."""
    sheet = sheet_of(chart, source)
    drawn = str(svg_of(sheet, said=showable))
    return png("picture.typ", {"svg": drawn, "width": sheet.width, "height": sheet.height}, _SHARP)


@cache
def _letters() -> Markup:
    """Our letters inside the file, since whoever opens it may not have them."""
    rules = "".join(
        f"@font-face{{font-family:'Atkinson Hyperlegible';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{_encoded(FONTS / f'{TEXT}-{weight}.ttf')})}}"
        for weight in (400, 700)
    )
    return tag("style", Markup(rules))  # noqa: S704 - made of our own files


def _encoded(path: Path) -> str:
    return b64encode(path.read_bytes()).decode("ascii")
