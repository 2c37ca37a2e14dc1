"""The cells of a release: as few tables as hold all, values that anybody has, and no cell without an attack."""

import pytest

from reports.audit import NotReleasable
from reports.release import TooFewWriters, protected, withstanding
from reports.release.cells import layouts_of
from tests.reports.released_cohorts import alike, bare, composed_writers, frame, worked, writer

VALUES = {"platform": ("annex", "quill"), "kind": ("rating",), "pay_model": ("hourly",), "place": ("US-CA",)}
DIMENSIONS = [("platform",), ("platform", "kind"), ("pay_model",), ("place",), ()]
ALL = bare(*DIMENSIONS)


@pytest.mark.parametrize(
    ("dimensions", "names"),
    [
        (DIMENSIONS, ["platform_by_kind", "pay_model", "place"]),
        ([("kind", "platform"), ("platform", "kind")], ["platform_by_kind"]),
        ([(), ("place",)], ["place"]),
        ([()], ["whole"]),
    ],
)
def test_a_table_that_is_a_margin_of_another_needs_no_layout(dimensions, names):
    layouts = layouts_of(dimensions, VALUES)
    assert [one.name for one in layouts] == names
    for one in layouts:
        assert all(values == VALUES[name] for name, values in one.dimensions.items())


def test_values_that_nobody_has_are_left_out_and_a_lone_writers_is_among_others():
    writers = [*alike(12), *alike(12, platform="quill"), writer(worked("scribe", pay=3000))]
    cells = protected(writers, ALL, frame())
    assert cells.values == {
        "platform": ("annex", "other"),
        "kind": ("rating",),
        "pay_model": ("hourly",),
        "place": ("US-CA",),
    }
    assert cells.counts[(("platform", "other"),)] == 13
    assert (("platform", "scribe"),) not in cells.counts


def test_a_campaign_of_some_platforms_has_all_others_in_one_row():
    cells = protected([*alike(12), *alike(12, platform="other")], ALL, frame())
    assert cells.values["platform"] == ("annex", "other")


def test_the_whole_cohort_without_dimensions_is_one_cell():
    cells = protected(alike(12), bare(()), frame())
    assert cells.counts == {(): 12}
    assert cells.lines() == ()


def test_fewer_writers_with_work_than_k_are_nothing_to_release():
    with pytest.raises(TooFewWriters, match="Fewer than 5 writers"):
        protected([*alike(4), writer()], ALL, frame())
    assert protected(alike(5), ALL, frame()).counts[()] == 5


def test_who_is_in_a_cell_is_who_has_anything_there():
    writers = [*alike(12), *alike(12, platform="quill")]
    cells = protected(writers, ALL, frame())
    annex = cells.present[(("platform", "annex"),)]
    assert {cells.writers[number].contributions[0].values["platform"] for number in annex} == {"annex"}
    assert len(annex) == cells.counts[(("platform", "annex"),)] == 12


def test_lines_are_margins_with_their_parts():
    lines = protected([*alike(12), *alike(12, platform="quill")], bare(("platform",)), frame()).lines()
    assert [(one.total, one.parts) for one in lines] == [
        ((), ((("platform", "annex"),), (("platform", "quill"),)))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_writers_is_no_order_of_ours(seed):
    writers = composed_writers(seed, 25)
    cells, turned = (protected(some, ALL, frame()) for some in (writers, writers[::-1]))
    assert cells.hidden == turned.hidden
    assert cells.counts == turned.counts
    assert cells.writers == turned.writers


def test_what_does_not_withstand_goes_no_further(monkeypatch):
    weak = withstanding.protect

    def primary_only(*given, **named):
        pattern = weak(*given, **named)
        return type(pattern)(pattern.primary, pattern.primary)

    monkeypatch.setattr(withstanding, "protect", primary_only)
    with pytest.raises(NotReleasable):
        protected(
            [
                *alike(12),
                *alike(3, kind="ranking"),
                *alike(12, platform="quill"),
                *alike(12, platform="quill", kind="ranking"),
            ],
            ALL,
            frame(),
        )
