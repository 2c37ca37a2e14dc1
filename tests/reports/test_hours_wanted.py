"""Hours wanted and had, and weeks short for lack of work: METHOD section 8, a slow twin and edge cases."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Coverage
from reports.frames import GapCause
from reports.hours_wanted.by_week import week_figures
from reports.hours_wanted.figures import hours_wanted_figures, pay_with_waiting
from reports.hours_wanted.no_work_said import CheckIn, GapNote, NoWorkSaid, monday_of, no_work_said
from reports.hours_wanted.paid_time import days_since_last_paid_time
from reports.hours_wanted.wanted import WantedHours, in_force, wanted_in
from reports.hours_wanted.weeks import (
    Week,
    WeekWork,
    complete_weeks,
    is_involuntary_part_time,
    weeks_of,
)
from reports.money import decimal_text
from reports.periods import Period
from reports.work import Work
from tests.reports.sum_in_words import sum_of

MONDAY = date(2026, 3, 2)
ALWAYS = Period(date(2020, 1, 1), date(2030, 1, 1))
few = settings(max_examples=60, deadline=None)


def day(number: int) -> date:
    """Days from Monday, 2 March 2026 on."""
    return MONDAY + timedelta(days=number)


def hours(number: float | Fraction) -> int:
    return int(Fraction(number) * 3600)


def work(week: int = 0, paid: float = 0, waiting: float = 0, other: float = 0, **overrides) -> WeekWork:
    """A week's work in hours, a task behind it; of pay that nobody knows where `earned_minor` is None."""
    minor = overrides.pop("earned_minor", 0)
    sums = Work(
        gross_of_rates=minor or 0,
        paid_seconds=hours(paid),
        unpaid_seconds=hours(waiting + other),
        priced_seconds=hours(waiting + other) + (hours(paid) if minor is not None else 0),
        pay_count=int(bool(minor)),
        **{"rows": {"tasks": (f"t{week}",)}, **overrides},
    )
    return WeekWork(day(7 * week), sums, hours(waiting))


def wants(number: int | None, first: int = -100, last: int | None = None, key: str = "want") -> WantedHours:
    said = None if number is None else Fraction(number)
    return WantedHours(key, day(first), said, None if last is None else day(last))


FORTY = [wants(40)]
NOTHING = NoWorkSaid()
LACKING = NoWorkSaid(no_work={day(7 * week): {"check_ins": (f"c{week}",)} for week in range(10)})


def weeks_in(count: int, *rows: WeekWork, wanted=(), said=NOTHING) -> tuple[Week, ...]:
    return weeks_of(rows, wanted, said, period=Period(day(0), day(7 * count)), known=ALWAYS)


def week_of(row: WeekWork, wanted=(), said=NOTHING) -> Week:
    (week,) = weeks_in(1, row, wanted=wanted, said=said)
    return week


def figures_of(weeks, **overrides):
    given_ = {"period": TEN_WEEKS, "currency": "USD", **overrides}
    return hours_wanted_figures(weeks, **given_)


def found(figure):
    return figure.value, figure.reason


# The check value of the method page


def test_waiting_counts_in_the_check_value_of_the_method_page() -> None:
    # 29 paid hours at 15.00 and 8 hours of waiting: 435 / 37
    assert pay_with_waiting(Fraction(435), Fraction(29), Fraction(8)) == Fraction(435, 37)
    week = week_of(work(paid=29, waiting=8, earned_minor=43_500))
    figure = figures_of([week])["pay_with_waiting"]
    assert decimal_text(figure.value, 2) == "11.76"
    assert sum_of(figure) == [
        "Earned, approved or pending $435.00",
        "/ Hours: 29 paid, 8 waiting 37 h",
        "= Pay per hour with waiting $11.76",
    ]
    assert (figure.unit, figure.currency) == ("money_per_hour", "USD")


def test_without_hours_there_is_no_pay_per_hour() -> None:
    assert pay_with_waiting(Fraction(435), Fraction(0), Fraction(0)) is None
    assert pay_with_waiting(None, Fraction(29), Fraction(8)) is None


# Complete weeks


