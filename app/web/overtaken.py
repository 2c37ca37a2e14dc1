"""A form whose row was changed elsewhere since it was shown: it comes back with both versions, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app import errors
from app.web.forms import Form

STATUS = errors.Stale.status


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else now: its label, and what it says."""

    label: str
    now: str


def is_kept(amend: Callable[[], object]) -> bool:
    """Whether a change was kept; False when the row has been changed since the form was shown."""
    try:
        amend()
    except errors.Stale:
        return False
    return True


def differences(
    form: Form, present: Form, revision: int, shown: Mapping[str, tuple[str, str]]
) -> list[Difference]:
    """What the row says now where the form says something else; `shown` has label and words of each field.

    The form goes on from the present revision: whoever saves it again has seen both.
    """
    form.values["revision"] = str(revision)
    return [Difference(*shown[name]) for name in shown if form[name].strip() != present[name]]
