"""Money that arrived, after fees, on the contract and platform it was for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from reports.frames import NOWHERE, Ledger
from reports.money import split_in_proportion
from reports.pricing import Row


class Arrival(NamedTuple):
    """A payout, or the part of it that was for one contract, before fees (`gross`) and after them (`minor`)."""

    day: date
    minor: int
    payout_id: str
    contract_id: str | None
    platform_id: str | None
    gross: int = 0


def arrivals_of(ledger: Ledger, payouts: Iterable[Row]) -> tuple[Arrival, ...]:
    """Payouts by contract: in proportion to the payments they are matched to, the rest as the payout says."""
    platform_of = {row["id"]: row["platform_id"] for row in ledger.rows("contracts")}
    matched = _matched_contracts(ledger)
    found = []
    for row in payouts:
        weights = matched.get(row["id"], {})
        rest = max(0, row["gross_minor"] - sum(weights.values()))
        contracts = [*weights, row["contract_id"]]
        shares = [*weights.values(), rest if weights else 1]
        net, gross = (split_in_proportion(row[name], shares) for name in ("net_minor", "gross_minor"))
        for contract_id, minor, before_fees in zip(contracts, net, gross, strict=True):
            if minor or before_fees:
                platform_id = platform_of.get(contract_id, row["platform_id"])
                found.append(
                    Arrival(row["arrived_on"], minor, row["id"], contract_id, platform_id, before_fees)
                )
    return tuple(found)


def _matched_contracts(ledger: Ledger) -> Mapping[str, Mapping[str, int]]:
    """By payout, how much of it is matched to payments of which contract."""
    contract_of = ledger.array("payments", "contract_id").tolist()
    ids, payouts = ledger.columns["contracts"]["id"], ledger.columns["payouts"]["id"]
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    columns = ("payout_id", "payment_id", "amount_minor")
    for payout, payment, minor in zip(
        *(ledger.array("payout_matches", name).tolist() for name in columns), strict=True
    ):
        if minor > 0 and contract_of[payment] != NOWHERE:
            found[payouts[payout]][ids[contract_of[payment]]] += minor
    return found
