"""With amounts hidden no page has a digit of money in it: not in its text, its titles, its labels, its charts or
its fields. Every page there is is asked, by its route; a new one is asked as soon as it is there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text

from app.database import transaction
from app.jobs import samples
from reports.definitions import DEFINITIONS
from tests.app.conftest import app, browser  # noqa: F401 - fixtures
from tests.attacks.test_ownership import ROUTES

#: An amount with its currency, in any of our ways of writing; with dots for digits it is none.
AMOUNT = re.compile(
    r"(?:[$€£¥₹₱]|\b(?:USD|EUR|GBP|MXN|CAD)\b)[\s\u00a0\u202f\u2212-]?\d[\d.,\u00a0\u202f]*"
    r"|\d[\d.,\u00a0\u202f]*[\s\u00a0\u202f]?(?:[$€£¥₹₱]|\b(?:USD|EUR|GBP|MXN|CAD)\b)"
)
#: What tells things owed apart, in addresses and forms: no amount, but its currency behind a day.
OWED_KEY = re.compile(r"(?:[0-9a-f-]{36}|none)\.(?:\d{4}-\d\d-\d\d|none)\.[A-Z]{3}")
#: Files are asked for to have the amounts; the others are the same for everybody and say nobody's money.
NO_PAGES = re.compile(r"\.(csv|json|ics|svg|ico|zip|pdf|png)$|^/api/|^/static/|^/healthz|^/readyz|^/open/")
PUBLIC_FIGURES = {"/parameters", "/method", "/help", "/privacy"}
KEYS = (
    "earned",
    "effective_hourly_rate",
    "outstanding",
    "expenses",
    "benefits_shortfall_line_by_line",
    "hours",
)


@pytest.fixture
def writer_of_the_sample(app: FastAPI, browser) -> TestClient:  # noqa: F811
    """A browser signed in to the sample case, with a payment, a payout and a cost of her own beside it."""
    client = browser()
    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    client.post(address)
    money = {"currency": "USD", "platform": "Northlight"}
    client.post(
        "/payments",
        data={**money, "kind": "bonus", "amount": "7431.95", "fee": "21.35", "earned_on": "2026-11-02"},
    )
    client.post(
        "/payments/payouts", data={**money, "amount": "8642.15", "fee": "9.75", "arrived_on": "2026-11-03"}
    )
    client.post("/payments/costs", data={"category": "Desk", "amount": "513.85", "spent_on": "2026-11-02"})
    client.post("/you/situation", data={"wages": "20123.45", "premium": "431.15", "since": "2026-01-01"})
    return client


def addresses(app: FastAPI, client: TestClient) -> Iterator[str]:  # noqa: F811
    """Every page, with rows that are there."""
    owed = re.findall(r'href="(/payments/owed/[^"#]+)"', client.get("/payments").text)
    choices = {
        "key": KEYS,
        "what": ("late", "due", "arrived", "earned", "costs"),
        "topic": (),
        "chart": (),
        "token": (),
    }
    yield from owed[:2]
    for route in sorted(ROUTES):
        method, path = route.split(" ", 1)
        if method != "GET" or NO_PAGES.search(path) or path in PUBLIC_FIGURES or "/owed/" in path:
            continue
        filled = [path]
        for name in re.findall(r"{(\w+)}", path):
            values = choices.get(name) or ids(app, name)
            filled = [address.replace(f"{{{name}}}", value) for address in filled for value in values]
        yield from filled


def ids(app: FastAPI, name: str) -> list[str]:  # noqa: F811
    """Rows whose id stands in an address under this name: the newest, which are her own, and an old one."""
    table = name.removesuffix("_id")
    with app.state.read_engine.connect() as connection:
        looked = inspect(connection)
        # Campaigns and enrolments have days only; a writer of the sample has none of them.
        if not looked.has_table(table) or "created_at" not in {
            column["name"] for column in looked.get_columns(table)
        }:
            return ["00000000-0000-4000-8000-000000000000"]
        found = connection.execute(text(f"SELECT id FROM {table} ORDER BY created_at DESC LIMIT 2")).scalars()
        return [str(row_id) for row_id in found]


def amounts(page: str) -> set[str]:
    """Every amount on a page, wherever it stands, and what stands in its fields for money."""
    whole = html.unescape(re.sub(r'<span class="pt">(.)</span>', r"\1", OWED_KEY.sub("", page)))
    fields = re.findall(r'class="with-unit".*?value="([^"]*)"', whole)
    return {found.strip() for found in (*AMOUNT.findall(whole), *fields) if re.search(r"\d", found)}


def digits(amount: str) -> str:
    return re.sub(r"[^\d.,]", "", amount).strip(".,")


def test_no_page_has_a_digit_of_money_while_amounts_are_hidden(app, writer_of_the_sample) -> None:  # noqa: F811
    client = writer_of_the_sample
    assert set(KEYS) <= set(DEFINITIONS)
    listed = list(addresses(app, client))
    shown = {address: client.get(address) for address in listed}
    client.post("/you/amounts", data={"back": "/today"})
    wrong: dict[str, set[str]] = {}
    for address in listed:
        page = client.get(address)
        assert page.status_code == shown[address].status_code, address
        plain = html.unescape(page.text)
        known = {digits(amount) for amount in amounts(shown[address].text)}
        # A sum without its sign is one too; shares are none, and short numbers are hours, days and counts.
        bare = {number for number in known if re.fullmatch(r"\d[\d,]*\.\d\d", number)}
        found = amounts(page.text) | {
            number for number in bare if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.%])", plain)
        }
        if found:
            wrong[address] = found
    assert wrong == {}
    pages_with_money = [address for address, page in shown.items() if amounts(page.text)]
    assert len(pages_with_money) > 20


def test_the_check_would_see_an_amount() -> None:
    page = (
        '<title>$1,918.10</title><i aria-label="5 €"></i><div class="with-unit"><input value="12.75"></div>'
    )
    assert {digits(amount) for amount in amounts(page)} == {"1,918.10", "5", "12.75"}
    assert amounts("<b>$•••</b><input value='•••'> 573 hours, 12 November 2026") == set()


def saved_hidden(client: TestClient, address: str, post: str, **typed: str) -> str:
    """Open a form with amounts hidden, change something else, save, show amounts and look again."""
    client.post("/you/amounts", data={"back": "/today"})
    page = client.get(address).text
    form = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    form |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)"[^>]* checked', page))
    form |= {name: "" for name in re.findall(r'<select id="([^"]+)"', page) if name not in form}
    assert form["amount"] == "•••"
    client.post(post, data={**form, **typed})
    client.post("/you/amounts", data={"back": "/today"})
    return client.get(address).text


@pytest.mark.parametrize(
    ("pattern", "ending"),
    [
        (r'href="(/payments/costs/[0-9a-f-]{36})"', ""),
        (r'href="(/payments/payouts/[0-9a-f-]{36})"', "/edit"),
    ],
)
def test_saving_a_form_with_hidden_amounts_leaves_them_as_they_are(
    writer_of_the_sample: TestClient, pattern: str, ending: str
) -> None:
    client = writer_of_the_sample
    found = re.search(pattern, client.get("/payments").text)
    assert found is not None
    address = f"{found[1]}{ending}"
    before = amounts(client.get(address).text)
    after = saved_hidden(client, address, address, note="Written while hidden")
    assert "Written while hidden" in after
    assert amounts(after) == before
    changed = saved_hidden(client, address, address, amount="99.15")
    assert 'value="99.15"' in changed


def test_a_half_typed_hidden_amount_is_refused_in_words(writer_of_the_sample: TestClient) -> None:
    client = writer_of_the_sample
    cost = re.search(r'href="(/payments/costs/[0-9a-f-]{36})"', client.get("/payments").text)
    assert cost is not None
    sent = {"category": "Desk", "amount": "•••5", "spent_on": "2026-11-02", "revision": "1", "months": "1"}
    answer = client.post(cost[1], data=sent)
    assert answer.status_code == 422
    assert "Amounts are hidden. Clear this field to write another amount." in answer.text
    lost = client.post(cost[1], data={**sent, "amount": "•••"})  # without the field behind it
    assert lost.status_code == 422


def test_no_number_gives_hidden_pay_away_by_what_everybody_knows(browser) -> None:  # noqa: F811
    client = browser()
    client.post("/start")
    quarter = {"fact": "covered_earnings", "starts_on": "2026-07-01", "amount_minor": 1919100}
    for noun, row in (
        ("situations", {**quarter, "currency": "USD"}),
        ("situations", {"fact": "place_of_work", "starts_on": "2026-01-01", "value": "US-CA"}),
        ("tasks", {"worked_on": "2026-11-02", "seconds": 36000, "is_paid": True, "expected_minor": 737373}),
    ):
        assert client.put(f"/api/v1/{noun}/{uuid4()}", json=row).status_code == 201
    away = [key for key, said in DEFINITIONS.items() if said.gives_pay_away]
    known = [key for key in away if re.search(r"\d", said_of(client, key))]
    assert {"gig_pay_share_of_guild_threshold", "guild_health_share_reached"} <= set(known)
    assert "16.81%" in client.get("/real-pay/numbers").text
    client.cookies.set("amounts", "hidden")
    page = client.get("/real-pay/numbers").text
    assert "•••%" in page
    assert not re.search(r"16\.81|43\.75", page)
    assert [key for key in away if re.search(r"\d", said_of(client, key))] == []


def test_a_rate_of_exchange_is_no_amount_and_shown_alike(browser) -> None:  # noqa: F811
    client = browser()
    client.post("/start")
    payout_id = uuid4()
    money = {"gross_minor": 5959, "fee_minor": 0, "net_minor": 5959, "currency": "USD"}
    came_in = {"received_currency": "EUR", "rate": "0.9137", "rate_source": "my bank"}
    row = {**money, **came_in, "arrived_on": "2026-11-10"}
    assert client.put(f"/api/v1/payouts/{payout_id}", json=row).status_code == 201
    client.cookies.set("amounts", "hidden")
    for address in ("payments/payouts/{}", "payments/payouts/{}/edit", "history/payouts/{}"):
        page = client.get(f"/{address.format(payout_id)}").text
        assert "0.9137" in page, address
        assert "59.59" not in page, address


def said_of(client: TestClient, key: str) -> str:
    """What the explanation of a figure says as its value and its result."""
    page = client.get(f"/real-pay/explain/{key}").text
    found = re.findall(r'<li class="end">(.*?)</li>|<p class="sum"><b>(.*?)</b>', page)
    return " ".join(re.sub(r"<[^>]+>", "", part) for parts in found for part in parts)
