"""What a form showed, carried in the form: what she did not touch stays as it is by now, whoever changed it.

Marks stand for the values, so that no digit of a hidden amount is on the page; they are no lock, as the fields
that keep hidden amounts are none (decision 0046).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.tokens import hash_of
from app.web.forms import Form

#: The field that carries the marks, and the one that names what both sides changed and the log's is to be kept of.
SHOWN, LEAVE = "shown", "leave"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The fields she changed, and those of them that were changed elsewhere too, to something else."""

    mine: frozenset[str]
    both: frozenset[str]


def with_marks(form: Form, names: Collection[str]) -> Form:
    """The form, with what it shows kept in it."""
    form.values[SHOWN] = " ".join(f"{name}:{_mark(form[name])}" for name in names)
    return form


def meet(form: Form, present: Form, names: Collection[str]) -> Meeting:
    """Hold what was typed against what the form showed and what holds now. Without marks, all of it was typed."""
    shown = dict(part.split(":", 1) for part in form[SHOWN].split() if ":" in part)
    left = form[LEAVE].split()
    mine = frozenset(name for name in names if name not in left and shown.get(name) != _mark(form[name]))
    both = frozenset(
        name
        for name in mine & shown.keys()
        if shown[name] != _mark(present[name]) and form[name].strip() != present[name]
    )
    return Meeting(mine, both)


def ask_again(form: Form, present: Form, meeting: Meeting) -> None:
    """Let the form show what holds now where she typed nothing; saving it again is then her own decision."""
    form.values[SHOWN] = present[SHOWN]
    form.values[LEAVE] = " ".join(sorted(meeting.both))
    form.values |= {
        name: value for name, value in present.values.items() if name not in meeting.mine | {"since"}
    }


def _mark(value: str) -> str:
    return hash_of(value.strip().replace("\r\n", "\n"))[:12]
