"""What one writer adds to the cells: by catalogue entry, common kind, pay model and place, and never by her own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.cohorts import Known, Layout, Measure, cohort, contributions_of
from reports.log import read_log
from reports.periods import Period
from reports.sums import select
from tests.reports import factories as make
from tests.reports.some_writer import NoRates

QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
KNOWN = Known(platforms=("heron",), places=("US-CA",))
HERON = make.platform(id="platform", catalogue_key="heron")
OWN = make.platform(id="own", name="Secret site", catalogue_key=None)
PLACED = [make.situation()]


def added(**nouns):
    """Each cell she adds to, as platform, kind, pay model and place, with the amounts."""
    nouns = {"platforms": [HERON, OWN], "terms": [make.terms()], "situations": PLACED, **nouns}
    log = read_log(make.ledger_of(**nouns), as_of=date(2026, 4, 15), gap_threshold_days=7, rates=NoRates())
    made = contributions_of(3, log, select(log.books, QUARTER), KNOWN)
    assert {one.writer for one in made} <= {3}
    assert len({tuple(one.values.values()) for one in made}) == len(made), "each cell once"
    return {tuple(one.values.values()): dict(one.amounts) for one in made}


HOURLY = ("heron", "ranking", "hourly", "US-CA")


def test_paid_and_unpaid_hours_of_a_cell_are_added_and_pay_follows_the_terms():
    assert added(tasks=[make.task(), make.task(), make.unpaid()]) == {
        HOURLY: {Measure.PAY: 5000, Measure.HOURS: 3 * 3600, Measure.PAID_HOURS: 2 * 3600}
    }


def test_neither_a_clawback_nor_costs_are_taken_off_the_pay():
    found = added(
        tasks=[make.task(expected_minor=9000, currency="USD")],
        payments=[make.payment(kind="clawback", amount_minor=1500)],
        expenses=[make.expense(contract_id="contract")],
    )
    assert found == {
        HOURLY: {
            Measure.PAY: 9000,
            Measure.HOURS: 3600,
            Measure.PAID_HOURS: 3600,
        }
    }


def test_pay_without_logged_time_is_in_no_cell_as_it_is_in_no_rate():
    found = added(tasks=[make.task(seconds=None, expected_minor=9000, currency="USD")])
    assert found == {}


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"contracts": [make.contract(id="contract", platform_id="own")]}, ("other", *HOURLY[1:])),
        (
            {"contracts": [make.contract(id="contract", task_kind="love scenes")]},
            ("heron", "other", *HOURLY[2:]),
        ),
        ({"contracts": [make.contract(id="contract", task_kind=None)]}, ("heron", "other", *HOURLY[2:])),
        ({"terms": []}, ("heron", "ranking", "unknown", "US-CA")),
        ({"situations": []}, (*HOURLY[:3], "unknown")),
        ({"situations": [make.situation(value="US-NY")]}, (*HOURLY[:3], "other")),
        ({"situations": [make.situation(value="US-CA-LOS_ANGELES_CITY")]}, HOURLY),
    ],
)
def test_what_a_table_does_not_have_is_other_and_what_she_did_not_say_is_unknown(change, cell):
    assert list(added(tasks=[make.task()], **change)) == [cell]


def test_a_hundred_rows_on_two_platforms_are_one_writer():
    """T44: one writer with a hundred rows, and the same one on two platforms."""
    nouns = {
        "platforms": [HERON, OWN],
        "contracts": [make.contract(id="contract"), make.contract(id="other", platform_id="own")],
        "terms": [make.terms(), make.terms(contract_id="other")],
        "tasks": [make.task(contract_id=on, seconds=60) for on in ["contract", "other"] * 50],
    }
    log = read_log(make.ledger_of(**nouns), as_of=date(2026, 4, 15), gap_threshold_days=7, rates=NoRates())
    hers = contributions_of(0, log, select(log.books, QUARTER), KNOWN)
    layout = Layout("table", {"platform": KNOWN.values()["platform"]})
    made = cohort([layout], {"table": hers}, 1)
    places = ({}, {"platform": "heron"}, {"platform": "other"})
    assert [int(made.writers[made.number(**place)]) for place in places] == [1, 1, 1]


def test_a_task_on_no_contract_and_no_platform_is_other_and_unknown():
    assert list(added(tasks=[make.task(contract_id=None, kind="writing")])) == [
        ("other", "writing", "unknown", "US-CA")
    ]


def test_each_day_is_where_she_worked_on_it_and_paid_by_the_terms_of_it():
    found = added(
        tasks=[make.task(worked_on=date(2026, 2, 1)), make.task(worked_on=date(2026, 3, 1))],
        terms=[
            make.terms(),
            make.terms(effective_on=date(2026, 2, 15), pay_model="per_unit", rate_minor=100),
        ],
        situations=[*PLACED, make.situation(starts_on=date(2026, 2, 15), value="US-NY")],
    )
    assert {cell: amounts[Measure.HOURS] for cell, amounts in found.items()} == {
        HOURLY: 3600,
        ("heron", "ranking", "per_unit", "other"): 3600,
    }


def test_days_outside_the_period_add_nothing():
    assert added(tasks=[make.task(worked_on=date(2025, 12, 31)), make.task(worked_on=date(2026, 4, 1))]) == {}


def test_every_cell_has_a_place_in_the_tables_made_of_the_same_values():
    made = added(tasks=[make.task(), make.task(contract_id=None)], terms=[])
    values = KNOWN.values()
    for cell in made:
        assert all(word in words for word, words in zip(cell, values.values(), strict=True))


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 40_000), st.booleans()), min_size=1, max_size=12)
)
def test_the_whole_cohort_has_what_her_own_sums_say(rows):
    tasks = [
        (make.task if is_paid else make.unpaid)(
            worked_on=date.fromordinal(QUARTER.start.toordinal() + day), seconds=seconds
        )
        for day, seconds, is_paid in rows
    ]
    log = read_log(
        make.ledger_of(platforms=[HERON], terms=[make.terms()], tasks=tasks),
        as_of=date(2026, 4, 15),
        gap_threshold_days=7,
        rates=NoRates(),
    )
    selection = select(log.books, QUARTER)
    layout = Layout("by_kind", {name: KNOWN.values()[name] for name in ("platform", "kind")})
    whole = cohort([layout], {"by_kind": contributions_of(0, log, selection, KNOWN)}, 1)
    at = whole.number()
    assert {
        sums.measure: int(sums.values[at]) for sums in whole.sums if sums.measure is not Measure.WRITERS
    } == {
        Measure.PAY: sum(one.minor for one in selection.accruals),
        Measure.HOURS: sum(one.seconds for one in selection.hours),
        Measure.PAID_HOURS: sum(one.paid_seconds for one in selection.hours),
        Measure.UNPAID_HOURS: sum(one.unpaid_seconds for one in selection.hours),
    }
