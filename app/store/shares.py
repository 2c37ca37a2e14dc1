"""Share links: made, listed, changed, paused, ended at once, and found by the hash of what opens them.

What opens no dashboard is not there, whatever the reason: one query, whose conditions the database looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, case, delete, func, null, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Secret, ShareLink, Writer, table_of
from app.records.session import SecretKind
from app.records.share_link import ShareChoices, ShareFields, SharePublic
from app.records.writer import WriterPublic
from app.store import quotas
from app.store.rows import insert_new
from app.tokens import hash_of, new_token, uuid4
from reports.wording import N_

MOST = 50
FULL = N_("You have many links already. End one first.")
LONGEST_COUNT = 1_000_000

_TABLE = table_of(ShareLink)
_SECRETS = table_of(Secret)
_WRITERS = table_of(Writer)
_SAID = (*ShareFields.model_fields, "id", "revision", "created_on", "expires_at", "is_paused")
_SHOWN = (*_SAID, "last_opened_on", "opened_count", "parts", "framed_by")


@dataclass(frozen=True, slots=True)
class New:
    """What a new link has beside its choices."""

    days: int
    frozen: Mapping[str, Any] | None = None
    passphrase_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A link and what opens it, this once."""

    share: SharePublic
    secret: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address opens: whose log, which link, and what only its own page needs."""

    writer: WriterPublic
    share: SharePublic
    passphrase_hash: str | None


def make(
    connection: Connection, viewer: Viewer, choices: ShareChoices, new: New, share_id: UUID | None = None
) -> Made | None:
    """Make a link; its secret is in the answer and nowhere else. None when this id was made already."""
    share_id = share_id or uuid4()
    if find(connection, viewer, share_id) is None and not has_room(connection, viewer):
        raise errors.Invalid(FULL)
    row = {
        **_columns(choices),
        "writer_id": viewer,
        "id": share_id,
        "revision": 1,
        "frozen": _json(new.frozen),
        "passphrase_hash": new.passphrase_hash,
        "framed_by": "",
        "created_on": clock.now().date(),
        "expires_at": end_after(new.days),
        "is_paused": False,
        "ended_at": None,
        "last_opened_on": None,
        "opened_count": 0,
    }
    added = connection.execute(insert_new(connection, _TABLE).values(**row).returning(_TABLE.c.id)).first()
    if added is None:
        return None
    quotas.refuse_beyond(connection, viewer, _TABLE)  # those that have ended stay on file
    return Made(
        get(connection, viewer, share_id), _keep_secret(connection, viewer, share_id, SecretKind.SHARE)
    )


def end_after(days: int) -> datetime:
    """When a link ends that works for so many days from now, to the minute: a finer time is of no use to anybody."""
    return clock.now().replace(second=0, microsecond=0) + timedelta(days=days)


def list_all(connection: Connection, viewer: Viewer) -> list[SharePublic]:
    """The viewer's links that were not ended by her, the newest first; those past their day are among them."""
    query = _select(viewer).order_by(_TABLE.c.created_on.desc(), _TABLE.c.id)
    return [_public(row) for row in connection.execute(query).mappings().all()]


def has_any(connection: Connection, viewer: Viewer) -> bool:
    """Whether one of the viewer's links opens something now."""
    opens = _TABLE.c.is_paused.is_(False) & (_TABLE.c.expires_at > clock.now())
    return connection.execute(_select(viewer).where(opens).limit(1)).first() is not None


def has_room(connection: Connection, viewer: Viewer) -> bool:
    """Whether one more may be made."""
    mine = (_TABLE.c.writer_id == viewer) & _TABLE.c.ended_at.is_(None)
    return connection.execute(select(func.count()).select_from(_TABLE).where(mine)).scalar_one() < MOST


def find(connection: Connection, viewer: Viewer, share_id: UUID) -> SharePublic | None:
    """One link of the viewer's; None where she has none of this id, or ended it."""
    row = connection.execute(_select(viewer).where(_TABLE.c.id == share_id)).mappings().one_or_none()
    return None if row is None else _public(row)


