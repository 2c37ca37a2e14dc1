"""A writer's answers on late and missing pay: what was earned in the period and should have come by its close."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reports.frames import MISSING
from reports.log import Log
from reports.programme.asking import Asking
from reports.programme.said import Said
from reports.settling import Account
from reports.tables import grouped

#: Pay is due so many days after the work where no day was agreed (METHOD section 6: California Business and Professions
#: Code 18100 and its like).
STATUTORY_DAYS = 30


def say_arrears(said: Said, log: Log, asking: Asking) -> None:
    """Of the pay that was due: what came late or not yet, what has not come, and whether anything is still owed."""
    names = asking.platform_of(log.ledger)
    ids = [*log.ledger.columns["platforms"]["id"], None]  # the last one is `NOWHERE`
    for account in log.accounts:
        for code, due, late, left in _by_platform(account, asking):
            values = {"platform": names[ids[code]]}
            whole = account.major(due)
            said.add("late_pay", values, account.major(late), whole)
            said.add("missing_pay", values, account.major(left), whole)
            said.add("any_missing_pay", values, int(left > 0), 1)


def _by_platform(account: Account, asking: Asking) -> Iterator[tuple[int, int, int, int]]:
    """Platform by its place in the ledger, and minor units: due, of that late, of that not there yet."""
    parts = account.parts
    due = np.where(parts.expected == MISSING, parts.day + STATUTORY_DAYS, parts.expected)
    first, end = asking.period.start.toordinal(), asking.period.end.toordinal()
    is_waited_for = (account.left > 0) | (account.paid_on != MISSING)  # else it was taken back before it came
    was_due = is_waited_for & (parts.day >= first) & (parts.day < end) & (due < asking.as_of.toordinal())
    minor, left = parts.minor[was_due], account.left[was_due]
    late = np.where(account.paid_on[was_due] > due[was_due], minor, left)
    for code, at in grouped(parts.platform[was_due]).items():
        yield code, int(minor[at].sum()), int(late[at].sum()), int(left[at].sum())
