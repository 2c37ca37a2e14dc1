"""The figures on gaps and contracts down to the line: words, signs, units, rows, reasons and edge days."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from reports.gaps import Gap, GapReport, gap_causes, gap_figures, gap_report, gaps_of
from reports.periods import Period
from reports.spans import ContractSpan, contract_figures, contract_lengths, contract_spans
from tests.reports import factories as make
from tests.reports.sum_lines import lines

START = date(2026, 3, 1)


def day(number):
    return START + timedelta(days=number)


def off(first, last):
    return Period.through(day(first), day(last))


def figures_of_contracts(ledger, period, as_of):
    return contract_figures(ledger, contract_spans(ledger, as_of), period, as_of)


PERIOD = Period(day(0), day(31))
NOWHERE = {"contract_id": None, "platform_id": "platform"}


def facts(figure):
    """What every figure must carry."""
    return (figure.value, figure.unit, figure.reason, figure.provisional)


# Gaps in days


def test_a_start_day_with_work_is_seen():
    assert gap_report([day(5), day(14)], as_of=day(14), start=day(5)).spells[0] == Period(day(5), day(6))


def test_work_and_a_check_in_on_as_of_are_seen():
    report = gap_report([day(0), day(9)], as_of=day(9))
    assert (report.last_on, report.days_since_last_work) == (day(9), 0)
    assert gap_report([day(0)], as_of=day(40), contacts=[day(40)]).last_contact_on == day(40)


def test_a_report_says_for_which_day_and_threshold_it_was_made():
    for worked in ([], [day(0)]):
        report = gap_report(worked, as_of=day(9), threshold_days=14)
        assert (report.as_of, report.threshold_days) == (day(9), 14)
    assert gap_report([], as_of=day(9)) == GapReport(day(9), 7)


def test_the_days_since_work_are_none_without_work_and_count_from_the_last():
    assert gap_report([], as_of=day(9)).days_since_last_work is None
    assert gap_report([day(2), day(4)], as_of=day(9)).days_since_last_work == 5


def test_a_gap_runs_over_time_off_and_does_not_count_it():
    (gap,) = gap_report([day(0), day(21)], as_of=day(21), planned=[off(8, 10)]).gaps
    assert gap == Gap((Period(day(1), day(8)), Period(day(11), day(21))), is_open=False, ended=True)
    assert (gap.days, gap.length, gap.cause) == (Period(day(1), day(21)), 17, None)
    assert [gap.days_within(off(*days)) for days in ((0, 30), (7, 11), (8, 10), (20, 20), (21, 21))] == [17, 2, 0, 1, 0]  # fmt: skip


def test_the_gaps_that_touch_a_period_are_whole():
    report = gap_report([day(0), day(10), day(25)], as_of=day(25))
    first, second = report.gaps
    assert report.touching(off(0, 25)) == (first, second)
    assert report.touching(off(9, 10)) == (first,)
    assert report.touching(off(10, 10)) == ()
    assert report.touching(off(11, 11)) == (second,)


def test_thirty_silent_days_are_counted_from_the_day_after_the_last_contact():
    for checked, silent in ((day(10), False), (day(9), True)):
        report = gap_report([day(0)], as_of=day(39), contacts=[checked])
        assert report.is_silent is silent


# Gaps of a ledger


def two_gaps(**nouns):
    """Eight empty days, then ten, and four open ones that are no gap yet."""
    return make.ledger_of(
        tasks=[
            make.task(id="first", worked_on=day(0)),
            make.task(id="second", worked_on=day(9)),
            make.task(id="second, too", worked_on=day(9)),
            make.task(id="third", worked_on=day(20)),
        ],
        **nouns,
    )


def test_the_figures_of_two_gaps_line_by_line():
    found = gap_figures(gaps_of(two_gaps(), as_of=day(24)), PERIOD)
    assert {key: facts(figure) for key, figure in found.items()} == {
        "gap_count": (2, "count", None, False),
        "gap_days": (18, "days", None, False),
        "longest_gap": (10, "days", None, False),
        "median_gap": (8, "days", None, False),
        "share_of_gaps_over_30_days": (0, "share", None, False),
        "days_since_last_work": (4, "days", None, False),
    }
    added = [
        ("+", "No work from {first} to {last}", 8, "days", {"first": day(1), "last": day(8)}),
        ("+", "No work from {first} to {last}", 10, "days", {"first": day(10), "last": day(19)}),
    ]
    lasting = [
        ("", "Share of gaps that go on after day {days}", Fraction(1, 2), "share", {"days": 8}),
        ("", "Share of gaps that go on after day {days}", 0, "share", {"days": 10}),
    ]
    assert {key: lines(figure.steps) for key, figure in found.items()} == {
        "gap_count": added,
        "gap_days": added,
        "longest_gap": added,
        "median_gap": lasting,
        "share_of_gaps_over_30_days": lasting,
        "days_since_last_work": [],
    }
    edges = {"tasks": ("first", "second", "second, too", "third")}
    assert [found[key].rows for key in found if key != "days_since_last_work"] == [edges] * 5
    assert found["days_since_last_work"].rows == {"tasks": ("third",)}
    assert {figure.period for figure in found.values()} == {PERIOD}
    assert {figure.currency for figure in found.values()} == {None}


def test_an_open_gap_says_since_when():
    found = gap_figures(gaps_of(two_gaps(), as_of=day(29)), PERIOD)
    assert lines(found["gap_days"].steps)[-1] == (
        "+", "No work since {first}", 9, "days", {"first": day(21), "last": day(29)},
    )  # fmt: skip
    assert found["median_gap"].value == 10  # 2/3 after 8, still 2/3 after 9, 0 after 10


def test_a_gap_that_touches_the_period_by_a_day_counts_that_day_and_its_whole_length():
    report = gaps_of(two_gaps(), as_of=day(24))
    found = gap_figures(report, off(8, 10))
    assert [found[key].value for key in ("gap_count", "gap_days", "longest_gap")] == [2, 2, 10]
    assert [step.value for step in found["gap_days"].steps] == [1, 1]


@pytest.mark.parametrize(
    ("length", "value", "provisional"),
    [
        (29, 1, True),  # not watched for thirty days
        (30, 1, False),
        (31, 1, False),
    ],
)
def test_the_share_over_thirty_days_is_provisional_until_a_gap_was_watched_so_long(
    length, value, provisional
):
    check_ins = [make.check_in(checked_on=day(length))]
    ledger = make.ledger_of(tasks=[make.task(worked_on=day(0))], check_ins=check_ins)
    found = gap_figures(gaps_of(ledger, as_of=day(length)), PERIOD)["share_of_gaps_over_30_days"]
    assert facts(found) == (value, "share", None, provisional)


def test_a_gap_of_exactly_thirty_days_is_not_over_thirty():
    def share(length):
        report = gap_report([day(0), day(length + 1)], as_of=day(length + 1))
        return gap_figures(report, PERIOD)["share_of_gaps_over_30_days"].value

    assert [share(length) for length in (29, 30, 31)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("worked", "as_of", "reasons"),
    [
        ([], 5, ("no_hours",) * 6),
        ([0], 5, (None, None, "no_gaps", "no_gaps", "no_gaps", None)),
        ([0], 12, (None, None, None, "not_reached", None, None)),
        ([0], 40, (None, None, "no_gaps", "no_gaps", "no_gaps", "no_recent_log")),
    ],
)
def test_every_figure_without_a_value_says_why(worked, as_of, reasons):
    found = gap_figures(gap_report(map(day, worked), as_of=day(as_of)), PERIOD)
    assert tuple(figure.reason for figure in found.values()) == reasons
    assert [figure.unit for figure in found.values()] == ["count", "days", "days", "days", "share", "days"]
    assert all(figure.period == PERIOD for figure in found.values())


def test_without_work_there_are_no_rows():
    found = gap_figures(gap_report([], as_of=day(5)), PERIOD)
    assert {len(figure.rows) for figure in found.values()} == {0}
    plain = gap_figures(gap_report([day(0), day(9)], as_of=day(9)), PERIOD)  # days without a ledger
    assert {len(figure.rows) for figure in plain.values()} == {0}


def test_gaps_of_a_ledger_start_where_asked_and_hear_the_check_ins():
    ledger = two_gaps(check_ins=[make.check_in(checked_on=day(45))])
    report = gaps_of(ledger, as_of=day(60), start=day(9))
    assert [gap.length for gap in report.gaps] == [10, 40]
    assert (report.spells[0].start, report.last_contact_on) == (day(9), day(45))


def test_work_that_belongs_to_no_contract_counts_on_its_platform():
    ledger = make.ledger_of(tasks=[make.task(worked_on=day(0)), make.task(worked_on=day(9), **NOWHERE)])
    assert [gap.length for gap in gaps_of(ledger, as_of=day(9), platform_id="platform").gaps] == [8]
    assert gaps_of(ledger, as_of=day(9), platform_id="another").spells == ()


# Causes


def causes(*notes, as_of=24, **more):
    report = gaps_of(two_gaps(gap_notes=[make.gap_note(**note) for note in notes]), as_of=day(as_of), **more)
    return [gap.cause for gap in report.gaps]


def noted(first, last, cause="queue_empty", **more):
    ends_on = None if last is None else day(last)
    return {"starts_on": day(first), "ends_on": ends_on, "cause": cause, **more}


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ([noted(8, 8)], ["queue_empty", None]),  # its last empty day
        ([noted(9, 9)], [None, None]),  # a day of work
        ([noted(0, 30)], ["queue_empty", "queue_empty"]),
        ([noted(10, None)], [None, "queue_empty"]),  # open
        ([noted(1, 3), noted(4, 8, "deactivated")], ["deactivated", None]),  # most of its days
        ([noted(5, 8), noted(1, 4, "deactivated")], ["deactivated", None]),  # as many: the earlier one
        ([noted(1, 8, None)], [None, None]),
        ([noted(5, 1)], ["queue_empty", None]),  # typed the wrong way round: its first day
    ],
)
def test_the_cause_of_a_gap_is_the_one_noted_for_most_of_its_days(notes, found):
    assert causes(*notes) == found


def test_a_cause_noted_on_as_of_counts_and_one_noted_for_later_does_not():
    assert causes(noted(29, 29), as_of=29) == [None, None, "queue_empty"]
    assert causes(noted(30, 40), as_of=29) == [None, None, None]


def test_two_notes_of_one_day_are_told_apart_by_their_id():
    first, second = noted(1, 8, "deactivated", id="a"), noted(1, 8, id="b")
    assert causes(second, first)[0] == "deactivated"


def test_the_reason_for_time_off_is_no_cause_of_the_gap_around_it():
    assert causes(noted(11, 12, "my_choice", is_planned=True)) == [None, None]


def test_a_note_for_one_platform_says_nothing_of_another():
    platforms = [make.platform(id="platform"), make.platform(id="heron")]
    notes = [make.gap_note(**noted(1, 8, platform_id="heron")), make.gap_note(**noted(10, 19, "deactivated"))]
    ledger = two_gaps(platforms=platforms, gap_notes=notes)
    here = gaps_of(ledger, as_of=day(24), platform_id="platform")
    everywhere = gaps_of(ledger, as_of=day(24))
    assert [gap.cause for gap in here.gaps] == [None, "deactivated"]
    assert [gap.cause for gap in everywhere.gaps] == ["queue_empty", "deactivated"]


def test_causes_are_counted_the_most_frequent_first():
    gaps = [Gap((off(0, 7),), is_open=False, ended=True, cause=cause) for cause in ("a", None, "b", None)]
    assert list(gap_causes(gaps).items()) == [(None, 2), ("a", 1), ("b", 1)]


# Contracts


def test_contract_figures_line_by_line():
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="a", started_on=day(0), ended_on=day(9), state="ended_by_me"),
            make.contract(id="b", started_on=day(15), ended_on=day(20), state="ended_by_me"),
            make.contract(id="c", started_on=day(25)),
        ]
    )
    found = figures_of_contracts(ledger, PERIOD, day(30))
    assert {key: facts(figure) for key, figure in found.items()} == {
        "contract_count": (3, "count", None, False),
        "median_contract_length": (10, "days", None, False),  # 2/3 after 6 (open), 1/3 after 10
        "days_between_contracts": (9, "days", None, False),
    }
    between, lasting = "No contract from {first} to {last}", "Share of contracts that go on after day {days}"
    assert lines(found["contract_count"].steps) == []
    assert lines(found["median_contract_length"].steps) == [
        ("", lasting, Fraction(2, 3), "share", {"days": 6}),
        ("", lasting, 0, "share", {"days": 10}),
    ]
    assert lines(found["days_between_contracts"].steps) == [
        ("+", between, 5, "days", {"first": day(10), "last": day(14)}),
        ("+", between, 4, "days", {"first": day(21), "last": day(24)}),
    ]
    assert [figure.rows for figure in found.values()] == [{"contracts": ("a", "b", "c")}] * 3
    assert [figure.period for figure in found.values()] == [PERIOD] * 3


def test_contracts_outside_the_period_are_not_counted_and_days_between_are_cut_to_it():
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="a", started_on=day(0), ended_on=day(9)),
            make.contract(id="b", started_on=day(20)),
        ]
    )
    found = figures_of_contracts(ledger, off(10, 14), day(30))
    assert [figure.value for figure in found.values()] == [0, None, 5]
    assert found["median_contract_length"].reason == "no_contracts"
    assert found["contract_count"].rows == {"contracts": ()}


def test_open_contracts_alone_have_no_median_yet():
    ledger = make.ledger_of(contracts=[make.contract(id="a", started_on=day(0))])
    found = figures_of_contracts(ledger, PERIOD, day(30))["median_contract_length"]
    assert facts(found) == (None, "days", "not_reached", False)


def test_without_contracts_and_paid_time_nothing_is_known_of_the_days_between():
    found = figures_of_contracts(make.ledger_of(contracts=[]), PERIOD, day(30))
    assert [facts(figure) for figure in found.values()] == [
        (0, "count", None, False),
        (None, "days", "no_contracts", False),
        (None, "days", "no_contracts", False),
    ]
    paid = make.ledger_of(contracts=[], tasks=[make.task(worked_on=day(3), **NOWHERE)])
    assert figures_of_contracts(paid, PERIOD, day(30))["days_between_contracts"].value == 0


def test_paid_time_on_as_of_ends_the_days_between_and_later_paid_time_does_not():
    def idle(worked):
        ledger = make.ledger_of(
            contracts=[make.contract(id="a", started_on=day(0), ended_on=day(9))],
            tasks=[make.task(worked_on=day(worked), **NOWHERE)],
        )
        return figures_of_contracts(ledger, PERIOD, day(20))["days_between_contracts"].value

    assert [idle(worked) for worked in (20, 21)] == [10, 0]


def test_a_span_has_its_contract_and_its_platform():
    ledger = make.ledger_of(contracts=[make.contract(id="a", started_on=day(0), ended_on=day(9))])
    assert contract_spans(ledger, day(30)) == (ContractSpan("a", "platform", day(0), day(9)),)


@pytest.mark.parametrize(
    ("contract", "start", "end"),
    [
        ({"started_on": day(30)}, 30, None),  # starts on as_of
        ({"started_on": day(1), "ended_on": day(30)}, 1, 30),  # ends on as_of
        ({"started_on": day(1), "ended_on": day(31)}, 1, None),
        ({"state": "active"}, 30, None),  # its first work is on as_of
        ({"state": "ended_by_platform", "started_on": day(1)}, 1, 30),  # its last work is on as_of
        ({"state": "ended_by_me", "started_on": day(1)}, 1, 30),
        ({"state": "removed_without_reason", "started_on": day(1)}, 1, 30),
        ({"state": "paused", "started_on": day(1)}, 1, None),
        ({"state": "tested", "started_on": day(1)}, 1, None),  # a day she gave counts
    ],
)
def test_the_edge_days_of_a_contract(contract, start, end):
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", **contract)],
        tasks=[make.task(worked_on=day(30)), make.task(worked_on=day(31))],
    )
    (span,) = contract_spans(ledger, day(30))
    assert (span.start, span.end) == (day(start), None if end is None else day(end))


@pytest.mark.parametrize("state", ["applied", "tested"])
def test_work_before_a_contract_does_not_start_it(state):
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", state=state)], tasks=[make.unpaid(worked_on=day(3))]
    )
    assert contract_spans(ledger, day(30)) == ()


def test_a_contract_that_starts_after_as_of_is_no_span():
    ledger = make.ledger_of(contracts=[make.contract(id="a", started_on=day(31))])
    assert contract_spans(ledger, day(30)) == ()


def test_an_ended_contract_without_work_ends_on_the_day_it_started():
    ledger = make.ledger_of(contracts=[make.contract(id="a", state="ended_by_me", started_on=day(3))])
    assert contract_spans(ledger, day(30))[0].end == day(3)


def test_a_state_that_ends_nothing_gives_no_last_day():
    entered = [
        {"id": "s", "contract_id": "contract", "state": "ended_by_me", "entered_on": day(5)},
        {"id": "t", "contract_id": "contract", "state": "paused", "entered_on": day(8)},
    ]
    over = [make.contract(id="contract", state="ended_by_me", started_on=day(0))]
    assert contract_spans(make.ledger_of(contracts=over, contract_states=entered), day(30))[0].end == day(5)
    again = [make.contract(id="contract", state="active", started_on=day(0))]
    assert contract_spans(make.ledger_of(contracts=again, contract_states=entered), day(30))[0].end is None


def test_spans_stand_in_the_order_of_their_start_and_then_of_their_id():
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="c", started_on=day(2)),
            make.contract(id="a", started_on=day(5)),
            make.contract(id="b", started_on=day(2)),
        ]
    )
    assert [span.contract_id for span in contract_spans(ledger, day(30))] == ["b", "c", "a"]


def test_work_of_no_contract_starts_none():
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract")], tasks=[make.task(worked_on=day(3), **NOWHERE)]
    )
    assert contract_spans(ledger, day(30)) == ()


@pytest.mark.parametrize(
    ("starts", "ends", "steps", "ended"),
    [
        ([0], [30], ((31, 0),), 1),  # ends on as_of
        ([0], [31], ((31, 1),), 0),  # ends the day after
        ([30], [None], ((1, 1),), 0),  # starts on as_of
        ([31], [None], (), 0),  # starts the day after
        ([0, 10], [9, None], ((10, Fraction(1, 2)), (21, Fraction(1, 2))), 1),
    ],
)
def test_how_long_contracts_last_at_the_edges(starts, ends, steps, ended):
    lasting = contract_lengths(
        [day(start) for start in starts], [None if end is None else day(end) for end in ends], day(30)
    )
    assert (lasting.steps, lasting.ended_count) == (steps, ended)


def test_every_start_needs_its_end():
    with pytest.raises(ValueError):
        contract_lengths([day(0), day(1)], [None], day(30))
