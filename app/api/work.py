"""What a phone says of work, done or going on: of which kind, where, and whether it is paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.api.refusals import refused
from app.database import Connection
from app.http import quick_log
from app.records.base import Body
from app.records.task import TaskPublic
from app.records.values import CountOrNone, NameOrNone
from app.records.writer import WriterPublic
from app.store import tasks
from reports.frames import UnpaidCategory
from reports.wording import N_

#: What a phone's clock may say; it can be decades wrong, and the ends of the calendar are no times.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(9000, 1, 1, tzinfo=UTC))
]
#: The fields that say of which kind work is, and where.
PLACE = frozenset({"contract_id", "platform_id", "kind"})


class WorkBody(Body):
    """What an entry and a timer have in common; `like` is an entry whose kind and place they take."""

    #: What a field decides beyond itself.
    goes_with: ClassVar[Mapping[str, Collection[str]]] = {}

    like: UUID | None = None
    contract_id: UUID | None = None
    platform: NameOrNone = None
    kind: NameOrNone = None
    is_paid: bool = True
    unpaid_category: UnpaidCategory | None = None
    units: CountOrNone = None

    def said(self) -> dict[str, Any]:
        """What it says, as JSON has it."""
        return self.model_dump(mode="json", exclude_unset=True)

    def names(self) -> set[str]:
        """The fields of a row that this says something of; a change leaves the rest as they are."""
        said = self.model_fields_set
        return said.union(*(self.goes_with.get(name, ()) for name in said))

    def names_place(self) -> bool:
        """Whether it says where the work was."""
        return not self.model_fields_set.isdisjoint({"like", "contract_id", "platform"})


def place_of(
    database: Connection,
    me: WriterPublic,
    body: WorkBody,
    day: date,
    made_for: UUID,
    *,
    may_make_contract: bool = True,
) -> dict[str, Any]:
    """Contract, platform and kind of work: what is said, else those of the entry it is like.

    The name of a platform stands for a contract where neither of them has a place.
    """
    kind = body.kind
    if body.like is not None and body.contract_id is None:
        like = _like(database, me, body.like, kind)
        kind = kind or (like.kind if like else None)
        if like is not None and (like.contract_id or like.platform_id):
            return {"contract_id": like.contract_id, "platform_id": like.platform_id, "kind": kind}
    platform = body.platform if may_make_contract else None
    contract_id = quick_log.contract_of(
        database, me, body.contract_id, platform=platform, kind=kind, day=day, made_for=made_for
    )
    return {"contract_id": contract_id, "platform_id": None, "kind": kind}


def _like(database: Connection, me: WriterPublic, task_id: UUID, kind: str | None) -> TaskPublic | None:
    """The entry that work is like; while it is still on the other phone, what was typed is enough."""
    found = tasks.find(database, me.id, task_id)
    if found is None and kind is None:
        raise refused(me, {"like": N_("That entry is not here. Say what it was instead.")})
    return found
