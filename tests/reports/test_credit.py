"""Which contracts promise credit, say what the work is for, and what rights they take."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.conditions.credit import ContractCredit, CreditTerms, by_rights, credit_figures, credit_of
from reports.frames import SCHEMAS
from reports.periods import Period
from tests.reports import factories as make
from tests.reports.works import march, said

MARCH = Period(march(1), march(31))
KEYS = ["credit_promised_share", "purpose_told_share"]


def terms(day: int = 1, contract: str = "c", credit: str | None = None, **more) -> CreditTerms:
    given_ = {"terms_id": f"t{day}", "contract_id": contract, "effective_on": march(day)}
    return CreditTerms(**{**given_, "credit_promised": credit, **more})


def contract(number: int, credit: str | None = None, purpose: str | None = None, rights: str | None = None):
    return ContractCredit(f"c{number}", credit, purpose, rights, (f"t{number}",))


# What holds for a contract


def test_the_newest_answer_holds_and_silence_takes_nothing_back() -> None:
    found = credit_of(
        [
            terms(9, credit="no"),
            terms(1, credit="yes", purpose_told="no", rights_given_up="all", is_acceptance=True),
            terms(5, purpose_told="unknown"),
        ],
        march(31),
    )
    assert found == (ContractCredit("c", "no", "unknown", "all", ("t1", "t5", "t9")),)


def test_terms_of_tomorrow_are_not_seen() -> None:
    listed = [terms(1, credit="yes"), terms(9, credit="no")]
    assert credit_of(listed, march(8))[0].credit_promised == "yes"
    assert credit_of(listed, march(9))[0].credit_promised == "no"
    assert credit_of(listed[1:], march(8)) == ()


def test_amended_terms_win_over_the_acceptance_of_the_same_day() -> None:
    kept = terms(1, terms_id="z", credit="yes", is_acceptance=True)
    amended = terms(1, terms_id="a", credit="no")
    for listed in ([kept, amended], [amended, kept]):
        assert credit_of(listed, march(1))[0].credit_promised == "no"
    assert credit_of([amended, amended._replace(terms_id="b", credit_promised="yes")], march(1))[
        0
    ].credit_promised == ("yes")


def test_contracts_stand_in_the_order_of_their_ids() -> None:
    listed = [terms(1, "d"), terms(2, "c"), terms(3, "d")]
    assert [(one.contract_id, one.terms_ids) for one in credit_of(listed, march(9))] == [
        ("c", ("t2",)),
        ("d", ("t1", "t3")),
    ]


def test_a_row_of_the_frame_is_read() -> None:
    row = dict.fromkeys(SCHEMAS["terms"]) | make.terms(
        id="t",
        contract_id="c",
        effective_on=march(2),
        credit_promised="no",
        purpose_told="yes",
        rights_given_up="all",
        is_acceptance=True,
    )
    assert CreditTerms.of(row) == CreditTerms("t", "c", march(2), "no", "yes", "all", is_acceptance=True)


# Shares


def test_shares_are_of_the_contracts_that_say_yes_or_no() -> None:
    contracts = [
        contract(1, "yes", "no"),
        contract(2, "no", "no"),
        contract(3, "no", None),
        contract(4, "unknown", "unknown"),
        contract(5),
    ]
    found = credit_figures(contracts, MARCH)
    assert list(found) == KEYS
    assert found["credit_promised_share"].value == Fraction(1, 3)
    assert found["purpose_told_share"].value == 0
    assert said(found["credit_promised_share"]) == [
        ("", "Contracts with yes", 1, "count"),
        ("/", "Contracts with yes or no", 3, "count"),
        ("=", "Contracts that promise credit", Fraction(1, 3), "share"),
    ]
    assert found["purpose_told_share"].steps[-1].label == "Contracts that say what the work is for"
    assert found["credit_promised_share"].rows == {
        "terms": ("t1", "t2", "t3"),
        "contracts": ("c1", "c2", "c3"),
    }
    assert {(figure.unit, figure.period) for figure in found.values()} == {("share", MARCH)}


@pytest.mark.parametrize(
    ("contracts", "reason"),
    [([], "no_contracts"), ([contract(1)], "no_answers"), ([contract(1, "unknown")], "no_answers")],
)
def test_without_an_answer_there_is_no_share(contracts, reason) -> None:
    figure = credit_figures(contracts, MARCH)["credit_promised_share"]
    assert (figure.value, figure.reason, figure.rows) == (None, reason, {})


# By the rights given up


def test_contracts_are_grouped_by_the_rights_they_take() -> None:
    contracts = [
        contract(1, "no", "yes", "None"),
        contract(2, "no", "no", "All rights"),
        contract(3, "yes", "no", " all  RIGHTS"),
        contract(4, "yes", None, "  "),
        contract(5, "yes", None, None),
        contract(6, "yes", None, None),
        contract(7, None, None, "display"),
    ]
    found = by_rights(contracts, MARCH)
    assert [(one.rights, one.contract_ids) for one in found] == [
        ("All rights", ("c2", "c3")),
        ("display", ("c7",)),
        ("None", ("c1",)),
        (None, ("c4", "c5", "c6")),
    ]
    everything = found[0].figures
    assert list(everything) == ["rights_share", *KEYS]
    assert [figure.value for figure in everything.values()] == [Fraction(2, 7), Fraction(1, 2), 0]
    assert said(everything["rights_share"]) == [
        ("", "Contracts that say this", 2, "count"),
        ("/", "All contracts with terms", 7, "count"),
        ("=", "Contracts that take these rights", Fraction(2, 7), "share"),
    ]
    assert everything["rights_share"].rows == {"terms": ("t2", "t3"), "contracts": ("c2", "c3")}
    assert (everything["rights_share"].unit, everything["rights_share"].period) == ("share", MARCH)


def test_no_contract_takes_no_right() -> None:
    assert by_rights([], MARCH) == ()


contracts_drawn = st.lists(
    st.tuples(st.sampled_from([None, "yes", "no", "unknown"]), st.sampled_from([None, "all", "All", "some"])),
    max_size=12,
)


@given(contracts_drawn)
def test_every_contract_is_in_one_group_and_their_shares_add_up(drawn) -> None:
    contracts = [contract(number, credit, None, rights) for number, (credit, rights) in enumerate(drawn)]
    groups = by_rights(contracts, MARCH)
    assert sorted(one for group in groups for one in group.contract_ids) == sorted(
        one.contract_id for one in contracts
    )
    assert sum(group.figures["rights_share"].value for group in groups) == (1 if contracts else 0)
    for group in groups:
        members = [one for one in contracts if one.contract_id in group.contract_ids]
        assert group.figures["credit_promised_share"] == credit_figures(members, MARCH)[KEYS[0]]
