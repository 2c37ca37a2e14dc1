"""The revision the app starts with at once is the newest one there is."""

from app import database


def test_the_newest_revision_is_the_head_of_the_migrations():
    assert database._scripts().get_current_head() == database.NEWEST
