"""Hours that a platform sees, since it pays for all of them, are treated like what stands in its books."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from reports.disclosure import Figure, What
from reports.periods import Period
from reports.programme import Answer, How, Unit
from reports.release import books as release_books
from reports.release import build
from reports.release.figures import WITHHELD
from tests.reports.released_cohorts import alike, column, frame, plan, row_of, worked, writer

PAID = column("paid", "paid_time_rate", How.POOLED, known=True)
GROSS = column("gross", "all_hours_rate", How.POOLED)
NET = column("net", "effective_hourly_rate", How.POOLED)
MIDDLE = column("middle", "all_hours_rate", How.MEDIAN)
HOURS = column("hours", "hours", How.MEDIAN, Unit.HOURS, known=True)
RATES = plan("platform", "platform", columns=[GROSS, MIDDLE, NET, PAID])
#: Of a shorter period the search lets less stand of few writers.
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
EFFORT = plan("effort", "platform", columns=[HOURS])


@pytest.fixture
def without_the_rate(monkeypatch):
    """The search does not let the rate of paid time of any platform stand."""
    search = release_books.chosen

    def chosen(books, figures, **of):
        kept = search(books, figures, **of)
        return {name: tuple(one for one in ones if one != Figure(What.RATE)) for name, ones in kept.items()}

    monkeypatch.setattr(release_books, "chosen", chosen)


def paid_for(one, share):
    """The writer, of whose hours only a share is paid."""
    hours = {place: Answer(pay, time / share) for place, (pay, time) in one.answers["paid_time_rate"].items()}
    return replace(one, answers={**one.answers, "all_hours_rate": hours, "effective_hourly_rate": hours})


def told(writers, table=RATES):
    row = row_of(build(writers, [table], frame(period=YEAR)), table.key, platform="annex")
    return {key for key, figure in row.figures.items() if figure.value is not None}


def crowds(*shares):
    """Twenty writers of annex for each share of paid hours, and others elsewhere with much unpaid time."""
    annex = [paid_for(one, share) for share in shares for one in alike(20)]
    return annex + [paid_for(one, Fraction(1, 2)) for one in alike(20, platform="quill")]


def test_where_all_is_paid_the_rates_of_all_hours_go_with_that_of_paid_time(without_the_rate):
    for share in (Fraction(1), Fraction(96, 100)):
        assert not {"gross", "net", "paid"} & told(crowds(share))


def test_where_hours_are_unpaid_the_rates_of_all_hours_stay(without_the_rate):
    assert {"gross", "net"} <= told(crowds(Fraction(94, 100)))


def test_the_middle_writer_without_unpaid_time_is_enough(without_the_rate):
    assert not {"gross", "net"} & told(crowds(Fraction(1), Fraction(1), Fraction(1, 2)))


def test_where_all_is_paid_they_count_among_what_a_platform_may_be_told():
    writers = [*alike(6), *alike(20, platform="quill")]
    more = plan("more", "platform", columns=[*RATES.columns, column("rate", "rate", How.POOLED, known=True)])
    assert told(writers, more) == {"gross", "net", "paid"}
    assert told([paid_for(one, Fraction(1, 2)) for one in writers], more) == {"gross", "net", "paid", "rate"}


def test_rates_without_one_of_paid_time_beside_them_are_only_counted():
    assert told(crowds(Fraction(1)), plan("platform", "platform", columns=[GROSS, NET])) == {"gross", "net"}


def hours_of(*hours):
    return [writer(worked(seconds=3600 * one, pay=2000 * one)) for one in hours]


def test_middle_hours_are_told_of_a_platform_where_enough_writers_have_as_many():
    """All told as 120: from 110 to less than 130."""
    others = alike(20, platform="quill")
    low, high = [60, 70, 80, 90], [170, 180, 190, 210]
    enough = [*low, 110, 115, 120, 125, 129, *high]
    assert told(hours_of(*enough) + others, EFFORT) == {"hours"}
    few = [*low, 100, 115, 120, 125, 129, *high]
    assert (
        row_of(build(hours_of(*few) + others, [EFFORT], frame()), "effort", platform="annex").figures["hours"]
        == WITHHELD
    )


def test_a_writer_without_hours_is_not_among_them():
    silent = [replace(one, answers={**one.answers, "hours": {}}) for one in hours_of(*[125] * 6)]
    writers = [*hours_of(*[125] * 10), *silent, *alike(20, platform="quill")]
    assert told(writers, EFFORT) == {"hours"}


def test_pay_without_time_says_nothing_of_unpaid_time(without_the_rate):
    untimed = [writer(worked(seconds=0, pay=2000)) for _ in range(6)]
    assert not {"gross", "net"} & told([*crowds(Fraction(1)), *untimed])
    assert {"gross", "net"} <= told([*crowds(Fraction(94, 100)), *untimed])
