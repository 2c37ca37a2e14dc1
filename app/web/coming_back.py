"""Where a sign-in leads: to Today, or back to the invite that it was begun from."""

from __future__ import annotations

import re

from app.http.enrolling import LONGEST

TODAY = "/today"
_INVITE = re.compile(rf"/join(/[\w-]{{1,{LONGEST}}})?", re.ASCII)


def sign_in_from(path: str) -> str:
    """The sign-in page that leads back to a path. Not in a query: there nobody would look for what opens something."""
    return f"/sign-in{back_to(path)}"


def back_to(path: str) -> str:
    """The path where it is one of ours to go back to, else nothing.

    Anybody can write an address of our sign-in page: it must lead to nowhere but an invite.

    >>> back_to("/join/x7-Q"), back_to("https://example.org/join"), back_to("//example.org")
    ('/join/x7-Q', '', '')
    """
    return path if _INVITE.fullmatch(path) else ""
