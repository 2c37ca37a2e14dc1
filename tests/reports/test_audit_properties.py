"""What holds for every table, and the same answers from slow twins written another way."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from reports.audit import Demands, Kind, attacks, insider, intervals, outsider
from reports.cohorts import Contribution, Layout, Measure, cohort
from tests.reports.audited_tables import cells, crowd, found, learned, possible
from tests.reports.composed_cohorts import composed, named, table

INNER = [row + column for row, column in product("ABC", "XYZ")]
DEMANDS = Demands(k=3, p=10)


def grids(low, high):
    return st.lists(st.integers(low, high), min_size=9, max_size=9)


def hidden_names(most=9):
    return st.lists(st.sampled_from(INNER), min_size=1, max_size=most, unique=True)


def three_by_three(amounts, made=lambda amount: amount):
    rows = {row: {} for row in "ABC"}
    for name, amount in zip(INNER, amounts, strict=True):
        rows[name[0]][name[1]] = made(amount)
    return table(rows)


@settings(deadline=None, max_examples=30)
@given(amounts=grids(0, 3), names=hidden_names(6))
def test_an_interval_is_that_of_all_whole_tables_with_the_same_sums(amounts, names):
    made = three_by_three(amounts)
    hidden = cells(made, " ".join(names))
    pay = next(attacks(made, hidden))
    twin = possible(made.sums[0], hidden)
    seen = intervals(pay, hidden)
    assert {cell: twin[cell] for cell in seen} == seen
    values = made.sums[0].values
    assert all(twin[cell] == (values[cell], values[cell]) for cell in hidden - seen.keys()), "not attacked: 0"


@settings(deadline=None, max_examples=20)
@given(
    counts=st.lists(st.integers(0, 2), min_size=12, max_size=12),
    secret=st.lists(st.integers(0, 11), min_size=1, max_size=7, unique=True),
)
def test_writers_in_three_dimensions_are_attacked_as_whole_numbers(counts, secret):
    layout = Layout("cube", {"a": named("a", 2), "b": named("b", 2), "c": named("c", 3)})
    places = [dict(zip("abc", values, strict=True)) for values in product(*layout.dimensions.values())]
    writers = [place for place, count in zip(places, counts, strict=True) for _ in range(count)]
    made = cohort(
        [layout],
        {"cube": [Contribution(who, place, {Measure.PAY: 1}) for who, place in enumerate(writers)]},
        len(writers),
    )
    hidden = frozenset(made.number(**places[place]) for place in secret)
    attack = next(one for one in attacks(made, hidden) if one.measure is Measure.WRITERS)
    twin = possible(made.sums[-1], hidden)
    seen = intervals(attack, hidden)
    assert {cell: twin[cell] for cell in seen} == seen


@settings(deadline=None, max_examples=40)
@given(amounts=grids(1, 12), alone=st.sets(st.sampled_from(INNER), min_size=1, max_size=5))
def test_hiding_only_what_is_sensitive_is_caught_wherever_the_public_can_count_back(amounts, alone):
    rows = {row: {} for row in "ABC"}
    for name, amount in zip(INNER, amounts, strict=True):
        rows[name[0]][name[1]] = amount if name in alone else crowd(300 + amount)
    made = table(rows)
    hidden = cells(made, " ".join(alone))
    twin = possible(made.sums[0], hidden)
    expected_known, expected_narrow = set(), set()
    for name in alone:
        (cell,) = cells(made, name)
        value, (low, high) = int(made.sums[0].values[cell]), twin[cell]
        if low == high:
            expected_known.add(name)
        elif 10 * (high - value) < value or 10 * (value - low) < value:
            expected_narrow.add(name)
    findings = list(outsider(made, hidden, DEMANDS))
    assert found(findings, Kind.KNOWN) == expected_known
    assert found(findings, Kind.NARROW) == expected_narrow


@settings(deadline=None, max_examples=30)
@given(amounts=grids(10, 50))
def test_the_grand_total_alone_tells_the_public_nothing(amounts):
    made = three_by_three(amounts)
    everything = frozenset(range(len(made.cells))) - {made.number()}
    assert not list(outsider(made, everything, DEMANDS))


def test_where_even_the_total_is_hidden_there_is_no_upper_end():
    made = three_by_three([10] * 9)
    everything = frozenset(range(len(made.cells)))
    assert set(learned(made, everything).values()) == {(0, float("inf"))}


@settings(deadline=None, max_examples=30)
@given(amounts=grids(0, 20), names=hidden_names(), more=st.sampled_from([*INNER, "A.", ".X", ".."]))
def test_one_more_hidden_cell_never_makes_an_interval_narrower(amounts, names, more):
    made = three_by_three(amounts)
    hidden = cells(made, " ".join(names))
    wider = hidden | cells(made, more)
    for before, after in zip(attacks(made, hidden), attacks(made, wider), strict=True):
        then = intervals(after, wider)
        for cell, (low, high) in intervals(before, hidden).items():
            assert then[cell][0] <= low + 1e-6
            assert then[cell][1] >= high - 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_every_insider_against_everybody_else_one_linear_programme_each(seed):
    made = composed(seed, 9, platforms=3, kinds=2)
    chance = np.random.default_rng(seed)
    hidden = frozenset(chance.choice(len(made.cells), 8, replace=False).tolist())
    expected = {
        (made.cells[cell], sums.measure)
        for sums in made.sums
        for cell in _told_by_insiders(made, sums, hidden)
    }
    told = {(one.place, one.measure) for one in insider(made, hidden, DEMANDS)}
    assert {one for one in told if one[1] is not Measure.WRITERS} == {
        one for one in expected if one[1] is not Measure.WRITERS
    }
    assert told >= expected, "writers are counted whole, which can only tell more"


def _told_by_insiders(made, sums, hidden):
    held, values = sums.holdings.toarray(), sums.values
    present = made.present.toarray()[sums.cells]
    secret = [place for place, cell in enumerate(sums.cells) if int(cell) in hidden]
    rows = np.zeros((len(sums.equations), len(values)))
    for row, (total, parts) in zip(rows, sums.equations, strict=True):
        row[total], row[list(parts)] = -1, 1
    for place in secret:
        for askers in _askers(made, sums, hidden, place):
            theirs = held[:, askers].sum(axis=1)
            if not theirs[secret].any():
                continue
            bounds = [
                (theirs[at], None) if at in secret else (value, value) for at, value in enumerate(values)
            ]
            for at in secret:
                if present[at].any() and present[at].sum() == present[at, askers].sum():
                    bounds[at] = (values[at], values[at])
            aim = np.zeros(len(values))
            aim[place] = -1
            found_ = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds)
            most = np.inf if found_.status == 3 else -found_.fun
            others = np.delete(held[place], askers)
            if any(most - theirs[place] < 1.1 * other - 1e-4 for other in others if other):
                yield int(sums.cells[place])


def _askers(made, sums, hidden, place):
    """Every writer; the two who are a hidden cell together, where the cell is one that no rule lets be shown."""
    present = made.present.toarray()
    yield from ([writer] for writer in range(present.shape[1]))
    cell = sums.cells[place]
    ordered = [
        -np.sort(-one.holdings.toarray()[at]) for one in made.sums for at in np.flatnonzero(one.cells == cell)
    ]
    if made.writers[cell] < 3 or any(amounts[2:].sum() < 0.1 * amounts[0] for amounts in ordered):
        yield from (np.flatnonzero(present[one]).tolist() for one in sorted(hidden) if made.writers[one] == 2)
