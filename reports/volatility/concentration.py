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

    One row for each platform; `platform_id` is None for what was earned on no platform the log names, `minor` where
    there was paid work and nobody knows its pay.
    """

    platform_id: str | None
    name: str
    minor: int | None
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
    than a fifth of the pay is such. A platform whose pay nobody knows is left out too, and always makes it so.
    """
    listed = list(platforms)
    known = [(row, row.minor) for row in listed if row.minor is not None]
    paid = [(row, minor) for row, minor in known if minor > 0]
    named = sorted(
        ((row, minor) for row, minor in paid if row.platform_id is not None),
        key=lambda found: (-found[1], found[0].name),
    )
    total, everything = (sum(minor for _, minor in rows) for rows in (named, paid))
    value = herfindahl_index(minor for _, minor in named)
    unknown = len(listed) - len(known)
    figure = figure_of(
        "platform_concentration",
        value,
        "share",
        period=period,
        reason="platform_unknown" if paid else "no_earnings",
        provisional=unknown > 0 or total < ENOUGH_COVERAGE * everything,
        steps=(
            *(_step(row.name, Fraction(minor, total)) for row, minor in named),
            *_left_out(everything - total, everything, sum(minor < 0 for _, minor in known), unknown),
            Step("=", N_("Concentration"), value, "share"),
        ),
        rows=together(row.rows for row, _ in named),
    )
    return {figure.key: figure}


def _step(name: str, share: Fraction) -> Step:
    label = N_("{platform}: {platform_share} of your pay, times itself")
    return Step("+", label, share * share, "share", {"platform": name, "platform_share": share})


def _left_out(unnamed: int, everything: int, taken_back: int, unknown: int) -> list[Step]:
    """What the index says nothing about, where there is any."""
    steps = []
    if unnamed:
        label = N_("Left out: pay on no named platform")
        steps.append(Step("", label, Fraction(unnamed, everything), "share"))
    if taken_back:
        label = N_("Left out: platforms that took back more than they paid")
        steps.append(Step("", label, Fraction(taken_back), "count"))
    if unknown:
        label = N_("Left out: platforms whose pay is not known")
        steps.append(Step("", label, Fraction(unknown), "count"))
    return steps