@pytest.mark.parametrize(
    ("first", "last", "log_first", "log_last", "mondays"),
    [
        (0, 13, -99, 99, [0, 7]),
        (0, 12, -99, 99, [0]),
        (1, 13, -99, 99, [7]),
        (-1, 7, -99, 99, [0]),
        (-6, 6, -99, 99, [0]),
        (0, 13, 1, 99, [7]),  # the log begins on a Tuesday
        (0, 13, -99, 12, [0]),
        (0, 6, 0, 6, [0]),
        (1, 7, -99, 99, []),
        (1, 5, -99, 99, []),
        (2, 3, -99, 99, []),
        (0, 6, 20, 30, []),
    ],
)
def test_a_week_is_complete_from_monday_to_sunday(first, last, log_first, log_last, mondays) -> None:
    weeks = complete_weeks(
        Period.through(day(first), day(last)), Period.through(day(log_first), day(log_last))
    )
    assert weeks == tuple(Period(day(number), day(number + 7)) for number in mondays)


@few
@given(st.integers(-400, 400), st.integers(0, 60))
def test_complete_weeks_are_those_a_walk_from_day_to_day_finds(start, length) -> None:
    period = Period(day(start), day(start + length))
    walked = [one for number in range(start, start + length) if (one := day(number)).weekday() == 0]
    expected = [monday for monday in walked if monday + timedelta(days=7) <= period.end]
    assert [week.start for week in complete_weeks(period, ALWAYS)] == expected
    assert {week.days for week in complete_weeks(period, ALWAYS)} <= {7}


@pytest.mark.parametrize(("number", "monday"), [(0, 0), (1, 0), (6, 0), (7, 7), (-1, -7)])
def test_the_monday_of_a_day(number, monday) -> None:
    assert monday_of(day(number)) == day(monday)


# Hours wanted


WEEK = Period(day(0), day(7))
TEN_WEEKS = Period(day(0), day(70))


@pytest.mark.parametrize(
    ("said", "wanted", "ids"),
    [
        ([], None, ()),  # never assumed
        ([wants(40)], 40, ("want",)),
        ([wants(0)], 0, ("want",)),
        ([wants(40, first=0)], 40, ("want",)),
        ([wants(40, first=1)], None, ()),  # not known on Monday
        ([wants(40, last=6)], 40, ("want",)),
        ([wants(40, last=5)], None, ()),
        ([wants(28, last=2, key="a"), wants(42, first=3, key="b")], 36, ("a", "b")),
        ([wants(42, first=3, key="b"), wants(28, last=2, key="a")], 36, ("a", "b")),
        ([wants(10, key="a"), wants(40, first=-5, key="b")], 40, ("b",)),  # the one that began last holds
        ([wants(40, first=-5, key="b"), wants(10, key="a")], 40, ("b",)),
        ([wants(40, first=-5, key="a"), wants(10, key="b")], 40, ("a",)),
        ([wants(10, key="b"), wants(40, key="a")], 10, ("b",)),
        ([wants(40, key="a"), wants(None, first=3, key="b")], None, ()),  # taken back on Thursday
        ([wants(40, key="a"), wants(35, first=0, last=0, key="b")], Fraction(275, 7), ("b", "a")),
        ([wants(40, first=50)], None, ()),
    ],
)
def test_hours_wanted_are_known_when_they_hold_on_all_seven_days(said, wanted, ids) -> None:
    assert wanted_in(WEEK, in_force(said)) == (wanted, {"situations": ids} if ids else {})


# One week


def test_a_week_beside_the_hours_wanted() -> None:
    week = week_of(work(paid=20, waiting=5, other=2.5), wanted=FORTY)
    assert (week.work.paid_hours, week.hours, week.waiting_hours) == (20, Fraction(55, 2), 5)
    assert week.hours_gap == Fraction(25, 2)
    assert week.utilisation == Fraction(1, 2)
    assert week.idle_share == Fraction(2, 11)
    assert week.days == WEEK


def test_more_hours_than_wanted_are_no_negative_gap_and_more_than_all_of_them() -> None:
    week = week_of(work(paid=50), wanted=FORTY)
    assert (week.hours_gap, week.utilisation) == (0, Fraction(5, 4))


def test_a_week_of_a_writer_who_never_said_what_she_wants() -> None:
    week = week_of(work(paid=20))
    assert (week.wanted, week.hours_gap, week.utilisation, week.is_involuntary) == (None, None, None, None)


def test_a_week_in_which_no_hours_are_wanted() -> None:
    week = week_of(work(paid=20), wanted=[wants(0)])
    assert (week.hours_gap, week.utilisation, week.is_involuntary) == (0, None, False)


