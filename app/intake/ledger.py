"""The ledger format “pagerate-ledger”, version 1: a writer's whole log as one JSON file, in and out.

Nouns and keys are those of `reports.frames.SCHEMAS`; amounts are decimal strings in major units under the
column's name without “_minor”. `docs/ledger-format.md` says what each key does to the numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.intake import ledger_rules as rules
from app.intake.ledger_places import Path, line_of
from app.intake.ledger_rules import OWN_CURRENCY, Row, Rows, key_of
from app.intake.ledger_values import (
    Refusal,
    read,
    read_amount,
    read_currency,
    read_language,
    read_name,
    read_rate,
    read_source,
    read_source_key,
    read_text,
    read_yes_no,
    read_zone,
    short,
    shown,
    write,
    write_amount,
)
from app.intake.mishaps import EmptyFile, IntakeError, NotText, TruncatedFile, UnknownFormat
from reports.frames import SCHEMAS, Column, Ledger
from reports.frames import ledger as checked

FORMAT, VERSION = "pagerate-ledger", 1

# What is kept beside the rows, because no measure reads it: how a row came here, and free words.
_KEPT: dict[str, Callable[[object], str]] = {"source": read_source, "source_key": read_source_key}
_NOTED = ("platforms", "contracts", "terms", "tasks", "payments", "payouts", "expenses", "gap_notes")
KEPT: Mapping[str, Mapping[str, Callable[[object], str]]] = MappingProxyType(
    dict.fromkeys(SCHEMAS, _KEPT)
    | {noun: {**_KEPT, "note": read_text} for noun in _NOTED}
    | {
        "tasks": {**_KEPT, "note": read_text, "title": read_name},
        "payouts": {
            **_KEPT,
            "note": read_text,
            "received_currency": read_currency,
            "rate": read_rate,
            "rate_source": read_name,
        },
    }
)

_KEYS: Mapping[str, Mapping[str, tuple[str, Column]]] = MappingProxyType(
    {
        noun: {key_of(name): (name, column) for name, column in schema.items()}
        for noun, schema in SCHEMAS.items()
    }
)
# Columns that hold a sentence rather than a name.
_SENTENCES, _LONGEST_SENTENCE = ("bonus_rule", "rights_given_up"), 500
_EMPTY_ROWS = {noun: dict.fromkeys(schema) for noun, schema in SCHEMAS.items()}
_AMOUNTS = {noun: tuple(k for k, (_, c) in keys.items() if c.kind == "minor") for noun, keys in _KEYS.items()}


class UnreadableLedger(IntakeError):
    """A ledger file with a value that cannot be taken; `path` says which, as tasks[3].seconds."""

    def __init__(self, file: str, line: int | None, path: str, reason: str) -> None:
        super().__init__(file, line, f"{path}: {reason}" if path else reason)
        self.path = path


@dataclass(frozen=True, slots=True)
class Writer:
    """The settings a ledger file brings along."""

    handle: str | None = None
    zone: str = "America/Los_Angeles"
    currency: str = "USD"
    language: str = "en"
    unverified_figures: bool = False


@dataclass(frozen=True)
class LedgerFile:
    """A ledger file as it was read: every noun has its rows, every row all columns of its noun (None: missing).

    `texts` holds what no measure reads: noun -> id -> {"note": …, "title": …}.
    """

    writer: Writer
    rows: Rows
    texts: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def ledger(self) -> Ledger:
        """The checked frames that reports are made from."""
        return checked(
            self.rows,
            currency=self.writer.currency,
            zone=self.writer.zone,
            unverified_allowed=self.writer.unverified_figures,
        )


def looks_like_ledger(data: bytes) -> bool:
    """Whether the bytes begin like a JSON object: no crowd export does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse(data: bytes, name: str) -> LedgerFile:
    """Read a ledger file, all of it or nothing; `name` is what the sentences call it."""
    return _Reader(name, _decoded(data, name)).file()


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(name, data.count(b"\n", 0, error.start) + 1, "this is no UTF-8 text") from None
    if not text.strip():
        raise EmptyFile(name, None, "the file is empty")
    return text


