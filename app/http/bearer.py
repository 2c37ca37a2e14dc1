"""A token in the Authorization header: how a program of the writer's own says who it is, under /api only."""

from __future__ import annotations

from starlette.requests import Request

#: Where JSON is spoken.
API = "/api/"
#: Where a token for campaigns opens something, and no other token does.
CAMPAIGNS = "/api/v1/campaigns"


def secret_of(request: Request) -> str | None:
    """The secret of `Authorization: Bearer …`, empty when there is nothing behind the word; else None."""
    scheme, _, secret = request.headers.get("authorization", "").strip().partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def is_about_campaigns(request: Request) -> bool:
    """Whether this request is about campaigns and not about the log of whoever asks."""
    path = request.url.path
    return path == CAMPAIGNS or path.startswith(f"{CAMPAIGNS}/")


def is_brought(request: Request) -> bool:
    """Whether this request to the API brings a token, good or not."""
    return request.url.path.startswith(API) and secret_of(request) is not None