def test_a_week_without_a_row_has_no_hours() -> None:
    first, second = weeks_in(2, work(1, paid=3), wanted=FORTY, said=LACKING)
    assert (first.hours, first.hours_gap, first.idle_share, first.work) == (0, 40, None, Work())
    assert (first.work.rows, first.wanted_rows, first.said_rows) == (
        {},
        {"situations": ("want",)},
        {"check_ins": ("c0",)},
    )
    assert first.is_involuntary
    assert (second.hours, second.work.rows) == (3, {"tasks": ("t1",)})


def test_rows_of_other_weeks_are_left_out() -> None:
    weeks = weeks_of(
        [work(0, paid=1), work(1, paid=2), work(2, paid=4)],
        [],
        NOTHING,
        period=Period(day(3), day(21)),
        known=Period(day(0), day(16)),
    )
    assert [week.hours for week in weeks] == [2]


# Involuntary part-time weeks


@pytest.mark.parametrize(
    ("worked", "wanted", "days_off", "lacking", "answer"),
    [
        (20, 40, 0, True, True),
        (20, 35, 0, True, True),
        (0, 40, 0, True, True),
        (Fraction(35 * 3600 - 1, 3600), 40, 0, True, True),
        (35, 40, 0, True, False),  # a full week
        (40, 40, 0, True, False),
        (35, None, 0, True, False),  # whatever she wants
        (20, Fraction(349, 10), 0, True, False),  # she wants part-time work
        (20, Fraction(349, 10), 0, False, False),
        (20, None, 0, True, None),  # never assumed
        (20, None, 0, False, None),
        (20, 40, 2, True, True),  # five days are left for a full week
        (20, 40, 3, True, False),
        (20, None, 3, True, False),
        (20, 40, 7, False, False),
        (20, 40, 0, False, None),  # nobody said why
        (20, 40, 2, False, None),
    ],
)
def test_a_week_is_involuntary_when_every_condition_holds(worked, wanted, days_off, lacking, answer) -> None:
    said = None if wanted is None else Fraction(wanted)
    assert is_involuntary_part_time(Fraction(worked), said, days_off=days_off, says_no_work=lacking) is answer


@few
@given(
    st.integers(0, 60),
    st.none() | st.integers(0, 60),
    st.integers(0, 7),
    st.booleans(),
)
def test_one_condition_that_fails_settles_it_and_one_that_is_not_known_leaves_it_open(
    worked, wanted, days_off, lacking
) -> None:
    conditions = [
        worked < 35,
        None if wanted is None else wanted >= 35,
        days_off <= 2,
        True if lacking else None,
    ]
    expected = False if False in conditions else None if None in conditions else True
    said = None if wanted is None else Fraction(wanted)
    answer = is_involuntary_part_time(Fraction(worked), said, days_off=days_off, says_no_work=lacking)
    assert answer is expected


def said_of(*notes: GapNote, check_ins=(), worked=(), known: Period = TEN_WEEKS) -> NoWorkSaid:
    return no_work_said(
        notes,
        [CheckIn(f"c{number}", day(number)) for number in check_ins],
        worked=[(day(number), platform) for number, platform in worked],
        known=known,
    )


def note(first: int, last: int | None, cause: str | None = None, **overrides) -> GapNote:
    return GapNote("n", day(first), None if last is None else day(last), cause, **overrides)


def answer_of(said: NoWorkSaid, **hours_of) -> bool | None:
    return week_of(work(**{"paid": 20, **hours_of}), wanted=FORTY, said=said).is_involuntary


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (said_of(), None),
        (said_of(check_ins=[0]), True),
        (said_of(check_ins=[6]), True),
        (said_of(check_ins=[7]), None),  # the week after
        (said_of(check_ins=[-1]), None),
        (said_of(note(3, 4)), None),  # a note without a cause says nothing
        (said_of(note(3, 3, GapCause.MY_CHOICE)), None),  # one day off explains no short week
        (said_of(note(0, 6, GapCause.MY_CHOICE)), False),
        (said_of(note(4, 6, GapCause.MY_CHOICE)), False),
        (said_of(note(5, 6, GapCause.MY_CHOICE)), None),
        (said_of(note(0, 6, is_planned=True)), False),
        (said_of(note(0, 6, GapCause.QUEUE_EMPTY, is_planned=True)), False),  # planned time off comes first
        (said_of(note(0, 6, GapCause.MY_CHOICE), check_ins=[2]), False),
        (said_of(note(5, 6, GapCause.MY_CHOICE), check_ins=[2]), True),
        (said_of(note(0, 6, GapCause.MY_CHOICE, platform_id="heron"), check_ins=[2]), True),
        (said_of(note(0, 6, is_planned=True, platform_id="heron")), None),
        (said_of(note(0, 6, GapCause.QUEUE_EMPTY, platform_id="heron")), True),
    ],
)
def test_only_what_she_said_tells_why_a_week_was_short(said, answer) -> None:
    assert answer_of(said) is answer


