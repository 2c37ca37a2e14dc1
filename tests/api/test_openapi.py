"""The document of the API is valid, says something of every operation, and is true."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

from app.api.nouns import NOUNS
from app.main import INTERFACES, create_app
from app.settings import Settings
from tests.api.conftest import API, standing

DOCUMENT = create_app(Settings(database_url="sqlite:///:memory:")).openapi()
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
SCHEMAS = DOCUMENT["components"]["schemas"]
BODIES = sorted(name for name, operation in OPERATIONS.items() if "requestBody" in operation)
#: Fields that no body may bring, however well they are known inside.
NEVER = ("writer_id", "owner_id", "id", "role", "revision", "created_at", "updated_at", "withdrawn_at", "source", "is_demo")  # fmt: skip


def body_of(name):
    """The schema of what an operation takes."""
    schema = OPERATIONS[name]["requestBody"]["content"]["application/json"]["schema"]
    return SCHEMAS[schema["$ref"].rpartition("/")[2]]


def references(part):
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_the_document_is_given_out_to_anyone(nobody):
    answer = nobody.get(f"{API}/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["paths"].keys() == DOCUMENT["paths"].keys()


def test_the_document_is_valid():
    from schemathesis.specs.openapi import definitions

    definitions.OPENAPI_31_VALIDATOR.validate(DOCUMENT)
    for name, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema), name


def test_every_reference_leads_somewhere():
    for reference in references(DOCUMENT):
        assert reference.startswith("#/components/schemas/")
        assert reference.rpartition("/")[2] in SCHEMAS


def test_every_address_of_the_api_is_in_the_document():
    routes = {
        f"{method} {route.path}"
        for part in INTERFACES
        for route in part.router.routes
        for method in route.methods
    }
    assert routes == set(OPERATIONS)


def test_operation_ids_are_of_use_and_no_two_are_the_same():
    ids = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_says_what_it_does_and_what_can_go_wrong(name):
    operation = OPERATIONS[name]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    responses = operation["responses"]
    assert any(status.startswith("2") for status in responses)
    needed = set() if operation.get("security") == [] else {"401"}
    needed |= {"404"} if "{" in name else set()
    needed |= {"413", "422"} if "requestBody" in operation else set()
    assert needed <= set(responses)
    for status, response in responses.items():
        if not status.startswith("2"):
            shape = response["content"]["application/problem+json"]
            assert shape["schema"] == {"$ref": "#/components/schemas/Problem"}
            Draft202012Validator(SCHEMAS["Problem"]).validate(shape["example"])
            assert shape["example"]["status"] == int(status)


@pytest.mark.parametrize("name", BODIES)
def test_every_body_has_an_example_that_is_right_and_takes_no_unknown_field(name):
    schema = body_of(name)
    assert schema["additionalProperties"] is False
    (example, *_) = schema["examples"]
    whole = {**schema, "components": DOCUMENT["components"], "$defs": SCHEMAS}
    Draft202012Validator(whole).validate(example)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_the_example_of_a_noun_can_be_sent_and_its_answer_is_as_the_document_says(writer, noun):
    answer = standing(writer).post(f"{API}/{noun.path}", json=noun.example)
    assert answer.status_code == 201
    shown = OPERATIONS[f"POST {API}/{noun.path}"]["responses"]["201"]["content"]["application/json"]["schema"]
    whole = {**shown, "components": DOCUMENT["components"]}
    Draft202012Validator(whole).validate(answer.json())
    listed = writer.get(f"{API}/{noun.path}").json()
    shown = OPERATIONS[f"GET {API}/{noun.path}"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**shown, "components": DOCUMENT["components"]}).validate(listed)


@pytest.mark.parametrize("name", BODIES)
def test_a_field_that_no_body_has_is_refused(writer, name):
    method, path = name.split(" ")
    address = re.sub(
        r"{\w+}", "01932c5e-7f10-7aaa-8aaa-0000000000e1", path.replace("{starts_on}", "2026-01-01")
    )
    (example, *_) = body_of(name)["examples"]
    for extra in set(NEVER) - body_of(name)["properties"].keys():
        answer = writer.request(method, address, json={**example, extra: "1"})
        assert answer.status_code == 422, extra
        assert answer.json()["fields"][extra] == "There is no such field.", extra


@pytest.mark.parametrize("name", [f"POST {API}/campaigns", *(f"POST {API}/{noun.path}" for noun in NOUNS)])
def test_what_makes_an_id_here_can_be_asked_for_once(name):
    assert "Idempotency-Key" in [one["name"] for one in OPERATIONS[name]["parameters"]]
    assert "it is done once, however often it is sent" in OPERATIONS[name]["description"]


def test_a_report_of_what_is_not_there_is_documented(nobody):
    paths = nobody.get("/api/v1/openapi.json").json()["paths"]
    for path in ("/api/v1/report", "/api/v1/report.pdf", "/api/v1/charts/{key}"):
        said = paths[path]["get"]
        assert "404" in said["responses"], path
        assert {"platform", "contract", "kind"} <= {one["name"] for one in said["parameters"]}, path
