"""What counts as pay, on which day, and how the hours are counted."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import hours
from reports.earnings import keep_books, straight_line
from reports.hours import session_seconds, split_overlaps
from reports.periods import Period
from reports.pricing import advertised_hourly
from reports.sums import add_up, select
from tests.reports.factories import (
    contract,
    expense,
    ledger_of,
    payment,
    payout,
    payout_match,
    platform,
    task,
    terms,
    unpaid,
)

AS_OF = date(2026, 12, 31)
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def day(number, month=3):
    return date(2026, month, number)


def books_of(**nouns):
    return keep_books(ledger_of(**nouns), AS_OF)


def earned_by_day(books):
    days = {}
    for row in books.accruals:
        if row.category == "earned":
            days[row.day] = days.get(row.day, 0) + row.minor
    return days


def sums_of(period=MARCH, **nouns):
    return add_up(select(books_of(**nouns), period), "USD")


@pytest.mark.parametrize(
    ("agreed", "done", "minor"),
    [
        ({"rate_minor": 2400}, {"seconds": 1800}, 1200),
        ({"rate_minor": 2400}, {"seconds": 7800, "credited_seconds": 6300}, 4200),
        ({"rate_minor": 2000, "rate_high_minor": 3000}, {}, 2000),
        ({"rate_minor": 2000}, {"expected_minor": 777}, 777),
        ({"pay_model": "per_unit", "rate_minor": 82}, {"units": 15}, 1230),
        ({"pay_model": "per_unit", "rate_minor": 500, "rate_units": 1000}, {"units": 1500}, 750),
        ({"pay_model": "per_accepted_unit", "rate_minor": 100}, {"units": 3, "outcome": "approved"}, 300),
        ({"rate_minor": 2000}, {"outcome": "rejected"}, 0),
        ({"rate_minor": 2000}, {"outcome": "expired"}, 0),
        ({"rate_minor": 2000}, {"outcome": "returned", "expected_minor": 900}, 0),
        ({"pay_model": "per_deliverable", "rate_minor": 5000}, {}, 0),
        ({"rate_minor": 2000, "effective_on": date(2026, 6, 1)}, {}, 0),
    ],
)
def test_expected_pay_follows_the_terms_of_the_day(agreed, done, minor):
    assert sums_of(terms=[terms(**agreed)], tasks=[task(**done)]).earned == minor


@pytest.mark.parametrize(
    ("agreed", "done", "minor"),
    [
        ({"pay_model": "per_unit", "rate_minor": 500, "rate_units": 1000}, {"units": 1}, 500),
        ({"rate_minor": 1600}, {"seconds": 28}, 12444),
    ],
)
def test_a_thousand_small_tasks_are_right_to_one_rounding(agreed, done, minor):
    rows = [task(**done, worked_on=day(1 + number % 20)) for number in range(1000)]
    for tasks in (rows, rows[::-1]):
        assert sums_of(terms=[terms(**agreed)], tasks=tasks).earned == minor


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("rate", [10**12, 10**11])
def test_pay_beyond_all_reason_is_not_known(rate, count):
    agreed = terms(pay_model="per_unit", rate_minor=rate)
    tasks = [task(units=10**7) for _ in range(count)] + [task(expected_minor=700)]
    books = books_of(terms=[agreed], tasks=tasks)
    assert [accrual.minor for accrual in books.accruals] == [700]
    assert [row.is_priced for row in books.hours] == [False] * count + [True]


def test_no_part_of_carried_pay_is_a_cent_off_its_exact_share():
    book = earned_by_day(
        books_of(
            terms=[terms(rate_minor=1600)],
            tasks=[task(seconds=28, worked_on=day(1 + number // 10)) for number in range(100)],
        )
    )
    assert all(abs(minor - Fraction(1600 * 280, 3600)) < 1 for minor in book.values())


@pytest.mark.parametrize(
    ("outcome", "category"),
    [("rejected", "rejected_task"), ("returned", "rejected_task"), ("expired", "over_time_limit")],
)
def test_work_that_earns_nothing_is_unpaid_time_with_its_reason(outcome, category):
    (worked,) = books_of(tasks=[task(outcome=outcome)]).hours
    assert (worked.paid_seconds, worked.unpaid_seconds, worked.category) == (0, 3600, category)


def test_payments_for_a_task_take_the_place_of_its_expected_pay_and_add_up():
    paid = [payment(task_id="a", amount_minor=1000, earned_on=day(20)) for _ in range(2)]
    books = books_of(terms=[terms()], tasks=[task(id="a", worked_on=day(2))], payments=paid)
    assert earned_by_day(books) == {day(2): 2000}


def test_a_payment_for_some_days_takes_the_place_of_their_expected_pay():
    tasks = [task(worked_on=day(n), seconds=3600 * n) for n in (1, 3, 9)]
    paid = [payment(amount_minor=8000, work_start_on=day(1), work_end_on=day(7), earned_on=day(8))]
    books = books_of(terms=[terms(rate_minor=1000)], tasks=tasks, payments=paid)
    assert earned_by_day(books) == {day(1): 2000, day(3): 6000, day(9): 9000}


def test_days_without_expected_pay_share_a_payment_by_their_time():
    tasks = [task(worked_on=day(1), seconds=3600), task(worked_on=day(2), seconds=7200)]
    paid = [payment(amount_minor=900, work_start_on=day(1), work_end_on=day(2))]
    assert earned_by_day(books_of(tasks=tasks, payments=paid)) == {day(1): 300, day(2): 600}


def test_two_payments_for_the_same_days_replace_expected_pay_once():
    paid = [payment(amount_minor=n, work_start_on=day(1), work_end_on=day(2)) for n in (700, 800)]
    books = books_of(terms=[terms()], tasks=[task(worked_on=day(1))], payments=paid)
    assert earned_by_day(books) == {day(1): 1500}


def test_pay_for_a_task_that_does_not_count_yet_pays_for_no_other():
    tasks = [
        task(id="a", worked_on=day(2), expected_minor=2000),
        task(id="b", worked_on=day(20), expected_minor=9900),
    ]
    paid = payment(id="p", task_id="b", amount_minor=9900, earned_on=day(5), work_start_on=day(1))
    before = keep_books(ledger_of(tasks=tasks, payments=[paid]), day(10)).accruals
    found = [(row.day, row.noun, row.row_id, row.minor, row.task_id) for row in before]
    assert found == [(day(2), "tasks", "a", 2000, "a"), (day(5), "payments", "p", 9900, None)]
    after = keep_books(ledger_of(tasks=tasks, payments=[paid]), day(20)).accruals
    assert [(row.day, row.minor, row.task_id) for row in after] == [(day(2), 2000, "a"), (day(20), 9900, "b")]


def test_a_payment_that_names_nothing_takes_the_oldest_expected_pay_first():
    tasks = [task(worked_on=day(n)) for n in (1, 2, 20)]
    books = books_of(
        terms=[terms(rate_minor=6000)], tasks=tasks, payments=[payment(amount_minor=9000, earned_on=day(10))]
    )
    assert earned_by_day(books) == {day(1): 6000, day(2): 6000, day(20): 6000}
    assert sum(row.minor for row in books.accruals if row.noun == "payments") == 9000


def test_what_a_payment_has_beyond_expected_pay_adds_on_its_own_day():
    books = books_of(
        terms=[terms()],
        tasks=[task(worked_on=day(1))],
        payments=[payment(amount_minor=4000, earned_on=day(9))],
    )
    assert earned_by_day(books) == {day(1): 2500, day(9): 1500}


@pytest.mark.parametrize(
    ("kind", "typed", "minor"),
    [
        ("bonus", 500, 500),
        ("referral", 500, 500),
        ("adjustment", -200, -200),
        ("clawback", 300, -300),
        ("clawback", -300, -300),
    ],
)
def test_other_payments_always_add_on_their_day(kind, typed, minor):
    books = books_of(
        terms=[terms()],
        tasks=[task(worked_on=day(1))],
        payments=[payment(kind=kind, amount_minor=typed, earned_on=day(5))],
    )
    assert earned_by_day(books) == {day(1): 2500, day(5): minor}


def test_a_clawback_in_a_later_month_is_negative_pay_there():
    april = Period(date(2026, 4, 1), date(2026, 5, 1))
    rows = {
        "tasks": [task(worked_on=day(1))],
        "terms": [terms()],
        "payments": [payment(kind="clawback", amount_minor=700, earned_on=day(3, 4))],
    }
    assert sums_of(april, **rows).earned == -700
    assert sums_of(MARCH, **rows).earned == 2500


def test_fees_belong_to_the_days_of_the_work_they_settle_and_the_rest_to_the_payout():
    books = books_of(
        tasks=[task(id="a", worked_on=day(1)), task(id="b", worked_on=day(3))],
        payments=[
            payment(id="p", task_id="a", amount_minor=3000),
            payment(id="q", task_id="b", amount_minor=1000),
        ],
        payouts=[payout(id="o", arrived_on=day(25), gross_minor=5000, fee_minor=100)],
        payout_matches=[
            payout_match(payout_id="o", payment_id="p", amount_minor=3000),
            payout_match(payout_id="o", payment_id="q", amount_minor=1000),
        ],
    )
    fees = {row.day: row.minor for row in books.accruals if row.category == "fee"}
    assert fees == {day(1): 60, day(3): 20, day(25): 20}


@given(st.integers(1, 10**7), st.integers(1, 40), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_an_expense_over_months_adds_up_exactly_and_is_even(minor, months, first):
    parts = list(straight_line(minor, first, months, date(2040, 1, 1)))
    assert sum(part for _, part in parts) == minor
    if months > 1:
        days = (parts[-1][0] - parts[0][0]).days + 1
        even = Fraction(minor, max(days, 28 * months))
        assert all(part <= even * Fraction(32 * months, 28 * months) + 2 for _, part in parts)


def test_a_task_with_a_price_but_no_time_counts_in_the_coverage_only():
    sums = sums_of(tasks=[task(expected_minor=3000), task(expected_minor=1000, seconds=None)])
    assert (sums.earned, sums.gross_of_rates, sums.hours) == (4000, 30, 1)
    assert sums.coverage.pay_with_time == Fraction(3, 4)
    assert not sums.coverage.enough


def test_time_without_a_price_lowers_the_coverage_of_time():
    sums = sums_of(tasks=[task(expected_minor=3000), task(), unpaid(seconds=7200)])
    assert sums.coverage.time_priced == Fraction(3, 4)


def test_other_currencies_and_later_rows_are_left_out_and_counted():
    books = keep_books(
        ledger_of(
            tasks=[
                task(expected_minor=1000, currency="EUR"),
                task(expected_minor=2000, worked_on=date(2026, 6, 1)),
                task(expected_minor=3000),
            ],
            payments=[payment(kind="bonus", currency="EUR")],
        ),
        date(2026, 5, 31),
    )
    assert books.left_out == {"no_exchange_rate": 2, "after_as_of": 1}
    assert earned_by_day(books) == {day(2): 3000}


def test_ids_of_a_contract_and_a_platform_may_be_equal():
    books = books_of(
        platforms=[platform(id="1"), platform(id="2")],
        contracts=[contract(id="1", platform_id="2")],
        tasks=[task(contract_id="1", expected_minor=500)],
        payments=[payment(contract_id=None, platform_id="1", amount_minor=900, earned_on=day(9))],
    )
    assert earned_by_day(books) == {day(2): 500, day(9): 900}


def test_a_piece_rate_promises_its_price_over_its_promised_time():
    fall = [
        advertised_hourly(
            {
                "pay_model": "per_unit",
                "rate_minor": price,
                "rate_high_minor": None,
                "rate_units": None,
                "promised_seconds_per_unit": 240,
            }
        )
        for price in (82, 64)
    ]
    assert fall == [1230, 960]


# Hours


class Span(NamedTuple):
    start: int
    end: int
    place: int


def split_slowly(spans):
    """Second by second: between two moments at which someone starts or ends, those at work take turns."""
    moments = {moment for span in spans for moment in (span.start, span.end)}
    shares, turn = {span.place: 0 for span in spans}, 0
    for second in range(max(moments, default=0)):
        present = sorted(
            (span for span in spans if span.start <= second < span.end),
            key=lambda span: (span.start, span.place),
        )
        turn = 0 if second in moments else turn + 1
        if present:
            shares[present[turn % len(present)].place] += 1
    return shares


@st.composite
def some_spans(draw):
    starts = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=5))
    return [Span(start, start + length, number) for number, (start, length) in enumerate(starts)]


def split(spans):
    starts, ends = (np.array([span[n] for span in spans], np.int64) for n in (0, 1))
    return dict(zip((span.place for span in spans), split_overlaps(starts, ends).tolist(), strict=True))


@given(some_spans())
@settings(max_examples=100, deadline=None)
def test_the_split_agrees_with_its_slow_twin(spans):
    assert split(spans) == split_slowly(spans)


@given(some_spans())
@settings(max_examples=50, deadline=None)
def test_split_time_adds_up_to_clock_time(spans):
    union = {second for span in spans for second in range(span.start, span.end)}
    assert sum(split(spans).values()) == len(union)


def at(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(5))
def test_many_spans_at_once_are_shared_like_few(seed, monkeypatch):
    start = np.random.default_rng(seed).integers(0, 500, 150)
    end = start + np.random.default_rng(seed + 1).integers(1, 300, 150)
    many = split_overlaps(start, end)
    monkeypatch.setattr(hours, "_MANY", 1000)
    assert many.tolist() == split_overlaps(start, end).tolist()


def test_seconds_of_centuries_are_counted_exactly():
    entry = task(
        seconds=31_000_000,
        started_at=datetime(1990, 1, 1, tzinfo=UTC),
        ended_at=datetime(2199, 12, 31, tzinfo=UTC),
    )
    assert [row.paid_seconds for row in books_of(tasks=[entry]).hours] == [31_000_000]
    whole = books_of(tasks=[{**entry, "seconds": 10**12}]).hours
    assert [row.paid_seconds for row in whole] == [(entry["ended_at"] - entry["started_at"]).total_seconds()]


def test_two_tasks_at_once_share_the_hour_and_a_pause_stays_out():
    together = [
        task(id="a", seconds=None, started_at=at(9), ended_at=at(11), expected_minor=1),
        task(id="b", seconds=1800, started_at=at(10), ended_at=at(11), expected_minor=1),
    ]
    found = {row.task_id: row.paid_seconds for row in books_of(tasks=together).hours}
    # From 10 to 11 she worked on a all the time and on b half of it: 2 to 1.
    assert found == {"a": 3600 + 2400, "b": 1200}


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        # Another task in the pause of the first: nothing is lost.
        (((0, 180, 120), (60, 120, 60)), (120, 60)),
        # Half of each of two that run together.
        (((0, 100, 50), (0, 100, 50)), (50, 50)),
        # A little more than fits.
        (((0, 100, 60), (0, 100, 60)), (50, 50)),
        # The pause is shorter than what lies in it.
        (((0, 100, 90), (40, 60, 20)), (80 + 7, 13)),
        # One whose work fits into its own time leaves the rest to the next, and so on.
        (((0, 120, 120), (0, 180, 60), (120, 360, 150)), (120, 60, 150)),
        # One beside them that shares nothing.
        (((0, 100, 60), (0, 100, 60), (100, 130, 7)), (50, 50, 7)),
        # Nothing at all was worked.
        (((0, 100, 0), (0, 100, 0)), (0, 0)),
        (((0, 100, 0), (0, 100, 100)), (0, 100)),
    ],
)
def test_a_pause_lies_where_another_task_runs(spans, found):
    start, end, worked = np.array(spans, np.int64).T
    assert split_overlaps(start, end, worked).tolist() == [int(seconds) for seconds in found]


def shared_slowly(spans):
    """The rule in fractions, second by second."""
    left = [worked for _, _, worked in spans]
    open_seconds = set(range(max((end for _, end, _ in spans), default=0)))

    def busy(second):
        return [n for n, (start, end, _) in enumerate(spans) if start <= second < end and left[n]]

    while alone := {second: busy(second)[0] for second in open_seconds if len(busy(second)) == 1}:
        open_seconds -= set(alone)
        for span in alone.values():
            left[span] -= min(left[span], 1)
    crowds = {second: busy(second) for second in open_seconds}
    room = [sum(n in crowd for crowd in crowds.values()) for n in range(len(spans))]
    density = [Fraction(remainder, max(1, space)) for remainder, space in zip(left, room, strict=True)]
    got = [Fraction(worked - remainder) for (_, _, worked), remainder in zip(spans, left, strict=True)]
    for crowd in crowds.values():
        for span in crowd:
            got[span] += density[span] / max(1, sum(density[other] for other in crowd))
    return got


@st.composite
def paused_spans(draw):
    spans = []
    for start, length in draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=5)):
        spans.append((start, start + length, draw(st.integers(0, length))))
    return spans


def check_against_the_slow_rule(spans):
    """Less than a second from the rule of everybody, and nothing is lost to whole seconds."""
    start, end, worked = (np.array([span[n] for span in spans], np.int64) for n in range(3))
    found, exact = split_overlaps(start, end, worked).tolist(), shared_slowly(spans)
    paused = [worked < end - start for start, end, worked in spans]
    if all(paused):  # one without a pause alone gives away the rest of each division instead
        assert all(abs(seconds - right) < 1 for seconds, right in zip(found, exact, strict=True))
    union = {second for first, last, _ in spans for second in range(first, last)}
    filled = {
        second
        for (first, last, _), has_pause in zip(spans, paused, strict=True)
        for second in range(first, last)
        if not has_pause
    }
    assert max(len(filled), sum(exact) - len(spans)) <= sum(found) <= min(len(union), worked.sum())
    assert all(0 <= seconds <= most for seconds, most in zip(found, worked.tolist(), strict=True))
    assert all(abs(seconds - right) < len(spans) for seconds, right in zip(found, exact, strict=True))


@given(paused_spans())
@settings(max_examples=200, deadline=None)
def test_the_split_around_pauses_agrees_with_its_slow_twin(spans):
    check_against_the_slow_rule(spans)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("longest", [3, 20, 60])
def test_the_same_rule_holds_for_a_batch_of_hundreds(seed, longest):
    numbers = np.random.default_rng(seed)
    start = np.sort(numbers.integers(0, 200, 120))
    length = numbers.integers(1, longest + 1, 120)
    worked = numbers.integers(0, length)
    check_against_the_slow_rule(
        list(zip(*(x.tolist() for x in (start, start + length, worked)), strict=True))
    )


@given(paused_spans(), st.integers(0, 12), st.integers(1, 12))
@settings(max_examples=100, deadline=None)
def test_another_entry_without_a_pause_fills_its_clock_time(spans, start, length):
    check_against_the_slow_rule([*spans, (start, start + length, length)])


@pytest.mark.parametrize("many", [98, 99, 1000])
def test_one_entry_more_changes_the_hours_by_no_more_than_its_own(many):
    """Four minutes each, one after the other, and one beside them all that worked ten of those minutes."""
    start = np.append(240 * np.arange(many), 0)
    end = np.append(240 * np.arange(1, many + 1), 240 * many)
    found = split_overlaps(start, end, np.append(np.full(many, 240), 600))
    assert found.sum() == 240 * many
    # Where it worked nobody knows: 600 parts of 240 x many, each beside a whole one.
    assert abs(int(found[-1]) - 600 / (1 + 600 / (240 * many))) < 1


def test_a_batch_of_thousands_is_shared_at_once():
    numbers = np.random.default_rng(5)
    start = np.sort(numbers.integers(0, 80_000, 3000))
    worked = numbers.integers(0, 20_000, 3000)
    found = split_overlaps(start, start + 20_000, worked)
    assert (found <= worked).all()
    union = start[-1] + 20_000 - start[0]
    assert union - 100 < found.sum() <= union  # at the edges nobody worked all the time
    nested = np.arange(3000)  # each leaves its time to the one around it
    inside = split_overlaps(nested, 10_000 - nested, np.ones_like(nested))
    assert inside.tolist() == [1] * 3000


def test_more_than_the_clock_allows_counts_neither_as_time_nor_as_pay():
    entry = task(seconds=3 * 3600, started_at=at(9), ended_at=at(10), expected_minor=None)
    books = books_of(terms=[terms(rate_minor=2500)], tasks=[entry])
    assert [row.paid_seconds for row in books.hours] == [3600]
    assert [accrual.minor for accrual in books.accruals] == [2500]


@pytest.mark.parametrize(("gap", "minutes"), [(0, "43.5"), (45, 44), (60, 45), (720, 45), (900, 60)])
def test_sessions_join_over_short_pauses(gap, minutes):
    spans = np.array([(2700, 3600), (0, 600), (1260, 1800), (630, 1200)])
    assert Fraction(session_seconds(*spans.T, gap), 60) == Fraction(minutes)


@st.composite
def some_ledger(draw):
    days = st.integers(0, 70).map(lambda n: date(2026, 1, 25) + timedelta(days=n))
    tasks = draw(
        st.lists(
            st.builds(
                task,
                worked_on=days,
                seconds=st.one_of(st.none(), st.integers(0, 9000)),
                expected_minor=st.one_of(st.none(), st.integers(0, 9000)),
                outcome=st.sampled_from(["pending", "approved", "rejected"]),
                is_paid=st.booleans(),
            ),
            max_size=6,
        )
    )
    kinds = st.sampled_from(["task_pay", "task_pay", "bonus", "clawback"])
    amounts = st.integers(1, 20000)
    payments = draw(
        st.lists(
            st.builds(
                payment,
                kind=kinds,
                earned_on=days,
                amount_minor=amounts,
                work_start_on=st.one_of(st.none(), days),
            ),
            max_size=4,
        )
    )
    payouts = draw(
        st.lists(
            st.builds(payout, arrived_on=days, gross_minor=amounts, fee_minor=st.integers(0, 300)), max_size=2
        )
    )
    costs = draw(st.lists(st.builds(expense, spent_on=days, months=st.integers(1, 4)), max_size=2))
    matches = [
        payout_match(payout_id=out["id"], payment_id=paid["id"], amount_minor=paid["amount_minor"])
        for out, paid in zip(payouts, payments, strict=False)
    ]
    return {
        "terms": [terms()],
        "tasks": tasks,
        "payments": payments,
        "payouts": payouts,
        "payout_matches": matches,
        "expenses": costs,
    }


@given(some_ledger(), st.integers(1, 90))
@settings(max_examples=50, deadline=None)
def test_sums_add_up_over_any_split_of_the_period(rows, cut):
    books = books_of(**rows)
    whole = Period(date(2026, 1, 1), date(2027, 1, 1))
    middle = whole.start + timedelta(days=cut)
    found = [
        add_up(select(books, period), "USD")
        for period in (whole, Period(whole.start, middle), Period(middle, whole.end))
    ]
    for name in ("earned", "fees", "expenses", "net", "paid_seconds", "unpaid_seconds", "priced_seconds"):
        total, *parts = (getattr(sums, name) for sums in found)
        assert total == sum(parts), name


@given(some_ledger(), st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_order_of_rows_changes_nothing(rows, random):
    shuffled = {noun: random.sample(listed, len(listed)) for noun, listed in rows.items()}
    one, other = books_of(**shuffled), books_of(**rows)
    assert (list(one.accruals), list(one.hours)) == (list(other.accruals), list(other.hours))
    assert (one.received, one.left_out, one.advertised) == (other.received, other.left_out, other.advertised)


@given(some_ledger())
@settings(max_examples=50, deadline=None)
def test_every_fee_and_every_cost_is_counted_once(rows):
    books = books_of(**rows)
    fees = sum(row.minor for row in books.accruals if row.category == "fee")
    costs = sum(row.minor for row in books.accruals if row.category == "expense")
    assert fees == sum(row["fee_minor"] for row in rows["payouts"])
    assert costs == sum(row["amount_minor"] for row in rows["expenses"])
