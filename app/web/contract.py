"""One contract: real beside promised, its terms, its entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app import clock
from app.http.deps import Database, OnFile
from app.http.notes import LOOK_AGAIN
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractPublic
from app.records.terms import TermsPublic
from app.store import contract_reviews, contracts, platforms, terms
from app.store.contracts import ENDED
from app.store.searching import Wanted
from app.web import owed
from app.web.book import Book
from app.web.entry_list import EntryList, entry_list
from app.web.forms import uuid_of
from app.web.labels import STATED
from app.web.life import Step, steps_of
from app.web.promises import Line, Promise, promise_of
from app.web.rendering import go_to, render, words_for
from app.web.review_form import about_review
from app.web.terms import about_contract, price_of
from app.web.undoing import UNDONE, undo_of
from app.web.what_if_form import address_of_contract
from reports.figures import Figure
from reports.frames import ContractState, PayModel
from reports.money import Money, exponent, round_half_away
from reports.personal import PersonalReport
from reports.pricing import advertised_hourly
from reports.wording import N_

router = APIRouter(include_in_schema=False)

_PROMISED = N_("Promised, an hour")
_FACTS = {
    "advertised_rate": _PROMISED,
    "effective_hourly_rate": N_("Really, an hour"),
    "hours": N_("All hours"),
    "unpaid_hours": N_("Of these unpaid"),
    "earned": N_("Earned, before fees"),
}

_SAVED = {
    "contract": N_("Contract saved."),
    "terms": N_("Terms saved. Earlier days keep the earlier terms."),
    "end": N_("Contract ended."),
    "entry": N_("Entry changed."),
    "review": N_("Answers saved."),
    "reopened": N_("Active again, from today."),
    "note": LOOK_AGAIN,
    "undone": UNDONE,
}


@dataclass(frozen=True, slots=True)
class ContractPage:
    """What one contract shows."""

    id: UUID
    name: str
    about: str
    is_open: bool
    is_paused: bool
    is_withdrawn: bool
    facts: tuple[Line, ...]
    report_address: str
    what_if: str
    more: tuple[Line, ...]
    note: str
    of_same_name: str
    platform_id: UUID
    terms: tuple[Promise, ...]
    steps: tuple[Step, ...]
    reviews: tuple[Line, ...]
    entries: EntryList | None
    status: str
    undo: str
    undo_label: str


@router.get("/work/{contract_id}")
def show(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, on_file: OnFile
) -> HTMLResponse:
    """One contract: real beside promised, hours, owed, its life, its terms, its entries."""
    words, book = words_for(request, me), Book.of(database, me.id)
    contract = contracts.get(database, me.id, contract_id)
    report = report_of(database, me, on_file)
    promised = terms.list_for(database, me.id, contract_id)
    holds = _holds(promised, clock.today(me.zone))
    undo = undo_of(request, database, me) or _undo_of_new(request, promised)
    status, undo, label = _status(request, words, undo)
    reviews = contract_reviews.list_for(database, me.id, contract_id)
    same = platforms.of_same_name(database, me.id, book.platforms.get(contract.platform_id))
    page = ContractPage(
        id=contract.id,
        name=contract.name,
        about=about_contract(contract, book, words),
        is_open=contract.state not in ENDED,
        is_paused=contract.state is ContractState.PAUSED,
        is_withdrawn=contract.withdrawn_at is not None,
        facts=tuple(_facts(contract, report, book, words, holds)),
        report_address=_late_address(contract, report),
        what_if=address_of_contract(contract, holds, report, words),
        more=tuple(_more(contract, book, words)),
        note=contract.note or "",
        of_same_name=same[1] if same else "",
        platform_id=contract.platform_id,
        terms=tuple(promise_of(row, words) for row in reversed(promised)),
        steps=steps_of(contracts.states(database, me.id, contract_id), words),
        reviews=tuple(
            Line(words.day(row.reviewed_on), about_review(row, words), "", f"/work/reviews/{row.id}")
            for row in reviews
        ),
        entries=entry_list(
            database,
            me.id,
            book,
            Wanted(contract_ids=frozenset({contract_id})),
            words,
            path=f"/work/{contract_id}",
            asked={name: request.query_params.get(name, "") for name in ("month", "page")},
            with_place=False,
        ),
        status=status,
        undo=undo,
        undo_label=label,
    )
    return render(request, "work/contract.html", page, viewer=me, tab="work")


@router.post("/work/{contract_id}/withdraw")
def withdraw(contract_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a contract without entries out; it can be put back."""
    contracts.withdraw(database, me.id, contract_id)
    return go_to(f"/work?withdrawn={contract_id}")


