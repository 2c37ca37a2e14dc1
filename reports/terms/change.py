"""A change from one rate or price to another, as a share of the first one."""

from __future__ import annotations

from fractions import Fraction

from reports.definitions import definition_of
from reports.figures import Coverage, Figure, Step
from reports.periods import Period
from reports.row_ids import together
from reports.wording import N_


def change_share(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    """The change as a share of what was before; None without either, or when there was no pay before.

    >>> round(float(change_share(Fraction(21), Fraction(16))), 3)
    -0.238
    """
    if before is None or after is None or before <= 0:
        return None
    return (after - before) / before


def change_figure(key: str, before: Figure, after: Figure, *, is_little: bool = False) -> Figure:
    """The change from one rate or price to another, with its sum; over the days of both.

    Parameters
    ----------
    key
        Of the change; its definition has the words.
    before, after
        Rates or prices of one currency; in two currencies nothing is compared.
    is_little
        Whether one side rests on too little work, so that the change is provisional.
    """
    is_one_currency = before.currency == after.currency
    share = change_share(before.value, after.value) if is_one_currency else None
    steps = (
        Step("", N_("After the change"), after.value, after.unit),
        Step("-", N_("Before the change"), before.value, before.unit),
        Step("/", N_("Before the change"), before.value, before.unit),
        Step("=", definition_of(key).name, share, "share"),
    )
    return Figure(
        key,
        share,
        "share",
        Period(min(before.period.start, after.period.start), max(before.period.end, after.period.end)),
        currency=after.currency if is_one_currency else None,
        reason=None if share is not None else _why_no_change(before, after),
        provisional=share is not None and is_little,
        coverage=_thinner(before.coverage, after.coverage),
        steps=steps if is_one_currency else (),
        rows=together([before.rows, after.rows]),
    )


def _why_no_change(before: Figure, after: Figure) -> str:
    missing = before.reason or after.reason
    if missing is None:
        return "no_pay_before" if before.currency == after.currency else "two_currencies"
    return missing


def _thinner(one: Coverage | None, other: Coverage | None) -> Coverage | None:
    """What both sides reach."""
    if one is None or other is None:
        return None
    return Coverage(
        _least(one.pay_with_time, other.pay_with_time), _least(one.time_priced, other.time_priced)
    )


def _least(*shares: Fraction | None) -> Fraction | None:
    return min((share for share in shares if share is not None), default=None)
