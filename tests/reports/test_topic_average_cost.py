"""Benefits at the average cost for each group of staff, with their month: METHOD section 3a."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.benefits import GROUPS
from reports.documents.json import report_json
from reports.frames import Fact
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.personal import report
from tests.reports import factories as make
from tests.reports.plain_words import PlainWords
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_personal import example_a

KEYS = [
    "benefit_ratio",
    "benefit_ratio_core",
    "employee_equivalent_wage",
    "benefits_shortfall_parity",
    "employee_equivalent_wage_core",
    "benefits_shortfall_parity_core",
]
#: The only numbers of the ladder and beside it that a group may change.
OF_GROUP = {"employee_equivalent_wage", "parity_gap", "benefits_shortfall_parity"}


def group(value, **more):
    return make.situation(fact=Fact.OCCUPATION_GROUP, value=value, **more)


def report_of(*facts, as_of=AS_OF, **more):
    return report(example_a(situations=facts), as_of=as_of, **more)


def topic_of(*facts, **more):
    return report_of(*facts, **more).topics["average_cost"]


def part_of(topic, key):
    return next(part for part in topic.parts if part.id == key)


def shown(figure, digits=4):
    return None if figure.value is None else decimal_text(figure.value, digits)


@pytest.mark.parametrize(
    ("key", "ratio", "core", "wage", "shortfall"),
    [
        # 14.01 / 32.60; (14.01 - 1.90) / 32.60; 18.0769 / 1.42975; 940 x 0.42975
        ("all_private", "0.4298", "0.3715", "12.6434", "403.97"),
        ("professional_and_related", "0.4445", "0.3877", "12.5144", "417.82"),
        ("management_professional_and_related", "0.4600", "0.3927", "12.3815", "432.40"),
        ("office_and_administrative_support", "0.4564", "0.4140", "12.4121", "429.02"),
        ("service", "0.3019", "0.2672", "13.8847", "283.81"),
        ("union_workers", "0.6812", "0.6114", "10.7525", "640.32"),
    ],
)
def test_each_group_stands_with_its_ratios_its_wage_and_its_shortfall(
    key, ratio, core, wage, shortfall
) -> None:
    figures = part_of(topic_of(), key).figures
    assert list(figures) == KEYS
    assert (shown(figures["benefit_ratio"]), shown(figures["benefit_ratio_core"])) == (ratio, core)
    assert shown(figures["employee_equivalent_wage"]) == wage
    assert shown(figures["benefits_shortfall_parity"], 2) == shortfall


def test_every_group_of_the_survey_stands_there_in_its_order() -> None:
    assert [(part.id, part.label) for part in topic_of().parts] == list(GROUPS.items())


def test_without_overtime_and_bonuses_wage_and_shortfall_follow_the_smaller_ratio() -> None:
    found = report_of()
    real, net = found.figures["effective_hourly_rate"].value, found.figures["net"].value
    for part in found.topics["average_cost"].parts:
        core = part.figures["benefit_ratio_core"].value
        assert core < part.figures["benefit_ratio"].value
        assert part.figures["employee_equivalent_wage_core"].value == real / (1 + core)
        assert part.figures["benefits_shortfall_parity_core"].value == net * core


@pytest.mark.parametrize("facts", [(), (group(None),)])
def test_all_private_industry_counts_until_she_says_otherwise(facts) -> None:
    found = report_of(*facts)
    assert shown(found.figures["employee_equivalent_wage"]) == "12.6434"
    assert [part.id for part in found.topics["average_cost"].parts if "counts" in part.note.message] == [
        "all_private"
    ]


@pytest.mark.parametrize("key", GROUPS)
def test_the_group_she_chose_counts_in_her_other_numbers(key) -> None:
    found = report_of(group(key))
    topic = found.topics["average_cost"]
    assert [part.id for part in topic.parts if "counts" in part.note.message] == [key]
    assert topic.figures == part_of(topic, key).figures
    for name in ("employee_equivalent_wage", "benefits_shortfall_parity"):
        assert found.figures[name] == topic.figures[name]


def test_a_group_that_no_survey_knows_leaves_no_value_and_the_others_as_they_are() -> None:
    found = report_of(group("poets"))
    assert found.figures["employee_equivalent_wage"].reason == "no_value_on_file"
    assert found.figures["benefits_shortfall_parity"].reason == "no_value_on_file"
    assert part_of(found.topics["average_cost"], "service").figures["benefit_ratio"].value


def test_the_group_of_the_last_day_counts() -> None:
    facts = group("service", ends_on=date(2026, 3, 31)), group("union_workers", starts_on=date(2026, 4, 1))
    assert shown(report_of(*facts).figures["employee_equivalent_wage"]) == "10.7525"
    assert shown(report_of(*facts, as_of=date(2026, 3, 31)).figures["employee_equivalent_wage"]) == "13.8847"


# The month of the survey


def cost(key, value, month, where="all_private"):
    first, last = month
    return make.public_figure(f"ecec_{key}", value, valid_from=first, valid_to=last, group=where)


MARCH = (date(2026, 3, 1), date(2026, 3, 31))
DECEMBER = (date(2025, 12, 1), date(2025, 12, 31))


def costs(month, *, supplemental=True):
    rows = [cost("wages_and_salaries", 20, month), cost("total_benefits", 8, month)]
    return [*rows, cost("supplemental_pay", 2, month)] if supplemental else rows


def said_of(parameters, facts=()):
    part = topic_of(*facts, parameters=Parameters(tuple(parameters))).parts[0]
    return part.facts, part.note.said(PlainWords()) if part.note else None


def test_the_month_of_the_survey_stands_beside_each_group() -> None:
    topic = topic_of()
    assert part_of(topic, "service").note.values == {"day": date(2026, 3, 31)}
    assert part_of(topic, "union_workers").note.values == {"day": date(2025, 12, 31)}
    assert part_of(topic, "union_workers").facts == {
        "reference_month": "2025-12",
        "reference_month_core": "2025-12",
    }


def test_a_month_of_its_own_for_the_ratio_without_bonuses_is_said() -> None:
    newer = [*costs(MARCH, supplemental=False), *costs(DECEMBER)]
    facts, note = said_of(newer)
    assert facts == {"reference_month": "2026-03", "reference_month_core": "2025-12"}
    assert "without overtime and bonuses to" in note
    assert note.startswith("This one counts")
    assert said_of(newer, [group("service")])[1].startswith("Survey of the month to")


def test_a_ratio_without_bonuses_that_is_not_on_file_is_missing_and_the_other_stands() -> None:
    only = costs(MARCH, supplemental=False)
    facts, note = said_of(only)
    assert facts == {"reference_month": "2026-03", "reference_month_core": None}
    assert "without overtime" not in note
    figures = topic_of(parameters=Parameters(tuple(only))).figures
    assert list(figures) == KEYS
    missing = {key for key, figure in figures.items() if figure.reason == "no_value_on_file"}
    assert missing == {key for key in KEYS if key.endswith("_core")}


def test_without_a_survey_no_group_has_a_value_and_only_the_chosen_one_a_note() -> None:
    topic = topic_of(group("service"), parameters=Parameters(()))
    assert {figure.value for part in topic.parts for figure in part.figures.values()} == {None}
    assert [part.id for part in topic.parts if part.note] == ["service"]
    assert part_of(topic, "service").note.message == "This one counts in your other numbers."


@pytest.mark.parametrize("place", ["ES", "FR-75"])
def test_elsewhere_no_group_has_a_value(place) -> None:
    topic = topic_of(place=place)
    assert {figure.value for part in topic.parts for figure in part.figures.values()} == {None}


# Whoever she is compared with


@given(some_writer(), st.sampled_from(list(GROUPS)))
@settings(max_examples=25, deadline=None)
def test_the_group_never_changes_the_rates_above_it_nor_any_line(rows, key) -> None:
    plain, other = (
        report(make.ledger_of(**rows, situations=facts), as_of=AS_OF, rates=NO_RATES)
        for facts in ([], [group(key)])
    )
    assert {name for name in plain.figures if plain.figures[name] != other.figures[name]} <= OF_GROUP
    assert plain.benefit_lines == other.benefit_lines
    for one, two in zip(plain.by_platform, other.by_platform, strict=True):
        assert {name for name in one.figures if one.figures[name] != two.figures[name]} <= OF_GROUP


@given(some_writer())
@settings(max_examples=25, deadline=None)
def test_a_dearer_group_means_a_lower_wage_and_a_larger_shortfall(rows) -> None:
    topic = report(make.ledger_of(**rows), as_of=AS_OF, rates=NO_RATES).topics["average_cost"]
    parts = sorted((part.figures for part in topic.parts), key=lambda figures: figures["benefit_ratio"].value)
    for cheap, dear in pairwise(parts):
        wages = [figures["employee_equivalent_wage"].value for figures in (cheap, dear)]
        shortfalls = [figures["benefits_shortfall_parity"].value for figures in (cheap, dear)]
        assert None in wages or abs(wages[0]) >= abs(wages[1])
        assert None in shortfalls or shortfalls[0] <= shortfalls[1]


def test_the_topic_stands_in_the_json_with_its_months_and_its_warning() -> None:
    found = report_json(report_of(group("service")))["topics"]["average_cost"]
    assert found["parts"][0]["facts"]["reference_month"] == "2026-03"
    assert found["figures"]["benefit_ratio"]["value"].startswith("0.3019")
    assert "Never add it" in found["notes"][0]["text"]
