"""The language that a reader chose on a shared page stays on every link of it."""

from __future__ import annotations

import re

import pytest

from reports.sharing import PARTS
from tests.app.conftest import ADDRESS

WORK = {"like": "other", "duration": "typed", "typed_duration": "1:20", "is_paid": "yes", "day": "today"}


@pytest.fixture
def shared(writer):
    """Where a dashboard of some work opens; with a passphrase where one is given."""
    for number in range(3):
        writer.post("/today", data={**WORK, "kind": f"Kind {number}", "pay": "20", "platform": "Nightjar"})

    def at(**said):
        made = writer.post("/api/v1/shares", json={"parts": list(PARTS), **said})
        assert made.status_code == 201, made.text
        return made.json()["address"].removeprefix(ADDRESS)

    return at


def links_of(page: str) -> list[str]:
    found = re.findall(r'<a [^>]*href="([^"]+)"', page) + re.findall(r'og:image" content="([^"]+)"', page)
    return [address for address in found if not address.startswith("#")]


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_link_of_a_shared_page_keeps_its_language(shared, browser, code):
    path = shared(previews=True)
    reader = browser()
    chosen = reader.get(path, params={"lang": code}).text
    other = {"en": "es", "es": "en"}[code]
    links = [address for address in links_of(chosen) if address != f"?lang={other}"]
    assert len(links) >= 8
    assert all(address.endswith(f"?lang={code}") for address in links), links
    assert {address.split("?")[0].rpartition("/")[2].rpartition(".")[2] for address in links} >= {
        "csv", "json", "png", "method",
    }  # fmt: skip


def test_the_files_behind_them_are_in_it(shared, browser):
    path = shared()
    reader = browser()
    assert reader.get(f"{path}.json", params={"lang": "es"}).json()["language"] == "es"
    assert reader.get(f"{path}/ladder.csv", params={"lang": "es"}).text.startswith("Paso")


def test_a_passphrase_does_not_lose_it(shared, browser):
    path = shared(passphrase="seven grey owls")
    reader, said = browser(), {"passphrase": "seven grey owls"}
    answer = reader.post(f"{path}?lang=es", data=said, follow_redirects=False)
    assert answer.headers["Location"] == f"{path}?lang=es"
    plain = reader.post(f"{path}?lang=nonsense", data=said, follow_redirects=False)
    assert plain.headers["Location"] == path
