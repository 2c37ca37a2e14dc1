"""A third scope of API tokens: campaigns, and nothing of a log. On the way down such tokens go."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_campaign_tokens"
down_revision = "2026_11_27_campaign_care"
branch_labels = None
depends_on = None

BEFORE = ("read", "write")
NEW = ("campaigns",)
NAME = "ck_api_token_scope"


def upgrade() -> None:
    _allow(BEFORE + NEW, instead_of=BEFORE)


def downgrade() -> None:
    token = sa.table("api_token", sa.column("id", sa.Uuid()), sa.column("scope", sa.String()))
    secret = sa.table("secret", sa.column("kind", sa.String()), sa.column("row_id", sa.Uuid()))
    ids = sa.select(token.c.id).where(token.c.scope.in_(NEW))
    op.execute(secret.delete().where(secret.c.kind == "api_token", secret.c.row_id.in_(ids)))
    op.execute(token.delete().where(token.c.scope.in_(NEW)))
    _allow(BEFORE, instead_of=BEFORE + NEW)


def _allow(words: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, from what it is before."""
    with op.batch_alter_table("api_token", copy_from=_api_token(instead_of)) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), _rule(words))


def _rule(words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"scope IN ({listed})"


def _api_token(words: Sequence[str]) -> sa.Table:
    """The table as SQLite has it."""
    return sa.Table(
        "api_token",
        sa.MetaData(),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date()),
        sa.Column("ended_at", sa.String(32)),
        sa.PrimaryKeyConstraint("writer_id", "id", name="pk_api_token"),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name="fk_api_token_writer_id"),
        sa.CheckConstraint(_rule(words), name=NAME),
        sa.CheckConstraint("created_on <= last_used_on", name="ck_api_token_last_used_on_order"),
    )