def get(connection: Connection, viewer: Viewer, share_id: UUID) -> SharePublic:
    """One link of the viewer's; somebody else's is not there."""
    found = find(connection, viewer, share_id)
    if found is None:
        raise errors.NotFound
    return found


def change(
    connection: Connection,
    viewer: Viewer,
    share_id: UUID,
    revision: int,
    choices: ShareChoices,
    **more: Any,
) -> SharePublic:
    """Change a link as it was at `revision`; `more` are columns by name, and what is not given stays."""
    wanted = {**_columns(choices), **more}
    if "frozen" in wanted:
        wanted["frozen"] = _json(wanted["frozen"])
    mine = _is(viewer, share_id) & (_TABLE.c.revision == revision)
    changed = connection.execute(
        update(_TABLE).where(mine).values(**wanted, revision=_TABLE.c.revision + 1)
    ).rowcount
    present = get(connection, viewer, share_id)
    if not changed:
        raise errors.Stale
    return present


def pause(connection: Connection, viewer: Viewer, share_id: UUID, *, paused: bool) -> SharePublic:
    """Let a link open nothing for now, or let it open again; where it is so already nothing changes."""
    other = _is(viewer, share_id) & _TABLE.c.is_paused.is_(not paused)
    connection.execute(update(_TABLE).where(other).values(is_paused=paused, revision=_TABLE.c.revision + 1))
    return get(connection, viewer, share_id)


def pause_all(connection: Connection, viewer: Viewer) -> None:
    """Let none of the viewer's links open anything until she says so."""
    mine = (_TABLE.c.writer_id == viewer) & _TABLE.c.ended_at.is_(None) & _TABLE.c.is_paused.is_(False)
    connection.execute(update(_TABLE).where(mine).values(is_paused=True, revision=_TABLE.c.revision + 1))


def revoke(connection: Connection, viewer: Viewer, share_id: UUID) -> None:
    """End a link at once and for good; what it showed is gone, and of itself only its days stay."""
    known = (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == share_id)
    if connection.execute(select(_TABLE.c.id).where(known)).first() is None:
        raise errors.NotFound
    _drop_secrets(connection, viewer, share_id, SecretKind.SHARE, SecretKind.EMBED)
    ended = datetime.combine(clock.now().date(), datetime.min.time(), UTC)
    connection.execute(
        update(_TABLE)
        .where(_is(viewer, share_id))
        .values(ended_at=ended, frozen=null(), passphrase_hash=None, framed_by="")
    )


def let_frame(connection: Connection, viewer: Viewer, share_id: UUID, origins: tuple[str, ...]) -> str:
    """Let these origins show a link in a frame, and nobody else; the secret of the embed, which is new each time."""
    stop_framing(connection, viewer, share_id)
    connection.execute(update(_TABLE).where(_is(viewer, share_id)).values(framed_by=" ".join(origins)))
    return _keep_secret(connection, viewer, share_id, SecretKind.EMBED)


def stop_framing(connection: Connection, viewer: Viewer, share_id: UUID) -> None:
    """Let nobody show a link in a frame any more."""
    get(connection, viewer, share_id)
    _drop_secrets(connection, viewer, share_id, SecretKind.EMBED)
    connection.execute(
        update(_TABLE).where(_is(viewer, share_id)).values(framed_by="", revision=_TABLE.c.revision + 1)
    )


