"""How much of the pay hangs on few platforms: the Herfindahl index of earnings (METHOD section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from reports.figures import ENOUGH_COVERAGE, Figure, Step, figure_of
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows, together
from reports.wording import N_


class PlatformMoney(NamedTuple):
    """What was earned on one platform, in whole minor units, gross, and the rows behind it.

    One row for each platform; `platform_id` is None for what was earned on no platform the log names.
    """

    platform_id: str | None
    name: str
    minor: int
    rows: Rows = NO_ROWS


def herfindahl_index(amounts: Iterable[int]) -> Fraction | None:
    """Sum of the squared shares, over 0 to 1; 1 when everything comes from one source, 1/n from n equal ones.

    Amounts of zero or less are left out: a source that took back more than it gave has no share of the pay.
    None when nothing is above zero.

    References
    ----------
    Hirschman, A. O. (1964), The Paternity of an Index, American Economic Review 54(5).

    Examples
    --------
    >>> herfindahl_index([500, 250, 250, 0, -40]), herfindahl_index([0])
    (Fraction(3, 8), None)
    """
    shares = [amount for amount in amounts if amount > 0]
    return Fraction(sum(amount * amount for amount in shares), sum(shares) ** 2) if shares else None


def concentration_figures(platforms: Iterable[PlatformMoney], *, period: Period) -> dict[str, Figure]:
    """Concentration of the earnings of a period by platform, largest platform first.

    Pay on no named platform may come from any of them; it is left out, and the figure is provisional when more
    than a fifth of the pay is such.
    """
    listed = list(platforms)
    paid = [row for row in listed if row.minor > 0]
    named = sorted(
        (row for row in paid if row.platform_id is not None), key=lambda row: (-row.minor, row.name)
    )
    total, everything = sum(row.minor for row in named), sum(row.minor for row in paid)
    value = herfindahl_index(row.minor for row in named)
    figure = figure_of(
        "platform_concentration",
        value,
        "share",
        period=period,
        reason="platform_unknown" if paid else "no_earnings",
        provisional=total < ENOUGH_COVERAGE * everything,
        steps=(
            *(_step(row, total) for row in named),
            *_left_out(everything - total, everything, sum(row.minor < 0 for row in listed)),
            Step("=", N_("Concentration"), value, "share"),
        ),
        rows=together(row.rows for row in named),
    )
    return {figure.key: figure}


def _step(row: PlatformMoney, total: int) -> Step:
    share = Fraction(row.minor, total)
    values = {"platform": row.name, "platform_share": share}
    return Step(
        "+", N_("{platform}: {platform_share} of your pay, times itself"), share * share, "share", values
    )


def _left_out(unnamed: int, everything: int, taken_back: int) -> list[Step]:
    """What the index says nothing about, where there is any."""
    steps = []
    if unnamed:
        label = N_("Left out: pay on no named platform")
        steps.append(Step("", label, Fraction(unnamed, everything), "share"))
    if taken_back:
        label = N_("Left out: platforms that took back more than they paid")
        steps.append(Step("", label, Fraction(taken_back), "count"))
    return steps
