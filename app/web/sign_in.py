"""Signing in with words or a passkey, and the quick lock that asks for them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from app import errors
from app.http import session
from app.http.deps import CurrentSettings, Database
from app.http.owner import SessionFound, SignedIn
from app.http.signing_in import sign_in
from app.http.throttle import Act, throttled
from app.language import Language
from app.recovery_words import WORDS, bits_of, count_of
from app.store import recovery, sessions, writers
from app.web import ceremony
from app.web.coming_back import TODAY, back_to
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm
from app.web.keep import is_kept
from app.web.rendering import go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False)

ONE_ANSWER = N_("These words do not open a log. Please look at each of the 12 again.")
NOT_THIS_KEY = N_("This passkey does not open a log here.")


class Signed(BaseModel):
    """What a browser says a passkey signed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    credential: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What the page asks for; of a locked session it knows no more than that there is one."""

    form: Form
    to: str
    """Where the log is opened to; Today where it says nothing."""
    is_locked: bool
    can_have_passkeys: bool


@router.get("/sign-in", response_model=None)
@router.get("/sign-in/join", response_model=None)
@router.get("/sign-in/join/{token}", response_model=None)
@router.get("/sign-in/campaigns", response_model=None)
@router.get("/sign-in/campaigns/{rest:path}", response_model=None)
def show(request: Request, found: SessionFound, settings: CurrentSettings) -> HTMLResponse | RedirectResponse:
    """The way back into a log, and from there to the invite or the campaign that stands in the address."""
    to = request.url.path.removeprefix("/sign-in")
    if found is not None and not found.is_locked:
        return go_to(back_to(to) or TODAY)
    return _page(request, settings, Form({"to": to}), is_locked=found is not None)


@router.post("/sign-in", dependencies=[Depends(throttled(Act.SIGN_IN))])
def with_words(
    request: Request, database: Database, settings: CurrentSettings, found: SessionFound, form: SubmittedForm
) -> Response:
    """Open the log of these words. Words that are wrong or unknown get one answer, and any the same work."""
    said = bits_of(form["words"])
    writer_id = recovery.find(database, said)
    if writer_id is not None:
        writers.wait_turn(database, writer_id)
        writer_id = recovery.find(database, said)  # new words may have been made while this waited
    if writer_id is None:
        # Twelve words are long to type: they stay in the box, on a page that no browser and no worker keeps.
        again = Form({"words": form["words"][:LONGEST_NOTE], "to": form["to"]})
        again.refuse([("words", _answer(form["words"], words_for(request)))])
        return _page(request, settings, again, is_locked=found is not None and found.is_locked)
    response = go_to(back_to(form["to"]) or TODAY)
    sign_in(request, response, database, settings, writer_id)
    return response


@router.post("/sign-in/passkey/options", dependencies=[Depends(throttled(Act.SIGN_IN))])
def passkey_options(request: Request, database: Database, settings: CurrentSettings) -> Response:
    """What a passkey is to sign: the same for everybody, because nobody is known yet."""
    asked = ceremony.to_sign_in(request, settings, database)
    return Response(asked, media_type="application/json")


@router.post("/sign-in/passkey", dependencies=[Depends(throttled(Act.SIGN_IN))])
def with_passkey(
    request: Request, database: Database, settings: CurrentSettings, signed: Signed
) -> JSONResponse:
    """Open the log of a passkey."""
    writer_id = ceremony.signed_in(request, settings, database, signed.credential)
    if writer_id is None:
        raise errors.Invalid(words_for(request)(NOT_THIS_KEY))  # the script shows it as it comes
    response = JSONResponse({"go": TODAY})
    sign_in(request, response, database, settings, writer_id)
    return response


@router.post("/you/lock")
def lock(request: Request, database: Database, settings: CurrentSettings, me: SignedIn) -> RedirectResponse:
    """Lock this browser until words or a passkey open it; without either there would be no way back."""
    token = session.token_of(request, settings)
    if token is None or not is_kept(database, me):
        return go_to("/you/keep?why=lock")
    sessions.lock(database, token)
    response = go_to("/sign-in")
    session.clear_caches(response)
    return response


def _answer(typed: str, words: Language) -> str:
    """What is said of words that open nothing: only what she typed decides it, never who is here."""
    if (count := count_of(typed)) == WORDS:
        return words(ONE_ANSWER)
    return words.plural(
        "This is {count} word; your log opens with 12. You can paste the whole file you saved.",
        "These are {count} words; your log opens with 12. You can paste the whole file you saved.",
        count,
    )


def _page(request: Request, settings: CurrentSettings, form: Form, *, is_locked: bool) -> HTMLResponse:
    page = SignInPage(form, back_to(form["to"]), is_locked, ceremony.is_possible(request, settings))
    return render(request, "welcome/sign_in.html", page, problems=form.problems)
