"""What a platform can compute itself is told at most half as often as it has writers in the release."""

from dataclasses import replace

import pytest

from reports.programme import How
from reports.release import build
from reports.release.books import platform_of_places
from reports.release.cells import protected
from reports.release.drafts import drafted
from reports.release.platforms import few_of_each_platform
from tests.reports.released_cohorts import alike, bare, column, frame, plan, row_of, worked, writer

RATE = column("rate", "rate", How.POOLED, known=True)
MEDIAN = column("median", "rate", How.MEDIAN, known=True)
LOWER = column("lower", "rate", How.LOWER_QUARTILE, known=True)
OWN = column("unpaid", "unpaid", How.POOLED)
ALL = (RATE, MEDIAN, LOWER, OWN)
KINDS = ("ranking", "rating", "writing")
TABLES = (plan("platform", "platform", columns=ALL), plan("by_kind", "platform", "kind", columns=ALL))


def crowd(count, platform):
    """Writers who do all kinds of work for one platform, each at a rate of her own, and say nothing of paid hours."""
    made = [
        writer(*(worked(platform, kind, pay=2000 + 10 * number) for kind in KINDS)) for number in range(count)
    ]
    return [replace(one, answers={**one.answers, "paid_time_rate": {}}) for one in made]


def left_of(writers, *programme):
    cells = protected(writers, programme, frame())
    drafts = drafted(cells, programme, frame())
    return drafts, few_of_each_platform(drafts, cells, programme, frame().rules)


def told(drafts, platform):
    """How many dimensions a figure of a platform has, and how it is made."""
    return sorted(
        (len(place), asked.how.value)
        for (place, asked), draft in drafts.items()
        if ("platform", platform) in place and asked.question == "rate" and draft.is_told
    )


def test_few_figures_of_many_writers_stay_without_their_intervals():
    drafts, few = left_of(crowd(60, "annex") + crowd(60, "quill"), *TABLES)
    assert told(few.drafts, "annex") == told(drafts, "annex")
    assert len(told(drafts, "annex")) == 12
    assert few.dropped == 0
    for (place, asked), draft in few.drafts.items():
        if ("platform", "annex") in place and asked.question == "rate":
            assert (draft.figure.low, draft.figure.high) == (None, None)
    whole = next(
        draft for (place, asked), draft in few.drafts.items() if not place and asked.how is How.POOLED
    )
    assert whole.figure.low < whole.figure.value < whole.figure.high


@pytest.mark.parametrize(
    ("writers", "left", "dropped"),
    [
        (24, ["lower_quartile"] * 4 + ["median"] * 4 + ["pooled"] * 4, 0),
        (22, ["lower_quartile"] * 3 + ["median"] * 4 + ["pooled"] * 4, 1),
        (20, ["lower_quartile"] * 2 + ["median"] * 4 + ["pooled"] * 4, 1),
        (14, ["median"] * 3 + ["pooled"] * 4, 1),
        (10, ["median"] + ["pooled"] * 4, 1),
        (6, ["pooled"] * 3, 1),
    ],
)
def test_quartiles_go_first_then_medians_then_what_is_of_a_kind(writers, left, dropped):
    """Of four places, the platform and three kinds of work, each with a rate, a median and a lower quartile."""
    _, few = left_of(crowd(writers, "annex") + crowd(24, "quill") + crowd(24, "scribe"), *TABLES)
    assert sorted(how for _, how in told(few.drafts, "annex")) == left
    assert len(left) <= writers // 2
    assert few.dropped == dropped


def test_what_is_of_the_platform_as_a_whole_stays_longest():
    _, few = left_of(crowd(6, "annex") + crowd(40, "quill"), *TABLES)
    assert told(few.drafts, "annex") == [(1, "pooled"), (2, "pooled"), (2, "pooled")]


def test_what_writers_alone_know_is_never_dropped():
    drafts, few = left_of(crowd(6, "annex") + crowd(40, "quill"), *TABLES)
    for key, draft in drafts.items():
        if key.asked.question == "unpaid":
            assert few.drafts[key] == draft


def test_what_several_platforms_pay_for_is_nobodys():
    drafts, few = left_of(crowd(6, "annex") + crowd(6, "quill"), plan("kind", "kind", columns=ALL), *TABLES)
    for key, draft in drafts.items():
        if "platform" not in dict(key.place):
            assert few.drafts[key] == draft


