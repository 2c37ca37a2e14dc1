"""What the forms for payments, payouts and expenses read alike, and put into their fields alike."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.database import Connection
from app.records.payment import PaymentPublic, PaymentUpdate
from app.records.payout import PayoutPublic, PayoutUpdate
from app.records.writer import WriterPublic
from app.store import contracts, platforms
from app.web.forms import Form
from reports.money import MAXIMUM_MINOR
from reports.wording import N_


def read_revision(form: Form) -> int:
    """The revision that was opened; a form without one was opened before any, and is late."""
    return form.whole("revision", least=1) or 0


def read_fee(form: Form, currency: str, gross: int | None) -> int:
    """The fee that was taken off an amount; 0 where none was typed."""
    fee, amount = form.amount("fee", currency) or 0, gross or 0
    if fee > MAXIMUM_MINOR - abs(amount):
        form.refuse([("fee", N_("That amount is too large."))])
    elif 0 < amount < fee:
        form.refuse([("fee", N_("The fee is more than the amount."))])
    return fee


def read_exchange(form: Form) -> dict[str, str | None]:
    """In which currency money came, at which rate, and who says so; a rate alone says nothing."""
    received = form.currency("received_currency", "") or None
    rate, source = form.rate("rate"), form.text("rate_source")
    if rate and not received and "received_currency" not in form.problems:
        form.refuse([("received_currency", N_("In which currency did it come?"))])
    if rate and not source:
        form.refuse([("rate_source", N_("Where is the rate from? Your bank’s name is enough."))])
    return {"received_currency": received, "rate": rate, "rate_source": source}


def read_place(
    database: Connection, me: WriterPublic, form: Form, contract_id: UUID | None, *, makes: bool = True
) -> dict[str, UUID | None]:
    """A contract and its platform; without one, the platform that was typed.

    A platform of a new name is made here, so this comes last, when all else was read; for a late form none is.
    """
    if contract_id is not None:
        contract = contracts.get(database, me.id, contract_id)
        return {"contract_id": contract.id, "platform_id": contract.platform_id}
    name = form.text("platform")
    find = platforms.find_or_log if makes else platforms.named
    platform = find(database, me.id, name) if name else None
    return {"contract_id": None, "platform_id": platform.id if platform else None}


def names_new_platform(form: Form, change: PaymentUpdate | PayoutUpdate) -> bool:
    """Whether a platform was typed that is not there, and that a late form does not make."""
    return bool(form["platform"].strip()) and change.contract_id is None and change.platform_id is None


def typed_platform(database: Connection, me: WriterPublic, row: PaymentPublic | PayoutPublic) -> str:
    """The platform of money that belongs to no contract, as it stands in its form."""
    if row.platform_id is None or row.contract_id is not None:
        return ""
    return platforms.get(database, me.id, row.platform_id).name


def typed(said: Mapping[str, object]) -> dict[str, str]:
    """What a row says, as text for the fields of its form."""
    return {name: "" if value is None else str(value) for name, value in said.items()}
