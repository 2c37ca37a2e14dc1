"""The rows of a pasted table as rows of a log: each line read or, in a sentence, why not."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from app.intake.table import NEEDED, Pasted
from app.intake.table_values import (
    Unread,
    count_of,
    day_of,
    money_of,
    seconds_of,
    time_of,
    truth_of,
)
from reports.money import Money
from reports.wording import N_

LONGEST = {"kind": 120, "platform": 120, "contract": 120, "category": 120, "note": 2000}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the table is of, what its columns are, how values are written, and what holds where a cell is empty."""

    of: str
    columns: Mapping[int, str]
    days: str
    sign: str
    unit: str
    currency: str
    zone: ZoneInfo
    today: dt.date
    platform: str = ""
    contract_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line cannot be kept: its number, the column, the sentence and the cell it is about."""

    line: int
    column: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it was read. `key` is what tells it from others, however the file writes it."""

    line: int
    values: Values

    @property
    def key(self) -> tuple[object, ...]:
        """What a line and a row that was typed by hand have in common when they are the same."""
        said, pay = self.values, self.values.get("pay") or self.values.get("amount")
        name = said.get("kind") or said.get("category") or ""
        money = (pay.minor, pay.currency) if pay else (None, None)
        return said["day"], said.get("seconds"), *money, name.casefold()


def read_items(pasted: Pasted, choice: Choice) -> tuple[list[Item], list[Problem]]:
    """Every line, read; and what is wrong with those that cannot be."""
    items, problems = [], []
    for line, cells in pasted.rows:
        said = {field: cells[at] for at, field in choice.columns.items() if at < len(cells) and cells[at]}
        values, wrong = _read(said, choice)
        if wrong:
            problems += [Problem(line, field, message, said.get(field, "")) for field, message in wrong]
        else:
            items.append(Item(line, values))
    return items, problems


def _read(said: Mapping[str, str], choice: Choice) -> tuple[Values, list[tuple[str, str]]]:
    wrong = [(field, N_("Nothing stands here.")) for field in NEEDED[choice.of] if field not in said]
    values: Values = {}
    currency = said.get("currency", choice.currency).strip().upper()
    if not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        wrong.append(("currency", N_("“{value}” is no currency; three letters, such as USD.")))
        currency = choice.currency
    for field, text in said.items():
        try:
            values[field] = _READERS.get(field, _text)(field, text, currency, choice)
        except Unread as mishap:
            wrong.append((field, str(mishap)))
    if not wrong:
        wrong = list(_unfit(values, choice))
    return values, wrong


def _unfit(values: Values, choice: Choice) -> Iterator[tuple[str, str]]:
    """What is wrong with a line as a whole; its clock times become instants on the way."""
    if values["day"] > choice.today:
        yield "day", N_("“{value}” has not come yet.")
    if values.get("earned") and values["earned"] > choice.today:
        yield "earned", N_("“{value}” has not come yet.")
    if "start" in values and "end" in values:
        _put_instants(values, choice.zone)
    values["seconds"] = values.get("duration") or values.get("seconds")
    amount: Money | None = values.get("amount")
    fee: Money | None = values.get("fee")
    if amount is not None and amount.minor <= 0:
        yield "amount", N_("“{value}” is not more than nothing; write money that was taken back by hand.")
    elif fee and amount and (fee.currency != amount.currency or not 0 <= abs(fee.minor) <= amount.minor):
        yield "fee", N_("“{value}” is more than the amount, or in another currency.")
    if values.get("pay") and values["pay"].minor < 0:
        yield "pay", N_("“{value}” is less than nothing.")
    if values.get("months") is not None and not 1 <= values["months"] <= 120:
        yield "months", N_("“{value}” is not from 1 to 120 months.")


def _put_instants(values: Values, zone: ZoneInfo) -> None:
    """Start and end of the day as instants; an end before its start is on the next day."""
    day, start, end = values["day"], values["start"], values["end"]
    last = day + dt.timedelta(days=1) if end <= start else day
    began, ended = (
        dt.datetime.combine(on, at, zone).astimezone(dt.UTC) for on, at in ((day, start), (last, end))
    )
    values |= {"started_at": began, "ended_at": ended, "seconds": int((ended - began).total_seconds())}


def _text(field: str, text: str, _: str, __: Choice) -> str:
    if len(text) > LONGEST.get(field, 120):
        raise Unread(N_("“{value}” is too long."))
    return text


Reader = Callable[[str, str, str, Choice], object]
_READERS: Mapping[str, Reader] = {
    "day": lambda _, text, __, choice: day_of(text, choice.days),
    "earned": lambda _, text, __, choice: day_of(text, choice.days),
    "duration": lambda _, text, __, choice: seconds_of(text, choice.unit, choice.sign),
    "start": lambda _, text, __, ___: time_of(text),
    "end": lambda _, text, __, ___: time_of(text),
    "pay": lambda _, text, currency, choice: money_of(text, choice.sign, currency),
    "amount": lambda _, text, currency, choice: money_of(text, choice.sign, currency),
    "fee": lambda _, text, currency, choice: money_of(text, choice.sign, currency),
    "is_paid": lambda _, text, __, ___: truth_of(text),
    "units": lambda _, text, __, ___: count_of(text),
    "months": lambda _, text, __, ___: count_of(text),
    "currency": lambda _, __, currency, ___: currency,
}


