"""The share card: a picture for a chat or a link preview, made of words alone.

What may be on it is decided by whoever fills `CardWords`; nothing else gets in, not even into the file's own notes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Protocol

from reports.charts.summary import head_words
from reports.documents.typesetting import png
from reports.personal import PersonalReport
from reports.wording import N_, Wording

Size = Literal["wide", "tall"]
_LABEL = N_("Real pay for an hour of training AI models")
#: Pixels across and down: for link previews, and for a phone held upright.
SIZES: dict[Size, tuple[int, int]] = {"wide": (1200, 630), "tall": (1080, 1350)}
#: More than these do not fit.
_MOST_FACTS: dict[Size, int] = {"wide": 3, "tall": 4}


@dataclass(frozen=True, slots=True)
class CardFact:
    """One figure, its unit, and what it is: “171”, “hours”, “unpaid, of 573 hours”."""

    amount: str
    unit: str
    sentence: str
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything on a card, in the reader's language; what is empty is left out, the large figure too.

    `label` says what the large figure is, `promised` stands beside it, struck out where `is_struck`; `is_loss` says
    that an hour cost more than it paid. `brand` is the wordmark, `as_logged` whose numbers these are.
    """

    label: str = ""
    real: str = ""
    promised: str = ""
    is_struck: bool = False
    is_loss: bool = False
    sentence: str = ""
    period: str = ""
    facts: tuple[CardFact, ...] = ()
    brand: str = ""
    as_logged: str = ""
    lang: str = "en"


class HeroLike(Protocol):
    """The head of a dashboard as words."""

    @property
    def promised(self) -> str:
        """The promised rate, or nothing."""
        ...

    @property
    def real(self) -> str:
        """The large figure."""
        ...

    @property
    def sentence(self) -> str:
        """One sentence."""
        ...

    @property
    def is_struck(self) -> bool:
        """Whether the promise is struck out."""
        ...

    @property
    def is_negative(self) -> bool:
        """Whether an hour cost more than it paid."""
        ...


class FactLike(Protocol):
    """One fact of a dashboard as words."""

    @property
    def amount(self) -> str:
        """The figure."""
        ...

    @property
    def unit(self) -> str:
        """Its unit, or nothing."""
        ...

    @property
    def sentence(self) -> str:
        """One sentence."""
        ...

    @property
    def is_loss(self) -> bool:
        """Whether it is a loss."""
        ...

    @property
    def is_missing(self) -> bool:
        """Whether the amount is a reason."""
        ...


class DashboardLike(Protocol):
    """What was chosen to be shown, in words; `source` says whose it is and when it was made."""

    @property
    def hero(self) -> HeroLike | None:
        """The head, where it was chosen."""
        ...

    @property
    def facts(self) -> Sequence[FactLike]:
        """The chosen facts."""
        ...

    @property
    def period(self) -> str:
        """The days it is about."""
        ...

    @property
    def source(self) -> str:
        """Whose it is, and when it was made."""
        ...

    @property
    def language(self) -> str:
        """The code of the language."""
        ...


def card_of(dashboard: DashboardLike, words: Wording, brand: str = "") -> CardWords:
    """The card of a dashboard that shows less than everything: its words as they are, and no other."""
    hero = dashboard.hero
    facts = tuple(
        CardFact(fact.amount, fact.unit, fact.sentence, fact.is_loss)
        for fact in dashboard.facts
        if not fact.is_missing
    )
    rest = CardWords(
        period=dashboard.period,
        facts=facts,
        brand=brand,
        as_logged=dashboard.source,
        lang=dashboard.language,
    )
    if hero is None:
        return rest
    return replace(
        rest,
        label=words(_LABEL),
        real=hero.real,
        promised=hero.promised,
        is_struck=hero.is_struck,
        is_loss=hero.is_negative,
        sentence=hero.sentence,
    )


def share_card(card: CardWords, size: Size = "wide") -> bytes:
    """The card as PNG."""
    width, height = SIZES[size]
    drawn = {
        "label": card.label,
        "real": card.real,
        "promised": card.promised,
        "is_struck": card.is_struck,
        "is_loss": card.is_loss,
        "sentence": card.sentence,
        "period": card.period,
        "facts": card.facts[: _MOST_FACTS[size]],
        "brand": card.brand,
        "as_logged": card.as_logged,
    }
    return png("card.typ", {"card": drawn, "width": width, "height": height, "lang": card.lang})


