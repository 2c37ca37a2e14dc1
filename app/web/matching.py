"""One payout: what it paid, what is left of it, and the payments it may have paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.payment import PaymentPublic
from app.records.payout import PayoutPublic
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import payments, payouts
from app.web.book import Book
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import CAME_BACK, EARLY, PAYMENT_KINDS
from app.web.money_row import money_of
from app.web.money_rows import whose
from app.web.rendering import go_to, render, words_for
from app.web.suggesting import Open, suggested
from app.web.undoing import UNDONE, undo_of
from reports.frames import PaymentKind
from reports.money import Money, exponent, round_half_away
from reports.wording import N_

router = APIRouter(include_in_schema=False)

#: So many of the latest payments are looked at, and so many that are open are offered.
LOOKED_AT, OFFERED = 400, 40


@dataclass(frozen=True, slots=True)
class Paid:
    """A part of the payout and the payment it paid."""

    id: UUID
    who: str
    when: str
    amount: str
    address: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A payment that is open, with the fields that match it."""

    id: UUID
    who: str
    when: str
    open_amount: str
    tick: str
    field: str


@dataclass(frozen=True, slots=True)
class PayoutPage:
    """A payout, what it paid and may have paid; the remainder is always said."""

    id: UUID
    who: str
    arrived_on: str
    amount: str
    fee: str
    net: str
    received: str
    note: str
    currency: str
    is_out: bool
    paid: tuple[Paid, ...]
    rest: str
    rest_words: str
    form: Form
    candidates: tuple[Candidate, ...]
    is_cut: bool
    is_suggested: bool
    status: str
    undo: str
    undo_label: str


