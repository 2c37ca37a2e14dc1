"""Accounts in a real browser: passkeys, a second phone, the lock, a shared computer, other people's sites."""

import http.server
import threading

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import WINDOWS
from tests.stories.phones import sign_out_and_lose, wait_until
from tests.stories.test_screens import scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser

WORK = {
    "like": "other", "kind": "Rank pairs", "platform": "Northlight", "duration": "30", "is_paid": "yes",
    "pay": "12.75", "day": "today",
}  # fmt: skip


@pytest.fixture
def local(server):
    """The same server by its name: browsers make no passkeys for a bare number."""
    return server.replace("127.0.0.1", "localhost")


def start(page, base=""):
    page.goto(f"{base}/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")


def log(page, base=""):
    page.request.post(f"{base}/today", form=WORK, headers={"Sec-Fetch-Site": "same-origin"})


def with_authenticator(page):
    """A phone's own keys, without the phone."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    about = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    added = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**about, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return session, added["authenticatorId"]


def test_a_passkey_is_made_opens_the_log_unlocks_it_and_opens_nothing_once_removed(open_page, local):
    page = open_page()
    with_authenticator(page)
    start(page, local)
    log(page, local)
    page.goto(f"{local}/you/keep")
    page.get_by_role("button", name="Make a passkey here").click()
    page.wait_for_url("**/you/devices?saved=passkey")
    expect(page.get_by_text("Passkey saved.")).to_be_visible()
    handle = page.request.get(f"{local}/you").text().partition("<dt>Handle</dt><dd>")[2].partition("<")[0]

    page.goto(f"{local}/you")
    with page.expect_navigation():
        page.get_by_role("button", name="Lock now").click()
    page.wait_for_url("**/sign-in")
    page.goto(f"{local}/today")
    expect(page.get_by_role("heading", name="This log is locked")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/today")
    expect(page.get_by_text("$12.75").first).to_be_visible()

    page.goto(f"{local}/you/data")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out everywhere").click()
    page.goto(f"{local}/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/today")
    page.goto(f"{local}/you")
    expect(page.get_by_text(handle)).to_be_visible()

    page.goto(f"{local}/you/devices")
    page.get_by_role("button", name="Remove Passkey").click()
    page.get_by_text("Passkey removed.").wait_for()
    sign_out_and_lose(page)
    page.wait_for_url(f"{local}/")
    page.goto(f"{local}/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("This passkey does not open a log here.").wait_for()
    assert page.url.endswith("/sign-in")


def test_a_device_that_has_a_key_makes_no_second_one(open_page, local):
    page = open_page()
    session, authenticator = with_authenticator(page)
    start(page, local)
    for _ in range(2):
        page.goto(f"{local}/you/devices")
        page.get_by_role("button", name="Add a passkey of this device").click()
        page.get_by_text("Passkey saved.").or_(page.get_by_text("The passkey did not work.")).first.wait_for()
    held = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})
    assert len(held["credentials"]) == 1


def test_a_signature_made_for_one_challenge_opens_nothing_the_second_time(open_page, local):
    page = open_page()
    with_authenticator(page)
    start(page, local)
    page.goto(f"{local}/you/devices")
    page.get_by_role("button", name="Add a passkey of this device").click()
    page.wait_for_url("**/you/devices?saved=passkey")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out here").click()
    page.goto(f"{local}/sign-in")
    with page.expect_request("**/sign-in/passkey") as sent:
        page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/today")
    replayed = page.request.post(
        f"{local}/sign-in/passkey",
        data=sent.value.post_data,
        headers={"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"},
    )
    assert replayed.status == 422


def test_words_are_copied_printed_and_typed_on_another_phone(open_page, server):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    start(page)
    log(page)
    page.goto("/today")
    page.get_by_role("link", name="Keep it", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Show my 12 words").click()
    words = page.locator("ol.twelve li").all_inner_texts()
    assert len(words) == 12
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").split() == words
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert words[11] in download.value.path().read_text()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator("ol.twelve")).to_be_visible()

    other = open_page(java_script_enabled=False)
    other.goto("/sign-in")
    other.get_by_label("Recovery words").fill("\n".join(word.upper() for word in words))
    other.get_by_role("button", name="Open the log").click()
    expect(other.locator("main")).to_contain_text("$12.75")


def test_without_script_everything_but_passkeys_works_and_the_page_says_so(open_page, local):
    page = open_page(java_script_enabled=False)
    start(page, local)
    log(page, local)
    page.goto(f"{local}/you/devices")
    expect(page.get_by_text("Passkeys need a script in the browser")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey of this device")).to_be_hidden()
    with page.expect_navigation():
        page.get_by_role("button", name="Show the code").click()
    expect(page.locator(".qr svg")).to_be_visible()
    address = page.locator(".address").inner_text()
    phone = open_page(java_script_enabled=False)
    phone.goto(address)
    phone.get_by_role("button", name="Open it here").click()
    phone.wait_for_url("**/today")
    page.goto(f"{local}/you/devices")
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.get_by_text("Signed out there.")).to_be_visible()
    phone.goto(f"{local}/today")
    expect(phone.get_by_role("button", name="Start logging")).to_be_visible()
    page.goto(f"{local}/you/data")
    page.get_by_label("Type DELETE to delete everything").fill("delete")
    with page.expect_navigation():
        page.get_by_role("button", name="Delete everything for good").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()


@pytest.mark.parametrize("leaving", ["Sign out here", "Sign out everywhere"])
def test_a_shared_computer_shows_no_figure_after_signing_out(open_page, local, leaving):
    page = open_page()
    start(page, local)
    log(page, local)
    for path in ("/today", "/work", "/real-pay", "/you/data"):
        page.goto(f"{local}{path}")
    page.evaluate("localStorage.setItem('left', 'behind')")
    page.evaluate("caches.open('pages').then(c => c.put('/today', new Response('$12.75')))")
    sign_out_and_lose(page, leaving)
    page.wait_for_url(f"{local}/")
    for _ in range(5):
        page.go_back()
        assert "12.75" not in page.content()
    page.goto(f"{local}/today")
    assert "12.75" not in page.content()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("caches.keys().then(names => names.length)") == 0
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_a_locked_browser_keeps_no_page_and_loses_nothing_that_waits(open_page, local):
    page = open_page()
    start(page, local)
    log(page, local)
    page.goto(f"{local}/you/keep")
    with page.expect_navigation():
        page.get_by_role("button", name="Show my 12 words").click()
    page.goto(f"{local}/you")
    page.evaluate("localStorage.setItem('waits', 'to be sent')")
    page.evaluate("caches.open('pages-of-a-log').then(c => c.put('/today', new Response('$12.75')))")
    with page.expect_navigation():
        page.get_by_role("button", name="Lock now").click()
    page.wait_for_url("**/sign-in")
    wait_until(page, "caches.keys().then(names => !names.some(name => name.startsWith('pages-')))")
    assert page.evaluate("localStorage.getItem('waits')") == "to be sent"
    page.go_back()
    assert "12.75" not in page.content()


@pytest.fixture
def elsewhere():
    """Another site, on another port and by another name, that serves what it is given."""

    class Evil(http.server.BaseHTTPRequestHandler):
        page = b""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(type(self).page)

        def log_message(self, *_):
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_address[1]}", Evil
    served.shutdown()
    served.server_close()


ATTACKS = {
    "a form": "<form method=post action='{0}/you/data/erase'><input name=word value=DELETE></form>"
    "<script>document.forms[0].submit()</script>",
    "a form in a frame": "<iframe name=f></iframe><form method=post target=f action='{0}/you/sign-out-everywhere'></form>"
    "<script>document.forms[0].submit()</script>",
    "a form that sends text": "<form method=post enctype='text/plain' action='{0}/you/passkeys'>"
    '<input name=\'{{"credential": {{}}, "name": "\' value=\'"}}\'></form><script>document.forms[0].submit()</script>',
    "fetch": "<script>fetch('{0}/you/sign-out-everywhere', {{method: 'POST', credentials: 'include', mode: 'no-cors'}})</script>",
    "fetch of JSON": "<script>fetch('{0}/you/passkeys/options', {{method: 'POST', credentials: 'include', "
    "headers: {{'Content-Type': 'application/json'}}, body: '{{}}'}}).catch(() => 0)</script>",
    "an image": "<img src='{0}/you/sign-out'><img src='{0}/you/data/erase?word=DELETE'>",
    "a beacon": "<script>navigator.sendBeacon('{0}/you/handle')</script>",
    "a frame": "<iframe src='{0}/you/data'></iframe>",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_another_site_changes_nothing(open_page, local, elsewhere, attack):
    address, evil = elsewhere
    page = open_page()
    start(page, local)
    log(page, local)
    page.goto(f"{local}/you")
    handle = page.locator(".facts dd").first.inner_text()
    evil.page = ATTACKS[attack].format(local).encode()
    page.goto(f"{address}/trap")
    page.wait_for_timeout(700)
    assert all(
        handle not in (frame.content() if frame.url.startswith(local) else "") for frame in page.frames
    )
    page.goto(f"{local}/you")
    assert page.locator(".facts dd").first.inner_text() == handle
    page.goto(f"{local}/today")
    expect(page.get_by_text("$12.75").first).to_be_visible()


SCREENS = ["/you", "/you/sign-out", "/you/keep", "/you/devices", "/you/data"]


@WINDOWS
def test_every_screen_of_an_account_is_accessible_and_fits(open_page, local, viewport, scheme):
    page = open_page(viewport, color_scheme=scheme)
    wrong = {}

    def look(name):
        found = {"axe": violations(page), "sideways": scrolls_sideways(page), "small": small_targets(page)}
        if any(found.values()):
            wrong[name] = {key: value for key, value in found.items() if value}

    page.goto(f"{local}/sign-in")
    look("sign-in")
    start(page, local)
    log(page, local)
    page.goto(f"{local}/today")
    look("offer")
    for path in SCREENS:
        page.goto(f"{local}{path}")
        look(path)
    with page.expect_navigation():
        page.get_by_role("button", name="Delete everything for good").click()
    look("not erased")
    page.goto(f"{local}/you/devices")
    with page.expect_navigation():
        page.get_by_role("button", name="Show the code").click()
    look("code")
    page.goto(f"{local}/you/keep")
    with page.expect_navigation():
        page.get_by_role("button", name="Show my 12 words").click()
    look("words")
    page.goto(f"{local}/you")
    with page.expect_navigation():
        page.get_by_role("button", name="Lock now").click()
    page.wait_for_url("**/sign-in")
    look("locked")
    assert wrong == {}
    assert [line for line in page.complaints if "422" not in line] == []


def test_a_page_by_plain_http_says_why_there_is_no_button(open_page, local):
    page = open_page()
    page.add_init_script(
        "delete window.PublicKeyCredential; Object.defineProperty(window, 'isSecureContext', { value: false })"
    )
    start(page, local)
    page.goto(f"{local}/you/keep")
    page.get_by_text("a browser makes passkeys only at an address that begins with https").wait_for()
    expect(page.get_by_role("button", name="Make a passkey here")).to_be_hidden()
