"""About my situation: dated facts, each optional, each good for some of the numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.access import Viewer
from app.database import Connection
from app.language import Language
from app.records.situation import SituationCreate, SituationPublic, SituationUpdate
from app.records.writer import WriterPublic
from app.store import situations
from app.web.forms import Form
from app.web.labels import Options
from app.web.shown import with_marks
from reports.benefits import GROUPS, HEALTH_BASES
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
FILING_STATUSES: Mapping[str, str] = {
    "single": N_("Single"),
    "joint": N_("Married, filing together"),
    "separate": N_("Married, filing separately"),
    "head_of_household": N_("Head of household"),
}

#: Field -> the fact it says, and what it is called.
FACTS: Mapping[str, Fact] = {
    "place": Fact.PLACE_OF_WORK,
    "wages": Fact.W2_WAGES,
    "filing": Fact.FILING_STATUS,
    "cover": Fact.HEALTH_COVER,
    "premium": Fact.OWN_PREMIUM,
    "basis": Fact.HEALTH_BASIS,
    "group": Fact.OCCUPATION_GROUP,
    "threshold": Fact.GUILD_THRESHOLD,
    "hours": Fact.HOURS_WANTED,
}
LABELS: Mapping[str, str] = {
    "place": N_("Where do you work?"),
    "wages": N_("Other wages this year"),
    "filing": N_("How you file your taxes"),
    "cover": N_("Health cover"),
    "premium": N_("Your own premium a month"),
    "basis": N_("Count health cover as"),
    "group": N_("Staff you compare yourself with"),
    "threshold": N_("Earnings to be covered by the guild health plan"),
    "hours": N_("Hours a week you want"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one fact; neither value nor amount takes it back."""

    fact: Fact
    starts_on: dt.date
    value: str | None = None
    amount_minor: int | None = None
    currency: str | None = None

    @classmethod
    def amount(cls, fact: Fact, starts_on: dt.date, minor: int | None, me: WriterPublic) -> Said:
        """An amount in the writer's currency, or none."""
        return cls(fact, starts_on, None, minor, None if minor is None else me.currency)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.value is None and self.amount_minor is None


def places(words: Language, on_file: Parameters, chosen: str = "") -> Options:
    """Places whose law is on file, by the name people call them; and the one chosen, as it came with a file."""
    offered = [*on_file.places(), ("other", words("Somewhere else"))]
    return offered if not chosen or chosen in dict(offered) else [*offered, (chosen, chosen)]


def may_say(on_file: Parameters, said: Iterable[SituationPublic]) -> frozenset[str]:
    """The places the form may say: those on file, somewhere else, and what she has said already."""
    here = _value(_present(said, Fact.PLACE_OF_WORK))
    return frozenset((*dict(on_file.places()), "other", *([here] if here else [])))


def read(form: Form, me: WriterPublic, today: dt.date, known: Collection[str]) -> list[Said] | None:
    """Everything the form says, of places those known; None when something cannot be read."""
    since = form.day("since", required=N_("Since which day?"), latest=today) or today
    place = form.choice("place", known)
    cover = form.choice("cover", tuple(COVERS))
    wages, premium = form.amount("wages", me.currency), form.amount("premium", me.currency)
    filing, basis = form.choice("filing", FILING_STATUSES), form.choice("basis", HEALTH_BASES)
    group, threshold = form.choice("group", GROUPS), form.amount("threshold", me.currency)
    if threshold == 0:
        form.refuse([("threshold", N_("This amount must be more than nothing."))])
    hours = form.number("hours")
    if hours is not None and hours > 24 * 7:
        form.refuse([("hours", N_("A week has 168 hours."))])
    if form.problems:
        return None
    year = today.replace(month=1, day=1)
    return [
        Said(Fact.PLACE_OF_WORK, since, None if place == "other" else place),
        Said.amount(Fact.W2_WAGES, year, wages, me),
        Said(Fact.FILING_STATUS, since, filing),
        Said(Fact.HEALTH_COVER, since, cover),
        Said.amount(Fact.OWN_PREMIUM, since, premium, me),
        Said(Fact.HEALTH_BASIS, since, basis),
        Said(Fact.OCCUPATION_GROUP, since, group),
        Said.amount(Fact.GUILD_THRESHOLD, since, threshold, me),
        Said(Fact.HOURS_WANTED, since, None if hours is None else f"{hours.normalize():f}"),
    ]


def keep(connection: Connection, viewer: Viewer, said: Iterable[Said]) -> None:
    """Keep what is new; what held before ends the day before it."""
    rows = situations.list_all(connection, viewer)
    for new in said:
        present = _present(rows, new.fact)
        if present is not None and (present.value, present.amount_minor) == (new.value, new.amount_minor):
            continue
        if present is not None:
            _close(connection, viewer, present, new.starts_on)
        if not new.is_empty:
            situations.log(connection, viewer, _row(new))


def form_of(said: Iterable[SituationPublic], today: dt.date) -> Form:
    """The form with what holds now."""
    listed = list(said)
    rows = {fact: _present(listed, fact) for fact in Fact}
    form = Form(
        {
            "place": _value(rows[Fact.PLACE_OF_WORK]),
            "wages": _amount(rows[Fact.W2_WAGES]),
            "filing": _value(rows[Fact.FILING_STATUS]),
            "cover": _value(rows[Fact.HEALTH_COVER]),
            "premium": _amount(rows[Fact.OWN_PREMIUM]),
            "basis": _value(rows[Fact.HEALTH_BASIS]),
            "group": _value(rows[Fact.OCCUPATION_GROUP]),
            "threshold": _amount(rows[Fact.GUILD_THRESHOLD]),
            "hours": _value(rows[Fact.HOURS_WANTED]),
            "since": today.replace(month=1, day=1).isoformat(),
        }
    )
    return with_marks(form, FACTS)


def _present(said: Iterable[SituationPublic], fact: Fact) -> SituationPublic | None:
    """What holds without end of a fact, the one that began last."""
    rows = [row for row in said if row.fact is fact and row.ends_on is None]
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
