"""A real server and a real browser. Where chromium is missing the browser tests are named as not run."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from app.database import open_engine, transaction
from app.jobs import samples
from app.store import demo, organizers, passkeys, writers
from tests.app.campaign_factories import renew_coverage
from tests.stories.chart_sheets import serve_sheets
from tests.stories.screens import follow

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: The same engine without the windows around it takes a third less time; `make test-all` drives the whole browser.
SHELL = None if os.environ.get("PAGERATE_WHOLE_BROWSER") else shutil.which("chromium-headless-shell")
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-sandbox"
).split()
ASKED = {
    "name": "What scenes pay",
    "organization": "Guild of Gig Writers",
    "question": "What is an hour of scenes worth?",
}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 844}
LAPTOP = {"width": 1280, "height": 900}


def pagerate(*words: str, database: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would, on a database of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app.manage", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=check,
        timeout=120,
    )


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('server') / 'pagerate.db'}"


@pytest.fixture(scope="session")
def server(database):
    """The address of a served app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app.manage", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_until_ready(address, process):
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server stopped with exit code {process.returncode}")
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=1).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server was not ready after 30 seconds")


@cache
def _playwright():
    """One for the whole process: several folders of tests have a browser, and a second one refuses to start."""
    from playwright.sync_api import sync_playwright

    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make test prints the command)")
    running = _playwright().chromium.launch(executable_path=SHELL or CHROMIUM, args=QUIET)
    yield running
    running.close()


@pytest.fixture(scope="session")
def steady_browser():
    """A browser that draws letters alike on every machine."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make test prints the command)")
    steady = [*QUIET, "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]
    running = _playwright().chromium.launch(executable_path=SHELL or CHROMIUM, args=steady)
    yield running
    running.close()


@pytest.fixture
def sheet(steady_browser):
    """Open empty sheets for charts, which no server sends."""
    contexts = []

    def opened(viewport=PHONE, **options):
        contexts.append(steady_browser.new_context(viewport=viewport, **options))
        return serve_sheets(contexts[-1].new_page())

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser, server):
    """Open pages in fresh contexts; each page collects requests, console errors and page errors."""
    with _opener(browser, server) as opened:
        yield opened


@pytest.fixture
def open_whole_page(server):
    """The same in the whole browser: a tap in the headless shell is no mouse for what listens to one."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make test prints the command)")
    running = _playwright().chromium.launch(executable_path=CHROMIUM, args=QUIET)
    with _opener(running, server) as opened:
        yield opened
    running.close()


@contextmanager
def _opener(browser, server):
    contexts = []

    def opened(viewport=PHONE, **options):
        context = browser.new_context(base_url=server, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


#: Every window and colour scheme; by default the two that differ most, all of them among the long tests.
WINDOWS = pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone-light"),
        pytest.param(LAPTOP, "dark", id="laptop-dark"),
        pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.long),
        pytest.param(NARROW, "light", id="narrow-light", marks=pytest.mark.long),
        pytest.param(NARROW, "dark", id="narrow-dark", marks=pytest.mark.long),
        pytest.param(LAPTOP, "light", id="laptop-light", marks=pytest.mark.long),
    ],
)
#: The same for the longest sweep: by default each of the two windows takes every fourth screen.
FEW_IN_WINDOWS = pytest.mark.parametrize(
    ("window", "part"),
    [
        pytest.param((PHONE, "light"), slice(0, None, 4), id="phone-light-quarter"),
        pytest.param((LAPTOP, "dark"), slice(2, None, 4), id="laptop-dark-quarter"),
        *(
            pytest.param((window, scheme), slice(None), id=f"{name}-{scheme}", marks=pytest.mark.long)
            for name, window in (("phone", PHONE), ("narrow", NARROW), ("laptop", LAPTOP))
            for scheme in ("light", "dark")
        ),
    ],
)


def every_fourth(first: int) -> pytest.MarkDecorator:
    """Every fourth screen by default, from one that differs by sweep; all of them among the long tests."""
    return pytest.mark.parametrize(
        "part",
        [
            pytest.param(slice(first, None, 4), id="quarter"),
            pytest.param(slice(None), id="all", marks=pytest.mark.long),
        ],
    )


#: The phone by default, the laptop among the long tests.
PHONE_FIRST = pytest.mark.parametrize(
    "viewport",
    [pytest.param(PHONE, id="phone"), pytest.param(LAPTOP, id="laptop", marks=pytest.mark.long)],
)


def pytest_collection_modifyitems(items):
    """The longest first: at the end no worker waits for another."""
    items.sort(key=lambda item: "screens" not in getattr(item, "fixturenames", ()))


@pytest.fixture
def open_sample(server, database):
    """Sign a page in to the demo account, by a one-use address like the one the command line prints."""

    return lambda page: _open_sample(page, database)


@pytest.fixture
def sample_page(open_page, open_sample):
    """Open a page that is signed in to the demo account."""
    return lambda viewport=PHONE, **options: open_sample(open_page(viewport, **options))


def _open_sample(page, database):
    engine = open_engine(database)
    with transaction(engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    engine.dispose()
    page.goto(address)
    page.get_by_role("button", name="Open it here").click()
    page.wait_for_url("**/today")
    return page


def organize(database, handle):
    """Make a writer an organizer, as an operator does once she has a passkey."""
    engine = open_engine(database)
    with transaction(engine) as connection:
        me = writers.by_handle(connection, handle)
        passkeys.keep(connection, me.id, name="Key", credential=me.id.hex, public_key="p", sign_count=0)
        organizers.make(connection, None, handle)
        for passkey in passkeys.list_all(connection, me.id):
            passkeys.remove(connection, me.id, passkey.id)
    engine.dispose()


@pytest.fixture(scope="session")
def screens(browser, server, database):
    """Path of every screen -> an address that shows it to the owner of the demo account, who organizes too."""
    context = browser.new_context(base_url=server, java_script_enabled=True)
    page = context.new_page()
    _open_sample(page, database)
    _make_campaign(page, database)
    found = follow(page)
    context.close()
    return found


def _make_campaign(page, database):
    """With a link, a sheet of codes and a count."""
    engine = open_engine(database)
    with transaction(engine) as connection:
        handle = demo.find(connection).handle
    organize(database, handle)
    page.goto("/campaigns/new")
    for name, said in ASKED.items():
        page.locator(f"[name={name}]").fill(said)
    page.get_by_role("button", name="Make the campaign").click()
    page.get_by_role("heading", name="Your open link").wait_for()
    page.locator(".head").get_by_role("link", name="Invite").click()
    page.get_by_role("button", name="Make a sheet").click()
    page.get_by_role("heading", name="Member codes").wait_for()
    with transaction(engine) as connection:
        renew_coverage(connection)
    engine.dispose()
