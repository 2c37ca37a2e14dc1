"""Two phones, a bad network and the server agree with a dict, whatever is lost, repeated or out of order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app import database
from app.store import writers
from tests.api.two_phones import HttpServer, StoreServer, TwoPhones

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


def run(a_server, *, examples, steps):
    class Run(TwoPhones):
        def a_server(self):
            return a_server()

    run_state_machine_as_test(
        Run, settings=settings(max_examples=examples, stateful_step_count=steps, **QUIET)
    )


def on_the_store(engine):
    def a_server():
        with database.transaction(engine) as connection:
            writer = writers.create(connection, zone="UTC", currency="USD", language="en")
        return StoreServer(engine, writer.id)

    return a_server


def over_http(browser):
    def a_server():
        client = browser()
        client.post("/start")
        return HttpServer(client)

    return a_server


def test_two_phones_and_a_dict_agree(engine):
    is_sqlite = engine.dialect.name == "sqlite"
    run(on_the_store(engine), examples=20 if is_sqlite else 6, steps=40)


def test_two_phones_and_a_dict_agree_over_http(browser):
    run(over_http(browser), examples=5, steps=25)


@pytest.mark.long
def test_two_phones_and_a_dict_agree_five_hundred_times(sqlite_engine):
    run(on_the_store(sqlite_engine), examples=500, steps=50)


@pytest.mark.long
def test_two_phones_and_a_dict_agree_over_http_a_hundred_times(browser):
    run(over_http(browser), examples=100, steps=50)
