"""What is kept in memory: made once for a crowd, made again after a failure, and not kept past a clearing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from app.http.reporting import Recent


def test_of_a_crowd_one_makes_it_for_all():
    recent, made, asked = Recent(4), [], Event()

    def slowly() -> str:
        made.append("made")
        asked.wait(5)
        return "value"

    with ThreadPoolExecutor(4) as crowd:
        found = [crowd.submit(recent.get, "key", slowly) for _ in range(4)]
        assert recent.get("another", lambda: "at once") == "at once"  # nobody else waits
        asked.set()
        assert {one.result() for one in found} == {"value"}
    assert made == ["made"]


def test_what_could_not_be_made_is_made_by_the_next():
    recent = Recent(4)

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        recent.get("key", fail)
    assert recent.find("key") is None
    assert recent.get("key", lambda: "value") == "value"
    assert recent.find("key") == "value"


def test_what_was_begun_before_everything_was_forgotten_is_not_kept():
    recent = Recent(4)

    def erased_meanwhile() -> str:
        recent.clear()
        return "old"

    assert recent.get("key", erased_meanwhile) == "old"
    assert recent.find("key") is None


def test_after_a_failure_those_who_waited_and_those_who_come_make_it_one_after_the_other():
    recent, made = Recent(4), []
    failing, fails, making, go_on = Event(), Event(), Event(), Event()

    def fail() -> str:
        failing.set()
        fails.wait(5)
        raise RuntimeError

    def slowly() -> str:
        made.append("made")
        making.set()
        go_on.wait(5)
        return "value"

    with ThreadPoolExecutor(3) as crowd:
        first = crowd.submit(recent.get, "key", fail)
        failing.wait(5)
        waiting = crowd.submit(recent.get, "key", slowly)
        while recent._making["key"].wanted_by < 2:
            sleep(0.001)
        fails.set()
        making.wait(5)
        newcomer = crowd.submit(recent.get, "key", slowly)
        sleep(0.05)
        go_on.set()
        assert {waiting.result(5), newcomer.result(5)} == {"value"}
        with pytest.raises(RuntimeError):
            first.result(5)
    assert made == ["made"]
    assert not recent._making


def test_a_text_that_is_too_long_is_made_each_time():
    recent, made = Recent(4, longest=3), []
    for text in ("long", "abc"):
        for _ in range(2):
            assert recent.get(text, lambda said=text: made.append(said) or said) == text
    assert made == ["long", "long", "abc"]
