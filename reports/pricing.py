"""What a task is expected to pay, and what its contract promised for an hour, from the terms of its day."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from reports.frames import MISSING, NOWHERE, SCHEMAS, Flags, Ints, Ledger, Outcome, PayModel, UnpaidCategory
from reports.money import MAXIMUM_MINOR
from reports.tables import UNPAID, picked

Row = Mapping[str, Any]

#: Outcomes for which the platform pays nothing; their time is unpaid.
UNPAID_OUTCOMES: Mapping[str, str] = {
    Outcome.REJECTED: UnpaidCategory.REJECTED_TASK,
    Outcome.RETURNED: UnpaidCategory.REJECTED_TASK,
    Outcome.EXPIRED: UnpaidCategory.OVER_TIME_LIMIT,
}

# More than any day, so that a contract and a day are one number.
_DAYS = 1 << 22

_PER_PIECE = (PayModel.PER_UNIT, PayModel.PER_ACCEPTED_UNIT)


def terms_in_force(ledger: Ledger, contract: Ints, day: Ints) -> Ints:
    """The newest terms of each contract that took effect on or before a day, by place; never later ones.

    Parameters
    ----------
    ledger
        Whose terms.
    contract, day
        Places of contracts (or `NOWHERE`) and ordinals of days, of one length.
    """
    starts, of_contract = ledger.array("terms", "effective_on"), ledger.array("terms", "contract_id")
    # Of two terms of one day the amended ones win over the snapshot kept from the acceptance.
    is_amended = ledger.array("terms", "is_acceptance") != 1
    order = np.lexsort((is_amended, starts, of_contract))
    keys = (of_contract * _DAYS + starts)[order]
    found = np.searchsorted(keys, contract * _DAYS + day, side="right") - 1
    terms = picked(order, found)
    is_theirs = (contract != NOWHERE) & (picked(of_contract, terms) == contract)
    return np.where(is_theirs, terms, NOWHERE)


def in_its_currency(ledger: Ledger, noun: str) -> Flags:
    """Which rows of a noun are in the ledger's currency."""
    said = ledger.columns[noun]["currency"]
    if said.count(ledger.currency) == len(said):
        return np.ones(len(said), bool)
    return np.fromiter((currency == ledger.currency for currency in said), bool, len(said))


def unpaid_categories(ledger: Ledger) -> Ints:
    """Why the time of each task is unpaid, as a place in `UNPAID`; `NOWHERE` when the platform pays for it."""
    by_outcome = np.array(
        [
            UNPAID.index(UNPAID_OUTCOMES[word]) if word in UNPAID_OUTCOMES else NOWHERE
            for word in SCHEMAS["tasks"]["outcome"].choices
        ]
    )
    said = ledger.array("tasks", "unpaid_category")
    said = np.where(said == NOWHERE, UNPAID.index(UnpaidCategory.ADMIN), said)
    own = np.where(ledger.array("tasks", "is_paid") == 1, NOWHERE, said)
    decided = by_outcome[ledger.array("tasks", "outcome")]
    return np.where(decided == NOWHERE, own, decided)


def expected_pay(ledger: Ledger, terms: Ints, seconds: Ints, is_paid: Flags) -> Ints:
    """Pay that each task is expected to bring, in minor units; `MISSING` where nothing is known about it.

    Parameters
    ----------
    ledger
        Whose tasks.
    terms
        Place of each task's terms in force; of a promised range the low end counts.
    seconds
        Its own length, or `MISSING`; what the platform credited goes before it.
    is_paid
        Whether its time is paid; a rejected, expired or returned task earns 0.

    Notes
    -----
    What rounding adds or drops is carried to the next task of the same terms, by day and id, so that any run of
    tasks is right to one rounding: a thousand pieces at half a cent are five dollars, not ten.

    Pay beyond the largest amount that a row may hold is a slip of the pen and counts as not known.

    References
    ----------
    METHOD section 1.
    """
    typed = ledger.array("tasks", "expected_minor")
    counted, unit = _counted(ledger, terms, seconds)
    is_ours = in_its_currency(ledger, "terms")
    rates = np.where(is_ours, ledger.array("terms", "rate_minor"), MISSING)
    rate = picked(rates, terms, MISSING)
    priced = np.flatnonzero(is_paid & (typed == MISSING) & (rate != MISSING) & (counted != MISSING))
    by_terms = np.full(len(terms), MISSING)
    by_terms[priced] = _carried(terms[priced], rate[priced], counted[priced], unit[priced])
    return np.where(is_paid, np.where(typed == MISSING, by_terms, typed), 0)


def _counted(ledger: Ledger, terms: Ints, seconds: Ints) -> tuple[Ints, Ints]:
    """What the rate is multiplied with, seconds or units, and how many of them the rate is for."""
    models = SCHEMAS["terms"]["pay_model"].choices
    model = picked(ledger.array("terms", "pay_model"), terms)
    credited = ledger.array("tasks", "credited_seconds")
    by_time = np.where(credited == MISSING, seconds, credited)
    is_hourly = model == models.index(PayModel.HOURLY)
    is_piece = np.isin(model, [models.index(name) for name in _PER_PIECE])
    units = picked(ledger.array("terms", "rate_units"), terms, 1)
    units = np.where(units == MISSING, 1, units)
    counted = np.where(is_hourly, by_time, np.where(is_piece, ledger.array("tasks", "units"), MISSING))
    return counted, np.where(is_hourly, 3600, np.maximum(units, 1))


def _carried(terms: Ints, rate: Ints, counted: Ints, unit: Ints) -> Ints:
    """Whole minor units of rate x counted / unit, rounded on the running sum of each terms."""
    if not len(terms):
        return np.zeros(0, np.int64)
    order = np.argsort(terms, kind="stable")
    terms, unit = terms[order], unit[order]
    # Exact in Python's integers where absurd rates would not fit into 64 bits.
    fits = 2 * int(np.abs(rate).max()) * int(np.abs(counted).sum()) < 1 << 62
    halves = 2 * rate[order].astype(np.int64 if fits else object) * counted[order]
    after = np.cumsum(halves)
    first = np.searchsorted(terms, terms)  # where the run of the same terms begins
    after = after - (after - halves)[first]
    # None of them is negative, so half up is half away from zero.
    rounded = (after + unit) // (2 * unit) - (after - halves + unit) // (2 * unit)
    pay = np.empty(len(terms), np.int64)
    pay[order] = np.where(abs(rounded) <= MAXIMUM_MINOR, rounded, MISSING).astype(np.int64)
    return pay


def advertised_hourly(terms: Row) -> Fraction | None:
    """The promised rate in minor units an hour: the middle of a range; a piece price over its promised time.

    >>> piece = {"pay_model": "per_unit", "rate_minor": 82, "rate_high_minor": None, "rate_units": 1}
    >>> advertised_hourly({**piece, "promised_seconds_per_unit": 240})
    Fraction(1230, 1)
    """
    if terms["rate_minor"] is None:
        return None
    high = terms["rate_high_minor"] if terms["rate_high_minor"] is not None else terms["rate_minor"]
    rate = Fraction(terms["rate_minor"] + high, 2)
    if terms["pay_model"] == "hourly":
        return rate
    if terms["pay_model"] == "mixed" or not terms["promised_seconds_per_unit"]:
        return None
    promised_seconds: int = (terms["rate_units"] or 1) * terms["promised_seconds_per_unit"]
    return rate * 3600 / promised_seconds
