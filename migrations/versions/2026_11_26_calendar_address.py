"""A private address for a writer's calendar, and the word for its secret.

The word joins those that the check has by now, whatever other revisions added to it before this one.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_calendar_address"
down_revision = "2026_11_26_accounts"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NAME, WORD = "ck_secret_kind", "calendar"


def upgrade() -> None:
    op.create_table(
        "calendar_address",
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("shows_names", sa.Boolean(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("writer_id", "id", name=op.f("pk_calendar_address")),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f("fk_calendar_address_writer_id")),
    )
    present = _present()
    _allow([*present, WORD], instead_of=present)


def downgrade() -> None:
    secret = sa.table("secret", sa.column("kind", sa.String()))
    op.execute(secret.delete().where(secret.c.kind == WORD))
    present = _present()
    _allow([word for word in present if word != WORD], instead_of=present)
    op.drop_table("calendar_address")


def _present() -> list[str]:
    """The words of the check as it stands in the database."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("secret")
    rule = next(check["sqltext"] for check in checks if check["name"] == NAME)
    return re.findall(r"'([a-z_]+)'", rule)


def _allow(words: list[str], *, instead_of: list[str]) -> None:
    """PostgreSQL changes the check; SQLite makes the table again, from what it is before."""
    with op.batch_alter_table("secret", copy_from=_secret(instead_of)) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), sa.text(_rule(words)))


def _rule(words: list[str]) -> str:
    return "kind IN ({})".format(", ".join(f"'{word}'" for word in words))


def _secret(words: list[str]) -> sa.Table:
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
        sa.CheckConstraint(_rule(words), name=op.f(NAME)),
        sa.Index(op.f("ix_secret_writer_id"), "writer_id"),
    )
