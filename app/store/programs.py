"""What reads or writes a log without a person signing in: API tokens and the calendar address."""

from __future__ import annotations

from app.access import Viewer
from app.database import Connection
from app.store import api_tokens, calendars


def has_any(connection: Connection, viewer: Viewer) -> bool:
    """Whether a program could ask for anything of the viewer's."""
    return bool(api_tokens.list_all(connection, viewer)) or calendars.current(connection, viewer) is not None


def end_all(connection: Connection, viewer: Viewer) -> None:
    """Let no token and no calendar address open anything from now on."""
    api_tokens.revoke_all(connection, viewer)
    calendars.stop(connection, viewer)
