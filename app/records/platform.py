"""A platform that offers work: the writer's own row, which may name an entry of the shared catalogue."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from app.records.base import Create, Public, Record, Row, Update, ledger_row
from app.records.values import KeptName, Name, NameOrNone, NoteOrNone

LONGEST_NAME = 120
#: Keys of the catalogue that only the sample campaign has.
SAMPLE_PREFIX = "sample-"


class PlatformFields(Record):
    """A code name is enough; the catalogue entry is chosen in private."""

    name: Name
    catalogue_key: NameOrNone = None
    note: NoteOrNone = None


class Platform(PlatformFields, Row, table=True):
    """The writer's own platform."""

    __tablename__: ClassVar[str] = "platform"
    __table_args__ = ledger_row()


class PlatformCreate(PlatformFields, Create):
    """A new platform."""


class PlatformUpdate(PlatformFields, Update):
    """A changed platform."""


class PlatformPublic(PlatformFields, Public):
    """A platform as shown."""

    name: KeptName


class CataloguePlatform(Record, table=True):
    """An entry of the catalogue all writers share; releases group by it."""

    __tablename__: ClassVar[str] = "catalogue_platform"

    key: str = Field(primary_key=True, max_length=LONGEST_NAME)
    name: str = Field(max_length=LONGEST_NAME)
