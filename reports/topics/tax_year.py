"""The calendar year of the report's last day, on the cash basis, and its instalments: METHOD sections 2 and 11."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from reports.figures import Figure
from reports.frames import Fact
from reports.periods import ONE_DAY, Period
from reports.pricing import Row
from reports.sentences import Sentence
from reports.slices import Slice
from reports.tax_year import (
    NOT_TAX_ADVICE,
    CashYear,
    CategoryExpenses,
    PayerIncome,
    instalment_named,
    tax_set_aside,
    tax_year_statement,
)
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_

_CENTS = 100

_NUMBERS = (N_("First instalment"), N_("Second instalment"), N_("Third instalment"), N_("Fourth instalment"))
_DUE = N_("Due on {due}.")
_OF_INSTALMENTS = ("tax_year_instalments_paid", "tax_year_left_to_pay", "days_to_next_instalment")


def tax_year_topic(material: Material) -> Topic:
    """The statement of the year; the parts are the payers, then the kinds of costs."""
    if not material.compared.applies:
        return Topic(_not_here(material), notes=(Sentence(NOT_TAX_ADVICE),))
    cash = _cash(material)
    found = tax_year_statement(cash, material.parameters)
    days = material.period.overlap(cash.period)
    figures = dict(found.figures)
    if days is not None:
        aside = tax_set_aside(
            cash, found.tax, _moved(material, days), days, found.figures["tax_year_net"].rows
        )
        figures[aside.key] = aside
    parts = [
        *(
            Slice(line.payer.payer_id or "", line.payer.name, _by_key(line.gross, line.fees, line.net))
            for line in found.payers
        ),
        *(
            Slice(f"expenses {line.category or ''}".strip(), line.category or "", _by_key(line.amount))
            for line in found.expenses
        ),
    ]
    return Topic(figures, tuple(parts), found.notes)


def instalments_topic(material: Material) -> Topic:
    """What was paid of the year's tax and what is left; a part is an instalment."""
    if not material.compared.applies:
        none = _not_here(material)
        return Topic({key: none[key] for key in _OF_INSTALMENTS}, notes=(Sentence(NOT_TAX_ADVICE),))
    found = tax_year_statement(_cash(material), material.parameters)
    parts = (
        Slice(
            f"{found.year}-{line.number}",
            _NUMBERS[line.number - 1],
            _by_key(line.share, line.paid, line.left),
            Sentence(_DUE, {"due": line.due_on}) if line.due_on else None,
        )
        for line in found.instalments
    )
    return Topic({key: found.figures[key] for key in _OF_INSTALMENTS}, tuple(parts), found.notes[-2:])


def _by_key(*figures: Figure) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures}


def _not_here(material: Material) -> dict[str, Figure]:
    """The figures without a value, where our taxes are not those of the place or the currency."""
    empty = tax_year_statement(CashYear(_last_day_year(material), material.as_of), material.parameters)
    return {
        key: replace(figure, value=None, reason="us_only", steps=(), parameters=())
        for key, figure in empty.figures.items()
    }


def _last_day_year(material: Material) -> int:
    return min(material.period.last, material.as_of).year


def _cash(material: Material) -> CashYear:
    year = _last_day_year(material)
    wages = material.situation.amounts_by_year(Fact.W2_WAGES).get(year, Fraction(0))
    cash = CashYear(year, material.as_of, w2_wages=wages)
    last = min(cash.whole_year.last, material.as_of)
    status = material.situation.text_on(Fact.FILING_STATUS, last) or "single"
    paid = _instalments(material, year)
    return replace(
        cash,
        payers=tuple(_payers(material, cash.period)),
        expenses=tuple(_expenses(material, cash.period)),
        filing_status=status,
        payouts_left_out=len(_without_rate(material, "payouts", "arrived_on", cash.period)),
        expenses_left_out=len(_without_rate(material, "expenses", "spent_on", cash.period)),
        instalments_left_out=_instalments_without_rate(material, year),
        instalments_paid={
            number: _dollars(row["amount_minor"] for row in rows) for number, rows in paid.items()
        },
        instalment_rows={
            number: {"situations": tuple(row["id"] for row in rows)} for number, rows in paid.items()
        },
    )


def _instalments(material: Material, year: int) -> Mapping[int, list[Row]]:
    """What she paid up to now for each instalment of the year, on whatever day."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in material.situation.amounts(Fact.INSTALMENT_PAID):
        of_year, number = instalment_named(row["value"] or "")
        if of_year == year and row["starts_on"] <= material.as_of:
            rows[number].append(row)
    return rows


def _instalments_without_rate(material: Material, year: int) -> frozenset[int]:
    """The instalments of the year of which some was paid in another currency, on a day without a rate."""
    rows = _without_rate(material, "situations", "starts_on", Period(date.min, material.as_of + ONE_DAY))
    named = (instalment_named(row["value"] or "") for row in rows if row["fact"] == Fact.INSTALMENT_PAID)
    return frozenset(number for of_year, number in named if of_year == year)


def _payers(material: Material, days: Period) -> Iterator[PayerIncome]:
    platform_of = {row["id"]: row["platform_id"] for row in material.ledger.rows("contracts")}

    def payer_of(row: Row) -> str | None:
        return platform_of.get(row["contract_id"], row["platform_id"])

    rows: dict[str | None, list[Row]] = defaultdict(list)
    for row in material.books.received:
        if row["arrived_on"] in days:
            rows[payer_of(row)].append(row)
    partial = set(map(payer_of, _without_rate(material, "payouts", "arrived_on", days)))
    for platform_id, of_payer in rows.items():
        yield PayerIncome(
            platform_id,
            _dollars(row["gross_minor"] for row in of_payer),
            _dollars(row["gross_minor"] - row["net_minor"] for row in of_payer),
            material.names["platforms"].get(platform_id or "", ""),
            {"payouts": tuple(row["id"] for row in of_payer)},
            platform_id in partial,
        )


def _without_rate(material: Material, noun: str, day: str, days: Period) -> list[Row]:
    """The rows of some days in another currency, which no rate of their day turned into dollars."""
    rows = material.ledger.rows(noun)
    return [row for row in rows if row[day] in days and row["currency"] not in (None, material.currency)]


def _expenses(material: Material, days: Period) -> Iterator[CategoryExpenses]:
    rows: dict[str | None, list[Row]] = defaultdict(list)
    for row in material.ledger.rows("expenses"):
        if row["spent_on"] in days and row["currency"] == material.currency:
            rows[row["category"] or None].append(row)
    for category, of_category in rows.items():
        ids = tuple(row["id"] for row in of_category)
        yield CategoryExpenses(
            category, _dollars(row["amount_minor"] for row in of_category), {"expenses": ids}
        )


def _moved(material: Material, days: Period) -> Fraction:
    """What arrived in some days, less what was spent in them."""
    came = sum((payer.net for payer in _payers(material, days)), Fraction(0))
    return came - sum((one.amount for one in _expenses(material, days)), Fraction(0))


def _dollars(minor: Iterable[int]) -> Fraction:
    return Fraction(sum(minor), _CENTS)
