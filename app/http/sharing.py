"""What a share link shows, for its page, its files and the writer's own preview: the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request

from app import clock
from app.database import Connection
from app.http.our_address import our_address
from app.http.passphrases import kept_of
from app.http.reporting import Recent, report_of
from app.language import LANGUAGES, Language, for_code
from app.records.share_link import LONGEST_SITES, USUAL_LIFETIME, ShareChoices, SharePublic
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store.shares import New, end_after, frozen_of, list_all
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
LONG_ORIGINS = N_("These addresses are too long together. Take some of them away.")
MOST_ORIGINS = 10
#: What a link says of itself and not of the log: a copy need not be made anew for it.
_AROUND = {"label", "previews"}
_SHOWN: Recent[SharedDashboard | None] = Recent(64)
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
    made_on, is_part = _today(), period is not None
    report = report_of(database, writer, on_file, period, made_on)
    return shared_dashboard(report, choices_of(chosen), words, made_on, is_part=is_part)


def _today() -> date:
    """The day of the world's clock: a page that turned at the writer's midnight would tell where she lives."""
    return clock.now().date()


def state_shown(writer: WriterPublic, share: SharePublic, on_file: Parameters) -> tuple[Hashable, ...]:
    """What a link shows depends on this beside the language: its own state, and the log's unless it is frozen.

    It says nothing of whether the link opens anything: that is asked of the database each time.
    """
    log = (writer.id, writer.language) if share.is_frozen else (writer.id, writer.revision, _today(), on_file)
    return (log, share.id, share.revision)


def link_dashboard(
    database: Connection, writer: WriterPublic, share: SharePublic, on_file: Parameters, words: Language
) -> SharedDashboard | None:
    """What a link shows, made once for each state; None for a copy that this version cannot read any more."""

    def make() -> SharedDashboard | None:
        if share.is_frozen:
            return _copy_shown(database, writer, share, words)
        return dashboard(database, writer, share, on_file, words)

    return _SHOWN.get((state_shown(writer, share, on_file), words.code, words.hides_amounts), make)


def _copy_shown(
    database: Connection, writer: WriterPublic, share: SharePublic, words: Language
) -> SharedDashboard | None:
    copy = frozen_of(database, writer.id, share.id) or {}
    try:
        return from_json(copy[words.code if words.code in copy else writer.language])
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
        more["passphrase_hash"] = kept_of(wanted.passphrase) if wanted.passphrase else None
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
        passphrase_hash=kept_of(wanted.passphrase) if wanted.passphrase else None,
    )


def name_of(share: SharePublic, words: Language) -> str:
    """What a link is called in its writer's list: as she named it, or by its number in the words of whoever reads."""
    number = _number_of(share)
    return share.label or "" if number is None else _numbered(number, share.created_on, words)


def _number_of(share: SharePublic) -> int | None:
    """Which of its day a link without a name of its own is, in whatever language its number was kept; else None."""
    if not share.label:
        return 1
    found = re.search(r"\d+", share.label)
    number = int(found[0]) if found else 0
    kept = (_numbered(number, share.created_on, for_code(code)) for code in LANGUAGES)
    return number if number > 1 and share.label in kept else None


def _numbered(number: int, day: date, words: Language) -> str:
    said = words.day(day)
    if number == 1:
        return words(N_("Link of {day}"), day=said)
    return words(N_("Link {number} of {day}"), number=number, day=said)


def newest_first(found: Iterable[SharePublic]) -> list[SharePublic]:
    """Links in the order of their making: by day, by the minute that the end of each keeps of it, by number."""
    return sorted(
        found, key=lambda one: (one.created_on, one.expires_at.time(), _number_of(one) or 0), reverse=True
    )


def named(
    database: Connection, writer: WriterPublic, choices: ShareChoices, share: SharePublic | None = None
) -> ShareChoices:
    """The choices with a name that tells the link from the writer's others, where she gave it none herself.

    The day of making is enough for the first of a day, which stays without; the time of day is kept nowhere.
    """
    if choices.label:
        return choices
    words = for_code(writer.language)
    others = {
        name_of(one, words) for one in list_all(database, writer.id) if share is None or one.id != share.id
    }
    day = share.created_on if share else clock.now().date()
    if _numbered(1, day, words) not in others:
        return choices
    names = (_numbered(number, day, words) for number in count(2))
    return choices.model_copy(update={"label": next(name for name in names if name not in others)})


def shows_other(share: SharePublic, choices: ShareChoices) -> bool:
    """Whether these choices show something else of the log than the link does."""
    said = choices.model_dump(exclude=_AROUND)
    return said != share.model_dump(include=set(said))


def choices_of(chosen: ShareChoices | SharePublic) -> Choices:
    """The choices as the report takes them; a part that is no more is left out.

    Names do not go with per cent: who offered work that is named, on a platform or in a contract, knows what it
    promised, and so what 100 per cent is.
    """
    amounts = Amounts(str(chosen.amounts))
    may_name = amounts is not Amounts.RATIOS
    return Choices(
        parts=tuple(part for part in PARTS if part in chosen.parts),
        amounts=amounts,
        own_names=chosen.own_names and may_name,
        days=chosen.days,
        titles=chosen.titles and may_name,
    )


def are_long(origins: Sequence[str]) -> bool:
    """Whether these origins are together longer than what is kept of them."""
    return len(" ".join(origins)) > LONGEST_SITES


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
