"""Documents and pictures set by typst, with our own letters only, so that they look the same everywhere.

Data goes in as JSON and is never markup; a template decides how it looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reports.documents.letters import FONTS, plain, showable

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
#: Typst keeps the parts of so many compilations, to be quick when they come again.
_KEPT = 10


def pdf(template: str, data: object, made_on: date) -> bytes:
    """A tagged PDF for everybody (PDF/UA-1); the same data and day make the same bytes."""
    at_midnight = datetime.combine(made_on, time(), UTC)
    import typst

    def made(letters: Callable[[str], str]) -> bytes:
        compiler = _compiler(template, _shown(data, letters))
        return _one(compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=at_midnight))

    try:
        return made(showable)
    except typst.TypstError:  # letters that the fonts have, but not together
        return made(plain)
    finally:
        _forget()


def png(template: str, data: object, per_point: float = 1) -> bytes:
    """A picture of the first page, so many pixels for each point; nothing but pixels is in it."""
    return _one(_compiler(template, _shown(data, showable)).compile(format="png", ppi=72 * per_point))


def _compiler(template: str, data: object) -> typst.Compiler:
    import typst

    return typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
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


def _shown(value: object, letters: Callable[[str], str]) -> Any:
    """Plain data whose words our letters can show."""
    if isinstance(value, str):
        return letters(value)
    if isinstance(value, Mapping):
        return {key: _shown(one, letters) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _shown(asdict(value), letters)
    if isinstance(value, list | tuple):
        return [_shown(one, letters) for one in value]
    return value
