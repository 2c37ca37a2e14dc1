"""Spells, gaps and how long they last: METHOD section 10, the mock-ups' ledger and a slow twin."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from reports.gaps import gap_causes, gap_figures, gap_report, gaps_of
from reports.periods import Period
from reports.spans import contract_figures, contract_lengths, contract_spans, days_between_contracts
from reports.survival import kaplan_meier
from tests.reports import factories as make

START = date(2026, 3, 1)
few = settings(max_examples=50, deadline=None)


def day(number: int) -> date:
    return START + timedelta(days=number)


def days(text: str) -> list[date]:
    """Draw days from 1 March on: “#” is a day with work, “.” an empty one."""
    return [day(number) for number, sign in enumerate(text) if sign == "#"]


def lengths(report) -> list[int]:
    return [gap.length for gap in report.gaps]


# Kaplan and Meier

METHOD_GAPS = [(3, True), (5, True), (8, False), (9, True), (14, False), (20, True)]


def curve(observed):
    return kaplan_meier([length for length, _ in observed], [ended for _, ended in observed])


def test_the_curve_of_the_method_page() -> None:
    lasting = curve(METHOD_GAPS)
    shares = dict(lasting.steps)
    assert [shares[t] for t in (3, 5, 9, 20)] == [Fraction(5, 6), Fraction(2, 3), Fraction(4, 9), 0]
    assert lasting.median == 9
    assert (lasting.count, lasting.ended_count) == (6, 4)


def test_the_median_of_completed_gaps_alone_is_never_shown() -> None:
    completed = sorted(length for length, ended in METHOD_GAPS if ended)
    naive = (completed[1] + completed[2]) / 2
    assert naive == 7
    assert curve(METHOD_GAPS).median != naive


def test_a_share_of_exactly_one_half_is_the_median_although_floats_miss_it() -> None:
    lasting_of = [(length, True) for length in range(1, 13)] + [(20, False)] * 12
    lasting = curve(lasting_of)
    assert estimates_of_scipy(lasting_of)[1][11] > 0.5
    assert lasting.steps[11] == (12, Fraction(1, 2))
    assert lasting.median == 12


def test_fewer_than_half_ended_has_no_median() -> None:
    assert curve([(5, True), (9, False), (9, False)]).median is None


def test_no_data_has_no_curve() -> None:
    lasting = kaplan_meier([], [])
    assert (lasting.median, lasting.survival_after(30), lasting.is_known_after(30)) == (None, None, False)


@pytest.mark.parametrize(
    ("after", "share"),
    [(0, 1), (2, 1), (3, Fraction(5, 6)), (8, Fraction(2, 3)), (19, Fraction(4, 9)), (99, 0)],
)
def test_the_share_lasting_longer_than_so_many_days(after: int, share: Fraction) -> None:
    assert curve(METHOD_GAPS).survival_after(after) == share


def test_beyond_the_longest_open_one_the_share_is_carried_on_and_not_known() -> None:
    lasting = curve([(10, True), (12, False)])
    assert lasting.survival_after(30) == Fraction(1, 2)
    assert not lasting.is_known_after(30)
    assert lasting.is_known_after(12)


def slow_survival(observed: list[tuple[int, bool]]) -> list[tuple[int, Fraction]]:
    """Walk through every day: those who reached it, those who ended on it."""
    share, steps = Fraction(1), []
    for t in range(max(length for length, _ in observed) + 1):
        reached = [length for length, _ in observed if length >= t]
        ended = [length for length, is_end in observed if length == t and is_end]
        share = share * (len(reached) - len(ended)) / len(reached)
        if any(length == t for length, _ in observed):
            steps.append((t, share))
    return steps


def estimates_of_scipy(observed) -> tuple[list[int], list[float]]:
    """The curve as SciPy draws it, in binary fractions."""
    found = stats.ecdf(
        stats.CensoredData(
            uncensored=[length for length, is_end in observed if is_end],
            right=[length for length, is_end in observed if not is_end],
        )
    ).sf
    return found.quantiles.tolist(), found.probabilities.tolist()


