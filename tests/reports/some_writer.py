"""Any writer at all: three contracts of two platforms, terms that change, marks, reviews, costs everywhere."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from reports.exchange import Rate
from reports.frames import UnpaidCategory
from tests.reports import factories as make

AS_OF = date(2026, 4, 30)
FIRST = date(2026, 2, 1)


class NoRates:
    """Nobody knows what another currency is worth."""

    def rate(self, currency_from: str, currency_to: str, day: date) -> Rate | None:
        return None


NO_RATES = NoRates()

days = st.integers(0, 75).map(lambda number: FIRST + timedelta(days=number))
answers = st.sampled_from([None, "yes", "no", "unknown"])
homes = st.sampled_from(
    [
        {"contract_id": "a"},
        {"contract_id": "b"},
        {"contract_id": "c"},
        {"contract_id": None, "platform_id": "heron"},
        {"contract_id": None, "platform_id": None},
    ]
)
maybe = st.none() | st.booleans()

CONTRACTS = [
    make.contract(id="a", platform_id="heron", name="Endings", task_kind="ranking"),
    make.contract(
        id="b", platform_id="heron", name="Endings again", task_kind=None, previous_contract_id="a"
    ),
    make.contract(id="c", platform_id="wren", name="Labels", task_kind="my own"),
]


@st.composite
def some_task(draw):
    is_paid = draw(st.booleans())
    return make.task(
        **draw(homes),
        kind=draw(st.sampled_from([None, "ranking", "writing", "my own"])),
        worked_on=draw(days),
        seconds=draw(st.none() | st.integers(0, 20_000)),
        is_paid=is_paid,
        unpaid_category=None if is_paid else draw(st.none() | st.sampled_from(list(UnpaidCategory))),
        outcome=draw(st.sampled_from(["pending", "approved", "approved", "rejected"])),
        expected_minor=draw(st.none() | st.integers(0, 20_000)),
        units=draw(st.none() | st.integers(0, 30)),
        credited_seconds=draw(st.none() | st.integers(0, 20_000)),
        toll=draw(st.none() | st.integers(1, 5)),
        is_repetitive=draw(maybe),
        is_alone=draw(maybe),
    )


@st.composite
def some_terms(draw):
    return make.terms(
        contract_id=draw(st.sampled_from("abc")),
        effective_on=draw(days),
        pay_model=draw(st.sampled_from(["hourly", "hourly", "per_unit", "mixed"])),
        currency=draw(st.sampled_from(["USD", "USD", "USD", "EUR"])),
        rate_minor=draw(st.none() | st.integers(0, 4000)),
        promised_seconds_per_unit=draw(st.none() | st.integers(60, 600)),
        unit_name=draw(st.sampled_from([None, "label", "Labels ", "arc"])),
        credit_promised=draw(answers),
        purpose_told=draw(answers),
        rights_given_up=draw(st.sampled_from([None, "all", "All ", "display"])),
    )


@st.composite
def some_writer(draw):
    """Rows by noun, for `ledger_of`."""
    amounts = st.integers(1, 20_000)
    return {
        "platforms": [make.platform(id="heron", name="Heron"), make.platform(id="wren", name="Wren")],
        "contracts": CONTRACTS,
        "terms": draw(st.lists(some_terms(), max_size=6)),
        "tasks": draw(st.lists(some_task(), max_size=12)),
        "payments": [
            make.payment(**draw(homes), kind=kind, earned_on=draw(days), amount_minor=draw(amounts))
            for kind in draw(st.lists(st.sampled_from(["task_pay", "bonus", "clawback"]), max_size=3))
        ],
        "payouts": [
            make.payout(**{"platform_id": None, **draw(homes)}, arrived_on=draw(days), fee_minor=fee)
            for fee in draw(st.lists(st.integers(0, 300), max_size=2))
        ],
        "expenses": [
            make.expense(**draw(homes), spent_on=draw(days), amount_minor=minor)
            for minor in draw(st.lists(amounts, max_size=3))
        ],
        "contract_reviews": [
            {
                "id": f"review-{number}",
                "contract_id": draw(st.sampled_from("abc")),
                "reviewed_on": draw(days),
                "appeal_possible": answer,
                "purpose_told": draw(answers),
            }
            for number, answer in enumerate(draw(st.lists(answers, max_size=3)))
        ],
    }
