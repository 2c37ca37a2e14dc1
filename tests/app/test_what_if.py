"""What if: an offer at her own hours and what to ask for, by an address that keeps its answer."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.database import transaction
from app.jobs import samples
from app.language import for_code
from app.web.what_if_form import address_of, is_other_currency
from tests.app.test_contract_pages import made
from tests.app.test_pages import WORK

PAGE = "/real-pay/what-if"
OFFER = {"ask": "offer", "rate": "30", "per": "hour", "on": "all", "currency": "USD"}
NEED = {"ask": "need", "wanted": "18.68", "wanted_per": "hour", "basis": "before_tax", "on": "all"}


@pytest.fixture
def of_the_sample(app, browser) -> TestClient:
    client = browser()
    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    client.post(address)
    return client


def plain(answer) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", answer.text.replace("</", " </"))).split())


def said(answer) -> str:
    assert answer.status_code == 200
    return plain(answer).replace(" .", ".")


def big(answer) -> str:
    """The answer's one amount."""
    found = re.search(
        r'class="now[^"]*">(?:<span class="sr">[^<]*</span>)?(.*?)</span>\s*</p>', answer.text, re.DOTALL
    )
    assert found is not None
    return re.sub(r"<[^>]+>|\s", "", found[1])


def ladder(answer) -> list[tuple[str, str]]:
    rows = re.findall(r'class="step">([^<]*)</span><span class="amount">.*?<b>([^<]*)</b>', answer.text)
    return [(unescape(label), amount) for label, amount in rows]


def test_an_offer_goes_down_step_by_step(of_the_sample):
    answer = of_the_sample.get(PAGE, params=OFFER)
    assert ladder(answer) == [
        ("Promised in the offer", "$30.00"),
        ("Per hour they counted", "$27.94"),
        ("Per hour you worked", "$19.71"),
        ("After fees", "$19.09"),
        ("After fees and costs", "$18.68"),
        ("After self-employment tax", "$16.04"),
        ("Worth as much as a staff job at", "$13.06"),
    ]
    assert big(answer) == "$18.68"
    text = said(answer)
    assert "You would keep 62% of the offer, once unpaid time, fees and costs are counted." in text
    assert "$35.35 was paid where $37.96 was promised: 93% of it." in text
    assert "29% of your hours were unpaid: 171 of 580.5 hours. Most of it: Waiting for tasks 62 h" in text
    assert "Fees took 3.1% of your pay." in text
    assert "On half of your 20 contracts with 5 hours or more it would be $15.71 to $20.65." in text
    assert "It leans on all your work: 20 contracts, 397 entries, 580.5 h." in text
    assert 'fill="url(#hatch-lost)"' in answer.text
    assert "style=" not in answer.text


def test_the_promise_of_her_own_work_gives_back_her_real_pay(of_the_sample):
    figures = of_the_sample.get("/api/v1/report").json()["figures"]
    promised = figures["advertised_rate"]["value"]
    answer = of_the_sample.get("/api/v1/what-if", params={"rate": round(float(promised), 2)}).json()
    for step, key in (
        ("real", "effective_hourly_rate"),
        ("after_tax", "rate_after_self_employment_tax"),
        ("staff_wage", "employee_equivalent_wage"),
    ):
        assert float(answer["ladder"][step]) == pytest.approx(float(figures[key]["value"]), abs=0.005)


def test_what_she_needs_is_the_offer_the_other_way_round(of_the_sample):
    answer = of_the_sample.get(PAGE, params=NEED)
    assert big(answer) in {"$30.00", "$30.01"}
    assert "Then $18.68 an hour is left before tax" in said(answer)
    [check] = re.findall(rf'href="({re.escape(PAGE)}\?rate[^"]+)"', answer.text)
    offer = of_the_sample.get(unescape(check))
    assert big(offer) == "$18.68"
    assert ladder(offer)[1:] == ladder(answer)[1:]


@pytest.mark.parametrize(
    ("basis", "row"),
    [("before_tax", 4), ("after_tax", 5), ("staff_wage", 6)],
)
def test_a_month_is_made_an_hour_and_is_enough(of_the_sample, basis, row):
    month = {**NEED, "wanted": "3000", "wanted_per": "month", "month_hours": "100", "basis": basis}
    answer = of_the_sample.get(PAGE, params=month)
    assert "$3,000.00 for 100 hours a month is $30.00 an hour." in said(answer)
    left = float(ladder(answer)[row][1].removeprefix("$"))
    assert 30 <= left <= 30.01


