"""Amounts of a situation that come one by one: covered earnings of a quarter, instalments paid of a year's tax."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.language import Language
from app.records.situation import SituationCreate, SituationPublic
from app.records.writer import WriterPublic
from app.tokens import uuid7
from app.web.forms import Form, uuid_of
from app.web.labels import Options
from app.web.money_row import MoneyRow, money_of
from reports.frames import Fact
from reports.guild import MONTHS_PER_QUARTER, quarter_of
from reports.parameters import Parameters
from reports.periods import add_months
from reports.tax_year import INSTALMENT_COUNT, instalment_named
from reports.taxes import instalments
from reports.wording import N_

#: So many quarters can be chosen, the current one first.
QUARTERS_OFFERED = 16


@dataclass(frozen=True, slots=True)
class RowsOfFact:
    """What was given so far of one fact, and the form for the next one."""

    form: Form
    choices: Options
    rows: tuple[MoneyRow, ...]


def covered_rows(
    said: Iterable[SituationPublic], today: dt.date, words: Language, form: Form | None = None
) -> RowsOfFact:
    """Covered earnings by quarter, the newest first."""
    choices = [(day.isoformat(), _quarter(day, words)) for day in _quarters(today)]
    form = form or Form({"id": str(uuid7()), "quarter": choices[0][0]})
    rows = (_row(row, _quarter(row.starts_on, words), "", words) for row in _of(Fact.COVERED_EARNINGS, said))
    return RowsOfFact(form, choices, tuple(rows))


def instalment_rows(
    said: Iterable[SituationPublic],
    today: dt.date,
    words: Language,
    on_file: Parameters,
    form: Form | None = None,
) -> RowsOfFact:
    """Instalments paid, the newest first; the form begins with the one that is due next."""
    due = dict(_due_days(today, on_file))
    choices = [(name, _instalment(name, words, day)) for name, day in due.items()]
    coming = min((day for day in due.values() if day and day >= today), default=None)
    form = form or Form(
        {
            "id": str(uuid7()),
            "instalment": next(name for name, day in due.items() if day == coming),
            "paid_on": today.isoformat(),
        }
    )
    rows = (
        _row(
            row,
            _instalment(row.value or "", words),
            words("Paid on {day}", day=words.day(row.starts_on)),
            words,
        )
        for row in _of(Fact.INSTALMENT_PAID, said)
    )
    return RowsOfFact(form, choices, tuple(rows))


def read_covered(form: Form, me: WriterPublic, today: dt.date) -> SituationCreate | None:
    """Covered earnings of a quarter; None when something cannot be read."""
    offered = [day.isoformat() for day in _quarters(today)]
    quarter = form.choice("quarter", offered, required=N_("Which quarter was it?"))
    amount = form.amount("covered", me.currency, required=N_("How much was it?"))
    if form.problems:
        return None
    return _create(form, me, Fact.COVERED_EARNINGS, starts_on=quarter, amount_minor=amount)


def read_instalment(
    form: Form, me: WriterPublic, today: dt.date, on_file: Parameters
) -> SituationCreate | None:
    """An instalment that was paid; None when something cannot be read."""
    offered = [name for name, _ in _due_days(today, on_file)]
    name = form.choice("instalment", offered, required=N_("Which instalment was it?"))
    amount = form.amount("paid", me.currency, required=N_("How much was it?"))
    paid_on = form.day("paid_on", required=N_("Which day was it?"), latest=today)
    if form.problems:
        return None
    return _create(form, me, Fact.INSTALMENT_PAID, starts_on=paid_on, amount_minor=amount, value=name)


def _create(form: Form, me: WriterPublic, fact: Fact, **said: object) -> SituationCreate | None:
    row_id = uuid_of(form["id"]) or uuid7()
    return form.make(SituationCreate, id=row_id, fact=fact, currency=me.currency, **said)


def _of(fact: Fact, said: Iterable[SituationPublic]) -> Iterator[SituationPublic]:
    """The rows of a fact, the newest first."""
    return reversed([row for row in said if row.fact is fact])


def _row(row: SituationPublic, who: str, when: str, words: Language) -> MoneyRow:
    amount = money_of(row.amount_minor or 0, row.currency or "", words)
    return MoneyRow(row.id, who, when, amount)


def _quarters(today: dt.date) -> Iterator[dt.date]:
    """First days of the quarters on offer, the current one first."""
    first = quarter_of(today).start
    for number in range(QUARTERS_OFFERED):
        yield add_months(first, -MONTHS_PER_QUARTER * number)


def _quarter(day: dt.date, words: Language) -> str:
    quarter = quarter_of(day)
    return words.months(quarter.start, quarter.last)


def _due_days(today: dt.date, on_file: Parameters) -> Iterator[tuple[str, dt.date | None]]:
    """Instalments of this year and the last, by name, with the day each is due where it is on file."""
    for year in (today.year, today.year - 1):
        due = {one.number: one.due_on for one in instalments(year, on_file)}
        for number in range(1, INSTALMENT_COUNT + 1):
            yield f"{year}-{number}", due.get(number)


def _instalment(name: str, words: Language, due_on: dt.date | None = None) -> str:
    year, number = instalment_named(name)
    if due_on is None:
        return words("Instalment {number} of {year}", number=number, year=year)
    due = words.day(due_on)
    return words("Instalment {number} of {year}, due on {due}", number=number, year=year, due=due)
