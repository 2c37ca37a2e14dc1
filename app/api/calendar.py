"""The calendar address: whether there is one, a new one, none. Only its writer's own browser makes one.

The address opens the calendar to whoever has it and outlives the token that asked: as with tokens, a token makes none.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app import errors
from app.http.deps import CurrentSettings, Database
from app.http.our_address import calendar_address
from app.http.owner import SignedIn, SignedInHere
from app.records.base import Body
from app.store import calendars
from app.store.calendars import CalendarPublic

router = APIRouter(prefix="/api/v1/calendar-address", tags=["calendar"])


class CalendarBody(Body):
    """Whether the calendar names platforms and contracts."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"shows_names": False}]}
    }

    shows_names: bool = False


class CalendarMade(BaseModel):
    """The address, this once."""

    address: str
    shows_names: bool


@router.get("", summary="See whether there is a calendar address", operation_id="get_calendar_address")
def get_address(database: Database, me: SignedIn) -> CalendarPublic:
    """Since when, and whether with names; never the address itself, which nobody has but you. 404: there is none."""
    found = calendars.current(database, me.id)
    if found is None:
        raise errors.NotFound
    return found


@router.post("", summary="Make a calendar address", status_code=201, operation_id="make_calendar_address")
def make_address(
    request: Request, database: Database, me: SignedInHere, settings: CurrentSettings, body: CalendarBody
) -> CalendarMade:
    """The answer has the address, this once; the one before stops."""
    token = calendars.make(database, me.id, shows_names=body.shows_names)
    return CalendarMade(address=calendar_address(request, settings, token), shows_names=body.shows_names)


@router.delete("", summary="Stop the calendar address", status_code=204, operation_id="stop_calendar_address")
def stop_address(database: Database, me: SignedIn) -> None:
    """It opens nothing from now on; where there is none, nothing happens."""
    calendars.stop(database, me.id)
