"""The figures about terms, whole: their currency, their days, their words, and what they say of too little."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reports.figures import Coverage, Figure, Step
from reports.periods import Period
from reports.terms.change import change_figure
from reports.terms.credited import TrackedTime, credited_figures
from reports.terms.kept import PromisedTime, promised_and_real
from reports.terms.onboarding import ContractStart, Preparation, onboarding, onboarding_figures
from reports.terms.pay_changes import pay_changes
from reports.terms.payback import Line
from reports.terms.promises import Contract
from tests.reports.works import march, on, promise, said, work

MARCH = Period.through(march(1), march(31))
YEN = Line(Fraction(1000))


def yen_contract():
    """Two hours of training, then four paid hours that brought 8,000 yen."""
    preparation = [Preparation("training", on(1, unpaid=2)), Preparation("onboarding", on(1, unpaid=1))]
    start = ContractStart(
        "c", "heron", work(80, paid=4, unpaid=3), [on(2, 80, paid=4)], preparation, march(2)
    )
    return onboarding(start, YEN, period=MARCH, currency="JPY", usual_rate=None)


def test_a_contract_paid_in_yen_has_no_cents_anywhere() -> None:
    found = yen_contract()
    assert found.hourly == 2000
    cost, payback = found.figures["onboarding_cost"], found.figures["payback_hours"]
    assert (cost.value, cost.currency, payback.currency) == (6000, "JPY", "JPY")
    assert {figure.period for figure in found.figures.values()} == {MARCH}
    assert payback.steps[0].value == 8000


def test_what_was_never_paid_back_is_walked_in_its_currency() -> None:
    start = ContractStart(
        "c", "heron", work(80, paid=4, unpaid=4), [], [Preparation("training", on(1, unpaid=4))], march(2)
    )
    found = onboarding(start, Line(Fraction(10**6)), period=MARCH, currency="JPY", usual_rate=None)
    assert said(found.figures["payback_hours"])[0] == ("", f"Earned by {march(31)}", 8000, "money")


def test_preparation_of_one_day_stands_by_category() -> None:
    assert [one.category for one in yen_contract().preparation] == ["onboarding", "training"]
    short, long = (Preparation("training", on(1, unpaid=hours)) for hours in (1, 2))
    start = ContractStart("c", "heron", work(), [], [long, short])
    found = onboarding(start, YEN, period=MARCH, currency="JPY", usual_rate=None)
    assert found.preparation == (short, long)


def test_the_ledger_of_a_period_says_its_days_and_its_currency() -> None:
    apart = [Preparation("assessment", on(3, unpaid=1))]
    found = onboarding_figures(
        [yen_contract()], apart, period=MARCH, currency="JPY", usual_rate=Fraction(500)
    )
    assert {figure.period for figure in found.values()} == {MARCH}
    costs = {key: found[key] for key in ("onboarding_cost", "unled_onboarding_cost")}
    assert {key: (figure.value, figure.currency) for key, figure in costs.items()} == {
        "onboarding_cost": (6500, "JPY"),
        "unled_onboarding_cost": (500, "JPY"),
    }


def test_hours_of_no_length_are_no_line_of_a_cost() -> None:
    found = onboarding_figures(
        [], [Preparation("training", on(1))], period=MARCH, currency="USD", usual_rate=Fraction(20)
    )["onboarding_cost"]
    assert said(found) == [("=", "What these hours would have brought", 0, "money")]
    assert (found.value, found.at_least) == (0, False)


def test_a_cost_without_any_unknown_hour_is_no_lower_bound() -> None:
    assert yen_contract().figures["onboarding_cost"].at_least is False


def rate(value: int | None, *coverage: str, **overrides) -> Figure:
    covered = Coverage(*map(Fraction, coverage)) if coverage else None
    given = {"reason": None if value is not None else "no_hours", "currency": "USD", **overrides}
    number = None if value is None else Fraction(value)
    return Figure("effective_rate_before", number, "money_per_hour", MARCH, coverage=covered, **given)


def test_a_change_reaches_as_far_as_its_thinner_side_in_both_shares() -> None:
    found = change_figure("effective_rate_change", rate(20, "0.9", "0.8"), rate(10, "0.95", "0.6"))
    assert found.coverage == Coverage(Fraction("0.9"), Fraction("0.6"))
    assert (found.value, found.reason) == (Fraction(-1, 2), None)


def test_a_change_between_known_rates_has_no_reason() -> None:
    """Even where a side carries one, as a rate that is only known in part does."""
    before = replace(rate(20), reason="too_little_data")
    assert change_figure("effective_rate_change", before, rate(10)).reason is None


def test_a_promise_that_was_kept_has_no_reason_and_says_what_it_covers() -> None:
    done = work(100, paid=5, paid_priced_seconds=4 * 3600)
    found = promised_and_real(done, [PromisedTime("t", Fraction(25), 5 * 3600)], period=MARCH, currency="USD")
    assert found["advertised_rate"].coverage == found["effective_hourly_rate"].coverage == done.coverage
    assert found["advertised_rate"].coverage.time_priced == Fraction(4, 5)
    assert found["kept_share"].reason is None


def test_the_share_of_time_that_was_credited_is_a_yes_or_no_provisional() -> None:
    listed = credited_figures(
        [TrackedTime("c", 3600, 3000, Fraction(20))], paid_seconds=3600, period=MARCH, currency="USD"
    )
    assert all(figure.provisional is False for figure in listed.values())


def test_a_promised_range_in_yen_is_made_of_whole_yen() -> None:
    found = promise(rate=1500, rate_high_minor=2500, currency="JPY")
    values = {"count": 1}
    assert found.steps()[0] == Step("", "Promised for an hour", Fraction(1500), "money", {})
    assert [step.value for step in found.steps()] == [1500, 2500, 2, 2000]
    piece = promise(rate=1500, currency="JPY", pay_model="per_unit", promised_seconds_per_unit=3600)
    ranged = replace(piece, rate_high_minor=2500)
    assert [step.values for step in ranged.steps()[:2]] == [values, {}]
    assert piece.steps()[0] == Step("", "Promised for {count} units", Fraction(1500), "money", values)


def test_terms_without_a_rate_touch_no_rate() -> None:
    assert promise(rate=None).pay_terms["rate"] is None
    assert promise(rate=None, rate_high_minor=5).pay_terms["rate"] is None


def test_a_contract_is_read_whole_from_its_row() -> None:
    row = {"id": "c", "platform_id": "heron", "task_kind": "ranking", "previous_contract_id": "a"}
    assert Contract.of(row) == Contract("c", "heron", "ranking", "a")


def test_the_change_of_a_price_goes_by_its_own_name_also_where_it_is_not_known() -> None:
    listed = pay_changes(
        [promise(1, contract_id="gone"), promise(1), promise(15, rate=1600)],
        [Contract("c", "heron", "ranking")],
        {},
        period=MARCH,
        as_of=march(31),
        currency="USD",
    )
    (change,) = listed.changes  # terms of a contract that is not there hide none of the others
    assert change.figures["promised_price_change"].key == "promised_price_change"


def test_work_of_a_single_day_stands_on_that_day() -> None:
    done = {("t1", "ranking"): on(3, 100, paid=5), ("t15", "ranking"): on(20, 80, paid=5)}
    listed = pay_changes(
        [promise(1), promise(15, rate=1600)],
        [Contract("c", "heron", "ranking")],
        done,
        period=MARCH,
        as_of=march(31),
        currency="USD",
    )
    (change,) = listed.changes
    assert change.figures["effective_rate_before"].period == Period.through(march(3), march(3))
    assert change.figures["effective_rate_after"].period == Period.through(march(20), march(20))
