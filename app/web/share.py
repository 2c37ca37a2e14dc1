"""Share: choose what others see, look at it as they do, make the link; and the links there are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock, errors
from app.database import Connection
from app.http import papers
from app.http.deps import CurrentSettings, Database, OnFile
from app.http.openings import openings_of
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.http.sharing import (
    changes_of,
    dashboard,
    embed_address,
    link_dashboard,
    name_of,
    named,
    new_of,
    newest_first,
    share_address,
)
from app.language import Language, for_code
from app.records.share_link import Detail, SharePublic
from app.records.writer import WriterPublic
from app.store import shares
from app.web import share_form
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import Options
from app.web.realpay import ENOUGH_ENTRIES
from app.web.realpay_filters import Choice
from app.web.rendering import go_to, render, words_for
from app.web.share_form import Switch
from app.web.shared_view import View, view_of
from reports.documents.card import card_alt, card_of
from reports.parameters import Parameters
from reports.sharing import SharedDashboard
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/share")

CHANGED = N_("This link was changed elsewhere in the meantime. Here it is as it is now.")
#: So many parts of a link are named in the list.
FEW_PARTS = 2
FRAME_TITLE = N_("What an hour of AI-training work paid")
SAID = {
    "paused": N_("Paused. It opens nothing until you resume it."),
    "resumed": N_("It works again."),
    "ended": N_("Ended. It opens nothing from now on."),
    "saved": N_("Saved."),
    "unframed": N_("No site shows it any more."),
}


@dataclass(frozen=True, slots=True)
class SharePage:
    """The form beside what others would see; a link there is has `share`, one just made its address."""

    form: Form
    action: str
    parts: tuple[Switch, ...]
    amounts: Options
    switches: tuple[Switch, ...]
    lifetimes: Options
    frozen: Options
    period: str
    preview: View | None
    share: SharePublic | None
    row: LinkRow | None
    picture: Picture | None
    status: str


@dataclass(frozen=True, slots=True)
class MadePage:
    """A link just made, which is shown this once."""

    address: str
    ends: str
    has_passphrase: bool
    edit: str
    iframe: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The card of a link: where it is, and words for it."""

    wide: str
    tall: str
    alt: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of the list, in words."""

    id: UUID
    name: str
    parts: str
    shows: str
    opened: str
    state: str
    is_paused: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The links there are."""

    rows: list[LinkRow]
    status: str


