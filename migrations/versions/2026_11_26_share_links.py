"""Share links, and the words for what opens one and its embed.

The words join those that the check has by now, whatever other revisions added to it before this one.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_share_links"
down_revision = "2026_11_26_calendar_address"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NAME, WORDS = "ck_secret_kind", ("share", "embed")


def upgrade() -> None:
    op.create_table(
        "share_link",
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(120)),
        sa.Column("parts", sa.String(500), nullable=False),
        sa.Column("amounts", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("own_names", "days", "titles", "previews")
        ),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("frozen", sa.JSON()),
        sa.Column("passphrase_hash", sa.String(200)),
        sa.Column("framed_by", sa.String(1000), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("last_opened_on", sa.Date()),
        sa.Column("opened_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("writer_id", "id", name=op.f("pk_share_link")),
        sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f("fk_share_link_writer_id")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_share_link_revision")),
        sa.CheckConstraint("amounts IN ('exact', 'bands', 'ratios')", name=op.f("ck_share_link_amounts")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_share_link_ends_on_order")),
        sa.CheckConstraint("created_on <= last_opened_on", name=op.f("ck_share_link_last_opened_on_order")),
        sa.CheckConstraint("opened_count >= 0", name=op.f("ck_share_link_opened_count_range")),
    )
    present = _present()
    _allow([*present, *WORDS], instead_of=present)


def downgrade() -> None:
    secret = sa.table("secret", sa.column("kind", sa.String()))
    op.execute(secret.delete().where(secret.c.kind.in_(WORDS)))
    present = _present()
    _allow([word for word in present if word not in WORDS], instead_of=present)
    op.drop_table("share_link")


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
