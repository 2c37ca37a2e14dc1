"""Which language a page speaks, how it writes amounts and days, and that no message is left behind."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from app.language import CATALOGUES, choose, for_code
from tests.app.conftest import Browser

ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {"N_": None, "_": None, "words": None, "plural": (1, 2), "ngettext": (1, 2)}
PLACES = re.compile(r"{\w+}")
TEMPLATES = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}


@cache
def said() -> frozenset[str]:
    """Every message that code and templates say, by its id."""
    found = set()
    for folder in ("app", "reports"):
        messages = extract_from_dir(
            ROOT / folder,
            [("**.py", "python"), ("**/templates/**.html", "jinja2")],
            keywords=KEYWORDS,
            options_map=TEMPLATES,
            directory_filter=lambda path: "__pycache__" not in str(path),
        )
        found |= {message[0] if isinstance(message, tuple) else message for _, _, message, *_ in messages}
    return frozenset(found - {""})


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def spanish() -> Catalog:
    return catalogue(CATALOGUES / "es" / "LC_MESSAGES" / "messages.po")


def id_of(message: object) -> str:
    return str(message[0] if isinstance(message, tuple) else message)


def test_the_list_of_messages_has_every_message() -> None:
    listed = {id_of(message.id) for message in catalogue(CATALOGUES / "messages.pot")}
    assert said() - listed == set()


def test_every_message_has_its_spanish() -> None:
    translated = {id_of(message.id) for message in spanish() if message.string and all(message.string)}
    assert said() - translated == set()


def test_spanish_puts_the_same_values_in_the_same_places() -> None:
    for message in spanish():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            if message.id:
                assert set(PLACES.findall(text)) == set(PLACES.findall(ids[-1])), message.id


def test_spanish_writes_per_cent_as_its_numbers_do_and_calls_writers_people() -> None:
    for message in spanish():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert not re.search(r"[\d}]\s%", text), message.id
            assert "escritor" not in text.lower(), message.id


def test_rows_of_a_report_are_named_in_spanish_as_what_is_said_of_them() -> None:
    castilian = for_code("es")
    assert (castilian("Other"), castilian("All")) == ("Otras", "Total")
    said_of_it = castilian("Work on other platforms counts too, under “other”.")
    assert f"«{castilian('Other').lower()}»" in said_of_it
    assert (castilian("Something else"), castilian("Any")) == ("Otra cosa", "Cualquiera")


@pytest.mark.parametrize(
    ("stated", "header", "code"),
    [
        ([None], "", "en"),
        ([None], "es", "es"),
        ([None], "fr, es-MX;q=0.8, en;q=0.5", "es"),
        ([None], "en;q=0.5, es;q=0.4", "en"),
        ([None], "es;q=0", "en"),
        ([None], "es;q=wrong, en", "en"),
        (["es"], "en", "es"),
        ([None, "es"], "en", "es"),
        (["xx"], "es", "es"),
    ],
)
def test_what_was_stated_comes_before_what_the_browser_accepts(
    stated: list[str | None], header: str, code: str
) -> None:
    assert choose(stated, header).code == code


def test_amounts_days_and_durations_in_english_and_spanish() -> None:
    english, castilian = for_code("en"), for_code("es")
    assert english.money(Fraction(191810, 100), "USD") == "$1,918.10"
    assert english.money(Fraction(-1, 2), "USD", whole=True) == "\u2212$1"
    assert english.money(Fraction(5), "JPY") == "¥5"
    assert english.share(Fraction(623, 1000)) == "62%"
    assert english.days(date(2026, 3, 1), date(2026, 10, 31)) == "1 March to 31 October 2026"
    assert castilian.days(date(2026, 3, 1), date(2026, 10, 31)) == "del 1 de marzo al 31 de octubre de 2026"
    assert english.weekday(date(2026, 11, 12)) == "Thursday 12 November"
    assert [english.duration(seconds) for seconds in (2700, 3600, 4800)] == ["45 min", "1 h", "1 h 20 min"]
    assert castilian.plural("{count} day late", "{count} days late", 2) == "2 días de retraso"


def test_hidden_amounts_have_no_digit() -> None:
    hidden = for_code("en").hiding(amounts=True)
    for amount in (0, 5, 1918, -12):
        assert not re.search(r"\d", hidden.money(Fraction(amount), "USD"))
    assert hidden.number(573) == "573"


def test_a_language_is_read_once() -> None:
    assert for_code("es") is for_code("es")
    assert for_code("no-such").code == "en"
    assert for_code("en").name == "English"


def test_a_page_is_spanish_from_its_address_on_and_stays_so(nobody: TestClient) -> None:
    page = nobody.get("/?lang=es")
    assert '<html lang="es">' in page.text
    assert "Empezar a registrar" in page.text
    assert '<html lang="es">' in nobody.get("/help").text
    assert '<html lang="es">' in nobody.post("/start").text


def test_the_writers_own_setting_comes_first(browser: Browser) -> None:
    client = browser()
    client.post("/start")
    client.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    assert '<html lang="es">' in client.get("/today?lang=en", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    "path", ["/offline", f"/work/{uuid4()}", "/x"], ids=["offline", "no such row", "none"]
)
def test_pages_that_show_nothing_of_the_writer_speak_her_language_too(writer: TestClient, path: str) -> None:
    english = {"Accept-Language": "en"}
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    page = writer.get(path, headers=english).text
    assert '<html lang="es">' in page
    assert "data-log" not in page


def test_the_session_alone_says_the_language_of_an_error(writer: TestClient) -> None:
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    writer.cookies.delete("language")
    answer = writer.get(f"/work/{uuid4()}", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert '<html lang="es">' in answer.text


def test_a_month_and_its_year_are_said_as_they_are_in_each_language():
    day = date(2026, 4, 1)
    assert for_code("en").month(day, year=True, short=False) == "April 2026"
    assert for_code("es").month(day, year=True, short=False) == "abril de 2026"
    assert for_code("es").month(day, short=False) == "abril"
    assert for_code("es").month(day, year=True) == "abr 2026"
