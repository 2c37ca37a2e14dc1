"""From a report and what the writer chose to the dashboard others see."""

from __future__ import annotations

from datetime import date

from reports.personal import PersonalReport
from reports.sharing.choices import Choices
from reports.sharing.dashboard import SharedDashboard
from reports.wording import Wording


def shared_dashboard(
    report: PersonalReport, choices: Choices, words: Wording, made_on: date
) -> SharedDashboard:
    """The dashboard of a report, with nothing in it that `choices` does not allow.

    `words` is the language of whoever reads; `made_on` is the day the figures are of.
    """
    raise NotImplementedError
