"""Promised and real hourly pay of each platform, the share kept, and how sure the real one is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from reports.figures import Figure
from reports.frames import NOWHERE
from reports.groups import totals
from reports.slices import Slice
from reports.sums import Key, Selection, add_up
from reports.tables import joined
from reports.terms import PromisedTime, promised_and_real
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.work import Work, spread, total


def promises_topic(material: Material) -> Topic:
    """Promised rate, real rate, share kept and interval: of everything, and of each platform."""
    bearing = _bearing_costs(material)
    contracts, weeks = totals(bearing, "platform", "contract"), totals(bearing, "platform", "week")
    of_platform: dict[Key, list[tuple[Key, Work]]] = defaultdict(list)
    weeks_of_platform: dict[Key, list[Work]] = defaultdict(list)
    by_week: dict[Key, list[Work]] = defaultdict(list)
    for (platform, contract), work in contracts.items():
        of_platform[platform].append((contract, work))
    for (platform, monday), work in weeks.items():
        weeks_of_platform[platform].append(work)
        by_week[monday].append(work)
    parts = (
        Slice(
            platform,
            material.names["platforms"][platform],
            _compared(
                material,
                total(work for _, work in of_platform[platform]),
                part,
                by_contract=_bearing_rest(of_platform[platform]),
                by_week=weeks_of_platform[platform],
            ),
        )
        for platform, part in material.platforms.items()
        if platform is not None
    )
    whole = _compared(
        material,
        total(contracts.values()),
        material.selection,
        by_contract=_bearing_rest((contract, work) for (_, contract), work in contracts.items()),
        by_week=[total(works) for works in by_week.values()],
    )
    return Topic(whole, tuple(parts))


def _bearing_costs(material: Material) -> Selection:
    """The rows of the period, with costs that platforms share placed on the platform that bears them."""
    place = {None: NOWHERE, **{row["id"]: at for at, row in enumerate(material.ledger.rows("platforms"))}}
    placed = [
        replace(part.accruals, platform=np.full(len(part.accruals), place[platform]))
        for platform, part in material.platforms.items()
    ]
    selection = material.selection
    return replace(selection, accruals=joined(placed)) if placed else selection


def _bearing_rest(works: Iterable[tuple[Key, Work]]) -> list[Work]:
    """The work of each contract, with its part of what belongs to no contract, by paid time."""
    listed = list(works)
    rest = total(work for contract, work in listed if contract is None)
    return list(spread(rest, {contract: work for contract, work in listed if contract is not None}).values())


def _compared(
    material: Material,
    work: Work,
    part: Selection,
    by_contract: Sequence[Work],
    by_week: Sequence[Work],
) -> dict[str, Figure]:
    promised_seconds = add_up(part, material.currency).promised_seconds
    figures = promised_and_real(
        work,
        [
            PromisedTime(terms_id, material.books.advertised[terms_id], seconds)
            for terms_id, seconds in promised_seconds.items()
        ],
        by_contract=by_contract,
        by_week=by_week,
        period=material.period,
        currency=material.currency,
    )
    return material.exchanged_of(figures, figures.keys())
