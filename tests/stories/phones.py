"""What a person does with a phone, and what is then true: on the page, in its outbox and in the database."""

from __future__ import annotations

import re
import sqlite3

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as TooLate

UNSENT = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("pagerate", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const read = asked.result.transaction("outbox").objectStore("outbox").getAll();
    read.onsuccess = () => { asked.result.close(); resolve(read.result); };
  };
})"""
#: What the form of past work says, for whoever asks why it was not sent.
FORMS = """[...document.querySelectorAll("form[data-entry=past]")].map((form) => JSON.stringify({
  said: [...new FormData(form)], isBusy: form.dataset.busy, isValid: form.matches(":valid"), told: document.querySelector("[data-told]")?.textContent,
}))"""
READY = "navigator.serviceWorker.ready.then(() => caches.match('/today')).then((found) => !!found)"


def start_log(page):
    """Begin a log and wait until the phone can do without a network."""
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")
    wait_until_kept(page)
    return page


def sign_out_and_lose(page, way="Sign out here"):
    """Sign out a log that nobody can open again: a page says so first."""
    page.get_by_role("link", name=way).click()
    page.get_by_role("button", name="Sign out and lose it").click()


def wait_until_kept(page):
    """Until the worker keeps Today."""
    wait_until(page, READY)


def wait_until_entry_kept(page):
    """Until the worker keeps the page of the first entry that stands on the screen."""
    address = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    wait_until(page, f"caches.match('{address}').then((found) => !!found)")


def wait_until(page, script):
    """Until a script says yes; Playwright's own way needs eval, which our pages forbid."""
    for _ in range(100):
        if ask(page, script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"this did not come true: {script}")


def wait_until_rested(page):
    """Until no form waits any more for what becomes of its save."""
    wait_until(page, "!document.querySelector('[data-busy]')")


def fill_past(page, kind, minutes="30"):
    """Say what was done, in the form of past work; a page that was made again meanwhile is filled in again."""
    for _ in range(3):
        try:
            return _fill_past(page, kind, minutes)
        except TooLate:
            page.wait_for_load_state()
    return _fill_past(page, kind, minutes)


def _fill_past(page, kind, minutes):
    form = page.locator("form[data-entry=past]")
    if form.locator("input[name=like][value=other][type=radio]").count():
        form.locator("input[name=like][value=other]").check(force=True)
    form.locator("[name=kind]").fill(kind, timeout=5000)
    chip = form.locator(f"input[name=duration][value='{minutes}']")
    if chip.count():
        chip.check(force=True)
    else:
        form.locator("input[name=duration][value=typed]").check(force=True)
        form.locator("[name=typed_duration]").fill(minutes)
    form.locator("input[name=is_paid][value=yes]").check(force=True)


def save_past(page, kind, minutes="30"):
    """Add past work, as one does it: fill in and press."""
    fill_past(page, kind, minutes)
    page.locator("form[data-entry=past] button.btn.full").first.click()


def start_timer(page, kind):
    """Start the timer with a few words."""
    page.locator(".run.idle [name=kind]").fill(kind)
    page.locator(".run.idle button.stop").click()


def stop_timer(page):
    """Stop and save."""
    page.locator("[data-timer]:not([hidden]) button.stop").click()


def ask(page, script):
    """What a script says that may be run twice; a page that was just made again is asked again."""
    for _ in range(5):
        try:
            return page.evaluate(script)
        except Error:
            page.wait_for_load_state()
    return page.evaluate(script)


def unsent(page):
    """What waits on the phone."""
    return ask(page, UNSENT)


def pill(page):
    """What the pill says, once it says something."""
    shown = page.locator("[data-pill]")
    shown.wait_for()
    return shown.inner_text().strip()


def wait_for_pill(page, words, seconds=10):
    """Until the pill says these words."""
    exactly = re.compile(rf"^\s*{re.escape(words)}\s*$")
    try:
        page.locator("[data-pill]", has_text=exactly).wait_for(timeout=seconds * 1000)
    except TooLate as late:
        late.add_note(
            f"The pill says “{pill(page)}” on {page.url}; on the phone: {unsent(page)}; {ask(page, FORMS)}"
        )
        raise


def is_true(page):
    """Whether the pill says what the outbox holds."""
    count = len(unsent(page))
    return pill(page) == (f"Saved here, {count} to send" if count else "Saved")


def rows(database, kind):
    """The entries of a kind of work that the server has."""
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT * FROM task WHERE kind = ? AND withdrawn_at IS NULL", (kind,))
        return [dict(row) for row in found]
