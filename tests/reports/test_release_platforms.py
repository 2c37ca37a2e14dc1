"""What a platform can compute itself is told at most half as often as it has writers in the release."""

import pytest

from reports.programme import How
from reports.release.cells import protected
from reports.release.drafts import drafted
from reports.release.platforms import few_of_each_platform, platform_of_places
from tests.reports.released_cohorts import alike, column, frame, plan, worked, writer

RATE = column("rate", "rate", How.POOLED, known=True)
MEDIAN = column("median", "rate", How.MEDIAN, known=True)
LOWER = column("lower", "rate", How.LOWER_QUARTILE, known=True)
OWN = column("unpaid", "unpaid", How.POOLED)
ALL = (RATE, MEDIAN, LOWER, OWN)
KINDS = ("ranking", "rating", "writing")


def crowd(count, platform):
    """Writers who do all kinds of work for one platform, each at a rate of her own."""
    return [
        writer(*(worked(platform, kind, pay=2000 + 10 * number) for kind in KINDS)) for number in range(count)
    ]


def left_of(writers, *programme, rules=None):
    cells = protected(writers, [table.dimensions for table in programme], frame())
    drafts = drafted(cells, programme, frame())
    few = few_of_each_platform(drafts, cells, programme)
    return drafts, few


def told(drafts, platform):
    """Figures of a platform by what they are, intervals beside them."""
    found = []
    for (place, asked), draft in drafts.items():
        if ("platform", platform) in place and asked.question == "rate" and draft.is_told:
            found.append((len(place), asked.how.value))
            if draft.figure.low is not None:
                found.append((len(place), "limits"))
    return sorted(found)


TABLES = (plan("platform", "platform", columns=ALL), plan("by_kind", "platform", "kind", columns=ALL))


def test_few_figures_of_many_writers_stay():
    drafts, few = left_of(crowd(60, "annex") + crowd(60, "quill"), plan("platform", "platform", columns=ALL))
    assert few.drafts == drafts
    assert few.dropped == 0
    assert told(few.drafts, "annex") == [
        (1, "limits"),
        (1, "limits"),
        (1, "lower_quartile"),
        (1, "median"),
        (1, "pooled"),
    ]


@pytest.mark.parametrize(
    ("writers", "left"),
    [
        (24, ["lower_quartile"] * 4 + ["median"] * 4 + ["pooled"] * 4),
        (22, ["lower_quartile"] * 3 + ["median"] * 4 + ["pooled"] * 4),
        (20, ["lower_quartile"] * 2 + ["median"] * 4 + ["pooled"] * 4),
        (14, ["median"] * 3 + ["pooled"] * 4),
        (10, ["median"] + ["pooled"] * 4),
        (6, ["pooled"] * 3),
    ],
)
def test_intervals_go_first_then_quartiles_medians_and_what_is_of_a_kind(writers, left):
    """Of four places, the platform and three kinds of work, each with a rate, a median and a lower quartile."""
    _, few = left_of(crowd(writers, "annex") + crowd(40, "quill"), *TABLES)
    assert sorted(how for _, how in told(few.drafts, "annex")) == left
    assert len(told(few.drafts, "annex")) <= writers // 2


def test_what_is_of_the_platform_as_a_whole_stays_longest():
    _, few = left_of(crowd(6, "annex") + crowd(40, "quill"), *TABLES)
    assert told(few.drafts, "annex") == [(1, "pooled"), (2, "pooled"), (2, "pooled")]


def test_what_writers_alone_know_is_never_dropped():
    drafts, few = left_of(crowd(6, "annex") + crowd(40, "quill"), *TABLES)
    for key, draft in drafts.items():
        if key.asked.question == "unpaid":
            assert few.drafts[key] == draft


def test_dropped_columns_are_counted_once_for_each_platform():
    _, few = left_of(crowd(8, "annex") + crowd(8, "quill"), *TABLES)
    # Eight writers may have four figures: neither has a quartile; of four rates none is dropped, all medians were withheld.
    assert few.dropped == 0
    _, few = left_of(crowd(10, "annex") + crowd(10, "quill"), *TABLES)
    assert few.dropped == 2


def test_work_for_one_platform_alone_is_its_own_wherever_it_stands():
    writers = [
        *alike(20, platform="annex", pay_model="hourly"),
        *alike(20, platform="quill", pay_model="per_unit"),
        *alike(20, platform="annex", pay_model="unknown"),
        *alike(20, platform="quill", pay_model="unknown"),
    ]
    cells = protected(writers, [("platform",), ("pay_model",), ()], frame())
    assert platform_of_places(cells) == {
        (("platform", "annex"),): "annex",
        (("platform", "quill"),): "quill",
        (("pay_model", "hourly"),): "annex",
        (("pay_model", "per_unit"),): "quill",
    }


def test_a_campaign_of_one_platform_has_few_figures_in_all_tables_together():
    programme = (
        plan("whole", columns=ALL),
        plan("pay_model", "pay_model", columns=ALL),
        plan("place", "place", columns=ALL),
    )
    _, few = left_of(alike(8, pay_model="hourly") + alike(8, pay_model="per_unit"), *programme)
    known = [key for key, draft in few.drafts.items() if key.asked.question == "rate" and draft.is_told]
    assert len(known) <= 8
