"""What is typed is read as it was meant, or refused; what a field shows is read back as it was."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.language import for_code
from app.web.forms import FieldError, read_amount, read_duration, typed_duration
from tests.app.test_contract_pages import made
from tests.app.test_pages import WORK


@given(st.integers(1, 40 * 24 * 3600))
def test_a_duration_in_a_field_reads_back_to_the_second(seconds: int) -> None:
    assert read_duration(typed_duration(seconds)) == seconds


@pytest.mark.parametrize(("seconds", "field"), [(15, "15 s"), (725, "12 min 5 s"), (3605, "1 h 5 s")])
def test_seconds_stand_as_seconds_in_a_field(seconds: int, field: str) -> None:
    assert typed_duration(seconds) == field


@pytest.mark.parametrize(
    ("seconds", "english", "spanish"),
    [(0, "0 min", "0 min"), (1, "under 1 min", "menos de 1 min"), (59, "under 1 min", "menos de 1 min")],
)
def test_less_than_a_minute_is_not_called_none(seconds: int, english: str, spanish: str) -> None:
    assert [for_code(code).duration(seconds) for code in ("en", "es")] == [english, spanish]


def test_an_entry_of_seconds_says_so(writer: TestClient) -> None:
    page = writer.post("/today", data={**WORK, "duration": "typed", "typed_duration": "15 s"})
    assert "Saved. It took less than a minute." in page.text
    assert "under 1 min" in page.text
    assert not re.search(r"(?<!\d)0 min(?! of it unpaid)", page.text)


AMOUNTS = {
    "$1,234.50": 123450,
    "40 USD": 4000,
    "usd 40": 4000,
    "US$ 40": 4000,
    "-$3": -300,
    "1.234,50 €": 123450,
    "40 kr": 4000,
}
NO_AMOUNTS = ("about 40", "at 40", "for 40", "ca. 40", "40ish", "40 or 50", "40 USD or so", "USD")


@pytest.mark.parametrize("text", AMOUNTS)
def test_a_sign_or_code_beside_an_amount_is_passed_over(text: str) -> None:
    assert read_amount(text, "USD") == AMOUNTS[text]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_words_around_an_amount_are_refused(text: str) -> None:
    with pytest.raises(FieldError, match=r"in digits, like 12\.75"):
        read_amount(text, "USD")


def test_a_rate_with_words_around_it_is_refused_on_terms(writer: TestClient) -> None:
    address = made(writer)
    said = {"pay_model": "hourly", "rate": "about 40", "effective_on": "2026-11-05"}
    page = writer.post(f"{address}/terms", data=said)
    assert page.status_code == 422
    assert "Write the amount in digits, like 12.75." in page.text
    assert 'value="about 40"' in page.text
