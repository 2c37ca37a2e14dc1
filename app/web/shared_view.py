"""A shared dashboard as it is drawn: on its own page, in a frame of another site, and in its writer's preview."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.language import Language
from reports.charts.card import card
from reports.charts.legend import patterns
from reports.sharing import SharedDashboard
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class View:
    """What it says, and its charts as cards behind their patterns."""

    shown: SharedDashboard
    charts: Markup


def view_of(shown: SharedDashboard, words: Language, files: str = "") -> View:
    """Draw a dashboard; `files` is the address, with its slash, under which the tables of its charts are.

    Tables are asked for in the language of the page, whether it was chosen in the address or by the browser.
    """
    cards = (
        card(chart, words, {words(N_("CSV")): f"{files}{chart.key}.csv?lang={words.code}"} if files else {})
        for chart in shown.charts
    )
    return View(shown, patterns() + Markup("\n").join(cards))
