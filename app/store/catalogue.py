"""The catalogue of platforms that all writers share, as the operator keeps it; an import contract keeps pages out.

Pages read it through `app.store.platforms`.
"""

from __future__ import annotations

import re

from sqlalchemy import delete, exists, select, update

from app import errors
from app.database import Connection
from app.records import NOUNS, Campaign, CataloguePlatform, table_of
from app.records.platform import LONGEST_NAME, SAMPLE_PREFIX
from app.records.values import tidy_line
from app.store import platforms
from reports.wording import N_

BAD_KEY = N_("A key has small letters, digits and hyphens, such as quill-base, and 60 of them at most.")
RESERVED_KEY = N_("This key is kept for something else. Take another one.")
BAD_NAME = N_("Give the platform a name of 1 to 120 characters.")
KEY_TAKEN = N_("This key has another name already. Rename it instead.")
NAME_TAKEN = N_("Another key has this name already.")
IN_USE = N_("A writer or a campaign names this platform, so it stays. It can be renamed.")

_TABLE = table_of(CataloguePlatform)
_WRITERS_OWN = table_of(NOUNS["platforms"])
_CAMPAIGNS = table_of(Campaign)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 60
#: Rows of released tables that are no platform.
_NO_PLATFORMS = frozenset({"other", "unknown", "total", "all"})


def add(connection: Connection, key: str, name: str) -> None:
    """Put a platform in; one that is there already under this name is left alone."""
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise errors.Invalid(BAD_KEY)
    if key in _NO_PLATFORMS or key.startswith(SAMPLE_PREFIX):
        raise errors.Invalid(RESERVED_KEY)
    put(connection, key, name)


def put(connection: Connection, key: str, name: str) -> None:
    """The same under any key: the sample has keys of its own."""
    said = _said(name)
    listed = dict(platforms.catalogue(connection))
    if listed.get(key) == said:
        return
    if key in listed:
        raise errors.Invalid(KEY_TAKEN)
    _refuse_twice(listed, key, said)
    connection.execute(_TABLE.insert().values(key=key, name=said))


def rename(connection: Connection, key: str, name: str) -> None:
    """Call a platform otherwise; whoever named its key still means it."""
    said = _said(name)
    listed = dict(platforms.catalogue(connection))
    if key not in listed:
        raise errors.NotFound
    _refuse_twice(listed, key, said)
    connection.execute(update(_TABLE).where(_TABLE.c.key == key).values(name=said))


def remove(connection: Connection, key: str) -> None:
    """Take a platform out that nobody names; what was taken out already stays so."""
    if _is_named(connection, key):
        raise errors.Invalid(IN_USE)
    connection.execute(delete(_TABLE).where(_TABLE.c.key == key))


def _said(name: str) -> str:
    said = str(tidy_line(name))
    if not 1 <= len(said) <= LONGEST_NAME:
        raise errors.Invalid(BAD_NAME)
    return said


def _refuse_twice(listed: dict[str, str], key: str, name: str) -> None:
    """Of two platforms of one name a writer could not tell which is hers."""
    if any(other.casefold() == name.casefold() for of, other in listed.items() if of != key):
        raise errors.Invalid(NAME_TAKEN)


def _is_named(connection: Connection, key: str) -> bool:
    """Rows that were taken out count too: they may be put back."""
    by_writer = select(exists().where(_WRITERS_OWN.c.catalogue_key == key))
    if connection.execute(by_writer).scalar():
        return True
    return any(key in named for named in connection.execute(select(_CAMPAIGNS.c.platforms)).scalars())
