"""What a rate after fees and costs tells of fees and costs, to somebody who knows what was paid.

No figure is of deductions alone. But the net rate of a place, taken from its gross rate and multiplied with its hours,
is what its writers had to pay together, and that may be one writer's. What protects her is that rates are rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from reports.cohorts import Place, pooled
from reports.disclosure import Rules
from reports.disclosure.rules import lack_of
from reports.programme import Answer, How, Unit
from reports.release.cells import Protected
from reports.release.figures import WITHHELD, Asked, Draft, Key
from reports.release.precision import step_of, told

#: Both for each hour, paid or not, of the same hours.
GROSS, NET = "all_hours_rate", "effective_hourly_rate"
#: Those of light and of hard work are the net rate itself where all work is of one kind.
NETS = frozenset({NET, "effective_rate_light", "effective_rate_heavy"})


class _Kept(NamedTuple):
    """What one writer was paid, and what she kept of it."""

    gross: Answer
    net: Answer


def deductions_kept(drafts: Mapping[Key, Draft], cells: Protected, rules: Rules) -> dict[Key, Draft]:
    """The figures, without the pooled net rates that would tell somebody's fees and costs.

    Gross pay and hours are taken as known to the last cent and second, whether or not they are told. Then the fees and
    costs of a place are known to half a step of its net rate, times its hours. Either end must be as far from the truth
    as a hidden sum's would have to be: by what the p % rule lacks, and by p % of it all where fewer than k writers had
    any.

    Parameters
    ----------
    drafts
        Every figure of the release.
    cells
        Whose answers they are made of.
    rules
        k and p.
    """
    asked = {key.place for key in drafts if key.asked == Asked(NET, How.POOLED, Unit.RATE)}
    telling = {place for place in asked if cells.is_shown(place) and _tells(list(_of(cells, place)), rules)}
    return {
        key: draft._replace(figure=WITHHELD) if draft.is_told and _is_net_of(key, telling) else draft
        for key, draft in drafts.items()
    }


def _is_net_of(key: Key, places: set[Place]) -> bool:
    return key.place in places and key.asked.question in NETS and key.asked.how is How.POOLED


def _of(cells: Protected, place: Place) -> Iterator[_Kept]:
    for number in cells.present[place]:
        answers = cells.writers[number].answers
        gross, net = (answers.get(question, {}).get(place) for question in (GROSS, NET))
        if gross and net:
            yield _Kept(gross, net)


def _tells(writers: Sequence[_Kept], rules: Rules) -> bool:
    hours = [one.net.under for one in writers]
    value = pooled([one.net.over for one in writers], hours)
    if value is None:
        return False
    shown = told(value, Unit.RATE, How.POOLED)
    to_the_nearer_end = step_of(value, Unit.RATE) / 2 - abs(value - Fraction(shown))
    return _needed([abs(one.gross.over - one.net.over) for one in writers], rules) > to_the_nearer_end * sum(
        hours
    )


def _needed(deductions: Sequence[Fraction], rules: Rules) -> Fraction:
    """How far from the truth what is known of these must end, in their unit."""
    some = [one for one in deductions if one]
    unit = lcm(*(one.denominator for one in some))
    by_number = rules.p * sum(some) if len(some) < rules.k else 0
    return max(Fraction(lack_of([int(one * unit) for one in some], rules), unit), Fraction(by_number)) / 100
