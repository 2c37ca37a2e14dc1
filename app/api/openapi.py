"""The document of the API at /api/v1/openapi.json: what FastAPI knows, and what it cannot know.

Every operation gets the problems it can answer with, one shape for all, and how to sign in.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.http.errors import PROBLEM_TYPE, PROBLEMS
from app.http.session import cookie_name
from app.store.api_tokens import PREFIX

VERSION = "1"
ABOUT = """
What the pages do, as JSON, for a program of your own. Under You, “API tokens” makes a token; send it as
`Authorization: Bearer …`.

- **Rows** are sent with an id you make (`PUT`), as often as the connection needs: the same row again is the same
  answer. `POST` makes the id here; an `Idempotency-Key` makes that safe to repeat, of a campaign, too.
- **Revisions**: an `ETag` says which one you read, `If-Match` on which one a change was made. What has changed in
  the meantime is answered 412 with both versions, and both are kept under `/api/v1/conflicts`.
- **Taken out** is not gone: tombstones are listed with `withdrawn=true`, and can be put back.
- **Amounts** are whole minor units beside their currency, **days** are days in your zone, **instants** have a zone,
  **durations** are whole seconds. Missing is null, never 0.
- **Problems** are `application/problem+json` (RFC 9457); a program goes by `code`, people read `detail` and `fields`.
- **Campaigns** of organizers are under `/api/v1/campaigns`, for a token of the scope `campaigns`, which reaches
  nothing else.
- A list ends where `next_cursor` is null.
""".strip()

#: What makes a secret is for the writer's own browser, as tokens are.
MAKES_AN_ADDRESS = {
    ("/api/v1/calendar-address", "post"),
    ("/api/v1/shares", "post"),
    ("/api/v1/shares/{share_id}/embed", "post"),
}
#: Who decides about a campaign, and its end for good.
OF_WHO_DECIDES = {
    ("/api/v1/campaigns/{campaign_id}", "delete"),
    ("/api/v1/campaigns/{campaign_id}/hand-over", "post"),
    ("/api/v1/campaigns/{campaign_id}/team", "put"),
    ("/api/v1/campaigns/{campaign_id}/team/{organizer_id}", "delete"),
}
_METHODS = ("get", "put", "post", "delete")
_MAY_BE_NOT_THERE = {
    *("get_calendar_address", "put_off_payment", "get_report", "get_report_pdf"),
    *("look_at_campaign", "join_campaign"),
}
#: What is said of a version without an If-Match.
_MAY_BE_STALE = {"join_campaign"}
_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457). A 412 also has `present`, `sent` and `conflict`.",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Where this kind is explained."},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "The kind, for programs."},
        "detail": {"type": "string", "description": "One sentence for people, in their language."},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "What is wrong with which field.",
        },
        "request_id": {"type": "string", "description": "To ask about this very answer."},
        "present": {"type": "object", "description": "The row as it is."},
        "sent": {"type": "object", "description": "What was sent."},
        "conflict": {"type": "string", "format": "uuid", "description": "Where both versions are kept."},
    },
}
_EXAMPLES = {
    401: ("not_signed_in", "Please sign in first."),
    403: ("out_of_scope", "This token may only read."),
    404: ("not_found", "There is nothing here."),
    412: ("stale", "This was changed elsewhere in the meantime. Look at it again before you save."),
    413: ("too_large", "This is too large."),
    422: ("invalid", "Please look at the marked fields again."),
    429: ("too_many", "That was a lot at once. Please wait 7 seconds and try again."),
    503: ("busy", "Many files are being made just now. Wait a moment and try again."),
}


def describe(app: FastAPI) -> None:
    """Make this the document the app gives out."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=VERSION, description=ABOUT, routes=app.routes)
            app.openapi_schema = _completed(made, cookie_name(app.state.settings))
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _completed(document: dict[str, Any], cookie: str) -> dict[str, Any]:
    schemas = document["components"]["schemas"]
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    schemas["Problem"] = _SCHEMA
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": f"{PREFIX}…"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie},
    }
    document["security"] = [{"token": []}, {"session": []}]
    for path, method, operation in _operations(document):
        if path.startswith(PROBLEMS):
            operation["security"] = []
        elif "/tokens" in path or (path, method) in MAKES_AN_ADDRESS | OF_WHO_DECIDES:
            operation["security"] = [{"session": []}]
        for status in _problems_of(path, method, operation):
            operation["responses"][str(status)] = _problem(status)
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield path, method, methods[method]


def _problems_of(path: str, method: str, operation: dict[str, Any]) -> Iterator[int]:
    operation["responses"].pop("422", None)
    if operation.get("security") != []:
        yield 401
    if operation.get("security") != []:
        yield 403
    if "{" in path or operation["operationId"] in _MAY_BE_NOT_THERE:
        yield 404
    names = {given["name"].lower() for given in operation.get("parameters", ())}
    if "if-match" in names or operation["operationId"] in _MAY_BE_STALE:
        yield 412
    if "requestBody" in operation:
        yield 413
    if "requestBody" in operation or operation.get("parameters") or method != "get":
        yield 422
    if method != "get":
        yield 429
    if path.endswith(".pdf"):
        yield 503


def _problem(status: int) -> dict[str, Any]:
    code, detail = _EXAMPLES[status]
    title = HTTPStatus(status).phrase
    example = {
        "type": f"{PROBLEMS}/{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": "4f2a9c01d3e7",
    }
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": title, "content": {PROBLEM_TYPE: shape}}
