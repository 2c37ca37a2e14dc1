"""Where people reach this app: one answer for codes, passkeys, calendars and the file of words."""

from __future__ import annotations

from fastapi import Request

from app.http.discreet import is_discreet
from app.settings import Settings


def our_address(request: Request, settings: Settings) -> str:
    """Our address, without a slash at its end: as the operator says, else as this request came.

    With secure cookies it is https: nobody could be signed in here otherwise.
    """
    if settings.public_address:
        return settings.public_address.rstrip("/")
    came = request.base_url.replace(scheme="https") if settings.secure_cookies else request.base_url
    return str(came).rstrip("/")


def calendar_address(request: Request, settings: Settings, token: str) -> str:
    """Where the calendar of this secret is. It brings no cookie: that it has a neutral name stands in its address."""
    named = "?neutral=yes" if is_discreet(request) else ""
    return f"{our_address(request, settings)}/calendar/{token}.ics{named}"
