"""How hard the work was to bear, by hours, and what hard and light hours paid."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.conditions.toll import MARKS, toll_figures
from reports.money import decimal_text
from reports.periods import Period
from reports.work import Work
from tests.reports.works import march, said, work

MARCH = Period(march(1), march(31))
KEYS = [
    "heavy_share",
    "toll_coverage",
    "effective_rate_light",
    "effective_rate_heavy",
    "repetitive_share",
    "alone_share",
]


class Part(NamedTuple):
    """Work with the same rating and marks."""

    work: Work
    toll: int | None = None
    is_repetitive: bool | None = None
    is_alone: bool | None = None


def part(hours: int | str, toll: int | None = None, net: int = 0, **marks) -> Part:
    more = {key: marks.pop(key) for key in list(marks) if not key.startswith("is_")}
    return Part(work(net, paid=hours, pay_count=1, **more), toll, **marks)


def figures_of(*parts: Part):
    marked = {
        mark: [
            (getattr(one, mark), one.work)
            for one in parts
            if one.toll is not None or getattr(one, mark) is not None
        ]
        for mark in MARKS
    }
    rated = [(one.toll, one.work) for one in parts]
    return toll_figures(rated, marked, period=MARCH, currency="USD")


def values(*parts: Part, keys=KEYS) -> list[Fraction | None]:
    found = figures_of(*parts)
    return [found[key].value for key in keys]


CHECK = (part(2, 5), part(1, 2), part(1))


def test_the_check_of_the_method_page() -> None:
    found = figures_of(*CHECK)
    assert list(found) == KEYS
    assert decimal_text(found["heavy_share"].value * 100, 1) == "66.7"
    assert decimal_text(found["toll_coverage"].value * 100, 0) == "75"


def test_the_sums_of_the_shares() -> None:
    found = figures_of(*CHECK)
    assert said(found["heavy_share"]) == [
        ("", "Hours rated 4 or 5", 2, "hours"),
        ("/", "Hours you rated", 3, "hours"),
        ("=", "Hard or crushing hours", Fraction(2, 3), "share"),
    ]
    assert said(found["toll_coverage"]) == [
        ("", "Hours you rated", 3, "hours"),
        ("/", "All hours", 4, "hours"),
        ("=", "Hours you rated", Fraction(3, 4), "share"),
    ]
    assert {found[key].unit for key in KEYS if key.endswith(("share", "coverage"))} == {"share"}
    assert {figure.period for figure in found.values()} == {MARCH}


@pytest.mark.parametrize(("toll", "heavy"), [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1)])
def test_only_four_and_five_are_heavy(toll, heavy) -> None:
    assert values(part(1, toll), keys=["heavy_share"]) == [heavy]


def test_hours_weigh_and_not_tasks_and_not_ranks() -> None:
    # Three short crushing tasks and one long light one: a mean of ranks would say 4.
    parts = [part("0.25", 5), part("0.25", 5), part("0.25", 5), part("2.25", 1)]
    assert values(*parts, keys=["heavy_share"]) == [Fraction(1, 4)]


def test_unpaid_hours_are_work_too() -> None:
    waiting = Part(work(0, unpaid=3), 5)
    assert values(waiting, part(1, 1), keys=["heavy_share"]) == [Fraction(3, 4)]


def test_light_and_heavy_hours_have_rates_of_their_own() -> None:
    parts = [
        part(5, 1, 100),
        part(5, 2, 50),
        part(5, 3, 500),
        part(5, 4, 100),
        part(5, 5, 120),
        part(5, None, 9),
    ]
    assert values(*parts, keys=["effective_rate_light", "effective_rate_heavy"]) == [15, 22]


def test_the_figure_of_a_rate_is_that_of_its_hours() -> None:
    heavy = figures_of(part(5, 4, 100, rows={"tasks": ("a",)}), part(1, 1, rows={"tasks": ("b",)}))[
        "effective_rate_heavy"
    ]
    assert said(heavy) == [
        ("", "Left after fees and costs", 100, "money"),
        ("/", "All hours: 5 paid, 0 unpaid", 5, "hours"),
        ("=", "Real hourly pay", 20, "money_per_hour"),
    ]
    assert (heavy.unit, heavy.currency, heavy.rows) == ("money_per_hour", "USD", {"tasks": ("a",)})


def test_costs_lower_the_rate_of_the_work_that_bears_them_and_move_no_share() -> None:
    done = [(1, work(100, paid=5)), (5, work(50, paid=5, rows={"tasks": ("t",)}))]
    costs = [
        (1, Work(net_of_rates=-1000)),
        (5, Work(net_of_rates=-500, rows={"expenses": ("e",)})),
        (4, Work(net_of_rates=-500)),
        (None, Work(net_of_rates=-9900)),
    ]
    found = toll_figures(done, {}, costs, period=MARCH, currency="USD")
    assert [found[key].value for key in ("effective_rate_light", "effective_rate_heavy")] == [18, 8]
    assert found["effective_rate_heavy"].rows == {"tasks": ("t",), "expenses": ("e",)}
    assert (found["heavy_share"].value, found["toll_coverage"].value) == (Fraction(1, 2), 1)
    assert found["toll_coverage"].rows == {"tasks": ("t",)}


# Coverage


@pytest.mark.parametrize(("unrated", "is_guess"), [(5, False), (6, True)])
def test_under_four_fifths_rated_all_but_the_coverage_is_provisional(unrated, is_guess) -> None:
    parts = [
        part(10, 1, 100, is_repetitive=True, is_alone=False),
        part(10, 5, 100, is_repetitive=False, is_alone=True),
        part(unrated, None, 100),
    ]
    found = figures_of(*parts)
    assert {figure.provisional for key, figure in found.items() if key != "toll_coverage"} == {is_guess}
    assert not found["toll_coverage"].provisional


def test_a_rate_of_few_hours_is_provisional_beside_the_other() -> None:
    found = figures_of(part(5, 1, 100), part("4.5", 5, 100))
    assert (found["effective_rate_light"].provisional, found["effective_rate_heavy"].provisional) == (
        False,
        True,
    )


# Marks


def test_a_task_that_is_rated_and_not_marked_is_not_marked() -> None:
    parts = [part(3, 1, is_repetitive=True), part(1, 2), part(6)]
    found = figures_of(*parts)["repetitive_share"]
    assert found.value == Fraction(3, 4)
    assert said(found) == [
        ("", "Hours marked repetitive", 3, "hours"),
        ("/", "Hours you rated or marked", 4, "hours"),
        ("=", "Repetitive hours", Fraction(3, 4), "share"),
    ]


def test_a_mark_counts_without_a_rating_too() -> None:
    parts = [
        part(2, is_alone=True),
        part(1, is_alone=False),
        part(1, 4),
        part(9),
        part(9, is_repetitive=True),
    ]
    found = figures_of(*parts)["alone_share"]
    assert found.value == Fraction(2, 4)
    assert [step.label for step in found.steps] == [
        "Hours marked alone",
        "Hours you rated or marked",
        "Hours alone",
    ]


def test_a_share_of_hours_rests_on_tasks_alone() -> None:
    found = figures_of(part(1, 5, rows={"tasks": ("a",), "payments": ("p",), "expenses": ("e",)}))
    assert found["heavy_share"].rows == {"tasks": ("a",)}
    assert found["effective_rate_heavy"].rows.keys() == {"tasks", "payments", "expenses"}


def test_each_mark_has_its_own_hours_and_rows() -> None:
    parts = [
        part(1, is_alone=True, rows={"tasks": ("a",)}),
        part(3, is_repetitive=True, rows={"tasks": ("b",)}),
        part(1, 5, rows={"tasks": ("c",)}),
        part(1, rows={"tasks": ("d",)}),
    ]
    found = figures_of(*parts)
    assert (found["repetitive_share"].value, found["alone_share"].value) == (Fraction(3, 4), Fraction(1, 2))
    assert found["repetitive_share"].rows == {"tasks": ("b", "c")}
    assert found["alone_share"].rows == {"tasks": ("a", "c")}
    assert found["heavy_share"].rows == {"tasks": ("c",)}
    assert found["toll_coverage"].rows == {"tasks": ("a", "b", "c", "d")}


# No value


def reasons(*parts: Part) -> list[str | None]:
    return [figure.reason for figure in figures_of(*parts).values()]


def test_why_there_is_no_value() -> None:
    nothing = ["no_toll", "no_hours", "no_hours_rated_so", "no_hours_rated_so", "no_marks", "no_marks"]
    assert reasons() == nothing
    assert values() == [None] * 6
    assert reasons(part(3)) == [nothing[0], None, *nothing[2:]]
    assert reasons(part(3, 3)) == [None, None, *nothing[2:]]
    marked = [part(3, 3, is_alone=False), part(1, 3, is_alone=False)]
    assert reasons(*marked) == [None, None, *nothing[2:5], None]
    assert values(*marked, keys=["alone_share"]) == [0]
    assert values(part(3), keys=["toll_coverage"]) == [0]


def test_hours_whose_pay_nobody_knows_have_no_rate() -> None:
    found = figures_of(Part(Work(paid_seconds=3600), 1))
    assert found["effective_rate_light"].reason == "no_earnings"
    assert not found["effective_rate_light"].provisional


parts_of_work = st.lists(
    st.builds(
        part,
        st.integers(0, 9),
        st.none() | st.integers(1, 5),
        st.integers(-50, 500),
        is_repetitive=st.none() | st.booleans(),
        is_alone=st.none() | st.booleans(),
    ),
    max_size=10,
)


@given(parts_of_work)
def test_hour_by_hour_the_shares_are_the_same(parts) -> None:
    """Lay all hours out in a row and count them."""
    row = [one for one in parts for _ in range(int(one.work.hours))]
    rated = [one for one in row if one.toll]
    heavy, covered, _, _, repetitive, alone = values(*parts)

    def share(part_of, whole) -> Fraction | None:
        return Fraction(len(part_of), len(whole)) if whole else None

    assert heavy == share([one for one in rated if one.toll > 3], rated)
    assert covered == share(rated, row)
    for mark, found in (("is_repetitive", repetitive), ("is_alone", alone)):
        if all(getattr(one, mark) is None for one in parts):
            assert found is None
        else:
            asked = [one for one in row if one.toll or getattr(one, mark) is not None]
            assert found == share([one for one in asked if getattr(one, mark)], asked)


@given(parts_of_work, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(parts, random) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert figures_of(*shuffled) == figures_of(*parts)
