"""Builds of releases are tried so many times and no more, and say when they draw. On the way down what draws waits again."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_tries_of_a_build"
down_revision = "2026_11_27_release_record"
branch_labels = None
depends_on = None

BEFORE = ("waiting", "reading", "protecting", "too_few", "refused", "not_allowed", "failed")
AFTER = ("waiting", "reading", "protecting", "drawing", "too_few", "refused", "not_allowed", "failed")
STATE, TRIES = "ck_release_build_state", "ck_release_build_tries_range"


def upgrade() -> None:
    with op.batch_alter_table("release_build", copy_from=_release_build(BEFORE)) as table:
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint(op.f(STATE), type_="check")
        table.create_check_constraint(op.f(STATE), _rule(AFTER))
        table.create_check_constraint(op.f(TRIES), "tries >= 0")
    with op.batch_alter_table("release_build", copy_from=_release_build(AFTER, _tries("0"))) as table:
        table.alter_column("tries", server_default=None)


def downgrade() -> None:
    build = sa.table("release_build", sa.column("state", sa.String()))
    op.execute(build.update().where(build.c.state == "drawing").values(state="waiting"))
    with op.batch_alter_table("release_build", copy_from=_release_build(AFTER, _tries())) as table:
        table.drop_constraint(op.f(TRIES), type_="check")
        table.drop_column("tries")
        table.drop_constraint(op.f(STATE), type_="check")
        table.create_check_constraint(op.f(STATE), _rule(BEFORE))


def _rule(words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"state IN ({listed})"


def _tries(usually: str | None = None) -> tuple[sa.Column[int], sa.CheckConstraint]:
    return (
        sa.Column("tries", sa.Integer(), nullable=False, server_default=usually),
        sa.CheckConstraint("tries >= 0", name=TRIES),
    )


def _release_build(words: Sequence[str], more: Sequence[sa.schema.SchemaItem] = ()) -> sa.Table:
    """The table as SQLite has it."""
    return sa.Table(
        "release_build",
        sa.MetaData(),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("starts_on", "ends_on")),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("taken_until", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "starts_on", name="pk_release_build"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_release_build_campaign_id"),
        sa.CheckConstraint(_rule(words), name=STATE),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_release_build_percent_range"),
        *more,
    )
