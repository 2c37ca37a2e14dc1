"""What is kept of a shared dashboard is read back as it was, and nothing else is."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.card import card, draw
from reports.frames import UnpaidCategory
from reports.sharing import UnreadableDashboard, from_json, public_json, to_json
from reports.sharing.files import _read
from tests.reports.sample_report import sample_report
from tests.reports.shared_views import WAYS, WORDS, report_of, shared, some_rows
from tests.reports.test_charts import reports

REPORT = report_of(some_rows())


def kept(dashboard):
    """Written to a database as text, and read again."""
    return from_json(json.loads(json.dumps(to_json(dashboard))))


@pytest.mark.parametrize("choices", WAYS)
def test_a_kept_dashboard_is_equal_and_draws_the_same_to_the_byte(choices):
    dashboard = shared(REPORT, choices)
    read = kept(dashboard)
    assert read == dashboard
    assert len(read.charts) >= 5
    for before, after in zip(dashboard.charts, read.charts, strict=True):
        assert type(after) is type(before)
        assert draw(after) == draw(before)
        assert card(after, WORDS, {}) == card(before, WORDS, {})


@settings(max_examples=30, deadline=None)
@given(reports(), st.sampled_from(WAYS))
def test_any_dashboard_is_read_back_without_loss(report, choices):
    dashboard = shared(report, choices)
    assert kept(dashboard) == dashboard


def test_a_dashboard_without_parts_is_read_back():
    dashboard = shared(REPORT, replace(WAYS[0], parts=()))
    assert (dashboard.hero, dashboard.charts, dashboard.facts) == (None, (), ())
    assert kept(dashboard) == dashboard
    assert public_json(dashboard)["hero"] is None


def data():
    return json.loads(json.dumps(to_json(shared(sample_report()))))


def test_what_is_read_is_plain_and_named():
    written = data()
    assert written["kind"] == "pagerate shared dashboard"
    assert written["version"] == 2
    assert [chart["chart"] for chart in written["dashboard"]["charts"]][:2] == [
        "LadderChart",
        "TimelineChart",
    ]
    assert written["dashboard"]["charts"][0]["scale"] == {"low": "0/1", "high": "38/1"}


def change(path, value):
    """The kept data with one value changed; `...` takes it out."""
    changed = copy.deepcopy(data())
    *way, last = path
    found = changed
    for step in way:
        found = found[step]
    if value is ...:
        del found[last]
    else:
        found[last] = value
    return changed


CHART = ("dashboard", "charts", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "something else"),
        (("version",), 1),
        (("version",), 3),
        (("more",), 1),
        (("dashboard",), None),
        (("dashboard",), []),
        (("dashboard", "title"), 5),
        (("dashboard", "title"), ...),
        (("dashboard", "more"), "x"),
        (("dashboard", "facts"), {}),
        (("dashboard", "notes"), [None]),
        (("dashboard", "hero"), "x"),
        (("dashboard", "hero", "is_struck"), 1),
        ((*CHART, "chart"), "Chart"),
        ((*CHART, "chart"), "TimelineChart"),
        ((*CHART, "chart"), ...),
        ((*CHART, "chart"), ["LadderChart"]),
        ((*CHART, "scale", "low"), "1/0"),
        ((*CHART, "scale", "low"), "2/4"),
        ((*CHART, "scale", "low"), 0.5),
        ((*CHART, "scale", "low"), 0),
        ((*CHART, "scale", "low"), "nan"),
        ((*CHART, "rungs", 0, "value"), True),
        (("dashboard", "charts", 4, "ticks", 0), ["0/1"]),
        (("dashboard", "charts", 4, "ticks", 0), ["0/1", "x", "y"]),
        (("dashboard", "charts", 5, "grids", 0, "squares", 0, "day"), "2026-3-1"),
        (("dashboard", "charts", 5, "grids", 0, "squares", 0, "day"), "20260301"),
        (("dashboard", "charts", 5, "grids", 0, "squares", 0, "day"), 5),
        (("dashboard", "charts", 5, "grids", 0, "squares", 0, "step"), True),
        (("dashboard", "charts", 5, "grids", 0, "squares", 0, "step"), "1"),
    ],
)
def test_anything_else_is_refused(path, value):
    assert from_json(data())
    with pytest.raises(UnreadableDashboard):
        from_json(change(path, value))


@pytest.mark.parametrize("other", [None, [], "x", {}, {"kind": "pagerate shared dashboard"}])
def test_what_is_no_dashboard_at_all_is_refused(other):
    with pytest.raises(UnreadableDashboard):
        from_json(other)


def test_values_are_of_their_kind():
    assert _read("2026-03-01", date) == date(2026, 3, 1)
    assert _read("-7/2", Fraction) == Fraction(-7, 2)
    assert _read(None, str | None) is None


def test_a_word_of_an_enumeration_is_kept_as_its_text():
    chart = shared(sample_report()).charts[0]
    dashboard = replace(shared(sample_report()), charts=(replace(chart, note=UnpaidCategory.WAITING),))
    assert type(to_json(dashboard)["dashboard"]["charts"][0]["note"]) is str
    assert from_json(to_json(dashboard)) == dashboard


def test_the_public_json_has_what_is_shown_and_no_exact_number():
    shown = public_json(shared(sample_report()))
    assert list(shown) == [
        "title",
        "period",
        "hero",
        "facts",
        "charts",
        "notes",
        "left_out",
        "source",
        "language",
    ]
    ladder = shown["charts"][0]
    assert ladder["table"]["rows"][3] == ["After fees and costs", "$24", "\u2212$1", ""]
    assert list(ladder) == ["key", "finding", "question", "text", "note", "table"]

    def texts(value):
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        return [value]

    assert all(text is None or isinstance(text, str) for text in texts(shown))
