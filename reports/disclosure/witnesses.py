"""Flows that were found once and are proof for every pattern that hides the cells they move."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from reports.disclosure.flows import Block, Demand, Mask, Numbers

# Of an amount: a solver's rounding, no more.
_SLACK = 1e-5
_SURE = 1e-3


class Witnesses:
    """The flows of one block."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._flows: Numbers = np.zeros((0, len(block.cells)))
        self._sure = self._flows

    def add(self, flow: Numbers) -> None:
        """Keep a flow; what is small in it beside the rest is proof of nothing."""
        self._flows = np.vstack([self._flows, flow])
        sizes = np.abs(flow)
        self._sure = np.vstack([self._sure, np.where(sizes > _SURE * sizes.max(), flow, 0.0)])

    def unmet(self, demands: Iterable[Demand], is_hidden: Mask) -> list[Demand]:
        """The demands of one knower that no flow at hand meets."""
        demands = list(demands)
        if not demands:
            return []
        room, exact = self._block.room(demands[0].knower)
        stays = ~is_hidden | exact
        fits = ~self._flows[:, stays].any(axis=1) & (self._flows >= -room * (1 + _SLACK)).all(axis=1)
        flows = self._sure[fits]
        rise, fall = flows.max(axis=0, initial=0.0), -flows.min(axis=0, initial=0.0)
        return [
            one for one in demands if (rise if one.sign > 0 else fall)[one.number] < one.amount * (1 - _SLACK)
        ]