@pytest.mark.parametrize("cause", [cause for cause in GapCause if cause is not GapCause.MY_CHOICE])
def test_every_cause_but_her_own_choice_says_that_work_was_lacking(cause) -> None:
    assert answer_of(said_of(note(6, 6, cause))) is True


def test_waiting_or_searching_says_that_work_was_lacking() -> None:
    assert answer_of(NOTHING, waiting=0.25) is True
    assert answer_of(NOTHING, waiting=Fraction(1, 3600)) is True
    assert answer_of(NOTHING, waiting=0) is None
    assert answer_of(NOTHING, other=5) is None
    assert answer_of(said_of(note(0, 6, is_planned=True)), waiting=0.25) is False
    # waiting is work: with it the week of the check value is no longer short
    assert answer_of(NOTHING, paid=29, waiting=8) is False


# What was said


def test_a_day_off_that_was_worked_on_is_no_day_off() -> None:
    said = said_of(note(0, 6, is_planned=True), worked=[(0, "heron"), (1, None), (1, "heron"), (9, "egret")])
    assert said.days_off == {day(0): 5}


def test_days_off_that_two_notes_name_count_once() -> None:
    said = said_of(
        note(0, 3, is_planned=True)._replace(id="a"), note(2, 8, GapCause.MY_CHOICE)._replace(id="b")
    )
    assert said.days_off == {day(0): 7, day(7): 2}
    assert said.own_choice == {day(0): {"gap_notes": ("a", "b")}, day(7): {"gap_notes": ("b",)}}
    assert said.no_work == {}


def test_a_note_speaks_of_every_week_it_touches_and_only_of_days_that_are_known() -> None:
    known = Period(day(7), day(28))
    said = said_of(note(5, 60, GapCause.PROJECT_ENDED), check_ins=[6, 7, 27, 28], known=known)
    assert said.no_work == {
        day(7): {"check_ins": ("c7",), "gap_notes": ("n",)},
        day(14): {"gap_notes": ("n",)},
        day(21): {"check_ins": ("c27",), "gap_notes": ("n",)},
    }
    assert said_of(note(6, 60, is_planned=True), known=known).days_off == {day(7): 7, day(14): 7, day(21): 7}
    assert said_of(note(0, 6, GapCause.QUEUE_EMPTY), known=known) == NOTHING
    assert said_of(note(28, None, GapCause.QUEUE_EMPTY), known=known) == NOTHING


@pytest.mark.parametrize(
    ("platform_id", "worked", "weeks"),
    [
        (None, [], [0, 7, 14, 21]),  # still open
        (None, [(9, "heron")], [0, 7]),
        (None, [(9, None)], [0, 7]),
        (None, [(7, "heron")], [0]),  # it ends on the Sunday before
        (None, [(8, "heron"), (20, "heron")], [0, 7]),
        (None, [(1, "heron"), (2, "egret"), (8, "heron")], [0, 7]),  # she wrote it after that day's work
        (None, [(3, "heron")], [0]),
        ("heron", [(9, "egret")], [0, 7, 14, 21]),
        ("heron", [(9, "heron")], [0, 7]),
        ("egret", [(9, "heron"), (16, None)], [0, 7, 14, 21]),
    ],
)
def test_an_open_note_ends_before_the_next_work_it_speaks_of(platform_id, worked, weeks) -> None:
    open_note = note(2, None, GapCause.QUEUE_EMPTY, platform_id=platform_id)
    said = said_of(open_note, worked=worked, known=Period(day(0), day(28)))
    assert list(said.no_work) == [day(number) for number in weeks]


def test_an_open_note_of_time_off_is_over_once_she_works_again() -> None:
    said = said_of(note(0, None, GapCause.MY_CHOICE), worked=[(3, "heron")])
    assert said.days_off == {day(0): 3}


def test_a_note_that_ends_before_it_begins_speaks_of_its_first_day() -> None:
    assert said_of(note(3, 1, is_planned=True)).days_off == {day(0): 1}


def test_words_about_the_last_day_of_the_calendar_are_no_mishap() -> None:
    forever = note(3, None, GapCause.QUEUE_EMPTY)._replace(ends_on=date.max)
    known = Period(day(0), day(14))
    said = no_work_said(
        [forever, note(0, 0, is_planned=True)._replace(starts_on=date.max)],
        [CheckIn("c", date.max)],
        worked=[],
        known=known,
    )
    assert list(said.no_work) == [day(0), day(7)]
    assert said.own_choice == {}
    assert wanted_in(WEEK, in_force([wants(40)._replace(ends_on=date.max)]))[0] == 40


