"""The input contract: what a ledger takes, in which order it keeps it, and the sentence that refuses the rest."""

from datetime import UTC, date, datetime

import pytest

from reports.frames import ORDER, REFERENCES, SCHEMAS, FrameError, ledger, ledger_from_columns

DAY = date(2026, 3, 2)
TASK = {"id": "t", "worked_on": DAY, "is_paid": True, "outcome": "pending"}
PAYMENT = {"id": "y", "kind": "bonus", "earned_on": DAY, "amount_minor": 1, "currency": "USD"}


def columns_of(rows):
    """The same rows as whole columns, with every column of the contract."""
    return {
        noun: {name: [row.get(name) for row in listed] for name in SCHEMAS[noun]}
        for noun, listed in rows.items()
    }


def both_ways(rows, **more):
    made, read = ledger(rows, **more), ledger_from_columns(columns_of(rows), **more)
    assert made == read
    return made


def test_a_ledger_without_rows_has_every_noun_and_says_what_it_is_in():
    empty = both_ways({}, currency="EUR", zone="Europe/Madrid", unverified_allowed=True)
    assert [empty.rows(noun) for noun in SCHEMAS] == [[]] * len(SCHEMAS)
    assert (empty.currency, empty.zone, empty.unverified_allowed) == ("EUR", "Europe/Madrid", True)


def test_a_ledger_is_in_dollars_and_in_los_angeles_unless_told():
    plain = both_ways({})
    assert (plain.currency, plain.zone, plain.unverified_allowed) == (
        "USD",
        "America/Los_Angeles",
        False,
    )


def test_what_is_absent_is_none_and_never_zero():
    (task,) = both_ways({"tasks": [TASK]}).rows("tasks")
    assert tuple(task) == tuple(SCHEMAS["tasks"])
    assert {name: value for name, value in task.items() if value is not None} == TASK


def test_a_ledger_of_every_noun_is_the_same_by_rows_and_by_columns(filled_ledger):
    made = both_ways(filled_ledger)
    assert all(made.rows(noun) for noun in SCHEMAS)


def test_a_frame_has_the_columns_of_its_noun_and_keeps_none():
    made = ledger({"tasks": [TASK, {**TASK, "id": "u", "kind": "rating"}]})
    assert list(made["tasks"].columns) == list(SCHEMAS["tasks"])
    assert made["tasks"]["kind"].tolist() == [None, "rating"]
    assert made["tasks"] is made["tasks"]
    assert made["payments"].empty


@pytest.mark.parametrize("noun", sorted(ORDER))
def test_rows_stand_in_the_order_of_their_day_and_then_of_their_id(noun):
    days = {"c": DAY, "a": date(2026, 3, 3), "b": DAY}
    required = {
        name: {"text": "x", "day": DAY, "minor": 1, "yes_no": True, "id": "z"}[column.kind]
        if not column.choices
        else column.choices[0]
        for name, column in SCHEMAS[noun].items()
        if column.required
    }
    needed = {"contracts": [{"id": "z", "platform_id": "p", "name": "n", "state": "active"}], "platforms": [{"id": "p", "name": "P"}]}  # fmt: skip
    rows = [{**required, "id": id_, ORDER[noun]: on} for id_, on in days.items()]
    made = both_ways({**needed, noun: rows})
    assert [row["id"] for row in made.rows(noun)] == ["b", "c", "a"]


def test_rows_without_a_day_stand_in_the_order_of_their_id():
    made = both_ways({"platforms": [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]})
    assert [row["id"] for row in made.rows("platforms")] == ["a", "b"]


