"""The ladder of hourly rates, as pure functions of exact sums (METHOD section 1).

Money in major units, time in hours, all `Fraction`s. A rate without hours is None: never 0, never infinite.
A rate of several tasks is a ratio of their sums, never a mean of their rates.

Examples
--------
Worked example A: $1,000.00 earned, 40 hours paid, 12 unpaid, fees of $10.00, costs of $50.00.

>>> gross, net, paid, hours = map(Fraction, (1000, 940, 40, 52))
>>> float(paid_time_rate(gross, paid)), round(float(all_hours_rate(gross, hours)), 4)
(25.0, 19.2308)
>>> effective = effective_hourly_rate(net, hours)
>>> tax = Fraction("132.81777")
>>> after_tax = rate_after_self_employment_tax(net, tax, hours)
>>> round(float(effective), 4), round(float(after_tax), 4)
(18.0769, 15.5227)
>>> round(float(take_home_equivalent_wage(after_tax)), 4)
16.8086
>>> round(float(employee_equivalent_wage(effective, Fraction("14.01") / Fraction("32.60"))), 4)
12.6434
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

#: The employee's half of Social Security and Medicare tax, below the wage base (26 U.S.C. 3101).
EMPLOYEE_HALF = Fraction(765, 10_000)


def ratio(over: Fraction | None, under: Fraction | None) -> Fraction | None:
    """Exact quotient; None when either side is missing or nothing stands below the line."""
    return None if over is None or not under else over / under


def advertised_rate(promised: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """R0: promised hourly rates, weighted by the paid hours worked under each.

    Parameters
    ----------
    promised
        (promised rate an hour, paid hours), hours 0 or more. Work without a promised rate stays out.

    >>> advertised_rate([(Fraction(20), Fraction(1)), (Fraction(30), Fraction(3))])
    Fraction(55, 2)
    """
    pairs = list(promised)
    return ratio(
        sum((rate * hours for rate, hours in pairs), Fraction(0)), sum((h for _, h in pairs), Fraction(0))
    )


def paid_time_rate(gross: Fraction, paid_hours: Fraction) -> Fraction | None:
    """R1, G / Tp: what platforms report; the ILO's (2018) “paid” measure."""
    return ratio(gross, paid_hours)


def all_hours_rate(gross: Fraction, hours: Fraction) -> Fraction | None:
    """R2, G / T: Hara et al. (2018), Toxtli et al. (2021)."""
    return ratio(gross, hours)


def effective_hourly_rate(net: Fraction, hours: Fraction) -> Fraction | None:
    """R3, n / T, the headline: after fees and costs, over all hours (Mishel 2018; Fairwork 2024, 1.2)."""
    return ratio(net, hours)


def rate_after_self_employment_tax(net: Fraction, tax: Fraction, hours: Fraction) -> Fraction | None:
    """R4, (n - s) / T, with the share s of the year's self-employment tax; measured from R3."""
    return ratio(net - tax, hours)


def take_home_equivalent_wage(
    after_tax: Fraction | None, employee_half: Fraction = EMPLOYEE_HALF
) -> Fraction | None:
    """R4w: the W-2 wage that leaves R4 after the employee's half of payroll tax, below the wage base."""
    return ratio(after_tax, 1 - employee_half)


def mishel_variant(effective: Fraction | None, extra: Fraction = EMPLOYEE_HALF) -> Fraction | None:
    """R4x, R3 x (1 - 0.0765): only the extra half of the tax, as in Mishel (2018).

    >>> mishel_variant(Fraction(100))
    Fraction(1847, 20)
    """
    return None if effective is None else effective * (1 - extra)


def employee_equivalent_wage(effective: Fraction | None, benefits_ratio: Fraction) -> Fraction | None:
    """R5, R3 / (1 + b): the staff wage worth the same with its benefits; b = benefits / wages (BLS ECEC).

    Made from R3, never from R4: b already holds the employer's half of payroll tax.
    """
    return ratio(effective, 1 + benefits_ratio)


def settled_rate(net_received: Fraction, hours: Fraction) -> Fraction | None:
    """RS: net money that arrived in the period over all hours worked in it."""
    return ratio(net_received, hours)


def session_rate(gross: Fraction, session_hours: Fraction) -> Fraction | None:
    """RC: pay over the whole span of work sessions, short pauses included (Hara et al. 2018)."""
    return ratio(gross, session_hours)


def value_of_unpaid_time(unpaid_hours: Fraction, paid_rate: Fraction | None) -> Fraction | None:
    """Tu x R1: what unpaid time would have brought at the paid-time rate; a comparison, not a debt."""
    return None if paid_rate is None else unpaid_hours * paid_rate
