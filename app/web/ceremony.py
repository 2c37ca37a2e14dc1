"""What a browser and its passkey are asked to sign, and whether they did (WebAuthn)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import Request

from app import errors
from app.database import Connection
from app.http.discreet import is_discreet
from app.http.our_address import our_address
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store import passkeys
from app.web.rendering import DISCREET_NAME, words_for
from reports.wording import N_

NOT_TAKEN = N_("The passkey could not be saved. Please try again.")


def is_possible(request: Request, settings: Settings) -> bool:
    """Whether browsers make passkeys here: by https, or on the machine itself; never for a bare number."""
    address = urlsplit(our_address(request, settings))
    host = address.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return address.scheme == "https" or host == "localhost"
    return False


def to_register(request: Request, settings: Settings, database: Connection, me: WriterPublic) -> str:
    """Ask for a new passkey of this writer, on a device that has none of hers yet."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    words = words_for(request, me)
    options = generate_registration_options(
        rp_id=_host(request, settings),
        rp_name=words(DISCREET_NAME) if is_discreet(request) else settings.product_name,
        user_name=me.handle,
        user_id=_opaque(me),
        challenge=passkeys.challenge(database, me.id).encode(),
        # The key itself names the account and asks for a finger, a face or a number: nothing is typed.
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(held.credential))
            for held in passkeys.list_all(database, me.id)
        ],
    )
    return options_to_json(options)


def registered(
    request: Request,
    settings: Settings,
    database: Connection,
    me: WriterPublic,
    *,
    credential: Mapping[str, Any],
    name: str,
) -> None:
    """Keep the passkey a browser made, if it is what was asked for."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    challenge = _challenge_in(credential)
    if challenge is None or not passkeys.answered(database, challenge, me.id):
        raise errors.Invalid(words_for(request, me)(NOT_TAKEN))
    try:
        made = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge.encode(),
            expected_rp_id=_host(request, settings),
            expected_origin=our_address(request, settings),
            require_user_verification=True,
        )
    except Exception as error:  # the library raises many kinds for what a browser can get wrong
        raise errors.Invalid(words_for(request, me)(NOT_TAKEN)) from error
    passkeys.keep(
        database,
        me.id,
        name=name,
        credential=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
    )


def to_sign_in(request: Request, settings: Settings, database: Connection) -> str:
    """Ask whichever passkey the person picks to sign."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=_host(request, settings),
        challenge=passkeys.challenge(database).encode(),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def signed_in(
    request: Request, settings: Settings, database: Connection, credential: Mapping[str, Any]
) -> UUID | None:
    """Whose passkey signed what was asked for; None when it is unknown, or the signature is not right."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes

    challenge = _challenge_in(credential)
    held = passkeys.find(database, str(credential.get("id", "")))
    if challenge is None or not passkeys.answered(database, challenge) or held is None:
        return None
    try:
        proof = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge.encode(),
            expected_rp_id=_host(request, settings),
            expected_origin=our_address(request, settings),
            credential_public_key=base64url_to_bytes(held.public_key),
            credential_current_sign_count=held.sign_count,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it opens nothing
        return None
    passkeys.used(database, held, proof.new_sign_count)
    return held.writer_id


def _challenge_in(credential: Mapping[str, Any]) -> str | None:
    """The challenge that was signed; the signature over it is checked afterwards."""
    from webauthn.helpers import base64url_to_bytes, parse_client_data_json

    response = credential.get("response")
    try:
        said = parse_client_data_json(base64url_to_bytes(response["clientDataJSON"]))  # type: ignore[index]
        return said.challenge.decode()
    except Exception:  # noqa: BLE001 - as above: not what a browser sends
        return None


def _host(request: Request, settings: Settings) -> str:
    return urlsplit(our_address(request, settings)).hostname or ""


def _opaque(me: WriterPublic) -> bytes:
    """What the device knows the account by, so that a second passkey there takes the place of the first."""
    return hashlib.sha256(b"passkey" + me.id.bytes).digest()
