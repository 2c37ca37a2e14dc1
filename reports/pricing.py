"""What a task is expected to pay, and what its contract promised for an hour, from the terms of its day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]

#: Outcomes for which the platform pays nothing; their time is unpaid.
UNPAID_OUTCOMES: Mapping[str, str] = {
    "rejected": "rejected_task",
    "returned": "rejected_task",
    "expired": "over_time_limit",
}


class TermsBook:
    """The dated terms of every contract; answers which are in force on a day."""

    def __init__(self, rows: Iterable[Row]) -> None:
        listed: dict[str, list[Row]] = defaultdict(list)
        # Of two terms of one day the amended ones win over the snapshot kept from the acceptance.
        for row in sorted(rows, key=lambda row: (row["effective_on"], not row["is_acceptance"], row["id"])):
            listed[row["contract_id"]].append(row)
        self._listed = dict(listed)
        self._days = {
            contract: [row["effective_on"] for row in terms] for contract, terms in self._listed.items()
        }

    def in_force(self, contract_id: str | None, day: date) -> Row | None:
        """The newest terms that took effect on or before `day`; never later ones."""
        if contract_id is None or contract_id not in self._days:
            return None
        position = bisect_right(self._days[contract_id], day)
        return self._listed[contract_id][position - 1] if position else None


def unpaid_category(task: Row) -> str | None:
    """Why the time of a task is unpaid, or None when the platform pays for it."""
    if task["outcome"] in UNPAID_OUTCOMES:
        return UNPAID_OUTCOMES[task["outcome"]]
    return None if task["is_paid"] else task["unpaid_category"] or "admin"


class PayBook:
    """Expected pay of tasks, one after the other by day and id, in whole minor units.

    What rounding adds or drops is carried to the next task of the same terms, so that any run of tasks is
    right to one rounding: a thousand pieces at half a cent are five dollars, not ten.
    """

    def __init__(self) -> None:
        self._sums: dict[str, int] = defaultdict(int)  # by terms id, not yet divided

    def expected(self, task: Row, terms: Row | None, seconds: int | None) -> int | None:
        """Pay a task is expected to bring, in minor units; None when nothing is known about it.

        Parameters
        ----------
        task
            A row of `tasks`.
        terms
            Its terms in force; of a promised range the low end counts.
        seconds
            Its own length; what the platform credited goes before it.

        References
        ----------
        METHOD section 1; a rejected, expired or returned task earns 0.
        """
        if unpaid_category(task) is not None:
            return 0
        if task["expected_minor"] is not None:
            return int(task["expected_minor"])
        if terms is None or terms["rate_minor"] is None:
            return None
        counted, unit = _counted(task, terms, seconds)
        if counted is None:
            return None
        # None of them is negative, so half up is half away from zero.
        before = self._sums[terms["id"]]
        after: int = before + 2 * terms["rate_minor"] * counted
        self._sums[terms["id"]] = after
        return (after + unit) // (2 * unit) - (before + unit) // (2 * unit)


def _counted(task: Row, terms: Row, seconds: int | None) -> tuple[int | None, int]:
    """What the rate is multiplied with, seconds or units, and how many of them the rate is for."""
    if terms["pay_model"] == "hourly":
        return (task["credited_seconds"] if task["credited_seconds"] is not None else seconds), 3600
    if terms["pay_model"] in ("per_unit", "per_accepted_unit"):
        return task["units"], terms["rate_units"] or 1
    return None, 1


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
