"""The distance to guild health cover as figures, and gig pay beside the threshold."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reports.figures import Figure, Step, Unit, figure_of
from reports.guild.eligibility import CURRENCY, Eligibility
from reports.guild.quarters import Earned
from reports.row_ids import NO_ROWS, together
from reports.wording import N_

_ZERO = Fraction(0)
_ENTERED = N_("Covered earnings you entered, {first} to {last}")
_NOT_COVERED = N_("Gig pay, which is not covered earnings")


def guild_figures(found: Eligibility, *, applies: bool = True) -> dict[str, Figure]:
    """The distance to guild health cover, the share reached, and gig pay as a share of the threshold.

    Where the threshold is “at least” so much the distance is too; the shares are then at most so much, and
    their sum says so. Where the pay is not in dollars or the work not in the United States it does not apply, and
    no figure has a value.
    """
    listed = [_threshold(found), _covered(found), _distance(found), _reached(found), _gig_share(found)]
    if not applies:
        listed = [
            Figure(figure.key, None, figure.unit, figure.period, reason="us_only", rows=figure.rows)
            for figure in listed
        ]
    return {figure.key: figure for figure in listed}


def _threshold(found: Eligibility) -> Figure:
    known = found.threshold
    value = known.amount if known else None
    steps = [known.step()] if known else []
    figure = _figure("guild_health_threshold", value, "money", found, None, "no_value_on_file", steps)
    return replace(figure, at_least=found.is_at_least)


def _covered(found: Eligibility) -> Figure:
    earned = found.covered
    value = earned.amount if earned else None
    steps = []
    if earned is not None:
        steps = [
            Step("", _ENTERED, earned.amount, "money", _days(earned)),
            Step("+", _NOT_COVERED, _ZERO, "money"),
            Step("=", N_("Covered earnings"), earned.amount, "money"),
        ]
    figure = _figure("covered_earnings", value, "money", found, earned, "no_covered_earnings", steps)
    return replace(figure, parameters=(), rows=earned.rows if earned else NO_ROWS)


def _distance(found: Eligibility) -> Figure:
    known, earned, value = found.threshold, found.covered, found.distance
    steps = []
    if known is not None and earned is not None:
        label = N_("Covered earnings you entered, up to that amount, {first} to {last}")
        steps = [
            known.step(),
            Step("-", label, min(earned.amount, known.amount), "money", _days(earned)),
            Step("-", _NOT_COVERED, _ZERO, "money"),
            Step("=", N_("Still missing for guild health cover"), value, "money"),
        ]
    reason = "no_covered_earnings" if known else "no_value_on_file"
    figure = _figure("distance_to_guild_health", value, "money", found, earned, reason, steps)
    return replace(figure, at_least=found.is_at_least and value is not None)


def _reached(found: Eligibility) -> Figure:
    result = N_("Share of the threshold reached")
    steps = _share_steps(found, found.covered, _ENTERED, result)
    reason = "no_covered_earnings" if found.threshold else "no_value_on_file"
    key, value = "guild_health_share_reached", found.share(found.covered)
    return _figure(key, value, "share", found, found.covered, reason, steps)


def _gig_share(found: Eligibility) -> Figure:
    label = N_("Gig pay, {first} to {last}, as if it were covered earnings; it is not")
    steps = _share_steps(found, found.gig, label, N_("Gig pay as a share of the threshold"))
    reason = "no_earnings" if found.threshold else "no_value_on_file"
    key, value = "gig_pay_share_of_guild_threshold", found.share(found.gig)
    return _figure(key, value, "share", found, found.gig, reason, steps)


def _share_steps(found: Eligibility, earned: Earned | None, label: str, result: str) -> list[Step]:
    if found.threshold is None or earned is None:
        return []
    return [
        Step("", label, earned.amount, "money", _days(earned)),
        found.threshold.step("/"),
        Step("=", result, found.share(earned), "share"),
    ]


def _days(earned: Earned) -> dict[str, object]:
    return {"first": earned.days.start, "last": earned.days.last}


def _figure(  # noqa: PLR0917 - one line for each figure above
    key: str,
    value: Fraction | None,
    unit: Unit,
    found: Eligibility,
    earned: Earned | None,
    reason: str,
    steps: list[Step],
) -> Figure:
    figure = figure_of(
        key,
        value,
        unit,
        period=earned.days if earned else found.quarter,
        reason=reason,
        currency=CURRENCY if unit == "money" else None,
        steps=tuple(steps),
        rows=together(part.rows for part in (found.threshold, earned) if part),
    )
    row = found.threshold.row if found.threshold else None
    return replace(figure, parameters=(row,) if row else ())
