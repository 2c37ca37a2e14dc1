"""What a writer takes along from Real pay: hers alone, of the days in the address, hidden where amounts are."""

from __future__ import annotations

import json
import re
import threading
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import clock, manage
from app.database import transaction
from app.http import papers
from app.http.papers import AT_ONCE, Busy
from app.jobs import samples
from reports.charts.card import CHART_KEYS
from tests.reports.paper_reader import Pdf, png_parts, png_size, squeezed

ROOT = Path(__file__).resolve().parents[2]
FILES = ("report.pdf", "contribution.pdf", "contribution.json", "ladder.png", "ladder.svg")
DAYS = {"period": "own", "start": "2026-05-01", "end": "2026-05-31"}


@pytest.fixture
def of_the_sample(app, browser) -> TestClient:
    client = browser()
    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    client.post(address)
    return client


def text_of(answer) -> str:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return squeezed(Pdf(answer.content).text())


def test_the_page_leads_to_every_paper_of_its_days(of_the_sample):
    page = of_the_sample.get("/real-pay", params=DAYS).text
    query = "?period=own&amp;start=2026-05-01&amp;end=2026-05-31"
    for name in ("report.pdf", "contribution", "ladder.png", "ladder.svg", "ladder.csv"):
        assert f'href="/real-pay/{name}{query}"' in page
    assert f'href="/real-pay/report.pdf{query}&amp;rows=yes"' in page
    for address in re.findall(r'href="(/real-pay/[^"]+\.(?:png|svg|pdf)[^"]*)"', page):
        assert of_the_sample.get(address.replace("&amp;", "&")).status_code == 200


def test_the_report_has_the_numbers_of_the_page_and_no_id(app, of_the_sample):
    text = text_of(of_the_sample.get("/real-pay/report.pdf"))
    page = of_the_sample.get("/real-pay").text
    real = re.search(r'class="now[^"]*"><span class="sr">[^<]*</span>(.*)</span>', page)
    assert real is not None
    assert re.sub("<[^>]+>", "", real[1]) in text
    for heading in re.findall(r'<h2 id="chart-[^>]*>([^<]+)</h2>', page):
        if "&" not in heading:
            assert squeezed(heading) in text
    full = of_the_sample.get("/real-pay/report.pdf", params={"rows": "yes"})
    assert squeezed("Every row") in text_of(full)
    whole = Pdf(full.content).everything()
    report = of_the_sample.get("/api/v1/report").json()
    ids = [row["contract_id"] for row in report["contracts"]] + list(report["platform_names"])
    me = of_the_sample.get("/api/v1/me").json()
    said = squeezed(Pdf(full.content).text())
    for canary in (*ids, me["handle"], me["zone"]):
        assert canary.encode() not in whole
        assert squeezed(canary) not in said


def test_no_note_of_hers_is_on_any_paper(of_the_sample):
    report = of_the_sample.get("/api/v1/report").json()
    contract = report["contracts"][0]["contract_id"]
    rows = {
        "tasks": {"contract_id": contract, "worked_on": "2026-10-20", "seconds": 600, "is_paid": True},
        "payments": {"contract_id": contract, "kind": "bonus", "earned_on": "2026-10-20", "amount_minor": 100,
                     "currency": "USD"},
        "payouts": {"contract_id": contract, "arrived_on": "2026-10-20", "gross_minor": 100, "fee_minor": 0,
                    "net_minor": 100, "currency": "USD"},
        "expenses": {"category": "Desk", "spent_on": "2026-10-20", "amount_minor": 100, "currency": "USD", "months": 1},
    }  # fmt: skip
    for noun, row in rows.items():
        answer = of_the_sample.post(f"/api/v1/{noun}", json={**row, "note": f"canary {noun}"})
        assert answer.status_code == 201, (noun, answer.text)
    for name in ("report.pdf?rows=yes", "contribution.pdf"):
        pdf = Pdf(of_the_sample.get(f"/real-pay/{name}").content)
        assert b"canary" not in pdf.everything()
        assert "canary" not in squeezed(pdf.text())
    assert "canary" not in of_the_sample.get("/real-pay/contribution.json").text
    for key in CHART_KEYS:
        assert "canary" not in of_the_sample.get(f"/real-pay/{key}.svg").text


