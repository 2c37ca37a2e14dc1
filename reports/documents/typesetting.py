"""Documents and pictures set by typst, with our own letters only, so that they look the same everywhere.

Data goes in as JSON and is never markup; a template decides how it looks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reports.documents.letters import FONTS, showable

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
#: Typst keeps the parts of so many compilations, to be quick when they come again.
_KEPT = 10


def pdf(template: str, data: object, made_on: date) -> bytes:
    """A tagged PDF for everybody (PDF/UA-1); the same data and day make the same bytes."""
    at_midnight = datetime.combine(made_on, time(), UTC)
    made = _compiler(template, data).compile(format="pdf", pdf_standards="ua-1", timestamp=at_midnight)
    _forget()
    return _one(made)


def png(template: str, data: object, per_point: float = 1) -> bytes:
    """A picture of the first page, so many pixels for each point; nothing but pixels is in it."""
    return _one(_compiler(template, data).compile(format="png", ppi=72 * per_point))


def _compiler(template: str, data: object) -> typst.Compiler:
    import typst

    return typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_shown(data), ensure_ascii=False)},
    )


def _forget() -> None:
    """Let typst forget a document: after ten of them it would hold 600 MB, and the numbers of ten people."""
    import typst

    for _ in range(_KEPT + 1):
        typst.Compiler(b"", root=TEMPLATES, font_paths=_fonts()).compile(format="svg")


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _one(made: bytes | list[bytes] | None) -> bytes:
    return made[0] if isinstance(made, list) else cast("bytes", made)


def _shown(value: object) -> Any:
    """Plain data whose words our letters can show."""
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, Mapping):
        return {key: _shown(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _shown(asdict(value))
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    return value
