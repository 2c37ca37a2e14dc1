"""From a ledger to the distance to guild health cover, the years of covered and gig pay, and the card that is off."""

import json
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.explain import explanation
from reports.definitions import DEFINITIONS
from reports.documents.json import report_json
from reports.earnings import keep_books
from reports.figures import REASONS
from reports.frames import Fact
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period, add_months
from reports.personal import report
from reports.topics import TOPICS, guild
from tests.reports import factories as make
from tests.reports.plain_words import PlainWords
from tests.reports.test_converting import OneADay
from tests.reports.test_earnings import some_ledger
from tests.reports.test_guild import CARD, KEYS

AS_OF = date(2026, 11, 12)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def covered(dollars, on=date(2026, 7, 1), **more):
    """Covered earnings of a quarter, as she entered them."""
    row = {"fact": Fact.COVERED_EARNINGS, "value": None, "starts_on": on, "currency": "USD"}
    return make.situation(**{**row, "amount_minor": int(Fraction(dollars) * 100), **more})


def gig(dollars, on=date(2026, 8, 3), **more):
    """One paid hour with a price of its own."""
    return make.task(worked_on=on, expected_minor=int(Fraction(dollars) * 100), **more)


def report_of(*facts, as_of=AS_OF, currency="USD", **more):
    asked = {name: more.pop(name) for name in ("period", "parameters", "place", "rates") if name in more}
    return report(make.ledger_of(currency, **{"situations": facts, **more}), as_of=as_of, **asked)


def topic_of(*facts, **more):
    return report_of(*facts, **more).topics["guild"]


def values(topic):
    return {key: figure.value for key, figure in topic.figures.items()}


def reasons(topic):
    return {key: figure.reason for key, figure in topic.figures.items()}


def years_of(topic):
    return {part.id: tuple(figure.value for figure in part.figures.values()) for part in topic.parts}


# Cover


def test_the_example_of_the_method_page():
    # covered 18,000 of 43,862: 25,862 to go, 41.0 per cent; gig pay of 15,000 is 34.2 per cent and adds nothing
    topic = topic_of(covered(18_000), tasks=[gig(15_000)])
    found = topic.figures
    assert list(found) == [*KEYS, *CARD]
    assert found["distance_to_guild_health"].value == 25_862
    assert found["distance_to_guild_health"].at_least
    assert decimal_text(100 * found["guild_health_share_reached"].value, 1) == "41.0"
    assert decimal_text(100 * found["gig_pay_share_of_guild_threshold"].value, 1) == "34.2"
    assert (found["covered_earnings"].value, found["guild_health_threshold"].value) == (18_000, 43_862)


def test_earnings_of_the_best_four_quarters_count_and_those_of_later_quarters_do_not():
    entered = [
        covered(1_000, date(2025, 12, 31)),
        covered(2_000, date(2026, 1, 1)),
        covered(4_000, date(2026, 12, 1)),
        covered(500, date(2026, 12, 31)),
        covered(8_000, date(2027, 1, 1)),
    ]
    found = topic_of(*entered).figures["covered_earnings"]
    assert (found.value, found.period) == (6_500, YEAR)
    assert found.rows == {"situations": tuple(row["id"] for row in entered[1:4])}


def test_gig_pay_counts_in_the_quarter_of_the_work_and_not_of_the_money():
    topic = topic_of(
        tasks=[gig(1_000, date(2025, 12, 31), id="late"), gig(300, date(2026, 1, 1), id="new")],
        payments=[make.payment(id="paid", task_id="late", earned_on=date(2026, 2, 1), amount_minor=100_000)],
        payouts=[make.payout(arrived_on=date(2026, 2, 2), gross_minor=100_000)],
    )
    share = topic.figures["gig_pay_share_of_guild_threshold"]
    assert share.value == Fraction(300, 43_862)
    assert share.rows == {"tasks": ("new",)}


def test_cover_is_of_the_quarters_whatever_period_was_asked_about():
    rows = {"tasks": [gig(15_000), gig(200, date(2026, 11, 2))]}
    november = Period(date(2026, 11, 1), date(2026, 12, 1))
    entered = covered(18_000)
    one, other = topic_of(entered, **rows), topic_of(entered, **rows, period=november)
    assert {key: one.figures[key] for key in KEYS} == {key: other.figures[key] for key in KEYS}
    assert years_of(one) == years_of(other) == {"2026": (15_200, 18_000)}


