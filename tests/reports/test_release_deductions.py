"""A net rate is withheld where, beside what was paid, it would tell what one writer had to pay for her work."""

from dataclasses import replace

import pytest

from reports.programme import How
from reports.release import Mark, build
from tests.reports.released_cohorts import alike, column, frame, plan, row_of, worked, writer

GROSS = column("gross", "all_hours_rate", How.POOLED)
NET = column("net", "effective_hourly_rate", How.POOLED)
MIDDLE = column("middle", "effective_hourly_rate", How.MEDIAN)
LIGHT = column("light", "effective_rate_light", How.POOLED)
WHOLE = plan("whole", columns=[GROSS, NET, MIDDLE, LIGHT])


def twelve(*costs, **values):
    """Twelve writers with 90.00 for an hour each, of whom the first ones had costs."""
    whole = [*costs, *[0] * (12 - len(costs))]
    return [writer(worked(**{"pay": 9000, **values}), costs=[cost]) for cost in whole]


def told(writers, **changes):
    return row_of(build(writers, [WHOLE], frame(**changes)), "whole").figures


@pytest.mark.parametrize(
    ("costs", "is_told"),
    [
        ([], True),
        # Two are fewer than five, so a tenth of their 6.00 must stay open: 0.60 of the 3.00 that rounding leaves open.
        ([300, 300], True),
        # A tenth of 66.00 is more than 3.00.
        ([3300, 3300], False),
        # Six are enough, and the rest of 44.00 is far more than a tenth of 11.00.
        ([1100] * 6, True),
        # The rest of 3.60 lacks 2.55 of a tenth of 61.50. The rate is 84.50 and told so: 3.00 are open either way.
        ([6150, *[90] * 5], True),
        # It lacks 2.67 of a tenth of 62.70. The rate is 84.40, told as 84.50: that leaves 1.80 on one side.
        ([6270, *[90] * 5], False),
        # The same on the other side: 84.60, told as 84.50, and 2.43 are lacking.
        ([6030, *[90] * 5], False),
    ],
)
def test_what_rounding_leaves_open_of_the_costs_decides(costs, is_told):
    found = told(twelve(*costs))
    assert found["gross"].value == 90
    assert ("net" in found) is is_told
    assert found["middle"].value is not None


def test_more_hours_leave_more_open():
    """A tenth of 72.00 is more than the 3.00 of twelve hours and less than the 9.00 of 36."""
    assert "net" not in told(twelve(3600, 3600))
    assert told(twelve(3600, 3600, seconds=3 * 3600, pay=27000))["net"].value == 88


def test_a_net_rate_that_stands_alone_is_judged_alike():
    """What was paid stands in books, and in other figures; so it is as if it were always known."""
    alone = plan("whole", columns=[NET])
    assert row_of(build(twelve(3300, 3300), [alone], frame()), "whole").figures == {}


def test_the_rate_of_light_work_goes_with_it_where_all_work_may_be_light():
    def rated(one):
        return replace(
            one, answers={**one.answers, "effective_rate_light": one.answers["effective_hourly_rate"]}
        )

    assert told(map(rated, twelve(300, 300)))["light"].value is not None
    found = told(map(rated, twelve(3300, 3300)))
    assert "light" not in found
    assert found["middle"].value == 90


def test_hours_nobody_has_and_writers_who_know_no_pay_tell_nothing():
    paid_only = [writer(worked(seconds=0, paid_hours=0)) for _ in range(6)]
    assert set(told([*paid_only])) == set()
    silent = [replace(one, answers={}) for one in alike(6)]
    assert told([*twelve(300, 300), *silent])["net"].value is not None


def test_a_net_rate_that_is_withheld_is_not_the_rest_of_the_others():
    by_platform = plan("platform", "platform", columns=[GROSS, NET])
    crowds = [*alike(60, platform="quill", seconds=36000), *alike(80, platform="scribe", seconds=36000)]
    found = build([*twelve(3300, 3300), *crowds], [by_platform], frame())
    marks = {
        row.values["platform"]: row.figures["net"].mark
        for row in found.tables[0].rows
        if row.mark is not Mark.EMPTY
    }
    assert marks == {
        "annex": Mark.WITHHELD,
        "quill": Mark.WITHHELD,
        "scribe": Mark.SHOWN,
        "Total": Mark.SHOWN,
    }
    assert all(row.figures["gross"].value is not None for row in found.tables[0].rows)
