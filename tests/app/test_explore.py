"""“Explore”: the figure of a chart, for the page and for programs, and the script that comes for it only."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.http.headers import CONTENT_POLICY
from app.web import assets
from reports.charts.card import CHART_KEYS
from reports.charts.plotly.plot import COLOURS
from tests.api.test_tokens import made, program  # noqa: F401 - a fixture
from tests.app.test_pages import WORK

BUNDLE = "vendor/plotly-basic.js"
#: Of package/plotly-basic.min.js in plotly.js-basic-dist-min 4.1.1, as its makers published it.
PUBLISHED = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
TOKENS = Path(assets.FOLDER) / "css" / "1-tokens.css"


def test_the_bundle_is_the_one_the_package_expects() -> None:
    from plotly.offline import get_plotlyjs_version

    body = assets.assets()[BUNDLE].body
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}\n" in body[:200].decode()
    assert hashlib.sha256(body).hexdigest() == PUBLISHED
    licence = assets.assets()["vendor/plotly-basic-LICENSE.txt"].body.decode()
    assert licence.startswith("MIT License")


def test_the_bundle_is_sent_as_it_lies_there(nobody: TestClient) -> None:
    answer = nobody.get(assets.static(BUNDLE))
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.content == assets.assets()[BUNDLE].body
    plain = nobody.get(assets.static(BUNDLE), headers={"Accept-Encoding": "identity"})
    assert (plain.headers.get("Content-Encoding"), plain.content) == (None, answer.content)
    assert nobody.get(f"/static/{BUNDLE}.gz").status_code == 404


def test_nothing_of_it_is_named_before_a_tap(nobody: TestClient) -> None:
    """Neither by a page, nor by a module that comes with one, nor by the worker that fetches ahead."""
    page = nobody.get("/sample").text
    assert page.count("data-explore=") == len(CHART_KEYS)
    assert not re.search(r"plotly|explore\.js", page)
    assert not re.search(r"plotly|explore\.js", assets.worker().body.decode())
    for name in ("app.js", "phone.js", "logging.js", "queue.js"):
        assert not {"explore.js", BUNDLE} & {name, *assets.imports_of(name)}
    assert (
        f'"./explore.js?v={assets.assets()["explore.js"].version}"' in assets.assets()["app.js"].body.decode()
    )
    assert f'"./{BUNDLE}?v={assets.assets()[BUNDLE].version}"' in assets.assets()["explore.js"].body.decode()


def test_without_script_there_is_no_button(nobody: TestClient) -> None:
    buttons = re.findall(r"<button[^>]*data-explore[^>]*>", nobody.get("/sample").text)
    assert buttons
    assert all(' hidden=""' in button for button in buttons)


@pytest.mark.parametrize("path", ["/sample", "/sample/ladder.json"])
def test_pages_with_charts_have_the_policy_of_every_page(nobody: TestClient, path: str) -> None:
    assert nobody.get(path).headers["Content-Security-Policy"] == CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY


def test_the_app_starts_without_the_package() -> None:
    loaded = "import sys, app.main; print([name for name in sys.modules if name.split('.')[0] == 'plotly'])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_colours_of_figures_are_the_light_ones_of_the_stylesheet() -> None:
    light = TOKENS.read_text(encoding="utf-8").partition("@media screen and (prefers-color-scheme: dark)")[0]
    assert {name: re.search(rf"--{name}: (#\w+);", light)[1] for name in COLOURS} == COLOURS


def test_the_style_sheet_that_is_left_alone_is_the_one_the_bundle_writes() -> None:
    """The ids by which the bundle knows its own style sheets; with a new bundle they may be others."""
    body = assets.assets()[BUNDLE].body.decode()
    script = assets.assets()["explore.js"].body.decode()
    written = set(re.findall(r'getElementById\("([0-9a-f]{20,})"\)', body))
    assert written
    assert all(one in script for one in written)
    assert '"plotly.js-style-"+' in body
    assert ".no-inline-styles" in body


@pytest.mark.parametrize("key", CHART_KEYS)
def test_the_sample_can_be_explored(nobody: TestClient, key: str) -> None:
    page = nobody.get("/sample").text
    address = re.search(rf'data-explore="([^"]*/{key}\.json)"', page)[1]
    answer = nobody.get(address)
    assert answer.headers["Content-Type"] == "application/json"
    drawn = answer.json()
    assert drawn["layout"]["meta"]["key"] == key
    assert drawn["data"]
    assert nobody.get("/sample/nothing.json").status_code == 404


def with_pay(writer: TestClient) -> TestClient:
    for pay in ("12.75", "31.40", "48.15"):
        assert writer.post("/today", data={**WORK, "pay": pay}).status_code == 200
    return writer


def test_a_figure_keeps_the_days_of_its_page(writer: TestClient) -> None:
    with_pay(writer)
    page = writer.get("/real-pay?period=own&start=2026-11-01&end=2026-11-12").text
    address = re.search(r'data-explore="([^"]*/calendar\.json[^"]*)"', page)[1].replace("&amp;", "&")
    assert address.endswith("?period=own&start=2026-11-01&end=2026-11-12")
    squares = sum(len(trace["x"]) for trace in writer.get(address).json()["data"])
    assert squares == 12


def test_amounts_that_are_hidden_are_in_no_figure(writer: TestClient) -> None:
    with_pay(writer)
    shown = writer.get("/real-pay/months.json")
    assert "$92.30" in shown.text
    writer.post("/you/amounts", data={"back": "/today"})
    for key in CHART_KEYS:
        drawn = writer.get(f"/real-pay/{key}.json")
        assert drawn.status_code == 200
        assert not re.search(r"\$\d|92\.3", drawn.text)


def test_programs_get_the_figures_of_the_page(writer: TestClient, program) -> None:  # noqa: F811
    with_pay(writer)
    client = program(made(writer, "read")["secret"])
    for key in CHART_KEYS:
        drawn = client.get(f"/api/v1/charts/{key}")
        assert drawn.status_code == 200
        assert drawn.json() == writer.get(f"/real-pay/{key}.json").json()
    assert client.get("/api/v1/charts/nothing").json()["code"] == "not_found"
    assert client.get("/api/v1/charts/ladder?start=2026-11-01").status_code == 422


def test_a_figure_through_the_api_is_of_the_days_and_in_the_language_asked_for(writer: TestClient) -> None:
    with_pay(writer)
    address = "/api/v1/charts/calendar?start=2026-11-11&end=2026-11-12"
    drawn = writer.get(address).json()
    assert sum(len(trace["x"]) for trace in drawn["data"]) == 2
    writer.put("/api/v1/me", json={"language": "es"})
    spanish = json.dumps(writer.get(address).json(), ensure_ascii=False)
    assert drawn["layout"]["meta"]["question"] not in spanish


def test_nobody_gets_no_figure(nobody: TestClient) -> None:
    assert nobody.get("/api/v1/charts/ladder").status_code == 401
    answer = nobody.get("/real-pay/ladder.json", headers={"Accept": "application/json"})
    assert answer.status_code == 401
