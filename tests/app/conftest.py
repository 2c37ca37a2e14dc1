"""A running app on a database of its own, and browsers of several people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import clock
from app.main import create_app
from app.settings import Settings

ADDRESS = "http://pagerate.test"
OURS = {"Sec-Fetch-Site": "same-origin"}
NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)

Browser = Callable[[], TestClient]


@pytest.fixture
def app(sqlite_url: str) -> Iterator[FastAPI]:
    made = create_app(Settings(database_url=sqlite_url))
    yield made
    made.state.engine.dispose()


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Browser]:
    """Makes a browser that nobody has signed in with; the clock stands on 12 November 2026."""
    with clock.frozen(NOW):
        yield lambda: TestClient(app, base_url=ADDRESS, headers=OURS)


@pytest.fixture
def nobody(browser: Browser) -> TestClient:
    return browser()


@pytest.fixture
def writer(browser: Browser) -> TestClient:
    """A browser whose writer has just started."""
    client = browser()
    assert client.post("/start", data={"zone": "America/Los_Angeles"}).status_code == 200
    return client
