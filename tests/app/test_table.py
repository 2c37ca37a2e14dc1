"""Pasted tables: cells, guesses, ways of writing, and what is wrong by line."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.table import MOST_ROWS, NoTable, decoded, guessed, read
from app.intake.table_rows import Choice, new_items, read_items, rows_of
from app.intake.table_values import (
    Unread,
    count_of,
    day_of,
    money_of,
    number_of,
    order_of,
    seconds_of,
    sign_of,
    time_of,
    truth_of,
    unit_of,
)

TODAY = date(2026, 11, 12)


def choice(of: str, *columns: str, **more: object) -> Choice:
    said = {
        "days": "mdy",
        "sign": "point",
        "unit": "minutes",
        "currency": "USD",
        "zone": ZoneInfo("America/Los_Angeles"),
        "today": TODAY,
        **more,
    }
    return Choice(of, {at: name for at, name in enumerate(columns) if name}, **said)


@pytest.mark.parametrize(
    "text",
    [
        "Date\tPay\n11/2/2026\t5",
        "Date;Pay\n11/2/2026;5",
        "Date,Pay\r\n11/2/2026,5\r\n",
        "Date|Pay\n\n11/2/2026|5",
    ],
)
def test_a_table_is_read_whatever_separates_its_cells(text: str) -> None:
    pasted = read(text)
    assert pasted.names == ("Date", "Pay")
    assert [cells for _, cells in pasted.rows] == [("11/2/2026", "5")]


def test_a_comma_in_a_number_separates_no_cells_of_a_table_with_semicolons() -> None:
    pasted = read("Fecha;Importe;Tarea\n2/11/2026;12,75;Escenas\n3/11/2026;8,00;Escenas, dos")
    assert pasted.rows[1] == (3, ("3/11/2026", "8,00", "Escenas, dos"))


def test_lines_are_counted_as_an_editor_does_also_over_cells_of_several_lines() -> None:
    pasted = read('Date,Note\n2026-11-01,"one\ntwo"\n\n2026-11-02,three\n')
    assert [(line, cells[1]) for line, cells in pasted.rows] == [(2, "one two"), (5, "three")]


def test_short_rows_are_filled_up_and_a_table_without_a_header_has_no_names() -> None:
    pasted = read("2026-11-01\t30\tRank pairs\n2026-11-02\t45")
    assert (pasted.has_header, pasted.names) == (False, ("", "", ""))
    assert pasted.rows[1] == (2, ("2026-11-02", "45", ""))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a table"),
        (" \n\t ", "Paste a table"),
        ("a\n" * (MOST_ROWS + 2), "too long"),
        ("x" * 2_000_001, "too long"),
        ('a,b\n"' + "x" * 200_000, "quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(NoTable, match=sentence):
        read(text)


def test_a_quotation_mark_that_is_never_closed_is_refused_also_after_a_file_with_long_cells() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(NoTable, match="quotation mark"):
            read('a,b\n"' + "x" * 200_000)
    finally:
        csv.field_size_limit(before)


def test_a_file_is_read_in_the_encodings_spreadsheets_write() -> None:
    said = "Fecha;Día\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert decoded(said.encode(encoding)) == said
    for data in (b"PK\x03\x04\x00\x00", b"\xff\xfe\x00", b"\x81\x8d"):
        with pytest.raises(NoTable, match="no text"):
            decoded(data)


@pytest.mark.parametrize(
    ("of", "header", "found"),
    [
        (
            "work",
            "Date,Task,Duration (min),Pay,Client,Project",
            ["day", "kind", "duration", "pay", "platform", "contract"],
        ),
        (
            "work",
            "Fecha,Tarea,Horas,Importe,Plataforma,Pagado",
            ["day", "kind", "duration", "pay", "platform", "is_paid"],
        ),
        ("work", "Start date,Start time,End time,Description", ["day", "start", "end", "kind"]),
        (
            "payments",
            "Date,Gross,Fee,Currency,Name,Memo",
            ["day", "amount", "fee", "currency", "platform", "note"],
        ),
        (
            "payments",
            "Fecha,Importe,Comisión,Divisa,Pagador",
            ["day", "amount", "fee", "currency", "platform"],
        ),
        ("costs", "Fecha,Categoría,Coste,Meses", ["day", "category", "amount", "months"]),
        ("work", "Date,Comments", ["day", "note"]),
        ("payments", "Fecha,Importe,Comentarios", ["day", "amount", "note"]),
        ("costs", "Fecha,Importe,Observaciones", ["day", "amount", "note"]),
        ("work", "Colour,Shape", []),
        ("work", "Date,Date", ["day"]),
    ],
)
def test_columns_are_guessed_by_their_header_in_english_and_spanish(of, header, found) -> None:
    assert list(guessed(read(f"{header}\nx,y,z,1,2,3"), of).values()) == found


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("11/2/2026", "mdy", date(2026, 11, 2)),
        ("11/2/2026", "dmy", date(2026, 2, 11)),
        ("02.11.26", "dmy", date(2026, 11, 2)),
        ("2026-11-02", "mdy", date(2026, 11, 2)),
        ("2026/11/2 09:18", "dmy", date(2026, 11, 2)),
        ("Nov 2, 2026", "ymd", date(2026, 11, 2)),
        ("2 de noviembre de 2026", "mdy", date(2026, 11, 2)),
        ("Mon, Nov 2, 2026", "mdy", date(2026, 11, 2)),
        ("9 Mar, 2026", "mdy", date(2026, 3, 9)),
    ],
)
def test_days_are_read_as_they_are_written(text, order, day) -> None:
    assert day_of(text, order) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "13/13/2026", "2026-02-30", "1/2", "0001-01-01", "11/2/2026x", "1" * 99]
)
def test_what_is_no_day_is_refused(text) -> None:
    with pytest.raises(Unread, match=r"\{value\}"):
        day_of(text, "mdy")


@pytest.mark.parametrize(
    ("cells", "order", "is_sure"),
    [
        (["2026-11-02"], "ymd", True),
        (["13/2/2026", "1/2/2026"], "dmy", True),
        (["2/13/2026"], "mdy", True),
        (["2/3/2026"], "mdy", False),
        (["2.3.2026"], "dmy", False),
        (["Nov 2, 2026"], "mdy", True),
        (["11/02/2026", "31/11/2026"], "mdy", False),
        (["31/11/2026"], "mdy", False),
        (["30/11/2026", "31/11/2026", "11/02/2026"], "dmy", True),
        (["11/31/2026", "2/3/2026", "2.3.2026"], "dmy", False),
        (["2/29/2025", "29/2/2024"], "dmy", True),
        (["11/13/2026", "11/14/2026", "13/11/2026"], "mdy", False),
    ],
)
def test_the_order_of_days_is_guessed_and_it_is_said_whether_that_is_sure(cells, order, is_sure) -> None:
    assert order_of(cells) == (order, is_sure)


@pytest.mark.parametrize(
    ("text", "sign", "minor"),
    [
        ("$1,234.50", "point", 123450),
        ("1.234,50 €", "comma", 123450),
        ("1 234,50", "comma", 123450),
        ("1'234.50", "point", 123450),
        ("(5.00)", "point", -500),
        ("\u22125", "point", -500),
        (".5", "point", 50),
        ("US$ 12", "point", 1200),
        ("12.750", "comma", 1275000),
    ],
)
def test_amounts_are_read_with_the_chosen_sign(text, sign, minor) -> None:
    assert money_of(text, sign, "USD").minor == minor


@pytest.mark.parametrize(
    "text", ["", "-", "1,2,3", "1.2.3", "5.001", "12a", "NaN", "inf", "1e9", "9" * 40, "9" * 18]
)
def test_what_is_no_amount_is_refused(text) -> None:
    with pytest.raises(Unread, match=r"\{value\}"):
        money_of(text, "point", "USD")


def test_the_decimal_sign_is_guessed_from_all_cells() -> None:
    assert sign_of(["12,75", "1.234,00"]) == ("comma", True)
    assert sign_of(["12.75", "1,234"]) == ("point", True)
    assert sign_of(["1,234"]) == ("point", False)
    assert sign_of(["12"]) == ("point", True)


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("45", "minutes", 2700),
        ("1.5", "hours", 5400),
        ("1:20", "hours", 4800),
        ("01:20:30", "minutes", 4830),
        ("1h 2m 3s", "minutes", 3723),
        ("90 min", "hours", 5400),
        ("2 horas 5 minutos", "minutes", 7500),
        ("0.25 h", "minutes", 900),
    ],
)
def test_lengths_are_read_and_a_bare_number_is_in_the_chosen_unit(text, unit, seconds) -> None:
    assert seconds_of(text, unit, "point") == seconds


@pytest.mark.parametrize("text", ["", "0", "-5", "soon", "1:75", "9" * 20, "1h2h"])
def test_what_is_no_length_is_refused(text) -> None:
    with pytest.raises(Unread):
        seconds_of(text, "minutes", "point")


def test_the_unit_of_bare_numbers_is_guessed_by_the_header_or_by_their_parts() -> None:
    assert unit_of("Duration (min)", ["5"]) == ("minutes", True)
    assert unit_of("Hours", ["5"]) == ("hours", True)
    assert unit_of("Time", ["1.5", "2"]) == ("hours", False)
    assert unit_of("Time", ["30"]) == ("minutes", False)
    assert unit_of("Time", ["0:30"]) == ("minutes", True)


def test_times_of_day_answers_and_counts() -> None:
    assert [
        str(time_of(text))
        for text in ("9:18", "9:18 PM", "12:05 am", "2026-11-02 21:18:30", "2026-11-02T09:18:00Z")
    ] == [
        "09:18:00",
        "21:18:00",
        "00:05:00",
        "21:18:30",
        "09:18:00",
    ]
    assert [truth_of(text) for text in ("Yes", "sí", "0", "No")] == [True, True, False, False]
    assert count_of("12") == 12
    for reader, text in ((time_of, "25:00"), (time_of, "noon"), (truth_of, "perhaps"), (count_of, "1.5")):
        with pytest.raises(Unread):
            reader(text)


def test_a_line_that_cannot_be_read_is_named_with_its_column_and_the_others_are_read() -> None:
    pasted = read(
        "Date,Pay,Task\n11/2/2026,5,Endings\n11/31/2026,x,Endings\n,5,Endings\n11/13/2026,5,Endings"
    )
    items, problems = read_items(pasted, choice("work", "day", "pay", "kind"))
    assert [item.line for item in items] == [2]
    assert [(one.line, one.column) for one in problems] == [(3, "day"), (3, "pay"), (4, "day"), (5, "day")]
    assert problems[0].value == "11/31/2026"


def test_clock_times_become_instants_over_midnight_and_over_the_change_of_the_clocks() -> None:
    pasted = read("Date,Start,End\n10/31/2026,23:30,00:30\n11/1/2026,00:30,03:30")
    items, problems = read_items(pasted, choice("work", "day", "start", "end"))
    assert problems == []
    assert [item.values["seconds"] for item in items] == [3600, 4 * 3600]  # clocks went back at 2:00


def test_money_below_nothing_or_a_fee_above_it_is_no_payment() -> None:
    pasted = read("Date,Amount,Fee\n11/2/2026,-5,0\n11/2/2026,5,6\n11/2/2026,5,-1")
    items, problems = read_items(pasted, choice("payments", "day", "amount", "fee"))
    assert [(one.line, one.column) for one in problems] == [(2, "amount"), (3, "fee")]
    [row] = rows_of(items, choice("payments"))["payouts"]
    assert (row["gross_minor"], row["fee_minor"], row["net_minor"]) == (500, 100, 400)


def test_a_line_the_log_has_is_known_and_each_row_of_the_log_counts_once() -> None:
    pasted = read("Date,Minutes,Pay\n11/2/2026,30,5\n11/2/2026,30,5\n11/3/2026,30,5")
    items, _ = read_items(pasted, choice("work", "day", "duration", "pay"))
    here = Counter({(date(2026, 11, 2), 1800, 500, "USD", ""): 1})
    new, known = new_items(items, here)
    assert ([item.line for item in new], [item.line for item in known]) == ([3, 4], [2])


def test_the_same_line_has_the_same_key_in_every_way_of_writing_and_twice_it_has_two() -> None:
    american = read("Date,Pay\n11/2/2026,12.75\n11/2/2026,12.75")
    european = read("Fecha;Pago\n02.11.2026;12,75\n02.11.2026;12,75")
    keys = []
    for pasted, asked in (
        (american, choice("work", "day", "pay")),
        (european, choice("work", "day", "pay", days="dmy", sign="comma")),
    ):
        items, problems = read_items(pasted, asked)
        assert problems == []
        keys.append([row["source_key"] for row in rows_of(items, asked)["tasks"]])
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2


def test_platforms_and_contracts_are_made_once() -> None:
    pasted = read("Date,Platform,Project\n11/2/2026,Annex,Endings\n11/3/2026,annex,endings\n11/4/2026,Annex,")
    asked = choice("work", "day", "platform", "contract")
    items, _ = read_items(pasted, asked)
    rows = rows_of(items, asked)
    assert [row["name"] for row in rows["platforms"]] == ["Annex"]
    assert [row["name"] for row in rows["contracts"]] == ["Endings"]
    assert [bool(row["contract_id"]) for row in rows["tasks"]] == [True, True, False]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["work", "payments", "costs"]))
def test_any_text_is_read_or_refused_in_words(text: str, of: str) -> None:
    try:
        pasted = read(text)
    except NoTable:
        return
    columns = guessed(pasted, of) or dict(enumerate(["day", "amount" if of != "work" else "pay", "note"]))
    items, problems = read_items(pasted, choice(of, *columns.values()))
    assert {item.line for item in items} | {one.line for one in problems} == {line for line, _ in pasted.rows}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_cell_is_a_value_or_unread(text: str) -> None:
    for reader in (
        lambda cell: day_of(cell, "dmy"),
        lambda cell: money_of(cell, "comma", "USD"),
        lambda cell: seconds_of(cell, "hours", "point"),
        time_of,
        truth_of,
        count_of,
        lambda cell: number_of(cell, "point"),
    ):
        with suppress(Unread):
            reader(text)
