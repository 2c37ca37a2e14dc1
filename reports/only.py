"""A part of the log that was chosen: one platform, one contract, one kind of work, or several of these at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from reports.arrivals import Arrival
from reports.earnings import Books
from reports.frames import NOWHERE, Flags, Ints, Ledger
from reports.paydays import EarnedParts
from reports.settling import Account
from reports.slices import parts_of
from reports.spans import ContractSpan
from reports.sums import Dimension, Key, Selection
from reports.tables import Accruals, Hours, Names, names_of

#: Chosen: the rows that have none of it, such as work on no contract.
WITHOUT = ""
#: How addresses and files say so.
NONE = "none"

DIMENSIONS: tuple[Dimension, ...] = ("platform", "contract", "kind")


@dataclass(frozen=True, slots=True)
class Only:
    """Platform and contract by id, a kind of work by its word; None: whatever it is, `WITHOUT`: the rows without one.

    >>> bool(Only()), Only(platform="scribe").has("scribe", None, "ranking")
    (False, True)
    """

    platform: str | None = None
    contract: str | None = None
    kind: str | None = None

    def __bool__(self) -> bool:
        return any(key is not None for _, key in self.chosen())

    def chosen(self) -> Iterator[tuple[Dimension, str | None]]:
        """Each dimension with what was chosen of it."""
        yield "platform", self.platform
        yield "contract", self.contract
        yield "kind", self.kind

    def named(self) -> Iterator[tuple[Dimension, str | None]]:
        """Each dimension with what was chosen of it, as addresses and files say it.

        >>> dict(Only(platform="scribe", contract=WITHOUT).named())
        {'platform': 'scribe', 'contract': 'none', 'kind': None}
        """
        for dimension, key in self.chosen():
            yield dimension, NONE if key == WITHOUT else key

    def has(self, platform: Key, contract: Key, kind: Key) -> bool:
        """Whether something of this platform, contract and kind of work is among it."""
        asked = (self.platform, self.contract, self.kind)
        return all(
            key is None or key == (given or WITHOUT)
            for key, given in zip(asked, (platform, contract, kind), strict=True)
        )


#: Nothing was chosen, so everything is asked for.
EVERYTHING = Only()


def part_of(selection: Selection, only: Only, currency: str) -> Selection:
    """The chosen rows with their share of the costs that belong to more than them, as in the slices of a report.

    So the parts of one dimension add up to the whole.
    """
    for dimension, key in only.chosen():
        if key is not None and not _is_told_by_contract(dimension, only, selection.hours.names.ledger):
            part = parts_of(selection, dimension, currency).get(key or None)
            selection = part or Selection(
                selection.period, selection.accruals.take(slice(0)), selection.hours.take(slice(0))
            )
    # Shares of costs were put behind the other rows; what looks for days needs them in order.
    return replace(selection, accruals=selection.accruals.sorted())


def _is_told_by_contract(dimension: Dimension, only: Only, ledger: Ledger) -> bool:
    """Whether a chosen contract says as much: it is of this platform and no other.

    Costs would be shared out twice, and rounded twice.
    """
    return dimension == "platform" and only.platform == _platform_of(ledger).get(only.contract or "", None)


def _platform_of(ledger: Ledger) -> dict[str, str]:
    return {row["id"]: row["platform_id"] for row in ledger.rows("contracts")}


def contracts_of(selection: Selection, only: Only) -> Selection:
    """Every row of the chosen contracts, and the chosen rows on no contract.

    Of a kind of work the contracts with any of it are chosen: what is told of a contract is told of all its work.
    """
    if not only:
        return selection
    pay, hours = selection.accruals, selection.hours
    with_kind = [] if only.kind is None else _contracts_of_kind((pay, hours), only.kind)

    def is_theirs(table: Accruals | Hours) -> Flags:
        of_any_kind = _is_chosen(table, table.names, replace(only, kind=None))
        of_kind = _is_chosen(table, table.names, Only(kind=only.kind))
        found: Flags = of_any_kind & (of_kind | np.isin(table.contract, with_kind))
        return found

    return replace(selection, accruals=pay.take(is_theirs(pay)), hours=hours.take(is_theirs(hours)))


def _is_chosen(table: Accruals | Hours | EarnedParts, names: Names, only: Only) -> Flags:
    """Which rows of a table with columns of codes are chosen."""
    found: Flags = np.ones(len(table.contract), dtype=bool)
    for dimension, key in only.chosen():
        if key is not None:
            found &= getattr(table, dimension) == _code(names, dimension, key)
    return found


def _code(names: Names, dimension: Dimension, key: str) -> int:
    """The code of a word; of one that is nowhere a code that no row has."""
    if key == WITHOUT:
        return NOWHERE
    words = list(names.words(dimension))
    return words.index(key) if key in words else len(words)


def accounts_with(accounts: Iterable[Account], only: Only) -> tuple[Account, ...]:
    """Each account with the chosen parts of what was earned, set against what arrived as in the whole log."""
    return tuple(_account(account, only) for account in accounts)


def _account(account: Account, only: Only) -> Account:
    parts: EarnedParts = account.parts
    at = _is_chosen(parts, names_of(parts.ledger), only)
    earned, left = int(parts.minor[at].sum()), account.left[at]
    return replace(
        account,
        parts=parts.take(at),
        left=left,
        paid_on=account.paid_on[at],
        earned=earned,
        received=earned - int(left.sum()),
        received_in_advance=0,
        is_of_chosen=True,
    )


def arrivals_with(arrived: Iterable[Arrival], only: Only) -> tuple[Arrival, ...] | None:
    """What arrived for the chosen platform and contract; None for a kind of work, since no money says its kind."""
    if only.kind is not None:
        return None
    return tuple(one for one in arrived if only.has(one.platform_id, one.contract_id, None))


def spans_with(spans: Iterable[ContractSpan], books: Books, only: Only) -> tuple[ContractSpan, ...]:
    """The chosen contracts; of a kind of work those with any of it."""
    ids = books.hours.names.ids("contracts")
    of_kind = None
    if only.kind is not None:
        of_kind = {ids[place] for place in _contracts_of_kind((books.accruals, books.hours), only.kind)}
    return tuple(
        span
        for span in spans
        if only.platform in (None, span.platform_id)
        and only.contract in (None, span.contract_id)
        and (of_kind is None or span.contract_id in of_kind)
    )


def _contracts_of_kind(tables: Iterable[Accruals | Hours], kind: str) -> list[int]:
    """The contracts with any work or pay of a kind, by their place in the ledger."""
    found: set[int] = set()
    for table in tables:
        codes: Ints = table.contract[table.kind == _code(table.names, "kind", kind)]
        found.update(np.unique(codes).tolist())
    return [*found - {NOWHERE}]
