"""The page of “What if?”: the question, and the answer in one amount and a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from app.language import Language
from app.web.forms import Form, typed_amount
from app.web.labels import Options
from app.web.realpay_words import Addresses
from app.web.what_if_form import NEED, OFFER, PATH, Offered, Wanted, address_of
from app.web.what_if_steps import Earlier, Step, name_of, steps_of
from reports.charts.legend import patterns
from reports.charts.model import hours_text, share_text
from reports.figures import REASONS
from reports.money import from_major
from reports.personal import PersonalReport
from reports.supposing import (
    ENOUGH_CONTRACTS,
    MANY_CONTRACTS,
    Basis,
    Leaning,
    Span,
    Supposed,
    needed,
    offered,
    shares_of,
)
from reports.wording import N_
from reports.work import ENOUGH_HOURS

_BASES: Mapping[Basis, str] = {
    "before_tax": N_("Before tax"),
    "after_tax": N_("After self-employment tax"),
    "staff_wage": N_("Worth as much as a staff wage"),
}
_LEFT: Mapping[Basis, str] = {
    "before_tax": N_(
        "Then {amount} an hour is left before tax, once unpaid time, fees and costs are counted."
    ),
    "after_tax": N_(
        "Then {amount} an hour is left after self-employment tax, once unpaid time, fees and costs are counted."
    ),
    "staff_wage": N_(
        "Then an hour is worth as much as a staff wage of {amount}, once unpaid time, fees and costs are counted."
    ),
}


@dataclass(frozen=True, slots=True)
class Hero:
    """The answer in one amount and a few sentences."""

    label: str
    was: str
    now: str
    is_struck: bool
    is_negative: bool
    sentence: str
    span: str
    rests: str
    caveat: str
    check: str


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The question with its form, and its answer: a ladder, or why there is none."""

    question: str
    tabs: tuple[tuple[str, str, bool], ...]
    action: str
    form: Form
    currency: str
    work: tuple[tuple[str, Options], ...]
    per: Options
    wanted_per: Options
    bases: Options
    hero: Hero | None
    steps: tuple[Step, ...]
    no_answer: tuple[str, str] | None
    patterns: Markup
    enough_contracts: int
    many_contracts: int
    enough_hours: int


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in words."""

    hero: Hero | None
    steps: tuple[Step, ...] = ()
    no_answer: tuple[str, str] | None = None


def page_of(
    question: str, form: Form, told: Told | None, report: PersonalReport, words: Language
) -> WhatIfPage:
    """The whole page."""
    tabs = ((OFFER, words("An offer")), (NEED, words("What I need")))
    return WhatIfPage(
        question=question,
        tabs=tuple((label, _tab(key, form), key == question) for key, label in tabs),
        action=f"{PATH}#answer",
        form=form,
        currency=report.currency,
        work=tuple(_work(form["on"], report, words)),
        per=[
            ("hour", words("By the hour")),
            ("piece", words("By the piece")),
            ("job", words("For the whole job")),
        ],
        wanted_per=[("hour", words("For an hour")), ("month", words("For a month"))],
        bases=[(key, words(label)) for key, label in _BASES.items()],
        hero=told.hero if told else None,
        steps=told.steps if told else (),
        no_answer=told.no_answer if told else None,
        patterns=patterns(),
        enough_contracts=ENOUGH_CONTRACTS,
        many_contracts=MANY_CONTRACTS,
        enough_hours=int(ENOUGH_HOURS),
    )


def _tab(question: str, form: Form) -> str:
    """The other question, about the same work."""
    query = [("ask", question)] if question == NEED else []
    return Addresses(PATH, (*query, ("on", form["on"]))).page()


def _work(chosen: str, report: PersonalReport, words: Language) -> Iterator[tuple[str, Options]]:
    """What an answer can lean on, in groups: parts with a name of their own, and hours and pay to go by."""
    groups = (
        ("platform", words("A platform"), report.by_platform),
        ("contract", words("A contract"), report.by_contract),
        ("kind", words("A kind of work"), report.by_kind),
    )
    for dimension, label, slices in groups:
        named = ((f"{dimension}:{one.id}", one) for one in slices if one.id)
        found = [
            (key, name_of(dimension, one, words))
            for key, one in named
            if key == chosen or shares_of(one.figures, report.figures)
        ]
        if found:
            yield label, found


def offered_answer(
    offer: Offered, leaning: Leaning, on: str, report: PersonalReport, words: Language
) -> Told:
    """What an offer would really pay."""
    answer = offered(offer.promised, leaning)
    if answer is None or leaning.shares is None:
        return _no_answer(leaning, words)
    found, earlier = answer.supposed, Earlier(leaning, leaning.shares, on, report, words)
    hero = Hero(
        label=words("What an hour of this offer would pay"),
        was=words.money(found.promised, report.currency),
        now=words.money(found.real, report.currency),
        is_struck=found.real < found.promised,
        is_negative=found.real < 0,
        sentence=_kept(found, words),
        span=_span_of_pay(answer.span, report.currency, words),
        rests=_rests(earlier),
        caveat=_caveat(leaning, answer.span, words),
        check="",
    )
    return Told(hero, steps_of(found, _offer_in_words(offer, report.currency, words), earlier))


def needed_answer(wanted: Wanted, leaning: Leaning, on: str, report: PersonalReport, words: Language) -> Told:
    """What to ask for."""
    answer = needed(wanted.an_hour, wanted.basis, leaning, report.currency)
    if answer is None or leaning.shares is None:
        return _no_answer(leaning, words)
    found, earlier = answer.supposed, Earlier(leaning, leaning.shares, on, report, words)
    asked = typed_amount(from_major(found.promised, report.currency).minor, report.currency)
    hero = Hero(
        label=words("Ask for an hour"),
        was="",
        now=words.money(found.promised, report.currency),
        is_struck=False,
        is_negative=False,
        sentence=_left(wanted, report.currency, words),
        span=_span_of_rates(answer.span, report.currency, words),
        rests=_rests(earlier),
        caveat=_caveat(leaning, answer.span, words),
        check=address_of(words, {"rate": asked, "per": "hour", "on": on, "currency": report.currency}),
    )
    return Told(
        hero, steps_of(found, (N_("What you ask for"), words("Rounded up, so that it is enough.")), earlier)
    )


def _left(wanted: Wanted, currency: str, words: Language) -> str:
    """What is left of it, and for whoever thinks in months what that is an hour."""
    an_hour = words.money(wanted.an_hour, currency)
    left = words(_LEFT[wanted.basis], amount=an_hour)
    if wanted.month_hours is None:
        return left
    by_month = words(
        N_("{amount} for {hours} hours a month is {rate} an hour."),
        amount=words.money(wanted.pay, currency),
        hours=words.number(wanted.month_hours, 2),
        rate=an_hour,
    )
    return f"{by_month} {left}"


def _no_answer(leaning: Leaning, words: Language) -> Told:
    key = leaning.reason or "no_value_on_file"
    said = words(N_("No answer from this work: {reason}."), reason=words(REASONS[key]))
    hint = words("Choose other work to lean on, or log its hours and pay.") if leaning.reason else ""
    return Told(None, (), (said, hint))


def _kept(found: Supposed, words: Language) -> str:
    if found.real <= 0:
        return words("At this rate, fees and costs would take all of your pay.")
    if found.real >= found.promised:
        return words("You would get what is offered or more, even with unpaid time, fees and costs counted.")
    share = share_text(found.real / found.promised, words)
    return words(
        N_("You would keep {share} of the offer, once unpaid time, fees and costs are counted."), share=share
    )


def _span_of_pay(span: Span | None, currency: str, words: Language) -> str:
    if span is None:
        return ""
    said = (
        N_(
            "On half of your {count} contracts with {hours} hours or more it would be {low} to {high}. On the others it was more or less."
        )
        if span.is_middle_half
        else N_("On your {count} contracts with {hours} hours or more it would be {low} to {high}.")
    )
    return _span(said, span, currency, words)


def _span_of_rates(span: Span | None, currency: str, words: Language) -> str:
    if span is None:
        return ""
    said = (
        N_(
            "On half of your {count} contracts with {hours} hours or more it would take {low} to {high}. On the others it took more or less."
        )
        if span.is_middle_half
        else N_("On your {count} contracts with {hours} hours or more it would take {low} to {high}.")
    )
    return _span(said, span, currency, words)


def _span(said: str, span: Span, currency: str, words: Language) -> str:
    low, high = (words.money(value, currency) for value in (span.low, span.high))
    hours = words.number(ENOUGH_HOURS)
    return words(said, count=words.number(span.count), hours=hours, low=low, high=high)


def _rests(earlier: Earlier) -> str:
    """How much work it leans on."""
    leaning, words = earlier.leaning, earlier.words
    parts = [
        words.plural("{count} entry", "{count} entries", leaning.task_count),
        hours_text(leaning.figures["hours"].value or Fraction(0), words),
    ]
    if leaning.contracts and not earlier.on.startswith(("contract:", "kind:")):
        parts.insert(0, words.plural("{count} contract", "{count} contracts", len(leaning.contracts)))
    work = earlier.name or words("all your work")
    return words(N_("It leans on {work}: {parts}."), work=work, parts=", ".join(parts))


def _caveat(leaning: Leaning, span: Span | None, words: Language) -> str:
    """What has to be said of how firm it is."""
    real = leaning.figures["effective_hourly_rate"]
    if real.provisional:
        if real.coverage is None or real.coverage.enough:
            return words("Provisional: some pay in another currency has not been paid yet.")
        return words("Provisional: too little of this work has both its hours and its pay.")
    if span is not None:
        return ""
    return words.plural(
        "It rests on little: {count} contract with {hours} hours or more. A range takes {enough}.",
        "It rests on little: {count} contracts with {hours} hours or more. A range takes {enough}.",
        len(leaning.by_contract),
        hours=words.number(ENOUGH_HOURS),
        enough=ENOUGH_CONTRACTS,
    )


def _offer_in_words(offer: Offered, currency: str, words: Language) -> tuple[str, str]:
    """What the first row of its ladder is called, and how its rate an hour was made."""
    label = N_("Promised in the offer")
    pay, count = words.money(offer.pay, currency), words.number(offer.count or 1, 6)
    if offer.per == "piece":
        return label, words(N_("{amount} a piece, {count} pieces an hour."), amount=pay, count=count)
    if offer.per == "job":
        return label, words(N_("{amount} for the job, {count} hours promised."), amount=pay, count=count)
    return label, words("As it stands in the offer.")
