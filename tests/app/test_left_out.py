"""What a report does not count is said on the page, never left out in silence."""

from __future__ import annotations

from datetime import date

import pytest

from app.language import for_code
from app.web.realpay_words import Addresses, hero_of, left_out_of
from reports.definitions import LEFT_OUT
from reports.personal import report
from tests.reports import factories as make


def report_of(**nouns):
    return report(make.ledger_of(**nouns), as_of=date(2026, 3, 31))


def test_rows_that_do_not_count_are_told_with_their_reason() -> None:
    found = report_of(
        tasks=[make.task(expected_minor=100), make.task(expected_minor=100, seconds=None)],
        payments=[make.payment(kind="bonus", currency="XAU"), make.payment(kind="bonus", currency="XAU")],
    )
    assert left_out_of(found, for_code("en")) == (
        "2 rows are not counted: in another currency, with no exchange rate for the day.",
        "1 row is not counted: paid tasks without logged time.",
    )


def test_a_log_that_counts_whole_says_nothing() -> None:
    assert left_out_of(report_of(tasks=[make.task(expected_minor=100)]), for_code("en")) == ()


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_reason_has_its_words(code) -> None:
    words = for_code(code)
    assert all(words(message) for message in LEFT_OUT.values())


def test_pay_in_another_currency_that_has_not_come_is_why_a_rate_is_provisional() -> None:
    found = report_of(tasks=[make.task(worked_on=date(2024, 1, 2), expected_minor=10000, currency="EUR")])
    caveat = hero_of(found, for_code("en"), Addresses("/real-pay")).caveat
    assert caveat == "Provisional: some pay in another currency has not been paid yet."
