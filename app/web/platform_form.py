"""A platform of the writer's own: its name, what it is called in the shared catalogue, a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.database import Connection
from app.http.deps import Database
from app.http.notes import LOOK_AGAIN, looks_like_content
from app.http.owner import SignedIn
from app.records.platform import PlatformPublic, PlatformUpdate
from app.records.writer import WriterPublic
from app.store import platforms
from app.web.book import Book
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.undoing import UNDONE, changed, undo_of
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/work/platforms")

LABELS = {
    "name": N_("Name of the platform"),
    "catalogue_key": N_("Which one is it?"),
    "note": N_("Private note"),
}


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """One platform in the list."""

    id: UUID
    name: str
    about: str
    is_asked: bool  # which one of the catalogue it is


@dataclass(frozen=True, slots=True)
class PlatformsPage:
    """All platforms of the writer."""

    platforms: tuple[PlatformLine, ...]
    asks: bool
    status: str
    undo: str


@dataclass(frozen=True, slots=True)
class PlatformForm:
    """The form of a platform."""

    id: UUID
    revision: int
    form: Form
    labels: Mapping[str, str]
    catalogue: Options
    of_same_name: str
    status: str
    undo: str
    stale: tuple[Difference, ...]
    is_withdrawn: bool


@router.get("")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """All platforms, by name."""
    words, book = words_for(request, me), Book.of(database, me.id)
    counts: dict[UUID, int] = {}
    for contract in book.contracts.values():
        counts[contract.platform_id] = counts.get(contract.platform_id, 0) + 1
    undone = request.query_params.get("undone", "")
    can_say = bool(platforms.offered(database, me.id))
    lines = tuple(
        PlatformLine(
            row.id,
            row.name,
            words.plural("{count} contract", "{count} contracts", counts.get(row.id, 0)),
            can_say and row.catalogue_key is None,
        )
        for row in book.platforms.values()
    )
    page = PlatformsPage(
        lines,
        any(line.is_asked for line in lines),
        words("Taken out.") if undone else "",
        f"/work/platforms/{undone}/restore" if undone else "",
    )
    return render(request, "work/platforms.html", page, viewer=me, tab="work")


@router.get("/{platform_id}")
def edit(request: Request, platform_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a platform, filled in; with `?same=yes` the entry of its name is chosen, for her to save."""
    row = platforms.get(database, me.id, platform_id)
    same = platforms.of_same_name(database, me.id, row) if request.query_params.get("same") else None
    if same is None:
        return _render(request, row, database, me, Form(_values(row)))
    key, name = same
    return _render(
        request, row, database, me, Form({**_values(row), "catalogue_key": key}), of_same_name=name
    )


@router.post("/{platform_id}")
def amend(
    request: Request, platform_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Rename a platform, or say which one it is."""
    row = platforms.get(database, me.id, platform_id)
    name = form.text("name", required=N_("Give it a name. A code name is fine."))
    keys = [key for key, _ in platforms.offered(database, me.id)]
    key = form.choice("catalogue_key", [*keys, row.catalogue_key or ""])
    note, revision = form.lines("note"), form.whole("revision")
    same = platforms.named(database, me.id, name) if name else None
    if same is not None and same.id != row.id:
        form.refuse([("name", N_("You have a platform of this name already."))])
    change = None
    if not form.problems:
        change = form.make(PlatformUpdate, revision=revision, name=name, catalogue_key=key, note=note)
    if change is None:
        return _render(request, row, database, me, form)
    if change.revision != row.revision and not says_so_already(row, change):
        return _render(request, row, database, me, form, is_stale=True)
    if change.revision == row.revision:
        if row.withdrawn_at is not None:  # what she wrote survives that it was taken out
            row = platforms.restore(database, me.id, row.id)
            change = change.model_copy(update={"revision": row.revision})
        row = platforms.amend(database, me.id, row.id, change)
    saved = "note" if looks_like_content(row.note) else "platform"
    return go_to(f"/work/platforms/{row.id}?saved={saved}{changed('platforms', row)}")


@router.post("/{platform_id}/withdraw")
def withdraw(platform_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Take a platform without work out; it can be put back."""
    platforms.withdraw(database, me.id, platform_id)
    return go_to(f"/work/platforms?undone={platform_id}")


@router.post("/{platform_id}/restore")
def restore(platform_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a platform back."""
    platforms.restore(database, me.id, platform_id)
    return go_to(f"/work/platforms/{platform_id}")


def _values(row: PlatformPublic) -> dict[str, str]:
    return {"name": row.name, "catalogue_key": row.catalogue_key or "", "note": row.note or ""}


def _render(
    request: Request,
    row: PlatformPublic,
    database: Connection,
    me: WriterPublic,
    form: Form,
    *,
    is_stale: bool = False,
    of_same_name: str = "",
) -> HTMLResponse:
    words = words_for(request, me)
    listed = platforms.offered(database, me.id)
    if row.catalogue_key and row.catalogue_key not in dict(listed):
        # What she said once stays hers to keep, whatever became of the entry.
        names = dict(platforms.catalogue(database))
        listed.append((row.catalogue_key, names.get(row.catalogue_key, row.catalogue_key)))
    said = {"note": LOOK_AGAIN, "platform": N_("Saved."), "undone": UNDONE}.get(
        request.query_params.get("saved", ""), ""
    )
    page = PlatformForm(
        id=row.id,
        revision=row.revision if is_stale else form.whole("revision") or row.revision,
        form=form,
        labels={name: words(label) for name, label in LABELS.items()},
        catalogue=listed,
        of_same_name=of_same_name,
        status=words(said),
        undo=undo_of(request, database, me),
        stale=differences(form, _values(row), LABELS, {"catalogue_key": listed}, words) if is_stale else (),
        is_withdrawn=row.withdrawn_at is not None,
    )
    return render(
        request,
        "work/platform_form.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )
