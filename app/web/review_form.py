"""What a writer says of a contract that is over: nine questions, one tap each, none of them needed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.contract_review import (
    QUESTIONS,
    ContractReviewCreate,
    ContractReviewPublic,
    ContractReviewUpdate,
)
from app.records.values import Answer
from app.records.writer import WriterPublic
from app.store import contract_reviews, contracts
from app.tokens import uuid7
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import ANSWERS, Options, options
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.undoing import changed
from reports.definitions import DEFINITIONS
from reports.wording import N_

router = APIRouter(include_in_schema=False)

#: Question of a review -> as it is asked; the words of the report's own figures.
ASKED = {name: DEFINITIONS[f"review_{name}"].definition for name in QUESTIONS}
LABELS = {**ASKED, "reviewed_on": N_("As of")}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A review that was given, as it is listed."""

    id: UUID
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The questions, and what was answered."""

    contract_id: UUID
    contract_name: str
    action: str
    review_id: UUID | None
    revision: int
    form: Form
    questions: tuple[tuple[str, str], ...]
    answers: Options
    others: tuple[Earlier, ...]
    status: str
    stale: tuple[Difference, ...]
    is_withdrawn: bool


@router.get("/work/{contract_id}/review")
def ask(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> Response:
    """The questions; the answers that were given last can be changed."""
    contracts.get(database, me.id, contract_id)
    given = contract_reviews.list_for(database, me.id, contract_id)
    if given and "new" not in request.query_params:
        return go_to(
            f"/work/reviews/{given[0].id}" + ("?after=end" if "after" in request.query_params else "")
        )
    values = {"id": str(uuid7()), "reviewed_on": clock.today(me.zone).isoformat()}
    return _render(request, contract_id, database, me, Form(values))


@router.post("/work/{contract_id}/review")
def log(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Keep the answers; with none there is nothing to keep."""
    contract = contracts.get(database, me.id, contract_id)
    said = _read(form, me)
    if form.problems:
        return _render(request, contract_id, database, me, form)
    if not any(said[question] for question in QUESTIONS):
        return go_to(f"/work/{contract_id}")
    review_id = uuid_of(form["id"]) or uuid5(contract.id, "review")
    review = form.make(ContractReviewCreate, id=review_id, contract_id=contract.id, **said)
    if review is None:
        return _render(request, contract_id, database, me, form)
    contract_reviews.log(database, me.id, review)
    return go_to(f"/work/{contract_id}?saved=review")


@router.get("/work/reviews/{contract_review_id}")
def edit(request: Request, contract_review_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The answers of a review."""
    review = contract_reviews.get(database, me.id, contract_review_id)
    return _render(request, review.contract_id, database, me, Form(_values(review)), review=review)


@router.post("/work/reviews/{contract_review_id}")
def amend(
    request: Request, contract_review_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change the answers."""
    review = contract_reviews.get(database, me.id, contract_review_id)
    said, revision = _read(form, me), form.whole("revision")
    change = None if form.problems else form.make(ContractReviewUpdate, revision=revision, **said)
    if change is None:
        return _render(request, review.contract_id, database, me, form, review=review)
    if change.revision != review.revision and not says_so_already(review, change):
        return _render(request, review.contract_id, database, me, form, review=review, is_stale=True)
    if change.revision == review.revision:
        if review.withdrawn_at is not None:  # what she wrote survives that it was taken out
            review = contract_reviews.restore(database, me.id, review.id)
            change = change.model_copy(update={"revision": review.revision})
        review = contract_reviews.amend(database, me.id, review.id, change)
    return go_to(f"/work/{review.contract_id}?saved=review{changed('contract_reviews', review)}")


@router.post("/work/reviews/{contract_review_id}/withdraw")
def withdraw(contract_review_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a review out; it can be put back."""
    review = contract_reviews.withdraw(database, me.id, contract_review_id)
    return go_to(f"/work/{review.contract_id}?undone_review={review.id}")


@router.post("/work/reviews/{contract_review_id}/restore")
def restore(contract_review_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a review back."""
    review = contract_reviews.restore(database, me.id, contract_review_id)
    return go_to(f"/work/{review.contract_id}?saved=review")


def about_review(review: ContractReviewPublic, words: Language) -> str:
    """“5 of 9 questions answered”."""
    count = sum(getattr(review, question) is not None for question in QUESTIONS)
    return words("{count} of {all} questions answered", count=count, all=len(QUESTIONS))


def _values(review: ContractReviewPublic) -> dict[str, str]:
    answers = {question: str(getattr(review, question) or "") for question in QUESTIONS}
    return {"reviewed_on": review.reviewed_on.isoformat(), **answers}


def _read(form: Form, me: WriterPublic) -> dict[str, object]:
    said: dict[str, object] = {}
    for question in QUESTIONS:
        answer = form.choice(question, tuple(ANSWERS))
        said[question] = Answer(answer) if answer else None
    on = form.day("reviewed_on", required=N_("Which day was it?"), latest=clock.today(me.zone))
    return {**said, "reviewed_on": on}


def _render(
    request: Request,
    contract_id: UUID,
    database: Connection,
    me: WriterPublic,
    form: Form,
    *,
    review: ContractReviewPublic | None = None,
    is_stale: bool = False,
) -> HTMLResponse:
    contract, words = contracts.get(database, me.id, contract_id), words_for(request, me)
    answers = options(ANSWERS, words)
    others = [
        Earlier(row.id, words.day(row.reviewed_on), about_review(row, words))
        for row in contract_reviews.list_for(database, me.id, contract_id)
        if review is None or row.id != review.id
    ]
    revision = 0
    if review:
        revision = review.revision if is_stale else form.whole("revision") or review.revision
    found: tuple[Difference, ...] = ()
    if review and is_stale:
        found = differences(form, _values(review), LABELS, dict.fromkeys(ASKED, answers), words)
    page = ReviewPage(
        contract_id=contract.id,
        contract_name=contract.name,
        action=f"/work/reviews/{review.id}" if review else f"/work/{contract.id}/review",
        review_id=review.id if review else None,
        revision=revision,
        form=form,
        questions=tuple((name, words(asked)) for name, asked in ASKED.items()),
        answers=answers,
        others=tuple(others),
        status=words("Contract ended.") if request.query_params.get("after") == "end" else "",
        stale=found,
        is_withdrawn=review is not None and review.withdrawn_at is not None,
    )
    return render(
        request,
        "work/review.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )
