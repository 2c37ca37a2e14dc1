"""The session cookie: its name, how it is set and taken away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings

SECONDS = 400 * 24 * 3600  # the longest a browser keeps a cookie


def cookie_name(settings: Settings) -> str:
    """The __Host- prefix binds the cookie to this host, but browsers take it by https only."""
    return "__Host-session" if settings.secure_cookies else "session"


def token_of(request: Request, settings: Settings) -> str | None:
    """The secret a browser brings, or None."""
    return request.cookies.get(cookie_name(settings))


def keep(response: Response, settings: Settings, token: str) -> None:
    """Give a browser its secret."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=SECONDS,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def clear_caches(response: Response) -> None:
    """Let the browser forget pages; what waits on the phone to be sent stays."""
    response.headers["Clear-Site-Data"] = '"cache"'


def forget(response: Response, settings: Settings) -> None:
    """Take the secret away again."""
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.secure_cookies, httponly=True, samesite="lax"
    )
    # The next person at this computer finds nothing.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
