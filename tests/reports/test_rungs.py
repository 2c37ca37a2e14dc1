"""The rungs of parts: what rests on taxes, staff costs, arrivals and clock times."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from reports.arrivals import arrivals_of
from reports.earnings import keep_books
from reports.personal import report
from tests.reports import factories as make

AS_OF = date(2026, 12, 31)


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


def two_platforms(**nouns):
    """Heron: 20 h for 600.00; Egret: 10 h for 150.00."""
    return make.ledger_of(
        platforms=[make.platform(id="heron", name="Heron"), make.platform(id="egret", name="Egret")],
        contracts=[
            make.contract(id="a", platform_id="heron", name="A"),
            make.contract(id="b", platform_id="egret", name="B"),
        ],
        tasks=[
            make.task(contract_id="a", worked_on=day(2), seconds=36000, expected_minor=30000, kind="writing"),
            make.task(contract_id="a", worked_on=day(3, 4), seconds=36000, expected_minor=30000),
            make.task(contract_id="b", worked_on=day(4), seconds=36000, expected_minor=15000),
        ],
        **nouns,
    )


def by_label(slices, key):
    return {one.label: one.figures[key].value for one in slices}


def test_the_tax_of_a_part_is_its_share_of_the_tax_of_the_year() -> None:
    found = report(two_platforms(), as_of=AS_OF)
    tax = 750 * Fraction("0.9235") * Fraction("0.153")
    expected = {"Heron": (600 - tax * 600 / 750) / 20, "Egret": (150 - tax * 150 / 750) / 10}
    assert by_label(found.by_platform, "rate_after_self_employment_tax") == expected
    months = by_label(found.by_month, "rate_after_self_employment_tax")
    assert months["2026-04"] == (300 - tax * 300 / 750) / 10
    whole = found.figures["rate_after_self_employment_tax"].value
    assert sum(expected[name] * hours for name, hours in (("Heron", 20), ("Egret", 10))) == whole * 30


def test_the_staff_wage_of_a_part_uses_the_ratio_of_the_whole() -> None:
    found = report(two_platforms(), as_of=AS_OF)
    ratio = 1 + Fraction("14.01") / Fraction("32.60")
    assert by_label(found.by_platform, "employee_equivalent_wage") == {
        "Heron": 30 / ratio,
        "Egret": 15 / ratio,
    }
    assert by_label(found.by_contract, "employee_equivalent_wage") == {"A": 30 / ratio, "B": 15 / ratio}
    assert by_label(found.by_kind, "employee_equivalent_wage") == {
        "writing": 30 / ratio,
        "ranking": Fraction(450, 20) / ratio,
    }


def test_without_a_rate_on_file_a_part_has_no_rate_after_tax_and_says_why() -> None:
    found = report(two_platforms(), as_of=date(2026, 12, 31), place="DE")
    (heron, _) = found.by_platform
    for key in ("rate_after_self_employment_tax", "employee_equivalent_wage"):
        assert (heron.figures[key].value, heron.figures[key].reason) == (None, "no_value_on_file")
    empty = report(make.ledger_of(), as_of=AS_OF).figures
    assert empty["rate_after_self_employment_tax"].reason == "no_hours"
    assert empty["employee_equivalent_wage"].reason == "no_hours"


def test_what_arrived_belongs_to_the_platform_and_to_the_contract_it_settles() -> None:
    ledger = two_platforms(
        payments=[
            make.payment(id="p", contract_id="a", amount_minor=40000, earned_on=day(9)),
            make.payment(id="q", contract_id="b", amount_minor=10000, earned_on=day(9)),
        ],
        payouts=[
            make.payout(id="o", platform_id="heron", gross_minor=50000, fee_minor=1000, arrived_on=day(10)),
            make.payout(platform_id="egret", gross_minor=3000, arrived_on=day(11, 4)),
        ],
        payout_matches=[
            make.payout_match(payout_id="o", payment_id="p", amount_minor=40000),
            make.payout_match(payout_id="o", payment_id="q", amount_minor=10000),
        ],
    )
    found = report(ledger, as_of=AS_OF)
    assert by_label(found.by_contract, "settled_rate") == {"A": Fraction(392, 20), "B": Fraction(98, 10)}
    assert by_label(found.by_platform, "settled_rate") == {
        "Heron": Fraction(392, 20),
        "Egret": Fraction(128, 10),
    }
    assert by_label(found.by_month, "settled_rate") == {"2026-03": Fraction(490, 20), "2026-04": 3}
    assert found.figures["settled_rate"].value == Fraction(520, 30)
    assert found.figures["settled_rate"].rows["payouts"] == ("o", ledger.columns["payouts"]["id"][1])
    assert "settled_rate" not in found.by_kind[0].figures


@pytest.mark.parametrize(
    ("gross", "net", "matched", "parts"),
    [
        (100, 90, {}, {"heron": 90}),
        (100, 90, {"a": 100}, {"heron": 90}),
        (100, 90, {"a": 50}, {"heron": 45 + 45}),
        (100, 90, {"b": 50}, {"egret": 45, "heron": 45}),
        (100, 100, {"a": 80, "b": 40}, {"heron": 67, "egret": 33}),  # matched more than arrived
        (-30, -30, {}, {"heron": -30}),  # given back
        (0, 0, {}, {}),
    ],
)
def test_parts_of_a_payout_add_up_to_it(gross, net, matched, parts) -> None:
    ledger = two_platforms(
        payments=[make.payment(id=f"p{key}", contract_id=key) for key in matched],
        payouts=[
            make.payout(id="o", platform_id="heron", gross_minor=gross, net_minor=net, fee_minor=gross - net)
        ],
        payout_matches=[
            make.payout_match(payout_id="o", payment_id=f"p{key}", amount_minor=minor)
            for key, minor in matched.items()
        ],
    )
    found: dict[str | None, int] = {}
    for arrival in arrivals_of(ledger, keep_books(ledger, AS_OF).received):
        assert arrival.payout_id == "o"
        found[arrival.platform_id] = found.get(arrival.platform_id, 0) + arrival.minor
    assert found == parts


def test_the_session_rate_of_a_part_is_that_of_its_own_sessions() -> None:
    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)

    ledger = make.ledger_of(
        tasks=[
            make.task(
                id="x", kind="writing", started_at=at(9), ended_at=at(10), seconds=None, expected_minor=2000
            ),
            make.task(
                id="y",
                kind="ranking",
                started_at=at(9, 30),
                ended_at=at(11),
                seconds=None,
                expected_minor=1000,
            ),
        ]
    )
    found = report(ledger, as_of=AS_OF)
    assert found.figures["session_rate"].value == Fraction(30, 2)
    assert by_label(found.by_kind, "session_rate") == {
        "writing": 20,
        "ranking": Fraction(10) / Fraction(3, 2),
    }
    assert found.figures["session_rate"].rows == {"tasks": ("x", "y")}
