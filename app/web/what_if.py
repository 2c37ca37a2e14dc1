"""What if: an offer at her own real hours, and what to ask for. Nothing is written; the address keeps the answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.http.what_if import leaning_named
from app.web.realpay import ENOUGH_ENTRIES
from app.web.rendering import go_to, render, words_for
from app.web.what_if_form import AMOUNTS, OFFER, asked_again, form_of, read_offer, read_wanted
from app.web.what_if_page import needed_answer, offered_answer, page_of
from reports.wording import N_

router = APIRouter(include_in_schema=False)


@router.get("/real-pay/what-if", response_model=None)
def what_if(
    request: Request, database: Database, viewer: SignedIn, on_file: OnFile
) -> HTMLResponse | RedirectResponse:
    """The question of the address with its answer; with fewer than three pieces of work, what it needs."""
    words, report = words_for(request, viewer), report_of(database, viewer, on_file)
    if report.task_count < ENOUGH_ENTRIES:
        return render(request, "whatif/empty.html", ENOUGH_ENTRIES, viewer=viewer, tab="real_pay")
    question, form = form_of(request.query_params)
    if again := asked_again(form, question, words):
        return go_to(again)
    leaning = leaning_named(report, form["on"])
    if leaning is None:
        form.refuse([("on", N_("Please choose one of these."))])
    answer = None
    if AMOUNTS[question] in request.query_params:
        offer = read_offer(form, report.currency) if question == OFFER else None
        wanted = None if question == OFFER else read_wanted(form, report.currency)
        if leaning and offer:
            answer = offered_answer(offer, leaning, form["on"], report, words)
        elif leaning and wanted:
            answer = needed_answer(wanted, leaning, form["on"], report, words)
    page = page_of(question, form, answer, report, words)
    return render(
        request, "whatif/page.html", page, viewer=viewer, tab="real_pay", problems=form.problems or None
    )