observations = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


@few
@given(observations)
def test_the_curve_is_that_of_the_slow_twin_and_of_scipy(observed) -> None:
    lasting = curve(observed)
    expected = slow_survival(observed)
    assert list(lasting.steps) == expected
    times, estimates = estimates_of_scipy(observed)
    assert times == [t for t, _ in expected]
    assert estimates == pytest.approx([float(share) for _, share in expected])
    assert lasting.median == next((t for t, share in expected if 2 * share <= 1), None)


# Spells and gaps


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        ("#.......#", []),  # seven empty days are no gap
        ("#........#", [8]),
        ("#.#.#", []),
        ("#........#.........#", [8, 9]),
        (".........#", []),  # nothing before the first log
        ("##########", []),
    ],
)
def test_a_gap_is_longer_than_the_threshold(picture: str, found: list[int]) -> None:
    assert lengths(gap_report(days(picture), as_of=day(len(picture) - 1))) == found


def test_the_check_of_the_method_page_as_days_with_threshold_one() -> None:
    picture = "#...#.....#.........#....................#.#"
    report = gap_report(days(picture), as_of=day(len(picture) - 1), threshold_days=1)
    assert lengths(report) == [3, 5, 9, 20]
    assert len(report.spells) == 5


def test_the_gaps_of_the_mock_up() -> None:
    worked: set[date] = set()
    for first, last in [
        (date(2026, 3, 1), date(2026, 3, 12)),
        (date(2026, 3, 19), date(2026, 4, 10)),  # six empty days in March are no gap
        (date(2026, 4, 19), date(2026, 5, 20)),
        (date(2026, 6, 9), date(2026, 7, 5)),
        (date(2026, 7, 17), date(2026, 8, 20)),
        (date(2026, 8, 30), date(2026, 9, 25)),
        (date(2026, 10, 5), date(2026, 11, 12)),
    ]:
        worked |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    report = gap_report(worked, as_of=date(2026, 11, 12))
    assert lengths(report) == [8, 19, 11, 9, 9]
    figures = gap_figures(report, Period.through(date(2026, 3, 1), date(2026, 10, 31)))
    assert figures["gap_count"].value == 5
    assert figures["gap_days"].value == 56
    assert figures["longest_gap"].value == 19
    assert figures["days_since_last_work"].value == 0


def test_the_last_gap_is_open_and_its_length_not_final() -> None:
    report = gap_report(days("#"), as_of=day(10))
    (gap,) = report.gaps
    assert (gap.days, gap.is_open, gap.ended) == (Period(day(1), day(11)), True, False)
    assert report.days_since_last_work == 10


def test_an_open_break_up_to_the_threshold_is_no_gap_yet() -> None:
    assert gap_report(days("#"), as_of=day(7)).gaps == ()
    assert lengths(gap_report(days("#"), as_of=day(8))) == [8]


def test_a_spell_goes_from_its_first_to_its_last_day_of_work() -> None:
    report = gap_report(days("#.#........##"), as_of=day(12))
    assert report.spells == (Period(day(0), day(3)), Period(day(11), day(13)))


def test_days_after_as_of_are_not_seen() -> None:
    assert gap_report([day(0), day(9)], as_of=day(5)).gaps == ()


def test_with_a_start_earlier_work_is_not_seen() -> None:
    report = gap_report(days("#..........#.........#"), as_of=day(21), start=day(5))
    assert lengths(report) == [9]
    assert report.spells[0].start == day(11)


def test_clocks_that_change_move_no_day() -> None:
    # 8 March and 1 November 2026 have 23 and 25 hours in Los Angeles.
    for first in (date(2026, 3, 4), date(2026, 10, 28)):
        report = gap_report([first, first + timedelta(days=9)], as_of=first + timedelta(days=9))
        assert lengths(report) == [8]


