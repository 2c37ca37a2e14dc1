"""Corners of the columns: clocks that change, what nothing points at, numbers beyond reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.arrivals import arrivals_of
from reports.documents.json import figure_json, report_json
from reports.earnings import keep_books
from reports.frames import FrameError
from reports.groups import rows_of_groups
from reports.later import EachLater, LaterMapping
from reports.money import MAXIMUM_MINOR
from reports.paydays import earned_parts
from reports.personal import report
from reports.sums import select
from tests.reports import factories as make
from tests.reports.test_earnings import AS_OF, MARCH, day

ZONES = [
    "America/Los_Angeles",
    "America/New_York",
    "Europe/Madrid",
    "Australia/Lord_Howe",
    "Asia/Tokyo",
    "UTC",
]


@given(st.lists(st.integers(0, 400 * 86400), min_size=1, max_size=6), st.sampled_from(ZONES))
@settings(max_examples=60, deadline=None)
def test_the_pay_week_follows_the_platforms_clock_also_when_it_changes(seconds, zone) -> None:
    ends = [datetime(2025, 9, 1, tzinfo=UTC) + timedelta(seconds=second) for second in seconds]
    ends += [datetime(2026, 3, 8, hour, 30, tzinfo=UTC) for hour in (7, 8, 9, 10, 11)]
    tasks = [
        make.task(
            id=f"t{number:02}",
            worked_on=end.date(),
            started_at=end - timedelta(minutes=5),
            ended_at=end,
            expected_minor=number + 1,
        )
        for number, end in enumerate(ends)
    ]
    agreed = make.terms(effective_on=date(2025, 1, 1), pay_zone=zone, pay_lag_days=0)
    ledger = make.ledger_of(terms=[agreed], tasks=tasks)
    found = {
        part.row_id: part.expected_on
        for part in earned_parts(ledger, keep_books(ledger, date(2027, 1, 1)).accruals)
    }
    assert found == {
        f"t{number:02}": end.astimezone(ZoneInfo(zone)).date() for number, end in enumerate(ends)
    }


@pytest.mark.parametrize(
    ("noun", "row"),
    [
        ("tasks", {"expected_minor": MAXIMUM_MINOR + 1}),
        ("tasks", {"units": 10**30}),
        ("tasks", {"seconds": MAXIMUM_MINOR + 1}),
        ("expenses", {"amount_minor": -MAXIMUM_MINOR - 1}),
        ("expenses", {"months": 121}),
        ("terms", {"pay_lag_days": 3661}),
        ("terms", {"hold_days": -3661}),
    ],
)
def test_a_number_beyond_all_reason_stops_at_the_door(noun, row) -> None:
    made = {"tasks": make.task, "expenses": make.expense, "terms": make.terms}[noun]
    with pytest.raises(FrameError, match="beyond all reason"):
        make.ledger_of(**{noun: [made(**row)]})


def test_absurd_rates_are_counted_exactly_although_they_fit_no_64_bits() -> None:
    tasks = [make.task(id=f"t{n}", units=10**11, worked_on=day(n + 1)) for n in range(3)]
    agreed = make.terms(pay_model="per_unit", rate_minor=10**12, rate_units=10**12)
    assert (
        report(make.ledger_of(terms=[agreed], tasks=tasks), as_of=AS_OF).figures["earned"].value == 3 * 10**9
    )


def test_a_payment_on_no_contract_and_no_platform_prices_nobodys_hours() -> None:
    nowhere = {"contract_id": None, "platform_id": None}
    ledger = make.ledger_of(
        tasks=[make.task(), make.task(**nowhere)],
        payments=[make.payment(**nowhere, amount_minor=9000, earned_on=day(20))],
    )
    books = keep_books(ledger, AS_OF)
    assert [row.is_priced for row in books.hours] == [False, False]
    assert [(row.minor, row.has_time) for row in books.accruals] == [(9000, True)]


def test_pay_earned_after_a_contract_was_finished_is_no_wait() -> None:
    ledger = make.ledger_of(
        contracts=[make.contract(id="contract", state="ended_by_me", started_on=day(1), ended_on=day(5))],
        payments=[make.payment(kind="bonus", earned_on=day(20))],
    )
    assert report(ledger, as_of=AS_OF).figures["days_to_be_paid"].reason == "no_finished_work"


def test_a_match_of_nothing_moves_no_money() -> None:
    ledger = make.ledger_of(
        payments=[make.payment(id="p"), make.payment(id="q", contract_id=None)],
        payouts=[make.payout(id="o", gross_minor=2500, contract_id="contract", platform_id=None)],
        payout_matches=[
            make.payout_match(payout_id="o", payment_id="p", amount_minor=-5),
            make.payout_match(payout_id="o", payment_id="q", amount_minor=5),
        ],
    )
    (arrival,) = arrivals_of(ledger, keep_books(ledger, AS_OF).received)
    assert (arrival.minor, arrival.contract_id) == (2500, "contract")


def test_a_figure_is_found_wherever_it_stands_and_is_the_same_alone() -> None:
    found = report(make.ledger_of(tasks=[make.task(expected_minor=100)]), as_of=AS_OF)
    assert found.figure("earned") is found.figures["earned"]
    assert found.figure("employer_fica") is found.benefit_lines[0].figure
    assert found.figure("heavy_share") is found.topics["toll"].figures["heavy_share"]
    assert found.figure("no such figure") is None
    assert figure_json(found, found.figures["earned"]) == report_json(found)["figures"]["earned"]


def test_rows_of_a_group_are_a_mapping_and_of_an_unknown_one_empty() -> None:
    selection = select(keep_books(make.ledger_of(tasks=[make.task(id="t")]), AS_OF), MARCH)
    rows = rows_of_groups(selection, "kind")
    assert (len(rows(("ranking",))), dict(rows(("ranking",)))) == (1, {"tasks": ("t",)})
    assert dict(rows(("nothing",))) == {}


def test_what_is_made_later_is_made_once() -> None:
    made: list[str] = []

    def make_it(name: str) -> dict[str, int]:
        made.append(name)
        return {"a": 1}

    whole = LaterMapping(lambda: make_it("whole"))
    assert made == []
    assert (repr(whole), dict(whole), len(whole)) == ("{'a': 1}", {"a": 1}, 1)
    each = EachLater({"x": lambda: make_it("x"), "y": lambda: make_it("y")})
    assert (list(each), len(each), made) == (["x", "y"], 2, ["whole"])
    assert each["x"] is each["x"]
    assert made == ["whole", "x"]