def test_check_ins_come_before_notes_and_both_before_the_time_off() -> None:
    said = said_of(
        note(0, 0, GapCause.QUEUE_EMPTY)._replace(id="queue"),
        note(1, 1, is_planned=True)._replace(id="off"),
        check_ins=[4, 2],
    )
    rows = {"check_ins": ("c4", "c2"), "gap_notes": ("queue", "off")}
    assert said.rows_of(day(0)) == rows
    assert said.rows_of(day(7)) == {}
    assert week_of(work(), said=said).said_rows == rows


@few
@given(
    st.lists(
        st.tuples(
            st.integers(-5, 40),
            st.none() | st.integers(0, 15),
            st.none() | st.sampled_from(list(GapCause)),
            st.booleans(),
            st.sampled_from([None, "heron"]),
        ),
        max_size=4,
    ),
    st.lists(st.tuples(st.integers(0, 34), st.sampled_from([None, "heron", "egret"])), max_size=6),
)
def test_what_was_said_is_what_a_walk_from_day_to_day_finds(told, worked) -> None:
    notes = [
        GapNote(str(n), day(first), None if length is None else day(first + length), cause, planned, platform)
        for n, (first, length, cause, planned, platform) in enumerate(told)
    ]
    off, lacking = {}, set()
    for one in notes:
        for number in range(35):
            today = day(number)
            if today < one.starts_on or (one.ends_on is not None and today > one.ends_on):
                continue
            seen = [day(n) for n, platform in worked if one.platform_id in {None, platform}]
            if one.ends_on is None and any(one.starts_on < before <= today for before in seen):
                continue
            own = one.is_planned or one.cause == GapCause.MY_CHOICE
            if own and one.platform_id is None and today not in {day(n) for n, _ in worked}:
                off.setdefault(monday_of(today), set()).add(today)
            if one.cause and not own:
                lacking.add(monday_of(today))
    said = said_of(*notes, worked=worked, known=Period(day(0), day(35)))
    assert said.days_off == {monday: len(days) for monday, days in off.items()}
    assert said.no_work.keys() == lacking


# The summary


def test_the_hours_gap_adds_up_week_by_week() -> None:
    weeks = weeks_in(3, work(0, paid=30), work(1, paid=50), work(2, paid=10, other=5.5), wanted=FORTY)
    figures = figures_of(weeks)
    assert figures["hours_gap"].value == Fraction(69, 2)  # 10 + 0 + 24.5
    assert sum_of(figures["hours_gap"]) == [
        "+ Week of 2 March 2026: 40 h wanted, 30 h worked 10 h",
        "+ Week of 16 March 2026: 40 h wanted, 15.5 h worked 24.5 h",
        "= Hours wanted and not had 34.5 h",
    ]
    assert sum_of(figures["hours_gap_per_week"]) == [
        "= Hours wanted and not had 34.5 h",
        "/ Weeks whose wanted hours are known 3",
        "= Hours missing in a week 11.5 h",
    ]
    assert figures["hours_gap_per_week"].value == Fraction(23, 2)
    assert (figures["hours_gap"].unit, figures["hours_gap_per_week"].unit) == ("hours", "hours")
    rows = {"tasks": ("t0", "t1", "t2"), "situations": ("want",)}
    assert figures["hours_gap"].rows == figures["hours_gap_per_week"].rows == rows


def test_wanted_hours_that_were_paid_are_a_ratio_of_sums() -> None:
    weeks = weeks_in(2, work(0, paid=10), work(1, paid=30), wanted=[wants(20, last=6), wants(60, first=7)])
    figure = figures_of(weeks)["utilisation"]
    assert figure.value == Fraction(1, 2)
    assert sum_of(figure) == [
        "Paid hours 40 h",
        "/ Hours wanted 80 h",
        "= Share of the wanted hours that were paid 50.00%",
    ]
    assert (figure.unit, figure.rows) == ("share", {"tasks": ("t0", "t1"), "situations": ("want",)})