# Planned time off


def off(first: int, last: int) -> Period:
    return Period.through(day(first), day(last))


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        ([off(1, 20)], []),  # the whole break
        ([off(-5, 30)], []),
        ([off(8, 14)], [13]),  # seven days before and six after are one gap
        ([off(1, 13)], []),  # seven days are left
        ([off(1, 12)], [8]),
        ([off(5, 17)], []),  # four before, three after
        ([off(10, 11)], [18]),
        ([off(10, 10), off(11, 11), off(10, 11)], [18]),
        ([], [20]),
    ],
)
def test_planned_days_are_taken_out_of_the_empty_run(planned, found) -> None:
    report = gap_report([day(0), day(21)], as_of=day(21), planned=planned)
    assert lengths(report) == found


def test_time_off_alone_does_not_end_a_spell() -> None:
    report = gap_report([day(0), day(21)], as_of=day(21), planned=[off(1, 20)])
    assert report.spells == (Period(day(0), day(22)),)


def test_a_gap_that_runs_into_time_off_has_no_observed_end() -> None:
    (cut,) = gap_report([day(0), day(21)], as_of=day(21), planned=[off(10, 20)]).gaps
    assert (cut.ended, cut.is_open, cut.length) == (False, False, 9)
    (split,) = gap_report([day(0), day(21)], as_of=day(21), planned=[off(10, 11)]).gaps
    assert (split.ended, split.is_open, split.length) == (True, False, 18)


def test_one_planned_day_never_erases_a_gap() -> None:
    worked, planned = [date(2026, 3, 1), date(2026, 3, 17)], [Period(date(2026, 3, 9), date(2026, 3, 10))]
    report = gap_report(worked, as_of=date(2026, 3, 17), planned=planned)
    figures = gap_figures(report, Period(date(2026, 3, 1), date(2026, 3, 18)))
    assert [figures[key].value for key in ("gap_count", "gap_days", "longest_gap", "median_gap")] == [
        1,
        14,
        14,
        14,
    ]


def test_only_unplanned_days_of_the_period_count_in_it() -> None:
    report = gap_report([day(0), day(21)], as_of=day(21), planned=[off(8, 10)])
    days = [gap_figures(report, Period(day(first), day(end))) for first, end in ((0, 10), (8, 11), (10, 22))]
    assert [found["gap_days"].value for found in days] == [7, 0, 10]
    assert [found["gap_count"].value for found in days] == [1, 0, 1]


def test_work_on_a_planned_day_is_work() -> None:
    report = gap_report([day(0), day(10), day(21)], as_of=day(21), planned=[off(1, 20)])
    assert (report.gaps, report.last_on) == ((), day(21))


# Losing interest in logging


def test_thirty_days_without_a_word_are_not_a_gap_and_the_days_since_are_unknown() -> None:
    last_day_of_contact = gap_report(days("#"), as_of=day(29))
    assert lengths(last_day_of_contact) == [29]
    silent = gap_report(days("#"), as_of=day(30))
    assert (silent.gaps, silent.is_silent, silent.days_since_last_work) == ((), True, None)


def test_check_ins_keep_the_gap_open() -> None:
    report = gap_report(days("#"), as_of=day(45), contacts=[day(20)])
    assert lengths(report) == [45]
    assert report.days_since_last_work == 45


def test_after_the_last_check_in_the_gap_is_cut_at_the_last_contact() -> None:
    report = gap_report(days("#"), as_of=day(90), contacts=[day(20), day(13), day(95)])
    (gap,) = report.gaps
    assert (gap.days, gap.is_open, gap.ended) == (Period(day(1), day(21)), True, False)
    assert report.last_contact_on == day(20)
    assert report.days_since_last_work is None


def test_time_off_is_no_silence() -> None:
    report = gap_report(days("#"), as_of=day(60), planned=[off(5, 60)])
    assert (report.gaps, report.is_silent, report.days_since_last_work) == ((), False, 60)


