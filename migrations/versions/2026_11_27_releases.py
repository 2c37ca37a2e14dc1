"""Releases: results of periods, versions, files, and builds under way. What is released is never changed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_releases"
down_revision = "2026_11_27_campaign_tokens"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
STATES = ("waiting", "reading", "protecting", "too_few", "refused", "not_allowed", "failed")
#: What is never changed -> what says that a row is there already: `INSERT OR REPLACE` takes the old row out and
#: asks no trigger that is about changes.
IMMUTABLE = {
    "period_result": (
        "EXISTS (SELECT 1 FROM period_result WHERE campaign_id = NEW.campaign_id AND starts_on = NEW.starts_on"
        " OR rowid = NEW.rowid)"
    ),
    "release": "EXISTS (SELECT 1 FROM release WHERE id = NEW.id OR (campaign_id = NEW.campaign_id"
    " AND starts_on = NEW.starts_on AND number = NEW.number) OR rowid = NEW.rowid)",
    "release_file": "EXISTS (SELECT 1 FROM release_file WHERE release_id = NEW.release_id"
    " AND language = NEW.language AND name = NEW.name OR rowid = NEW.rowid)",
}
VERSIONS = {"rules_version": 20, "programme_version": 20, "code_version": 60}
BEFORE = (
    *("make_organizer", "create_campaign", "amend_campaign", "close_campaign", "hand_over_campaign"),
    *("delete_campaign", "set_role", "remove_member", "make_invite", "pause_invite", "resume_invite"),
    *("revoke_invite", "make_codes", "revoke_codes", "remove_organizer"),
)
NEW = ("ask_for_release", "release", "download_release")
NAME = "ck_audit_event_action"


def upgrade() -> None:
    _make_result()
    _make_release()
    _make_build()
    for table in IMMUTABLE:
        _refuse_changes(table)
    _allow((*BEFORE, *NEW), instead_of=BEFORE)
    _refuse_changes_of_events()


def downgrade() -> None:
    for table in ("release_build", "release_file", "release", "period_result"):
        op.drop_table(table)
    if not _is_sqlite():
        op.execute("DROP FUNCTION refuse_change_of_release()")
    event = sa.table("audit_event", sa.column("action", sa.String()))
    _let_events_change()
    op.execute(event.delete().where(event.c.action.in_(NEW)))
    _allow(BEFORE, instead_of=(*BEFORE, *NEW))
    _refuse_changes_of_events()


def _make_result() -> None:
    op.create_table(
        "period_result",
        _id("campaign_id"),
        _day("starts_on"),
        _day("ends_on"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        _day("computed_on"),
        sa.PrimaryKeyConstraint("campaign_id", "starts_on", name=op.f("pk_period_result")),
        _points("period_result", "campaign_id", "campaign"),
    )


def _make_release() -> None:
    op.create_table(
        "release",
        *map(_id, ("id", "campaign_id")),
        *map(_day, ("starts_on", "ends_on")),
        _number("number"),
        sa.Column("tables", sa.JSON(), nullable=False),
        _day("released_on"),
        _text("writers_band", 20),
        _number("smallest_group"),
        *(_text(name, longest) for name, longest in VERSIONS.items()),
        *map(_number, ("cells_attacked", "cells_hidden", "columns_dropped")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.ForeignKeyConstraint(
            ["campaign_id", "starts_on"],
            ["period_result.campaign_id", "period_result.starts_on"],
            name=op.f("fk_release_campaign_id_starts_on"),
        ),
        sa.UniqueConstraint(
            "campaign_id", "starts_on", "number", name=op.f("uq_release_campaign_id_starts_on_number")
        ),
        _check("release", "number_range", "number >= 1"),
    )
    op.create_table(
        "release_file",
        _id("release_id"),
        _text("language", 10),
        _text("name", 60),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "language", "name", name=op.f("pk_release_file")),
        _points("release_file", "release_id", "release"),
    )


def _make_build() -> None:
    states = ", ".join(f"'{word}'" for word in STATES)
    op.create_table(
        "release_build",
        _id("campaign_id"),
        *map(_day, ("starts_on", "ends_on")),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        _text("state"),
        _number("percent"),
        sa.Column("taken_until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "starts_on", name=op.f("pk_release_build")),
        _points("release_build", "campaign_id", "campaign"),
        _check("release_build", "state", f"state IN ({states})"),
        _check("release_build", "percent_range", "percent BETWEEN 0 AND 100"),
    )


def _refuse_changes(table: str) -> None:
    if _is_sqlite():
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{what.lower()} BEFORE {what} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'A release is never changed.'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} WHEN {IMMUTABLE[table]}"
            " BEGIN SELECT RAISE(ABORT, 'A release is never changed.'); END"
        )
        return
    if table == "period_result":
        op.execute(
            "CREATE FUNCTION refuse_change_of_release() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'A release is never changed.'; END $$"
        )
    op.execute(
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_release()"
    )


def _allow(words: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, without its triggers."""
    with op.batch_alter_table("audit_event", copy_from=_audit_event(instead_of)) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), _rule(words))


def _refuse_changes_of_events() -> None:
    """On PostgreSQL the triggers were never gone, unless events were let change."""
    if not _is_sqlite():
        op.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_unchanged")
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_event_{what.lower()} BEFORE {what} ON audit_event"
            " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event"
        " WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR rowid = NEW.rowid)"
        " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
    )


def _let_events_change() -> None:
    if not _is_sqlite():
        op.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_unchanged")
        return
    for what in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER audit_event_{what}")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _rule(words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"action IN ({listed})"


def _audit_event(words: Sequence[str]) -> sa.Table:
    """The table as SQLite has it."""
    return sa.Table(
        "audit_event",
        sa.MetaData(),
        _id("id"),
        *(sa.Column(name, sa.Uuid()) for name in ("campaign_id", "actor_id")),
        _text("action"),
        _day("happened_on"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
        sa.CheckConstraint(_rule(words), name=NAME),
        sa.Index("ix_audit_event_campaign_id", "campaign_id"),
    )


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str, longest: int | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.String(longest), nullable=False)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
