"""Four more facts a writer may give: what health cover is counted at, the staff she is compared with, the guild's
threshold as she knows it, and instalments paid.

On the way down the rows of these facts go: the words for them are gone too.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_more_facts"
down_revision = "2026_11_26_tasks_in_order"
branch_labels = None
depends_on = None

BEFORE = (
    "place_of_work", "w2_wages", "covered_earnings", "health_cover", "own_premium", "hours_wanted",
    "filing_status",
)  # fmt: skip
NEW = ("health_basis", "occupation_group", "guild_threshold", "instalment_paid")
NAME = "ck_situation_fact"


def upgrade() -> None:
    _allow(BEFORE + NEW, instead_of=BEFORE)


def downgrade() -> None:
    situation = sa.table("situation", sa.column("fact", sa.String()))
    op.execute(situation.delete().where(situation.c.fact.in_(NEW)))
    _allow(BEFORE, instead_of=BEFORE + NEW)


def _allow(words: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, from what it is before."""
    with op.batch_alter_table("situation", copy_from=_situation(instead_of)) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), _rule(words))


def _rule(words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"fact IN ({listed})"


def _situation(words: Sequence[str]) -> sa.Table:
    """The table as SQLite has it."""
    return sa.Table(
        "situation",
        sa.MetaData(),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.String(32)),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("import_id", sa.Uuid()),
        sa.Column("source_key", sa.String(200)),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("value", sa.String(120)),
        sa.Column("amount_minor", sa.BigInteger()),
        sa.Column("currency", sa.String(3)),
        sa.PrimaryKeyConstraint("writer_id", "id", name="pk_situation"),
        sa.UniqueConstraint("writer_id", "source_key", name="uq_situation_writer_id_source_key"),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name="fk_situation_writer_id"),
        sa.ForeignKeyConstraint(
            ["writer_id", "import_id"],
            ["import_batch.writer_id", "import_batch.id"],
            name="fk_situation_writer_id_import_id",
        ),
        sa.CheckConstraint("revision >= 1", name="ck_situation_revision"),
        sa.CheckConstraint(
            "source IN ('timer', 'same_day', 'from_memory', 'import', 'api')", name="ck_situation_source"
        ),
        sa.CheckConstraint(_rule(words), name=NAME),
        sa.CheckConstraint("starts_on <= ends_on", name="ck_situation_ends_on_order"),
        sa.CheckConstraint(
            "typeof(amount_minor) IN ('integer', 'null')", name="ck_situation_amount_minor_whole"
        ),
        sa.Index("ix_situation_writer_id_starts_on", "writer_id", "starts_on"),
    )
