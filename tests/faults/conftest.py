"""Phones on a line that breaks."""

from urllib.parse import urlsplit

import pytest

from tests.faults.proxy import Proxy
from tests.stories.conftest import PHONE, browser, database, server  # noqa: F401 - fixtures


@pytest.fixture
def line(server):  # noqa: F811
    made = Proxy(urlsplit(server).port)
    yield made
    made.close()


@pytest.fixture
def phone(browser, line):  # noqa: F811
    """Makes a phone on that line; a second one of the same log is given the first."""
    contexts = []

    def made(like=None):
        context = browser.new_context(base_url=line.address, viewport=PHONE)
        contexts.append(context)
        if like:
            context.add_cookies(like.context.cookies())
        return context.new_page()

    yield made
    for context in contexts:
        context.close()
