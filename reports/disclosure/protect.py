"""The pattern of a cohort: rules first, then the attack from outside, then that of each contributor."""

from __future__ import annotations

from collections.abc import Callable

from reports.cohorts import Cohort
from reports.disclosure.insider import insiders
from reports.disclosure.levels import levels
from reports.disclosure.pattern import OutOfTime, Pattern, Search, whole_rows
from reports.disclosure.rules import Rules, primary

#: Of the solver, unless whoever asks says otherwise.
SECONDS_OF_A_CALL = 30.0
_INSIDER_ROUNDS = 20


def protect(
    cohort: Cohort,
    rules: Rules,
    seconds: float = SECONDS_OF_A_CALL,
    *,
    also: frozenset[int] = frozenset(),
    is_over: Callable[[], bool] = lambda: False,
) -> Pattern:
    """Which cells of a cohort are not shown.

    The same cohort and rules give the same pattern, as long as the time suffices.

    Parameters
    ----------
    cohort
        Of any number of writers; of none, nothing is hidden.
    rules
        For every table alike.
    seconds
        For each call of the solver, above 0. When they are over, cells are added one by one instead.
    also
        Cells that must be hidden for another reason; they are protected, and count, like those that break a rule.
    is_over
        Whether the time for all of it is over, by the clock of whoever asks. Then whole rows are hidden, untried: the
        audit says whether that is enough.

    Raises
    ------
    NoPattern
        When nothing protects the cells.
    """
    unsafe = primary(cohort, rules) | also
    try:
        return _searched(cohort, rules, unsafe, Search(cohort, unsafe, seconds, is_over))
    except OutOfTime:
        return Pattern(whole_rows(cohort, unsafe), unsafe)


def _searched(cohort: Cohort, rules: Rules, unsafe: frozenset[int], search: Search) -> Pattern:
    outside = list(levels(cohort, unsafe, rules))
    search.cheapest(outside)
    demands = [*outside, *insiders(cohort, unsafe, rules)]
    # Each round asks for cells that were not asked for before, so it ends; mostly there is no second one.
    while True:
        hidden = search.cheapest(demands, _INSIDER_ROUNDS)
        known = search.known(hidden)
        idle = {cell for cell, found in known.items() if search.is_idle(cell, found)}
        if known.keys() <= idle:
            return Pattern(hidden - idle, unsafe)
        demands += [one for cell, found in known.items() if cell not in idle for one in found]
