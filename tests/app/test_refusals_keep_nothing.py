"""A form that is refused leaves nothing behind, not even the parts of it that were right."""

import pytest
from sqlalchemy import text

# Each can be read field by field and is refused as a whole, after its platform was found or made.
REFUSED = [
    (
        "/today",
        {
            "like": "other",
            "kind": "Rank pairs",
            "platform": "Halfway House",
            "duration": "typed",
            "typed_duration": "30h",
            "is_paid": "yes",
            "day": "today",
        },
    ),
    (
        "/payments",
        {
            "platform": "Halfway House",
            "amount": "5",
            "currency": "DOLLARS",
            "earned_on": "2026-11-02",
            "kind": "task_pay",
        },
    ),
]


@pytest.mark.parametrize(("path", "data"), REFUSED, ids=[path for path, _ in REFUSED])
def test_a_refused_form_keeps_nothing(app, writer, path, data):
    assert writer.post(path, data=data).status_code == 422

    with app.state.read_engine.connect() as connection:
        for table in ("platform", "contract", "task", "payment", "payout"):
            assert connection.execute(text("SELECT count(*) FROM " + table)).scalar() == 0, table
