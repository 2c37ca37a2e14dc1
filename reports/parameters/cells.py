"""From the cells of a row that an operator adds to a figure: what cannot be taken is refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from urllib.parse import urlsplit

from reports.parameters.parameter import Parameter
from reports.parameters.shape import Shape, shapes

#: The columns a row must fill; no figure without its source.
REQUIRED = (
    "key",
    "jurisdiction",
    "valid_from",
    "value",
    "unit",
    "source_title",
    "source_url",
    "retrieved_on",
    "verified",
)

QUALITIES = ("primary", "cited", "secondary")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_CELL = 1000

_PLACE = re.compile(r"[A-Z]{2}(-[A-Z]{2}(-[A-Z0-9]+(_[A-Z0-9]+)*)?)?")
_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unusable(ValueError):
    """A row that cannot be taken; its text says why, without a full stop."""


def parameter_of(cells: Mapping[str, str], today: date | None) -> Parameter:
    """The figure in the cells of a row, by column; raises `Unusable`.

    `today` is the last day on which a source can have been read, None where that was looked at before.
    """
    for column, cell in cells.items():
        if len(cell) > LONGEST_CELL or not cell.isprintable():
            raise Unusable(
                f"{column} is longer than {LONGEST_CELL} characters or holds some that do not print"
            )
    empty = [column for column in REQUIRED if not cells[column]]
    if empty:
        raise Unusable(f"{empty[0]} is empty")
    shape = _shape(cells["key"])
    place = _place(cells["jurisdiction"], cells["key"], shape)
    valid_from, valid_to = _days(cells, shape, place)
    retrieved_on = _day(cells, "retrieved_on")
    if today is not None and retrieved_on > today:
        raise Unusable(f"retrieved_on is {retrieved_on}, which has not come yet")
    unit = _one_of(cells, "unit", shape.units)
    return Parameter(
        key=cells["key"],
        jurisdiction=place,
        value=_value(cells["value"], cells["key"], unit, shape),
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        source_title=cells["source_title"],
        source_url=_address(cells["source_url"]),
        source_quality=_one_of(cells, "source_quality", QUALITIES)
        if cells["source_quality"]
        else "secondary",
        retrieved_on=retrieved_on,
        is_verified=_one_of(cells, "verified", ("yes", "no")) == "yes",
        note=cells["note"],
        group=_group(cells, shape),
        label=cells["label"],
        topic=shape.topic,
    )


def _shape(key: str) -> Shape:
    found = shapes().get(key)
    if found is None:
        near = get_close_matches(key, shapes(), n=1)
        hint = f"; did you mean {near[0]}" if near else ""
        raise Unusable(f"“{key}” is no key that Pagerate looks up{hint}")
    return found


def _place(code: str, key: str, shape: Shape) -> str:
    if not _PLACE.fullmatch(code):
        raise Unusable(f"jurisdiction “{code}” is no place such as US, US-CA or US-CA-LOS_ANGELES_CITY")
    if shape.is_federal and code != "US":
        raise Unusable(f"{key} is one figure for the whole country; its jurisdiction is US")
    return code


def _group(cells: Mapping[str, str], shape: Shape) -> str | None:
    key, group = cells["key"], cells["group"]
    if not shape.groups:
        if group:
            raise Unusable(f"{key} has no groups, and this row has “{group}”")
        return None
    if not group:
        raise Unusable(f"group is empty, and rows of {key} have one, such as “{shape.groups[0]}”")
    return group if shape.takes_new_groups else _one_of(cells, "group", shape.groups)


def _days(cells: Mapping[str, str], shape: Shape, place: str) -> tuple[date, date | None]:
    first = _day(cells, "valid_from")
    if not cells["valid_to"]:
        if not shape.may_be_open(place):
            raise Unusable(f"valid_to is empty, and rows of {cells['key']} have a last day")
        return first, None
    last = _day(cells, "valid_to")
    if last < first:
        raise Unusable(f"the row ends on {last}, before it begins on {first}")
    return first, last


def _day(cells: Mapping[str, str], column: str) -> date:
    text = cells[column]
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Unusable(f"{column} “{text}” is no day; write it as 2026-03-01")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Unusable(f"{column} {day} is out of reach; days run from {FIRST_DAY} to {LAST_DAY}")
    return day


def _value(text: str, key: str, unit: str, shape: Shape) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise Unusable(f"value “{text}” is no plain decimal number such as 16.90")
    value = Fraction(text)
    if unit.startswith(("share", "percentage")) and value > 1:
        raise Unusable(f"value {text} is more than 1; {unit} is written from 0 to 1, so 15.3 % is 0.153")
    if value == 0 and not shape.takes_zero:
        raise Unusable(f"value is 0, and {key} is never 0")
    return value


def _one_of(cells: Mapping[str, str], column: str, allowed: tuple[str, ...]) -> str:
    text = cells[column]
    if text not in allowed:
        raise Unusable(f"{column} “{text}” is none of: {', '.join(allowed)}")
    return text


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text
    except ValueError:
        is_address = False
    if not is_address:
        raise Unusable(f"source_url “{text}” is no address of a page, such as https://www.dir.ca.gov/")
    return text
