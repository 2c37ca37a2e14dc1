"""Lighthouse on a throttled phone, the middle of three runs, and the weight of a first visit."""

from __future__ import annotations

import json
import os
import statistics
import subprocess

import pytest

from app.database import open_engine, transaction
from app.jobs import samples
from app.records.share_link import ShareChoices
from app.store import shares
from reports.charts.card import CHART_KEYS
from reports.sharing import PARTS
from tests.stories.conftest import CHROMIUM, PHONE, QUIET
from tests.stories.lighthouse.environment import CannotInstallError, lighthouse

RUNS = 3
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100}
FIRST_VISIT_BYTES = 100_000
OWN_SCRIPT_BYTES = 30_000
READ_SCRIPT_BYTES = 46_000
#: A page with every chart: with its fonts and styles, its elements, and how far anything may move while its
#: fonts come (a tenth is what Web Vitals call good).
CHARTS_BYTES = 100_000
CHARTS_ELEMENTS = 3_000
MOVES = 0.1


def scores(command, address, cookie, folder):
    """Category -> score of one run."""
    found = folder / "found.json"
    headers = json.dumps({"Cookie": cookie} if cookie else {})
    flags = " ".join(["--headless", *QUIET])
    subprocess.run(
        [
            *(command, address, "--quiet", "--output=json", f"--output-path={found}"),
            *(
                f"--only-categories={','.join(LEAST)}",
                f"--extra-headers={headers}",
                f"--chrome-flags={flags}",
            ),
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        check=True,
        capture_output=True,
        timeout=180,
    )
    categories = json.loads(found.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * categories[name]["score"]) for name in LEAST}


@pytest.fixture
def shared_path(database, server):
    """The path of a link to the whole of the sample."""
    engine = open_engine(database)
    with transaction(engine) as connection:
        writer = samples.load(connection)
        link = shares.make(connection, writer.id, ShareChoices(parts=PARTS), shares.New(days=1))
    engine.dispose()
    return f"/s/{link.secret}"


def charts_of(page):
    """The charts on a page, in their order."""
    headings = page.locator("[id^='chart-']").all()
    return tuple(heading.get_attribute("id").removeprefix("chart-") for heading in headings)


@pytest.fixture
def visit(open_page, open_sample, shared_path):
    """A page for Lighthouse: its path and cookies; those that are to have every chart have them."""

    def visited(name):
        page, path = open_page(), shared_path if name == "shared" else name
        if name.startswith(("/today", "/real-pay")):
            open_sample(page)
        page.goto(path)
        if name in ("/real-pay", "shared"):
            assert charts_of(page) == CHART_KEYS
        return path, "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())

    return visited


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("name", ["/", "/today", "/real-pay", "shared"])
def test_lighthouse_on_a_phone(name, visit, server, tmp_path):
    """Search engines are asked not to list a shared page, so nothing is asked about them."""
    try:
        command = lighthouse()
    except CannotInstallError as mishap:
        pytest.skip(f"Lighthouse could not be installed ({mishap})")
    path, cookie = visit(name)
    runs = [scores(command, f"{server}{path}", cookie, tmp_path) for _ in range(RUNS)]
    middle = {category: statistics.median(run[category] for run in runs) for category in LEAST}
    print(f"Lighthouse {name}: {middle}")
    assert all(middle[category] >= least for category, least in LEAST.items()), middle


def weighed(page, server):
    """What comes to a page from now on: address -> bytes as sent. To be asked once everything is there."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes, kinds = {}, {}
    client.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["response"]}))
    client.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    return lambda: {
        kinds[key]["url"].removeprefix(server): size for key, size in sizes.items() if key in kinds
    }


MOVED = """() => new Promise(done => document.fonts.ready.then(() => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value; })).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(moved), 300);
}))"""


@pytest.mark.browser
@pytest.mark.parametrize("is_shared", [True, False], ids=["shared page", "sample"])
def test_a_page_with_every_chart_is_light_and_stands_still(is_shared, open_page, shared_path, server):
    page = open_page(PHONE)
    weights = weighed(page, server)
    page.goto(shared_path if is_shared else "/sample")
    moved = page.evaluate(MOVED)
    assert charts_of(page) == CHART_KEYS
    assert any("woff2" in url for url in weights()), weights()
    assert sum(weights().values()) <= CHARTS_BYTES, weights()
    assert page.locator("*").count() <= CHARTS_ELEMENTS
    assert moved <= MOVES
    assert is_shared is not any(url.partition("?")[0].endswith(".js") for url in weights())


@pytest.mark.browser
def test_a_first_visit_is_light_and_asks_nobody_else(open_page, server):
    page = open_page()
    weigh = weighed(page, server)
    page.goto("/", wait_until="networkidle")
    weights = weigh()
    assert any("woff2" in url for url in weights), weights
    assert sum(weights.values()) <= FIRST_VISIT_BYTES, weights
    assert [url for url in page.requested if not url.startswith((server, "data:"))] == []


@pytest.mark.parametrize(
    "entries", [("app.js",), ("app.js", "phone.js", "logging.js"), ("app.js", "phone.js", "queue.js")]
)
def test_our_own_script_is_small_on_every_page(entries):
    """All that a page loads, compressed as it is sent; and what a phone has to read of it."""
    from app.web.assets import assets, imports_of

    names = {*entries, *imports_of(*entries)}
    sent = {name: len(assets()[name].zipped or assets()[name].body) for name in names}
    read = {name: len(assets()[name].body) for name in names}
    assert sum(sent.values()) <= OWN_SCRIPT_BYTES, sent
    assert sum(read.values()) <= READ_SCRIPT_BYTES, read
