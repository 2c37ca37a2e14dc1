"""A personal report as plain data for JSON: every number with its definition, period, coverage and rows.

Numbers are decimal strings (money with the digits of its currency, all else with up to six), days ISO dates. A
number that is not known is null beside the word of its reason, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Coverage, Figure, Step
from reports.money import decimal_text, exponent
from reports.narrowing import LISTS_OF_ALL_WORK, TOPICS_OF_CHOSEN, figures_of_all_work
from reports.only import Only
from reports.parameters import Parameter
from reports.periods import Period
from reports.personal import PersonalReport
from reports.sentences import Sentence
from reports.slices import Slice
from reports.wording import Wording

DIGITS = 6

Json = dict[str, Any]


def report_json(report: PersonalReport, words: Wording | None = None) -> Json:
    """The whole report; names and sentences are in the language of `words`, English without."""
    writer = _Writer(report, words)
    return {
        "as_of": report.as_of.isoformat(),
        "period": _period(report.period),
        "currency": report.currency,
        "zone": report.zone,
        "task_count": report.task_count,
        **({"only": _only(report.only), "of_all_work": _of_all_work(report)} if report.only else {}),
        "figures": {key: writer.figure(figure) for key, figure in report.figures.items()},
        "by_platform": writer.slices(report.by_platform),
        "by_contract": writer.slices(report.by_contract),
        "by_kind": writer.slices(report.by_kind),
        "by_month": writer.slices(report.by_month),
        "unpaid_by_category": writer.slices(report.unpaid_by_category),
        "topics": {
            key: {
                "figures": {name: writer.figure(figure) for name, figure in topic.figures.items()},
                "parts": writer.slices(topic.parts),
                "notes": [writer.sentence(note) for note in topic.notes],
            }
            for key, topic in report.topics.items()
        },
        "lasting_by_platform": writer.slices(report.lasting_by_platform),
        "gaps_by_cause": writer.slices(report.gaps_by_cause),
        "contracts": [
            {
                "contract_id": bar.contract_id,
                "platform_id": bar.platform_id,
                "label": bar.label,
                "start": bar.start.isoformat(),
                "last": _day(bar.end),
            }
            for bar in report.contracts
        ],
        "gap_threshold_days": report.gap_threshold_days,
        "spells": [_period(spell) for spell in report.spells],
        "gaps": [
            {**_period(gap.days), "days": gap.length, "is_open": gap.is_open, "cause": gap.cause}
            for gap in report.gaps
        ],
        "months": [
            {
                "month": f"{bar.month.start:%Y-%m}",
                "earned": writer.money(bar.earned),
                "received": writer.money(bar.received),
            }
            for bar in report.months
        ],
        "days": [{"day": bar.day.isoformat(), "hours": number(bar.hours)} for bar in report.days],
        "owed": [
            {
                "contract_id": owed.contract_id,
                "platform_id": owed.platform_id,
                "amount": writer.money(owed.amount),
                "expected_on": _day(owed.expected_on),
                "days_late": owed.days_late,
                "work_first_on": owed.work_first_on.isoformat(),
                "work_last_on": owed.work_last_on.isoformat(),
                "rows": _rows(owed.rows),
            }
            for owed in report.owed
        ],
        "owed_apart": [
            {
                "contract_id": owed.contract_id,
                "platform_id": owed.platform_id,
                "amount": str(owed.due),
                "currency": owed.due.currency,
                "expected_on": _day(owed.expected_on),
                "days_late": owed.days_late,
                "rows": _rows(owed.rows),
            }
            for owed in report.owed_apart
        ],
        "benefit_lines": [
            {**writer.figure(line.figure), "key": line.figure.key, "is_added": line.is_added}
            for line in report.benefit_lines
        ],
        "cover_not_held": dict(report.cover_not_held),
        "parameters": writer.parameters(report.parameters),
        "left_out": dict(report.left_out),
        "platform_names": dict(report.platform_names),
    }


def figure_json(report: PersonalReport, figure: Figure, words: Wording | None = None) -> Json:
    """One figure of a report, as it stands in the whole."""
    return _Writer(report, words).figure(figure)


def _only(only: Only) -> Json:
    """What was chosen, by dimension, as it was asked for; null: whatever it is."""
    return dict(only.named())


def _of_all_work(report: PersonalReport) -> list[str]:
    """The figures, benefit lines, topics and lists that are of all work, though something was chosen."""
    topics = [key for key in report.topics if key not in TOPICS_OF_CHOSEN]
    return [*figures_of_all_work(report), *topics, *LISTS_OF_ALL_WORK]


class _Writer:
    """Writes the parts of one report in one language."""

    def __init__(self, report: PersonalReport, words: Wording | None) -> None:
        self._as_of = report.as_of
        self._currency = report.currency
        self._words = words

    def say(self, message: str) -> str:
        """A sentence in the reader's language."""
        return self._words(message) if self._words else message

    def money(self, value: Fraction) -> str:
        """An amount with the digits of the report's currency."""
        return decimal_text(value, exponent(self._currency))

    def figure(self, figure: Figure) -> Json:
        """One figure (DESIGN: a number is never shown without its definition, period, coverage and rows)."""
        meant = DEFINITIONS.get(figure.key)
        return {
            "value": self.value(figure.value, figure.unit),
            "unit": figure.unit,
            "currency": figure.currency,
            "reason": figure.reason,
            "reason_words": self.say(REASONS[figure.reason]) if figure.reason else None,
            "provisional": figure.provisional,
            "at_least": figure.at_least,
            "period": _period(figure.period),
            "coverage": _coverage(figure.coverage),
            "name": self.say(meant.name) if meant else figure.key,
            "definition": self.say(meant.definition) if meant else None,
            "formula": self.say(meant.formula) if meant else None,
            "method_section": meant.section if meant else None,
            "steps": [self.step(step) for step in figure.steps],
            "parameters": self.parameters(figure.parameters),
            "rows": _rows(figure.rows),
        }

    def value(self, value: Fraction | None, unit: str) -> str | None:
        """Money in the currency's digits, rates and all else in up to six."""
        if value is None:
            return None
        return self.money(value) if unit == "money" else number(value)

    def step(self, step: Step) -> Json:
        """One line of the sum; its words come with the names of the values they name."""
        return {
            "sign": step.sign,
            "label": self.say(step.label) if not step.values else step.label,
            "values": {name: _plain(value) for name, value in step.values.items()},
            "value": self.value(step.value, step.unit),
            "unit": step.unit,
        }

    def slices(self, slices: Iterable[Slice]) -> list[Json]:
        """Slices with their figures."""
        return [
            {
                "id": part.id,
                "label": part.label,
                "figures": {key: self.figure(figure) for key, figure in part.figures.items()},
                **({"note": self.sentence(part.note)} if part.note else {}),
                **({"under": part.under} if part.under else {}),
                **({"facts": dict(part.facts)} if part.facts else {}),
            }
            for part in slices
        ]

    def sentence(self, sentence: Sentence) -> Json:
        """A sentence: in words where there is a language, else as the message and what fills it."""
        if self._words is not None:
            return {"text": sentence.said(self._words)}
        values = {name: _plain(value) for name, value in sentence.values.items()}
        return {"text": sentence.message, "count": sentence.count, "values": values}

    def parameters(self, parameters: Iterable[Parameter]) -> list[Json]:
        """Public figures with their source, date and age."""
        return [
            {
                "key": row.key,
                "jurisdiction": row.jurisdiction,
                "group": row.group,
                "value": number(row.value),
                "unit": row.unit,
                "valid_from": _day(row.valid_from),
                "valid_to": _day(row.valid_to),
                "source": row.source_title,
                "source_url": row.source_url,
                "date": row.retrieved_on.isoformat(),
                "retrieved_on": row.retrieved_on.isoformat(),
                "age_days": row.age_on(self._as_of),
                "is_verified": row.is_verified,
                "added_by_operator": row.is_added,
            }
            for row in parameters
        ]


def number(value: Fraction) -> str:
    """A decimal string with up to six digits, half away from zero, no zeros at the end.

    >>> number(Fraction(940, 52)), number(Fraction(7)), number(Fraction(-1, 2))
    ('18.076923', '7', '-0.5')
    """
    text = decimal_text(value, DIGITS).rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value


def _period(period: Period) -> Json:
    return {"start": period.start.isoformat(), "last": period.last.isoformat()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _coverage(coverage: Coverage | None) -> Json | None:
    if coverage is None:
        return None
    shares = {"pay_with_time": coverage.pay_with_time, "time_priced": coverage.time_priced}
    return {name: None if share is None else number(share) for name, share in shares.items()}


def _rows(rows: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {noun: list(ids) for noun, ids in rows.items()}
