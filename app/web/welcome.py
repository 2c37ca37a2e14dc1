"""The first page, the start of an account, and the address that opens one once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app import errors
from app.http.deps import CurrentSettings, Database
from app.http.owner import PerhapsSignedIn, SessionFound
from app.http.signing_in import sign_in
from app.http.throttle import Act, source_of, throttle_of, throttled
from app.language import Language
from app.records.values import known_zones
from app.store import one_use, writers
from app.web.keep import is_kept
from app.web.rendering import go_to, render, words_for
from app.web.sample import sample_report
from reports.wording import N_

router = APIRouter(include_in_schema=False)

FIRST_ZONE, FIRST_CURRENCY = "America/Los_Angeles", "USD"


class UsedUp(errors.NotFound):
    """A one-use address that was used, is too old, or never was."""

    message = N_("This address was used already or is too old. Please make a new one.")


@dataclass(frozen=True, slots=True)
class SampleInShort:
    """The sample case in one line."""

    contracts: int
    platforms: int
    months: int
    promised: str
    real: str
    kept: Fraction

    @property
    def kept_percent(self) -> str:
        """The share kept, as a length."""
        return f"{float(self.kept) * 100:.1f}%"


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """What the first page shows."""

    sample: SampleInShort | None


@dataclass(frozen=True, slots=True)
class OpenPage:
    """An address that opens a log once, and the log that is open here already."""

    token: str
    other_handle: str
    other_is_kept: bool


@router.get("/", response_model=None)
def welcome(request: Request, found: SessionFound) -> HTMLResponse | RedirectResponse:
    """The promise and one button; who is signed in goes on to Today, a locked browser to its lock."""
    if found is not None:
        return go_to("/sign-in" if found.is_locked else "/today")
    page = WelcomePage(_sample_in_short(words_for(request)))
    return render(request, "welcome/welcome.html", page)


@router.post("/start")
def start(
    request: Request,
    database: Database,
    settings: CurrentSettings,
    found: SessionFound,
    zone: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Make an account and its session in one tap; a second tap makes no second account."""
    response = go_to("/today")
    if found is None:
        throttle_of(request).count(Act.START, source_of(request))
        writer = writers.create(
            database,
            zone=zone if zone in known_zones() else FIRST_ZONE,
            currency=FIRST_CURRENCY,
            language=words_for(request).code,
        )
        sign_in(request, response, database, settings, writer.id)
    return response


@router.get("/open/{token}")
def show_opening(request: Request, token: str, database: Database, viewer: PerhapsSignedIn) -> HTMLResponse:
    """Ask before opening: what fetches an address in advance must not use it up.

    Who is signed in to another log here is told so first: without words or a passkey that one would be lost.
    """
    page = OpenPage(token, viewer.handle if viewer else "", viewer is None or is_kept(database, viewer))
    return render(request, "welcome/open.html", page)


@router.post("/open/{token}", dependencies=[Depends(throttled(Act.SIGN_IN))])
def open_account(
    request: Request, token: str, database: Database, settings: CurrentSettings
) -> RedirectResponse:
    """Open the account this address is for, once."""
    writer = one_use.redeem(database, token)
    if writer is None:
        raise UsedUp
    response = go_to("/today")
    sign_in(request, response, database, settings, writer.id)
    return response


def _sample_in_short(words: Language) -> SampleInShort | None:
    """The sample case in one line; nothing when its rates cannot be computed."""
    report = sample_report()
    promised, real, kept = (
        report.figures[key].value for key in ("advertised_rate", "effective_hourly_rate", "kept_share")
    )
    if promised is None or real is None or kept is None:
        return None
    return SampleInShort(
        contracts=len(report.contracts),
        platforms=len(report.by_platform),
        months=len(report.months),
        promised=words.money(promised, report.currency),
        real=words.money(real, report.currency),
        kept=kept,
    )
