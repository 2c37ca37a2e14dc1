"""Promised against real: what is kept of a promise on one platform or contract, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from reports.figures import ENOUGH_COVERAGE, Figure, Step
from reports.periods import Period
from reports.rates import advertised_rate, ratio
from reports.row_ids import together
from reports.sums import SECONDS_PER_HOUR
from reports.terms.intervals import RateInterval, rate_interval
from reports.wording import N_
from reports.work import Work, effective_figure, in_hours, in_major


class PromisedTime(NamedTuple):
    """Paid time under terms with a promised rate; `hourly` in major units an hour."""

    terms_id: str
    hourly: Fraction
    paid_seconds: int


def promised_and_real(
    work: Work,
    promised: Sequence[PromisedTime],
    *,
    by_contract: Sequence[Work] = (),
    by_week: Sequence[Work] = (),
    period: Period,
    currency: str,
) -> dict[str, Figure]:
    """Promised rate, real rate, the share kept, and the interval of the real rate.

    Parameters
    ----------
    work
        Everything on the platform or the contract in the period.
    promised
        Its paid time by terms, in `currency`; work without a promised rate is not in it.
    by_contract, by_week
        The same work split by contract, and by week (Monday to Sunday). The interval rests on contracts where
        there are enough of them, since weeks of one contract are alike; else on weeks; else there is none.
    period
        The days of all of it.
    currency
        Of all sums and rates.
    """
    real = effective_figure("effective_hourly_rate", work, period=period, currency=currency)
    promise = _advertised(work, promised, period, currency)
    return {
        promise.key: promise,
        real.key: real,
        "kept_share": _kept(promise, real),
        **_interval_figures(real, by_contract, by_week, currency),
    }


def _advertised(work: Work, promised: Sequence[PromisedTime], period: Period, currency: str) -> Figure:
    """Provisional when it stands for less than four fifths of the paid hours: it is no yardstick for the rest."""
    pairs = [(one.hourly, in_hours(one.paid_seconds)) for one in promised]
    value, hours = advertised_rate(pairs), sum((hours for _, hours in pairs), Fraction(0))
    label = N_("{hours} paid hours promised at {rate} an hour")
    steps = (
        *(Step("+", label, rate * h, "money", {"hours": h, "rate": rate}) for rate, h in pairs),
        Step("/", N_("Paid hours with a promised rate"), hours, "hours"),
        Step("=", N_("Promised hourly rate"), value, "money_per_hour"),
    )
    return Figure(
        "advertised_rate",
        value,
        "money_per_hour",
        period,
        currency=currency,
        reason="no_advertised_rate" if value is None else None,
        provisional=value is not None and hours < ENOUGH_COVERAGE * work.paid_hours,
        coverage=work.coverage,
        steps=steps if value is not None else (),
        rows=together([{"terms": tuple(one.terms_id for one in promised)}]),
    )


def _kept(promise: Figure, real: Figure) -> Figure:
    share = ratio(real.value, promise.value)
    return replace(
        real,
        key="kept_share",
        value=share,
        unit="share",
        reason=None if share is not None else real.reason or promise.reason or "no_advertised_rate",
        provisional=share is not None and (promise.provisional or real.provisional),
        steps=(
            Step("", N_("Real hourly pay"), real.value, "money_per_hour"),
            Step("/", N_("Promised hourly rate"), promise.value, "money_per_hour"),
            Step("=", N_("Share of the promise you kept"), share, "share"),
        ),
        rows=together([promise.rows, real.rows]),
    )


def _interval_figures(
    real: Figure, by_contract: Iterable[Work], by_week: Iterable[Work], currency: str
) -> dict[str, Figure]:
    label, found = N_("Contracts with work"), _interval(by_contract, currency)
    if found is None:
        label, found = N_("Weeks with work"), _interval(by_week, currency)
    ends = [("effective_rate_low", "-"), ("effective_rate_high", "+")]
    return {key: _end(key, real, found, label, is_low=sign == "-") for key, sign in ends}


def _interval(parts: Iterable[Work], currency: str) -> RateInterval | None:
    unit = in_major(SECONDS_PER_HOUR, currency)
    return rate_interval(((one.net_of_rates, one.seconds) for one in parts), unit)


def _end(key: str, real: Figure, found: RateInterval | None, label: str, *, is_low: bool) -> Figure:
    if real.value is None or found is None:
        return replace(
            real, key=key, value=None, reason=real.reason or "too_little_data", provisional=False, steps=()
        )
    value = found.low if is_low else found.high
    steps = (
        Step("", label, Fraction(found.part_count), "count"),
        Step("", N_("Real hourly pay"), found.rate, "money_per_hour"),
        Step("-" if is_low else "+", N_("how far it may be off"), found.half_width, "money_per_hour"),
        Step("=", N_("One end of the likely range"), value, "money_per_hour"),
    )
    return replace(real, key=key, value=value, steps=steps)
