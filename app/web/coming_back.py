"""Where a sign-in leads: to Today, or back to the invite or the page of organizers that it was begun from."""

from __future__ import annotations

import re

from app.http.enrolling import LONGEST

TODAY, CAMPAIGNS = "/today", "/campaigns"
_INVITE = re.compile(rf"/join(/[\w-]{{1,{LONGEST}}})?", re.ASCII)
_OF_ORGANIZERS = re.compile(rf"{CAMPAIGNS}(/[\w-]{{1,60}}(\.\w{{1,10}})?){{0,5}}", re.ASCII)


def sign_in_from(path: str) -> str:
    """The sign-in page that leads back to a path. Not in a query: there nobody would look for what opens something."""
    return f"/sign-in{back_to(path)}"


def back_to(path: str) -> str:
    """The path where it is one of ours to go back to, else nothing.

    Anybody can write an address of our sign-in page: it must lead to nowhere but an invite, or what an organizer looks at.

    >>> back_to("/join/x7-Q"), back_to("/campaigns/new"), back_to("https://example.org/join"), back_to("//example.org")
    ('/join/x7-Q', '/campaigns/new', '', '')
    """
    return path if _INVITE.fullmatch(path) or is_of_organizers(path) else ""


def is_of_organizers(path: str) -> bool:
    """Whether a path is among the pages of organizers."""
    return _OF_ORGANIZERS.fullmatch(path) is not None
