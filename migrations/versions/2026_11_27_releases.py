"""Releases: results of periods, versions, files, and builds under way. What is released is never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_releases"
down_revision = "2026_11_27_campaigns"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
STATES = ("waiting", "reading", "protecting", "too_few", "refused", "failed")
#: What is never changed -> what says that a row is there already: `INSERT OR REPLACE` takes the old row out and
#: asks no trigger that is about changes.
IMMUTABLE = {
    "period_result": (
        "EXISTS (SELECT 1 FROM period_result WHERE campaign_id = NEW.campaign_id AND starts_on = NEW.starts_on)"
    ),
    "release": "EXISTS (SELECT 1 FROM release WHERE id = NEW.id OR (campaign_id = NEW.campaign_id"
    " AND starts_on = NEW.starts_on AND number = NEW.number))",
    "release_file": "EXISTS (SELECT 1 FROM release_file WHERE release_id = NEW.release_id"
    " AND language = NEW.language AND name = NEW.name)",
}
VERSIONS = {"rules_version": 20, "programme_version": 20, "code_version": 60}
ACTIONS = (
    *("make_organizer", "create_campaign", "amend_campaign", "close_campaign", "hand_over_campaign"),
    *("delete_campaign", "set_role", "remove_member", "make_invite", "pause_invite", "resume_invite"),
    *("revoke_invite", "make_codes", "revoke_codes"),
)
NEW_ACTIONS = ("ask_for_release", "release", "download_release")


def upgrade() -> None:
    _make_result()
    _make_release()
    _make_build()
    for table in IMMUTABLE:
        _refuse_changes(table)
    _allow_actions(*ACTIONS, *NEW_ACTIONS)


def downgrade() -> None:
    for table in ("release_build", "release_file", "release", "period_result"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_release()")
    # The log keeps what it says of releases, and with it the words for that: nobody takes an event out.


def _make_result() -> None:
    op.create_table(
        "period_result",
        _id("campaign_id"),
        _day("starts_on"),
        _day("ends_on"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
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
    if op.get_bind().dialect.name == "sqlite":
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


def _allow_actions(*actions: str) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, and its triggers."""
    listed = ", ".join(f"'{word}'" for word in actions)
    with op.batch_alter_table("audit_event", copy_from=_audit_event()) as table:
        table.drop_constraint(op.f("ck_audit_event_action"), type_="check")
        table.create_check_constraint(op.f("ck_audit_event_action"), f"action IN ({listed})")
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_event_{what.lower()} BEFORE {what} ON audit_event"
                " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
            )


def _audit_event() -> sa.Table:
    """The table as SQLite has it."""
    listed = ", ".join(f"'{word}'" for word in ACTIONS)
    return sa.Table(
        "audit_event",
        sa.MetaData(),
        _id("id"),
        *(sa.Column(name, sa.Uuid()) for name in ("campaign_id", "actor_id")),
        _text("action"),
        _day("happened_on"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.CheckConstraint(f"action IN ({listed})", name=op.f("ck_audit_event_action")),
        sa.Index(op.f("ix_audit_event_campaign_id"), "campaign_id"),
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
