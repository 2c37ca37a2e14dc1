"""A figure that is withheld alone among parts and their total gets company."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.programme import How, Unit
from reports.release import Mark, ReleasedFigure
from reports.release.alone import none_alone
from reports.release.cells import Parts
from reports.release.figures import EMPTY, WITHHELD, Asked, Draft, Key

ASKED = Asked("question", How.POOLED, Unit.RATE)
TOLD = ReleasedFigure(Mark.SHOWN, Fraction(20))


def place(name):
    """`AX` is inner, `A.` a row's margin, `.X` a column's, `..` the whole."""
    pairs = (("row", name[0]), ("column", name[1]))
    return tuple(sorted(pair for pair in pairs if pair[1] != "."))


def drafts(text, asked=ASKED):
    """`AX=9 BX=c4 CX=-`: a figure of nine writers, one withheld of four, and one of nobody."""
    found = {}
    for cell in text.split():
        name, told = cell.split("=")
        figure = WITHHELD if told[0] == "c" else EMPTY if told == "-" else TOLD
        found[Key(place(name), asked)] = Draft(figure, int(told.strip("c-") or 0))
    return found


def lines(*texts):
    """`A. AX AY` is a total and its parts."""
    return [Parts(place(total), tuple(map(place, parts))) for total, *parts in map(str.split, texts)]


LINE = lines("A. AX AY AZ")


def withheld(text, these=LINE, asked=ASKED):
    given_ones = drafts(text, asked)
    found = none_alone(given_ones, these)
    assert list(found) == list(given_ones)
    names = [cell.split("=")[0] for cell in text.split()]
    return " ".join(name for name in names if found[Key(place(name), asked)].figure == WITHHELD)


def test_where_nothing_is_withheld_nothing_will_be():
    assert withheld("AX=9 AY=8 AZ=7 A.=24") == ""


def test_the_part_with_the_fewest_answers_keeps_a_lonely_one_company():
    assert withheld("AX=9 AY=8 AZ=c4 A.=21") == "AY AZ"


def test_two_that_are_withheld_need_nobody():
    assert withheld("AX=9 AY=c3 AZ=c4 A.=16") == "AY AZ"


def test_a_cell_of_nobody_is_no_company():
    assert withheld("AX=9 AY=- AZ=c4 A.=13") == "AX AZ"
    assert withheld("AX=- AY=- AZ=c4 A.=4") == "AZ A."


def test_a_total_that_is_withheld_alone_is_the_sum_of_its_parts():
    assert withheld("AX=9 AY=8 AZ=7 A.=c24") == "AZ A."


def test_company_in_one_line_may_be_alone_in_another():
    columns = lines(".X AX BX", ".Y AY BY", "A. AX AY", "B. BX BY", ".. A. B.", ".. .X .Y")
    text = "AX=c3 AY=6 A.=9 BX=7 BY=8 B.=15 .X=10 .Y=14 ..=24"
    assert withheld(text, columns) == "AX AY BX BY"


def test_a_line_that_no_table_shows_whole_tells_nothing():
    assert withheld("AX=9 AZ=c4 A.=13") == "AZ"


@pytest.mark.parametrize("how", [How.MEDIAN, How.LOWER_QUARTILE, How.MEDIAN_TIME])
def test_medians_of_parts_tell_next_to_nothing_of_another(how):
    assert withheld("AX=9 AY=8 AZ=c4 A.=21", asked=ASKED._replace(how=how)) == "AZ"


@given(st.lists(st.sampled_from(["-", "c3", "6", "7", "8"]), min_size=9, max_size=9))
def test_in_the_end_none_is_alone_and_nothing_withheld_is_told(marks):
    names = "AX AY A. BX BY B. .X .Y ..".split()
    grid = lines(".X AX BX", ".Y AY BY", "A. AX AY", "B. BX BY", ".. A. B.", ".. .X .Y")
    before = drafts(" ".join(f"{name}={mark}" for name, mark in zip(names, marks, strict=True)))
    after = none_alone(before, grid)
    for key, draft in before.items():
        assert draft.is_told or after[key] == draft
    for line in grid:
        figures = [after[Key(one, ASKED)].figure for one in (line.total, *line.parts)]
        filled = [figure for figure in figures if figure != EMPTY]
        assert filled.count(WITHHELD) != 1 or len(filled) == 1
