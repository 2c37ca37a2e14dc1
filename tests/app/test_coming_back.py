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
from tests.app.organizing import CAMPAIGN, make_campaign, me_of, organize

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


# The pages of organizers


def test_a_page_of_organizers_is_opened_by_signing_in_first(nobody, writer, said):  # noqa: F811
    organize(writer)
    campaign = make_campaign(writer)
    there = nobody.get(f"{campaign}/words")
    assert there.url.path == f"/sign-in{campaign}/words"
    back = nobody.post("/sign-in", data={"words": said, **form_of(there)})
    assert (back.status_code, back.url.path) == (200, f"{campaign}/words")


@pytest.mark.parametrize("address", ["/campaigns", "/campaigns/{id}/words"])
def test_what_was_typed_when_the_session_had_ended_is_sent_again_after_signing_in(
    browser,  # noqa: F811
    writer,  # noqa: F811
    said,
    address,
):
    organize(writer)
    typed = {**CAMPAIGN, "question": "Who <pays> late?", "language": ["en", "es"], "version": "1"}
    address = address.replace("/campaigns/{id}", make_campaign(writer))
    late = browser()
    page = late.post(address, data=typed)
    assert page.status_code == 401
    assert "Nothing was saved, and nothing you typed is lost" in page.text
    assert 'href="/sign-in/campaigns" target="_blank"' in page.text
    assert "Who <pays> late?" not in page.text
    again = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    late.post("/sign-in", data={"words": said})
    sent = {name: [unescape(value) for key, value in again if key == name] for name, _ in again}
    assert late.post(re.search(r'method="post" action="([^"]+)"', page.text)[1], data=sent).status_code == 200
    kept = [
        late.get(one).text for one in re.findall(r"/campaigns/[0-9a-f-]{36}", late.get("/campaigns").text)
    ]
    assert any("Who &lt;pays&gt; late?" in one for one in kept)


def test_a_form_of_another_page_still_leads_to_the_first_page(nobody):  # noqa: F811
    answer = nobody.post("/today", data={"note": "typed"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(
    "path", ["/campaigns/../today", "/campaigns//x.org", "/campaigns/a b", "/campaignsx"]
)
def test_what_is_no_page_of_organizers_is_no_way_back(path):
    assert back_to(path) == ""
