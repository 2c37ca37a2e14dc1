"""The Real pay page: what it says, its addresses, its files."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from fastapi.testclient import TestClient

from app import errors
from app.database import open_engine, transaction
from app.http.reporting import Recent
from app.intake.sample import sample_ledger
from app.language import for_code
from app.main import create_app
from app.settings import Settings
from app.store import sessions, whole, writers
from app.web.realpay_page import (
    Reading,
    chart_csv,
    charts_markup,
    csv_answer,
    explain_csv,
    explain_page,
    real_pay_page,
)
from app.web.realpay_words import Addresses, facts_of, hero_of, period_of
from app.web.sample import sample_reading
from reports import personal
from reports.charts.card import CHART_KEYS
from reports.charts.model import Cell, Table, text_cell
from reports.figures import Coverage
from reports.periods import Period
from tests.app.test_pages import WORK
from tests.reports.factories import ledger_of, unpaid
from tests.reports.sample_report import figure, sample_report, with_figures

ENGLISH = for_code("en")
TODAY = date(2026, 3, 9)
WHERE = Addresses("/real-pay")


def reading(report=None, words=ENGLISH, addresses=WHERE):
    return Reading(report or sample_report(), words, addresses)


def rate(key, value, **more):
    return figure(key, value, "money_per_hour", **more)


def test_the_hero_strikes_out_the_promise():
    hero = hero_of(sample_report(), ENGLISH, WHERE)
    assert (hero.promised, hero.real, hero.is_struck) == ("$38.00", "$23.66", True)
    assert hero.sentence == (
        "You kept 62% of the hourly rate you were offered, once unpaid time, fees and costs are counted."
    )


@pytest.mark.parametrize(
    ("promised", "real", "begins", "is_struck"),
    [
        ("38", "40", "You got more than the hourly rate you were offered", False),
        ("38", "38", "You got the hourly rate you were offered, even", False),
        (None, "20", "This is what an hour left you", False),
        ("38", "-2", "Fees, costs and money taken back were more than your pay", True),
        ("38", "0", "You kept 0%", True),
        ("38", None, "A rate needs hours", False),
    ],
)
def test_the_hero_is_true_for_every_log(promised, real, begins, is_struck):
    report = with_figures(
        sample_report(),
        advertised_rate=rate("advertised_rate", promised),
        effective_hourly_rate=rate("effective_hourly_rate", real, reason=None if real else "no_hours"),
    )
    hero = hero_of(report, ENGLISH, WHERE)
    assert hero.sentence.startswith(begins)
    assert hero.is_struck is is_struck


@pytest.mark.parametrize(
    ("pay", "time", "says"),
    [
        ("0.55", "1", "only 55% of your pay has logged hours. It is firm once the rest has hours too."),
        (
            "0.9",
            "0.4",
            "only 40% of your hours have a price. It is firm once the rest has a price or is marked",
        ),
        (None, "0", "only 0% of your hours have a price."),
        ("0.55", "0.4", "only 55% of your pay has logged hours, and only 40% of your hours have a price."),
        ("0.8", "0.8", "some pay in another currency has not been paid yet."),
    ],
)
def test_a_provisional_rate_says_what_is_missing(pay, time, says):
    covered = Coverage(*(share and Fraction(share) for share in (pay, time)))
    real = replace(sample_report().figures["effective_hourly_rate"], provisional=True, coverage=covered)
    report = with_figures(sample_report(), effective_hourly_rate=real)
    assert hero_of(report, ENGLISH, WHERE).caveat.startswith(f"Provisional: {says}")


def test_the_four_facts():
    facts = facts_of(sample_report(), ENGLISH, WHERE)
    assert [f"{fact.amount} {fact.unit} {fact.sentence}".replace("  ", " ") for fact in facts] == [
        "171 hours of your 573 hours were unpaid, 30%",
        "56 days in 5 gaps, each more than 7 days with no work. The longest was 19",
        "$1,918 owed to you now. $872 of it is late, the oldest by 34 days",
        "18 days from the end of a job to its pay: the median, with unpaid jobs counted",
    ]


def test_one_day_and_one_hour_are_not_many():
    ones = {"days_to_be_paid": rate("days_to_be_paid", 1), "unpaid_hours": rate("unpaid_hours", 1)}
    facts = facts_of(sample_report(figures={**sample_report().figures, **ones}), ENGLISH, WHERE)
    assert [(fact.amount, fact.unit) for fact in (facts[0], facts[3])] == [("1", "hour"), ("1", "day")]
    half = {"unpaid_hours": rate("unpaid_hours", Fraction(3, 2))}
    facts = facts_of(sample_report(figures={**sample_report().figures, **half}), ENGLISH, WHERE)
    assert (facts[0].amount, facts[0].unit) == ("1.5", "hours")


def test_a_fact_without_a_value_says_why():
    missing = figure("days_to_be_paid", None, "days", reason="no_finished_work")
    fact = facts_of(with_figures(sample_report(), days_to_be_paid=missing), ENGLISH, WHERE)[3]
    assert (fact.amount, fact.is_missing) == ("no finished contract yet", True)


def test_hidden_amounts_are_nowhere_on_the_page():
    page = real_pay_page(reading(words=ENGLISH.hiding(amounts=True)))
    text = str(page)
    assert "23.66" not in text
    assert "38.00" not in text
    assert not re.search(r"\$\d", text)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("whole", None),
        ("this-month", Period(date(2026, 3, 1), date(2026, 3, 10))),
        ("last-month", Period(date(2026, 2, 1), date(2026, 3, 1))),
        ("this-year", Period(date(2026, 1, 1), date(2026, 3, 10))),
        ("last-year", Period(date(2025, 1, 1), date(2026, 1, 1))),
    ],
)
def test_periods_to_choose_from(key, expected):
    assert period_of(key, "", "", TODAY) == (expected, {})


def test_days_of_ones_own_include_the_last():
    assert period_of("own", "2026-03-02", "2026-03-02", TODAY)[0].days == 1


@pytest.mark.parametrize(
    ("start", "end", "fields"),
    [
        ("", "", {"start", "end"}),
        ("2026-02-30", "2026-03-01", {"start"}),
        ("2026-03-02", "2026-03-01", {"end"}),
        ("2026-03-02", "9999-12-31", {"end"}),
    ],
)
def test_days_that_cannot_be_read_are_named(start, end, fields):
    period, problems = period_of("own", start, end, TODAY)
    assert period is None
    assert set(problems) == fields


def test_every_address_keeps_the_period():
    where = Addresses("/real-pay", (("period", "this-year"),))
    html = charts_markup(reading(addresses=where))
    addresses = re.findall(r'href="([^"]+)"', html)
    assert addresses
    assert all(address.endswith("?period=this-year") for address in addresses)


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_has_a_file(key):
    answer = chart_csv(reading(), key)
    rows = list(csv.reader(io.StringIO(answer.body.decode())))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_an_unknown_chart_is_not_found():
    with pytest.raises(errors.NotFound):
        chart_csv(reading(), "nothing")


@pytest.mark.parametrize(
    "start",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\tx",
        "\n=x",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        "\u22121",
        "\u200b=1",
        "\u202e@x",
        " +1",
        "\u00ad\ufe0f-1",
    ],
)
def test_no_cell_of_a_file_is_a_formula(start):
    data = Table(("Name", "USD"), ((text_cell(start), Cell("-1", "-1.00", is_number=True)),))
    (_, row) = csv.reader(io.StringIO(csv_answer(data, "x").body.decode()))
    assert row == [f"'{start}", "-1.00"]


def test_the_explanation_shows_the_sum_filled_in():
    said = explain_page(reading(), "effective_hourly_rate", {}).said
    assert [f"{line.sign} {line.label} {line.value} {line.rank}".strip() for line in said.lines] == [
        "Earned, approved or pending $14,250.00",
        "\u2212 Platform and payout fees $449.80",
        "\u2212 Your costs $241.20",
        "= Left to you $13,559.00 total",
        "÷ All hours: 402 paid, 171 unpaid 573 h",
        "= Real hourly pay $23.66 end",
    ]
    assert said.period == "1 March to 31 October 2026, by the day of the work."
    assert [(bar.shown, bar.width) for bar in said.coverage] == [("100%", "100%"), ("100%", "100%")]
    assert said.ends_with_value


def test_the_explanation_leads_down_to_contracts_and_platforms():
    page = explain_page(reading(), "effective_hourly_rate", {})
    assert len(page.contracts) == 20
    assert page.contracts[0].address == "/work/Northlight-1"
    assert page.slices[1].address == "/real-pay/explain/effective_hourly_rate?platform=Parable"


def test_a_platform_has_its_own_explanation():
    page = explain_page(reading(), "effective_hourly_rate", {"platform": "Annex"})
    assert (page.said.value, page.part, len(page.contracts)) == ("$13.68", "Annex", 3)


@pytest.mark.parametrize("key", sorted(sample_report().figures))
def test_every_figure_can_be_explained_and_downloaded(key):
    assert explain_page(reading(), key, {}).name
    assert explain_csv(reading(), key, {}).body


@pytest.mark.parametrize(
    ("key", "chosen"),
    [("nothing", {}), ("net", {"platform": "nobody"}), ("gap_days", {"platform": "Annex"})],
)
def test_what_is_not_there_is_not_found(key, chosen):
    with pytest.raises(errors.NotFound):
        explain_page(reading(), key, chosen)


@pytest.fixture(name="topics", scope="module")
def topics_():
    return sample_reading(ENGLISH)


def test_the_rows_behind_a_figure_of_a_topic_are_the_parts_of_that_topic(topics):
    page = explain_page(topics, "onboarding_hours", {})
    assert "Contract" in page.parts
    assert "Unpaid hours before the first paid work" in page.parts
    assert "Earned" not in page.parts
    assert ">7 h<" in page.parts
    assert "$" not in page.parts
    assert page.back.endswith("/numbers#onboarding")


def test_no_table_stands_where_no_part_has_the_figure(topics):
    page = explain_page(topics, "review_instructions_clear", {})
    assert not page.parts
    assert page.said.row_counts == ("answers about 17 contracts",)
    assert explain_csv(topics, "review_instructions_clear", {}).status_code == 200


def test_a_part_of_a_topic_names_its_day_and_leads_to_its_contract(topics):
    week = topics.report.topics["minimum_wage"].parts[0]
    page = explain_page(topics, "floor_pay_all_hours", {"topic": "minimum_wage", "part": week.id})
    assert page.part == ENGLISH.day(date.fromisoformat(week.label))
    assert page.parts.count("<tr>") == 2
    contract = topics.report.topics["onboarding"].parts[0]
    page = explain_page(topics, "onboarding_hours", {"topic": "onboarding", "part": contract.id})
    assert [link.label for link in page.contracts] == [contract.label]


def test_tests_on_no_contract_are_a_part_of_getting_started_and_lead_to_what_is_on_none():
    row = unpaid(contract_id=None, platform_id="platform", unpaid_category="assessment")
    made = Reading(personal.report(ledger_of(tasks=[row]), as_of=TODAY), ENGLISH, WHERE)
    page = explain_page(made, "onboarding_hours", {"topic": "onboarding", "part": ""})
    assert (page.part, page.said.value) == ("On no contract", "1 h")
    assert [link.address for link in page.contracts] == ["/work?contract=none"]
    assert "no paid work came of it so far" in charts_markup(made)


def test_only_the_values_used_last_are_kept():
    made = []
    recent = Recent(2)

    def value(key):
        return recent.get(key, lambda: made.append(key) or key)

    for key in (1, 2, 1, 3, 1, 2):
        assert value(key) == key
    assert made == [1, 2, 3, 2]


def test_shares_over_the_whole_stay_within_their_bar():
    bar = replace(explain_page(reading(), "earned", {}).said.coverage[0], share=Fraction(3, 2))
    assert bar.width == "100%"


# The pages as they are served


@pytest.fixture
def client(sqlite_url):
    with TestClient(create_app(Settings(database_url=sqlite_url))) as opened:
        yield opened


def sign_in(client, sqlite_url, *, with_sample):
    with transaction(open_engine(sqlite_url)) as connection:
        writer = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
        if with_sample:
            whole.import_rows(connection, writer.id, sample_ledger().rows, "sample.json")
        client.cookies.set("session", sessions.open(connection, writer.id))


def test_nobody_and_somebody_with_nothing_and_the_owner(client, sqlite_url):
    assert client.get("/real-pay", follow_redirects=False).status_code == 303
    sign_in(client, sqlite_url, with_sample=False)
    empty = client.get("/real-pay").text
    assert "Log 3 pieces of work" in empty
    assert "Sample" in empty
    sign_in(client, sqlite_url, with_sample=True)
    page = client.get("/real-pay?period=own&start=2026-03-01&end=2026-10-31").text
    assert "Unpaid time took the biggest bite: $10.58 an hour" in page
    assert "style=" not in page


def test_a_change_of_the_log_shows_at_once(client, sqlite_url):
    sign_in(client, sqlite_url, with_sample=True)
    first = client.get("/real-pay").text
    assert client.get("/real-pay").text == first
    sign_in(client, sqlite_url, with_sample=False)
    assert client.get("/real-pay").text != first


def test_days_that_cannot_be_read_keep_what_was_typed(client, sqlite_url):
    sign_in(client, sqlite_url, with_sample=True)
    answer = client.get("/real-pay?period=own&start=tomorrow&end=2026-10-31")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="tomorrow"' in answer.text


def test_the_sample_is_marked_and_open_to_all(client):
    page = client.get("/sample").text
    assert "Sample" in page
    assert "$23.66" in re.sub("<[^>]+>", "", page)
    assert client.get("/sample/explain/gap_days").status_code == 200
    assert client.get("/sample/ladder.csv").headers["content-type"].startswith("text/csv")
    assert client.get("/sample/explain/nothing").status_code == 404


def in_spanish(writer: TestClient, address: str) -> str:
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    return writer.get(address).text


def test_work_on_nothing_is_named_in_spanish_too(writer: TestClient) -> None:
    for kind, place in (("Rank", {"platform": "Blue"}), ("Rate", {"platform": "Blue"}), ("Alone", {})):
        said = {"like": "other", "kind": kind, "contract": "", "platform": "", **place}
        writer.post("/today", data={**WORK, **said})
    page = in_spanish(writer, "/real-pay")
    assert "En ninguna plataforma" in page
    assert "Blue pagó $" in page
    behind = in_spanish(writer, "/real-pay/explain/effective_hourly_rate")
    assert "En ningún contrato" in behind
    assert "On no " not in page + behind


def test_the_sources_count_the_contracts_that_can_be_seen(writer: TestClient) -> None:
    for kind, place in (("Rank", {"platform": "Blue"}), ("Rate", {"platform": "Blue"}), ("Alone", {})):
        said = {"like": "other", "kind": kind, "contract": "", "platform": "", **place}
        writer.post("/today", data={**WORK, **said})
    page = writer.get("/real-pay/explain/effective_hourly_rate").text
    assert "Your log, 2 contracts" in page
    assert "See all 2 contracts" in page
    assert 'href="/work?contract=none"' in page


def test_groups_of_staff_are_named_on_the_list_of_outside_figures(writer: TestClient) -> None:
    page = in_spanish(writer, "/parameters")
    assert "sales and office" not in page
