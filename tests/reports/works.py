"""Sums of work in dollars and hours, whole and covered, and promises, unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from reports.terms.promises import Promise
from reports.work import Work

Number = int | str | Fraction


def seconds(hours: Number) -> int:
    length = Fraction(hours) * 3600
    assert length.denominator == 1
    return int(length)


def cents(dollars: Number) -> int:
    minor = Fraction(dollars) * 100
    assert minor.denominator == 1
    return int(minor)


def work(net: Number = 0, paid: Number = 0, unpaid: Number = 0, **overrides: Any) -> Work:
    """Work of ten tasks that brought `net` dollars without fees or costs."""
    minor, length, beside = cents(net), seconds(paid), seconds(unpaid)
    given = {
        "earned": minor,
        "gross_of_rates": minor,
        "net_of_rates": minor,
        "paid_seconds": length,
        "unpaid_seconds": beside,
        "priced_seconds": overrides.pop("paid_priced_seconds", length) + beside,
        "positive": max(0, minor),
        "positive_with_time": max(0, minor),
        "pay_count": 1 if minor else 0,
        "task_count": 10,
    }
    return Work(**{**given, **overrides})


def on(day: int, gross: Number = 0, paid: Number = 0, unpaid: Number = 0, **overrides: Any) -> Work:
    """Work of one day of March."""
    days = {"first_on": march(day), "last_on": march(day)}
    return work(gross, paid=paid, unpaid=unpaid, **{**days, **overrides})


def march(number: int) -> date:
    return date(2026, 3, number)


def said(figure) -> list[tuple]:
    """The steps of a figure as a reader sees them: sign, words, value."""
    return [(step.sign, step.label.format(**step.values), step.value, step.unit) for step in figure.steps]


def promise(day: int = 1, rate: int | None = 2100, **overrides) -> Promise:
    given_ = {
        "terms_id": f"t{day}",
        "contract_id": "c",
        "effective_on": march(day),
        "pay_model": "hourly",
        "currency": "USD",
        "rate_minor": rate,
        **overrides,
    }
    return Promise(**given_)


def piece(rate: int, **overrides) -> Promise:
    return promise(rate=rate, **{"pay_model": "per_unit", "promised_seconds_per_unit": 240, **overrides})
