"""Tasks of a writer by day and id: the order in which a report reads them, so that no report sorts them."""

from __future__ import annotations

from alembic import op

revision = "2026_11_26_tasks_in_order"
down_revision = "2026_11_23_core_ledger"
branch_labels = None
depends_on = None

BY_DAY, IN_ORDER = "ix_task_writer_id_worked_on", "ix_task_writer_id_worked_on_id"


def upgrade() -> None:
    op.create_index(IN_ORDER, "task", ["writer_id", "worked_on", "id"])
    op.drop_index(BY_DAY, "task")


def downgrade() -> None:
    op.create_index(BY_DAY, "task", ["writer_id", "worked_on"])
    op.drop_index(IN_ORDER, "task")