class _Reader:
    """Reads one file, knowing its name and text so that a mishap can say where it is."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def file(self) -> LedgerFile:
        whole = self._json()
        if whole.get("format") != FORMAT:
            raise UnknownFormat(self.name, None, f"this is no ledger; its “format” would be “{FORMAT}”")
        if whole.get("version") != VERSION or isinstance(whole["version"], bool):
            reason = f"version {shown(whole.get('version'))} is not known here; this Pagerate reads version {VERSION}"
            raise UnreadableLedger(self.name, None, "version", reason)
        for key in whole.keys() - SCHEMAS.keys() - {"format", "version", "writer", "$schema"}:
            if not key.startswith("x_"):
                raise self._refused((key,), f"a ledger has no {shown(key)}; your own keys begin with “x_”")
        writer = self._writer(whole.get("writer"))
        texts: dict[str, dict[str, dict[str, str]]] = {}
        rows = {noun: self._noun(noun, whole.get(noun), writer, texts) for noun in SCHEMAS}
        self._complete(rows)
        for noun, position, column, reason in rules.problems(rows):
            raise self._refused((noun, position, key_of(column)), reason)
        return LedgerFile(writer, rows, texts)

    def _json(self) -> dict[str, Any]:
        try:
            whole = json.loads(self.text, object_pairs_hook=_once, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            if error.pos >= len(self.text.rstrip()) or error.msg.startswith("Unterminated"):
                raise TruncatedFile(self.name, error.lineno, "the file breaks off here") from None
            raise UnreadableLedger(self.name, error.lineno, "", f"this is no JSON ({error.msg})") from None
        except Refusal as refusal:
            raise UnreadableLedger(self.name, None, "", str(refusal)) from None
        except (RecursionError, ValueError):
            raise UnreadableLedger(self.name, None, "", "this is no JSON that can be read") from None
        if not isinstance(whole, dict):
            raise UnknownFormat(self.name, None, "a ledger is one JSON object, from { to }")
        return whole

    def _writer(self, given: object) -> Writer:
        if given is None:
            return Writer()
        if not isinstance(given, dict):
            raise self._refused(("writer",), "the writer is an object, { … }")
        for key, value in given.items():
            if key not in _WRITER_READERS and not key.startswith("x_"):
                raise self._refused(
                    ("writer", key), "a writer has no such key; your own keys begin with “x_”"
                )
            if key in _WRITER_READERS and value is not None:
                self._tried(("writer", key), _WRITER_READERS[key], value)
        return Writer(**{key: given[key] for key in _WRITER_READERS if given.get(key) is not None})

    def _noun(
        self, noun: str, given: object, writer: Writer, texts: dict[str, dict[str, dict[str, str]]]
    ) -> tuple[Row, ...]:
        if given is None:
            return ()
        if not isinstance(given, list):
            raise self._refused((noun,), "a list is needed here, [ … ]")
        return tuple(self._row(noun, position, one, writer, texts) for position, one in enumerate(given))

    def _row(
        self,
        noun: str,
        position: int,
        given: object,
        writer: Writer,
        texts: dict[str, dict[str, dict[str, str]]],
    ) -> Row:
        if not isinstance(given, dict):
            raise self._refused((noun, position), "an object is needed here, { … }")
        row: Row = dict(_EMPTY_ROWS[noun])
        said: dict[str, str] = {}
        currency = self._currency(noun, position, given, writer)
        for key, value in given.items():
            if value is None or key.startswith("x_"):
                continue
            try:
                if key in _KEYS[noun]:
                    name, column = _KEYS[noun][key]
                    row[name] = (
                        value
                        if column.kind == "minor" and currency is None
                        else _value(name, column, value, currency)
                    )
                elif key in KEPT[noun]:
                    said[key] = KEPT[noun][key](value)
                else:
                    # Every mishap of a key is caught in one place, which knows where it stands.
                    raise Refusal("there is no such key here; your own keys begin with “x_”")  # noqa: TRY301
            except Refusal as refusal:
                raise self._refused((noun, position, key), str(refusal)) from None
        if currency is not None and "currency" in row:
            row["currency"] = currency
        self._tried((noun, position), lambda filled: rules.fill(noun, filled), row)
        if noun != "payout_matches":
            self._check_row(noun, position, row)
        if said:
            texts.setdefault(noun, {})[row["id"]] = said
        return row

    def _check_row(self, noun: str, position: int, row: Row) -> None:
        for name, column in SCHEMAS[noun].items():
            # The day of first terms can come from the contract, once all contracts are known.
            if column.required and row[name] is None and (noun, name) != ("terms", "effective_on"):
                raise self._refused((noun, position), f"“{key_of(name)}” is missing")
        self._tried((noun, position), lambda filled: rules.check(noun, filled), row)

    def _currency(self, noun: str, position: int, given: dict[str, Any], writer: Writer) -> str | None:
        """The currency of a row's amounts; None for a match, whose payout knows it."""
        if "currency" in _KEYS[noun] and given.get("currency") is not None:
            self._tried((noun, position, "currency"), read_currency, given["currency"])
            return str(given["currency"])
        if noun in OWN_CURRENCY or any(given.get(key) is not None for key in _AMOUNTS[noun]):
            return None if noun == "payout_matches" else writer.currency
        return None

    def _complete(self, rows: Mapping[str, tuple[Row, ...]]) -> None:
        """Fill in what one row takes from another: first terms their day, matches their payout's currency."""
        started = {row["id"]: row["started_on"] for row in rows["contracts"]}
        for position, row in enumerate(rows["terms"]):
            if row["effective_on"] is None:
                row["effective_on"] = started.get(row["contract_id"])
            if row["effective_on"] is None:
                reason = "“effective_on” is missing, and the contract has no “started_on” to take it from"
                raise self._refused(("terms", position), reason)
        currencies = {row["id"]: row["currency"] for row in rows["payouts"]}
        for position, row in enumerate(rows["payout_matches"]):
            if row["amount_minor"] is not None and row["payout_id"] in currencies:
                try:
                    row["amount_minor"] = read_amount(row["amount_minor"], currencies[row["payout_id"]])
                except Refusal as refusal:
                    raise self._refused(("payout_matches", position, "amount"), str(refusal)) from None
            self._check_row("payout_matches", position, row)

    def _tried(self, path: Path, act: Any, value: object) -> None:
        try:
            act(value)
        except Refusal as refusal:
            raise self._refused(path, str(refusal)) from None

    def _refused(self, path: Path, reason: str) -> UnreadableLedger:
        words = "".join(f"[{part}]" if isinstance(part, int) else f".{short(part)}" for part in path)
        return UnreadableLedger(self.name, line_of(self.text, path), words.removeprefix("."), reason)


