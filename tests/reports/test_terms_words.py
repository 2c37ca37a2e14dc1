"""Every figure of terms, toll, conditions and credit has its words, its unit and a reason where it has no value."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from reports.conditions.contributions import Contribution, contribution_statement
from reports.conditions.credit import ContractCredit, by_rights, credit_figures
from reports.conditions.reviews import condition_figures, conditions
from reports.conditions.toll import toll_figures
from reports.definitions import DEFINITIONS, PAY_TERMS, TASK_KINDS, TOLLS, UNITS
from reports.definitions.benefits import BENEFITS
from reports.definitions.conditions import CONDITIONS
from reports.definitions.credit import CREDIT
from reports.definitions.definition import COUNT, DAYS, HOURS, MONEY, PER_HOUR, SHARE
from reports.definitions.gaps import GAPS
from reports.definitions.owed import OWED
from reports.definitions.pay import PAY
from reports.definitions.rates import RATES
from reports.definitions.tax import TAX
from reports.definitions.terms import TERMS
from reports.definitions.toll import TOLL
from reports.figures import REASONS, Figure
from reports.periods import Period
from reports.terms.credited import TrackedTime, credited_figures
from reports.terms.kept import PromisedTime, promised_and_real
from reports.terms.onboarding import ContractStart, onboarding, onboarding_figures
from reports.terms.pay_changes import pay_changes
from reports.terms.payback import Line
from reports.terms.promises import Contract
from reports.work import NOTHING
from tests.reports.works import march, promise, work

MARCH = Period.through(march(1), march(31))
UNIT_WORDS = {
    "money": MONEY,
    "money_per_hour": PER_HOUR,
    "hours": HOURS,
    "days": DAYS,
    "share": SHARE,
    "count": COUNT,
}
USD = {"period": MARCH, "currency": "USD"}


def without_anything() -> list[Figure]:
    start = ContractStart("c", "heron", NOTHING, ())
    begun = onboarding(start, Line(None), usual_rate=None, **USD)
    return [
        *pay_changes([], [], {}, as_of=march(31), **USD).figures.values(),
        *promised_and_real(NOTHING, [], **USD).values(),
        *begun.figures.values(),
        *onboarding_figures([begun], [], usual_rate=None, **USD).values(),
        *credited_figures([], paid_seconds=0, **USD).values(),
        *toll_figures([], **USD).values(),
        *condition_figures([], MARCH).values(),
        *conditions([], MARCH)[0].figures.values(),
        *credit_figures([], MARCH).values(),
    ]


def with_something() -> list[Figure]:
    terms = [promise(1), promise(9, rate=1600)]
    (change,) = pay_changes(terms, [Contract("c", "heron")], {}, as_of=march(31), **USD).changes
    (group,) = by_rights([ContractCredit("c", "yes", "no", "all", ("t",))], MARCH)
    row = Contribution(march(1), "ranking", "pair", False, "no", None, 3600, 3600, 5, 5, 500)
    statement = contribution_statement([row], **USD)
    return [
        *change.figures.values(),
        *promised_and_real(work(10, paid=1), [PromisedTime("t", Fraction(20), 3600)], **USD).values(),
        *credited_figures([TrackedTime("c", 60, 30, Fraction(6))], paid_seconds=60, **USD).values(),
        *group.figures.values(),
        *statement.figures.values(),
        *statement.lines[0].figures.values(),
    ]


def test_no_key_is_defined_twice() -> None:
    tables = (PAY, RATES, TAX, BENEFITS, GAPS, OWED, TERMS, TOLL, CONDITIONS, CREDIT)
    keys = Counter(key for table in tables for key in table)
    assert set(keys.values()) == {1}
    assert all(DEFINITIONS[key] is table[key] for table in tables for key in table)


def test_every_figure_has_its_definition_with_its_unit_or_a_reason() -> None:
    made = [*without_anything(), *with_something()]
    for figure in made:
        assert UNIT_WORDS[figure.unit] == DEFINITIONS[figure.key].unit_note, figure.key
        assert (figure.value is None) == (figure.reason in REASONS), figure.key
    assert set(TERMS) | set(TOLL) | set(CONDITIONS) | set(CREDIT) <= {figure.key for figure in made}


@pytest.mark.parametrize("figure", without_anything(), ids=lambda figure: figure.key)
def test_nothing_logged_is_never_a_rate_and_never_provisional(figure: Figure) -> None:
    assert figure.value in (None, 0)
    assert (figure.provisional, figure.at_least) == (False, False)
    assert figure.value is None or figure.unit in ("hours", "money", "count")


def test_the_sections_are_those_of_the_method() -> None:
    assert {one.section for one in TERMS.values()} == {"10a"}
    assert {one.section for table in (TOLL, CONDITIONS, CREDIT) for one in table.values()} == {"10b"}


def test_what_can_change_has_words() -> None:
    assert set(promise().pay_terms) == set(PAY_TERMS)
    assert sorted(TOLLS) == [1, 2, 3, 4, 5]
    assert all(name == name.strip().casefold().removesuffix("s") for name in UNITS)
    assert "other" in TASK_KINDS
