"""The core ledger: accounts, what opens them, and thirteen nouns of a writer's records.

Frozen: it names every column and word itself and imports nothing of the app, so that what the app says
later cannot change what happened to databases before.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_core_ledger"
down_revision = None
branch_labels = None
depends_on = None

# Text of one width on SQLite, which would hand instants back without a zone.
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

LEDGER = (
    "platform", "contract", "contract_state", "terms", "task", "payment", "payout", "payout_match", "expense",
    "situation", "contract_review", "gap_note", "check_in",
)  # fmt: skip
ACCOUNTS = (
    "catalogue_platform", "writer", "handle_directory", "session", "secret", "amendment", "import_batch",
)  # fmt: skip

Check = tuple[str, str]


def upgrade() -> None:
    _accounts()
    _directories()
    _history()
    for make in (
        _platform, _contract, _contract_state, _terms, _task, _payment, _payout, _payout_match, _expense,
        _situation, _contract_review, _gap_note, _check_in,
    ):  # fmt: skip
        make()


def downgrade() -> None:
    for table in reversed(ACCOUNTS + LEDGER):
        op.drop_table(table)


def _accounts() -> None:
    op.create_table(
        "catalogue_platform",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        _key("catalogue_platform", "key"),
    )
    op.create_table(
        "writer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(64), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("unverified_allowed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        _key("writer", "id"),
        _check("writer", "revision", "revision >= 1"),
    )


def _directories() -> None:
    op.create_table(
        "handle_directory",
        sa.Column("handle", sa.String(64), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        _key("handle_directory", "handle"),
        _belongs("handle_directory"),
    )
    op.create_table(
        "session",
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        sa.Column("ended_at", INSTANT),
        _key("session", "writer_id", "id"),
        _belongs("session"),
        _check("session", "last_seen_on_order", "created_on <= last_seen_on"),
    )
    op.create_table(
        "secret",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid()),
        sa.Column("expires_at", INSTANT),
        _key("secret", "hash"),
        _belongs("secret"),
        _check("secret", *_words("kind", "session", "one_use", "recovery")),
    )
    op.create_index(op.f("ix_secret_writer_id"), "secret", ["writer_id"])


def _history() -> None:
    op.create_table(
        "amendment",
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(32), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("amended_at", INSTANT, nullable=False),
        _key("amendment", "writer_id", "id"),
        _belongs("amendment"),
    )
    op.create_index(op.f("ix_amendment_writer_id_row_id"), "amendment", ["writer_id", "row_id"])
    op.create_table(
        "import_batch",
        *_owned_columns(),
        sa.Column("source_format", sa.String(64), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("added_count", sa.Integer(), nullable=False),
        sa.Column("known_count", sa.Integer(), nullable=False),
        _key("import_batch", "writer_id", "id"),
        _belongs("import_batch"),
        _check("import_batch", "revision", "revision >= 1"),
    )


def _platform() -> None:
    _ledger_table(
        "platform",
        [
            sa.Column("name", sa.String(120), nullable=False),
            sa.Column("catalogue_key", sa.String(120)),
            sa.Column("note", sa.String(2000)),
        ],
    )


def _contract() -> None:
    _ledger_table(
        "contract",
        [
            sa.Column("platform_id", sa.Uuid(), nullable=False),
            sa.Column("name", sa.String(120), nullable=False),
            sa.Column("task_kind", sa.String(120)),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("stated_status", sa.String()),
            sa.Column("applied_on", sa.Date()),
            sa.Column("started_on", sa.Date()),
            sa.Column("ended_on", sa.Date()),
            sa.Column("previous_contract_id", sa.Uuid()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"platform_id": "platform", "previous_contract_id": "contract"},
        checks=[
            _words(
                "state",
                "applied",
                "tested",
                "onboarded",
                "active",
                "paused",
                "ended_by_me",
                "ended_by_platform",
                "removed_without_reason",
            ),
            _words("stated_status", "contractor", "employee", "unknown"),
            ("ended_on_order", "started_on <= ended_on"),
        ],
        indexed="platform_id",
    )


def _contract_state() -> None:
    _ledger_table(
        "contract_state",
        [
            sa.Column("contract_id", sa.Uuid(), nullable=False),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("entered_on", sa.Date(), nullable=False),
        ],
        points_at={"contract_id": "contract"},
        checks=[
            _words(
                "state",
                "applied",
                "tested",
                "onboarded",
                "active",
                "paused",
                "ended_by_me",
                "ended_by_platform",
                "removed_without_reason",
            )
        ],
        indexed="entered_on",
    )


def _terms() -> None:
    _ledger_table(
        "terms",
        [
            sa.Column("contract_id", sa.Uuid(), nullable=False),
            sa.Column("effective_on", sa.Date(), nullable=False),
            sa.Column("pay_model", sa.String(), nullable=False),
            sa.Column("currency", sa.String(3), nullable=False),
            sa.Column("rate_minor", sa.BigInteger()),
            sa.Column("rate_high_minor", sa.BigInteger()),
            sa.Column("rate_units", sa.Integer()),
            sa.Column("unit_name", sa.String(120)),
            sa.Column("promised_seconds_per_unit", sa.Integer()),
            sa.Column("promised_seconds_per_week", sa.Integer()),
            sa.Column("weekly_cap_seconds", sa.Integer()),
            sa.Column("bonus_rule", sa.String(500)),
            sa.Column("hold_days", sa.Integer()),
            sa.Column("pay_week_start", sa.Integer()),
            sa.Column("pay_zone", sa.String(64)),
            sa.Column("pay_lag_days", sa.Integer()),
            sa.Column("credit_promised", sa.String()),
            sa.Column("rights_given_up", sa.String(500)),
            sa.Column("purpose_told", sa.String()),
            sa.Column("is_acceptance", sa.Boolean()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"contract_id": "contract"},
        checks=[
            _words("pay_model", "hourly", "per_unit", "per_accepted_unit", "per_deliverable", "mixed"),
            ("rate_minor_range", "rate_minor >= 0"),
            ("rate_high_minor_order", "rate_minor <= rate_high_minor"),
            ("rate_units_range", "rate_units >= 1"),
            ("promised_seconds_per_unit_range", "promised_seconds_per_unit >= 0"),
            ("promised_seconds_per_week_range", "promised_seconds_per_week >= 0"),
            ("weekly_cap_seconds_range", "weekly_cap_seconds >= 0"),
            ("hold_days_range", "hold_days >= 0"),
            ("pay_week_start_range", "pay_week_start BETWEEN 0 AND 6"),
            ("pay_lag_days_range", "pay_lag_days >= 0"),
            _answers("credit_promised"),
            _answers("purpose_told"),
        ],
        whole=(
            "rate_minor",
            "rate_high_minor",
        ),
        indexed="effective_on",
    )


def _task() -> None:
    _ledger_table(
        "task",
        [
            sa.Column("contract_id", sa.Uuid()),
            sa.Column("platform_id", sa.Uuid()),
            sa.Column("kind", sa.String(120)),
            sa.Column("title", sa.String(120)),
            sa.Column("worked_on", sa.Date(), nullable=False),
            sa.Column("seconds", sa.Integer()),
            sa.Column("started_at", INSTANT),
            sa.Column("ended_at", INSTANT),
            sa.Column("units", sa.Integer()),
            sa.Column("is_paid", sa.Boolean(), nullable=False),
            sa.Column("unpaid_category", sa.String()),
            sa.Column("outcome", sa.String(), nullable=False),
            sa.Column("decided_on", sa.Date()),
            sa.Column("credited_seconds", sa.Integer()),
            sa.Column("expected_minor", sa.BigInteger()),
            sa.Column("currency", sa.String(3)),
            sa.Column("held_minor", sa.BigInteger()),
            sa.Column("held_until_on", sa.Date()),
            sa.Column("toll", sa.Integer()),
            sa.Column("is_repetitive", sa.Boolean()),
            sa.Column("is_alone", sa.Boolean()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"contract_id": "contract", "platform_id": "platform"},
        checks=[
            ("seconds_range", "seconds >= 0"),
            ("ended_at_order", "started_at <= ended_at"),
            ("units_range", "units >= 0"),
            _words(
                "unpaid_category",
                "onboarding",
                "assessment",
                "training",
                "searching",
                "waiting",
                "admin",
                "unpaid_revision",
                "rejected_task",
                "over_time_limit",
            ),
            _words("outcome", "pending", "approved", "rejected", "expired", "returned"),
            ("credited_seconds_range", "credited_seconds >= 0"),
            ("expected_minor_range", "expected_minor >= 0"),
            ("held_minor_range", "held_minor >= 0"),
            ("toll_range", "toll BETWEEN 1 AND 5"),
        ],
        whole=(
            "seconds",
            "credited_seconds",
            "expected_minor",
            "held_minor",
        ),
        indexed="worked_on",
    )


def _payment() -> None:
    _ledger_table(
        "payment",
        [
            sa.Column("platform_id", sa.Uuid()),
            sa.Column("contract_id", sa.Uuid()),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("earned_on", sa.Date(), nullable=False),
            sa.Column("amount_minor", sa.BigInteger(), nullable=False),
            sa.Column("currency", sa.String(3), nullable=False),
            sa.Column("task_id", sa.Uuid()),
            sa.Column("work_start_on", sa.Date()),
            sa.Column("work_end_on", sa.Date()),
            sa.Column("expected_on", sa.Date()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"platform_id": "platform", "contract_id": "contract", "task_id": "task"},
        checks=[
            _words("kind", "task_pay", "bonus", "referral", "adjustment", "clawback"),
            ("work_end_on_order", "work_start_on <= work_end_on"),
        ],
        whole=("amount_minor",),
        indexed="earned_on",
    )


def _payout() -> None:
    _ledger_table(
        "payout",
        [
            sa.Column("platform_id", sa.Uuid()),
            sa.Column("contract_id", sa.Uuid()),
            sa.Column("arrived_on", sa.Date(), nullable=False),
            sa.Column("gross_minor", sa.BigInteger(), nullable=False),
            sa.Column("fee_minor", sa.BigInteger(), nullable=False),
            sa.Column("net_minor", sa.BigInteger(), nullable=False),
            sa.Column("currency", sa.String(3), nullable=False),
            sa.Column("received_currency", sa.String(3)),
            sa.Column("rate", sa.String(24)),
            sa.Column("rate_source", sa.String(120)),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"platform_id": "platform", "contract_id": "contract"},
        checks=[("adds_up", "gross_minor - fee_minor = net_minor")],
        whole=(
            "gross_minor",
            "fee_minor",
            "net_minor",
        ),
        indexed="arrived_on",
    )


def _payout_match() -> None:
    _ledger_table(
        "payout_match",
        [
            sa.Column("payout_id", sa.Uuid(), nullable=False),
            sa.Column("payment_id", sa.Uuid(), nullable=False),
            sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        ],
        points_at={"payout_id": "payout", "payment_id": "payment"},
        whole=("amount_minor",),
        indexed="payout_id",
    )


def _expense() -> None:
    _ledger_table(
        "expense",
        [
            sa.Column("platform_id", sa.Uuid()),
            sa.Column("contract_id", sa.Uuid()),
            sa.Column("spent_on", sa.Date(), nullable=False),
            sa.Column("amount_minor", sa.BigInteger(), nullable=False),
            sa.Column("currency", sa.String(3), nullable=False),
            sa.Column("category", sa.String(120)),
            sa.Column("months", sa.Integer()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"platform_id": "platform", "contract_id": "contract"},
        checks=[("months_range", "months >= 1")],
        whole=("amount_minor",),
        indexed="spent_on",
    )


def _situation() -> None:
    _ledger_table(
        "situation",
        [
            sa.Column("fact", sa.String(), nullable=False),
            sa.Column("starts_on", sa.Date(), nullable=False),
            sa.Column("ends_on", sa.Date()),
            sa.Column("value", sa.String(120)),
            sa.Column("amount_minor", sa.BigInteger()),
            sa.Column("currency", sa.String(3)),
        ],
        checks=[
            _words(
                "fact",
                "place_of_work",
                "w2_wages",
                "covered_earnings",
                "health_cover",
                "own_premium",
                "hours_wanted",
                "filing_status",
            ),
            ("ends_on_order", "starts_on <= ends_on"),
        ],
        whole=("amount_minor",),
        indexed="starts_on",
    )


def _contract_review() -> None:
    _ledger_table(
        "contract_review",
        [
            sa.Column("contract_id", sa.Uuid(), nullable=False),
            sa.Column("reviewed_on", sa.Date(), nullable=False),
            sa.Column("instructions_clear", sa.String()),
            sa.Column("time_estimate_true", sa.String()),
            sa.Column("rejection_reasons_given", sa.String()),
            sa.Column("person_answered", sa.String()),
            sa.Column("appeal_possible", sa.String()),
            sa.Column("readable_before_start", sa.String()),
            sa.Column("purpose_told", sa.String()),
            sa.Column("warned_of_harmful_content", sa.String()),
            sa.Column("pay_talk_forbidden", sa.String()),
        ],
        points_at={"contract_id": "contract"},
        checks=[
            _answers("instructions_clear"),
            _answers("time_estimate_true"),
            _answers("rejection_reasons_given"),
            _answers("person_answered"),
            _answers("appeal_possible"),
            _answers("readable_before_start"),
            _answers("purpose_told"),
            _answers("warned_of_harmful_content"),
            _answers("pay_talk_forbidden"),
        ],
        indexed="reviewed_on",
    )


def _gap_note() -> None:
    _ledger_table(
        "gap_note",
        [
            sa.Column("platform_id", sa.Uuid()),
            sa.Column("starts_on", sa.Date(), nullable=False),
            sa.Column("ends_on", sa.Date()),
            sa.Column("cause", sa.String()),
            sa.Column("is_planned", sa.Boolean()),
            sa.Column("note", sa.String(2000)),
        ],
        points_at={"platform_id": "platform"},
        checks=[
            ("ends_on_order", "starts_on <= ends_on"),
            _words(
                "cause",
                "queue_empty",
                "project_ended",
                "waiting_for_review",
                "deactivated",
                "between_contracts",
                "my_choice",
            ),
        ],
        indexed="starts_on",
    )


def _check_in() -> None:
    _ledger_table("check_in", [sa.Column("checked_on", sa.Date(), nullable=False)], indexed="checked_on")


def _ledger_table(
    table: str,
    columns: Sequence[sa.Column],
    *,
    points_at: dict[str, str] | None = None,
    checks: Sequence[Check] = (),
    whole: Sequence[str] = (),
    indexed: str | None = None,
) -> None:
    """A table of the ledger; every reference begins with the writer's id, so it stays among her rows."""
    op.create_table(
        table,
        *_owned_columns(),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("import_id", sa.Uuid()),
        sa.Column("source_key", sa.String(200)),
        *columns,
        _key(table, "writer_id", "id"),
        sa.UniqueConstraint("writer_id", "source_key", name=op.f(f"uq_{table}_writer_id_source_key")),
        _belongs(table),
        *(_points(table, *pair) for pair in {"import_id": "import_batch", **(points_at or {})}.items()),
        _check(table, "revision", "revision >= 1"),
        _check(table, *_words("source", "timer", "same_day", "from_memory", "import", "api")),
        *(_check(table, *check) for check in checks),
        *(_check(table, *_is_whole(column)) for column in whole if _on_sqlite()),
    )
    if indexed:
        op.create_index(op.f(f"ix_{table}_writer_id_{indexed}"), table, ["writer_id", indexed])


def _owned_columns() -> list[sa.Column]:
    return [
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
    ]


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["writer_id"], ["writer.id"], name=op.f(f"fk_{table}_writer_id"))


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["writer_id", column],
        [f"{target}.writer_id", f"{target}.id"],
        name=op.f(f"fk_{table}_writer_id_{column}"),
    )


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _words(column: str, *words: str) -> Check:
    listed = ", ".join(f"'{word}'" for word in words)
    return column, f"{column} IN ({listed})"


def _answers(column: str) -> Check:
    return _words(column, "yes", "no", "unknown")


def _is_whole(column: str) -> Check:
    # SQLite keeps 1.5 in an integer column; PostgreSQL's types hold no fraction.
    return f"{column}_whole", f"typeof({column}) IN ('integer', 'null')"


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
