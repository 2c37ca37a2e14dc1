"""Where something stands in a JSON text: found again only when there is something to say about it."""

from __future__ import annotations

import json
import re

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int | None:
    """The line where ("tasks", 3, "seconds") begins, or the nearest thing around it that can be found."""
    noun = re.search(rf'"{re.escape(str(path[0]))}"\s*:\s*', text)
    if noun is None:
        return None
    try:
        at = noun.end() if len(path) == 1 or isinstance(path[1], str) else _element(text, noun.end(), path[1])
        if len(path) > 1 and isinstance(path[-1], str):
            at = _key(text, at, path[-1])
    except (ValueError, IndexError):
        at = noun.start()  # an odd layout; the noun at least is known
    return text.count("\n", 0, at) + 1


def _element(text: str, at: int, position: int) -> int:
    """Where the element at `position` of the list at `at` begins."""
    decoder = json.JSONDecoder()
    at = _value(text, text.index("[", at) + 1)
    for _ in range(position):
        at = _value(text, decoder.raw_decode(text, at)[1])
    return at


def _key(text: str, at: int, key: str) -> int:
    """Where `key` stands in the object at `at`; the object itself when it has no such key."""
    end = json.JSONDecoder().raw_decode(text, at)[1]
    found = re.compile(rf'"{re.escape(key)}"\s*:').search(text, at, end)
    return found.start() if found else at


def _value(text: str, at: int) -> int:
    while text[at] in ", \t\r\n":
        at += 1
    return at
