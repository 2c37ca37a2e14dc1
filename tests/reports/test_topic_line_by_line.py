"""The shortfall line by line, with health cover counted in each of its ways beside the others: METHOD section 3b."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.benefits import HEALTH_BASES
from reports.documents.json import report_json
from reports.frames import Fact
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import report
from tests.reports import factories as make
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer

# 52 hours, 1,000 dollars earned: 52 / 2,080 = 0.025 of a full-time year.
WORK = [make.task(id="t", seconds=52 * 3600, expected_minor=100_000)]
SHARE = Fraction("0.025")
TOTAL = "benefits_shortfall_line_by_line"


def said(fact, value=None, dollars=None, **more):
    money = {} if dollars is None else {"amount_minor": int(Fraction(dollars) * 100), "currency": "USD"}
    return make.situation(fact=fact, value=value, **money, **more)


def basis(value, **more):
    return said(Fact.HEALTH_BASIS, value, **more)


PREMIUM = said(Fact.OWN_PREMIUM, dollars="310.50")


def report_of(*facts, as_of=AS_OF, currency="USD", tasks=WORK, **more):
    return report(make.ledger_of(currency, situations=facts, tasks=tasks), as_of=as_of, **more)


def topic_of(*facts, **more):
    return report_of(*facts, **more).topics["line_by_line"]


def by_part(topic, key):
    return {part.id: part.figures[key].value for part in topic.parts}


def chosen(topic):
    return [part.id for part in topic.parts if part.note]


def test_health_cover_is_counted_in_each_of_its_three_ways() -> None:
    topic = topic_of(PREMIUM)
    (benchmark,) = topic.parts[2].figures["health"].parameters
    assert by_part(topic, "health") == {
        "employer_share": (9_325 - 1_440) * SHARE,
        "what_i_pay": Fraction("310.50") * 12 * SHARE,
        "benchmark": benchmark.value * 12 * SHARE,
    }
    assert benchmark.valid_to == date(2025, 12, 31)  # the survey of a year counts once that year has ended
    assert [part.label for part in topic.parts] == list(HEALTH_BASES.values())


def test_a_way_changes_its_total_by_what_it_counts_and_nothing_else() -> None:
    topic = topic_of(PREMIUM)
    totals, health = by_part(topic, TOTAL), by_part(topic, "health")
    assert len({totals[way] - health[way] for way in HEALTH_BASES}) == 1
    assert by_part(topic, "benefits_shortfall_per_hour") == {way: totals[way] / 52 for way in HEALTH_BASES}
    assert by_part(topic, "benefits_shortfall_share_of_net") == {
        way: totals[way] / 1000 for way in HEALTH_BASES
    }


@pytest.mark.parametrize("way", HEALTH_BASES)
def test_the_way_she_chose_counts_in_her_other_numbers(way) -> None:
    found = report_of(PREMIUM, basis(way))
    topic = found.topics["line_by_line"]
    assert chosen(topic) == [way]
    assert found.figures[TOTAL] == topic.figures[TOTAL]
    assert found.figures[TOTAL].value == by_part(topic, TOTAL)[way]
    assert found.figure("health").value == by_part(topic, "health")[way]


@pytest.mark.parametrize("facts", [(), (basis("as others do"),), (basis(None),)])
def test_an_employers_share_counts_until_she_says_otherwise(facts) -> None:
    assert chosen(topic_of(*facts)) == ["employer_share"]


def test_what_holds_on_the_last_day_of_the_period_counts_and_nothing_after_as_of() -> None:
    facts = basis("what_i_pay", ends_on=date(2026, 3, 31)), basis("benchmark", starts_on=date(2026, 4, 1))
    march = Period(date(2026, 3, 1), date(2026, 4, 1))
    assert chosen(topic_of(*facts, period=march)) == ["what_i_pay"]
    assert chosen(topic_of(*facts)) == ["benchmark"]
    assert chosen(topic_of(*facts, as_of=date(2026, 3, 31))) == ["what_i_pay"]


def test_a_premium_she_never_gave_is_unknown_and_the_total_at_least() -> None:
    found = report_of(basis("what_i_pay"))
    assert found.figure("health").reason == "premium_unknown"
    assert found.figures[TOTAL].at_least


def test_cover_from_elsewhere_leaves_nothing_to_add_in_any_way() -> None:
    topic = topic_of(PREMIUM, said(Fact.HEALTH_COVER, "spouse"))
    assert set(by_part(topic, "health").values()) == {0}
    assert {part.figures["health"].reason for part in topic.parts} == {"covered_elsewhere"}


@pytest.mark.parametrize("more", [{"place": "ES"}, {"currency": "EUR", "tasks": []}])
def test_elsewhere_and_in_other_money_no_way_has_a_value(more) -> None:
    topic = topic_of(PREMIUM, **more)
    figures = [*topic.figures.values(), *(one for part in topic.parts for one in part.figures.values())]
    assert {figure.value for figure in figures} == {None}


def test_without_figures_on_file_only_her_own_premium_counts() -> None:
    topic = topic_of(PREMIUM, parameters=Parameters(()))
    assert by_part(topic, "health") == {
        "employer_share": None,
        "what_i_pay": Fraction("310.50") * 12 * SHARE,
        "benchmark": None,
    }


@given(some_writer(), st.sampled_from(list(HEALTH_BASES)), st.none() | st.integers(0, 90_000))
@settings(max_examples=25, deadline=None)
def test_the_way_health_cover_is_counted_never_changes_another_line_or_figure(rows, way, premium) -> None:
    own = [] if premium is None else [said(Fact.OWN_PREMIUM, dollars=Fraction(premium, 100))]
    plain, other = (
        report(make.ledger_of(**rows, situations=[*own, *more]), as_of=AS_OF, rates=NO_RATES)
        for more in ([], [basis(way)])
    )
    for one, two in zip(plain.benefit_lines, other.benefit_lines, strict=True):
        assert one == two or one.figure.key == "health"
    assert {key for key in plain.figures if plain.figures[key] != other.figures[key]} <= {TOTAL}
    assert plain.topics["line_by_line"].parts[0].figures == other.topics["line_by_line"].parts[0].figures


def test_the_topic_stands_in_the_json_with_its_warning() -> None:
    found = report_json(report_of(PREMIUM, basis("benchmark")))["topics"]["line_by_line"]
    assert [part["id"] for part in found["parts"] if "note" in part] == ["benchmark"]
    assert "Never add it" in found["notes"][0]["text"]