def test_papers_are_of_the_days_in_the_address(of_the_sample):
    may = text_of(of_the_sample.get("/real-pay/report.pdf", params=DAYS))
    assert squeezed("1 May to 31 May 2026") in may
    statement = of_the_sample.get("/real-pay/contribution.json", params=DAYS).json()
    assert {line["month"] for line in statement["lines"]} == {"2026-05"}
    assert squeezed("1 May to 31 May 2026") in text_of(
        of_the_sample.get("/real-pay/contribution.pdf", params=DAYS)
    )


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_is_an_image_to_keep(of_the_sample, key):
    answer = of_the_sample.get(f"/real-pay/{key}.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == f'attachment; filename="real-pay-{key}.png"'
    assert png_size(answer.content)[0] == 1440
    assert {kind for kind, _ in png_parts(answer.content)} == {"IHDR", "IDAT", "IEND"}
    answer = of_the_sample.get(f"/real-pay/{key}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "page/rate" in answer.text


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_that_is_none_is_not_found(of_the_sample, ending):
    assert of_the_sample.get(f"/real-pay/nonsense.{ending}").status_code == 404
    assert of_the_sample.get(f"/sample/nonsense.{ending}").status_code == 404


def test_nobody_gets_a_paper_and_another_writer_gets_her_own(nobody, browser, of_the_sample):
    for name in FILES:
        assert nobody.get(f"/real-pay/{name}", follow_redirects=False).status_code == 303
    other = browser()
    other.post("/start")
    assert squeezed("Northlight") not in text_of(other.get("/real-pay/report.pdf", params={"rows": "yes"}))
    assert other.get("/real-pay/contribution.json").json()["lines"] == []
    assert "No work is logged in this period." in other.get("/real-pay/contribution").text


def test_hidden_amounts_stay_hidden_on_every_paper(of_the_sample):
    shown = {name: of_the_sample.get(f"/real-pay/{name}") for name in FILES}
    of_the_sample.cookies.set("amounts", "hidden")
    for name in ("report.pdf?rows=yes", "contribution.pdf"):
        pdf = Pdf(of_the_sample.get(f"/real-pay/{name}").content)
        said = pdf.text() + "".join(pdf.alternatives())
        assert "$•••" in said
        # Figures of the law and of surveys are public; hers have none of their digits.
        first = squeezed(pdf._page(pdf.pages[0]))
        assert not re.search(r"\$\d", first)
        assert "23.66" not in squeezed(said)
        assert not re.search(r"(?<![\d.])(?:38\.00|35\.45|24\.87|40\.11)(?![\d])", squeezed(said))
    drawn = of_the_sample.get("/real-pay/ladder.svg").text
    assert "$•••" in drawn
    assert not re.search(r"\$\d", drawn)
    assert of_the_sample.get("/real-pay/ladder.png").content != shown["ladder.png"].content
    of_the_sample.cookies.delete("amounts")
    assert of_the_sample.get("/real-pay/ladder.png").content == shown["ladder.png"].content


def test_a_browser_with_a_neutral_name_has_no_wordmark_on_its_papers(of_the_sample):
    assert "page/rate" in text_of(of_the_sample.get("/real-pay/report.pdf"))
    of_the_sample.cookies.set("discreet", "yes")
    assert "page/rate" not in text_of(of_the_sample.get("/real-pay/report.pdf"))
    assert "page/rate" not in of_the_sample.get("/real-pay/ladder.svg").text
    of_the_sample.app.state.settings.__dict__["product_name"] = "Quill & Co"
    of_the_sample.cookies.delete("discreet")
    assert "Quill &amp; Co" in of_the_sample.get("/real-pay/ladder.svg").text


def test_papers_speak_the_language_of_the_writer(nobody, of_the_sample):
    text = text_of(nobody.get("/sample/report.pdf", params={"lang": "es"}))
    assert squeezed("Pago real") in text
    of_the_sample.put("/api/v1/me", json={"language": "es"})
    answer = of_the_sample.get("/api/v1/report.pdf")
    assert squeezed("Pago real") in text_of(answer)
    assert rb"/Lang(es" in Pdf(answer.content).everything().replace(b" ", b"")


def test_a_change_of_the_log_makes_new_papers(of_the_sample):
    before = of_the_sample.get("/real-pay/contribution.pdf").content
    assert of_the_sample.get("/real-pay/contribution.pdf").content == before
    platform = next(iter(of_the_sample.get("/api/v1/report").json()["platform_names"]))
    row = {
        "platform_id": platform,
        "worked_on": clock.today("UTC").isoformat(),
        "seconds": 36000,
        "is_paid": True,
    }
    assert of_the_sample.post("/api/v1/tasks", json=row).status_code == 201
    assert of_the_sample.get("/real-pay/contribution.pdf").content != before


def test_the_sample_has_papers_for_anyone(nobody):
    assert squeezed("$23.66") in text_of(nobody.get("/sample/report.pdf"))
    assert png_size(nobody.get("/sample/ladder.png").content)[0] == 1440
    assert "Northlight" in nobody.get("/sample/timeline.svg").text
    page = nobody.get("/sample").text
    assert 'href="/sample/report.pdf"' in page
    assert "contribution" not in page


def test_the_contribution_page_has_its_tables_and_files(of_the_sample):
    page = of_the_sample.get("/real-pay/contribution", params=DAYS)
    assert page.status_code == 200
    assert "<h1>Contribution statement</h1>" in page.text
    assert "Other work" in page.text
    assert "not promised" in page.text
    for name in ("contribution.pdf", "contribution.json"):
        assert f'href="/real-pay/{name}?period=own' in page.text


def test_her_own_words_for_kinds_of_work_are_asked_for_by_a_tick_kept_in_the_address(of_the_sample):
    contract = of_the_sample.get("/api/v1/report").json()["contracts"][0]["contract_id"]
    row = {
        "contract_id": contract,
        "worked_on": "2026-05-20",
        "seconds": 600,
        "is_paid": True,
        "kind": "secret arcs",
    }
    assert of_the_sample.post("/api/v1/tasks", json=row).status_code == 201
    closed = of_the_sample.get("/real-pay/contribution", params=DAYS).text
    assert "ecret arcs" not in closed
    assert 'name="own_words" value="yes" aria-describedby="own-words-hint">' in closed
    assert '<input type="hidden" name="start" value="2026-05-01">' in closed
    assert "NDA" not in closed
    own = {**DAYS, "own_words": "yes"}
    opened = of_the_sample.get("/real-pay/contribution", params=own).text
    assert "Secret arcs" in opened
    assert "Your words may tell what you promised to keep secret, in an NDA" in opened
    for name in ("contribution.pdf", "contribution.json"):
        assert re.search(rf'href="/real-pay/{name}\?period=own[^"]*&amp;own_words=yes"', opened)
    said = of_the_sample.get("/real-pay/contribution.json", params=own).json()
    assert "secret arcs" in {line["kind"] for line in said["lines"]}
    assert squeezed("Secret arcs") in text_of(of_the_sample.get("/real-pay/contribution.pdf", params=own))
    assert squeezed("ecret arcs") not in text_of(of_the_sample.get("/real-pay/contribution.pdf", params=DAYS))
    days = {"start": "2026-05-01", "end": "2026-05-31", "own_words": True}
    assert of_the_sample.get("/api/v1/contribution", params=days).json() == said
    assert squeezed("Secret arcs") in text_of(of_the_sample.get("/api/v1/contribution.pdf", params=days))


def test_a_chart_to_send_on_speaks_of_the_writer(of_the_sample):
    for key in CHART_KEYS:
        drawn = of_the_sample.get(f"/real-pay/{key}.svg").text
        assert not re.search(r"\byou(r|rs)?\b", drawn, re.IGNORECASE), key
    assert "Work on " in of_the_sample.get("/real-pay/calendar.svg").text
    assert "You worked on " in of_the_sample.get("/real-pay").text


def test_her_own_report_says_who_you_is(of_the_sample):
    assert squeezed("“You” is the writer who logged this work.") in text_of(
        of_the_sample.get("/real-pay/report.pdf")
    )


def test_the_api_gives_the_same_papers(of_the_sample):
    days = {"start": "2026-05-01", "end": "2026-05-31"}
    assert squeezed("1 May to 31 May 2026") in text_of(of_the_sample.get("/api/v1/report.pdf", params=days))
    assert squeezed("Every row") in text_of(
        of_the_sample.get("/api/v1/report.pdf", params={**days, "rows": True})
    )
    statement = of_the_sample.get("/api/v1/contribution", params=days).json()
    assert statement == of_the_sample.get("/real-pay/contribution.json", params=DAYS).json()
    assert squeezed("Contribution statement") in text_of(
        of_the_sample.get("/api/v1/contribution.pdf", params=days)
    )
    assert of_the_sample.get("/api/v1/report.pdf", params={"start": "2026-05-01"}).status_code == 422
    assert of_the_sample.get("/api/v1/report.pdf", params={"as_of": "2200-01-01"}).status_code == 422


def test_only_a_few_are_made_at_once_and_the_next_is_told_to_wait(of_the_sample, monkeypatch):
    monkeypatch.setattr(papers, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(papers, "_SET", papers.Recent(16))
    for _ in range(AT_ONCE):
        papers._PLACES.acquire()
    try:
        answer = of_the_sample.get("/real-pay/report.pdf")
        assert answer.status_code == 503
        assert "Many files are being made just now." in answer.text
        assert of_the_sample.get("/api/v1/report.pdf").json()["code"] == "busy"
        # A drawing needs no setting, and a page neither.
        assert of_the_sample.get("/real-pay/ladder.svg").status_code == 200
        assert of_the_sample.get("/real-pay").status_code == 200
    finally:
        for _ in range(AT_ONCE):
            papers._PLACES.release()
    assert of_the_sample.get("/real-pay/report.pdf").status_code == 200
    with papers._LONG:
        assert of_the_sample.get("/real-pay/report.pdf", params={"rows": "yes"}).status_code == 503
    assert of_the_sample.get("/real-pay/report.pdf", params={"rows": "yes"}).status_code == 200


def test_a_place_is_free_again_after_a_failure():
    def fails() -> bytes:
        raise RuntimeError("typst is gone")

    for _ in range(AT_ONCE + 1):
        with pytest.raises(RuntimeError):
            papers._in_turn(fails)
    done = threading.Event()
    assert papers._in_turn(lambda: done.set() or b"x") == b"x"
    assert done.is_set()
    assert Busy.status == 503


def test_the_command_writes_the_report_as_a_document(tmp_path, capsys):
    out = tmp_path / "report.pdf"
    ledger = ROOT / "docs" / "ledger-example.json"
    given = ["report", "--file", str(ledger), "--as-of", "2026-04-30", "--pdf", str(out)]
    assert manage.main(given) == 0
    assert str(out) in capsys.readouterr().out
    plain = squeezed(Pdf(out.read_bytes()).text())
    assert squeezed("Real pay,") in plain
    assert squeezed("Every row") not in plain
    assert manage.main([*given, "--rows"]) == 0
    assert squeezed("Every row") in squeezed(Pdf(out.read_bytes()).text())
    notes = [row.get("note") for row in json.loads(ledger.read_text()).get("tasks", []) if row.get("note")]
    for note in notes:
        assert squeezed(note) not in squeezed(Pdf(out.read_bytes()).text())
    assert date(2026, 4, 30).strftime("D:%Y%m%d").encode() in out.read_bytes()
