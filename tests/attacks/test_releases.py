"""Attacks on whole releases: too few writers (T47, E11, E12), a solver that was tampered with (T48), sums taken from sums."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from reports.audit import NotReleasable
from reports.disclosure import Rules, Vague
from reports.release import Mark, build, encoded, withstanding
from tests.reports.released_cohorts import (
    COLUMNS,
    CUT,
    KINDS,
    PLATFORMS,
    PROGRAMME,
    UNPAID,
    alike,
    composed_writers,
    frame,
    plan,
    row_of,
    worked,
    writer,
)

PLATFORM = (plan("platform", "platform"),)
#: So many that nothing about them is ever withheld, so that all that is comes from the cell beside them.
CROWD = 90


def figures(count, k, shown=PLATFORM):
    """Of a platform with so many writers, beside crowds; None where it has no row."""
    writers = [
        *alike(count),
        *alike(CROWD, platform="quill"),
        *alike(CROWD, platform="scribe"),
        *alike(CROWD, platform="other"),
    ]
    rows = build(writers, shown, frame(rules=Rules(k=k))).tables[0].rows
    return next((row.figures for row in rows if row.values["platform"] == "annex"), None)


@pytest.mark.parametrize("k", [5, 10])
@pytest.mark.parametrize(
    ("times", "less", "told"),
    [
        (1, 1, None),
        (1, 0, {"rate", "unpaid"}),
        (2, 1, {"rate", "unpaid"}),
        (2, 0, {"rate", "unpaid", "median", "cut", "gap"}),
        (4, 1, {"rate", "unpaid", "median", "cut", "gap"}),
        (4, 0, {one.key for one in COLUMNS}),
    ],
)
def test_what_a_release_tells_of_so_many_writers(k, times, less, told):
    """T47: at k - 1 nothing, from k on pooled figures, from 2 k on medians and shares, from 4 k on quartiles."""
    found = figures(times * k - less, k)
    if told is None:
        assert found is None
    else:
        keys = {key for key, figure in found.items() if figure.value is not None}
        # A median time needs k that read the same besides, so it may be withheld from 2 k on.
        assert keys - {"gap"} == told - {"gap"}
        assert "gap" not in keys - told
        expected = Mark.SHOWN if times * k - less >= 4 * k else Mark.CARE
        assert {figure.mark for figure in found.values() if figure.value is not None} == {expected}


@pytest.mark.parametrize(("count", "is_told"), [(9, False), (10, True)])
def test_a_median_needs_ten_writers_at_five(count, is_told):
    """E11: median at n = 9 no, at n = 10 yes."""
    assert (figures(count, 5)["median"].value is not None) is is_told


@pytest.mark.parametrize(("count", "is_told"), [(19, False), (20, True)])
def test_quartiles_need_twenty_writers_at_five(count, is_told):
    """E11: quartiles at n = 19 no, at n = 20 yes."""
    found = figures(count, 5)
    assert {found[key].value is not None for key in ("lower", "upper")} == {is_told}


@pytest.mark.parametrize(
    ("cut", "told"), [(12, Vague.MOST), (9, Vague.MOST), (6, Fraction(1, 2)), (7, Fraction(3, 5))]
)
def test_a_share_of_twelve_writers_never_tells_of_all_of_them(cut, told):
    """E12, k = 5, band 10-19."""
    twelve = [writer(worked(pay=2000 + 10 * number), is_cut=number < cut) for number in range(12)]
    row = row_of(build(twelve, [plan("whole", columns=[CUT])], frame()), "whole")
    assert row.figures["cut"].value == told
    assert str(row.writers) == "10-19"


def few_somewhere(seed):
    """Every platform has every kind of work; two of these are of three writers."""
    few = {("scribe", "writing"), ("quill", "ranking")}
    return [
        one
        for name, kind in product(PLATFORMS, KINDS)
        for one in alike(3 if (name, kind) in few else 12, platform=name, kind=kind, pay=2000 + 100 * seed)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_solver_without_secondary_cells_releases_nothing(monkeypatch, seed):
    """T48."""
    solve = withstanding.protect

    def sabotaged(*given, **named):
        found = solve(*given, **named)
        assert found.hidden > found.primary
        return type(found)(hidden=found.primary, primary=found.primary)

    monkeypatch.setattr(withstanding, "protect", sabotaged)
    with pytest.raises(NotReleasable, match="cannot be released"):
        build(few_somewhere(seed), PROGRAMME, frame(rules=Rules(k=10)))


def test_a_solver_that_forgets_one_cell_releases_nothing(monkeypatch):
    """T48, each hidden cell in turn that breaks a rule."""
    solve = withstanding.protect
    writers = few_somewhere(0)
    found = {}

    def kept(*given, **named):
        found["pattern"] = solve(*given, **named)
        return found["pattern"]

    monkeypatch.setattr(withstanding, "protect", kept)
    build(writers, PROGRAMME, frame())
    pattern = found["pattern"]
    assert pattern.primary
    for cell in pattern.primary:
        forgetful = type(pattern)(pattern.hidden - {cell}, pattern.primary)
        monkeypatch.setattr(withstanding, "protect", lambda *_, one=forgetful, **named: one)
        with pytest.raises(NotReleasable):
            build(writers, PROGRAMME, frame())


def test_what_one_writer_earned_moves_no_figure_of_a_hidden_cell():
    """A release says the same of a lone writer's cell whatever she earned, and her amount is nowhere in the bytes."""
    scribes = [*alike(40, platform="scribe"), *alike(40, kind="writing")]

    def told(pay):
        lone = writer(worked("scribe", "writing", pay=pay))
        release = build([*alike(40), *alike(40, platform="quill"), *scribes, lone], PROGRAMME, frame())
        return [
            (row.values, row.figures, row.mark)
            for table in release.tables
            for row in table.rows
            if (row.values.get("platform"), row.values.get("kind")) == ("scribe", "writing")
        ], encoded(release)

    (low, _), (high, stored) = told(2111), told(9777)
    assert low == high != []
    assert b"9777" not in stored
    assert b"97.77" not in stored


def silent_here_and_there(seed):
    """Writers of whom many say nothing of their unpaid time, or only at some places."""
    chance = np.random.default_rng([61, seed])
    for one in composed_writers(seed, 70):
        answers = dict(one.answers)
        for question in ("unpaid", "cut"):
            answers[question] = {
                place: answer for place, answer in one.answers[question].items() if chance.integers(0, 3)
            }
        yield replace(one, answers=answers)


@pytest.mark.parametrize("seed", range(4))
def test_no_figure_is_the_rest_of_the_others(seed):
    """Of a total and its parts, never is exactly one withheld, whatever writers leave out."""
    table = plan("by_kind", "platform", "kind", columns=[UNPAID, CUT])
    release = build(list(silent_here_and_there(seed)), [table], frame())
    rows = {tuple(row.values.values()): row for row in release.tables[0].rows}
    firsts, seconds = (sorted({values[at] for values in rows}) for at in (0, 1))
    lines = [[(one, other) for other in seconds] for one in firsts]
    lines += [[(one, other) for one in firsts] for other in seconds]
    lonely = 0
    for line in lines:
        for column in release.tables[0].columns:
            marks = [rows[values].figures[column.key].mark for values in line]
            lonely += marks.count(Mark.WITHHELD) == 1
    assert any(figure.mark is Mark.WITHHELD for row in rows.values() for figure in row.figures.values())
    assert lonely == 0