@router.get("")
def show(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The form and what others would see; of a log with too little in it, what is missing."""
    if report_of(database, me, on_file).task_count < ENOUGH_ENTRIES:
        return render(request, "share/empty.html", viewer=me, tab="real_pay")
    form = share_form.new_form(Choice.of(request.query_params), clock.today(me.zone))
    return _page(request, database, me, on_file, form)


@router.post("/preview")
def preview(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """The same page, with what others would see by what is chosen so far. Nothing is kept."""
    share_id = uuid_of(form["share"])
    share = shares.find(database, me.id, share_id) if share_id else None
    form.values["passphrase"] = ""  # it is of no use to a preview
    return _page(request, database, me, on_file, form, share=share)


@router.post("")
def make(
    request: Request,
    database: Database,
    me: SignedIn,
    on_file: OnFile,
    settings: CurrentSettings,
    *,
    form: SubmittedForm,
) -> Response:
    """Make a link and show it, this once; the same form again leads to the list only."""
    found = share_form.read(form, is_new=True)
    if found is not None and not shares.has_room(database, me.id):
        form.refuse([("part", shares.FULL)])
    if found is None or form.problems:
        return _page(request, database, me, on_file, form)
    new = new_of(database, me, on_file, found)
    choices = named(database, me, found.choices)
    made = shares.make(database, me.id, choices, new, uuid_of(form["id"]))
    if made is None:
        return go_to("/share/links")
    address = share_address(request, settings, made.secret)
    words = words_for(request, me)
    # Not what is kept for others: should this not be committed, the same form may make another link of this id.
    shown = dashboard(database, me, made.share, on_file, words)
    return _made(request, me, made.share, address, _picture(made.share, shown, words))


@router.get("/links")
def links(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """Every link there is."""
    words = words_for(request, me)
    said = next((words(SAID[name]) for name in SAID if name in request.query_params), "")
    openings = openings_of(request)
    found = (openings.with_these(me.id, share) for share in newest_first(shares.list_all(database, me.id)))
    page = LinksPage([_row(share, words) for share in found], said)
    return render(request, "share/links.html", page, viewer=me, tab="real_pay")


@router.get("/links/{share_id}.png")
def card(
    request: Request,
    share_id: UUID,
    database: Database,
    me: SignedIn,
    settings: CurrentSettings,
    *,
    on_file: OnFile,
) -> Response:
    """The card of a link as others get it, whether it opens anything just now or not."""
    share, words = shares.get(database, me.id, share_id), for_code(me.language)
    shown = link_dashboard(database, me, share, on_file, words)
    if shown is None:
        raise errors.NotFound
    return papers.card_image(card_of(shown, words, papers.wordmark(settings)), papers.size_asked(request))


@router.get("/links/{share_id}")
def edit(request: Request, share_id: UUID, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """One link, to be changed."""
    share = shares.get(database, me.id, share_id)
    return _page(request, database, me, on_file, _form_of(share, words_for(request, me)), share=share)


@router.post("/links/{share_id}")
def save(
    request: Request,
    share_id: UUID,
    database: Database,
    me: SignedIn,
    *,
    on_file: OnFile,
    settings: CurrentSettings,
    form: SubmittedForm,
) -> Response:
    """Change what a link shows, how long it works and which sites may show it; its address stays."""
    share = shares.get(database, me.id, share_id)
    found = share_form.read(form, is_new=False)
    sites = share_form.sites_in(form, share)
    if found is None or form.problems:
        return _page(request, database, me, on_file, form, share=share)
    if form["revision"] != str(share.revision):
        said = words_for(request, me)(CHANGED)
        return _page(
            request, database, me, on_file, _form_of(share, words_for(request, me)), share=share, status=said
        )
    more = changes_of(database, me, on_file, share, found)
    choices = named(database, me, found.choices, share)
    changed = shares.change(database, me.id, share_id, share.revision, choices, **more)
    if sites and (sites != share.framed_by or form["do"] == "frame"):
        secret = shares.let_frame(database, me.id, share_id, sites)
        return _made(request, me, changed, embed_address(request, settings, secret), None)
    if share.framed_by and not sites:
        shares.stop_framing(database, me.id, share_id)
        return go_to("/share/links?unframed=yes")
    return go_to("/share/links?saved=yes")


@router.post("/links/{share_id}/pause")
def pause(share_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let a link open nothing for now."""
    shares.pause(database, me.id, share_id, paused=True)
    return go_to("/share/links?paused=yes")


@router.post("/links/{share_id}/resume")
def resume(share_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let it open again."""
    shares.pause(database, me.id, share_id, paused=False)
    return go_to("/share/links?resumed=yes")


@router.post("/links/{share_id}/revoke")
def revoke(share_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """End a link at once."""
    shares.revoke(database, me.id, share_id)
    return go_to("/share/links?ended=yes")


@router.get("/links/{share_id}/embed")
def embed(share_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Where the sites that may show a link are chosen: on its page, with all else that can be changed."""
    shares.get(database, me.id, share_id)
    return go_to(f"/share/links/{share_id}#origins")


def _page(
    request: Request,
    database: Connection,
    me: WriterPublic,
    on_file: Parameters,
    form: Form,
    *,
    share: SharePublic | None = None,
    status: str = "",
) -> HTMLResponse:
    words = words_for(request, me)
    chosen = share_form.choices_to_look_at(form)
    seen = openings_of(request).with_these(me.id, share) if share else None
    shown = link_dashboard(database, me, share, on_file, words) if share else None
    page = SharePage(
        form=form,
        action=f"/share/links/{share.id}" if share else "/share",
        parts=share_form.parts_of(form, words),
        amounts=share_form.amounts_options(words),
        switches=share_form.switches_of(form, words),
        lifetimes=share_form.lifetimes(words, is_new=share is None),
        frozen=share_form.frozen_options(words),
        period=_period(form, words),
        preview=view_of(dashboard(database, me, chosen, on_file, words), words) if chosen else None,
        share=share,
        row=_row(seen, words) if seen else None,
        picture=_picture(share, shown, words) if share and shown else None,
        status=status,
    )
    return render(request, "share/share.html", page, viewer=me, tab="real_pay", problems=form.problems)


def _form_of(share: SharePublic, words: Language) -> Form:
    """The form of a link, with the name that the list has for it where it has any but its day."""
    form = share_form.form_of(share)
    if share.label:
        form.values["label"] = name_of(share, words)
    return form


def _period(form: Form, words: Language) -> str:
    start, end = share_form.days_in(form)
    return words.days(start, end) if start and end else ""


def _made(
    request: Request, me: WriterPublic, share: SharePublic, address: str, picture: Picture | None
) -> HTMLResponse:
    """An address just made: of a link with its picture, or of a frame, which has none."""
    words = words_for(request, me)
    iframe = (
        f'<iframe src="{address}" title="{words(FRAME_TITLE)}" width="100%" height="1200"'
        ' loading="lazy" referrerpolicy="no-referrer" style="border:0"></iframe>'
    )
    page = MadePage(
        address=address,
        ends=words.day(share.expires_at.date()),
        has_passphrase=share.has_passphrase,
        edit=f"/share/links/{share.id}",
        iframe="" if picture else iframe,
        picture=picture,
    )
    return render(request, "share/made.html", page, viewer=me, tab="real_pay")


def _picture(share: SharePublic, shown: SharedDashboard, words: Language) -> Picture:
    """The card of a link; without its words while amounts are hidden: dots are not what others get."""
    address = f"/share/links/{share.id}.png"
    alt = "" if words.hides_amounts else card_alt(card_of(shown, words), words)
    return Picture(address, f"{address}?size=tall", alt)


def _row(share: SharePublic, words: Language) -> LinkRow:
    is_over = share.expires_at <= clock.now()
    day = words.day(share.expires_at.date())
    opened = (
        words.plural(
            "Opened {count} time, last on {day}",
            "Opened {count} times, last on {day}",
            share.opened_count,
            day=words.day(share.last_opened_on),
        )
        if share.last_opened_on
        else words(N_("Not opened yet"))
    )
    state = (
        words(N_("Over since {day}"), day=day)
        if is_over
        else words(N_("Paused"))
        if share.is_paused
        else words(N_("Works until {day}"), day=day)
    )
    return LinkRow(
        id=share.id,
        name=name_of(share, words),
        parts=_parts(share, words),
        shows=_shows(share, words),
        opened=opened,
        state=state,
        is_paused=share.is_paused,
        is_over=is_over,
    )


def _parts(share: SharePublic, words: Language) -> str:
    """What is in it, in a line: the first parts by name, of the others how many."""
    names = [words(share_form.PART_NAMES[part]) for part in share.parts if part in share_form.PART_NAMES]
    rest = len(names) - FEW_PARTS
    said = [_lower(name) for name in names[:FEW_PARTS]]
    if rest > 0:
        said.append(words(N_("{count} more"), count=rest))
    return _upper("; ".join(said))


def _shows(share: SharePublic, words: Language) -> str:
    """How much it tells, in a line."""
    said = [words(share_form.AMOUNTS_SAID[share.amounts])]
    hidden = share_form.NAMED if share.amounts == Detail.RATIOS else ()
    said += [
        words(sentence)
        for name, sentence in share_form.TOLD.items()
        if getattr(share, name) and name not in hidden
    ]
    return _upper(", ".join(said))


def _upper(line: str) -> str:
    return line[:1].upper() + line[1:]


def _lower(line: str) -> str:
    return line[:1].lower() + line[1:]