def _value(name: str, column: Column, value: object, currency: str | None) -> object:
    if column.kind == "minor":
        return read_amount(value, currency or "USD")
    if name == "pay_zone":
        return read_zone(value)
    return read_text(value, _LONGEST_SENTENCE) if name in _SENTENCES else read(column, value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Refusal(f"the key {shown(twice)} stands twice in one object")
    return found


def _no_constant(word: str) -> None:
    raise Refusal(f"{word} is no number")


_WRITER_READERS = {
    "handle": read_text,
    "zone": read_zone,
    "currency": read_currency,
    "language": read_language,
    "unverified_figures": read_yes_no,
}


def serialise(file: LedgerFile) -> bytes:
    """Write a ledger file: one row a line, nouns and keys in the order of the schemas, nothing that is missing."""
    return "".join(_written(file)).encode()


def _written(file: LedgerFile) -> Iterator[str]:
    settings = {key: getattr(file.writer, key) for key in _WRITER_READERS}
    writer = {key: value for key, value in settings.items() if value is not None}
    yield f'{{\n"format": "{FORMAT}",\n"version": {VERSION},\n"writer": {_json(writer)}'
    payout_currency = {row["id"]: row["currency"] for row in file.rows.get("payouts", ())}
    for noun in SCHEMAS:
        rows = file.rows.get(noun, ())
        texts = file.texts.get(noun, {})
        lines = (_json({**_as_json(noun, row, payout_currency), **texts.get(row["id"], {})}) for row in rows)
        if rows:
            yield f',\n"{noun}": [\n' + ",\n".join(lines) + "\n]"
    yield "\n}\n"


def _as_json(noun: str, row: Row, payout_currency: Mapping[str, str]) -> dict[str, object]:
    currency = payout_currency[row["payout_id"]] if noun == "payout_matches" else row.get("currency")
    written: dict[str, object] = {}
    for key, (name, column) in _KEYS[noun].items():
        value = row.get(name)
        if value is not None:
            written[key] = write_amount(value, str(currency)) if column.kind == "minor" else write(value)
    return written


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
