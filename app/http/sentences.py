"""Sentences for what a model refuses: pydantic's own are for developers, and in English only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from reports.wording import N_

OTHERWISE = N_("Please check this value.")
#: Longest text of a field -> what is said of a longer one.
TOO_LONG: Mapping[int, str] = {
    120: N_("At most 120 characters."),
    200: N_("At most 200 characters."),
    500: N_("At most 500 characters."),
    2_000: N_("At most 2,000 characters."),
    10_000: N_("At most 10,000 characters."),
}
_TOO_LONG = "string_too_long"
_KINDS = (
    ("missing", N_("This is needed.")),
    ("extra_forbidden", N_("There is no such field.")),
    (_TOO_LONG, N_("This is too long.")),
    ("string_too_short", N_("This is needed.")),
    (("greater_than", "less_than"), N_("This is too large or too small.")),
    (("enum", "literal"), N_("This is none of the words we know.")),
    ("int", N_("Write a whole number, like 12.")),
    ("bool", N_("Say true or false.")),
    ("string_pattern", N_("This is not written as we know it.")),
    ("string", N_("Write it as text.")),
    (("datetime", "timezone"), N_("Write the instant with its zone, like 2026-11-12T18:00:00Z.")),
    ("date", N_("Write the day like 2026-11-12.")),
    ("uuid", N_("This is no id.")),
    ("json", N_("This is no JSON that can be read.")),
    (("model", "dict"), N_("Send an object with named fields, as application/json.")),
)


def fields_of(found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Field -> sentence for the mishaps of a model, the first of each field; a message id where it is ours."""
    fields: dict[str, str] = {}
    for item in found:
        fields.setdefault(_field(item), _sentence(item))
    return fields


def refusals_of(error: ValidationError, whole: str) -> list[tuple[str, str]]:
    """Field and sentence of what a record refuses, in its own words where it has some; `whole` is the record itself."""
    return [
        (".".join(str(part) for part in item["loc"]) or whole, _own(item) or OTHERWISE)
        for item in error.errors()
    ]


def _field(item: Mapping[str, Any]) -> str:
    """The name of the field, and of a mishap of the whole body “body”."""
    names = [part for part in item["loc"][1:] if isinstance(part, str)]
    return names[-1] if names else str(item["loc"][0])


def _sentence(item: Mapping[str, Any]) -> str:
    kind = str(item["type"])
    if kind == _TOO_LONG and item["ctx"]["max_length"] in TOO_LONG:
        return TOO_LONG[item["ctx"]["max_length"]]
    known = (sentence for start, sentence in _KINDS if kind.startswith(start))
    return _own(item) or next(known, OTHERWISE)


def _own(item: Mapping[str, Any]) -> str:
    """The sentence of a rule of ours, or nothing."""
    return str(item["msg"]).removeprefix("Value error, ") if item["type"] == "value_error" else ""
