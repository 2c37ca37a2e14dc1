"""Contracts and what they promise, said in words."""

from __future__ import annotations

from app.language import Language, mid_sentence
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.web.book import Book
from app.web.labels import STATES, kind_of_work
from reports.frames import ContractState, PayModel
from reports.money import Money


def about_contract(row: ContractPublic, book: Book, words: Language) -> str:
    """Its platform, kind of work, days and state in one line."""
    platform = book.platform_name(row.platform_id)
    if row.started_on and row.ended_on:
        days = words.days(row.started_on, row.ended_on)
    else:
        days = words("since {day}", day=words.day(row.started_on)) if row.started_on else ""
    state = "" if row.state is ContractState.ACTIVE else mid_sentence(words(STATES[row.state]))
    kind = kind_of_work(row.task_kind, words) if row.task_kind else ""
    kind = "" if kind.casefold() == row.name.casefold() else kind
    return ", ".join(part for part in (platform, kind, days, state) if part)


def price_of(found: TermsPublic | None, words: Language) -> tuple[str, str]:
    """“$14.00”, “for one scene”: what is promised, and for how much work."""
    if found is None or found.rate_minor is None:
        return "", ""
    return _rate(found, words), _per(found, words)


def _rate(found: TermsPublic, words: Language) -> str:
    low, high = (
        words.money(Money(minor or 0, found.currency).major, found.currency)
        for minor in (found.rate_minor, found.rate_high_minor)
    )
    is_range = found.rate_high_minor is not None and found.rate_high_minor != found.rate_minor
    return words("{low} to {high}", low=low, high=high) if is_range else low


def _per(found: TermsPublic, words: Language) -> str:
    if found.pay_model is PayModel.HOURLY:
        return words("an hour")
    if found.pay_model is PayModel.PER_DELIVERABLE:
        return words("for the job")
    if found.pay_model is PayModel.MIXED:
        return ""
    unit = found.unit_name or words("piece")
    if found.rate_units and found.rate_units != 1:
        return words("for {count} of: {unit}", count=words.number(found.rate_units), unit=unit)
    return words("for one {unit}", unit=unit)
