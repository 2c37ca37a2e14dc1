"""A sign-in that was begun from an invite leads back to it, and to nowhere else that somebody wrote into an address."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.database import transaction
from app.recovery_words import new_words
from app.store import recovery, sessions
from app.web.coming_back import back_to, sign_in_from
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes
from tests.app.conftest import OURS, app, browser, nobody, writer  # noqa: F401 - fixtures
from tests.app.organizing import me_of

WRONG = " ".join(["nobody"] * 12)


@pytest.fixture
def asked(app):  # noqa: F811
    """The secret of a link, and a code."""
    with transaction(app.state.engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
        return a_link(connection, organizer, campaign), codes(connection, organizer, campaign)[0]


@pytest.fixture
def said(app, writer):  # noqa: F811
    """The words that open the writer's log."""
    said, bits = new_words("en")
    with transaction(app.state.engine) as connection:
        recovery.keep(connection, me_of(writer).id, bits)
    return " ".join(said)


def sign_in_link(page):
    """Where the page of an invite leads whoever has a log that is not open here."""
    return unescape(re.search(r'href="(/sign-in[^"]*)"', page.text).group(1))


def form_of(page):
    """What the form of the sign-in page sends beside the words."""
    return {name: unescape(value) for name, value in re.findall(r'name="(to)" value="([^"]*)"', page.text)}


def test_who_has_a_log_opens_it_and_is_at_the_invite_again(nobody, writer, asked, said):  # noqa: F811
    link, _ = asked
    page = nobody.get(f"/join/{link}")
    assert "I have a log: open it first" in page.text
    there = nobody.get(sign_in_link(page))
    wrong = nobody.post("/sign-in", data={"words": WRONG, **form_of(there)})
    assert wrong.status_code == 422
    back = nobody.post("/sign-in", data={"words": said, **form_of(wrong)})
    assert back.url.path == f"/join/{link}"
    assert f"You answer for the log {me_of(writer).handle}" in back.text


def test_a_passkey_leads_back_too(app, asked):  # noqa: F811
    secure = TestClient(app, base_url="https://log.example.org", headers=OURS)
    assert f'data-to="/join/{asked[0]}"' in secure.get(sign_in_from(f"/join/{asked[0]}")).text
    assert "data-to" not in secure.get("/sign-in").text


def test_a_code_is_in_no_address_so_it_is_typed_again(nobody, asked, said):  # noqa: F811
    _, code = asked
    page = nobody.post("/join", data={"code": code})
    assert sign_in_link(page) == sign_in_from("/join")
    there = nobody.get(sign_in_link(page))
    assert nobody.post("/sign-in", data={"words": said, **form_of(there)}).url.path == "/join"


def test_a_locked_browser_comes_back_by_the_button_and_by_a_yes(app, writer, asked, said):  # noqa: F811
    link, code = asked
    with transaction(app.state.engine) as connection:
        sessions.lock(connection, writer.cookies["session"])
    page = writer.get(f"/join/{link}")
    assert "Then you come back to this invite." in page.text
    sent = writer.post(f"/join/{link}", data={"version": 1}, follow_redirects=False)
    assert sent.headers["Location"] == sign_in_link(page) == sign_in_from(f"/join/{link}")
    assert "Then you type your code again." in writer.post("/join", data={"code": code}).text
    there = writer.get(sign_in_link(page))
    assert writer.post("/sign-in", data={"words": said, **form_of(there)}).url.path == f"/join/{link}"


def test_a_log_that_is_open_already_goes_straight_on(writer, asked):  # noqa: F811
    assert writer.get(sign_in_from(f"/join/{asked[0]}")).url.path == f"/join/{asked[0]}"


@pytest.mark.parametrize(
    "to",
    [
        *(
            "https://example.org/join",
            "//example.org/join",
            "/\\example.org",
            "\\\\example.org",
            "javascript:x",
        ),
        *(
            "/join/../you",
            "/join/%2e%2e",
            "/join//example.org",
            "/join/x?y",
            "/join/x#y",
            "/join/x\r\ny",
            "/joint",
        ),
        *("/you", "/", "", "/join/", f"/join/{'x' * 121}", "/join/ä", " /join", "/JOIN"),
    ],
)
def test_no_other_address_is_gone_to(nobody, writer, said, to):  # noqa: F811
    assert back_to(to) == ""
    assert sign_in_from(to) == "/sign-in"
    assert form_of(nobody.get("/sign-in", params={"to": to})) == {}
    assert nobody.post("/sign-in", data={"words": said, "to": to}).url.path == "/today"


@pytest.mark.parametrize("token", ["x.y", "%5Cexample.org", "x%20y", "x" * 121, "%C3%A4"])
def test_an_address_with_no_invite_in_it_is_the_plain_page(nobody, writer, token):  # noqa: F811
    assert form_of(nobody.get(f"/sign-in/join/{token}")) == {}
    assert writer.get(f"/sign-in/join/{token}").url.path == "/today"
