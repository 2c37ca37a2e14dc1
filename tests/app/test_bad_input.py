"""Hostile values in every field of every form about work: refused with the value kept, or kept and shown back.

The fields are read from the pages themselves, so that a new one is attacked from its first day.
"""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from app.records.values import tidy, tidy_line
from app.web.forms import FieldError, read_amount, read_duration, read_number
from tests.app.form_fields import Field, form_at, values_at
from tests.app.test_pages import CONTRACT, WORK, saved_id

TEXTS = [
    "x" * 121,
    "x" * 501,
    "x" * 2001,
    "\x00\x01\x02",
    "a\x00b\x1bc",
    "👩🏽‍💻 émoji ñ",
    "e\u0301 composed later",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u202eright to left",
    "   spaces   inside   ",
    "two\nlines\r\nof text",
    "=1+1",
]
NUMBERS = [
    "-1",
    "0",
    "1e9",
    "99999999999999999999",
    "9" * 400,
    "NaN",
    "Infinity",
    "٣",
    "1.5",
    "1,5",
    "$1,234.50",
    "one",
    "\x00",
    "0x10",
    "--5",
    "1 000",
    "½",
]
DAYS = [
    "2026-02-30",
    "0000-00-00",
    "1600-01-01",
    "9999-12-31",
    "12/11/2026",
    "tomorrow",
    "2026-11-12T00:00",
    "-2026-11-12",
    "2026-11-1",
    "20261112",
    "\x00",
    "2025-03-04",
]
MOMENTS = [*DAYS, "2026-11-12T25:00", "2026-03-08T02:30", "2026-11-12T09:18+09:00", "2026-11-12 09:18"]
CHOICES = ["unknown choice", "0", "\x00", "x" * 200, "00000000-0000-0000-0000-00000000000g"]
VALUES = {
    "text": [*TEXTS, *NUMBERS[:5]],
    "lines": TEXTS,
    "decimal": [*NUMBERS, *TEXTS[:4]],
    "numeric": [*NUMBERS, *TEXTS[:4]],
    "date": [*DAYS, *TEXTS[:4]],
    "datetime-local": [*MOMENTS, *TEXTS[:4]],
    "choice": CHOICES,
    "hidden": [],
}


@pytest.fixture
def forms(writer: TestClient) -> dict[str, str]:
    """Every form about work: its page, and the address it posts to."""
    task = saved_id(writer.post("/today", data=WORK).url)
    contract = str(writer.post("/work", data={**CONTRACT, "started_on": "2026-11-01"}).url).partition("?")[0]
    contract = contract.replace("http://pagerate.test", "")
    changed = {"effective_on": "2026-11-05", "pay_model": "per_unit", "rate": "2"}
    page = writer.post(f"{contract}/terms", data=changed).text
    terms = re.search(r'href="(/work/terms/[0-9a-f-]+)"', page)
    writer.post(f"{contract}/life", data={"state": "paused", "entered_on": "2026-11-10"})
    step = re.search(r'href="(/work/states/[0-9a-f-]+)"', writer.get(contract).text)
    said = {"reviewed_on": "2026-11-12", "appeal_possible": "no"}
    review = re.search(
        r'href="(/work/reviews/[0-9a-f-]+)"', writer.post(f"{contract}/review", data=said).text
    )
    platform = re.search(r'href="(/work/platforms/[0-9a-f-]+)"', writer.get("/work/platforms").text)
    assert terms
    assert step
    assert review
    assert platform
    return {
        "entry": f"/work/entries/{task}",
        "contract": f"{contract}/edit",
        "new contract": "/work/new",
        "new terms": f"{contract}/terms",
        "terms": terms[1],
        "life": f"{contract}/life",
        "step": step[1],
        "review": review[1],
        "platform": platform[1],
    }


NAMES = ["entry", "contract", "new contract", "new terms", "terms", "life", "step", "review", "platform"]
#: Forms that make a new row show it on another page.
MAKERS = {"new contract", "new terms", "life"}


