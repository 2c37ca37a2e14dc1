"""Terms of a contract, read from a form and put into one: every pay model, what is promised, what is given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from app.language import Language
from app.records.terms import TermsCreate, TermsPublic, TermsUpdate
from app.records.values import LONGEST_PROMISE_SECONDS, Answer
from app.records.writer import WriterPublic
from app.tokens import uuid7
from app.web.forms import Form, typed_amount, typed_duration, typed_hours, uuid_of
from app.web.labels import ANSWERS, PAY_MODELS, WEEKDAYS, Options, options
from reports.frames import PayModel
from reports.wording import N_

LABELS: Mapping[str, str] = {
    "effective_on": N_("From which day?"),
    "pay_model": N_("How does it pay?"),
    "rate": N_("Promised rate"),
    "rate_high": N_("High end, if it is a range"),
    "unit_name": N_("One unit is a"),
    "rate_units": N_("The rate is for how many units?"),
    "promised_time": N_("Promised time for a unit"),
    "week_hours": N_("Promised hours a week"),
    "weekly_cap": N_("At most so many hours a week"),
    "pay_lag_days": N_("Days from the work to the pay"),
    "hold_days": N_("Days the pay is held back"),
    "pay_week_start": N_("The pay week starts on"),
    "pay_zone": N_("In which time zone?"),
    "bonus_rule": N_("Bonus, and what it hangs on"),
    "credit_promised": N_("Are you promised credit?"),
    "purpose_told": N_("Were you told what the work is for?"),
    "rights_given_up": N_("Rights you give up"),
    "currency": N_("Currency"),
    "terms_note": N_("Note on these terms"),
}
#: Those that are carried over when terms change: saved as they stand, they promise what was promised before.
CARRIED = tuple(name for name in LABELS if name not in {"effective_on", "terms_note"})
#: The tick that says the new rate is not known.
UNKNOWN_RATE = "rate_unknown"

LONGEST_SENTENCE = 500
_LONGEST_PROMISE = N_("A promise is for a year at most.")


def choices(words: Language) -> dict[str, Options]:
    """What the lists of the form offer."""
    answers = options(ANSWERS, words)
    return {
        "pay_model": options(PAY_MODELS, words),
        "pay_week_start": options(WEEKDAYS, words),
        "credit_promised": answers,
        "purpose_told": answers,
    }


def values_of(row: TermsPublic) -> dict[str, str]:
    """Terms as they stand in the form."""
    return {
        "effective_on": row.effective_on.isoformat(),
        "pay_model": str(row.pay_model),
        "rate": typed_amount(row.rate_minor, row.currency),
        "rate_high": typed_amount(row.rate_high_minor, row.currency),
        "unit_name": row.unit_name or "",
        "rate_units": _typed(row.rate_units),
        "promised_time": typed_duration(row.promised_seconds_per_unit),
        "week_hours": typed_hours(row.promised_seconds_per_week),
        "weekly_cap": typed_hours(row.weekly_cap_seconds),
        "pay_lag_days": _typed(row.pay_lag_days),
        "hold_days": _typed(row.hold_days),
        "pay_week_start": _typed(row.pay_week_start),
        "pay_zone": row.pay_zone or "",
        "bonus_rule": row.bonus_rule or "",
        "credit_promised": str(row.credit_promised or ""),
        "purpose_told": str(row.purpose_told or ""),
        "rights_given_up": row.rights_given_up or "",
        "currency": row.currency,
        "terms_note": row.note or "",
    }


def read_terms(
    form: Form,
    me: WriterPublic,
    contract_id: UUID,
    effective_on: dt.date,
    *,
    is_acceptance: bool = False,
    is_required: bool = False,
    had_rate: bool = False,
) -> TermsCreate | None:
    """What is promised; None when nothing is, or when something cannot be read.

    Where a rate was promised before (`had_rate`), none is a slip unless she says that it is not known.
    """
    said = _read(form, me)
    if had_rate and not form["rate"].strip() and not form[UNKNOWN_RATE]:
        form.refuse([("rate", N_("Write what they pay now, or say that it is not known."))])
    if form[UNKNOWN_RATE] and said["rate_minor"] is not None:
        form.refuse([("rate", N_("Leave the rate empty if it is not known."))])
    is_said = bool(form[UNKNOWN_RATE]) or any(
        value is not None for name, value in said.items() if name not in {"pay_model", "currency"}
    )
    if is_required and not is_said and not form.problems:
        form.refuse([("rate", N_("What is the rate now?"))])
    if form.problems or not is_said:
        return None
    return form.make(
        TermsCreate,
        # Sent twice, it is kept once.
        id=uuid_of(form["terms_id"]) or (uuid5(contract_id, "acceptance") if is_acceptance else uuid7()),
        contract_id=contract_id,
        effective_on=effective_on,
        is_acceptance=is_acceptance,
        **said,
    )


def read_change(form: Form, me: WriterPublic, row: TermsPublic) -> TermsUpdate | None:
    """Terms typed wrong, as they should say."""
    effective_on = form.day("effective_on", required=N_("From which day?"))
    said = _read(form, me)
    if form["promised_time"] == typed_duration(row.promised_seconds_per_unit):
        said["promised_seconds_per_unit"] = row.promised_seconds_per_unit
    revision = form.whole("revision")
    if form.problems:
        return None
    return form.make(TermsUpdate, revision=revision, effective_on=effective_on, **said)


def _read(form: Form, me: WriterPublic) -> dict[str, Any]:
    """Columns and what they say."""
    model = form.choice("pay_model", tuple(PAY_MODELS), required=N_("How does it pay?"))
    currency = form.currency("currency", me.currency)
    low, high = form.amount("rate", currency), form.amount("rate_high", currency)
    if low is not None and high is not None and high < low:
        form.refuse([("rate_high", N_("The higher rate is below the lower one."))])
    if low is None and high is not None and "rate" not in form.problems:
        form.refuse([("rate_high", N_("If it is one rate, write it in the field before."))])
    weekday = form.choice("pay_week_start", tuple(WEEKDAYS))
    credit, purpose = (form.choice(name, tuple(ANSWERS)) for name in ("credit_promised", "purpose_told"))
    return {
        "pay_model": PayModel(model) if model else None,
        "currency": currency,
        "rate_minor": low,
        "rate_high_minor": high,
        "rate_units": form.whole("rate_units", least=1),
        "unit_name": form.text("unit_name"),
        "promised_seconds_per_unit": form.duration(
            "promised_time", longest=LONGEST_PROMISE_SECONDS, too_long=_LONGEST_PROMISE
        ),
        "promised_seconds_per_week": form.hours_of_week("week_hours"),
        "weekly_cap_seconds": form.hours_of_week("weekly_cap"),
        "pay_lag_days": form.whole("pay_lag_days", most=3660),
        "hold_days": form.whole("hold_days", most=3660),
        "pay_week_start": None if weekday is None else int(weekday),
        "pay_zone": form.zone("pay_zone"),
        "bonus_rule": form.text("bonus_rule", longest=LONGEST_SENTENCE),
        "credit_promised": Answer(credit) if credit else None,
        "rights_given_up": form.text("rights_given_up", longest=LONGEST_SENTENCE),
        "purpose_told": Answer(purpose) if purpose else None,
        "note": form.lines("terms_note"),
    }


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)
