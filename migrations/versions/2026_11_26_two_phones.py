"""What two phones and a program need: kept conflicts, idempotency keys, personal API tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_two_phones"
down_revision = "2026_11_26_more_facts"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
BEFORE = "kind IN ('session', 'one_use', 'recovery')"
SINCE = "kind IN ('session', 'one_use', 'recovery', 'api_token')"


def upgrade() -> None:
    op.create_table(
        "conflict",
        *_key_columns(),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("sent_revision", sa.Integer()),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("present_revision", sa.Integer(), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT),
        *_keys("conflict"),
    )
    op.create_index(op.f("ix_conflict_writer_id_row_id"), "conflict", ["writer_id", "row_id"])
    op.create_table(
        "idempotency_key",
        *_key_columns(),
        sa.Column("request_hash", sa.String(64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        *_keys("idempotency_key"),
    )
    op.create_index(op.f("ix_idempotency_key_writer_id_used_on"), "idempotency_key", ["writer_id", "used_on"])
    op.create_table(
        "api_token",
        *_key_columns(),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date()),
        sa.Column("ended_at", INSTANT),
        *_keys("api_token"),
        sa.CheckConstraint("scope IN ('read', 'write')", name=op.f("ck_api_token_scope")),
        sa.CheckConstraint("created_on <= last_used_on", name=op.f("ck_api_token_last_used_on_order")),
    )
    _open_to(SINCE, from_=BEFORE)


def downgrade() -> None:
    op.execute("DELETE FROM secret WHERE kind = 'api_token'")
    _open_to(BEFORE, from_=SINCE)
    for table in ("api_token", "idempotency_key", "conflict"):
        op.drop_table(table)


def _open_to(kinds: str, *, from_: str) -> None:
    """Another list of what a secret may open; SQLite makes the table again for it."""
    with op.batch_alter_table("secret", copy_from=_secret(from_), recreate="auto") as secret:
        secret.drop_constraint(op.f("ck_secret_kind"), type_="check")
        secret.create_check_constraint(op.f("ck_secret_kind"), sa.text(kinds))


def _secret(kinds: str) -> sa.Table:
    return sa.Table(
        "secret",
        sa.MetaData(),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid()),
        sa.Column("expires_at", INSTANT),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_secret")),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f("fk_secret_writer_id")),
        sa.CheckConstraint(kinds, name=op.f("ck_secret_kind")),
        sa.Index(op.f("ix_secret_writer_id"), "writer_id"),
    )


def _key_columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    )


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("writer_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f(f"fk_{table}_writer_id")),
    )
