"""The tax-year statement on the cash basis: income by payer, expenses, tax to the cent, instalments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.definitions import DEFINITIONS
from reports.figures import REASONS, Step
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.tax_year import (
    BELOW_IS_TAXABLE,
    BY_DAY_OF_PAYMENT,
    INSTALMENT_COUNT,
    NO_INCOME_TAX,
    NOT_BEGUN,
    NOT_TAX_ADVICE,
    CashYear,
    CategoryExpenses,
    PayerIncome,
    TaxYearError,
    form_threshold,
    instalment_named,
    next_instalment,
    tax_set_aside,
    tax_year_statement,
)
from tests.reports.plain_words import PlainWords

ON_FILE = Parameters.on_file()
few = settings(max_examples=60, deadline=None)
words = PlainWords()


def day(text: str) -> date:
    return date.fromisoformat(text)


def payer(gross, fees=0, payer_id: str | None = "heron", **more) -> PayerIncome:
    return PayerIncome(payer_id, Fraction(gross), Fraction(fees), **more)


def year(number: int = 2025, *, as_of: str | None = None, net=None, **more) -> CashYear:
    """A calendar year that is over, unless `as_of` says otherwise; `net` makes it of one payer and no cost."""
    if net is not None:
        more["payers"] = (payer(net),)
    return CashYear(number, day(as_of or f"{number + 1}-02-01"), **more)


def statement(number: int = 2025, *, parameters: Parameters = ON_FILE, **more):
    return tax_year_statement(year(number, **more), parameters)


def cents(figure) -> str:
    return decimal_text(figure.value, 2)


def lines(steps: tuple[Step, ...]) -> list[tuple[str, str, Fraction | None, str]]:
    """The steps as a page shows them: sign, words with the values put in, value, unit."""
    shown = []
    for step in steps:
        values = {
            name: words.day(value) if isinstance(value, date) else value
            for name, value in step.values.items()
        }
        shown.append((step.sign, words(step.label, **values), step.value, step.unit))
    return shown


# The check values of the method page (sections 2 and 11), through the statement


@pytest.mark.parametrize(
    ("number", "net", "w2_wages", "tax"),
    [
        (2025, "15000", 0, "2119.43"),
        (2025, "60000", 0, "8477.73"),
        (2026, "250000", 0, "29573.38"),
        (2026, "434", 0, "61.32"),
        (2026, "433", 0, "0.00"),
        (2026, "50000", 160_000, "4377.08"),
        (2026, "433.13", 0, "0.00"),  # net earnings 399.9956
        (2026, "433.14", 0, "61.20"),  # net earnings 400.0048: due on the whole amount
        (2026, "940", 0, "132.82"),
        (2026, "-100", 0, "0.00"),
    ],
)
def test_the_tax_to_the_cent(number, net, w2_wages, tax) -> None:
    # The same net whether it is one gross amount or what is left after fees and costs of two payers.
    plain = statement(number, net=net, w2_wages=Fraction(w2_wages))
    split = statement(
        number,
        payers=(payer(Fraction(net) + 700, 100), payer(1_000, 50, "osprey")),
        expenses=(CategoryExpenses("Software", Fraction(1_500)), CategoryExpenses(None, Fraction(50))),
        w2_wages=Fraction(w2_wages),
    )
    for found in (plain, split):
        assert found.figures["tax_year_net"].value == Fraction(net)
        figure = found.figures["tax_year_self_employment_tax"]
        assert cents(figure) == tax
        assert figure.value == found.tax.tax
        half = found.figures["tax_year_half_deduction"]
        assert half.value == figure.value / 2


@pytest.mark.parametrize(
    ("net", "w2_wages", "status", "amount"),
    [
        ("15000", 0, "single", "0.00"),
        ("250000", 0, "single", "277.88"),  # 0.9 % of 230,875 - 200,000
        ("250000", 0, "joint", "0.00"),
        ("250000", 0, "separate", "952.88"),
        ("50000", 160_000, "single", "55.58"),
        ("50000", 250_000, "single", "415.58"),
        ("100", 250_000, "single", "0.00"),  # net earnings under 400 are not taxed at all
    ],
)
def test_the_additional_medicare_tax_is_a_figure_of_its_own(net, w2_wages, status, amount) -> None:
    found = statement(2026, net=net, w2_wages=Fraction(w2_wages), filing_status=status).figures
    additional = found["tax_year_additional_medicare_tax"]
    assert cents(additional) == amount
    steps = additional.steps
    assert [step.sign for step in steps] == ["", "-", "=", "*", "="]
    assert max(0, steps[0].value - steps[1].value) == steps[2].value
    assert steps[2].value * steps[3].value == steps[4].value == additional.value
    single = statement(2026, net=net, w2_wages=Fraction(w2_wages)).figures
    for key in ("tax_year_self_employment_tax", "tax_year_left_to_pay", "tax_year_half_deduction"):
        assert found[key].value == single[key].value


def test_an_unknown_filing_status_leaves_only_the_additional_tax_unknown() -> None:
    figures = statement(2026, net=250_000, filing_status="other").figures
    additional = figures["tax_year_additional_medicare_tax"]
    assert (additional.value, additional.reason, additional.steps) == (None, "no_value_on_file", ())
    assert cents(figures["tax_year_self_employment_tax"]) == "29573.38"


def test_the_sums_behind_the_taxes() -> None:
    figures = statement(2026, net=250_000).figures
    own = figures["tax_year_self_employment_tax"]
    assert lines(own.steps)[0] == ("", "Left after fees and costs in 2026", 250_000, "money")
    assert own.steps[-1].value == own.value
    assert lines(figures["tax_year_half_deduction"].steps) == [
        ("", "Self-employment tax", own.value, "money"),
        ("*", "the part that can be deducted", Fraction(1, 2), "share"),
        ("=", "Taken off taxable income", own.value / 2, "money"),
    ]
    assert lines(figures["tax_year_additional_medicare_tax"].steps) == [
        ("", "Net earnings from self-employment", 230_875, "money"),
        ("-", "What wages leave of the threshold", 200_000, "money"),
        ("=", "Above it, never below 0", 30_875, "money"),
        ("*", "the rate", Fraction("0.009"), "share"),
        ("=", "Additional Medicare Tax", Fraction("277.875"), "money"),
    ]


def test_the_taxes_name_the_figures_they_are_made_of_and_their_rows() -> None:
    cash = year(
        2026,
        payers=(payer(900, rows={"payouts": ("p1",)}),),
        expenses=(CategoryExpenses(None, Fraction(5), {"expenses": ("e1",)}),),
    )
    figures = tax_year_statement(cash, ON_FILE).figures
    additional = ["additional_medicare_rate", "additional_medicare_threshold"]
    for key in ("tax_year_self_employment_tax", "tax_year_half_deduction"):
        keys = [row.key for row in figures[key].parameters]
        assert keys
        assert not set(keys) & set(additional)
    keys = [row.key for row in figures["tax_year_additional_medicare_tax"].parameters]
    assert keys[-2:] == additional
    for key in ("self_employment_tax", "half_deduction", "additional_medicare_tax", "left_to_pay", "net"):
        assert figures[f"tax_year_{key}"].rows == {"payouts": ("p1",), "expenses": ("e1",)}


# Years without rates


@pytest.mark.parametrize("number", [2019, 2023, 2027])
def test_a_year_without_rates_has_no_value_on_file(number) -> None:
    found = statement(number, net=15_000)
    assert found.tax is None
    for key in ("self_employment_tax", "half_deduction", "additional_medicare_tax", "left_to_pay"):
        figure = found.figures[f"tax_year_{key}"]
        assert (figure.value, figure.reason, figure.steps) == (None, "no_value_on_file", ())
        assert (figure.parameters, figure.currency) == ((), "USD")
    assert cents(found.figures["tax_year_net"]) == "15000.00"
    for line in found.instalments:
        assert (line.share.value, line.share.reason) == (None, "no_value_on_file")
        assert (line.left.value, line.left.reason) == (None, "no_value_on_file")


def test_a_loss_is_not_taxed_whatever_the_rates() -> None:
    figures = statement(2019, net=-100).figures
    assert figures["tax_year_self_employment_tax"].value == 0
    assert [step.value for step in figures["tax_year_half_deduction"].steps] == [0, 0]
    assert (figures["tax_year_additional_medicare_tax"].value) == 0
    assert figures["tax_year_additional_medicare_tax"].steps == ()


def test_without_income_nothing_is_known_but_what_was_spent() -> None:
    found = statement(expenses=(CategoryExpenses("Software", Fraction(20)),))
    assert found.figures["tax_year_expenses"].value == 20
    assert found.tax is None
    for key in (
        "tax_year_gross",
        "tax_year_fees",
        "tax_year_received",
        "tax_year_net",
        "tax_year_self_employment_tax",
        "tax_year_half_deduction",
        "tax_year_additional_medicare_tax",
        "tax_year_payers_at_form_threshold",
        "tax_year_income_below_form_threshold",
        "tax_year_left_to_pay",
    ):
        figure = found.figures[key]
        assert (figure.value, figure.reason, figure.steps) == (None, "nothing_arrived", ()), key
        assert not figure.at_least
    assert found.instalments[0].share.reason == "nothing_arrived"
    assert found.payers == ()


# Money


TWO_PAYERS = (
    payer(500, 20, "osprey", name="Osprey", rows={"payouts": ("p3",)}),
    payer(9_000, 180, "heron", name="Heron", rows={"payouts": ("p1", "p2")}),
    payer(80, 0, None, rows={"payouts": ("p4",)}),
)
COSTS = (
    CategoryExpenses("Internet", Fraction(60), {"expenses": ("e1",)}),
    CategoryExpenses(None, Fraction(15), {"expenses": ("e2", "e3")}),
    CategoryExpenses("Software", Fraction(200), {"expenses": ("e4",)}),
)
INCOME_ROWS = {"payouts": ("p3", "p1", "p2", "p4")}
EXPENSE_ROWS = {"expenses": ("e1", "e2", "e3", "e4")}


def test_the_money_of_a_year_and_its_sums() -> None:
    figures = statement(payers=TWO_PAYERS, expenses=COSTS).figures
    assert lines(figures["tax_year_gross"].steps) == [
        ("+", "From Osprey", 500, "money"),
        ("+", "From Heron", 9_000, "money"),
        ("+", "From a payer that is not known", 80, "money"),
    ]
    assert lines(figures["tax_year_fees"].steps) == [
        ("+", "From Osprey", 20, "money"),
        ("+", "From Heron", 180, "money"),
        ("+", "From a payer that is not known", 0, "money"),
    ]
    assert lines(figures["tax_year_received"].steps) == [
        ("", "Arrived, before fees", 9_580, "money"),
        ("-", "Platform and payout fees", 200, "money"),
        ("=", "Came to you", 9_380, "money"),
    ]
    assert lines(figures["tax_year_expenses"].steps) == [
        ("+", "For Internet", 60, "money"),
        ("+", "Without a category", 15, "money"),
        ("+", "For Software", 200, "money"),
    ]
    assert lines(figures["tax_year_net"].steps) == [
        ("", "Came to you", 9_380, "money"),
        ("-", "Your costs", 275, "money"),
        ("=", "Left to you", 9_105, "money"),
    ]
    values = ("gross", 9_580), ("fees", 200), ("received", 9_380), ("expenses", 275), ("net", 9_105)
    for key, value in values:
        figure = figures[f"tax_year_{key}"]
        assert (figure.value, figure.unit, figure.currency, figure.reason) == (value, "money", "USD", None)
        assert figure.period == Period(day("2025-01-01"), day("2026-01-01"))
    rows = [figures[f"tax_year_{key}"].rows for key, _ in values]
    assert rows == [INCOME_ROWS] * 3 + [EXPENSE_ROWS, {**INCOME_ROWS, **EXPENSE_ROWS}]


def test_no_costs_are_a_true_zero() -> None:
    figure = statement(net=100).figures["tax_year_expenses"]
    assert (figure.value, figure.reason, figure.steps) == (0, None, ())


def test_expenses_by_category_the_largest_first() -> None:
    found = statement(payers=TWO_PAYERS, expenses=COSTS)
    assert [(line.category, line.amount.value) for line in found.expenses] == [
        ("Software", 200),
        ("Internet", 60),
        (None, 15),
    ]
    first = found.expenses[0].amount
    assert (first.key, first.unit, first.currency, first.rows) == (
        "category_expenses",
        "money",
        "USD",
        {"expenses": ("e4",)},
    )
    assert first.period == found.period
    equal = [CategoryExpenses(category, Fraction(5)) for category in (None, "b", "a")]
    assert [line.category for line in statement(expenses=tuple(equal)).expenses] == ["a", "b", None]


# Payers and the form


def test_income_by_payer_the_largest_first() -> None:
    found = statement(payers=TWO_PAYERS)
    assert [
        (line.payer.payer_id, line.gross.value, line.fees.value, line.net.value) for line in found.payers
    ] == [("heron", 9_000, 180, 8_820), ("osprey", 500, 20, 480), (None, 80, 0, 80)]
    heron = found.payers[0]
    assert [figure.key for figure in (heron.gross, heron.fees, heron.net)] == [
        "payer_gross",
        "payer_fees",
        "payer_net",
    ]
    for figure in (heron.gross, heron.fees, heron.net):
        assert (figure.unit, figure.currency, figure.period) == ("money", "USD", found.period)
        assert figure.rows == {"payouts": ("p1", "p2")}
    assert lines(heron.net.steps) == [
        ("", "Arrived, before fees", 9_000, "money"),
        ("-", "Platform and payout fees", 180, "money"),
        ("=", "Came to you", 8_820, "money"),
    ]
    assert heron.gross.parameters == (found.form_threshold,)
    equal = statement(payers=tuple(payer(5, 0, name) for name in (None, "b", "a")))
    assert [line.payer.payer_id for line in equal.payers] == ["a", "b", None]


@pytest.mark.parametrize(
    ("number", "gross", "threshold", "reaches"),
    [
        (2024, "599.99", 600, False),
        (2025, "599.99", 600, False),
        (2025, "600", 600, True),
        (2025, "1999.99", 600, True),
        (2026, "600", 2_000, False),
        (2026, "1999.99", 2_000, False),
        (2026, "2000", 2_000, True),
        (2027, "50000", None, None),  # indexed from 2027: the amount is not on file
        (2019, "50000", None, None),
    ],
)
def test_the_form_is_sent_from_the_amount_of_the_year_on(number, gross, threshold, reaches) -> None:
    found = statement(number, payers=(payer(gross),))
    assert (found.form_threshold and found.form_threshold.value) == threshold
    assert found.form_threshold == form_threshold(year(number), ON_FILE)
    (line,) = found.payers
    assert line.reaches_threshold is reaches
    count = found.figures["tax_year_payers_at_form_threshold"]
    below = found.figures["tax_year_income_below_form_threshold"]
    if threshold is None:
        assert {(figure.value, figure.reason) for figure in (count, below)} == {(None, "no_value_on_file")}
        assert (line.gross.parameters, count.parameters, below.parameters) == ((), (), ())
    else:
        assert (count.value, below.value) == (int(reaches), 0 if reaches else Fraction(gross))
        assert count.parameters == below.parameters == (found.form_threshold,)


def test_the_amount_is_compared_before_fees() -> None:
    (line,) = statement(payers=(payer(600, 30),)).payers
    assert line.reaches_threshold


@pytest.mark.parametrize(
    ("number", "as_of", "one", "said"),
    [
        (
            2025,
            None,
            payer(500),
            "Below $600.00 in 2025, where Form 1099-NEC starts. Income below it is taxable all the same.",
        ),
        (
            2026,
            "2026-11-23",
            payer(500),
            "So far below $2,000.00 in 2026, where Form 1099-NEC starts. Income below it is taxable all the same.",
        ),
        (
            2026,
            "2026-11-23",
            payer(2_000),
            "At or above $2,000.00 in 2026, where Form 1099-NEC starts.",
        ),
        (
            2025,
            None,
            payer(9_000, 0, None),
            "Form 1099-NEC starts at $600.00 in 2025. Who paid this is not known; it is taxable all the same.",
        ),
        (
            2027,
            None,
            payer(9_000),
            "No amount for Form 1099-NEC is on file for 2027. This income is taxable all the same.",
        ),
    ],
)
def test_what_is_said_of_a_payer_and_the_form(number, as_of, one, said) -> None:
    (line,) = statement(number, as_of=as_of, payers=(one,)).payers
    assert line.about_form.said(words) == said


def test_payers_at_the_amount_and_income_below_it() -> None:
    figures = statement(payers=(*TWO_PAYERS[:2], payer(100, 0, "merlin"))).figures
    count, below = (
        figures["tax_year_payers_at_form_threshold"],
        figures["tax_year_income_below_form_threshold"],
    )
    assert (count.value, count.unit, count.currency, count.at_least) == (1, "count", None, False)
    assert lines(count.steps) == [("+", "From Heron", 1, "count")]
    assert count.rows == {"payouts": ("p1", "p2")}
    assert (below.value, below.unit, below.currency) == (600, "money", "USD")
    assert lines(below.steps) == [("+", "From Osprey", 500, "money"), ("+", "From merlin", 100, "money")]
    assert below.rows == {"payouts": ("p3",)}


def test_among_payers_that_are_not_known_there_may_be_one_more() -> None:
    found = statement(payers=TWO_PAYERS)
    count = found.figures["tax_year_payers_at_form_threshold"]
    assert (count.value, count.at_least) == (1, True)
    assert found.payers[-1].reaches_threshold is None
    assert not found.figures["tax_year_income_below_form_threshold"].at_least
    unknown_amount = statement(2027, payers=TWO_PAYERS).figures["tax_year_payers_at_form_threshold"]
    assert (unknown_amount.value, unknown_amount.at_least) == (None, False)


# The year and the day


@pytest.mark.parametrize(
    ("as_of", "period_days", "is_year_to_date", "first_note"),
    [
        ("2025-12-31", 0, False, "2026 has not begun."),
        (
            "2026-01-01",
            1,
            True,
            "2026 still runs: every number is for the year to date, 1 January 2026 included, and will change.",
        ),
        (
            "2026-11-23",
            327,
            True,
            "2026 still runs: every number is for the year to date, 23 November 2026 included, and will change.",
        ),
        (
            "2026-12-31",
            365,
            True,
            "2026 still runs: every number is for the year to date, 31 December 2026 included, and will change.",
        ),
        ("2027-01-01", 365, False, BY_DAY_OF_PAYMENT),
        ("2028-01-01", 365, False, BY_DAY_OF_PAYMENT),
    ],
)
def test_a_year_that_runs_is_the_year_to_date_and_says_so(
    as_of, period_days, is_year_to_date, first_note
) -> None:
    found = statement(2026, as_of=as_of, net=500)
    assert (found.year, found.as_of) == (2026, day(as_of))
    assert (found.period.start, found.period.days) == (day("2026-01-01"), period_days)
    assert found.is_year_to_date is is_year_to_date
    said = [note.said(words) for note in found.notes]
    assert said[0] == first_note
    always = [BY_DAY_OF_PAYMENT, BELOW_IS_TAXABLE, NO_INCOME_TAX, NOT_TAX_ADVICE]
    assert said[-4:] == always
    assert len(said) == 4 + (first_note != BY_DAY_OF_PAYMENT)
    assert {figure.period for figure in found.figures.values()} == {found.period}


def test_the_words_that_have_to_stand_on_the_page() -> None:
    assert BY_DAY_OF_PAYMENT.startswith("Counted by the day money arrived")
    assert "income below the amount is taxable all the same" in BELOW_IS_TAXABLE
    assert NO_INCOME_TAX.startswith("Income tax is not estimated")
    assert NOT_TAX_ADVICE.endswith("This is information, not tax advice.")
    assert NOT_BEGUN == "{year} has not begun."


# Instalments

DUE_2026 = [day("2026-04-15"), day("2026-06-15"), day("2026-09-15"), day("2027-01-15")]


def test_each_instalment_is_an_even_quarter_of_the_tax() -> None:
    found = statement(2026, as_of="2026-05-01", net=60_000, instalments_paid={1: Fraction(2_000)})
    assert [line.number for line in found.instalments] == [1, 2, 3, 4]
    assert [line.due_on for line in found.instalments] == DUE_2026
    # 60,000 x 0.9235 x 0.153 = 8,477.73; a quarter is 2,119.4325
    assert [line.share.value for line in found.instalments] == [Fraction("2119.4325")] * 4
    assert [line.paid.value for line in found.instalments] == [2_000, None, None, None]
    assert [line.paid.reason for line in found.instalments] == [None, *["no_instalment_logged"] * 3]
    assert [line.left.value for line in found.instalments] == [
        Fraction("119.4325"),
        *[Fraction("2119.4325")] * 3,
    ]


def test_the_sums_behind_an_instalment() -> None:
    found = statement(2026, net=60_000, instalments_paid={1: Fraction(2_000), 3: Fraction(0)})
    first, second, third, _ = found.instalments
    assert lines(first.share.steps) == [
        ("", "Self-employment tax of 2026", Fraction("8477.73"), "money"),
        ("/", "Instalments a year", 4, "count"),
        ("=", "An even share", Fraction("2119.4325"), "money"),
    ]
    assert lines(first.left.steps) == [
        ("", "An even share", Fraction("2119.4325"), "money"),
        ("-", "Logged as paid", 2_000, "money"),
        ("=", "Left, never below 0", Fraction("119.4325"), "money"),
    ]
    assert [step.value for step in second.left.steps] == [Fraction("2119.4325"), 0, Fraction("2119.4325")]
    assert lines(first.paid.steps) == [("+", "Instalment 1", 2_000, "money")]
    assert (second.paid.steps, third.paid.value) == ((), 0)
    assert [figure.key for figure in (first.share, first.paid, first.left)] == [
        "instalment_share",
        "instalment_paid",
        "instalment_left",
    ]
    for figure in (first.share, first.paid, first.left):
        assert (figure.unit, figure.currency, figure.period) == ("money", "USD", found.period)
    tax = found.figures["tax_year_self_employment_tax"]
    for figure in (first.share, first.left):
        assert figure.parameters == (first.on_file.parameter, *tax.parameters)


def test_what_is_paid_and_what_is_left_of_the_year() -> None:
    paid = {3: Fraction(400), 1: Fraction(2_000)}
    figures = statement(2026, net=60_000, instalments_paid=paid).figures
    total, left = figures["tax_year_instalments_paid"], figures["tax_year_left_to_pay"]
    assert (total.value, total.unit, total.currency) == (2_400, "money", "USD")
    assert lines(total.steps) == [
        ("+", "Instalment 1", 2_000, "money"),
        ("+", "Instalment 3", 400, "money"),
    ]
    assert (left.value, left.unit, left.currency) == (Fraction("6077.73"), "money", "USD")
    assert lines(left.steps) == [
        ("", "Self-employment tax of 2026", Fraction("8477.73"), "money"),
        ("-", "Logged as paid", 2_400, "money"),
        ("=", "Left, never below 0", Fraction("6077.73"), "money"),
    ]
    assert left.parameters == figures["tax_year_self_employment_tax"].parameters


def test_nothing_logged_as_paid_is_not_zero_and_leaves_the_whole_tax() -> None:
    figures = statement(2026, net=60_000).figures
    paid = figures["tax_year_instalments_paid"]
    assert (paid.value, paid.reason, paid.steps) == (None, "no_instalment_logged", ())
    assert cents(figures["tax_year_left_to_pay"]) == "8477.73"


def test_more_paid_than_the_tax_leaves_nothing() -> None:
    found = statement(2026, net=15_000, instalments_paid={1: Fraction(5_000)})
    assert found.figures["tax_year_left_to_pay"].value == 0
    assert [cents(line.left) for line in found.instalments] == ["0.00", "529.86", "529.86", "529.86"]


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_year_has_four_instalments(number) -> None:
    with pytest.raises(TaxYearError, match=rf"A year has instalments 1 to 4, not {number}\."):
        year(instalments_paid={number: Fraction(1)})
    assert INSTALMENT_COUNT == 4
    assert year(instalments_paid={1: Fraction(1), 4: Fraction(1)}).instalments_paid


@pytest.mark.parametrize(
    ("as_of", "number", "days"),
    [
        ("2026-01-01", 0, 14),  # the fourth of 2025
        ("2026-01-15", 0, 0),
        ("2026-01-16", 1, 89),
        ("2026-04-14", 1, 1),
        ("2026-04-15", 1, 0),  # due today
        ("2026-04-16", 2, 60),
        ("2026-06-16", 3, 91),
        ("2026-09-16", 4, 121),
        ("2026-12-31", 4, 15),
        ("2027-01-15", 4, 0),
    ],
)
def test_the_next_instalment(as_of, number, days) -> None:
    found = statement(2026, as_of=as_of, net=15_000)
    due_on = DUE_2026[number - 1] if number else day("2026-01-15")
    assert (found.next_instalment.number, found.next_instalment.due_on) == (number or 4, due_on)
    figure = found.figures["days_to_next_instalment"]
    assert (figure.value, figure.unit, figure.reason, figure.currency) == (days, "days", None, None)
    assert figure.parameters == (found.next_instalment.parameter,)
    assert lines(figure.steps) == [
        ("=", f"From {words.day(day(as_of))} to {words.day(due_on)}", days, "days")
    ]


@pytest.mark.parametrize(
    ("number", "as_of", "reason"),
    [
        (2026, "2027-01-16", "no_instalment_left"),
        (2025, "2026-01-16", "no_instalment_left"),
        (2027, "2027-02-01", "no_value_on_file"),
        # Of 2025 only the fourth is on file: an earlier one might come first until its income days are over.
        (2025, "2025-05-01", "no_value_on_file"),
        (2025, "2025-12-31", "no_value_on_file"),
    ],
)
def test_no_next_instalment_and_why(number, as_of, reason) -> None:
    found = statement(number, as_of=as_of, net=15_000)
    figure = found.figures["days_to_next_instalment"]
    assert found.next_instalment is None
    assert (figure.value, figure.reason, figure.unit, figure.steps) == (None, reason, "days", ())
    assert figure.period == found.period


def test_after_its_income_days_the_last_instalment_is_next_though_others_are_not_on_file() -> None:
    found = statement(2025, as_of="2026-01-01", net=15_000)
    assert [line.due_on for line in found.instalments] == [None, None, None, day("2026-01-15")]
    assert found.next_instalment == found.instalments[3].on_file
    assert found.figures["days_to_next_instalment"].value == 14
    first, last = found.instalments[0].share, found.instalments[3].share
    assert first.value == last.value == found.tax.tax / 4
    assert next(row.key for row in last.parameters) == "estimated_tax_due"
    assert "estimated_tax_due" not in [row.key for row in first.parameters]


def test_a_hole_before_the_next_instalment_hides_it() -> None:
    rows = tuple(
        row for row in ON_FILE.rows if (row.key, row.group, row.label) != ("estimated_tax_due", "2", "2026")
    )
    holed = Parameters(rows)
    for as_of, number in (("2026-04-15", 1), ("2026-04-16", None), ("2026-08-31", None), ("2026-09-01", 3)):
        coming = next_instalment(2026, day(as_of), holed)
        assert (coming and coming.number) == number


def test_where_the_last_of_the_year_before_is_not_on_file_january_has_no_next_instalment() -> None:
    rows = tuple(row for row in ON_FILE.rows if (row.key, row.label) != ("estimated_tax_due", "2025"))
    for as_of, number in (("2026-01-10", None), ("2026-03-31", None), ("2026-04-01", 1), ("2026-04-16", 2)):
        coming = next_instalment(2026, day(as_of), Parameters(rows))
        assert (coming and coming.number) == number


# To set aside


def test_to_set_aside_is_the_share_of_the_tax_of_a_period() -> None:
    cash = year(2025, net=60_000)
    tax = tax_year_statement(cash, ON_FILE).tax
    march = Period(day("2025-03-01"), day("2025-04-01"))
    figure = tax_set_aside(cash, tax, Fraction(6_000), march, {"payouts": ("p1",)})
    # 8,477.73 x 6,000 / 60,000
    assert figure.value == Fraction("847.773")
    assert (figure.key, figure.unit, figure.currency, figure.period) == (
        "tax_set_aside",
        "money",
        "USD",
        march,
    )
    assert figure.rows == {"payouts": ("p1",)}
    assert figure.parameters == tax.parameters
    assert lines(figure.steps) == [
        ("", "Self-employment tax of 2025", Fraction("8477.73"), "money"),
        ("*", "Left to you in this period", 6_000, "money"),
        ("/", "Left to you in 2025", 60_000, "money"),
        ("=", "To set aside for self-employment tax", Fraction("847.773"), "money"),
    ]


@pytest.mark.parametrize("net", [-50, 0])
def test_in_a_year_that_left_nothing_nothing_is_set_aside(net) -> None:
    cash = year(2025, net=net)
    tax = tax_year_statement(cash, ON_FILE).tax
    figure = tax_set_aside(cash, tax, Fraction(200), cash.whole_year, {})
    assert figure.value == 0
    assert [step.value for step in figure.steps] == [0, 0]


def test_in_a_year_that_left_a_dollar_the_sum_shows_it() -> None:
    cash = year(2025, net=1)
    tax = tax_year_statement(cash, ON_FILE).tax
    figure = tax_set_aside(cash, tax, Fraction(1), cash.whole_year, {})
    assert [step.value for step in figure.steps] == [0, 1, 1, 0]


@pytest.mark.parametrize(("net", "reason"), [(100, "no_value_on_file"), (None, "nothing_arrived")])
def test_without_a_tax_there_is_nothing_to_set_aside_and_a_reason(net, reason) -> None:
    cash = year(2027, net=net)
    figure = tax_set_aside(cash, None, Fraction(100), cash.whole_year, {})
    assert (figure.value, figure.reason, figure.steps, figure.parameters) == (None, reason, (), ())
    assert (figure.unit, figure.currency, figure.period) == ("money", "USD", cash.whole_year)


@pytest.mark.parametrize(
    ("first", "last", "is_part"),
    [
        ("2025-01-01", "2025-12-31", True),
        ("2024-12-31", "2025-12-31", False),
        ("2025-01-01", "2026-01-01", False),
    ],
)
def test_a_period_has_to_lie_in_the_year(first, last, is_part) -> None:
    cash, period = year(2025, net=500), Period.through(day(first), day(last))
    tax = tax_year_statement(cash, ON_FILE).tax
    if is_part:
        assert tax_set_aside(cash, tax, Fraction(500), period, {}).value == tax.tax
    else:
        with pytest.raises(TaxYearError, match=f"{first} to {last} is not a part of 2025."):
            tax_set_aside(cash, tax, Fraction(500), period, {})


# Invariants

amounts = st.integers(0, 9_000_000).map(lambda minor: Fraction(minor, 100))
payers = st.lists(
    st.builds(
        PayerIncome,
        st.sampled_from(["heron", "osprey", "merlin", None]),
        amounts,
        amounts.map(lambda x: x / 50),
    ),
    min_size=1,
    max_size=6,
)
spent = st.lists(st.builds(CategoryExpenses, st.sampled_from(["a", "b", None]), amounts), max_size=4)
years = st.sampled_from([2024, 2025, 2026])


@few
@given(years, payers, spent)
def test_the_parts_add_up_to_the_whole(number, of_payers, of_categories) -> None:
    found = statement(number, payers=tuple(of_payers), expenses=tuple(of_categories))
    figures = {key.removeprefix("tax_year_"): figure.value for key, figure in found.figures.items()}
    assert sum(line.gross.value for line in found.payers) == figures["gross"]
    assert sum(line.fees.value for line in found.payers) == figures["fees"]
    assert sum(line.net.value for line in found.payers) == figures["received"]
    assert sum(line.amount.value for line in found.expenses) == figures["expenses"]
    assert figures["gross"] - figures["fees"] - figures["expenses"] == figures["net"]
    assert sum(line.share.value for line in found.instalments) == figures["self_employment_tax"]
    known = [line for line in found.payers if line.payer.payer_id is not None]
    reached = [line.gross.value for line in known if line.gross.value >= found.form_threshold.value]
    assert figures["payers_at_form_threshold"] == len(reached)
    assert figures["income_below_form_threshold"] + sum(reached) == sum(line.gross.value for line in known)


@few
@given(years, payers, spent, st.randoms(use_true_random=False))
def test_the_order_of_payers_and_categories_changes_no_number(
    number, of_payers, of_categories, random
) -> None:
    straight = statement(number, payers=tuple(of_payers), expenses=tuple(of_categories))
    shuffled = statement(
        number,
        payers=tuple(random.sample(of_payers, len(of_payers))),
        expenses=tuple(random.sample(of_categories, len(of_categories))),
    )
    assert {key: figure.value for key, figure in straight.figures.items()} == {
        key: figure.value for key, figure in shuffled.figures.items()
    }


@few
@given(years, st.lists(st.integers(-500_000, 5_000_000), min_size=1, max_size=6))
def test_what_is_set_aside_month_by_month_is_the_tax_of_the_year(number, split) -> None:
    nets = [Fraction(minor, 100) for minor in split]
    cash = year(number, net=sum(nets))
    tax = tax_year_statement(cash, ON_FILE).tax
    months = list(cash.whole_year.months())
    parts = [tax_set_aside(cash, tax, net, month, {}) for net, month in zip(nets, months, strict=False)]
    assert sum(part.value for part in parts) == tax.tax


@few
@given(years, amounts, amounts)
def test_more_income_never_lowers_the_tax_or_what_is_left_to_pay(number, gross, more) -> None:
    lower, higher = (
        statement(number, payers=(payer(amount),), instalments_paid={1: Fraction(100)}).figures
        for amount in (gross, gross + more)
    )
    for key in ("tax_year_self_employment_tax", "tax_year_left_to_pay", "tax_year_half_deduction"):
        assert 0 <= lower[key].value <= higher[key].value


def test_every_figure_has_its_words() -> None:
    cash = year(2026, net=15_000, expenses=COSTS)
    found = tax_year_statement(cash, ON_FILE)
    line, of_payer = found.instalments[0], found.payers[0]
    figures = [
        *found.figures.values(),
        *(of_payer.gross, of_payer.fees, of_payer.net),
        *(line.share, line.paid, line.left),
        found.expenses[0].amount,
        tax_set_aside(cash, found.tax, Fraction(1), cash.whole_year, {}),
    ]
    assert all(key == figure.key for key, figure in found.figures.items())
    assert {DEFINITIONS[figure.key].section for figure in figures} == {"2"}
    assert all(figure.reason is None or figure.reason in REASONS for figure in figures)
    bare = tax_year_statement(replace(cash, payers=(), year=2019), ON_FILE)
    assert all(figure.reason is None or figure.reason in REASONS for figure in bare.figures.values())


@pytest.mark.parametrize(("name", "found"), [("2026-1", (2026, 1)), ("1999-4", (1999, 4))])
def test_an_instalment_is_named_by_its_year_and_its_number(name, found) -> None:
    assert instalment_named(name) == found


@pytest.mark.parametrize("name", ["", "2026", "2026-0", "2026-5", "26-1", "2026-11", " 2026-1", "２０２６-1"])
def test_what_names_no_instalment_is_refused(name) -> None:
    with pytest.raises(TaxYearError, match=f"^An instalment is named like 2026-3, not “{name}”.$"):
        instalment_named(name)


def test_what_was_paid_leads_to_its_rows() -> None:
    paid = {3: Fraction(400), 1: Fraction(2_000)}
    rows = {3: {"situations": ("c",)}, 1: {"situations": ("a", "b")}}
    found = statement(2026, net=60_000, instalments_paid=paid, instalment_rows=rows)
    assert found.figures["tax_year_instalments_paid"].rows == {"situations": ("a", "b", "c")}
    assert [dict(line.paid.rows) for line in found.instalments] == [rows[1], {}, rows[3], {}]
