"""Accounts: passkeys with their directory and challenges, leases of jobs, and the lock of a session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_accounts"
down_revision = "2026_11_26_two_phones"
branch_labels = None
depends_on = None

# Text of one width on SQLite, which would hand instants back without a zone.
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("credential", sa.String(1400), nullable=False),
        sa.Column("public_key", sa.String(4000), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date()),
        sa.PrimaryKeyConstraint("writer_id", "id", name=op.f("pk_passkey")),
        _belongs("passkey"),
        sa.CheckConstraint("sign_count >= 0", name=op.f("ck_passkey_sign_count_range")),
    )
    op.create_table(
        "passkey_directory",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("passkey_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_passkey_directory")),
        _belongs("passkey_directory"),
    )
    op.create_index(op.f("ix_passkey_directory_writer_id"), "passkey_directory", ["writer_id"])
    op.create_table(
        "challenge",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("writer_id", sa.Uuid()),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_challenge")),
        _belongs("challenge"),
    )
    op.create_index(op.f("ix_challenge_expires_at"), "challenge", ["expires_at"])
    op.create_table(
        "lease",
        sa.Column("job", sa.String(64), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_lease")),
    )
    with op.batch_alter_table("session", recreate=_again()) as session:
        session.add_column(sa.Column("locked_on", sa.Date()))


def downgrade() -> None:
    with op.batch_alter_table("session", recreate=_again()) as session:
        session.drop_column("locked_on")
    for table in ("lease", "challenge", "passkey_directory", "passkey"):
        op.drop_table(table)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f(f"fk_{table}_writer_id"))


def _again() -> str:
    """SQLite's table is made again, so that it reads as the tables say; PostgreSQL's is changed."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
