"""Phones and computers: where the log is open, adding one by a QR code, ending one or all others; passkeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from app import errors
from app.http import session
from app.http.deps import CurrentSettings, Database
from app.http.our_address import our_address
from app.http.owner import SessionFound, SignedIn
from app.records.passkey import LONGEST_NAME
from app.records.writer import WriterPublic
from app.store import api_tokens, one_use, passkeys, sessions
from app.store.passkeys import PasskeyPublic
from app.store.sessions import SessionPublic
from app.web import ceremony
from app.web.keep import is_last_way
from app.web.rendering import go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False)

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SAID = {
    "ended": N_("Signed out there."),
    "others": N_("Signed out everywhere else."),
    "passkey": N_("Passkey saved."),
    "removed": N_("Passkey removed. It opens nothing any more."),
}


class Made(BaseModel):
    """A passkey a browser made, and what its writer calls it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    credential: dict[str, Any]
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""


@dataclass(frozen=True, slots=True)
class DevicesPage:
    """Where the log is open, and with which passkeys it can be opened."""

    here: UUID | None
    sessions: list[SessionPublic]
    passkeys: list[PasskeyPublic]
    token_count: int
    minutes: int
    can_have_passkeys: bool
    is_last_way: bool
    status: str


@dataclass(frozen=True, slots=True)
class AddPage:
    """An address that opens the log once."""

    address: str
    code: Markup
    minutes: int
    is_only_here: bool


@router.get("/you/devices")
def show(
    request: Request, database: Database, me: SignedIn, found: SessionFound, settings: CurrentSettings
) -> HTMLResponse:
    """Every open session, this one first, and every passkey."""
    here = found.session_id if found else None
    page = DevicesPage(
        here=here,
        sessions=sorted(sessions.list_all(database, me.id), key=lambda one: one.id != here),
        passkeys=passkeys.list_all(database, me.id),
        token_count=len(api_tokens.list_all(database, me.id)),
        minutes=one_use.MINUTES,
        can_have_passkeys=ceremony.is_possible(request, settings),
        is_last_way=is_last_way(database, me),
        status=words_for(request, me)(_SAID.get(request.query_params.get("saved", ""), "")),
    )
    return render(request, "you/devices.html", page, viewer=me, tab="you")


@router.post("/you/devices/add")
def add(request: Request, database: Database, me: SignedIn, settings: CurrentSettings) -> HTMLResponse:
    """Show an address, also as a QR code, that opens the log once, within minutes."""
    import segno

    base = our_address(request, settings)
    address = f"{base}/open/{one_use.make(database, me.id)}"
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, dark="#000", light="#fff", border=3)
    page = AddPage(
        address=address,
        code=Markup(drawn),  # noqa: S704 - made of an address of ours, by a drawing program
        minutes=one_use.MINUTES,
        is_only_here=urlsplit(base).hostname in _LOOPBACK,
    )
    return render(request, "you/add_device.html", page, viewer=me, tab="you")


@router.post("/you/devices/{session_id}/end")
def end(database: Database, me: SignedIn, session_id: UUID) -> RedirectResponse:
    """Sign one phone or computer out."""
    sessions.end_one(database, me.id, session_id)
    return go_to("/you/devices?saved=ended")


@router.post("/you/devices/end-others")
def end_others(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings
) -> RedirectResponse:
    """Sign out everywhere but here."""
    sessions.end_all(database, me.id, but=session.token_of(request, settings))
    return go_to("/you/devices?saved=others")


@router.post("/you/passkeys/options")
def passkey_options(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings
) -> Response:
    """What this device is asked, to make a passkey."""
    _refuse_demo(me)
    asked = ceremony.to_register(request, settings, database, me)
    return Response(asked, media_type="application/json")


@router.post("/you/passkeys")
def keep_passkey(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, made: Made
) -> JSONResponse:
    """Keep a passkey."""
    _refuse_demo(me)
    name = " ".join(made.name.split()) or words_for(request, me)(N_("Passkey"))
    ceremony.registered(request, settings, database, me, credential=made.credential, name=name)
    return JSONResponse({"go": "/you/devices?saved=passkey"}, 201)


@router.post("/you/passkeys/{passkey_id}/remove")
def remove_passkey(database: Database, me: SignedIn, passkey_id: UUID) -> RedirectResponse:
    """Let a passkey open nothing any more."""
    passkeys.remove(database, me.id, passkey_id)
    return go_to("/you/devices?saved=removed")


def _refuse_demo(me: WriterPublic) -> None:
    # Whoever opens the demo account next must not find somebody else's key in it.
    if me.is_demo:
        raise errors.NotAllowed
