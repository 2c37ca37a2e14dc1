"""A form whose row was changed elsewhere: what she typed and what it says now, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.access import viewer_of
from app.database import Connection
from app.language import Language
from app.records import FIELDS
from app.records.base import Public, Update
from app.records.writer import WriterPublic
from app.store import conflicts
from app.store.rows import plain
from app.web.forms import MASK, Form, uuid_of
from app.web.labels import Options

CONFLICT = 409
#: Fields of money, by their names in all our forms.
AMOUNTS = frozenset("amount covered fee held paid pay premium rate rate_high threshold wages".split())


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


def is_late(present: Public, change: Update, *, says_more: bool = False) -> bool:
    """Whether a row says something else since the form was opened. One that was taken out comes back with the edit.

    A form `says_more` when a late change cannot hold all that was typed.
    """
    is_moved = present.withdrawn_at is None and change.revision != present.revision
    return is_moved and (says_more or not says_so_already(present, change))


def form_revision(form: Form, present: Public | None, conflict: UUID | None) -> int:
    """The revision a form is of: the one that was opened, until both versions were shown."""
    if present is None:
        return 0
    typed = form["revision"]
    opened = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
    return opened or present.revision if conflict is None else present.revision


def keep_both(
    database: Connection, me: WriterPublic, noun: str, present: Public, change: Update, *, form: Form
) -> UUID:
    """Keep what she typed beside what the row says, until she has chosen; its page must be rendered with `keeps`.

    A page asks one question: the one that the form was asked before is settled by the new one.
    """
    said = plain({name: getattr(present, name) for name in FIELDS[noun].model_fields})
    sent = said | plain(change.model_dump(exclude_unset=True, exclude={"revision"}))
    base = change.revision
    kept = conflicts.keep(database, viewer_of(me), noun, present, said=said, sent=sent, base=base)
    asked_before = uuid_of(form["conflict"])
    if asked_before != kept:
        chosen(database, me, asked_before)
    return kept


def chosen(database: Connection, me: WriterPublic, conflict_id: UUID | None) -> None:
    """She has saved hers knowing the other version: the conflict that the form names is settled."""
    if conflict_id is not None:
        conflicts.settle(database, viewer_of(me), conflict_id)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def differences(
    form: Form,
    present: Mapping[str, str],
    labels: Mapping[str, str],
    choices: Mapping[str, Options],
    words: Language,
) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the form; choices by the words people read, hidden amounts as dots."""

    def shown(name: str, value: str) -> str:
        if value and name in AMOUNTS and words.hides_amounts:
            return MASK
        said = value.replace("T", " ") if name.endswith("_at") else value
        if name.endswith("_on") and (day := _day(value)):
            return words.day(day)
        return dict(choices.get(name, [])).get(value, said) or words("nothing")

    return tuple(
        Difference(words(label), shown(name, form[name]), shown(name, present[name]))
        for name, label in labels.items()
        if name in present and form[name] != present[name]
    )
