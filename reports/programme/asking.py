"""What every writer of a release is asked alike: the days, the values of the tables, the currency, the public figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.cohorts import OTHER, Known
from reports.exchange import Rates
from reports.frames import Ledger
from reports.gaps import DEFAULT_THRESHOLD_DAYS
from reports.parameters import Parameters
from reports.periods import Period
from reports.wages import Floors


@dataclass(frozen=True)
class Asking:
    """One for all writers of a release: what is looked up for one of them is known for the next.

    Attributes
    ----------
    period
        Only its rows count; what came of them (pay that arrived, work that came back) counts up to `as_of`.
    known
        The values that the tables have.
    currency
        The campaign's; rows without an exchange rate into it are left out.
    as_of
        The day the period closed.
    parameters, rates
        Public figures and exchange rates.
    gap_threshold_days
        A gap has more empty days than this.
    """

    period: Period
    known: Known
    currency: str
    as_of: date
    parameters: Parameters
    rates: Rates
    gap_threshold_days: int = DEFAULT_THRESHOLD_DAYS

    @cached_property
    def floors(self) -> Floors:
        """Minimum wages; a place is looked up once for all writers."""
        return Floors(self.parameters)

    def platform_of(self, ledger: Ledger) -> Mapping[str | None, str]:
        """The value of each platform of a ledger; what is on none is `OTHER`."""
        keys = {row["id"]: row["catalogue_key"] for row in ledger.rows("platforms")}
        return {
            None: OTHER,
            **{own: key if key in self.known.platforms else OTHER for own, key in keys.items()},
        }

    def platform_of_contract(self, ledger: Ledger) -> Mapping[str, str]:
        """The value of the platform of each contract."""
        platform_of = self.platform_of(ledger)
        return {row["id"]: platform_of[row["platform_id"]] for row in ledger.rows("contracts")}
