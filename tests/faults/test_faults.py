"""Whatever breaks, each entry is there exactly once, no version of it is lost, and the pill says what is so."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request

import pytest

from tests.faults.proxy import CUTS
from tests.stories.conftest import CHROMIUM, QUIET
from tests.stories.phones import (
    ask,
    fill_past,
    is_true,
    pill,
    rows,
    save_past,
    start_log,
    start_timer,
    stop_timer,
    unsent,
    wait_for_pill,
    wait_until_kept,
)
from tests.stories.test_screens import violations

pytestmark = pytest.mark.browser

SAMPLE = 2
MINUTES = "2"  # a day has room for a hundred of them
TIMES = pytest.mark.parametrize("times", [SAMPLE, pytest.param(100, marks=pytest.mark.long)])
BACK = "() => dispatchEvent(new Event('online'))"
RESUBMIT = "document.querySelector('form[data-entry=past]').requestSubmit()"


@TIMES
@pytest.mark.parametrize("cut", CUTS)
def test_a_save_on_a_line_that_breaks_is_one_entry(phone, line, database, cut, times):
    page = start_log(phone())
    for turn in range(times):
        kind = f"{cut} {turn}"
        line.cut, line.lost = cut, 0
        save_past(page, kind, MINUTES)
        wait_for_pill(page, "Saved here, 1 to send")
        for _ in range(100):
            if line.lost:
                break
            page.wait_for_timeout(50)
        assert line.lost >= 1
        assert is_true(page)
        line.cut = None
        ask(page, BACK)
        wait_for_pill(page, "Saved")
        assert unsent(page) == []
        assert len(rows(database, kind)) == 1


@TIMES
def test_a_tab_closed_at_once_loses_nothing(phone, line, database, times):
    page = start_log(phone())
    for turn in range(times):
        kind = f"Closed {turn}"
        fill_past(page, kind, MINUTES)
        line.cut = "before it is sent"
        page.evaluate(RESUBMIT)
        page.wait_for_timeout(random.Random(turn).uniform(0, 80))
        page.close()
        page = page.context.new_page()
        page.goto("/queue")
        assert [row["label"] for row in unsent(page)] == [kind]
        wait_for_pill(page, "Saved here, 1 to send")
        line.cut = None
        ask(page, BACK)
        wait_for_pill(page, "Saved")
        page.goto("/today")
        assert len(rows(database, kind)) == 1


class Killable:
    """A browser of its own, with a profile on the disk, that can be killed."""

    def __init__(self, folder):
        self.folder = folder

    def open(self, playwright):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        words = [CHROMIUM, "--headless=new", *QUIET, f"--remote-debugging-port={port}"]
        self.process = subprocess.Popen(
            [*words, f"--user-data-dir={self.folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        self.browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        context = self.browser.contexts[0]
        return context.pages[0] if context.pages else context.new_page()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)  # with its children, which hold the locks of the profile
        self.process.wait(timeout=15)
        time.sleep(0.3)
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)


@TIMES
def test_a_killed_browser_loses_nothing(browser, line, database, tmp_path, times):
    killable = Killable(tmp_path / "profile")
    playwright = browser.browser_type
    page = killable.open(_Owner(playwright))
    try:
        page.goto(line.address + "/")
        page.get_by_role("button", name="Start logging").click()
        page.wait_for_url("**/today")
        wait_until_kept(page)
        # Chromium writes cookies down every half a minute; this log is younger than that.
        cookies = page.context.cookies()
        for turn in range(times):
            kind = f"Killed {turn}"
            fill_past(page, kind, MINUTES)
            line.cut = "before it is sent"
            page.evaluate(RESUBMIT)
            wait_for_pill(page, "Saved here, 1 to send")
            killable.kill()
            page = killable.open(_Owner(playwright))
            page.context.add_cookies(cookies)
            page.goto(line.address + "/queue")
            waiting = [row["label"] for row in unsent(page)]
            assert waiting == [kind], ("neither here nor there", rows(database, kind), line.seen)
            line.cut = None
            ask(page, BACK)
            wait_for_pill(page, "Saved")
            page.goto(line.address + "/today")
            assert len(rows(database, kind)) == 1
    finally:
        killable.kill()
        shutil.rmtree(killable.folder, ignore_errors=True)


class _Owner:
    """Gives what is asked of playwright itself, from a browser type that is at hand."""

    def __init__(self, chromium):
        self.chromium = chromium


def send(page, record):
    """What the page would send, sent beside it: the page may be made again at any time."""
    headers = {
        "Content-Type": "application/json",
        "X-Log": record["log"],
        "Sec-Fetch-Site": "same-origin",
    }
    answer = page.request.fetch(
        record["path"], method=record["method"], data=json.dumps(record["body"]), headers=headers
    )
    return answer.status


@TIMES
def test_a_queue_sent_twice_and_in_any_order_is_one_entry_each(phone, line, database, times):
    page = start_log(phone())
    for turn in range(times):
        chance = random.Random(turn)
        line.cut = "before it is sent"
        save_past(page, f"Past {turn}", MINUTES)
        wait_for_pill(page, "Saved here, 1 to send")
        page.wait_for_timeout(100)
        start_timer(page, f"Timer {turn}")
        wait_for_pill(page, "Saved here, 2 to send")
        started = unsent(page)[1]
        page.locator("[data-timer]:not([hidden])").wait_for()
        page.wait_for_timeout(1100)
        stop_timer(page)
        page.locator(".run.idle").wait_for()
        waiting = unsent(page)
        assert [row["label"] for row in waiting] == [f"Past {turn}", f"Timer {turn}"]
        assert is_true(page)
        line.cut = None
        replay = [*waiting, started] * 2
        chance.shuffle(replay)
        assert {send(page, record) for record in replay} <= {200, 201}
        ask(page, BACK)
        wait_for_pill(page, "Saved")
        assert [len(rows(database, f"{kind} {turn}")) for kind in ("Past", "Timer")] == [1, 1]
        page.goto("/today")
        assert page.locator("[data-timer]").count() == 0


@TIMES
def test_an_entry_changed_on_two_phones_keeps_both_versions(phone, line, database, times):
    one = start_log(phone())
    other = phone(like=one)
    choices = {"both": ("both",), "mine": ("mine",), "theirs": ("theirs",)}
    for turn in range(times):
        choice = list(choices)[turn % 3]
        first, mine, theirs = (f"{word} {turn}" for word in ("First", "Mine", "Theirs"))
        save_past(one, first, MINUTES)
        one.wait_for_url("**/today?saved=*")
        (row,) = rows(database, first)
        for page, kind in ((one, mine), (other, theirs)):
            page.goto(f"/work/entries/{_uuid(row['id'])}")
            page.locator("main form [name=kind]").first.fill(kind)
        save = "document.querySelector('form[data-entry=edit]').requestSubmit()"
        other.evaluate(save)
        other.wait_for_url(re.compile(r"^((?!/work/entries/).)*$"))
        one.evaluate(save)
        one.wait_for_url("**/queue#conflict-*")
        assert pill(one) == "Saved here, 1 to send"
        shown = one.locator(".versions")
        shown.wait_for()
        assert mine in shown.inner_text()
        assert theirs in shown.inner_text()
        assert turn or violations(one) == []
        assert (len(rows(database, theirs)), len(rows(database, mine))) == (1, 0)
        shown.locator(f"[data-act={choice}]").click()
        wait_for_pill(one, "Saved")
        kept = {kind: len(rows(database, kind)) for kind in (mine, theirs)}
        assert kept == {mine: int(choice != "theirs"), theirs: int(choice != "mine")}
        assert {row["seconds"] for kind in kept for row in rows(database, kind)} == {int(MINUTES) * 60}
        assert unsent(one) == []
        one.goto("/today")


CHANGED = ("kind", "note", "seconds")
OPEN_ALL = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"


@TIMES
@pytest.mark.parametrize("choice", ["both", "mine", "theirs"])
def test_several_fields_changed_on_two_phones_without_a_network_are_both_kept(
    phone, line, database, choice, times
):
    one = start_log(phone())
    other = phone(like=one)
    for turn in range(times):
        first = f"Before {choice} {turn}"
        save_past(one, first, MINUTES)
        one.wait_for_url("**/today?saved=*")
        (row,) = rows(database, first)
        address = f"/work/entries/{_uuid(row['id'])}"
        mine, theirs = (
            (f"{word} {choice} {turn}", f"{word} note", length)
            for word, length in (("Mine", 5), ("Theirs", 7))
        )
        for page, said in ((one, mine), (other, theirs)):
            page.goto(address)
            page.context.set_offline(True)
            change_without_a_network(page, said)
        assert [_said(row) for row in rows(database, first)] == [(first, None, int(MINUTES) * 60)]
        back(other)
        wait_for_pill(other, "Saved")
        assert [_said(row) for row in rows(database, theirs[0])] == [_meant(theirs)]
        back(one)
        wait_for_two_versions(one)
        # Nothing is written over unseen, and the server has both on file too.
        assert [_said(row) for row in rows(database, theirs[0])] == [_meant(theirs)]
        assert rows(database, mine[0]) == []
        assert on_file(database, row["id"]) == [(_meant(mine), _meant(theirs))]
        one.goto("/queue")
        shown = one.locator(".versions")
        shown.wait_for()
        cells = shown.locator("tr.differs td").all_inner_texts()
        assert cells == [mine[0], theirs[0], f"{mine[2]} min", f"{theirs[2]} min", mine[1], theirs[1]]
        shown.locator(f"[data-act={choice}]").click()
        wait_for_pill(one, "Saved")
        left = {said[0]: [_said(row) for row in rows(database, said[0])] for said in (mine, theirs)}
        assert left == {
            mine[0]: [_meant(mine)] if choice != "theirs" else [],
            theirs[0]: [_meant(theirs)] if choice != "mine" else [],
        }
        assert unsent(one) == []
        one.goto("/today")


def change_without_a_network(page, said):
    """Several fields of an entry at once, on its open page."""
    page.evaluate(OPEN_ALL)
    form = page.locator("form[data-entry=edit]")
    for name, text in zip(("kind", "note", "duration"), said, strict=True):
        form.locator(f"[name={name}]").fill(str(text))
    page.evaluate("document.querySelector('form[data-entry=edit]').requestSubmit()")
    wait_for_pill(page, "Saved here, 1 to send")


def back(page):
    page.context.set_offline(False)
    ask(page, BACK)


def wait_for_two_versions(page):
    for _ in range(100):
        if [row["state"] for row in unsent(page)] == ["conflict"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(unsent(page))


def _said(row):
    return tuple(row[name] for name in CHANGED)


def _meant(said):
    kind, note, minutes = said
    return kind, note, minutes * 60


def on_file(database, row_id):
    """Both versions of each conflict about an entry: what was sent, and what it said then."""
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        found = connection.execute("SELECT sent, present FROM conflict WHERE row_id = ?", (row_id,))
        return [tuple(_said(json.loads(version)) for version in versions) for versions in found]


def _uuid(stored):
    plain = str(stored).replace("-", "")
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
