"""You: handle, language, zone and currency; what the writer says of her situation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http import session
from app.http.deps import CurrentSettings, Database, OnFile
from app.http.owner import PerhapsSignedIn, SignedIn
from app.language import LANGUAGES, Language
from app.records.values import known_zones
from app.records.writer import WriterPublic, WriterUpdate
from app.store import campaigns, enrolments, organizers, situations, writers
from app.web import situation, situation_rows
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.keep import is_kept, is_last_way
from app.web.labels import Options, options
from app.web.rendering import (
    AMOUNTS_COOKIE,
    DISCREET_COOKIE,
    back_to,
    go_to,
    is_discreet,
    keep_language,
    render,
    words_for,
)
from app.web.shown import LEAVE, Meeting, ask_again, meet, with_marks
from app.web.situation_rows import RowsOfFact
from app.web.stale import CONFLICT, Difference, differences
from reports.benefits import GROUPS, HEALTH_BASES
from reports.parameters import Parameters
from reports.wording import N_

router = APIRouter(include_in_schema=False)

CURRENCIES = ("USD", "CAD", "EUR", "GBP", "AUD", "NZD", "MXN", "INR", "PHP", "JPY")
LABELS = {
    "language": N_("Language"),
    "zone": N_("Time zone"),
    "currency": N_("Currency of your numbers"),
    "unverified_allowed": N_("Also use outside figures that are not verified yet"),
}
YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class YouPage:
    """What You shows."""

    handle: str
    form: Form
    languages: Options
    currencies: Options
    situation: Form
    places: Options
    covers: Options
    filing_statuses: Options
    health_bases: Options
    groups: Options
    covered: RowsOfFact
    instalments: RowsOfFact
    currency: str
    campaign: str
    is_kept: bool
    is_last_way: bool
    is_organizer: bool
    opened: frozenset[str]
    stale: tuple[Difference, ...]
    stale_form: str
    leave: str
    status: str
    undo: str


@router.get("/you")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The account and what it says of its writer."""
    return _render(request, database, me, on_file)


@router.post("/you")
def amend(
    request: Request,
    database: Database,
    me: SignedIn,
    on_file: OnFile,
    form: SubmittedForm,
) -> Response:
    """Change how days and amounts are counted and shown; what she did not touch stays as it is by now."""
    language = form.choice("language", tuple(LANGUAGES), required=N_("Choose a language."))
    zone = form.choice("zone", known_zones(), required=N_("Choose a time zone from the list."))
    currency = form.choice("currency", CURRENCIES, required=N_("Choose a currency."))
    allowed = form["unverified_allowed"] == "yes"
    if form.problems or not (language and zone and currency):
        return _render(request, database, me, on_file, form=form)
    present = _settings_of(me)
    meeting = meet(form, present, LABELS)
    if meeting.both:
        ask_again(form, present, meeting)
        return _render(request, database, me, on_file, form=form, both=meeting)
    typed = {"zone": zone, "currency": currency, "language": language, "unverified_allowed": allowed}
    said = me.model_dump(include=set(typed)) | {name: typed[name] for name in meeting.mine}
    kept = writers.amend(database, me.id, WriterUpdate.model_validate(said))
    response = go_to("/you?saved=settings")
    keep_language(request, response, kept.language)
    return response


