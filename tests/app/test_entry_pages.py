"""An entry as a writer mends it: times, verdicts, what is held, how it was; stale forms and what they keep."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.http.notes import NOTE_LOOKS, looks_like_content, notice_of
from app.records.writer import WriterPublic
from tests.app.form_fields import values_at
from tests.app.test_pages import WORK, saved_id

EVERYTHING = {
    "kind": "Scenes",
    "title": "Third batch",
    "duration": "1:30",
    "credited": "1:05",
    "units": "12",
    "worked_on": "2026-11-10",
    "started_at": "2026-11-10T09:18",
    "ended_at": "2026-11-10T10:48",
    "pay": "120.50",
    "currency": "EUR",
    "held": "20.00",
    "held_until_on": "2026-12-24",
    "outcome": "returned",
    "decided_on": "2026-11-11",
    "toll": "4",
    "is_repetitive": "yes",
    "is_alone": "no",
    "note": "Slow queue.\nAsked support.",
}


@pytest.fixture
def entry(writer: TestClient) -> str:
    """The address of an entry."""
    return f"/work/entries/{saved_id(writer.post('/today', data=WORK).url)}"


def changed(client: TestClient, entry: str, **said: str):
    return client.post(entry, data={**values_at(client.get(entry).text, entry), **said})


def test_everything_an_entry_can_say_is_kept_as_typed(writer: TestClient, entry: str) -> None:
    assert changed(writer, entry, **EVERYTHING).status_code == 200
    shown = values_at(writer.get(entry).text, entry)
    assert {name: shown[name] for name in EVERYTHING} == EVERYTHING


@pytest.mark.parametrize("outcome", ["approved", "rejected", "expired", "returned", "pending"])
def test_every_verdict_can_be_logged(writer: TestClient, entry: str, outcome: str) -> None:
    changed(writer, entry, outcome=outcome, decided_on="2026-11-12")
    assert values_at(writer.get(entry).text, entry)["outcome"] == outcome


def test_a_start_and_an_end_are_a_length(writer: TestClient, entry: str) -> None:
    changed(writer, entry, duration="", started_at="2026-11-12T07:00", ended_at="2026-11-12T08:25")
    assert values_at(writer.get(entry).text, entry)["duration"] == "1:25"


def test_of_the_time_and_the_clock_the_one_not_touched_follows(writer: TestClient, entry: str) -> None:
    changed(writer, entry, duration="", started_at="2026-11-12T07:00", ended_at="2026-11-12T08:00")
    changed(writer, entry, duration="1:30")
    assert values_at(writer.get(entry).text, entry)["ended_at"] == "2026-11-12T08:30"
    changed(writer, entry, ended_at="2026-11-12T08:10")
    assert values_at(writer.get(entry).text, entry)["duration"] == "1:10"
    changed(writer, entry, duration="50")  # she took a break
    assert values_at(writer.get(entry).text, entry)["ended_at"] == "2026-11-12T08:10"


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        (
            {"started_at": "2026-11-12T09:00", "ended_at": "2026-11-12T08:00"},
            "ended_at",
            "The end is before the start.",
        ),
        (
            {"started_at": "2026-11-12T09:00", "ended_at": "2026-11-12T09:10", "duration": "30"},
            "duration",
            "That is longer than from the start to the end.",
        ),
        (
            {"started_at": "2026-11-11T09:00", "ended_at": "2026-11-11T10:00"},
            "started_at",
            "The start is on another day than the entry.",
        ),
        (
            {"started_at": "2026-03-08T02:30", "worked_on": "2026-03-08"},
            "started_at",
            "Clocks went forward then: that time did not come.",
        ),
        ({"held": "20"}, "held", "More is held back than the entry pays."),
        ({"decided_on": "2027-01-01"}, "decided_on", "That day has not come yet."),
        ({"contract": "nonsense"}, "contract", "Please choose one of these."),
        ({"platform": "Parable"}, "platform", "Leave this empty, or choose no contract."),
        ({"worked_on": ""}, "worked_on", "Which day was it?"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_stays_typed(
    writer: TestClient, entry: str, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = changed(writer, entry, **said)
    assert answer.status_code == 422
    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(sentence[1:])}', answer.text)
    shown = values_at(answer.text, entry)
    for name, value in said.items():
        if name != "contract":
            assert shown[name] == value


def test_the_hour_that_comes_twice_keeps_its_side(app: FastAPI, writer: TestClient, entry: str) -> None:
    with app.state.engine.begin() as connection:
        second = "UPDATE task SET started_at = '2026-11-01T09:30:00.000000+00:00', worked_on = '2026-11-01'"
        connection.execute(text(second))
    assert values_at(writer.get(entry).text, entry)["started_at"] == "2026-11-01T01:30"
    changed(writer, entry, note="touched")
    with app.state.read_engine.connect() as connection:
        kept = connection.execute(text("SELECT started_at, note FROM task")).one()
    assert tuple(kept) == ("2026-11-01T09:30:00.000000+00:00", "touched")


def test_time_on_a_platform_can_belong_to_no_contract(writer: TestClient, entry: str) -> None:
    changed(writer, entry, contract="", platform="Parable", is_paid="no", unpaid_category="searching", pay="")
    assert values_at(writer.get(entry).text, entry)["platform"] == "Parable"
    assert "Parable, 30 min" in writer.get("/work?contract=none").text


def test_a_late_edit_shows_both_versions_and_loses_nothing(writer: TestClient, entry: str) -> None:
    late = values_at(writer.get(entry).text, entry)
    changed(writer, entry, duration="45", note="From the phone")
    answer = writer.post(entry, data={**late, "duration": "50", "platform": "", "note": "From the laptop"})
    assert answer.status_code == 409
    assert "From the phone" in answer.text
    both = values_at(answer.text, entry)
    assert (both["note"], both["duration"], both["revision"]) == ("From the laptop", "50", "2")
    assert values_at(writer.get(entry).text, entry)["note"] == "From the phone"
    writer.post(entry, data=both)
    assert values_at(writer.get(entry).text, entry)["note"] == "From the laptop"


def test_a_late_edit_of_timed_work_shows_both_versions_before_it_looks_for_problems(
    writer: TestClient, entry: str
) -> None:
    changed(writer, entry, duration="", started_at="2026-11-12T07:00", ended_at="2026-11-12T08:00")
    late = values_at(writer.get(entry).text, entry)
    changed(writer, entry, duration="1:15")
    answer = writer.post(entry, data={**late, "duration": "1:30"})
    assert answer.status_code == 409
    assert "There is a problem" not in answer.text
    assert values_at(answer.text, entry)["duration"] == "1:30"


def test_an_edit_survives_that_the_entry_was_taken_out(writer: TestClient, entry: str) -> None:
    typed = {**values_at(writer.get(entry).text, entry), "note": "Typed meanwhile"}
    writer.post(f"{entry}/withdraw")
    assert "This was taken out and counts nowhere." in writer.get(entry).text
    late = writer.post(entry, data=typed)
    assert late.status_code == 409
    writer.post(entry, data=values_at(late.text, entry))
    assert "This was taken out" not in writer.get(entry).text
    assert values_at(writer.get(entry).text, entry)["note"] == "Typed meanwhile"


def test_a_history_tells_each_change_and_leaves_as_a_file(writer: TestClient, entry: str) -> None:
    changed(writer, entry, duration="45", outcome="approved")
    writer.post(f"{entry}/withdraw")
    writer.post(f"{entry}/restore")
    task = entry.rpartition("/")[2]
    assert f'href="/history/tasks/{task}"' in writer.get(entry).text
    page = writer.get(f"/history/tasks/{task}").text
    found = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.partition("</main>")[0])
    assert found == ["Put back", "Taken out", "Changed", "What it said first"]
    assert "<td>30 min</td><td>45 min</td>" in page
    assert "<td>Nothing yet</td><td>Approved</td>" in page
    file = writer.get(f"/history/tasks/{task}.csv")
    assert file.headers["Content-Type"].startswith("text/csv")
    rows = file.text.splitlines()
    assert rows[0] == "Version,Instant (UTC),Column,Before,After"
    assert any(row.startswith("2,2026-11-12T18:00") and row.endswith("seconds,1800,2700") for row in rows)
    assert any("3,2026-11-12T18:00" in row and "withdrawn_at," in row for row in rows)


@pytest.mark.parametrize("noun", ["secrets", "writer", "tasks; DROP TABLE task", "sessions"])
def test_only_rows_of_the_ledger_have_a_history(writer: TestClient, entry: str, noun: str) -> None:
    assert writer.get(f"/history/{noun}/{entry.rpartition('/')[2]}").status_code == 404


@pytest.mark.parametrize(
    ("note", "looks"),
    [
        ("Slow queue. Asked support, no answer for 2 days.", False),
        ("Rate was 14, said 18 in the chat", False),
        ("Pidieron tres escenas y pagaron dos.", False),
        ("", False),
        (None, False),
        ("INT. KITCHEN - NIGHT", True),
        ("Prompt: write a scene between two sisters", True),
        ("User: hello\nAssistant: hi", True),
        ("Consigna: escribe una escena", True),
        ("You are a helpful assistant", True),
        ("x" * 701, True),
        ("MARA\nYou never read the letter I left.", True),
    ],
)
def test_a_note_is_looked_at_for_text_of_the_work(note: str | None, looks: bool) -> None:
    assert looks_like_content(note) is looks


@pytest.mark.parametrize(
    ("note", "sentences", "told"),
    [
        ("Slow queue.", (), {}),
        (None, ("",), {}),
        (None, ("Look at the day.",), {"notice": "Look at the day."}),
        ("INT. KITCHEN - NIGHT", (), {"notice": NOTE_LOOKS}),
        ("INT. KITCHEN - NIGHT", ("Look at the day.",), {"notice": f"Look at the day. {NOTE_LOOKS}"}),
    ],
)
def test_a_program_is_told_of_such_a_note_beside_what_else_there_is_to_tell(
    note: str | None, sentences: tuple[str, ...], told: dict[str, str]
) -> None:
    me = WriterPublic.model_construct(language="en")
    assert notice_of(me, note, *sentences) == told


def test_a_note_like_the_work_itself_is_kept_with_a_gentle_word(writer: TestClient, entry: str) -> None:
    page = changed(writer, entry, note="Prompt: write a scene between two sisters").text
    assert "looks like prompt or scene text" in page
    assert values_at(page, entry)["note"].startswith("Prompt: write")
