"""What a platform could find in its own books is not told: the search decides over figures, cells and empty ones."""

from fractions import Fraction

import pytest

from reports.cohorts import Measure
from reports.disclosure import Figure, What
from reports.disclosure.books import MOST_PAY, MOST_SECONDS
from reports.disclosure.computable import PROMISES
from reports.money import MAXIMUM_MINOR
from reports.programme import How, Unit
from reports.release import Mark, build
from reports.release import books as release_books
from reports.release.believable import with_believed_amounts
from reports.release.cells import protected
from reports.release.figures import WITHHELD
from tests.reports.released_cohorts import (
    alike,
    bare,
    column,
    composed_writers,
    frame,
    plan,
    promised,
    row_of,
    worked,
    writer,
)

PAID = column("paid", "paid_time_rate", How.POOLED, known=True)
MIDDLE = column("middle", "paid_time_rate", How.MEDIAN, known=True)
PROMISE = column("promise", "advertised_rate", How.POOLED, known=True)
MIDDLE_PROMISE = column("middle_promise", "advertised_rate", How.MEDIAN, known=True)
FIRST_PROMISE = column("first_promise", "advertised_rate", How.LOWER_QUARTILE, known=True)
FIRST = column("first", "paid_time_rate", How.LOWER_QUARTILE, known=True)
RATE = column("rate", "rate", How.POOLED)
COLUMNS = (PAID, MIDDLE, FIRST, RATE, PROMISE, MIDDLE_PROMISE, FIRST_PROMISE)
TABLES = (plan("whole", columns=COLUMNS), plan("by_kind", "platform", "kind", columns=COLUMNS))


def crowds():
    """Annex has two kinds of work and quill one."""
    return [
        *alike(24, kind="rating"),
        *alike(24, kind="ranking"),
        *alike(24, platform="quill", kind="rating"),
        *alike(24, platform="quill", kind="rating", pay=3000),
    ]


@pytest.fixture
def asked(monkeypatch):
    """What the search was asked, by platform; what is put into `without` it does not let stand."""
    search = release_books.chosen
    seen = {"without": {}}

    def chosen(books, figures, *, k, periods, seed, is_over):
        seen.update(books=books, figures=figures, k=k, periods=periods, seed=seed)
        kept = search(books, figures, k=k, periods=periods, seed=seed, is_over=is_over)
        left_out = seen["without"]
        return {
            name: tuple(one for one in figures[name] if one not in left_out.get(name, ())) for name in kept
        }

    monkeypatch.setattr(release_books, "chosen", chosen)
    return seen


def test_the_search_is_asked_for_marks_and_for_what_the_books_answer(asked):
    build(crowds(), TABLES, frame())
    kinds = ("ranking", "rating")
    assert set(asked["figures"]["annex"]) == {
        *(Figure(What.EMPTY, kind) for kind in (None, *kinds)),
        *(
            Figure(what, kind)
            for kind in (None, *kinds)
            for what in (What.CELL, What.RATE, What.MEDIAN, What.FIRST)
        ),
    }
    assert Figure(What.CELL, "ranking") not in asked["figures"]["quill"]
    assert Figure(What.EMPTY, "ranking") in asked["figures"]["quill"]
    assert (asked["k"], asked["seed"]) == (5, 7)


def test_figures_are_asked_for_where_there_are_writers_enough(asked):
    build([*alike(9), *alike(19, platform="quill"), *alike(20, platform="scribe")], TABLES, frame())
    whats = {
        name: {one.what for one in figures if one.kind is None and one.tells_amounts}
        for name, figures in asked["figures"].items()
    }
    assert whats == {
        "annex": {What.RATE},
        "quill": {What.RATE, What.MEDIAN},
        "scribe": {What.RATE, What.MEDIAN, What.FIRST},
    }


def test_books_have_the_pay_and_the_paid_seconds_of_each_writer_by_kind(asked):
    build(crowds(), TABLES, frame())
    annex = asked["books"]["annex"]
    assert (annex.kinds, annex.major, len(annex)) == (("ranking", "rating"), 100, 48)
    assert sorted(annex.pay.tolist()) == sorted(
        [[0, 2000 + 10 * number] for number in range(24)] + [[2000 + 10 * number, 0] for number in range(24)]
    )
    assert annex.seconds.sum() == 48 * 3600


