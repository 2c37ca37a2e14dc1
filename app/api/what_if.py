"""What an offer would really pay at the writer's own hours, and what to ask for to reach what she needs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from fastapi import APIRouter, Query

from app import errors
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.http.what_if import ALL, LONGEST_MONTH_HOURS, MOST_AN_HOUR, leaning_named
from reports.documents.json import number
from reports.money import Money, MoneyError, decimal_text, exponent
from reports.supposing import (
    Answer,
    Basis,
    Leaning,
    Per,
    Shares,
    Span,
    Supposed,
    needed,
    offered,
    promised_hourly,
)
from reports.wording import N_

router = APIRouter(prefix="/api/v1", tags=["report"])

_REQUIRED, _NOT_ITS_DIGITS = N_("This is needed."), N_("That amount has too many digits after the point.")
_TOO_LARGE = N_("That amount is too large.")

Amount = Annotated[
    Decimal | None, Query(gt=0, max_digits=13, decimal_places=3, description="In the report's currency.")
]
Count = Annotated[Decimal | None, Query(gt=0, le=100_000, max_digits=12, decimal_places=6)]


@router.get("/what-if", summary="What an offer would really pay", operation_id="get_what_if")
def get_what_if(
    database: Database,
    viewer: SignedIn,
    on_file: OnFile,
    *,
    rate: Amount = None,
    per: Per = "hour",
    pieces: Annotated[Count, Query(description="Pieces an hour, for an offer by the piece.")] = None,
    hours: Annotated[Count, Query(description="Hours promised, for an offer for a whole job.")] = None,
    wanted: Amount = None,
    month_hours: Annotated[
        Decimal | None,
        Query(
            gt=0,
            le=LONGEST_MONTH_HOURS,
            max_digits=9,
            decimal_places=6,
            description="Hours of work in a month, unpaid ones too; `wanted` is then for the month, else for an hour.",
        ),
    ] = None,
    basis: Basis = "before_tax",
    on: Annotated[
        str,
        Query(
            description="The earlier work to lean on: all, platform:{id}, contract:{id} or kind:{word}; none is what has none of it.",
            max_length=200,
        ),
    ] = ALL,
    currency: Annotated[
        str | None, Query(pattern="^[A-Z]{3}$", description="The report's currency, to be sure of it.")
    ] = None,
) -> dict[str, Any]:
    """With `rate`, an offer: what is left of it at your own share of unpaid time, fees and costs.

    With `wanted`, the rate an hour to ask for so that it is left: the exact inverse, rounded up to the next coin.
    Without either, what became of your own promised hours. `ladder` goes down from the promise to real pay; the rate
    after self-employment tax and the staff wage worth as much are both measured from `real`. `range` tells how far your
    contracts lie apart; it takes three with five hours each. It is arithmetic on what you logged, and no forecast.
    """
    report = report_of(database, viewer, on_file)
    if currency not in (None, report.currency):
        raise _wrong(currency=N_("Write the amount in the currency of your report."))
    leaning = leaning_named(report, on, takes_none=True)
    if leaning is None:
        raise _wrong(on=N_("Please choose one of these."))
    if rate is not None and wanted is not None:
        raise _wrong(rate=N_("Give either a rate or what you want to make."))
    answer = None
    if rate is not None:
        promised = _promised(_in(report.currency, rate, "rate"), per, pieces, hours)
        answer = offered(promised, leaning)
    elif wanted is not None:
        answer = needed(_an_hour(report.currency, wanted, month_hours), basis, leaning, report.currency)
    is_asked = rate is not None or wanted is not None
    return {
        "as_of": report.as_of.isoformat(),
        "currency": report.currency,
        "on": on,
        "leans_on": _leans_on(leaning, report.currency),
        "rate": None if answer is None else _rate(answer.supposed.promised, report.currency),
        "ladder": None if answer is None else _ladder(answer.supposed, report.currency),
        "range": _range(answer, "real" if rate is not None else "rate", report.currency),
        "reason": leaning.reason or ("no_value_on_file" if is_asked and answer is None else None),
    }


def _wrong(**fields: str) -> errors.Invalid:
    return errors.Invalid(fields=fields)


def _in(currency: str, amount: Decimal, field: str) -> Fraction:
    """An amount that its currency can be paid in."""
    try:
        return Money.from_text(f"{amount:f}", currency).major
    except MoneyError:
        raise _wrong(**{field: _NOT_ITS_DIGITS if amount < MOST_AN_HOUR else _TOO_LARGE}) from None


def _an_hour(currency: str, wanted: Decimal, month_hours: Decimal | None) -> Fraction:
    pay = _in(currency, wanted, "wanted")
    an_hour = pay if month_hours is None else pay / Fraction(month_hours)
    if an_hour > MOST_AN_HOUR:
        raise _wrong(wanted=_TOO_LARGE)
    return an_hour


def _promised(pay: Fraction, per: Per, pieces: Decimal | None, hours: Decimal | None) -> Fraction:
    count = {"hour": None, "piece": pieces, "job": hours}[per]
    promised = promised_hourly(pay, per, None if count is None else Fraction(count))
    if promised is None:
        raise _wrong(**{"pieces" if per == "piece" else "hours": _REQUIRED})
    if promised > MOST_AN_HOUR:
        raise _wrong(rate=_TOO_LARGE)
    return promised


def _rate(value: Fraction | None, currency: str) -> str | None:
    return None if value is None else decimal_text(value, max(4, exponent(currency)))


def _leans_on(leaning: Leaning, currency: str) -> dict[str, Any]:
    hours = leaning.figures["hours"].value
    return {
        "task_count": leaning.task_count,
        "contract_count": len(leaning.contracts),
        "hours": None if hours is None else number(hours),
        "shares": None if leaning.shares is None else _shares(leaning.shares, currency),
    }


def _shares(shares: Shares, currency: str) -> dict[str, str | None]:
    told = {
        name: getattr(shares, name)
        for name in ("promise_kept", "paid_time", "fees", "after_tax", "staff_wage")
    }
    said: dict[str, str | None] = {
        name: None if value is None else number(value) for name, value in told.items()
    }
    return {**said, "cost_an_hour": _rate(shares.cost_an_hour, currency)}


def _ladder(supposed: Supposed, currency: str) -> dict[str, str | None]:
    return {name: _rate(getattr(supposed, name), currency) for name in Supposed.__dataclass_fields__}


def _range(answer: Answer | None, of: str, currency: str) -> dict[str, Any] | None:
    span: Span | None = None if answer is None else answer.span
    if span is None:
        return None
    return {
        "of": of,
        "low": _rate(span.low, currency),
        "high": _rate(span.high, currency),
        "contract_count": span.count,
        "is_middle_half": span.is_middle_half,
    }
