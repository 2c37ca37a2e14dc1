"""Personal API tokens, made and revoked in the writer's own browser: a token makes no other token."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from app.http.deps import Database
from app.http.owner import SignedInHere
from app.records.api_token import ApiTokenCreate, ApiTokenMade, ApiTokenPublic
from app.store import api_tokens

router = APIRouter(prefix="/api/v1/tokens", tags=["tokens"])


class TokenList(BaseModel):
    """The tokens that still open something."""

    items: list[ApiTokenPublic]


@router.get("", summary="List your API tokens", operation_id="list_tokens")
def list_tokens(database: Database, me: SignedInHere) -> TokenList:
    """By name, with the day of the last use; never the secrets, which nobody has but you."""
    return TokenList(items=api_tokens.list_all(database, me.id))


@router.post("", summary="Make an API token", status_code=201, operation_id="make_token")
def make_token(
    database: Database,
    me: SignedInHere,
    body: ApiTokenCreate,
) -> ApiTokenMade:
    """The answer has the secret, this once. `read` looks, `write` also logs and changes.

    `campaigns` is for the campaigns of an organizer and reaches no log.
    """
    return api_tokens.make_new(database, me.id, body)


@router.delete("/{token_id}", summary="Revoke an API token", status_code=204, operation_id="revoke_token")
def revoke_token(database: Database, me: SignedInHere, token_id: UUID) -> None:
    """It opens nothing from now on."""
    api_tokens.revoke(database, me.id, token_id)
