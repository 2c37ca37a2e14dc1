"""Files of releases for pages and API alike: taken by one of the team, and noted in the audit log."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Path
from fastapi.responses import Response
from pydantic import BeforeValidator
from starlette.requests import Request

from app import errors
from app.database import Connection, transaction
from app.http import papers
from app.records.release import ReleasePublic
from app.records.writer import WriterPublic
from app.store import releases
from reports.documents.release_formats import FORMATS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(text: str) -> date:
    """One way to write a day; pydantic takes seconds and times of midnight for days, too."""
    if not _DAY.fullmatch(text):
        raise ValueError("a day is written as 2026-01-31")
    return date.fromisoformat(text)


#: The first day of a period, in an address.
FirstDay = Annotated[date, Path(), BeforeValidator(_day)]
#: Far above the versions a period can have, which are at most as many as tables.
LARGEST_NUMBER = 1_000_000
#: Of a version, in an address.
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]


def file_of(
    request: Request, database: Connection, me: WriterPublic, version: ReleasePublic, name: str
) -> Response:
    """A file of a version as it was stored.

    It is in the language asked for in the address, else in her own, else in the campaign's first. Where the
    audit log takes no entry there is no file either.
    """
    stored = {code: names for code, names in releases.file_names(database, version).items() if name in names}
    if not stored:
        raise errors.NotFound
    wishes = (request.query_params.get("language", ""), me.language)
    language = next((code for code in wishes if code in stored), next(iter(stored)))
    content = releases.file_of(database, version, language, name)
    # The request only reads, so this takes a transaction of its own.
    with transaction(request.app.state.engine) as noting:
        releases.note_download(noting, me.id, version, name)
    kept_as = f"{version.starts_on:%Y-%m}-v{version.number}-{language}-{name}"
    return papers.answer(content, FORMATS[name].media_type, kept_as)