def test_a_release_counts_the_columns_that_lost_something_once_for_each_platform():
    assert build(crowd(10, "annex") + crowd(10, "quill"), TABLES, frame()).protection.columns_dropped == 2
    assert build(crowd(60, "annex") + crowd(60, "quill"), TABLES, frame()).protection.columns_dropped == 0


def test_what_is_dropped_reads_like_all_that_is_withheld():
    release = build(crowd(6, "annex") + crowd(40, "quill"), TABLES, frame())
    rates = [row_of(release, "by_kind", platform="annex", kind=kind).figures["rate"] for kind in KINDS]
    assert [figure.mark for figure in rates] == ["u", "u", "c"]


def test_work_for_one_platform_alone_is_its_own_wherever_it_stands():
    writers = [
        *alike(20, platform="annex", pay_model="hourly"),
        *alike(20, platform="quill", pay_model="per_unit"),
        *alike(20, platform="annex", pay_model="unknown"),
        *alike(20, platform="quill", pay_model="unknown"),
    ]
    cells = protected(writers, bare(("platform",), ("pay_model",), ()), frame())
    assert platform_of_places(cells.writers, cells.cohort.cells, k=5) == {
        (("platform", "annex"),): "annex",
        (("platform", "quill"),): "quill",
        (("pay_model", "hourly"),): "annex",
        (("pay_model", "per_unit"),): "quill",
    }


def owners(*writers):
    """Whose each place is that does not say so itself."""
    places = [(), (("kind", "rating"),), (("kind", "ranking"),)]
    return {place: whose for place, whose in platform_of_places(writers, places, k=5).items() if whose}


def minutes_elsewhere(count, seconds=60, pay=10, platform="quill"):
    return [
        writer(worked(kind="rating"), worked(platform, "rating", pay=pay, seconds=seconds))
        for _ in range(count)
    ]


RATING, RANKING = (("kind", "rating"),), (("kind", "ranking"),)


def test_a_trace_of_another_platform_frees_no_place_whoever_leaves_it():
    annex = alike(20, platform="annex")
    assert owners(*annex) == {(): "annex", RATING: "annex"}
    assert owners(*annex, *minutes_elsewhere(1)) == owners(*annex)
    assert owners(*annex, *minutes_elsewhere(10)) == owners(*annex)
    # Four writers alone are no crowd, whatever they work.
    assert owners(*annex, *alike(4, platform="quill", pay=90_000, seconds=360_000))[RATING] == "annex"


@pytest.mark.parametrize(
    ("hours", "pay", "whose"),
    [(0.25, 0.25, None), (0.24, 0.25, "annex"), (0.25, 0.24, "annex"), (1, 1, None)],
)
def test_a_place_is_shared_where_a_crowd_has_a_fifth_of_hours_and_pay(hours, pay, whose):
    annex = [writer(worked(pay=2000)) for _ in range(20)]
    quill = [writer(worked("quill", pay=int(2000 * pay), seconds=int(3600 * hours))) for _ in range(20)]
    assert owners(*annex, *quill).get(RATING) in ({whose} if whose else {None})
    assert owners(*annex, *quill[:4]).get(RATING) == "annex"


def test_work_on_platforms_without_a_name_frees_no_place_and_alone_is_its_own():
    others = alike(30, platform="other")
    assert owners(*alike(6, platform="annex"), *others) == {(): "annex", RATING: "annex"}
    assert owners(*others) == {(): "other", RATING: "other"}
    assert owners(*alike(6, platform="annex"), *alike(6, platform="quill"), *others) == {}


def test_a_place_where_nobody_works_is_nobodys():
    assert RANKING not in owners(*alike(6))


def test_a_campaign_of_one_platform_has_few_figures_in_all_tables_together():
    programme = (
        plan("whole", columns=ALL),
        plan("pay_model", "pay_model", columns=ALL),
        plan("place", "place", columns=ALL),
    )
    _, few = left_of(alike(6, pay_model="hourly") + alike(6, pay_model="per_unit"), *programme)
    known = [key for key, draft in few.drafts.items() if key.asked.question == "rate" and draft.is_told]
    assert len(known) == 6
