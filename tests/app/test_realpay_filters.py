"""Real pay of a part of the log, kept by every address; and parts side by side."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from app.http.reporting import forget_all
from app.store import frames
from app.web import compare
from reports.charts.card import CHART_KEYS
from tests.app.form_fields import Forms
from tests.app.test_contract_pages import made
from tests.app.test_pages import WORK, contract_of

NOWHERE = "8d6f1f6a-7f0b-4a0f-9a7e-0a3a5d8c0c11"


def log(client, platform, kind, pay, *, day="2026-11-10", count=3):
    for _ in range(count):
        said = {**WORK, "platform": platform, "kind": kind, "duration": "60", "pay": pay}
        assert client.post("/today", data={**said, "day": "other", "other_day": day}).status_code == 200


@pytest.fixture
def two(writer):
    """Three hours on Scribe at 30 dollars, three on Quill at 12, of two kinds of work."""
    log(writer, "Scribe", "Rank pairs", "30")
    log(writer, "Quill", "Write scenes", "12")
    return writer


def options(page, name):
    select = re.search(rf'<select id="{name}" name="{name}">(.*?)</select>', page, re.DOTALL)[1]
    return {
        unescape(label): value
        for value, label in re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', select)
    }


def on(client, **wanted):
    """The address of a part, by the names on the page."""
    page = client.get("/real-pay").text
    return "&".join(f"{name}={options(page, name)[label]}" for name, label in wanted.items())


def shown(client, address):
    """What an hour paid, on a page."""
    page = client.get(address).text
    found = re.search(
        r'<span class="now[^"]*">(?:<span class="sr">[^<]*</span>)?(.*?)</span>\s*</p>', page, re.DOTALL
    )
    return re.sub(r"<[^>]+>", "", found[1]).replace("Really ", "") if found else ""


def test_with_a_filter_on_the_page_says_that_share_is_for_all_work_and_leads_there(two):
    said = "Share and the contribution statement are for all your work."
    assert said not in two.get("/real-pay").text
    page = two.get(f"/real-pay?{on(two, platform='Scribe')}").text
    assert said in page
    assert 'href="/share"' in page
    days = "period=own&start=2026-11-01&end=2026-11-12"
    page = two.get(f"/real-pay?{on(two, platform='Scribe')}&{days}").text
    (address,) = re.findall(r'href="(/share\?[^"]+)"', page)
    assert sorted(parse_qs(urlsplit(unescape(address)).query)) == ["end", "period", "start"]


def test_a_platform_has_its_own_pay_and_says_so(two):
    scribe, quill = on(two, platform="Scribe"), on(two, platform="Quill")
    assert shown(two, "/real-pay") == "$21.00"
    assert shown(two, f"/real-pay?{scribe}") == "$30.00"
    assert shown(two, f"/real-pay?{quill}") == "$12.00"
    page = two.get(f"/real-pay?{scribe}").text
    assert "What an hour of your work paid on Scribe" in page
    assert "<title>Real pay on Scribe" in page
    assert "(on Scribe)" in page
    assert "(of all your work)" in page


def test_kind_and_platform_go_together(two):
    log(two, "Scribe", "Write scenes", "60")
    both = on(two, platform="Scribe", kind="Write scenes")
    assert shown(two, f"/real-pay?{both}") == "$60.00"
    assert shown(two, f"/real-pay?{on(two, kind='Write scenes')}") == "$36.00"
    page = two.get(f"/real-pay?{both}").text
    words = re.findall(r'<li><a href="([^"]+)"><span>([^<]+)</span> <span aria-hidden="true">×', page)
    assert [label for _, label in words] == ["Scribe", "Write scenes"]
    assert "platform=" not in words[0][0]
    assert "kind=" in words[0][0]
    assert 'href="/real-pay">Show everything' in page


def test_every_link_of_the_page_keeps_what_was_chosen(two):
    asked = on(two, platform="Scribe")
    page = two.get(f"/real-pay?period=this-year&{asked}").text
    links = [unescape(link) for link in re.findall(r'href="(/real-pay[^"]*)"', page)]
    links += [unescape(link) for link in re.findall(r'data-explore="(/real-pay[^"]*)"', page)]
    for link in links:
        path, query = urlsplit(link).path, parse_qs(urlsplit(link).query)
        if path in {"/real-pay/compare", "/real-pay/what-if", "/real-pay"} or "contribution" in path:
            continue
        assert query["period"] == ["this-year"], link
        assert f"platform={query['platform'][0]}" == asked, link
    assert {urlsplit(link).path.rpartition(".")[2] for link in links} >= {"png", "svg", "csv", "json", "pdf"}
    # The choice of days keeps the part, and the choice of a part keeps the days.
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    days, own, part = (form for form in forms if 'action="/real-pay"' in form)
    for form in (days, own):
        assert f'name="platform" value="{asked.partition("=")[2]}"' in form
    assert 'name="period" value="this-year"' in part
    assert Forms(page, "get").found["/real-pay"].keys() >= {"platform", "kind", "period"}


def test_an_explanation_opens_down_to_the_rows_of_the_part_only(two):
    asked = on(two, platform="Scribe")
    page = two.get(f"/real-pay/explain/effective_hourly_rate?{asked}").text
    assert "Real hourly pay (on Scribe)" in page
    assert "Quill" not in page
    assert "3 logged pieces of work" in page
    assert f'href="/real-pay?{asked}"' in unescape(page)
    entries = unescape(re.search(r'href="(/work\?[^"]+)"', page)[1])
    listed = two.get(entries).text
    assert "3 entries found." in listed
    rows = csv.reader(io.StringIO(two.get(f"/real-pay/explain/effective_hourly_rate.csv?{asked}").text))
    assert [row[2] for row in rows][1:] == ["3", "3"]


def test_work_without_a_kind_of_its_own_is_found_by_that_of_its_contract(two):
    contract = contract_of(two)
    for _ in range(3):
        said = {
            "like": "other",
            "contract": contract.rpartition("/")[2],
            "duration": "60",
            "is_paid": "yes",
            "day": "today",
        }
        assert two.post("/today", data=said).status_code == 200
    asked = on(two, kind="Rank pairs")
    page = two.get(f"/real-pay/explain/hours?{asked}").text
    assert "6 logged pieces of work" in page
    assert "6 entries found." in two.get(unescape(re.search(r'href="(/work\?[^"]+)"', page)[1])).text


def test_all_numbers_say_what_they_are_of(two):
    page = two.get(f"/real-pay/numbers?{on(two, platform='Scribe')}").text
    assert "(on Scribe)" in page
    assert "Of all your work, not only of what is chosen." in page
    assert "Of all your work" not in two.get("/real-pay/numbers").text


def test_a_number_of_all_work_says_so_and_has_all_its_rows(two):
    page = two.get(f"/real-pay/explain/gap_days?{on(two, platform='Scribe')}").text
    assert "(of all your work)" in page
    page = two.get(f"/real-pay/explain/days_between_contracts?{on(two, platform='Scribe')}").text
    assert "Quill" in page


@pytest.mark.parametrize("name", ["platform", "contract", "kind"])
def test_what_is_not_hers_is_said_and_everything_is_shown(two, browser, name):
    other = browser()
    other.post("/start", data={"zone": "America/Los_Angeles"})
    log(other, "Secret platform", "Secret kind", "99")
    log(other, "Another", "Another kind", "1")
    secret = {"platform": "Secret platform", "contract": "", "kind": "Secret kind"}[name]
    theirs = on(other, **{name: secret}) if secret else f"contract={contract_of(other)}"
    for asked in (theirs, f"{name}={NOWHERE}", f"{name}=%27%22%3Cscript%3E"):
        answer = two.get(f"/real-pay?{asked}")
        assert answer.status_code == 200
        assert "There is no platform, contract or kind of work of that name in your log." in answer.text
        # The way back to this address after hiding amounts is what was typed here.
        assert "Secret" not in re.sub(r'name="back" value="[^"]*"', "", answer.text)
        assert "&lt;script" not in answer.text
        assert shown(two, f"/real-pay?{asked}") == "$21.00"
        for path in ("ladder.csv", "ladder.json", "ladder.png", "report.pdf", "explain/net", "numbers"):
            assert two.get(f"/real-pay/{path}?{asked}").status_code == 404, path
        assert two.get(f"/api/v1/report?{asked}").status_code == 404
        assert two.get(f"/api/v1/charts/ladder?{asked}").status_code == 404


def test_too_little_of_a_part_says_of_which(two):
    log(two, "Nightjar", "Rank pairs", "10", count=2)
    page = two.get(f"/real-pay?{on(two, platform='Nightjar')}").text
    assert "2 pieces of work are logged on Nightjar in these days." in page
    assert "Show everything" in page
    assert 'id="platform"' in page
    page = two.get(f"/real-pay?{on(two, platform='Nightjar', kind='Write scenes')}").text
    assert "No work is logged on Nightjar for “Write scenes” in these days." in page


def test_files_are_of_the_part(two):
    asked = on(two, platform="Scribe")
    whole = two.get("/real-pay/ladder.csv").text
    assert two.get(f"/real-pay/ladder.csv?{asked}").text != whole
    figure = two.get(f"/real-pay/ladder.json?{asked}").json()
    assert figure["layout"]["meta"]["question"].endswith("(on Scribe)")
    svg = two.get(f"/real-pay/ladder.svg?{asked}").text
    assert "(on Scribe)" in svg
    assert two.get("/real-pay/report.pdf").content != two.get(f"/real-pay/report.pdf?{asked}").content
    statements = [two.get(f"/real-pay/contribution.json{query}").json() for query in ("", f"?{asked}")]
    assert statements[0] == statements[1]  # it names no platform, so it is of all work


def test_the_interface_knows_the_same_names(two):
    asked = on(two, platform="Scribe", kind="Rank pairs")
    told = two.get(f"/api/v1/report?{asked}").json()
    assert told["figures"]["effective_hourly_rate"]["value"] == "30"
    assert told["only"]["kind"]
    assert "gap_days" in told["of_all_work"]
    assert "only" not in two.get("/api/v1/report").json()
    assert (
        two.get(f"/api/v1/charts/ladder?{asked}").json()["data"]
        == two.get(f"/real-pay/ladder.json?{asked}").json()["data"]
    )
    assert two.get(f"/api/v1/charts/months?{asked}").status_code == 404


def test_what_has_none_is_answered_under_the_name_it_was_asked_by(two):
    task = {"worked_on": "2026-11-09", "seconds": 3600, "is_paid": True, "outcome": "pending"}
    assert two.post("/api/v1/tasks", json=task).status_code == 201
    only = two.get("/api/v1/report", params={"contract": "none"}).json()["only"]
    assert only == {"platform": None, "contract": "none", "kind": None}


@pytest.mark.parametrize(
    ("chosen", "dimension"),
    [
        ({}, ""),
        ({"platform": "Scribe"}, "platform"),
        ({"kind": "Rank pairs"}, "kind"),
        ({"platform": "Scribe", "kind": "Rank pairs"}, ""),
    ],
)
def test_what_if_starts_from_the_one_that_was_chosen(two, chosen, dimension):
    asked = on(two, **chosen)
    page = two.get(f"/real-pay?period=this-year&{asked}").text
    address = unescape(re.search(r'href="(/real-pay/what-if[^"]*)"', page)[1])
    assert parse_qs(urlsplit(address).query) == (
        {"on": [f"{dimension}:{parse_qs(asked)[dimension][0]}"]} if dimension else {}
    )
    page = two.get(address).text
    assert "Please choose one of these." not in page
    if dimension:
        assert re.search(rf'<option value="{dimension}:[^"]*" selected', page)


def test_what_if_of_a_contract_and_a_kind_starts_from_all_work(two):
    contract = worked_on(two, platform="Scribe").replace(":", "=")
    scribe, kind = on(two, platform="Scribe"), on(two, kind="Rank pairs")
    for asked in (f"{contract}&{kind}", f"{contract}&{scribe}"):
        page = two.get(f"/real-pay?{asked}").text
        assert 'href="/real-pay/what-if"' in page
        assert "/real-pay/what-if?on=" not in page


def test_pay_on_no_contract_can_be_chosen_where_all_hours_have_one(writer):
    worked_on(writer, platform="Scribe")
    assert '<select id="contract"' not in writer.get("/real-pay").text
    bonus = {
        "kind": "bonus",
        "amount": "50",
        "currency": "USD",
        "platform": "Scribe",
        "earned_on": "2026-11-10",
    }
    assert writer.post("/payments", data=bonus).status_code == 200
    page = writer.get("/real-pay").text
    assert options(page, "contract")["on no contract"] == "none"
    assert sides_of(writer.get("/real-pay/compare").text)[1]["Work on no contract"] == "contract:none"
    earned = writer.get("/api/v1/report?contract=none").json()["figures"]["earned"]["value"]
    assert earned == "50.00"


def test_what_has_none_is_not_there_where_all_work_has_one(two):
    assert two.get("/api/v1/report?kind=none").status_code == 404
    assert two.get("/real-pay/ladder.csv?kind=none").status_code == 404
    assert (
        "There is no platform, contract or kind of work of that name" in two.get("/real-pay?kind=none").text
    )
    quill = f"platform:{options(two.get('/real-pay').text, 'platform')['Quill']}"
    page = two.get(f"/real-pay/compare?side=kind:none&side={quill}").text
    assert "Some of what was asked for is not in your log." in page


def test_a_kind_of_work_has_no_months_and_the_page_says_why(two):
    asked = on(two, kind="Rank pairs")
    page = two.get(f"/real-pay?{asked}").text
    assert 'id="chart-months"' not in page
    assert "money that arrives does not say for which kind of work" in page
    for ending in ("csv", "json", "svg"):
        assert two.get(f"/real-pay/months.{ending}?{asked}").status_code == 404
    for key in CHART_KEYS:
        if key != "months":
            assert two.get(f"/real-pay/{key}.csv?{asked}").status_code == 200


def test_a_filter_reads_the_log_once(two, monkeypatch):
    asked, reads = on(two, platform="Scribe"), []
    real = frames.ledger_of
    monkeypatch.setattr(frames, "ledger_of", lambda *given: reads.append(given) or real(*given))
    forget_all()
    two.get(f"/real-pay?{asked}")
    two.get("/real-pay?period=this-month")
    two.get("/real-pay/compare")
    assert len(reads) == 1


def test_the_sample_has_no_filters_and_keeps_its_platforms(nobody):
    page = nobody.get("/sample").text
    assert "filter-form" not in page
    explained = nobody.get("/sample/explain/effective_hourly_rate").text
    address = unescape(
        re.search(r'href="(/sample/explain/effective_hourly_rate\?platform=[^"]+)"', explained)[1]
    )
    assert nobody.get(address).status_code == 200


def test_compare_starts_with_the_two_platforms_where_one_quarter_has_all_work(two):
    page = two.get("/real-pay/compare").text
    assert "Scribe paid $18.00 an hour more than Quill, or 150% more" in page
    assert "Careful with Scribe: only 3 entries and 3 h." in page
    assert "Scribe: $18.00 more than Quill, or 150%" in page
    assert two.get("/real-pay").text.count('href="/real-pay/compare"') == 1


def test_compare_starts_with_this_quarter_and_the_one_before(two):
    log(two, "Quill", "Write scenes", "9", day="2026-08-05")
    page = two.get("/real-pay/compare").text
    assert "Oct to Nov 2026 paid $12.00 an hour more than Jul to Sep 2026" in page
    assert "Owed to you now" not in page


def test_each_number_opens_down_to_its_own_side(two):
    page = two.get("/real-pay/compare").text
    links = [unescape(link) for link in re.findall(r'href="(/real-pay/explain/[^"]+)"', page)]
    assert len(links) == 18
    for link in links:
        assert two.get(link).status_code == 200
    real = [link for link in links if "effective_hourly_rate" in link]
    said = [re.sub(r"<[^>]+>", "", two.get(link).text) for link in real]
    assert sorted("$30.00" in text for text in said) == [False, True]


def test_up_to_four_sides_of_any_kind_and_a_file_of_them(two):
    page = two.get("/real-pay").text
    scribe, kind = options(page, "platform")["Scribe"], options(page, "kind")["Write scenes"]
    query = f"side=platform:{scribe}&side=period:this-month&side=kind:{kind}&side=period:last-year"
    page = two.get(f"/real-pay/compare?{query}").text
    assert page.count('class="measure') == 1 + 9  # their frame, and each
    assert "of all days" in page
    rows = list(csv.reader(io.StringIO(two.get(f"/real-pay/compare.csv?{query}").text)))
    assert rows[0] == ["What", "Scribe", "Nov 2026", "Write scenes", "Jan to Dec 2025"]
    assert ["Hours you worked", "3", "6", "3", "0"] in rows
    assert rows[-1] == ["Entries", "3", "6", "3", "0"]
    assert "fit side by side" not in page


def test_a_fifth_side_is_said_to_be_left_out(two):
    sides = ("whole", "this-month", "this-year", "last-year", "this-quarter")
    query = "&".join(f"side=period:{side}" for side in sides)
    page = two.get(f"/real-pay/compare?{query}").text
    assert "4 fit side by side. The rest is left out." in page
    assert "Some of what was asked for is not in your log." not in page
    assert two.get(f"/real-pay/compare.csv?{query}").status_code == 404
    assert two.get(unescape(re.search(r'href="(/real-pay/compare\.csv\?[^"]+)"', page)[1])).status_code == 200


def test_compare_leaves_out_what_is_not_hers(two):
    scribe = options(two.get("/real-pay").text, "platform")["Scribe"]
    query = f"side=platform:{scribe}&side=platform:{NOWHERE}"
    page = two.get(f"/real-pay/compare?{query}").text
    assert "Some of what was asked for is not in your log." in page
    assert "It takes two sides to compare." in page
    assert two.get(f"/real-pay/compare.csv?{query}").status_code == 404
    for strange in ("x", "platform", "period:", "period:never", "platform:%00", "kind:"):
        assert two.get(f"/real-pay/compare?side={strange}&side={strange}").status_code == 200
        assert two.get(f"/real-pay/compare.csv?side={strange}").status_code == 404
        assert two.get(f"/real-pay/compare.csv?side={strange}&side=kind:nope").status_code == 404


def sides_of(page):
    """What each choice of the form has selected, and everything it offers."""
    selects = re.findall(r'<select id="side-\d" name="side">(.*?)</select>', page, re.DOTALL)
    chosen = [re.findall(r'<option value="([^"]*)" selected>([^<]*)<', select) for select in selects]
    offered = {
        unescape(name): key for key, name in re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)<', selects[0])
    }
    return [[(key, unescape(name)) for key, name in found] for found in chosen], offered


def test_work_on_no_platform_is_a_side_that_can_be_chosen(two):
    log(two, "", "Read", "20", count=12)
    page = two.get("/real-pay/compare").text
    chosen, offered = sides_of(page)
    assert chosen[0] == [("platform:none", "Work on no platform")]
    assert len(chosen[1]) == 1
    assert offered["Work on no contract"] == "contract:none"
    assert "Work of no kind" not in offered
    quill = offered["Quill"]
    page = two.get(f"/real-pay/compare?side=platform:none&side={quill}").text
    assert "Work on no platform paid $8.00 an hour more than Quill, or 67% more" in page
    page = two.get(f"/real-pay/compare?side={offered['Scribe']}&side=platform:none").text
    assert "Scribe paid $10.00 an hour more than work on no platform" in page
    assert "Without a name" not in page


def test_little_work_on_no_platform_is_called_so(two):
    log(two, "", "Read", "20")
    page = two.get("/real-pay/compare?side=platform:none&side=contract:none&side=period:whole").text
    assert "Careful with work on no platform: only 3 entries and 3 h." in page


def worked_on(client, count=3, pay="30", **contract):
    """A contract with some hours of work."""
    address = made(client, **{"name": "Rank", **contract})
    said = {**WORK, "platform": "", "contract": address.rpartition("/")[2], "duration": "60", "pay": pay}
    for _ in range(count):
        assert client.post("/today", data=said).status_code == 200
    return f"contract:{address.rpartition('/')[2]}"


def test_contracts_with_one_title_are_told_apart(writer):
    one = worked_on(writer, platform="Scribe")
    two, third = worked_on(writer, pay="12", platform="Quill"), worked_on(writer, pay="9", platform="Quill")
    _, offered = sides_of(writer.get("/real-pay/compare").text)
    names = {key: name for name, key in offered.items()}
    assert names[one] == "Rank (Scribe)"
    assert {names[two], names[third]} == {f"{names[two][:-2]} {number}" for number in (1, 2)}
    assert names[two].startswith("Rank (Quill, ")
    page = writer.get(f"/real-pay/compare?side={one}&side={two}").text
    assert f"Rank (Scribe) paid $18.00 an hour more than {names[two]}, or 150% more" in unescape(page)
    file = writer.get(f"/real-pay/compare.csv?side={one}&side={two}&side={third}").text
    assert next(csv.reader(io.StringIO(file))) == ["What", names[one], names[two], names[third]]


def test_a_contract_beyond_the_newest_stays_chosen(two, monkeypatch):
    monkeypatch.setattr(compare, "MOST_CONTRACTS", 1)
    sides = [worked_on(two, name=name, platform="Scribe") for name in ("First", "Second")]
    _, offered = sides_of(two.get("/real-pay/compare").text)
    hidden = next(side for side in sides if side not in offered.values())
    chosen, offered = sides_of(two.get(f"/real-pay/compare?side={hidden}&side=period:whole").text)
    assert [key for key, _ in chosen[0]] == [hidden]
    assert hidden in offered.values()


def test_one_platform_and_one_quarter_is_said(writer):
    assert "What this page will say" in writer.get("/real-pay/compare").text
    log(writer, "Scribe", "Rank pairs", "30")
    page = writer.get("/real-pay/compare").text
    assert "There is nothing to compare by itself yet" in page
    assert 'name="side"' in page
    assert writer.get("/real-pay/compare.csv").status_code == 404


def test_hidden_amounts_are_not_in_a_comparison(two):
    two.cookies.set("amounts", "hidden")
    page = two.get("/real-pay/compare").text
    assert not re.search(r"\$\d", page)
