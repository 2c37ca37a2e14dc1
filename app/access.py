"""Who may see what. A writer sees her own rows and nobody else's; there is no role that sees more.

Reads and writes of the store take the viewer first and start from her id, so that somebody else's row is
simply not there.
"""

from __future__ import annotations

from app.records.writer import WriterId, WriterPublic

#: Who asks. Made from a session, never from an address or a form.
Viewer = WriterId


def viewer_of(writer: WriterPublic) -> Viewer:
    """The viewer that a signed-in writer is."""
    return writer.id
