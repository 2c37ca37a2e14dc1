"""Amazon Mechanical Turk: batch results from the web page (CSV) and from the command-line tools (TSV, CSV)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from app.intake.assignments import APPROVED, PENDING, REJECTED, UNSTATED, Assignment, Intake
from app.intake.instants import instant, quoted
from app.intake.mishaps import UnreadableRow
from app.intake.reading import BLANK, Layout, Table
from reports.money import Money, MoneyError

PLATFORM = "Amazon Mechanical Turk"
_CURRENCY = "USD"

BATCH = Layout(
    "MTurk batch results", frozenset({"assignmentid", "accepttime", "submittime"}), key="assignmentid"
)
COMMAND_LINE = Layout(
    "MTurk command-line results",
    frozenset({"assignmentid", "assignmentaccepttime", "assignmentsubmittime"}),
    key="assignmentid",
)

_STATUSES = {status.lower(): status for status in (PENDING, APPROVED, REJECTED)}

# R writes 100000 as 1e+05; but 1e999999999 is a short way to write a number that takes hours to make.
_DECIMAL = re.compile(r"(\d{1,12}(\.\d{0,12})?|\.\d{1,12})(e\+?0?\d)?", re.ASCII | re.IGNORECASE)


class _Texts(dict[str, str]):
    """Each text of a file once, blank ones as nothing: titles and ids repeat on many rows."""

    def __missing__(self, text: str) -> str:
        self[text] = known = "" if text in BLANK else text
        return known


def read(table: Table) -> Intake:
    """Every row with an assignment; rows of HITs that nobody took are counted as left out."""
    assignments: list[Assignment] = []
    texts = _Texts()
    untaken = 0
    line = 0
    try:
        for line, cells in table.rows(*_places(table)):
            if cells[0] in BLANK:
                untaken += any(cells)
            else:
                assignments.append(_assignment(cells, texts, table.file, line))
    except ValueError as error:
        raise UnreadableRow(table.file, line, str(error)) from None
    return Intake(assignments, {"no_assignment": untaken} if untaken else {})


def _places(table: Table) -> tuple[int, ...]:
    """Where the cells of `_assignment` stand. Of a column that is there twice the first is used."""
    at = table.at
    return (
        at("assignmentid"),
        at("workerid"),
        at("hitid"),
        at("hittypeid"),
        at("title"),
        at("assignmentstatus"),
        at("reward"),
        at("accepttime", "assignmentaccepttime"),
        at("submittime", "assignmentsubmittime"),
        at("approvaltime", "assignmentapprovaltime"),
        at("rejectiontime", "assignmentrejecttime"),
        at("worktimeinseconds"),
    )


def _assignment(cells: tuple[str, ...], texts: _Texts, file: str, line: int) -> Assignment:
    key, worker, hit, hit_type, title, status, reward, accept, submit, approval, rejection, work = cells
    accepted = None if accept in BLANK else instant(accept)
    submitted = None if submit in BLANK else instant(submit)
    if work not in BLANK:
        seconds = _whole_seconds(work)
    elif accepted is None or submitted is None or submitted < accepted:
        seconds = None
    else:
        seconds = submitted - accepted
    return Assignment._make(
        (
            PLATFORM,
            key,
            texts[worker],
            texts[hit],
            texts[hit_type],
            texts[title],
            _status(status),
            None if reward in BLANK else _reward(reward),
            _CURRENCY,
            accepted,
            submitted,
            _first(approval, rejection),
            seconds,
            file,
            line,
        )
    )


def _first(*texts: str) -> str:
    """The first text that stands for something, else nothing."""
    for text in texts:
        if text not in BLANK:
            return text
    return ""


@lru_cache(maxsize=1000)
def _status(text: str) -> str:
    if text in BLANK:
        return UNSTATED
    return _STATUSES.get(text.strip().lower(), text.strip())


@lru_cache(maxsize=10_000)
def _reward(text: str) -> int:
    """Cents of "$0.05" or "0.05"; Amazon pays whole cents and dollars only."""
    amount = text.strip().removeprefix("$").replace(",", "")
    try:
        if _DECIMAL.fullmatch(amount):
            return Money.from_text(amount, _CURRENCY).minor
    except MoneyError:
        pass
    raise ValueError(f"the reward {quoted(text)} is not an amount in dollars and whole cents")


@lru_cache(maxsize=100_000)
def _whole_seconds(text: str) -> int:
    """Seconds of "123", or of the "123.0" that a spreadsheet makes of it."""
    typed = text.strip()
    if _DECIMAL.fullmatch(typed):
        seconds = Decimal(typed)
        if seconds == seconds.to_integral_value():
            return int(seconds)
    raise ValueError(f"the work time {quoted(text)} is not a number of whole seconds")