def test_a_ledger_does_not_change_the_rows_it_was_made_from():
    rows = [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]
    ledger({"platforms": rows})
    assert rows == [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"songs": []}, "A ledger has no “songs”."),
        ({"tasks": [TASK, TASK]}, "tasks, row 2 (id 't'): the id stands twice."),
        ({"tasks": [{**TASK, "mood": 1, "amood": 1}]}, "tasks, row 1 (id 't'): there is no column “amood”."),
        ({"tasks": [{**TASK, "worked_on": None}]}, "tasks, row 1 (id 't'): “worked_on” is missing."),
        ({"tasks": [{"worked_on": DAY}]}, "tasks, row 1 (id None): “id” is missing."),
        ({"tasks": [{**TASK, "worked_on": "today"}]}, "“worked_on” is 'today', which is no day."),
        ({"tasks": [{**TASK, "worked_on": datetime(2026, 3, 2, tzinfo=UTC)}]}, "which is no day."),
        ({"tasks": [{**TASK, "seconds": True}]}, "“seconds” is True, which is no seconds."),
        ({"tasks": [{**TASK, "seconds": 1.5}]}, "“seconds” is 1.5, which is no seconds."),
        ({"tasks": [{**TASK, "seconds": -1}]}, "tasks, row 1 (id 't'): “seconds” is negative."),
        ({"tasks": [{**TASK, "is_paid": 1}]}, "“is_paid” is 1, which is no yes_no."),
        ({"tasks": [{**TASK, "units": "3"}]}, "“units” is '3', which is no integer."),
        ({"tasks": [{**TASK, "started_at": DAY}]}, "which is no instant."),
        ({"tasks": [{**TASK, "started_at": datetime(2026, 3, 2)}]}, "tasks, row 1 (id 't'): “started_at” has no time zone."),  # noqa: DTZ001
        ({"tasks": [{**TASK, "outcome": "lost"}]}, "“outcome” is 'lost'; it can be pending, approved, rejected, expired, returned."),
        ({"tasks": [{**TASK, "contract_id": "gone"}]}, "tasks, row 1: “contract_id” names no row of contracts: 'gone'."),
        ({"payments": [PAYMENT, {**PAYMENT, "id": "z", "task_id": "gone"}]}, "payments, row 2: “task_id” names no row of tasks: 'gone'."),
    ],
)  # fmt: skip
def test_what_breaks_the_contract_is_refused_with_a_sentence(rows, sentence):
    with pytest.raises(FrameError) as refused:
        ledger(rows)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "broken",
    [
        {"outcome": ["lost"]},
        {"outcome": [None]},
        {"worked_on": [datetime(2026, 3, 2, tzinfo=UTC)]},
        {"seconds": [-1]},
        {"seconds": [True]},
        {"started_at": [datetime(2026, 3, 2)]},  # noqa: DTZ001
        {"contract_id": ["gone"]},
        {"mood": ["blue"]},
    ],
)
def test_columns_are_refused_for_the_same_reasons(broken):
    with pytest.raises(FrameError):
        ledger_from_columns({"tasks": {**columns_of({"tasks": [TASK]})["tasks"], **broken}})


def test_columns_that_lack_optional_ones_are_read_row_by_row():
    made = ledger_from_columns({"tasks": {name: [value] for name, value in TASK.items()}})
    assert made == ledger({"tasks": [TASK]})


def test_columns_out_of_order_or_with_an_id_twice_are_looked_at_row_by_row():
    tasks = [{**TASK, "id": "b"}, {**TASK, "id": "a"}]
    assert ledger_from_columns(columns_of({"tasks": tasks})) == ledger({"tasks": tasks})
    with pytest.raises(FrameError, match="stands twice"):
        ledger_from_columns(columns_of({"tasks": [TASK, TASK]}))


def test_columns_of_different_length_are_no_ledger():
    with pytest.raises(ValueError):
        ledger_from_columns({"check_ins": {"id": ["a", "b"], "checked_on": [DAY]}})


def test_columns_of_numbers_may_have_holes():
    rows = {
        "tasks": [
            {**TASK, "id": "a", "seconds": 0, "started_at": datetime(2026, 3, 2, tzinfo=UTC)},
            {**TASK, "id": "b"},
        ]
    }
    assert [row["seconds"] for row in both_ways(rows).rows("tasks")] == [0, None]


def test_every_reference_points_at_a_noun_from_a_column_of_its_own():
    for (noun, column), target in REFERENCES.items():
        assert column in SCHEMAS[noun]
        assert target in SCHEMAS
    assert all(ORDER[noun] in SCHEMAS[noun] for noun in ORDER)