def test_work_after_as_of_does_not_count():
    topic = topic_of(covered(1), tasks=[gig(10), gig(100, date(2026, 11, 13))])
    assert years_of(topic) == {"2026": (10, 1)}


def test_without_anything_logged_only_the_threshold_is_known():
    topic = topic_of()
    assert reasons(topic) == {
        **dict.fromkeys(KEYS, "no_covered_earnings"),
        "guild_health_threshold": None,
        "gig_pay_share_of_guild_threshold": "no_earnings",
        **dict.fromkeys(CARD, "rates_not_verified"),
    }
    assert topic.parts == ()


def test_without_public_figures_nothing_is_known_but_what_she_entered():
    topic = topic_of(covered(18_000), tasks=[gig(1)], parameters=Parameters(()))
    assert {key for key, reason in reasons(topic).items() if reason is None} == {"covered_earnings"}


# The earnings to be covered, as she knows them


def typed(dollars, on=date(2026, 5, 2), **more):
    """What she says the earnings to be covered are, from a day on."""
    return covered(dollars, on, fact=Fact.GUILD_THRESHOLD, **more)


def test_the_amount_she_typed_goes_before_the_one_on_file_and_is_said_to_be_hers():
    own = typed(46_000)
    topic = topic_of(covered(18_000), own, tasks=[gig(15_000)])
    threshold, distance = (
        topic.figures[key] for key in ("guild_health_threshold", "distance_to_guild_health")
    )
    assert (threshold.value, distance.value) == (46_000, 28_000)
    assert topic.figures["gig_pay_share_of_guild_threshold"].value == Fraction(15, 46)
    for figure in (threshold, distance):
        assert (figure.at_least, figure.parameters) == (False, ())
        assert own["id"] in figure.rows["situations"]
    assert topic.figures["covered_earnings"].rows["situations"] != threshold.rows["situations"]
    said = explanation(threshold, report_of(own), PlainWords()).lines[0].label
    assert said == "Earnings to be covered, as you typed them, from 2 May 2026"
    assert [note.said(PlainWords()) for note in topic.notes] == [
        "The earnings to be covered are the ones you typed, from 2 May 2026."
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [typed(46_000, date(2026, 11, 13))],
        [typed(46_000, ends_on=date(2026, 11, 11))],
        [typed(46_000, currency="XPF")],
        [typed(46_000, amount_minor=None, currency=None)],
    ],
    ids=["nothing", "not yet", "no longer", "other money", "no amount"],
)
def test_the_amount_on_file_holds_while_hers_does_not(rows):
    topic = topic_of(*rows)
    assert topic.figures["guild_health_threshold"].value == 43_862
    assert topic.figures["guild_health_threshold"].at_least
    assert topic.notes == ()


def test_the_amount_that_began_last_is_hers_today():
    topic = topic_of(typed(46_000), typed(48_000, date(2026, 11, 12)))
    assert topic.figures["guild_health_threshold"].value == 48_000


def test_where_the_plan_does_not_apply_her_amount_is_not_spoken_of():
    topic = topic_of(typed(46_000), abroad())
    assert topic.figures["guild_health_threshold"].reason == "us_only"
    assert topic.notes == ()


@given(st.integers(1, 9_000_000), st.integers(0, 9_000_000))
@settings(max_examples=25, deadline=None)
def test_her_amount_less_what_is_missing_is_what_she_has(theta, earned):
    found = topic_of(covered(Fraction(earned, 100)), typed(Fraction(theta, 100))).figures
    missing, reached = found["distance_to_guild_health"].value, found["guild_health_share_reached"].value
    assert missing == max(0, Fraction(theta - earned, 100))
    assert reached == Fraction(earned, theta)


# Covered pay and gig pay, year by year


