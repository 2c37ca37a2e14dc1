"""What makes the pages an app on a phone: script by its hash, the worker, the manifest, and whose log it is."""

from __future__ import annotations

import json
import re
import struct
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from app.api.entries import EntryBody
from app.main import create_app
from app.settings import Settings
from app.web import assets
from tests.app.test_accounts import keep_words

ENTRY = {"worked_on": "2026-11-12", "seconds": 1800, "kind": "Rank pairs", "is_paid": True}


def test_every_import_of_a_module_names_the_hash_of_what_it_imports():
    scripts = {name: asset for name, asset in assets.assets().items() if name.endswith(".js")}
    named = [
        found
        for asset in scripts.values()
        for found in re.findall(r'(?:from|import\(?) ?"([^"]+)"', asset.body.decode())
    ]
    assert len(named) > 20
    assert {name for name in named if not re.fullmatch(r"\./[\w/-]+\.js\?v=[0-9a-f]{12}", name)} == set()
    for name in named:
        file, version = re.fullmatch(r"\./(.+)\?v=(.+)", name).groups()
        assert scripts[file].version == version, name


def test_a_module_that_changes_changes_those_that_import_it():
    def made(inner):
        scripts = {}
        sources = {"a.js": 'import { b } from "./b.js";', "b.js": inner}
        assets._add_script("a.js", sources, scripts, ())
        return scripts["a.js"].version

    assert made("export const b = 1;") != made("export const b = 2;")


def test_modules_that_import_each_other_are_refused():
    sources = {"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}
    with pytest.raises(ValueError, match=r"a\.js > b\.js > a\.js"):
        assets._add_script("a.js", sources, {}, ())


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("// why\nconst a = 1;", "const a=1;"),
        ("/** What\n * it is. */\nconst a = [1, 2];", "const a=[1,2];"),
        ('const a = "  // no comment,  /* nor this */ ";', 'const a="  // no comment,  /* nor this */ ";'),
        ("const a = `${b}  :  ${c}`;", "const a=`${b}  :  ${c}`;"),
        ("const a = /[/ ,]  {2}/;", "const a=/[/ ,]  {2}/;"),
        ("const a = b / c;\nlet d", "const a=b / c;let d"),
        ("return a\n  .b;", "return a.b;"),
        ("const a = b - -c;", "const a=b - -c;"),
        ("a()\nb()", "a()\nb()"),
    ],
)
def test_what_is_sent_of_a_module_means_the_same(source, sent):
    assert assets._compact(source) == sent


def test_the_worker_stands_at_the_top_and_is_never_kept(nobody):
    answer = nobody.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    files = json.loads(re.search(r"const FILES ?= ?(\[.*?\]);", answer.text)[1])
    assert {file.partition("?")[0] for file in files} >= {"/static/phone.js", "/static/app.css"}
    assert all(nobody.get(file).headers["Cache-Control"].endswith("immutable") for file in files)
    assert nobody.get("/static/sw.js").status_code == 404


@pytest.mark.parametrize("discreet", ["", "yes"])
def test_the_manifest_names_icons_that_are_what_it_says(nobody, discreet):
    nobody.cookies.set("discreet", discreet)
    answer = nobody.get("/manifest.webmanifest")
    found = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert {"id", "start_url", "scope", "display", "shortcuts", "share_target"} <= found.keys()
    assert (found["display"], found["scope"]) == ("standalone", "/")
    for icon in found["icons"]:
        image = nobody.get(icon["src"]).content
        assert image[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">II", image[16:24])) == icon["sizes"]
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    assert found["name"] == ("Notes" if discreet else "Pagerate")


def test_a_discreet_browser_reads_our_name_nowhere(writer):
    writer.cookies.set("discreet", "yes")
    for path in ["/today", "/queue", "/manifest.webmanifest"]:
        page = writer.get(path).text
        assert "agerate" not in re.sub(r'"/you/pagerate[^"]*"', "", page), path
        assert "favicon" not in page, path


