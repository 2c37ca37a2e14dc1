"""Where an invite leads: what an open link opens, and where a member code is typed."""

from __future__ import annotations

from fastapi import Request

from app.http.our_address import our_address
from app.settings import Settings


def link_address(request: Request, settings: Settings, secret: str) -> str:
    """Where an open link leads."""
    return f"{our_address(request, settings)}/join/{secret}"


def code_address(request: Request, settings: Settings) -> str:
    """Where a member code is typed. The code itself stands in no address: addresses are kept by browsers."""
    return f"{our_address(request, settings)}/join"
