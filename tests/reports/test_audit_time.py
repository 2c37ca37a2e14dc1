"""An attack that is out of time proves nothing, and says so: never that nothing was found."""

from itertools import count

import pytest

from reports.audit import Demands, NotReleasable, Unproved, audit, check_releasable, insider, outsider
from tests.reports.audited_tables import cells, grid
from tests.reports.composed_cohorts import composed

DEMANDS = Demands(k=5, p=10)
SAFE = "A X=200 Y=300\nB X=400 Y=250"
MADE = grid(SAFE, alone=["AX"])
FOUR = cells(MADE, "AX AY BX BY")


def after(calls):
    """Over once it was asked so often."""
    asked = count(1)
    return lambda: next(asked) > calls


def asked_in_all():
    """How often the whole attack asks for the time."""
    calls = count()
    audit(MADE, FOUR, DEMANDS, is_over=lambda: next(calls) < 0)
    return next(calls)


@pytest.mark.parametrize("attack", [audit, check_releasable])
def test_wherever_the_time_is_over_a_pattern_that_would_withstand_is_not_proved(attack):
    in_all = asked_in_all()
    assert in_all > 10
    for calls in range(in_all):
        with pytest.raises(Unproved):
            attack(MADE, FOUR, DEMANDS, is_over=after(calls))
    assert attack(MADE, FOUR, DEMANDS, is_over=after(in_all)).is_releasable


@pytest.mark.parametrize("attack", [outsider, insider])
def test_each_attacker_looks_at_the_clock(attack):
    with pytest.raises(Unproved):
        list(attack(MADE, FOUR, DEMANDS, is_over=lambda: True))
    assert not list(attack(MADE, FOUR, DEMANDS, is_over=lambda: False))


def test_who_is_refused_for_want_of_time_reads_a_sentence_without_a_cell():
    with pytest.raises(NotReleasable) as refused:
        check_releasable(MADE, FOUR, DEMANDS, is_over=lambda: True)
    assert str(refused.value) == ("These tables cannot be released. The time was over before the attack was.")
    assert refused.value.counts == {}


def test_what_is_being_told_of_a_finding_is_cut_short_too():
    made, calls = composed(1, 300, platforms=6, kinds=5), count()
    lonely = frozenset({made.number(platform="P0", kind="K0")})
    found = audit(made, lonely, DEMANDS, is_over=lambda: next(calls) < 0).findings
    assert found
    with pytest.raises(Unproved):
        audit(made, lonely, DEMANDS, is_over=after(next(calls) - 1))


def test_where_nothing_is_hidden_no_time_is_needed():
    assert check_releasable(grid(SAFE), frozenset(), DEMANDS, is_over=lambda: True).is_releasable