def opened_by(connection: Connection, token: str, kind: SecretKind = SecretKind.SHARE) -> Opened | None:
    """What a secret opens now; None, after the same work, when it is unknown, paused, past its day or ended."""
    writer = [_WRITERS.c[name].label(f"writer_{name}") for name in WriterPublic.model_fields]
    of_link = (_TABLE.c.writer_id == _SECRETS.c.writer_id) & (_TABLE.c.id == _SECRETS.c.row_id)
    query = (
        select(*_columns_shown(), *writer)
        .select_from(_SECRETS.join(_TABLE, of_link).join(_WRITERS, _WRITERS.c.id == _SECRETS.c.writer_id))
        .where(
            _SECRETS.c.hash == hash_of(token),
            _SECRETS.c.kind == kind.value,
            _TABLE.c.ended_at.is_(None),
            _TABLE.c.is_paused.is_(False),
            _TABLE.c.expires_at > clock.now(),
        )
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    whose = WriterPublic.model_validate({name: row[f"writer_{name}"] for name in WriterPublic.model_fields})
    return Opened(whose, _public(row), row["passphrase_hash"])


def frozen_of(connection: Connection, viewer: Viewer, share_id: UUID) -> Mapping[str, Any] | None:
    """The copy that a frozen link shows, by language; None where it has none."""
    copy: Mapping[str, Any] | None = connection.execute(
        select(_TABLE.c.frozen).where(_is(viewer, share_id))
    ).scalar_one_or_none()
    return copy


def note_opening(connection: Connection, viewer: Viewer, share_id: UUID, on: date, times: int = 1) -> None:
    """Count how often a link was opened, and note the last day: nothing else is known of who opened it."""
    last = _TABLE.c.last_opened_on
    connection.execute(
        update(_TABLE)
        .where(_is(viewer, share_id), _TABLE.c.created_on <= on, _TABLE.c.opened_count < LONGEST_COUNT)
        .values(
            opened_count=_TABLE.c.opened_count + times,
            last_opened_on=case((func.coalesce(last, _TABLE.c.created_on) <= on, on), else_=last),
        )
    )


def _select(viewer: Viewer) -> Select[Any]:
    return select(*_columns_shown()).where(_TABLE.c.writer_id == viewer, _TABLE.c.ended_at.is_(None))


def _columns_shown() -> list[ColumnElement[Any]]:
    """All but the copy of a frozen link, which is long: whether there is one is enough."""
    is_frozen: ColumnElement[Any] = _TABLE.c.frozen.is_not(null()).label("is_frozen")
    return [*(_TABLE.c[name] for name in (*_SHOWN, "passphrase_hash")), is_frozen]


def _public(row: RowMapping) -> SharePublic:
    said = {name: row[name] for name in _SAID}
    return SharePublic(
        **said,
        last_opened_on=row["last_opened_on"],
        opened_count=row["opened_count"],
        parts=tuple(row["parts"].split()),
        framed_by=tuple(row["framed_by"].split()),
        has_passphrase=row["passphrase_hash"] is not None,
        is_frozen=bool(row["is_frozen"]),
    )


def _columns(choices: ShareChoices) -> dict[str, Any]:
    said = choices.model_dump(exclude={"parts"}, mode="python")
    return {**said, "amounts": str(choices.amounts), "parts": " ".join(choices.parts)}


def _json(frozen: Mapping[str, Any] | None) -> Any:
    """JSON's own null is a value; a link that is not frozen has none."""
    return null() if frozen is None else dict(frozen)


def _is(viewer: Viewer, share_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == share_id) & _TABLE.c.ended_at.is_(None)


def _keep_secret(connection: Connection, viewer: Viewer, share_id: UUID, kind: SecretKind) -> str:
    secret = new_token()
    connection.execute(
        _SECRETS.insert(),
        {
            "hash": hash_of(secret),
            "kind": kind.value,
            "writer_id": viewer,
            "row_id": share_id,
            "expires_at": None,
        },
    )
    return secret


def _drop_secrets(connection: Connection, viewer: Viewer, share_id: UUID, *kinds: SecretKind) -> None:
    connection.execute(
        delete(_SECRETS).where(
            _SECRETS.c.writer_id == viewer,
            _SECRETS.c.row_id == share_id,
            _SECRETS.c.kind.in_([kind.value for kind in kinds]),
        )
    )
