"""Cover that employees have: what of it this writer has, as far as she said (METHOD section 3d)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reports import benefits
from reports.frames import Fact, Ledger
from reports.periods import Period
from reports.pricing import Row
from reports.situation import Situation

Answer = str  # "yes", "no" or "unknown"

#: A contractor has none of these from a platform, whatever else she has.
_ONLY_FOR_EMPLOYEES = frozenset(benefits.COVER) - {"credit", "purpose_told", "employer_health_plan"}


def cover_not_held(ledger: Ledger, period: Period, as_of: date) -> tuple[tuple[str, Answer], ...]:
    """Each cover with yes, no or unknown, in the order of the page.

    Cover that only employees have is “no” when every contract is stated to be contractor work, else unknown.
    An employer's health plan follows the health cover she gave; credit and purpose follow the terms of her
    contracts: yes when all say yes, no when any says no.
    """
    contracts = [row["stated_status"] or "unknown" for row in ledger.rows("contracts")]
    from_status = "no" if contracts and set(contracts) == {"contractor"} else "unknown"
    health = Situation(ledger).text_on(Fact.HEALTH_COVER, min(period.last, as_of))
    terms = [row for row in ledger.rows("terms") if row["effective_on"] <= as_of]
    answers = {
        **dict.fromkeys(_ONLY_FOR_EMPLOYEES, from_status),
        "employer_health_plan": from_status if health is None else ("yes" if health == "employer" else "no"),
        "credit": _all_agree(row["credit_promised"] for row in _newest(terms)),
        "purpose_told": _all_agree(row["purpose_told"] for row in _newest(terms)),
    }
    return tuple((key, answers[key]) for key in benefits.COVER)


def _newest(terms: Iterable[Row]) -> list[Row]:
    """The newest terms of each contract; rows come in order of their first day."""
    return list({row["contract_id"]: row for row in terms}.values())


def _all_agree(answers: Iterable[str | None]) -> Answer:
    given = {answer for answer in answers if answer in ("yes", "no")}
    if "no" in given:
        return "no"
    return "yes" if given else "unknown"
