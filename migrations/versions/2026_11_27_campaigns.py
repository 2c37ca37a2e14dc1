"""Campaigns: organizers, their teams, invites, member codes, enrolments, coverage and the audit log.

Triggers refuse to change or remove what the audit log says, whoever asks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_campaigns"
down_revision = "2026_11_26_share_links"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
ACTIONS = (
    *("make_organizer", "create_campaign", "amend_campaign", "close_campaign", "hand_over_campaign"),
    *("delete_campaign", "set_role", "remove_member", "make_invite", "pause_invite", "resume_invite"),
    *("revoke_invite", "make_codes", "revoke_codes"),
)
NEWEST_FIRST = (
    *("coverage", "audit_event", "enrolment", "member_code", "code_sheet", "invite", "team_membership"),
    *("organizer", "campaign"),
)


def upgrade() -> None:
    _make_campaign()
    _make_team()
    _make_ways_in()
    _make_enrolment()
    _make_audit_event()
    op.create_table(
        "coverage",
        _id("campaign_id"),
        _day("week_on"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("joined_count", "active_count")),
        _key("coverage", "campaign_id"),
        _points("coverage", "campaign_id", "campaign"),
    )


def downgrade() -> None:
    for table in NEWEST_FIRST:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit_event()")


def _make_campaign() -> None:
    op.create_table(
        "campaign",
        _id("id"),
        *(_text(name, 120) for name in ("name", "organization")),
        *(_text(name, 500) for name in ("audience", "question")),
        sa.Column("languages", sa.JSON(), nullable=False),
        _text("consent_text", 10_000),
        sa.Column("platforms", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(120)),
        _text("currency", 3),
        _text("period_length"),
        _day("first_on"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("smallest_group", "consent_version")),
        _text("state"),
        _day("created_on"),
        _key("campaign", "id"),
        _check("campaign", "period_length", "period_length IN ('month', 'quarter', 'half_year', 'year')"),
        _check("campaign", "state", "state IN ('open', 'closed')"),
        _check("campaign", "smallest_group_range", "smallest_group BETWEEN 5 AND 1000"),
        _check("campaign", "consent_version_range", "consent_version >= 1"),
    )


def _make_team() -> None:
    op.create_table(
        "organizer",
        *map(_id, ("writer_id", "id")),
        _day("created_on"),
        _key("organizer", "writer_id", "id"),
        _points("organizer", "writer_id", "writer"),
        sa.UniqueConstraint("writer_id", name=op.f("uq_organizer_writer_id")),
    )
    op.create_table(
        "team_membership",
        *map(_id, ("writer_id", "id", "organizer_id", "campaign_id")),
        _text("role"),
        _key("team_membership", "writer_id", "id"),
        _points("team_membership", "writer_id", "writer"),
        sa.ForeignKeyConstraint(
            ["writer_id", "organizer_id"],
            ["organizer.writer_id", "organizer.id"],
            name=op.f("fk_team_membership_writer_id_organizer_id"),
        ),
        _points("team_membership", "campaign_id", "campaign"),
        sa.UniqueConstraint(
            "writer_id", "campaign_id", name=op.f("uq_team_membership_writer_id_campaign_id")
        ),
        _check("team_membership", "role", "role IN ('view', 'edit', 'publish')"),
    )
    op.create_index(op.f("ix_team_membership_campaign_id"), "team_membership", ["campaign_id"])


def _make_ways_in() -> None:
    op.create_table(
        "invite",
        *map(_id, ("id", "campaign_id")),
        _text("hash", 64),
        _day("created_on"),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        _key("invite", "id"),
        _points("invite", "campaign_id", "campaign"),
        sa.UniqueConstraint("hash", name=op.f("uq_invite_hash")),
    )
    op.create_index(op.f("ix_invite_campaign_id"), "invite", ["campaign_id"])
    op.create_table(
        "code_sheet",
        *map(_id, ("id", "campaign_id")),
        _text("hash", 64),
        sa.Column("size", sa.Integer(), nullable=False),
        _day("created_on"),
        _key("code_sheet", "id"),
        _points("code_sheet", "campaign_id", "campaign"),
        sa.UniqueConstraint("hash", name=op.f("uq_code_sheet_hash")),
        _check("code_sheet", "size_range", "size BETWEEN 25 AND 500"),
    )
    op.create_index(op.f("ix_code_sheet_campaign_id"), "code_sheet", ["campaign_id"])
    op.create_table(
        "member_code",
        _text("hash", 64),
        _id("sheet_id"),
        _key("member_code", "hash"),
        _points("member_code", "sheet_id", "code_sheet"),
    )
    op.create_index(op.f("ix_member_code_sheet_id"), "member_code", ["sheet_id"])


def _make_enrolment() -> None:
    op.create_table(
        "enrolment",
        *map(_id, ("writer_id", "id", "campaign_id")),
        _day("starts_on"),
        sa.Column("ends_on", sa.Date()),
        _day("consented_on"),
        sa.Column("consent_version", sa.Integer(), nullable=False),
        sa.Column("is_vouched", sa.Boolean(), nullable=False),
        _key("enrolment", "writer_id", "id"),
        _points("enrolment", "writer_id", "writer"),
        _points("enrolment", "campaign_id", "campaign"),
        _check("enrolment", "ends_on_order", "starts_on <= ends_on"),
        _check("enrolment", "consent_version_range", "consent_version >= 1"),
    )
    op.create_index(op.f("ix_enrolment_campaign_id"), "enrolment", ["campaign_id"])
    is_open = sa.text("ends_on IS NULL")
    op.create_index(
        "ix_enrolment_one_open",
        "enrolment",
        ["writer_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _make_audit_event() -> None:
    actions = ", ".join(f"'{word}'" for word in ACTIONS)
    op.create_table(
        "audit_event",
        _id("id"),
        *(sa.Column(name, sa.Uuid()) for name in ("campaign_id", "actor_id")),
        _text("action"),
        _day("happened_on"),
        _key("audit_event", "id"),
        _check("audit_event", "action", f"action IN ({actions})"),
    )
    op.create_index(op.f("ix_audit_event_campaign_id"), "audit_event", ["campaign_id"])
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_event_{what.lower()} BEFORE {what} ON audit_event"
                " BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_audit_event() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'The audit log is never changed.'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_event()"
    )


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _text(name: str, longest: int | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.String(longest), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