def test_books_have_what_was_promised_for_the_paid_seconds_and_the_search_is_asked_for_it(asked):
    annex = [promised(one, Fraction(30)) for one in alike(24, kind="rating")]
    build([*annex[:12], *alike(24, kind="ranking"), *annex[12:]], TABLES, frame())
    books = asked["books"]["annex"]
    assert sorted(books.promised.pay.tolist()) == [[0, 0]] * 24 + [[0, 3000]] * 24
    assert sorted(books.promised.seconds.tolist()) == [[0, 0]] * 24 + [[0, 3600]] * 24
    assert ((books.promised.pay > 0) <= (books.pay > 0)).all()
    of_promises = {(one.what, one.kind) for one in asked["figures"]["annex"] if one.what in PROMISES}
    assert of_promises == {
        (what, kind)
        for kind in (None, "rating")
        for what in (What.PROMISED, What.PROMISED_MEDIAN, What.PROMISED_FIRST)
    }


@pytest.mark.parametrize(
    ("count", "whats"),
    [(4, set()), (5, {What.PROMISED}), (10, {What.PROMISED, What.PROMISED_MEDIAN})],
)
def test_a_promise_is_asked_for_where_enough_were_promised_one(asked, count, whats):
    some = [promised(one, Fraction(30)) for one in alike(count)]
    build([*some, *alike(24)], TABLES, frame())
    assert {one.what for one in asked["figures"]["annex"] if one.what in PROMISES and not one.kind} == whats


def test_a_promise_that_the_search_drops_is_withheld(asked):
    writers = [promised(one, Fraction(30)) for one in alike(24)]
    figures = row_of(build(writers, TABLES, frame()), "by_kind", platform="annex").figures
    assert figures["promise"].value == 30
    asked["without"] = {"annex": [Figure(What.PROMISED)]}
    figures = row_of(build(writers, TABLES, frame()), "by_kind", platform="annex").figures
    assert figures["promise"] == WITHHELD
    assert figures["paid"].value is not None


@pytest.mark.parametrize("much", [{"pay": 3 * 10**11}, {"seconds": 80_000 * 3600}, {"pay": MAXIMUM_MINOR}])
def test_one_writer_with_more_than_anybody_has_hides_her_cell_and_stops_no_release(asked, much):
    writers = [*alike(60), *alike(60, platform="quill"), promised(writer(worked(**much)), Fraction(10**12))]
    release = build(writers, TABLES, frame())
    books = asked["books"]["annex"]
    assert (books.pay.max(), books.seconds.max()) <= (MOST_PAY, MOST_SECONDS)
    assert books.promised.pay.max() == MOST_PAY
    assert len(books) == 61
    row = row_of(release, "by_kind", platform="annex", kind="rating")
    assert row.mark is Mark.WITHHELD or row.figures["paid"] == row.figures["promise"] == WITHHELD


@pytest.mark.parametrize("pay", [2 * 10**14, 10**15, 10**17])
@pytest.mark.parametrize("seed", range(2))
def test_no_amount_that_can_be_logged_stops_a_release(seed, pay):
    rich = writer(worked(pay=pay, seconds=3600))
    release = build([*composed_writers(seed, 40), rich], TABLES, frame())
    assert any(row.mark is not Mark.WITHHELD for row in release.tables[1].rows)


def test_paid_hours_stay_a_part_of_all_hours_when_both_are_brought_down():
    place = {"kind": "rating"}
    rich = writer(
        worked(seconds=3 * MOST_SECONDS, paid_hours=2 * MOST_SECONDS, **place), worked(seconds=MOST_SECONDS)
    )
    one, other = with_believed_amounts(rich).contributions
    assert one.amounts[Measure.HOURS] == 3 * MOST_SECONDS // 4
    assert one.amounts[Measure.PAID_HOURS] == MOST_SECONDS // 2
    assert other.amounts[Measure.HOURS] == MOST_SECONDS // 4
    usual = writer(worked())
    assert with_believed_amounts(usual) is usual


