"""The composition of containers: who reaches the app, and whom it believes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.http.our_address import our_address
from app.http.throttle import source_of
from app.settings import Settings

ROOT = Path(__file__).parents[2]
WHOLE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = WHOLE["services"]
APP, PROXY = SERVICES["pagerate"], SERVICES["proxy"]


def neighbours(name: str) -> set[str]:
    """Which other services share a network with one."""
    mine = set(SERVICES[name]["networks"])
    return {other for other, said in SERVICES.items() if other != name and mine & set(said["networks"])}


def test_only_the_proxy_has_ports_and_only_the_app_reaches_the_database():
    assert [name for name, said in SERVICES.items() if "ports" in said] == ["proxy"]
    assert neighbours("proxy") == {"pagerate"}
    assert neighbours("database") == {"pagerate"}
    assert all(WHOLE["networks"][name]["internal"] for name in APP["networks"])


def test_the_proxy_alone_is_believed_and_the_app_knows_its_address():
    said = APP["environment"]
    assert said["FORWARDED_ALLOW_IPS"] == PROXY["networks"]["inside"]["ipv4_address"]
    assert said["PAGERATE_PUBLIC_ADDRESS"].startswith("https://${PAGERATE_NAME")
    assert said["PAGERATE_SECURE_COOKIES"] == "true"


def test_the_image_knows_the_commit_it_was_built_of():
    assert APP["build"] == {"context": ".", "args": {"REVISION": "${PAGERATE_REVISION:-}"}}
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("ENV PAGERATE_REVISION=$REVISION") == lines.index("ARG REVISION=") + 1
    assert lines.index("ARG REVISION=") > max(n for n, line in enumerate(lines) if line.startswith("FROM"))


@pytest.mark.parametrize(
    ("comes_from", "source", "address"),
    [
        (PROXY["networks"]["inside"]["ipv4_address"], "203.0.113.9", "https://log.test"),
        ("172.30.86.1", "172.30.86.1", "http://log.test"),
    ],
)
def test_what_is_said_of_who_came_counts_from_the_proxy_and_from_nobody_else(comes_from, source, address):
    app, settings = FastAPI(), Settings()

    @app.get("/")
    def look(request: Request) -> list[str]:
        return [source_of(request), our_address(request, settings)]

    believing = ProxyHeadersMiddleware(app, APP["environment"]["FORWARDED_ALLOW_IPS"])
    client = TestClient(believing, base_url="http://log.test", client=(comes_from, 1))
    said = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert client.get("/", headers=said).json() == [source, address]


def test_the_proxy_keeps_no_log_of_requests_and_is_what_the_composition_mounts():
    (mounted,) = [one.split(":")[0] for one in PROXY["volumes"] if one.endswith(":ro")]
    text = (ROOT / mounted).read_text(encoding="utf-8")
    assert "exclude http.log.error" in text
    assert "reverse_proxy pagerate:8000" in text
    assert "\tlog {" not in text
