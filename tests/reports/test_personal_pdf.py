"""The report as PDF: its structure, its words, what it must not hold, and that no log makes it fail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reports import personal
from reports.charts.card import charts_of
from reports.documents.annex import MOST_ROWS, Annex, annex_of
from reports.documents.personal_pdf import Made, report_data, report_pdf
from reports.periods import Period
from reports.personal import DayBar, MonthBar
from reports.slices import Slice
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.factories import (
    contract,
    expense,
    ledger_of,
    payment,
    payout,
    platform,
    situation,
    task,
    terms,
    unpaid,
)
from tests.reports.paper_reader import Pdf, squeezed
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import sample_report
from tests.reports.some_writer import NO_RATES
from tests.reports.test_charts import empty_report

WORDS = PlainWords()
AS_OF = date(2026, 4, 30)
LIKE_MARKUP = ("#let x = 1", "*a*", "$x$", "]", "_b_", "<label>", "@ref", "= head", "\\u{1F600}", '"quoted"')


def small_ledger(name="Heron", contract_name="Ranking endings", **more):
    rows = {
        "platforms": [platform(id="platform", name=name)],
        "contracts": [contract(id="contract", name=contract_name)],
        "terms": [terms(unit_name="label", credit_promised="yes")],
        "tasks": [
            task(id="canary-task-id", worked_on=date(2026, 3, day), expected_minor=2500, kind="ranking")
            for day in (2, 3, 12, 25)
        ]
        + [unpaid(worked_on=date(2026, 3, 4), kind=None), unpaid(worked_on=date(2026, 3, 5), unpaid_category=None)],
        "payments": [payment(), payment(kind="clawback", amount_minor=-700, contract_id=None, platform_id="platform")],
        "payouts": [payout(fee_minor=31)],
        "expenses": [expense(category="A new desk"), expense(category=None)],
        "situations": [situation()],
    }  # fmt: skip
    rows["tasks"] = [{**row, "id": f"canary-{number}"} for number, row in enumerate(rows["tasks"])]
    return ledger_of(**{**rows, **more})


def report_of(ledger, period=None):
    return personal.report(ledger, as_of=AS_OF, period=period, rates=NO_RATES)


@pytest.fixture(scope="module")
def sample():
    return Pdf(report_pdf(sample_report(), WORDS, Made("page/rate")))


def test_the_first_page_sums_up(sample):
    first = squeezed(sample._page(sample.pages[0]))
    for words in (
        "Real pay, 1 March to 31 October 2026", "Promised", "$38.00", "$23.66",
        "You kept 62% of the hourly rate you were offered", "171", "of your 573 hours were unpaid, 30%",
        "Unpaid time took the biggest bite: $10.58 an hour", "Page 1 of", "As logged by the writer.",
    ):  # fmt: skip
        assert squeezed(words) in first


def test_every_chart_has_its_finding_its_drawing_and_its_table(sample):
    text = squeezed(sample.text())
    charts = charts_of(sample_report(), WORDS)
    for chart in charts:
        assert squeezed(chart.finding) in text
        assert squeezed(chart.question) in text
    assert squeezed("$26.31") in text
    assert squeezed("Employer payroll tax") in text
    drawn = [chart for chart in report_data(sample_report(), WORDS, Made())["charts"] if chart["svg"]]
    alternatives = sample.alternatives()
    assert sorted(re.sub(r"\s", "", one["alt"]) for one in drawn) == sorted(
        re.sub(r"\s", "", one) for one in alternatives
    )
    # Vectors and letters, never pixels.
    assert b"/Subtype/Image" not in sample.everything()


def test_it_is_tagged_has_a_title_a_language_and_headings(sample):
    whole = sample.everything()
    assert b"pdfuaid:part>1<" in whole
    assert b"/StructTreeRoot" in whole
    assert b"/MarkInfo<</Marked true" in whole
    for tag in (b"/S/H1", b"/S/H2", b"/S/Table", b"/S/TH", b"/S/Figure"):
        assert tag in whole, tag
    assert re.search(rb"/Lang\s*\(en(-US)?\)", whole)


def test_it_is_short_and_no_page_of_it_is_nearly_empty(sample):
    assert len(sample.pages) <= 12
    letters = [len(squeezed(sample._page(page))) for page in sample.pages]
    assert min(letters[:-1]) > 500, letters
    finding = {squeezed(chart.finding) for chart in charts_of(sample_report(), WORDS)}
    pages = [squeezed(sample._page(page)) for page in sample.pages]
    assert max(sum(said in page for said in finding) for page in pages) >= 3


@pytest.mark.parametrize("months", [3, 40, 200])
def test_charts_with_short_and_with_long_tables_are_set(months):
    bars = tuple(
        MonthBar(
            Period(date(2000 + n // 12, n % 12 + 1, 1), date(2000 + n // 12, n % 12 + 1, 28)),
            Fraction(900),
            Fraction(800),
        )
        for n in range(months)
    )
    text = squeezed(Pdf(report_pdf(sample_report(months=bars), WORDS)).text())
    assert text.count(squeezed("Earned and received each month, before fees")) == (
        2 if 15 < months <= 40 else 1
    )


def test_every_page_has_its_number(sample):
    count = len(sample.pages)
    assert count >= 5
    for number, page in enumerate(sample.pages, 1):
        assert squeezed(f"Page {number} of {count}") in squeezed(sample._page(page))


def test_the_same_report_is_the_same_file_and_says_no_time_of_the_machine(sample):
    assert report_pdf(sample_report(), WORDS, Made("page/rate")) == sample.data
    whole = sample.everything()
    assert b"D:20261112000000" in whole
    today = datetime.now(UTC).strftime("D:%Y%m%d").encode()
    assert today not in whole or today == b"D:20261112"
    assert b"/Author" not in whole
    assert b"dc:creator" not in whole


def test_numbers_method_and_sources_are_those_of_the_report():
    report = report_of(small_ledger())
    made = report_data(report, WORDS, Made())
    names = {one["name"] for one in made["method"]}
    assert {"Real hourly pay", "Promised hourly rate"} <= names
    assert [topic["title"] for topic in made["topics"]][:2] == ["Changes of pay", "Promised and real"]
    addresses = [source.address for source in made["sources"] if source.address]
    assert addresses
    used = {row.source_url for found in report.all_figures() for row in found.parameters}
    assert set(addresses) == used
    text = squeezed(Pdf(report_pdf(report, WORDS)).text())
    assert squeezed("How each number is made") in text
    assert squeezed(made["sources"][-1].detail) in text
    for topic in made["topics"]:
        for number in topic["numbers"]:
            assert squeezed(number["name"]) in text
            assert squeezed(number["value"]) in text


def test_rows_stand_in_it_only_on_request_and_without_ids():
    ledger = small_ledger()
    report = report_of(ledger)
    plain = Pdf(report_pdf(report, WORDS))
    assert squeezed("A new desk") not in squeezed(plain.text())
    full = Pdf(report_pdf(report, WORDS, Made(annex=annex_of(ledger, report.period, WORDS))))
    text = squeezed(full.text())
    for words in (
        "Every row",
        "A new desk",
        "25 March 2026",
        "Taken back",
        "Waiting for tasks",
        "unpaid",
        "$0.31",
    ):
        assert squeezed(words) in text
    for pdf in (plain, full):
        assert b"canary" not in pdf.everything()


def test_the_annex_has_the_rows_of_the_period_and_the_newest_of_very_many():
    ledger = small_ledger()
    tables = dict(annex_of(ledger, Period(date(2026, 3, 3), date(2026, 3, 5)), WORDS).tables)
    assert list(tables) == ["Work"]
    assert [row[0].shown for row in tables["Work"].rows] == ["3 March 2026", "4 March 2026"]
    many = small_ledger(tasks=[task(seconds=None if n else 60, kind=None) for n in range(MOST_ROWS + 5)])
    annex = annex_of(many, Period(date(2026, 1, 1), date(2027, 1, 1)), WORDS)
    assert len(dict(annex.tables)["Work"].rows) == MOST_ROWS
    assert annex.notes["Work"] == "The newest 1,000 of 1,005 rows. Your data under You has all of them."
    homeless = ledger_of(tasks=[task(contract_id=None, currency="EUR", expected_minor=500)])
    (row,) = dict(annex_of(homeless, Period(date(2026, 1, 1), date(2027, 1, 1)), WORDS).tables)["Work"].rows
    assert row[1].shown == ""
    assert row[5].shown == "$5.00"


def test_a_long_table_of_a_chart_stands_in_the_annex():
    ledger = small_ledger(
        tasks=[task(worked_on=date(2026, 1 + n // 28, 1 + n % 28), expected_minor=2500) for n in range(90)]
    )
    report = report_of(ledger)
    calendar = next(c for c in report_data(report, WORDS, Made())["charts"] if c["key"] == "calendar")
    assert calendar["table"] is None
    assert "90 rows" in calendar["table_note"]
    made = report_data(report, WORDS, Made(annex=annex_of(ledger, report.period, WORDS)))
    titles = [part["title"] for part in made["annex"]]
    assert "Hours worked on each day" in titles
    assert len(made["annex"][titles.index("Hours worked on each day")]["table"]["rows"]) == 90


def test_of_a_very_long_table_the_last_rows_stand_there():
    report = sample_report(
        days=tuple(DayBar(date(2020, 1, 1) + timedelta(days=n), Fraction(1)) for n in range(1200))
    )
    (calendar,) = report_data(report, WORDS, Made(annex=Annex(())))["annex"]
    assert len(calendar["table"]["rows"]) == MOST_ROWS
    assert calendar["table"]["rows"][-1][0] == "2023-04-14"
    assert calendar["note"].startswith("The last 1,000 of 1,200 rows.")


def test_of_very_many_contracts_those_with_most_hours_are_listed():
    report = sample_report()
    figures = report.by_contract[0].figures
    parts = tuple(Slice(f"c{n}", f"Contract {n:03}", figures) for n in range(150))
    made = report_data(replace(report, by_contract=parts), WORDS, Made())
    contracts = made["slices"][1]
    assert len(contracts["table"]["rows"]) == 101  # and the one for all
    assert contracts["note"] == "The 100 with most hours, of 150."


def test_columns_that_say_nothing_are_left_out_and_no_column_is_too_narrow():
    table = report_data(sample_report(), WORDS, Made())["charts"][0]["table"]
    assert table["header"] == ["Step", "USD an hour", "Change"]
    assert min(table["shares"]) >= 8
    assert max(table["shares"]) <= 30


@pytest.mark.parametrize("name", LIKE_MARKUP)
def test_names_that_look_like_markup_come_out_as_they_are(name):
    ledger = small_ledger(name=name, contract_name=f"{name} again")
    report = report_of(ledger)
    made = Made(annex=annex_of(ledger, report.period, WORDS))
    text = squeezed(Pdf(report_pdf(report, WORDS, made)).text())
    assert squeezed(name) in text
    assert squeezed(f"{name} again") in text


def test_very_long_names_break_and_are_whole_in_the_tables():
    name = "Unbreakable" * 14
    report = report_of(small_ledger(name=name, contract_name=name))
    assert squeezed(name) in squeezed(Pdf(report_pdf(report, WORDS)).text())


def test_names_in_letters_we_lack_do_not_stop_it():
    report = report_of(small_ledger(name="北京 😀 \u202eمرحبا", contract_name="Łódź Привет Việt"))
    text = squeezed(Pdf(report_pdf(report, WORDS)).text())
    assert "ŁódźПриветViệt" in text
    assert "\ufffd\ufffd" in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ọlá Ṣadé", "ỌláṢadé"),
        ("ọlá ṣadé", "olásadé"),
        ("a\u0305b\u0336c", "abc"),
        ("\u0928\u092e\u0938\u094d\u0924\u0947", ""),
        ("a\u2028b", "ab"),
    ],
)
def test_letters_that_do_not_go_together_do_not_stop_it(name, said):
    report = report_of(small_ledger(name=name, contract_name=name))
    assert said in squeezed(Pdf(report_pdf(report, WORDS)).text())


@given(name=st.text(min_size=1, max_size=40))
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_no_name_makes_it_fail(name):
    report = report_of(small_ledger(name=name, contract_name=name))
    assert report_pdf(report, WORDS).startswith(b"%PDF")


def test_a_report_of_nothing_is_a_document_too():
    text = squeezed(Pdf(report_pdf(empty_report(), WORDS)).text())
    assert squeezed("A rate needs hours and pay that belong together.") in text
    nothing = report_of(ledger_of())
    assert squeezed("Page 1 of") in squeezed(Pdf(report_pdf(nothing, WORDS)).text())


@given(rows=busy_ledger(), as_of=ENDS)
@settings(
    max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # no shrinking: each takes a second
def test_no_log_makes_it_fail(rows, as_of):
    ledger = ledger_of(**rows)
    made = personal.report(ledger, as_of=as_of, rates=NO_RATES)
    text = squeezed(Pdf(report_pdf(made, WORDS, Made(annex=annex_of(ledger, made.period, WORDS)))).text())
    for chart in charts_of(made, WORDS):
        assert squeezed(chart.finding) in text