def test_a_closed_gap_counts_however_silent_it_was() -> None:
    assert lengths(gap_report([day(0), day(50)], as_of=day(50))) == [49]


# Invariants

numbers = st.lists(st.integers(0, 120), min_size=1, max_size=25)


@few
@given(numbers, st.randoms(use_true_random=False))
def test_order_and_repetition_of_days_change_nothing(worked, random) -> None:
    shuffled = worked + worked[: len(worked) // 2]
    random.shuffle(shuffled)
    assert gap_report(map(day, shuffled), as_of=day(125)) == gap_report(map(day, worked), as_of=day(125))


@few
@given(numbers, st.integers(0, 120))
def test_a_day_of_work_in_between_never_lengthens_the_longest_gap(worked, extra) -> None:
    first, last = min(worked), max(worked)
    extra = first + extra % (last - first + 1)
    before = gap_report(map(day, worked), as_of=day(last))
    after = gap_report(map(day, [*worked, extra]), as_of=day(last))
    assert max(lengths(after), default=0) <= max(lengths(before), default=0)


@few
@given(numbers, st.integers(1, 20))
def test_spells_and_gaps_lie_side_by_side_without_a_day_lost(worked, threshold) -> None:
    last = max(worked)
    report = gap_report(map(day, worked), as_of=day(last), threshold_days=threshold)
    pieces = sorted([*report.spells, *(gap.days for gap in report.gaps)])
    assert (pieces[0].start, pieces[-1].last) == (day(min(worked)), day(last))
    assert all(before.end == after.start for before, after in pairwise(pieces))
    assert all(gap.length > threshold for gap in report.gaps)
    assert all(any(day(number) in spell for spell in report.spells) for number in worked)


@few
@given(numbers, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=4))
def test_gaps_are_the_runs_between_work_with_many_unplanned_days(worked, planned) -> None:
    times_off = [off(first, first + length) for first, length in planned]
    last = max(worked)
    found = gap_report(map(day, worked), as_of=day(last), planned=times_off).gaps
    empty = [
        "#" if number in worked else "o" if any(day(number) in period for period in times_off) else "."
        for number in range(min(worked), last + 1)
    ]
    counts = [run.count(".") for run in "".join(empty).split("#")]
    assert [gap.length for gap in found] == [count for count in counts if count > 7]


# Figures


def test_gap_days_add_up_over_any_split_of_the_period() -> None:
    report = gap_report([day(0), day(21)], as_of=day(21))
    whole = gap_figures(report, Period(day(0), day(22)))
    first, second = (
        gap_figures(report, period) for period in (Period(day(0), day(9)), Period(day(9), day(22)))
    )
    assert whole["gap_days"].value == 20
    assert first["gap_days"].value + second["gap_days"].value == 20
    assert first["longest_gap"].value == second["longest_gap"].value == 20


def test_no_gaps_is_a_true_zero_and_a_reason_for_the_rest() -> None:
    figures = gap_figures(gap_report(days("###"), as_of=day(2)), Period(day(0), day(3)))
    assert (figures["gap_count"].value, figures["gap_days"].value) == (0, 0)
    for key in ("longest_gap", "median_gap", "share_of_gaps_over_30_days"):
        assert (figures[key].value, figures[key].reason) == (None, "no_gaps")


def test_without_a_log_nothing_is_known() -> None:
    figures = gap_figures(gap_report([], as_of=day(2)), Period(day(0), day(3)))
    assert {(figure.value, figure.reason) for figure in figures.values()} == {(None, "no_hours")}


def test_an_open_gap_alone_has_no_median_yet() -> None:
    figures = gap_figures(gap_report(days("#"), as_of=day(12)), Period(day(0), day(13)))
    assert (figures["median_gap"].value, figures["median_gap"].reason) == (None, "not_reached")
    assert figures["share_of_gaps_over_30_days"].provisional


