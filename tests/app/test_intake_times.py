"""Times of export files against the calendar, each written out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.instants import instant, moment

SAME_MOMENT = [
    "Thu Nov 08 14:17:12 PST 2018",
    "Thu Nov 08 15:17:12 PDT 2018",
    "Thu Nov 08 15:17:12 MST 2018",
    "Thu Nov 08 16:17:12 CST 2018",
    "Thu Nov 08 17:17:12 EST 2018",
    "Thu Nov 08 18:17:12 EDT 2018",
    "Thu Nov 08 22:17:12 GMT 2018",
    "Thu Nov 08 22:17:12 UTC 2018",
    "Thu Nov 08 23:17:12 CET 2018",
    "Thu Nov 08 23:17:12 BST 2018",
    "Fri Nov 09 00:17:12 CEST 2018",
    "Fri Nov 09 03:47:12 IST 2018",
    "Thu Nov  8 22:17:12 UTC 2018",
    "Thu Nov 08 23:17:12 GMT+01:00 2018",
    "2018-11-08 22:17:12 UTC",
    "2018-11-08 22:17:12",
    "2018-11-08T22:17:12Z",
    "2018-11-08T22:17:12.345Z",
    "2018-11-08 14:17:12 PST",
    "2018-11-09T03:47:12+05:30",
    "2018-11-08 17:17:12 -0500",
]


@pytest.mark.parametrize("text", SAME_MOMENT)
def test_one_moment_is_one_number_however_it_is_written(text: str) -> None:
    assert moment(instant(text)) == datetime(2018, 11, 8, 22, 17, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Thu Nov 31 14:17:12 PST 2018",
        "Thu Nox 08 14:17:12 PST 2018",
        "Thu Nov 08 24:17:12 PST 2018",
        "Thu Nov 08 14:60:12 PST 2018",
        "Thu Nov 08 14:17:60 PST 2018",
        "Thu Nov 08 14:17:+2 PST 2018",
        "Thu Nov 08 14:17:12 2018",
        "2018-13-08 22:17:12 UTC",
        "2018-11-08",
        "11/08/2018 22:17:12",
    ],
)
def test_what_is_not_a_time_is_refused_with_the_words_of_the_file(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time"):
        instant(text)


def test_an_unknown_zone_is_refused_and_not_guessed() -> None:
    with pytest.raises(ValueError, match="the time zone of “Thu Nov 08 14:17:12 QQQ 2018” is not known"):
        instant("Thu Nov 08 14:17:12 QQQ 2018")


@settings(max_examples=50)
@given(
    st.integers(0, 3_000_000_000),
    st.sampled_from(
        [("PST", -8), ("PDT", -7), ("CET", 1), ("CEST", 2), ("UTC", 0), ("EST", -5), ("MDT", -6)]
    ),
)
def test_times_agree_with_the_standard_library(seconds: int, zone: tuple[str, int]) -> None:
    name, hours = zone
    written = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    assert instant(written.strftime(f"%a %b %d %H:%M:%S {name} %Y")) == seconds