@router.post("/you/situation")
def say_situation(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """Keep what the writer says of her situation; each part is optional, and what she did not touch stays."""
    known = situation.may_say(on_file, situations.list_all(database, me.id))
    said = situation.read(form, me, clock.today(me.zone), known)
    if said is None:
        return _render(request, database, me, on_file, about=form)
    present = situation.form_of(situations.list_all(database, me.id), clock.today(me.zone))
    meeting = meet(form, present, situation.FACTS)
    if meeting.both:
        ask_again(form, present, meeting)
        return _render(request, database, me, on_file, about=form, both=meeting)
    mine = {situation.FACTS[name] for name in meeting.mine}
    situation.keep(database, me.id, [one for one in said if one.fact in mine])
    return go_to("/you?saved=situation")


@router.post("/you/situation/covered")
def add_covered(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """Keep the covered earnings of a quarter."""
    row = situation_rows.read_covered(form, me, clock.today(me.zone))
    if row is None:
        return _render(request, database, me, on_file, covered=form)
    situations.log(database, me.id, row)
    return go_to("/you?saved=situation#covered-rows")


@router.post("/you/situation/instalments")
def add_instalment(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """Keep an instalment that was paid."""
    row = situation_rows.read_instalment(form, me, clock.today(me.zone), on_file)
    if row is None:
        return _render(request, database, me, on_file, instalment=form)
    situations.log(database, me.id, row)
    return go_to("/you?saved=situation#instalment-rows")


@router.post("/you/situation/{situation_id}/withdraw")
def withdraw_situation(situation_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take an amount out of every sum; it can be put back."""
    situations.withdraw(database, me.id, situation_id)
    return go_to(f"/you?amount_out={situation_id}")


@router.post("/you/situation/{situation_id}/restore")
def restore_situation(situation_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put an amount back."""
    situations.restore(database, me.id, situation_id)
    return go_to("/you")


@router.post("/you/amounts")
def hide_amounts(
    request: Request, settings: CurrentSettings, _: PerhapsSignedIn, form: SubmittedForm
) -> RedirectResponse:
    """Hide all amounts, or show them again, and stay on the page."""
    response = go_to(back_to(form["back"], "/today"))
    hidden = request.cookies.get(AMOUNTS_COOKIE) == "hidden"
    response.set_cookie(
        AMOUNTS_COOKIE,
        "shown" if hidden else "hidden",
        max_age=YEAR_SECONDS,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
    )
    return response


@router.post("/you/handle")
def change_handle(database: Database, me: SignedIn) -> RedirectResponse:
    """Another made-up handle. None is typed: a typed one could be a name, and "taken" would tell who is here."""
    writers.change_handle(database, me.id)
    return go_to("/you?saved=handle")


@router.post("/you/discreet")
def discreet(request: Request, settings: CurrentSettings, _: SignedIn) -> RedirectResponse:
    """A neutral name and icon in this browser, or ours again."""
    response = go_to("/you?saved=settings")
    response.set_cookie(
        DISCREET_COOKIE,
        "no" if is_discreet(request) else "yes",
        max_age=YEAR_SECONDS,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
    )
    session.clear_caches(response)
    return response


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    on_file: Parameters,
    *,
    form: Form | None = None,
    about: Form | None = None,
    covered: Form | None = None,
    instalment: Form | None = None,
    both: Meeting | None = None,
) -> HTMLResponse:
    words, today = words_for(request, me), clock.today(me.zone)
    said = situations.list_all(database, me.id)
    status, undo = _status(request, words)
    about_me = about or situation.form_of(said, today)
    forms = {"account": form, "situation": about, "covered-rows": covered, "instalment-rows": instalment}
    opened = {name for name, refused in forms.items() if refused}
    if "amount_out" in request.query_params:
        opened |= {"covered-rows", "instalment-rows"}
    offered = _choices(words, on_file, about_me["place"])
    present = situation.form_of(said, today) if about else _settings_of(me)
    page = YouPage(
        handle=me.handle,
        form=form or _settings_of(me),
        languages=offered["language"],
        currencies=offered["currency"],
        situation=about_me,
        places=offered["place"],
        covers=offered["cover"],
        filing_statuses=offered["filing"],
        health_bases=offered["basis"],
        groups=offered["group"],
        covered=situation_rows.covered_rows(said, today, words, covered),
        instalments=situation_rows.instalment_rows(said, today, words, on_file, instalment),
        currency=me.currency,
        campaign=_campaign(database, me),
        is_kept=is_kept(database, me),
        is_last_way=is_last_way(database, me),
        is_organizer=organizers.find(database, me.id) is not None,
        opened=frozenset(opened),
        stale=_both_versions(about or form or Form(), both, present, offered, words) if both else (),
        stale_form="situation-form" if about else "account-form",
        leave=(about or form or Form())[LEAVE],
        status=status,
        undo=undo,
    )
    shown = (page.form, page.situation, page.covered.form, page.instalments.form)
    problems = {name: problem for one in shown for name, problem in one.problems.items()}
    return render(
        request,
        "you/you.html",
        page,
        viewer=me,
        tab="you",
        problems=problems,
        status=CONFLICT if both else 200,
    )


def _choices(words: Language, on_file: Parameters, place: str) -> dict[str, Options]:
    """What may be chosen in the fields of both forms."""
    return {
        "language": [(code, name) for code, (name, _) in LANGUAGES.items()],
        "currency": [(code, f"{code}, {words.currency_name(code)}") for code in CURRENCIES],
        "unverified_allowed": [("yes", words("Yes")), ("", words("No"))],
        "place": situation.places(words, on_file, place),
        "cover": options(situation.COVERS, words),
        "filing": options(situation.FILING_STATUSES, words),
        "basis": options(HEALTH_BASES, words),
        "group": options(GROUPS, words),
    }


def _both_versions(
    form: Form, meeting: Meeting, present: Form, offered: dict[str, Options], words: Language
) -> tuple[Difference, ...]:
    labels = {**situation.LABELS, **LABELS}
    asked = {name: label for name, label in labels.items() if name in meeting.both}
    return differences(form, present.values, asked, offered, words)


def _status(request: Request, words: Language) -> tuple[str, str]:
    """What was just done, and the address that undoes it."""
    if situation_id := uuid_of(request.query_params.get("amount_out", "")):
        return words("Taken out."), f"/you/situation/{situation_id}/restore"
    said = {
        "handle": N_("You have a new handle."),
        "settings": N_("Saved."),
        "situation": N_("Saved. The numbers that use it are new."),
    }
    return words(said.get(request.query_params.get("saved", ""), "")), ""


def _campaign(database: Connection, me: WriterPublic) -> str:
    """The name of the campaign she is in; nothing where she is in none."""
    present = enrolments.current(database, me.id)
    return campaigns.by_id(database, present.campaign_id).name if present else ""


def _settings_of(me: WriterPublic) -> Form:
    form = Form(
        {
            "language": me.language,
            "zone": me.zone,
            "currency": me.currency,
            "unverified_allowed": "yes" if me.unverified_allowed else "",
        }
    )
    return with_marks(form, LABELS)
