"""What a release looks like in its files, kept to be read in review.

After a change that is meant: pytest tests/reports/test_release_goldens.py --new-goldens, and read every difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.charts.of_release import charts_of_release
from reports.documents.release_charts import release_svg
from reports.documents.release_csv import table_csv
from reports.documents.release_json import release_json_bytes
from reports.documents.release_text import readme_text
from tests.reports.composed_releases import hostile_release, release
from tests.reports.plain_words import PlainWords

GOLDENS = Path(__file__).parent / "goldens"
WORDS = PlainWords()
#: Our letters, which every drawing brings along.
LETTERS = re.compile(r"<style>.*?</style>", re.DOTALL)


def texts():
    """Name -> text of every file that is kept."""
    made = release()
    yield "README.txt", readme_text(made, WORDS)
    yield "release.json", release_json_bytes(made, WORDS).decode()
    yield "hostile-rates-by-platform.csv", table_csv(hostile_release(), made.tables[0], WORDS)
    for table in made.tables:
        yield f"{table.key}.csv", table_csv(made, table, WORDS)
    for chart in charts_of_release(made, WORDS):
        drawn = LETTERS.sub("", release_svg(made, chart, WORDS).decode())
        yield f"{chart.key}.svg", drawn.replace("><", ">\n<")


@pytest.mark.parametrize("name", [name for name, _ in texts()])
def test_a_file_of_a_release_is_as_it_was_kept(name, request):
    now = dict(texts())[name].encode()
    if request.config.getoption("--new-goldens", default=False):
        (GOLDENS / name).write_bytes(now)
    assert (GOLDENS / name).read_bytes() == now


def test_no_file_is_kept_that_nothing_is_compared_with():
    assert {path.name for path in GOLDENS.iterdir()} == {name for name, _ in texts()}