def test_only_weeks_whose_wanted_hours_are_known_count_for_them() -> None:
    weeks = weeks_in(5, *(work(n, paid=10) for n in range(5)), wanted=[wants(40, first=7)])
    figures = figures_of(weeks)
    assert figures["hours_gap"].value == 120
    assert figures["hours_gap_per_week"].value == 30
    assert figures["utilisation"].value == Fraction(1, 4)
    assert figures["utilisation"].rows["tasks"] == ("t1", "t2", "t3", "t4")
    assert not figures["hours_gap"].provisional  # four weeks of five


def test_hours_wanted_of_too_few_weeks_make_it_provisional() -> None:
    weeks = weeks_in(4, work(0), wanted=[wants(40, first=7)])
    figures = figures_of(weeks)
    for key in ("hours_gap", "hours_gap_per_week", "utilisation"):
        assert figures[key].provisional


def test_waiting_is_a_share_of_all_hours_whatever_is_wanted() -> None:
    weeks = weeks_in(2, work(0, paid=29, waiting=8, other=1), work(1, paid=2))
    figure = figures_of(weeks)["idle_share"]
    assert sum_of(figure) == [
        "Waiting and looking for work 8 h",
        "/ All hours 40 h",
        "= Share of waiting 20.00%",
    ]
    assert (figure.value, figure.unit) == (Fraction(1, 5), "share")
    assert figure.rows == {"tasks": ("t0", "t1")}
    assert not figure.provisional


def test_weeks_short_for_lack_of_work_are_counted_and_listed() -> None:
    said = said_of(note(7, 13, GapCause.QUEUE_EMPTY), check_ins=[15])
    rows = [work(0, paid=38), work(1), work(2, paid=12)]
    figure = figures_of(weeks_in(3, *rows, wanted=FORTY, said=said))["involuntary_part_time_weeks"]
    assert sum_of(figure) == [
        "+ Week of 9 March 2026: 40 h wanted, 0 h worked 1",
        "+ Week of 16 March 2026: 40 h wanted, 12 h worked 1",
        "Weeks without any work among them 1",
        "Weeks that are not known 0",
        "= Weeks short for lack of work 2",
    ]
    assert (figure.value, figure.unit, figure.at_least) == (2, "count", False)
    assert figure.rows == {
        "tasks": ("t0", "t1", "t2"),
        "situations": ("want",),
        "gap_notes": ("n",),
        "check_ins": ("c15",),
    }


def test_weeks_that_are_not_known_make_the_number_a_lower_bound() -> None:
    weeks = weeks_in(2, work(0, paid=20), work(1, paid=20), wanted=FORTY, said=said_of(check_ins=[1]))
    figure = figures_of(weeks)["involuntary_part_time_weeks"]
    assert (found(figure), figure.at_least) == ((1, None), True)
    assert sum_of(figure)[-2] == "Weeks that are not known 1"


@pytest.mark.parametrize(
    ("paid", "wanted", "said", "value", "reason"),
    [
        (40, [], NOTHING, 0, None),  # a full week needs no word
        (20, [wants(20)], NOTHING, 0, None),
        (20, [], LACKING, None, "hours_wanted_unknown"),
        (20, FORTY, NOTHING, None, "no_reason_said"),
        (20, FORTY, LACKING, 1, None),
        (20, FORTY, said_of(note(0, 6, is_planned=True)), 0, None),
    ],
)
def test_no_week_found_is_a_zero_only_when_every_week_is_known(paid, wanted, said, value, reason) -> None:
    figure = figures_of(weeks_in(1, work(paid=paid), wanted=wanted, said=said))["involuntary_part_time_weeks"]
    assert found(figure) == (value, reason)
    assert not figure.at_least
    assert reason is None or reason in REASONS


def test_where_both_are_missing_the_hours_wanted_are_asked_for_first() -> None:
    weeks = weeks_in(2, work(0, paid=20), work(1, paid=20), wanted=[wants(40, first=7)])
    figure = figures_of(weeks)["involuntary_part_time_weeks"]
    assert found(figure) == (None, "hours_wanted_unknown")


def test_never_said_what_she_wants_has_words_and_no_number() -> None:
    figures = figures_of([week_of(work(paid=20))])
    for key in ("hours_gap", "hours_gap_per_week", "utilisation"):
        assert found(figures[key]) == (None, "hours_wanted_unknown")
        assert not figures[key].provisional
        assert figures[key].rows == {}
    assert sum_of(figures["hours_gap"]) == ["= Hours wanted and not had ?"]
    assert sum_of(figures["hours_gap_per_week"]) == [
        "= Hours wanted and not had ?",
        "/ Weeks whose wanted hours are known 0",
        "= Hours missing in a week ?",
    ]
    assert figures["idle_share"].value == 0


