"""What writers know who attack, what they can ask with any prospect, and what they learn, by the letter."""

from fractions import Fraction

import pytest

from reports.audit import EXACT, Demands, Interval, Kind, Published, insider, open_cells
from reports.audit.insider import Insiders, Question, _groups
from reports.audit.pretence import Pretences
from reports.audit.published import hidden_sums, known
from reports.audit.system import adding_up, systems
from reports.cohorts import Contribution, Layout, Measure, cohort
from tests.reports.audited_tables import cells, crowd, found, grid
from tests.reports.composed_cohorts import table

#: Ann and Bob share A X; the others are alone.
ANN, BOB, CEM, DEE, EVA = range(5)
MADE = table({"A": {"X": [20, 10], "Y": 30}, "B": {"X": 40, "Y": 25}})
FOUR = cells(MADE, "AX AY BX BY")
AX, AY, BX, BY = range(4)
TEN, ANYBODY = Demands(k=5, p=10), Demands(k=1, p=10)


def insiders(made=MADE, hidden=FOUR, groups=(), shown=None):
    sums = made.sums[0]
    outside = known(sums.values, hidden_sums(sums.cells, hidden), shown)
    (system,) = systems(adding_up(sums.equations), outside, is_whole=False)
    held, present = (matrix.tocsr()[system.numbers].toarray() for matrix in (sums.holdings, made.present))
    return Insiders(Pretences(system), held, present, groups)


def ends(askers, **more):
    """How far each of the sums that are not known may be below and above the truth."""
    seen = insiders(**more).known(askers)
    return seen.down.tolist(), seen.up.tolist()


def test_who_is_in_a_cell_knows_that_it_holds_no_less_than_what_is_hers():
    public = insiders().found.system.known
    assert public.down.tolist() == [30, 30, 40, 25]
    assert ends((ANN,)) == ([10, 30, 40, 25], public.up.tolist())
    assert ends((BOB,)) == ([20, 30, 40, 25], public.up.tolist())


def test_who_is_a_cell_alone_or_together_knows_it():
    up = insiders().found.system.known.up.tolist()
    assert ends((CEM,)) == ([30, 0, 40, 25], [up[AX], 0, up[BX], up[BY]])
    assert ends((ANN, BOB)) == ([0, 30, 40, 25], [0, *up[AY:]])
    assert ends((ANN, CEM)) == ([10, 0, 40, 25], [up[AX], 0, *up[BX:]])


def test_of_an_empty_cell_nobody_knows_that_it_is():
    made = table({"A": {"X": [20, 10], "Y": 0}, "B": {"X": 40, "Y": 25}})
    (empty,) = cells(made, "AY")
    more = {"made": made, "hidden": cells(made, "AX AY BX BY")}
    at = insiders(**more).found.system.numbers.tolist().index(empty)
    down, up = ends((ANN,), **more)
    assert down[at] == 0
    assert up[at] > 0


def test_a_rounded_sum_is_known_no_less_well_to_those_who_have_part_of_it():
    values = MADE.sums[0].values
    shown = Interval(values - 15, values + 15)
    sums = insiders(shown=shown)
    numbers = sums.found.system.numbers.tolist()
    total, row = (numbers.index(next(iter(cells(MADE, name)))) for name in ("..", "A."))
    assert sums.known((CEM,)).down[[total, row]].tolist() == [15, 15]
    assert sums.known((ANN, CEM)).down[[total, row]].tolist() == [15, 10]


def asked(at, demands=TEN, *, is_sensitive=True, **more):
    return [
        (one.askers, one.other, one.need)
        for one in insiders(**more).questions(at, demands, is_sensitive=is_sensitive)
    ]


