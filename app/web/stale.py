"""A form whose row was changed elsewhere: what she typed and what it says now, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.language import Language
from app.records.base import Public, Update
from app.web.forms import Form
from app.web.labels import Options

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: as typed, and as it is now."""

    label: str
    typed: str
    present: str


def says_so_already(present: Public, change: Update) -> bool:
    """Whether a late change asks for what the row says anyway: the same form, sent twice."""
    said = change.model_dump(exclude_unset=True, exclude={"revision"})
    return present.withdrawn_at is None and all(getattr(present, name) == said[name] for name in said)


def differences(
    form: Form,
    present: Mapping[str, str],
    labels: Mapping[str, str],
    choices: Mapping[str, Options],
    words: Language,
) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the form; choices by the words people read."""

    def shown(name: str, value: str) -> str:
        said = value.replace("T", " ") if name.endswith("_at") else value
        return dict(choices.get(name, [])).get(value, said) or words("nothing")

    return tuple(
        Difference(words(label), shown(name, form[name]), shown(name, present[name]))
        for name, label in labels.items()
        if name in present and form[name] != present[name]
    )