def test_covered_pay_beside_gig_pay_by_year():
    topic = topic_of(
        covered(80_000, date(2023, 4, 1)),
        covered(20_000, date(2025, 1, 1)),
        covered(0, date(2026, 10, 1)),
        tasks=[
            gig(9_000, date(2025, 9, 1)),
            gig(500, date(2025, 1, 31)),
            gig(15_000),
            gig(7, date(2024, 5, 5)),
        ],
    )
    assert [(part.id, part.label) for part in topic.parts] == [
        (year, year) for year in ("2023", "2025", "2026")
    ]
    assert [list(part.figures) for part in topic.parts] == [["gig_pay_of_year", "covered_pay_of_year"]] * 3
    assert years_of(topic) == {"2023": (None, 80_000), "2025": (9_500, 20_000), "2026": (15_000, 0)}
    assert topic.parts[0].figures["gig_pay_of_year"].reason == "no_earnings"
    assert topic.parts[1].figures["covered_pay_of_year"].at_least  # one quarter of four


def test_hours_without_pay_and_costs_are_no_gig_pay_of_zero():
    topic = topic_of(
        covered(1),
        tasks=[make.task(worked_on=date(2026, 8, 3)), make.unpaid(worked_on=date(2026, 8, 3))],
        expenses=[make.expense(spent_on=date(2026, 8, 3))],
        payouts=[make.payout(arrived_on=date(2026, 8, 3), fee_minor=9)],
    )
    assert years_of(topic) == {"2026": (None, 1)}
    assert topic.figures["gig_pay_share_of_guild_threshold"].reason == "no_earnings"


def test_pay_is_counted_before_fees_and_costs_and_with_that_of_tasks_without_time():
    topic = topic_of(
        covered(1),
        tasks=[gig(100, id="a"), gig(20, seconds=None, id="b")],
        payments=[make.payment(kind="bonus", id="c", earned_on=date(2026, 9, 1), amount_minor=700)],
        payouts=[make.payout(arrived_on=date(2026, 8, 3), fee_minor=900)],
        expenses=[make.expense(spent_on=date(2026, 8, 3))],
    )
    (year,) = topic.parts
    assert year.figures["gig_pay_of_year"].value == 127
    assert year.figures["gig_pay_of_year"].rows == {"tasks": ("a", "b"), "payments": ("c",)}


# Where it does not apply


def abroad(**more):
    return make.situation(value="ES", **more)


@pytest.mark.parametrize(
    ("facts", "more"),
    [((abroad(),), {}), ((), {"place": "ES"}), ((make.situation(),), {"place": "FR-75"})],
)
def test_outside_the_united_states_no_figure_has_a_value_and_the_years_stand(facts, more):
    topic = topic_of(covered(18_000), *facts, tasks=[gig(15_000)], **more)
    assert set(reasons(topic).values()) == {"us_only"}
    assert set(values(topic).values()) == {None}
    assert years_of(topic) == {"2026": (15_000, 18_000)}


@pytest.mark.parametrize("place", [None, "US-CA", "US"])
def test_a_place_that_is_not_known_or_in_the_united_states_keeps_it_on(place):
    assert values(topic_of(covered(18_000), place=place))["distance_to_guild_health"] == 25_862


def test_in_other_money_only_the_years_have_values():
    topic = topic_of(
        covered(18_000, currency="EUR"),
        covered(99_000, currency="XPF"),
        currency="EUR",
        tasks=[make.task(worked_on=date(2026, 8, 3))],
        payments=[make.payment(earned_on=date(2026, 8, 3), amount_minor=12_300, currency="EUR")],
    )
    assert set(reasons(topic).values()) == {"us_only"}
    assert years_of(topic) == {"2026": (123, 18_000)}
    assert topic.parts[0].figures["gig_pay_of_year"].currency == "EUR"


def test_gig_pay_in_other_money_is_converted_and_an_estimate_until_it_is_paid():
    paid = [gig(10, date(2026, 3, 10), currency="EUR")]  # at 1.10
    topic = topic_of(covered(18_000), covered(1, date(2025, 1, 1)), tasks=paid, rates=OneADay(AS_OF))
    share = topic.figures["gig_pay_share_of_guild_threshold"]
    assert (share.value, share.provisional) == (Fraction(11, 43_862), True)
    assert [row.key for row in share.parameters] == ["health_eligibility_minimum_earnings", "exchange_rate"]
    for key in KEYS[:-1]:
        assert not topic.figures[key].provisional
        assert "exchange_rate" not in {row.key for row in topic.figures[key].parameters}
    before, year = (part.figures for part in topic.parts)
    assert (before["gig_pay_of_year"].value, before["gig_pay_of_year"].parameters) == (None, ())
    assert (year["gig_pay_of_year"].value, year["gig_pay_of_year"].provisional) == (11, True)
    assert (year["covered_pay_of_year"].parameters, year["covered_pay_of_year"].provisional) == ((), False)


