"""Who may see what. A writer sees her own rows and nobody else's; there is no role that sees more.

The team of a campaign may do things with the campaign, and sees no row of a writer either.

Reads and writes of the store take the viewer first and start from her id, so that somebody else's row is
simply not there.
"""

from __future__ import annotations

from app import errors
from app.records.team_membership import Role
from app.records.writer import WriterId, WriterPublic

#: Who asks. Made from a session, never from an address or a form.
Viewer = WriterId


def viewer_of(writer: WriterPublic) -> Viewer:
    """The viewer that a signed-in writer is."""
    return writer.id


def may_edit(role: Role) -> bool:
    """Whether a member of a team may change its campaign's words and ways in."""
    return role in {Role.EDIT, Role.PUBLISH}


def check_may_edit(role: Role) -> None:
    """Refuse whoever only looks."""
    if not may_edit(role):
        raise errors.NotAllowed


def may_publish(role: Role) -> bool:
    """Whether a member of a team decides about the campaign as a whole: its team, its end, its releases."""
    return role is Role.PUBLISH


def check_may_publish(role: Role) -> None:
    """Refuse whoever does not decide."""
    if not may_publish(role):
        raise errors.NotAllowed