@pytest.mark.parametrize(
    ("offer", "promised", "says"),
    [
        ({"rate": "0.82", "per": "piece", "pieces": "15"}, "$12.30", "$0.82 a piece, 15 pieces an hour."),
        ({"rate": "600", "per": "job", "hours": "20"}, "$30.00", "$600.00 for the job, 20 hours promised."),
        ({"rate": "$1,250 USD", "per": "job", "hours": "12,5"}, "$100.00", "12.5 hours promised."),
    ],
)
def test_pieces_and_jobs_are_made_an_hour(of_the_sample, offer, promised, says):
    answer = of_the_sample.get(PAGE, params={**OFFER, **offer})
    assert ladder(answer)[0] == ("Promised in the offer", promised)
    assert says in said(answer)


def test_every_step_opens_down_to_its_rows(of_the_sample):
    form = of_the_sample.get(PAGE).text
    chosen = {
        kind: re.search(rf'<option value="({kind}:[^"]+)"', form)[1]
        for kind in ("platform", "contract", "kind")
    }
    for on in ("all", *map(unescape, chosen.values())):
        answer = of_the_sample.get(PAGE, params={**OFFER, "on": on})
        sources = re.findall(r'class="source" href="([^"]+)"', answer.text)
        # The contracts of a kind together have no page of their own.
        assert len(sources) == (0 if on.startswith("kind:") else 6)
        for address in map(unescape, sources):
            behind = of_the_sample.get(address)
            assert behind.status_code == 200
            assert "Rows behind it" in behind.text


def test_at_a_loss_there_is_nothing_to_tax_and_no_wage_to_compare(of_the_sample):
    answer = of_the_sample.get(PAGE, params={**OFFER, "rate": "0.30"})
    assert [amount for _, amount in ladder(answer)][4:] == ["\u2212$0.22", "", ""]
    text = said(answer)
    assert "At this rate, fees and costs would take all of your pay." in text
    assert "Nothing is left to tax." in text
    assert 'class="now minus"' in answer.text


def test_work_that_cannot_answer_is_not_offered_but_stays_chosen(of_the_sample):
    assert "kind:waiting" not in of_the_sample.get(PAGE).text
    answer = of_the_sample.get(PAGE, params={**OFFER, "on": "kind:waiting"})
    assert 'value="kind:waiting" selected' in answer.text
    assert "No answer from this work: no paid hours logged." in said(answer)


def test_the_work_it_leans_on_is_named(of_the_sample):
    form = of_the_sample.get(PAGE).text
    platform = re.search(r'<option value="(platform:[^"]+)">Northlight</option>', form)[1]
    text = said(of_the_sample.get(PAGE, params={**OFFER, "on": platform}))
    assert re.search(r"\d+% of your hours on Northlight were unpaid: [\d.]+ of [\d.]+ hours\.", text)
    assert "It leans on Northlight: 5 contracts" in text
    kind = unescape(re.search(r'<option value="(kind:[^"]+)"', form)[1])
    text = said(of_the_sample.get(PAGE, params={**OFFER, "on": kind}))
    assert re.search(r"It leans on your \d+ contracts? with [^:]+: \d+ entries, [\d.]+ h\.", text)
    assert "All of these hours were paid." not in text
    contract = re.search(r'<option value="(contract:[^"]+)"', form)[1]
    text = said(of_the_sample.get(PAGE, params={**OFFER, "on": contract}))
    assert "It rests on little: 1 contract with 5 hours or more. A range takes 3." in text


