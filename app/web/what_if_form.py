"""The two questions of “What if?” as they stand in an address: an offer, and what she needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

from babel.numbers import is_currency
from starlette.datastructures import FormData, QueryParams

from app.http.what_if import ALL, LONGEST_MONTH_HOURS, MOST_AN_HOUR
from app.language import Language
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.web.forms import BEHIND, MASK, Form, typed_amount
from reports.money import Money, from_major, round_half_away
from reports.personal import PersonalReport
from reports.pricing import advertised_hourly
from reports.slices import Slice
from reports.supposing import BASES, PER, Basis, promised_hourly
from reports.wording import N_

PATH = "/real-pay/what-if"
OFFER, NEED = "offer", "need"
#: The one amount that each question asks for.
AMOUNTS: Mapping[str, str] = MappingProxyType({OFFER: "rate", NEED: "wanted"})
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        OFFER: ("ask", "currency", "per", "rate", "pieces", "hours", "on"),
        NEED: ("ask", "currency", "wanted_per", "wanted", "month_hours", "basis", "on"),
    }
)
LONGEST_COUNT = 100_000

_STANDARD = {"per": "hour", "wanted_per": "hour", "basis": "before_tax", "on": ALL}
_OTHER_CURRENCY = N_("Write the amount in the currency of your report.")
_MORE_THAN_NOTHING = N_("It has to be more than 0.")
_TOO_LARGE = N_("That amount is too large.")

_PREFIXES = {
    "US": "USD", "CA": "CAD", "C": "CAD", "AU": "AUD", "A": "AUD", "NZ": "NZD", "MX": "MXN", "HK": "HKD",
    "SG": "SGD", "S": "SGD", "R": "BRL",
}  # fmt: skip
#: Currencies that are written with a sign; another one is not meant by it.
_SIGNS = {
    "$": "ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NIO NZD SBD SGD SRD "
    "TTD TWD USD UYU XCD",
    "€": "EUR",
    "£": "EGP FKP GBP GIP LBP SDG SHP SSP SYP",
    "¥": "CNY JPY",
    "₹": "INR",
    "₱": "PHP",
}
_DIGIT = re.compile(r"\d")
_DOLLARS = re.compile(rf"(?<![A-Z])({'|'.join(_PREFIXES)})\$")


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer: the rate it promises for an hour, and how that was made."""

    promised: Fraction
    pay: Fraction
    per: str
    count: Fraction | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What she needs for an hour, and for how many hours a month where she said it by the month."""

    an_hour: Fraction
    basis: Basis
    pay: Fraction
    month_hours: Fraction | None


def form_of(query: QueryParams) -> tuple[str, Form]:
    """Which question stands in an address, and what was typed; what is not said is as usual."""
    form = Form.of(FormData([*query.multi_items()]))
    form.values = {**_STANDARD, **{name: said for name, said in form.values.items() if said}}
    return (NEED if form["ask"] == NEED else OFFER), form


def read_offer(form: Form, currency: str) -> Offered | None:
    """The offer; problems stay in the form."""
    pay = _amount(form, "rate", currency, N_("Write how much they promise."))
    per = form.choice("per", PER)
    count = None
    if per == "piece":
        count = _count(form, "pieces", N_("Write how many pieces an hour they promise."))
    elif per == "job":
        count = _count(form, "hours", N_("Write how many hours they say the job takes."))
    if pay is None or per is None or form.problems:
        return None
    promised = promised_hourly(pay, next(one for one in PER if one == per), count)
    if promised is None or promised > MOST_AN_HOUR:
        form.refuse([("rate", _TOO_LARGE)])
        return None
    return Offered(promised, pay, per, count)


def read_wanted(form: Form, currency: str) -> Wanted | None:
    """What she needs; problems stay in the form."""
    pay = _amount(form, "wanted", currency, N_("Write how much you want to make."))
    basis = next((one for one in BASES if one == form.choice("basis", BASES)), None)
    hours = None
    if form.choice("wanted_per", ("hour", "month")) == "month":
        hours = _count(
            form, "month_hours", N_("Write how many hours a month you want to work."), LONGEST_MONTH_HOURS
        )
    if pay is None or basis is None or form.problems:
        return None
    an_hour = pay if hours is None else pay / hours
    if an_hour > MOST_AN_HOUR:
        form.refuse([("wanted", _TOO_LARGE)])
        return None
    return Wanted(an_hour, basis, pay, hours)


def _amount(form: Form, name: str, currency: str, required: str) -> Fraction | None:
    """An amount above 0 in the currency of the report, which the address may name to be sure of it."""
    if form["currency"] not in ("", currency) or is_other_currency(form[name], currency):
        form.refuse([(name, _OTHER_CURRENCY)])
    minor = form.amount(name, currency, required=required)
    if minor == 0:
        form.refuse([(name, _MORE_THAN_NOTHING)])
    return None if minor is None else Money(minor, currency).major


def _count(form: Form, name: str, required: str, most: int = LONGEST_COUNT) -> Fraction | None:
    if not form[name].strip():
        form.refuse([(name, required)])
        return None
    number = form.number(name)
    if number is None:
        return None
    if not number:
        form.refuse([(name, _MORE_THAN_NOTHING)])
    if number > most:
        too_many = N_("A month has 744 hours at most.") if name == "month_hours" else N_("This is too many.")
        form.refuse([(name, too_many)])
    return Fraction(number)


def is_other_currency(text: str, currency: str) -> bool:
    """Whether an amount is marked as one of another currency; a mark that fits is none.

    >>> [is_other_currency(text, "USD") for text in ("25", "$25", "25 USD", "€25", "25 EUR", "C$25", "CA$ 25")]
    [False, False, False, True, True, True, True]
    """
    typed = text.upper()
    for prefix in _DOLLARS.findall(typed):
        if _PREFIXES[prefix] != currency:
            return True
    codes = [code for code in re.findall(r"(?<![A-Z])[A-Z]{3}(?![A-Z])", typed) if is_currency(code)]
    if any(code != currency for code in codes):
        return True
    return any(sign in typed and currency not in owners.split() for sign, owners in _SIGNS.items())


def address_of(words: Language, values: Mapping[str, str]) -> str:
    """The address of an answer; while amounts are hidden, no digit of one is in it."""
    said = {name: value for name, value in values.items() if value}
    if words.hides_amounts:
        for name in AMOUNTS.values():
            if name in said:
                said |= {name: MASK, name + BEHIND: Form({name: _plain(said[name])}).behind(name)}
    return f"{PATH}?{urlencode(said)}#answer"


def _plain(text: str) -> str:
    """With digits 0 to 9 of any script, and capitals: small letters behind a mask are read back as digits.

    >>> _plain("30 eur")
    '30 EUR'
    """
    return _DIGIT.sub(lambda digit: str(int(digit[0])), text.upper())


def asked_again(form: Form, question: str, words: Language) -> str:
    """The same question with its amount hidden, where one stands in the address in digits; else nothing.

    What is wrong with it is said there. Words have no digits and stay as they were typed.
    """
    said = (text for name in AMOUNTS.values() for text in form.lists.get(name, ()))
    if not words.hides_amounts or not any(map(_DIGIT.search, said)):
        return ""
    return address_of(words, {one: form[one] for one in FIELDS[question]})


def address_of_contract(
    row: ContractPublic, promised: TermsPublic | None, report: PersonalReport, words: Language
) -> str:
    """What a contract promises, as an offer: at the hours of its own work, else of its platform's, else of all."""
    own = _slice(report.by_contract, row.id)
    on = f"contract:{row.id}" if own else ALL
    if own is None and _slice(report.by_platform, row.platform_id):
        on = f"platform:{row.platform_id}"
    minor = _promised_minor(promised, own, report.currency)
    if not minor:
        return address_of(words, {"on": on})
    rate = typed_amount(minor, report.currency)
    return address_of(words, {"rate": rate, "per": "hour", "on": on, "currency": report.currency})


def _slice(slices: Sequence[Slice], part: UUID) -> Slice | None:
    return next((one for one in slices if one.id == str(part)), None)


def _promised_minor(promised: TermsPublic | None, own: Slice | None, currency: str) -> int | None:
    """What an hour is promised: by the terms that hold, else what was promised so far, in the report's currency."""
    hourly = advertised_hourly(promised.model_dump()) if promised and promised.currency == currency else None
    if hourly is not None:
        return int(round_half_away(hourly))
    so_far = own.figures["advertised_rate"].value if own else None
    return None if so_far is None else from_major(so_far, currency).minor
