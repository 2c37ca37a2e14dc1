"""Contracts and what they promise: read from forms, said in words."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from app.language import Language
from app.records.contract import ContractCreate, ContractPublic, ContractUpdate
from app.records.terms import TermsCreate, TermsPublic
from app.records.values import LONGEST_PROMISE_SECONDS
from app.records.writer import WriterPublic
from app.tokens import uuid7
from app.web.book import Book
from app.web.forms import Form, uuid_of
from app.web.labels import PAY_MODELS, STATES, kind_of_work
from reports.frames import ContractState, PayModel
from reports.money import Money
from reports.wording import N_

_NAME_MISSING = N_("Give it a name. A code name is fine.")
# Before the platform is known; the route puts the real one in.
_NO_PLATFORM = UUID(int=0)


def read_contract(
    form: Form, me: WriterPublic, *, today: dt.date
) -> tuple[ContractCreate, TermsCreate | None] | None:
    """A new contract and its terms at acceptance; None when something cannot be read."""
    contract_id = uuid_of(form["id"]) or uuid7()
    name = form.text("name", required=_NAME_MISSING)
    started_on, ended_on = form.day("started_on"), form.day("ended_on", latest=today)
    kind = form.text("task_kind")
    promised = read_terms(form, me, contract_id, started_on or today, is_acceptance=True)
    _refuse_disorder(form, started_on, ended_on)
    if form.problems:
        return None
    contract = form.make(
        ContractCreate,
        id=contract_id,
        platform_id=_NO_PLATFORM,
        name=name,
        task_kind=kind,
        state=ContractState.ENDED_BY_PLATFORM if ended_on else ContractState.ACTIVE,
        started_on=started_on,
        ended_on=ended_on,
    )
    return None if contract is None else (contract, promised)


def read_contract_change(form: Form, today: dt.date) -> ContractUpdate | None:
    """A changed contract; None when something cannot be read."""
    name = form.text("name", required=_NAME_MISSING)
    started_on, ended_on = form.day("started_on"), form.day("ended_on", latest=today)
    kind = form.text("task_kind")
    _refuse_disorder(form, started_on, ended_on)
    revision = form.whole("revision")
    if form.problems:
        return None
    return form.make(
        ContractUpdate,
        revision=revision,
        name=name,
        task_kind=kind,
        started_on=started_on,
        ended_on=ended_on,
    )


def read_terms(
    form: Form,
    me: WriterPublic,
    contract_id: UUID,
    effective_on: dt.date,
    *,
    is_acceptance: bool = False,
    is_required: bool = False,
) -> TermsCreate | None:
    """What is promised; None when nothing is, or when something cannot be read."""
    model = form.choice("pay_model", tuple(PAY_MODELS), required=N_("How does it pay?"))
    missing = N_("What is the rate now?") if is_required else ""
    low, high = form.amount("rate", me.currency, required=missing), form.amount("rate_high", me.currency)
    units, lag = form.whole("rate_units", least=1), form.whole("pay_lag_days", most=3660)
    promised = form.duration("promised_time", longest=LONGEST_PROMISE_SECONDS)
    unit_name = form.text("unit_name")
    if low is not None and high is not None and high < low:
        form.refuse([("rate_high", N_("The higher rate is below the lower one."))])
    if form.problems or (low is None and lag is None and promised is None and high is None):
        return None
    return form.make(
        TermsCreate,
        # Sent twice, it is kept once.
        id=uuid5(contract_id, "acceptance") if is_acceptance else uuid_of(form["id"]) or uuid7(),
        contract_id=contract_id,
        effective_on=effective_on,
        pay_model=model,
        currency=me.currency,
        rate_minor=low if low is not None else high,
        rate_high_minor=high if low is not None else None,
        rate_units=units,
        unit_name=unit_name,
        promised_seconds_per_unit=promised,
        pay_lag_days=lag,
        is_acceptance=is_acceptance,
    )


def about_contract(row: ContractPublic, book: Book, words: Language) -> str:
    """Its platform, kind of work, days and state in one line."""
    platform = book.platform_name(row.platform_id)
    if row.started_on and row.ended_on:
        days = words.days(row.started_on, row.ended_on)
    else:
        days = words("since {day}", day=words.day(row.started_on)) if row.started_on else ""
    state = "" if row.state is ContractState.ACTIVE else words(STATES[row.state])
    kind = kind_of_work(row.task_kind, words) if row.task_kind else ""
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


def _refuse_disorder(form: Form, first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        form.refuse([("ended_on", N_("A contract cannot end before it starts."))])
