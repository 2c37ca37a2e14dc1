"""The calendar address: made, shown once, stopped; and the calendar itself, for whoever has the address."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import errors
from app.http.deps import CurrentSettings, Database, OnFile
from app.http.our_address import calendar_address
from app.http.owner import SignedIn
from app.jobs import calendars as texts
from app.language import for_code
from app.store import calendars
from app.store.calendars import CalendarPublic
from app.web.forms import SubmittedForm
from app.web.rendering import DISCREET_NAME, go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Whether there is an address; the address itself only where it was just made."""

    current: CalendarPublic | None
    address: str
    subscribe: str
    status: str


@router.get("/you/calendar")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """Whether there is an address, and the form to make one."""
    said = N_("The address does not work any more.") if request.query_params.get("stopped") else ""
    page = CalendarPage(calendars.current(database, me.id), "", "", words_for(request, me)(said))
    return render(request, "you/calendar.html", page, viewer=me, tab="you")


@router.post("/you/calendar")
def make(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, form: SubmittedForm
) -> HTMLResponse:
    """Make an address and show it, once; the one before stops."""
    token = calendars.make(database, me.id, shows_names=form["names"] == "yes")
    address = calendar_address(request, settings, token)
    words = words_for(request, me)
    page = CalendarPage(
        calendars.current(database, me.id),
        address,
        f"webcal://{address.partition('://')[2]}",
        words("Made. Copy it now: it is shown once."),
    )
    return render(request, "you/calendar.html", page, viewer=me, tab="you")


@router.post("/you/calendar/stop")
def stop(database: Database, me: SignedIn) -> RedirectResponse:
    """Stop the address at once."""
    calendars.stop(database, me.id)
    return go_to("/you/calendar?stopped=yes")


@router.get("/calendar/{token}.ics")
def calendar(
    token: str, database: Database, on_file: OnFile, settings: CurrentSettings, neutral: str = ""
) -> Response:
    """The calendar behind an address; an unknown one and a stopped one are not there."""
    opened = calendars.opened_by(database, token)
    if opened is None:
        raise errors.NotFound
    writer, address = opened
    words = for_code(writer.language)
    name = words(DISCREET_NAME) if neutral else settings.product_name
    text = texts.text_of(database, writer, address, on_file, words, name=name)
    headers = {"Content-Disposition": 'inline; filename="calendar.ics"', "X-Robots-Tag": "noindex"}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)
