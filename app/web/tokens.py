"""API tokens under You: make one, see it once, list them, revoke one. All of it without script."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.api_token import ApiTokenCreate, ApiTokenMade, ApiTokenPublic, Scope
from app.records.writer import WriterPublic
from app.store import api_tokens, organizers
from app.tokens import uuid4
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import Options, options
from app.web.rendering import go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/you/tokens")

SCOPES: dict[str, str] = {
    Scope.READ: N_("Look only"),
    Scope.WRITE: N_("Look, log and change"),
    Scope.CAMPAIGNS: N_("Campaigns only, no log"),
}


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token of the list, in words."""

    id: UUID
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class TokensPage:
    """The tokens there are, the one just made, and the form for another."""

    rows: list[TokenRow]
    made: ApiTokenMade | None
    form: Form
    scopes: Options
    status: str


@router.get("")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """The tokens and the form."""
    return _render(request, database, me)


@router.post("")
def make(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Make a token and show it, this once; the same form again shows the list only."""
    name = form.text("name", required=N_("Which program is it for?"))
    scope = form.choice("scope", tuple(SCOPES), required=N_("What may the program do?"))
    if name is None or scope is None:
        return _render(request, database, me, form)
    token = form.make(ApiTokenCreate, name=name, scope=scope)
    if token is None:
        return _render(request, database, me, form)
    if not api_tokens.has_room(database, me.id):
        form.refuse([("name", api_tokens.FULL)])
        return _render(request, database, me, form)
    made = api_tokens.make(database, me.id, token, uuid_of(form["id"]))
    return _render(request, database, me, made=made) if made else go_to("/you/tokens")


@router.post("/{token_id}/revoke")
def revoke(token_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """End a token at once."""
    api_tokens.revoke(database, me.id, token_id)
    return go_to("/you/tokens?revoked=yes")


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form | None = None,
    *,
    made: ApiTokenMade | None = None,
) -> HTMLResponse:
    words = words_for(request, me)
    page = TokensPage(
        rows=[_row(token, words) for token in api_tokens.list_all(database, me.id)],
        made=made,
        form=form or Form({"id": str(uuid4()), "scope": str(Scope.READ)}),
        scopes=options(_scopes(database, me), words),
        status=words("Revoked. It opens nothing from now on.") if "revoked" in request.query_params else "",
    )
    return render(request, "you/tokens.html", page, viewer=me, tab="you", problems=page.form.problems)


def _scopes(database: Connection, me: WriterPublic) -> dict[str, str]:
    """What a token may do; campaigns are for whoever organizes some."""
    is_organizer = organizers.find(database, me.id) is not None
    return {scope: said for scope, said in SCOPES.items() if is_organizer or scope != Scope.CAMPAIGNS}


def _row(token: ApiTokenPublic, words: Language) -> TokenRow:
    used = (
        words("last used {day}", day=words.day(token.last_used_on))
        if token.last_used_on
        else words("never used")
    )
    made = words("made {day}", day=words.day(token.created_on))
    return TokenRow(token.id, token.name, f"{words(SCOPES[token.scope])}, {made}, {used}")
