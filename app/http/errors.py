"""One place that turns a mishap into an answer: a page for people, problem+json for machines."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app import errors
from app.http.crashes import Crashes

logger = logging.getLogger(__name__)

Render = Callable[[Request, errors.PagerateError], Response]


class MethodNotAllowed(errors.PagerateError):
    """The address exists, the method does not."""

    status = 405
    word = "method_not_allowed"
    message = errors.NotFound.message


_BY_STATUS: dict[int, type[errors.PagerateError]] = {
    401: errors.NotSignedIn,
    403: errors.NotAllowed,
    404: errors.NotFound,
    405: MethodNotAllowed,
    413: errors.TooLarge,
}


def answer_with(render_page: Render) -> Render:
    """An answer to any mishap; pages are rendered by `render_page`."""

    def answer(request: Request, error: errors.PagerateError) -> Response:
        if isinstance(error, errors.NotSignedIn) and not is_for_machines(request):
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        said = problem(request, error) if is_for_machines(request) else render_page(request, error)
        if isinstance(error, errors.TooMany):
            said.headers["Retry-After"] = str(error.retry_after_seconds)
        return said

    return answer


def is_for_machines(request: Request) -> bool:
    """Whether a program reads the answer: the API, and a script of ours that sends JSON."""
    sends = request.headers.get("content-type", "").partition(";")[0].strip()
    return request.url.path.startswith("/api/") or sends == "application/json"


def install(app: FastAPI, answer: Render) -> None:
    """Make `answer` the answer to everything that can be raised."""

    def on_ours(request: Request, error: Any) -> Response:
        return answer(request, error)

    def on_http(request: Request, error: Any) -> Response:
        return answer(request, _BY_STATUS.get(error.status_code, errors.Invalid)())

    def on_invalid(request: Request, error: Any) -> Response:
        found = error.errors()
        if all(one["loc"][0] == "path" for one in found):
            return answer(request, errors.NotFound())
        fields = {str(one["loc"][-1]): str(one["msg"]) for one in found}
        return answer(request, errors.Invalid(fields=fields))

    def on_crash(request: Request, error: Any) -> Response:
        logger.error("Request %s failed: %s at %s.", request_id(request), type(error).__name__, places(error))
        return answer(request, errors.PagerateError())

    app.add_exception_handler(errors.PagerateError, on_ours)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_middleware(Crashes, on_crash=on_crash)


def problem(request: Request, error: errors.PagerateError) -> JSONResponse:
    """A mishap as RFC 9457 has it."""
    body: dict[str, object] = {
        "type": f"about:blank#{error.word}",
        "title": str(error),
        "status": error.status,
        "code": error.word,
        "request_id": request_id(request),
    }
    if isinstance(error, errors.Invalid) and error.fields:
        body["fields"] = dict(error.fields)
    return JSONResponse(body, error.status, media_type="application/problem+json")


def places(error: BaseException) -> str:
    """Where it happened, innermost last; never the error's own text, which may quote what a writer typed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


def request_id(request: Request) -> str:
    """The id of a request, which its answer and the log carry."""
    return str(getattr(request.state, "request_id", ""))
