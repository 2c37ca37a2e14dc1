"""A shared dashboard in every language we have: in Spanish too it speaks of the writer, never to her."""

from __future__ import annotations

import re

import pytest

from app.language import LANGUAGES, for_code
from reports.sharing import Choices, from_json, shared_dashboard, to_json
from tests.reports.sample_report import sample_report
from tests.reports.shared_views import MADE_ON, WAYS, report_of, some_rows, views

_TO_HER = re.compile(r"\b(te|tu|tus|ti|tú|tuy[oa]s?|contigo|you|your|\w+aste|\w+iste)\b", re.IGNORECASE)
REPORTS = [report_of(some_rows()), sample_report()]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("choices", WAYS)
def test_nobody_who_reads_is_taken_for_the_writer(choices, code):
    for report in REPORTS:
        dashboard = shared_dashboard(report, choices, for_code(code), MADE_ON)
        assert dashboard.language == code
        for text in views(dashboard).values():
            assert _TO_HER.findall(text) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_kept_once_in_each_language(code):
    dashboard = shared_dashboard(REPORTS[0], Choices(), for_code(code), MADE_ON)
    assert from_json(to_json(dashboard)) == dashboard


def test_a_writer_who_hides_her_amounts_is_shown_a_preview_without_them():
    hidden = shared_dashboard(sample_report(), Choices(), for_code("en").hiding(amounts=True), MADE_ON)
    assert hidden.hero.real == "$•••"