def test_silence_has_its_own_words() -> None:
    figures = gap_figures(gap_report(days("#"), as_of=day(50)), Period(day(0), day(51)))
    assert figures["days_since_last_work"].reason == "no_recent_log"


def test_the_median_counts_the_open_gap() -> None:
    picture = "#........#.........#..........."
    figures = gap_figures(gap_report(days(picture), as_of=day(30)), Period(day(0), day(31)))
    assert figures["median_gap"].value == 9
    assert [step.values["days"] for step in figures["median_gap"].steps] == [8, 9, 11]


# Gaps of a ledger


def test_a_spell_is_measured_from_the_tasks_of_its_first_and_its_last_day() -> None:
    tasks = [make.task(id=f"t{number}", contract_id=None, worked_on=day(number)) for number in (0, 1, 2, 20)]
    report = gaps_of(make.ledger_of(tasks=tasks), as_of=day(21))
    assert report.task_ids == {day(0): ("t0",), day(2): ("t2",), day(20): ("t20",)}


def test_gaps_of_a_ledger_know_their_rows_and_causes() -> None:
    ledger = make.ledger_of(
        tasks=[
            make.task(id="before", worked_on=day(0)),
            make.unpaid(id="after", worked_on=day(21), contract_id=None, platform_id="platform"),
        ],
        gap_notes=[
            make.gap_note(id="a", starts_on=day(0), ends_on=day(3), cause="waiting_for_review"),
            make.gap_note(id="b", starts_on=day(2), ends_on=None, cause="queue_empty"),
            make.gap_note(id="c", starts_on=day(40), ends_on=date.max, cause="deactivated"),
        ],
    )
    report = gaps_of(ledger, as_of=day(25))
    assert gap_causes(report.gaps) == {"queue_empty": 1}
    figures = gap_figures(report, Period(day(0), day(26)))
    assert figures["longest_gap"].rows == {"tasks": ("before", "after")}
    assert figures["days_since_last_work"].rows == {"tasks": ("after",)}


def test_a_gap_without_a_note_has_no_cause() -> None:
    ledger = make.ledger_of(tasks=[make.task(worked_on=day(0)), make.task(worked_on=day(9))])
    assert gap_causes(gaps_of(ledger, as_of=day(9)).gaps) == {None: 1}


def two_platforms(**nouns):
    return make.ledger_of(
        platforms=[make.platform(id="heron"), make.platform(id="egret")],
        contracts=[make.contract(id="h", platform_id="heron"), make.contract(id="e", platform_id="egret")],
        tasks=[
            make.task(contract_id="h", worked_on=day(0)),
            make.task(contract_id="e", worked_on=day(5)),
            make.task(contract_id="e", worked_on=day(11)),
            make.task(contract_id="h", worked_on=day(15)),
        ],
        **nouns,
    )


def test_a_gap_on_one_platform_may_be_full_of_work_on_another() -> None:
    ledger = two_platforms()
    assert lengths(gaps_of(ledger, as_of=day(15))) == []
    assert lengths(gaps_of(ledger, as_of=day(15), platform_id="heron")) == [14]
    assert lengths(gaps_of(ledger, as_of=day(15), platform_id="egret")) == []


def test_time_off_noted_for_one_platform_counts_there_only() -> None:
    noted = {"starts_on": day(0), "ends_on": day(20), "is_planned": True, "platform_id": "heron"}
    ledger = two_platforms(gap_notes=[make.gap_note(**noted)])
    assert lengths(gaps_of(ledger, as_of=day(15), platform_id="heron")) == []
    assert lengths(gaps_of(ledger, as_of=day(15), platform_id="egret", threshold_days=4)) == [5]
    assert lengths(gaps_of(ledger, as_of=day(15), threshold_days=4)) == [5]


# Contracts


