"""The timer as a phone tells of it: started, also long ago and out of order, or thrown away."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request
from fastapi.responses import Response
from pydantic import AwareDatetime, ValidationError

from app import clock, errors
from app.api.sentences import refused, refused_record, revision_in, stale, with_tag
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.device_clock import Device, is_possible_start
from app.http.owner import SignedIn
from app.records.base import Body
from app.records.timer import TimerCreate, TimerUpdate
from app.records.values import CountOrNone, NameOrNone
from app.records.writer import WriterPublic
from app.store import contracts, tasks, timers
from reports.frames import UnpaidCategory
from reports.wording import N_

router = APIRouter(prefix="/api/v1/timers", tags=["timer"])

CLOCK_WRONG = N_("The clock of that phone was wrong, so this counts from when it reached us.")


class TimerBody(Body):
    """What a phone says of a timer; `like` is an entry whose kind and place it takes."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"started_at": "2026-11-02T17:18:00Z", "kind": "Rank pairs"}]}
    }

    started_at: AwareDatetime
    like: UUID | None = None
    contract_id: UUID | None = None
    platform: NameOrNone = None
    kind: NameOrNone = None
    is_paid: bool = True
    unpaid_category: UnpaidCategory | None = None
    units: CountOrNone = None

    def names(self) -> set[str]:
        """The fields of a timer that this says something of; a change leaves the rest as they are."""
        said = self.model_fields_set
        place = (
            {"contract_id", "platform_id", "kind"} if said & {"like", "contract_id", "platform"} else set()
        )
        return said | place | ({"unpaid_category"} if "is_paid" in said else set())


@router.put(
    "/{id}",
    summary="Start a timer",
    operation_id="put_timer",
    status_code=201,
    responses={200: {"description": "It was known already."}},
)
def put_timer(
    timer_id: Annotated[UUID, Path(alias="id")],
    body: TimerBody,
    request: Request,
    database: Database,
    me: SignedIn,
    *,
    device: Device,
    if_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Start it: 201. The same again, or one that was stopped since: 200. With If-Match what is said is changed.

    Another one that runs is stopped at `started_at` and saved. A start ahead of our clock, or more than 31 days
    behind it, is taken as now, and the answer says so in `notice`.
    """
    revision = revision_in(if_match)
    known = timers.find(database, me.id, timer_id)
    if known is not None and (revision is None or known.withdrawn_at is not None):
        return with_tag(known, known.revision, 200)
    place = place_of(database, me, like=body.like, contract_id=body.contract_id, kind=body.kind)
    said = device.instant(body.started_at)
    is_possible = said is not None and is_possible_start(said)
    started_at = said if said is not None and is_possible else clock.now().replace(microsecond=0)
    contract_id, platform_id, kind = place
    if contract_id is None and platform_id is None and body.platform:
        day = quick_log.day_of(started_at, me.zone)
        contract_id = quick_log.contract_for(database, me, body.platform, kind, day)
    fields: dict[str, Any] = {
        "started_at": started_at,
        "contract_id": contract_id,
        "platform_id": platform_id,
        "kind": kind,
        **paid_of(database, me, body),
        "units": body.units,
    }
    try:
        if known is not None and revision is not None:
            try:
                change = {name: value for name, value in fields.items() if name in body.names()}
                changed = timers.amend(database, me.id, timer_id, TimerUpdate(revision=revision, **change))
            except errors.Stale:
                return stale(request, me, known, body.model_dump(mode="json"))
            return with_tag(changed, changed.revision, 200)
        timer = TimerCreate(id=timer_id, zone=me.zone, is_clock_doubtful=not is_possible, **fields)
    except ValidationError as error:
        raise refused_record(me, error) from None
    made = quick_log.start(database, me, timer)
    notice = {} if is_possible else {"notice": CLOCK_WRONG}
    stopped = {} if made.stopped is None else {"stopped": str(made.stopped.id)}
    return with_tag(made.timer, made.timer.revision, 201 if made.is_new else 200, **notice, **stopped)


@router.delete("/{id}", summary="Throw a timer away", operation_id="delete_timer", status_code=204)
def delete_timer(timer_id: Annotated[UUID, Path(alias="id")], database: Database, me: SignedIn) -> Response:
    """Throw it away; a second time changes nothing."""
    timers.withdraw(database, me.id, timer_id)
    return Response(status_code=204)


def paid_of(database: Connection, me: WriterPublic, body: TimerBody) -> dict[str, Any]:
    """Whether it is paid, and why not: what is said, else as it was for the entry it is like."""
    like = tasks.find(database, me.id, body.like) if body.like else None
    said = body if like is None or "is_paid" in body.model_fields_set else like
    return {"is_paid": said.is_paid, "unpaid_category": None if said.is_paid else said.unpaid_category}


def place_of(
    database: Connection,
    me: WriterPublic,
    *,
    like: UUID | None,
    contract_id: UUID | None,
    kind: str | None,
) -> tuple[UUID | None, UUID | None, str | None]:
    """Contract, platform and kind of work: what is said, else those of the entry it is like."""
    if contract_id is not None:
        return contracts.get(database, me.id, contract_id).id, None, kind
    if like is None:
        return None, None, kind
    found = tasks.find(database, me.id, like)
    if found is None:
        # The entry may still be on the other phone: what was typed is enough.
        if kind is None:
            raise refused(me, {"like": N_("That entry is not here. Say what it was instead.")})
        return None, None, kind
    return found.contract_id, found.platform_id, kind or found.kind
