"""What a share link shows, for its page, its files and the writer's own preview: the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request

from app import clock
from app.database import Connection
from app.http.our_address import our_address
from app.http.reporting import report_of
from app.language import LANGUAGES, Language, for_code
from app.records.share_link import USUAL_LIFETIME, ShareChoices, SharePublic
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store.shares import New, Opened, end_after
from app.tokens import hash_of_passphrase
from reports.parameters import Parameters
from reports.periods import Period
from reports.sharing import (
    PARTS,
    Amounts,
    Choices,
    SharedDashboard,
    UnreadableDashboard,
    from_json,
    shared_dashboard,
    to_json,
)
from reports.wording import N_

NOTHING_CHOSEN = N_("Choose at least one thing to show.")
NO_ORIGIN = N_("Write addresses like https://news.example.org, each on a line of its own.")
NO_FRAME = N_("A page in a frame cannot ask for a passphrase. Take the passphrase away first.")
MOST_ORIGINS = 10
#: What a link says of itself and not of the log: a copy need not be made anew for it.
_AROUND = {"label", "previews"}
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a link: its choices, how many days it works (None: as long as it does), its passphrase."""

    choices: ShareChoices
    lasts_days: int | None
    is_frozen: bool
    passphrase: str | None
    drops_passphrase: bool = False


def share_address(request: Request, settings: Settings, secret: str) -> str:
    """Where the dashboard of this secret is."""
    return f"{our_address(request, settings)}/s/{secret}"


def embed_address(request: Request, settings: Settings, secret: str) -> str:
    """Where the dashboard of this secret is for a frame."""
    return f"{our_address(request, settings)}/e/{secret}"


def dashboard(
    database: Connection,
    writer: WriterPublic,
    chosen: ShareChoices | SharePublic,
    on_file: Parameters,
    words: Language,
) -> SharedDashboard:
    """What these choices show of the writer's log as it is now."""
    period = None
    if chosen.starts_on is not None and chosen.ends_on is not None:
        period = Period.through(chosen.starts_on, chosen.ends_on)
    report = report_of(database, writer, on_file, period)
    made_on, is_part = clock.today(writer.zone), period is not None
    return shared_dashboard(report, choices_of(chosen), words, made_on, is_part=is_part)


def opened_dashboard(
    database: Connection, opened: Opened, on_file: Parameters, words: Language
) -> SharedDashboard | None:
    """What an address shows; None for a copy that this version cannot read any more."""
    if opened.frozen is None:
        return dashboard(database, opened.writer, opened.share, on_file, words)
    try:
        return from_json(opened.frozen[words.code if words.code in opened.frozen else opened.writer.language])
    except (KeyError, UnreadableDashboard):
        return None


def frozen_now(
    database: Connection, writer: WriterPublic, choices: ShareChoices, on_file: Parameters
) -> Mapping[str, Any]:
    """A copy of what these choices show now, in every language there is."""
    return {
        code: to_json(dashboard(database, writer, choices, on_file, for_code(code))) for code in LANGUAGES
    }


def changes_of(
    database: Connection,
    writer: WriterPublic,
    on_file: Parameters,
    share: SharePublic,
    wanted: Wanted,
) -> dict[str, Any]:
    """The columns of a link that change beside its choices; what is not wanted otherwise stays."""
    more: dict[str, Any] = {}
    if wanted.lasts_days is not None:
        more["expires_at"] = end_after(wanted.lasts_days)
    if wanted.passphrase or wanted.drops_passphrase:
        more["passphrase_hash"] = hash_of_passphrase(wanted.passphrase) if wanted.passphrase else None
    if not wanted.is_frozen:
        more["frozen"] = None
    elif not share.is_frozen or shows_other(share, wanted.choices):
        more["frozen"] = frozen_now(database, writer, wanted.choices, on_file)
    return more


def new_of(database: Connection, writer: WriterPublic, on_file: Parameters, wanted: Wanted) -> New:
    """What a new link has beside its choices."""
    return New(
        days=wanted.lasts_days or USUAL_LIFETIME,
        frozen=frozen_now(database, writer, wanted.choices, on_file) if wanted.is_frozen else None,
        passphrase_hash=hash_of_passphrase(wanted.passphrase) if wanted.passphrase else None,
    )


def shows_other(share: SharePublic, choices: ShareChoices) -> bool:
    """Whether these choices show something else of the log than the link does."""
    said = choices.model_dump(exclude=_AROUND)
    return said != share.model_dump(include=set(said))


def choices_of(chosen: ShareChoices | SharePublic) -> Choices:
    """The choices as the report takes them; a part that is no more is left out.

    Names do not go with per cent: a platform that is named knows what it promised, and so what 100 per cent is.
    """
    amounts = Amounts(str(chosen.amounts))
    return Choices(
        parts=tuple(part for part in PARTS if part in chosen.parts),
        amounts=amounts,
        own_names=chosen.own_names and amounts is not Amounts.RATIOS,
        days=chosen.days,
        titles=chosen.titles,
    )


def origin_of(text: str) -> str | None:
    """The origin of an address that somebody typed, as a browser writes it; None where it is no https address.

    >>> origin_of("https://News.example.org/a-page"), origin_of("news.example.org"), origin_of("http://a.org")
    ('https://news.example.org', 'https://news.example.org', None)
    >>> origin_of("https://*.example.org"), origin_of("https://a.org;script-src *")
    (None, None)
    """
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or parts.username is not None or not _HOST.fullmatch(host):
        return None
    return f"https://{host}" + (f":{port}" if port not in {None, 443} else "")