@router.get("/payments/payouts/{payout_id}")
def show(request: Request, payout_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """A payout and its matches."""
    return _render(request, database, me, payouts.get(database, me.id, payout_id), None)


@router.post("/payments/payouts/{payout_id}/matches")
def match(
    request: Request, payout_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Match a payout with the payments that were ticked."""
    payout = payouts.get(database, me.id, payout_id)
    read = list(_read(database, me, payout, form))
    if not read and not form.problems:
        form.refuse([("matches", N_("Tick what it paid."))])
    rest = _rest(database, me, payout)
    if not form.problems and sum(minor for _, minor in read) > max(rest, 0):
        form.refuse([("matches", N_("That is more than is left of this money."))])
    if form.problems:
        return _render(request, database, me, payout, form)
    for payment, minor in read:
        row = PayoutMatchCreate(payout_id=payout.id, payment_id=payment.id, amount_minor=minor)
        payouts.match(database, me.id, row)
    is_early = any(payout.arrived_on < payment.earned_on for payment, _ in read)
    return go_to(f"/payments/payouts/{payout_id}?saved={'early' if is_early else 'matched'}")


@router.post("/payments/matches/{match_id}/withdraw")
def withdraw(match_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a match back; it can be put back."""
    row = payouts.unmatch(database, me.id, match_id)
    return go_to(f"/payments/payouts/{row.payout_id}?unmatched={match_id}")


@router.post("/payments/matches/{match_id}/restore")
def restore(match_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a match back."""
    row = payouts.restore_match(database, me.id, match_id)
    return go_to(f"/payments/payouts/{row.payout_id}?saved=matched")


def _read(
    database: Connection, me: WriterPublic, payout: PayoutPublic, form: Form
) -> Iterator[tuple[PaymentPublic, int]]:
    """The payments that were ticked, each with its amount and not more than is open of it."""
    ticked = [uuid_of(name.removeprefix("take-")) for name in form.values if name.startswith("take-")]
    ids = [payment_id for payment_id in ticked if payment_id is not None]
    paid = payouts.matched_by_payment(database, me.id, ids)
    for payment_id in ids:
        payment, field = payments.get(database, me.id, payment_id), f"amount-{payment_id}"
        if payment.currency != payout.currency:
            form.refuse([(field, N_("This payment is in another currency: the two cannot be matched."))])
            continue
        minor = form.amount(field, payout.currency, required=N_("How much of it?"), negative=True)
        still_open = payment.amount_minor - paid.get(payment_id, 0)
        if minor is None:
            continue
        if minor == 0 or (minor > 0) != (still_open > 0) or abs(minor) > abs(still_open):
            form.refuse([(field, N_("That is not what is still open of this payment."))])
        else:
            yield payment, minor


def _rest(database: Connection, me: WriterPublic, payout: PayoutPublic) -> int:
    return payout.gross_minor - payouts.matched_by_payout(database, me.id, [payout.id]).get(payout.id, 0)


def _render(
    request: Request, database: Connection, me: WriterPublic, payout: PayoutPublic, form: Form | None
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    rest = _rest(database, me, payout)
    listed = _open(database, me, payout)
    shown = form or _prefilled(listed, rest, payout)
    who, contract = whose(payout.contract_id, payout.platform_id, book, words)
    status, undo, label = _status(request, payout, words, undo_of(request, database, me))

    def said(minor: int) -> str:
        return money_of(minor, payout.currency, words)

    page = PayoutPage(
        id=payout.id,
        who=", ".join(part for part in (who, contract) if part),
        arrived_on=words.day(payout.arrived_on),
        amount=said(payout.gross_minor),
        fee=said(payout.fee_minor) if payout.fee_minor else "",
        net=said(payout.net_minor),
        received=_received(payout, words),
        note=payout.note or "",
        currency=payout.currency,
        is_out=payout.withdrawn_at is not None,
        paid=tuple(_paid(database, me, payout, book, words)),
        rest=said(rest),
        rest_words=_rest_words(rest, payout, words),
        form=shown,
        candidates=tuple(_candidate(row, book, words) for row in listed[:OFFERED])
        if rest > 0 or form
        else (),
        is_cut=len(listed) > OFFERED,
        is_suggested=form is None and any(name.startswith("take-") for name in shown.values),
        status=status,
        undo=undo,
        undo_label=label,
    )
    return render(request, "payments/payout.html", page, viewer=me, tab="payments", problems=shown.problems)


def _open(database: Connection, me: WriterPublic, payout: PayoutPublic) -> list[Open]:
    """Payments in the same currency of which something is open, those of the same platform and day first."""
    rows = payments.in_currency(database, me.id, payout.currency, until=payout.arrived_on, limit=LOOKED_AT)
    paid = payouts.matched_by_payment(database, me.id, [row.id for row in rows])
    still_open = [Open(row, row.amount_minor - paid.get(row.id, 0)) for row in rows]
    positive = [item for item in still_open if item.minor > 0]
    return sorted(
        positive,
        key=lambda item: (
            item.payment.contract_id != payout.contract_id or payout.contract_id is None,
            item.payment.platform_id != payout.platform_id,
            item.payment.earned_on,
            item.payment.id,
        ),
    )


def _prefilled(listed: Sequence[Open], rest: int, payout: PayoutPublic) -> Form:
    """Every open amount in its field; those that make up the rest are ticked."""
    values = {
        f"amount-{item.payment.id}": str(Money(min(item.minor, max(rest, 0)), payout.currency))
        for item in listed
    }
    ticks = {f"take-{row_id}": "yes" for row_id in suggested(listed, rest, payout.platform_id)}
    return Form({**values, **ticks})


def _candidate(item: Open, book: Book, words: Language) -> Candidate:
    row = item.payment
    who, contract = whose(row.contract_id, row.platform_id, book, words)
    kind = "" if row.kind is PaymentKind.TASK_PAY else words(PAYMENT_KINDS[row.kind])
    return Candidate(
        row.id,
        who,
        ", ".join(part for part in (words.day(row.earned_on), contract, kind) if part),
        money_of(item.minor, row.currency, words),
        f"take-{row.id}",
        f"amount-{row.id}",
    )


def _paid(
    database: Connection, me: WriterPublic, payout: PayoutPublic, book: Book, words: Language
) -> Iterator[Paid]:
    rows = payouts.matches(database, me.id, payout.id)
    found = payments.of_ids(database, me.id, [row.payment_id for row in rows])
    for row in rows:
        payment = found[row.payment_id]
        who, contract = whose(payment.contract_id, payment.platform_id, book, words)
        when = ", ".join(part for part in (words.day(payment.earned_on), contract) if part)
        amount = money_of(row.amount_minor, payout.currency, words)
        yield Paid(row.id, who, when, amount, f"/payments/{payment.id}")


def _rest_words(rest: int, payout: PayoutPublic, words: Language) -> str:
    """What becomes of the remainder; it is said also when there is none."""
    if rest == 0:
        return words("All of it is matched.")
    if rest < 0 < payout.gross_minor:
        return words("More is matched than arrived. Take a match back, or change one of the amounts.")
    if payout.contract_id or payout.platform_id:
        return words("It settles the oldest work of this contract and platform that is still open.")
    return words("It settles the oldest work that is still open.")


def _received(payout: PayoutPublic, words: Language) -> str:
    """“About €92.15, at 0.9215 (my bank)”."""
    if not payout.received_currency:
        return ""
    if not payout.rate:
        return words.currency_name(payout.received_currency)
    digits = exponent(payout.received_currency)
    worth = Money(payout.net_minor, payout.currency).major * Fraction(payout.rate)
    rounded = Fraction(round_half_away(worth, digits))
    return words(
        "{amount}, at {rate} ({source})",
        amount=words.money(rounded, payout.received_currency),
        rate=payout.rate,
        source=payout.rate_source or words("source not said"),
    )


def _status(request: Request, payout: PayoutPublic, words: Language, change: str) -> tuple[str, str, str]:
    asked = request.query_params
    if match_id := uuid_of(asked.get("unmatched", "")):
        return words("Match taken back."), f"/payments/matches/{match_id}/restore", words("Undo")
    out = f"/payments/arrived/{payout.id}/undo"
    said, undo = {
        "new": (N_("Saved. Now say what it paid."), out),
        "changed": (N_("Changed."), change),
        "back": (CAME_BACK, out),
        "undone": (UNDONE, change),
        "matched": (N_("Matched."), ""),
        "early": (EARLY, ""),
    }.get(asked.get("saved", ""), ("", ""))
    return words(said), undo, words("Undo") if undo else ""
