"""A release that runs out of time hides whole rows, and is refused where not even those are proved."""

from itertools import count

import pytest

from reports.audit import Unproved
from reports.release import build, cells, protected, withstanding
from tests.reports.released_cohorts import PROGRAMME, alike, frame

#: One kind of one platform has too few, so that one more row of it has to go, and one of the other platform.
WRITERS = [
    *alike(12),
    *alike(3, kind="ranking"),
    *alike(12, kind="writing"),
    *alike(12, platform="quill"),
    *alike(12, platform="quill", kind="ranking"),
    *alike(12, platform="quill", kind="writing"),
]


def after(calls):
    """Over once it was asked so often."""
    asked = count(1)
    return lambda: next(asked) > calls


def hidden(**clocks):
    return protected(WRITERS, PROGRAMME, frame(**clocks)).hidden


@pytest.fixture
def in_time():
    return hidden()


@pytest.fixture
def rows(monkeypatch):
    return hidden(is_over=when_it_has_ended(monkeypatch, cells, "choice_of"))


def when_it_has_ended(monkeypatch, room, name):
    """A clock that is over from the moment a step has ended."""
    ended, step = [], getattr(room, name)

    def stepped(*given, **named):
        found = step(*given, **named)
        ended.append(found)
        return found

    monkeypatch.setattr(room, name, stepped)
    return lambda: bool(ended)


def when_the_search_has_ended(monkeypatch):
    """A clock that is over from the moment the cells to hide were found."""
    return when_it_has_ended(monkeypatch, withstanding, "protect")


def test_without_time_to_attack_what_was_found_whole_rows_are_hidden(monkeypatch, in_time, rows):
    assert in_time < rows
    assert hidden(is_over=when_the_search_has_ended(monkeypatch)) == rows


def test_wherever_the_time_is_over_all_is_hidden_that_would_be_and_perhaps_more(in_time):
    for calls in range(0, 60, 4):
        assert hidden(is_over=after(calls)) >= in_time


def test_platforms_whose_books_were_not_looked_through_in_time_are_not_named(rows):
    places = hidden(is_over=lambda: True)
    assert places > rows
    assert {(("platform", "annex"),), (("platform", "quill"),)} <= places


def test_rows_that_are_not_attacked_to_the_end_are_not_released(monkeypatch):
    with pytest.raises(Unproved):
        hidden(is_over=lambda: True, is_all_over=lambda: True)
    with pytest.raises(Unproved):
        build(
            WRITERS,
            PROGRAMME,
            frame(is_over=when_the_search_has_ended(monkeypatch), is_all_over=lambda: True),
        )


def test_what_was_found_and_attacked_in_time_needs_no_more(in_time):
    assert hidden(is_all_over=lambda: True) == in_time


def test_rows_are_attacked_as_long_as_there_is_time_for_them():
    asked = count()
    assert hidden(is_over=lambda: True, is_all_over=lambda: next(asked) < 0)
    in_all = next(asked)
    assert in_all > 10
    with pytest.raises(Unproved):
        hidden(is_over=lambda: True, is_all_over=after(in_all - 1))
