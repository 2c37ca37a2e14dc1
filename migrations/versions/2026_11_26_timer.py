"""The timer that runs, and the questions a writer has put off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_timer"
down_revision = "2026_11_26_more_facts"
branch_labels = None
depends_on = None

# Text of one width on SQLite, which would hand instants back without a zone.
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
UNPAID = (
    "onboarding", "assessment", "training", "searching", "waiting", "admin", "unpaid_revision",
    "rejected_task", "over_time_limit",
)  # fmt: skip


def upgrade() -> None:
    listed = ", ".join(f"'{word}'" for word in UNPAID)
    op.create_table(
        "timer",
        *_columns(),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("platform_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(120), nullable=True),
        sa.Column("is_paid", sa.Boolean(), nullable=False),
        sa.Column("unpaid_category", sa.String(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("is_clock_doubtful", sa.Boolean(), nullable=False),
        sa.Column("touched_at", INSTANT, nullable=False),
        *_keys("timer"),
        *(
            _points("timer", column, table)
            for column, table in (("contract_id", "contract"), ("platform_id", "platform"))
        ),
        sa.CheckConstraint(f"unpaid_category IN ({listed})", name=op.f("ck_timer_unpaid_category")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_timer_units_range")),
    )
    op.create_index("ix_timer_writer_id_withdrawn_at", "timer", ["writer_id", "withdrawn_at"])
    op.create_table(
        "put_off",
        *_columns(),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        *_keys("put_off"),
        sa.CheckConstraint("topic IN ('payment', 'no_work', 'gap')", name=op.f("ck_put_off_topic")),
        sa.UniqueConstraint("writer_id", "topic", "key", name=op.f("uq_put_off_writer_id_topic_key")),
    )


def downgrade() -> None:
    op.drop_table("put_off")
    op.drop_index("ix_timer_writer_id_withdrawn_at", "timer")
    op.drop_table("timer")


def _columns() -> list[sa.Column]:
    return [
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
    ]


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("writer_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f(f"fk_{table}_writer_id")),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{table}_revision")),
    ]


def _points(table: str, column: str, target: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["writer_id", column],
        [f"{target}.writer_id", f"{target}.id"],
        name=op.f(f"fk_{table}_writer_id_{column}"),
    )
