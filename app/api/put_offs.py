"""“Not yet”: an expected payment that Today is not to ask about for a week."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from app import clock, errors
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.records.base import Body
from app.records.put_off import PAYMENT_WAITS, Topic
from app.records.values import DayOrNone
from app.store import put_offs

router = APIRouter(prefix="/api/v1/put-offs", tags=["owed"])


class PutOffBody(Body):
    """What is owed, as `owed` and `owed_apart` of the report name it: by whom, and expected when."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [{"contract_id": "01932c5e-7f10-7aaa-8aaa-0000000000c1", "expected_on": "2026-11-02"}]
        }
    }

    contract_id: UUID | None = None
    platform_id: UUID | None = None
    expected_on: DayOrNone = None


class PutOffUntil(BaseModel):
    """From when Today may ask again."""

    until_on: dt.date


@router.post("", summary="Put off an expected payment", status_code=201, operation_id="put_off_payment")
def put_off_payment(database: Database, me: SignedIn, on_file: OnFile, body: PutOffBody) -> PutOffUntil:
    """It has not come yet: Today does not ask about it for a week. 404: nothing like that is owed."""
    report = report_of(database, me, on_file)
    whose = str(body.contract_id or body.platform_id or "none")
    keys = {
        put_offs.payment_key(owed.contract_id or owed.platform_id, owed.expected_on, owed.due.currency)
        for owed in (*report.owed, *report.owed_apart)
        if (owed.contract_id or owed.platform_id or "none", owed.expected_on) == (whose, body.expected_on)
    }
    if not keys:
        raise errors.NotFound
    until = clock.today(me.zone) + PAYMENT_WAITS
    for key in sorted(keys):
        put_offs.put_off(database, me.id, Topic.PAYMENT, key, until)
    return PutOffUntil(until_on=until)
