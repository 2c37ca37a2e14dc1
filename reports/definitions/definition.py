"""What a definition is, and the words of its units."""

from __future__ import annotations

from dataclasses import dataclass

from reports.wording import N_

#: Goes up with every release whose CHANGELOG has Numbers: what is kept says by which measures it was computed.
METHOD_VERSION = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """The words of one figure, all message ids; `section` is the method's ("1", "10a").

    `period` says with which days the figure goes, in `{days}`. A number `gives_pay_away` where the other side of
    its sum is public, such as a threshold or a minimum wage: it is hidden together with the amounts.
    """

    name: str
    definition: str
    formula: str
    section: str
    unit_note: str
    period: str = N_("{days}, by the day of the work.")
    gives_pay_away: bool = False


BY_ARRIVAL = N_("{days}, by the day the money arrived.")
BY_CALENDAR = N_("{days}, by the calendar.")

MONEY = N_("in your currency")
PER_HOUR = N_("in your currency, for each hour")
HOURS = N_("in hours; minutes and seconds count")
DAYS = N_("in days of the calendar, by your own time zone")
SHARE = N_("as a share of the whole")
COUNT = N_("a number of things")
