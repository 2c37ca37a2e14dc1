"""About my situation: dated facts, each optional, each good for some of the numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.access import Viewer
from app.database import Connection
from app.language import Language
from app.records.situation import SituationCreate, SituationPublic, SituationUpdate
from app.records.writer import WriterPublic
from app.store import situations
from app.web.forms import Form
from app.web.labels import Options
from reports.frames import Fact
from reports.money import Money
from reports.parameters import Parameters
from reports.periods import ONE_DAY
from reports.wording import N_

COVERS: Mapping[str, str] = {
    "none": N_("None"),
    "own": N_("I pay for my own"),
    "spouse": N_("Through my spouse or a parent"),
    "guild": N_("Through a guild"),
    "public": N_("Public"),
    "employer": N_("Through another employer"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one fact; neither value nor amount takes it back."""

    fact: Fact
    starts_on: dt.date
    value: str | None = None
    amount_minor: int | None = None
    currency: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.value is None and self.amount_minor is None


def places(words: Language, on_file: Parameters) -> Options:
    """Places whose law is on file, by the name people call them."""
    return [*on_file.places(), ("other", words("Somewhere else"))]


def read(form: Form, me: WriterPublic, today: dt.date) -> list[Said] | None:
    """Everything the form says; None when something cannot be read."""
    since = form.day("since", required=N_("Since which day?"), latest=today) or today
    place = form.text("place")
    cover = form.choice("cover", tuple(COVERS))
    wages, premium = form.amount("wages", me.currency), form.amount("premium", me.currency)
    hours = form.number("hours")
    if hours is not None and hours > 24 * 7:
        form.refuse([("hours", N_("A week has 168 hours."))])
    if form.problems:
        return None
    year = today.replace(month=1, day=1)
    return [
        Said(Fact.PLACE_OF_WORK, since, None if place == "other" else place),
        Said(Fact.W2_WAGES, year, None, wages, None if wages is None else me.currency),
        Said(Fact.HEALTH_COVER, since, cover),
        Said(Fact.OWN_PREMIUM, since, None, premium, None if premium is None else me.currency),
        Said(Fact.HOURS_WANTED, since, None if hours is None else f"{hours.normalize():f}"),
    ]


def keep(connection: Connection, viewer: Viewer, said: list[Said]) -> None:
    """Keep what is new; what held before ends the day before it."""
    for new in said:
        present = _present(connection, viewer, new.fact)
        if present is not None and (present.value, present.amount_minor) == (new.value, new.amount_minor):
            continue
        if present is not None:
            _close(connection, viewer, present, new.starts_on)
        if not new.is_empty:
            situations.log(connection, viewer, _row(new))


def form_of(connection: Connection, me: WriterPublic, today: dt.date) -> Form:
    """The form with what holds now."""
    rows = {fact: _present(connection, me.id, fact) for fact in Fact}
    return Form(
        {
            "place": _value(rows[Fact.PLACE_OF_WORK]),
            "wages": _amount(rows[Fact.W2_WAGES]),
            "cover": _value(rows[Fact.HEALTH_COVER]),
            "premium": _amount(rows[Fact.OWN_PREMIUM]),
            "hours": _value(rows[Fact.HOURS_WANTED]),
            "since": today.replace(month=1, day=1).isoformat(),
        }
    )


def _present(connection: Connection, viewer: Viewer, fact: Fact) -> SituationPublic | None:
    rows = [
        row for row in situations.list_all(connection, viewer) if row.fact is fact and row.ends_on is None
    ]
    return rows[-1] if rows else None


def _close(connection: Connection, viewer: Viewer, present: SituationPublic, next_on: dt.date) -> None:
    if present.starts_on >= next_on:
        situations.withdraw(connection, viewer, present.id)
        return
    change = SituationUpdate.model_validate({"revision": present.revision, "ends_on": next_on - ONE_DAY})
    situations.amend(connection, viewer, present.id, change)


def _row(new: Said) -> SituationCreate:
    # Wages are those of one calendar year; the rest holds until something else is said.
    return SituationCreate(
        fact=new.fact,
        starts_on=new.starts_on,
        value=new.value,
        amount_minor=new.amount_minor,
        currency=new.currency,
    )


def _value(row: SituationPublic | None) -> str:
    return (row.value or "") if row else ""


def _amount(row: SituationPublic | None) -> str:
    if row is None or row.amount_minor is None or row.currency is None:
        return ""
    return str(Money(row.amount_minor, row.currency))
