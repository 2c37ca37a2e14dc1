"""A campaign: what an organization wants to know of its people's work, for whom, and in which periods."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel

from app.records.base import Input, Record, one_of, within, words_of
from app.records.values import Currency, Day, KnownCurrency, Name, NameOrNone, tidy, tidy_line
from app.records.writer import Language

#: No figure stands on fewer writers than the smallest group; nobody may choose a smaller one than the floor.
FLOOR, USUAL_GROUP, LARGEST_GROUP = 5, 10, 1000
#: What a new campaign may choose: where bands of writers begin. A band that begins elsewhere would tell a number.
GROUPS = (5, 10, 20, 50, 100)
LONGEST_LINE, LONGEST_CONSENT = 500, 10_000
MOST_LANGUAGES, MOST_PLATFORMS = 10, 100


class PeriodLength(StrEnum):
    """How long a campaign's periods are."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


#: Calendar months of a period.
MONTHS = {PeriodLength.MONTH: 1, PeriodLength.QUARTER: 3, PeriodLength.HALF_YEAR: 6, PeriodLength.YEAR: 12}


class State(StrEnum):
    """Whether writers can join."""

    OPEN = "open"
    CLOSED = "closed"


def _known_group(count: int) -> int:
    if count not in GROUPS:
        raise ValueError(f"The smallest group is {', '.join(map(str, GROUPS[:-1]))} or {GROUPS[-1]} writers.")
    return count


def _first_of_month(day: date) -> date:
    if day.day != 1:
        raise ValueError("A period starts on the first of a month.")
    return day


_LINE = BeforeValidator(tidy_line)


class CampaignWords(SQLModel):
    """What a writer reads before she says yes. It may change; then its version does."""

    name: Name
    organization: Name
    audience: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE), _LINE]
    """Who it is for."""
    question: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE), _LINE]
    languages: Annotated[list[Language], Field(min_length=1, max_length=MOST_LANGUAGES, sa_type=JSON)]
    consent_text: Annotated[str, Field(min_length=1, max_length=LONGEST_CONSENT), BeforeValidator(tidy)]


class CampaignFields(CampaignWords):
    """With what never changes: figures of two periods could not stand beside each other else."""

    platforms: Annotated[list[str], Field(max_length=MOST_PLATFORMS, sa_type=JSON)]
    """Keys of the catalogue; none where all platforms are looked at."""
    place: NameOrNone = None
    currency: Currency
    period_length: Annotated[PeriodLength, Field(sa_type=String)] = PeriodLength.QUARTER
    first_on: Annotated[Day, AfterValidator(_first_of_month)]
    smallest_group: Annotated[int, Field(ge=FLOOR, le=LARGEST_GROUP)] = USUAL_GROUP


class Campaign(CampaignFields, Record, table=True):
    """One campaign. Its id is random, for an id with a time in it would date it."""

    __tablename__: ClassVar[str] = "campaign"
    __table_args__ = (
        one_of("period_length", words_of(PeriodLength)),
        one_of("state", words_of(State)),
        within("smallest_group", FLOOR, LARGEST_GROUP),
        within("consent_version", 1),
    )

    id: UUID = Field(primary_key=True)
    consent_version: int = 1
    state: Annotated[State, Field(sa_type=String)] = State.OPEN
    created_on: date


class CampaignCreate(CampaignFields, Input):
    """A new campaign. What is made is checked further than what is on file, which must stay readable."""

    model_config = {"defer_build": False}

    currency: KnownCurrency
    smallest_group: Annotated[int, Field(ge=FLOOR, le=LARGEST_GROUP), AfterValidator(_known_group)] = (
        USUAL_GROUP
    )


class CampaignUpdate(CampaignWords, Input):
    """Other words, for whoever reads them from now on."""

    model_config = {"defer_build": False}


class CampaignPublic(CampaignFields, Input):
    """A campaign as its team sees it, and whoever is asked to join."""

    id: UUID
    consent_version: int
    state: State
    created_on: date