def test_who_can_ask_is_asked_in_the_order_of_what_she_knows():
    # Bob about the 20 of Ann: 10 + 22 - 30 = 2. Ann about the 10 of Bob: 20 + 11 - 30 = 1.
    assert asked(AX) == [((BOB,), 20, 2), ((ANN,), 10, 1)]
    # Everybody but Cem about her 30.
    assert asked(AY) == [((who,), 30, 3) for who in (ANN, BOB, DEE, EVA)]


def test_a_question_without_prospect_is_not_asked():
    made = table({"A": {"X": [20, 20, 2], "Y": 30}, "B": {"X": 40, "Y": 25}})
    more = {"made": made, "hidden": cells(made, "AX AY BX BY")}
    assert asked(AX, **more) == [], "20 + 22 is no more than 42"
    assert [need for _, _, need in asked(AX, Demands(k=5, p=11), **more)] == [Fraction(1, 5)] * 2


def test_who_has_a_single_cent_of_a_cell_asks_as_well():
    made = table({"A": {"X": [20, 1], "Y": 30}, "B": {"X": 40, "Y": 25}})
    assert asked(AX, made=made) == [
        ((BOB,), 20, 2),
        *(((who,), 20, 1) for who in (CEM, DEE, EVA)),
        ((ANN,), 1, Fraction(1, 10)),
    ]
    without = {"made": made, "hidden": cells(made, "AX A.")}
    assert asked(0, **without)[0] == ((BOB,), 20, 2)