def test_wanting_no_hours_has_words_too() -> None:
    figures = figures_of([week_of(work(paid=20), wanted=[wants(0)])])
    assert found(figures["utilisation"]) == (None, "no_hours_wanted")
    assert found(figures["hours_gap"]) == (0, None)
    assert "no_hours_wanted" in REASONS


def test_weeks_without_hours_have_no_share_of_waiting_and_no_pay_per_hour() -> None:
    figures = figures_of(weeks_in(2))
    assert found(figures["idle_share"]) == (None, "no_hours")
    assert found(figures["pay_with_waiting"]) == (None, "no_hours")


def test_without_a_complete_week_nothing_is_known_of_the_period_asked_about() -> None:
    period = Period(day(1), day(6))
    figures = figures_of((), period=period)
    assert {found(figure) for figure in figures.values()} == {(None, "no_complete_week")}
    assert {figure.period for figure in figures.values()} == {period}
    assert not any(figure.provisional or figure.at_least for figure in figures.values())
    assert "no_complete_week" in REASONS


def test_the_figures_carry_the_days_of_their_weeks() -> None:
    weeks = weeks_in(3, work(1, paid=5))[1:]
    assert {figure.period for figure in figures_of(weeks).values()} == {Period(day(7), day(21))}


@few
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), min_size=2, max_size=8), st.data())
def test_hours_gap_and_short_weeks_add_up_over_any_split_between_weeks(by_week, data) -> None:
    rows = [work(n, paid=paid, waiting=waiting) for n, (paid, waiting) in enumerate(by_week)]
    weeks = weeks_in(len(rows), *rows, wanted=FORTY, said=LACKING)
    cut = data.draw(st.integers(1, len(rows) - 1))
    whole, first, second = (figures_of(part) for part in (weeks, weeks[:cut], weeks[cut:]))
    for key in ("hours_gap", "involuntary_part_time_weeks"):
        assert whole[key].value == first[key].value + second[key].value
    assert whole["hours_gap"].value == sum(max(0, 40 - paid - waiting) for paid, waiting in by_week)
    assert whole["involuntary_part_time_weeks"].value == sum(paid + wait < 35 for paid, wait in by_week)


# Pay with waiting


def test_pay_that_nobody_knows_is_no_pay_of_nothing() -> None:
    unknown = week_of(work(paid=20, earned_minor=None))
    figure = figures_of([unknown])["pay_with_waiting"]
    assert found(figure) == (None, "no_earnings")
    assert sum_of(figure) == [
        "Earned, approved or pending ?",
        "/ Hours: 20 paid, 0 waiting 20 h",
        "= Pay per hour with waiting ?",
    ]
    half_waited = week_of(work(paid=5, waiting=5, earned_minor=None))
    assert found(figures_of([half_waited])["pay_with_waiting"]) == (None, "no_earnings")
    weeks = weeks_in(2, work(0, paid=20, earned_minor=None), work(1, paid=20, earned_minor=60_000))
    assert figures_of(weeks)["pay_with_waiting"].value == 15
    free = figures_of([week_of(work(waiting=20))])["pay_with_waiting"]
    assert found(free) == (0, None)


def test_a_week_of_waiting_does_not_make_unknown_pay_a_zero() -> None:
    waited, unknown = work(0, waiting=8), work(1, paid=20, earned_minor=None)
    figure = figures_of(weeks_in(3, waited, unknown))["pay_with_waiting"]
    assert found(figure) == (None, "no_earnings")
    known = work(2, paid=4, earned_minor=0)
    assert figures_of(weeks_in(3, waited, unknown, known))["pay_with_waiting"].value == 0
    bonus = work(2, earned_minor=3_200)
    assert figures_of(weeks_in(3, waited, unknown, bonus))["pay_with_waiting"].value == Fraction(32, 28)


def test_pay_is_in_the_currency_of_the_weeks() -> None:
    figure = figures_of([week_of(work(paid=10, earned_minor=5_000))], currency="JPY")["pay_with_waiting"]
    assert (figure.value, figure.currency) == (500, "JPY")
    assert figure.rows == {"tasks": ("t0",)}


@pytest.mark.parametrize(
    ("with_time", "priced", "is_provisional"),
    [(80, 100, False), (79, 100, True), (100, 80, False), (100, 79, True)],
)
def test_pay_with_waiting_carries_its_coverage(with_time, priced, is_provisional) -> None:
    sums = {"positive": 100, "positive_with_time": with_time}
    covered, other = (
        WeekWork(day(7 * n), Work(paid_seconds=50, priced_seconds=seconds, pay_count=1, **sums))
        for n, seconds in enumerate((priced - 50, 50))
    )
    figure = figures_of(weeks_in(2, covered, other))["pay_with_waiting"]
    assert figure.coverage == Coverage(Fraction(with_time, 100), Fraction(priced, 100))
    assert figure.provisional is is_provisional


