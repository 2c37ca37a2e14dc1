"""Accounts as a writer uses them, without script: keeping, opening elsewhere, locking, leaving."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from starlette.requests import Request

from app import clock
from app.database import transaction
from app.http.our_address import our_address
from app.intake.ledger import parse
from app.main import create_app
from app.settings import Settings
from app.store import passkeys, sessions
from app.web import ceremony
from tests.app.conftest import ADDRESS, NOW, OURS, Browser
from tests.app.test_pages import WORK, saved_id

#: What the page before a log is lost sends.
LOSE = {"lose": "yes"}
OFFER = "It opens in this browser only."


def words_in(page: str) -> str:
    return " ".join(
        re.findall(r"<li>([^<]+)</li>", page.partition('class="twelve"')[2].partition("</ol>")[0])
    )


def words_form(client: TestClient) -> dict[str, str]:
    """What the form that makes words sends."""
    return dict(re.findall(r'name="(form_key)" value="([^"]+)"', client.get("/you/keep").text))


def make_words(client: TestClient) -> str:
    """The page that shows new words."""
    return client.post("/you/keep/words", data=words_form(client)).text


def keep_words(client: TestClient) -> str:
    said = words_in(make_words(client))
    assert len(said.split()) == 12
    return said


def handle_of(client: TestClient) -> str:
    found = re.search(r"<dt>(?:Handle|Alias)</dt><dd>([^<]+)</dd>", client.get("/you").text)
    assert found is not None
    return found[1]


def is_in(client: TestClient) -> bool:
    return client.get("/today", follow_redirects=False).status_code == 200


# Keeping


def test_keeping_is_offered_after_the_first_entry_and_not_before(writer: TestClient) -> None:
    assert OFFER not in writer.get("/today").text
    assert OFFER in writer.post("/today", data=WORK).text
    assert OFFER in writer.get("/today").text
    assert OFFER not in writer.get("/work").text


def test_later_is_an_answer_for_a_week(writer: TestClient) -> None:
    writer.post("/today", data=WORK)
    answer = writer.post("/you/keep/later", data={"back": "/today"}, follow_redirects=False)
    assert "Max-Age=604800" in answer.headers["Set-Cookie"]
    assert OFFER not in writer.get("/today").text
    writer.cookies.delete("keep")
    assert OFFER in writer.get("/today").text


def test_whoever_has_words_is_not_asked_again(writer: TestClient) -> None:
    writer.post("/today", data=WORK)
    keep_words(writer)
    assert OFFER not in writer.get("/today").text


def test_words_are_shown_once(writer: TestClient) -> None:
    said = keep_words(writer)
    for path in ("/you/keep", "/you", "/you/devices", "/you/data", "/you/data/everything.json"):
        shown = re.findall(
            r"[a-z]+", writer.get(path).text
        )  # one of them may stand there by chance, not most
        assert sum(word in shown for word in said.split()) < 8, path
    assert "kept nowhere" in writer.get("/you/keep").text


def test_a_form_of_words_that_is_sent_again_makes_none(writer: TestClient, browser: Browser) -> None:
    for _ in ("the first words", "new words"):
        form = words_form(writer)
        said = words_in(writer.post("/you/keep/words", data=form).text)
        other = browser()
        other.post("/sign-in", data={"words": said})
        again = writer.post("/you/keep/words", data=form)
        assert again.url.path == "/you/keep"
        assert "Your words were shown once" in again.text
        assert not words_in(again.text)
        assert is_in(other)
        assert browser().post("/sign-in", data={"words": said}).url.path == "/today"


@pytest.mark.parametrize("sent", [{}, {"form_key": ""}, {"form_key": "0" * 22}])
def test_words_are_made_by_the_form_of_the_page_alone(writer: TestClient, sent: dict[str, str]) -> None:
    assert not words_in(writer.post("/you/keep/words", data=sent).text)
    assert "Show my 12 words" in writer.get("/you/keep").text


def test_the_form_of_words_says_nothing_of_them_and_stands_in_no_address(
    writer: TestClient, browser: Browser
) -> None:
    other = browser()
    other.post("/start")
    assert words_form(writer) == words_form(other)
    answer = writer.post("/you/keep/words", data=words_form(writer), follow_redirects=False)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Location" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    again = writer.post("/you/keep/words", data=words_form(other), follow_redirects=False)
    assert again.headers["Location"] == "/you/keep?why=shown"


def test_words_are_saved_as_a_file_only_while_they_are_right(writer: TestClient, browser: Browser) -> None:
    said = keep_words(writer)
    answer = writer.post("/you/keep/words/file", data={"words": said})
    assert 'filename="words.txt"' in answer.headers["Content-Disposition"]
    assert " 1. " + said.split()[0] in answer.text
    assert "/sign-in" in answer.text
    assert writer.post("/you/keep/words/file", data={"words": "abandon " * 12}).status_code == 404
    other = browser()
    other.post("/start")
    assert other.post("/you/keep/words/file", data={"words": said}).status_code == 404


def test_words_come_in_the_writers_language(writer: TestClient) -> None:
    writer.post("/you", data={"language": "es", "zone": "UTC", "currency": "USD"})
    from app.recovery_words import _list

    assert set(keep_words(writer).split()) <= {
        word.encode().decode() for word in map(_composed, _list("spanish").wordlist)
    }


def _composed(word: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", word)


def test_new_words_end_the_old_ones_and_every_other_session(writer: TestClient, browser: Browser) -> None:
    old = keep_words(writer)
    other = browser()
    other.post("/sign-in", data={"words": old})
    assert is_in(other)
    new = keep_words(writer)
    assert is_in(writer)
    assert not is_in(other)
    assert other.post("/sign-in", data={"words": old}).status_code == 422
    assert other.post("/sign-in", data={"words": new}).status_code == 200
    assert is_in(other)


# Signing in


def test_words_open_the_log_on_another_phone(writer: TestClient, nobody: TestClient) -> None:
    writer.post("/today", data=WORK)
    said = keep_words(writer)
    page = nobody.post("/sign-in", data={"words": f"  {said.upper()}\n"})
    assert page.url.path == "/today"
    assert "$12.75" in page.text
    assert handle_of(nobody) == handle_of(writer)


def test_unknown_and_wrong_words_get_one_answer(writer: TestClient, nobody: TestClient) -> None:
    said = keep_words(writer).split()
    wrong = ["abandon " * 11 + "about", " ".join([said[1], said[0], *said[2:]]), "hello " * 12, "é " * 12]
    answers = [nobody.post("/sign-in", data={"words": typed}) for typed in wrong]
    assert {answer.status_code for answer in answers} == {422}
    typed_or_hash = r"(?s)[0-9a-f]{12}|(?<=>\n)[^<]*(?=</textarea>)"
    assert len({re.sub(typed_or_hash, "", answer.text) for answer in answers}) == 1
    assert "These words do not open a log." in answers[0].text
    assert not [answer for answer in answers if "session" in answer.headers.get("Set-Cookie", "")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_file_of_the_words_opens_the_log_as_it_is(
    writer: TestClient, browser: Browser, language: str
) -> None:
    writer.post("/you", data={"language": language, "zone": "UTC", "currency": "USD"})
    file = writer.post("/you/keep/words/file", data={"words": keep_words(writer)}).text
    for typed in (file, file.replace("\n", "\r\n"), file.upper(), " ".join(file.split())):
        other = browser()
        assert other.post("/sign-in", data={"words": typed}).url.path == "/today", typed


def test_fewer_or_more_words_than_twelve_are_counted_whoever_is_here(
    writer: TestClient, nobody: TestClient
) -> None:
    said = keep_words(writer).split()

    def answer(typed: str) -> str:
        page = nobody.post("/sign-in", data={"words": typed})
        assert page.status_code == 422
        return page.text

    for three in (" ".join(said[:3]), "abandon ability able", "1. x\n2. y\n3. z"):
        assert "These are 3 words; your log opens with 12." in answer(three)
    assert "This is 1 word; your log opens with 12." in answer(said[0])
    assert "These are 13 words;" in answer(" ".join([*said[:6], "qqq", *said[6:]]).replace(said[0], "qqq"))
    assert "These are 0 words;" in answer("")
    assert "These words do not open a log." in answer(" ".join(reversed(said)))


def test_wrong_words_stay_in_their_box_and_nowhere_else(nobody: TestClient) -> None:
    typed = "abandon " * 11 + "abuot"
    page = nobody.post("/sign-in", data={"words": typed})
    assert f"\n{typed}</textarea>" in page.text
    assert page.text.count("abuot") == 1
    assert "abuot" not in str(page.url)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "<script>" not in nobody.post("/sign-in", data={"words": "</textarea><script>"}).text


def test_signing_in_gives_a_new_secret_and_ends_the_one_brought_along(
    writer: TestClient, browser: Browser, app: FastAPI
) -> None:
    said = keep_words(writer)
    other = browser()
    other.post("/start")
    before = other.cookies["session"]
    other.post("/sign-in", data={"words": said})
    assert other.cookies["session"] != before
    with transaction(app.state.engine) as connection:
        assert sessions.find(connection, before) is None


# The lock


def test_a_lock_needs_a_way_back(writer: TestClient) -> None:
    page = writer.post("/you/lock")
    assert page.url.path == "/you/keep"
    assert "Before you lock" in page.text
    assert is_in(writer)


def test_a_locked_browser_shows_nothing_until_the_words_are_typed(writer: TestClient) -> None:
    writer.post("/today", data=WORK)
    said = keep_words(writer)
    locked = writer.post("/you/lock", follow_redirects=False)
    assert locked.headers["Clear-Site-Data"] == '"cache"'  # the outbox stays
    for path in ("/today", "/work", "/you", "/you/data/everything.json"):
        page = writer.get(path)
        assert page.url.path == "/sign-in"
        assert "This log is locked" in page.text
        assert "Northlight" not in page.text
    assert writer.get("/api/v1/report").status_code == 401
    assert writer.post("/today", data=WORK, follow_redirects=False).headers["Location"] == "/"
    assert writer.post("/sign-in", data={"words": "no"}).status_code == 422
    assert "This log is locked" in writer.get("/").text
    assert "$12.75" in writer.post("/sign-in", data={"words": said}).text


def test_nobody_starts_another_log_over_a_locked_one(writer: TestClient, app: FastAPI) -> None:
    keep_words(writer)
    writer.post("/you/lock")
    writer.post("/start")
    with transaction(app.state.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM writer")).scalar() == 1


# Signing out

LOST = "nobody can open this log again"


def to_sign_out(client: TestClient, path: str) -> set[str]:
    """Where signing out leads from a page."""
    return set(re.findall(r'(?:action|href)="(/you/sign-out[^"]*)"', client.get(path).text))


@pytest.mark.parametrize("path", ["/you", "/you/devices", "/you/data"])
def test_a_log_that_nobody_could_open_again_is_not_signed_out_in_one_tap(
    writer: TestClient, path: str
) -> None:
    assert '<a class="btn quiet" href="/you/sign-out">' in writer.get(path).text
    assert 'action="/you/sign-out"' not in writer.get(path).text
    page = writer.get("/you/sign-out").text
    assert LOST in page
    assert "not the people who run this site" in page
    order = [page.index(said) for said in ('href="/you/keep"', "everything.json", "Sign out and lose it")]
    assert order == sorted(order)
    assert is_in(writer)


@pytest.mark.parametrize("where", ["", "-everywhere"])
def test_signing_out_loses_a_log_only_where_the_page_was_answered(writer: TestClient, where: str) -> None:
    writer.post("/api/v1/tokens", json={"name": "Sheet", "scope": "write"})
    answer = writer.post(f"/you/sign-out{where}", follow_redirects=False)
    assert answer.status_code == 409  # a redirect would tell the script to empty the phone
    assert LOST in answer.text
    assert "Clear-Site-Data" not in answer.headers
    assert is_in(writer)
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text))
    assert f'action="/you/sign-out{where}"' in answer.text
    assert ("keep_programs" in answer.text) is bool(where)
    gone = writer.post(f"/you/sign-out{where}", data=form, follow_redirects=False)
    assert gone.headers["Location"] == "/"
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(writer)


def test_whoever_has_words_or_another_phone_signs_out_at_once(writer: TestClient, browser: Browser) -> None:
    other = add_phone(writer, browser)
    assert to_sign_out(writer, "/you/data") == {"/you/sign-out", "/you/sign-out?where=everywhere"}
    assert 'action="/you/sign-out"' in writer.get("/you").text
    assert writer.get("/you/sign-out").url.path == "/you/data"
    assert "signed out on 2 phones and computers" in writer.get("/you/sign-out?where=everywhere").text
    assert writer.post("/you/sign-out").url.path == "/"
    assert other.post("/you/sign-out").status_code == 409
    keep_words(other)
    assert other.get("/you/sign-out?where=everywhere").url.path == "/you/data"
    assert other.post("/you/sign-out").url.path == "/"


def add_phone(owner: TestClient, browser: Browser) -> TestClient:
    found = re.search(r"/open/[\w-]{43}", owner.post("/you/devices/add").text)
    assert found is not None
    other = browser()
    other.post(found[0])
    return other


def test_a_locked_phone_is_no_way_back(writer: TestClient, browser: Browser, app: FastAPI) -> None:
    other = add_phone(writer, browser)
    with transaction(app.state.engine) as connection:
        sessions.lock(connection, other.cookies["session"])
    assert writer.post("/you/sign-out").status_code == 409
    assert other.post("/you/sign-out").url.path == "/"  # it opens nothing as it is


def test_a_phone_of_long_ago_is_no_way_back(writer: TestClient, browser: Browser) -> None:
    with clock.frozen(NOW + timedelta(days=200)):
        other = add_phone(writer, browser)
    with clock.frozen(NOW + timedelta(days=401)):
        assert other.post("/you/sign-out").status_code == 409


# Phones and computers


def test_a_second_phone_opens_the_log_once_with_the_address_of_the_code(
    writer: TestClient, browser: Browser
) -> None:
    page = writer.post("/you/devices/add").text
    found = re.search(r"http://pagerate\.test(/open/[\w-]{43})<", page)
    assert found is not None
    assert '<path class="qrline"' in page
    phone, late = browser(), browser()
    assert "Open it here" in phone.get(found[1]).text
    assert phone.post(found[1]).url.path == "/today"
    assert handle_of(phone) == handle_of(writer)
    assert late.post(found[1]).status_code == 404


def test_the_address_of_a_code_is_too_old_after_five_minutes(writer: TestClient, nobody: TestClient) -> None:
    found = re.search(r"/open/[\w-]{43}", writer.post("/you/devices/add").text)
    assert found is not None
    assert "for 5 minutes" in writer.get("/you/devices").text
    with clock.frozen(NOW + timedelta(minutes=5)):
        assert nobody.post(found[0]).status_code == 404


def test_who_has_another_log_open_is_warned_before_it_is_lost(writer: TestClient, browser: Browser) -> None:
    found = re.search(r"/open/[\w-]{43}", writer.post("/you/devices/add").text)
    assert found is not None
    other = browser()
    other.post("/start")
    assert "nobody could open it again" in other.get(found[0]).text
    assert "nobody could open it again" not in browser().get(found[0]).text


def test_one_session_or_all_others_are_ended(writer: TestClient, browser: Browser) -> None:
    said = keep_words(writer)
    phones = [browser() for _ in range(3)]
    for phone in phones:
        phone.post("/sign-in", data={"words": said})
    page = writer.get("/you/devices").text
    assert page.count("Another one") == 3
    assert page.count("This one") == 1
    assert page.index("This one") < page.index("Another one")
    [first, *_] = re.findall(r"/you/devices/[0-9a-f-]{36}/end", page)
    assert "Signed out there." in writer.post(first).text
    assert sum(map(is_in, phones)) == 2
    writer.post("/you/devices/end-others")
    assert sum(map(is_in, phones)) == 0
    assert is_in(writer)


def test_the_day_of_a_visit_is_noted_once_a_day(writer: TestClient, app: FastAPI, monkeypatch) -> None:
    noted = []
    kept = sessions.seen_one
    monkeypatch.setattr(sessions, "seen_one", lambda *given: noted.append(given) or kept(*given))
    writer.get("/today")
    assert noted == []
    with clock.frozen(NOW + timedelta(days=2)):
        writer.get("/today")
        writer.get("/work")
        writer.post("/you/amounts", data={})
        assert len(noted) == 1
        assert "Last used 14 November 2026." in writer.get("/you/devices").text
    with clock.frozen(NOW + timedelta(days=3)):
        assert writer.post("/today", data=WORK).status_code == 200  # and where the visit is a change
    assert len(noted) == 2


def test_a_database_that_takes_no_writes_still_shows_the_page(writer: TestClient, monkeypatch) -> None:
    from sqlalchemy.exc import OperationalError

    def fail(*_: object) -> None:
        raise OperationalError("UPDATE", {}, Exception("disk is full"))

    monkeypatch.setattr(sessions, "seen_one", fail)
    with clock.frozen(NOW + timedelta(days=1)):
        assert writer.get("/today").status_code == 200


# Name, icon, handle


def test_a_new_handle_is_made_up_and_the_old_one_is_free(writer: TestClient, app: FastAPI) -> None:
    before = handle_of(writer)
    assert "You have a new handle." in writer.post("/you/handle").text
    assert handle_of(writer) != before
    with transaction(app.state.engine) as connection:
        handles = connection.execute(text("SELECT handle FROM handle_directory")).scalars().all()
    assert handles == [handle_of(writer)]


@pytest.mark.parametrize(
    "path", ["/today", "/work", "/payments", "/real-pay", "/you", "/you/data", "/help", "/x"]
)
def test_a_neutral_name_and_icon_stand_everywhere(writer: TestClient, path: str) -> None:
    assert "favicon.svg" in writer.get(path).text
    writer.post("/you/discreet")
    page = writer.get(path).text
    head = page.partition("<main")[0]
    assert "discreet.svg" in head
    assert "favicon.svg" not in head
    assert "Pagerate" not in head
    assert "page<i>/</i>rate" not in head
    assert "Notes" in head.partition("</title>")[0]
    writer.post("/you/discreet")
    assert "discreet.svg" not in writer.get(path).text


# Out


@pytest.mark.parametrize(("language", "name"), [("en", "notes"), ("es", "notas")])
def test_the_file_of_a_neutral_browser_has_a_neutral_name(
    writer: TestClient, language: str, name: str
) -> None:
    def file_name() -> str:
        return writer.get("/you/pagerate-ledger.json").headers["Content-Disposition"]

    writer.post("/you", data={"language": language, "zone": "America/Los_Angeles", "currency": "USD"})
    assert file_name() == 'attachment; filename="pagerate-ledger-2026-11-12.json"'
    writer.post("/you/discreet")
    assert file_name() == f'attachment; filename="{name}-2026-11-12.json"'


def test_everything_leaves_as_a_file_that_can_be_imported(writer: TestClient) -> None:
    task = saved_id(writer.post("/today", data={**WORK, "kind": "Nightingale"}).url)
    change = {
        "revision": "1",
        "kind": "Skylark",
        "duration": "45",
        "is_paid": "yes",
        "worked_on": "2026-11-12",
    }
    writer.post(f"/work/entries/{task}", data=change)
    writer.post(f"/work/entries/{task}/withdraw")
    keep_words(writer)
    answer = writer.get("/you/data/everything.json")
    assert 'filename="my-log-2026-11-12.json"' in answer.headers["Content-Disposition"]
    whole = answer.json()["x_everything"]
    assert whole["task"][0]["kind"] == "Skylark"
    assert whole["task"][0]["withdrawn_at"]
    assert [row["earlier"]["kind"] for row in whole["amendment"] if "kind" in row["earlier"]] == [
        "Nightingale"
    ]
    assert whole["session"][0]["created_on"] == "2026-11-12"
    assert whole["writer"][0]["zone"] == "America/Los_Angeles"
    assert {row["kind"] for row in whole["secret"]} == {"session", "recovery"}
    assert not [row for row in whole["secret"] if "hash" in row]
    assert parse(answer.content, "log.json").writer.handle == handle_of(writer)


def test_everything_leaves_as_tables_without_formulas(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, "kind": "=1+1"})
    zipped = zipfile.ZipFile(io.BytesIO(writer.get("/you/data/tables.zip").content))
    assert {"task.csv", "contract.csv", "platform.csv", "writer.csv", "session.csv"} <= set(zipped.namelist())
    table = zipped.read("task.csv").decode()
    assert "'=1+1" in table
    assert "expected_minor" in table
    assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signing_out_everywhere_ends_every_session(writer: TestClient, browser: Browser) -> None:
    said = keep_words(writer)
    phone = browser()
    phone.post("/sign-in", data={"words": said})
    answer = writer.post("/you/sign-out-everywhere", data=LOSE, follow_redirects=False)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(writer)
    assert not is_in(phone)
    assert phone.post("/sign-in", data={"words": said}).url.path == "/today"


@pytest.mark.parametrize("address", ["/you/sign-out-everywhere", "/you/data/erase"])
def test_a_script_that_asks_to_leave_hears_that_nobody_is_signed_in(writer: TestClient, address: str) -> None:
    writer.post("/you/sign-out", data=LOSE)
    answer = writer.post(
        address, data={"word": "DELETE"}, headers={"Accept": "application/json"}, follow_redirects=False
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert "Clear-Site-Data" not in answer.headers
    assert writer.post(address, follow_redirects=False).headers["Location"] == "/"


def with_programs(client: TestClient) -> tuple[str, str]:
    """A token that writes and a calendar address."""
    secret = client.post("/api/v1/tokens", json={"name": "Sheet", "scope": "write"}).json()["secret"]
    found = re.search(r"/calendar/[\w-]{43}\.ics", client.post("/you/calendar").text)
    assert found is not None
    return secret, found[0]


def what_still_opens(client: TestClient, secret: str, address: str) -> set[str]:
    bearer = {"Authorization": f"Bearer {secret}"}
    tried = {"token": client.get("/api/v1/me", headers=bearer), "calendar": client.get(address)}
    return {name for name, answer in tried.items() if answer.status_code == 200}


def test_signing_out_everywhere_ends_tokens_and_the_calendar_address(
    writer: TestClient, nobody: TestClient
) -> None:
    keep_words(writer)
    assert "Leave my API tokens" not in writer.get("/you/data").text
    made = with_programs(writer)
    assert "Leave my API tokens and my calendar address on" in writer.get("/you/data").text
    assert what_still_opens(nobody, *made) == {"token", "calendar"}
    writer.post("/you/sign-out-everywhere", data=LOSE)
    assert what_still_opens(nobody, *made) == set()


def test_signing_out_everywhere_leaves_programs_on_where_that_is_ticked(
    writer: TestClient, nobody: TestClient
) -> None:
    made = with_programs(writer)
    writer.post("/you/sign-out-everywhere", data={**LOSE, "keep_programs": "yes"})
    assert not is_in(writer)
    assert what_still_opens(nobody, *made) == {"token", "calendar"}


def test_new_words_end_programs_and_say_so(writer: TestClient, nobody: TestClient) -> None:
    keep_words(writer)
    assert "tokens" not in make_words(writer).partition("<main")[2]
    made = with_programs(writer)
    assert "API tokens and the calendar address end too" in writer.get("/you/keep").text
    assert "API tokens and the calendar address work no more" in make_words(writer)
    assert what_still_opens(nobody, *made) == set()


def test_first_words_end_nothing(writer: TestClient, nobody: TestClient) -> None:
    made = with_programs(writer)
    keep_words(writer)
    assert what_still_opens(nobody, *made) == {"token", "calendar"}


def test_ending_all_others_leaves_programs_on_and_says_so(writer: TestClient, nobody: TestClient) -> None:
    assert "Programs with an API token go on." not in writer.get("/you/devices").text
    made = with_programs(writer)
    assert "Programs with an API token go on." in writer.get("/you/devices").text
    writer.post("/you/devices/end-others")
    assert what_still_opens(nobody, *made) == {"token", "calendar"}


@pytest.mark.parametrize("typed", ["", "delet", "yes", "borrado"])
def test_nothing_is_erased_by_a_wrong_word(writer: TestClient, typed: str) -> None:
    writer.post("/today", data=WORK)
    answer = writer.post("/you/data/erase", data={"word": typed})
    assert answer.status_code == 422
    assert "Nothing was deleted" in answer.text
    assert "$12.75" in writer.get("/today").text


@pytest.mark.parametrize("typed", ["DELETE", " delete ", "BORRAR"])
def test_everything_is_erased_by_the_word_of_either_language(
    writer: TestClient, app: FastAPI, typed: str
) -> None:
    writer.post("/today", data=WORK)
    said, token = keep_words(writer), writer.cookies["session"]
    page = writer.post("/you/data/erase", data={"word": typed})
    assert page.url.path == "/erased"
    assert not is_in(writer)
    writer.cookies.set("session", token)
    assert not is_in(writer)
    assert writer.post("/sign-in", data={"words": said}).status_code == 422
    with transaction(app.state.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM writer")).scalar() == 0


# Passkeys: the browser's part is in tests/stories


def test_a_passkey_is_listed_and_removed(writer: TestClient, app: FastAPI) -> None:
    with transaction(app.state.engine) as connection:
        me = sessions.writer_of(connection, writer.cookies["session"])
        assert me is not None
        passkeys.keep(connection, me.id, name="My phone", credential="c", public_key="p", sign_count=0)
    page = writer.get("/you/devices").text
    assert "My phone" in page
    address = re.search(r"/you/passkeys/[0-9a-f-]{36}/remove", page)
    assert address is not None
    assert "Passkey removed." in writer.post(address[0]).text
    assert "My phone" not in writer.get("/you/devices").text


@pytest.mark.parametrize(
    "credential",
    [{}, {"id": "x"}, {"id": "x", "response": {"clientDataJSON": "e30"}}, {"id": 1, "response": "no"}],
)
def test_a_signature_that_is_none_opens_nothing(nobody: TestClient, writer: TestClient, credential) -> None:
    answers = [
        nobody.post("/sign-in/passkey", json={"credential": credential}),
        writer.post("/you/passkeys", json={"credential": credential}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["detail"] == "This passkey does not open a log here."
    spanish = {"Accept-Language": "es"}
    said = nobody.post("/sign-in/passkey", json={"credential": credential}, headers=spanish).json()["detail"]
    assert said == "Esta llave de acceso no abre ningún registro aquí."


def test_fields_that_no_passkey_has_are_refused(writer: TestClient) -> None:
    sent = {"credential": {}, "writer_id": "x"}
    assert writer.post("/you/passkeys", json=sent).status_code == 422


def test_every_address_we_hand_out_is_the_one_the_operator_gave(sqlite_url: str) -> None:
    app = create_app(Settings(database_url=sqlite_url, public_address="https://log.example.org/"))
    client = TestClient(app, base_url=ADDRESS, headers=OURS)
    client.post("/start")
    assert "https://log.example.org/open/" in client.post("/you/devices/add").text
    page = client.post("/you/calendar").text
    assert "https://log.example.org/calendar/" in page
    assert "webcal://log.example.org/calendar/" in page
    said = keep_words(client)
    file = client.post("/you/keep/words/file", data={"words": said}).text
    assert "https://log.example.org/sign-in" in file
    assert "pagerate.test" not in page + file
    app.state.engine.dispose()


def test_with_secure_cookies_every_address_is_https_also_behind_a_proxy_that_says_nothing(
    sqlite_url: str,
) -> None:
    app = create_app(Settings(database_url=sqlite_url, secure_cookies=True))
    request = Request(
        {"type": "http", "scheme": "http", "server": ("log.test", 80), "path": "/", "headers": []}
    )
    assert our_address(request, app.state.settings) == "https://log.test"
    assert ceremony.is_possible(request, app.state.settings)
    app.state.engine.dispose()


def test_passkeys_are_for_https_and_for_the_machine_itself(sqlite_url: str) -> None:
    app = create_app(Settings(database_url=sqlite_url))
    for address, possible in {
        "https://log.test": True,
        "http://localhost:8000": True,
        "http://log.test": False,
        "http://127.0.0.1:8000": False,
        "https://192.168.0.4": False,
    }.items():
        page = TestClient(app, base_url=address, headers=OURS).get("/sign-in").text
        assert ("data-passkey" in page) is possible, address
    app.state.engine.dispose()


def test_the_address_people_come_to_can_be_set(sqlite_url: str) -> None:
    app = create_app(Settings(database_url=sqlite_url, public_address="https://log.example.org/"))
    client = TestClient(app, base_url=ADDRESS, headers=OURS)
    client.post("/start")
    assert "https://log.example.org/open/" in client.post("/you/devices/add").text
    options = client.post("/you/passkeys/options").json()
    assert options["rp"]["id"] == "log.example.org"
    assert json.dumps(options).count(handle_of(client)) >= 1
    app.state.engine.dispose()


def test_the_demo_account_takes_no_keys(browser: Browser, app: FastAPI) -> None:
    from app.jobs import samples

    with transaction(app.state.engine) as connection:
        address = samples.open_once(connection, samples.load(connection), "")
    demo = browser()
    demo.post(address)
    assert demo.post("/you/keep/words").status_code == 403
    assert demo.post("/you/passkeys/options").status_code == 403


def test_where_there_are_no_passkeys_the_page_says_why_and_what_works(sqlite_url: str) -> None:
    app = create_app(Settings(database_url=sqlite_url))
    client = TestClient(app, base_url="http://192.168.0.4:8000", headers=OURS)
    client.post("/start")
    for path in ("/you/keep", "/you/devices"):
        page = client.get(path).text
        assert "a browser makes passkeys only at an address that begins with https" in page
        assert "The 12 words work everywhere." in page
        assert "data-passkey" not in page
    app.state.engine.dispose()