@pytest.mark.parametrize(
    "share", [pytest.param(1, marks=pytest.mark.long, id="all"), pytest.param(7, id="some")]
)
@pytest.mark.parametrize("name", NAMES)
def test_every_field_refuses_and_keeps_or_keeps_and_shows_back(
    writer: TestClient, forms: dict[str, str], name: str, share: int
) -> None:
    address = forms[name]
    action = "/work" if name == "new contract" else address
    fields = form_at(writer.get(address).text, action)
    tried = 0
    wrong = []
    for place, (field, one) in enumerate(fields.items()):
        for typed in VALUES[one.kind][place % share :: share]:
            present = {**values_at(writer.get(address).text, action), **_needed(name)}
            answer = writer.post(action, data={**present, field: typed}, follow_redirects=False)
            tried += 1
            if answer.status_code == 422:
                wrong += _not_kept(answer.text, action, {**present, field: typed}, (name, field, typed[:20]))
            elif answer.status_code != 303:
                wrong.append((name, field, typed[:20], answer.status_code))
            elif name not in MAKERS:
                shown = values_at(writer.get(address).text, action)[field]
                if not _same(field, one, typed, shown):
                    wrong.append((name, field, typed[:20], "shown back as", shown[:20]))
    assert wrong == []
    assert tried


@pytest.mark.parametrize("name", NAMES)
def test_of_a_field_that_comes_twice_the_last_one_counts(
    writer: TestClient, forms: dict[str, str], name: str
) -> None:
    address = forms[name]
    action = "/work" if name == "new contract" else address
    present = {**values_at(writer.get(address).text, action), **_needed(name)}
    twice = {field: ["\x00hostile", value] for field, value in present.items()}
    assert writer.post(action, data=twice, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_is_answered_in_words(writer: TestClient, forms: dict[str, str], name: str) -> None:
    address = forms[name]
    action = "/work" if name == "new contract" else address
    answer = writer.post(action, data={})
    assert answer.status_code in {200, 422}
    assert "Something is in the way" not in answer.text
    if answer.status_code == 422:
        assert "There is a problem" in answer.text
        for field in re.findall(r'<li><a href="#([^"]+)">', answer.text):
            assert f'id="{field}"' in answer.text or field == "revision", field


@pytest.mark.parametrize("typed", ["\u200b", "\u2060\u202e", "\u3164"])
def test_a_name_of_nothing_that_anybody_sees_is_asked_for(writer: TestClient, typed: str) -> None:
    answer = writer.post("/work", data={"name": typed, "platform": "Quillbase", "rate": "3"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Something is in the way" not in answer.text


def _needed(name: str) -> dict[str, str]:
    """What a form that comes empty needs to be taken."""
    if name == "new contract":
        return {"name": "Contract 20", "platform": "Quillbase"}
    return {"rate": "3"} if name == "new terms" else {}


def _not_kept(
    page: str, action: str, sent: dict[str, str], where: tuple[str, ...]
) -> list[tuple[object, ...]]:
    """Fields of a refused form that lost what was typed; an unknown choice cannot be shown."""
    found = []
    for field, one in form_at(page, action).items():
        typed = sent[field]
        if one.kind == "choice" and typed not in one.choices:
            continue
        if one.value.replace("\r\n", "\n") != typed.replace("\r\n", "\n") and one.kind != "hidden":
            found.append((*where, "lost", field, one.value[:20]))
    if "There is a problem" not in page or "<title>Error: " not in page:
        found.append((*where, "no summary"))
    return found


def _same(field: str, one: Field, typed: str, shown: str) -> bool:
    """Whether a form shows back what was typed, as its kind of field writes it."""
    if one.kind == "choice" and not tidy_line(typed):
        return True  # nothing chosen
    if field == "currency" and not tidy_line(typed):
        return shown == "USD"  # the usual one
    if one.kind == "lines":
        return shown == tidy(typed)
    if shown == tidy_line(typed):
        return True
    for read in (read_duration, lambda text: read_amount(text, "USD"), read_number):
        try:
            if read(typed) == read(shown):
                return True
        except (FieldError, ValueError):
            continue
    if one.kind == "date":
        return shown.replace("-", "") == typed
    return one.kind == "datetime-local" and shown == typed.replace(" ", "T")