def test_without_a_week_there_is_nothing_to_cover() -> None:
    figure = figures_of(())["pay_with_waiting"]
    assert (figure.coverage, figure.provisional) == (Coverage(None, None), False)
    assert figure.steps[0].value is None


# One week as figures


def test_a_week_says_what_the_summary_would_say_of_it_alone() -> None:
    row = work(paid=20, waiting=5, other=2.5, earned_minor=50_000, positive=50_000, positive_with_time=25_000)
    week = week_of(row, wanted=FORTY, said=LACKING)
    figures = week_figures(week, currency="USD")
    assert {key: figure.value for key, figure in figures.items()} == {
        "hours_wanted": 40,
        "hours": Fraction(55, 2),
        "paid_hours": 20,
        "hours_gap": Fraction(25, 2),
        "utilisation": Fraction(1, 2),
        "idle_share": Fraction(2, 11),
        "involuntary_part_time_weeks": 1,
        "pay_with_waiting": 20,
    }
    assert all(key == figure.key in DEFINITIONS for key, figure in figures.items())
    assert {figure.period for figure in figures.values()} == {week.days}
    assert [figures[key].unit for key in ("hours", "paid_hours", "hours_wanted")] == ["hours"] * 3
    rate = figures["pay_with_waiting"]
    assert (rate.coverage, rate.provisional) == (Coverage(Fraction(1, 2), Fraction(1)), True)
    assert figures["hours"].rows == figures["paid_hours"].rows == {"tasks": ("t0",)}
    assert figures["hours_wanted"].rows == {"situations": ("want",)}
    assert sum_of(figures["hours"]) == ["Paid hours 20 h", "+ Unpaid hours 7.5 h", "= All hours 27.5 h"]
    assert sum_of(figures["paid_hours"]) == ["Paid hours 20 h"]
    assert sum_of(figures["hours_wanted"]) == ["Hours wanted 40 h"]
    assert week_figures(week, currency="JPY")["pay_with_waiting"].value == 2_000


def test_a_week_without_work_has_no_hours_and_without_a_word_no_wanted_hours() -> None:
    (week,) = weeks_in(1)
    figures = week_figures(week, currency="USD")
    assert (found(figures["hours"]), found(figures["paid_hours"])) == ((0, None), (0, None))
    assert found(figures["hours_wanted"]) == (None, "hours_wanted_unknown")


# Days since the last paid time


def since(last: int | None, **overrides):
    given_ = {"as_of": day(10), "period": WEEK, **overrides}
    return days_since_last_paid_time(None if last is None else day(last), **given_)


@pytest.mark.parametrize(("last", "days"), [(10, 0), (9, 1), (0, 10), (-90, 100)])
def test_days_since_the_last_paid_time(last, days) -> None:
    figure = since(last, rows={"tasks": ("a",)})
    assert found(figure) == (days, None)
    assert (figure.key, figure.unit, figure.period) == ("days_since_last_paid_time", "days", WEEK)
    assert figure.rows == {"tasks": ("a",)}


def test_the_last_paid_day_is_named() -> None:
    assert sum_of(since(3)) == ["= Days since paid work on 5 March 2026 7 days"]
    assert since(3).rows == {}


def test_silence_and_never_paid_have_their_own_words() -> None:
    assert found(since(3, is_silent=True)) == (None, "no_recent_log")
    assert sum_of(since(3, is_silent=True)) == ["= Days since paid work on 5 March 2026 ?"]
    assert found(since(None)) == (None, "no_paid_hours")
    assert found(since(None, is_silent=True)) == (None, "no_paid_hours")
    assert since(None).steps == ()


def test_every_figure_has_words() -> None:
    keys = [*figures_of(()), since(None).key]
    assert keys == [
        "hours_gap",
        "hours_gap_per_week",
        "utilisation",
        "idle_share",
        "involuntary_part_time_weeks",
        "pay_with_waiting",
        "days_since_last_paid_time",
    ]
    assert set(keys) <= set(DEFINITIONS)
    assert {DEFINITIONS[key].section for key in keys} == {"8"}
    assert all(key == figure.key for key, figure in figures_of(()).items())
