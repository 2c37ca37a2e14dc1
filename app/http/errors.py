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

from app import errors, language
from app.http.bearer import API
from app.http.crashes import Crashes
from app.http.sentences import fields_of

PROBLEMS = "/api/v1/problems"
PROBLEM_TYPE = "application/problem+json"

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
        if error.retry_after_seconds is not None:
            said.headers["Retry-After"] = str(error.retry_after_seconds)
        return said

    return answer


def is_for_machines(request: Request) -> bool:
    """Whether a program reads the answer: the API, and a script of ours that sends JSON or wants it."""
    sends, wants = (
        request.headers.get(name, "").partition(";")[0].strip() for name in ("content-type", "accept")
    )
    return request.url.path.startswith(API) or "application/json" in {sends, wants}


def install(app: FastAPI, answer: Render) -> None:
    """Make `answer` the answer to everything that can be raised."""

    def on_ours(request: Request, error: Any) -> Response:
        return answer(request, error)

    def on_http(request: Request, error: Any) -> Response:
        # A field that is longer than any of ours is refused as it is read, before the whole body is.
        is_long = "exceeded maximum size" in str(error.detail)
        kind = errors.TooLarge if is_long else _BY_STATUS.get(error.status_code, errors.Invalid)
        response = answer(request, kind())
        response.headers.update(error.headers or {})  # which methods there are instead
        return response

    def on_invalid(request: Request, error: Any) -> Response:
        found = error.errors()
        if any(one["loc"][0] == "path" for one in found):
            return answer(request, errors.NotFound())
        return answer(request, errors.Invalid(fields=fields_of(found)))

    def on_crash(request: Request, error: Any) -> Response:
        logger.error("Request %s failed: %s at %s.", request_id(request), type(error).__name__, places(error))
        return answer(request, errors.PagerateError())

    app.add_exception_handler(errors.PagerateError, on_ours)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_middleware(Crashes, on_crash=on_crash)


def problem(request: Request, error: errors.PagerateError, **more: object) -> JSONResponse:
    """A mishap as RFC 9457 has it, in the language of whoever asks; `more` is said beside it."""
    words = language.choose(
        (getattr(request.state, "language", None),), request.headers.get("accept-language", "")
    )
    status = status_of(error)
    body: dict[str, object] = {
        "type": f"{PROBLEMS}/{error.word}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": error.word,
        "detail": words(error.message, **error.values),
        "request_id": request_id(request),
        **more,
    }
    if isinstance(error, errors.Invalid) and error.fields:
        body["fields"] = {name: words(sentence) for name, sentence in error.fields.items()}
    response = JSONResponse(body, status, media_type=PROBLEM_TYPE)
    if isinstance(error, errors.NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def status_of(error: errors.PagerateError | type[errors.PagerateError]) -> int:
    """The status a machine gets: to it, a change of what has changed is a precondition that failed."""
    kind = error if isinstance(error, type) else type(error)
    return int(HTTPStatus.PRECONDITION_FAILED) if issubclass(kind, errors.Stale) else kind.status


def places(error: BaseException) -> str:
    """Where it happened, innermost last; never the error's own text, which may quote what a writer typed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


def request_id(request: Request) -> str:
    """The id of a request, which its answer and the log carry."""
    return str(getattr(request.state, "request_id", ""))
