"""What an offer would really pay, and what to ask for: tables worked by hand, and each the inverse of the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import personal
from reports.supposing import (
    BASES,
    Shares,
    leaning_on,
    needed,
    offered,
    promised_hourly,
    rate_to_ask,
    rounded_up,
    shares_of,
    span_of,
    suppose,
)
from tests.reports import factories as make
from tests.reports.sample_report import sample_report
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer

HALF = Fraction(1, 2)
CENT = Fraction(1, 100)
#: METHOD, worked example A, with 30.00 promised where 25.00 were paid.
EXAMPLE_A = Shares(
    promise_kept=Fraction(25, 30),
    paid_time=Fraction(40, 52),
    fees=Fraction(1, 100),
    cost_an_hour=Fraction(50, 52),
    after_tax=1 - Fraction("0.9235") * Fraction("0.153"),
    staff_wage=1 / (1 + Fraction("14.01") / Fraction("32.60")),
)
NOTHING_LOST = Shares(None, Fraction(1), Fraction(0), Fraction(0), None, None)


def worked_example_a(**more):
    """1,000.00 for 40 of 52 hours, fees of 10.00, costs of 50.00; 30.00 promised, in 2026."""
    ledger = make.ledger_of(
        platforms=[make.platform(id="platform")],
        contracts=[make.contract(id="contract")],
        terms=[make.terms(rate_minor=3000)],
        tasks=[
            make.task(seconds=40 * 3600, expected_minor=100_000, outcome="approved"),
            make.unpaid(seconds=12 * 3600),
        ],
        payouts=[make.payout(gross_minor=100_000, fee_minor=1000)],
        expenses=[make.expense(amount_minor=5000)],
        **more,
    )
    return personal.report(ledger, as_of=date(2026, 3, 31))


def rounded(value):
    return None if value is None else round(float(value), 4)


@pytest.mark.parametrize(
    ("per", "pay", "count", "hourly"),
    [
        ("hour", "25", None, 25),
        ("hour", "25", "3", 25),  # said for pay by the piece before she changed her mind
        ("piece", "0.82", "15", "12.3"),
        ("piece", "0.82", None, None),
        ("job", "600", "20", 30),
        ("job", "600", "0.5", 1200),
        ("job", "600", None, None),
        ("job", "600", "0", None),
    ],
)
def test_what_an_offer_promises_for_an_hour(per, pay, count, hourly):
    found = promised_hourly(Fraction(pay), per, None if count is None else Fraction(count))
    assert found == (None if hourly is None else Fraction(hourly))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # promised 30: x 25/30 = 25; x 40/52 = 19.2308; x 0.99 = 19.0385; - 50/52 = 18.0769; x 0.8587 and / 1.42975
        ({}, (30, 25, 19.2308, 19.0385, 18.0769, 15.5227, 12.6434)),
        # no promise known: 30 x 40/52 = 23.0769; x 0.99 = 22.8462; - 0.9615 = 21.8846
        ({"promise_kept": None}, (30, 30, 23.0769, 22.8462, 21.8846, 18.7924, 15.3066)),
        # everything paid as promised
        ({"promise_kept": Fraction(1), "paid_time": Fraction(1), "fees": Fraction(0), "cost_an_hour": Fraction(0)},
         (30, 30, 30, 30, 30, 25.7611, 20.9826)),
        # bonuses: more than promised
        ({"promise_kept": Fraction(11, 10)}, (30, 33, 25.3846, 25.1308, 24.1692, 20.7542, 16.9045)),
        # costs of 20 an hour eat all of 19.0385; the tax has a negative share, as a contract at a loss has
        ({"cost_an_hour": Fraction(20)}, (30, 25, 19.2308, 19.0385, -0.9615, -0.8257, -0.6725)),
        ({"after_tax": None, "staff_wage": None}, (30, 25, 19.2308, 19.0385, 18.0769, None, None)),
    ],
)  # fmt: skip
def test_an_offer_of_30_step_by_step(changes, expected):
    found = suppose(Fraction(30), replace(EXAMPLE_A, **changes))
    steps = (
        found.promised,
        found.counted,
        found.worked,
        found.after_fees,
        found.real,
        found.after_tax,
        found.staff_wage,
    )
    assert tuple(map(rounded, steps)) == expected


@pytest.mark.parametrize(
    ("wanted", "basis", "asked"),
    [
        # (18.0769 + 0.9615) / (25/30 x 40/52 x 0.99) = 19.0385 / 0.634615
        (Fraction(940, 52), "before_tax", 30),
        (Fraction(20), "before_tax", 33.0303),  # 20.9615 / 0.634615
        (Fraction(20), "after_tax", 38.216),  # (20 / 0.8587045 + 0.961538) / 0.634615
        (Fraction(20), "staff_wage", 46.5741),  # (20 x 1.4297546 + 0.961538) / 0.634615
    ],
)
def test_what_to_ask_for(wanted, basis, asked):
    assert rounded(rate_to_ask(wanted, basis, EXAMPLE_A)) == asked


@pytest.mark.parametrize("basis", BASES[1:])
def test_nothing_to_ask_for_where_a_basis_is_not_on_file(basis):
    assert rate_to_ask(Fraction(20), basis, NOTHING_LOST) is None
    assert rate_to_ask(Fraction(20), "before_tax", NOTHING_LOST) == 20


def test_the_promise_of_her_own_work_gives_back_its_own_report():
    report = worked_example_a()
    shares = leaning_on(report).shares
    assert shares == replace(EXAMPLE_A, after_tax=shares.after_tax, staff_wage=shares.staff_wage)
    found = suppose(report.figures["advertised_rate"].value, shares)
    for key, value in (
        ("paid_time_rate", found.counted),
        ("all_hours_rate", found.worked),
        ("effective_hourly_rate", found.real),
        ("rate_after_self_employment_tax", found.after_tax),
        ("employee_equivalent_wage", found.staff_wage),
    ):
        assert value == report.figures[key].value, key
    assert rounded(found.after_tax) == 15.5227  # METHOD, worked example A


def test_a_promise_for_few_of_the_hours_is_no_yardstick():
    figures = dict(worked_example_a().figures)
    figures["advertised_rate"] = replace(figures["advertised_rate"], provisional=True)
    assert shares_of(figures, figures).promise_kept is None
    figures["advertised_rate"] = replace(figures["advertised_rate"], value=None, provisional=False)
    assert shares_of(figures, figures).promise_kept is None


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({}, "no_hours"),
        ({"tasks": [make.unpaid(id="u")]}, "no_paid_hours"),
        ({"tasks": [make.task(id="p")]}, "no_earnings"),
        ({"tasks": [make.task(id="p", expected_minor=0, outcome="approved")]}, "no_earnings"),
        (
            {
                "tasks": [make.task(id="p", expected_minor=1000, outcome="approved")],
                "payouts": [make.payout(id="o", gross_minor=1000, fee_minor=1000)],
            },
            "no_net_earnings",
        ),
    ],
)
def test_work_that_nothing_can_be_supposed_of_says_why(rows, reason):
    ledger = make.ledger_of(
        platforms=[make.platform(id="platform")], contracts=[make.contract(id="contract")], **rows
    )
    leaning = leaning_on(personal.report(ledger, as_of=date(2026, 3, 31)))
    assert (leaning.shares, leaning.reason) == (None, reason)


def test_work_at_a_loss_takes_tax_and_staff_wage_of_the_whole_log():
    figures = worked_example_a().figures
    at_a_loss = {
        **figures,  # costs of 20 an hour
        "expenses": replace(figures["expenses"], value=Fraction(1040)),
        "effective_hourly_rate": replace(figures["effective_hourly_rate"], value=Fraction(990 - 1040, 52)),
    }
    assert shares_of(at_a_loss, figures).fees == EXAMPLE_A.fees
    assert shares_of(at_a_loss, figures).after_tax == shares_of(figures, figures).after_tax
    assert shares_of(at_a_loss, figures).staff_wage == shares_of(figures, figures).staff_wage
    nothing_left = shares_of(at_a_loss, at_a_loss)
    assert (nothing_left.after_tax, nothing_left.staff_wage) == (None, None)


@pytest.mark.parametrize(("real", "is_own"), [(0, False), (Fraction(1, 1000), True), (1, True)])
def test_the_ratios_are_her_own_as_soon_as_something_is_left(real, is_own):
    whole = worked_example_a().figures
    own = {
        **whole,
        "effective_hourly_rate": replace(whole["effective_hourly_rate"], value=Fraction(real)),
        "rate_after_self_employment_tax": replace(
            whole["rate_after_self_employment_tax"], value=Fraction(real) * HALF
        ),
        "employee_equivalent_wage": replace(
            whole["employee_equivalent_wage"], value=Fraction(real) * HALF * HALF
        ),
    }
    found, of_whole = shares_of(own, whole), shares_of(whole, whole)
    expected = (HALF, HALF * HALF) if is_own else (of_whole.after_tax, of_whole.staff_wage)
    assert (found.after_tax, found.staff_wage) == expected


def test_pay_of_a_few_cents_is_pay():
    ledger = make.ledger_of(tasks=[make.task(contract_id=None, expected_minor=1, outcome="approved")])
    leaning = leaning_on(personal.report(ledger, as_of=date(2026, 3, 31)))
    assert suppose(Fraction(30), leaning.shares).real == 30


def three_contracts(hours=(10, 5, 5, 4)):
    """Contracts a, b, c, d with one task each; the work of a is of two kinds, d has too few hours."""
    pay = dict(zip("abcd", (20_000, 10_000, 5_000, 4_000), strict=True))
    tasks = [
        make.task(
            id=name,
            contract_id=name,
            kind="ranking",
            seconds=int(length * 3600),
            expected_minor=pay[name],
            outcome="approved",
        )
        for name, length in zip("abcd", hours, strict=True)
    ]
    ledger = make.ledger_of(
        platforms=[make.platform(id="heron"), make.platform(id="wren")],
        contracts=[
            make.contract(id=name, platform_id="wren" if name == "d" else "heron", task_kind="ranking")
            for name in "abcd"
        ],
        terms=[make.terms(id=f"terms-{name}", contract_id=name, rate_minor=2500) for name in "abcd"],
        tasks=[*tasks, make.unpaid(id="a2", contract_id="a", kind="waiting", seconds=3600)],
    )
    return personal.report(ledger, as_of=date(2026, 3, 31))


def test_what_an_answer_leans_on():
    report = three_contracts()
    every = leaning_on(report)
    assert ([one.id for one in every.contracts], len(every.by_contract), every.task_count) == (
        ["a", "b", "c", "d"], 3, 5,
    )  # fmt: skip
    heron = leaning_on(report, "platform", "heron")
    assert [one.id for one in heron.contracts] == ["a", "b", "c"]
    ranking = leaning_on(report, "kind", "ranking")
    assert [one.id for one in ranking.contracts] == ["a", "b", "c", "d"]
    assert len(ranking.by_contract) == 3
    one = leaning_on(report, "contract", "b")
    assert (one.shares.promise_kept, one.task_count) == (Fraction(20, 25), 1)
    assert leaning_on(report, "platform", "nobody") is None
    assert leaning_on(report, "contract") is None


def test_a_kind_of_work_leans_on_all_hours_of_its_contracts():
    report = three_contracts()
    every, ranking = leaning_on(report), leaning_on(report, "kind", "ranking")
    assert ranking.shares == every.shares  # the waiting of a is in it
    assert ranking.figures["unpaid_hours"].value == 1
    assert leaning_on(report, "kind", "waiting").shares is None


def one_contract_and_loose_work(*more):
    """Ten hours of ranking at a promised 20 and 20 unpaid ones on c; on none an hour of ranking, 50 of writing at 100."""
    hours = {"seconds": 3600, "outcome": "approved"}
    loose = {**hours, "contract_id": None, "platform_id": "heron"}
    ledger = make.ledger_of(
        platforms=[make.platform(id="heron")],
        contracts=[make.contract(id="c", platform_id="heron", task_kind="ranking")],
        terms=[make.terms(contract_id="c", rate_minor=2000)],
        tasks=[
            make.task(id="c1", contract_id="c", kind="ranking", **{**hours, "seconds": 36_000}, expected_minor=20_000),
            make.unpaid(id="c2", contract_id="c", kind="onboarding", seconds=72_000),
            make.task(id="l1", kind="ranking", **loose, expected_minor=2000),
            make.task(id="l2", kind="writing", **{**loose, "seconds": 180_000}, expected_minor=500_000),
            *more,
        ],
        expenses=[make.expense(contract_id=None, platform_id=None, amount_minor=6100)],
    )  # fmt: skip
    return personal.report(ledger, as_of=date(2026, 3, 31))


def test_of_work_on_no_contract_a_kind_leans_on_that_kind_alone():
    found = leaning_on(one_contract_and_loose_work(), "kind", "ranking")
    assert (found.task_count, found.figures["hours"].value, found.has_loose) == (3, 31, True)
    assert [one.id for one in found.contracts] == ["c"]
    assert found.shares.promise_kept == 1  # all but one of eleven paid hours have a promise
    # 220 for 31 hours, and the costs of 61, which belong to the contract
    assert suppose(Fraction(20), found.shares).real == Fraction(220 - 61, 31)


def test_a_kind_that_is_on_no_contract_stands_for_itself():
    report = one_contract_and_loose_work()
    found = leaning_on(report, "kind", "writing")
    assert (found.task_count, found.figures["hours"].value, found.contracts) == (1, 50, ())
    # its share of the costs by paid hours, 50 of 61
    assert suppose(Fraction(100), found.shares).real == 99
    assert leaning_on(report, "contract", "c").has_loose is False


def test_a_report_that_was_made_by_nobody_is_leaned_on_as_a_whole():
    report = replace(one_contract_and_loose_work(), making=None)
    assert leaning_on(report, "kind", "ranking").figures is report.figures


def test_work_of_no_kind_on_a_contract_and_on_none():
    tasks = [
        make.task(id=name, contract_id=contract, kind=None, expected_minor=1000, outcome="approved")
        for name, contract in (("a", "bare"), ("b", None))
    ]
    ledger = make.ledger_of(
        contracts=[make.contract(id="bare", task_kind=None)],
        tasks=[*tasks, make.task(id="c", contract_id=None, kind="writing", expected_minor=9000)],
    )
    found = leaning_on(personal.report(ledger, as_of=date(2026, 3, 31)), "kind")
    assert (found.task_count, found.has_loose) == (2, True)
    assert suppose(Fraction(10), found.shares).real == 10


def test_work_on_no_contract_is_a_part_without_a_name():
    ledger = make.ledger_of(tasks=[make.task(contract_id=None, expected_minor=1000, outcome="approved")])
    found = leaning_on(personal.report(ledger, as_of=date(2026, 3, 31)), "contract")
    assert (found.task_count, found.contracts) == (1, ())


def test_a_contract_at_a_loss_is_in_the_range_too():
    report = three_contracts()
    of_c = next(one for one in report.by_contract if one.id == "c")
    at_a_loss = {
        **of_c.figures,  # 50 for 5 hours, and costs of 60
        "expenses": replace(of_c.figures["expenses"], value=Fraction(60)),
        "effective_hourly_rate": replace(of_c.figures["effective_hourly_rate"], value=Fraction(-2)),
    }
    others = [one for one in report.by_contract if one.id != "c"]
    changed = replace(report, by_contract=(*others, replace(of_c, figures=at_a_loss)))
    leaning = leaning_on(changed)
    assert leaning_on(changed, "contract", "c").shares.after_tax == leaning.shares.after_tax
    assert offered(Fraction(25), leaning).span.low == -2
    assert leaning.by_contract[-1].after_tax == leaning.shares.after_tax


def test_a_range_is_told_of_contracts_that_stand_for_themselves():
    report = three_contracts()
    found = span_of(suppose(Fraction(25), shares).real for shares in leaning_on(report).by_contract)
    # a: 200 / 11; b: 100 / 5; c: 50 / 5
    assert (found.low, found.high, found.count, found.is_middle_half) == (10, 20, 3, False)
    few = leaning_on(three_contracts(hours=(10, 5, Fraction(49, 10), 4)))
    assert span_of(suppose(Fraction(25), shares).real for shares in few.by_contract) is None


def test_an_answer_has_its_ladder_and_its_range():
    leaning = leaning_on(three_contracts())
    answer = offered(Fraction(25), leaning)
    assert answer.supposed.real == Fraction(390, 25)  # 390 for 25 hours: all of it was promised 25
    assert (answer.span.low, answer.span.high) == (10, 20)
    # 20 an hour: a kept 200 / 275 of the promise, b 20 / 25, c 10 / 25
    asked = needed(Fraction(20), "before_tax", leaning, "USD")
    assert (asked.span.low, asked.span.high) == (25, 50)
    # 20 x 25 / 15.6 = 32.0513, so 32.06; a cent less would not do
    assert asked.supposed.promised == Fraction("32.06")
    assert asked.supposed.real >= 20 > suppose(Fraction("32.05"), leaning.shares).real


def test_what_to_ask_for_is_in_coins_that_there_are():
    leaning = leaning_on(three_contracts())
    asked = needed(Fraction("10.01"), "before_tax", leaning, "JPY")
    assert (asked.supposed.promised, asked.span.low, asked.span.high) == (17, 13, 26)  # 16.04, 12.51, 25.03
    one_unknown = replace(leaning.by_contract[0], after_tax=None)
    two = replace(leaning, by_contract=(one_unknown, *leaning.by_contract[1:]))
    assert needed(Fraction(10), "after_tax", two, "USD").span is None


def test_no_answer_where_nothing_is_known():
    nothing = leaning_on(personal.report(make.ledger_of(), as_of=date(2026, 3, 31)))
    assert offered(Fraction(25), nothing) is None
    assert needed(Fraction(25), "before_tax", nothing, "USD") is None
    known = leaning_on(three_contracts())
    not_on_file = replace(known, shares=replace(known.shares, staff_wage=None))
    assert needed(Fraction(25), "staff_wage", not_on_file, "USD") is None


@given(st.fractions(0, 10**6), st.sampled_from(["USD", "JPY", "KWD"]))
def test_rounding_up_is_less_than_a_coin_more(value, currency):
    coin = {"USD": CENT, "JPY": Fraction(1), "KWD": Fraction(1, 1000)}[currency]
    assert 0 <= rounded_up(value, currency) - value < coin


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ("3 1 2", 1, 3),
        ("7 6 5 4 3 2 1", 1, 7),
        ("1 2 3 4 5 6 7 8", "2.75", "6.25"),
        ("9 1 2 3 4 5 6 7 8", 3, 7),
        ("5 5 5 5 5 5 5 500", 5, 5),
    ],
)
def test_the_lowest_to_the_highest_or_the_middle_half(values, low, high):
    found = span_of(map(Fraction, values.split()))
    assert (found.low, found.high) == (Fraction(low), Fraction(high))
    assert found.count == len(values.split())
    assert found.is_middle_half is (found.count >= 8)


@pytest.mark.parametrize("values", [(), (1, 2), (1, None, 2)])
def test_two_contracts_make_no_range(values):
    assert span_of(None if value is None else Fraction(value) for value in values) is None


@given(some_writer(), st.integers(1, 10**7), st.integers(1, 10**6))
def test_asking_undoes_supposing_for_any_log(rows, cents, more):
    report = personal.report(make.ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    dimensions = [(None, "")] + [
        (dimension, part.id)
        for dimension in ("platform", "contract", "kind")
        for part in getattr(report, f"by_{dimension}")
    ]
    promised = cents * CENT
    for dimension, part in dimensions:
        leaning = leaning_on(report, dimension, part)
        shares = leaning.shares
        assert (shares is None) == (leaning.reason is not None)
        if shares is None:
            continue
        found, higher = suppose(promised, shares), suppose(promised + more * CENT, shares)
        for basis, value, raised in zip(
            BASES,
            (found.real, found.after_tax, found.staff_wage),
            (higher.real, higher.after_tax, higher.staff_wage),
            strict=True,
        ):
            if value is None:
                assert rate_to_ask(Fraction(1), basis, shares) is None
            else:
                assert rate_to_ask(value, basis, shares) == promised
                assert raised > value
                assert rate_to_ask(raised, basis, shares) == promised + more * CENT
        own = leaning.figures["advertised_rate"]
        if shares.promise_kept is not None:
            assert suppose(own.value, shares).real == leaning.figures["effective_hourly_rate"].value


def test_the_sample_report_can_be_leaned_on():
    assert rounded(suppose(Fraction(38), leaning_on(sample_report()).shares).real) == 23.6632
    assert HALF < leaning_on(sample_report()).shares.paid_time < 1