def test_only_the_days_of_a_figure_make_it_an_estimate():
    work = [gig(10, date(2026, 3, 10), currency="EUR"), gig(5, date(2025, 12, 31))]
    topic = topic_of(covered(7), covered(1, date(2025, 10, 1)), tasks=work, rates=OneADay(AS_OF))
    before, year = (part.figures["gig_pay_of_year"] for part in topic.parts)
    assert (before.provisional, year.provisional) == (False, True)
    assert [row.key for row in before.parameters] == ["exchange_rate"]


# The card


def a_rate(key, value, first=date(2026, 5, 2), last=None):
    return make.public_figure(key, value, valid_from=first, valid_to=last, group="WGA")


HEALTH = a_rate("health_contribution_rate_year_1", "0.1575")
PENSION = a_rate("pension_contribution_rate", "0.1025")
CAP = a_rate("health_contribution_cap_screen", 200)
ON = Parameters((HEALTH, PENSION))


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_card_is_off_while_no_verified_rates_are_on_file(is_allowed, monkeypatch):
    monkeypatch.setattr(guild, "parts_of", None)  # and nobody looks at the receipts
    on_file = Parameters.on_file().allowing_unverified(when=is_allowed)
    topic = topic_of(tasks=[gig(15_000)], parameters=on_file)
    assert {reasons(topic)[key] for key in CARD} == {"rates_not_verified"}
    assert {topic.figures[key].period for key in CARD} == {Period.through(date(2026, 8, 3), AS_OF)}


def test_with_verified_rates_it_is_rate_times_net_receipts_of_the_period():
    # two contracts, 600 and 300 dollars, less 5 in fees and 45 in costs of both: 850 x 15.75 % and x 10.25 %
    topic = topic_of(
        contracts=[make.contract(id="one"), make.contract(id="two")],
        tasks=[
            gig(600, contract_id="one", id="a"),
            gig(300, contract_id="two"),
            gig(9_999, date(2026, 7, 31), contract_id="one"),
        ],
        payments=[
            make.payment(
                id="p", contract_id="one", task_id="a", earned_on=date(2026, 8, 3), amount_minor=60_000
            )
        ],
        payouts=[make.payout(id="o", arrived_on=date(2026, 8, 9), gross_minor=60_000, fee_minor=500)],
        payout_matches=[make.payout_match(payout_id="o", payment_id="p", amount_minor=60_000)],
        expenses=[make.expense(spent_on=date(2026, 8, 20), amount_minor=4_500)],
        parameters=ON,
        period=Period(date(2026, 8, 1), date(2026, 9, 1)),
    )
    found = {key: topic.figures[key] for key in CARD}
    assert [figure.value for figure in found.values()] == [
        Fraction("133.875"),
        Fraction("87.125"),
        Fraction("221"),
    ]
    for figure in found.values():
        assert set(figure.rows) == {"tasks", "payments", "payouts", "expenses"}
        assert figure.reason is None


def test_a_contract_is_a_project_and_has_its_own_cap():
    topic = topic_of(
        contracts=[make.contract(id="one"), make.contract(id="two")],
        tasks=[
            gig(150, contract_id="one"),
            gig(150, date(2026, 9, 1), contract_id="one"),
            gig(80, contract_id="two"),
        ],
        parameters=Parameters((HEALTH, PENSION, CAP)),
    )
    assert values(topic)["guild_health_contribution"] == HEALTH.value * 280
    assert values(topic)["guild_pension_contribution"] == PENSION.value * 380


def test_each_day_has_the_rate_of_its_day_and_a_day_without_one_keeps_the_card_off():
    rates = (
        a_rate(HEALTH.key, "0.5", last=date(2026, 8, 31)),
        a_rate(HEALTH.key, "0.25", date(2026, 9, 1)),
        PENSION,
    )
    days = [date(2026, 8, 31), date(2026, 9, 1)]
    topic = topic_of(tasks=[gig(100, day) for day in days], parameters=Parameters(rates))
    assert values(topic)["guild_health_contribution"] == 75
    early = topic_of(tasks=[gig(100, day) for day in (date(2026, 5, 1), *days)], parameters=Parameters(rates))
    assert {reasons(early)[key] for key in CARD} == {"rates_not_verified"}


