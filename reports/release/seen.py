"""What a platform sees of its writers without their telling it: hours where all are paid, and amounts of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from reports.cohorts import Place
from reports.disclosure import Rules, Vague
from reports.programme import Answer, How, Unit
from reports.release.books import PAID_TIME
from reports.release.cells import Protected
from reports.release.deductions import GROSS, NETS
from reports.release.figures import Key
from reports.release.precision import told

#: Rates that are those of paid time where all time is paid; after fees and costs, where there are none.
OF_ALL_HOURS = frozenset({GROSS, *NETS})
#: With less unpaid time than this, all hours are as good as the paid ones.
_HARDLY_ANY = Fraction(1, 20)

_OF_ONE_WRITER = frozenset({How.LOWER_QUARTILE, How.MEDIAN, How.UPPER_QUARTILE})
#: What each writer has an amount of her own of, as good as a name.
_AMOUNTS = frozenset({Unit.HOURS, Unit.COUNT})


def are_seen(cells: Protected, place: Place) -> bool:
    """Whether the platform pays for nearly all hours of a place: of all writers together, or of the middle one."""
    shares, paid_hours, all_hours = [], Fraction(0), Fraction(0)
    for number in cells.present[place]:
        answers = cells.writers[number].answers
        hours = answers.get(GROSS, {}).get(place)
        if hours and hours.under:
            paid = answers.get(PAID_TIME, {}).get(place, Answer(Fraction(0), Fraction(0))).under
            shares.append(1 - paid / hours.under)
            paid_hours, all_hours = paid_hours + paid, all_hours + hours.under
    return bool(shares) and min(1 - paid_hours / all_hours, median(shares)) < _HARDLY_ANY


def is_of_enough(key: Key, value: Fraction | Vague | None, cells: Protected, rules: Rules) -> bool:
    """Whether k writers have an amount that is told the same as this quantile of amounts; true of anything else."""
    _, how, unit = key.asked
    if how not in _OF_ONE_WRITER or unit not in _AMOUNTS:
        return True
    return sum(told(one.over / one.under, unit, how) == value for one in _answers(key, cells)) >= rules.k


def _answers(key: Key, cells: Protected) -> Iterator[Answer]:
    for number in cells.present[key.place]:
        answer = cells.writers[number].answers.get(key.asked.question, {}).get(key.place)
        if answer:
            yield answer
