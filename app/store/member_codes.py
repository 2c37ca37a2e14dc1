"""Sheets of member codes. A code is its sheet's part, by which the campaign is found, and a part of its own.

So a page can show what a code is for without anybody looking whether that code is still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import CodeSheet, MemberCode, table_of
from app.records.audit_event import Action
from app.records.campaign import CampaignPublic
from app.records.member_code import FEWEST_CODES, MOST_CODES, CodeSheetPublic
from app.store import campaigns, invites, teams
from app.store.audit_events import carry_out
from app.tokens import hash_of, new_characters, read_characters, uuid4
from reports.wording import N_

#: 40 bits that a sheet's codes share, 60 of each code's own.
SHEET_PART, OWN_PART, GROUP = 8, 12, 4
WRONG_SIZE = N_("A sheet has {fewest} to {most} codes.")

_SHEETS = table_of(CodeSheet)
_CODES = table_of(MemberCode)


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet and its codes, this once."""

    sheet: CodeSheetPublic
    codes: tuple[str, ...]


def make_sheet(
    connection: Connection,
    viewer: Viewer,
    campaign_id: UUID,
    size: int = FEWEST_CODES,
    *,
    sheet_id: UUID | None = None,
) -> Printed:
    """Make a sheet of codes; they are in the answer and nowhere else. Of one `sheet_id` there is only one."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    if not FEWEST_CODES <= size <= MOST_CODES:
        raise errors.Invalid(WRONG_SIZE, fewest=FEWEST_CODES, most=MOST_CODES)
    invites.refuse_more(connection, campaign_id, _SHEETS, sheet_id)
    shared = new_characters(SHEET_PART)
    codes = [shared + new_characters(OWN_PART) for _ in range(size)]
    sheet = CodeSheetPublic(id=sheet_id or uuid4(), size=size, created_on=clock.now().date())
    row = {**sheet.model_dump(), "campaign_id": campaign_id, "hash": hash_of(shared)}
    hashed = [{"hash": hash_of(code), "sheet_id": sheet.id} for code in sorted(codes)]
    carry_out(
        connection,
        mine.event(Action.MAKE_CODES),
        insert(_SHEETS).values(**row),
        insert(_CODES).values(hashed),
    )
    return Printed(sheet, tuple(map(_in_groups, codes)))


def list_all(connection: Connection, viewer: Viewer, campaign_id: UUID) -> list[CodeSheetPublic]:
    """The sheets of a campaign, the newest first, whatever became of their codes."""
    teams.of_viewer(connection, viewer, campaign_id)
    query = (
        select(*(_SHEETS.c[name] for name in CodeSheetPublic.model_fields))
        .where(_SHEETS.c.campaign_id == campaign_id)
        .order_by(_SHEETS.c.created_on.desc(), _SHEETS.c.id)
    )
    return [CodeSheetPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def revoke_sheet(connection: Connection, viewer: Viewer, campaign_id: UUID, sheet_id: UUID) -> None:
    """Let no code of a sheet enrol anybody any more; how many were left is said to nobody."""
    mine = teams.who_may_edit(connection, viewer, campaign_id)
    this = (_SHEETS.c.id == sheet_id) & (_SHEETS.c.campaign_id == campaign_id)
    codes = delete(_CODES).where(_CODES.c.sheet_id.in_(select(_SHEETS.c.id).where(this)))
    _, gone = carry_out(connection, mine.event(Action.REVOKE_CODES), codes, delete(_SHEETS).where(this))
    if not gone.rowcount:
        raise errors.NotFound


def is_whole(typed: str) -> bool:
    """Whether something typed is as long as a code is."""
    return len(read_characters(typed)) == SHEET_PART + OWN_PART


def campaign_of(connection: Connection, typed: str) -> CampaignPublic | None:
    """The campaign a code's sheet is for; the code itself is not looked at."""
    shared = read_characters(typed)[:SHEET_PART]
    found = connection.execute(
        select(_SHEETS.c.campaign_id).where(_SHEETS.c.hash == hash_of(shared))
    ).scalar()
    return None if found is None else campaigns.by_id(connection, found)


def use(connection: Connection, typed: str) -> bool:
    """Whether a code enrols: it is gone in the statement that finds it, so of two at once one has it."""
    used = delete(_CODES).where(_CODES.c.hash == hash_of(read_characters(typed)))
    return bool(connection.execute(used).rowcount)


def _in_groups(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
