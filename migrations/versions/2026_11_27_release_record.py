"""What a result was made by, which release an event is about, and one number less of hidden cells.

A result that was there before knows neither its rules nor its figures: it keeps `{}` and an empty digest. SQLite makes
each table again, and its triggers with it. On the way down `cells_attacked` is again what it was: `cells_hidden`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "2026_11_27_release_record"
down_revision = "2026_11_27_releases"
branch_labels = None
depends_on = None

ACTIONS = (
    *("make_organizer", "create_campaign", "amend_campaign", "close_campaign", "hand_over_campaign"),
    *("delete_campaign", "set_role", "remove_member", "make_invite", "pause_invite", "resume_invite"),
    *("revoke_invite", "make_codes", "revoke_codes", "remove_organizer"),
    *("ask_for_release", "release", "download_release"),
)
#: Which release an event is about -> how it is kept.
ABOUT: Mapping[str, Any] = {"starts_on": sa.Date(), "number": sa.Integer(), "file_name": sa.String(60)}
#: What a result was made by -> how it is kept, and what those have that were there before.
MADE_BY: Mapping[str, tuple[Any, str]] = {
    "rules": (sa.JSON(), "'{}'"),
    "parameters_digest": (sa.String(64), "''"),
}
ATTACKED: Mapping[str, tuple[Any, str]] = {"cells_attacked": (sa.Integer(), "cells_hidden")}
SAID = {"audit_event": "The audit log is never changed."}
SAID |= dict.fromkeys(("period_result", "release"), "A release is never changed.")
#: What says that a row is there already: `INSERT OR REPLACE` asks no trigger that is about changes.
IS_THERE = {
    "audit_event": "EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR rowid = NEW.rowid)",
    "period_result": (
        "EXISTS (SELECT 1 FROM period_result WHERE campaign_id = NEW.campaign_id AND starts_on = NEW.starts_on"
        " OR rowid = NEW.rowid)"
    ),
    "release": "EXISTS (SELECT 1 FROM release WHERE id = NEW.id OR (campaign_id = NEW.campaign_id"
    " AND starts_on = NEW.starts_on AND number = NEW.number) OR rowid = NEW.rowid)",
}
#: Of the audit log it has another name than of a release.
REPLACING = {"audit_event": "insert", "period_result": "replace", "release": "replace"}


def upgrade() -> None:
    with _altering(_audit_event()) as table:
        for name, kind in ABOUT.items():
            table.add_column(sa.Column(name, kind))
    _add("period_result", MADE_BY, _period_result)
    _drop(ATTACKED, _release)
    for name in SAID:
        _refuse_changes(name)


def downgrade() -> None:
    with _altering(_audit_event(*ABOUT.items())) as table:
        for name in ABOUT:
            table.drop_column(name)
    _drop(MADE_BY, _period_result)
    _add("release", ATTACKED, _release)
    for name in SAID:
        _refuse_changes(name)


Kept = Mapping[str, tuple[Any, str]]
Made = Callable[..., sa.Table]


def _altering(before: sa.Table) -> AbstractContextManager[BatchOperations]:
    how: Literal["always", "never"] = "always" if _is_sqlite() else "never"
    return op.batch_alter_table(before.name, recreate=how, copy_from=before)


def _add(name: str, columns: Kept, made: Made) -> None:
    """Columns of which each row has something: added, filled, and then required."""
    with _altering(made()) as table:
        for column, (kind, _) in columns.items():
            table.add_column(sa.Column(column, kind))
    filled = {column: sa.literal_column(value) for column, (_, value) in columns.items()}
    _guard(name, "DISABLE")
    op.execute(sa.table(name, *map(sa.column, filled)).update().values(**filled))
    _guard(name, "ENABLE")
    added = [(column, kind) for column, (kind, _) in columns.items()]
    with _altering(made(*added)) as table:
        for column, kind in added:
            table.alter_column(column, existing_type=kind, nullable=False)


def _drop(columns: Kept, made: Made) -> None:
    present = [(column, kind) for column, (kind, _) in columns.items()]
    with _altering(made(*present, nullable=False)) as table:
        for column in columns:
            table.drop_column(column)


def _guard(table: str, what: str) -> None:
    """PostgreSQL keeps the triggers of a table that is altered; SQLite has lost them by then."""
    if not _is_sqlite():
        op.execute(f"ALTER TABLE {table} {what} TRIGGER {table}_unchanged")


def _refuse_changes(table: str) -> None:
    if not _is_sqlite():
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_{what.lower()} BEFORE {what} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{SAID[table]}'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_{REPLACING[table]} BEFORE INSERT ON {table} WHEN {IS_THERE[table]}"
        f" BEGIN SELECT RAISE(ABORT, '{SAID[table]}'); END"
    )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


# The tables as SQLite has them, and columns that come or go.


def _audit_event(*more: tuple[str, Any]) -> sa.Table:
    listed = ", ".join(f"'{word}'" for word in ACTIONS)
    return sa.Table(
        "audit_event",
        sa.MetaData(),
        _id("id"),
        *(sa.Column(name, sa.Uuid()) for name in ("campaign_id", "actor_id")),
        sa.Column("action", sa.String(), nullable=False),
        _day("happened_on"),
        *_columns(more),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
        sa.CheckConstraint(f"action IN ({listed})", name="ck_audit_event_action"),
        sa.Index("ix_audit_event_campaign_id", "campaign_id"),
    )


def _period_result(*more: tuple[str, Any], nullable: bool = True) -> sa.Table:
    return sa.Table(
        "period_result",
        sa.MetaData(),
        _id("campaign_id"),
        *map(_day, ("starts_on", "ends_on")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        _day("computed_on"),
        *_columns(more, nullable=nullable),
        sa.PrimaryKeyConstraint("campaign_id", "starts_on", name="pk_period_result"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_period_result_campaign_id"),
    )


def _release(*more: tuple[str, Any], nullable: bool = True) -> sa.Table:
    return sa.Table(
        "release",
        sa.MetaData(),
        *map(_id, ("id", "campaign_id")),
        *map(_day, ("starts_on", "ends_on")),
        _number("number"),
        sa.Column("tables", sa.JSON(), nullable=False),
        _day("released_on"),
        _text("writers_band", 20),
        _number("smallest_group"),
        *(_text(name, 20) for name in ("rules_version", "programme_version")),
        _text("code_version", 60),
        *map(_number, ("cells_hidden", "columns_dropped")),
        *_columns(more, nullable=nullable),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.ForeignKeyConstraint(
            ["campaign_id", "starts_on"],
            ["period_result.campaign_id", "period_result.starts_on"],
            name="fk_release_campaign_id_starts_on",
        ),
        sa.UniqueConstraint(
            "campaign_id", "starts_on", "number", name="uq_release_campaign_id_starts_on_number"
        ),
        sa.CheckConstraint("number >= 1", name="ck_release_number_range"),
    )


def _columns(kept: Sequence[tuple[str, Any]], *, nullable: bool = True) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=nullable) for name, kind in kept]


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str, longest: int) -> sa.Column[object]:
    return sa.Column(name, sa.String(longest), nullable=False)