@router.post("/work/{contract_id}/restore")
def restore(contract_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a contract back."""
    contracts.restore(database, me.id, contract_id)
    return go_to(f"/work/{contract_id}")


def _holds(listed: Sequence[TermsPublic], today: dt.date) -> TermsPublic | None:
    """The terms that hold today; before the first of them those to come."""
    begun = [row for row in listed if row.effective_on <= today]
    return begun[-1] if begun else next(iter(listed), None)


def _facts(
    row: ContractPublic, report: PersonalReport, book: Book, words: Language, promised: TermsPublic | None
) -> list[Line]:
    piece = next((piece for piece in report.by_contract if piece.id == str(row.id)), None)
    lines = []
    for key, label in _FACTS.items():
        figure = piece.figures.get(key) if piece else None
        address = f"/real-pay/explain/{key}?contract={row.id}"
        if key == "advertised_rate" and figure and (low_to_high := _range(promised, figure, words)):
            lines.append(replace(low_to_high, address=address))
        elif figure is not None and figure.value is not None:
            money = figure.unit in {"money", "money_per_hour"}
            value = (
                words.money(figure.value, figure.currency or report.currency)
                if money
                else words.hours(figure.value)
            )
            note = words("provisional") if figure.provisional else ""
            lines.append(Line(words(label), value, note, address))
        elif key == "advertised_rate":
            lines.append(_promised(promised, words))
        elif key == "effective_hourly_rate":
            lines.append(Line(words(label), words("not known yet")))
    return [*lines, *_owed(row, report, book, words)]


def _promised(found: TermsPublic | None, words: Language) -> Line:
    """What the terms promise while no hour is logged: by the hour, or as they say it."""
    label = words(_PROMISED)
    hourly = advertised_hourly(found.model_dump()) if found else None
    if found and hourly is not None and not _is_range(found):
        made = Money(int(round_half_away(hourly)), found.currency)
        return Line(label, words.money(made.major, made.currency))
    price, per = price_of(found, words)
    return Line(words("Promised"), price, per) if price else Line(label, words("not known yet"))


def _is_range(found: TermsPublic) -> bool:
    is_hourly = found.pay_model is PayModel.HOURLY
    return is_hourly and found.rate_high_minor is not None and found.rate_high_minor != found.rate_minor


def _range(found: TermsPublic | None, figure: Figure, words: Language) -> Line | None:
    """A range that was promised is shown as one; None where other terms are in the figure, too."""
    hourly = advertised_hourly(found.model_dump()) if found else None
    if found is None or hourly is None or figure.value is None or not _is_range(found):
        return None
    is_its_middle = figure.value * 10 ** exponent(found.currency) == hourly
    return Line(words("Promised"), *price_of(found, words)) if is_its_middle else None


def _owed(row: ContractPublic, report: PersonalReport, book: Book, words: Language) -> list[Line]:
    """What is owed on this contract, a line for each pay day, each with its way to what was agreed and arrived."""
    found = [item for item in owed.all_owed(report) if item.contract_id == str(row.id)]
    rows = [owed.row_of(item, report, book, words) for item in found]
    lines = [
        Line(
            words("Owed to you"),
            said.amount,
            f"{said.due}. {said.late}" if said.late else said.due,
            said.address,
        )
        for said in rows
    ]
    return lines or [Line(words("Owed to you"), words("nothing"))]


def _late_address(row: ContractPublic, report: PersonalReport) -> str:
    """Where a report of non-payment starts: the page of what is late the longest."""
    late = [item for item in owed.all_owed(report) if item.contract_id == str(row.id) and item.days_late]
    return f"{owed.address_of(late[0])}#report" if late else ""


def _more(row: ContractPublic, book: Book, words: Language) -> list[Line]:
    """What else is known: its platform, when she applied, her status, what it follows and what follows it."""
    lines = [
        Line(words("Platform"), book.platform_name(row.platform_id), "", f"/work/platforms/{row.platform_id}")
    ]
    if row.applied_on:
        lines.append(Line(words("You applied on"), words.day(row.applied_on)))
    if row.stated_status:
        lines.append(Line(words("What you are to the platform"), words(STATED[row.stated_status])))
    before = book.contract(row.previous_contract_id)
    if before:
        lines.append(Line(words("Follows"), before.name, "", f"/work/{before.id}"))
    lines += [
        Line(words("Followed by"), after.name, "", f"/work/{after.id}")
        for after in book.contracts.values()
        if after.previous_contract_id == row.id
    ]
    return lines


def _undo_of_new(request: Request, promised: Sequence[TermsPublic]) -> str:
    """Where terms that were just saved are taken out again; nowhere once they were changed."""
    new = uuid_of(request.query_params.get("new_terms", ""))
    is_new = any(row.id == new and row.revision == 1 for row in promised)
    return f"/work/terms/{new}/withdraw" if is_new else ""


def _status(request: Request, words: Language, undo: str) -> tuple[str, str, str]:
    """What was just done, where its way back leads, and what that is called."""
    asked, back = request.query_params, words("Put it back")
    for name, kind in (("undone", "entries"), ("undone_terms", "terms"), ("undone_review", "reviews")):
        if undone := uuid_of(asked.get(name, "")):
            return words("Taken out."), f"/work/{kind}/{undone}/restore", back
    return words(_SAVED.get(asked.get("saved", ""), "")), undo, words("Undo")