def test_the_length_of_contracts_counts_the_open_ones() -> None:
    starts, ends = [day(0), day(0), day(0), day(50)], [day(9), day(19), None, None]
    lasting = contract_lengths(starts, ends, day(30))
    assert lasting.steps == ((10, Fraction(2, 3)), (20, Fraction(1, 3)), (31, Fraction(1, 3)))
    assert lasting.median == 20


def test_a_contract_that_ends_after_as_of_is_still_open() -> None:
    assert contract_lengths([day(0)], [day(40)], day(30)).ended_count == 0


@pytest.mark.parametrize(
    ("contract", "start", "end"),
    [
        ({"started_on": day(1), "ended_on": day(9)}, 1, 9),
        ({"started_on": day(1)}, 1, None),
        ({"state": "active"}, 3, None),  # starts with its first work
        ({"state": "ended_by_platform"}, 3, 6),  # ends with its last
        ({"started_on": day(1), "ended_on": day(90)}, 1, None),  # not yet on as_of
        ({"started_on": day(8), "ended_on": day(2)}, 8, 8),  # typed the wrong way round
    ],
)
def test_the_days_of_a_contract(contract, start, end) -> None:
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", **contract)],
        tasks=[make.task(worked_on=day(3)), make.task(worked_on=day(6)), make.task(worked_on=day(80))],
    )
    (span,) = contract_spans(ledger, day(30))
    assert (span.start, span.end) == (day(start), None if end is None else day(end))


def test_a_state_that_ends_a_contract_gives_its_last_day() -> None:
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", state="removed_without_reason", started_on=day(0))],
        contract_states=[
            {"id": "s", "contract_id": "contract", "state": "removed_without_reason", "entered_on": day(12)}
        ],
        tasks=[make.task(worked_on=day(3))],
    )
    assert contract_spans(ledger, day(30))[0].end == day(12)


def test_a_test_that_led_to_nothing_is_no_contract_span() -> None:
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", state="tested")], tasks=[make.unpaid(worked_on=day(3))]
    )
    assert contract_spans(ledger, day(30)) == ()


def test_days_between_contracts_lie_between_the_first_and_the_last_activity() -> None:
    idle = days_between_contracts([off(0, 9), off(5, 12), off(20, 25)], [day(14), day(30)])
    assert idle == (Period(day(13), day(14)), Period(day(15), day(20)), Period(day(26), day(30)))


def test_contract_figures_of_a_ledger() -> None:
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="a", started_on=day(0), ended_on=day(9), state="ended_by_me"),
            make.contract(id="b", started_on=day(15)),
        ]
    )
    figures = contract_figures(ledger, contract_spans(ledger, day(30)), Period(day(0), day(31)), day(30))
    assert figures["contract_count"].value == 2
    assert figures["median_contract_length"].value == 10
    assert figures["days_between_contracts"].value == 5


def test_paid_time_between_contracts_is_no_idle_day_but_waiting_and_rejected_work_are() -> None:
    nowhere = {"contract_id": None, "platform_id": "platform"}
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="a", started_on=day(0), ended_on=day(9), state="ended_by_me"),
            make.contract(id="b", started_on=day(15)),
        ],
        tasks=[
            make.task(worked_on=day(11), **nowhere),
            make.task(worked_on=day(12), outcome="rejected", **nowhere),
            make.unpaid(worked_on=day(13), **nowhere),
        ],
    )
    figure = contract_figures(ledger, contract_spans(ledger, day(30)), Period(day(0), day(31)), day(30))[
        "days_between_contracts"
    ]
    assert figure.value == 4
    assert [step.value for step in figure.steps] == [1, 3]


def test_contract_figures_without_a_contract() -> None:
    figures = contract_figures(make.ledger_of(contracts=[]), (), Period(day(0), day(31)), day(30))
    assert figures["contract_count"].value == 0
    assert figures["median_contract_length"].reason == "no_contracts"
    assert figures["days_between_contracts"].reason == "no_contracts"