@pytest.mark.parametrize("tasks", [[], [make.task(worked_on=date(2026, 8, 3))]])
def test_without_any_known_pay_a_card_that_is_on_says_so(tasks):
    assert {reasons(topic_of(tasks=tasks, parameters=ON))[key] for key in CARD} == {"no_earnings"}


# Words and files


@pytest.fixture(scope="module")
def whole_report():
    return report_of(covered(18_000), covered(7, date(2024, 2, 1)), tasks=[gig(15_000)])


def test_every_figure_has_a_definition_and_a_sum_that_can_be_said(whole_report):
    topic = whole_report.topics["guild"]
    for figures in (topic.figures, *(part.figures for part in topic.parts)):
        for key, figure in figures.items():
            assert (figure.key, DEFINITIONS[key].section) in [(key, "4"), (key, "3c"), (key, "10b")]
            assert figure.reason is None or figure.reason in REASONS
            said = explanation(figure, whole_report, PlainWords())
            assert "{" not in "".join(line.label for line in said.lines)


def test_the_report_finds_its_figures_and_writes_them_as_json(whole_report):
    assert whole_report.figure("covered_earnings") is whole_report.topics["guild"].figures["covered_earnings"]
    written = json.loads(json.dumps(report_json(whole_report)))["topics"]["guild"]
    distance = written["figures"]["distance_to_guild_health"]
    assert (distance["value"], distance["at_least"]) == ("25862.00", True)
    assert [part["label"] for part in written["parts"]] == ["2024", "2026"]
    assert written["parts"][1]["figures"]["gig_pay_of_year"]["value"] == "15000.00"
    assert TOPICS["guild"] is guild.guild_topic


# The slow twin: amount by amount


def by_hand(ledger, as_of, facts):
    """Gig and covered pay in cents of every year with covered pay, and gig pay of the last four quarters."""
    quarter = date(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 1)
    ends = [add_months(quarter, 3)] + [add_months(quarter, -3 * back) for back in range(4)]
    gigs, entered, runs, has_pay = defaultdict(int), defaultdict(int), [0, 0, 0, 0], False
    for row in keep_books(ledger, as_of).accruals:
        if row.category == "earned":
            gigs[row.day.year] += row.minor
            for back in range(4):
                runs[back] += row.minor if ends[back + 1] <= row.day < ends[0] else 0
            has_pay |= ends[4] <= row.day < ends[0]
    for fact in facts:
        if date(fact["starts_on"].year, 3 * ((fact["starts_on"].month - 1) // 3) + 1, 1) <= as_of:
            entered[fact["starts_on"].year] += fact["amount_minor"]
    years = {
        str(year): (Fraction(gigs[year], 100) if year in gigs else None, Fraction(entered[year], 100))
        for year in sorted(entered)
    }
    return years, Fraction(max(runs), 4_386_200) if has_pay else None


some_facts = st.lists(
    st.builds(
        lambda back, dollars: covered(dollars, date(2026, 4, 30) - timedelta(days=back)),
        st.integers(0, 600),
        st.integers(0, 90_000),
    ),
    max_size=4,
)


@given(some_ledger(), some_facts, st.dates(date(2026, 1, 20), date(2026, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_the_topic_agrees_with_its_slow_twin(rows, facts, as_of):
    ledger = make.ledger_of(**rows, situations=facts)
    topic = report(ledger, as_of=as_of, period=YEAR).topics["guild"]
    years, share = by_hand(ledger, as_of, facts)
    assert years_of(topic) == years
    assert values(topic)["gig_pay_share_of_guild_threshold"] == share


@given(some_ledger())
@settings(max_examples=40, deadline=None)
def test_contributions_are_the_rate_times_what_was_left_of_one_contract(rows):
    always = Parameters(
        (a_rate(HEALTH.key, "0.5", date(2020, 1, 1)), a_rate(PENSION.key, "0.25", date(2020, 1, 1)))
    )
    whole = report_of(**rows, parameters=always, period=YEAR)
    net, pension = whole.figures["net"].value, whole.figure("guild_pension_contribution")
    assert pension.value == (None if net is None else max(0, net) / 4)
    assert whole.figure("guild_health_contribution").value == (None if net is None else max(0, net) / 2)
    assert pension.reason == (None if net is not None else "no_earnings")