def test_another_name_of_the_product_stands_wherever_a_name_is_shown(sqlite_url):
    client = TestClient(
        create_app(Settings(database_url=sqlite_url, product_name="Inkwell")),
        base_url="http://pagerate.test",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    client.post("/start")
    for path in ["/today", "/you", "/offline", "/x", "/work/new"]:
        page = client.get(path).text
        assert "Inkwell</title>" in page, path
        assert "page<i>/</i>rate" not in page, path
        assert "Pagerate" not in page, path
    assert client.get("/manifest.webmanifest").json()["name"] == "Inkwell"
    address = re.search(r"/calendar/[\w-]{43}\.ics", client.post("/you/calendar").text)
    assert "X-WR-CALNAME:Inkwell" in client.get(address[0]).text
    assert "page<i>/</i>rate" not in client.get("/today").text
    client.app.state.engine.dispose()


ACTS = ("data-act", "data-file", 'data-of="item"')


def test_the_queue_offers_nothing_to_whoever_is_not_signed_in(writer, nobody):
    assert all(act in writer.get("/queue").text for act in ACTS)
    page = nobody.get("/queue").text
    assert not any(act in page for act in ACTS)
    assert "Sign in to see and send them" in page


def test_the_queue_of_a_locked_browser_says_so_and_offers_nothing(writer):
    keep_words(writer)
    writer.post("/you/lock")
    page = writer.get("/queue").text
    assert not any(act in page for act in ACTS)
    assert "Unlock to see and send them" in page


def test_the_page_without_a_network_says_what_became_of_a_form(nobody):
    assert "What you typed was not sent." in nobody.get("/offline?unsent=yes").text
    assert "What you typed" not in nobody.get("/offline").text
    assert "Nothing was sent again." in nobody.get("/offline?answered=yes").text


def test_what_another_app_shares_stands_in_the_form(writer):
    assert 'value="Rank &lt;pairs&gt;"' in writer.get("/today", params={"kind": "Rank <pairs>"}).text


def log_of(page):
    return re.search(r'data-log="([^"]+)"', page)[1]


def test_an_entry_is_taken_for_its_own_log_only(browser, writer):
    other = browser()
    other.post("/start")
    mine, hers = log_of(writer.get("/today").text), log_of(other.get("/today").text)
    assert mine != hers
    address = f"/api/v1/entries/{uuid4()}"
    refused = other.put(address, json=ENTRY, headers={"X-Log": mine})
    assert (refused.status_code, refused.json()["code"]) == (409, "other_log")
    assert "Rank pairs</b>" not in other.get("/today").text
    assert other.put(address, json=ENTRY, headers={"X-Log": hers}).status_code == 201


def test_a_stop_says_only_what_it_changes(writer):
    timer = str(uuid4())
    began = {"started_at": "2026-11-12T17:00:00Z", "kind": "Rank pairs", "is_paid": False, "units": 3}
    assert writer.put(f"/api/v1/timers/{timer}", json=began).status_code == 201
    ends = {"started_at": "2026-11-12T17:00:00Z", "ended_at": "2026-11-12T17:40:00Z", "source": "timer"}
    stop = {**ends, "worked_on": "2026-11-12", "seconds": 2400, "note": "slow"}
    first, again = (writer.put(f"/api/v1/entries/{timer}", json=stop) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    kept = first.json()
    assert (kept["kind"], kept["is_paid"], kept["units"], kept["note"]) == ("Rank pairs", False, 3, "slow")


def test_a_change_leaves_what_it_does_not_say(writer):
    entry = f"/api/v1/entries/{uuid4()}"
    times = {"started_at": "2026-11-12T17:00:00Z", "ended_at": "2026-11-12T17:30:00Z"}
    assert writer.put(entry, json={**ENTRY, **times, "note": "slow"}).status_code == 201
    change = {"worked_on": "2026-11-12", "kind": "Rank more", "outcome": "approved"}
    changed = writer.put(entry, json=change, headers={"If-Match": '"1"'})
    assert changed.status_code == 200
    said = changed.json()
    assert (said["kind"], said["outcome"], said["note"], said["seconds"]) == (
        "Rank more",
        "approved",
        "slow",
        1800,
    )
    assert said["started_at"] == "2026-11-12T17:00:00Z"


def test_a_timer_is_changed_in_what_is_said(writer):
    address = f"/api/v1/timers/{uuid4()}"
    began = {"started_at": "2026-11-12T17:00:00Z", "kind": "Rank pairs"}
    tag = writer.put(address, json=began).headers["ETag"]
    change = {"started_at": "2026-11-12T17:00:00Z", "is_paid": False}
    changed = writer.put(address, json=change, headers={"If-Match": tag}).json()
    assert (changed["kind"], changed["is_paid"]) == ("Rank pairs", False)


def test_the_copy_that_keeps_both_versions_says_all_that_an_entry_says():
    script = assets.assets()["queue.js"].body.decode()
    said = re.search(r"const SAYS ?= ?(\[.*\]);", script)[1]
    assert set(json.loads(said)) == EntryBody.model_fields.keys() - {"like", "platform", "source"}
