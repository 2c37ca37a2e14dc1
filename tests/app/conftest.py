"""A running app on a database of its own, and browsers of several people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import clock
from app.main import create_app, serve_from
from app.settings import Settings

ADDRESS = "http://pagerate.test"
OURS = {"Sec-Fetch-Site": "same-origin"}
NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)

Browser = Callable[[], TestClient]


@cache
def _built() -> FastAPI:
    """One for all tests of a process: putting routes together takes longer than most tests."""
    return create_app(Settings(database_url="sqlite:///:memory:"))


@contextmanager
def served(url: str, **limits: str) -> Iterator[FastAPI]:
    """The app on this database, with nothing of another test; one at a time."""
    serve_from(_built(), Settings(database_url=url, **limits))
    yield _built()
    _built().state.engine.dispose()


@pytest.fixture
def app(sqlite_url: str) -> Iterator[FastAPI]:
    """The app on a database of this test's own."""
    with served(sqlite_url) as app:
        yield app


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
    started = client.post("/start", data={"zone": "America/Los_Angeles"}, follow_redirects=False)
    assert started.headers["Location"] == "/today"
    return client
