"""The share card: a picture for a chat or a link preview, made of words alone.

What may be on it is decided by whoever fills `CardWords`; nothing else gets in, not even into the file's own notes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reports.documents.typesetting import png
from reports.sharing import SharedDashboard
from reports.wording import N_, Wording

Size = Literal["wide", "tall"]
_LABEL = N_("Real pay for an hour of training AI models")
#: Pixels across and down: for link previews, and for a phone held upright.
SIZES: dict[Size, tuple[int, int]] = {"wide": (1200, 630), "tall": (1080, 1350)}
#: More do not fit beside one another, and both sizes say the same, so that one text describes both.
MOST_FACTS = 3


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


def card_of(dashboard: SharedDashboard, words: Wording, brand: str = "") -> CardWords:
    """The card of a dashboard: its words as they are, and no other; the first facts that are known."""
    hero = dashboard.hero
    facts = tuple(
        CardFact(fact.amount, fact.unit, fact.sentence, fact.is_loss)
        for fact in dashboard.facts
        if not fact.is_missing
    )[:MOST_FACTS]
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
        "facts": card.facts[:MOST_FACTS],
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
    parts += [
        " ".join(filter(None, (fact.amount, fact.unit, fact.sentence))) for fact in card.facts[:MOST_FACTS]
    ]
    parts += [card.period, card.as_logged]
    sentences = (f"{part[0].upper()}{part[1:]}" for part in parts if part)
    return " ".join(said if said.endswith(".") else f"{said}." for said in sentences)
