"""Requests made up from the document itself: no crash, every answer as the document says."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import API, standing

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# A sample by default: the noun with most fields, money, references, and what is no noun.
SAMPLE = ("/tasks", "/payouts", "/conflicts", "/me", "/report", "/tokens", "/problems")


def fuzz(app, client, examples, wanted):
    cookie = f"session={client.cookies['session']}"
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app)
    seen = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if not wanted(operation.path.removeprefix(API)):
            continue

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            case.headers = {**(case.headers or {}), "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
            seen.append(case.call_and_validate(checks=CHECKS).status_code)

        ask()
    return seen


def test_made_up_requests_break_nothing(app, writer):
    standing(writer)
    assert {200, 201, 404, 422} <= set(fuzz(app, writer, 3, lambda path: path.startswith(SAMPLE)))


@pytest.mark.long
def test_many_made_up_requests_break_nothing(app, writer):
    standing(writer)
    assert {200, 201, 404, 422} <= set(fuzz(app, writer, 100, lambda path: True))
