"""What is made once and shown once: an open link with its poster and texts, a sheet of codes to cut up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from app.http.invite_addresses import code_address, link_address
from app.language import Language, for_code
from app.records.campaign import CampaignPublic
from app.records.invite import InvitePublic
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store.invites import Made
from app.store.member_codes import Printed
from app.tokens import name_on_paper
from app.web.rendering import render, words_for
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Saying:
    """What a poster and a message say in one language."""

    code: str
    name: str
    words: Language
    message: str


@dataclass(frozen=True, slots=True)
class MadePage:
    """A link just made, which is shown this once."""

    campaign: CampaignPublic
    name: str
    """By which the printed poster and the link of the list are told to be the same."""
    address: str
    drawn: Markup
    ends: str
    sayings: tuple[Saying, ...]
    is_new: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet just made: its codes are shown this once."""

    campaign: CampaignPublic
    name: str
    codes: tuple[str, ...]
    address: str
    sayings: tuple[Language, ...]


def made_page(
    request: Request,
    me: WriterPublic,
    settings: Settings,
    campaign: CampaignPublic,
    made: Made,
    *,
    is_new: bool = False,
    is_sample: bool = False,
) -> HTMLResponse:
    """A link just made, its code to scan, texts to send and posters to print."""
    address, words = link_address(request, settings, made.secret), words_for(request, me)
    page = MadePage(
        campaign=campaign,
        name=name_on_paper(made.invite.id),
        address=address,
        drawn=_drawn(address),
        ends=words.day(last_day(made.invite)),
        sayings=tuple(_saying(for_code(code), campaign, address) for code in campaign.languages),
        is_new=is_new,
        is_sample=is_sample,
    )
    return render(request, "campaign/made.html", page, viewer=me, tab="invite", campaign=campaign)


def sheet_page(
    request: Request, me: WriterPublic, settings: Settings, campaign: CampaignPublic, printed: Printed
) -> HTMLResponse:
    """A sheet just made, to be printed and cut up."""
    page = SheetPage(
        campaign=campaign,
        name=name_on_paper(printed.sheet.id),
        codes=printed.codes,
        address=code_address(request, settings),
        sayings=tuple(map(for_code, campaign.languages)),
    )
    return render(request, "campaign/sheet.html", page, viewer=me, tab="invite", campaign=campaign)


def last_day(invite: InvitePublic) -> date:
    """The last day a link works."""
    return (invite.expires_at - timedelta(seconds=1)).date()


def _saying(words: Language, campaign: CampaignPublic, address: str) -> Saying:
    message = words(
        N_(
            "{organization} asks: {question} Count your hours with ours. Nobody sees your name or a single job: {address}"
        ),
        organization=campaign.organization,
        question=campaign.question,
        address=address,
    )
    return Saying(words.code, words.name, words, message)


def _drawn(address: str) -> Markup:
    import segno

    drawn = segno.make(address, error="m").svg_inline(omitsize=True, dark="#000", light="#fff", border=3)
    return Markup(drawn)  # noqa: S704 - made of an address of ours, by a drawing program
