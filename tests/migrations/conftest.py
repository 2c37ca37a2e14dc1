"""A ledger with a row of every noun."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2026, 3, 2)


@pytest.fixture
def filled_ledger():
    return {
        "platforms": [{"id": "p", "name": "Quillmark"}],
        "contracts": [
            {
                "id": "c2",
                "platform_id": "p",
                "name": "Endings, again",
                "state": "active",
                "previous_contract_id": "c",
            },
            {
                "id": "c",
                "platform_id": "p",
                "name": "Endings",
                "state": "ended_by_platform",
                "started_on": DAY,
            },
        ],
        "contract_states": [{"id": "s", "contract_id": "c", "state": "active", "entered_on": DAY}],
        "terms": [
            {
                "id": "t",
                "contract_id": "c",
                "effective_on": DAY,
                "pay_model": "hourly",
                "currency": "USD",
                "rate_minor": 2000,
            }
        ],
        "tasks": [
            {
                "id": f"k{n}",
                "contract_id": "c",
                "worked_on": DAY,
                "seconds": 3600,
                "is_paid": True,
                "outcome": "approved",
                "expected_minor": 2000,
                "currency": "USD",
            }
            for n in range(5)
        ],
        "payments": [
            {
                "id": "y",
                "contract_id": "c",
                "kind": "task_pay",
                "earned_on": DAY,
                "amount_minor": 10000,
                "currency": "USD",
                "task_id": "k1",
            }
        ],
        "payouts": [
            {
                "id": "o",
                "platform_id": "p",
                "arrived_on": DAY,
                "gross_minor": 10000,
                "fee_minor": 250,
                "net_minor": 9750,
                "currency": "USD",
            }
        ],
        "payout_matches": [{"id": "m", "payout_id": "o", "payment_id": "y", "amount_minor": 10000}],
        "expenses": [{"id": "e", "spent_on": DAY, "amount_minor": 1500, "currency": "USD", "months": 12}],
        "situations": [{"id": "f", "fact": "hours_wanted", "starts_on": DAY, "value": "30"}],
        "contract_reviews": [{"id": "r", "contract_id": "c", "reviewed_on": DAY, "appeal_possible": "no"}],
        "gap_notes": [{"id": "g", "starts_on": DAY, "cause": "queue_empty"}],
        "check_ins": [{"id": "h", "checked_on": DAY}],
    }
