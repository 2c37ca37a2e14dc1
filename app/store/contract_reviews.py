"""Contract reviews: what a writer says of a contract."""

from __future__ import annotations

from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.contract_review import ContractReviewCreate, ContractReviewPublic, ContractReviewUpdate
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("contract_reviews", ContractReviewPublic, by="reviewed_on")


def log(
    connection: Connection,
    viewer: Viewer,
    contract_review: ContractReviewCreate,
    *,
    source: Source = Source.SAME_DAY,
) -> ContractReviewPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, contract_review, source)


def list_for(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[ContractReviewPublic]:
    """All reviews of a contract, newest first."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.contract_id == contract_id, newest_first=True)


def get(connection: Connection, viewer: Viewer, contract_review_id: UUID) -> ContractReviewPublic:
    """One."""
    return _ROWS.get(connection, viewer, contract_review_id)


def amend(
    connection: Connection, viewer: Viewer, contract_review_id: UUID, change: ContractReviewUpdate
) -> ContractReviewPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, contract_review_id, change)


def withdraw(connection: Connection, viewer: Viewer, contract_review_id: UUID) -> ContractReviewPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, contract_review_id)


def restore(connection: Connection, viewer: Viewer, contract_review_id: UUID) -> ContractReviewPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, contract_review_id)
