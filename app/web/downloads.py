"""Downloads: the writer's own log leaving, as a file."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app import clock
from app.http.deps import Database
from app.http.discreet import is_discreet
from app.http.owner import SignedIn
from app.jobs.exports import export_ledger
from app.web.rendering import DISCREET_NAME, words_for

router = APIRouter(include_in_schema=False)


@router.get("/you/pagerate-ledger.json")
def ledger(request: Request, database: Database, me: SignedIn) -> Response:
    """Everything the writer logged, in the app's own open format."""
    what = words_for(request, me)(DISCREET_NAME).lower() if is_discreet(request) else "pagerate-ledger"
    name = f"{what}-{clock.today(me.zone).isoformat()}.json"
    return Response(
        export_ledger(database, me),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
