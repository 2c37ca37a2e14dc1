"""Coverage by platform, an event for an organizer who is one no more, and an audit log that nothing replaces.

`INSERT OR REPLACE` removes a row of SQLite without its triggers for changes: one more refuses a row that is there. On
PostgreSQL an insert that would change a row is a change, which is refused already.

On the way down events of the new kind go: the word for them is gone too.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_campaign_care"
down_revision = "2026_11_27_campaigns"
branch_labels = None
depends_on = None

BEFORE = (
    *("make_organizer", "create_campaign", "amend_campaign", "close_campaign", "hand_over_campaign"),
    *("delete_campaign", "set_role", "remove_member", "make_invite", "pause_invite", "resume_invite"),
    *("revoke_invite", "make_codes", "revoke_codes"),
)
NEW = ("remove_organizer",)
NAME = "ck_audit_event_action"


def upgrade() -> None:
    op.create_table(
        "platform_coverage",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.String(120), nullable=False),
        sa.Column("least_count", sa.Integer(), nullable=False),
        sa.Column("most_count", sa.Integer()),
        sa.PrimaryKeyConstraint("campaign_id", "platform", name=op.f("pk_platform_coverage")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_platform_coverage_campaign_id")
        ),
        sa.CheckConstraint("least_count >= 5", name=op.f("ck_platform_coverage_least_count_range")),
        sa.CheckConstraint("least_count <= most_count", name=op.f("ck_platform_coverage_most_count_order")),
    )
    _allow((*BEFORE, *NEW), instead_of=BEFORE)
    if _is_sqlite():
        _refuse_changes()
        _refuse_replacing()


def downgrade() -> None:
    event = sa.table("audit_event", sa.column("action", sa.String()))
    _let_change()
    op.execute(event.delete().where(event.c.action.in_(NEW)))
    _allow(BEFORE, instead_of=(*BEFORE, *NEW))
    _refuse_changes()
    op.drop_table("platform_coverage")


def _allow(words: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, without its triggers."""
    with op.batch_alter_table("audit_event", copy_from=_audit_event(instead_of)) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), _rule(words))


def _refuse_changes() -> None:
    if not _is_sqlite():
        op.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_unchanged")
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_event_{what.lower()} BEFORE {what} ON audit_event"
            " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
        )


def _refuse_replacing() -> None:
    # A row has a number of SQLite's own beside its id, by which it could be replaced as well.
    op.execute(
        "CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event"
        " WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR rowid = NEW.rowid)"
        " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
    )


def _let_change() -> None:
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
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid()) for name in ("campaign_id", "actor_id")),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
        sa.CheckConstraint(_rule(words), name=NAME),
        sa.Index("ix_audit_event_campaign_id", "campaign_id"),
    )
