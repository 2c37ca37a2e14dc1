"""Terms as they are listed and looked at: since when, what, and everything that was promised with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from app.language import Language
from app.records.terms import TermsPublic
from app.web.labels import ANSWERS, PAY_MODELS, WEEKDAYS
from app.web.terms import price_of
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it."""

    label: str
    value: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Terms in the list: since when, what, and what may be done with them."""

    id: UUID
    label: str
    value: str
    note: str
    details: tuple[Line, ...]
    is_acceptance: bool


def promise_of(row: TermsPublic, words: Language) -> Promise:
    """Terms as they are listed."""
    price, per = price_of(row, words)
    promised = row.promised_seconds_per_unit
    extras = (
        words("{time} for each", time=words.duration(promised)) if promised else "",
        words.plural("paid {count} day after", "paid {count} days after", row.pay_lag_days)
        if row.pay_lag_days is not None
        else "",
    )
    return Promise(
        id=row.id,
        label=words("From {day}", day=words.day(row.effective_on)),
        value=" ".join(part for part in (price, per) if part) or words(PAY_MODELS[row.pay_model]),
        note=", ".join(part for part in extras if part),
        details=tuple(_details(row, words)),
        is_acceptance=bool(row.is_acceptance),
    )


def _details(row: TermsPublic, words: Language) -> Iterator[Line]:
    yield Line(words("How it pays"), words(PAY_MODELS[row.pay_model]))
    for seconds, label in (
        (row.promised_seconds_per_week, N_("Promised hours a week")),
        (row.weekly_cap_seconds, N_("At most so many hours a week")),
    ):
        if seconds is not None:
            yield Line(words(label), words.duration(seconds))
    if row.hold_days is not None:
        yield Line(words("Days the pay is held back"), words.number(row.hold_days))
    if row.pay_week_start is not None:
        weekday = words(WEEKDAYS[str(row.pay_week_start)])
        yield Line(words("The pay week starts on"), weekday, row.pay_zone or "")
    elif row.pay_zone:
        yield Line(words("In which time zone?"), row.pay_zone)
    for answer, label in (
        (row.credit_promised, N_("Are you promised credit?")),
        (row.purpose_told, N_("Were you told what the work is for?")),
    ):
        if answer is not None:
            yield Line(words(label), words(ANSWERS[answer]))
    for text, label in (
        (row.bonus_rule, N_("Bonus, and what it hangs on")),
        (row.rights_given_up, N_("Rights you give up")),
        (row.note, N_("Note on these terms")),
    ):
        if text:
            yield Line(words(label), "", text)
