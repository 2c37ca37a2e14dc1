"""From a report and what the writer chose to the dashboard others see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from reports.charts.card import CHART_KEYS, chart_of
from reports.charts.ladder import LadderChart
from reports.charts.model import Chart, money_of
from reports.charts.summary import FactWords, fact_words, head_words, left_out_words
from reports.personal import PersonalReport
from reports.sharing import words as said
from reports.sharing.by_month import calendar_by_month, timeline_by_month, without_days
from reports.sharing.choices import Amounts, Choices
from reports.sharing.dashboard import SharedDashboard
from reports.sharing.figuring import REAL
from reports.sharing.naming import Names
from reports.sharing.redaction import redacted
from reports.sharing.saying import Saying
from reports.sharing.steady import steady
from reports.sharing.telling import Telling, telling_of
from reports.wording import N_, Wording

_BY_MONTH = {"timeline": timeline_by_month, "calendar": calendar_by_month}
#: As per cent it would give amounts away, beside what its lines publicly cost.
_ONLY_MONEY = frozenset({"shortfall"})
#: Charts of what not every writer has: who has none of it is not shown that she has none.
_ONLY_WITH_ROWS = frozenset({"onboarding", "changes", "toll"})


def shared_dashboard(
    report: PersonalReport, choices: Choices, words: Wording, made_on: date, *, is_part: bool = False
) -> SharedDashboard:
    """The dashboard of a report, with nothing in it that `choices` does not allow.

    `words` is the language of whoever reads; `made_on` is the day the figures are of. With `is_part` the report is of
    chosen days: what is owed now is of the whole log, so neither said nor drawn.
    """
    report = report if choices.days else steady(report)
    saying = Saying.of(words, choices)
    telling = telling_of(report, choices.amounts)
    shown = redacted(report, choices, Names(report, choices, saying), telling)
    chosen = [key for key in CHART_KEYS if key in choices.parts and not (is_part and key == "owed")]
    hidden = [key for key in chosen if key in _ONLY_MONEY and not telling.is_money]
    notes = said.notes_of(shown, choices, saying)
    if hidden:
        left = N_(
            "What a staff job would have added is left out: even as per cent it would give amounts away."
        )
        notes = (*notes, saying(left))
    if is_part and {"facts", "owed"} & set(choices.parts):
        notes = (
            *notes,
            saying(N_("What is owed now is of the whole log and not of these days, so it is left out.")),
        )
    return SharedDashboard(
        title=said.title_of(saying),
        period=said.period_of(shown, choices, saying),
        hero=head_words(shown, saying) if "hero" in choices.parts else None,
        facts=_facts(shown, saying, is_part=is_part) if "facts" in choices.parts else (),
        charts=tuple(
            chart
            for chart in (_chart(key, shown, choices, telling, saying) for key in chosen if key not in hidden)
            if chart.table.rows or chart.key not in _ONLY_WITH_ROWS
        ),
        notes=notes,
        left_out=left_out_words(shown, saying),
        source=said.source_of(made_on, saying),
        language=words.code,
    )


def _facts(shown: PersonalReport, words: Wording, *, is_part: bool) -> tuple[FactWords, ...]:
    facts = fact_words(shown, words)
    return tuple(fact for fact in facts if fact.key != "outstanding") if is_part else facts


def _chart(key: str, shown: PersonalReport, choices: Choices, telling: Telling, words: Wording) -> Chart:
    if key in _BY_MONTH and not choices.days:
        return _BY_MONTH[key](shown, words)
    chart = chart_of(key, shown, words) if choices.days else without_days(chart_of(key, shown, words))
    if isinstance(chart, LadderChart) and choices.amounts is not Amounts.EXACT:
        return _surely(chart, shown, telling, words)
    return chart


def _surely(chart: LadderChart, shown: PersonalReport, telling: Telling, words: Wording) -> LadderChart:
    """The ladder, naming a biggest loss only where rounding cannot have made it the biggest.

    A loss lies between two told rates, so the lead of one over another may be wrong by two steps.
    """
    real = shown.figures[REAL]
    losses = sorted((rung.lost for rung in chart.rungs[1:4] if rung.lost is not None), reverse=True)
    step = max((telling.step(rung.value or Fraction(0)) for rung in chart.rungs), default=Fraction(0))
    if real.value is None or len(losses) < 2 or losses[1] <= 0 or losses[0] - losses[1] >= 2 * step:
        return chart
    rate = money_of(real, shown.currency, words)
    return replace(chart, finding=words(N_("Your real hourly pay is {rate}"), rate=rate))
