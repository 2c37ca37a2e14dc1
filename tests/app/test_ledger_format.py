"""The ledger format: what is read, what may be left out, what is refused and in which words."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.ledger import KEPT, LedgerFile, Writer, looks_like_ledger, parse, serialise
from app.intake.mishaps import EmptyFile, IntakeError, NotText, TruncatedFile, UnknownFormat
from app.intake.sample import sample_ledger
from reports.frames import SCHEMAS
from reports.money import exponent

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = (DOCS / "ledger-example.json").read_bytes()
SCHEMA = json.loads((DOCS / "ledger.schema.json").read_text())


def ledger(**nouns):
    """A ledger file of one platform and one contract, and whatever else is given."""
    return {
        "format": "pagerate-ledger",
        "version": 1,
        "platforms": [{"id": "p", "name": "Lantern"}],
        "contracts": [{"id": "c", "platform_id": "p", "name": "Endings", "started_on": "2026-03-02"}],
        **nouns,
    }


def read(**nouns):
    return parse(json.dumps(ledger(**nouns)).encode(), "mine.json")


def refusal(data):
    with pytest.raises(IntakeError) as caught:
        parse(data if isinstance(data, bytes) else json.dumps(data, indent=0).encode(), "mine.json")
    return str(caught.value)


def task(**values):
    return {"id": "t", "contract_id": "c", "worked_on": "2026-03-02", **values}


# Reading


def test_the_example_is_read_and_uses_every_noun():
    file = parse(EXAMPLE, "example")
    assert all(file.rows[noun] for noun in SCHEMAS)
    assert file.ledger().rows("terms")[0]["rate_minor"] == 2400


def test_a_ledger_of_nothing_is_a_ledger():
    file = parse(b'{"format": "pagerate-ledger", "version": 1}', "empty.json")
    assert file.writer == Writer()
    assert not any(file.rows.values())


def test_a_byte_order_mark_is_no_part_of_it():
    assert parse(b"\xef\xbb\xbf" + EXAMPLE, "example") == parse(EXAMPLE, "example")


def test_every_row_has_every_column_of_its_noun():
    file = parse(EXAMPLE, "example")
    assert all(row.keys() == SCHEMAS[noun].keys() for noun, rows in file.rows.items() for row in rows)


def test_instants_are_utc_and_days_are_days():
    row = read(
        tasks=[task(started_at="2026-03-02T23:30:00-08:00", ended_at="2026-03-03T08:00:00Z")],
    ).rows["tasks"][0]
    assert row["started_at"] == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert row["worked_on"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("currency", "text", "minor"),
    [("USD", "1234.50", 123450), ("USD", "-3", -300), ("JPY", "120", 120), ("KWD", "0.125", 125)],
)
def test_amounts_are_read_in_the_digits_of_their_currency(currency, text, minor):
    payment = {"id": "x", "kind": "bonus", "earned_on": "2026-03-02", "amount": text, "currency": currency}
    assert read(payments=[payment]).rows["payments"][0]["amount_minor"] == minor


def test_a_match_has_the_currency_of_its_payout():
    file = read(
        payments=[
            {"id": "a", "kind": "bonus", "earned_on": "2026-03-02", "amount": "500", "currency": "JPY"}
        ],
        payouts=[{"id": "o", "arrived_on": "2026-03-09", "gross": "500", "currency": "JPY"}],
        payout_matches=[{"id": "m", "payout_id": "o", "payment_id": "a", "amount": "500"}],
    )
    assert file.rows["payout_matches"][0]["amount_minor"] == 500


def test_your_own_keys_are_skipped():
    assert read(x_mine=[1], tasks=[task(x_mood="fine")]) == read(tasks=[task()])


def test_null_is_the_same_as_nothing():
    assert read(tasks=[task(seconds=None, kind=None)]) == read(tasks=[task()])


def test_notes_are_kept_beside_the_rows():
    assert read(tasks=[task(note="slow day", title="Scene 4")]).texts == {
        "tasks": {"t": {"note": "slow day", "title": "Scene 4"}}
    }


# Defaults

PAYOUT = {"id": "o", "arrived_on": "2026-03-09"}


@pytest.mark.parametrize(
    ("noun", "row", "column", "value"),
    [
        ("tasks", task(), "outcome", "pending"),
        ("tasks", task(), "is_paid", True),
        ("tasks", task(unpaid_category="waiting"), "is_paid", False),
        ("tasks", task(unpaid_category="waiting", is_paid=True), "is_paid", True),
        ("tasks", task(), "currency", None),
        ("tasks", task(expected="1.00"), "currency", "EUR"),
        ("terms", {"id": "x", "contract_id": "c", "pay_model": "mixed"}, "currency", "EUR"),
        ("terms", {"id": "x", "contract_id": "c", "pay_model": "mixed"}, "rate_units", 1),
        ("terms", {"id": "x", "contract_id": "c", "pay_model": "mixed"}, "effective_on", date(2026, 3, 2)),
        ("contracts", {"id": "c", "platform_id": "p", "name": "Endings"}, "state", "active"),
        ("expenses", {"id": "x", "spent_on": "2026-03-02", "amount": "1.00"}, "months", 1),
        ("payouts", {**PAYOUT, "gross": "10.00"}, "fee_minor", 0),
        ("payouts", {**PAYOUT, "gross": "10.00", "fee": "1.50"}, "net_minor", 850),
        ("payouts", {**PAYOUT, "gross": "10.00", "net": "8.50"}, "fee_minor", 150),
    ],
)
def test_what_is_left_out_has_its_default(noun, row, column, value):
    assert read(writer={"currency": "EUR"}, **{noun: [row]}).rows[noun][0][column] == value


# Refusals


@pytest.mark.parametrize(
    ("nouns", "words"),
    [
        ({"jobs": []}, r"jobs: a ledger has no “jobs”"),
        (
            {
                "payments": [{"id": "a", "kind": "bonus", "earned_on": "2026-03-02", "amount": "5"}],
                "payouts": [{"id": "o", "arrived_on": "2026-03-09", "gross": "5", "currency": "JPY"}],
                "payout_matches": [{"id": "m", "payout_id": "o", "payment_id": "a", "amount": "5"}],
            },
            r"payout_matches\[0\].payment_id: the payout is in JPY and the payment in USD",
        ),
        (
            {"tasks": [task(started_at="9999-12-31T23:00:00Z")]},
            r"tasks\[0\].started_at: 9999-12-31 is out of reach; days run from 1990",
        ),
        (
            {"tasks": [task(ended_at="1900-01-01T00:00:00Z")]},
            r"tasks\[0\].ended_at: 1900-01-01 is out of reach",
        ),
        ({"tasks": [task(expected="\u0663")]}, r"tasks\[0\].expected: “\u0663” is no amount"),
        ({"\x1b[31mred\n": []}, r"\?\[31mred\?: a ledger has no “\?\[31mred\?”"),
        ({"x" * 500: []}, r"x{40}…: a ledger has no"),
        ({"tasks": {}}, r"tasks: a list is needed here"),
        ({"tasks": [3]}, r"tasks\[0\]: an object is needed here"),
        ({"tasks": [task(), task()]}, r"tasks\[1\].id: the id “t” stands twice"),
        ({"tasks": [task(contract_id="d")]}, r"tasks\[0\].contract_id: there is no contract with the id “d”"),
        ({"tasks": [task(mood="fine")]}, r"tasks\[0\].mood: there is no such key here"),
        ({"tasks": [{"id": "t"}]}, r"tasks\[0\]: “worked_on” is missing"),
        ({"tasks": [{"worked_on": "2026-03-02"}]}, r"tasks\[0\]: “id” is missing"),
        ({"tasks": [task(id="x" * 65)]}, r"tasks\[0\].id: the text is longer than 64 characters"),
        ({"tasks": [task(id=7)]}, r"tasks\[0\].id: “7” is no text; put it in quotes"),
        ({"tasks": [task(id="")]}, r"tasks\[0\].id: the text is empty"),
        ({"tasks": [task(kind="a\0b")]}, r"tasks\[0\].kind: the text holds a character that cannot be stored"),
        ({"tasks": [task(expected=12.5)]}, r"tasks\[0\].expected: write the amount in quotes, “12.5”"),
        ({"tasks": [task(expected="12,50")]}, r"tasks\[0\].expected: “12,50” is no amount"),
        ({"tasks": [task(expected="1e3")]}, r"“1e3” is no amount"),
        ({"tasks": [task(expected="0.005")]}, r"“0.005” has more digits than USD has"),
        ({"tasks": [task(expected="-1.00")]}, r"“expected” must be 0 or more"),
        ({"tasks": [task(seconds=1.5)]}, r"tasks\[0\].seconds: “1.5” is no whole number"),
        ({"tasks": [task(seconds=True)]}, r"is no whole number"),
        ({"tasks": [task(seconds=-1)]}, r"-1 is negative"),
        ({"tasks": [task(toll=6)]}, r"“toll” must be from 1 to 5"),
        ({"tasks": [task(is_paid="yes")]}, r"“yes” is neither true nor false"),
        ({"tasks": [task(outcome="paid")]}, r"“paid” is none of pending, approved"),
        ({"tasks": [task(worked_on="2.3.2026")]}, r"“2.3.2026” is no day; write it as 2026-03-01"),
        ({"tasks": [task(worked_on="2026-02-30")]}, r"“2026-02-30” is no day"),
        ({"tasks": [task(worked_on="0001-01-01")]}, r"out of reach"),
        ({"tasks": [task(started_at="2026-03-02T09:00:00")]}, r"is no instant; write it with its offset"),
        (
            {"tasks": [task(started_at="2026-03-02T09:00:00Z", ended_at="2026-03-02T08:00:00Z")]},
            r"“ended_at” comes before “started_at”",
        ),
        (
            {"tasks": [task(id=str(n), seconds=50_000) for n in range(2)]},
            r"tasks\[1\].seconds: the work of 2026-03-02 without clock times comes to more than 24 hours",
        ),
        (
            {"contracts": [{"id": "c", "platform_id": "p", "name": "Endings"}], "terms": [
                {"id": "x", "contract_id": "c", "pay_model": "hourly"}]},
            r"terms\[0\]: “effective_on” is missing",
        ),
        ({"situations": [{"id": "s", "fact": "w2_wages", "starts_on": "2026-01-01"}]}, r"w2_wages needs an “amount”"),
        (
            {"situations": [{"id": "s", "fact": "health_cover", "starts_on": "2026-01-01", "value": "yes"}]},
            r"the “value” of health_cover is one of none, own",
        ),
        (
            {"situations": [{"id": "s", "fact": "health_basis", "starts_on": "2026-01-01", "value": "mine"}]},
            r"the “value” of health_basis is one of employer_share, what_i_pay, benchmark",
        ),
        (
            {"situations": [{"id": "s", "fact": "occupation_group", "starts_on": "2026-01-01", "value": "poets"}]},
            r"the “value” of occupation_group is one of all_private, .*union_workers",
        ),
        (
            {"situations": [{"id": "s", "fact": "guild_threshold", "starts_on": "2026-01-01", "amount": "0.00"}]},
            r"the “amount” of guild_threshold must be above 0",
        ),
        (
            {"situations": [
                {"id": "s", "fact": "instalment_paid", "starts_on": "2026-01-01", "amount": "5", "value": "2026"}]},
            r"the “value” of instalment_paid is the year and the number of the instalment, such as 2026-3",
        ),
        (
            {"situations": [{"id": "s", "fact": "instalment_paid", "starts_on": "2026-01-01", "value": "2026-3"}]},
            r"the fact instalment_paid needs an “amount”",
        ),
        ({"writer": {"zone": "Mars/Olympus"}}, r"writer.zone: “Mars/Olympus” is no time zone"),
        (
            {"terms": [{"id": "x", "contract_id": "c", "pay_model": "mixed", "pay_zone": "Mars"}]},
            r"terms\[0\].pay_zone: “Mars” is no time zone",
        ),
        ({"writer": {"currency": "dollars"}}, r"writer.currency: “dollars” is no currency"),
        ({"writer": {"name": "x"}}, r"writer.name: a writer has no such key"),
        ({"version": 2}, r"version: version “2” is not known here"),
        ({"version": True}, r"is not known here"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_by_file_and_path(nouns, words):
    said = refusal(ledger(**nouns))
    assert said.startswith("mine.json")
    assert re.search(words, said), said
    assert said.endswith(".")


def test_a_refusal_names_the_line():
    text = json.dumps(ledger(tasks=[task(), task(id="u", seconds="long")]), indent=1)
    line = text[: text.index('"long"')].count("\n") + 1
    assert f"mine.json, line {line}: tasks[1].seconds: “long”" in refusal(text.encode())


@pytest.mark.parametrize(
    ("data", "mishap"),
    [
        (b"", EmptyFile),
        (b" \n ", EmptyFile),
        (b"\x89PNG\r\n\x1a\n\x00\xff", NotText),
        (EXAMPLE[:900], TruncatedFile),
        (EXAMPLE.rstrip()[:-1], TruncatedFile),
        (b'{"format": "pagerate-ledger" "version": 1}', IntakeError),
        (b'{"format": "pagerate-ledger", "version": 1, "version": 1}', IntakeError),
        (b'{"format": "pagerate-ledger", "version": NaN}', IntakeError),
        (b"[" * 100_000, IntakeError),
        (b"[1, 2]", UnknownFormat),
        (b'{"name": "something else"}', UnknownFormat),
    ],
)
def test_a_file_that_is_no_ledger_is_one_sentence(data, mishap):
    with pytest.raises(mishap) as caught:
        parse(data, "mine.json")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("mine.json")


@pytest.mark.parametrize(
    ("data", "is_one"), [(EXAMPLE, True), (b'\xef\xbb\xbf {"a"', True), (b"HITId,Title", False)]
)
def test_a_ledger_is_known_by_its_first_character(data, is_one):
    assert looks_like_ledger(data) is is_one


# Writing


def test_the_sample_and_the_example_come_back_as_they_were():
    for file in (sample_ledger(), parse(EXAMPLE, "example")):
        assert parse(serialise(file), "again") == file


IDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD"])


INSTANTS = st.integers(10**9, 4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@st.composite
def files(draw):
    currency = draw(CURRENCIES)
    largest = 10**9 * 10 ** exponent(currency)
    texts = {}
    tasks = []
    for key in draw(st.lists(IDS, max_size=4, unique=True)):
        start = draw(st.none() | INSTANTS)
        expected = draw(st.none() | st.integers(0, largest))
        row = dict.fromkeys(SCHEMAS["tasks"]) | {
            "id": key,
            "worked_on": draw(DAYS),
            "seconds": draw(st.none() | st.integers(0, 20_000)),
            "started_at": start,
            "ended_at": start and start + timedelta(seconds=draw(st.integers(0, 90_000))),
            "is_paid": draw(st.booleans()),
            "outcome": draw(st.sampled_from(["pending", "approved", "rejected"])),
            "expected_minor": expected,
            "currency": None if expected is None else draw(CURRENCIES),
            "toll": draw(st.none() | st.integers(1, 5)),
        }
        tasks.append(row)
        if draw(st.booleans()):
            texts.setdefault("tasks", {})[key] = {"note": draw(IDS)}
    payments = [
        dict.fromkeys(SCHEMAS["payments"])
        | {"id": key, "kind": "clawback", "earned_on": draw(DAYS), "amount_minor": draw(st.integers(-largest, largest)),
           "currency": currency}
        for key in draw(st.lists(IDS, max_size=3, unique=True))
    ]  # fmt: skip
    rows = dict.fromkeys(SCHEMAS, ()) | {"tasks": tuple(tasks), "payments": tuple(payments)}
    return LedgerFile(Writer(currency=currency, unverified_figures=draw(st.booleans())), rows, texts)


@settings(max_examples=50, deadline=None)
@given(files())
def test_what_is_written_is_read_back_the_same_and_fits_the_schema(file):
    written = serialise(file)
    assert parse(written, "again") == file
    VALIDATOR.validate(json.loads(written))


# The documents


def test_the_schema_is_a_schema_and_the_example_and_the_sample_fit_it():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(EXAMPLE), SCHEMA)
    jsonschema.validate(json.loads(serialise(sample_ledger())), SCHEMA)


@pytest.mark.parametrize("noun", SCHEMAS)
def test_schema_page_and_code_have_the_same_keys(noun):
    keys = {name.removesuffix("_minor") for name in SCHEMAS[noun]} | KEPT[noun].keys()
    assert SCHEMA["$defs"][noun]["properties"].keys() == keys
    page = (DOCS / "ledger-format.md").read_text()
    assert f"## {noun}\n" in page
    assert not [key for key in keys if f"`{key}`" not in page]


def test_a_ledger_of_45_000_tasks_is_read_in_seconds():
    tasks = [
        task(
            id=f"t{n}",
            worked_on=str(date(2020, 1, 1) + timedelta(days=n // 30)),
            seconds=900,
            expected="4.25",
        )
        for n in range(45_000)
    ]
    data = json.dumps(ledger(tasks=tasks)).encode()
    assert len(parse(data, "big.json").rows["tasks"]) == 45_000