def test_who_is_alone_in_a_cell_without_pay_knows_that_none_is_there():
    # As in a ring of six hidden cells: A X and B Y can only go up together.
    amounts = {"AX": 20, "AY": 500, "BZ": 500, "CZ": 500, "CX": 500}
    layout = Layout("table", {"row": tuple("ABC"), "column": tuple("XYZ")})
    places = ["AX", "BY", *(name for name in amounts if name != "AX" for _ in range(10))]
    made = [
        Contribution(
            who,
            {"row": name[0], "column": name[1]},
            {Measure.HOURS: 60} if name == "BY" else {Measure.PAY: amounts[name] // (1 if who == 0 else 10)},
        )
        for who, name in enumerate(places)
    ]
    ring = cohort([layout], {"table": made}, len(made))
    (told,) = [
        one for one in insider(ring, cells(ring, "AX AY BY BZ CZ CX"), ANYBODY) if one.measure is Measure.PAY
    ]
    assert (told.place, told.high, told.needed) == ((("column", "X"), ("row", "A")), 20, 22)


def test_groups_ask_about_what_may_not_be_shown_and_about_nothing_else():
    groups = [(ANN, BOB)]
    assert ((ANN, BOB), 30, 3) in asked(AY, groups=groups)
    assert ((ANN, BOB), 30, 3) not in asked(AY, groups=groups, is_sensitive=False)
    assert all(who != (ANN, BOB) for who, _, _ in asked(AX, groups=groups)), "nobody else is there"


def test_three_ask_about_the_fourth():
    made = table({"A": {"X": [40, 30, 25, 20], "Y": 30}, "B": {"X": 40, "Y": 25}})
    more = {"made": made, "hidden": cells(made, "AX AY BX BY"), "groups": [(0, 1, 2)]}
    assert ((0, 1, 2), 20, 2) in asked(AX, **more)


def test_who_is_in_no_hidden_cell_asks_nothing():
    sums = insiders(hidden=cells(MADE, "AX AY A."), groups=[(DEE, EVA), (CEM, DEE)])
    told = sums.questions(0, TEN, is_sensitive=True)
    assert {who for one in told for who in one.askers} <= {ANN, BOB, CEM, DEE}
    assert (DEE, EVA) not in {one.askers for one in sums.questions(1, TEN, is_sensitive=True)}
    assert (CEM, DEE) in {one.askers for one in sums.questions(0, Demands(k=5, p=100), is_sensitive=True)}


@pytest.mark.parametrize(
    ("askers", "learned"),
    [
        ((ANN,), 40),  # the 10 of Bob, and the 30 of A Y that may be in A X as well
        ((BOB,), 50),
        ((CEM,), 30),  # her 30 are no part of A X
        ((ANN, BOB), 0),
        ((DEE,), 30),  # she knows B X, so that nothing moves
    ],
)
def test_what_they_learn_is_the_most_that_the_others_can_have(askers, learned):
    assert insiders().learned(Question(AX, askers, 1, Fraction(1))) == pytest.approx(learned)


@pytest.mark.parametrize(("need", "is_learned"), [(29, False), (30, False), (31, True), (59, True)])
def test_they_learn_too_much_where_no_more_seems_possible(need, is_learned):
    assert insiders().answers(Question(AX, (ANN,), 10, Fraction(need))) is is_learned


@pytest.mark.parametrize(("others", "told"), [(6, {"AX"}), (10, {"AX"}), (11, set())])
def test_what_stands_beside_a_writer_alone_must_be_a_tenth_of_hers_without_her_who_asks(others, told):
    made = table({"A": {"X": 100, "Y": [1] * others}, "B": {"X": crowd(500), "Y": crowd(500)}})
    assert found(insider(made, cells(made, "AX AY BX BY"), TEN), Kind.INSIDER) == told


def test_a_finding_says_what_she_can_think_and_what_she_ought_to():
    sales = grid("A X=20 Y=30\nB X=40 Y=25", alone=["AX", "AY"])
    told = [one for one in insider(sales, cells(sales, "AX AY BX BY"), ANYBODY) if one.measure is Measure.PAY]
    assert {(dict(one.place)["column"], one.low, one.high, one.needed) for one in told} == {
        ("X", 0, 20, 22),
        ("Y", 0, 30, 33),
    }


@pytest.mark.parametrize(("coalition", "groups"), [(None, [(0, 1)]), (2, [(0, 1)]), (3, [(0, 1), (1, 2, 3)])])
def test_a_group_is_a_whole_hidden_cell_of_two_or_of_as_many_as_are_feared(coalition, groups):
    places = {"X": (1, 0), "Y": (3, 2, 1), "Z": (0, 1), "V": (0, 4), "W": (2,)}
    made = [
        Contribution(who, {"column": column}, {Measure.PAY: 5})
        for column, writers in places.items()
        for who in writers
    ]
    numbers = cohort([Layout("table", {"column": tuple(places)})], {"table": made}, 5)
    hidden = frozenset(numbers.number(column=column) for column in "XYZW")
    assert _groups(numbers, hidden, Demands(k=5, p=10, coalition=coalition)) == groups


def test_a_cell_left_open_is_told_with_its_writers_and_how_many_there_ought_to_be():
    made = table({"A": {"X": [10] * 4, "Y": crowd(100)}, "B": {"X": crowd(100), "Y": crowd(100)}})
    (told,) = open_cells(made, frozenset(), TEN)
    assert (told.low, told.high, told.needed, told.measure) == (4, 4, 5, Measure.WRITERS)


def test_what_is_rounded_is_attacked_as_rounded_in_its_own_measure_only():
    made = grid("A X=200 Y=300\nB X=400 Y=250", alone=["AX", "AY"])
    hidden, pay = cells(made, "AX AY"), made.sums[0].values
    wide = Published({0: Interval(pay // 2, pay * 2)})
    for published, measures in ((EXACT, {Measure.PAY, Measure.WRITERS}), (wide, {Measure.WRITERS})):
        assert {one.measure for one in insider(made, hidden, TEN, published)} == measures


def test_of_a_cell_that_is_shown_rounded_nobody_asks():
    made = grid("A X=200 Y=300\nB X=400 Y=250", alone=["AX", "AY"])
    pay = made.sums[0].values
    nearly = Published({0: Interval(pay - pay // 20, pay + pay // 20)})
    assert found(insider(made, cells(made, "AX"), TEN, nearly), Kind.INSIDER) <= {"AX"}
