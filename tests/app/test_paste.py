"""Pasting a table, without script: look, choose, keep, undo."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

WORK = "Date,Task,Minutes,Pay,Platform,Project\n11/2/2026,Rank pairs,30,12.75,Northlight,Endings\n11/13/2025,Waiting,90,,Northlight,\n"
EUROPEAN = "Fecha;Importe;Comisión;Plataforma\n13.10.2026;1.234,50;4,50;Annex\n14.10.2026;20,00;;Annex\n"


def shown_form(page: str) -> dict[str, str]:
    """What a browser would send of the form on the page: chosen options, ticked boxes, fields and text."""
    form = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', page))
    form |= dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    form |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)"[^>]* checked', page))
    for name, inside in re.findall(r'<select id="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        form[name] = chosen[1] if chosen else ""
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    form["text"] = text[1].replace("&#34;", '"') if text else ""
    return form


def look(writer: TestClient, text: str, of: str = "work", **more: str) -> str:
    answer = writer.post("/work/paste", data={"text": text, "of": of, **more})
    return answer.text


def test_a_table_is_looked_at_with_its_guesses_read_back_and_nothing_is_kept(writer: TestClient) -> None:
    page = look(writer, WORK)
    form = shown_form(page)
    columns = [form[f"column-{at}"] for at in range(6)]
    assert columns == ["day", "kind", "duration", "pay", "platform", "contract"]
    assert (form["days"], form["sign"], form["unit"]) == ("mdy", "point", "minutes")
    assert "2 November 2026, 30 min, Rank pairs, Northlight, Endings, $12.75" in page
    assert "2 lines can be kept" in page
    assert "Rank pairs" not in writer.get("/work").text


def test_the_reading_comes_first_then_how_it_is_read_and_the_text_last(writer: TestClient) -> None:
    page = look(writer, WORK)
    order = [
        "autofocus>2 lines can be kept",
        "Line 2",
        ">Keep 2 lines<",
        ">Change how it is read<",
        "<textarea",
    ]
    assert sorted(order, key=page.index) == order
    assert re.search(r"<details[^>]* open[^>]*><summary>Change how", page) is None
    assert re.search(r"<form[^>]*paste[^>]*>\s*<button hidden>", page)  # Enter in a field keeps nothing
    wrong = look(writer, WORK + "11/31/2026,No day,5,,,\n" * 6)
    assert "2 lines can be kept" in wrong
    assert re.search(r"<details[^>]* open[^>]*><summary>Change how", wrong)
    assert wrong.index("6 lines cannot be read") < wrong.index("And 3 more.") < wrong.index(">Keep 2 lines<")


def test_the_button_says_how_many_lines_are_kept(writer: TestClient) -> None:
    writer.post("/work/paste", data={**shown_form(look(writer, WORK)), "keep": "yes"})
    page = look(writer, WORK + "11/3/2026,New,20,,,\n")
    assert 'data-other-label="Keep 3 lines">Keep 1 line<' in page
    ticked = writer.post("/work/paste", data={**shown_form(page), "known": "yes"}).text
    assert 'data-other-label="Keep 1 line">Keep 3 lines<' in ticked
    nothing = look(writer, "Date,Minutes\nsoon,30\n")
    assert "0 lines can be kept" in nothing
    assert 'name="keep"' not in nothing


def test_a_table_is_kept_as_one_batch_known_the_second_time_and_undone(writer: TestClient) -> None:
    kept = writer.post("/work/paste", data={**shown_form(look(writer, WORK)), "keep": "yes"})
    assert "2 lines kept." in kept.text
    assert "Endings" in writer.get("/work").text
    again = look(writer, WORK)
    assert "2 lines are in your log already." in again
    refused = writer.post("/work/paste", data={**shown_form(again), "keep": "yes"})
    assert refused.status_code == 422
    assert "There is no line to keep." in refused.text
    undo = re.search(r'action="(/work/paste/[0-9a-f-]+/undo)"', kept.text)
    assert undo is not None
    assert "Taken out: 2 lines." in writer.post(undo[1]).text  # and their platform and their contract
    assert "Endings" not in writer.get("/work").text
    assert "2 lines can be kept" in look(writer, WORK)


def test_what_was_typed_by_hand_is_known_and_can_be_kept_a_second_time(writer: TestClient) -> None:
    typed = {"like": "other", "kind": "Rank pairs", "duration": "30", "is_paid": "yes", "pay": "12.75"}
    writer.post("/today", data={**typed, "day": "other", "other_day": "2026-11-02"})
    page = look(writer, WORK)
    assert "1 line can be kept" in page
    assert "1 line is in your log already." in page
    kept = writer.post("/work/paste", data={**shown_form(page), "keep": "yes", "known": "yes"})
    assert "2 lines kept." in kept.text


def test_payments_written_as_in_europe_arrive_with_their_fees(writer: TestClient) -> None:
    page = look(writer, EUROPEAN, "payments")
    assert "13 October 2026, Annex, $1,234.50, fee $4.50" in page
    writer.post("/work/paste", data={**shown_form(page), "keep": "yes"})
    payments = writer.get("/payments").text
    assert "$1,234.50" in payments
    assert "fee $4.50" in payments
    assert "Nothing owed to you." in payments


def test_costs_in_another_currency_are_kept(writer: TestClient) -> None:
    page = look(writer, "Date,Category,Cost,Months\n2026-10-01,Laptop,900,36\n", "costs", currency="EUR")
    assert "€900.00" in page
    writer.post("/work/paste", data={**shown_form(page), "currency": "EUR", "keep": "yes"})
    assert "over 36 months" in writer.get("/payments").text


def test_a_changed_choice_is_read_again(writer: TestClient) -> None:
    form = shown_form(look(writer, "When,Date,Minutes\nx,2/3/2026,20"))
    page = writer.post("/work/paste", data={**form, "days": "dmy", "unit": "hours"}).text
    assert "2 March 2026, 20 h" in page
    assert "The days fit both ways of writing them." in page
    moved = writer.post("/work/paste", data={**form, "column-0": "kind"}).text
    assert "3 February 2026, 20 min, X" in page.replace("2 March 2026, 20 h", "") or "20 min, X" in moved


def test_lines_that_cannot_be_read_are_named_and_kept_out_only_when_she_says_so(writer: TestClient) -> None:
    page = look(writer, "Date,Minutes\n11/2/2026,30\n11/31/2026,30\n11/3/2026,soon\n")
    assert "2 lines cannot be read" in page
    assert "Line 3, Day: “11/31/2026” is no day of the calendar, read like this." in page
    assert "Line 4, How long it took: “soon” is no number we can read." in page
    refused = writer.post("/work/paste", data={**shown_form(page), "keep": "yes"})
    assert refused.status_code == 422
    assert "Some lines cannot be read." in refused.text
    kept = writer.post("/work/paste", data={**shown_form(page), "keep": "yes", "leave_out": "yes"})
    assert "1 line kept." in kept.text


def test_a_line_that_its_day_has_no_room_for_is_named_and_left_out(writer: TestClient) -> None:
    text = "Date,Minutes,Start,End\n11/2/2026,1200,,\n11/2/2026,300,,\n11/2/2026,240,,\n11/2/2026,90,9:00,10:00\n"
    page = look(writer, text)
    full = "With this, the day would have more than 24 hours of work."
    assert f"Line 3, How long it took: {full}" in page
    assert "Line 5, How long it took: That is longer than from the start to the end." in page
    assert "2 lines can be kept" in page
    form = shown_form(page)
    assert writer.post("/work/paste", data={**form, "keep": "yes"}).status_code == 422
    assert (
        "2 lines kept." in writer.post("/work/paste", data={**form, "keep": "yes", "leave_out": "yes"}).text
    )
    # What is kept a second time takes room a second time, and what was there before takes it too.
    assert "2 lines are in your log already." in look(writer, text)
    again = look(writer, text, known="yes")
    assert f"Line 2, How long it took: {full}" in again
    assert f"Line 4, How long it took: {full}" in again
    assert f"Line 2, How long it took: {full}" in look(writer, "Date,Minutes\n11/2/2026,1\n")


def test_a_day_that_cannot_be_decides_nothing_about_the_others(writer: TestClient) -> None:
    text = "Date,Minutes\n11/02/2026,30\n11/03/2026,30\n31/11/2026,30\n"
    page = look(writer, text)
    assert "2 November 2026, 30 min" in page
    assert "Line 4, Day: “31/11/2026” is no day of the calendar, read like this." in page
    assert "The days fit both ways of writing them." in page
    writer.post("/you", data={"zone": "Europe/Berlin", "currency": "EUR", "language": "en"})
    assert "11 February 2026, 30 min" in look(writer, text)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "", "of": "work"}, "Paste a table or choose a file."),
        ({"text": WORK, "of": "secrets"}, "Please choose one of these."),
        ({"text": "Colour,Shape\nred,round", "of": "work"}, "Say which column is the day."),
        ({"text": "Date,Shape\n2026-11-02,round", "of": "payments"}, "Say which column is the amount."),
        ({"text": WORK, "of": "work", "currency": "dollars"}, "Three letters, such as USD."),
        (
            {
                "text": "Date,B\n2026-11-02,2026-11-02",
                "of": "work",
                "read_as": "work/2",
                "column-0": "day",
                "column-1": "day",
            },
            "Another column is this already.",
        ),
    ],
)
def test_what_cannot_be_looked_at_is_said_in_words_and_the_text_stays(
    writer: TestClient, sent: dict[str, str], sentence: str
) -> None:
    answer = writer.post("/work/paste", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "<title>Error: " in answer.text
    if sent["text"]:
        assert sent["text"].splitlines()[1] in answer.text


def test_a_file_is_read_in_place_of_text(writer: TestClient) -> None:
    file = {"file": ("október.csv", "Fecha;Tarea\n2.11.2026;Diálogos".encode("cp1252"), "text/csv")}
    page = writer.post("/work/paste", data={"of": "work", "text": "", "days": "dmy"}, files=file).text
    assert "Diálogos" in page
    kept = writer.post("/work/paste", data={**shown_form(page), "keep": "yes"})
    assert "október.csv" in kept.text
    broken = writer.post(
        "/work/paste", data={"of": "work"}, files={"file": ("a.xlsx", b"PK\x03\x04\0\0", "x")}
    )
    assert broken.status_code == 422
    assert "This file is no text." in broken.text


def test_cells_are_text_and_never_markup_and_hidden_amounts_stay_hidden(writer: TestClient) -> None:
    page = look(writer, "Date,Task,Pay\n11/2/2026,<script>alert(1)</script>,512.25\n")
    assert "<script>alert" not in page
    assert "$512.25" in page
    writer.post("/you/amounts", data={"back": "/today"})
    hidden = look(writer, "Date,Task,Pay\n11/2/2026,Endings,512.25\n")
    assert "512.25" not in re.sub(r"<textarea.*?</textarea>", "", hidden, flags=re.DOTALL)


def test_what_was_not_seen_is_not_kept(writer: TestClient) -> None:
    form = shown_form(look(writer, WORK.replace("11/13/2025", "10/12/2025")))
    page = writer.post("/work/paste", data={**form, "days": "dmy", "keep": "yes"}).text
    assert "You changed something" in page
    assert "10 December 2025" in page
    assert "Rank pairs" not in writer.get("/work").text


# A batch out, and back

SEVEN = "Date,Task,Minutes,Platform,Project\n" + "".join(
    f"11/{day}/2026,Rank pairs,30,Northlight,Endings\n" for day in range(1, 8)
)


def keep(writer: TestClient, text: str, of: str = "work") -> str:
    return writer.post("/work/paste", data={**shown_form(look(writer, text, of)), "keep": "yes"}).text


def address(page: str, act: str) -> str:
    found = re.search(rf'action="(/work/paste/[0-9a-f-]+/{act})"', page)
    assert found is not None
    return found[1]


def tasks_of(writer: TestClient) -> list[dict[str, str]]:
    return writer.get("/api/v1/tasks").json()["items"]


@pytest.mark.parametrize(("text", "of", "lines"), [(WORK, "work", 2), (EUROPEAN, "payments", 2)])
def test_what_was_kept_is_counted_in_lines_not_in_what_they_needed(
    writer: TestClient, text: str, of: str, lines: int
) -> None:
    page = keep(writer, text, of)
    assert f"{lines} lines kept." in page
    assert f"12 November 2026, {lines} lines" in page


def test_more_than_a_handful_is_taken_out_after_a_question_only(writer: TestClient) -> None:
    undo = address(keep(writer, SEVEN), "undo")
    asked = writer.post(undo)
    assert asked.status_code == 200
    assert "Take out 7 lines?" in asked.text
    assert '<button class="btn full">Take out 7 lines</button>' in asked.text
    assert "What was changed since stays." in asked.text
    assert len(tasks_of(writer)) == 7
    assert "7 lines" in writer.get("/work/paste").text
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    gone = writer.post(address(asked.text, "undo"), data=form).text
    assert "Taken out: 7 lines." in gone
    assert tasks_of(writer) == []


def test_what_was_taken_out_is_put_back_from_the_status_and_from_the_list(writer: TestClient) -> None:
    undo = address(keep(writer, SEVEN), "undo")
    before = tasks_of(writer)
    for _ in ("at once", "later"):
        gone = writer.post(undo, data={"sure": "yes"}).text
        status, _, listed = gone.partition("Brought before")
        assert "Put them back" in status
        assert "taken out" in listed
        assert address(status, "put-back") == address(listed, "put-back")
        assert 'aria-label="Put them back: Pasted table, 12 November 2026"' in writer.get("/work/paste").text
        back = writer.post(address(writer.get("/work/paste").text, "put-back")).text
        assert "Put back: 7 lines." in back
        assert address(back, "undo") == undo
        same = ("id", "worked_on", "seconds", "contract_id")
        assert [[row[name] for name in same] for row in tasks_of(writer)] == [
            [row[name] for name in same] for row in before
        ]
    assert "Endings" in writer.get("/work").text


def test_what_was_changed_since_stays_and_the_question_says_so(writer: TestClient) -> None:
    undo = address(keep(writer, SEVEN), "undo")
    task = tasks_of(writer)[0]
    change = {
        "revision": "1",
        "kind": "Mine now",
        "duration": "45",
        "is_paid": "yes",
        "worked_on": "2026-11-02",
    }
    assert writer.post(f"/work/entries/{task['id']}", data=change).status_code == 200
    page = writer.post(undo).text
    assert "Take out 6 lines?" in page
    assert "1 stays: it was changed or is needed since." in page
    assert "Taken out: 6 lines. 1 stays" in writer.post(undo, data={"sure": "yes"}).text
    assert [row["id"] for row in tasks_of(writer)] == [task["id"]]


def test_the_same_table_after_it_was_taken_out_is_a_new_batch(writer: TestClient) -> None:
    writer.post(address(keep(writer, SEVEN), "undo"), data={"sure": "yes"})
    page = keep(writer, SEVEN)
    assert "7 lines kept." in page
    assert len(tasks_of(writer)) == 7
    assert "put-back" not in page  # nothing of the first batch waits any more


def test_a_line_that_she_took_out_herself_is_not_counted_as_kept(writer: TestClient) -> None:
    keep(writer, SEVEN)
    writer.post(f"/work/entries/{tasks_of(writer)[0]['id']}/withdraw")
    page = keep(writer, SEVEN)
    assert "Nothing was kept. 1 was left alone: it came with an earlier table." in page
    assert len(tasks_of(writer)) == 6


def test_somebody_elses_batch_is_not_found(writer: TestClient, nobody: TestClient) -> None:
    undo = address(keep(writer, SEVEN), "undo")
    nobody.post("/start")
    for path in (undo, undo.replace("undo", "put-back")):
        assert nobody.post(path, data={"sure": "yes"}).status_code == 404
    assert len(tasks_of(writer)) == 7