def card_alt(card: CardWords, words: Wording) -> str:
    """The card in sentences, to copy beside the picture for those who cannot see it."""
    parts = [": ".join(filter(None, (card.label, card.real)))]
    if card.promised:
        parts.append(words(N_("Promised: {rate}"), rate=card.promised))
    parts.append(card.sentence)
    parts += [" ".join(filter(None, (fact.amount, fact.unit, fact.sentence))) for fact in card.facts]
    parts += [card.period, card.as_logged]
    sentences = (f"{part[0].upper()}{part[1:]}" for part in parts if part)
    return " ".join(said if said.endswith(".") else f"{said}." for said in sentences)


def card_words(
    report: PersonalReport,
    words: Wording,
    chosen: Collection[str] = ("unpaid", "gaps", "owed"),
    brand: str = "",
) -> CardWords:
    """The card of a whole report, with the chosen facts: unpaid, gaps, owed, wait."""
    head = head_words(report, words)
    days = words.days(report.period.start, max(report.period.start, report.period.last))
    return CardWords(
        label=words(_LABEL),
        real=head.real,
        promised=head.promised,
        is_struck=head.is_struck,
        is_loss=head.is_negative,
        sentence=_sentence(report, words),
        period=days,
        facts=tuple(fact for key, make in _FACTS.items() if key in chosen and (fact := make(report, words))),
        brand=brand,
        as_logged=words(N_("As logged by the writer. Fees, costs and unpaid hours are counted.")),
        lang=words.code,
    )


def _sentence(report: PersonalReport, words: Wording) -> str:
    promised, real = report.figures["advertised_rate"], report.figures["effective_hourly_rate"]
    if (
        real.value is None
        or not promised.value
        or promised.value < 0
        or promised.provisional
        or real.value < 0
    ):
        return ""
    share = real.value / promised.value
    if share >= 1:
        return words(N_("As much as was promised, or more."))
    return words(N_("{share} of what was promised."), share=words.share(share))


def _unpaid(report: PersonalReport, words: Wording) -> CardFact | None:
    unpaid, hours = report.figures["unpaid_hours"].value, report.figures["hours"].value
    if unpaid is None or not hours:
        return None
    said = words(N_("unpaid, of {hours} worked"), hours=_number(hours, words))
    return CardFact(_number(unpaid, words), _hours(unpaid, words), said, is_loss=unpaid > 0)


def _gaps(report: PersonalReport, words: Wording) -> CardFact | None:
    days, count = report.figures["gap_days"].value, report.figures["gap_count"].value
    if days is None:
        return None
    said = words.plural(
        N_("without work, in {count} gap"), N_("without work, in {count} gaps"), int(count or 0)
    )
    return CardFact(words.number(days), _days(days, words), said, is_loss=days > 0)


def _owed(report: PersonalReport, words: Wording) -> CardFact | None:
    owed, late = report.figures["outstanding"].value, report.figures["outstanding_late"].value
    if owed is None:
        return None
    said = words(N_("still to come"))
    if late:
        said = words(
            N_("still to come, {late} of it late"), late=words.money(late, report.currency, whole=True)
        )
    return CardFact(words.money(owed, report.currency, whole=True), "", said)


def _wait(report: PersonalReport, words: Wording) -> CardFact | None:
    days = report.figures["days_to_be_paid"].value
    if days is None:
        return None
    return CardFact(
        _number(days, words), _days(days, words), words(N_("from the work to its pay; half came sooner"))
    )


_FACTS = {"unpaid": _unpaid, "gaps": _gaps, "owed": _owed, "wait": _wait}


def _number(value: Fraction, words: Wording) -> str:
    return words.number(value, 1 if abs(value) < 100 else 0)


def _hours(value: Fraction, words: Wording) -> str:
    return words.plural(N_("hour"), N_("hours"), 1 if value == 1 else 2)


def _days(value: Fraction, words: Wording) -> str:
    return words.plural(N_("day"), N_("days"), 1 if value == 1 else 2)