def new_items(items: Sequence[Item], here: Counter[tuple[object, ...]]) -> tuple[list[Item], list[Item]]:
    """The lines that are new, and those of which the log has one already, each row of it counted once."""
    left, new, known = Counter(here), [], []
    for item in items:
        if left[item.key] > 0:
            left[item.key] -= 1
            known.append(item)
        else:
            new.append(item)
    return new, known


def rows_of(items: Iterable[Item], choice: Choice) -> dict[str, list[dict[str, Any]]]:
    """The lines as rows of every noun they need, each with a key by which the same line is known again."""
    rows: dict[str, list[dict[str, Any]]] = {
        noun: []
        for noun in ("platforms", "contracts", "tasks", "payments", "payouts", "payout_matches", "expenses")
    }
    seen: Counter[str] = Counter()
    places: dict[str, None] = {}
    for item in items:
        place = _place(item.values, choice, rows, places)
        whole = repr((choice.of, sorted((name, str(value)) for name, value in item.values.items()), place))
        seen[whole] += 1
        key = hashlib.sha256(f"{whole}/{seen[whole]}".encode()).hexdigest()[:40]
        _ADD[choice.of](item.values, place, key, rows)
    return rows


def _place(
    values: Values, choice: Choice, rows: dict[str, list[dict[str, Any]]], made: dict[str, None]
) -> dict[str, str | None]:
    """Whose work it is: the contract chosen for all, else what the line says, made when it is new."""
    name: str = values.get("platform") or choice.platform
    if choice.contract_id and not values.get("platform") and not values.get("contract"):
        return {"contract_id": choice.contract_id, "platform_id": None}
    called: str = values.get("contract", "")
    if not name and not called:
        return {"contract_id": None, "platform_id": None}
    name = name or called
    platform_id = f"table/{name.casefold()}"
    if platform_id not in made:
        made[platform_id] = None
        rows["platforms"].append({"id": platform_id, "name": name})
    if not called:
        return {"contract_id": None, "platform_id": platform_id}
    contract_id = f"{platform_id}/{called.casefold()}"
    if contract_id not in made:
        made[contract_id] = None
        rows["contracts"].append(
            {"id": contract_id, "platform_id": platform_id, "name": called, "state": "active"}
        )
    return {"contract_id": contract_id, "platform_id": platform_id}


def _row(key: str, place: Mapping[str, str | None], values: Values) -> dict[str, Any]:
    return {"id": f"table/{key}", "source_key": f"table/{key}", **place, "note": values.get("note")}


def _add_work(
    values: Values, place: Mapping[str, str | None], key: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    pay: Money | None = values.get("pay")
    rows["tasks"].append(
        {
            **_row(key, place, values),
            "platform_id": None if place["contract_id"] else place["platform_id"],
            "worked_on": values["day"],
            "seconds": values["seconds"],
            "started_at": values.get("started_at"),
            "ended_at": values.get("ended_at"),
            "kind": values.get("kind"),
            "units": values.get("units"),
            "is_paid": values.get("is_paid", True),
            "expected_minor": pay.minor if pay and values.get("is_paid", True) else None,
            "currency": pay.currency if pay and values.get("is_paid", True) else None,
        }
    )


def _add_payment(
    values: Values, place: Mapping[str, str | None], key: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    amount: Money = values["amount"]
    fee = abs(values["fee"].minor) if values.get("fee") else 0
    common = {**_row(key, place, values), "currency": amount.currency}
    earned_on = values.get("earned") or values["day"]
    rows["payments"].append(
        {**common, "kind": "task_pay", "earned_on": earned_on, "amount_minor": amount.minor}
    )
    rows["payouts"].append(
        {
            **common,
            "arrived_on": values["day"],
            "gross_minor": amount.minor,
            "fee_minor": fee,
            "net_minor": amount.minor - fee,
        }
    )
    match = {"id": f"table/{key}", "source_key": f"table/{key}", "amount_minor": amount.minor}
    rows["payout_matches"].append({**match, "payout_id": common["id"], "payment_id": common["id"]})


def _add_cost(
    values: Values, place: Mapping[str, str | None], key: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    amount: Money = values["amount"]
    rows["expenses"].append(
        {
            **_row(key, place, values),
            "spent_on": values["day"],
            "amount_minor": amount.minor,
            "currency": amount.currency,
            "category": values.get("category"),
            "months": values.get("months") or 1,
        }
    )


_ADD = {"work": _add_work, "payments": _add_payment, "costs": _add_cost}