def test_amounts_beyond_belief_are_brought_down_in_proportion(asked):
    rich = writer(worked(kind="ranking", pay=MOST_PAY), worked(kind="rating", pay=3 * MOST_PAY))
    build([*crowds(), rich], TABLES, frame())
    assert [MOST_PAY // 4, 3 * MOST_PAY // 4] in asked["books"]["annex"].pay.tolist()


def test_without_tables_by_kind_a_platform_has_one_book(asked):
    build(crowds(), [plan("platform", "platform", columns=COLUMNS)], frame())
    assert (asked["books"]["annex"].kinds, asked["books"]["annex"].pay.shape) == (("",), (48, 1))


def test_a_figure_that_the_search_drops_is_withheld_and_others_stay(asked):
    asked["without"] = {"annex": [Figure(What.RATE, "rating"), Figure(What.FIRST)]}
    release = build(crowds(), TABLES, frame())
    rating = row_of(release, "by_kind", platform="annex", kind="rating").figures
    assert rating["paid"] == WITHHELD
    assert rating["rate"].value == rating["middle"].value == 21
    assert row_of(release, "by_kind", platform="annex").figures["first"] == WITHHELD
    assert row_of(release, "by_kind", platform="quill").figures["first"].value is not None
    assert release.protection.columns_dropped == 2


def test_a_cell_that_the_search_drops_is_hidden_and_protected_like_one_that_breaks_a_rule(asked):
    asked["without"] = {"annex": [Figure(What.CELL, "rating")]}
    cells = protected(crowds(), TABLES, frame())
    place = (("kind", "rating"), ("platform", "annex"))
    assert place in cells.hidden
    assert cells.cohort.cells.index(place) in cells.pattern.primary
    # Alone in its row or column it would be the margin less the others.
    assert len(cells.hidden) >= 3
    row = row_of(build(crowds(), TABLES, frame()), "by_kind", platform="annex", kind="rating")
    assert (row.mark, row.writers) == (Mark.WITHHELD, None)


def test_an_empty_cell_looks_hidden_whether_or_not_the_search_lets_it_be_told(asked):
    empty = {"platform": "quill", "kind": "ranking"}
    released = build(crowds(), TABLES, frame())
    asked["without"] = {"quill": [Figure(What.EMPTY, "ranking")]}
    assert build(crowds(), TABLES, frame()) == released
    row = row_of(released, "by_kind", **empty)
    assert (row.mark, row.writers) == (Mark.WITHHELD, None)
    assert set(row.figures.values()) == {WITHHELD}


def test_places_that_are_one_platforms_without_saying_so_follow_its_books(asked):
    """Only annex has ranking, so the row of ranking is its own; what is paid by the unit is, too, and no book says so."""
    asked["without"] = {"annex": [Figure(What.MEDIAN, "ranking")]}
    writers = [*crowds(), *alike(24, kind="ranking", pay_model="per_unit")]
    tables = (*TABLES, plan("kind", "kind", columns=COLUMNS), plan("pay_model", "pay_model", columns=COLUMNS))
    release = build(writers, tables, frame())
    ranking = row_of(release, "kind", kind="ranking").figures
    assert ranking["middle"] == WITHHELD
    assert ranking["paid"].value is not None
    by_unit = row_of(release, "pay_model", pay_model="per_unit").figures
    assert by_unit["paid"] == by_unit["middle"] == WITHHELD
    assert by_unit["rate"].value is not None
    assert row_of(release, "kind", kind="rating").figures["middle"].value is not None


def test_kinds_are_not_looked_through_where_no_table_has_them_by_platform(asked):
    tables = (plan("platform", "platform", columns=COLUMNS), plan("kind", "kind", columns=COLUMNS))
    release = build(crowds(), tables, frame())
    assert row_of(release, "kind", kind="ranking").figures["paid"] == WITHHELD
    assert row_of(release, "kind", kind="rating").figures["paid"].value is not None


def test_the_pay_of_a_campaign_of_one_platform_is_its_own(asked):
    pay = column("pay", "pay", How.SUM, Unit.MONEY, known=True)
    whole = [plan("whole", columns=[pay, RATE])]
    assert row_of(build(alike(24), whole, frame()), "whole").figures["pay"].value == 1000
    asked["without"] = {"annex": [Figure(What.PAY)]}
    assert "pay" not in row_of(build(alike(24), whole, frame()), "whole").figures


def test_where_nobody_tells_of_paid_hours_nothing_is_looked_through(asked):
    silent = [type(one)(one.contributions, {"rate": one.answers["rate"]}, {}) for one in crowds()]
    cells = protected(silent, bare(("platform", "kind")), frame())
    assert asked["books"] == {}
    assert cells.choice.hidden == cells.choice.figures == frozenset()


@pytest.mark.parametrize("seed", range(4))
def test_a_release_tells_nothing_that_the_search_does_not_let_stand(seed):
    writers = composed_writers(seed, 40)
    cells = protected(writers, TABLES, frame())
    assert cells.choice.hidden <= cells.hidden
    release = build(writers, TABLES, frame())
    for row in release.tables[1].rows:
        place = tuple(sorted(pair for pair in row.values.items() if pair[1] != "Total"))
        for one in (PAID, MIDDLE, FIRST):
            figure = row.figures.get(one.key, WITHHELD)
            if "platform" in dict(place) and figure.value is not None:
                assert (place, one.question, one.how) in cells.choice.figures
                assert figure.low is None
