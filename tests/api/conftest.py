"""A phone that speaks JSON: the writer's session, and the rows that the examples of the document stand on."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.api.nouns import NOUNS
from tests.app.conftest import app, browser, nobody, writer  # noqa: F401 - fixtures

API = "/api/v1"
EXAMPLES = {noun.path: noun.example for noun in NOUNS}
#: What the examples point at, parents first.
STANDING = (
    ("platforms", EXAMPLES["contracts"]["platform_id"], EXAMPLES["platforms"]),
    ("contracts", EXAMPLES["tasks"]["contract_id"], EXAMPLES["contracts"]),
    ("payments", EXAMPLES["payout-matches"]["payment_id"], EXAMPLES["payments"]),
    ("payouts", EXAMPLES["payout-matches"]["payout_id"], EXAMPLES["payouts"]),
)


@pytest.fixture
def phone(writer: TestClient) -> TestClient:  # noqa: F811
    """A signed-in writer with a platform, a contract, a payment and a payout."""
    return standing(writer)


def standing(client: TestClient) -> TestClient:
    for noun, row_id, body in STANDING:
        assert client.put(f"{API}/{noun}/{row_id}", json=body).status_code == 201
    return client


def on(revision: int) -> dict[str, str]:
    """The header of a change made on a revision."""
    return {"If-Match": f'"{revision}"'}
