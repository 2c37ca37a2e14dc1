"""A report of one platform, contract or kind of work: what is of it, what is of all work, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from app.language import for_code
from reports.charts.card import chart_of, charts_of, keys_of
from reports.charts.explain import explanation, parts_table
from reports.charts.scope import scope_of, scope_words
from reports.charts.summary import fact_words
from reports.documents.annex import annex_of
from reports.documents.json import report_json
from reports.documents.personal_pdf import Made, report_data
from reports.narrowing import OF_ALL_WORK, Choices, choices_of, covers_all_work, narrowed, rows_behind
from reports.only import DIMENSIONS, EVERYTHING, WITHOUT, Only
from reports.periods import Period
from reports.personal import log_of, report, report_on
from tests.reports import factories as make
from tests.reports.busy_ledger import busy_ledger
from tests.reports.factories import ledger_of
from tests.reports.sample_report import sample_report
from tests.reports.some_writer import AS_OF, NO_RATES

ENGLISH = for_code("en")
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
ADD_UP = ("earned", "fees", "expenses", "net", "paid_hours", "unpaid_hours", "hours")
HERON, WREN = Only(platform="heron"), Only(platform="wren")


def value(found, key):
    return found.figures[key].value


def parts(whole, dimension):
    return [narrowed(whole, Only(**{dimension: part.id})) for part in getattr(whole, f"by_{dimension}")]


@given(rows=busy_ledger())
@settings(max_examples=40, deadline=None)
def test_the_parts_of_each_dimension_are_the_whole_and_nothing_twice(rows):
    whole = report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    for dimension in DIMENSIONS:
        found = parts(whole, dimension)
        for key in ADD_UP:
            # Pay that nobody knows is no pay yet; what is left of it is not known either.
            is_known = key != "net" or all(value(part, key) is not None for part in found)
            if value(whole, key) is not None and is_known:
                assert sum((value(part, key) or 0 for part in found), Fraction(0)) == value(whole, key)
        assert sum(part.task_count for part in found) == whole.task_count
        assert sum((one.amount for part in found for one in part.owed), Fraction(0)) == sum(
            (one.amount for one in whole.owed), Fraction(0)
        )


@given(rows=busy_ledger())
@settings(max_examples=30, deadline=None)
def test_a_part_says_what_its_slice_of_the_whole_says(rows):
    whole = report(ledger_of(**rows), as_of=AS_OF, period=MARCH, rates=NO_RATES)
    for dimension in DIMENSIONS:
        for slice_, part in zip(getattr(whole, f"by_{dimension}"), parts(whole, dimension), strict=True):
            for key, figure in slice_.figures.items():
                assert value(part, key) == figure.value, (dimension, slice_.id, key)


@given(rows=busy_ledger())
@settings(max_examples=20, deadline=None)
def test_what_is_of_all_work_stays_that_of_all_work(rows):
    whole = report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    for only in (HERON, Only(contract="a"), Only(kind="ranking"), Only(platform="wren", kind="my own")):
        part = narrowed(whole, only)
        assert {key: part.figures[key] for key in OF_ALL_WORK} == {
            key: whole.figures[key] for key in OF_ALL_WORK
        }
        assert part.benefit_lines == whole.benefit_lines
        assert part.gaps == whole.gaps


@given(rows=busy_ledger())
@settings(max_examples=5, deadline=None)
def test_everything_that_can_be_shown_of_a_part_can_be_made(rows):
    ledger = ledger_of(**rows)
    whole = report(ledger, as_of=AS_OF, rates=NO_RATES)
    for only in (HERON, Only(contract="c"), Only(kind="writing"), Only(contract=WITHOUT)):
        part = narrowed(whole, only)
        assert report_json(part)["only"] == dict(only.named())
        report_data(part, ENGLISH, Made(annex=annex_of(ledger, part.period, ENGLISH, rows_behind(part))))
        for figure in part.all_figures():
            explanation(figure, part, ENGLISH)
            parts_table(figure.key, part, ENGLISH)


@given(rows=busy_ledger())
@settings(max_examples=20, deadline=None)
def test_the_only_platform_there_is_is_everything(rows):
    def on_heron(noun):
        return [row for row in rows[noun] if row.get("contract_id") in {"a", "b"}]

    contracts = [row for row in rows["contracts"] if row["id"] != "c"]
    terms = [row for row in rows["terms"] if row["contract_id"] != "c"]
    nouns = ("tasks", "payments", "payouts", "expenses")
    ledger = ledger_of(
        platforms=rows["platforms"],
        contracts=contracts,
        terms=terms,
        **{noun: on_heron(noun) for noun in nouns},
    )
    whole = report(ledger, as_of=AS_OF, rates=NO_RATES)
    part = narrowed(whole, HERON)
    if whole.task_count:
        for key, figure in whole.figures.items():
            # Money that arrived for no pay at all is nothing owed of the whole, and no pay of a part.
            is_nothing = key in {"outstanding", "outstanding_late", "oldest_late_days"} and not figure.value
            assert value(part, key) == figure.value or (is_nothing and value(part, key) is None), key
        assert (part.months, part.days, part.owed) == (whole.months, whole.days, whole.owed)


def test_everything_is_the_whole_itself():
    whole = report(ledger_of(tasks=[make.task(contract_id=None)]), as_of=AS_OF)
    assert narrowed(whole, EVERYTHING) is whole


def two_platforms(**more):
    """Three hours on Heron at 20 dollars, three on Wren at 10; half of Heron is paid."""
    contracts = [
        make.contract(id="h", platform_id="heron", name="Endings"),
        make.contract(id="w", platform_id="wren", name="Labels", task_kind="my own"),
    ]
    days = [date(2026, 3, day) for day in (2, 3, 4)]
    rows = {
        "platforms": [make.platform(id="heron", name="Heron"), make.platform(id="wren", name="Wren")],
        "contracts": contracts,
        "tasks": [make.task(id=f"{c}{day.day}", contract_id=c, worked_on=day) for c in "hw" for day in days],
        "payments": [
            make.payment(id=f"p{c}", contract_id=c, earned_on=days[2], amount_minor=minor)
            for c, minor in (("h", 6000), ("w", 3000))
        ],
        **more,
    }
    return ledger_of(**rows)


def test_a_payout_for_two_contracts_counts_for_each_what_was_matched_to_it():
    payout = make.payout(
        id="both", platform_id=None, arrived_on=date(2026, 3, 20), gross_minor=6000, fee_minor=600
    )
    matches = [
        make.payout_match(payout_id="both", payment_id="ph", amount_minor=4000),
        make.payout_match(payout_id="both", payment_id="pw", amount_minor=2000),
    ]
    whole = report(two_platforms(payouts=[payout], payout_matches=matches), as_of=AS_OF)
    heron, wren = narrowed(whole, HERON), narrowed(whole, WREN)
    assert [sum(bar.received for bar in found.months) for found in (whole, heron, wren)] == [60, 40, 20]
    assert [value(found, "outstanding") for found in (whole, heron, wren)] == [30, 20, 10]
    assert [value(found, "fees") for found in (whole, heron, wren)] == [6, 4, 2]
    # What arrived after fees, over three hours each.
    assert [value(found, "settled_rate") for found in (heron, wren)] == [12, 6]


def test_the_sum_of_what_is_owed_adds_up_of_a_part_too():
    whole = report(two_platforms(), as_of=AS_OF)
    figure = narrowed(whole, HERON).figures["outstanding"]
    signs = {"+": 1, "-": -1}
    assert sum(signs[step.sign] * step.value for step in figure.steps) == figure.value == 60
    assert figure.rows == {"payments": ("ph",)}


def test_a_contract_with_its_own_platform_is_that_contract_and_with_another_nothing():
    whole = report(two_platforms(expenses=[make.expense(platform_id=None, contract_id=None)]), as_of=AS_OF)
    alone = narrowed(whole, Only(contract="h"))
    both = narrowed(whole, Only(platform="heron", contract="h"))
    assert {key: f.value for key, f in alone.figures.items()} == {
        key: f.value for key, f in both.figures.items()
    }
    none = narrowed(whole, Only(platform="wren", contract="h"))
    assert (none.task_count, value(none, "hours"), value(none, "effective_hourly_rate")) == (0, 0, None)


def test_a_kind_of_work_has_no_money_that_arrived_and_no_months():
    part = narrowed(report(two_platforms(), as_of=AS_OF), Only(kind="my own"))
    assert (value(part, "settled_rate"), part.figures["settled_rate"].reason) == (None, "not_by_kind")
    assert part.months == ()
    assert "months" not in keys_of(part)
    assert "months" not in {chart.key for chart in charts_of(part, ENGLISH)}
    assert value(part, "effective_hourly_rate") == 10


def test_the_tax_of_a_part_is_its_share_of_the_tax_of_the_whole_year():
    whole = report(two_platforms(), as_of=AS_OF, period=Period(date(2026, 1, 1), date(2027, 1, 1)))
    heron, wren = narrowed(whole, HERON), narrowed(whole, WREN)
    key = "self_employment_tax"
    assert value(heron, key) + value(wren, key) == value(whole, key)
    assert value(heron, "self_employment_tax_year") == value(whole, "self_employment_tax_year")


def test_words_say_what_a_number_is_of():
    whole = report(two_platforms(), as_of=AS_OF)
    part = narrowed(whole, Only(platform="heron", kind="ranking"))
    assert scope_words(whole, ENGLISH) == ""
    assert scope_words(part, ENGLISH) == "on Heron for “Ranking answers”"
    assert scope_words(narrowed(whole, Only(contract="h")), ENGLISH) == "in Endings"
    assert scope_words(narrowed(whole, Only(contract=WITHOUT)), ENGLISH) == "on no contract"
    assert chart_of("ladder", part, ENGLISH).question.endswith("(on Heron for “Ranking answers”)")
    assert chart_of("timeline", part, ENGLISH).question.endswith("(of all your work)")
    unpaid, gaps, owed, _ = fact_words(narrowed(whole, HERON), ENGLISH)
    assert unpaid.sentence.endswith("(on Heron)")
    assert gaps.sentence.endswith("(of all your work)")
    assert owed.sentence.endswith("(on Heron)")


@pytest.mark.parametrize(
    ("key", "is_of_all"),
    [
        ("effective_hourly_rate", False),
        ("gap_days", True),
        ("health", True),
        ("toll_coverage", False),
        ("onboarding_hours", False),
        ("tax_year_net", True),
    ],
)
def test_an_explanation_says_what_it_is_of(key, is_of_all):
    part = narrowed(report(two_platforms(), as_of=AS_OF), HERON)
    assert part.figure(key) is not None
    assert covers_all_work(part, key) is is_of_all
    assert scope_of(part, key, ENGLISH) == ("of all your work" if is_of_all else "on Heron")
    assert scope_of(part.of_all, key, ENGLISH) == ""


def test_a_pay_change_is_one_of_its_own_contract():
    terms = [
        make.terms(contract_id=c, effective_on=day, rate_minor=rate)
        for c in "hw"
        for day, rate in ((date(2026, 1, 1), 2500), (date(2026, 3, 3), 2000))
    ]
    whole = report(two_platforms(terms=terms), as_of=AS_OF)
    found = [narrowed(whole, only).topics["pay_changes"] for only in (EVERYTHING, HERON, Only(kind="my own"))]
    assert [len(topic.parts) for topic in found] == [2, 1, 1]
    assert {part.facts["contract_id"] for part in found[2].parts} == {"w"}


def test_what_can_be_chosen_is_what_is_in_the_log():
    whole = report(two_platforms(), as_of=AS_OF)
    choices = choices_of(whole)
    assert choices.platforms == (("heron", "Heron"), ("wren", "Wren"))
    assert [name for _, name in choices.contracts] == ["Endings", "Labels"]
    assert choices.kinds == ("ranking", "my own")
    assert choices.has(Only(platform="heron", kind="my own"))
    assert not choices.has(Only(platform="h"))
    assert not choices.has(Only(contract="somebody else's"))


def loose_bonus(**more):
    """A bonus of 50 dollars on Heron beside two contracts, for neither of them."""
    bonus = make.payment(
        id="bonus", contract_id=None, platform_id="heron", kind="bonus", earned_on=date(2026, 3, 4), amount_minor=5000,
    )  # fmt: skip
    payments = [*two_platforms().rows("payments"), bonus, *more.get("payments", ())]
    return two_platforms(**{**more, "payments": payments})


def test_pay_on_no_contract_can_be_chosen_where_all_hours_have_one():
    whole = report(loose_bonus(), as_of=AS_OF)
    assert [(part.id, part.figures["earned"].value) for part in whole.by_contract][-1] == ("", 50)
    choices = choices_of(whole)
    assert choices.without == {"contract", "kind"}  # a bonus says no kind of work
    assert choices.has(Only(contract=WITHOUT))
    offered = [*(key for key, _ in choices.contracts), WITHOUT]
    parts_ = [narrowed(whole, Only(contract=key)) for key in offered]
    assert sum(value(part, "earned") for part in parts_) == value(whole, "earned") == 140


def test_what_has_none_can_be_chosen_only_where_there_is_some():
    whole = report(two_platforms(), as_of=AS_OF)
    assert choices_of(whole).without == frozenset()
    for dimension in DIMENSIONS:
        assert not choices_of(whole).has(Only(**{dimension: WITHOUT}))


@pytest.mark.parametrize("days", [None, MARCH, Period(date(2026, 5, 1), date(2026, 6, 1))])
@given(rows=busy_ledger())
@settings(max_examples=15, deadline=None)
def test_every_part_of_a_report_can_be_chosen(days, rows):
    whole = report(ledger_of(**rows), as_of=AS_OF, period=days, rates=NO_RATES)
    for dimension in DIMENSIONS:
        for part in getattr(whole, f"by_{dimension}"):
            assert choices_of(whole).has(Only(**{dimension: part.id}))


def test_costs_for_all_work_are_no_part_but_where_they_are_all_there_is():
    desk = make.expense(platform_id=None, contract_id=None, spent_on=date(2026, 3, 3))
    later = make.expense(platform_id=None, contract_id=None, spent_on=date(2026, 5, 3))
    ledger = two_platforms(expenses=[desk, later])
    assert choices_of(report(ledger, as_of=date(2026, 5, 31))).without == frozenset()
    may = report(ledger, as_of=date(2026, 5, 31), period=Period(date(2026, 5, 1), date(2026, 6, 1)))
    assert [part.id for part in may.by_contract] == [""]
    assert choices_of(may).without == frozenset(DIMENSIONS)


def test_the_json_of_a_part_names_everything_that_is_of_all_work():
    whole = report(two_platforms(), as_of=AS_OF)
    told, of_whole = report_json(narrowed(whole, HERON)), report_json(whole)
    named = told["of_all_work"]
    assert len(named) == len(set(named))
    for key in ("gaps", "spells", "contracts", "benefit_lines", "cover_not_held", "gaps_by_cause"):
        assert key in named
        assert told[key] == of_whole[key]
    lines = [line["key"] for line in told["benefit_lines"]]
    assert lines
    assert set(lines) <= set(named)
    part = narrowed(whole, HERON)
    for key in (*part.figures, *lines):
        assert covers_all_work(part, key) is (key in named), key
    assert not {"months", "days", "owed", "by_contract"} & set(named)
    assert "of_all_work" not in of_whole
    assert not covers_all_work(whole, lines[0])


def test_the_rows_of_an_annex_are_those_of_the_part():
    ledger = two_platforms()
    part = narrowed(report(ledger, as_of=AS_OF), HERON)
    tables = dict(annex_of(ledger, part.period, ENGLISH, rows_behind(part)).tables)
    assert {row[1].shown for row in tables["Work"].rows} == {"Endings"}
    assert len(tables["Pay"].rows) == 1


def test_another_period_of_the_same_log_is_the_report_of_that_period():
    ledger = two_platforms()
    log = log_of(ledger, AS_OF)
    again = report_on(log, period=MARCH)
    whole = report(ledger, as_of=AS_OF, period=MARCH)
    assert (again.figures, again.months, again.owed) == (whole.figures, whole.months, whole.owed)


def test_of_a_report_that_was_made_by_nobody_nothing_can_be_chosen():
    shown = sample_report()
    assert choices_of(shown) == Choices((), (), ())
    assert narrowed(shown, HERON) is shown
    assert not covers_all_work(shown, "gap_days")


def test_a_part_of_a_payout_that_is_nothing_at_all_is_left_out():
    payout = make.payout(id="one", platform_id="heron", gross_minor=2000)
    match = make.payout_match(payout_id="one", payment_id="ph", amount_minor=2000)
    whole = report(two_platforms(payouts=[payout], payout_matches=[match]), as_of=AS_OF)
    assert [one.contract_id for one in whole.making.log.arrived] == ["h"]


def endings(**more):
    """METHOD section 10a by hand: ten hours of a test, three of ranking at 10 dollars, eight of writing at 60."""
    hour = {"contract_id": "e", "seconds": 3600}
    test = make.task(
        **{**hour, "seconds": 36000}, id="test", worked_on=date(2026, 3, 2), kind="ranking", is_paid=False,
        unpaid_category="assessment",
    )  # fmt: skip
    ranked = [
        make.task(**hour, id=f"r{day}", worked_on=date(2026, 3, day), kind="ranking", expected_minor=1000)
        for day in (3, 4, 5)
    ]
    written = [
        make.task(**hour, id=f"w{day}", worked_on=date(2026, 3, day), kind="writing", expected_minor=6000)
        for day in range(6, 14)
    ]
    return ledger_of(
        platforms=[make.platform(id="heron", name="Heron"), make.platform(id="wren", name="Wren")],
        contracts=[
            make.contract(id="e", platform_id="heron", name="Endings"),
            make.contract(id="o", platform_id="wren", name="Other", task_kind="my own"),
        ],
        tasks=[test, *ranked, *written, *more.get("tasks", ())],
    )


@pytest.mark.parametrize(
    "only", [EVERYTHING, HERON, Only(contract="e"), Only(kind="ranking"), Only(kind="writing")]
)
def test_the_start_of_a_contract_is_told_of_all_its_work_whatever_kind_is_chosen(only):
    topic = narrowed(report(endings(), as_of=AS_OF), only).topics["onboarding"]
    (part,) = topic.parts
    # 30 + 480 dollars for eleven paid hours, and ten hours of the test at that rate.
    assert part.figures["onboarding_cost"].value == Fraction(510, 11) * 10
    assert topic.figures["onboarding_cost"].value == Fraction(510, 11) * 10
    assert (part.figures["payback_hours"].value, part.figures["payback_hours"].at_least) == (5, True)
    assert part.facts["first_paid_on"] == "2026-03-03"


def test_a_contract_without_the_chosen_kind_is_none_of_it_and_work_on_no_contract_goes_by_its_own():
    loose = [
        make.task(
            id=f"l{kind}", contract_id=None, kind=kind, worked_on=date(2026, 3, 20), seconds=3600, is_paid=False,
            unpaid_category="training",
        )
        for kind in ("ranking", "my own")
    ]  # fmt: skip
    whole = report(endings(tasks=loose), as_of=AS_OF)
    found = {kind: narrowed(whole, Only(kind=kind)).topics["onboarding"] for kind in ("my own", "ranking")}
    assert [part.id for part in found["my own"].parts] == [""]
    assert [part.id for part in found["ranking"].parts] == ["e", ""]
    assert found["ranking"].figures["onboarding_hours"].value == 11


@given(rows=busy_ledger())
@settings(max_examples=15, deadline=None)
def test_what_is_told_of_a_contract_is_the_same_whatever_else_is_chosen(rows):
    whole = report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    known = {part.id: dict(part.figures) for part in whole.topics["onboarding"].parts if part.id}
    for only in (HERON, Only(contract="a"), Only(kind="ranking"), Only(platform="wren", kind="my own")):
        for part in narrowed(whole, only).topics["onboarding"].parts:
            if part.id:
                assert {key: one.value for key, one in part.figures.items()} == {
                    key: one.value for key, one in known[part.id].items()
                }


def test_lines_in_her_own_words_are_of_the_part_too():
    part = narrowed(report(two_platforms(), as_of=AS_OF), HERON)
    own = part.in_own_words["contributions"]
    assert own.figures == part.topics["contributions"].figures
    assert len(own.parts) == 1


def test_what_has_none_is_named_as_it_was_asked_for():
    loose = make.task(id="l", contract_id=None)
    whole = report(endings(tasks=[loose]), as_of=AS_OF)
    only = report_json(narrowed(whole, Only(contract=WITHOUT)))["only"]
    assert only == {"platform": None, "contract": "none", "kind": None}


def test_a_kind_of_work_on_one_platform_has_one_number():
    ledger = ledger_of(
        platforms=[make.platform(id="heron"), make.platform(id="wren")],
        contracts=[make.contract(id="a", platform_id="heron"), make.contract(id="b", platform_id="wren")],
        tasks=[
            make.task(id="1", contract_id="a", kind="ranking", expected_minor=3000, outcome="approved"),
            make.task(id="2", contract_id="b", kind="writing", expected_minor=3000, outcome="approved"),
        ],
        expenses=[make.expense(id="cost", platform_id="wren", amount_minor=93)],
    )
    for kind in ("ranking", "writing"):
        part = narrowed(report(ledger, as_of=AS_OF, rates=NO_RATES), Only(kind=kind))
        [row] = part.by_platform
        for key in (*ADD_UP, "effective_hourly_rate"):
            assert row.figures[key].value == value(part, key)


def test_no_reason_is_told_apart_and_no_sum_changes():
    rows = [
        make.unpaid(id="1", contract_id=None, unpaid_category=None),
        make.unpaid(id="2", contract_id=None, unpaid_category="admin"),
    ]
    found = report(ledger_of(tasks=rows), as_of=AS_OF, rates=NO_RATES)
    assert {part.id for part in found.unpaid_by_category} == {"admin", "not_said"}
    assert sum(part.figures["hours"].value for part in found.unpaid_by_category) == value(
        found, "unpaid_hours"
    )