@pytest.mark.parametrize(
    ("asked", "field", "says"),
    [
        ({**OFFER, "rate": "-3"}, "rate", "This amount cannot be less than nothing."),
        ({**OFFER, "rate": "0"}, "rate", "It has to be more than 0."),
        ({**OFFER, "rate": ""}, "rate", "Write how much they promise."),
        ({**OFFER, "rate": "about forty"}, "rate", "Write the amount in digits, like 12.75."),
        ({**OFFER, "rate": "9" * 30}, "rate", "That amount is too large."),
        ({**OFFER, "rate": "9" * 300}, "rate", "At most 120 characters."),
        ({**OFFER, "rate": "1000001"}, "rate", "That amount is too large."),
        ({**OFFER, "rate": "30.005"}, "rate", "That amount has too many digits after the point."),
        ({**OFFER, "rate": "30 EUR"}, "rate", "Write the amount in the currency of your report."),
        ({**OFFER, "rate": "€30"}, "rate", "Write the amount in the currency of your report."),
        ({**OFFER, "currency": "EUR"}, "rate", "Write the amount in the currency of your report."),
        ({**OFFER, "per": "week"}, "per", "Please choose one of these."),
        ({**OFFER, "per": "piece"}, "pieces", "Write how many pieces an hour they promise."),
        ({**OFFER, "per": "piece", "pieces": "0"}, "pieces", "It has to be more than 0."),
        ({**OFFER, "per": "piece", "pieces": "-1"}, "pieces", "It has to be 0 or more."),
        ({**OFFER, "per": "piece", "pieces": "1e9"}, "pieces", "Write a number, like 12.5."),
        ({**OFFER, "per": "piece", "pieces": "100001"}, "pieces", "This is too many."),
        ({**OFFER, "per": "job", "rate": "90000000", "hours": "0.001"}, "rate", "That amount is too large."),
        ({**OFFER, "per": "job"}, "hours", "Write how many hours they say the job takes."),
        ({**OFFER, "on": "contract:00000000-0000-4000-8000-000000000000"}, "on", "Please choose one of these."),
        ({**OFFER, "on": "contract:"}, "on", "Please choose one of these."),
        ({**OFFER, "on": "month:2026-03"}, "on", "Please choose one of these."),
        ({**OFFER, "on": "figures:"}, "on", "Please choose one of these."),
        ({**NEED, "wanted": "x"}, "wanted", "Write the amount in digits, like 12.75."),
        ({**NEED, "wanted": "0.00"}, "wanted", "It has to be more than 0."),
        ({**NEED, "wanted": ""}, "wanted", "Write how much you want to make."),
        ({**NEED, "basis": "gross"}, "basis", "Please choose one of these."),
        ({**NEED, "wanted_per": "month"}, "month_hours", "Write how many hours a month you want to work."),
        ({**NEED, "wanted_per": "month", "month_hours": "745"}, "month_hours", "A month has 744 hours at most."),
        ({**NEED, "wanted_per": "month", "month_hours": "0.0000001"}, "month_hours", "Write a number"),
        ({**NEED, "wanted": "5000000"}, "wanted", "That amount is too large."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_kept(of_the_sample, asked, field, says):
    answer = of_the_sample.get(PAGE, params=asked)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert f'<a href="#{field}">' in page
    assert says in page
    assert 'class="ladder"' not in page
    amount = asked.get("rate") or asked.get("wanted")
    if amount:
        assert f'value="{amount}"' in page


@pytest.mark.parametrize(
    ("text", "currency", "is_other"),
    [
        ("25", "EUR", False),
        ("$25", "EUR", True),
        ("$25", "CAD", False),
        ("C$25", "CAD", False),
        ("US$25", "CAD", True),
        ("25 usd", "USD", False),
        ("25 dollars", "USD", False),
        ("¥2500", "JPY", False),
        ("¥2500", "USD", True),
        ("£20", "USD", True),
        ("25 XYZ", "USD", False),  # no currency: the amount itself is refused
    ],
)
def test_an_amount_marked_as_another_currency(text, currency, is_other):
    assert is_other_currency(text, currency) is is_other


def test_the_address_alone_asks_nothing(of_the_sample):
    for address in (PAGE, f"{PAGE}?ask=need", f"{PAGE}?ask=nonsense&on=all"):
        text = said(of_the_sample.get(address))
        assert "This page takes your own log" in text
        assert "Step by step" not in text
    assert 'href="/real-pay/what-if"' in of_the_sample.get("/real-pay").text
    assert "what-if" not in of_the_sample.get("/sample").text


def test_the_page_says_how_it_is_computed_and_that_it_is_no_forecast(of_the_sample):
    text = said(of_the_sample.get(PAGE))
    assert "How is this computed?" in text
    assert "It is no forecast." in text


def test_nobody_is_sent_away_and_a_new_log_says_what_it_needs(nobody, writer):
    assert nobody.get(PAGE, follow_redirects=False).status_code == 303
    text = said(writer.get(PAGE, params=OFFER))
    assert "Log 3 pieces of work" in text
    assert "Look at the whole sample" in text


def test_little_work_says_how_little_it_is(writer):
    for _ in range(3):
        writer.post("/today", data=WORK)
    text = said(writer.get(PAGE, params=OFFER))
    assert "Too few of these hours have a promised rate, so the offer is taken at its word." in text
    assert "All of these hours were paid." in text
    assert "No fees were taken from this pay." in text
    assert "No costs are logged for this work." in text
    assert "You would get what is offered or more" in text
    assert "It rests on little: 0 contracts with 5 hours or more." in text


def test_nearly_all_is_not_all_and_a_little_is_not_none(writer):
    for _ in range(3):
        writer.post("/today", data={**WORK, "duration": "60", "pay": "100"})
    arrived = {"platform": "Northlight", "amount": "299.90", "fee": "0.10", "currency": "USD"}
    assert writer.post("/payments/payouts", data={**arrived, "arrived_on": "2026-11-10"}).status_code == 200
    text = said(writer.get(PAGE, params=OFFER))
    assert "Fees took under 0.1% of your pay." in text
    assert "You would keep over 99% of the offer" in text
    writer.post("/today", data={**WORK, "kind": "Read rules", "duration": "1", "is_paid": "no", "pay": ""})
    assert "under 1% of your hours were unpaid" in said(writer.get(PAGE, params=OFFER))


def test_work_without_pay_has_no_answer_and_says_why(writer):
    for _ in range(3):
        writer.post("/today", data={**WORK, "pay": ""})
    for asked in (OFFER, NEED):
        text = said(writer.get(PAGE, params=asked))
        assert "No answer from this work: no pay logged." in text
        assert "Choose other work to lean on" in text


def test_thinly_covered_work_is_provisional(writer):
    for pay in ("12.75", "", ""):
        writer.post("/today", data={**WORK, "pay": pay})
    assert "Provisional: too little of this work has both its hours and its pay." in said(
        writer.get(PAGE, params=OFFER)
    )


def test_pay_in_another_currency_that_is_not_paid_yet_is_provisional_too(writer):
    task = {"worked_on": "2026-03-02", "outcome": "pending", "is_paid": True, "seconds": 3600}
    for _ in range(3):
        sent = writer.post("/api/v1/tasks", json={**task, "expected_minor": 1000, "currency": "EUR"})
        assert sent.status_code == 201
    text = said(writer.get(PAGE, params=OFFER))
    assert "Provisional: some pay in another currency has not been paid yet." in text


def test_a_log_in_another_currency_has_no_tax_and_asks_in_its_own(writer):
    writer.post("/you", data={"currency": "EUR", "zone": "Europe/Madrid", "language": "en", "revision": "1"})
    for _ in range(3):
        writer.post("/today", data=WORK)
    assert writer.get("/api/v1/me").json()["currency"] == "EUR"
    answer = writer.get(PAGE, params={**OFFER, "currency": "EUR"})
    assert ladder(answer)[0] == ("Promised in the offer", "€30.00")
    assert ladder(answer)[5] == ("After self-employment tax", "")
    asked = writer.get(PAGE, params={**NEED, "basis": "after_tax"})
    assert "No answer from this work: no value on file." in said(asked)
    assert "Choose other work" not in said(asked)
    assert writer.get(PAGE, params=OFFER).status_code == 422  # an address from when she counted in dollars


def test_hidden_amounts_are_in_neither_page_nor_address(of_the_sample):
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    for asked, digits in ((OFFER, "30"), (NEED, "18.68")):
        sent = of_the_sample.get(PAGE, params=asked, follow_redirects=False)
        assert sent.status_code == 303
        assert f"={digits}" not in sent.headers["location"]
        answer = of_the_sample.get(sent.headers["location"])
        assert answer.status_code == 200
        assert 'value="•••"' in answer.text
        assert digits not in re.findall(r'value="([^"]*)"', answer.text)
        assert not re.search(r"\$\d|(rate|wanted)=\d", answer.text)
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    shown = of_the_sample.get(sent.headers["location"])
    assert 'value="18.68"' in shown.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({**OFFER, "rate": "25", "per": "piece"}, "Write how many pieces an hour they promise."),
        ({**OFFER, "rate": "25", "per": "week"}, "Please choose one of these."),
        ({**OFFER, "rate": "25", "on": "contract:"}, "Please choose one of these."),
        ({**OFFER, "rate": "25", "currency": "EUR"}, "Write the amount in the currency of your report."),
        ({**OFFER, "rate": "25 eur"}, "Write the amount in the currency of your report."),
        ({**OFFER, "rate": "-25"}, "This amount cannot be less than nothing."),
        ({**OFFER, "rate": "about 25"}, "Write the amount in digits, like 12.75."),
        ({**OFFER, "rate": "\u0662\u0665", "per": "job"}, "Write how many hours they say the job takes."),
        ({**NEED, "wanted": "25", "wanted_per": "month"}, "Write how many hours a month you want to work."),
    ],
)
def test_a_hidden_amount_leaves_the_address_also_where_something_is_wrong(of_the_sample, asked, says):
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    sent = of_the_sample.get(PAGE, params=asked, follow_redirects=False)
    assert sent.status_code == 303
    address = sent.headers["location"]
    assert not re.search(r"(rate|wanted)(-behind)?=[^&]*\d", re.sub("%E2%80%A2", "", address))
    answer = of_the_sample.get(address, follow_redirects=False)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert says in page
    assert 'value="•••"' in page
    assert "25" not in re.findall(r'value="([^"]*)"', page)
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    typed = asked.get("rate", asked.get("wanted")).replace("\u0662\u0665", "25")
    assert f'value="{typed.upper()}"' in unescape(of_the_sample.get(address).text)


def test_no_amount_stays_in_an_address_that_asks_something_else(of_the_sample):
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    for query in (
        "ask=need&rate=25",
        f"rate=25&{address_of(for_code('en').hiding(amounts=True), {'rate': '3'}).partition('?')[2]}",
    ):
        sent = of_the_sample.get(f"{PAGE}?{query}", follow_redirects=False)
        assert (sent.status_code, "25" in sent.headers["location"]) == (303, False)
        assert of_the_sample.get(sent.headers["location"], follow_redirects=False).status_code == 200


def test_work_on_no_contract_of_the_same_kind_is_named(writer):
    contract = made(writer).rpartition("/")[2]
    for _ in range(3):
        writer.post(
            "/today", data={**WORK, "platform": "", "contract": contract, "duration": "60", "pay": "20"}
        )
    page = writer.get(PAGE).text
    kind = unescape(re.search(r'<option value="(kind:[^"]+)"', page)[1])
    before = said(writer.get(PAGE, params={**OFFER, "on": kind}))
    assert "on no contract" not in before
    loose = {
        "worked_on": "2026-11-09",
        "seconds": 3600,
        "is_paid": True,
        "outcome": "pending",
        "currency": "USD",
    }
    for word, pay in ((kind.partition(":")[2], 2000), ("Other work", 10_000)):
        sent = writer.post("/api/v1/tasks", json={**loose, "kind": word, "expected_minor": pay})
        assert sent.status_code == 201
    text = said(writer.get(PAGE, params={**OFFER, "on": kind}))
    assert re.search(
        r"It leans on your 1 contract with ([^:]+) and \1 on no contract: 4 entries, 4 h\.", text
    )


def test_a_hidden_amount_that_cannot_be_read_is_shown_as_typed(of_the_sample):
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    answer = of_the_sample.get(PAGE, params={**OFFER, "rate": "lots"})
    assert answer.status_code == 422
    assert 'value="lots"' in answer.text


def test_a_contract_leads_to_what_it_would_pay(of_the_sample, app):
    page = of_the_sample.get(PAGE).text
    contract = re.search(r'<option value="contract:([^"]+)"', page)[1]
    [address] = re.findall(rf'href="({re.escape(PAGE)}[^"]+)"', of_the_sample.get(f"/work/{contract}").text)
    answer = of_the_sample.get(unescape(address))
    assert f'value="contract:{contract}" selected' in answer.text
    assert len(ladder(answer)) == 7
    of_the_sample.post("/you/amounts", data={"back": "/today"})
    [hidden] = re.findall(rf'href="({re.escape(PAGE)}[^"]+)"', of_the_sample.get(f"/work/{contract}").text)
    assert "rate-behind=" in hidden
    assert len(ladder(of_the_sample.get(unescape(hidden)))) == 7


def test_a_contract_without_work_leans_on_what_there_is(writer):
    address = made(writer)
    link = re.compile(rf'href="({re.escape(PAGE)}[^"]+)"')
    assert "on=all" in unescape(link.findall(writer.get(address).text)[0])
    for _ in range(3):
        writer.post("/today", data=WORK)  # on another contract of the platform
    asked = unescape(link.findall(writer.get(address).text)[0])
    assert "on=platform%3A" in asked
    assert writer.get(asked).status_code == 200


def test_links_have_no_digit_of_a_hidden_amount():
    words = for_code("en")
    assert address_of(words, {"rate": "30.50", "on": "all"}) == f"{PAGE}?rate=30.50&on=all#answer"
    hidden = address_of(words.hiding(amounts=True), {"rate": "30.50", "on": "all"})
    assert not re.search(r"\d", re.sub(r"%[0-9A-F]{2}", "", hidden))


def test_it_is_read_only(of_the_sample):
    before = of_the_sample.get("/api/v1/me").json()["revision"]
    of_the_sample.get(PAGE, params=OFFER)
    of_the_sample.get(PAGE, params={**OFFER, "rate": "x"})
    assert of_the_sample.get("/api/v1/me").json()["revision"] == before
    assert of_the_sample.post(PAGE, data=OFFER).status_code == 405
